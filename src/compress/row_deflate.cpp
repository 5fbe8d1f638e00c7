// SPDX-License-Identifier: MIT
// row_deflate - from rows of genotypes to literals and matches.
//
// A general encoder enters every byte of the text into a hash table and walks a chain of earlier places at each step.
// Here the cells of a row are all alike, so nearly everything can be decided on haplotypes, one bit each:
//
//   a row above     0|0  0|1  0|0  1|0  0|0  0|1  1|1     the reference: of the rows in reach, the one with the
//                   ============x=================x==     fewest differing haplotypes
//   this row        0|0  0|1  0|1  1|0  0|0  0|1  0|1
//                          *    *  *           *    *     the anchors: carriers of the row's minor allele
//
// 1. The codes are packed into bits; XOR and popcount against the rows above find the reference.
// 2. Two bit maps, one bit a byte of text, say where the row differs from the reference, and where from its own cell
//    before (a match with the cell before is a "run"). The length of either match at any byte is the distance to the
//    next set bit.
// 3. What neither explains is found by a dictionary of anchors. Its key is an anchor's next five haplotypes; an entry
//    holds the last eight places of that key, each with its next 16 haplotypes and the quiet stretch before it, in
//    which no one carries the minor allele. One XOR over the eight says which agrees longest. It is asked for the first
//    anchor after the current byte, so it also finds matches that begin in the quiet stretch.
// 4. A step takes the longest of the three matches at a byte, or one literal and the longest after it.
// 5. What is not cells (CHROM to FORMAT, what follows BCF's genotypes, irregular rows) is matched as bytes: against the
//    reference, and by two small hash tables, of 4 and of 12 bytes, that keep the last four places of each key.
//
// The codes only say where to look. Every match is compared in the text before it is taken, so a row that is not what
// it is said to be costs size, never correctness. Nothing is kept from one call to the next.
//
// What each part is worth, and what did not help: bench/results.md, "row compressor".
#include "compress/row_deflate.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <new>
#include <tuple>

#include "compress/huffman.hpp"
#include "compress/row_kernels.hpp"

namespace matrix2vcf {

namespace {

struct Match {
  std::size_t length = 0;
  std::size_t distance = 0;
};

/// What a setting spends.
struct Effort {
  std::size_t rows_compared;  ///< in the search for the reference
  std::size_t nice_length;    ///< a match of this length ends the search of a step
  bool all_anchors;           ///< enter the anchors inside matches of the reference, too
  bool second_look;           ///< try a literal and the match after it
  bool lazy_bytes;            ///< the same outside the cells
  int libdeflate_level;       ///< for blocks without a regular row
};

/// Settings 1 to 6.
constexpr std::array<Effort, 6> efforts = {{{16, 64, false, false, false, 1},
                                            {16, 64, true, false, false, 2},
                                            {16, 64, true, true, false, 3},
                                            {32, 64, true, true, false, 5},
                                            {64, 128, true, true, true, 6},
                                            {128, 256, true, true, true, 7}}};

/// The last four places of each key of `key_bytes` bytes. A place is an offset; 0 stands for none.
template <std::size_t key_bytes>
class ByteDictionary {
 public:
  void clear() noexcept { places_.fill(0); }

  void insert(const char* key, std::size_t at) noexcept {
    std::uint64_t& places = places_[index(key)];
    places = places << 16 | at;
  }

  /// Four places of 16 bits, the newest lowest.
  [[nodiscard]] std::uint64_t places(const char* key) const noexcept { return places_[index(key)]; }

 private:
  static constexpr unsigned index_bits = 11;
  static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15u;

  template <class Word>
  static std::uint64_t load(const char* p) noexcept {
    Word word;
    std::memcpy(&word, p, sizeof word);
    if constexpr (std::endian::native == std::endian::little) return word;
    return sizeof word == 4 ? __builtin_bswap32(static_cast<std::uint32_t>(word)) : __builtin_bswap64(word);
  }

  static std::size_t index(const char* key) noexcept {
    std::uint64_t mixed = load<std::uint32_t>(key + key_bytes - 4) * golden;
    if constexpr (key_bytes == 12) mixed = (load<std::uint64_t>(key) ^ std::rotl(mixed, 23)) * golden;
    return mixed >> (64 - index_bits);
  }

