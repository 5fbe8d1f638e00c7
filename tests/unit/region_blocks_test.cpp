// SPDX-License-Identifier: MIT
// region_blocks_test - the blocks named are those that a walk over all rows finds, at any block size.
#include "read/region_blocks.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <matrix2vcf/error.hpp>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "helpers.hpp"
#include "random_matrix.hpp"
#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

struct Row {
  std::string chrom;
  std::int64_t position, begin, end;
};

struct Matrix {
  std::string text = "CHROM\tPOS\tREF\ta\tb\n";
  std::int64_t body_begin = static_cast<std::int64_t>(text.size());
  std::vector<Row> rows;
};

Matrix random_matrix(Dice& dice) {
  Matrix matrix;
  for (std::int64_t contig = dice.between(1, 4); contig > 0; --contig) {
    std::int64_t position = dice.between(0, 5);
    for (std::int64_t rows = dice.between(1, 30); rows > 0; --rows) {
      const auto begin = static_cast<std::int64_t>(matrix.text.size());
      const std::string chrom = "chr" + std::to_string(contig);
      matrix.text += chrom + "\t" + std::to_string(position) + "\tA\t" + std::string(1 + dice.below(40), 'C') + "\n";
      matrix.rows.push_back({chrom, position, begin, static_cast<std::int64_t>(matrix.text.size())});
      position += dice.percent(20) ? 0 : dice.between(1, 9);
    }
  }
  return matrix;
}

/// One that no row belongs to is among them, at times.
std::vector<Region> random_regions(Dice& dice) {
  std::vector<Region> regions;
  for (int contig = 5; contig > 0; --contig) {
    if (dice.percent(40)) continue;
    Region region{"chr" + std::to_string(contig), {}, 0};
    std::int64_t begin = dice.between(1, 60);
    for (std::int64_t left = dice.between(1, 5); left > 0; --left) {
      const std::int64_t end = begin + dice.between(0, 20);
      region.intervals.push_back({begin, end});
      begin = end + dice.between(2, 40);
    }
    regions.push_back(std::move(region));
  }
  return regions;
}

bool is_chosen(const Row& row, const std::vector<Region>& regions, std::int64_t first_position) {
  const std::int64_t position = row.position + 1 - first_position;
  return std::ranges::any_of(regions, [&](const Region& region) {
    return region.contig == row.chrom && std::ranges::any_of(region.intervals, [&](const Interval& interval) {
             return interval.begin <= position && position <= interval.end;
           });
  });
}

bool all_have_rows(const Matrix& matrix, const std::vector<Region>& regions) {
  return std::ranges::all_of(regions, [&](const Region& region) {
    return std::ranges::any_of(matrix.rows, [&](const Row& row) { return row.chrom == region.contig; });
  });
}

/// How often a thread of this process has read; nothing where the kernel does not count that.
std::optional<std::int64_t> reads_of(pid_t thread) {
  std::ifstream counts("/proc/self/task/" + std::to_string(thread) + "/io");
  std::string name;
  for (std::int64_t count = 0; counts >> name >> count;)
    if (name == "syscr:") return count;
  return std::nullopt;
}

/// Rows at 100,000, 100,002 and so on.
std::string even_rows(int count) {
  std::string text;
  for (int row = 0; row < count; ++row) text += "1\t" + std::to_string(100000 + 2 * row) + "\tA\tC\n";
  return text;
}

/// Every odd POS, each for itself.
std::vector<Interval> odd_places(std::int64_t begin, std::int64_t end) {
  std::vector<Interval> places;
  for (std::int64_t at = begin | 1; at < end; at += 2) places.push_back({at, at});
  return places;
}

}  // namespace

