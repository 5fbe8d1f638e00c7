// SPDX-License-Identifier: MIT
// convert - the whole program as one list of steps: read the head, name the samples, number the contigs, then block by
// block text to bytes, then commit.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <matrix2vcf/matrix2vcf.hpp>
#include <mutex>
#include <optional>

#include "block_job.hpp"
#include "collector.hpp"
#include "encode/table_dialect.hpp"
#include "format.hpp"
#include "job_plan.hpp"
#include "options_check.hpp"
#include "pipeline.hpp"
#include "read/blocks.hpp"
#include "read/contigs.hpp"
#include "read/head.hpp"
#include "read/indexed_text.hpp"
#include "read/layout.hpp"
#include "read/line_probe.hpp"
#include "read/reference.hpp"
#include "read/region_blocks.hpp"
#include "read/regions.hpp"
#include "read/sample_choice.hpp"
#include "read/sorted_text.hpp"
#include "read/table_layout.hpp"
#include "row_message.hpp"
#include "sample_check.hpp"
#include "text.hpp"
#include "threads.hpp"
#include "write/file_names.hpp"
#include "write/header_check.hpp"
#include "write/htslib.hpp"
#include "write/output.hpp"
#include "write/output_index.hpp"

namespace matrix2vcf {

namespace {

// Most bytes of finished pieces that wait for their turn, for each worker.
constexpr std::size_t window_bytes = std::size_t{4} << 20;

void say(const Options& options, Severity severity, const std::string& message) {
  if (options.on_message) options.on_message(severity, message);
}

// A table read as a matrix would fail at its first cell, with a word about alleles.
void refuse_table(const Options& options, const Head& head) {
  if (head.names && is_table_header(*head.names))
    throw Error(Exit::content,
                file_and_line(options.input, head.names_line) + "this is the header line of a haplotype table",
                "--format table reads one");
}

// --haploid2diploid: an inbred line's one haplotype stands for both.
void double_haploids(Layout& layout) {
  for (Sample& sample : layout.samples)
    if (sample.columns.size() == 1) sample.columns.push_back(sample.columns[0]);
}

// One conversion: what its steps share.
class Conversion {
 public:
  Conversion(const Options& options, std::stop_token stop)
      : options_(options),
        stop_(std::move(stop)),
        format_(resolve_format(options)),
        shape_(RowShape::parse(options.columns)),
        dialect_(options.table.value_or(TableDialect::original)),
        input_(options.input, stop_),
        output_(options.output, input_files(options), true, stop_),
        index_(options, output_) {}

  Summary run() {
    const auto started = std::chrono::steady_clock::now();
    head_ = read_head(input_, options_.headerless, shape_);
    name_samples();
    choose_samples(options_, layout_, stop_);
    samples_told_ = table_ ? describe_table(layout_.samples, table_->unread) : describe(layout_);
    say(options_, Severity::note, samples_told_);
    if (options_.haploid_to_diploid) double_haploids(layout_);
    if (const std::string odd = check_ploidy(options_.demands, format_, layout_); !odd.empty())
      say(options_, Severity::warning, odd);
    if (is_table(format_)) check_table_names(header_plan().samples, dialect_);
    messages_.emplace(options_.input, layout_.columns, options_.contigs.empty() ? options_.fasta : options_.contigs,
                      layout_.names_from, first_position(), options_.demands.who, shape_);
    if (table_) messages_->set_table_columns(*head_.names);
    if (!options_.fasta.empty()) messages_->set_lengths_from(options_.fasta);
    number_contigs();
    read_choices();
    plan_job();

    begin_output();
    run_blocks();
    input_.require_unchanged();
    collector_->finish();
    for (const std::optional<Regions>* choice : {&regions_, &targets_})
      if (*choice && !contigs_known_)
        if (const std::optional<Error> unseen = (*choice)->unseen(contigs_.all())) throw *unseen;
    finish_output();
    Summary summary = account();
    if (stop_.stop_requested()) throw Stopped();
    output_.commit();
    // The file is in place: nothing that can fail may follow.
    summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return summary;
  }

  void require_unchanged_input() const { input_.require_unchanged(); }

 private:
  Summary account() {
    Summary summary = std::move(collector_->summary());
    summary.samples = layout_.samples.size();
    if (options_.statistics) add_statistics(summary);
    summary.settings = settings();
    summary.index_path = output_.index_path();
    return summary;
  }

