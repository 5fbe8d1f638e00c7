// SPDX-License-Identifier: MIT
#include "read/reference.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <matrix2vcf/error.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "limits.hpp"
#include "read/source.hpp"
#include "text.hpp"
#include "write/htslib.hpp"

namespace matrix2vcf {

namespace {

// Bases that are fetched at a time: a BGZF block of them, so that few are decompressed twice.
constexpr std::int64_t window_bases = std::int64_t{64} << 10;

std::string index_of(const std::string& path) { return path + ".fai"; }
std::string block_index_of(const std::string& path) { return path + ".gzi"; }

bool exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

std::string index_cure(const std::string& path) { return "samtools faidx " + printable(path); }

[[noreturn]] void fail_index(const std::string& path, int error) {
  throw Error(Exit::input,
              shown_path(path) + " has no index, and none could be made beside it: " + std::strerror(error),
              index_cure(path) + " where the folder can be written");
}

// True for BGZF. Throws where the file cannot be read at random.
bool is_bgzf_file(const std::string& path, const std::stop_token& stop) {
  if (path == "-") throw Error(Exit::usage, "a reference needs a file: standard input cannot be read at random");
  if (!RawInput(path, stop).is_file())
    throw Error(Exit::input, shown_path(path) + " is no regular file: it cannot be read at random");
  const HtsReader file = with_memory([&] { return HtsReader(bgzf_open(plain_path(path).c_str(), "r")); });
  if (file == nullptr) throw Error(Exit::input, "could not read " + shown_path(path) + ": " + std::strerror(errno));
  constexpr int plain_gzip = 1;
  const int compression = bgzf_compression(file.get());
  if (compression == plain_gzip)
    throw Error(Exit::content, shown_path(path) + " is compressed by gzip, which cannot be read at random",
                "gunzip it, and compress it by bgzip instead");
  if (compression > plain_gzip && bgzf_check_EOF(file.get()) == 0)
    throw Error(Exit::input, shown_path(path) + ": the BGZF end-of-file block is missing: the file is truncated",
                "copy it again; bgzip -t tells more");
  return compression > plain_gzip;
}

// htslib would make an index of a FASTQ, too.
void require_fasta(const std::string& path, const std::stop_token& stop) {
  Source source(path, stop);
  char first = '\n';
  while ((first == '\n' || first == '\r') && source.read(&first, 1) == 1) {
  }
  if (first != '>') throw Error(Exit::content, shown_path(path) + " is no FASTA: it does not begin with \">\"");
}

// Why htslib could make no index: a read to the end throws where the file is damaged. `error`: errno, or 0.
[[noreturn]] void explain_no_index(const std::string& path, int error, const std::stop_token& stop) {
  Source source(path, stop);
  std::string text(std::size_t{64} << 10, '\0');
  while (source.read(text.data(), text.size()) != 0) {
  }
  if (error != 0) fail_index(path, error);
  throw Error(Exit::content,
              "could not make an index of " + shown_path(path) +
                  ": all lines of a sequence must have the same length, but for the last",
              index_cure(path) + " tells more");
}

// A folder beside a file, gone at the end with the two files that may lie in it.
class FolderBeside {
 public:
  explicit FolderBeside(const std::string& path)
      : name_(path + ".m2v-XXXXXX"), index_(name_ + "/fai"), block_index_(name_ + "/gzi") {
    if (mkdtemp(name_.data()) == nullptr) fail_index(path, errno);
    index_.replace(0, name_.size(), name_);  // no longer, so that nothing is allocated while the folder lies there
    block_index_.replace(0, name_.size(), name_);
  }
  FolderBeside(const FolderBeside&) = delete;
  FolderBeside& operator=(const FolderBeside&) = delete;
  ~FolderBeside() {
    static_cast<void>(unlink(index_.c_str()));
    static_cast<void>(unlink(block_index_.c_str()));
    static_cast<void>(rmdir(name_.c_str()));
  }

  [[nodiscard]] const std::string& index() const noexcept { return index_; }
  [[nodiscard]] const std::string& block_index() const noexcept { return block_index_; }

