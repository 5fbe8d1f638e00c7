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
// 2. Two more such maps mark where the row differs from the reference, and where from its own cell before (a match with
//    the cell before is a "run"). The next mark foretells how long either match is.
// 3. What neither explains is found by a dictionary of anchors. Its key is an anchor's next five haplotypes; an entry
//    holds the last eight places of that key, each with its next 16 haplotypes and the quiet stretch before it, in
//    which no one carries the minor allele. One XOR over the eight says which agrees longest. It is asked for the first
//    anchor after the current byte, so it also finds matches that begin in the quiet stretch.
// 4. A step takes the longest of the three matches at a byte, or one literal and the longest after it.
// 5. What is not cells (CHROM to FORMAT, what follows BCF's genotypes, irregular rows) is matched as bytes: against the
//    reference, and by two small hash tables, of 4 and of 12 bytes, that keep the last four places of each key. Only
//    places where a search began are entered: with POS and AC passed over, searches begin alike in every row.
//
// 6. Rows of fewer than 64 haplotypes are little more than CHROM to FORMAT and two or three matches; there the time is
//    spent on deciding. Settings 1 to 4 decide less: the reference is the last row with the same haplotypes, or else,
//    anew at every step, the one of 32 rows above that agrees longest from here on. No runs, no anchors, the newest
//    place of a key only: a third less time for 6 % of size.
//
// The codes only say where to look. Every match is compared in the text before it is taken, so a row that is not what
// it is said to be costs size, never correctness. Nothing that bears on the output is kept from one call to the next,
// but for setting 1, whose Huffman codes serve several blocks.
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
  std::size_t rows_compared;  ///< in the search for the reference; 0: only an equal row is one
  std::size_t nice_length;    ///< a match of this length ends the search of a step
  bool all_anchors;           ///< enter the anchors inside matches of the reference, too
  bool second_look;           ///< try a literal and the match after it
  bool lazy_bytes;            ///< the same outside the cells
  bool quick_short_rows;      ///< step 6 above
  bool keeps_code;            ///< one Huffman code for several blocks
  int libdeflate_level;       ///< for blocks without a regular row
};

/// Settings 1 to 6.
constexpr std::array<Effort, 6> efforts = {{{0, 64, false, false, false, true, true, 1},
                                            {16, 64, true, false, false, true, false, 2},
                                            {8, 64, true, true, false, true, false, 3},
                                            {16, 64, true, true, false, true, false, 5},
                                            {64, 128, true, true, true, false, false, 6},
                                            {128, 256, true, true, true, false, false, 7}}};

/// 2^64 / the golden ratio: spreads keys over the upper bits of their product (Knuth, TAOCP 3, section 6.4).
constexpr std::uint64_t golden = 0x9E3779B97F4A7C15u;

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

/// A regular row that was parsed already, or is being parsed.
struct KnownRow {
  std::uint32_t cells;   // offset of its first cell
  std::uint32_t layout;  // rows with the same number have cells of the same geometry
  std::uint32_t bits;    // index of its packed codes: carriers, a word of zeros, in short rows then others
  std::uint32_t carriers;
};

/// A carrier of the row's minor allele.
struct Anchor {
  std::uint32_t at;  // offset in the text, or past every text
  std::uint32_t haplotype;
  std::uint16_t quiet;   // bytes back to the anchor before or to the row's first cell
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
        offsets_(std::make_unique_for_overwrite<std::uint16_t[]>(max_deflate_text + 1)),
        next_haplotype_(std::make_unique_for_overwrite<std::uint16_t[]>(max_deflate_text)),
        known_(std::make_unique_for_overwrite<KnownRow[]>(max_deflate_text)),
        bits_(std::make_unique_for_overwrite<std::uint64_t[]>(max_bit_words)),
        carriers_(std::make_unique_for_overwrite<std::uint64_t[]>(max_deflate_text)),
        others_(std::make_unique_for_overwrite<std::uint64_t[]>(max_deflate_text)) {}

  /// view.text.size() <= max_deflate_text.
  void parse(const PayloadView& view) noexcept {
    begin(view.text);
    for (const PayloadRow& row : view.rows) {
      if (!is_regular(row, view.codes.size()) || !use_layout(row))
        parse_bytes(std::min<std::size_t>(row.end, size_));
      else if (effort_.quick_short_rows && haplotypes_ < short_row_haplotypes)
        parse_short(row, view.codes.subspan(row.codes));
      else
        parse_regular(row, view.codes.subspan(row.codes));
    }
    parse_bytes(size_);
    list_.finish();
  }

