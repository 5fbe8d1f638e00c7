// SPDX-License-Identifier: MIT
// encoder - what every output format does with a Site: append one row to a Payload.
//
// An Encoder belongs to one worker. Pure: no I/O, no threads, no exceptions of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <matrix2vcf/matrix2vcf.hpp>
#include <memory>
#include <string_view>
#include <vector>

#include "encode/payload.hpp"
#include "sites/site.hpp"

namespace matrix2vcf {

/// What the rows of an output share. Constant during a run; all workers read the same one.
struct EncodePlan {
  std::vector<std::uint32_t> sample_begins;  ///< index of each sample's first haplotype, and the number of haplotypes
  std::size_t ploidy = 0;                    ///< of every sample; 0 where they differ
  std::size_t max_ploidy = 0;
  bool phase_pi = true;
  bool phase_ps = false;
  TableDialect table = TableDialect::original;

  [[nodiscard]] std::size_t samples() const noexcept { return sample_begins.size() - 1; }
  [[nodiscard]] std::size_t haplotypes() const noexcept { return sample_begins.back(); }

  /// `ploidies`: one a sample, each at least 1.
  [[nodiscard]] static EncodePlan make(const std::vector<std::size_t>& ploidies, bool phase_pi, bool phase_ps);
};

class Encoder {
 public:
  virtual ~Encoder() = default;

  /// The rows that follow are of this contig; `number` is its place in the header.
  virtual void begin_contig(std::string_view name, std::int32_t number) = 0;

  /// Appends the row's text, its PayloadRow and, where it is regular, its codes.
  virtual void append(const Site& site, Payload& payload) = 0;

  /// Upper bound of a row's bytes without its alleles and counts, for the contig begun last.
  [[nodiscard]] virtual std::size_t row_bound() const noexcept = 0;
};

[[nodiscard]] std::unique_ptr<Encoder> make_encoder(Format format, const EncodePlan& plan);

/// `name` with `%` and `:` as %25 and %3A: what PI can hold (spec section 4).
[[nodiscard]] std::string phase_block_name(std::string_view name);

/// Appends the same and returns the end. At most three times as long as `name`.
char* write_phase_block(char* out, std::string_view name) noexcept;

/// Upper bound of the bytes that the phase of a haplotype table's row takes in any format; 0 for other rows.
[[nodiscard]] std::size_t phase_bound(const Site& site) noexcept;

/// True where a sample has an allele.
[[nodiscard]] bool is_called(const Site& site, const EncodePlan& plan, std::size_t sample) noexcept;

/// Writes the decimal digits of `value` (not negative) and returns the end; two bytes are written at least.
char* write_number(char* out, std::int64_t value) noexcept;

/// Appends `text` and returns the end.
inline char* write_text(char* out, std::string_view text) noexcept {
  if (!text.empty()) std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

}  // namespace matrix2vcf
