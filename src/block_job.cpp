// SPDX-License-Identifier: MIT
#include "block_job.hpp"

#include <algorithm>
#include <limits>
#include <type_traits>

#include "encode/bcf_record.hpp"
#include "format.hpp"
#include "read/blocks.hpp"

namespace matrix2vcf {

namespace {

// A piece of this size is handed on although its block is not finished: a block may grow a hundredfold on its way (a
// long contig name as PI of many haploid samples), and must not wait in memory as a whole.
constexpr std::size_t full_piece = std::size_t{1} << 20;

// A record is counted in 31 bits; its alleles take the other half at most.
constexpr std::size_t max_row = std::numeric_limits<std::int32_t>::max() / 2;

// Of the genotypes of a haplotype table, where a long REF may stand for many cells of one letter.
std::size_t spelled_out(const Site& site) {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < site.alleles.size(); ++i)
    bytes += site.alleles[i].size() * static_cast<std::size_t>(site.allele_counts[i]);
  return bytes;
}

// True where a reader would want `bcftools norm`: alleles of different lengths without a shared first base.
bool is_unanchored(std::span<const std::string_view> alleles) {
  bool differ_in_length = false;
  bool share_first_base = true;
  for (const std::string_view allele : alleles.subspan(1)) {
    if (allele == "*") continue;
    differ_in_length = differ_in_length || allele.size() != alleles[0].size();
    share_first_base = share_first_base && allele[0] == alleles[0][0];
  }
  return differ_in_length && !share_first_base;
}

bool is_purine(char base) { return base == 'A' || base == 'G'; }

}  // namespace

BlockJob::BlockJob(const JobPlan& plan, BufferPool& pool)
    : plan_(plan),
      pool_(pool),
      reference_(plan.fasta.empty() ? std::nullopt : std::optional<ReferenceReader>(std::in_place, plan.fasta)),
      places_(plan.regions, plan.targets),
      scanner_(plan.genotypes, reference_ ? &*reference_ : nullptr, &places_),
      encoder_(make_encoder(plan.format, plan.encode)),
      compressor_(is_bgzf(plan.format) ? plan.level : 0) {}

void BlockJob::run(std::int64_t number, const NextSlice& next_slice, const Emit& emit) {
  piece_ = new_piece(number, std::chrono::steady_clock::now());
  payload_.text.clear();
  payload_.rows.clear();
  payload_.codes.clear();
  compressor_.begin();
  run_open_ = false;
  first_alleles_ = alleles_here_ = {};
  missing_by_sample_.assign(plan_.statistics ? plan_.encode.samples() : 0, 0);
  scanner_.begin_block();

  scan_slices(next_slice, emit);

  flush_rows(payload_.rows.size());
  end_run();
  piece_.last = true;
  piece_.first_alleles = std::move(first_alleles_);
  piece_.last_alleles = std::move(alleles_here_);
  piece_.missing_by_sample = std::move(missing_by_sample_);
  piece_.lines = scanner_.lines();
  piece_.first_blank = scanner_.first_blank();
  piece_.gap_cells = scanner_.gap_cells();
  piece_.bad_cells = scanner_.bad_cells();
  piece_.mismatches = scanner_.mismatches();
  piece_.trimmed_alleles = scanner_.trimmed_alleles();
  piece_.repeated = scanner_.repeated();
  emit(std::move(piece_), true);
}

Piece BlockJob::new_piece(std::int64_t number, std::chrono::steady_clock::time_point started) {
  Piece piece;
  piece.bytes = pool_.take();
  piece.number = number;
  piece.started = started;
  return piece;
}

void BlockJob::scan_slices(const NextSlice& next_slice, const Emit& emit) {
  try {
    for (std::string_view slice = next_slice(); !slice.empty(); slice = next_slice()) {
      scanner_.begin_slice(slice);
      if (!scan_slice(emit)) return;
    }
  } catch (const LongLine&) {
    piece_.fault = JobFault::row;
    piece_.scan.kind = FaultKind::long_line;
    piece_.scan.line = scanner_.lines();
  }
}

