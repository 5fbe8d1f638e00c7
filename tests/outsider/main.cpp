// SPDX-License-Identifier: MIT
// A program that uses the library as an outsider would: convert a matrix, say how many records came of it.
#include <iostream>
#include <matrix2vcf/matrix2vcf.hpp>

int main(int, char** argv) try {
  matrix2vcf::Options options;
  options.input = argv[1];
  options.output = argv[2];
  std::cout << matrix2vcf::convert(options).records << '\n';
} catch (const matrix2vcf::Error& error) {
  std::cerr << error.what() << '\n';
  return static_cast<int>(error.code());
}
