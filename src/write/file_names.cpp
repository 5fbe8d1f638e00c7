// SPDX-License-Identifier: MIT
#include "write/file_names.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <matrix2vcf/error.hpp>
#include <memory>
#include <new>
#include <optional>

#include "text.hpp"

namespace matrix2vcf {

namespace {

constexpr std::size_t most_links = 40;  // as the kernel's own limit

// Where a link leads in one step; nothing where `path` is none.
std::optional<std::string> link_target(const std::string& path) {
  std::string target(PATH_MAX, '\0');
  const ssize_t length = readlink(path.c_str(), target.data(), target.size());
  if (length < 0) return std::nullopt;
  target.resize(static_cast<std::size_t>(length));
  return target.starts_with('/') ? target : folder_of(path) + "/" + target;
}

// A file or FIFO by its number, one that is not there yet by its folder's number and its name.
struct Identity {
  dev_t device = 0;
  ino_t number = 0;
  std::string name;
  bool operator==(const Identity&) const = default;
};

// Nothing for a device, and what cannot be made. "-" is the descriptor `standard`.
std::optional<Identity> identity_of(const std::string& path, int standard) {
  struct stat status {};
  if ((path == "-" ? fstat(standard, &status) : stat(path.c_str(), &status)) == 0) {
    if (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode)) return std::nullopt;
    return Identity{status.st_dev, status.st_ino, ""};
  }
  if (path.empty() || path == "-") return std::nullopt;
  const std::string target = follow_links(path);
  if (stat(folder_of(target).c_str(), &status) != 0) return std::nullopt;
  return Identity{status.st_dev, status.st_ino, base_of(target)};
}

}  // namespace

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

std::string base_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::vector<std::string> link_chain(const std::string& path) {
  std::vector<std::string> paths{path};
  while (paths.size() <= most_links) {
    const std::optional<std::string> next = link_target(paths.back());
    if (!next) break;
    paths.push_back(*next);
  }
  return paths;
}

std::string follow_links(const std::string& path) { return link_chain(path).back(); }

std::string real_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> resolved(realpath(path.c_str(), nullptr), &std::free);
  if (resolved == nullptr && errno == ENOMEM) throw std::bad_alloc();
  return resolved != nullptr ? std::string(resolved.get()) : std::string();
}

std::optional<int> descriptor_of(const std::string& path) {
  const std::string descriptors = real_path("/proc/self/fd");
  if (descriptors.empty()) return std::nullopt;
  for (const std::string& name : link_chain(path)) {
    if (real_path(folder_of(name)) != descriptors) continue;
    const std::optional<std::int64_t> number = parse_whole_number(base_of(name));
    if (number && *number <= INT_MAX) return static_cast<int>(*number);
  }
  return std::nullopt;
}

bool is_same_output(const std::string& path, const std::string& other) {
  const std::optional<Identity> output = identity_of(path, STDOUT_FILENO);
  return output && output == identity_of(other, STDOUT_FILENO);
}

bool is_output_or_index(const std::string& path, const std::string& output) {
  if (is_same_output(path, output)) return true;
  if (output == "-") return false;
  for (const std::string& name : link_chain(output))
    for (const std::string_view suffix : index_suffixes)
      if (is_same_output(path, name + std::string(suffix))) return true;
  return false;
}

void refuse_inputs(const std::string& path, const std::vector<std::string>& inputs) {
  const std::optional<Identity> output = identity_of(path, STDOUT_FILENO);
  for (const std::string& input : inputs)
    if (output && output == identity_of(input, STDIN_FILENO))
      throw Error(Exit::usage,
                  "the output " + (path == "-" ? "standard output" : printable(path)) +
                      " is the same file as the input " + shown_path(input),
                  "write to another name; nothing was changed");
}

}  // namespace matrix2vcf
