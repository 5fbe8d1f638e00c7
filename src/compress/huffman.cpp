// SPDX-License-Identifier: MIT
#include "compress/huffman.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

namespace matrix2vcf {

namespace {

constexpr unsigned literal_limit = 12, distance_limit = 11, precode_limit = 7;
constexpr unsigned end_of_block = 256;
constexpr std::size_t precode_symbols = 19, fixed_literal_symbols = 288;

// The longest sequence is one store of 64 bits, with up to 7 bits left from the one before.
static_assert(7 + literal_limit + literal_limit + 5 + distance_limit + 13 <= 64);

constexpr std::array<std::uint8_t, precode_symbols> precode_order = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                                     11, 4,  12, 3, 13, 2, 14, 1, 15};

unsigned length_extra_bits(unsigned symbol) noexcept { return symbol < 265 || symbol == 285 ? 0 : (symbol - 261) / 4; }
unsigned distance_extra_bits(unsigned symbol) noexcept { return symbol < 4 ? 0 : symbol / 2 - 1; }

constexpr auto reversed_byte = [] {
  std::array<std::uint8_t, 256> table{};
  for (unsigned i = 0; i < 256; ++i)
    for (unsigned bit = 0; bit < 8; ++bit) table[i] |= static_cast<std::uint8_t>((i >> bit & 1) << (7 - bit));
  return table;
}();

/// Bits in the order of RFC 1951, lowest first, into memory that holds 8 bytes more than what is written.
class BitWriter {
 public:
  explicit BitWriter(std::byte* out) noexcept : begin_(out), at_(out) {}

  /// count <= 57; the bits of `value` above `count` are 0.
  void put(std::uint64_t value, unsigned count) noexcept {
    append(value, count);
    flush();
  }

  /// As put(), but for several calls before one flush(): together at most 57 bits.
  void append(std::uint64_t value, unsigned count) noexcept {
    bits_ |= value << filled_;
    filled_ += count;
  }
  void flush() noexcept {
    store(bits_);
    at_ += filled_ / 8;
    bits_ >>= filled_ & ~7u;
    filled_ &= 7;
  }

  /// Fills the last byte up with zeros. Returns the number of bytes written.
  std::size_t finish() noexcept {
    if (filled_ > 0) ++at_;
    return static_cast<std::size_t>(at_ - begin_);
  }

 private:
  void store(std::uint64_t value) noexcept {
    if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap64(value);
    std::memcpy(at_, &value, sizeof value);
  }

  std::byte* begin_;
  std::byte* at_;
  std::uint64_t bits_ = 0;
  unsigned filled_ = 0;  // below 8 between calls
};

/// Sorts keys, no two alike, below 2^31. The place of a key is the number of smaller ones: while keys are few, counting
/// them, in vectors and without a branch, is faster than std::sort.
void sort_distinct(std::span<std::uint32_t> keys) noexcept {
  constexpr std::size_t few = 128;
  if (keys.size() > few) {
    std::sort(keys.begin(), keys.end());
    return;
  }
  std::array<std::int32_t, few> unsorted;  // SSE2 compares signed numbers only
  std::copy(keys.begin(), keys.end(), unsorted.begin());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    std::int32_t smaller = 0;
    for (std::size_t k = 0; k < keys.size(); ++k) smaller += unsorted[k] < unsorted[i] ? 1 : 0;
    keys[static_cast<std::size_t>(smaller)] = static_cast<std::uint32_t>(unsorted[i]);
  }
}

