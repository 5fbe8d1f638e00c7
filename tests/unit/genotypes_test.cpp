// SPDX-License-Identifier: MIT
// genotypes_test - alleles, codes and counts of a row are those of spec section 4, on the fast path and the general
// one.
#include "sites/genotypes.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "helpers.hpp"
#include "random_matrix.hpp"

namespace matrix2vcf::testing {
namespace {

using Outcome = Genotypes::Outcome;
using Cells = std::vector<std::string>;

constexpr std::int64_t no_allele = -1;

/// A row's answer in plain containers.
struct Answer {
  bool is_site = false;
  std::vector<std::string> alleles;
  std::vector<std::int64_t> codes;  // one a haplotype, no_allele where missing
  std::vector<std::int64_t> counts;
  std::int64_t called = 0;
  std::int64_t gap_cells = 0;
  std::int64_t bad_cells = 0;
  std::int64_t half_calls = 0;
  bool operator==(const Answer&) const = default;
};

std::string show(const Answer& answer) {
  std::string text = answer.is_site ? "site" : "invariant";
  for (const std::string& allele : answer.alleles) text += " " + allele;
  text += " codes";
  for (const std::int64_t code : answer.codes) text += " " + std::to_string(code);
  text += " counts";
  for (const std::int64_t count : answer.counts) text += " " + std::to_string(count);
  return text + " called " + std::to_string(answer.called) + " gaps " + std::to_string(answer.gap_cells) + " bad " +
         std::to_string(answer.bad_cells) + " half " + std::to_string(answer.half_calls);
}

template <class Code>
std::vector<std::int64_t> plain_codes(std::span<const Code> codes) {
  std::vector<std::int64_t> plain;
  for (const Code code : codes)
    plain.push_back(code == missing_code<Code> ? no_allele : static_cast<std::int64_t>(code));
  return plain;
}

Answer answer_of(Outcome outcome, Genotypes& genotypes) {
  Answer answer;
  answer.is_site = outcome == Outcome::site;
  answer.gap_cells = genotypes.gap_cells();
  answer.bad_cells = genotypes.bad_cells();
  genotypes.reset_counts();
  if (!answer.is_site) return answer;
  const Site& site = genotypes.site();
  CHECK(site.codes.empty() != site.wide_codes.empty());
  answer.alleles.assign(site.alleles.begin(), site.alleles.end());
  answer.codes = site.codes.empty() ? plain_codes(site.wide_codes) : plain_codes(site.codes);
  answer.counts.assign(site.allele_counts.begin(), site.allele_counts.end());
  answer.called = site.called;
  answer.half_calls = site.half_calls;
  return answer;
}

std::string upper(std::string text) {
  for (char& letter : text) letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
  return text;
}

/// What a cell says: an allele, `*` for a gap, nothing where missing.
std::optional<std::string> allele_in(const std::string& cell) {
  if (cell == "-" || cell == "*") return "*";
  const std::string text = upper(cell);
  if (text == "." || text == "?" || text.find_first_not_of('N') == std::string::npos) return std::nullopt;
  if (text.find_first_not_of("ACGT") != std::string::npos) return std::nullopt;  // a bad one
  return text;
}

bool is_bad(const std::string& cell) {
  if (cell == "-" || cell == "*" || cell == "." || cell == "?") return false;
  const std::string text = upper(cell);
  const bool bases = text.find_first_not_of("ACGT") == std::string::npos;
  return text.empty() || (!bases && text.find_first_not_of('N') != std::string::npos);
}

/// The alleles of a row, REF first, before any is dropped.
std::vector<std::string> expected_alleles(const GenotypePlan& plan, const std::string& reference, const Cells& cells) {
  std::vector<std::string> alleles = {upper(reference)};
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const auto allele = allele_in(cells[column]);
    if (!allele || (allele == "*" && plan.gap != Gap::star) || plan.gives_alt[column] == 0) continue;
    if (std::ranges::find(alleles, *allele) == alleles.end()) alleles.push_back(*allele);
  }
  return alleles;
}

std::int64_t expected_code(const GenotypePlan& plan, const std::vector<std::string>& alleles, const std::string& cell) {
  const auto allele = allele_in(cell);
  if (plan.missing_to_reference && (!allele || allele == "*")) return 0;
  if (allele == "*" && plan.gap != Gap::star) return plan.gap == Gap::reference ? 0 : no_allele;
  return allele ? std::ranges::find(alleles, *allele) - alleles.begin() : no_allele;
}

/// Counts the half calls among `codes`, and takes them as missing where the plan says so.
std::int64_t expected_half_calls(const GenotypePlan& plan, std::vector<std::int64_t>& codes) {
  std::int64_t half_calls = 0;
  for (std::size_t sample = 0; sample + 1 < plan.sample_begins.size(); ++sample) {
    const auto begin = codes.begin() + plan.sample_begins[sample], end = codes.begin() + plan.sample_begins[sample + 1];
    const auto missing = std::count(begin, end, no_allele);
    if (missing == 0 || missing == end - begin) continue;
    ++half_calls;
    if (plan.half_call_missing) std::fill(begin, end, no_allele);
  }
  return half_calls;
}

/// Takes the ALT alleles that no code names out of the list.
void drop_unused(Answer& answer) {
  for (std::size_t allele = answer.alleles.size() - 1; allele > 0; --allele) {
    const auto number = static_cast<std::int64_t>(allele);
    if (std::ranges::count(answer.codes, number) != 0) continue;
    answer.alleles.erase(answer.alleles.begin() + number);
    for (std::int64_t& code : answer.codes) code -= code > number ? 1 : 0;
  }
}

/// Spec section 4, step by step.
Answer expected_answer(const GenotypePlan& plan, const std::string& reference, const Cells& cells) {
  Answer answer;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    answer.gap_cells += allele_in(cells[column]) == "*" && plan.in_sample[column] != 0 ? 1 : 0;
    answer.bad_cells += is_bad(cells[column]) ? 1 : 0;
  }
  answer.alleles = expected_alleles(plan, reference, cells);
  for (const std::uint32_t column : plan.haplotypes)
    answer.codes.push_back(expected_code(plan, answer.alleles, cells[column]));
  answer.half_calls = expected_half_calls(plan, answer.codes);
  if (plan.trim_alt_alleles) drop_unused(answer);
  answer.is_site = answer.alleles.size() > 1 || plan.all_sites;
  if (!answer.is_site) {
    answer.alleles.clear();
    answer.codes.clear();
    answer.half_calls = 0;
    return answer;
  }
  for (std::size_t allele = 0; allele < answer.alleles.size(); ++allele)
    answer.counts.push_back(std::ranges::count(answer.codes, static_cast<std::int64_t>(allele)));
  answer.called = std::ssize(answer.codes) - std::ranges::count(answer.codes, no_allele);
  return answer;
}