  [[nodiscard]] const SequenceList& sequences() const noexcept { return list_; }

 private:
  // A block's rows have at most one haplotype a byte, and each takes up to two vectors and a word of zeros after each.
  static constexpr std::size_t max_bit_words = 2 * (max_deflate_text / 64 + 2 * max_deflate_text);
  // Rows up to this size are worth a search even with one carrier, and a comparison of other alleles than 0 and 1.
  static constexpr std::size_t short_row_words = 2;
  // Their bits fit one word, with one to spare.
  static constexpr std::size_t short_row_haplotypes = 64;
  static constexpr std::size_t none = ~std::size_t{0};
  static constexpr unsigned equal_bits = 10;

  // Prices in bytes of a match, found by trial over all kinds of text (bench/results.md, "row compressor").
  static constexpr std::size_t literal_price = 3, literal_before_run_price = 1;
  static constexpr int byte_bits = 4, least_gain_bits = 9, literal_gain_bits = 2;

  void begin(std::string_view text) noexcept {
    text_ = text.data();
    size_ = text.size();
    at_ = 0;
    list_.clear();
    short_keys_.clear();
    long_keys_.clear();
    places_.fill(Places{});
    last_equal_.fill(0);
    reference_ = 0;
    rows_known_ = bit_words_used_ = oldest_ = 0;
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
    if (geometry(row) != geometry(layout_)) set_layout(row);
    return rows_known_ < max_deflate_text && bit_words_used_ + 2 * (words_ + 1) <= max_bit_words;
  }

  void set_layout(const PayloadRow& row) noexcept {
    layout_ = row;
    ++layouts_;
    haplotypes_ = 0;
    std::size_t cell = 0, byte = 0;
    for (std::size_t sample = 0; sample < row.samples; ++sample, cell += row.cell_bytes)
      for (std::size_t i = 0; i < row.ploidy; ++i) {
        const std::size_t offset = cell + i * row.allele_bytes;
        while (byte <= offset) next_haplotype_[byte++] = static_cast<std::uint16_t>(haplotypes_);
        offsets_[haplotypes_++] = static_cast<std::uint16_t>(offset);
      }
    offsets_[haplotypes_] = max_deflate_text;  // so that a match may go on behind the last haplotype
    words_ = haplotypes_ / 64 + 1;
    words_compared_ = words_ > short_row_words ? words_ : 2 * words_ + 1;
    run_bonus_ = std::size_t{row.cell_bytes} / row.ploidy;
    phase_mask_ = row.ploidy % 2 == 0 ? 1 : 0;
  }

  void parse_regular(const PayloadRow& row, std::span<const std::uint8_t> codes) noexcept {
    const KnownRow& known = add_known_row(row, codes);
    start_anchors(known);
    if (at_ < row.end) {
      find_reference(known);
      const std::size_t cells_end = end_of_cells(row);
      parse_bytes(row.cells);
      if (at_ < cells_end) parse_cells(cells_end);
      parse_behind_cells(row.end);
    }
    enter_anchors(row.end);
  }

  [[nodiscard]] std::size_t end_of_cells(const PayloadRow& row) const noexcept {
    return row.cells + offsets_[haplotypes_ - 1] + 1u;
  }

  void parse_behind_cells(std::size_t end) noexcept {
    digits_repeat_ = true;
    parse_bytes(end);
    digits_repeat_ = false;
    reference_ = 0;
  }

  const KnownRow& add_known_row(const PayloadRow& row, std::span<const std::uint8_t> codes) noexcept {
    std::uint64_t* const carriers = &bits_[bit_words_used_];
    const std::size_t count = pack_codes<Vector>(codes, haplotypes_, 0, carriers);
    carriers[words_] = 0;  // a window may reach into it
    known_[rows_known_] = {row.cells, layouts_, static_cast<std::uint32_t>(bit_words_used_),
                           static_cast<std::uint32_t>(count)};
    bit_words_used_ += words_ + 1;
    if (words_ <= short_row_words) {
      pack_codes<Vector>(codes, haplotypes_, 1, carriers + words_ + 1);
      bit_words_used_ += words_;
    }
    return known_[rows_known_++];
  }

