// SPDX-License-Identifier: MIT
// block_job_test - the pieces of a block are the same whatever its slices, and each index entry points at a record's
// end.
#include "block_job.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "format.hpp"
#include "helpers.hpp"
#include "random_matrix.hpp"
#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

JobPlan make_plan(Format format, std::size_t columns, bool index) {
  JobPlan plan;
  std::vector<std::uint32_t> haplotypes;
  for (std::size_t i = 0; i < columns; ++i) haplotypes.push_back(static_cast<std::uint32_t>(i));
  plan.genotypes = GenotypePlan::make(columns, haplotypes, Gap::missing, false, false);
  plan.encode = EncodePlan::make(std::vector<std::size_t>(columns / 2, 2), true, false);
  plan.format = format;
  plan.level = 7;  // libdeflate's: quick in a build without optimisation
  plan.index = index;
  plan.contig_number = [](std::string_view name) {
    static const std::map<std::string_view, std::int32_t> numbers{{"1", 0}, {"chr20", 1}, {"chr21", 2}};
    const auto found = numbers.find(name);
    return found == numbers.end() ? -1 : found->second;
  };
  return plan;
}

std::string random_block(Dice& dice, std::size_t columns, std::size_t rows, std::size_t longest_cell) {
  std::string text;
  for (const std::string& contig : {std::string("1"), std::string("chr20")}) {
    std::int64_t pos = 0;
    for (std::size_t row = dice.below(rows); row > 0; --row) {
      pos += dice.between(1, 50);
      text += contig + '\t' + std::to_string(pos) + '\t' + (dice.percent(95) ? "A" : "ACG");
      for (std::size_t i = 0; i < columns; ++i)
        text += '\t' + (longest_cell > 1 && dice.percent(1) ? std::string(1 + dice.below(longest_cell), 'G')
                                                            : std::string(1, "AAAAAACN"[dice.below(8)]));
      text += '\n';
    }
  }
  return text;
}

/// Slices of `bytes` each, rounded up to whole lines; 0: one slice. `slice_padding` bytes follow each.
std::vector<std::string> sliced(const std::string& text, std::size_t bytes) {
  std::vector<std::string> slices;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = bytes == 0 ? text.size() : std::min(text.size(), at + bytes);
    end = end == text.size() ? end : std::min(text.find('\n', end - 1), text.size() - 1) + 1;
    slices.push_back(text.substr(at, end - at) + std::string(slice_padding, '\0'));
    at = end;
  }
  return slices;
}

/// All that a block's pieces say, laid end to end.
struct Result {
  std::string bytes;
  std::vector<IndexEntry> index;  // block_begin from the block's first byte
  std::vector<ContigRun> runs;    // continued runs joined
  Piece last;                     // counts of the whole block
  std::int64_t records = 0;
  std::int64_t missing_cells = 0;
  int pieces = 0;
  bool joins = true;  // every run that continues follows one of its contig
};

Result run_job(BlockJob& job, const std::string& text, std::size_t slice_bytes) {
  const std::vector<std::string> slices = sliced(text, slice_bytes);
  Result result;
  std::size_t next = 0;
  const auto next_slice = [&]() -> std::string_view {
    if (next == slices.size()) return {};
    const std::string& slice = slices[next++];
    return std::string_view(slice).substr(0, slice.size() - slice_padding);
  };
  job.run(7, next_slice, [&](Piece&& piece, bool last) {
    ++result.pieces;
    CHECK(piece.number == 7);
    CHECK(piece.last == last);
    for (IndexEntry entry : piece.index) {
      entry.block_begin += result.bytes.size();
      result.index.push_back(entry);
    }
    for (const ContigRun& run : piece.runs) {
      if (!run.continues) {
        result.runs.push_back(run);
        continue;
      }
      result.joins = result.joins && !result.runs.empty() && result.runs.back().contig == run.contig &&
                     run.first_line == result.runs.back().first_line + result.runs.back().rows;
      result.runs.back().rows += run.rows;
      result.runs.back().records += run.records;
      result.runs.back().last_position = run.last_position;
    }
    result.bytes += piece.bytes.view();
    result.records += piece.records;
    result.missing_cells += piece.missing_cells;
    if (last) result.last = std::move(piece);
  });
  return result;
}

std::string inflated(const std::string& blocks) {
  const Workspace workspace;
  write_file(workspace.file("blocks.gz"), blocks);
  return inflate_file(workspace.file("blocks.gz"));
}