std::string joined(const Cells& cells) {
  std::string text;
  for (const std::string& cell : cells) text += '\t' + cell;
  return text;
}

/// Samples of 1 to 4 of the haplotypes each; a sample of one may stand for two (--haploid2diploid).
void draw_samples(Dice& dice, std::vector<std::uint32_t>& haplotypes, std::vector<std::uint32_t>& begins) {
  const std::vector<std::uint32_t> given = std::exchange(haplotypes, {});
  const bool doubled = dice.percent(30);
  begins = {0};
  for (std::size_t at = 0; at < given.size();) {
    const std::size_t ploidy = std::min(1 + dice.below(4), given.size() - at);
    for (std::size_t i = 0; i < ploidy; ++i) haplotypes.push_back(given[at + i]);
    if (ploidy == 1 && doubled) haplotypes.push_back(given[at]);
    at += ploidy;
    begins.push_back(static_cast<std::uint32_t>(haplotypes.size()));
  }
}

GenotypePlan random_plan(Dice& dice, std::size_t columns) {
  std::vector<std::uint32_t> haplotypes(columns), begins;
  for (std::size_t i = 0; i < columns; ++i) haplotypes[i] = static_cast<std::uint32_t>(i);
  if (dice.percent(50)) dice.shuffle(haplotypes);
  std::vector<std::uint32_t> before_choice = haplotypes;
  if (dice.percent(40)) haplotypes.resize(1 + dice.below(columns));
  if (dice.percent(60)) before_choice.resize(haplotypes.size() + dice.below(columns - haplotypes.size() + 1));
  if (dice.percent(60)) draw_samples(dice, haplotypes, begins);
  const Gap gap = dice.pick(std::vector{Gap::missing, Gap::star, Gap::reference});
  GenotypePlan plan = GenotypePlan::make(columns, haplotypes, gap, dice.percent(40), dice.percent(30));
  if (dice.percent(50)) plan.set_alt_columns(before_choice);
  plan.sample_begins = begins;
  plan.half_call_missing = dice.percent(40);
  plan.trim_alt_alleles = dice.percent(40);
  plan.all_sites = dice.percent(30);
  return plan;
}

