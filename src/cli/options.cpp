// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include <getopt.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <optional>
#include <string_view>

#include "cli/consumers.hpp"
#include "read/layout.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

enum class Argument { none = no_argument, required = required_argument, optional = optional_argument };

struct ParseState {
  std::vector<std::string> given;  // long names of the options so far
  CommandLine line;
  bool bare_index = false;        // -W without FMT: the next word may have been meant as one
  const char* pairing = nullptr;  // the option that said how columns become samples
  bool no_version = false;
};

[[noreturn]] void fail(const std::string& message, const std::string& hint = {}) {
  throw Error(Exit::usage, message, hint);
}

int parse_integer(std::string_view option, std::string_view text, int least, int most) {
  const auto value = parse_whole_number(text);
  if (!value || *value < least || *value > most)
    fail(std::string(option) + " takes a whole number from " + std::to_string(least) + " to " + std::to_string(most) +
         ", found " + quoted(text));
  return static_cast<int>(*value);
}

// 800000000, 768M, 2G: bytes, 1 MiB at least.
std::size_t parse_size(const std::string& option, std::string_view text) {
  static constexpr std::string_view units = "KMG";
  const std::string_view whole = text;
  unsigned shift = 0;
  if (const std::size_t unit = text.empty() ? units.npos : units.find(upper_case(text.substr(text.size() - 1)));
      unit != units.npos) {
    shift = 10 * (static_cast<unsigned>(unit) + 1);
    text.remove_suffix(1);
  }
  constexpr std::int64_t least = std::int64_t{1} << 20, most = std::int64_t{1} << 46;
  const std::int64_t value = parse_whole_number(text).value_or(-1);
  if (value < 0 || value > most >> shift || value << shift < least)
    fail(option + " takes a size from 1M up, such as 500M or 2G, found " + quoted(whole));
  return static_cast<std::size_t>(value << shift);
}

void set_pairing(ParseState& state, const char* option, Pairing pairing) {
  if (state.pairing != nullptr && std::string_view(state.pairing) != option)
    fail(std::string(state.pairing) + " and " + option + " contradict each other", "choose one way to form samples");
  state.pairing = option;
  state.line.options.pairing = pairing;
}

void set_output_type(ParseState& state, std::string_view text) {
  Options& options = state.line.options;
  const std::string_view whole = text;
  options.level = -1;  // the last -O holds, as a whole
  if (text.starts_with("tz")) {
    options.format = Format::table_gz;
    text.remove_prefix(2);
  } else if (!text.empty() && (text[0] < '0' || text[0] > '9')) {
    switch (text[0]) {
      case 'v': options.format = Format::vcf; break;
      case 'z': options.format = Format::vcf_gz; break;
      case 'b': options.format = Format::bcf; break;
      case 'u': options.format = Format::bcf_uncompressed; break;
      case 't': options.format = Format::table; break;
      default:
        fail("the output type " + quoted(whole) + " is not known",
             "it is v, z, u, b, t or tz; z, b and tz may have a level: -Oz9");
    }
    text.remove_prefix(1);
  }
  if (text.empty()) {
    if (whole.empty()) fail("-O needs an output type", "v, z, u, b, t or tz");
    return;
  }
  if (text.size() != 1 || text[0] < '0' || text[0] > '9')
    fail("the output type " + quoted(whole) + " is not known",
         "it is v, z, u, b, t or tz; z, b and tz may have a level: -Oz9");
  options.level = text[0] - '0';
}

void set_index(ParseState& state, const char* text) {
  Options& options = state.line.options;
  if (options.index == IndexWish::no) fail("-W and --no-index contradict each other");
  options.index = IndexWish::yes;
  state.bare_index = text == nullptr;
  options.index_kind = IndexKind::automatic;
  if (text == nullptr) return;
  std::string_view kind = text;
  if (kind.starts_with('=')) kind.remove_prefix(1);  // -W=tbi gives "=tbi", --write-index=tbi gives "tbi"
  if (kind == "tbi")
    options.index_kind = IndexKind::tbi;
  else if (kind == "csi")
    options.index_kind = IndexKind::csi;
  else
    fail("the index type " + quoted(kind) + " is not known", "it is tbi or csi: -W=tbi");
}