/// How many leaves of the optimal tree lie at each depth, for weights that ascend; as Moffat and Katajainen, "In-place
/// calculation of minimum-redundancy codes" (1995), but with arrays of their own, so that no choice needs a branch:
/// they are as good as random. The leaves follow from the inner nodes, each of which has two children. weights: n of 2
/// or more, and one larger than all sums behind them. leaves: n zeros. Returns the greatest depth.
std::size_t count_leaves(std::span<const std::uint32_t> weights, std::span<std::uint32_t> leaves) noexcept {
  const std::size_t inner_nodes = weights.size() - 2;
  std::array<std::uint32_t, fixed_literal_symbols> sums, parents, depths, inner{};
  std::size_t node = 0, leaf = 0;
  for (std::uint32_t next = 0; next < inner_nodes; ++next) {
    const auto take_lighter = [&] {
      const bool is_node = sums[node] < weights[leaf];
      const std::uint32_t weight = is_node ? sums[node] : weights[leaf];
      parents[node] = next;  // is written again until the node is taken
      node += is_node ? 1 : 0;
      leaf += is_node ? 0 : 1;
      return weight;
    };
    sums[next] = weights.back();
    const std::uint32_t first = take_lighter();
    sums[next] = first + take_lighter();
  }
  std::size_t greatest = 0;
  depths[inner_nodes - 1] = 0;
  ++inner[0];
  for (std::size_t i = inner_nodes - 1; i-- > 0;) ++inner[depths[i] = depths[parents[i]] + 1];
  for (std::size_t depth = 1; inner[depth - 1] > 0; ++depth)
    leaves[greatest = depth] = 2 * inner[depth - 1] - inner[depth];
  return greatest;
}

/// Moves codes that are too long up to `limit`, then lengthens shorter ones until the Kraft sum is 1 again.
void enforce_limit(std::span<std::uint32_t> codes_of_length, unsigned limit) noexcept {
  std::uint32_t kraft = 0;  // in units of 2^-limit
  for (std::size_t length = limit + 1; length < codes_of_length.size(); ++length)
    codes_of_length[limit] += std::exchange(codes_of_length[length], 0);
  for (unsigned length = 1; length <= limit; ++length) kraft += codes_of_length[length] << (limit - length);
  for (; kraft > 1u << limit; --kraft) {
    unsigned shorter = limit - 1;
    while (codes_of_length[shorter] == 0) --shorter;
    --codes_of_length[limit];
    --codes_of_length[shorter];
    codes_of_length[shorter + 1] += 2;
  }
}

/// A code and how to write it.
struct Code {
  std::uint32_t bits = 0;
  std::uint32_t count = 0;
};

/// The tables of one block: what to write for a literal, a length (with its extra bits) and a distance symbol.
class BlockCode {
 public:
  BlockCode(std::span<const std::uint8_t> literal_lengths, std::span<const std::uint8_t> distance_lengths) noexcept {
    std::array<std::uint16_t, fixed_literal_symbols> codes{};
    make_codes(literal_lengths, std::span(codes).first(literal_lengths.size()));
    for (unsigned symbol = 0; symbol < 256; ++symbol) literal_[symbol] = {codes[symbol], literal_lengths[symbol]};
    end_ = {codes[end_of_block], literal_lengths[end_of_block]};
    std::size_t length = min_match;
    for (unsigned symbol = end_of_block + 1; symbol < literal_symbols - 1; ++symbol) {
      const unsigned extra = length_extra_bits(symbol), own = literal_lengths[symbol];
      for (std::uint32_t low = 0; low < 1u << extra; ++low)
        length_[length++] = {codes[symbol] | low << own, own + extra};
    }
    length_[max_match] = {codes[literal_symbols - 1], literal_lengths[literal_symbols - 1]};
    make_codes(distance_lengths, std::span(codes).first(distance_lengths.size()));
    for (unsigned symbol = 0; symbol < distance_symbols; ++symbol)
      distance_[symbol] = {codes[symbol], distance_lengths[symbol]};
  }

  void write(std::span<const Sequence> sequences, BitWriter& out) const noexcept {
    for (const Sequence& sequence : sequences) {
      const Code& literal = literal_[sequence.literal];
      out.append(literal.bits, literal.count);
      const Code& length = length_[sequence.length];
      out.append(length.bits, length.count);
      const Code& distance = distance_[sequence.symbol];
      const unsigned extra = distance_extra[sequence.symbol];
      const std::uint64_t low = sequence.distance & ((1u << extra) - 1);
      out.append(distance.bits | low << distance.count, distance.count + extra);
      out.flush();
    }
    out.put(end_.bits, end_.count);
  }

 private:
  static constexpr std::array<std::uint8_t, distance_symbols + 1> distance_extra = {
      0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 0};

  std::array<Code, 257> literal_{};                    // [no_literal] writes nothing
  std::array<Code, max_match + 1> length_{};           // [0] writes nothing
  std::array<Code, distance_symbols + 1> distance_{};  // [no_distance] writes nothing
  Code end_;
};