Cells random_letters(Dice& dice, std::size_t columns) {
  const std::string palette = dice.pick(
      std::vector<std::string>{"ACGTN.?-*", "AC", "AAAAAAAAAAAAAAAAAAAAG", "AN.", "-*", "CCCCCCCCCCC-TN", "A"});
  Cells cells;
  for (std::size_t i = 0; i < columns; ++i) cells.emplace_back(1, palette[dice.below(palette.size())]);
  return cells;
}

GenotypePlan plain_plan(std::size_t columns, Gap gap = Gap::missing, bool missing_to_reference = false) {
  std::vector<std::uint32_t> haplotypes(columns);
  for (std::size_t i = 0; i < columns; ++i) haplotypes[i] = static_cast<std::uint32_t>(i);
  return GenotypePlan::make(columns, std::move(haplotypes), gap, missing_to_reference, false);
}

/// The `number`-th word over ACGT: all words are different.
std::string word(std::size_t number) {
  std::string text;
  for (; number > 0; number = (number - 1) / 4) text += "ACGT"[(number - 1) % 4];
  return text;
}

}  // namespace

TEST_CASE("common_row and any_row give the same answer, for every number of columns", "[genotypes]") {
  Dice dice(1);
  for (std::size_t columns = 1; columns <= 70; ++columns)
    for (int round = 0; round < 12; ++round) {
      const GenotypePlan plan = random_plan(dice, columns);
      Genotypes common(plan), any(plan);
      for (int row = 0; row < 12; ++row) {
        const char reference = "ACGTN"[dice.below(5)];
        const std::string cells = joined(random_letters(dice, columns));
        const Outcome outcome = common.common_row(reference, cells.data());
        REQUIRE(outcome != Outcome::uncommon);
        const Answer fast = answer_of(outcome, common);
        const Answer slow = answer_of(any.any_row(std::string_view(&reference, 1), cells), any);
        if (fast != slow)
          FAIL("REF " << reference << cells << "\ncommon: " << show(fast) << "\nany:    " << show(slow));
      }
    }
}

TEST_CASE("any_row gives what the specification says", "[genotypes]") {
  Dice dice(2);
  const std::vector<std::string> texts{"A", "c", "G",  "t",   "N",        "nn", ".", "?",
                                       "-", "*", "AC", "acg", "ACGTACGT", "TT", "a"};
  const std::vector<std::string> bad_texts{"R", "NA", "", "--", "AxT", "<DEL>", "y", std::string("A\0", 2)};
  for (int round = 0; round < 6000; ++round) {
    const std::size_t columns = 1 + dice.below(40);
    GenotypePlan plan = random_plan(dice, columns);
    plan.bad_allele_missing = dice.percent(40);
    const std::size_t bad = plan.bad_allele_missing ? dice.pick(std::vector<std::size_t>{0, 5, 50}) : 0;
    const std::size_t variety = 1 + dice.below(texts.size());
    Cells cells;
    for (std::size_t i = 0; i < columns; ++i)
      cells.push_back(dice.percent(bad) ? dice.pick(bad_texts) : texts[dice.below(variety)]);
    const std::string reference = dice.pick(std::vector<std::string>{"A", "C", "g", "N", "AC", "acg", "ANT"});
    Genotypes genotypes(plan);
    const Answer expected = expected_answer(plan, reference, cells);
    const Answer found = answer_of(genotypes.any_row(reference, joined(cells)), genotypes);
    if (found != expected)
      FAIL("REF " << reference << joined(cells) << "\nexpected: " << show(expected) << "\nfound:    " << show(found));
  }
}