// The place of `text` among the values that an option takes.
std::size_t one_of(std::string_view option, std::string_view text, std::initializer_list<std::string_view> values) {
  const auto found = std::ranges::find(values, text);
  if (found != values.end()) return static_cast<std::size_t>(found - values.begin());
  std::string list;
  for (const std::string_view& value : values)
    (list += list.empty() ? "" : &value == values.end() - 1 ? " or " : ", ") += value;
  fail(std::string(option) + " takes " + list + ", found " + quoted(text));
}

void check_overlap(std::string_view option, std::string_view text) {
  if (text != "0" && text != "pos")
    fail(std::string(option) + " takes 0 or pos, found " + quoted(text),
         "rows are chosen by POS alone; bcftools view -r on the output knows the other ways");
}

void set_phase_tag(ParseState& state, std::string_view text) {
  Options& options = state.line.options;
  options.phase_pi = options.phase_ps = false;
  if (text == "none") return;
  for (const std::string_view tag : split(text, ',')) {
    if (tag != "PI" && tag != "PS") fail("--phase-tag takes PI, PS, PI,PS or none, found " + quoted(text));
    (tag == "PI" ? options.phase_pi : options.phase_ps) = true;
  }
}

std::string path_argument(std::string_view option, const char* text) {
  if (*text == '\0') fail(std::string(option) + " needs a file name");
  return text;
}

// [^]FILE
std::string negatable_path(std::string_view option, const char* text) {
  path_argument(option, *text == '^' ? text + 1 : text);
  return text;
}

std::string list_argument(std::string_view option, const char* text) {
  if (*text == '\0') fail(std::string(option) + " needs a list, and this one is empty");
  return text;
}

struct Option {
  char letter;  // 0: long only
  const char* name;
  Argument argument;
  const char* metavar;  // as the help shows it
  const char* help;     // lines after the first are separated by '\n'
  void (*apply)(ParseState&, const char*);
};

struct Group {
  const char* title;
  std::vector<Option> options;
};