// False at a fault.
bool BlockJob::scan_slice(const Emit& emit) {
  for (;;) {
    switch (scanner_.next()) {
      case Step::slice: return true;
      case Step::contig:
        if (!begin_contig()) return false;
        break;
      case Step::fault:
        piece_.fault = JobFault::row;
        piece_.scan = scanner_.fault();
        return false;
      case Step::site:
        if (!add_site()) return false;
        if (piece_.bytes.size() >= full_piece) emit_piece(emit);
    }
  }
}

bool BlockJob::begin_contig() {
  end_run();
  run_ = {};
  run_.contig = plan_.contig_number(scanner_.contig());
  if (run_.contig < 0) return fail(JobFault::unforeseen_contig, scanner_.contig());
  const auto number = static_cast<std::size_t>(run_.contig);
  scanner_.set_contig_length(number < plan_.contig_lengths.size() ? plan_.contig_lengths[number] : 0);
  begin_run(false);
  if (reference_) reference_->begin_contig(scanner_.contig());
  places_.begin_contig(scanner_.contig());
  encoder_->begin_contig(scanner_.contig(), run_.contig);
  const bool fits = encoder_->row_bound() < max_row;
  return fits || fail(JobFault::row_too_long, scanner_.contig());
}

void BlockJob::begin_run(bool continues) {
  run_.rows = run_.records = 0;
  run_.skipped = {};
  excluded_before_run_ = scanner_.excluded();
  run_.first_line = scanner_.lines();
  run_.first_position = scanner_.position();
  run_.continues = continues;
  rows_before_run_ = scanner_.rows();
  run_open_ = true;
}

void BlockJob::end_run() {
  if (!run_open_) return;
  run_open_ = false;
  run_.rows = scanner_.rows() - rows_before_run_;
  if (run_.rows == 0) return;
  run_.skipped.reference_mismatch = scanner_.excluded() - excluded_before_run_;
  if (!run_.continues) run_.first_position = scanner_.run_begin();
  run_.last_position = scanner_.position();
  piece_.runs.push_back(run_);
}

// What --for asks of a record.
bool BlockJob::meets_demands(const Site& site) {
  if (plan_.no_missing && site.called < static_cast<std::int64_t>(plan_.encode.haplotypes()))
    return fail_site(JobFault::missing_allele, site.pos);
  if (plan_.no_unphased && !std::ranges::all_of(site.phases, &SamplePhase::phased))
    return fail_site(JobFault::unphased, site.pos);
  if (!plan_.no_repeated_alleles) return true;
  std::string alleles;
  for (const std::string_view allele : site.alleles) (alleles += allele) += ',';
  if (alleles_here_.contig != run_.contig || alleles_here_.position != site.pos)
    alleles_here_ = {run_.contig, site.pos, {}};
  auto& records = alleles_here_.records;
  if (std::ranges::find(records, alleles, &AllelesAtPosition::Record::alleles) != records.end())
    return fail_site(JobFault::repeated_alleles, site.pos);
  records.push_back({std::move(alleles), scanner_.lines() - 1});
  if (first_alleles_.contig < 0) first_alleles_ = {run_.contig, site.pos, {}};
  if (first_alleles_.contig == run_.contig && first_alleles_.position == site.pos)
    first_alleles_.records.push_back(records.back());
  return true;
}