TEST_CASE("rows with many alleles are as right as others", "[genotypes]") {
  // 16: from the list to the hash table; 200: from narrow to wide codes; 65535: BCF's limit.
  const auto alternate = GENERATE(as<std::size_t>{}, 14, 15, 16, 17, 199, 200, 201, 300, 65'535);
  Dice dice(3);
  Cells cells;
  for (std::size_t i = 1; i <= alternate; ++i) cells.push_back(word(4 + i));  // words of two letters and more
  for (std::size_t i = 0; i < 50; ++i)
    cells.push_back(i % 5 == 0 ? "." : i % 7 == 0 ? "-" : cells[dice.below(alternate)]);
  dice.shuffle(cells);
  const auto gap = GENERATE(Gap::missing, Gap::star);
  const GenotypePlan plan = plain_plan(cells.size(), gap);
  Genotypes genotypes(plan);
  const std::size_t alleles = 1 + alternate + (gap == Gap::star ? 1 : 0);
  for (int round = 0; round < 2; ++round) {  // nothing of a row stays for the next
    const Outcome outcome = genotypes.any_row("A", joined(cells));
    REQUIRE(outcome == Outcome::site);
    CHECK(genotypes.site().codes.empty() == (alleles > max_narrow_alleles));
    const Answer found = answer_of(outcome, genotypes);
    CHECK(found.alleles.size() == alleles);
    if (alternate <= 300) CHECK((found == expected_answer(plan, "A", cells)));
    CHECK(std::set(found.alleles.begin(), found.alleles.end()).size() == alleles);
    bool each_is_its_cell = true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto allele = allele_in(cells[i]);
      const bool missing = !allele || (allele == "*" && gap == Gap::missing);
      each_is_its_cell =
          each_is_its_cell &&
          (missing ? found.codes[i] == no_allele : found.alleles[static_cast<std::size_t>(found.codes[i])] == *allele);
    }
    CHECK(each_is_its_cell);
  }
}

TEST_CASE("the examples of gap and missing are as the specification says", "[genotypes]") {
  struct Example {
    std::string reference, cells;
    Gap gap;
    bool missing_to_reference;
    std::string alleles;  // empty: invariant
    std::string genotypes;
  };
  const auto example = GENERATE(values<Example>({
      {"A", "A C . -", Gap::missing, false, "A C", "0 1 . ."},
      {"A", "A C . -", Gap::star, false, "A C *", "0 1 . 2"},
      {"A", "A C . -", Gap::reference, false, "A C", "0 1 . 0"},
      {"A", "A C . -", Gap::missing, true, "A C", "0 1 0 0"},
      {"A", "A C . -", Gap::star, true, "A C *", "0 1 0 0"},
      {"A", "A - * A", Gap::missing, false, "", ""},
      {"A", "A - * A", Gap::star, false, "A *", "0 1 1 0"},
      {"A", "A - * A", Gap::reference, false, "", ""},
      {"A", "A - * A", Gap::star, true, "A *", "0 0 0 0"},
      {"N", "N . ? C", Gap::missing, false, "N C", ". . . 1"},
      {"N", "N . ? C", Gap::missing, true, "N C", "0 0 0 1"},
      {"A", "T C T C", Gap::missing, false, "A T C", "1 2 1 2"},
      {"a", "A a c N", Gap::missing, false, "A C", "0 0 1 ."},
      {"AC", "A AC ac NN", Gap::missing, false, "AC A", "1 0 0 ."},
      {"G", "G G N .", Gap::missing, false, "", ""},
  }));
  Cells cells;
  std::string expected_genotypes;
  for (std::size_t at = 0; at < example.cells.size();) {
    const std::size_t end = std::min(example.cells.find(' ', at), example.cells.size());
    cells.push_back(example.cells.substr(at, end - at));
    at = end + 1;
  }
  INFO(example.reference << joined(cells));
  const GenotypePlan plan = plain_plan(cells.size(), example.gap, example.missing_to_reference);
  Genotypes genotypes(plan);
  const Answer answer = answer_of(genotypes.any_row(example.reference, joined(cells)), genotypes);
  std::string alleles, codes;
  for (const std::string& allele : answer.alleles) alleles += (alleles.empty() ? "" : " ") + allele;
  for (const std::int64_t code : answer.codes)
    codes += (codes.empty() ? "" : " ") + (code < 0 ? "." : std::to_string(code));
  CHECK(alleles == example.alleles);
  CHECK(codes == example.genotypes);
}

TEST_CASE("a byte that is not of the common shape is left to any_row, wherever it stands", "[genotypes]") {
  for (std::size_t columns = 1; columns <= 70; ++columns) {
    const GenotypePlan plan = plain_plan(columns);
    Genotypes genotypes(plan);
    const std::string cells = joined(Cells(columns, "A"));
    std::size_t taken = 0;
    for (std::size_t at = 0; at < cells.size(); ++at)
      for (const char byte :
           {'a', 'n', 'R', '\0', '\n', '\r', ' ', '1', '!', '\x7f', '\xc1', at % 2 == 0 ? 'A' : '\t'}) {
        std::string changed = cells;
        changed[at] = byte;
        if (genotypes.common_row('C', changed.data()) != Outcome::uncommon) ++taken;
      }
    REQUIRE(taken == 0);
  }
}

