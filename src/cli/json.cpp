// SPDX-License-Identifier: MIT
#include "cli/json.hpp"

#include <htslib/hts.h>

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "cli/report.hpp"
#include "options_check.hpp"
#include "text.hpp"
#include "write/file_names.hpp"

namespace matrix2vcf {

namespace {

std::string escaped(std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string out = "\"";
  while (!text.empty()) {
    std::size_t length = 1;
    while (length < text.size() && length < 4 && !is_utf8(text.substr(0, length))) ++length;
    const std::string_view letter = text.substr(0, length);
    const auto byte = static_cast<unsigned char>(letter[0]);
    if (!is_utf8(letter)) {
      out += "\xEF\xBF\xBD";
      length = 1;
    } else if (byte == '"' || byte == '\\') {
      (out += '\\') += letter;
    } else if (byte < 0x20) {
      out += {'\\', 'u', '0', '0', hex[byte >> 4U], hex[byte & 15U]};
    } else {
      out += letter;
    }
    text.remove_prefix(length);
  }
  return out + '"';
}

// Objects and arrays, two blanks deeper at each level; commas come by themselves.
class JsonWriter {
 public:
  void open(char bracket, std::string_view name = {}) {
    begin_value(name);
    text_ += bracket;
    first_ = true;
    ++depth_;
  }
  void close(char bracket) {
    --depth_;
    if (!first_) new_line();
    text_ += bracket;
    first_ = false;
  }
  void member(std::string_view name, std::int64_t value) { raw(name, std::to_string(value)); }
  void member(std::string_view name, std::string_view value) { raw(name, escaped(value)); }
  // Seconds as a decimal fraction; neither printf, which knows locales, nor to_chars, which would need libm.
  void seconds(std::string_view name, double value) {
    const std::string digits = std::to_string(static_cast<std::int64_t>(value * 1e6));
    const std::string padded = std::string(7 - std::min<std::size_t>(7, digits.size()), '0') + digits;
    raw(name, padded.substr(0, padded.size() - 6) + "." + padded.substr(padded.size() - 6));
  }
  std::string take() { return std::move(text_) + '\n'; }

 private:
  void raw(std::string_view name, const std::string& value) {
    begin_value(name);
    text_ += value;
    first_ = false;
  }
  void begin_value(std::string_view name) {
    if (!first_) text_ += ',';
    if (depth_ > 0) new_line();
    if (!name.empty()) (text_ += escaped(name)) += ": ";
  }
  void new_line() {
    text_ += '\n';
    text_.append(2 * depth_, ' ');
  }

  std::string text_;
  std::size_t depth_ = 0;
  bool first_ = true;
};

void write_rows(JsonWriter& json, std::int64_t rows, std::int64_t records, std::int64_t invariant,
                const SkippedRows& skipped) {
  json.member("read", rows);
  json.member("written", records);
  json.member("invariant", invariant);
  json.open('{', "skipped");
  json.member("targets", skipped.targets);
  json.member("reference_mismatch", skipped.reference_mismatch);
  json.close('}');
}

void write_settings(JsonWriter& json, const Summary& summary) {
  json.open('{', "settings");
  for (const auto& [name, value] : summary.settings) json.member(name, std::string_view(value));
  json.close('}');
}

}  // namespace

std::string to_json(const Summary& summary, const Options& options) {
  JsonWriter json;
  json.open('{');
  json.member("schema_version", std::int64_t{json_schema_version});
  json.member("matrix2vcf", std::string_view(version));
  json.member("htslib", std::string_view(hts_version()));
  json.member("input", options.input);
  json.member("output", options.output);
  json.member("index", summary.index_path);
  write_settings(json, summary);
  json.open('{', "rows");
  write_rows(json, summary.rows, summary.records, summary.invariant, summary.skipped);
  json.close('}');
  json.open('{', "cells");
  json.member("missing", summary.missing_cells);
  json.member("gap", summary.gap_cells);
  json.member("bad", summary.bad_cells);
  json.member("half_calls", summary.half_calls);
  json.close('}');
  json.member("reference_mismatches", summary.reference_mismatches);
  json.member("repeated_positions", summary.repeated_positions);
  json.member("unanchored_records", summary.unanchored);
  json.member("multiallelic_records", summary.multiallelic);
  json.member("trimmed_alleles", summary.trimmed_alleles);
  json.member("transitions", summary.transitions);
  json.member("transversions", summary.transversions);
  json.open('[', "contigs");
  for (const ContigSummary& contig : summary.contigs) {
    json.open('{');
    json.member("name", contig.name);
    write_rows(json, contig.rows, contig.records, contig.invariant, contig.skipped);
    json.seconds("seconds", contig.seconds);
    json.close('}');
  }
  json.close(']');
  json.open('[', "samples");
  for (const SampleSummary& sample : summary.sample_accounts) {
    json.open('{');
    json.member("name", sample.name);
    json.member("ploidy", static_cast<std::int64_t>(sample.ploidy));
    json.member("missing_cells", sample.missing_cells);
    json.close('}');
  }
  json.close(']');
  json.seconds("seconds", summary.seconds);
  json.member("peak_memory_bytes", peak_memory_bytes());
  json.close('}');
  return json.take();
}

JsonFile::JsonFile(const std::string& path, const Options& options) : output_(path, input_files(options), false) {
  if (path == "-" && options.output == "-")
    throw Error(Exit::usage, "--json - and an output on standard output contradict each other",
                "write one of them to a file");
  if (is_output_or_index(path, options.output))
    throw Error(Exit::usage, "--json " + printable(path) + " is the output " + shown_output(options) + " or its index",
                "write to another name");
}

void JsonFile::write(const Summary& summary, const Options& options, const std::stop_token& stop) try {
  // Into a file it is a moment's work, worth more than to stop; a pipe's reader may keep it waiting.
  output_.write(to_json(summary, options), output_.is_file() ? std::stop_token() : stop);
  output_.commit();
} catch (const Error& error) {
  throw Error(error.code(), shown_output(options) + " is complete, but the account is not: " + error.what(),
              error.hint());
}

}  // namespace matrix2vcf