/// How often each symbol of the two codes occurs, and the extra bits that go with any choice of codes.
struct Histogram {
  std::array<std::uint32_t, literal_symbols> literals{};
  std::array<std::uint32_t, distance_symbols> distances{};
  std::size_t extra_bits = 0;

  explicit Histogram(const SequenceList& list) noexcept {
    std::copy(list.literals().begin(), list.literals().end(), literals.begin());
    literals[end_of_block] = 1;
    for (unsigned symbol = end_of_block + 1; symbol < literal_symbols; ++symbol)
      extra_bits += std::size_t{literals[symbol]} * length_extra_bits(symbol);
    for (unsigned symbol = 0; symbol < distance_symbols; ++symbol) {
      distances[symbol] = list.distances()[symbol];
      extra_bits += std::size_t{distances[symbol]} * distance_extra_bits(symbol);
    }
  }

  [[nodiscard]] std::size_t bits(std::span<const std::uint8_t> literal_lengths,
                                 std::span<const std::uint8_t> distance_lengths) const noexcept {
    std::size_t sum = extra_bits;
    for (std::size_t i = 0; i < literals.size(); ++i) sum += std::size_t{literals[i]} * literal_lengths[i];
    for (std::size_t i = 0; i < distances.size(); ++i) sum += std::size_t{distances[i]} * distance_lengths[i];
    return sum;
  }
};

/// The code lengths of a dynamic block, and their own compressed form (RFC 1951, 3.2.7).
class DynamicHeader {
 public:
  explicit DynamicHeader(const Histogram& histogram) noexcept {
    make_code_lengths(histogram.literals, literal_limit, literal_lengths);
    make_code_lengths(histogram.distances, distance_limit, distance_lengths);
    literals_used_ = used(literal_lengths, 257);
    distances_used_ = used(distance_lengths, 1);
    std::array<std::uint8_t, literal_symbols + distance_symbols> all{};
    std::copy_n(literal_lengths.begin(), literals_used_, all.begin());
    std::copy_n(distance_lengths.begin(), distances_used_, all.begin() + static_cast<std::ptrdiff_t>(literals_used_));
    pack_runs(std::span(all).first(literals_used_ + distances_used_));

    std::array<std::uint32_t, precode_symbols> counts{};
    for (const Item& item : std::span(items_).first(items_used_)) ++counts[item.symbol];
    make_code_lengths(counts, precode_limit, precode_lengths_);
    precodes_used_ = precode_symbols;
    while (precodes_used_ > 4 && precode_lengths_[precode_order[precodes_used_ - 1]] == 0) --precodes_used_;
  }

  [[nodiscard]] std::size_t bits() const noexcept {
    std::size_t sum = 5 + 5 + 4 + 3 * precodes_used_;
    for (const Item& item : std::span(items_).first(items_used_))
      sum += precode_lengths_[item.symbol] + std::size_t{run_bits(item.symbol)};
    return sum;
  }

  void write(BitWriter& out) const noexcept {
    out.put(literals_used_ - 257, 5);
    out.put(distances_used_ - 1, 5);
    out.put(precodes_used_ - 4, 4);
    for (std::size_t i = 0; i < precodes_used_; ++i) out.put(precode_lengths_[precode_order[i]], 3);
    std::array<std::uint16_t, precode_symbols> codes{};
    make_codes(precode_lengths_, codes);
    for (const Item& item : std::span(items_).first(items_used_)) {
      const unsigned own = precode_lengths_[item.symbol];
      out.put(codes[item.symbol] | static_cast<std::uint64_t>(item.run) << own, own + run_bits(item.symbol));
    }
  }

  std::array<std::uint8_t, literal_symbols> literal_lengths{};
  std::array<std::uint8_t, distance_symbols> distance_lengths{};

 private:
  struct Item {
    std::uint8_t symbol = 0;
    std::uint8_t run = 0;  // as it is written: less the smallest run of its symbol
  };