TEST_CASE("a cell outside the list is refused and named", "[genotypes]") {
  const auto bad =
      GENERATE(as<std::string>{}, "", "R", "NA", "NT", "AN", "A ", " A", "--", "**", "-*", "..", "??", "A.", "N.", "A-",
               "0", "A\r", "<DEL>", "AC,G", "a/b", "\xc3\x84", std::string(1, '\0'), std::string("A\0", 2));
  INFO("cell \"" << bad << "\"");
  for (const std::size_t at : std::vector<std::size_t>{0, 1, 39, 40}) {
    Cells cells(41, "C");
    cells[at] = bad;
    const GenotypePlan plan = plain_plan(cells.size());
    Genotypes genotypes(plan);
    const std::string text = joined(cells);
    REQUIRE(genotypes.any_row("A", text) == Outcome::bad_cell);
    CHECK(genotypes.bad_column() == at);
    CHECK(genotypes.bad_text() == bad);
  }
}

TEST_CASE("a cell of no sample is checked, but gives no ALT, no gap and no count", "[genotypes]") {
  const GenotypePlan plan = GenotypePlan::make(4, {1, 2}, Gap::star, false, false);
  Genotypes genotypes(plan);
  CHECK(genotypes.any_row("A", "\tC\tA\tA\t-") == Outcome::invariant);
  CHECK(genotypes.common_row('A', "\tC\tA\tA\t-") == Outcome::invariant);
  CHECK(genotypes.gap_cells() == 0);
  CHECK(genotypes.any_row("A", "\tC\tA\tG\tR") == Outcome::bad_cell);
  CHECK(genotypes.bad_column() == 3);
  CHECK(genotypes.any_row("A", "\tC\tA\tG\tT") == Outcome::site);
  CHECK(genotypes.site().alleles.size() == 2);
  CHECK(genotypes.site().alleles[1] == "G");
  CHECK(genotypes.site().called == 2);
}

TEST_CASE("samples that are not written give their ALT all the same, unless it is to be trimmed", "[genotypes]") {
  GenotypePlan plan = GenotypePlan::make(5, {2, 3}, Gap::missing, false, false);
  plan.set_alt_columns({3, 2, 1, 0});  // column 4 is no sample's
  plan.trim_alt_alleles = GENERATE(false, true);
  Genotypes genotypes(plan);
  const auto is_common = GENERATE(true, false);
  const auto row = [&](const std::string& cells) {
    return answer_of(is_common ? genotypes.common_row('A', cells.data()) : genotypes.any_row("A", cells), genotypes);
  };
  const Answer both = row("\tT\tA\tA\tC\tG");
  CHECK(both.is_site);
  const std::vector<std::string> trimmed{"A", "C"}, all{"A", "T", "C"};
  CHECK(both.alleles == (plan.trim_alt_alleles ? trimmed : all));
  CHECK(both.codes == std::vector<std::int64_t>{0, plan.trim_alt_alleles ? 1 : 2});
  CHECK(row("\tT\tA\tA\tN\tG").is_site == !plan.trim_alt_alleles);
  CHECK_FALSE(row("\tA\tA\tA\tA\tG").is_site);
  CHECK(row("\t-\tA\tA\t-\t-").gap_cells == 1);
}

TEST_CASE("trimming keeps the order of ALT and renumbers, with many alleles too", "[genotypes]") {
  const auto alternate = GENERATE(as<std::size_t>{}, 2, 15, 16, 199, 200, 300);
  Cells cells;
  std::vector<std::uint32_t> every, written;
  for (std::size_t i = 0; i < alternate; ++i) {
    cells.push_back(word(5 + i));
    every.push_back(static_cast<std::uint32_t>(i));
    if (i % 3 == 1) written.insert(written.begin(), every.back());  // backwards
  }
  GenotypePlan plan = GenotypePlan::make(cells.size(), written, Gap::missing, false, false);
  plan.set_alt_columns(every);
  plan.trim_alt_alleles = true;
  Genotypes genotypes(plan);
  for (int round = 0; round < 2; ++round) {
    const Answer found = answer_of(genotypes.any_row("A", joined(cells)), genotypes);
    CHECK(found.alleles.size() == 1 + written.size());
    CHECK((found == expected_answer(plan, "A", cells)));
  }
}