  std::array<std::uint64_t, std::size_t{1} << index_bits> places_;
};

/// Where a stretch of text differs from the text `distance` before it.
template <class Vector>
class Alignment {
 public:
  void set(const char* text, std::size_t begin, std::size_t end, std::size_t distance) noexcept {
    begin_ = std::max(begin, distance);
    end_ = end;
    distance_ = distance;
    mismatches<Vector>(text + begin_, text + begin_ - distance, end - begin_, bits_.data());
  }

  /// Matches nowhere from `begin` to `end`.
  void set_none(std::size_t begin, std::size_t end) noexcept {
    begin_ = begin;
    end_ = end;
    distance_ = 0;
    std::fill_n(bits_.begin(), (end - begin) / 64 + 1, ~std::uint64_t{0});
  }

  /// Covers nothing.
  void reset() noexcept { begin_ = end_ = distance_ = 0; }

  [[nodiscard]] bool covers(std::size_t at) const noexcept { return at >= begin_ && at < end_; }
  [[nodiscard]] std::size_t distance() const noexcept { return distance_; }
  [[nodiscard]] std::size_t end() const noexcept { return end_; }

  /// Equal bytes from `at` on, up to the end of the stretch. begin <= at <= end.
  [[nodiscard]] std::size_t length(std::size_t at) const noexcept {
    const std::size_t i = at - begin_;
    std::size_t word = i / 64;
    const std::uint64_t next_64 = bits_[word] >> i % 64 | bits_[word + 1] << 1 << (63 - i % 64);
    if (next_64 != 0) return static_cast<std::size_t>(std::countr_zero(next_64));
    do ++word;
    while (bits_[word] == 0);  // the bit at the end is 1
    return word * 64 + static_cast<std::size_t>(std::countr_zero(bits_[word])) - i;
  }

 private:
  std::array<std::uint64_t, max_deflate_text / 64 + 3> bits_;
  std::size_t begin_ = 0, end_ = 0, distance_ = 0;
};

/// A regular row that was parsed already, or is being parsed.
struct KnownRow {
  std::uint32_t cells;   // offset of its first cell
  std::uint32_t layout;  // rows with the same number have cells of the same geometry
  std::uint32_t bits;    // index of its packed codes: carriers, a word of zeros, then others where there are any
  std::uint32_t carriers;
  bool any_other;
};

/// A carrier of the row's minor allele.
struct Anchor {
  std::uint32_t at;      // offset in the text
  std::uint16_t window;  // its own and the next 15 haplotypes, one bit each
  std::uint16_t key;
};

// Five haplotypes after the anchor, its place in the cell, which allele is the minor one.
constexpr std::size_t anchor_keys = 128;

/// The parse of one block. Memory is taken once, and touched only as far as blocks use it.
template <class Vector>
class RowParser {
 public:
  explicit RowParser(const Effort& effort)
      : effort_(effort),
        offsets_(std::make_unique_for_overwrite<std::uint16_t[]>(max_deflate_text)),
        known_(std::make_unique_for_overwrite<KnownRow[]>(max_deflate_text)),
        bits_(std::make_unique_for_overwrite<std::uint64_t[]>(max_bit_words)),
        anchors_(std::make_unique_for_overwrite<Anchor[]>(max_deflate_text + 2)) {}

  /// view.text.size() <= max_deflate_text.
  void parse(const PayloadView& view) noexcept {
    begin(view.text);
    for (const PayloadRow& row : view.rows) {
      if (is_regular(row, view.codes.size()) && use_layout(row))
        parse_regular(row, view.codes.data() + row.codes);
      else
        parse_bytes(std::min<std::size_t>(row.end, size_));
    }
    parse_bytes(size_);
    list_.finish();
  }

  [[nodiscard]] const SequenceList& sequences() const noexcept { return list_; }

 private:
  // A block's rows have at most one haplotype a byte, and each takes up to two vectors and a word of zeros after each.
  static constexpr std::size_t max_bit_words = 2 * (max_deflate_text / 64 + 2 * max_deflate_text);
  static constexpr std::size_t sparse_words = 2;  // rows up to this size are worth a search even with one carrier

  // Prices in bytes of a match, found by trial over all kinds of text (bench/results.md, "row compressor").
  static constexpr std::size_t literal_price = 3, literal_before_run_price = 1;
  static constexpr int byte_bits = 4, least_gain_bits = 9, literal_gain_bits = 2;

