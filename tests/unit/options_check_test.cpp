// SPDX-License-Identifier: MIT
// options_check_test - the output's type follows from -O and the name, and contradictions are refused.
#include "options_check.hpp"

#include <optional>
#include <string>

#include "helpers.hpp"

namespace matrix2vcf::testing {
namespace {

Options some_options(const std::string& output = "-", std::optional<Format> format = std::nullopt) {
  Options options;
  options.input = "matrix";
  options.output = output;
  options.format = format;
  return options;
}

Error refused(const Options& options) {
  const Error error = error_of([&] {
    check_options(options);
    return 0;
  });
  CHECK(error.code() == Exit::usage);
  return error;
}

constexpr std::optional<Format> none;

}  // namespace

TEST_CASE("the type is -O's, else the suffix's, else VCF", "[options_check]") {
  struct Case {
    std::string output;
    std::optional<Format> asked;
    Format format;
  };
  const auto c = GENERATE(values<Case>({
      {"-", none, Format::vcf},
      {"out", none, Format::vcf},
      {"out.txt", none, Format::vcf},
      {"out.vcf", none, Format::vcf},
      {"out.vcf.gz", none, Format::vcf_gz},
      {"out.vcf.bgz", none, Format::vcf_gz},
      {"out.bcf", none, Format::bcf},
      {"dir.vcf.gz/out", none, Format::vcf},
      {"OUT.VCF.GZ", none, Format::vcf},  // suffixes are lower case, as in bcftools
      {"-", Format::bcf, Format::bcf},
      {"out.vcf.gz", Format::vcf_gz, Format::vcf_gz},
      {"out.bcf", Format::bcf, Format::bcf},
      {"out.bcf", Format::bcf_uncompressed, Format::bcf_uncompressed},
      {"out", Format::bcf_uncompressed, Format::bcf_uncompressed},
      {"out.gz", Format::vcf_gz, Format::vcf_gz},
      {"out.txt", Format::table, Format::table},
      {"out.txt.gz", Format::table, Format::table_gz},
      {"out.bgz", Format::table, Format::table_gz},
      {"out.txt.gz", Format::table_gz, Format::table_gz},
      {"out", Format::table_gz, Format::table_gz},
  }));
  INFO(c.output);
  const Options options = some_options(c.output, c.asked);
  CHECK(static_cast<int>(resolve_format(options)) == static_cast<int>(c.format));
  CHECK_NOTHROW(check_options(options));
}

TEST_CASE("a dialect is for a table alone", "[options_check]") {
  for (const Format format : {Format::vcf, Format::vcf_gz, Format::bcf, Format::bcf_uncompressed}) {
    Options options = some_options("-", format);
    options.table = TableDialect::original;
    CHECK(refused(options).hint().find("-Ot") != std::string::npos);
  }
  for (const Format format : {Format::table, Format::table_gz}) {
    Options options = some_options("-", format);
    options.table = TableDialect::panel;
    CHECK_NOTHROW(check_options(options));
  }
}

TEST_CASE("what is for a matrix does not go with a table", "[options_check]") {
  Options table = some_options();
  table.input_format = InputFormat::table;
  CHECK_NOTHROW(check_options(table));
  const std::vector<void (*)(Options&)> changes{[](Options& o) { o.header = "names"; },
                                                [](Options& o) { o.headerless = true; },
                                                [](Options& o) { o.pairing = Pairing::from_file; },
                                                [](Options& o) { o.pairing = Pairing::by_ploidy; },
                                                [](Options& o) { o.pairing = Pairing::every_column; },
                                                [](Options& o) { o.haploid_to_diploid = true; },
                                                [](Options& o) { o.missing_to_reference = true; }};
  for (const auto change : changes) {
    Options options = table;
    change(options);
    CHECK_THAT(refused(options).what(), Catch::Contains("--format table"));
  }
}

TEST_CASE("a suffix that contradicts -O is refused, and a .gz name without -O", "[options_check]") {
  struct Case {
    std::string output;
    std::optional<Format> asked;
  };
  const auto c = GENERATE(values<Case>({
      {"out.vcf", Format::vcf_gz},
      {"out.vcf", Format::bcf},
      {"out.vcf", Format::table},
      {"out.vcf.gz", Format::vcf},
      {"out.vcf.gz", Format::bcf},
      {"out.vcf.gz", Format::table},
      {"out.vcf.gz", Format::table_gz},
      {"out.vcf.bgz", Format::vcf},
      {"out.vcf", Format::bcf_uncompressed},
      {"out.bcf", Format::vcf},
      {"out.bcf", Format::vcf_gz},
      {"out.bcf", Format::table},
      {"out.gz", none},
      {"out.txt.gz", none},
      {"out.bgz", none},
  }));
  const Error error = refused(some_options(c.output, c.asked));
  CHECK_THAT(error.what(), Catch::Contains(c.output));
  CHECK_FALSE(error.hint().empty());
}

TEST_CASE("an index that cannot be is refused", "[options_check]") {
  struct Case {
    std::string output;
    std::optional<Format> format;
    IndexKind kind;
    bool fits;
  };
  const auto c = GENERATE(values<Case>({
      {"out.vcf.gz", none, IndexKind::automatic, true},
      {"out.vcf.gz", none, IndexKind::tbi, true},
      {"out.vcf.gz", none, IndexKind::csi, true},
      {"out.bcf", none, IndexKind::automatic, true},
      {"out.bcf", none, IndexKind::csi, true},
      {"out.bcf", none, IndexKind::tbi, false},
      {"-", Format::vcf_gz, IndexKind::automatic, false},
      {"-", none, IndexKind::automatic, false},
      {"out.vcf", none, IndexKind::automatic, false},
      {"out.bcf", Format::bcf_uncompressed, IndexKind::csi, false},
      {"out.txt", Format::table, IndexKind::automatic, false},
      {"out.txt.gz", Format::table_gz, IndexKind::tbi, false},
  }));
  INFO(c.output);
  Options options = some_options(c.output, c.format);
  CHECK_NOTHROW(check_options(options));
  options.index = IndexWish::no;
  CHECK_NOTHROW(check_options(options));
  options.index = IndexWish::yes;
  options.index_kind = c.kind;
  if (c.fits)
    CHECK_NOTHROW(check_options(options));
  else
    refused(options);
}

TEST_CASE("values out of range and contradictions are refused", "[options_check]") {
  CHECK_NOTHROW(check_options(some_options()));
  const auto change = GENERATE(
      as<void (*)(Options&)>{}, [](Options& o) { o.input.clear(); }, [](Options& o) { o.level = -2; },
      [](Options& o) { o.format = Format::vcf_gz, o.level = 10; }, [](Options& o) { o.level = 1; },
      [](Options& o) { o.format = Format::bcf_uncompressed, o.level = 6; },
      [](Options& o) { o.format = Format::table, o.level = 6; }, [](Options& o) { o.ploidy = 0; },
      [](Options& o) { o.ploidy = 9; }, [](Options& o) { o.block_bytes = 0; },
      [](Options& o) { o.headerless = true, o.header = "names"; });
  Options options = some_options();
  change(options);
  refused(options);
}

TEST_CASE("values at the edge of their range are taken", "[options_check]") {
  Options options = some_options("out.vcf.gz");
  for (const int level : {-1, 0, 9}) {
    options.level = level;
    CHECK_NOTHROW(check_options(options));
  }
  for (const int ploidy : {1, 8}) {
    options.ploidy = ploidy;
    CHECK_NOTHROW(check_options(options));
  }
  options = some_options("-", Format::vcf);
  options.level = 0;  // -Ov0 and -Ou0, as bcftools takes them
  CHECK_NOTHROW(check_options(options));
}

}  // namespace matrix2vcf::testing
