// SPDX-License-Identifier: MIT
// header_check_test - a header that htslib reads otherwise than it was meant is a fault of ours, and is found.
#include "write/header_check.hpp"

#include <htslib/hts_log.h>

#include <cerrno>
#include <new>
#include <string>

#include "helpers.hpp"
#include "test_files.hpp"
#include "write/htslib.hpp"

namespace matrix2vcf::testing {
namespace {

HeaderPlan some_plan() {
  HeaderPlan plan;
  plan.contigs = {{"1", 0}, {"chr2", 100}};
  plan.samples = {"s", "t u"};
  plan.command = "matrix2vcf 'a b'; Date=now";
  return plan;
}

}  // namespace

TEST_CASE("a command line is one line of the header, whatever a program calls it", "[header_check]") {
  const Workspace workspace;
  write_file(workspace.file("matrix"), "CHROM\tPOS\tREF\tSa\tSb\n1\t5\tA\tA\tC\n");
  Options options;
  options.input = workspace.file("matrix");
  options.output = workspace.file("out.vcf");
  options.command_line = "x\n1\t1\t.\tA\tT\t.\t.\t.\tGT\t1|1";
  CHECK(convert(options).records == 1);
  const std::string text = read_file(options.output);
  CHECK_THAT(text, Catch::Contains("_Command=x\\n1\\t1\\t.\\tA") && !Catch::Contains("\n1\t1\t"));
}

TEST_CASE("a header with sound names passes, whatever its phase tags", "[header_check]") {
  HeaderPlan plan = some_plan();
  plan.phase_pi = GENERATE(true, false);
  plan.phase_ps = GENERATE(true, false);
  CHECK_NOTHROW(check_header(plan));
}

TEST_CASE("names that htslib takes for something else are found", "[header_check]") {
  const auto change = GENERATE(0, 1, 2, 3, 4, 5, 6);
  HeaderPlan plan = some_plan();
  switch (change) {
    case 0: plan.samples[0] = "a\tb"; break;
    case 1: plan.samples[1] = "a\nb"; break;
    case 2: plan.samples[1] = plan.samples[0]; break;
    case 3: plan.contigs[1].name = plan.contigs[0].name; break;
    case 4: plan.contigs[0].name = "a,b"; break;
    case 5: plan.contigs[0].name = "a>"; break;
    default: plan.contigs[1].name = "a\n##contig=<ID=b>"; break;
  }
  INFO("change " << change);
  CHECK(error_of([&] {
          check_header(plan);
          return 0;
        }).code() == Exit::internal);
}

TEST_CASE("htslib without the memory it asked for is not believed, whatever it returns", "[header_check]") {
  errno = ENOMEM;  // of an earlier time
  CHECK(with_memory([] { return 7; }) == 7);
  const auto call = [] {
    errno = ENOMEM;
    return 0;
  };
  CHECK_THROWS_AS(with_memory(call), std::bad_alloc);
}

TEST_CASE("the check leaves htslib's log level as it was", "[header_check]") {
  const int before = hts_verbose;
  hts_verbose = 9;
  check_header(some_plan());
  CHECK(hts_verbose == 9);
  hts_verbose = before;
}

}  // namespace matrix2vcf::testing