  /// Chooses the row with the fewest differing haplotypes, the nearest of equals; none where none is in reach.
  /// Rows with one carrier at most are so alike that the last such row will do.
  void find_reference(const KnownRow& row) noexcept {
    const std::size_t own = rows_known_ - 1;
    pass_over_old_rows(row);
    const bool sparse = row.carriers <= 1 && words_ > short_row_words;
    const std::uint64_t* const bits = &bits_[row.bits];
    std::size_t best =
        sparse ? none : equal_row(row, own);  // differing haplotypes, and in the lowest 16 bits how many rows ago
    for (std::size_t i = best != none ? own : std::max(oldest_, own - std::min(own, effort_.rows_compared)); i < own;
         ++i) {
      const KnownRow& candidate = known_[i];
      if (sparse && candidate.carriers > 1) continue;
      const std::size_t differing = sparse ? 0 : differences(bits, &bits_[candidate.bits], words_compared_);
      best = std::min(best, differing << 16 | (own - i));
    }
    if (best == none) return;
    const KnownRow& reference = known_[own - (best & 0xffff)];
    if (row.cells - reference.cells > max_distance) return;  // rows out of order
    reference_ = row.cells - reference.cells;
    const std::uint64_t* const reference_bits = &bits_[reference.bits];
    for (std::size_t i = 0; i < words_; ++i) differing_[i] = bits[i] ^ reference_bits[i];
    mark_end(differing_);
  }

  /// Moves oldest_ to the first row in reach of `row`, which is one itself, with cells of the same geometry.
  void pass_over_old_rows(const KnownRow& row) noexcept {
    while (known_[oldest_].layout != row.layout || row.cells - known_[oldest_].cells > max_distance) ++oldest_;
  }

  /// How many rows ago the last row with the same haplotypes was, `none` where none is in reach; enters this row. In a
  /// panel of few haplotypes most rows have one, often farther back than the search looks.
  std::size_t equal_row(const KnownRow& row, std::size_t own) noexcept {
    const std::uint64_t* const bits = &bits_[row.bits];
    std::uint64_t mixed = 0;
    for (std::size_t i = 0; i < words_compared_; ++i) mixed = (std::rotl(mixed, 23) ^ bits[i]) * golden;
    std::uint16_t& last = last_equal_[mixed >> (64 - equal_bits)];
    const std::size_t found = last;
    last = static_cast<std::uint16_t>(own);
    if (found < oldest_ || found >= own || row.cells - known_[found].cells > max_distance) return none;
    return differences(bits, &bits_[known_[found].bits], words_compared_) == 0 ? own - found : none;
  }

  // ---- short rows (step 6)

  void parse_short(const PayloadRow& row, std::span<const std::uint8_t> codes) noexcept {
    const std::size_t own = rows_known_++;
    known_[own] = {row.cells, layouts_, 0, 0};
    pack_codes<Vector>(codes, haplotypes_, 0, &carriers_[own]);
    pack_codes<Vector>(codes, haplotypes_, 1, &others_[own]);
    pass_over_old_rows(known_[own]);
    const std::size_t equal = distance_to_equal(own);
    if (at_ >= row.end) return;
    is_quick_ = true;
    reference_ = equal > 0 ? equal : distance_to_longest(own, 0);
    parse_bytes(row.cells);
    parse_short_cells(own, end_of_cells(row), equal);
    parse_behind_cells(row.end);
    is_quick_ = false;
  }

  void parse_short_cells(std::size_t own, std::size_t end, std::size_t equal) noexcept {
    const std::size_t cells = known_[own].cells;
    while (at_ < end) {
      const std::size_t haplotype = next_haplotype_[at_ - cells];
      const std::size_t distance = equal > 0 || haplotype == 0 ? reference_ : distance_to_longest(own, haplotype);
      const std::size_t length = distance == 0 ? 0 : text_match(at_, distance, max_match);
      if (length < min_match)
        add_literal();
      else
        add({length, distance});
    }
  }

  /// From row `own` to the known row `other`; 0 where it is out of reach, or rows are out of order.
  [[nodiscard]] std::size_t distance(std::size_t own, std::size_t other) const noexcept {
    const std::size_t cells = known_[own].cells, before = known_[other].cells;
    return before < cells && cells - before <= max_distance ? cells - before : 0;
  }

  /// The distance to the row in sight that agrees longest with row `own` from `haplotype` on, or 0.
  [[nodiscard]] std::size_t distance_to_longest(std::size_t own, std::size_t haplotype) const noexcept {
    const std::size_t rows = std::min(own - oldest_, rows_in_sight);
    return distance(own, own - longest_row<Vector>(&carriers_[own], &others_[own], rows, haplotype));
  }

