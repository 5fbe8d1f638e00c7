// SPDX-License-Identifier: MIT
// collector_test - what no block can see alone: order across borders, contigs that come back, blank lines, the account.
#include "collector.hpp"

#include <optional>
#include <string>
#include <vector>

#include "helpers.hpp"

namespace matrix2vcf::testing {
namespace {

const std::vector<std::string> contig_names{"1", "2", "3"};

ContigRun run(std::int32_t contig, std::int64_t rows, std::int64_t first_line, std::int64_t first_position,
              std::int64_t last_position, std::int64_t records = 0) {
  return {contig, rows, records, first_line, first_position, last_position, false};
}

Piece piece(std::int64_t number, std::vector<ContigRun> runs, std::int64_t lines, const std::string& bytes = "") {
  Piece result;
  result.number = number;
  result.runs = std::move(runs);
  result.bytes.append(bytes);
  result.lines = lines;
  result.last = true;
  for (const ContigRun& r : result.runs) result.records += r.records;
  return result;
}

/// A collector whose output is a string. The file has `lines_before` lines in front of its first row. Where blocks may
/// be passed over, each has 1000 lines.
class Bench {
 public:
  explicit Bench(std::int64_t lines_before = 1, bool listed = false, std::optional<Error> explanation = std::nullopt,
                 bool passed_over = false)
      : messages_("m.tsv", {"a", "b"}, listed ? "list" : "", "") {
    options.contigs = listed ? "list" : "";
    options.on_message = [this](Severity, std::string_view text) { messages.emplace_back(text); };
    options.on_progress = [this](const Progress& p) {
      progress.push_back(std::to_string(p.bytes_read) + "/" + std::to_string(p.bytes_total) + " " +
                         std::string(p.contig) + ":" + std::to_string(p.position) + " " + std::to_string(p.records));
    };
    Collector::Plan plan;
    plan.lines_before = lines_before;
    plan.bytes_total = 250;
    plan.block_bytes = 100;
    plan.contigs_listed = listed;
    plan.contig_name = [](std::int32_t number) { return contig_names[static_cast<std::size_t>(number)]; };
    plan.write = [this](std::string_view bytes) { written += bytes; };
    if (passed_over) plan.lines_before_block = [](std::int64_t block) { return 1000 * block; };
    plan.explain_contig = [explanation](const std::string&, std::int64_t) { return explanation; };
    collector.emplace(std::move(plan), options, messages_, nullptr, 500, pool_);
  }

  Options options;
  std::string written;
  std::vector<std::string> messages, progress;
  std::optional<Collector> collector;

