// SPDX-License-Identifier: MIT
// row_deflate_test - whatever the rows are, and whatever is said of them, other readers get the text back.
#include "compress/row_deflate.hpp"

#include <htslib/bgzf.h>
#include <htslib/hfile.h>
#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "sites/site.hpp"

using namespace matrix2vcf;

namespace {

using Random = std::mt19937;
constexpr std::size_t max_text = 65280;

double uniform(Random& random) { return static_cast<double>(random()) / 4294967296.0; }
std::size_t below(Random& random, std::size_t n) { return random() % n; }

/// ---- other people's readers

std::string read_by_libdeflate(const std::string& stream, std::size_t size) {
  const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> reader(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  std::string text(size + 1, '\0');
  std::size_t written = 0;
  const auto result =
      libdeflate_deflate_decompress(reader.get(), stream.data(), stream.size(), text.data(), text.size(), &written);
  text.resize(result == LIBDEFLATE_SUCCESS ? written : 0);
  return text;
}

std::string read_by_zlib(const std::string& stream, std::size_t size) {
  std::string text(size + 1, '\0'), input = stream;
  z_stream reader{};
  REQUIRE(inflateInit2(&reader, -15) == Z_OK);
  reader.next_in = reinterpret_cast<Bytef*>(input.data());
  reader.avail_in = static_cast<uInt>(input.size());
  reader.next_out = reinterpret_cast<Bytef*>(text.data());
  reader.avail_out = static_cast<uInt>(text.size());
  const int result = inflate(&reader, Z_FINISH);
  text.resize(result == Z_STREAM_END && reader.avail_in == 0 ? reader.total_out : 0);
  inflateEnd(&reader);
  return text;
}

void append_little_endian(std::string& to, std::size_t value, int bytes) {
  for (; bytes > 0; --bytes, value >>= 8) to += static_cast<char>(value & 0xff);
}

std::string read_by_htslib(const std::string& stream, const std::string& original) {
  std::string file("\x1f\x8b\x08\x04\0\0\0\0\0\xff\x06\0BC\x02\0", 16);
  append_little_endian(file, stream.size() + 25, 2);
  file += stream;
  append_little_endian(file, libdeflate_crc32(0, original.data(), original.size()), 4);
  append_little_endian(file, original.size(), 4);
  file.append("\x1f\x8b\x08\x04\0\0\0\0\0\xff\x06\0BC\x02\0\x1b\0\x03\0\0\0\0\0\0\0\0\0", 28);  // end of file
  void* copy = std::malloc(file.size());                                                        // htslib takes it over
  std::memcpy(copy, file.data(), file.size());
  BGZF* reader = bgzf_hopen(hopen("mem:", "r:", copy, file.size()), "r");
  REQUIRE(reader != nullptr);
  std::string text(original.size() + 1, '\0');
  const auto got = bgzf_read(reader, text.data(), text.size());
  text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  bgzf_close(reader);
  return text;
}

/// ---- the thing under test, in memory that ends where the payload ends, so that a sanitizer sees a byte read too far

template <class T>
std::unique_ptr<T[]> exact_copy(const T* from, std::size_t n) {
  std::unique_ptr<T[]> copy(new T[n]);
  std::copy_n(from, n, copy.get());
  return copy;
}

std::string compress(RowDeflate& encoder, const PayloadView& view) {
  const auto text = exact_copy(view.text.data(), view.text.size());
  const auto rows = exact_copy(view.rows.data(), view.rows.size());
  const auto codes = exact_copy(view.codes.data(), view.codes.size());
  const PayloadView exact{
      {text.get(), view.text.size()}, {rows.get(), view.rows.size()}, {codes.get(), view.codes.size()}};
  std::vector<std::byte> out(max_text + 100);
  const std::size_t size = encoder.compress(exact, out);
  return {reinterpret_cast<const char*>(out.data()), size};
}

/// Every setting, both CPU variants, all readers.
void check(const PayloadView& view) {
  const std::string text(view.text);
  for (const int setting : {1, 2, 3, 4, 5, 6}) {
    RowDeflate encoder(setting), scalar(setting, Cpu::scalar);
    const std::string stream = compress(encoder, view);
    REQUIRE(stream.size() > 0);
    REQUIRE(stream.size() <= text.size() + 5);
    REQUIRE(stream == compress(scalar, view));
    REQUIRE(read_by_libdeflate(stream, text.size()) == text);
    REQUIRE(read_by_zlib(stream, text.size()) == text);
    if (!text.empty()) REQUIRE(read_by_htslib(stream, text) == text);
  }
}

/// ---- rows

enum class Layout { gt, gt_pi, gt_pi_ps, bcf };

struct Shape {
  std::size_t samples = 15;
  std::size_t ploidy = 2;
  Layout layout = Layout::gt;
  std::string chrom = "20";
  double density = 0.2;  // of ALT
  double missing = 0;    // of haplotypes
  double second = 0;     // of ALT that is the second ALT
  double linkage = 0.9;  // chance that a row copies an earlier one, with few changes
  std::size_t allele_bytes = 1;
};

class Rows {
 public:
  /// Adds one row, or as many of its cells as the block still takes, cut at a cell's border.
  bool add(const Shape& shape, std::int64_t pos, Random& random) {
    const std::vector<std::uint8_t> drawn = draw(shape, random);
    const std::string head = prefix(shape, pos, random);
    if (text.size() + head.size() >= max_text) return false;
    PayloadRow row;
    row.begin = static_cast<std::uint32_t>(text.size());
    row.codes = static_cast<std::uint32_t>(codes.size());
    row.ploidy = static_cast<std::uint8_t>(shape.ploidy);
    row.allele_bytes = shape.layout == Layout::bcf ? 1 : 2;
    text += head;
    row.cells = static_cast<std::uint32_t>(text.size());
    bool regular = true;
    for (std::size_t s = 0; s < shape.samples; ++s) {
      const std::string cell = make_cell(shape, &drawn[s * shape.ploidy]) + (s + 1 < shape.samples ? "\t" : "\n");
      const std::size_t keep = shape.layout == Layout::bcf ? cell.size() - 1 : cell.size();
      if (text.size() + keep > max_text) break;
      regular = regular && (s == 0 || keep == row.cell_bytes);
      row.cell_bytes = static_cast<std::uint16_t>(keep);
      text += cell.substr(0, keep);
      ++row.samples;
    }
    if (shape.layout == Layout::bcf) text += std::string(std::min(max_text - text.size(), 2 * shape.samples), '2');
    row.end = static_cast<std::uint32_t>(text.size());
    if (regular)
      codes.insert(codes.end(), drawn.begin(), drawn.begin() + static_cast<std::ptrdiff_t>(row.samples * shape.ploidy));
    else
      row.samples = 0;
    rows.push_back(row);
    return row.samples == shape.samples || !regular;
  }

  void add_bytes(const std::string& bytes) {
    PayloadRow row;
    row.begin = static_cast<std::uint32_t>(text.size());
    text += bytes.substr(0, max_text - text.size());
    row.end = static_cast<std::uint32_t>(text.size());
    rows.push_back(row);
  }

  [[nodiscard]] PayloadView view() const { return {text, rows, codes}; }

  std::string text;
  std::vector<PayloadRow> rows;
  std::vector<std::uint8_t> codes;

 private:
  std::vector<std::uint8_t> draw(const Shape& shape, Random& random) {
    std::vector<std::uint8_t> drawn(shape.samples * shape.ploidy);
    if (!earlier_.empty() && uniform(random) < shape.linkage) drawn = earlier_[below(random, earlier_.size())];
    drawn.resize(shape.samples * shape.ploidy);
    const double change = earlier_.empty() ? 1 : uniform(random) * 0.05;
    for (auto& code : drawn) {
      if (uniform(random) < change)
        code = uniform(random) < shape.density ? (uniform(random) < shape.second ? 2 : 1) : 0;
      if (uniform(random) < shape.missing) code = missing_code<std::uint8_t>;
    }
    earlier_.push_back(drawn);
    return drawn;
  }

  static std::string prefix(const Shape& shape, std::int64_t pos, Random& random) {
    std::string ref(shape.allele_bytes, "ACGT"[below(random, 4)]);
    for (std::size_t i = 1; i < ref.size(); ++i) ref[i] = "ACGT"[below(random, 4)];
    if (shape.layout == Layout::bcf) {
      std::string head(32, '\0');
      std::memcpy(head.data() + 8, &pos, 4);
      return head + ref + "\x17T";
    }
    return shape.chrom + "\t" + std::to_string(pos) + "\t.\t" + ref +
           "\tT\t.\t.\tAC=" + std::to_string(below(random, 30)) + ";AN=30\tGT" +
           (shape.layout == Layout::gt      ? "\t"
            : shape.layout == Layout::gt_pi ? ":PI\t"
                                            : ":PI:PS\t");
  }

  static std::string make_cell(const Shape& shape, const std::uint8_t* codes) {
    std::string cell;
    bool called = false;
    for (std::size_t i = 0; i < shape.ploidy; ++i) {
      called = called || codes[i] != missing_code<std::uint8_t>;
      if (shape.layout == Layout::bcf) {
        cell += static_cast<char>(static_cast<std::uint8_t>(codes[i] + 1) * 2 | (i > 0 ? 1 : 0));
      } else {
        if (i > 0) cell += '|';
        cell += static_cast<char>(codes[i] + '0');
      }
    }
    if (shape.layout == Layout::gt_pi || shape.layout == Layout::gt_pi_ps) cell += ":" + (called ? shape.chrom : ".");
    if (shape.layout == Layout::gt_pi_ps) cell += called ? ":1" : ":.";
    return cell;
  }

  std::vector<std::vector<std::uint8_t>> earlier_;
};

/// Rows of one shape up to a size drawn at random, at most a block.
Rows fill(const Shape& shape, Random& random, std::size_t rows = 100000) {
  Rows made;
  std::int64_t pos = 90 + static_cast<std::int64_t>(below(random, 1000));
  for (std::size_t i = 0; i < rows && made.add(shape, pos, random) && made.text.size() < max_text - 100; ++i)
    pos += static_cast<std::int64_t>(1 + below(random, 60));
  return made;
}

}  // namespace

TEST_CASE("every number of samples comes back", "[row_deflate]") {
  const auto samples =
      GENERATE(as<std::size_t>{}, 1, 2, 3, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 300, 700, 5000, 8200, 16400);
  Random random(static_cast<unsigned>(samples));
  for (const Layout layout : {Layout::gt, Layout::gt_pi, Layout::gt_pi_ps, Layout::bcf}) {
    Shape shape;
    shape.samples = samples;
    shape.layout = layout;
    check(fill(shape, random).view());
  }
}

TEST_CASE("every density of carriers comes back", "[row_deflate]") {
  Random random(2);
  for (const double density : {0.0, 0.001, 0.02, 0.3, 0.5, 0.9, 1.0})
    for (const double linkage : {0.0, 0.7, 1.0}) {
      Shape shape;
      shape.samples = 40 + below(random, 300);
      shape.density = density;
      shape.linkage = linkage;
      check(fill(shape, random).view());
    }
}

TEST_CASE("missing alleles and a second ALT come back, where cells keep their width and where they do not",
          "[row_deflate]") {
  Random random(3);
  for (const std::string chrom : {"2", "20", "scaffold1"})
    for (const double missing : {0.01, 0.2, 1.0})
      for (const Layout layout : {Layout::gt, Layout::gt_pi, Layout::gt_pi_ps, Layout::bcf}) {
        Shape shape;
        shape.chrom = chrom;
        shape.missing = missing;
        shape.second = 0.3;
        shape.layout = layout;
        check(fill(shape, random).view());
      }
}

TEST_CASE("every ploidy comes back", "[row_deflate]") {
  const auto ploidy = GENERATE(as<std::size_t>{}, 1, 2, 3, 4, 5, 6, 7, 8, 63, 64, 65, 255);
  Random random(static_cast<unsigned>(ploidy));
  for (const Layout layout : {Layout::gt, Layout::gt_pi, Layout::bcf}) {
    Shape shape;
    shape.ploidy = ploidy;
    shape.layout = layout;
    shape.samples = 1 + below(random, 90);
    check(fill(shape, random).view());
  }
}

TEST_CASE("alleles longer than the longest match come back", "[row_deflate]") {
  Random random(4);
  for (const unsigned bytes : {257u, 258u, 259u, 260u, 600u, 5000u}) {
    Shape shape;
    shape.allele_bytes = bytes;
    check(fill(shape, random).view());
  }
}

TEST_CASE("POS, contig, layout and samples may change from row to row", "[row_deflate]") {
  Random random(5);
  Rows rows;
  const char* chroms[] = {"1", "20", "HLA:A*01", "X"};
  for (std::int64_t pos = 1; pos < 2000000000; pos = pos * 3 / 2 + 1) {
    for (int i = 0; i < 6; ++i) {
      Shape shape;
      shape.chrom = chroms[below(random, 4)];
      shape.layout = static_cast<Layout>(below(random, 4));
      shape.samples = 1 + below(random, 40);
      shape.ploidy = 1 + below(random, 3);
      rows.add(shape, pos, random);
    }
    if (below(random, 4) == 0) rows.add_bytes("a row of bytes alone\n");
    if (below(random, 4) == 0) rows.add_bytes("");
    if (below(random, 4) == 0) rows.add_bytes("\n");
  }
  check(rows.view());
}

TEST_CASE("a block of bytes alone, of nothing, of one byte", "[row_deflate]") {
  Random random(6);
  check({});
  for (const unsigned size : {1u, 2u, 3u, 4u, 258u, 1000u, 65280u}) {
    Rows rows;
    std::string bytes(size, 'x');
    for (char& byte : bytes) byte = static_cast<char>(random() >> 24);
    rows.add_bytes(bytes);
    check(rows.view());
  }
}

TEST_CASE("every block type is written where it is the smallest", "[row_deflate]") {
  RowDeflate encoder(6);
  Random random(7);
  const auto block_type = [&](const Rows& rows) { return (compress(encoder, rows.view()).at(0) >> 1) & 3; };
  Shape shape;
  CHECK(block_type(fill(shape, random)) == 2);
  shape.samples = 2;
  CHECK(block_type(fill(shape, random, 1)) == 1);
  Rows noise;
  noise.add(shape, 5, random);
  std::string bytes(50000, 'x');
  for (char& byte : bytes) byte = static_cast<char>(random() >> 24);
  noise.add_bytes(bytes);
  CHECK(block_type(noise) == 0);
}

TEST_CASE("what is said about the rows may be wrong, the text still comes back", "[row_deflate]") {
  Random random(8);
  for (int round = 0; round < 60; ++round) {
    Shape shape;
    shape.samples = 1 + below(random, 200);
    Rows rows = fill(shape, random, 1 + below(random, 60));
    for (auto& row : rows.rows) {
      std::uint32_t* const fields[] = {&row.begin, &row.end, &row.cells, &row.codes, &row.samples};
      if (below(random, 3) == 0) *fields[below(random, 5)] = static_cast<std::uint32_t>(random() >> below(random, 32));
      if (below(random, 5) == 0) row.cell_bytes = static_cast<std::uint16_t>(random() >> (16 + below(random, 16)));
      if (below(random, 5) == 0) row.ploidy = static_cast<std::uint8_t>(below(random, 12));
      if (below(random, 5) == 0) row.allele_bytes = static_cast<std::uint8_t>(below(random, 5));
    }
    for (auto& code : rows.codes)
      if (below(random, 9) == 0) code = static_cast<std::uint8_t>(random());
    check(rows.view());
  }
}

TEST_CASE("rows may be out of order, or listed twice", "[row_deflate]") {
  Random random(11);
  for (const std::size_t samples : {3u, 20u, 300u}) {
    Shape shape;
    shape.samples = samples;
    Rows rows = fill(shape, random);
    std::shuffle(rows.rows.begin(), rows.rows.end(), random);
    check(rows.view());
    rows = fill(shape, random);
    const std::vector<PayloadRow> once = rows.rows;
    rows.rows.clear();
    for (const PayloadRow& row : once) rows.rows.insert(rows.rows.end(), 2, row);
    check(rows.view());
  }
}

TEST_CASE("one block leaves no trace in the next, at setting 1 none behind begin()", "[row_deflate]") {
  Random random(9);
  std::vector<Rows> blocks;
  for (const std::size_t samples : {1u, 20u, 20u, 20u, 300u, 300u, 300u, 900u, 9000u}) {
    Shape shape;
    shape.samples = samples;
    shape.linkage = uniform(random);
    blocks.push_back(fill(shape, random));
  }
  for (const int setting : {1, 2, 3, 4, 5, 6}) {
    RowDeflate used(setting);
    for (int round = 0; round < 40; ++round) {
      const Rows& block = blocks[below(random, blocks.size())];
      RowDeflate fresh(setting);
      if (setting == 1) used.begin();
      REQUIRE(compress(used, block.view()) == compress(fresh, block.view()));
    }
  }
}

TEST_CASE("setting 1 writes blocks of any kind with the code of those before, alike on every CPU", "[row_deflate]") {
  Random random(11);
  RowDeflate encoder(1), scalar(1, Cpu::scalar);
  std::size_t kept = 0, fresh = 0;
  for (int round = 0; round < 200; ++round) {
    if (round % 50 == 0) {
      encoder.begin();
      scalar.begin();
    }
    Shape shape;
    shape.samples = below(random, 4) == 0 ? 1 + below(random, 40) : 300;
    shape.layout = below(random, 8) == 0 ? Layout::bcf : Layout::gt_pi;
    shape.second = below(random, 8) == 0 ? 0.1 : 0;
    const Rows block = fill(shape, random);
    const std::string text(block.view().text), stream = compress(encoder, block.view());
    REQUIRE(stream == compress(scalar, block.view()));
    REQUIRE(read_by_libdeflate(stream, text.size()) == text);
    REQUIRE(read_by_zlib(stream, text.size()) == text);
    RowDeflate alone(1);
    ++(stream == compress(alone, block.view()) ? fresh : kept);
  }
  CHECK(kept > 50);  // else the test shows nothing
  CHECK(fresh >= 4);
}

TEST_CASE("an output that is too small is refused and not overrun", "[row_deflate]") {
  Random random(10);
  const Rows rows = fill(Shape{}, random);
  RowDeflate encoder(6);
  const std::size_t size = compress(encoder, rows.view()).size();
  for (const std::size_t room : {std::size_t{0}, std::size_t{1}, size - 1, size}) {
    const std::unique_ptr<std::byte[]> out(new std::byte[room]);
    CHECK(encoder.compress(rows.view(), {out.get(), room}) == (room == size ? size : 0));
  }
}
