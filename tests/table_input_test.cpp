// SPDX-License-Identifier: MIT
// table_input_test - random haplotype tables through convert(): in every dialect the records that a plain reader of the
// rows expects, whatever the threads and the blocks; and a table becomes a table with the same rows.
#include <algorithm>
#include <catch2/catch.hpp>
#include <matrix2vcf/matrix2vcf.hpp>
#include <optional>
#include <string>
#include <vector>

#include "random_matrix.hpp"
#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

using Strings = std::vector<std::string>;

struct Genotype {
  Strings alleles{".", "."};
  std::string block = ".";
  bool phased = true;
};

struct Row {
  std::string chrom;
  std::int64_t pos = 0;
  Strings listed;  // REF first
  std::vector<Genotype> samples;
};

enum class Dialect { original, first_extender, extender, panel, phase_rb, simplify, simplify_numbers };

std::string join(const Strings& parts, const std::string& separator) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "" : separator) + parts[i];
  return text;
}

std::vector<Row> random_rows(Dice& dice, std::size_t samples) {
  static const Strings alleles{"A", "C", "G", "T", "AT", "GTT", "*"};
  std::vector<Row> rows;
  for (const std::string contig : {"2", "chr:5%"}) {
    std::int64_t pos = dice.between(1, 100);
    for (std::size_t count = dice.below(40); count > 0; --count, pos += dice.between(0, 50)) {
      Row row{contig, pos, alleles, std::vector<Genotype>(samples)};
      dice.shuffle(row.listed);
      if (row.listed[0] == "*") std::swap(row.listed[0], row.listed[1]);
      row.listed.resize(1 + dice.below(4));
      const std::size_t missing = dice.pick(std::vector<std::size_t>{0, 20, 80});
      for (Genotype& genotype : row.samples) {
        if (dice.percent(missing)) continue;
        genotype.block = dice.pick(Strings{"1", "1.0", "13424", ".", "7"});
        genotype.phased = genotype.block != "." || dice.percent(50);
        for (std::string& allele : genotype.alleles)
          allele = dice.percent(3) ? "." : dice.percent(90) ? dice.pick(row.listed) : "TTTTT";
      }
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

std::string cell(const Genotype& genotype, const Row& row, Dialect dialect) {
  if (genotype.alleles == Strings{".", "."}) return ".";
  Strings alleles = genotype.alleles;
  for (std::string& allele : alleles) {
    const auto listed = std::ranges::find(row.listed, allele);
    if (dialect == Dialect::simplify_numbers && listed != row.listed.end())
      allele = std::to_string(listed - row.listed.begin());
    if (dialect == Dialect::original && allele == "*") allele = "-";
  }
  return join(alleles, genotype.phased ? "|" : "/");
}

std::string table_text(const std::vector<Row>& rows, std::size_t samples, Dialect dialect) {
  static const Strings heads{"contig\tpos\tref\talt",        "contig\tpos\tref\tall-alleles\tall-freq",
                             "CHROM\tPOS\tREF\tall-alleles", "CHROM\tPOS\tREF\tALT",
                             "CHROM\tPOS\tall-alleles",      "CHROM\tPOS\tRefAndAlts",
                             "CHROM\tPOS\tRefAndAlts"};
  const std::string separator = dialect <= Dialect::first_extender ? "_" : ":";
  const std::string genotype_name = dialect >= Dialect::simplify ? "PGal" : "PG_al";
  std::string text = heads[static_cast<std::size_t>(dialect)];
  for (std::size_t i = 0; i < samples; ++i)
    text += "\ts" + std::to_string(i) + separator + "PI\ts" + std::to_string(i) + separator + genotype_name;
  text += '\n';
  for (const Row& row : rows) {
    Strings listed = row.listed;
    if (dialect == Dialect::original || dialect == Dialect::panel) listed.erase(listed.begin());
    if (dialect == Dialect::original) std::ranges::replace(listed, std::string("*"), std::string("-"));
    text += row.chrom + '\t' + std::to_string(row.pos);
    if (dialect < Dialect::phase_rb) text += '\t' + row.listed[0];
    text += '\t' + (listed.empty() ? "." : join(listed, ","));
    if (dialect == Dialect::first_extender) text += "\t0.7,0.3";
    for (const Genotype& genotype : row.samples) text += '\t' + genotype.block + '\t' + cell(genotype, row, dialect);
    text += '\n';
  }
  return text;
}

/// The record of a row, or nothing where it has no ALT.
std::string record(const Row& row, const Options& options, std::int64_t& missing_cells) {
  const bool star = options.gap == Gap::star;
  Strings alleles;
  const auto add = [&](const std::string& allele) {
    const bool is_allele = allele != "." && (allele != "*" || star);
    if (is_allele && std::ranges::find(alleles, allele) == alleles.end()) alleles.push_back(allele);
  };
  for (const std::string& allele : row.listed) add(allele);
  for (const Genotype& genotype : row.samples)
    for (const std::string& allele : genotype.alleles) add(allele);
  if (alleles.size() == 1 && !options.all_sites) return "";

  std::vector<std::int64_t> counts(alleles.size());
  std::int64_t called = 0;
  std::string cells;
  for (const Genotype& genotype : row.samples) {
    Strings codes;
    for (const std::string& allele : genotype.alleles) {
      const auto found = std::ranges::find(alleles, allele);
      codes.push_back(found == alleles.end() ? "." : std::to_string(found - alleles.begin()));
      if (found == alleles.end()) {
        ++missing_cells;
        continue;
      }
      ++called;
      ++counts[static_cast<std::size_t>(found - alleles.begin())];
    }
    const bool any = codes != Strings{".", "."};
    const bool phased = genotype.phased || genotype.alleles == Strings{".", "."};  // the table has a single . there
    cells += '\t' + join(codes, phased ? "|" : "/");
    if (options.phase_pi) cells += ':' + (any ? genotype.block : ".");
    if (options.phase_ps) cells += ':' + (any ? genotype.block.substr(0, genotype.block.find(".0")) : ".");
  }
  std::string info = "AN=" + std::to_string(called);
  if (alleles.size() > 1) {
    Strings alternative_counts;
    for (std::size_t i = 1; i < counts.size(); ++i) alternative_counts.push_back(std::to_string(counts[i]));
    info = "AC=" + join(alternative_counts, ",") + ";" + info;
  }
  const Strings alternatives(alleles.begin() + 1, alleles.end());
  return row.chrom + '\t' + std::to_string(row.pos) + "\t.\t" + alleles[0] + '\t' +
         (alternatives.empty() ? "." : join(alternatives, ",")) + "\t.\t.\t" + info + "\tGT" +
         (options.phase_pi ? ":PI" : "") + (options.phase_ps ? ":PS" : "") + cells + '\n';
}

std::string without_header(const std::string& text) {
  const std::size_t names = text.find("#CHROM");
  return text.substr(text.find('\n', names == std::string::npos ? 0 : names) + 1);
}

}  // namespace

TEST_CASE("a table of any dialect becomes the records that its rows say", "[table_input]") {
  const Workspace workspace;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    Dice dice(seed);
    const std::size_t samples = 1 + dice.below(8);
    const std::vector<Row> rows = random_rows(dice, samples);
    const auto dialect = static_cast<Dialect>(dice.below(7));
    const std::string text = table_text(rows, samples, dialect);
    INFO("seed " << seed << "\n" << text);

    Options options;
    options.input_format = InputFormat::table;
    options.gap = dice.pick(std::vector<Gap>{Gap::missing, Gap::star});
    options.all_sites = dice.percent(30);
    options.phase_pi = dice.percent(70);
    options.phase_ps = dice.percent(50);
    options.format = dice.pick(std::vector<Format>{Format::vcf, Format::vcf_gz, Format::bcf});
    std::string expected;
    std::int64_t missing_cells = 0;
    for (const Row& row : rows) {
      std::int64_t missing = 0;
      const std::string line = record(row, options, missing);
      expected += line;
      missing_cells += line.empty() ? 0 : missing;
    }
    for (const std::size_t block_bytes : {std::size_t{1}, std::size_t{300}, std::size_t{4} << 20}) {
      write_file(workspace.file("table"), text);
      std::optional<Pipe> pipe;
      if (dice.percent(50)) pipe.emplace(text);
      options.input = pipe ? pipe->path() : workspace.file("table");
      options.output = workspace.file("out");
      options.block_bytes = block_bytes;
      options.threads = static_cast<int>(dice.below(3));
      options.index = IndexWish::no;
      const Summary summary = convert(options);
      REQUIRE(without_header(decode(options.output, *options.format)) == expected);
      CHECK(summary.rows == static_cast<std::int64_t>(rows.size()));
      CHECK(summary.missing_cells == missing_cells);
      CHECK(summary.samples == samples);
    }
  }
}

TEST_CASE("a table becomes a table with the same rows", "[table_input]") {
  const Workspace workspace;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Dice dice(seed);
    const std::size_t samples = 1 + dice.below(8);
    std::vector<Row> rows = random_rows(dice, samples);
    for (Row& row : rows)
      for (Genotype& genotype : row.samples) {
        const auto is_unwritten = [&](const std::string& allele) {
          return allele == "." || std::ranges::find(row.listed, allele) == row.listed.end();
        };
        if (std::ranges::any_of(genotype.alleles, is_unwritten)) genotype = {};
        if (!genotype.phased) genotype.block = ".";
      }
    Options options;
    options.input_format = InputFormat::table;
    options.input = workspace.file("table");
    options.output = workspace.file("out");
    options.format = Format::table;
    options.all_sites = true;
    options.block_bytes = dice.pick(std::vector<std::size_t>{1, 300, 4'000'000});
    for (const auto& [dialect, table] :
         {std::pair(Dialect::original, TableDialect::original), std::pair(Dialect::extender, TableDialect::extender),
          std::pair(Dialect::panel, TableDialect::panel)}) {
      const std::string text = table_text(rows, samples, dialect);
      INFO("seed " << seed << "\n" << text);
      write_file(options.input, text);
      options.table = table;
      convert(options);
      REQUIRE(read_file(options.output) == text);
    }
  }
}

}  // namespace matrix2vcf::testing
