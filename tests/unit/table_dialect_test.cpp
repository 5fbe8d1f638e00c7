// SPDX-License-Identifier: MIT
// table_dialect_test - each dialect's header is the one its readers look for, and names they would cut are refused.
#include "encode/table_dialect.hpp"

#include <string>
#include <vector>

#include "encode/header.hpp"
#include "helpers.hpp"

namespace matrix2vcf::testing {

TEST_CASE("each dialect has the header that its readers look for", "[table_dialect]") {
  HeaderPlan plan;
  plan.samples = {"10", "3x"};
  CHECK(table_header(plan) == "contig\tpos\tref\talt\t10_PI\t10_PG_al\t3x_PI\t3x_PG_al\n");
  plan.table = TableDialect::extender;
  CHECK(table_header(plan) == "CHROM\tPOS\tREF\tall-alleles\t10:PI\t10:PG_al\t3x:PI\t3x:PG_al\n");
  plan.table = TableDialect::panel;
  CHECK(table_header(plan) == "CHROM\tPOS\tREF\tALT\t10:PI\t10:PG_al\t3x:PI\t3x:PG_al\n");
}

TEST_CASE("names that a reader would cut are refused, and told", "[table_dialect]") {
  const auto refused = [](const std::vector<std::string>& names, TableDialect dialect) {
    const Error error = error_of([&] {
      check_table_names(names, dialect);
      return 0;
    });
    CHECK(error.code() == Exit::content);
    return std::string(error.what());
  };
  const std::vector<std::string> names{"a", "b_1", "c:2", "d_3"};
  const std::string original = refused(names, TableDialect::original);
  CHECK(original.find("\"b_1\", \"d_3\"") != std::string::npos);
  CHECK(original.find("c:2") == std::string::npos);
  for (const TableDialect dialect : {TableDialect::extender, TableDialect::panel}) {
    const std::string other = refused(names, dialect);
    CHECK(other.find("\"c:2\"") != std::string::npos);
    CHECK(other.find("b_1") == std::string::npos);
  }
  CHECK(refused(std::vector<std::string>(12, "x_y"), TableDialect::original).ends_with(" and 2 more"));
  CHECK_NOTHROW(check_table_names({"a", "c:2"}, TableDialect::original));
  CHECK_NOTHROW(check_table_names({"a", "b_1"}, TableDialect::panel));
}

}  // namespace matrix2vcf::testing