 private:
  std::string name_, index_, block_index_;
};

// The index of a FASTA has NAME LENGTH OFFSET LINEBASES LINEWIDTH. htslib 1.16 divides by the fourth without a look.
void check_index(const std::string& path, const std::string& cure, const std::stop_token& stop) {
  const std::string text = read_small_file(path, stop);
  std::int64_t number = 0;
  for (const std::string_view whole : split(text, '\n')) {
    const std::string_view line = without_cr(whole);
    ++number;
    if (line.empty()) continue;
    const std::vector<std::string_view> fields = split(line, '\t');
    const auto bases = fields.size() == 5 ? parse_whole_number(fields[3]) : std::nullopt;
    if (!bases || *bases < 1 || *bases > max_position)
      throw Error(Exit::content, file_and_line(path, number) + "this is no line of the index of a FASTA",
                  "make it anew: " + cure);
  }
}

void rename_index(const std::string& path, const std::string& from, const std::string& to) {
  if (rename(from.c_str(), to.c_str()) != 0)
    throw Error(Exit::input, "could not write " + printable(to) + ": " + std::strerror(errno), index_cure(path));
}

}  // namespace

bool make_reference_index(const std::string& path, const std::stop_token& stop) {
  const QuietHtslib quiet;
  const bool is_bgzf = is_bgzf_file(path, stop);
  if (exists(index_of(path)) && (!is_bgzf || exists(block_index_of(path)))) return false;

  require_fasta(path, stop);
  const FolderBeside folder(path);
  const std::string index = plain_path(folder.index()), block_index = plain_path(folder.block_index());
  const auto build = [&] { return fai_build3(plain_path(path).c_str(), index.c_str(), block_index.c_str()); };
  if (with_memory(build) != 0) explain_no_index(path, errno, stop);
  if (stop.stop_requested()) throw Stopped();
  // The .fai last: where it is, the other one is.
  if (is_bgzf) rename_index(path, folder.block_index(), block_index_of(path));
  rename_index(path, folder.index(), index_of(path));
  return true;
}

ContigNumbers read_reference_contigs(const std::string& path, const std::stop_token& stop) {
  check_index(index_of(path), index_cure(path), stop);
  return read_contig_list(index_of(path), stop);
}

ContigNumbers with_reference_lengths(const ContigNumbers& list, const std::string& list_path, const std::string& path,
                                     const std::stop_token& stop) {
  const ContigNumbers reference = read_reference_contigs(path, stop);
  ContigNumbers contigs;
  for (const Contig& contig : list.all()) {
    const std::int32_t number = reference.find(contig.name);
    const std::int64_t bases = number < 0 ? 0 : reference.all()[static_cast<std::size_t>(number)].length;
    if (bases != 0 && contig.length != 0 && contig.length != bases)
      throw Error(Exit::content,
                  "contig " + quoted(contig.name) + " has " + std::to_string(contig.length) + " bases in " +
                      shown_path(list_path) + " and " + std::to_string(bases) + " in " + shown_path(path),
                  "do both belong to one assembly?");
    contigs.add(contig.name, bases != 0 ? bases : contig.length);
  }
  return contigs;
}

ReferenceWindow::ReferenceWindow(std::string path)
    : path_(std::move(path)), index_(with_memory([&] {
        return std::unique_ptr<faidx_t, Free>(fai_load3(plain_path(path_).c_str(), plain_path(index_of(path_)).c_str(),
                                                        plain_path(block_index_of(path_)).c_str(), 0));
      })) {
  if (index_ == nullptr)
    throw Error(Exit::input, "could not read " + shown_path(path_) + " by its index",
                "make it anew: " + index_cure(path_));
}

std::string_view ReferenceWindow::bases(std::string_view contig, std::int64_t begin, std::size_t count) {
  if (count == 0) return {};
  if (contig != contig_) enter(contig);
  const std::int64_t end = begin + static_cast<std::int64_t>(count);
  if (end > length_)
    throw Error(Exit::content, shown_path(path_) + ": contig " + quoted(contig) + " ends at position " +
                                   std::to_string(length_) + ", before " + std::to_string(end));
  if (begin < begin_ || end > begin_ + static_cast<std::int64_t>(window_.size()))
    fetch(begin, std::min(length_, std::max(end, begin + window_bases)));
  return std::string_view(window_).substr(static_cast<std::size_t>(begin - begin_), count);
}

void ReferenceWindow::enter(std::string_view contig) {
  const std::string name(contig);
  const int length = faidx_seq_len(index_.get(), name.c_str());
  if (length < 0)
    throw Error(Exit::content, shown_path(path_) + " has no contig " + quoted(contig),
                "are the names spelled alike (1 and chr1)? -t ^CONTIG leaves its rows out");
  contig_ = name;
  length_ = length;
  begin_ = 0;
  window_.clear();
}

void ReferenceWindow::fetch(std::int64_t begin, std::int64_t end) {
  hts_pos_t length = 0;
  const auto text = with_memory([&] {
    return std::unique_ptr<char, decltype(&std::free)>(
        faidx_fetch_seq64(index_.get(), contig_.c_str(), begin, end - 1, &length), &std::free);
  });
  window_ = text == nullptr ? "" : upper_case({text.get(), static_cast<std::size_t>(length)});
  begin_ = begin;
  // An index of another file leads into the middle of lines and over their ends.
  const auto is_no_base = [](char letter) { return letter <= ' ' || letter == '>'; };
  if (text != nullptr && length == end - begin && std::ranges::none_of(window_, is_no_base)) return;
  window_.clear();
  throw Error(Exit::input,
              shown_path(path_) + ": the bases of contig " + quoted(contig_) + " from position " +
                  std::to_string(begin + 1) +
                  " on could not be read: the file is damaged, or its index is of another one",
              "make the index anew: " + index_cure(path_));
}

}  // namespace matrix2vcf