  static unsigned run_bits(unsigned symbol) noexcept {
    static constexpr std::array<std::uint8_t, precode_symbols> bits = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                                                       0, 0, 0, 0, 0, 0, 2, 3, 7};
    return bits[symbol];
  }

  static std::size_t used(std::span<const std::uint8_t> lengths, std::size_t at_least) noexcept {
    std::size_t n = lengths.size();
    while (n > at_least && lengths[n - 1] == 0) --n;
    return n;
  }

  void add(unsigned symbol, std::size_t run) noexcept {
    items_[items_used_++] = {static_cast<std::uint8_t>(symbol), static_cast<std::uint8_t>(run)};
  }

  void pack_runs(std::span<const std::uint8_t> lengths) noexcept {
    for (std::size_t i = 0; i < lengths.size();) {
      std::size_t run = 1;
      while (i + run < lengths.size() && lengths[i + run] == lengths[i]) ++run;
      i += run;
      const unsigned value = lengths[i - 1];
      if (value == 0) {
        for (; run >= 11; run -= std::min<std::size_t>(run, 138)) add(18, std::min<std::size_t>(run, 138) - 11);
        if (run >= 3) {
          add(17, run - 3);
          run = 0;
        }
      } else if (run >= 4) {
        add(value, 0);
        for (--run; run >= 3; run -= std::min<std::size_t>(run, 6)) add(16, std::min<std::size_t>(run, 6) - 3);
      }
      for (; run > 0; --run) add(value, 0);
    }
  }

  std::array<Item, literal_symbols + distance_symbols> items_{};
  std::size_t items_used_ = 0;
  std::array<std::uint8_t, precode_symbols> precode_lengths_{};
  std::size_t literals_used_ = 0, distances_used_ = 0, precodes_used_ = 0;
};

/// A dynamic code: how it is told, and how it is written.
struct DynamicCode {
  DynamicHeader header;
  BlockCode code;

  explicit DynamicCode(const Histogram& histogram) noexcept
      : header(histogram), code(header.literal_lengths, header.distance_lengths) {}

  [[nodiscard]] bool covers(const Histogram& histogram) const noexcept {
    unsigned lacking = 0;
    for (std::size_t i = 0; i < literal_symbols; ++i)
      lacking |=
          static_cast<unsigned>(histogram.literals[i] != 0) & static_cast<unsigned>(header.literal_lengths[i] == 0);
    return lacking == 0;  // all distances have a code
  }
};

/// The code lengths of a fixed block (RFC 1951, 3.2.6).
struct FixedLengths {
  std::array<std::uint8_t, fixed_literal_symbols> literals{};
  std::array<std::uint8_t, distance_symbols> distances{};

  constexpr FixedLengths() noexcept {
    for (std::size_t i = 0; i < literals.size(); ++i)
      literals[i] = static_cast<std::uint8_t>(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
    distances.fill(5);
  }
};

std::size_t write_stored(std::string_view text, std::span<std::byte> out) noexcept {
  if (out.size() < text.size() + 5) return 0;
  const auto size = static_cast<unsigned>(text.size());
  const std::array<unsigned, 5> head = {1, size & 0xff, size >> 8, ~size & 0xff, (~size >> 8) & 0xff};
  std::transform(head.begin(), head.end(), out.begin(), [](unsigned value) { return static_cast<std::byte>(value); });
  if (!text.empty()) std::memcpy(out.data() + head.size(), text.data(), text.size());
  return head.size() + text.size();
}

}  // namespace

void make_code_lengths(std::span<const std::uint32_t> counts, unsigned limit,
                       std::span<std::uint8_t> lengths) noexcept {
  constexpr unsigned symbol_bits = 9;
  std::array<std::uint32_t, fixed_literal_symbols + 1> sorted, weights;
  std::size_t n = 0;
  for (std::size_t symbol = 0; symbol < counts.size(); ++symbol) {
    sorted[n] = counts[symbol] << symbol_bits | static_cast<std::uint32_t>(symbol);
    n += counts[symbol] > 0 ? 1 : 0;
  }
  for (std::uint32_t symbol = 0; n < 2; ++symbol)
    if (counts[symbol] == 0) sorted[n++] = 1u << symbol_bits | symbol;
  sort_distinct(std::span(sorted).first(n));

  for (std::size_t i = 0; i < n; ++i) weights[i] = sorted[i] >> symbol_bits;
  weights[n] = std::numeric_limits<std::uint32_t>::max();
  std::array<std::uint32_t, fixed_literal_symbols> codes_of_length{};
  const std::size_t longest = count_leaves(std::span(weights).first(n + 1), codes_of_length);
  enforce_limit(std::span(codes_of_length).first(std::max<std::size_t>(longest, limit) + 1), limit);

  std::fill(lengths.begin(), lengths.end(), std::uint8_t{0});
  std::size_t next = 0;
  for (unsigned length = limit; length > 0; --length)
    for (std::uint32_t k = 0; k < codes_of_length[length]; ++k)
      lengths[sorted[next++] & ((1u << symbol_bits) - 1)] = static_cast<std::uint8_t>(length);
}

