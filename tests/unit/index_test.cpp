// SPDX-License-Identifier: MIT
// index_test - our indexes are those of tabix and bcftools index after decompression, and find what a walk finds.
#include "write/index.hpp"

#include <htslib/tbx.h>
#include <htslib/vcf.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "compress/bgzf.hpp"
#include "encode/encoder.hpp"
#include "format.hpp"
#include "helpers.hpp"
#include "sites.hpp"
#include "test_files.hpp"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

namespace matrix2vcf::testing {
namespace {

/// htslib 1.16 frees no file whose last bytes cannot be written (bgzf_close); LeakSanitizer is to look away just there.
struct [[maybe_unused]] LeaksOfHtslib {
#ifdef __SANITIZE_ADDRESS__
  __lsan::ScopedDisabler disabler;
#endif
};

struct Record {
  std::int32_t contig = 0;
  std::int64_t pos = 1;
  std::size_t reference = 1;  // bases of REF
  std::size_t insertion = 1;  // bases of ALT
  [[nodiscard]] std::int64_t end() const { return pos - 1 + static_cast<std::int64_t>(reference); }
};

/// Records as a worker hands them on: bytes, and an entry for each record.
struct WrittenPiece {
  Buffer bytes;
  std::vector<IndexEntry> entries;
};

/// A file under the writer's rule: a record shares no block with another piece's; blocks end where records end, or
/// within a record that is longer than a block.
class RecordFile {
 public:
  RecordFile(std::string path, Format format, std::vector<Contig> contigs)
      : path_(std::move(path)),
        format_(format),
        contigs_(std::move(contigs)),
        plan_(EncodePlan::make({2}, false, false)) {
    HeaderPlan header;
    header.contigs = contigs_;
    header.samples = {"s"};
    header.phase_pi = false;
    compressor_.append_text(make_header(header, format), file_);
    first_record_ = static_cast<std::int64_t>(file_.size());
  }

  void add_piece(const std::vector<Record>& records, Dice& dice, std::size_t end_block_percent) {
    const auto encoder = make_encoder(format_, plan_);
    WrittenPiece piece;
    std::string block;
    std::int32_t contig = -1;
    for (const Record& record : records) {
      if (record.contig != contig)
        encoder->begin_contig(contigs_[static_cast<std::size_t>(record.contig)].name, record.contig);
      contig = record.contig;
      const OwnedSite site{
          "", record.pos, {std::string(record.reference, 'A'), std::string(record.insertion, 'C')}, {0, 1}};
      Payload payload;
      encoder->append(SiteView(site).site(), payload);
      if (block.size() + payload.text.size() > bgzf_max_text) end_block(block, piece);
      block += payload.text.view();
      piece.entries.push_back({record.contig, static_cast<std::int32_t>(record.pos - 1),
                               static_cast<std::int32_t>(record.end()), piece.bytes.size(),
                               static_cast<std::uint16_t>(block.size())});
      if (block.size() >= bgzf_max_text || dice.percent(end_block_percent)) end_block(block, piece);
    }
    end_block(block, piece);
    bases_.push_back(static_cast<std::int64_t>(file_.size()));
    file_.append(piece.bytes.view());
    pieces_.push_back(std::move(piece));
    records_.insert(records_.end(), records.begin(), records.end());
  }

  void close() {
    end_ = static_cast<std::int64_t>(file_.size());
    file_.append(bgzf_eof);
    write_file(path_, std::string(file_.view()));
  }

  /// The index made by IndexBuilder; returns its kind.
  IndexKind index_by_us(const std::string& path, IndexKind asked, bool tbi_expected = false) const {
    IndexBuilder builder(format_, contigs_, asked, tbi_expected, first_record_);
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      for (const IndexEntry& entry : pieces_[i].entries) builder.add(entry, bases_[i]);
    write_file(path, "");
    const IndexKind kind = builder.kind();
    if (!builder.can_save()) return kind;
    builder.save(path, end_);
    return kind;
  }

