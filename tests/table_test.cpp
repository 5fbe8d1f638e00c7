// SPDX-License-Identifier: MIT
// table_test - with -0 the haplotype table is the original program's, to the byte but for the order inside ALT.
#include <algorithm>
#include <catch2/catch.hpp>
#include <matrix2vcf/matrix2vcf.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

const std::string data = MATRIX2VCF_TEST_DATA "/original/";

std::string sorted_list(const std::string& list) {
  std::vector<std::string> items;
  std::istringstream stream(list);
  for (std::string item; std::getline(stream, item, ',');) items.push_back(item);
  std::sort(items.begin(), items.end());
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ",") + item;
  return text;
}

/// The table with the alleles of each `alt`, the fourth column, in alphabetical order; nothing else is touched.
std::string with_sorted_alt(const std::string& table) {
  std::string result;
  std::size_t at = 0;
  while (at < table.size()) {
    const std::size_t line_end = std::min(table.find('\n', at), table.size() - 1);
    std::size_t alt = at;
    for (int tabs = 0; tabs < 3; ++tabs) alt = table.find('\t', alt) + 1;
    const std::size_t alt_end = table.find('\t', alt);
    result += table.substr(at, alt - at) + sorted_list(table.substr(alt, alt_end - alt)) +
              table.substr(alt_end, line_end + 1 - alt_end);
    at = line_end + 1;
  }
  return result;
}

std::string convert_to_table(const std::string& name, int threads, std::size_t block_bytes) {
  const Workspace workspace;
  Options options;
  options.input = data + name + ".matrix.tsv";
  options.output = workspace.file("table.tsv");
  options.header = data + "header.txt";
  options.pairing = Pairing::from_file;
  options.pairs = data + "pairs.txt";
  options.missing_to_reference = true;
  options.format = Format::table;
  options.threads = threads;
  options.block_bytes = block_bytes;
  convert(options);
  return read_file(options.output);
}

}  // namespace

TEST_CASE("the haplotype table with -0 is the original program's", "[table]") {
  const auto name = GENERATE(as<std::string>{}, "letters", "indels", "contigs");
  const auto threads = GENERATE(0, 2);
  const auto block_bytes = GENERATE(as<std::size_t>{}, 1, 500, std::size_t{4} << 20);
  INFO(name << ", threads " << threads << ", block_bytes " << block_bytes);
  CHECK(with_sorted_alt(convert_to_table(name, threads, block_bytes)) ==
        with_sorted_alt(read_file(data + name + ".expected.tsv")));
}

}  // namespace matrix2vcf::testing