bool BlockJob::add_site() {
  const Site& site = scanner_.site();
  if (!places_.contains(site.pos)) {
    ++run_.skipped.targets;
    return true;
  }
  const std::int64_t end = site.pos + static_cast<std::int64_t>(site.alleles[0].size()) - 1;
  if (is_bcf(plan_.format) && site.alleles.size() > bcf_max_alleles)
    return fail_site(JobFault::too_many_alleles, static_cast<std::int64_t>(site.alleles.size()));
  if (phase_bound(site) + (is_table(plan_.format) ? spelled_out(site) : 0) > max_row)
    return fail_site(JobFault::row_too_long, 0);
  if (!meets_demands(site)) return false;

  encoder_->append(site, payload_);
  ++run_.records;
  ++piece_.records;
  piece_.missing_cells += static_cast<std::int64_t>(plan_.encode.haplotypes()) - site.called;
  piece_.half_calls += site.half_calls;
  if (is_unanchored(site.alleles)) ++piece_.unanchored;
  if (site.alleles.size() > 2) ++piece_.multiallelic;
  if (plan_.statistics) count_site(site);
  if (plan_.index)
    piece_.index.push_back({.contig = run_.contig,
                            .begin = static_cast<std::int32_t>(site.pos - 1),
                            .end = static_cast<std::int32_t>(end),
                            .block_begin = 0,
                            .within = static_cast<std::uint16_t>(payload_.rows.back().end)});
  flush_full();
  return true;
}

void BlockJob::count_site(const Site& site) {
  for (const std::string_view allele : site.alleles.subspan(1)) {
    if (site.alleles[0].size() != 1 || allele.size() != 1 || site.alleles[0] == "N" || allele == "*") continue;
    const bool purines = is_purine(site.alleles[0][0]) && is_purine(allele[0]);
    const bool pyrimidines = !is_purine(site.alleles[0][0]) && !is_purine(allele[0]);
    ++(purines || pyrimidines ? piece_.transitions : piece_.transversions);
  }
  const auto count_missing = [this](const auto& codes) {
    using Code = std::remove_cvref_t<decltype(codes[0])>;
    for (std::size_t sample = 0; sample < missing_by_sample_.size(); ++sample)
      for (std::uint32_t i = plan_.encode.sample_begins[sample]; i < plan_.encode.sample_begins[sample + 1]; ++i)
        missing_by_sample_[sample] += codes[i] == missing_code<Code> ? 1 : 0;
  };
  if (site.called == static_cast<std::int64_t>(plan_.encode.haplotypes())) return;
  if (site.codes.empty())
    count_missing(site.wide_codes);
  else
    count_missing(site.codes);
}

// Compresses what fills a BGZF block: all rows but the last, which begins the next one; a row longer than a block
// alone.
void BlockJob::flush_full() {
  if (payload_.text.size() <= bgzf_max_text) return;
  if (payload_.rows.size() > 1) {
    flush_rows(payload_.rows.size() - 1);
    if (plan_.index) piece_.index.back().within = static_cast<std::uint16_t>(payload_.rows[0].end);
  }
  if (payload_.text.size() > bgzf_max_text) flush_long_row();
}

// Moves the first `rows` rows of the payload into the piece, as one BGZF block where the format has them.
void BlockJob::flush_rows(std::size_t rows) {
  if (rows == 0) return;
  const std::size_t text_bytes = payload_.rows[rows - 1].end;
  const std::size_t codes = rows < payload_.rows.size() ? payload_.rows[rows].codes : payload_.codes.size();
  const std::size_t block_begin = piece_.bytes.size();
  if (is_bgzf(plan_.format))
    compressor_.append_block(
        {payload_.text.view().substr(0, text_bytes), std::span(payload_.rows).first(rows), payload_.codes},
        piece_.bytes);
  else
    piece_.bytes.append(payload_.text.view().substr(0, text_bytes));
  if (plan_.index) set_blocks(rows, block_begin);

  payload_.text.remove_prefix(text_bytes);
  payload_.rows.erase(payload_.rows.begin(), payload_.rows.begin() + static_cast<std::ptrdiff_t>(rows));
  payload_.codes.erase(payload_.codes.begin(), payload_.codes.begin() + static_cast<std::ptrdiff_t>(codes));
  for (PayloadRow& row : payload_.rows) {
    row.begin -= static_cast<std::uint32_t>(text_bytes);
    row.end -= static_cast<std::uint32_t>(text_bytes);
    row.cells -= static_cast<std::uint32_t>(text_bytes);
    row.codes -= static_cast<std::uint32_t>(codes);
  }
}

