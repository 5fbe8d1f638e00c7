// SPDX-License-Identifier: MIT
// htslib_test - htslib is silent while anybody wants it so, and then as loud as before.
#include "write/htslib.hpp"

#include <memory>

#include "helpers.hpp"

namespace matrix2vcf::testing {

TEST_CASE("conversions that overlap leave htslib's level as they found it", "[htslib]") {
  const int before = hts_verbose;
  hts_verbose = 7;
  auto first = std::make_unique<QuietHtslib>();
  auto second = std::make_unique<QuietHtslib>();
  first.reset();
  CHECK(hts_verbose == HTS_LOG_OFF);
  second.reset();
  CHECK(hts_verbose == 7);
  {
    const QuietHtslib again;
    CHECK(hts_verbose == HTS_LOG_OFF);
  }
  CHECK(hts_verbose == 7);
  hts_verbose = before;
}

}  // namespace matrix2vcf::testing
