// SPDX-License-Identifier: MIT
// differential_fuzz - bytes become a matrix and its options: convert() writes what the slow reference writes, or
// refuses with its exit code and line; four threads write the bytes of one.
#include <pthread.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <matrix2vcf/matrix2vcf.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drawn_rows.hpp"
#include "fuzz.hpp"
#include "limits.hpp"
#include "read/inflate.hpp"
#include "read/source.hpp"
#include "reference.hpp"
#include "row_shape.hpp"
#include "sites/scan.hpp"
#include "test_files.hpp"
#include "text.hpp"

namespace matrix2vcf::fuzz {
namespace {

struct Case {
  reference::Request request;
  Format format = Format::vcf;
  std::size_t block_bytes = 0;
};

constexpr std::array<std::string_view, 6> name_ends{"a", "b", "", "_1", "_2", "hap1"};

std::string draw_names(Input& in, std::size_t columns) {
  std::string names;
  const std::uint32_t kind = in.byte();
  for (std::size_t i = 0; i < columns; ++i) {
    names += i == 0 ? "" : "\t";
    if (kind < 128)
      names += std::to_string(i / 2) + (i % 2 == 0 ? "a" : "b");
    else
      names += "s" + std::to_string(in.below(8)) + std::string(name_ends[kind % name_ends.size()]);
  }
  return names;
}

void draw_options(Input& in, Case& drawn) {
  reference::Request& request = drawn.request;
  constexpr std::array<Format, 8> formats{Format::vcf,    Format::vcf, Format::vcf,
                                          Format::vcf_gz, Format::bcf, Format::bcf_uncompressed,
                                          Format::table,  Format::vcf};
  constexpr std::array<std::size_t, 8> blocks{1, 16, 64, 100, 257, 1000, 4096, 1 << 20};
  const std::uint32_t kind = in.byte(), flags = in.byte(), more = in.byte();
  drawn.format = formats[kind % 8];
  drawn.block_bytes = blocks[kind / 8 % 8];
  request.table = drawn.format == Format::table;
  request.pairing =
      std::array{Pairing::by_name, Pairing::by_ploidy, Pairing::every_column, Pairing::by_name}[kind / 64];
  request.ploidy = static_cast<int>(1 + more % 4);
  if (flags % 4 != 3) request.gap = static_cast<Gap>(flags % 4);
  request.missing_to_reference = (flags & 4) != 0;
  request.half_call_missing = (flags & 8) != 0;
  request.bad_allele_missing = (flags & 16) != 0;
  request.trim_alt_alleles = (flags & 32) != 0;
  request.all_sites = (flags & 64) != 0;
  request.zero_based = (flags & 128) != 0;
  request.phase_pi = (more & 4) == 0;
  request.phase_ps = (more & 8) != 0;
  request.haploid_to_diploid = (more & 16) != 0;
  request.sort = (more & 32) != 0;
  if (more >= 192) request.contigs = more % 2 == 0 ? "chr10\t2000\n1\n" : "1\t70000\nchr10\n";
}

/// Regions at a row's POS or a little behind it, where there may be no row; none where a row has no such POS.
void add_regions(std::string_view rows, const std::vector<std::uint32_t>& places, reference::Request& request) {
  std::vector<reference::Place> of_rows;
  for (std::size_t end = 0; !places.empty() && !rows.empty(); rows.remove_prefix(end)) {
    end = std::min(rows.find('\n'), rows.size() - 1) + 1;
    const std::string_view chrom = field_at(rows.substr(0, end), 0);
    const auto position = parse_whole_number(field_at(rows.substr(0, end), 1));
    if (!is_contig_name(chrom) || !position || *position < 1 || *position > max_position - 64) return;
    of_rows.push_back({std::string(chrom), *position, *position});
  }
  for (const std::uint32_t place : of_rows.empty() ? std::vector<std::uint32_t>() : places) {
    reference::Place region = of_rows[place % 64 % of_rows.size()];
    region.begin += (request.zero_based ? 1 : 0) + place / 64 % 8;
    region.end = region.begin + place / 512 % 16;
    request.regions.push_back(std::move(region));
  }
}

Case draw(Input& in) {
  Case drawn;
  draw_options(in, drawn);
  const std::size_t columns = 1 + in.below(12);
  Text rows;
  const std::uint32_t kind = in.byte();
  std::vector<std::uint32_t> places(kind % 8 == 7 ? 1 + in.below(4) : 0);
  for (std::uint32_t& place : places) place = in.number();
  drawn.request.headerless = kind % 8 == 0;
  if (!drawn.request.headerless) drawn.request.matrix = "CHROM\tPOS\tREF\t" + draw_names(in, columns) + "\n";
  if (kind < 160)
    draw_rows(in, columns, rows);
  else
    rows.add(in.rest());
  drawn.request.matrix += rows.view();
  add_regions(rows.view(), places, drawn.request);
  constexpr std::size_t most_blocks = 40;  // hundreds take ten times as long as the rest of a case
  drawn.block_bytes = std::max(drawn.block_bytes, drawn.request.matrix.size() / most_blocks);
  return drawn;
}

struct Outcome {
  bool done = false;
  Exit code = Exit::done;
  std::string message;
  std::string bytes, text;
  bool operator==(const Outcome&) const = default;
};

/// ASan clears its notes on the whole stack of a thread that begins, which is 8 MiB else.
bool use_small_stacks() {
  pthread_attr_t attributes;
  return pthread_attr_init(&attributes) == 0 && pthread_attr_setstacksize(&attributes, std::size_t{512} << 10U) == 0 &&
         pthread_setattr_default_np(&attributes) == 0;
}

/// As convert() does it. What is wrong with a file that it leaves or does not leave ends the run.
Outcome run(const Case& drawn, int threads, const testing::Workspace& workspace) {
  const reference::Request& request = drawn.request;
  Options options;
  options.input = workspace.file("matrix.txt");
  options.output = workspace.file("out");
  options.headerless = request.headerless;
  options.pairing = request.pairing;
  options.ploidy = request.ploidy;
  options.gap = request.gap;
  options.missing_to_reference = request.missing_to_reference;
  options.half_call_missing = request.half_call_missing;
  options.bad_allele_missing = request.bad_allele_missing;
  options.trim_alt_alleles = request.trim_alt_alleles;
  options.all_sites = request.all_sites;
  options.zero_based = request.zero_based;
  options.phase_pi = request.phase_pi;
  options.phase_ps = request.phase_ps;
  options.haploid_to_diploid = request.haploid_to_diploid;
  options.sort = request.sort;
  if (request.sort) options.max_memory = std::size_t{64} << 10U;
  if (request.contigs) options.contigs = workspace.file("contigs.txt");
  for (const reference::Place& region : request.regions)
    options.regions += (options.regions.empty() ? "{" : ",{") + region.contig + "}:" + std::to_string(region.begin) +
                       "-" + std::to_string(region.end);
  options.format = drawn.format;
  options.index = IndexWish::no;
  options.threads = threads;
  options.block_bytes = drawn.block_bytes;
  Outcome outcome;
  std::filesystem::remove(options.output);
  try {
    const Summary summary = convert(options);
    require(summary.rows == summary.records + summary.invariant + summary.skipped.total());
    outcome.done = true;
  } catch (const Error& error) {
    outcome.code = error.code();
    outcome.message = error.what();
  }
  require(outcome.done == std::filesystem::exists(options.output));
  if (!outcome.done) return outcome;
  outcome.bytes = testing::read_file(options.output);
  outcome.text = testing::decode(options.output, drawn.format);
  return outcome;
}

/// What begins as gzip, BAM and others do is told to be that; the reference knows text alone.
bool is_text(std::string_view matrix) {
  if (is_gzip(matrix)) return false;
  try {
    for (const std::size_t mark : {0U, 3U}) refuse_other_formats(matrix.substr(std::min(mark, matrix.size())), "");
  } catch (const Error&) {
    return false;
  }
  return true;
}

/// Sorting sees the columns of every row before it looks into one: which of several errors comes first is its own.
void check(const Outcome& outcome, const reference::Answer& expected, bool sorted, const std::string& input) {
  require(outcome.done == !expected.failure);
  if (outcome.done) return require(outcome.text == expected.text);
  require(outcome.code == expected.failure->code);
  if (expected.failure->line == 0 || sorted) return;
  require(outcome.message.starts_with(input + ":" + std::to_string(expected.failure->line) + ": "));
}

}  // namespace
}  // namespace matrix2vcf::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace matrix2vcf;
  using namespace matrix2vcf::fuzz;
  static const testing::Workspace workspace;
  static const bool small = use_small_stacks();
  require(small);
  Input in(data, size);
  const Case drawn = draw(in);
  if (!is_text(drawn.request.matrix)) return 0;
  testing::write_file(workspace.file("matrix.txt"), drawn.request.matrix);
  if (drawn.request.contigs) testing::write_file(workspace.file("contigs.txt"), *drawn.request.contigs);
  // Rows outside the regions are held to little: which of their faults is seen depends on the blocks that are read.
  reference::Request whole = drawn.request;
  whole.regions.clear();
  if (!drawn.request.regions.empty() && reference::convert(whole).failure) return 0;
  const Outcome one = run(drawn, 1, workspace);
  if (one_in(4, data, size)) require(run(drawn, 4, workspace) == one);
  check(one, reference::convert(drawn.request), drawn.request.sort, workspace.file("matrix.txt"));
  return 0;
}
