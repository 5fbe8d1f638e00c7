// SPDX-License-Identifier: MIT
// make_matrix - writes a genome matrix for the bench: real haplotypes as they are, or mosaics of them.
//
//   make_matrix KIND PANEL MATRIX [--rows N] [--columns N] [--variants FRACTION] [--seed N]
//
// PANEL is itself a genome matrix with a header line: real, phased, biallelic SNPs (inputs.py makes it). The kinds:
//
//   dense      the panel's rows, repeated along the chromosome with growing POS
//   wide       as dense, but each column is a mosaic of the panel's haplotypes
//   all-sites  a row for every base of four contigs, no header line: most rows are invariant, a quarter has an N,
//              some have a gap. MATRIX.header names the columns, MATRIX.pairs the samples; of an odd number of columns,
//              one belongs to no sample
//   sparse     as all-sites, with fewer variants
//
// A mosaic copies one haplotype of the panel for some hundred sites and then goes on with another: neighbouring sites
// stay correlated as in real data (Li and Stephens 2003), and no two repeats of the panel are alike. The same arguments
// give the same bytes. Nothing is kept but the panel and one row, so any size can be written.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

constexpr std::string_view letters = "ACGT";

/// SplitMix64 (Steele, Lea and Flood 2014): small, seedable, and the same everywhere, unlike the std distributions.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t mixed = (state_ ^ (state_ >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
  }

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

  /// Rows until the next event, at least 1, for events that are `mean` rows apart on average.
  std::int64_t distance(double mean) {
    const double uniform = static_cast<double>((next() >> 11) + 1) * 0x1p-53;  // in (0, 1]
    return 1 + static_cast<std::int64_t>(std::log(uniform) / std::log1p(-1 / mean));
  }

 private:
  std::uint64_t state_;
};

/// A file that is written from front to back, and has its name only when it is whole. close() throws if one byte is in
/// doubt.
class Sink {
 public:
  explicit Sink(const std::string& path) : path_(path), file_(std::fopen((path + ".part").c_str(), "wb")) {
    if (file_ == nullptr) fail();
  }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  ~Sink() {
    if (file_ != nullptr) std::fclose(file_);
  }

  void put(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() >= std::size_t{1} << 20) flush();
  }

  void close() {
    flush();
    std::FILE* file = std::exchange(file_, nullptr);
    if (std::fclose(file) != 0 || std::rename((path_ + ".part").c_str(), path_.c_str()) != 0) fail();
  }

 private:
  void flush() {
    if (std::fwrite(buffer_.data(), 1, buffer_.size(), file_) != buffer_.size()) fail();
    buffer_.clear();
  }
  [[noreturn]] void fail() const { throw std::runtime_error(path_ + ": cannot be written"); }

  std::string path_;
  std::FILE* file_;
  std::string buffer_;
};

struct PanelSite {
  std::int64_t pos = 0;
  char reference = 'N';
  char alternative = 'N';  // REF where no haplotype differs
  int carriers = 0;        // haplotypes with the alternative
};

struct Panel {
  std::string contig;
  std::vector<std::string> names;  // one a haplotype
  std::vector<PanelSite> sites;
  std::vector<std::uint8_t> alleles;  // sites x haplotypes, 1: the alternative

  [[nodiscard]] const std::uint8_t* alleles_of(std::size_t site) const { return &alleles[site * names.size()]; }

  /// How far POS moves from one repeat of the panel to the next.
  [[nodiscard]] std::int64_t span() const { return sites.back().pos - sites.front().pos + 100; }
};

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == '\t') {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

void add_site(Panel& panel, const std::vector<std::string>& fields) {
  PanelSite site;
  panel.contig = fields[0];
  site.pos = std::stoll(fields[1]);
  site.reference = site.alternative = fields[2].at(0);
  for (std::size_t column = 3; column < fields.size(); ++column) {
    const char allele = fields[column].at(0);
    const bool carrier = allele != site.reference;
    if (carrier) site.alternative = allele;
    site.carriers += carrier;
    panel.alleles.push_back(carrier);
  }
  panel.sites.push_back(site);
}

Panel read_panel(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) throw std::runtime_error(path + ": cannot be read");
  Panel panel;
  const std::vector<std::string> header = split(line);
  panel.names.assign(header.begin() + 3, header.end());
  while (std::getline(file, line)) {
    const std::vector<std::string> fields = split(line);
    if (fields.size() != header.size()) throw std::runtime_error(path + ": rows differ in length");
    add_site(panel, fields);
  }
  if (panel.sites.empty()) throw std::runtime_error(path + ": no rows");
  return panel;
}

