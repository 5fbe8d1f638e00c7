// SPDX-License-Identifier: MIT
#include "collector.hpp"

#include <algorithm>
#include <utility>

#include "text.hpp"

namespace matrix2vcf {

namespace {

void add(SkippedRows& sum, const SkippedRows& more) {
  sum.targets += more.targets;
  sum.reference_mismatch += more.reference_mismatch;
}

}  // namespace

Collector::Collector(Plan plan, const Options& options, const RowMessages& messages, IndexBuilder* index,
                     std::int64_t first_byte, BufferPool& pool)
    : plan_(std::move(plan)),
      options_(options),
      messages_(messages),
      index_(index),
      pool_(pool),
      next_byte_(first_byte),
      lines_(plan_.lines_before) {}

void Collector::take(Piece piece) {
  if (blank_ && (!piece.runs.empty() || piece.fault != JobFault::none)) throw messages_.blank_line(line_of(*blank_));
  const std::int64_t copy = line_of_copy(piece);
  for (const ContigRun& run : piece.runs)
    if (copy < 0 || run.first_line <= copy) take_run(run, piece);
  if (copy >= 0) throw messages_.repeated_alleles(line_of(place(piece, copy)), piece.first_alleles.position);
  if (piece.fault != JobFault::none) fail(piece);

  if (!piece.bytes.empty()) plan_.write(piece.bytes.view());
  for (const IndexEntry& entry : piece.index) {
    if (index_ != nullptr) index_->add(entry, next_byte_);
    largest_end_ = std::max<std::int64_t>(largest_end_, entry.end);
  }
  next_byte_ += static_cast<std::int64_t>(piece.bytes.size());
  summary_.records += piece.records;
  summary_.missing_cells += piece.missing_cells;
  summary_.half_calls += piece.half_calls;
  summary_.unanchored += piece.unanchored;
  summary_.multiallelic += piece.multiallelic;
  summary_.transitions += piece.transitions;
  summary_.transversions += piece.transversions;
  if (piece.last) end_block(piece);
  pool_.give_back(std::move(piece.bytes));
}

// The file's line, from 1. Where blocks were passed over, lines are counted now.
std::int64_t Collector::line_of(const Place& place) const {
  const std::int64_t before =
      plan_.lines_before_block ? plan_.lines_before + plan_.lines_before_block(place.block) : place.lines_before;
  return before + place.local + 1;
}

void Collector::take_run(const ContigRun& run, const Piece& piece) {
  if (run.contig != contig_) {
    begin_contig(run, piece);
  } else if (!run.continues) {
    if (run.first_position < position_)
      throw messages_.unsorted(line_of(place(piece, run.first_line)), run.first_position, position_,
                               line_of(seen_[static_cast<std::size_t>(run.contig)].last_row));
    summary_.repeated_positions += run.first_position == position_ ? 1 : 0;
  }
  if (plan_.contigs_listed && (run.records > 0 || !plan_.rows_chosen)) hold_order(run.contig);
  SeenContig& seen = seen_[static_cast<std::size_t>(run.contig)];
  ContigSummary& contig = summary_.contigs[seen.summary];
  contig.rows += run.rows;
  contig.records += run.records;
  add(contig.skipped, run.skipped);
  add(summary_.skipped, run.skipped);
  contig.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - seen.started).count();
  seen.last_row = place(piece, run.first_line + run.rows - 1);
  position_ = run.last_position;
  summary_.rows += run.rows;
}

void Collector::begin_contig(const ContigRun& run, const Piece& piece) {
  const auto number = static_cast<std::size_t>(run.contig);
  if (seen_.size() <= number) seen_.resize(number + 1);
  const std::string name = plan_.contig_name(run.contig);
  if (seen_[number].seen) {
    const std::optional<Error> more = plan_.lines_before_block ? plan_.explain_contig(name, 0) : std::nullopt;
    throw more ? *more
               : messages_.split_contig(name, line_of(place(piece, run.first_line)), line_of(seen_[number].last_row));
  }
  seen_[number] = {true, summary_.contigs.size(), {}, piece.started};
  summary_.contigs.emplace_back().name = name;
  contig_ = run.contig;
}

// The block's line of the first record with alleles that a block before had, -1: none. Within a block its job has
// looked.
std::int64_t Collector::line_of_copy(const Piece& piece) const {
  const AllelesAtPosition& first = piece.first_alleles;
  if (first.contig != last_alleles_.contig || first.position != last_alleles_.position) return -1;
  for (const auto& [alleles, line] : first.records)
    if (std::ranges::find(last_alleles_.records, alleles, &AllelesAtPosition::Record::alleles) !=
        last_alleles_.records.end())
      return line;
  return -1;
}

