// SPDX-License-Identifier: MIT
// plugin_test - the contract of a bcftools plugin, as a host sees it through dlopen.
#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <getopt.h>
#include <htslib/hts.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

std::string plugin_file() {
  const char* const path = std::getenv("M2V_PLUGIN_FILE");
  return path != nullptr ? path : M2V_PLUGIN_FILE;
}

/// The plugin as bcftools opens it: at once, and for itself.
class Plugin {
 public:
  Plugin() : handle_(dlopen(plugin_file().c_str(), RTLD_NOW)) {
    INFO((handle_ == nullptr ? dlerror() : ""));
    REQUIRE(handle_ != nullptr);
  }
  ~Plugin() { dlclose(handle_); }
  Plugin(const Plugin&) = delete;
  Plugin& operator=(const Plugin&) = delete;

  template <class Function>
  [[nodiscard]] Function* find(const char* name) const {
    const auto function = reinterpret_cast<Function*>(dlsym(handle_, name));
    REQUIRE(function != nullptr);
    return function;
  }

  /// run() with these words behind the name; getopt as the host leaves it.
  [[nodiscard]] int run(std::vector<std::string> words) const {
    words.insert(words.begin(), "matrix2vcf");
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    optind = 0;
    return find<int(int, char**)>("run")(static_cast<int>(words.size()), argv.data());
  }

 private:
  void* handle_;
};

/// Standard output and error go to files while it lives.
class Captured {
 public:
  explicit Captured(const Workspace& workspace)
      : out_path_(workspace.file("stdout")),
        err_path_(workspace.file("stderr")),
        out_(redirect(STDOUT_FILENO, out_path_)),
        err_(redirect(STDERR_FILENO, err_path_)) {}
  ~Captured() {
    put_back(STDOUT_FILENO, out_);
    put_back(STDERR_FILENO, err_);
  }
  Captured(const Captured&) = delete;
  Captured& operator=(const Captured&) = delete;

  [[nodiscard]] std::string out() const { return read_file(out_path_); }
  [[nodiscard]] std::string err() const { return read_file(err_path_); }

 private:
  static int redirect(int fd, const std::string& path) {
    const int before = dup(fd);
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    dup2(file, fd);
    close(file);
    return before;
  }
  static void put_back(int fd, int before) {
    dup2(before, fd);
    close(before);
  }

  std::string out_path_, err_path_;
  int out_, err_;
};

struct Outcome {
  int code;
  std::string out, err;
};

Outcome run_captured(const Plugin& plugin, const Workspace& workspace, const std::vector<std::string>& words) {
  const Captured captured(workspace);
  const int code = plugin.run(words);
  return {code, captured.out(), captured.err()};
}

/// The dynamic part of a 64-bit ELF file: names that it defines for others, and libraries that it needs.
class DynamicPart {
 public:
  explicit DynamicPart(const std::string& path) : bytes_(read_file(path)) {
    const auto header = at<Elf64_Ehdr>(0);
    REQUIRE(std::memcmp(header.e_ident, ELFMAG, SELFMAG) == 0);
    REQUIRE(header.e_ident[EI_CLASS] == ELFCLASS64);
    for (unsigned i = 0; i < header.e_shnum; ++i) {
      const auto section = at<Elf64_Shdr>(header.e_shoff + std::size_t{i} * header.e_shentsize);
      if (section.sh_type != SHT_DYNSYM && section.sh_type != SHT_DYNAMIC) continue;
      const auto names = at<Elf64_Shdr>(header.e_shoff + std::size_t{section.sh_link} * header.e_shentsize);
      for (std::size_t offset = 0; offset < section.sh_size; offset += section.sh_entsize)
        section.sh_type == SHT_DYNSYM ? read_symbol(section.sh_offset + offset, names.sh_offset)
                                      : read_tag(section.sh_offset + offset, names.sh_offset);
    }
  }

  std::set<std::string> defined, needed;

 private:
  template <class Record>
  [[nodiscard]] Record at(std::size_t offset) const {
    Record record;
    REQUIRE(offset + sizeof record <= bytes_.size());
    std::memcpy(&record, bytes_.data() + offset, sizeof record);
    return record;
  }
  void read_symbol(std::size_t offset, std::size_t names) {
    const auto symbol = at<Elf64_Sym>(offset);
    if (symbol.st_shndx != SHN_UNDEF) defined.insert(bytes_.c_str() + names + symbol.st_name);
  }
  void read_tag(std::size_t offset, std::size_t names) {
    const auto tag = at<Elf64_Dyn>(offset);
    if (tag.d_tag == DT_NEEDED) needed.insert(bytes_.c_str() + names + tag.d_un.d_val);
  }

  std::string bytes_;
};

std::size_t live_threads() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& task : std::filesystem::directory_iterator("/proc/self/task")) ++count;
  return count;
}

std::string some_matrix() {
  std::string text = "CHROM\tPOS\tREF\t1a\t1b\t2a\t2b\n";
  for (int pos = 1; pos <= 3000; ++pos)
    text += "chr20\t" + std::to_string(pos) + "\tA\tA\tC\tA\t" + (pos % 3 == 0 ? "T" : "N") + "\n";
  return text;
}

}  // namespace

