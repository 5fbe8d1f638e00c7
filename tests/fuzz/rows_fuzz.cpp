// SPDX-License-Identifier: MIT
// rows_fuzz - a block of rows, as text or drawn: vector kernels, plain code and any cut into slices must find the same.
#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cpu.hpp"
#include "drawn_rows.hpp"
#include "fuzz.hpp"
#include "limits.hpp"
#include "sites/scan.hpp"

namespace matrix2vcf::fuzz {
namespace {

constexpr std::array<std::size_t, 16> column_counts{1, 2, 2, 3, 3, 4, 5, 7, 8, 15, 16, 17, 31, 32, 33, 65};

struct Bench {
  GenotypePlan plan;
  Scanner scalar, vector;
  explicit Bench(const GenotypePlan& of)
      : plan(of), scalar(plan, nullptr, nullptr, Cpu::scalar), vector(plan, nullptr, nullptr, cpu()) {}
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;
};

/// `shape`: 0 to 7, the common one most often.
GenotypePlan make_plan(std::size_t columns, std::uint32_t flags, std::uint32_t shape) {
  std::vector<std::uint32_t> haplotypes;
  for (std::uint32_t i = 0; i < columns; ++i)
    if (shape != 1 || i % 3 != 1) haplotypes.push_back(i);
  if (shape == 2) std::ranges::reverse(haplotypes);
  constexpr std::array<Gap, 4> gaps{Gap::missing, Gap::star, Gap::reference, Gap::star};
  GenotypePlan plan = GenotypePlan::make(columns, haplotypes, gaps[flags & 3], (flags & 4) != 0, shape == 1);
  plan.half_call_missing = (flags & 8) != 0;
  plan.trim_alt_alleles = (flags & 16) != 0;
  plan.all_sites = (flags & 32) != 0;
  plan.bad_allele_missing = (flags & 64) != 0;
  plan.first_position = (flags & 128) != 0 ? 0 : 1;
  if (shape == 3) plan.shape = RowShape::parse("CHROM,POS,REF,ALT");
  if (shape == 5) plan.shape = RowShape::parse("CHROM,-,POS,ID,REF");
  for (std::uint32_t i = 0; i < haplotypes.size(); i += 2) plan.sample_begins.push_back(i);
  plan.sample_begins.push_back(static_cast<std::uint32_t>(haplotypes.size()));
  return plan;
}

Bench& bench_of(std::size_t columns, std::uint32_t flags, std::uint32_t shape) {
  static std::map<std::array<std::size_t, 3>, std::unique_ptr<Bench>> benches;
  std::unique_ptr<Bench>& bench = benches[{columns, flags, shape}];
  if (bench == nullptr) bench = std::make_unique<Bench>(make_plan(columns, flags, shape));
  return *bench;
}

/// Everything that a block gives, as one number.
class Log {
 public:
  void clear() { hash_ = 0; }
  bool operator==(const Log&) const = default;

  void number(std::int64_t value) {
    hash_ = (hash_ ^ static_cast<std::uint64_t>(value)) * 0x9E3779B97F4A7C15U;
    hash_ ^= hash_ >> 29U;
  }
  void text(std::string_view text) {
    number(static_cast<std::int64_t>(text.size()));
    for (; text.size() > 8; text.remove_prefix(8)) number(word(text.data(), 8));
    number(word(text.data(), text.size()));
  }

  void site(const Site& site) {
    text(site.chrom);
    text(site.id);
    number(site.pos);
    for (const std::string_view allele : site.alleles) text(allele);
    text({reinterpret_cast<const char*>(site.codes.data()), site.codes.size_bytes()});
    text({reinterpret_cast<const char*>(site.wide_codes.data()), site.wide_codes.size_bytes()});
    for (const std::int64_t count : site.allele_counts) number(count);
    number(site.called);
    number(site.half_calls);
  }

  void fault(const Fault& fault) {
    number(static_cast<std::int64_t>(fault.kind));
    number(fault.line);
    number(static_cast<std::int64_t>(fault.column));
    number(fault.number);
    text(fault.text);
  }

