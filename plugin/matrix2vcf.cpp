// SPDX-License-Identifier: MIT
// The bcftools face: the four names that `bcftools +matrix2vcf` looks for (vcfplugin.c of bcftools 1.16 to 1.23).
//
// The host hands all of argv to run(), takes its result as exit status, and unloads us: no thread may outlive run(), no
// exception may leave it; run_cli sees to both.
#include <dlfcn.h>
#include <htslib/hts.h>

#include <matrix2vcf/version.hpp>
#include <string>

#include "cli/options.hpp"
#include "cli/run_cli.hpp"

#pragma GCC visibility push(default)
extern "C" {

// One line, and its newline, for `bcftools plugin -lv`.
const char* about() { return "Turn a genome matrix (positions x haplotypes) into phased, indexed VCF/BCF.\n"; }

const char* usage() {
  static const std::string text = matrix2vcf::help_text();
  return text.c_str();
}

// The host warns where these differ from its own. We use nothing of bcftools and only htslib's stable functions, so the
// host's own words are the true answer.
void version(const char** bcftools, const char** htslib) {
  using Version = const char* (*)();
  const auto host = reinterpret_cast<Version>(dlsym(RTLD_DEFAULT, "bcftools_version"));
  *bcftools = host != nullptr ? host() : matrix2vcf::version;
  *htslib = hts_version();
}

int run(int argc, char** argv) { return matrix2vcf::run_cli(argc, argv); }
}
#pragma GCC visibility pop