/// Columns that walk along the panel together, each on a haplotype of its own, which changes now and then.
class Mosaic {
 public:
  Mosaic(const Panel& panel, std::size_t columns, Random& random)
      : panel_(panel), random_(random), sources_(columns), switches_(columns) {
    for (std::size_t column = 0; column < columns; ++column) start_segment(column);
  }

  /// Goes to the next site of the panel, after its last site to the first.
  void advance() {
    ++steps_;
    for (std::size_t column = 0; column < sources_.size(); ++column)
      if (switches_[column] <= steps_) start_segment(column);
  }

  [[nodiscard]] std::size_t columns() const { return sources_.size(); }
  [[nodiscard]] std::size_t repeat() const { return steps_ / panel_.sites.size(); }
  [[nodiscard]] const PanelSite& site() const { return panel_.sites[steps_ % panel_.sites.size()]; }
  [[nodiscard]] bool carries(std::size_t column) const {
    return panel_.alleles_of(steps_ % panel_.sites.size())[sources_[column]] != 0;
  }
  [[nodiscard]] bool varies() const {
    for (std::size_t column = 0; column < columns(); ++column)
      if (carries(column)) return true;
    return false;
  }

 private:
  static constexpr double mean_segment = 500;  // sites; about 60,000 bases of the 1000 Genomes panel

  void start_segment(std::size_t column) {
    sources_[column] = static_cast<std::uint32_t>(random_.below(panel_.names.size()));
    switches_[column] = steps_ + static_cast<std::size_t>(random_.distance(mean_segment));
  }

  const Panel& panel_;
  Random& random_;
  std::size_t steps_ = 0;
  std::vector<std::uint32_t> sources_;  // haplotype of the panel that a column copies
  std::vector<std::size_t> switches_;   // step at which it goes to another one
};

/// Stretches of rows, in each column on its own, in which the column has no base: no reads there, or a deletion.
class Stretches {
 public:
  /// `share`: of all rows, that have at least one column inside a stretch.
  Stretches(std::size_t columns, double share, double mean_rows, Random& random)
      : random_(random), mean_inside_(mean_rows), inside_(columns), changes_(columns) {
    const double column_share = 1 - std::pow(1 - share, 1 / static_cast<double>(columns));
    mean_outside_ = mean_rows * (1 - column_share) / column_share;
    for (std::int64_t& change : changes_) change = random_.distance(mean_outside_);
  }

  void go_to(std::int64_t row) {
    if (row < soonest_) return;
    soonest_ = std::numeric_limits<std::int64_t>::max();
    for (std::size_t column = 0; column < changes_.size(); ++column) {
      while (changes_[column] <= row) change(column);
      soonest_ = std::min(soonest_, changes_[column]);
    }
  }

  /// Writes `letter` over the cells of the columns that are inside a stretch.
  void mark(std::string& tail, char letter) const {
    for (std::size_t column = 0; open_ > 0 && column < inside_.size(); ++column)
      if (inside_[column]) tail[2 * column + 1] = letter;
  }

 private:
  void change(std::size_t column) {
    inside_[column] = !inside_[column];
    open_ += inside_[column] ? 1 : -1;
    changes_[column] += random_.distance(inside_[column] ? mean_inside_ : mean_outside_);
  }

  Random& random_;
  double mean_inside_;
  double mean_outside_ = 0;
  int open_ = 0;              // columns inside a stretch
  std::int64_t soonest_ = 0;  // row of the next change in any column
  std::vector<bool> inside_;
  std::vector<std::int64_t> changes_;  // row of a column's next change
};

struct Arguments {
  std::string kind, panel, matrix;
  std::int64_t rows = 0;
  std::size_t columns = 0;
  double variants = 0;
  std::uint64_t seed = 1;
};

void put_prefix(std::string& row, std::string_view contig, std::int64_t pos, char reference) {
  char digits[20];
  char* const end = std::to_chars(digits, digits + sizeof digits, pos).ptr;
  row.assign(contig);
  row += '\t';
  row.append(digits, end);
  row += '\t';
  row += reference;
}