const std::vector<Group>& option_groups() {
  static const std::vector<Group> groups = {
      {"Input options",
       {{'H', "header", Argument::required, "FILE",
         "Column names: one line with tabs, or one name a line; of all\ncolumns, or of the allele columns alone",
         [](ParseState& s, const char* text) { s.line.options.header = path_argument("--header", text); }},
        {0, "headerless", Argument::none, "", "There is no header: the allele columns are named h1, h2, ...",
         [](ParseState& s, const char*) { s.line.options.headerless = true; }},
        {0, "format", Argument::required, "matrix|table",
         "table: a haplotype table of phase-Extender and its kin, whose\nsamples stand in its header line [matrix]",
         [](ParseState& s, const char* text) {
           s.line.options.input_format = static_cast<InputFormat>(one_of("--format", text, {"matrix", "table"}));
         }},
        {'c', "columns", Argument::required, "LIST",
         "Columns before the alleles, of CHROM,POS,REF,ALT,ID and - for one\nto pass over [CHROM,POS,REF]",
         [](ParseState& s, const char* text) { s.line.options.columns = list_argument("--columns", text); }},
        {0, "sort", Argument::none, "",
         "The rows stand in any order: sort them, contigs as -C or -f list\nthem or as they first appear",
         [](ParseState& s, const char*) { s.line.options.sort = true; }},
        {'m', "max-mem", Argument::required, "SIZE", "Memory for --sort; K, M and G are understood [768M]",
         [](ParseState& s, const char* text) { s.line.options.max_memory = parse_size("--max-mem", text); }},
        {0, "zero-based", Argument::none, "", "POS of the matrix counts from 0",
         [](ParseState& s, const char*) { s.line.options.zero_based = true; }},
        {'C', "contigs", Argument::required, "FILE",
         "Contigs of the header: a .fai, a .dict, a VCF header, or\nNAME[<TAB>LENGTH] a line [those of the data, as they come]",
         [](ParseState& s, const char* text) { s.line.options.contigs = path_argument("--contigs", text); }}}},
      {"Reference",
       {{'f', "fasta-ref", Argument::required, "FILE",
         "Reference genome: contigs and lengths, REF is held against it, a REF\nof N is filled from it",
         [](ParseState& s, const char* text) { s.line.options.fasta = path_argument("--fasta-ref", text); }},
        {0, "check-ref", Argument::required, "e|w|x|s",
         "Where REF is not the reference's: error, warn, exclude the row,\nswap: the reference's base becomes REF [e]",
         [](ParseState& s, const char* text) {
           s.line.options.check_ref = static_cast<CheckRef>(one_of("--check-ref", text, {"e", "w", "x", "s"}));
         }}}},
      {"Regions",
       {{'r', "regions", Argument::required, "LIST",
         "Only places like chr1:100-200, chr2:5 (one base), chr3; a plain file\nis read there alone",
         [](ParseState& s, const char* text) { s.line.options.regions = list_argument("--regions", text); }},
        {'R', "regions-file", Argument::required, "FILE", "The same from CHROM<TAB>POS[<TAB>END] lines, or a .bed",
         [](ParseState& s, const char* text) { s.line.options.regions_file = path_argument("--regions-file", text); }},
        {'t', "targets", Argument::required, "[^]LIST", "As -r, but all rows are read; with ^ all but these",
         [](ParseState& s, const char* text) { s.line.options.targets = list_argument("--targets", text); }},
        {'T', "targets-file", Argument::required, "[^]FILE", "As -R, the same way",
         [](ParseState& s, const char* text) { s.line.options.targets_file = negatable_path("--targets-file", text); }},
        {0, "regions-overlap", Argument::required, "0|pos", "Rows are chosen by POS alone, which is 0 [0]",
         [](ParseState&, const char* text) { check_overlap("--regions-overlap", text); }},
        {0, "targets-overlap", Argument::required, "0|pos", "The same for targets [0]",
         [](ParseState&, const char* text) { check_overlap("--targets-overlap", text); }}}},
      {"Samples",
       {{'s', "samples", Argument::required, "[^]LIST", "Samples to write, in this order; with ^ all but these",
         [](ParseState& s, const char* text) { s.line.options.samples = list_argument("--samples", text); }},
        {'S', "samples-file", Argument::required, "[^]FILE", "The same, one name a line",
         [](ParseState& s, const char* text) { s.line.options.samples_file = negatable_path("--samples-file", text); }},
        {0, "force-samples", Argument::none, "", "Pass over unknown names in -s and -S, with a warning",
         [](ParseState& s, const char*) { s.line.options.force_samples = true; }},
        {'p', "pairs", Argument::required, "FILE", "SAMPLE<TAB>COLUMN[<TAB>COLUMN...] a line: name, order and ploidy",
         [](ParseState& s, const char* text) {
           set_pairing(s, "--pairs", Pairing::from_file);
           s.line.options.pairs = path_argument("--pairs", text);
         }},
        {0, "ploidy", Argument::required, "INT", "Each INT neighbouring columns make a sample",
         [](ParseState& s, const char* text) {
           set_pairing(s, "--ploidy", Pairing::by_ploidy);
           s.line.options.ploidy = parse_integer("--ploidy", text, 1, 8);
         }},
        {0, "haploid", Argument::none, "", "Every column is a sample",
         [](ParseState& s, const char*) { set_pairing(s, "--haploid", Pairing::every_column); }},
        {0, "haploid2diploid", Argument::none, "", "A haploid sample becomes diploid, 1|1 (inbred lines)",
         [](ParseState& s, const char*) { s.line.options.haploid_to_diploid = true; }},
        {0, "print-samples", Argument::none, "",
         "Write the samples and their columns as a pairs file to stdout, and stop",
         [](ParseState& s, const char*) {
           if (s.line.action == Action::convert) s.line.action = Action::print_samples;
         }}}},
      {"Alleles and genotypes",
       {{'a', "trim-alt-alleles", Argument::none, "", "Drop ALT alleles that no written sample carries",
         [](ParseState& s, const char*) { s.line.options.trim_alt_alleles = true; }},
        {0, "all-sites", Argument::none, "", "Write rows without ALT too, with ALT .",
         [](ParseState& s, const char*) { s.line.options.all_sites = true; }},
        {0, "bad-allele", Argument::required, "error|missing", "What is no allele, IUPAC codes for instance [error]",
         [](ParseState& s, const char* text) {
           s.line.options.bad_allele_missing = one_of("--bad-allele", text, {"error", "missing"}) == 1;
         }},
        {0, "half-call", Argument::required, "keep|missing", "A sample with one allele missing [keep]",
         [](ParseState& s, const char* text) {
           s.line.options.half_call_missing = one_of("--half-call", text, {"keep", "missing"}) == 1;
         }},
        {0, "gap", Argument::required, "missing|star|ref",
         "What - and * cells are: missing, the ALT *, or REF\n[missing; star in a haplotype table]",
         [](ParseState& s, const char* text) {
           s.line.options.gap = static_cast<Gap>(one_of("--gap", text, {"missing", "star", "ref"}));
         }},
        {'0', "missing-to-ref", Argument::none, "", "Missing alleles and gaps count as REF (this invents data)",
         [](ParseState& s, const char*) { s.line.options.missing_to_reference = true; }},
        {0, "phase-tag", Argument::required, "TAGS", "PI, PS, PI,PS or none [PI]",
         [](ParseState& s, const char* text) { set_phase_tag(s, text); }}}},
      {"Output options",
       {{0, "for", Argument::required, "TOOL[,TOOL]",
         "What gatk, beagle, beagle-ref, shapeit, plink2, vcftools or\nwhatshap demands: options and checks, told at the end",
         [](ParseState& s, const char* text) { s.line.consumers = list_argument("--for", text); }},
        {'o', "output", Argument::required, "FILE",
         "Output file; .vcf, .vcf.gz, .vcf.bgz and .bcf tell the type [stdout]",
         [](ParseState& s, const char* text) { s.line.options.output = path_argument("--output", text); }},
        {'O', "output-type", Argument::required, "TYPE",
         "v: VCF, z: compressed VCF, b: BCF, u: uncompressed BCF,\nt: haplotype table, tz: compressed; z, b and tz take a\nlevel: 0 stored, 1 (fastest) to 6 our own row compressor,\n7-9 libdeflate, small and slow [v, level 4]",
         [](ParseState& s, const char* text) { set_output_type(s, text); }},
        {0, "table", Argument::required, "original|extender|panel",
         "Who is to read the table: the original's users, phase-Extender\nand phase-Stitcher, or phase-Extender's --refHap [original]",
         [](ParseState& s, const char* text) {
           s.line.options.table = static_cast<TableDialect>(one_of("--table", text, {"original", "extender", "panel"}));
         }},
        {'W', "write-index", Argument::optional, "[=FMT]",
         "Index the output: tbi or csi [on for a compressed file;\nTBI for VCF, CSI for BCF]",
         [](ParseState& s, const char* text) { set_index(s, text); }},
        {0, "no-index", Argument::none, "", "Write no index",
         [](ParseState& s, const char*) {
           if (s.line.options.index == IndexWish::yes) fail("-W and --no-index contradict each other");
           s.line.options.index = IndexWish::no;
         }},
        {0, "no-version", Argument::none, "", "Write no version and command line to the header",
         [](ParseState& s, const char*) { s.no_version = true; }},
        {0, "temp-dir", Argument::required, "DIR",
         "Where --sort works and the body of a piped input waits for\nits header [beside the output; for stdout $TMPDIR, /tmp]",
         [](ParseState& s, const char* text) { s.line.options.temp_dir = path_argument("--temp-dir", text); }}}},
      {"General options",
       {{0, "threads", Argument::required, "INT", "Worker threads; 0 works in the main thread [one a core]",
         [](ParseState& s, const char* text) { s.line.options.threads = parse_integer("--threads", text, 0, 1024); }},
        {0, "progress", Argument::optional, "[=INT]",
         "A line of progress every INT seconds [60; on a terminal\none line that moves]",
         [](ParseState& s, const char* text) {
           s.line.progress_seconds = text == nullptr ? 60 : parse_integer("--progress", text, 1, 86400);
         }},
        {0, "no-progress", Argument::none, "", "No progress",
         [](ParseState& s, const char*) { s.line.progress_seconds = 0; }},
        {0, "json", Argument::required, "FILE", "Write the account as JSON; - is stdout",
         [](ParseState& s, const char* text) {
           s.line.json = path_argument("--json", text);
           s.line.options.statistics = true;
         }},
        {'q', "quiet", Argument::none, "", "Errors only", [](ParseState& s, const char*) { s.line.verbosity = 0; }},
        {'v', "verbosity", Argument::required, "INT", "0: errors, 1: warnings, 3: all; above 3 also htslib's [3]",
         [](ParseState& s, const char* text) { s.line.verbosity = parse_integer("--verbosity", text, 0, 9); }},
        {'h', "help", Argument::none, "", "This text",
         [](ParseState& s, const char*) { s.line.action = Action::help; }},
        {'V', "version", Argument::none, "", "Version",
         [](ParseState& s, const char*) { s.line.action = Action::show_version; }}}},
  };
  return groups;
}

