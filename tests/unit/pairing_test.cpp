// SPDX-License-Identifier: MIT
// pairing_test - which columns make a sample by their names: the rules of spec section 3, each with its examples.
#include <string>
#include <vector>

#include "helpers.hpp"
#include "read/layout.hpp"
#include "text.hpp"

namespace matrix2vcf::testing {
namespace {

std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> result;
  for (const std::string_view word : split(text, ' ')) result.emplace_back(word);
  return result;
}

/// "10=10a+10b 11=11": samples, each with its columns by name.
std::string paired(const std::string& names) {
  const std::vector<std::string> columns = words(names);
  std::string text;
  for (const Sample& sample : pair_by_name(columns)) {
    text += (text.empty() ? "" : " ") + sample.name;
    for (std::size_t i = 0; i < sample.columns.size(); ++i) text += (i == 0 ? '=' : '+') + columns[sample.columns[i]];
  }
  return text;
}

}  // namespace

TEST_CASE("columns that share a stem and end in a pair of ends make a diploid sample", "[pairing]") {
  struct Case {
    std::string columns, samples;
  };
  const auto c = GENERATE(values<Case>({
      {"10a 10b", "10=10a+10b"},
      {"10A 10B", "10=10A+10B"},
      {"xhap1 xhap2", "x=xhap1+xhap2"},
      {"xpat xmat", "x=xpat+xmat"},
      {"x_a x_b", "x=x_a+x_b"},
      {"x.A x.B", "x=x.A+x.B"},
      {"x:hap1 x:hap2", "x=x:hap1+x:hap2"},
      {"x-pat x-mat", "x=x-pat+x-mat"},
      {"x#a x#b", "x=x#a+x#b"},
      {"x__a x__b", "x_=x__a+x__b"},
      {"x_a xb", "x=x_a+xb"},  // the separator is optional
      {"ca cb ma mb", "c=ca+cb m=ma+mb"},
      {"HG002_pat HG002_mat", "HG002=HG002_pat+HG002_mat"},
  }));
  CHECK(paired(c.columns) == c.samples);
}

TEST_CASE("the first haplotype is a, A, hap1, pat or the smaller digit, wherever its column stands", "[pairing]") {
  struct Case {
    std::string columns, samples;
  };
  const auto c = GENERATE(values<Case>({
      {"10b 10a", "10=10a+10b"},
      {"10B 10A", "10=10A+10B"},
      {"xhap2 xhap1", "x=xhap1+xhap2"},
      {"xmat xpat", "x=xpat+xmat"},
      {"x_2 x_1", "x=x_1+x_2"},
      {"x_1 x_0", "x=x_0+x_1"},
      {"1a 2b 3a 1b 2a 3b", "1=1a+1b 2=2a+2b 3=3a+3b"},  // far apart; samples in order of first appearance
      {"2b 1a 2a 1b", "2=2a+2b 1=1a+1b"},
  }));
  CHECK(paired(c.columns) == c.samples);
}

TEST_CASE("a column with no partner is a haploid sample of its own name", "[pairing]") {
  struct Case {
    std::string columns, samples;
  };
  const auto c = GENERATE(values<Case>({
      {"10a", "10a=10a"},
      {"10a 10b 11a", "10=10a+10b 11a=11a"},
      {"10a 11b", "10a=10a 11b=11b"},
      {"a b", "a=a b=b"},  // no stem
      {"_a _b", "_a=_a _b=_b"},
      {"hap1 hap2", "hap1=hap1 hap2=hap2"},
      {"pat mat", "pat=pat mat=mat"},
      {"x y z", "x=x y=y z=z"},
      {"Anna Hanna Banana", "Anna=Anna Hanna=Hanna Banana=Banana"},
      {"xc xd", "xc=xc xd=xd"},
  }));
  CHECK(paired(c.columns) == c.samples);
}

TEST_CASE("digits count only after a separator, on every column, and in full pairs", "[pairing]") {
  struct Case {
    std::string columns, samples;
  };
  const auto c = GENERATE(values<Case>({
      {"x_1 x_2", "x=x_1+x_2"},
      {"x.1 x.2", "x=x.1+x.2"},
      {"x:1 x:2", "x=x:1+x:2"},
      {"x#1 x#2", "x=x#1+x#2"},
      {"x_0 x_1", "x=x_0+x_1"},
      {"x_0 x_1 y_1 y_2", "x=x_0+x_1 y=y_1+y_2"},
      {"S1 S2", "S1=S1 S2=S2"},
      {"Kas-1 Kas-2", "Kas-1=Kas-1 Kas-2=Kas-2"},
      {"ind_1 ind_2 ind_3 ind_4", "ind_1=ind_1 ind_2=ind_2 ind_3=ind_3 ind_4=ind_4"},
      {"x_1 x_2 y_1", "x_1=x_1 x_2=x_2 y_1=y_1"},    // y has no partner
      {"x_1 x_2 ya yb", "x_1=x_1 x_2=x_2 y=ya+yb"},  // not every column carries a digit
      {"x_0 x_2", "x_0=x_0 x_2=x_2"},
      {"x_0 x_1 x_2", "x_0=x_0 x_1=x_1 x_2=x_2"},
      {"x_2 x_3", "x_2=x_2 x_3=x_3"},
      {"x_01 x_02", "x_01=x_01 x_02=x_02"},
      {"_1 _2", "_1=_1 _2=_2"},  // no stem
      {"x_1 x.2", "x=x_1+x.2"},
      {"1 2", "1=1 2=2"},
  }));
  CHECK(paired(c.columns) == c.samples);
}

TEST_CASE("what cannot be told by names is an error that proposes --pairs", "[pairing]") {
  const auto columns = GENERATE(as<std::string>{},
                                "xa xb x_a",     // more than two on one stem
                                "xa xb xA xB",   //
                                "x_a x-a",       // twice the first haplotype
                                "xa xB",         // two conventions on one stem
                                "xa xhap2",      //
                                "xpat xb",       //
                                "x_hap1 x_mat",  //
                                "10a 10b 10",    // two samples of one name
                                "10 10a 10b");
  INFO(columns);
  const Error error = error_of([&] { return pair_by_name(words(columns)); });
  CHECK(error.code() == Exit::content);
  CHECK_THAT(error.hint(), Catch::Contains("--pairs"));
}

TEST_CASE("an error about a stem names its columns", "[pairing]") {
  CHECK_THAT(error_of([&] { return pair_by_name(words("xa y xb x_a")); }).what(),
             Catch::Contains("\"x\"") && Catch::Contains("\"xa\", \"xb\", \"x_a\""));
  CHECK_THAT(error_of([&] { return pair_by_name(words("10a 10b 10")); }).what(), Catch::Contains("\"10\""));
}

TEST_CASE("a hundred thousand columns are paired in order", "[pairing]") {
  std::vector<std::string> columns;
  for (std::size_t i = 0; i < 50'000; ++i) columns.push_back("s" + std::to_string(i) + "_b");
  for (std::size_t i = 0; i < 50'000; ++i) columns.push_back("s" + std::to_string(i) + "_a");
  const std::vector<Sample> samples = pair_by_name(columns);
  REQUIRE(samples.size() == 50'000);
  for (std::uint32_t i = 0; i < samples.size(); ++i) {
    REQUIRE(samples[i].name == "s" + std::to_string(i));
    REQUIRE(samples[i].columns == std::vector<std::uint32_t>{i + 50'000, i});
  }
}

}  // namespace matrix2vcf::testing