  void add_statistics(Summary& summary) const {
    const std::vector<std::int64_t>& missing = collector_->missing_by_sample();
    for (std::size_t i = 0; i < layout_.samples.size(); ++i)
      summary.sample_accounts.push_back(
          {layout_.samples[i].name, layout_.samples[i].columns.size(), i < missing.size() ? missing[i] : 0});
  }

  // What was found by looking rather than said by an option.
  std::vector<std::pair<std::string, std::string>> settings() const {
    static constexpr std::string_view formats[] = {"vcf", "vcf.gz", "bcf", "bcf, uncompressed", "table", "table.gz"};
    return {{"input", input_.is_seekable()     ? "plain file"
                      : input_.is_compressed() ? "gzip or BGZF"
                                               : "pipe"},
            {"names_from", layout_.names_from.empty() ? "numbers" : layout_.names_from},
            {"samples", samples_told_},
            {"contigs_from", !options_.contigs.empty() ? options_.contigs
                             : !options_.fasta.empty() ? options_.fasta
                             : indexed_ != nullptr     ? "index"
                                                       : "data"},
            {"format", std::string(formats[static_cast<std::size_t>(format_)])},
            {"threads", std::to_string(workers())}};
  }

  int workers() const { return std::max(1, options_.threads < 0 ? usable_cores() : options_.threads); }

  void name_samples() {
    refuse_other_cut(options_, head_);
    if (options_.input_format == InputFormat::table) {
      table_ = read_table_layout(head_, options_.input);
      layout_ = table_->layout;
    } else {
      refuse_table(options_, head_);
      layout_ = make_layout(options_, head_, stop_);
    }
  }

  // From a list, or from the data of a plain file; a stream without a list is numbered as its blocks arrive.
  void number_contigs() {
    contigs_known_ = true;
    if (!options_.fasta.empty()) {
      quiet_.emplace();
      if (make_reference_index(options_.fasta, stop_))
        say(options_, Severity::note, "made the index " + printable(options_.fasta) + ".fai");
    }
    if (!options_.contigs.empty() && !options_.fasta.empty())
      contigs_ =
          with_reference_lengths(read_contig_list(options_.contigs, stop_), options_.contigs, options_.fasta, stop_);
    else if (!options_.contigs.empty())
      contigs_ = read_contig_list(options_.contigs, stop_);
    else if (!options_.fasta.empty())
      contigs_ = read_reference_contigs(options_.fasta, stop_);
    else if (options_.sort || !input_.is_seekable())
      contigs_known_ = false;
    else
      look_for_contigs();
    if (options_.sort)
      sort_rows();
    else if (input_.is_compressed() && (!options_.regions.empty() || !options_.regions_file.empty()))
      open_indexed();
    header_last_ = !contigs_known_ && !is_table(format_);
  }

  // Of a plain file, and whether each one's last POS is within a TBI: two indexes at once cost 3 % of an all-sites
  // matrix.
  void look_for_contigs() {
    LocatedContigs located = locate_contigs(source(), head_.body_begin, stop_, shape_);
    tbi_expected_ = true;
    for (std::size_t i = 0; i + 1 < located.begins.size() && tbi_expected_; ++i) {
      const std::int64_t end = located.begins[i + 1];
      tbi_expected_ = find_row(source(), located.begins[i], end, tbi_limit + first_position(), 0, shape_).offset >= end;
    }
    contigs_ = std::move(located.contigs);
  }

  // From here on the rows are read in order, from a plain file, and lines of messages are looked up.
  void sort_rows() try {
    SortPlan plan;
    plan.contigs = contigs_known_ ? &contigs_ : nullptr;
    plan.max_memory = options_.max_memory;
    plan.folder = temporary_folder();
    plan.first_position = first_position();
    plan.shape = shape_;
    sorted_ = sort_text(input_, head_, plan, stop_);
    if (!contigs_known_) contigs_ = std::move(sorted_->contigs);
    contigs_known_ = true;
    sorted_source_.emplace(std::move(sorted_->text), options_.input, stop_);
    head_.text.clear();
    head_.body_begin = head_.lines_before = 0;
    messages_->set_line_map([this](std::int64_t line) { return sorted_->original_line(line); });
  } catch (const UnsortableRow& row) {
    if (row.fault.kind == FaultKind::none) throw messages_->unforeseen_contig(row.fault.text, row.line);
    throw messages_->row(row.fault, row.line);
  }