  void begin(std::string_view text) noexcept {
    text_ = text.data();
    size_ = text.size();
    at_ = entered_ = 0;
    list_.clear();
    short_keys_.clear();
    long_keys_.clear();
    places_.fill(Places{});
    reference_.reset();
    layout_ = PayloadRow{};
    layouts_ = 0;
    rows_known_ = bit_words_used_ = 0;
  }

  // ---- rows

  /// Whether the cells lie within the row, the row within the text, and the codes exist.
  [[nodiscard]] bool is_regular(const PayloadRow& row, std::size_t codes) const noexcept {
    if (row.samples == 0 || row.ploidy == 0 || row.allele_bytes == 0 || row.end > size_) return false;
    const std::uint64_t cell = std::uint64_t{row.ploidy - 1u} * row.allele_bytes + 1;
    return row.cell_bytes >= cell && row.cells >= row.begin && row.begin <= row.end &&
           row.cells + std::uint64_t{row.samples - 1} * row.cell_bytes + cell <= row.end &&
           row.codes + std::uint64_t{row.samples} * row.ploidy <= codes;
  }

  /// Returns false where rows overlap so much that the memory for their codes is used up.
  bool use_layout(const PayloadRow& row) noexcept {
    const auto geometry = [](const PayloadRow& of) {
      return std::tuple(of.samples, of.cell_bytes, of.allele_bytes, of.ploidy);
    };
    if (geometry(row) != geometry(layout_)) {
      layout_ = row;
      ++layouts_;
      std::size_t cell = 0;
      haplotypes_ = 0;
      for (std::size_t sample = 0; sample < row.samples; ++sample, cell += row.cell_bytes)
        for (std::size_t i = 0; i < row.ploidy; ++i)
          offsets_[haplotypes_++] = static_cast<std::uint16_t>(cell + i * row.allele_bytes);
      words_ = haplotypes_ / 64 + 1;
      run_bonus_ = std::size_t{row.cell_bytes} / row.ploidy;
      phase_mask_ = row.ploidy % 2 == 0 ? 1 : 0;
    }
    return rows_known_ < max_deflate_text && bit_words_used_ + 2 * (words_ + 1) <= max_bit_words;
  }

  void parse_regular(const PayloadRow& row, const std::uint8_t* codes) noexcept {
    const KnownRow& known = add_known_row(row, codes);
    find_anchors(known);
    if (at_ < row.end) {
      const std::size_t distance = reference_distance(known);
      if (distance > 0) reference_.set(text_, row.begin, row.end, distance);
      const std::size_t cells_end = row.cells + offsets_[haplotypes_ - 1] + 1u;
      parse_bytes(row.cells);
      if (at_ < cells_end) parse_cells(row, cells_end);
      digits_repeat_ = true;
      parse_bytes(row.end);
      digits_repeat_ = false;
      reference_.reset();
    }
    enter_anchors(row.end);
  }

  const KnownRow& add_known_row(const PayloadRow& row, const std::uint8_t* codes) noexcept {
    std::uint64_t* const carriers = &bits_[bit_words_used_];
    std::uint64_t* const others = carriers + words_ + 1;
    const CodeCounts counts = pack_codes<Vector>(codes, haplotypes_, carriers, others);
    carriers[words_] = 0;  // a window may reach into it
    known_[rows_known_] = {row.cells, layouts_, static_cast<std::uint32_t>(bit_words_used_),
                           static_cast<std::uint32_t>(counts.carriers), counts.any_other};
    bit_words_used_ += (words_ + 1) * (counts.any_other ? 2 : 1);
    return known_[rows_known_++];
  }

  /// The distance to the row with the fewest differing haplotypes, the nearest of equals; 0 where none is in reach.
  /// Rows with one carrier at most are so alike that the last such row will do.
  [[nodiscard]] std::size_t reference_distance(const KnownRow& row) const noexcept {
    const bool sparse = row.carriers <= 1 && words_ > sparse_words;
    const std::uint64_t* const bits = &bits_[row.bits];
    std::size_t fewest = ~std::size_t{0}, distance = 0;
    const std::size_t before = rows_known_ - 1;
    for (std::size_t i = before; i-- > before - std::min(before, effort_.rows_compared);) {
      const KnownRow& candidate = known_[i];
      if (candidate.layout != row.layout || row.cells - candidate.cells > max_distance) break;
      if (sparse && candidate.carriers > 1) continue;
      const std::uint64_t* const candidate_bits = &bits_[candidate.bits];
      std::size_t differing = sparse ? 0 : differences(bits, candidate_bits, words_);
      if (row.any_other && candidate.any_other)
        differing += differences(bits + words_ + 1, candidate_bits + words_ + 1, words_);
      if (differing >= fewest) continue;
      fewest = differing;
      distance = row.cells - candidate.cells;
      if (differing == 0) break;
    }
    return distance;
  }

