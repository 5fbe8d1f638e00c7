// SPDX-License-Identifier: MIT
// sample_check_test - ploidies that a format or a tool does not take are errors, mixed ones a warning.
#include "sample_check.hpp"

#include <string>
#include <vector>

#include "helpers.hpp"

namespace matrix2vcf::testing {
namespace {

/// Samples s0, s1, ... of these ploidies.
Layout layout_of(const std::vector<std::size_t>& ploidies) {
  Layout layout;
  for (const std::size_t ploidy : ploidies)
    layout.samples.push_back({"s" + std::to_string(layout.samples.size()), std::vector<std::uint32_t>(ploidy)});
  return layout;
}

void refuses(const Demands& demands, Format format, const Layout& layout, Exit code, const std::string& message) {
  const Error error = error_of([&] { return check_ploidy(demands, format, layout); });
  CHECK(error.code() == code);
  CHECK(std::string(error.what()) == message);
  CHECK_FALSE(error.hint().empty());
}

}  // namespace

TEST_CASE("samples of one ploidy are taken in silence, of several with a warning", "[sample_check]") {
  for (const Format format : {Format::vcf, Format::vcf_gz, Format::bcf, Format::bcf_uncompressed}) {
    CHECK(check_ploidy({}, format, layout_of({2, 2})).empty());
    CHECK(check_ploidy({}, format, layout_of({8})).empty());
    CHECK_THAT(check_ploidy({}, format, layout_of({2, 1, 4})),
               Catch::StartsWith("samples of different ploidy in one file: \"s1\" has 1, \"s2\" has 4; ") &&
                   Catch::EndsWith("-s ^s1"));
  }
  CHECK(check_ploidy({}, Format::table, layout_of({2, 2})).empty());
}

TEST_CASE("a haplotype table takes diploid samples only", "[sample_check]") {
  for (const Format format : {Format::table, Format::table_gz})
    refuses({}, format, layout_of({2, 1}), Exit::usage,
            "a haplotype table holds diploid samples only: \"s1\" has 1 haplotype");
}

TEST_CASE("a tool's demands name the first sample that does not fit", "[sample_check]") {
  Demands demands;
  demands.who = "beagle";
  demands.least_ploidy = demands.most_ploidy = 2;
  CHECK(check_ploidy(demands, Format::vcf, layout_of({2, 2})).empty());
  refuses(demands, Format::vcf, layout_of({2, 1, 3}), Exit::content,
          "beagle does not take the ploidy of sample \"s1\", which has 1 haplotype");
  refuses(demands, Format::vcf, layout_of({2, 3}), Exit::content,
          "beagle does not take the ploidy of sample \"s1\", which has 3 haplotypes");
  demands = {};
  demands.who = "whatshap";
  demands.one_ploidy = true;
  CHECK(check_ploidy(demands, Format::vcf, layout_of({4, 4})).empty());
  refuses(demands, Format::vcf, layout_of({4, 4, 2}), Exit::content,
          "whatshap does not take the ploidy of sample \"s2\", which has 2 haplotypes");
}

}  // namespace matrix2vcf::testing