TEST_CASE("a half call is kept or taken as missing, and counted in sites alone", "[genotypes]") {
  GenotypePlan plan = plain_plan(6);
  plan.sample_begins = {0, 2, 5, 6};
  plan.half_call_missing = GENERATE(false, true);
  Genotypes genotypes(plan);
  const auto is_common = GENERATE(true, false);
  const auto row = [&](const std::string& cells) {
    return answer_of(is_common ? genotypes.common_row('A', cells.data()) : genotypes.any_row("A", cells), genotypes);
  };
  const Answer two = row("\tC\tN\tA\t-\tC\t.");
  CHECK(two.half_calls == 2);
  CHECK(two.codes == (plan.half_call_missing ? std::vector<std::int64_t>(6, no_allele)
                                             : std::vector<std::int64_t>{1, no_allele, 0, no_allele, 1, no_allele}));
  CHECK(two.counts == (plan.half_call_missing ? std::vector<std::int64_t>{0, 0} : std::vector<std::int64_t>{1, 2}));
  CHECK(two.called == (plan.half_call_missing ? 0 : 3));
  CHECK(row("\tA\tN\tA\tA\tA\tA").half_calls == 0);  // invariant
  CHECK(row("\tN\t.\tC\tA\tA\tN").half_calls == 0);
  CHECK(row("\tA\tA\tC\tA\tA\tN").half_calls == 0);
  CHECK(row("\tA\tA\tC\tA\t?\tN").half_calls == 1);
}

TEST_CASE("with all sites a row without ALT is a site of one allele", "[genotypes]") {
  GenotypePlan plan = plain_plan(3);
  plan.all_sites = true;
  plan.trim_alt_alleles = GENERATE(false, true);
  Genotypes genotypes(plan);
  const auto is_common = GENERATE(true, false);
  const auto row = [&](char reference, const std::string& cells) {
    return answer_of(is_common ? genotypes.common_row(reference, cells.data())
                               : genotypes.any_row(std::string_view(&reference, 1), cells),
                     genotypes);
  };
  const Answer plain = row('A', "\tA\tN\tA");
  CHECK(plain.is_site);
  CHECK(plain.alleles == std::vector<std::string>{"A"});
  CHECK(plain.codes == std::vector<std::int64_t>{0, no_allele, 0});
  CHECK(plain.counts == std::vector<std::int64_t>{2});
  CHECK(plain.called == 2);
  CHECK(row('N', "\tN\t-\t.").called == 0);
  CHECK(row('N', "\tN\t-\t.").is_site);
}

TEST_CASE("a bad cell taken as missing is counted in every row and column", "[genotypes]") {
  GenotypePlan plan = GenotypePlan::make(4, {1, 2}, Gap::star, GENERATE(false, true), false);
  plan.bad_allele_missing = true;
  Genotypes genotypes(plan);
  REQUIRE(genotypes.common_row('A', "\tC\tA\tC\tR") == Outcome::uncommon);
  const Answer site = answer_of(genotypes.any_row("A", "\tY\tR\tC\tNA"), genotypes);
  CHECK(site.bad_cells == 3);
  CHECK(site.codes == std::vector<std::int64_t>{plan.missing_to_reference ? 0 : no_allele, 1});
  CHECK(genotypes.any_row("A", "\t\tA\tA\t--") == Outcome::invariant);
  CHECK(genotypes.any_row("A", "\tW\tS\tK\tM") == Outcome::invariant);
  CHECK(genotypes.bad_cells() == 6);
  genotypes.reset_counts();
  CHECK(genotypes.bad_cells() == 0);
}

TEST_CASE("in a haplotype table a cell of no sample gives its ALT", "[genotypes]") {
  const GenotypePlan plan = GenotypePlan::make(3, {2, 1}, Gap::star, false, true);
  Genotypes genotypes(plan);
  const auto is_common = GENERATE(true, false);
  const Outcome outcome = is_common ? genotypes.common_row('A', "\tT\tC\tA") : genotypes.any_row("A", "\tT\tC\tA");
  const Answer answer = answer_of(outcome, genotypes);
  CHECK(answer.alleles == std::vector<std::string>{"A", "T", "C"});
  CHECK(answer.codes == std::vector<std::int64_t>{0, 2});
  CHECK(answer.counts == std::vector<std::int64_t>{1, 0, 1});
}

}  // namespace matrix2vcf::testing