TEST_CASE("region_blocks leaves out no block where a chosen row begins, and names none without a byte of one",
          "[region_blocks]") {
  const Workspace workspace;
  Dice dice(5);
  for (int round = 0; round < 300; ++round) {
    const Matrix matrix = random_matrix(dice);
    write_file(workspace.file("matrix"), matrix.text);
    const Source source(workspace.file("matrix"), {});
    const std::vector<Region> regions = random_regions(dice);
    const std::int64_t first_position = dice.between(0, 1);
    for (const std::int64_t block_bytes : {1, 7, 64, 300, 100000}) {
      std::set<std::int64_t> needed, touched;
      for (const Row& row : matrix.rows) {
        if (!is_chosen(row, regions, first_position)) continue;
        needed.insert(row.begin / block_bytes);
        for (std::int64_t block = row.begin / block_bytes; block <= (row.end - 1) / block_bytes; ++block)
          touched.insert(block);
      }
      const std::optional<std::vector<std::int64_t>> found =
          region_blocks(source, matrix.body_begin, regions, static_cast<std::size_t>(block_bytes), first_position,
                        RowShape{}, std::stop_token());
      INFO("round " << round << ", blocks of " << block_bytes);
      REQUIRE(found.has_value() == all_have_rows(matrix, regions));
      if (!found) continue;
      const std::vector<std::int64_t>& blocks = *found;
      REQUIRE(std::ranges::is_sorted(blocks));
      REQUIRE(std::ranges::adjacent_find(blocks) == blocks.end());
      REQUIRE(std::ranges::includes(blocks, needed));
      REQUIRE(std::ranges::includes(touched, blocks));
    }
  }
}

TEST_CASE("region_blocks looks once at a gap between rows, however many places are in it", "[region_blocks]") {
  const Workspace workspace;
  write_file(workspace.file("matrix"), even_rows(1000) + "1\t300000\tA\tC\n2\t5\tA\tC\n");
  const Source source(workspace.file("matrix"), {});
  std::vector<Interval> places = odd_places(1, 100000);
  for (const Interval& place : odd_places(102000, 400000)) places.push_back(place);
  places.insert(std::ranges::upper_bound(places, 300000, {}, &Interval::begin), {300000, 300000});
  const std::vector<Region> regions{{"1", places, 0}};
  const auto before = reads_of(gettid());
  const std::vector<std::int64_t> blocks = region_blocks(source, 0, regions, 100, 1, RowShape{}, {}).value();
  const auto after = reads_of(gettid());
  const std::int64_t row = std::ssize(even_rows(1000));
  CHECK(blocks == std::vector<std::int64_t>{row / 100});
  if (!before || !after) return;
  CHECK(*after - *before < 300);
}

TEST_CASE("region_blocks trusts no order that it has seen broken", "[region_blocks]") {
  const Workspace workspace;
  const auto rows = [](const std::string& contig, int first, int last) {
    std::string text;
    for (int position = first; position <= last; ++position)
      text += contig + "\t" + std::to_string(position) + "\tA\tC\n";
    return text;
  };
  const auto blocks = [&](const std::string& text, const std::string& contig, std::int64_t begin, std::int64_t end) {
    write_file(workspace.file("matrix"), text);
    const Source source(workspace.file("matrix"), {});
    return region_blocks(source, 0, std::vector<Region>{{contig, {{begin, end}}, 0}}, 4096, 1, RowShape{}, {});
  };
  const std::string swapped = rows("1", 30001, 40000) + rows("1", 1, 30000);
  for (const std::int64_t position : {1, 100, 29999, 35000, 40000})
    CHECK_FALSE(blocks(swapped, "1", position, position));
  CHECK_FALSE(blocks(rows("1", 30001, 40000) + rows("1", 20001, 30000), "1", 25000, 25000));
  CHECK_FALSE(blocks("1\t5\tA\tC\n1\t3\tA\tC\n", "1", 5, 5));
  CHECK_FALSE(
      blocks(rows("1", 1, 9000) + rows("2", 1, 500) + rows("1", 9001, 9900) + rows("3", 1, 9), "1", 9500, 9500));
  CHECK_FALSE(blocks(rows("1", 1, 9000), "2", 1, 9));  // perhaps between two rows of the other
  CHECK(blocks(rows("1", 1, 9000) + rows("2", 1, 500), "1", 9001, 9002)->empty());
}

TEST_CASE("region_blocks stops when it is told to", "[region_blocks]") {
  constexpr int rows = 200000;  // a gap to look at behind each: for seconds
  const Workspace workspace;
  write_file(workspace.file("matrix"), even_rows(rows));
  const Source source(workspace.file("matrix"), {});
  const std::vector<Region> regions{{"1", odd_places(100000, 100000 + 2 * rows), 0}};
  const pid_t thread = gettid();
  const auto before = reads_of(thread);
  if (!before) return;
  std::stop_source stop;
  const std::jthread stopper([&](const std::stop_token& end) {
    while (!end.stop_requested() && reads_of(thread).value_or(0) < *before + 1000) std::this_thread::yield();
    stop.request_stop();
  });
  CHECK_THROWS_AS(region_blocks(source, 0, regions, 4096, 1, RowShape{}, stop.get_token()), Stopped);
}

}  // namespace matrix2vcf::testing