// What the next blocks may repeat.
void Collector::keep_alleles(const Piece& piece) {
  const AllelesAtPosition& first = piece.first_alleles;
  if (first.contig < 0) return;
  const bool one_position = first.contig == piece.last_alleles.contig && first.position == piece.last_alleles.position;
  const bool goes_on = one_position && first.contig == last_alleles_.contig && first.position == last_alleles_.position;
  if (!goes_on) last_alleles_ = {};
  last_alleles_.contig = piece.last_alleles.contig;
  last_alleles_.position = piece.last_alleles.position;
  const std::vector<AllelesAtPosition::Record>& more = piece.last_alleles.records;
  last_alleles_.records.insert(last_alleles_.records.end(), more.begin(), more.end());
}

// Where rows are chosen, of the contigs that have records: which others are read depends on the kind of input.
void Collector::hold_order(std::int32_t contig) {
  const std::int32_t before = std::exchange(ordered_contig_, contig);
  if (contig >= before) return;
  const std::string& list = options_.contigs.empty() ? options_.fasta : options_.contigs;
  const std::string message = "contig " + quoted(plan_.contig_name(contig)) + " comes after " +
                              quoted(plan_.contig_name(before)) + " in the data, but before it in " + shown_path(list);
  if (options_.demands.contig_order)
    throw Error(Exit::content, message + ", which " + options_.demands.who + " does not take",
                "--sort puts the contigs in the order of the list");
  if (!told_order_ && options_.on_message) options_.on_message(Severity::warning, message);
  told_order_ = true;
}

void Collector::end_block(const Piece& piece) {
  if (piece.first_blank >= 0 && !blank_) blank_ = place(piece, piece.first_blank);
  keep_alleles(piece);
  lines_ += piece.lines;
  summary_.gap_cells += piece.gap_cells;
  summary_.bad_cells += piece.bad_cells;
  summary_.reference_mismatches += piece.mismatches;
  summary_.trimmed_alleles += piece.trimmed_alleles;
  summary_.repeated_positions += piece.repeated;
  if (missing_by_sample_.size() < piece.missing_by_sample.size())
    missing_by_sample_.resize(piece.missing_by_sample.size());
  for (std::size_t i = 0; i < piece.missing_by_sample.size(); ++i) missing_by_sample_[i] += piece.missing_by_sample[i];
  report_progress(piece);
}

void Collector::report_progress(const Piece& piece) const {
  if (!options_.on_progress) return;
  const std::int64_t bytes = (piece.number + 1) * static_cast<std::int64_t>(plan_.block_bytes);
  Progress progress;
  progress.bytes_read = plan_.bytes_total > 0 ? std::min(bytes, plan_.bytes_total) : bytes;
  progress.bytes_total = plan_.bytes_total;
  if (!summary_.contigs.empty()) progress.contig = summary_.contigs.back().name;
  progress.position = position_;
  progress.records = summary_.records;
  options_.on_progress(progress);
}

void Collector::fail(const Piece& piece) const {
  const std::int64_t line = line_of(place(piece, piece.scan.line));
  switch (piece.fault) {
    case JobFault::unforeseen_contig: {
      const std::optional<Error> more =
          plan_.contigs_listed ? std::nullopt : plan_.explain_contig(piece.scan.text, line);
      throw more ? *more : messages_.unforeseen_contig(piece.scan.text, line);
    }
    case JobFault::missing_allele: throw messages_.missing_allele(line);
    case JobFault::unphased: throw messages_.unphased(line);
    case JobFault::repeated_alleles: throw messages_.repeated_alleles(line, piece.scan.number);
    case JobFault::too_many_alleles: throw messages_.too_many_alleles(line, piece.scan.number);
    case JobFault::row_too_long: throw messages_.row_too_long(line);
    default: throw messages_.row(piece.scan, line);
  }
}

void Collector::finish() {
  std::int64_t records = 0;
  for (ContigSummary& contig : summary_.contigs) {
    contig.invariant = contig.rows - contig.records - contig.skipped.total();
    records += contig.records;
  }
  summary_.invariant = summary_.rows - summary_.records - summary_.skipped.total();
  if (records != summary_.records || summary_.invariant < 0)
    throw Error(Exit::internal, "the account does not close: " + std::to_string(records) + " records by contig, " +
                                    std::to_string(summary_.records) + " written");
}

}  // namespace matrix2vcf