  // The index of a BGZF matrix, if it has one, finds the regions and knows the contigs.
  void open_indexed() {
    if (options_.input == "-") return;
    quiet_.emplace();
    std::string why_not;
    indexed_ = IndexedText::open(options_.input, shape_, head_.body_begin, why_not);
    if (!why_not.empty())
      say(options_, Severity::warning,
          "the index of " + shown_path(options_.input) + " is not used, and all rows are read: " + why_not);
    if (indexed_ == nullptr || contigs_known_) return;
    for (const std::string& name : indexed_->contigs()) contigs_.add(name);
    contigs_known_ = true;
  }

  // Where the rows are read from.
  const Source& source() const { return sorted_source_ ? *sorted_source_ : input_; }
  Source& source() { return sorted_source_ ? *sorted_source_ : input_; }

  std::int64_t first_position() const { return options_.zero_based ? 0 : 1; }

  // -r, -R, -t, -T, whose names must be contigs, as far as those are known.
  void read_choices() {
    const std::vector<Contig>* const known = contigs_known_ ? &contigs_.all() : nullptr;
    const auto read = [&](Choice choice, const std::string& list, const std::string& file) -> std::optional<Regions> {
      if (!list.empty()) return Regions::from_list(choice, list, known);
      if (!file.empty()) return Regions::from_file(choice, file, known, stop_);
      return std::nullopt;
    };
    regions_ = read(Choice::regions, options_.regions, options_.regions_file);
    targets_ = read(Choice::targets, options_.targets, options_.targets_file);
    if (regions_ && source().is_seekable())
      blocks_ = region_blocks(source(), head_.body_begin, regions_->all(), options_.block_bytes, first_position(),
                              shape_, stop_);
    if (indexed_ == nullptr) return;
    indexed_->choose(*regions_, first_position());
    head_.lines_before = 0;
    messages_->set_line_map([this](std::int64_t line) { return indexed_->original_line(line); });
  }

  void plan_job() {
    job_ = make_job_plan(options_, layout_, table_ ? &table_->plan : nullptr);
    job_.index = index_.is_wanted();
    job_.regions = regions_ ? &*regions_ : nullptr;
    job_.targets = targets_ ? &*targets_ : nullptr;
    for (const Contig& contig : contigs_.all()) job_.contig_lengths.push_back(contig.length);
    if (options_.demands.contig_lengths &&
        (!contigs_known_ ||
         std::ranges::any_of(contigs_.all(), [](const Contig& contig) { return contig.length == 0; })))
      say(options_, Severity::warning, options_.demands.who + ": contigs without a length; name them with -C or -f");
    job_.contig_number = [this](std::string_view name) {
      if (contigs_known_) return contigs_.find(name);
      const std::scoped_lock lock(contigs_mutex_);
      return contigs_.find(name);
    };
  }

  HeaderPlan header_plan() const {
    HeaderPlan plan;
    plan.contigs = contigs_.all();
    for (const Sample& sample : layout_.samples) plan.samples.push_back(sample.name);
    plan.phase_pi = options_.phase_pi;
    plan.phase_ps = options_.phase_ps;
    if (!options_.fasta.empty()) plan.reference = "file://" + printable(options_.fasta);
    plan.table = dialect_;
    plan.command = printable(options_.command_line);
    return plan;
  }

  // The header ends its own BGZF block, so that the first record begins one.
  void write_header() {
    const HeaderPlan plan = header_plan();
    if (!is_table(format_)) check_header(plan);
    const std::string text = make_header(plan, format_);
    if (!is_bgzf(format_)) return output_.write(text, stop_);
    Buffer blocks;
    BgzfCompressor(options_.level).append_text(text, blocks);
    output_.write(blocks.view(), stop_);
  }

  void begin_output() {
    if (header_last_) {
      const std::string folder = temporary_folder();
      body_ = open_unnamed(folder);
      say(options_, Severity::note,
          "the contigs are not known before the last row: the body waits in a temporary file in " + printable(folder) +
              " (-C FILE names them and avoids it)");
    } else {
      write_header();
      const auto is_short = [](const Contig& contig) { return contig.length > 0 && contig.length <= tbi_limit; };
      index_.begin(contigs_.all(), tbi_expected_ || std::ranges::all_of(contigs_.all(), is_short));
    }
    Collector::Plan plan;
    plan.lines_before = head_.lines_before;
    plan.bytes_total = source().is_seekable() ? source().size() : 0;
    plan.block_bytes = options_.block_bytes;
    plan.contigs_listed = !options_.contigs.empty() || !options_.fasta.empty();
    plan.rows_chosen = regions_ || targets_;
    if (blocks_)
      plan.lines_before_block = [this](std::int64_t block) {
        return count_lines(source(), head_.body_begin, block * static_cast<std::int64_t>(options_.block_bytes));
      };
    plan.contig_name = [this](std::int32_t number) {
      const std::scoped_lock lock(contigs_mutex_);
      return contigs_.all()[static_cast<std::size_t>(number)].name;
    };
    plan.write = [this](std::string_view bytes) { write_body(bytes); };
    plan.explain_contig = [this](const std::string&, std::int64_t) { return explain_contig(); };
    collector_.emplace(std::move(plan), options_, *messages_, index_.builder(), output_.bytes_written(), pool_);
  }

