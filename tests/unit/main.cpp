// SPDX-License-Identifier: MIT
// main - Catch2's own, compiled once for all test files.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
