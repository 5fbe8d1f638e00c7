// SPDX-License-Identifier: MIT
#include "read/indexed_text.hpp"

#include <htslib/kstring.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <matrix2vcf/error.hpp>
#include <new>

#include "limits.hpp"
#include "sites/scan.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

// The index that htslib will take for `path`, or empty.
std::string index_path(const std::string& path) {
  struct stat status {};
  for (const char* suffix : {".csi", ".tbi"})
    if (stat((path + suffix).c_str(), &status) == 0) return path + suffix;
  return {};
}

bool is_older(const std::string& path, const std::string& than) {
  struct stat own {
  }, other{};
  if (stat(path.c_str(), &own) != 0 || stat(than.c_str(), &other) != 0) return true;
  return own.st_mtim.tv_sec != other.st_mtim.tv_sec ? own.st_mtim.tv_sec < other.st_mtim.tv_sec
                                                    : own.st_mtim.tv_nsec < other.st_mtim.tv_nsec;
}

std::uint64_t tell(BGZF* file) { return static_cast<std::uint64_t>(bgzf_tell(file)); }

std::vector<std::string> contig_names(tbx_t* index) {
  int count = 0;
  const auto names = with_memory(
      [&] { return std::unique_ptr<const char*, decltype(&std::free)>(tbx_seqnames(index, &count), &std::free); });
  return {names.get(), names.get() + count};
}

// Where the first row of an index begins and its last one ends.
struct Extent {
  std::uint64_t begin = UINT64_MAX, end = 0;
};

Extent extent_of(tbx_t* index) {
  Extent extent;
  const auto contigs = static_cast<int>(contig_names(index).size());
  for (int number = 0; number < contigs; ++number) {
    hts_itr_t* const found = tbx_itr_queryi(index, number, 0, max_position + 1);
    if (found == nullptr) throw std::bad_alloc();
    for (int i = 0; i < found->n_off; ++i) {
      extent.begin = std::min(extent.begin, found->off[i].u);
      extent.end = std::max(extent.end, found->off[i].v);
    }
    hts_itr_destroy(found);
  }
  return extent;
}

// Reads on by `bytes` of text; false where there are fewer.
bool skip(BGZF* file, std::int64_t bytes) {
  std::array<char, 4096> skipped{};
  while (bytes > 0) {
    const auto wanted = std::min(skipped.size(), static_cast<std::size_t>(bytes));
    const ssize_t got = bgzf_read(file, skipped.data(), wanted);
    if (got <= 0) return false;
    bytes -= got;
  }
  return true;
}

// True where the row that `file` is at has a POS with zeros in front. Asked of the first row alone: where POS has such
// zeros, all have one width, and the first has most.
bool has_octal_position(BGZF* file, const RowShape& shape) {
  std::size_t tabs = 0;
  for (int byte = 0; tabs < shape.pos && (byte = bgzf_getc(file)) >= 0 && byte != '\n';) tabs += byte == '\t' ? 1 : 0;
  if (tabs < shape.pos || bgzf_getc(file) != '0') return false;
  const int second = bgzf_getc(file);
  return second >= '0' && second <= '9';
}

// False for the index of another file, or of what this one was before: between `body_begin` and its first row, or
// behind its last one, are rows that it does not know.
bool fits(tbx_t* index, BGZF* file, std::uint64_t body_begin, std::int64_t file_size) {
  const Extent extent = extent_of(index);
  if (extent.begin > body_begin || static_cast<std::int64_t>(extent.end >> 16U) > file_size) return false;
  if (bgzf_seek(file, static_cast<std::int64_t>(extent.end), SEEK_SET) != 0) return false;
  std::array<char, 4096> bytes{};
  for (;;) {
    const ssize_t got = bgzf_read(file, bytes.data(), bytes.size());
    if (got <= 0) return got == 0;
    if (std::any_of(bytes.begin(), bytes.begin() + got, [](char byte) { return byte != '\n' && byte != '\r'; }))
      return false;
  }
}

}  // namespace

void IndexedText::LineFree::operator()(kstring_t* line) const noexcept {
  std::free(ks_release(line));
  delete line;
}

IndexedText::IndexedText(std::string path, HtsReader file, std::unique_ptr<tbx_t, TabixFree> index,
                         std::uint64_t body_begin)
    : path_(std::move(path)),
      file_(std::move(file)),
      index_(std::move(index)),
      body_begin_(body_begin),
      line_(new kstring_t KS_INITIALIZE) {}