  /// The same by what tabix -p vcf and bcftools index call.
  void index_by_htslib(const std::string& path, IndexKind kind) const {
    const int shift = kind == IndexKind::tbi ? 0 : 14;
    const int status = is_bcf(format_) ? bcf_index_build3(path_.c_str(), path.c_str(), shift, 0)
                                       : tbx_index_build3(path_.c_str(), path.c_str(), shift, 0, &tbx_conf_vcf);
    REQUIRE(status == 0);
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::vector<Record>& records() const { return records_; }
  [[nodiscard]] const std::vector<Contig>& contigs() const { return contigs_; }

 private:
  void end_block(std::string& block, WrittenPiece& piece) {
    if (block.empty()) return;
    compressor_.append_text(block, piece.bytes);
    block.clear();
    piece.entries.back().block_begin = piece.bytes.size();
    piece.entries.back().within = 0;
  }

  std::string path_;
  Format format_;
  std::vector<Contig> contigs_;
  EncodePlan plan_;
  BgzfCompressor compressor_{1};
  Buffer file_;
  std::int64_t first_record_ = 0;
  std::int64_t end_ = 0;
  std::vector<WrittenPiece> pieces_;
  std::vector<std::int64_t> bases_;
  std::vector<Record> records_;
};

std::vector<Contig> three_contigs(std::int64_t length = 0) {
  return {{"1", length}, {"chr2", length}, {"HLA:A*01", length}};
}

/// Sorted records up to `limit`, with steps from 0 bases to many windows of 16 KiB, some at a window's border.
std::vector<Record> random_records(Dice& dice, std::int64_t limit, const std::vector<std::int32_t>& contigs) {
  std::vector<Record> records;
  for (const std::int32_t contig : contigs) {
    Record record{contig, 1, 1, 1};
    const std::size_t most = dice.below(60);
    for (std::size_t i = 0; i < most; ++i) {
      const std::int64_t step = dice.pick(std::vector<std::int64_t>{0, 1, 100, 16'000, 40'000, 3'000'000, limit / 20});
      record.pos += step == 0 ? 0 : dice.between(0, step);
      if (dice.percent(20)) record.pos = (record.pos / 16'384 + 1) * 16'384 + dice.between(0, 1);
      record.reference = dice.percent(85) ? 1 : 1 + dice.below(40'000);
      record.insertion = dice.percent(97) ? 1 : 1 + dice.below(150'000);
      if (record.end() > limit) break;
      records.push_back(record);
    }
  }
  return records;
}

void add_in_pieces(RecordFile& file, const std::vector<Record>& records, Dice& dice) {
  const std::size_t end_block_percent = dice.pick(std::vector<std::size_t>{0, 10, 100});
  for (std::size_t at = 0; at < records.size();) {
    const std::size_t next = std::min(records.size(), at + 1 + dice.below(40));
    file.add_piece(
        {records.begin() + static_cast<std::ptrdiff_t>(at), records.begin() + static_cast<std::ptrdiff_t>(next)}, dice,
        end_block_percent);
    at = next;
  }
  file.close();
}

/// Payloads are compared as a whole: Catch2 would print them.
void check_as_htslib(const Workspace& workspace, const RecordFile& file, IndexKind asked, bool tbi_expected = false) {
  const IndexKind kind = file.index_by_us(workspace.file("ours"), asked, tbi_expected);
  file.index_by_htslib(workspace.file("theirs"), kind);
  CHECK((inflate_file(workspace.file("ours")) == inflate_file(workspace.file("theirs"))));
}

struct HtsClose {
  void operator()(htsFile* file) const { hts_close(file); }
  void operator()(tbx_t* index) const { tbx_destroy(index); }
  void operator()(hts_itr_t* iterator) const { hts_itr_destroy(iterator); }
};

}  // namespace

TEST_CASE("the TBI of a VCF is what tabix writes", "[index]") {
  const Workspace workspace;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    INFO("seed " << seed);
    Dice dice(seed);
    RecordFile file(workspace.file("out.vcf.gz"), Format::vcf_gz, three_contigs(dice.percent(50) ? 0 : 500'000'000));
    add_in_pieces(file, random_records(dice, 400'000'000, dice.percent(50) ? std::vector{0, 1, 2} : std::vector{2, 0}),
                  dice);
    check_as_htslib(workspace, file, dice.percent(50) ? IndexKind::tbi : IndexKind::automatic, dice.percent(50));
  }
}

TEST_CASE("where a TBI was expected and does not do, nothing is left to save", "[index]") {
  const Workspace workspace;
  for (const std::int64_t end : {tbi_limit, tbi_limit + 1}) {
    RecordFile file(workspace.file("out.vcf.gz"), Format::vcf_gz, three_contigs());
    Dice dice(1);
    file.add_piece({{0, 7, 1, 1}, {0, end, 1, 1}, {1, 7, 1, 1}}, dice, 100);
    file.close();
    const IndexKind kind = file.index_by_us(workspace.file("ours"), IndexKind::automatic, true);
    CHECK(kind == (end == tbi_limit ? IndexKind::tbi : IndexKind::csi));
    CHECK(read_file(workspace.file("ours")).empty() == (end > tbi_limit));
  }
}

TEST_CASE("the CSI of a VCF or a BCF is what bcftools index writes", "[index]") {
  const Workspace workspace;
  const auto format = GENERATE(Format::vcf_gz, Format::bcf);
  const auto length = GENERATE(as<std::int64_t>{}, 0, 1000, 300'000'000, 536'870'911, 536'870'913, 2'147'483'646);
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    INFO("seed " << seed << ", contigs of " << length);
    Dice dice(seed);
    RecordFile file(workspace.file("out"), format, three_contigs(length));
    const std::int64_t limit = length == 0 ? 2'147'483'646 : length;
    add_in_pieces(file, random_records(dice, limit, dice.percent(50) ? std::vector{0, 1, 2} : std::vector{1}), dice);
    check_as_htslib(workspace, file, IndexKind::csi);
  }
}

TEST_CASE("the index of a file without records is what htslib writes", "[index]") {
  const Workspace workspace;
  struct Case {
    Format format;
    IndexKind kind;
  };
  for (const Case& c :
       {Case{Format::vcf_gz, IndexKind::tbi}, {Format::vcf_gz, IndexKind::csi}, {Format::bcf, IndexKind::csi}}) {
    RecordFile file(workspace.file("out"), c.format, three_contigs());
    file.close();
    check_as_htslib(workspace, file, c.kind);
  }
}

TEST_CASE("rows longer than a block are indexed as tabix does", "[index]") {
  const Workspace workspace;
  const auto insertion = GENERATE(as<std::size_t>{}, 65'200, 65'279, 65'280, 65'281, 130'560, 200'000);
  for (const Format format : {Format::vcf_gz, Format::bcf}) {
    Dice dice(insertion);
    RecordFile file(workspace.file("out"), format, three_contigs());
    add_in_pieces(file,
                  {{0, 1, 1, 1}, {0, 2, 1, insertion}, {0, 2, 1, insertion}, {0, 50'000, 1, 1}, {1, 9, 1, insertion}},
                  dice);
    check_as_htslib(workspace, file, IndexKind::automatic);
  }
}

TEST_CASE("TBI reaches to 2^29 and no farther", "[index]") {
  const Workspace workspace;
  Dice dice(1);
  const std::int64_t far = GENERATE(as<std::int64_t>{}, tbi_limit - 1, tbi_limit, tbi_limit + 1, 2'147'483'646);
  const auto reference = GENERATE(as<std::size_t>{}, 1, 5);
  INFO("last base " << far);
  RecordFile file(workspace.file("out.vcf.gz"), Format::vcf_gz, three_contigs());
  const Record last{0, far - static_cast<std::int64_t>(reference) + 1, reference, 1};
  file.add_piece({{0, 7, 1, 1}, last, {1, 1, 1, 1}}, dice, 50);
  file.close();
  const bool fits = far <= tbi_limit;
  CHECK((file.index_by_us(workspace.file("ours"), IndexKind::automatic) == (fits ? IndexKind::tbi : IndexKind::csi)));
  check_as_htslib(workspace, file, IndexKind::automatic);
  if (fits) return check_as_htslib(workspace, file, IndexKind::tbi);
  const Error error = error_of([&] { return file.index_by_us(workspace.file("tbi"), IndexKind::tbi); });
  CHECK(error.code() == Exit::content);
  CHECK_THAT(error.what(), Catch::Contains(std::to_string(far)) && Catch::Contains("536870912"));
  CHECK_THAT(error.hint(), Catch::Contains("-W=csi"));
}

TEST_CASE("an index of a finished file is the one made while it was written", "[index]") {
  const Workspace workspace;
  struct Case {
    Format format;
    IndexKind kind;
  };
  for (const Case& c :
       {Case{Format::vcf_gz, IndexKind::tbi}, {Format::vcf_gz, IndexKind::csi}, {Format::bcf, IndexKind::csi}}) {
    Dice dice(3);
    RecordFile file(workspace.file("out"), c.format, three_contigs());
    add_in_pieces(file, random_records(dice, 400'000'000, {0, 1, 2}), dice);
    file.index_by_us(workspace.file("ours"), c.kind);
    write_file(workspace.file("finished"), "");
    index_finished_file(file.path(), workspace.file("finished"), c.format, c.kind);
    CHECK((inflate_file(workspace.file("ours")) == inflate_file(workspace.file("finished"))));
  }
}

TEST_CASE("a region query finds what a walk over all records finds", "[index]") {
  const Workspace workspace;
  for (std::uint64_t seed = 100; seed < 112; ++seed) {
    Dice dice(seed);
    RecordFile file(workspace.file("out.vcf.gz"), Format::vcf_gz, three_contigs());
    add_in_pieces(file, random_records(dice, 400'000'000, {0, 2}), dice);
    const std::string index_path = workspace.file("index");
    file.index_by_us(index_path, seed % 2 == 0 ? IndexKind::tbi : IndexKind::csi);
    const std::unique_ptr<htsFile, HtsClose> reader(hts_open(file.path().c_str(), "r"));
    const std::unique_ptr<tbx_t, HtsClose> index(tbx_index_load2(file.path().c_str(), index_path.c_str()));
    REQUIRE(index != nullptr);
    for (int query = 0; query < 60; ++query) {
      const std::int32_t contig = dice.percent(50) ? 0 : 2;
      const std::int64_t begin = file.records().empty() || dice.percent(30)
                                     ? dice.between(0, 400'000'000)
                                     : dice.pick(file.records()).pos - dice.between(0, 2);
      const std::int64_t end = begin + dice.pick(std::vector<std::int64_t>{1, 2, 16'384, 50'000'000});
      const auto expected = std::ranges::count_if(file.records(), [&](const Record& record) {
        return record.contig == contig && record.pos - 1 < end && record.end() > begin;
      });
      std::ptrdiff_t found = 0;
      const int number = tbx_name2id(index.get(), file.contigs()[static_cast<std::size_t>(contig)].name.c_str());
      if (number >= 0) {
        const std::unique_ptr<hts_itr_t, HtsClose> iterator(tbx_itr_queryi(index.get(), number, begin, end));
        kstring_t line{};
        while (tbx_itr_next(reader.get(), index.get(), iterator.get(), &line) >= 0) ++found;
        std::free(line.s);
      }
      REQUIRE(found == expected);
    }
  }
}

TEST_CASE("an index that cannot be written is an output error", "[index]") {
  const Workspace workspace;
  RecordFile file(workspace.file("out"), Format::vcf_gz, three_contigs());
  Dice dice(1);
  file.add_piece({{0, 1, 1, 1}}, dice, 0);
  file.close();
  for (const std::string& path : {std::string("/dev/full"), workspace.file("none/index")}) {
    IndexBuilder builder(Format::vcf_gz, file.contigs(), IndexKind::tbi, false, 100);
    CHECK(error_of([&] {
            const LeaksOfHtslib away;
            builder.save(path, 200);
            return 0;
          }).code() == Exit::output);
    CHECK(error_of([&] {
            const LeaksOfHtslib away;
            index_finished_file(file.path(), path, Format::vcf_gz, IndexKind::tbi);
            return 0;
          }).code() == Exit::output);
  }
}

TEST_CASE("the suffixes of indexes are as bcftools has them", "[index]") {
  CHECK(index_suffix(IndexKind::tbi) == ".tbi");
  CHECK(index_suffix(IndexKind::csi) == ".csi");
}

}  // namespace matrix2vcf::testing