TEST_CASE("the plugin defines four names for others and needs libc alone", "[plugin]") {
  const DynamicPart part(plugin_file());
  CHECK(part.defined == std::set<std::string>{"about", "run", "usage", "version"});
  for (const std::string& library : part.needed) {
    INFO(library);
    const bool sanitizer =
        library.starts_with("libasan.") || library.starts_with("libubsan.") || library.starts_with("libtsan.");
    CHECK((library.starts_with("libc.so") || library.starts_with("ld-linux") || sanitizer));
  }
}

TEST_CASE("about is a line or two and ends in a newline; usage is the help", "[plugin]") {
  const Plugin plugin;
  const Workspace workspace;
  const std::string about = plugin.find<const char*()>("about")();
  CHECK(about.ends_with("\n"));
  CHECK(std::count(about.begin(), about.end(), '\n') <= 2);
  CHECK(plugin.find<const char*()>("usage")() == run_captured(plugin, workspace, {"--help"}).out);
}

TEST_CASE("version answers with the host's own words", "[plugin]") {
  const Plugin plugin;
  const char* bcftools = nullptr;
  const char* htslib = nullptr;
  plugin.find<void(const char**, const char**)>("version")(&bcftools, &htslib);
  REQUIRE(bcftools != nullptr);  // this host has no bcftools_version: the plugin's own
  CHECK(std::string(bcftools) == matrix2vcf::version);
  CHECK(std::string(htslib) == hts_version());
}

TEST_CASE("two runs in one process give the same file and leave no thread", "[plugin]") {
  const Plugin plugin;
  const Workspace workspace;
  write_file(workspace.file("matrix"), some_matrix());
  std::thread([] {}).join();  // with the first thread TSan starts one of its own
  const std::size_t threads_before = live_threads();
  std::string first;
  for (int round = 0; round < 2; ++round) {
    const std::string path = workspace.file("out" + std::to_string(round) + ".vcf.gz");
    const Outcome outcome =
        run_captured(plugin, workspace, {"--no-version", "--threads", "3", "-o", path, workspace.file("matrix")});
    INFO(outcome.err);
    CHECK(outcome.code == 0);
    CHECK(outcome.out.empty());
    CHECK_THAT(outcome.err, Catch::EndsWith("Done: " + path + "\n"));
    CHECK(live_threads() == threads_before);
    CHECK(std::filesystem::exists(path + ".tbi"));
    if (round == 0) first = read_file(path);
    CHECK((read_file(path) == first));
  }
}

TEST_CASE("an unloaded plugin can be loaded again", "[plugin]") {
  const Workspace workspace;
  for (int round = 0; round < 3; ++round) {
    const Plugin plugin;
    CHECK(run_captured(plugin, workspace, {"--version"}).code == 0);
  }
}

TEST_CASE("an error inside is a code and a message, never the end of the host", "[plugin]") {
  const Plugin plugin;
  const Workspace workspace;
  write_file(workspace.file("matrix"), some_matrix());
  write_file(workspace.file("broken"), some_matrix() + "chr20\t1\tA\tA\tA\tA\tA\n");
  struct Case {
    std::vector<std::string> words;
    int code;
  };
  std::thread([] {}).join();  // with the first thread TSan starts one of its own
  const std::size_t threads_before = live_threads();
  for (const Case& c :
       std::vector<Case>{{{}, 1},
                         {{"--unknown", workspace.file("matrix")}, 1},
                         {{"-o", workspace.file("matrix"), workspace.file("matrix")}, 1},
                         {{"--threads", "3", "-o", workspace.file("out.vcf"), workspace.file("broken")}, 3},
                         {{"-o", workspace.file("out.vcf"), workspace.file("none")}, 4},
                         {{"-o", "/dev/full", workspace.file("matrix")}, 5}}) {
    const Outcome outcome = run_captured(plugin, workspace, c.words);
    INFO(outcome.err);
    CHECK(outcome.code == c.code);
    CHECK_THAT(outcome.err, Catch::Contains("Error: "));
    CHECK(outcome.out.empty());
    CHECK(live_threads() == threads_before);
  }
  CHECK_FALSE(std::filesystem::exists(workspace.file("out.vcf")));
}

TEST_CASE("help and version come from the plugin, since the host handles neither", "[plugin]") {
  const Plugin plugin;
  const Workspace workspace;
  for (const std::string option : {"-h", "--help", "-V", "--version"}) {
    const Outcome outcome = run_captured(plugin, workspace, {option});
    CHECK(outcome.code == 0);
    CHECK_THAT(outcome.out, Catch::Contains("matrix2vcf"));
    CHECK(outcome.err.empty());
  }
}

TEST_CASE("a run puts the host's signal handlers back", "[plugin]") {
  const Plugin plugin;
  const Workspace workspace;
  write_file(workspace.file("matrix"), some_matrix());
  constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGXCPU, SIGPIPE, SIGXFSZ};
  std::vector<void (*)(int)> before;
  for (const int number : signals) {
    struct sigaction action {};
    sigaction(number, nullptr, &action);
    before.push_back(action.sa_handler);
  }
  CHECK(run_captured(plugin, workspace, {"-q", "-o", workspace.file("out.vcf"), workspace.file("matrix")}).code == 0);
  for (std::size_t i = 0; i < before.size(); ++i) {
    struct sigaction action {};
    sigaction(signals[i], nullptr, &action);
    CHECK(action.sa_handler == before[i]);
  }
}

}  // namespace matrix2vcf::testing
