// SPDX-License-Identifier: MIT
// sample_choice_test - -s and -S leave the samples that they name, in the order of the names; a name that cannot be
// meant is an error (spec section 3).
#include "read/sample_choice.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "helpers.hpp"
#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

/// Samples S T U and "pop 1"; U is haploid.
Layout four_samples() {
  Layout layout;
  layout.columns = {"Ta", "Tb", "Sa", "Sb", "U", "x1", "x2"};
  layout.samples = {{"S", {2, 3}}, {"T", {0, 1}}, {"U", {4}}, {"pop 1", {5, 6}}};
  return layout;
}

/// "S=2+3 T=0+1"
std::string shown(const Layout& layout) {
  std::string text;
  for (const Sample& sample : layout.samples) {
    text += (text.empty() ? "" : " ") + sample.name;
    for (std::size_t i = 0; i < sample.columns.size(); ++i)
      text += (i == 0 ? '=' : '+') + std::to_string(sample.columns[i]);
  }
  return text;
}

std::string chosen(const Options& options) {
  Layout layout = four_samples();
  choose_samples(options, layout, {});
  CHECK(layout.columns == four_samples().columns);
  return shown(layout);
}

Options by_list(const std::string& list, bool force = false) {
  Options options;
  options.samples = list;
  options.force_samples = force;
  return options;
}

/// What -S makes of a file of this text.
std::string chosen_by_file(const std::string& text, const std::string& before_path = "") {
  const Workspace workspace;
  write_file(workspace.file("names"), text);
  Options options;
  options.samples_file = before_path + workspace.file("names");
  return chosen(options);
}

}  // namespace

TEST_CASE("without a choice all samples stay", "[sample_choice]") { CHECK(chosen({}) == "S=2+3 T=0+1 U=4 pop 1=5+6"); }

TEST_CASE("a list keeps the samples it names, in its order", "[sample_choice]") {
  CHECK(chosen(by_list("S")) == "S=2+3");
  CHECK(chosen(by_list("U,S")) == "U=4 S=2+3");
  CHECK(chosen(by_list("pop 1,U,T,S")) == "pop 1=5+6 U=4 T=0+1 S=2+3");
}

TEST_CASE("with ^ all but the named stay, in their own order", "[sample_choice]") {
  CHECK(chosen(by_list("^S")) == "T=0+1 U=4 pop 1=5+6");
  CHECK(chosen(by_list("^pop 1,T")) == "S=2+3 U=4");
}

TEST_CASE("a file has a name a line", "[sample_choice]") {
  CHECK(chosen_by_file("U\nS\n") == "U=4 S=2+3");
  CHECK(chosen_by_file("U\nS") == "U=4 S=2+3");
  CHECK(chosen_by_file("U\r\n\r\nS\r\n") == "U=4 S=2+3");
  CHECK(chosen_by_file("\nU\n\nS\n\n") == "U=4 S=2+3");
  CHECK(chosen_by_file("pop 1\tF\nS\tM\n") == "pop 1=5+6 S=2+3");
  CHECK(chosen_by_file("T\npop 1\n", "^") == "S=2+3 U=4");
}

TEST_CASE("a byte order mark at the start of the file is passed over", "[sample_choice]") {
  CHECK(chosen_by_file("\xEF\xBB\xBFU\nS\n") == "U=4 S=2+3");
}

TEST_CASE("an unknown name is a usage error that proposes the nearest", "[sample_choice]") {
  const std::string list = GENERATE("S,pop 2", "pop 2", "^pop 2", "^T,pop 2,S");
  const Error error = error_of([&] { return chosen(by_list(list)); });
  CHECK(error.code() == Exit::usage);
  CHECK_THAT(error.what(), Catch::Contains("\"pop 2\""));
  CHECK_THAT(error.hint(), Catch::Contains("\"pop 1\"") && Catch::Contains("--force-samples"));
}

TEST_CASE("names are compared byte by byte", "[sample_choice]") {
  const std::string list = GENERATE("s", " S", "S ", "Sa", "S,", ",S", "S,,T", "^", "^^S", "pop", "pop 1x");
  INFO(list);
  CHECK(error_of([&] { return chosen(by_list(list)); }).code() == Exit::usage);
}

TEST_CASE("with force_samples an unknown name is a warning", "[sample_choice]") {
  std::vector<std::string> warnings;
  Options options = by_list("nobody,S,somebody,nobody", true);
  options.on_message = [&](Severity severity, std::string_view text) {
    CHECK(severity == Severity::warning);
    warnings.emplace_back(text);
  };
  CHECK(chosen(options) == "S=2+3");
  REQUIRE(warnings.size() >= 2);
  CHECK_THAT(warnings[0], Catch::Contains("\"nobody\""));
  CHECK_THAT(warnings[1], Catch::Contains("\"somebody\""));
  CHECK(chosen(by_list("^nobody", true)) == "S=2+3 T=0+1 U=4 pop 1=5+6");
  CHECK(chosen(by_list("^nobody,S,U", true)) == "T=0+1 pop 1=5+6");
}

TEST_CASE("a sample asked for twice is a usage error", "[sample_choice]") {
  const std::string list = GENERATE("S,S", "T,S,T", "^S,S");
  const bool force = GENERATE(false, true);
  const Error error = error_of([&] { return chosen(by_list(list, force)); });
  CHECK(error.code() == Exit::usage);
  CHECK_THAT(error.what(), Catch::Contains("twice"));
}

TEST_CASE("a choice that leaves no sample is a usage error", "[sample_choice]") {
  CHECK(error_of([] { return chosen(by_list("^S,T,U,pop 1")); }).code() == Exit::usage);
  CHECK(error_of([] { return chosen(by_list("nobody", true)); }).code() == Exit::usage);
  CHECK(error_of([] { return chosen_by_file("\n"); }).code() == Exit::usage);
}

TEST_CASE("a file that is not there cannot be read", "[sample_choice]") {
  const Workspace workspace;
  Options options;
  options.samples_file = (GENERATE(false, true) ? "^" : "") + workspace.file("nowhere");
  const Error error = error_of([&] { return chosen(options); });
  CHECK(error.code() == Exit::input);
  CHECK_THAT(error.what(), Catch::Contains(workspace.file("nowhere")) && !Catch::Contains("^"));
}

}  // namespace matrix2vcf::testing