 private:
  BufferPool pool_;
  RowMessages messages_;
};

std::string error_text(const Error& error) {
  CHECK(error.code() == Exit::content);
  return error.what();
}

}  // namespace

TEST_CASE("pieces are written in turn and counted", "[collector]") {
  Bench bench;
  bench.collector->take(piece(0, {run(0, 3, 0, 5, 9, 2)}, 3, "abc"));
  bench.collector->take(piece(1, {}, 0));
  bench.collector->take(piece(2, {run(0, 1, 0, 9, 9, 1), run(2, 2, 1, 4, 7, 0)}, 3, "de"));
  bench.collector->finish();
  CHECK(bench.written == "abcde");
  CHECK(bench.collector->next_byte() == 505);
  CHECK(bench.collector->lines() == 7);
  const Summary& summary = bench.collector->summary();
  CHECK(summary.rows == 6);
  CHECK(summary.records == 3);
  CHECK(summary.invariant == 3);
  CHECK(summary.repeated_positions == 1);  // 9 and 9, across the border
  REQUIRE(summary.contigs.size() == 2);
  CHECK(summary.contigs[0].name == "1");
  CHECK(summary.contigs[0].rows == 4);
  CHECK(summary.contigs[0].records == 3);
  CHECK(summary.contigs[1].name == "3");
  CHECK(summary.contigs[1].rows == 2);
}

TEST_CASE("what a block counted is added up", "[collector]") {
  Bench bench;
  for (std::int64_t number : {0, 1}) {
    Piece block = piece(number, {run(0, 2, 0, number + 1, number + 1, 1)}, 2);
    block.gap_cells = 5;
    block.repeated = 1;
    block.missing_cells = 7;
    block.unanchored = 1;
    block.index.push_back({.contig = 0, .begin = 0, .end = static_cast<std::int32_t>(10 - number)});
    bench.collector->take(std::move(block));
  }
  CHECK(bench.collector->summary().gap_cells == 10);
  CHECK(bench.collector->summary().repeated_positions == 2);
  CHECK(bench.collector->summary().missing_cells == 14);
  CHECK(bench.collector->summary().unanchored == 2);
  CHECK(bench.collector->largest_end() == 10);
}

TEST_CASE("a POS smaller than the last of the block before is found, with its line", "[collector]") {
  Bench bench;
  bench.collector->take(piece(0, {run(0, 3, 0, 5, 9)}, 3));
  CHECK_THAT(error_text(error_of([&] {
               bench.collector->take(piece(1, {run(0, 2, 0, 8, 20)}, 2));
               return 0;
             })),
             Catch::StartsWith("m.tsv:5: column 2 (POS): POS 8 comes after POS 9 of line 4"));
}

TEST_CASE("a POS starts anew with its contig", "[collector]") {
  Bench bench;
  bench.collector->take(piece(0, {run(0, 3, 0, 5, 9)}, 3));
  CHECK_NOTHROW(bench.collector->take(piece(1, {run(1, 2, 0, 1, 2)}, 2)));
  CHECK(bench.collector->summary().repeated_positions == 0);
}

TEST_CASE("alleles that a block before had at its last POS are found in their line, before later faults",
          "[collector]") {
  Bench bench;
  Piece first = piece(0, {run(0, 3, 0, 5, 9, 3)}, 3);
  first.first_alleles = {0, 5, {{"A,C,", 0}}};
  first.last_alleles = {0, 9, {{"A,C,", 1}, {"A,G,", 2}}};
  bench.collector->take(std::move(first));
  Piece second = piece(1, {run(0, 4, 0, 9, 9, 4)}, 4);
  second.first_alleles = second.last_alleles = {0, 9, {{"A,T,", 0}, {"A,G,", 1}}};
  second.fault = JobFault::row;
  second.scan.line = 3;
  CHECK_THAT(error_text(error_of([&] {
               bench.collector->take(std::move(second));
               return 0;
             })),
             Catch::StartsWith("m.tsv:6: a second record of POS 9"));
}

TEST_CASE("of repeated alleles and another fault behind a border the one in the smaller line is told", "[collector]") {
  struct Case {
    std::vector<ContigRun> runs;
    std::int64_t copy;  // its line
    std::string message;
  };
  const auto c = GENERATE(
      values<Case>({{{run(0, 2, 0, 8, 9)}, 1, "m.tsv:5: column 2 (POS): POS 8 comes after POS 9 of line 4"},
                    {{run(1, 1, 0, 1, 1), run(0, 1, 1, 9, 9)}, 1, "m.tsv:6: column 1 (CHROM): contig \"1\" comes back"},
                    {{run(0, 1, 0, 9, 9), run(1, 1, 1, 1, 1), run(0, 1, 2, 9, 9)}, 0, "m.tsv:5: a second record"}}));
  Bench bench;
  Piece first = piece(0, {run(0, 3, 0, 5, 9, 3)}, 3);
  first.first_alleles = first.last_alleles = {0, 9, {{"A,C,", 2}}};
  bench.collector->take(std::move(first));
  Piece second = piece(1, c.runs, 3);
  second.first_alleles = second.last_alleles = {0, 9, {{"A,C,", c.copy}}};
  CHECK_THAT(error_text(error_of([&] {
               bench.collector->take(std::move(second));
               return 0;
             })),
             Catch::StartsWith(c.message));
}

TEST_CASE("repeated alleles are found in the piece that has them, whatever follows in the block", "[collector]") {
  Bench bench;
  Piece first = piece(0, {run(0, 3, 0, 5, 9, 3)}, 3);
  first.first_alleles = first.last_alleles = {0, 9, {{"A,C,", 2}}};
  bench.collector->take(std::move(first));
  Piece none = piece(1, {run(0, 1, 0, 9, 9, 1)}, 0);
  none.first_alleles = {0, 9, {{"A,G,", 0}}};
  none.last = false;
  bench.collector->take(std::move(none));
  Piece copy = piece(1, {run(0, 1, 1, 9, 9, 1)}, 0, "bytes");
  copy.runs[0].continues = true;
  copy.first_alleles = {0, 9, {{"A,C,", 1}}};
  copy.last = false;
  CHECK_THAT(error_text(error_of([&] {
               bench.collector->take(std::move(copy));
               return 0;
             })),
             Catch::StartsWith("m.tsv:6: a second record of POS 9"));
  CHECK(bench.written.empty());
}

TEST_CASE("a contig that comes back is found, in a block or across blocks, with both lines", "[collector]") {
  Bench bench;
  bench.collector->take(piece(0, {run(0, 3, 0, 5, 9), run(1, 2, 3, 1, 2)}, 5));
  CHECK_THAT(error_text(error_of([&] {
               bench.collector->take(piece(1, {run(1, 1, 0, 3, 3), run(0, 1, 1, 10, 10)}, 2));
               return 0;
             })),
             Catch::StartsWith("m.tsv:8: column 1 (CHROM): contig \"1\" comes back, after its rows up to line 4"));
}

TEST_CASE("a run that a full piece has cut is one run", "[collector]") {
  Bench bench;
  Piece first = piece(0, {run(0, 2, 0, 5, 7, 1)}, 0, "x");
  first.last = false;
  Piece second = piece(0, {run(0, 2, 2, 7, 9, 1)}, 4, "y");
  second.runs[0].continues = true;  // its first POS is the one before: no repeat, no order to check
  bench.collector->take(std::move(first));
  bench.collector->take(std::move(second));
  bench.collector->finish();
  CHECK(bench.written == "xy");
  CHECK(bench.collector->lines() == 5);
  CHECK(bench.collector->summary().rows == 4);
  CHECK(bench.collector->summary().repeated_positions == 0);
  CHECK(bench.collector->summary().contigs.size() == 1);
  CHECK(bench.progress.size() == 1);  // once a block
}

TEST_CASE("blank lines are found when a row or a fault follows in a later block", "[collector]") {
  const bool fault = GENERATE(true, false);
  Bench bench;
  Piece blank = piece(0, {run(0, 1, 0, 5, 5)}, 3);
  blank.first_blank = 1;
  bench.collector->take(std::move(blank));
  Piece more = piece(1, {}, 2);
  more.first_blank = 0;
  bench.collector->take(std::move(more));
  Piece next = fault ? piece(2, {}, 0) : piece(2, {run(0, 1, 0, 6, 6)}, 1);
  if (fault) next.fault = JobFault::row;
  next.scan.kind = FaultKind::bad_pos;
  CHECK_THAT(error_text(error_of([&] {
               bench.collector->take(std::move(next));
               return 0;
             })),
             Catch::StartsWith("m.tsv:3: a blank line"));
}

TEST_CASE("blank lines at the end are no fault", "[collector]") {
  Bench bench;
  Piece blank = piece(0, {run(0, 1, 0, 5, 5)}, 3);
  blank.first_blank = 1;
  bench.collector->take(std::move(blank));
  CHECK_NOTHROW(bench.collector->take(piece(1, {}, 0)));
  CHECK_NOTHROW(bench.collector->finish());
}

TEST_CASE("a fault's line counts from the first of the file", "[collector]") {
  struct Case {
    JobFault fault;
    std::string message;
  };
  const auto c =
      GENERATE(values<Case>({{JobFault::row, "m.tsv:7: column 3 (REF): "},
                             {JobFault::unforeseen_contig, "m.tsv:7: column 1 (CHROM): contig \"R\" stands between"},
                             {JobFault::missing_allele, "m.tsv:7: a sample has a missing allele"},
                             {JobFault::unphased, "m.tsv:7: a sample's alleles are not phased"},
                             {JobFault::too_many_alleles, "m.tsv:7: the row has 70000 alleles"},
                             {JobFault::row_too_long, "m.tsv:7: a record of this contig"}}));
  Bench bench(2);
  bench.collector->take(piece(0, {run(0, 3, 0, 5, 9)}, 3));
  Piece broken = piece(1, {run(0, 1, 0, 10, 10)}, 1, "bytes");
  broken.fault = c.fault;
  broken.scan = {FaultKind::bad_ref, 1, 2, 70'000, "R"};
  CHECK_THAT(error_text(error_of([&] {
               bench.collector->take(std::move(broken));
               return 0;
             })),
             Catch::StartsWith(c.message));
  CHECK(bench.written.empty());
}

TEST_CASE("behind blocks that were passed over both lines of an error are those of the file", "[collector]") {
  struct Case {
    ContigRun run;
    std::string message;
  };
  const auto c = GENERATE(
      values<Case>({{run(1, 2, 0, 8, 20), "m.tsv:7002: column 2 (POS): POS 8 comes after POS 9 of line 3006"},
                    {run(0, 2, 0, 8, 20),
                     "m.tsv:7002: column 1 (CHROM): contig \"1\" comes back, after its rows up to line 3004"}}));
  Bench bench(1, false, std::nullopt, true);
  bench.collector->take(piece(3, {run(0, 3, 0, 5, 9), run(1, 2, 3, 1, 9)}, 1000));
  CHECK_THAT(error_text(error_of([&] {
               bench.collector->take(piece(7, {c.run}, 1000));
               return 0;
             })),
             Catch::StartsWith(c.message));
}

TEST_CASE("a blank line at the end of a block keeps its line where later blocks are passed over", "[collector]") {
  Bench bench(1, false, std::nullopt, true);
  Piece blank = piece(3, {run(0, 3, 0, 5, 9)}, 1000);
  blank.first_blank = 999;
  bench.collector->take(std::move(blank));
  CHECK_THAT(error_text(error_of([&] {
               bench.collector->take(piece(7, {run(0, 1, 0, 10, 10)}, 1000));
               return 0;
             })),
             Catch::StartsWith("m.tsv:4001: a blank line"));
}

TEST_CASE("an order fault at the border comes before a later fault of the same block", "[collector]") {
  Bench bench;
  bench.collector->take(piece(0, {run(0, 3, 0, 5, 9)}, 3));
  Piece broken = piece(1, {run(0, 1, 0, 4, 4)}, 1);
  broken.fault = JobFault::row;
  broken.scan = {FaultKind::bad_ref, 1, 0, 0, "R"};
  CHECK_THAT(error_text(error_of([&] {
               bench.collector->take(std::move(broken));
               return 0;
             })),
             Catch::Contains("not sorted"));
}

TEST_CASE("a better explanation of an unforeseen contig is preferred, where no list should have it", "[collector]") {
  const bool listed = GENERATE(true, false);
  Bench bench(1, listed, Error(Exit::content, "it comes back"));
  Piece broken = piece(0, {}, 0);
  broken.fault = JobFault::unforeseen_contig;
  CHECK_THAT(error_text(error_of([&] {
               bench.collector->take(std::move(broken));
               return 0;
             })),
             Catch::Contains(listed ? "is not in list" : "it comes back"));
}

TEST_CASE("where blocks may be passed over a contig that comes back is explained, with a list too", "[collector]") {
  Bench bench(1, GENERATE(true, false), Error(Exit::content, "it comes back"), true);
  CHECK(error_text(error_of([&] {
          bench.collector->take(piece(3, {run(0, 1, 0, 5, 5), run(1, 1, 1, 5, 5), run(0, 1, 2, 9, 9)}, 3));
          return 0;
        })) == "it comes back");
}

TEST_CASE("another order than the list's is told once", "[collector]") {
  const bool listed = GENERATE(true, false);
  Bench bench(1, listed);
  bench.collector->take(piece(0, {run(2, 1, 0, 5, 5), run(1, 1, 1, 5, 5), run(0, 1, 2, 5, 5)}, 3));
  CHECK(bench.messages.size() == (listed ? 1U : 0U));
  if (listed) CHECK_THAT(bench.messages[0], Catch::Contains("\"2\" comes after \"3\"") && Catch::Contains("list"));
}

TEST_CASE("progress is told after each block, and never past the end", "[collector]") {
  Bench bench;
  bench.collector->take(piece(0, {run(0, 3, 0, 5, 9, 2)}, 3));
  bench.collector->take(piece(1, {}, 0));
  bench.collector->take(piece(2, {run(1, 3, 0, 5, 11, 1)}, 3));
  CHECK(bench.progress == std::vector<std::string>{"100/250 1:9 2", "200/250 1:9 2", "250/250 2:11 3"});
}

TEST_CASE("an account that does not close is a fault of ours", "[collector]") {
  Bench bench;
  Piece wrong = piece(0, {run(0, 3, 0, 5, 9, 2)}, 3);
  wrong.records = 1;
  bench.collector->take(std::move(wrong));
  CHECK(error_of([&] {
          bench.collector->finish();
          return 0;
        }).code() == Exit::internal);
}

}  // namespace matrix2vcf::testing