void put_header(Sink& sink, const std::vector<std::string>& names) {
  std::string line = "CHROM\tPOS\tREF";
  for (const std::string& name : names) line += '\t' + name;
  sink.put(line + '\n');
}

/// The columns' text of an invariant row: a tab and `letter` for each, and the newline.
std::string plain_tail(std::size_t columns, char letter) {
  std::string tail;
  for (std::size_t column = 0; column < columns; ++column) tail += {'\t', letter};
  return tail + '\n';
}

void write_dense(const Arguments& arguments, const Panel& panel) {
  if (arguments.columns > panel.names.size()) throw std::runtime_error("the panel has fewer columns");
  Sink sink(arguments.matrix);
  put_header(sink, {panel.names.begin(), panel.names.begin() + static_cast<std::ptrdiff_t>(arguments.columns)});
  std::string row;
  for (std::int64_t index = 0; index < arguments.rows; ++index) {
    const std::size_t number = static_cast<std::size_t>(index) % panel.sites.size();
    const std::int64_t repeat = index / static_cast<std::int64_t>(panel.sites.size());
    const PanelSite& site = panel.sites[number];
    put_prefix(row, panel.contig, site.pos + repeat * panel.span(), site.reference);
    for (std::size_t column = 0; column < arguments.columns; ++column)
      row += {'\t', panel.alleles_of(number)[column] != 0 ? site.alternative : site.reference};
    sink.put(row + '\n');
  }
  sink.close();
}

/// The share of copies of a rare allele that a wide matrix keeps. One carrier of 600 haplotypes would become 17 of
/// 10,000, and no site would be rare, where real sites mostly are.
double kept_share(int carriers) { return std::min(1.0, carriers / 10.0); }

void write_wide(const Arguments& arguments, const Panel& panel) {
  Random random(arguments.seed);
  Mosaic mosaic(panel, arguments.columns, random);
  std::vector<std::string> names;
  for (std::size_t column = 0; column < arguments.columns; ++column)
    names.push_back("S" + std::to_string(column / 2 + 1) + (column % 2 == 0 ? "_1" : "_2"));
  Sink sink(arguments.matrix);
  put_header(sink, names);
  std::string row;
  for (std::int64_t index = 0; index < arguments.rows; ++index, mosaic.advance()) {
    const PanelSite& site = mosaic.site();
    const auto limit = static_cast<std::size_t>(kept_share(site.carriers) * 1000);
    const auto repeat = static_cast<std::int64_t>(mosaic.repeat());
    put_prefix(row, panel.contig, site.pos + repeat * panel.span(), site.reference);
    for (std::size_t column = 0; column < arguments.columns; ++column) {
      const bool carrier = mosaic.carries(column) && (limit == 1000 || random.below(1000) < limit);
      row += {'\t', carrier ? site.alternative : site.reference};
    }
    sink.put(row + '\n');
  }
  sink.close();
}

/// 31 columns have the order of the lab panel for which the original program was written; it knows them by number.
std::vector<std::string> lab_names(std::size_t columns) {
  if (columns == 31)
    return {"13a", "14b", "16a",  "17a", "23a", "24a", "25b", "26a", "34a", "35a", "37a",
            "38a", "3b",  "ref2", "8b",  "10b", "13b", "14a", "16b", "17b", "23b", "24b",
            "25a", "26b", "34b",  "35b", "37b", "38b", "3a",  "8a",  "10a"};
  std::vector<std::string> names;
  for (std::size_t column = 0; column + 1 < columns; column += 2)
    for (const char half : {'a', 'b'}) names.push_back(std::to_string(column / 2 + 1) + half);
  if (columns % 2 == 1) names.push_back("ref2");
  return names;
}

void write_names(const Arguments& arguments, std::vector<std::string> names) {
  Sink header(arguments.matrix + ".header");
  put_header(header, names);
  header.close();
  std::sort(names.begin(), names.end());  // the order in which the original program writes its samples
  Sink pairs(arguments.matrix + ".pairs");
  for (const std::string& first : names) {
    const std::string second = first.substr(0, first.size() - 1) + 'b';
    if (first.back() == 'a') pairs.put(first + second + '\t' + first + '\t' + second + '\n');
  }
  pairs.close();
}

