// SPDX-License-Identifier: MIT
// reference_genome_test - a FASTA's contigs and bases are what its text says, whatever its lines and its wrapping.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "compressed.hpp"
#include "helpers.hpp"
#include "random_matrix.hpp"
#include "read/reference.hpp"
#include "test_files.hpp"
#include "text.hpp"
#include "write/htslib.hpp"

namespace matrix2vcf::testing {
namespace {

namespace fs = std::filesystem;

struct Sequence {
  std::string name;
  std::string bases;
};

std::string random_bases(Dice& dice, std::size_t count) {
  std::string bases;
  for (std::size_t i = 0; i < count; ++i) bases += std::string_view("ACGTNacgtnRy")[dice.below(12)];
  return bases;
}

/// `sequences` as a FASTA with `width` bases on a line.
std::string to_fasta(const std::vector<Sequence>& sequences, std::size_t width, const std::string& newline = "\n") {
  std::string text;
  for (const Sequence& sequence : sequences) {
    text += ">" + sequence.name + " some words" + newline;
    for (std::size_t at = 0; at < sequence.bases.size(); at += width)
      text += sequence.bases.substr(at, width) + newline;
  }
  return text;
}

std::string make_fasta(const Workspace& workspace, const std::string& name, const std::string& text) {
  write_file(workspace.file(name), text);
  CHECK(make_reference_index(workspace.file(name), {}));
  return workspace.file(name);
}

std::string shown_contigs(const std::string& path) {
  std::string text;
  const ContigNumbers contigs = read_reference_contigs(path, {});
  for (const Contig& contig : contigs.all()) text += contig.name + ":" + std::to_string(contig.length) + " ";
  return text;
}

const std::string small_fasta = ">1 words\nACGT\nacgt\nNR\n>2\nTTT\n";

Error index_error(const std::string& path) {
  return error_of([&] { return make_reference_index(path, {}); });
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

}  // namespace

TEST_CASE("contigs and lengths are those of the FASTA, whose index is made where it is missing", "[reference_genome]") {
  const Workspace workspace;
  const std::string path = make_fasta(workspace, "ref.fa", small_fasta);
  CHECK(read_file(path + ".fai") == "1\t10\t9\t4\t5\n2\t3\t25\t3\t4\n");
  CHECK_FALSE(make_reference_index(path, {}));
  CHECK(shown_contigs(path) == "1:10 2:3 ");
  CHECK(names_in(fs::path(path).parent_path()) == std::vector<std::string>{"ref.fa", "ref.fa.fai"});
}

TEST_CASE("an index that is there is taken as it is", "[reference_genome]") {
  const Workspace workspace;
  write_file(workspace.file("ref.fa"), small_fasta);
  write_file(workspace.file("ref.fa.fai"), "2\t3\t25\t3\t4\n");
  CHECK_FALSE(make_reference_index(workspace.file("ref.fa"), {}));
  CHECK(shown_contigs(workspace.file("ref.fa")) == "2:3 ");
}

TEST_CASE("a bgzipped FASTA has two indexes, and both are made where one is missing", "[reference_genome]") {
  const Workspace workspace;
  const std::string path = make_fasta(workspace, "ref.fa.gz", bgzf_file(small_fasta, 7));
  CHECK(names_in(fs::path(path).parent_path()) ==
        std::vector<std::string>{"ref.fa.gz", "ref.fa.gz.fai", "ref.fa.gz.gzi"});
  CHECK(shown_contigs(path) == "1:10 2:3 ");
  CHECK_FALSE(make_reference_index(path, {}));
  for (const char* const suffix : {".fai", ".gzi"}) {
    fs::remove(path + suffix);
    CHECK(make_reference_index(path, {}));
    CHECK(fs::exists(path + suffix));
  }
  CHECK(ReferenceWindow(path).bases("1", 3, 5) == "TACGT");
}

TEST_CASE("a new index has the mode that the umask leaves", "[reference_genome]") {
  const Workspace workspace;
  const mode_t before = umask(027);
  const std::string path = make_fasta(workspace, "ref.fa", small_fasta);
  umask(before);
  CHECK((fs::status(path + ".fai").permissions() == fs::perms(0640)));
}

TEST_CASE("bases are those of the text in upper case", "[reference_genome]") {
  const Workspace workspace;
  ReferenceWindow window(make_fasta(workspace, "ref.fa", small_fasta));
  CHECK(window.bases("1", 0, 10) == "ACGTACGTNR");
  CHECK(window.bases("1", 9, 1) == "R");
  CHECK(window.bases("2", 0, 3) == "TTT");
  CHECK(window.bases("1", 3, 2) == "TA");
  CHECK(window.bases("1", 2, 0).empty());
}

TEST_CASE("bases are slices of the sequence at any place, in any order, from any wrapping", "[reference_genome]") {
  const Workspace workspace;
  for (std::uint64_t seed = 0; seed < 24; ++seed) {
    INFO("seed " << seed);
    Dice dice(seed);
    std::vector<Sequence> sequences;
    for (std::size_t i = 1 + dice.below(3); i > 0; --i)
      sequences.push_back(
          {"c" + std::to_string(i), random_bases(dice, dice.pick(std::vector<std::size_t>{1, 61, 65'536, 200'001}))});
    const std::string text = to_fasta(sequences, dice.pick(std::vector<std::size_t>{1, 7, 60, 61, 4097, 300'000}),
                                      dice.percent(30) ? "\r\n" : "\n");
    const bool is_bgzf = dice.percent(50);
    const std::string path = make_fasta(workspace, std::to_string(seed), is_bgzf ? bgzf_file(text, 60'001, 1) : text);
    ReferenceWindow window(path);
    const Sequence* sequence = &sequences[0];
    std::size_t at = 0;
    for (std::size_t i = 0; i < 400; ++i) {
      if (dice.percent(10)) {
        sequence = &dice.pick(sequences);
        at = dice.below(sequence->bases.size());
      }
      at = std::min(at + dice.below(2000), sequence->bases.size() - 1);
      const std::size_t count =
          1 + dice.below(std::min<std::size_t>(sequence->bases.size() - at, dice.percent(3) ? 150'000 : 40));
      REQUIRE((window.bases(sequence->name, static_cast<std::int64_t>(at), count) ==
               upper_case(std::string_view(sequence->bases).substr(at, count))));
    }
  }
}

TEST_CASE("bases around the borders of windows are the same", "[reference_genome]") {
  const Workspace workspace;
  Dice dice(1);
  const std::string bases = random_bases(dice, 3 * 65'536 + 5);
  const std::string path = make_fasta(workspace, "ref.fa", to_fasta({{"1", bases}}, 60));
  for (const std::int64_t border : {65'536, 2 * 65'536, 3 * 65'536})
    for (std::int64_t from = border - 3; from <= border + 3; ++from) {
      ReferenceWindow window(path);
      CHECK(window.bases("1", 0, 1) == upper_case(bases.substr(0, 1)));  // so that the first window ends at 65536
      for (const std::int64_t at : {from, from + 1, std::max<std::int64_t>(0, from - 65'536)}) {
        const std::size_t count = std::min<std::size_t>(4, bases.size() - static_cast<std::size_t>(at));
        REQUIRE(window.bases("1", at, count) == upper_case(bases.substr(static_cast<std::size_t>(at), count)));
      }
    }
}

TEST_CASE("a contig that the FASTA lacks, or a place past its end, is an error of content, and no harm",
          "[reference_genome]") {
  const Workspace workspace;
  const std::string path = make_fasta(workspace, "ref.fa", small_fasta);
  ReferenceWindow window(path);
  const Error missing = error_of([&] { return window.bases("chr1", 0, 1); });
  CHECK(missing.code() == Exit::content);
  CHECK(missing.what() == path + " has no contig \"chr1\"");
  const Error past = error_of([&] { return window.bases("1", 9, 2); });
  CHECK(past.code() == Exit::content);
  CHECK(past.what() == path + ": contig \"1\" ends at position 10, before 11");
  CHECK(error_of([&] { return window.bases("1", 10, 1); }).code() == Exit::content);
  CHECK(window.bases("1", 9, 1) == "R");
}

TEST_CASE("a name that htslib would take for something else is a file", "[reference_genome]") {
  const Workspace workspace;
  write_file(workspace.file("data:x"), small_fasta);
  const fs::path before = fs::current_path();
  fs::current_path(fs::path(workspace.file("x")).parent_path());
  const bool made = make_reference_index("data:x", {});
  const std::string bases(ReferenceWindow("data:x").bases("2", 0, 2));
  fs::current_path(before);
  CHECK(made);
  CHECK(bases == "TT");
  CHECK(fs::exists(workspace.file("data:x.fai")));
}

TEST_CASE("what is no FASTA gets no index", "[reference_genome]") {
  const Workspace workspace;
  struct Case {
    std::string text;
    std::string message;
    std::string hint;
  };
  const auto c = GENERATE(values<Case>({{"", "is no FASTA", ""},
                                        {"CHROM\tPOS\n", "is no FASTA", ""},
                                        {"@r\nACGT\n+\nIIII\n", "is no FASTA", ""},
                                        {">1\nACGT\nAC\nACGT\n", "could not make an index", "samtools faidx"},
                                        {">1\nAC\nACGT\n", "could not make an index", "samtools faidx"},
                                        {">1\n", "could not make an index", "samtools faidx"}}));
  write_file(workspace.file("ref.fa"), c.text);
  const Error error = index_error(workspace.file("ref.fa"));
  INFO(c.text);
  CHECK(error.code() == Exit::content);
  CHECK_THAT(error.what(), Catch::Contains(workspace.file("ref.fa")) && Catch::Contains(c.message));
  CHECK_THAT(error.hint(), Catch::Contains(c.hint));
  CHECK(names_in(fs::path(workspace.file("x")).parent_path()) == std::vector<std::string>{"ref.fa"});
}

TEST_CASE("a FASTA that cannot be read at random says what to do", "[reference_genome]") {
  const Workspace workspace;
  write_file(workspace.file("ref.fa.gz"), gzip_member(small_fasta));
  const Error gzip = index_error(workspace.file("ref.fa.gz"));
  CHECK(gzip.code() == Exit::content);
  CHECK_THAT(gzip.hint(), Catch::Contains("bgzip"));
  CHECK(index_error("-").code() == Exit::usage);
  CHECK(index_error("/dev/null").code() == Exit::input);
  const Error none = index_error(workspace.file("none.fa"));
  CHECK(none.code() == Exit::input);
  CHECK_THAT(none.what(), Catch::Contains("none.fa: No such file or directory"));
  CHECK(index_error(fs::path(workspace.file("x")).parent_path()).code() == Exit::input);
}

TEST_CASE("a truncated or damaged FASTA gets no index", "[reference_genome]") {
  const Workspace workspace;
  Dice dice(3);
  const std::string whole =
      bgzf_file(to_fasta({{"1", random_bases(dice, 9000)}, {"2", random_bases(dice, 9000)}}, 60), 2000);
  write_file(workspace.file("ref.fa.gz"), whole.substr(0, whole.size() - bgzf_eof.size()));
  const Error cut = index_error(workspace.file("ref.fa.gz"));
  CHECK(cut.code() == Exit::input);
  CHECK_THAT(cut.what(), Catch::Contains("truncated"));

  std::string damaged = whole;
  damaged[whole.size() / 2] = static_cast<char>(damaged[whole.size() / 2] ^ 0x55);
  write_file(workspace.file("ref.fa.gz"), damaged);
  CHECK(index_error(workspace.file("ref.fa.gz")).code() == Exit::input);
  CHECK(names_in(fs::path(workspace.file("x")).parent_path()) == std::vector<std::string>{"ref.fa.gz"});
}

TEST_CASE("a FASTA that is damaged behind its index is an error of input where it is read", "[reference_genome]") {
  const QuietHtslib quiet;
  const Workspace workspace;
  Dice dice(3);
  const std::string text = to_fasta({{"1", random_bases(dice, 300'000)}}, 60);
  const std::string path = make_fasta(workspace, "ref.fa.gz", bgzf_file(text, 30'000));
  std::string damaged = read_file(path);
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
  write_file(path, damaged);
  ReferenceWindow window(path);
  CHECK(window.bases("1", 0, 5).size() == 5);
  const Error error = error_of([&] { return window.bases("1", 120'000, 5); });
  CHECK(error.code() == Exit::input);
  CHECK_THAT(error.what(), Catch::Contains("from position 120001 on could not be read"));
  CHECK(error_of([&] { return window.bases("1", 120'000, 5); }).code() == Exit::input);
}

TEST_CASE("an index of another file is an error of input", "[reference_genome]") {
  const QuietHtslib quiet;
  const Workspace workspace;
  const std::string path = make_fasta(workspace, "ref.fa", small_fasta);
  for (const char* const text : {">1\nACGTA\n", ">1 other words\nACGT\n>9\nACGT\n>2\nTTTTTTTTTTTTT\n"}) {
    INFO(text);
    write_file(path, text);
    ReferenceWindow window(path);
    CHECK(error_of([&] { return window.bases("1", 0, 10); }).code() == Exit::input);
  }
}

TEST_CASE("an index that is none names file and line", "[reference_genome]") {
  const Workspace workspace;
  const std::string path = make_fasta(workspace, "ref.fa", small_fasta);
  struct Case {
    std::string text;
    std::string place;
  };
  const auto c = GENERATE(values<Case>({{"1\t10\n", ":1: "},
                                        {"1\t10\t9\t4\t5\n2\t3\t25\t0\t4\n", ":2: "},
                                        {"1\t10\t9\t4294967296\t5\n", ":1: "},
                                        {"1\t10\t9\t4\t5\t40\n", ":1: "},
                                        {"1\t0\t9\t4\t5\n", ":1: column 2: "},
                                        {"1\t2147483647\t9\t4\t5\n", ":1: column 2: "},
                                        {"a b\t10\t9\t4\t5\n", ":1: column 1: "}}));
  write_file(path + ".fai", c.text);
  const Error error = error_of([&] { return read_reference_contigs(path, {}); });
  CHECK(error.code() == Exit::content);
  CHECK_THAT(error.what(), Catch::StartsWith(path + ".fai" + c.place));
}

TEST_CASE("a FASTA without its index cannot be opened for its bases", "[reference_genome]") {
  const QuietHtslib quiet;
  const Workspace workspace;
  write_file(workspace.file("ref.fa"), small_fasta);
  const Error error = error_of([&] { return ReferenceWindow(workspace.file("ref.fa")).bases("1", 0, 1).size(); });
  CHECK(error.code() == Exit::input);
  CHECK_THAT(error.hint(), Catch::Contains("samtools faidx"));
  CHECK(error_of([&] { return read_reference_contigs(workspace.file("ref.fa"), {}); }).code() == Exit::input);
}

TEST_CASE("in a folder that cannot be written the cure is told", "[reference_genome]") {
  if (geteuid() == 0) return;  // root writes everywhere
  const Workspace workspace;
  const fs::path folder = workspace.output_folder();
  write_file((folder / "ref.fa").string(), small_fasta);
  fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec);
  const Error error = index_error((folder / "ref.fa").string());
  fs::permissions(folder, fs::perms::owner_all);
  CHECK(error.code() == Exit::input);
  CHECK_THAT(error.what(), Catch::Contains("Permission denied"));
  CHECK_THAT(error.hint(), Catch::StartsWith("samtools faidx "));
}

TEST_CASE("a stop request leaves no index", "[reference_genome]") {
  const Workspace workspace;
  write_file(workspace.file("ref.fa"), small_fasta);
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(make_reference_index(workspace.file("ref.fa"), stop.get_token()), Stopped);
  CHECK(names_in(fs::path(workspace.file("x")).parent_path()) == std::vector<std::string>{"ref.fa"});
}

}  // namespace matrix2vcf::testing