// The table as getopt wants it. A long option's number is its place in the table, behind all letters.
class GetoptTable {
 public:
  GetoptTable() : letters_(":") {
    for (const Group& group : option_groups())
      for (const Option& option : group.options) {
        options_.push_back(&option);
        names_.emplace_back(option.name);
        const int number = first_number + static_cast<int>(options_.size()) - 1;
        long_options_.push_back({option.name, static_cast<int>(option.argument), nullptr, number});
        if (option.letter == 0) continue;
        letters_ += option.letter;
        letters_.append(static_cast<std::size_t>(option.argument), ':');
      }
    // Habits that are answered rather than refused as unknown.
    long_options_.push_back({"no-header", no_argument, nullptr, no_header});
    long_options_.push_back({nullptr, 0, nullptr, 0});
  }

  [[nodiscard]] const char* letters() const { return letters_.c_str(); }
  [[nodiscard]] const struct option* long_options() const { return long_options_.data(); }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  [[nodiscard]] const Option* find(int found) const {
    for (std::size_t i = 0; i < options_.size(); ++i)
      if (found == first_number + static_cast<int>(i) || (found != 0 && found == options_[i]->letter))
        return options_[i];
    return nullptr;
  }

  static constexpr int first_number = 256;
  static constexpr int no_header = 1000;

