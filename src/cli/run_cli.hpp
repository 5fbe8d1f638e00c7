// SPDX-License-Identifier: MIT
// run_cli - a command line from beginning to end: the one place that catches everything and chooses the exit code.
#pragma once

namespace matrix2vcf {

/// Runs the command line; returns the exit code of spec section 6. Signal handlers are set for the time of the call and
/// put back; nothing is left running. argv[0] is not looked at.
int run_cli(int argc, char** argv) noexcept;

}  // namespace matrix2vcf