/// By the offset of each BGZF block: the text before it. The end of `blocks` counts as a block.
std::map<std::size_t, std::size_t> text_before_blocks(const std::string& blocks) {
  std::map<std::size_t, std::size_t> text_before{{0, 0}};
  const auto byte = [&](std::size_t offset) { return std::size_t{static_cast<unsigned char>(blocks.at(offset))}; };
  std::size_t text = 0;
  for (std::size_t at = 0; at < blocks.size();) {
    at += 1 + byte(at + 16) + 256 * byte(at + 17);                      // BSIZE
    text += byte(at - 4) + 256 * byte(at - 3) + 65'536 * byte(at - 2);  // ISIZE
    text_before[at] = text;
  }
  return text_before;
}

}  // namespace

TEST_CASE("the bytes, entries and counts of a block do not depend on its slices", "[block_job]") {
  for (std::uint64_t seed = 0; seed < 24; ++seed) {
    INFO("seed " << seed);
    Dice dice(seed);
    const Format format =
        dice.pick(std::vector{Format::vcf, Format::vcf_gz, Format::bcf, Format::bcf_uncompressed, Format::table_gz});
    const std::size_t columns = 2 * (1 + dice.below(20));
    JobPlan plan = make_plan(format, columns, format == Format::vcf_gz || format == Format::bcf);
    plan.level = is_bgzf(format) ? dice.pick(std::vector{-1, 0, 7, 7}) : 0;
    BufferPool pool;
    BlockJob job(plan, pool), other(plan, pool);
    const std::string text = random_block(dice, columns, 250, dice.percent(20) ? 50'000 : 1);
    const Result whole = run_job(job, text, 0);
    for (const std::size_t slice_bytes : {std::size_t{1}, std::size_t{1000}, std::size_t{100'000}}) {
      const Result result = run_job(other, text, slice_bytes);
      REQUIRE((result.bytes == whole.bytes));
      REQUIRE(result.records == whole.records);
      REQUIRE(result.missing_cells == whole.missing_cells);
      REQUIRE(result.last.lines == whole.last.lines);
      REQUIRE(result.runs.size() == whole.runs.size());
      REQUIRE(result.index.size() == whole.index.size());
      for (std::size_t i = 0; i < whole.index.size(); ++i) {
        REQUIRE(result.index[i].block_begin == whole.index[i].block_begin);
        REQUIRE(result.index[i].within == whole.index[i].within);
      }
    }
  }
}

TEST_CASE("each index entry points at the end of its record", "[block_job]") {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    INFO("seed " << seed);
    Dice dice(seed);
    const std::size_t columns = 2 * (1 + dice.below(20));
    const JobPlan plan = make_plan(Format::vcf_gz, columns, true);
    BufferPool pool;
    BlockJob job(plan, pool);
    const Result result = run_job(job, random_block(dice, columns, 600, seed % 3 == 0 ? 150'000 : 1), 0);
    const std::string text = inflated(result.bytes);
    REQUIRE(result.records == static_cast<std::int64_t>(result.index.size()));
    REQUIRE(result.records == std::ranges::count(text, '\n'));
    const std::map<std::size_t, std::size_t> text_before = text_before_blocks(result.bytes);
    std::size_t at = 0;
    for (const IndexEntry& entry : result.index) {
      const std::string line = text.substr(at, text.find('\n', at) + 1 - at);
      at += line.size();
      REQUIRE(text_before.contains(entry.block_begin));
      REQUIRE(text_before.at(entry.block_begin) + entry.within == at);
      // An end that falls on the end of a block is the beginning of the next.
      const auto next_block = text_before.upper_bound(entry.block_begin);
      if (next_block != text_before.end()) REQUIRE(at < next_block->second);
      const std::size_t tab = line.find('\t');
      REQUIRE(line.substr(0, tab) == (entry.contig == 0 ? "1" : "chr20"));
      REQUIRE(std::stoll(line.substr(tab + 1)) == entry.begin + 1);
      const std::size_t ref = line.find('\t', line.find('\t', tab + 1) + 1) + 1;
      REQUIRE(static_cast<std::size_t>(entry.end - entry.begin) == line.find('\t', ref) - ref);
    }
    REQUIRE(at == text.size());
  }
}

TEST_CASE("a block that grows large is handed on in pieces that fit together", "[block_job]") {
  const Format format = GENERATE(Format::vcf, Format::vcf_gz, Format::bcf_uncompressed);
  JobPlan plan = make_plan(format, 200, format == Format::vcf_gz);
  plan.level = 0;
  BufferPool pool;
  BlockJob job(plan, pool);
  Dice dice(1);
  const std::string text = random_block(dice, 200, 6000, 1);
  const Result result = run_job(job, text, 10'000);
  CHECK(result.pieces > 1);
  CHECK(result.joins);
  CHECK(result.runs.size() == 2);
  std::int64_t rows = 0;
  std::int64_t records = 0;
  for (const ContigRun& run : result.runs) {
    rows += run.rows;
    records += run.records;
  }
  CHECK(rows == std::ranges::count(text, '\n'));
  CHECK(records == result.records);
  CHECK(result.runs[1].first_line == result.runs[0].rows);
  if (format != Format::vcf_gz) return;
  const std::map<std::size_t, std::size_t> text_before = text_before_blocks(result.bytes);
  const std::string inflated_text = inflated(result.bytes);
  bool at_line_ends = true;
  for (const IndexEntry& entry : result.index)
    at_line_ends = at_line_ends && inflated_text.at(text_before.at(entry.block_begin) + entry.within - 1) == '\n';
  CHECK(at_line_ends);
  CHECK(result.index.size() == static_cast<std::size_t>(result.records));
}

TEST_CASE("a piece brings the alleles of its own records at the block's first POS", "[block_job]") {
  JobPlan plan = make_plan(Format::vcf, 2, false);
  plan.no_repeated_alleles = true;
  BufferPool pool;
  BlockJob job(plan, pool);
  const std::string large(std::size_t{1} << 20, 'G');  // fills a piece
  const std::string text =
      sliced("1\t4\tA\tA\tA\n1\t5\tA\tA\tC\n1\t5\tA\tA\t" + large + "\n1\t5\tA\tA\tT\n1\t9\tA\tA\tC\n", 0)[0];
  bool given = false;
  std::vector<std::vector<std::int64_t>> lines;  // by piece
  const auto next_slice = [&] {
    return std::string_view(text).substr(0, std::exchange(given, true) ? 0 : text.size() - slice_padding);
  };
  job.run(0, next_slice, [&](Piece&& piece, bool) {
    CHECK(piece.first_alleles.position == 5);
    lines.emplace_back();
    for (const AllelesAtPosition::Record& record : piece.first_alleles.records) lines.back().push_back(record.line);
  });
  CHECK(lines == std::vector<std::vector<std::int64_t>>{{1, 2}, {3}});
}

TEST_CASE("a block's runs tell contig, rows, first and last position", "[block_job]") {
  const JobPlan plan = make_plan(Format::vcf, 2, false);
  BufferPool pool;
  BlockJob job(plan, pool);
  const Result result = run_job(job, "1\t5\tA\tA\tA\n1\t9\tA\tA\tC\nchr20\t3\tA\tA\tA\n1\t2\tA\tA\tC\n\n\n", 0);
  REQUIRE(result.runs.size() == 3);
  const auto show = [](const ContigRun& run) {
    return std::to_string(run.contig) + " rows " + std::to_string(run.rows) + " records " +
           std::to_string(run.records) + " line " + std::to_string(run.first_line) + " pos " +
           std::to_string(run.first_position) + "-" + std::to_string(run.last_position);
  };
  CHECK(show(result.runs[0]) == "0 rows 2 records 1 line 0 pos 5-9");
  CHECK(show(result.runs[1]) == "1 rows 1 records 0 line 2 pos 3-3");
  CHECK(show(result.runs[2]) ==
        "0 rows 1 records 1 line 3 pos 2-2");  // whether it may come back is the collector's word
  CHECK(result.last.lines == 6);
  CHECK(result.last.first_blank == 4);
}

TEST_CASE("a block without lines gives one empty piece", "[block_job]") {
  const JobPlan plan = make_plan(Format::vcf_gz, 2, true);
  BufferPool pool;
  BlockJob job(plan, pool);
  const Result result = run_job(job, "", 0);
  CHECK(result.pieces == 1);
  CHECK(result.bytes.empty());
  CHECK(result.runs.empty());
  CHECK(result.last.lines == 0);
}

TEST_CASE("a fault ends the block with what came before it", "[block_job]") {
  const JobPlan plan = make_plan(Format::vcf, 2, false);
  BufferPool pool;
  BlockJob job(plan, pool);
  struct Case {
    std::string row;
    JobFault fault;
    std::string text;
  };
  for (const Case& c :
       {Case{"1\t7\tA\tR\tA\n", JobFault::row, "R"}, {"new\t7\tA\tA\tC\n", JobFault::unforeseen_contig, "new"}}) {
    const Result result = run_job(job, "1\t5\tA\tA\tC\n" + c.row + "1\t8\tA\tA\tC\n", 0);
    CHECK(static_cast<int>(result.last.fault) == static_cast<int>(c.fault));
    CHECK(result.last.scan.line == 1);
    CHECK(result.last.scan.text == c.text);
    CHECK(result.records == 1);
    REQUIRE(result.runs.size() == 1);
    CHECK(result.runs[0].rows == 1);
  }
  CHECK(static_cast<int>(run_job(job, "1\t5\tA\tA\tC\n", 0).last.fault) == static_cast<int>(JobFault::none));
}

TEST_CASE("a row past its contig's length is a fault", "[block_job]") {
  JobPlan plan = make_plan(Format::vcf, 2, false);
  plan.contig_lengths = {0, 10};
  BufferPool pool;
  BlockJob job(plan, pool);
  CHECK(run_job(job, "1\t500\tA\tA\tC\nchr20\t10\tA\tA\tC\nchr21\t99\tA\tA\tC\n", 0).records == 3);
  CHECK(static_cast<int>(run_job(job, "chr20\t10\tAC\tA\tC\n", 0).last.scan.kind) ==
        static_cast<int>(FaultKind::past_contig));
}

TEST_CASE("more alleles than BCF holds are a fault there, and none in VCF", "[block_job]") {
  const Format format = GENERATE(Format::bcf, Format::vcf);
  constexpr std::size_t columns = 65'536;
  const JobPlan plan = make_plan(format, columns, false);
  BufferPool pool;
  BlockJob job(plan, pool);
  for (const std::size_t alternate : {std::size_t{65'534}, std::size_t{65'535}}) {
    std::string row = "1\t5\tA";
    for (std::size_t i = 0; i < columns; ++i) {
      row += '\t';
      for (std::size_t rest = std::min(i, alternate - 1) + 5; rest > 0; rest = (rest - 1) / 4)
        row += "ACGT"[(rest - 1) % 4];
    }
    const Result result = run_job(job, row + "\n", 0);
    const bool fits = format == Format::vcf || alternate + 1 <= 65'535;
    CHECK(result.records == (fits ? 1 : 0));
    CHECK(static_cast<int>(result.last.fault) == static_cast<int>(fits ? JobFault::none : JobFault::too_many_alleles));
    if (!fits) CHECK(result.last.scan.number == 65'536);
  }
}

TEST_CASE("a table's row that a long REF makes longer than 1 GiB is a fault there, and none in VCF", "[block_job]") {
  const Format format = GENERATE(Format::table, Format::vcf);
  constexpr std::size_t columns = 1200;
  JobPlan plan = make_plan(format, columns, false);
  plan.genotypes = GenotypePlan::make(columns, plan.genotypes.haplotypes, Gap::missing, true, is_table(format));
  plan.genotypes.sample_begins = plan.encode.sample_begins;
  BufferPool pool;
  BlockJob job(plan, pool);
  std::string row = "1\t5\t" + std::string(1 << 20, 'A') + "\tC";
  for (std::size_t i = 1; i < columns; ++i) row += "\tN";
  const Result result = run_job(job, row + "\n", 0);
  CHECK(result.records == (format == Format::vcf ? 1 : 0));
  CHECK(static_cast<int>(result.last.fault) ==
        static_cast<int>(format == Format::vcf ? JobFault::none : JobFault::row_too_long));
}

TEST_CASE("unanchored records and missing cells are counted", "[block_job]") {
  const JobPlan plan = make_plan(Format::vcf, 2, false);
  BufferPool pool;
  BlockJob job(plan, pool);
  struct Case {
    std::string row;
    std::int64_t unanchored, missing;
  };
  for (const Case& c : {Case{"1\t5\tA\tA\tC\n", 0, 0},
                        {"1\t5\tA\tAC\tA\n", 0, 0},
                        {"1\t5\tA\tCC\tA\n", 1, 0},
                        {"1\t5\tAC\tA\tN\n", 0, 1},
                        {"1\t5\tAC\tG\tTT\n", 1, 0},
                        {"1\t5\tAC\tGT\tTT\n", 0, 0},
                        {"1\t5\tA\t.\t-\n", 0, 0},
                        {"1\t5\tA\tC\t-\n", 0, 1}}) {
    const Result result = run_job(job, c.row, 0);
    INFO(c.row);
    CHECK(result.last.unanchored == c.unanchored);
    CHECK(result.missing_cells == c.missing);
  }
}

}  // namespace matrix2vcf::testing