 private:
  std::string letters_;
  std::vector<const Option*> options_;
  std::vector<std::string> names_;
  std::vector<struct option> long_options_;
};

// "--thraeds": the word getopt stumbled over, as the user typed it.
[[noreturn]] void fail_unknown(const GetoptTable& table, const char* word, int letter) {
  const std::string_view typed = word != nullptr ? word : "";
  if (!typed.starts_with("--"))
    fail("there is no option -" + printable(std::string(1, static_cast<char>(letter))), "matrix2vcf --help lists them");
  const std::string name(typed.substr(2, typed.find('=') - 2));
  const std::string near = nearest_name(name, table.names());
  const auto is_prefix = [&](const std::string& known) { return known.starts_with(name); };
  if (std::ranges::count_if(table.names(), is_prefix) > 1) {
    std::string matches;
    for (const std::string& known : table.names())
      if (is_prefix(known)) matches += " --" + known;
    fail("--" + printable(name) + " is ambiguous", "it may be" + matches);
  }
  if (std::ranges::count_if(table.names(), is_prefix) == 1) fail("--" + printable(name) + " takes no value");
  fail("there is no option --" + printable(name),
       near.empty() ? "matrix2vcf --help lists them" : "did you mean --" + near + "?");
}

// `bcftools +matrix2vcf FILE -- OPTIONS` is a habit: a lone -- before an option means nothing here.
std::vector<char*> without_separator(int argc, char** argv) {
  std::vector<char*> words;
  for (int i = 0; i < argc; ++i) {
    const bool before_option = i + 1 < argc && argv[i + 1][0] == '-' && argv[i + 1][1] != '\0';
    if (i > 0 && std::strcmp(argv[i], "--") == 0 && before_option) continue;
    words.push_back(argv[i]);
  }
  words.push_back(nullptr);
  return words;
}