// Cuts the payload's one row into BGZF blocks, where it can be at cell borders, so that each piece is regular too.
void BlockJob::flush_long_row() {
  const PayloadRow row = payload_.rows[0];
  const std::size_t cells_end = row.cells + std::size_t{row.samples} * row.cell_bytes;
  for (std::size_t at = 0; at < row.end;) {
    std::size_t end = std::min<std::size_t>(row.end, at + bgzf_max_text);
    const bool in_cells = row.samples != 0 && end > row.cells && end < cells_end;
    if (in_cells && end - (end - row.cells) % row.cell_bytes > at) end -= (end - row.cells) % row.cell_bytes;
    PayloadRow part{.begin = 0, .end = static_cast<std::uint32_t>(end - at)};
    const std::size_t first_cell = std::max<std::size_t>(at, row.cells);
    if (row.samples != 0 && first_cell < std::min(end, cells_end)) {
      const std::size_t sample = (first_cell - row.cells) / row.cell_bytes;
      part.cells = static_cast<std::uint32_t>(first_cell - at);
      part.samples = static_cast<std::uint32_t>((std::min(end, cells_end) - first_cell) / row.cell_bytes);
      part.codes = static_cast<std::uint32_t>(row.codes + sample * row.ploidy);
      part.cell_bytes = row.cell_bytes;
      part.allele_bytes = row.allele_bytes;
      part.ploidy = row.ploidy;
    }
    const std::string_view text = payload_.text.view().substr(at, end - at);
    if (is_bgzf(plan_.format))
      compressor_.append_block({text, std::span(&part, 1), payload_.codes}, piece_.bytes);
    else
      piece_.bytes.append(text);
    at = end;
  }
  if (plan_.index) {
    piece_.index.back().block_begin = piece_.bytes.size();
    piece_.index.back().within = 0;
  }
  payload_.text.clear();
  payload_.rows.clear();
  payload_.codes.clear();
}

// The entries of the first `rows` rows of the payload, now that their block begins at `block_begin`: the last one ends
// where the next block begins.
void BlockJob::set_blocks(std::size_t rows, std::size_t block_begin) {
  const std::size_t first = piece_.index.size() - payload_.rows.size();
  for (std::size_t i = first; i < first + rows; ++i) piece_.index[i].block_begin = block_begin;
  piece_.index[first + rows - 1].block_begin = piece_.bytes.size();
  piece_.index[first + rows - 1].within = 0;
}

// Hands on what is finished; a row that waits for its block to fill up stays, with its index entry.
void BlockJob::emit_piece(const Emit& emit) {
  end_run();
  Piece next = new_piece(piece_.number, piece_.started);
  if (plan_.index) {
    const auto waiting = piece_.index.end() - static_cast<std::ptrdiff_t>(payload_.rows.size());
    next.index.assign(waiting, piece_.index.end());
    piece_.index.erase(waiting, piece_.index.end());
  }
  piece_.first_alleles = first_alleles_;
  first_alleles_.records.clear();
  emit(std::move(piece_), false);
  piece_ = std::move(next);
  begin_run(true);
}

// The row of scanner_.site() has been counted already.
bool BlockJob::fail_site(JobFault fault, std::int64_t number) {
  fail(fault, {}, number);
  --piece_.scan.line;
  return false;
}

bool BlockJob::fail(JobFault fault, std::string_view text, std::int64_t number) {
  piece_.fault = fault;
  piece_.scan = {};
  piece_.scan.line = scanner_.lines();
  piece_.scan.text = text.substr(0, 64);
  piece_.scan.number = number;
  return false;
}

}  // namespace matrix2vcf