std::unique_ptr<IndexedText> IndexedText::open(const std::string& path, const RowShape& shape, std::int64_t head_bytes,
                                               std::string& why_not) {
  const std::string index_file = index_path(path);
  if (index_file.empty()) return nullptr;
  if (is_older(index_file, path)) {
    why_not = "it is older than the matrix";
    return nullptr;
  }
  auto index = with_memory([&] {
    return std::unique_ptr<tbx_t, TabixFree>(tbx_index_load2(plain_path(path).c_str(), plain_path(index_file).c_str()));
  });
  if (index == nullptr) {
    why_not = "it cannot be read";
    return nullptr;
  }
  const bool of_these_columns = (index->conf.preset & 0xffff) == TBX_GENERIC &&
                                index->conf.sc == static_cast<std::int32_t>(shape.chrom + 1) &&
                                index->conf.bc == static_cast<std::int32_t>(shape.pos + 1);
  if (!of_these_columns) {
    why_not = "it was made for other columns than CHROM and POS (tabix -s " + std::to_string(shape.chrom + 1) + " -b " +
              std::to_string(shape.pos + 1) + " -e " + std::to_string(shape.pos + 1) + ")";
    return nullptr;
  }
  if (index->conf.meta_char != '#') {
    const char begin = static_cast<char>(index->conf.meta_char);
    why_not = "it leaves out the lines that begin with " + quoted({&begin, 1}) + " (tabix -c)";
    return nullptr;
  }
  HtsReader file = with_memory([&] { return HtsReader(bgzf_open(plain_path(path).c_str(), "r")); });
  if (file == nullptr || bgzf_compression(file.get()) != 2) return nullptr;
  if (bgzf_check_EOF(file.get()) == 0)
    throw Error(Exit::input, shown_path(path) + ": the BGZF end-of-file block is missing: the file is truncated",
                "copy the file again");
  // A mark and no header line: to the index the mark belongs to the first row.
  const bool hides_position = head_bytes == 3 && shape.pos == 0 && bgzf_peek(file.get()) == 0xef;
  struct stat status {};
  const bool has_body = skip(file.get(), head_bytes) && stat(path.c_str(), &status) == 0;
  const std::uint64_t body_begin = tell(file.get());
  const bool is_octal = has_octal_position(file.get(), shape);
  if (!has_body || !fits(index.get(), file.get(), body_begin, status.st_size)) {
    why_not = "it does not fit the matrix";
    return nullptr;
  }
  if (!std::ranges::all_of(contig_names(index.get()), is_contig_name)) {
    why_not = "it names a contig that cannot be one";
    return nullptr;
  }
  if (hides_position) {
    why_not = "it lacks the first row, which a byte order mark begins";
    return nullptr;
  }
  if (is_octal) {
    why_not = "tabix takes a POS with zeros in front for an octal number";
    return nullptr;
  }
  return std::unique_ptr<IndexedText>(new IndexedText(path, std::move(file), std::move(index), body_begin));
}

std::vector<std::string> IndexedText::contigs() const { return contig_names(index_.get()); }

void IndexedText::choose(const Regions& regions, std::int64_t first_position) {
  // Of a base with number 1 in the index, the number that htslib counts from 0; what is below counts as 0.
  const std::int64_t shift = first_position - ((index_->conf.preset & TBX_UCSC) != 0 ? 1 : 2);
  for (const Region& region : regions.all()) {
    const int number = with_memory([&] { return tbx_name2id(index_.get(), region.contig.c_str()); });
    if (number < 0) continue;  // without rows
    for (const Interval& interval : region.intervals) {
      const std::int64_t begin = std::max<std::int64_t>(0, interval.begin + shift);
      const std::int64_t end = std::max<std::int64_t>(1, interval.end + shift + 1);
      hts_itr_t* const found = tbx_itr_queryi(index_.get(), number, begin, end);
      if (found == nullptr) throw std::bad_alloc();
      // The first chunk begins with the header line, where that is no comment to the index.
      for (int i = 0; i < found->n_off; ++i)
        chunks_.push_back({std::max(found->off[i].u, body_begin_), found->off[i].v});
      hts_itr_destroy(found);
    }
  }
  // What overlaps or touches is read once.
  std::ranges::sort(chunks_, {}, &Chunk::begin);
  std::vector<Chunk> merged;
  for (const Chunk& chunk : chunks_) {
    if (merged.empty() || chunk.begin > merged.back().end)
      merged.push_back(chunk);
    else
      merged.back().end = std::max(merged.back().end, chunk.end);
  }
  chunks_ = std::move(merged);
}

void IndexedText::fail() const {
  throw Error(Exit::input, shown_path(path_) + ": the BGZF data are damaged, or do not belong to the index",
              "make the index anew with tabix; gzip -t tells whether the file is whole");
}

bool IndexedText::next_line() {
  while (chunk_ < chunks_.size()) {
    Chunk& chunk = chunks_[chunk_];
    if (!in_chunk_) {
      if (bgzf_seek(file_.get(), static_cast<std::int64_t>(chunk.begin), SEEK_SET) != 0) fail();
      chunk.lines_before = lines_;
      in_chunk_ = true;
    }
    if (tell(file_.get()) < chunk.end) {
      const int status = with_memory([&] { return bgzf_getline(file_.get(), '\n', line_.get()); });
      if (status < -1 || file_->errcode != 0) fail();
      if (status >= 0) {
        if (kputc('\n', line_.get()) < 0) throw std::bad_alloc();
        ++lines_;
        taken_ = 0;
        return true;
      }
    }
    in_chunk_ = false;
    ++chunk_;
  }
  return false;
}

std::size_t IndexedText::read(char* out, std::size_t count, const std::stop_token& stop) {
  const std::scoped_lock lock(mutex_);
  std::size_t done = 0;
  while (done < count) {
    if (taken_ == line_->l) {
      if (stop.stop_requested()) throw Stopped();
      if (!next_line()) break;
    }
    const std::size_t here = std::min(count - done, line_->l - taken_);
    std::copy_n(line_->s + taken_, here, out + done);
    done += here;
    taken_ += here;
  }
  return done;
}

std::int64_t IndexedText::original_line(std::int64_t line) {
  const std::scoped_lock lock(mutex_);
  const auto begun = chunks_.begin() + static_cast<std::ptrdiff_t>(std::min(chunk_ + 1, chunks_.size()));
  const auto after =
      std::partition_point(chunks_.begin(), begun, [&](const Chunk& chunk) { return chunk.lines_before < line; });
  if (after == chunks_.begin()) return line;
  const Chunk& chunk = *std::prev(after);
  std::int64_t before = 0;
  const HtsReader file(bgzf_open(plain_path(path_).c_str(), "r"));
  const std::unique_ptr<kstring_t, LineFree> text(new kstring_t KS_INITIALIZE);
  while (file != nullptr && tell(file.get()) < chunk.begin && bgzf_getline(file.get(), '\n', text.get()) >= 0) ++before;
  return before + line - chunk.lines_before;
}

}  // namespace matrix2vcf