  void end(const Scanner& scanner) {
    for (const std::int64_t value : {scanner.lines(), scanner.rows(), scanner.first_blank(), scanner.repeated(),
                                     scanner.gap_cells(), scanner.bad_cells(), scanner.trimmed_alleles()})
      number(value);
    if (scanner.rows() > 0) number(scanner.position());
  }

 private:
  static std::int64_t word(const char* at, std::size_t bytes) {
    std::int64_t value = 0;
    if (bytes > 0) std::memcpy(&value, at, bytes);  // without bytes there may be no address
    return value;
  }

  std::uint64_t hash_ = 0;
};

/// What holds for every site; seen once a case, since the others must give the same.
void check_site(const Site& site, const GenotypePlan& plan) {
  require(site.pos >= 1 && site.pos + static_cast<std::int64_t>(site.alleles[0].size()) - 1 <= max_position);
  require(site.alleles.size() == site.allele_counts.size());
  require(site.alleles.size() > 1 || plan.all_sites);
  std::int64_t called = 0;
  for (const std::int64_t count : site.allele_counts) called += count;
  require(called == site.called);
  require(site.codes.size() + site.wide_codes.size() == plan.haplotypes.size());
  for (const std::uint8_t code : site.codes) require(code < site.alleles.size() || code == missing_code<std::uint8_t>);
  for (const std::uint32_t code : site.wide_codes)
    require(code < site.alleles.size() || code == missing_code<std::uint32_t>);
  for (const std::string_view allele : site.alleles) {
    require(allele == "*" || (!allele.empty() && allele.find_first_not_of("ACGTN") == allele.npos));
    require(std::ranges::count(site.alleles, allele) == 1);
  }
}

/// False at a fault.
bool scan_slice(Scanner& scanner, const Bench& bench, std::int64_t length, Log& log) {
  for (;;) {
    switch (scanner.next()) {
      case Step::slice: return true;
      case Step::fault: log.fault(scanner.fault()); return false;
      case Step::contig:
        log.text(scanner.contig());
        scanner.set_contig_length(length);
        break;
      case Step::site:
        if (&scanner == &bench.scalar) check_site(scanner.site(), bench.plan);
        log.site(scanner.site());
    }
  }
}

/// `cut`: lines in the first slice, 0: there is one slice.
void scan_block(Scanner& scanner, const Bench& bench, std::string_view text, std::size_t cut, std::int64_t length,
                Log& log) {
  static std::array<char, most_text + slice_padding> copy;
  log.clear();
  scanner.begin_block();
  std::size_t bytes = cut == 0 ? text.size() : 0;
  for (std::size_t i = 0; i < cut && bytes < text.size(); ++i)
    bytes = std::min(text.find('\n', bytes), text.size() - 1) + 1;
  bool goes_on = true;
  for (std::size_t at = 0; goes_on && at < text.size(); at += bytes, bytes = text.size() - at) {
    // The other slice's text must not be behind this one: a scanner may look there, but not take it for rows.
    char* const begin = copy.data() + most_text - bytes;
    std::memcpy(begin, text.data() + at, bytes);
    std::memset(begin + bytes, 'A', slice_padding);
    scanner.begin_slice({begin, bytes});
    goes_on = scan_slice(scanner, bench, length, log);
  }
  if (goes_on) log.end(scanner);
}

}  // namespace
}  // namespace matrix2vcf::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace matrix2vcf;
  using namespace matrix2vcf::fuzz;
  static Text text;
  static Log plain, other;

  Input in(data, size);
  const std::uint32_t kind = in.byte();
  const std::size_t columns = column_counts[kind % 16];
  const std::uint32_t flags = in.byte(), shape = in.byte() & 7;
  const std::int64_t length = (kind & 64) != 0 ? 1000 : 0;
  const std::size_t cut = std::max<std::size_t>(in.below(6), 2) - 2;  // every second case is cut
  text.size = 0;
  if ((kind & 128) != 0)
    draw_rows(in, columns, text);
  else
    text.add(in.rest());
  if (text.size == 0) return 0;
  Bench& bench = bench_of(columns, flags, shape);
  const std::string_view whole = text.view();

  scan_block(bench.scalar, bench, whole, 0, length, plain);
  scan_block(bench.vector, bench, whole, cut, length, other);
  require(other == plain);
  return 0;
}
