// SPDX-License-Identifier: MIT
// main - the tool of its own.
#include "cli/run_cli.hpp"

int main(int argc, char** argv) { return matrix2vcf::run_cli(argc, argv); }
