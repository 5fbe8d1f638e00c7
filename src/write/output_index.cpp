// SPDX-License-Identifier: MIT
#include "write/output_index.hpp"

#include "format.hpp"
#include "text.hpp"

namespace matrix2vcf {

OutputIndex::OutputIndex(const Options& options, Output& output)
    : options_(options), format_(resolve_format(options)), output_(output) {
  if (options.index == IndexWish::yes && !output.is_file() && options.output != "-")
    throw Error(Exit::usage, "an index needs a regular file as output: " + printable(options.output) + " is none",
                "leave out -W, or write to a file");
  const bool can = output.is_file() && (format_ == Format::vcf_gz || format_ == Format::bcf);
  wanted_ = can && options.index != IndexWish::no;
  if (wanted_) output.require_index_name();
}

void OutputIndex::begin(const std::vector<Contig>& contigs, bool tbi_expected) {
  if (wanted_) builder_.emplace(format_, contigs, options_.index_kind, tbi_expected, output_.bytes_written());
}

IndexKind OutputIndex::write(std::int64_t largest_end, std::int64_t eof_block) {
  if (builder_ && builder_->can_save()) {
    const IndexKind kind = builder_->kind();
    builder_->save(output_.make_index_file(index_suffix(kind)), eof_block);
    return kind;
  }
  const IndexKind kind = kind_of_finished(largest_end);
  index_finished_file(output_.temporary_path(), output_.make_index_file(index_suffix(kind)), format_, kind);
  return kind;
}

IndexKind OutputIndex::kind_of_finished(std::int64_t largest_end) const {
  const bool fits = !is_bcf(format_) && largest_end <= tbi_limit;
  if (options_.index_kind == IndexKind::tbi && !fits) throw tbi_overflow(largest_end);
  return fits && options_.index_kind != IndexKind::csi ? IndexKind::tbi : IndexKind::csi;
}

}  // namespace matrix2vcf