  /// The distance to the last row with the same haplotypes as row `own`, or 0; enters this row.
  std::size_t distance_to_equal(std::size_t own) noexcept {
    const std::uint64_t mixed = (std::rotl(carriers_[own] * golden, 23) ^ others_[own]) * golden;
    std::uint16_t& last = last_equal_[mixed >> (64 - equal_bits)];
    const std::size_t found = last;
    last = static_cast<std::uint16_t>(own);
    if (found < oldest_ || found >= own || carriers_[found] != carriers_[own] || others_[found] != others_[own])
      return 0;
    return distance(own, found);
  }

  // ---- marks: one bit a haplotype

  using Marks = std::array<std::uint64_t, max_deflate_text / 64 + 2>;

  /// Marks the haplotypes that are not the same as one cell before.
  void find_turns(const KnownRow& row) noexcept {
    const std::uint64_t* const bits = &bits_[row.bits];
    const unsigned shift = layout_.ploidy;
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < words_; ++i) {
      turning_[i] = shift < 64 ? bits[i] ^ (bits[i] << shift | before >> (64 - shift)) : ~std::uint64_t{0};
      before = bits[i];
    }
    mark_end(turning_);
  }

  /// Every search for a mark ends here.
  void mark_end(Marks& marks) const noexcept { marks[words_ - 1] |= ~std::uint64_t{0} << haplotypes_ % 64; }

  static std::size_t next_marked_behind(const Marks& marks, std::size_t word) noexcept {
    do ++word;
    while (marks[word] == 0);
    return word * 64 + static_cast<std::size_t>(std::countr_zero(marks[word]));
  }
  /// The first haplotype from `haplotype` on that is marked; haplotypes_ where none is. Most are found within 64, which
  /// are looked at without a branch for the border of a word.
  static std::size_t next_marked(const Marks& marks, std::size_t haplotype) noexcept {
    const std::size_t word = haplotype / 64;
    const std::uint64_t next_64 = marks[word] >> haplotype % 64 | marks[word + 1] << 1 << (~haplotype % 64);
    if (next_64 != 0) return haplotype + static_cast<std::size_t>(std::countr_zero(next_64));
    return next_marked_behind(marks, word);
  }

  /// The last haplotype before `haplotype` that is marked. There is one.
  static std::size_t last_marked(const Marks& marks, std::size_t haplotype) noexcept {
    std::size_t word = --haplotype / 64;
    std::uint64_t rest = marks[word] << (63 - haplotype % 64) >> (63 - haplotype % 64);
    while (rest == 0) rest = marks[--word];
    return word * 64 + 63 - static_cast<std::size_t>(std::countl_zero(rest));
  }

  /// Bytes from `offset` to the first marked haplotype, from `haplotype` on; at most max_match.
  [[nodiscard]] std::size_t length_to(const Marks& marks, std::size_t haplotype, std::size_t offset) const noexcept {
    return std::min(max_match, offsets_[next_marked(marks, haplotype)] - offset);
  }

  // ---- anchors

  /// Makes ready for the row's anchors. Each is made when it is the next: setting 1 passes over more than half of them.
  void start_anchors(const KnownRow& row) noexcept {
    row_bits_ = &bits_[row.bits];
    const bool most_carry = row.carriers * std::size_t{2} > haplotypes_;
    for (std::size_t i = 0; i < words_; ++i) minor_[i] = most_carry ? ~row_bits_[i] : row_bits_[i];
    mark_end(minor_);
    allele_key_ = most_carry ? 64 : 0;
    cells_ = row.cells;
    find_anchor(0, cells_ - 1);  // what is before the first anchor is quiet from the first cell on
  }

  /// Finds the first anchor from `haplotype` on; the one before it is at `before`.
  void find_anchor(std::size_t haplotype, std::size_t before) noexcept {
    haplotype = next_marked(minor_, haplotype);
    anchor_.at = ~std::uint32_t{0};
    if (haplotype >= haplotypes_) return;
    anchor_.at = static_cast<std::uint32_t>(cells_ + offsets_[haplotype]);
    anchor_.haplotype = static_cast<std::uint32_t>(haplotype);
    anchor_.quiet = static_cast<std::uint16_t>(anchor_.at - before - 1);
    anchor_.window = next_16(row_bits_, haplotype);
    const std::size_t next_five = anchor_.window >> 1 & 31;
    anchor_.key = static_cast<std::uint16_t>(next_five | (haplotype & phase_mask_) << 5 | allele_key_);
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
    while (anchor_.at < end) {
      places_[anchor_.key].insert(static_cast<std::uint16_t>(anchor_.at), anchor_.window, anchor_.quiet);
      find_anchor(anchor_.haplotype + 1, anchor_.at);
    }
  }

  /// Passes over the anchors before `end`.
  void skip_anchors(std::size_t end) noexcept {
    if (anchor_.at >= end) return;
    const std::size_t offset = end - cells_;
    const std::size_t haplotype = offset > offsets_[haplotypes_ - 1] ? haplotypes_ : next_haplotype_[offset];
    find_anchor(haplotype, cells_ + offsets_[last_marked(minor_, haplotype)]);
  }

  // ---- cells

  void parse_cells(std::size_t end) noexcept {
    find_turns(known_[rows_known_ - 1]);
    while (at_ < end) {
      enter_anchors(at_);
      Match best = cell_match(at_, end, min_match - 1);
      if (effort_.second_look && best.length < effort_.nice_length && at_ + 1 < end) {
        enter_anchors(at_ + 1);
        const Match second = cell_match(at_ + 1, end, best.length + literal_before_run_price);
        const std::size_t price = second.distance == layout_.cell_bytes ? literal_before_run_price : literal_price;
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
      if (!effort_.all_anchors && best.distance == reference_) skip_anchors(at_);
    }
  }

  /// The best match at `at`: a run, since its distance costs fewest bits, unless another is longer by more than the
  /// bonus. Length 0 where none is longer than `least`. The marks foretell how long a run and a match of the reference
  /// are, so that mostly one of the two has to be compared.
  [[nodiscard]] Match cell_match(std::size_t at, std::size_t cells_end, std::size_t least) const noexcept {
    const std::size_t offset = at - cells_, haplotype = next_haplotype_[offset];
    const std::size_t run = offset < layout_.cell_bytes ? 0 : length_to(turning_, haplotype, offset);
    const std::size_t same = reference_ == 0 ? 0 : length_to(differing_, haplotype, offset);
    Match best;
    std::size_t bonus = 0;
    const auto consider = [&](std::size_t most, std::size_t distance) {
      if (most <= std::max(best.length + bonus, least)) return;
      const std::size_t length = text_match(at, distance, most);
      if (length <= std::max(best.length + bonus, least)) return;
      best = {length, distance};
      bonus = distance == layout_.cell_bytes ? run_bonus_ : 0;
    };
    if (same > run + run_bonus_) {
      consider(same, reference_);
      if (best.length < same) consider(run, layout_.cell_bytes);
    } else {
      consider(run, layout_.cell_bytes);
      if (best.length < run) consider(same, reference_);
    }
    if (best.length >= effort_.nice_length) return best;
    const std::size_t distance = place_distance(at, cells_end);
    if (distance > 0) consider(max_match, distance);
    return best;
  }

  /// The distance that the dictionary proposes for the next anchor; 0 where it has none that reaches back to `at`.
  [[nodiscard]] std::size_t place_distance(std::size_t at, std::size_t cells_end) const noexcept {
    if (anchor_.at >= cells_end) return 0;
    const std::size_t lead = anchor_.at - at;  // all of it quiet
    if (lead >= max_match) return 0;
    const std::size_t lowest = at > max_distance ? anchor_.at - max_distance : lead;
    const Places& places = places_[anchor_.key];
    const unsigned lane =
        Vector::longest(places, anchor_.window, static_cast<unsigned>(lead), static_cast<unsigned>(lowest));
    return lane == Places::none ? 0 : anchor_.at - places.at[lane];
  }

  // ---- bytes

  /// Parses up to `end` what is no cells, or not known as such.
  void parse_bytes(std::size_t end) noexcept {
    while (at_ < end) {
      if (!effort_.lazy_bytes && is_passed_over(text_[at_])) {  // nor does the reference go on there, mostly
        add_literal();
        continue;
      }
      int gain = least_gain_bits;
      Match best = byte_match(at_, gain);
      enter_bytes(at_);
      if (effort_.lazy_bytes && best.length < 32 && at_ + 1 < end) {
        gain += literal_gain_bits;
        const Match second = byte_match(at_ + 1, gain);
        if (second.length > 0) {
          add_literal();
          best = second;
          enter_bytes(at_);
        }
      }
      if (best.length > 0)
        add(best);
      else
        add_literal();
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
      if (is_quick_ || !effort_.all_anchors) places &= 0xffff;
      for (; places != 0; places >>= 16) {
        const std::size_t distance = at - (places & 0xffff);
        if (distance <= max_distance) consider({text_match(at, distance, max_match), distance});
      }
    };
    if (reference_ > 0 && reference_ <= at) consider({text_match(at, reference_, max_match), reference_});
    const std::size_t nice_length = is_quick_ ? long_key : effort_.nice_length;
    if (best.length >= nice_length || at + long_key > size_ || is_passed_over(text_[at])) return best;
    consider_places(long_keys_.places(text_ + at));
    if (best.length < long_key) consider_places(short_keys_.places(text_ + at));
    return best;
  }

  /// Enters a place, unless it is a digit: POS and AC rarely repeat together with what follows them, and a genotype is
  /// found from the separator before it.
  void enter_bytes(std::size_t at) noexcept {
    if (at + long_key > size_ || is_passed_over(text_[at])) return;
    short_keys_.insert(text_ + at, at);
    long_keys_.insert(text_ + at, at);
  }

  [[nodiscard]] bool is_passed_over(char byte) const noexcept { return byte >= '0' && byte <= '9' && !digits_repeat_; }

  // ---- text and sequences

  /// How far the text at `at` equals the text `distance` before, at most `most` bytes.
  [[nodiscard]] std::size_t text_match(std::size_t at, std::size_t distance, std::size_t most) const noexcept {
    return common_prefix<Vector>(text_ + at, text_ + at - distance, most, size_ - at);
  }

  void add(const Match& match) noexcept {
    list_.add_match(match.length, match.distance);
    at_ += match.length;
  }

  void add_literal() noexcept { list_.add_literal(text_[at_++]); }

  static constexpr std::size_t short_key = 4, long_key = 12;

  const Effort effort_;
  SequenceList list_;
  ByteDictionary<short_key> short_keys_;
  ByteDictionary<long_key> long_keys_;
  std::array<Places, anchor_keys> places_;
  const char* text_ = nullptr;
  std::size_t size_ = 0;
  std::size_t at_ = 0;  // first byte that no sequence stands for yet

  bool digits_repeat_ = false;  // behind the cells of a BCF row, where the contig's name stands once a sample
  bool is_quick_ = false;       // in a short row: a match of the reference will do, then the newest place of a key

  PayloadRow layout_;  // a row of the current geometry; its tables are kept, since the next block mostly has it, too
  std::uint32_t layouts_ = 0;
  std::size_t haplotypes_ = 0;
  std::size_t words_ = 0;           // of packed codes
  std::size_t words_compared_ = 0;  // in the search for the reference
  std::size_t run_bonus_ = 0;
  std::size_t phase_mask_ = 0;                       // tells the first from the second haplotype of a cell
  std::unique_ptr<std::uint16_t[]> offsets_;         // of each haplotype's byte, from the first cell's on
  std::unique_ptr<std::uint16_t[]> next_haplotype_;  // the first at that offset or behind it

  std::size_t rows_known_ = 0, bit_words_used_ = 0;
  std::size_t oldest_ = 0;                                              // the first known row in reach
  std::array<std::uint16_t, std::size_t{1} << equal_bits> last_equal_;  // by their haplotypes: the last such known row
  std::unique_ptr<KnownRow[]> known_;
  std::unique_ptr<std::uint64_t[]> bits_;
  std::unique_ptr<std::uint64_t[]> carriers_,
      others_;  // codes above 0 and above 1 of the known short rows, side by side

  // Of the current row:
  std::size_t cells_ = 0;      // offset of its first cell
  std::size_t reference_ = 0;  // distance to the row that is its reference, or 0
  const std::uint64_t* row_bits_ = nullptr;
  Marks differing_;  // from the reference
  Marks turning_;    // from the cell before
  Marks minor_;      // carriers of the minor allele
  std::size_t allele_key_ = 0;
  Anchor anchor_{};  // the first that is not entered yet
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
      return write_deflate(view.text, avx2_->sequences(), out, kept());
    }
#endif
    scalar_->parse(view);
    return write_deflate(view.text, scalar_->sequences(), out, kept());
  }

  void begin() noexcept { code_.forget(); }

 private:
  KeptCode* kept() noexcept { return effort_.keeps_code ? &code_ : nullptr; }

  struct Free {
    void operator()(libdeflate_compressor* compressor) const noexcept { libdeflate_free_compressor(compressor); }
  };

  const Effort& effort_;
  KeptCode code_;
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

void RowDeflate::begin() noexcept { work_->begin(); }

std::size_t RowDeflate::compress(const PayloadView& view, std::span<std::byte> out) noexcept {
  return work_->compress(view, out);
}

}  // namespace matrix2vcf
