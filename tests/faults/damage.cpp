// SPDX-License-Identifier: MIT
// damage - convert gzip and BGZF matrices that are cut at every byte or have any one bit flipped, and matrices whose
// index is: a run may fail, or give the rows of the whole file; never others with exit 0.
//
// Usage: m2v_damage [--long]; without it every 211th cut and every 61st flip. Works in memory (/dev/shm) where it can,
// else under $TMPDIR. Prints what was tried and how it ended, and exits 1 at the first output of other rows.
#include <htslib/tbx.h>
#include <zlib.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <functional>
#include <future>
#include <iostream>
#include <map>
#include <matrix2vcf/matrix2vcf.hpp>
#include <random>
#include <stdexcept>
#include <string>

#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

/// 2 contigs, so that a region leaves something out; few but long alleles, that deflate finds little in and a run is
/// soon through with.
std::string random_text(std::size_t rows) {
  std::mt19937 random(1);
  std::string text = "CHROM\tPOS\tREF\ta_1\ta_2\tb_1\tb_2\n";
  for (std::size_t row = 0; row < rows; ++row) {
    text += (row < rows / 2 ? "chr1\t" : "chr2\t") + std::to_string(100 * row + random() % 100 + 1) + "\tA\tA";
    for (int cell = 0; cell < 3; ++cell) {
      text += '\t';
      for (int base = 0; base < 50; ++base) text += "ACGT"[random() % 4];
    }
    text += '\n';
  }
  return text;
}

/// One member: where a file of several is cut between two of them, nothing can tell.
void write_member(const std::string& path, const std::string& text) {
  gzFile file = gzopen(path.c_str(), "wb6");
  if (file == nullptr || gzwrite(file, text.data(), static_cast<unsigned>(text.size())) <= 0 || gzclose(file) != Z_OK)
    throw std::runtime_error("cannot write " + path);
}

/// How a run ended: the decoded output, or the exit code of its error.
struct Ended {
  Exit code = Exit::done;
  std::string output;
};

class Damage {
 public:
  explicit Damage(bool all) : all_(all) {}

  /// Every cut, and every flip, of `file`, which a run with `options` reads; allowed is what the whole one gives.
  void cuts(const std::string& name, const Options& options, const std::string& file) const {
    const std::size_t points = std::filesystem::file_size(file);
    each(name + ", cut", points, all_ ? 1 : 211, options, file,
         [](std::string& bytes, std::size_t at) { bytes.resize(at); });
  }

  void flips(const std::string& name, const Options& options, const std::string& file) const {
    const std::size_t points = 8 * std::filesystem::file_size(file);
    each(name + ", bit flipped", points, all_ ? 1 : 61, options, file, [](std::string& bytes, std::size_t bit) {
      bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
    });
  }

  [[nodiscard]] std::string file(const std::string& name) const { return workspace_.file(name); }

 private:
  Ended run(Options options) const {
    Ended ended;
    const std::filesystem::path folder = workspace_.output_folder();
    options.output = (folder / "out.vcf").string();
    try {
      convert(options);
      ended.output = read_file(options.output);
    } catch (const Error& error) {
      ended.code = error.code();
      if (!std::filesystem::is_empty(folder)) throw std::runtime_error("a failed run left a file behind");
    }
    return ended;
  }

  void each(const std::string& name, std::size_t points, std::size_t step, Options options, const std::string& file,
            const std::function<void(std::string&, std::size_t)>& damage) const {
    options.block_bytes = std::size_t{64} << 10;  // several blocks, for the threads
    const std::string whole = read_file(file);
    for (const int threads : {0, 2}) {
      options.threads = threads;
      const std::string rows = run(options).output;
      if (rows.empty()) throw std::runtime_error(name + ": the whole file fails");
      std::map<int, std::size_t> ends;
      std::size_t tried = 0;
      for (std::size_t at = 0; at < points; at += step, ++tried) {
        std::string damaged = whole;
        damage(damaged, at);
        write_file(file, damaged);
        const Ended ended = run(options);
        ++ends[static_cast<int>(ended.code)];
        if (ended.code == Exit::done && ended.output != rows)
          throw std::runtime_error(name + " at " + std::to_string(at) + ", threads " + std::to_string(threads) +
                                   ": exit 0 with other rows");
        if (ended.code == Exit::internal) throw std::runtime_error(name + " at " + std::to_string(at) + ": exit 255");
      }
      std::string figure = "figure: " + name + ", threads " + std::to_string(threads) + ": " + std::to_string(tried) +
                           " of " + std::to_string(points) + " places;";
      for (const auto& [code, count] : ends) figure += " exit " + std::to_string(code) + ": " + std::to_string(count);
      std::cout << figure + "; other rows: 0\n" << std::flush;
      write_file(file, whole);
    }
  }

  Workspace workspace_;
  bool all_;
};

void damage_matrix(bool bgzf, bool all) {
  const Damage damage(all);
  Options options;
  options.input = damage.file("matrix");
  const auto write = [&](std::size_t rows, std::size_t block) {
    bgzf ? write_bgzf(options.input, random_text(rows), block) : write_member(options.input, random_text(rows));
    return std::to_string(std::filesystem::file_size(options.input)) + (bgzf ? " bytes of BGZF" : " bytes of gzip");
  };
  damage.cuts(write(1230, 0xff00), options, options.input);
  damage.flips(write(73, 4000), options, options.input);
}

void damage_index(const char* suffix, int shift, bool all) {
  const Damage damage(all);
  Options options;
  options.input = damage.file("matrix");
  options.regions = "chr2:300000-330000";
  write_bgzf(options.input, random_text(5000), 4000);
  const tbx_conf_t columns = {TBX_GENERIC, 1, 2, 2, '#', 1};
  const std::string index = options.input + suffix;
  if (tbx_index_build3(options.input.c_str(), index.c_str(), shift, 0, &columns) != 0)
    throw std::runtime_error("cannot make " + index);
  const std::string name = std::to_string(std::filesystem::file_size(index)) + " bytes of " + suffix;
  damage.cuts(name, options, index);
  damage.flips(name, options, index);
}

void run_all(bool all) {
  auto gzip = std::async(std::launch::async, damage_matrix, false, all);
  damage_matrix(true, all);
  damage_index(".tbi", 0, all);
  damage_index(".csi", 14, all);
  gzip.get();
}

}  // namespace
}  // namespace matrix2vcf::testing

int main(int argc, char** argv) try {
  const bool all = argc == 2 && std::string(argv[1]) == "--long";
  if (argc != (all ? 2 : 1)) throw std::runtime_error("usage: m2v_damage [--long]");
  if (std::filesystem::is_directory("/dev/shm")) setenv("TMPDIR", "/dev/shm", 0);
  matrix2vcf::testing::run_all(all);
  return 0;
} catch (const std::exception& error) {
  std::cerr << "FAILED: " << error.what() << "\n";
  return 1;
}
