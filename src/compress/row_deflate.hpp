// SPDX-License-Identifier: MIT
// row_deflate - a DEFLATE encoder that knows that its text is rows of genotypes. How it works: row_deflate.cpp.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "cpu.hpp"
#include "encode/payload.hpp"

namespace matrix2vcf {

/// Not for two threads at once; one for each.
class RowDeflate {
 public:
  /// setting 1 (fastest) to 6 (smallest).
  explicit RowDeflate(int setting, Cpu level = cpu());
  ~RowDeflate();
  RowDeflate(RowDeflate&&) noexcept;
  RowDeflate& operator=(RowDeflate&&) noexcept;

  /// What follows has nothing to do with what came before.
  void begin() noexcept;

  /// Writes one raw DEFLATE stream (RFC 1951) that inflates to view.text. Returns its size, or 0 where it does not fit
  /// in `out`. A pure function of (setting, view), the same on every CPU; at setting 1 also of the views before it,
  /// back to begin(). What the rows and codes say about the text bears on the size only: every match is a match of the
  /// text.
  [[nodiscard]] std::size_t compress(const PayloadView& view, std::span<std::byte> out) noexcept;

 private:
  class Workspace;
  std::unique_ptr<Workspace> work_;
};

}  // namespace matrix2vcf
