// SPDX-License-Identifier: MIT
#include "read/sample_choice.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "read/source.hpp"
#include "text.hpp"

namespace matrix2vcf {

namespace {

struct Choice {
  std::vector<std::string> names;
  bool all_but = false;
};

// A name a line; what follows a tab is not ours (bcftools reads a sex there).
Choice read_choice_file(std::string path, const std::stop_token& stop) {
  Choice choice;
  choice.all_but = path.starts_with('^');
  if (choice.all_but) path.erase(0, 1);
  std::string text = read_small_file(path, stop);
  if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
  for (const std::string_view line : split(text, '\n')) {
    const std::string_view name = without_cr(line).substr(0, line.find('\t'));
    if (!name.empty()) choice.names.emplace_back(name);
  }
  return choice;
}

Choice read_choice(const Options& options, const std::stop_token& stop) {
  if (!options.samples_file.empty()) return read_choice_file(options.samples_file, stop);
  Choice choice;
  std::string_view list = options.samples;
  choice.all_but = list.starts_with('^');
  if (choice.all_but) list.remove_prefix(1);
  for (const std::string_view name : split(list, ',')) choice.names.emplace_back(name);
  return choice;
}

}  // namespace

void choose_samples(const Options& options, Layout& layout, const std::stop_token& stop) {
  if (options.samples.empty() && options.samples_file.empty()) return;
  const Choice choice = read_choice(options, stop);
  std::unordered_map<std::string_view, std::size_t> number;
  std::vector<std::string> known;
  for (std::size_t i = 0; i < layout.samples.size(); ++i) {
    number.emplace(layout.samples[i].name, i);
    known.push_back(layout.samples[i].name);
  }

  std::vector<std::size_t> named;
  std::unordered_set<std::size_t> seen;
  for (const std::string& name : choice.names) {
    const auto found = number.find(name);
    if (found == number.end()) {
      if (options.force_samples) {
        if (options.on_message) options.on_message(Severity::warning, "there is no sample " + quoted(name));
        continue;
      }
      const std::string near = nearest_name(name, known);
      throw Error(
          Exit::usage, "there is no sample " + quoted(name),
          (near.empty() ? "" : "did you mean " + quoted(near) + "? ") + std::string("--force-samples passes over it"));
    }
    if (!seen.insert(found->second).second) throw Error(Exit::usage, "sample " + quoted(name) + " is asked for twice");
    named.push_back(found->second);
  }

  std::vector<Sample> chosen;
  if (choice.all_but) {
    for (std::size_t i = 0; i < layout.samples.size(); ++i)
      if (!seen.contains(i)) chosen.push_back(std::move(layout.samples[i]));
  } else {
    for (const std::size_t i : named) chosen.push_back(std::move(layout.samples[i]));
  }
  if (chosen.empty()) throw Error(Exit::usage, "no sample is left to be written", "--print-samples lists them");
  layout.samples = std::move(chosen);
}

}  // namespace matrix2vcf
