// SPDX-License-Identifier: MIT
#include "write/index.hpp"

#include <htslib/tbx.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <new>

#include "format.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

constexpr int min_shift = 14;  // windows of 16 KiB, as tabix and bcftools index
constexpr int tbi_levels = 5;

// Levels of a CSI: enough for the longest contig, as bcftools index. In BCF a contig without a length may be as long as
// any (bcftools index 1.16 fails where only some have one); tabix's levels reach past 2^31 anyway.
int csi_levels(Format format, const std::vector<Contig>& contigs) {
  constexpr std::int64_t any_length = std::numeric_limits<std::int32_t>::max();
  std::int64_t longest = 0;
  for (const Contig& contig : contigs)
    longest = std::max(longest, contig.length == 0 && is_bcf(format) ? any_length : contig.length);
  if (contigs.empty() && is_bcf(format)) longest = any_length;
  constexpr int tabix_levels = (TBX_MAX_SHIFT - min_shift + 2) / 3;
  int levels = is_bcf(format) ? 0 : tabix_levels;
  while (longest + 256 > std::int64_t{1} << (min_shift + 3 * levels)) ++levels;
  return levels;
}

// hts_idx_save_as of htslib 1.16 has been seen to pass over a failed write: what it wrote is read back.
bool is_readable(const std::string& path) {
  const HtsReader file(bgzf_open(plain_path(path).c_str(), "r"));
  if (file == nullptr || bgzf_compression(file.get()) != bgzf || bgzf_check_EOF(file.get()) != 1) return false;
  std::array<char, 65536> bytes{};
  ssize_t count = 0;
  do count = bgzf_read(file.get(), bytes.data(), bytes.size());
  while (count > 0);
  return count == 0;
}

void require_index(int status, const std::string& path) {
  if (status != 0 || !with_memory([&] { return is_readable(path); }))
    throw Error(Exit::output, "could not write the index " + printable(path));
}

}  // namespace

std::string_view index_suffix(IndexKind kind) noexcept { return kind == IndexKind::tbi ? ".tbi" : ".csi"; }

Error tbi_overflow(std::int64_t end) {
  return Error(Exit::content, "a record ends at " + std::to_string(end) + ": a TBI index reaches to 536870912",
               "use -W=csi; GATK takes no CSI of VCF, and needs such a contig in parts");
}

IndexBuilder::IndexBuilder(Format format, const std::vector<Contig>& contigs, IndexKind asked, bool tbi_expected,
                           std::int64_t first_record)
    : format_(format), asked_(asked), contigs_(contigs), numbers_(contigs.size(), -1) {
  const auto offset = static_cast<std::uint64_t>(first_record) << 16U;
  const int numbered = is_bcf(format) ? static_cast<int>(contigs.size()) : 0;
  const auto begin = [&](int count, int kind, int levels) {
    return with_memory([&] { return HtsIndex(hts_idx_init(count, kind, offset, min_shift, levels)); });
  };
  if (asked != IndexKind::csi && !is_bcf(format)) tbi_ = begin(0, HTS_FMT_TBI, tbi_levels);
  if (asked != IndexKind::tbi && (tbi_ == nullptr || !tbi_expected))
    csi_ = begin(numbered, HTS_FMT_CSI, csi_levels(format, contigs));
}

// BCF's index counts contigs as the header does, VCF's only those with records, in order of appearance.
std::int32_t IndexBuilder::index_number(std::int32_t contig) {
  if (is_bcf(format_)) return contig;
  std::int32_t& number = numbers_[static_cast<std::size_t>(contig)];
  if (number < 0) {
    number = static_cast<std::int32_t>(seen_.size());
    seen_.push_back(contig);
  }
  return number;
}

void IndexBuilder::push(hts_idx_t* index, std::int32_t number, const IndexEntry& entry, std::uint64_t offset) {
  // Order and reach were checked before: what is left is memory.
  if (with_memory([&] { return hts_idx_push(index, number, entry.begin, entry.end, offset, 1); }) < 0)
    throw std::bad_alloc();
}

void IndexBuilder::add(const IndexEntry& entry, std::int64_t base) {
  if (entry.end > tbi_limit && tbi_ != nullptr) {
    if (asked_ == IndexKind::tbi) throw tbi_overflow(entry.end);
    tbi_.reset();
  }
  const std::uint64_t offset = (static_cast<std::uint64_t>(base) + entry.block_begin) << 16U | entry.within;
  const std::int32_t number = index_number(entry.contig);
  if (tbi_ != nullptr) push(tbi_.get(), number, entry, offset);
  if (csi_ != nullptr) push(csi_.get(), number, entry, offset);
}

// The tabix header: preset, the columns of CHROM, begin and end, the comment letter, lines to skip, then the names.
void IndexBuilder::set_names(hts_idx_t* index) const {
  std::string names;
  for (const std::int32_t contig : seen_) (names += contigs_[static_cast<std::size_t>(contig)].name) += '\0';
  const std::array<std::int32_t, 7> conf = {TBX_VCF, 1, 2, 0, '#', 0, static_cast<std::int32_t>(names.size())};
  std::string meta(sizeof conf, '\0');
  std::memcpy(meta.data(), conf.data(), sizeof conf);
  meta += names;
  const auto size = static_cast<std::uint32_t>(meta.size());
  auto* const bytes = reinterpret_cast<std::uint8_t*>(meta.data());
  if (with_memory([&] { return hts_idx_set_meta(index, size, bytes, 1); }) < 0) throw std::bad_alloc();
}

void IndexBuilder::save(const std::string& path, std::int64_t end) {
  const QuietHtslib quiet;
  hts_idx_t* const index = tbi_ != nullptr ? tbi_.get() : csi_.get();
  const std::uint64_t offset = static_cast<std::uint64_t>(end) << 16U;
  if (with_memory([&] { return hts_idx_finish(index, offset); }) != 0) throw std::bad_alloc();
  if (!is_bcf(format_)) set_names(index);
  const int format = kind() == IndexKind::tbi ? HTS_FMT_TBI : HTS_FMT_CSI;
  require_index(with_memory([&] { return hts_idx_save_as(index, nullptr, plain_path(path).c_str(), format); }), path);
}

void index_finished_file(const std::string& path, const std::string& index_path, Format format, IndexKind kind) {
  const QuietHtslib quiet;
  const int shift = kind == IndexKind::tbi ? 0 : min_shift;
  const std::string from = plain_path(path), to = plain_path(index_path);
  const auto build = [&] {
    return is_bcf(format) ? bcf_index_build3(from.c_str(), to.c_str(), shift, 0)
                          : tbx_index_build3(from.c_str(), to.c_str(), shift, 0, &tbx_conf_vcf);
  };
  require_index(with_memory(build), index_path);
}

}  // namespace matrix2vcf
