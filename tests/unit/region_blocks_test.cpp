// SPDX-License-Identifier: MIT
// region_blocks_test - the blocks named are those that a walk over all rows finds, at any block size.
#include "read/region_blocks.hpp"

#include <algorithm>
#include <set>
#include <string>
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
      const std::vector<std::int64_t> blocks =
          region_blocks(source, matrix.body_begin, regions, static_cast<std::size_t>(block_bytes), first_position,
                        RowShape{}, std::stop_token());
      INFO("round " << round << ", blocks of " << block_bytes);
      REQUIRE(std::ranges::is_sorted(blocks));
      REQUIRE(std::ranges::adjacent_find(blocks) == blocks.end());
      REQUIRE(std::ranges::includes(blocks, needed));
      REQUIRE(std::ranges::includes(touched, blocks));
    }
  }
}

}  // namespace matrix2vcf::testing
