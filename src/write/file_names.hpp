// SPDX-License-Identifier: MIT
// file_names - which file the name of an output means, and whether another name means the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace matrix2vcf {

inline constexpr std::string_view index_suffixes[] = {".tbi", ".csi"};

/// The folder of `path`, "." for a bare name.
[[nodiscard]] std::string folder_of(const std::string& path);

/// What follows the last slash of `path`.
[[nodiscard]] std::string base_of(const std::string& path);

/// `path`, and where it is a link each path that it leads to, step by step; the last one is no link, but may dangle.
[[nodiscard]] std::vector<std::string> link_chain(const std::string& path);

/// The last of them.
[[nodiscard]] std::string follow_links(const std::string& path);

/// Empty where the file has no name any more, as those that /proc calls "(deleted)"; then errno is ENOENT.
[[nodiscard]] std::string real_path(const std::string& path);

/// The descriptor of this process that `path` is, as /dev/stdout and /dev/fd/N are. It has an offset, and maybe other
/// writers: to replace the file behind it would lose what they write.
[[nodiscard]] std::optional<int> descriptor_of(const std::string& path);

/// True where two names of outputs, "-" for standard output, are or will be those of one regular file or FIFO.
[[nodiscard]] bool is_same_output(const std::string& path, const std::string& other);

/// True where `path` is `output`, or an index beside it or beside what it links to.
[[nodiscard]] bool is_output_or_index(const std::string& path, const std::string& output);

/// Throws Error(Exit::usage) where the output `path` is one of `inputs`; "-" is standard output, or input.
void refuse_inputs(const std::string& path, const std::vector<std::string>& inputs);

}  // namespace matrix2vcf