void take_matrix(ParseState& state, int argc, char** argv) {
  if (argc == 0) return;
  for (int i = 0; i < argc && state.bare_index; ++i) {
    const std::string_view word = argv[i];
    if ((word == "tbi" || word == "csi") && (argc > 1 || access(argv[i], F_OK) != 0))
      fail("-W takes its type with = or without a space", "write -W=" + std::string(word));
  }
  if (argc > 1) fail("one matrix is converted at a time, found " + quoted(argv[0]) + " and " + quoted(argv[1]));
  state.line.options.input = argv[0];
}

}  // namespace

CommandLine parse_command_line(int argc, char** argv) {
  const GetoptTable table;
  std::vector<char*> words = without_separator(argc, argv);
  const int count = static_cast<int>(words.size()) - 1;
  ParseState state;
  opterr = 0;
  optind = 0;  // glibc: begin anew, whatever the host has parsed before
  for (;;) {
    const int at = std::max(1, optind);
    const int found = getopt_long(count, words.data(), table.letters(), table.long_options(), nullptr);
    if (found == -1) break;
    if (found == ':') {
      const Option* const option = table.find(optopt);
      fail((option != nullptr ? "--" + std::string(option->name) : "the last option") + " needs a value",
           option != nullptr ? "it is " + std::string(option->metavar) : "");
    }
    if (found == GetoptTable::no_header)
      fail("there is no option --no-header", "a matrix without a header line: --headerless, or -H FILE");
    const Option* const option = table.find(found);
    if (option == nullptr)
      fail_unknown(table,
                   optopt != 0 && optopt < GetoptTable::first_number
                       ? nullptr
                       : words[static_cast<std::size_t>(std::max(at, optind - 1))],
                   optopt);
    option->apply(state, optarg);
    state.given.emplace_back(option->name);
  }
  take_matrix(state, count - optind, words.data() + optind);
  if (state.line.action == Action::convert && !state.line.consumers.empty())
    apply_consumers(state.line.consumers, state.given, state.line.options);
  if (!state.no_version) state.line.options.command_line = provenance(argc, argv);
  return state.line;
}