void make_codes(std::span<const std::uint8_t> lengths, std::span<std::uint16_t> codes) noexcept {
  std::array<std::uint32_t, 16> codes_of_length{}, next{};
  for (const std::uint8_t length : lengths) ++codes_of_length[length];
  for (unsigned length = 2; length < 16; ++length) next[length] = (next[length - 1] + codes_of_length[length - 1]) << 1;
  for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol) {
    const unsigned length = lengths[symbol];  // without a branch for 0, whose code stays 0
    const std::uint32_t code = next[length] << (16 - length);
    next[length] += length > 0 ? 1 : 0;
    codes[symbol] = static_cast<std::uint16_t>(reversed_byte[code >> 8] | reversed_byte[code & 0xff] << 8);
  }
}

struct KeptCode::State {
  std::optional<DynamicCode> code;
  unsigned blocks_left = 0;
  std::array<std::uint32_t, end_of_block> seen{};  // 1 for a literal that occurred since forget()

  const DynamicCode& code_for(const Histogram& histogram) noexcept {
    for (std::size_t literal = 0; literal < end_of_block; ++literal)
      seen[literal] |= histogram.literals[literal] != 0 ? 1U : 0U;
    if (blocks_left == 0 || !code->covers(histogram)) make(histogram);
    --blocks_left;
    return *code;
  }

 private:
  // What the next blocks may have gets a code too: every match, and the literals seen so far.
  void make(Histogram histogram) noexcept {
    constexpr unsigned blocks = 16;
    for (std::size_t literal = 0; literal < end_of_block; ++literal)
      histogram.literals[literal] = std::max(histogram.literals[literal], seen[literal]);
    for (std::size_t symbol = end_of_block; symbol < literal_symbols; ++symbol)
      histogram.literals[symbol] = std::max(histogram.literals[symbol], 1U);
    for (std::uint32_t& count : histogram.distances) count = std::max(count, 1U);
    code.emplace(histogram);
    blocks_left = blocks;
  }
};

KeptCode::KeptCode() : state_(std::make_unique<State>()) {}
KeptCode::~KeptCode() = default;
KeptCode::KeptCode(KeptCode&&) noexcept = default;
KeptCode& KeptCode::operator=(KeptCode&&) noexcept = default;

void KeptCode::forget() noexcept {
  state_->blocks_left = 0;
  state_->seen.fill(0);
}

std::size_t write_deflate(std::string_view text, const SequenceList& list, std::span<std::byte> out,
                          KeptCode* kept) noexcept {
  constexpr std::size_t block_type_bits = 3;
  const Histogram histogram(list);
  std::optional<DynamicCode> own;
  const DynamicCode& dynamic = kept != nullptr ? kept->state_->code_for(histogram) : own.emplace(histogram);
  static constexpr FixedLengths fixed;
  const std::size_t dynamic_bits = block_type_bits + dynamic.header.bits() +
                                   histogram.bits(dynamic.header.literal_lengths, dynamic.header.distance_lengths);
  const std::size_t fixed_bits = block_type_bits + histogram.bits(fixed.literals, fixed.distances);
  const std::size_t size = (std::min(dynamic_bits, fixed_bits) + 7) / 8;
  if (text.size() + 5 <= size) return write_stored(text, out);
  if (size > out.size()) return 0;

  std::array<std::byte, max_deflate_text + 16> scratch;  // stores of 8 bytes may pass the end
  BitWriter bits(scratch.data());
  if (fixed_bits <= dynamic_bits) {
    bits.put(0b011, block_type_bits);
    BlockCode(fixed.literals, fixed.distances).write(list.sequences(), bits);
  } else {
    bits.put(0b101, block_type_bits);
    dynamic.header.write(bits);
    dynamic.code.write(list.sequences(), bits);
  }
  bits.finish();
  std::memcpy(out.data(), scratch.data(), size);
  return size;
}

}  // namespace matrix2vcf