  // ---- anchors

  void find_anchors(const KnownRow& row) noexcept {
    const std::uint64_t* const bits = &bits_[row.bits];
    const bool most_carry = row.carriers * std::size_t{2} > haplotypes_;
    const std::uint64_t flip = most_carry ? ~std::uint64_t{0} : 0;
    const std::size_t allele_key = most_carry ? 64 : 0;
    Anchor* next = anchors_.get();
    *next++ = {row.cells - 1, 0, 0};  // what is before the first anchor is quiet from the first cell on
    for (std::size_t word = 0; word < words_; ++word) {
      std::uint64_t minor = bits[word] ^ flip;
      if (word + 1 == words_) minor &= ~(~std::uint64_t{0} << haplotypes_ % 64);
      for (; minor != 0; minor &= minor - 1) {
        const std::size_t haplotype = word * 64 + static_cast<std::size_t>(std::countr_zero(minor));
        const std::uint16_t window = next_16(bits, haplotype);
        const std::size_t key = (window >> 1 & 31) | (haplotype & phase_mask_) << 5 | allele_key;
        *next++ = {row.cells + offsets_[haplotype], window, static_cast<std::uint16_t>(key)};
      }
    }
    next->at = ~std::uint32_t{0};  // ends the loops over anchors
    anchor_ = anchors_.get() + 1;
  }

  /// The bits of 16 haplotypes.
  static std::uint16_t next_16(const std::uint64_t* bits, std::size_t haplotype) noexcept {
    if constexpr (std::endian::native == std::endian::little) {
      std::uint32_t next;
      std::memcpy(&next, reinterpret_cast<const char*>(bits) + haplotype / 8, sizeof next);
      return static_cast<std::uint16_t>(next >> haplotype % 8);
    }
    const std::uint64_t* const word = bits + haplotype / 64;
    return static_cast<std::uint16_t>(word[0] >> haplotype % 64 | word[1] << 1 << (63 - haplotype % 64));
  }

  /// Enters the anchors before `end` into the dictionary.
  void enter_anchors(std::size_t end) noexcept {
    const Anchor* anchor = anchor_;
    for (; anchor->at < end; ++anchor)
      places_[anchor->key].insert(static_cast<std::uint16_t>(anchor->at), anchor->window,
                                  static_cast<std::uint16_t>(quiet_before(anchor)));
    anchor_ = anchor;
  }

  /// Bytes between the anchor before and this one.
  static std::uint32_t quiet_before(const Anchor* anchor) noexcept { return anchor->at - anchor[-1].at - 1; }

  void skip_anchors(std::size_t end) noexcept {
    while (anchor_->at < end) ++anchor_;
  }

  // ---- cells

  void parse_cells(const PayloadRow& row, std::size_t end) noexcept {
    if (row.cells >= row.cell_bytes)
      run_.set(text_, row.cells, row.end, row.cell_bytes);
    else
      run_.set_none(row.cells, row.end);
    if (!reference_.covers(row.cells)) reference_.set_none(row.cells, row.end);
    while (at_ < end) {
      enter_anchors(at_);
      Match best = cell_match(at_, end);
      if (effort_.second_look && best.length < effort_.nice_length && at_ + 1 < end) {
        enter_anchors(at_ + 1);
        const Match second = cell_match(at_ + 1, end);
        const std::size_t price = second.distance == run_.distance() ? literal_before_run_price : literal_price;
        if (second.length > best.length + price) {
          add_literal();
          best = second;
        }
      }
      if (best.length < min_match) {
        add_literal();
        continue;
      }
      add(best);
      if (!effort_.all_anchors && best.distance == reference_.distance()) skip_anchors(at_);
    }
  }