/// Writes the alleles of the mosaic's site over an invariant row's cells; one such row in 100 has a third allele.
void put_alleles(std::string& tail, const Mosaic& mosaic, Random& random) {
  const PanelSite& site = mosaic.site();
  const bool three = random.below(100) == 0;
  char third = site.alternative;
  while (third == site.alternative || third == site.reference) third = letters[random.below(4)];
  for (std::size_t column = 0; column < mosaic.columns(); ++column) {
    if (!mosaic.carries(column)) continue;
    tail[2 * column + 1] = three && random.below(2) == 0 ? third : site.alternative;
  }
}

void write_all_sites(const Arguments& arguments, const Panel& panel) {
  constexpr std::int64_t contigs = 4;
  write_names(arguments, lab_names(arguments.columns));
  Random random(arguments.seed);
  Mosaic mosaic(panel, arguments.columns, random);
  Stretches unread(arguments.columns, 0.25, 50, random);  // a quarter of the rows has an N; half a read long
  Stretches deleted(arguments.columns, 0.005, 5, random);
  std::string plain[256];
  for (const char letter : letters) plain[static_cast<unsigned char>(letter)] = plain_tail(arguments.columns, letter);

  Sink sink(arguments.matrix);
  std::string prefix, tail;
  std::int64_t variant = random.distance(1 / arguments.variants);
  for (std::int64_t row = 0; row < arguments.rows; ++row) {
    const std::int64_t contig = row * contigs / arguments.rows;
    const std::int64_t first_row = (contig * arguments.rows + contigs - 1) / contigs;
    const bool varies = row == variant;
    if (varies) {
      do mosaic.advance();
      while (!mosaic.varies());
      variant += random.distance(1 / arguments.variants);
    }
    const char reference = varies ? mosaic.site().reference : letters[random.below(4)];
    tail = plain[static_cast<unsigned char>(reference)];
    if (varies) put_alleles(tail, mosaic, random);
    unread.go_to(row);
    unread.mark(tail, 'N');
    deleted.go_to(row);
    deleted.mark(tail, '-');
    put_prefix(prefix, std::to_string(contig + 1), row - first_row + 1, reference);
    sink.put(prefix);
    sink.put(tail);
  }
  sink.close();
}

/// The sizes that results.md speaks of: about 290 MB each.
Arguments defaults_of(const std::string& kind) {
  Arguments arguments;
  arguments.kind = kind;
  if (kind == "dense") {
    arguments.rows = 236'700;
    arguments.columns = 600;
  } else if (kind == "wide") {
    arguments.rows = 15'000;
    arguments.columns = 10'000;
  } else if (kind == "all-sites" || kind == "sparse") {
    arguments.rows = 4'000'000;
    arguments.columns = 31;
    arguments.variants = kind == "sparse" ? 0.001 : 0.03;
  } else {
    throw std::runtime_error("KIND is dense, wide, all-sites or sparse, not '" + kind + "'");
  }
  return arguments;
}

Arguments parse(int argc, char** argv) {
  if (argc < 4 || argc % 2 != 0)
    throw std::runtime_error(
        "usage: make_matrix KIND PANEL MATRIX [--rows N] [--columns N] [--variants FRACTION] [--seed N]");
  Arguments arguments = defaults_of(argv[1]);
  arguments.panel = argv[2];
  arguments.matrix = argv[3];
  for (int index = 4; index < argc; index += 2) {
    const std::string option = argv[index], value = argv[index + 1];
    if (option == "--rows") {
      arguments.rows = std::stoll(value);
    } else if (option == "--columns") {
      arguments.columns = std::stoul(value);
    } else if (option == "--variants") {
      arguments.variants = std::stod(value);
    } else if (option == "--seed") {
      arguments.seed = std::stoull(value);
    } else {
      throw std::runtime_error("unknown option " + option);
    }
  }
  return arguments;
}

}  // namespace

int main(int argc, char** argv) try {
  const Arguments arguments = parse(argc, argv);
  const Panel panel = read_panel(arguments.panel);
  if (arguments.kind == "dense") {
    write_dense(arguments, panel);
  } else if (arguments.kind == "wide") {
    write_wide(arguments, panel);
  } else {
    write_all_sites(arguments, panel);
  }
  return 0;
} catch (const std::exception& error) {
  std::cerr << "make_matrix: " << error.what() << '\n';
  return 1;
}
