// SPDX-License-Identifier: MIT
// options_test - the command line means what a bcftools user means by it, and what it cannot mean is told in two lines.
#include "cli/options.hpp"

#include <getopt.h>

#include <optional>
#include <string>
#include <vector>

#include "helpers.hpp"
#include "text.hpp"

namespace matrix2vcf::testing {
namespace {

/// A command line of words; the name in front is added.
class Words {
 public:
  explicit Words(const std::string& text) : words_{"matrix2vcf"} {
    if (!text.empty())
      for (const std::string_view word : split(text, ' ')) words_.emplace_back(word);
    for (std::string& word : words_) pointers_.push_back(word.data());
    pointers_.push_back(nullptr);
  }
  [[nodiscard]] int count() const { return static_cast<int>(words_.size()); }
  [[nodiscard]] char** data() { return pointers_.data(); }

 private:
  std::vector<std::string> words_;
  std::vector<char*> pointers_;
};

CommandLine parse(const std::string& text) {
  Words words(text);
  return parse_command_line(words.count(), words.data());
}

Error refused(const std::string& text) {
  INFO(text);
  const Error error = error_of([&] { return parse(text); });
  CHECK(error.code() == Exit::usage);
  return error;
}

/// The command as the header tells it, without its date.
std::string command_of(const std::string& text) {
  const std::string command = parse(text).options.command_line;
  return command.substr(0, command.rfind("; Date="));
}

}  // namespace

TEST_CASE("without options the defaults are those of the library", "[options]") {
  const CommandLine line = parse("m.tsv");
  const Options defaults;
  CHECK(line.options.input == "m.tsv");
  CHECK(line.options.output == "-");
  CHECK_FALSE(line.options.format);
  CHECK(line.options.level == defaults.level);
  CHECK(line.options.threads == defaults.threads);
  CHECK_FALSE(line.options.gap);
  CHECK(static_cast<int>(line.action) == static_cast<int>(Action::convert));
  CHECK(line.verbosity == 3);
  CHECK(line.progress_seconds == -1);
  CHECK(parse("").options.input.empty());
}

TEST_CASE("all forms of -O are taken", "[options]") {
  struct Case {
    std::string words;
    std::optional<Format> format;
    int level;
  };
  const auto c = GENERATE(values<Case>({
      {"-Ov", Format::vcf, -1},
      {"-O v", Format::vcf, -1},
      {"--output-type v", Format::vcf, -1},
      {"--output-type=v", Format::vcf, -1},
      {"--output-t=z", Format::vcf_gz, -1},
      {"-Oz", Format::vcf_gz, -1},
      {"-Ob", Format::bcf, -1},
      {"-Ou", Format::bcf_uncompressed, -1},
      {"-Ot", Format::table, -1},
      {"-Otz", Format::table_gz, -1},
      {"-O tz", Format::table_gz, -1},
      {"-Oz0", Format::vcf_gz, 0},
      {"-Oz9", Format::vcf_gz, 9},
      {"-O b3", Format::bcf, 3},
      {"-Otz5", Format::table_gz, 5},
      {"-Ou0", Format::bcf_uncompressed, 0},
      {"-O9", std::nullopt, 9},
  }));
  INFO(c.words);
  const CommandLine line = parse(c.words + " m");
  CHECK((line.options.format == c.format));
  CHECK(line.options.level == c.level);
  CHECK(line.options.input == "m");
}

TEST_CASE("other forms of -O are refused with the list of those that are", "[options]") {
  const auto words = GENERATE(as<std::string>{}, "-Ox", "-OZ", "-Ozz", "-Oz10", "-Oz-1", "-Ov1x", "-Ott", "-Otz99",
                              "-Ovcf", "-O10", "-O=z");
  CHECK_THAT(refused(words + " m").hint(), Catch::Contains("tz"));
  CHECK_THAT(refused("m -O").what(), Catch::Contains("needs a value"));
}

TEST_CASE("all forms of -W are taken", "[options]") {
  struct Case {
    std::string words;
    IndexKind kind;
  };
  const auto c = GENERATE(values<Case>({
      {"-W", IndexKind::automatic},
      {"--write-index", IndexKind::automatic},
      {"-W=tbi", IndexKind::tbi},
      {"-Wtbi", IndexKind::tbi},
      {"-W=csi", IndexKind::csi},
      {"-Wcsi", IndexKind::csi},
      {"--write-index=tbi", IndexKind::tbi},
      {"--write-index=csi", IndexKind::csi},
      {"--write=csi", IndexKind::csi},
  }));
  for (const std::string& words : {c.words + " m", "m " + c.words}) {
    const CommandLine line = parse(words);
    CHECK(static_cast<int>(line.options.index) == static_cast<int>(IndexWish::yes));
    CHECK(static_cast<int>(line.options.index_kind) == static_cast<int>(c.kind));
    CHECK(line.options.input == "m");
  }
  CHECK(static_cast<int>(parse("m").options.index) == static_cast<int>(IndexWish::by_format));
  CHECK(static_cast<int>(parse("--no-index m").options.index) == static_cast<int>(IndexWish::no));
}

TEST_CASE("a wrong index type, and -W with a blank, are told", "[options]") {
  CHECK_THAT(refused("-W=bai m").hint(), Catch::Contains("-W=tbi"));
  CHECK_THAT(refused("--write-index= m").hint(), Catch::Contains("-W=tbi"));
  CHECK_THAT(refused("-W tbi m").hint(), Catch::Contains("-W=tbi"));
  CHECK_THAT(refused("m -W csi").hint(), Catch::Contains("-W=csi"));
  refused("-W --no-index m");
  refused("--no-index -W m");
}

TEST_CASE("options set what they say, in long, short, and shortened form", "[options]") {
  CHECK(parse("-H h m").options.header == "h");
  CHECK(parse("--header=h m").options.header == "h");
  CHECK(parse("-Hh m").options.header == "h");
  CHECK(parse("--headerless m").options.headerless);
  CHECK(parse("--headerl m").options.headerless);
  CHECK(parse("-C c m").options.contigs == "c");
  CHECK(parse("-p p m").options.pairs == "p");
  CHECK(static_cast<int>(parse("-p p m").options.pairing) == static_cast<int>(Pairing::from_file));
  CHECK(parse("--ploidy 4 m").options.ploidy == 4);
  CHECK(static_cast<int>(parse("--plo=4 m").options.pairing) == static_cast<int>(Pairing::by_ploidy));
  CHECK(static_cast<int>(parse("--haploid m").options.pairing) == static_cast<int>(Pairing::every_column));
  CHECK(static_cast<int>(parse("--print-samples m").action) == static_cast<int>(Action::print_samples));
  CHECK((parse("--gap missing m").options.gap == Gap::missing));
  CHECK((parse("--gap star m").options.gap == Gap::star));
  CHECK((parse("--gap ref m").options.gap == Gap::reference));
  CHECK(parse("-0 m").options.missing_to_reference);
  CHECK(parse("--missing-to-ref m").options.missing_to_reference);
  CHECK(parse("-o out m").options.output == "out");
  CHECK(parse("--temp-dir t m").options.temp_dir == "t");
  CHECK(parse("--threads 0 m").options.threads == 0);
  CHECK(parse("--thr 7 m").options.threads == 7);
  CHECK(parse("-q m").verbosity == 0);
  CHECK(parse("-v 2 m").verbosity == 2);
  CHECK(parse("--verbosity=9 m").verbosity == 9);
  CHECK(parse("--progress m").progress_seconds == 60);
  CHECK(parse("--progress=5 m").progress_seconds == 5);
  CHECK(parse("--no-progress m").progress_seconds == 0);
  CHECK(static_cast<int>(parse("-h").action) == static_cast<int>(Action::help));
  CHECK(static_cast<int>(parse("--help").action) == static_cast<int>(Action::help));
  CHECK(static_cast<int>(parse("-V").action) == static_cast<int>(Action::show_version));
  CHECK(static_cast<int>(parse("--version").action) == static_cast<int>(Action::show_version));
  CHECK(parse("-0qOz m").verbosity == 0);
}

TEST_CASE("phase tags are PI, PS, both or none", "[options]") {
  struct Case {
    std::string tags;
    bool pi, ps;
  };
  for (const Case& c : {Case{"PI", true, false},
                        {"PS", false, true},
                        {"PI,PS", true, true},
                        {"PS,PI", true, true},
                        {"none", false, false}}) {
    const CommandLine line = parse("--phase-tag " + c.tags + " m");
    CHECK(line.options.phase_pi == c.pi);
    CHECK(line.options.phase_ps == c.ps);
  }
  for (const std::string tags : {"pi", "PI,none", "PI,", ",", "PI PS,", "GT"}) refused("--phase-tag=" + tags + " m");
}

TEST_CASE("a matrix may be -, stand anywhere, and follow a lone --", "[options]") {
  for (const std::string words : {"-", "- -0", "-0 -", "-- -0 -", "- -- -0", "-0 -- -"}) {
    INFO(words);
    CHECK(parse(words).options.input == "-");
    CHECK(parse(words).options.missing_to_reference == (words != "-"));
  }
  CHECK(parse("m -- -o out").options.output == "out");
  CHECK_THAT(refused("a b").what(), Catch::Contains("\"a\"") && Catch::Contains("\"b\""));
}

TEST_CASE("values out of range are refused", "[options]") {
  const auto words =
      GENERATE(as<std::string>{}, "--threads -1", "--threads x", "--threads 1025", "--threads 99999999999999999999",
               "--ploidy 0", "--ploidy 9", "--ploidy two", "-v -1", "-v 10", "-v x", "--progress=0", "--progress=x",
               "--gap none", "--gap Star", "--phase-tag ");
  refused(words + " m");
}

TEST_CASE("ways to form samples exclude each other", "[options]") {
  for (const std::string words : {"-p p --haploid", "--haploid --ploidy 2", "--ploidy 2 -p p"})
    CHECK_THAT(refused(words + " m").what(), Catch::Contains("contradict"));
  CHECK(parse("--ploidy 2 --ploidy 3 m").options.ploidy == 3);
}

TEST_CASE("an unknown option is answered with the one that was meant", "[options]") {
  CHECK_THAT(refused("--thraeds 2 m").hint(), Catch::Contains("did you mean --threads?"));
  CHECK_THAT(refused("m --outptu=x").hint(), Catch::Contains("did you mean --output?"));
  CHECK_THAT(refused("m a --headerles5").hint(), Catch::Contains("did you mean --headerless?"));
  CHECK_THAT(refused("--completely-other m").hint(), Catch::Contains("--help"));
  CHECK_THAT(refused("--no-header m").hint(), Catch::Contains("--headerless") && Catch::Contains("-H"));
  CHECK_THAT(refused("-x m").what(), Catch::Contains("no option -x"));
  CHECK_THAT(refused("-0x m").what(), Catch::Contains("no option -x"));
  CHECK_THAT(refused("--p m").what(), Catch::Contains("--p is ambiguous"));
  CHECK_THAT(refused("--p m").hint(), Catch::Contains("--pairs") && Catch::Contains("--ploidy"));
  CHECK_THAT(refused("--quiet=yes m").what(), Catch::Contains("--quiet takes no value"));
  CHECK_THAT(refused("m --threads").what(), Catch::Contains("--threads needs a value"));
  CHECK_THAT(refused("m -H").what(), Catch::Contains("--header needs a value"));
  CHECK_THAT(refused("--\x1b[31m m").what(), Catch::Contains("\\x1b"));
  CHECK_THAT(refused("-o  m").what(), Catch::Contains("needs a file name"));
}

TEST_CASE("what getopt has seen before does not matter", "[options]") {
  for (const int before : {0, 1, 5, 100}) {
    optind = before;
    CHECK(parse("-0 -o out m").options.output == "out");
  }
}

TEST_CASE("the command of the header leaves out what does not change the output", "[options]") {
  struct Case {
    std::string words, command;
  };
  const auto c = GENERATE(values<Case>({
      {"m", "matrix2vcf m"},
      {"-o out m", "matrix2vcf -o out m"},
      {"--threads 2 m", "matrix2vcf m"},
      {"--threads=2 m", "matrix2vcf m"},
      {"--th 2 m", "matrix2vcf m"},
      {"-q m", "matrix2vcf m"},
      {"--quiet m", "matrix2vcf m"},
      {"--q m", "matrix2vcf m"},
      {"-v 1 m", "matrix2vcf m"},
      {"--verbosity 1 m", "matrix2vcf m"},
      {"--verbosity=1 m", "matrix2vcf m"},
      {"--progress m", "matrix2vcf m"},
      {"--progress=5 m", "matrix2vcf m"},
      {"--no-progress m", "matrix2vcf m"},
      {"--phase-tag none --gap star m", "matrix2vcf --phase-tag none --gap star m"},
      {"--temp-dir x m", "matrix2vcf --temp-dir x m"},
      {"m -- -0", "matrix2vcf m -0"},
  }));
  CHECK(command_of(c.words) == c.command);
}

TEST_CASE("no spelling of an option that changes nothing gets into the header", "[options]") {
  const auto words = GENERATE(as<std::string>{}, "-v1 -o x", "--verb 1 -o x", "-qo x", "-qv 1 -o x");
  INFO(words);
  CHECK(command_of(words + " m") == "matrix2vcf -o x m");
}

TEST_CASE("a value that looks like such an option stays in the header", "[options]") {
  CHECK(command_of("-o -q m") == "matrix2vcf -o -q m");
  CHECK(command_of("--output --threads m") == "matrix2vcf --output --threads m");
}

TEST_CASE("words that a shell would split or obey are quoted, and no line is broken", "[options]") {
  Words words("");
  std::string strange[] = {"matrix2vcf", "a b", "it's", "", "$x", "l\nine", "\x1b[0m", "plain-1.vcf"};
  char* argv[] = {strange[0].data(), strange[1].data(), strange[2].data(),
                  strange[3].data(), strange[4].data(), strange[5].data(),
                  strange[6].data(), strange[7].data(), nullptr};
  const std::string text = provenance(8, argv);
  CHECK_THAT(text, Catch::StartsWith("matrix2vcf 'a b' 'it'\\''s' '' '$x' "));
  CHECK_THAT(text, Catch::Contains(" plain-1.vcf; Date="));
  CHECK(text.find('\n') == std::string::npos);
  CHECK(text.find('\x1b') == std::string::npos);
}

TEST_CASE("the date is SOURCE_DATE_EPOCH's where that is set", "[options]") {
  const Environment zone("TZ", "Asia/Tokyo");
  {
    const Environment epoch("SOURCE_DATE_EPOCH", "0");
    CHECK_THAT(parse("m").options.command_line, Catch::EndsWith("; Date=Thu Jan  1 00:00:00 1970"));
  }
  {
    const Environment epoch("SOURCE_DATE_EPOCH", "1700000000");
    CHECK_THAT(parse("m").options.command_line, Catch::EndsWith("; Date=Tue Nov 14 22:13:20 2023"));
  }
  const Environment epoch("SOURCE_DATE_EPOCH", "not a number");
  CHECK_THAT(parse("m").options.command_line, Catch::Contains("; Date="));
}

TEST_CASE("--no-version leaves the provenance out", "[options]") {
  CHECK(parse("--no-version m").options.command_line.empty());
}

TEST_CASE("the help names every option and keeps to a terminal's width", "[options]") {
  const std::string help = help_text();
  for (const std::string option : {"-H, --header FILE",    "--headerless", "-C, --contigs FILE",  "-p, --pairs FILE",
                                   "--ploidy INT",         "--haploid",    "--print-samples",     "--gap ",
                                   "-0, --missing-to-ref", "--phase-tag ", "-o, --output FILE",   "-O, --output-type ",
                                   "-W, --write-index",    "--no-index",   "--no-version",        "--temp-dir DIR",
                                   "--threads INT",        "-q, --quiet",  "-v, --verbosity INT", "-h, --help",
                                   "-V, --version"})
    CHECK_THAT(help, Catch::Contains(option));
  for (const std::string_view line : split(help, '\n')) CHECK(line.size() <= 120);
  CHECK(help.ends_with("\n"));
}

}  // namespace matrix2vcf::testing