  /// The best match at `at`: a run, since its distance costs fewest bits, unless another is longer by more than the
  /// bonus.
  [[nodiscard]] Match cell_match(std::size_t at, std::size_t cells_end) const noexcept {
    Match best{aligned_length(run_, at), run_.distance()};
    if (best.length == max_match) return best;
    std::size_t bonus = run_bonus_;
    const auto consider = [&](const Match& match) {
      if (match.length <= best.length + bonus) return;
      best = match;
      bonus = 0;
    };
    consider({aligned_length(reference_, at), reference_.distance()});
    if (best.length < effort_.nice_length) consider(place_match(at, cells_end));
    return best;
  }

  /// At most max_match; goes on behind the row's end.
  [[nodiscard]] std::size_t aligned_length(const Alignment<Vector>& alignment, std::size_t at) const noexcept {
    const std::size_t length = alignment.length(at);
    if (at + length == alignment.end() && length < max_match) [[unlikely]]
      return length + text_match(at + length, alignment.distance(), max_match - length);
    return std::min(length, max_match);
  }

  /// The match that the dictionary proposes for the next anchor, from `at` on.
  [[nodiscard]] Match place_match(std::size_t at, std::size_t cells_end) const noexcept {
    const Anchor& anchor = *anchor_;
    if (anchor.at >= cells_end) return {};
    const std::size_t lead = anchor.at - at;
    if (lead >= max_match) return {};
    const std::size_t quiet = std::min<std::size_t>(lead, quiet_before(anchor_));
    const std::size_t lowest = at > max_distance ? anchor.at - max_distance : lead;
    const Places& places = places_[anchor.key];
    const unsigned lane =
        Vector::longest(places, anchor.window, static_cast<unsigned>(quiet), static_cast<unsigned>(lowest));
    if (lane == Places::none) return {};
    const std::size_t distance = anchor.at - places.at[lane];
    return {text_match(at, distance, max_match), distance};
  }

  // ---- bytes

  /// Parses up to `end` what is no cells, or not known as such.
  void parse_bytes(std::size_t end) noexcept {
    entered_ = std::max(entered_, at_);
    while (at_ < end) {
      int gain = least_gain_bits;
      Match best = byte_match(at_, gain);
      if (effort_.lazy_bytes && best.length < 32 && at_ + 1 < end) {
        enter_bytes(at_ + 1);
        gain += literal_gain_bits;
        const Match second = byte_match(at_ + 1, gain);
        if (second.length > 0) {
          add_literal();
          best = second;
        }
      }
      if (best.length > 0)
        add(best);
      else
        add_literal();
      enter_bytes(std::min(at_, end));
    }
  }

  /// The match with the largest gain over `gain`, which is raised to it; length 0 where there is none.
  [[nodiscard]] Match byte_match(std::size_t at, int& gain) const noexcept {
    Match best;
    const auto consider = [&](const Match& match) {
      const unsigned symbol = distance_symbol(match.distance);
      const int match_gain = byte_bits * static_cast<int>(match.length) - static_cast<int>(symbol / 2);
      if (match.length < min_match || match_gain <= gain) return;
      best = match;
      gain = match_gain;
    };
    const auto consider_places = [&](std::uint64_t places) {
      for (; places != 0; places >>= 16) {
        const std::size_t distance = at - (places & 0xffff);
        if (distance <= max_distance) consider({text_match(at, distance, max_match), distance});
      }
    };
    if (reference_.covers(at)) consider({aligned_length(reference_, at), reference_.distance()});
    if (best.length >= effort_.nice_length || at + long_key > size_ || is_passed_over(text_[at])) return best;
    consider_places(long_keys_.places(text_ + at));
    if (best.length < long_key) consider_places(short_keys_.places(text_ + at));
    return best;
  }

  /// Enters the places up to `end`, except digits: POS and AC rarely repeat together with what follows them, and a
  /// genotype is found from the separator before it.
  void enter_bytes(std::size_t end) noexcept {
    const std::size_t last = std::min({end, entered_ + most_entered, size_ - std::min(size_, long_key - 1)});
    for (; entered_ < last; ++entered_) {
      if (is_passed_over(text_[entered_])) continue;
      short_keys_.insert(text_ + entered_, entered_);
      long_keys_.insert(text_ + entered_, entered_);
    }
    entered_ = end;
  }

  [[nodiscard]] bool is_passed_over(char byte) const noexcept { return byte >= '0' && byte <= '9' && !digits_repeat_; }

  // ---- text and sequences

