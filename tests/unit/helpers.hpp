// SPDX-License-Identifier: MIT
// helpers - the few words that most unit tests need: the error of a call, a variable of the environment, the last line.
#pragma once

#include <catch2/catch.hpp>
#include <cstdlib>
#include <matrix2vcf/error.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace matrix2vcf::testing {

/// The Error that `call` throws; the test fails where it throws none.
template <class Call>
Error error_of(Call call) {
  try {
    static_cast<void>(call());
  } catch (const Error& error) {
    return error;
  }
  FAIL("no error was thrown");
  throw std::logic_error("FAIL has thrown");
}

/// Sets a variable of the environment, or takes it away, while it lives.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) {
    if (const char* const before = std::getenv(name)) before_ = before;
    set(value);
  }
  ~Environment() { set(before_ ? before_->c_str() : nullptr); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  void set(const char* value) const {
    if (value != nullptr)
      setenv(name_, value, 1);
    else
      unsetenv(name_);
  }

  const char* name_;
  std::optional<std::string> before_;
};

}  // namespace matrix2vcf::testing
