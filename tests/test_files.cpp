// SPDX-License-Identifier: MIT
// test_files - see the header.
#include "test_files.hpp"

#include <htslib/bgzf.h>
#include <htslib/hts.h>
#include <htslib/kstring.h>
#include <htslib/vcf.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

namespace matrix2vcf::testing {

namespace fs = std::filesystem;

Workspace::Workspace() {
  std::string name = (fs::temp_directory_path() / "matrix2vcf_test_XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
  path_ = name;
}

Workspace::~Workspace() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path Workspace::output_folder() const {
  const fs::path folder = path_ / "out";
  fs::remove_all(folder);
  fs::create_directory(folder);
  return folder;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

void write_gzip(const std::string& path, const std::string& text) {
  const std::size_t half = text.size() / 2;
  const std::vector<std::pair<std::string, const char*>> members{{text.substr(0, half), "wb1"},
                                                                 {text.substr(half), "ab9"}};
  for (const auto& [member, mode] : members) {
    gzFile file = gzopen(path.c_str(), mode);
    const bool written =
        file != nullptr && (member.empty() || gzwrite(file, member.data(), static_cast<unsigned>(member.size())) > 0);
    if (!written || gzclose(file) != Z_OK) throw std::runtime_error("cannot write " + path);
  }
}

void write_bgzf(const std::string& path, const std::string& text, std::size_t block) {
  BGZF* file = bgzf_open(path.c_str(), "w");
  bool written = file != nullptr;
  for (std::size_t at = 0; written && at < text.size(); at += block) {
    const std::size_t length = std::min(block, text.size() - at);
    written = bgzf_write(file, text.data() + at, length) == static_cast<ssize_t>(length) && bgzf_flush(file) == 0;
  }
  if (!written || bgzf_close(file) != 0) throw std::runtime_error("cannot write " + path);
}

std::string inflate_file(const std::string& path) {
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) throw std::runtime_error("cannot read " + path);
  std::string text;
  std::vector<char> buffer(1 << 16);
  int count = 0;
  while ((count = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0) {
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  if (gzclose(file) != Z_OK || count < 0) throw std::runtime_error("damaged: " + path);
  return text;
}

Pipe::Pipe(const std::string& text) {
  if (pipe(ends_) != 0) throw std::runtime_error("cannot make a pipe");
  writer_ = std::thread([this, &text] { fill(text); });
}

Pipe::~Pipe() {
  close(ends_[0]);  // a writer that waits for a reader gets an error now
  writer_.join();
}

void Pipe::fill(const std::string& text) const {
  std::size_t at = 0;
  while (at < text.size()) {
    const ssize_t count = write(ends_[1], text.data() + at, text.size() - at);
    if (count <= 0) break;  // nobody reads any more: the conversion ended with an error
    at += static_cast<std::size_t>(count);
  }
  close(ends_[1]);
}

std::string decode_bcf(const std::string& path) {
  struct Close {
    void operator()(htsFile* file) const { hts_close(file); }
    void operator()(bcf_hdr_t* header) const { bcf_hdr_destroy(header); }
    void operator()(bcf1_t* record) const { bcf_destroy(record); }
    void operator()(kstring_t* text) const {
      ks_free(text);
      delete text;
    }
  };
  const std::unique_ptr<htsFile, Close> file(hts_open(path.c_str(), "r"));
  const std::unique_ptr<bcf_hdr_t, Close> header(file ? bcf_hdr_read(file.get()) : nullptr);
  if (!header) throw std::runtime_error("htslib cannot read " + path);
  const std::unique_ptr<kstring_t, Close> text(new kstring_t{0, 0, nullptr});
  const std::unique_ptr<bcf1_t, Close> record(bcf_init());
  if (bcf_hdr_format(header.get(), 0, text.get()) != 0) throw std::runtime_error("htslib cannot format the header");
  int state = 0;
  while ((state = bcf_read(file.get(), header.get(), record.get())) == 0) {
    if (record->errcode != 0 || vcf_format(header.get(), record.get(), text.get()) != 0) {
      throw std::runtime_error("htslib finds fault with a record of " + path);
    }
  }
  if (state != -1) throw std::runtime_error("htslib cannot read all records of " + path);
  return {text->s, text->l};
}

std::string decode(const std::string& path, Format format) {
  const bool binary = format == Format::bcf || format == Format::bcf_uncompressed;
  const std::string text = binary ? decode_bcf(path) : inflate_file(path);
  std::istringstream lines(text);
  std::string result;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t description = line.find("Description=\"");
    if (line.starts_with("##") && description != std::string::npos) {
      line.erase(description + 13, line.rfind('"') - description - 13);
    }
    result += line + "\n";
  }
  if (!text.empty() && text.back() != '\n') result += "(no newline at the end)\n";
  return result;
}

}  // namespace matrix2vcf::testing