  std::string temporary_folder() const {
    if (!options_.temp_dir.empty()) return options_.temp_dir;
    if (output_.is_file()) return folder_of(output_.temporary_path());
    const char* const folder = std::getenv("TMPDIR");
    return folder != nullptr && *folder != '\0' ? folder : "/tmp";
  }

  void write_body(std::string_view bytes) {
    if (!header_last_) return output_.write(bytes, stop_);
    if (stop_.stop_requested()) throw Stopped();
    if (const int error = write_all(body_.get(), bytes); error != 0)
      throw Error(
          Exit::output,
          "could not write the temporary file in " + printable(temporary_folder()) + ": " + std::strerror(error),
          "free some space, name another folder with --temp-dir, or the contigs with -C");
  }

  // What was not foreseen in a plain file may be a contig that comes back farther on, and where blocks are passed over
  // the rows before may go on in them: only a walk through all rows can tell, and only this error needs to know.
  std::optional<Error> explain_contig() const {
    if (!source().is_seekable()) return std::nullopt;
    const SplitContig split = find_split_contig(source(), head_.body_begin, stop_, shape_);
    if (split.name.empty()) return std::nullopt;
    return messages_->split_contig(split.name, split.line + head_.lines_before, split.line_before + head_.lines_before);
  }

  void run_blocks() {
    const int wanted = workers();
    const std::size_t window = window_bytes * static_cast<std::size_t>(wanted);
    const int worked = source().is_seekable() ? run_file_blocks(wanted, window) : run_stream_blocks(wanted, window);
    if (worked < wanted)
      say(options_, Severity::warning,
          "only " + counted(worked, "thread") + " could be had, of " + std::to_string(wanted));
    if (collector_->summary().reference_mismatches > 0 && options_.check_ref == CheckRef::warn)
      say(options_, Severity::warning,
          counted(collector_->summary().reference_mismatches, "row") + " whose REF is not that of " +
              shown_path(options_.fasta));
    if (collector_->summary().rows == 0 && !blocks_ && indexed_ == nullptr)
      say(options_, Severity::warning, shown_path(options_.input) + " has no rows");
  }

  // Plain file: a task is a number, and every worker reads its own block.
  int run_file_blocks(int workers, std::size_t window) {
    const auto block_bytes = static_cast<std::int64_t>(options_.block_bytes);
    const std::int64_t count =
        blocks_ ? static_cast<std::int64_t>(blocks_->size()) : (source().size() + block_bytes - 1) / block_bytes;
    std::int64_t next = 0;
    const auto claim = [&]() -> std::optional<std::int64_t> {
      if (stop_.stop_requested()) throw Stopped();
      if (next == count) return std::nullopt;
      return blocks_ ? (*blocks_)[static_cast<std::size_t>(next++)] : next++;
    };
    const auto make_worker = [this] {
      return [job = std::make_unique<BlockJob>(job_, pool_),
              slices = std::make_unique<FileSlices>(source(), head_.body_begin, options_.block_bytes)](
                 std::int64_t number, const BlockJob::Emit& emit) {
        slices->begin(number);
        job->run(
            number, [&] { return slices->next(); }, emit);
      };
    };
    return run_pipeline<Piece>(workers, window, claim, make_worker,
                               [this](Piece piece) { collector_->take(std::move(piece)); });
  }