std::string help_text() {
  constexpr std::size_t description_column = 34;
  std::string text =
      "\n"
      "About: Turn a genome matrix (positions x haplotypes) into phased, compressed, indexed VCF/BCF.\n"
      "\n"
      "Usage: bcftools +matrix2vcf [OPTIONS] MATRIX\n"
      "       matrix2vcf [OPTIONS] MATRIX\n"
      "\n"
      "MATRIX is tab-separated: CHROM, POS, REF, then one column for each haplotype; plain, gzip or BGZF; - is stdin.\n";
  for (const Group& group : option_groups()) {
    ((text += '\n') += group.title) += ":\n";
    for (const Option& option : group.options) {
      std::string line = option.letter != 0 ? "   -" + std::string(1, option.letter) + ", --" : "       --";
      line += option.name;
      if (option.argument == Argument::required) line += ' ';
      line += option.metavar;
      for (const std::string_view part : split(option.help, '\n')) {
        if (line.size() + 1 > description_column) {
          text += line + '\n';
          line.clear();
        }
        line.resize(description_column, ' ');
        text += line.append(part) + '\n';
        line.clear();
      }
    }
  }
  text +=
      "\n"
      "Examples:\n"
      "   # names in a file of their own; out.vcf.gz and out.vcf.gz.tbi\n"
      "   bcftools +matrix2vcf -H header.txt -p pairs.txt -o out.vcf.gz genome_matrix.txt\n"
      "   # look at the samples that the names form, edit them, use them\n"
      "   matrix2vcf --print-samples matrix.tsv > pairs.txt\n"
      "   # the original program's haplotype table\n"
      "   matrix2vcf -H header.txt -p pairs.txt -0 -Ot -o haplotypes.txt genome_matrix.txt\n"
      "\n";
  return text;
}

namespace {

// Options that have no influence on the output.
bool changes_nothing(const Option& option) {
  static constexpr std::string_view names[] = {"threads", "quiet", "verbosity", "progress", "no-progress", "json"};
  return std::ranges::find(names, option.name) != std::end(names);
}

// The words that an option was given by: as typed, but a letter taken out of its cluster (-qo x gives -o x).
std::vector<std::string> words_of(const Option& option, bool by_letter, const std::vector<char*>& words, int from,
                                  int to) {
  if (!by_letter) return {words.begin() + from, words.begin() + to};
  const std::string letter = {'-', option.letter};
  if (optarg == nullptr) return {letter};
  if (optarg == words[static_cast<std::size_t>(to) - 1]) return {letter, optarg};
  return {letter + optarg};
}

std::string shell_quoted(std::string_view word) {
  const std::string text = printable(word);
  const bool plain = !text.empty() && text.find_first_of(" '\"\\$&|;<>()*?`#~!{}[]") == std::string::npos;
  if (plain) return text;
  std::string out = "'";
  for (const char letter : text) out += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return out + "'";
}

std::string date_text() {
  std::time_t now = std::time(nullptr);
  const char* const epoch = std::getenv("SOURCE_DATE_EPOCH");
  const auto fixed = epoch == nullptr ? std::nullopt : parse_whole_number(epoch);
  if (fixed) now = static_cast<std::time_t>(*fixed);
  std::tm parts{};
  // A fixed date is the same in every time zone; asctime's words are the same in every locale.
  std::array<char, 64> text{};
  if ((fixed ? gmtime_r(&now, &parts) : localtime_r(&now, &parts)) == nullptr ||
      asctime_r(&parts, text.data()) == nullptr)
    return "unknown";
  return std::string(text.data(), std::strcspn(text.data(), "\n"));
}

}  // namespace

std::string provenance(int argc, char** argv) {
  const GetoptTable table;
  const std::vector<char*> words = without_separator(argc, argv);
  const int count = static_cast<int>(words.size()) - 1;
  std::string letters(1, '-');  // in the order typed; a word that is no option is a 1
  letters += table.letters();
  std::string text = "matrix2vcf";
  opterr = 0;
  optind = 0;
  for (;;) {
    const int from = std::max(1, optind);
    const int found =
        getopt_long(count, const_cast<char**>(words.data()), letters.c_str(), table.long_options(), nullptr);
    if (found == -1) break;
    const Option* const option = table.find(found);
    if (option != nullptr && changes_nothing(*option)) continue;
    const std::vector<std::string> shown =
        option != nullptr ? words_of(*option, found < GetoptTable::first_number, words, from, optind)
                          : std::vector<std::string>(words.begin() + from, words.begin() + optind);
    for (const std::string& word : shown) text += ' ' + shell_quoted(word);
  }
  for (int i = std::max(1, optind); i < count; ++i) text += ' ' + shell_quoted(words[static_cast<std::size_t>(i)]);
  return text + "; Date=" + date_text();
}

}  // namespace matrix2vcf