  /// How far the text at `at` equals the text `distance` before, at most `most` bytes.
  [[nodiscard]] std::size_t text_match(std::size_t at, std::size_t distance, std::size_t most) const noexcept {
    return common_prefix<Vector>(text_ + at, text_ + at - distance, std::min(most, size_ - at));
  }

  void add(const Match& match) noexcept {
    list_.add_match(match.length, match.distance);
    at_ += match.length;
  }

  void add_literal() noexcept { list_.add_literal(text_[at_++]); }

  static constexpr std::size_t short_key = 4, long_key = 12;
  static constexpr std::size_t most_entered = 32;  // of one match; the rest of a long one would push out better places

  const Effort effort_;
  SequenceList list_;
  ByteDictionary<short_key> short_keys_;
  ByteDictionary<long_key> long_keys_;
  std::array<Places, anchor_keys> places_;
  Alignment<Vector> run_, reference_;

  const char* text_ = nullptr;
  std::size_t size_ = 0;
  std::size_t at_ = 0;       // first byte that no sequence stands for yet
  std::size_t entered_ = 0;  // bytes before it are in the byte dictionaries, or never will be

  bool digits_repeat_ = false;  // behind the cells of a BCF row, where the contig's name stands once a sample

  PayloadRow layout_;  // a row of the current geometry
  std::uint32_t layouts_ = 0;
  std::size_t haplotypes_ = 0;
  std::size_t words_ = 0;  // of packed codes
  std::size_t run_bonus_ = 0;
  std::size_t phase_mask_ = 0;                // tells the first from the second haplotype of a cell
  std::unique_ptr<std::uint16_t[]> offsets_;  // of each haplotype's byte, from the first cell's on

  std::size_t rows_known_ = 0, bit_words_used_ = 0;
  std::unique_ptr<KnownRow[]> known_;
  std::unique_ptr<std::uint64_t[]> bits_;

  std::unique_ptr<Anchor[]> anchors_;  // of the current row
  const Anchor* anchor_ = nullptr;     // the first that is not entered yet
};

#if defined(__x86_64__)
/// Everything inside is compiled with AVX2; see row_kernels.hpp.
MATRIX2VCF_AVX2 [[gnu::flatten]] void parse_avx2(RowParser<Avx2>& parser, const PayloadView& view) noexcept {
  parser.parse(view);
}
#endif

}  // namespace

class RowDeflate::Workspace {
 public:
  Workspace(int setting, Cpu level) : effort_(efforts[static_cast<std::size_t>(std::clamp(setting, 1, 6)) - 1]) {
#if defined(__x86_64__)
    if (level == Cpu::avx2) avx2_ = std::make_unique<RowParser<Avx2>>(effort_);
#endif
    if (level == Cpu::scalar) scalar_ = std::make_unique<RowParser<Scalar>>(effort_);
    general_.reset(libdeflate_alloc_compressor(effort_.libdeflate_level));
    if (!general_) throw std::bad_alloc();
  }

  std::size_t compress(const PayloadView& view, std::span<std::byte> out) noexcept {
    const auto is_regular = [](const PayloadRow& row) { return row.samples > 0; };
    if (view.text.size() > max_deflate_text || std::none_of(view.rows.begin(), view.rows.end(), is_regular))
      return libdeflate_deflate_compress(general_.get(), view.text.data(), view.text.size(), out.data(), out.size());
#if defined(__x86_64__)
    if (avx2_) {
      parse_avx2(*avx2_, view);
      return write_deflate(view.text, avx2_->sequences(), out);
    }
#endif
    scalar_->parse(view);
    return write_deflate(view.text, scalar_->sequences(), out);
  }

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const noexcept { libdeflate_free_compressor(compressor); }
  };

  const Effort& effort_;
  std::unique_ptr<libdeflate_compressor, Free> general_;
  std::unique_ptr<RowParser<Scalar>> scalar_;
#if defined(__x86_64__)
  std::unique_ptr<RowParser<Avx2>> avx2_;
#endif
};

RowDeflate::RowDeflate(int setting, Cpu level) : work_(std::make_unique<Workspace>(setting, level)) {}
RowDeflate::~RowDeflate() = default;
RowDeflate::RowDeflate(RowDeflate&&) noexcept = default;
RowDeflate& RowDeflate::operator=(RowDeflate&&) noexcept = default;

std::size_t RowDeflate::compress(const PayloadView& view, std::span<std::byte> out) noexcept {
  return work_->compress(view, out);
}

}  // namespace matrix2vcf