  // Pipe or compressed file: the worker that claims a block reads its text, then works on it while another one reads.
  int run_stream_blocks(int workers, std::size_t window) try {
    struct Task {
      std::int64_t number = 0;
      Buffer text;
    };
    const auto read_indexed = [this](char* out, std::size_t count) { return indexed_->read(out, count, stop_); };
    StreamBlocks blocks = indexed_ != nullptr ? StreamBlocks(read_indexed, options_.block_bytes)
                                              : StreamBlocks(source(), head_, options_.block_bytes);
    std::int64_t next = 0;
    const auto claim = [&]() -> std::optional<Task> {
      if (stop_.stop_requested()) throw Stopped();
      Task task{next++, text_pool_.take()};
      if (!blocks.next(task.text)) return std::nullopt;
      if (!contigs_known_) number_new_contigs(task.text.view());
      return task;
    };
    const auto make_worker = [this] {
      return [this, job = std::make_unique<BlockJob>(job_, pool_)](Task task, const BlockJob::Emit& emit) {
        bool given = false;
        const auto whole_block = [&] { return std::exchange(given, true) ? std::string_view() : task.text.view(); };
        job->run(task.number, whole_block, emit);
        text_pool_.give_back(std::move(task.text));
      };
    };
    return run_pipeline<Piece>(workers, window, claim, make_worker,
                               [this](Piece piece) { collector_->take(std::move(piece)); });
  } catch (const LongLine& line) {
    throw messages_->long_line(collector_->lines() + line.lines_before + 1);
  }

  void number_new_contigs(std::string_view text) {
    for_each_contig(
        text,
        [this](std::string_view name, const char*) {
          const std::scoped_lock lock(contigs_mutex_);
          if (is_contig_name(name)) contigs_.add(name);
        },
        shape_);
  }

  void finish_output() {
    if (header_last_) {
      write_header();
      output_.write_file(body_.get(), stop_);
    }
    const std::int64_t eof_block = output_.bytes_written();
    if (is_bgzf(format_)) output_.write(bgzf_eof, stop_);
    if (index_.is_wanted()) write_index(eof_block);
  }

  void write_index(std::int64_t eof_block) {
    const IndexKind kind = index_.write(collector_->largest_end(), eof_block);
    if (kind == IndexKind::csi && format_ == Format::vcf_gz && options_.index_kind == IndexKind::automatic)
      say(options_, Severity::warning,
          "a record ends past 536870912, where TBI ends: the index is a CSI, which GATK and IGV desktop do not read "
          "for VCF");
  }

  const Options& options_;
  const std::stop_token stop_;
  const Format format_;
  const RowShape shape_;
  const TableDialect dialect_;
  Source input_;
  std::optional<SortedText> sorted_;  // --sort: the rows, and what they are read by
  std::optional<Source> sorted_source_;
  std::unique_ptr<IndexedText> indexed_;  // of a BGZF matrix, where -r or -R ask for little of it
  Output output_;
  OutputIndex index_;
  Head head_;
  Layout layout_;
  std::optional<TableLayout> table_;  // of the input, where it is a haplotype table
  std::string samples_told_;
  bool tbi_expected_ = false;   // no POS was seen past where a TBI ends
  bool contigs_known_ = false;  // before the rows are read
  bool header_last_ = false;    // the body waits in body_ until they are
  std::mutex contigs_mutex_;
  ContigNumbers contigs_;
  std::optional<QuietHtslib> quiet_;  // while workers read the reference
  std::optional<Regions> regions_;
  std::optional<Regions> targets_;
  std::optional<std::vector<std::int64_t>> blocks_;  // those that are read, where not all are
  JobPlan job_;
  BufferPool pool_;       // of pieces
  BufferPool text_pool_;  // of a stream's blocks
  std::optional<RowMessages> messages_;
  std::optional<Collector> collector_;
  Descriptor body_;
};

}  // namespace

Summary convert(const Options& options, std::stop_token stop) {
  check_options(options);
  Conversion conversion(options, std::move(stop));
  try {
    return conversion.run();
  } catch (const Error& error) {
    // What another program is just writing looks like bad rows or damage.
    if (error.code() == Exit::content || error.code() == Exit::input) conversion.require_unchanged_input();
    throw;
  }
}

std::string describe_samples(const Options& options, std::stop_token stop) {
  check_options(options);
  if (options.input_format == InputFormat::table)
    throw Error(Exit::usage, "--print-samples makes a pairs file, and a haplotype table takes none",
                "its header line names the samples; choose and order them with -s");
  Source source(options.input, stop);
  const Head head = read_head(source, options.headerless, RowShape::parse(options.columns));
  refuse_other_cut(options, head);
  refuse_table(options, head);
  Layout layout = make_layout(options, head, stop);
  choose_samples(options, layout, stop);
  return to_pairs(layout);
}

}  // namespace matrix2vcf
