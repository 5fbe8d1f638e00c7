// SPDX-License-Identifier: MIT
#include "read/sorted_text.hpp"

#include <algorithm>
#include <cstring>
#include <matrix2vcf/error.hpp>
#include <memory>
#include <new>

#include "read/sort_files.hpp"
#include "read/sort_merge.hpp"
#include "read/sort_runs.hpp"

namespace matrix2vcf {

namespace {

constexpr std::size_t least_memory = std::size_t{4} << 10;

// What one write to a temporary file takes: a larger one is no faster.
constexpr std::size_t most_write_bytes = std::size_t{1} << 20;

std::unique_ptr<char[]> allocate(std::size_t bytes) try {
  return std::unique_ptr<char[]>(new char[bytes]);
} catch (const std::bad_alloc&) {
  throw Error(Exit::resources, "could not get " + std::to_string(bytes) + " bytes of memory for sorting",
              "let it take less: --max-mem SIZE");
}

}  // namespace

std::int64_t SortedText::original_line(std::int64_t sorted_line) const {
  std::uint64_t line = 0;
  char bytes[number_bytes];
  read_back(lines.get(), bytes, sizeof bytes, (sorted_line - 1) * static_cast<std::int64_t>(number_bytes));
  std::memcpy(&line, bytes, sizeof line);
  return static_cast<std::int64_t>(line);
}

SortedText sort_text(Source& source, Head& head, const SortPlan& plan, const std::stop_token& stop) {
  const std::size_t total = std::max(plan.max_memory, least_memory) / key_bytes * key_bytes;
  const std::size_t for_writing = std::min(total / 8, most_write_bytes) / key_bytes * key_bytes;
  const std::unique_ptr<char[]> bytes = allocate(total);
  Bytes memory(bytes.get(), total);
  const Bytes write_memory = cut_front(memory, for_writing);

  RunFiles files(plan.folder, stop, write_memory);
  SortedText sorted;
  sorted.contigs = make_runs(source, head, plan, stop, memory, files);
  files.finish();
  while (files.runs().size() > 1) files = merge_pass(files, plan, stop, write_memory, memory);
  sorted.text = files.release_text();
  sorted.lines = files.release_lines();
  sorted.rows = files.rows();
  return sorted;
}

}  // namespace matrix2vcf
