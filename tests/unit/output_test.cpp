// SPDX-License-Identifier: MIT
// output_test - nothing new under the final name before commit(), the whole file after it, and nothing left otherwise.
#include "write/output.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "helpers.hpp"
#include "test_files.hpp"
#include "write/file_names.hpp"

namespace matrix2vcf::testing {
namespace {

namespace fs = std::filesystem;

/// Names in a folder, those of links too.
std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename());
  return names;
}

mode_t mode_of(const std::string& path) {
  struct stat status {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777U;
}

/// The umask while it lives.
class Umask {
 public:
  explicit Umask(mode_t mask) : before_(umask(mask)) {}
  ~Umask() { umask(before_); }
  Umask(const Umask&) = delete;
  Umask& operator=(const Umask&) = delete;

 private:
  mode_t before_;
};

/// Standard output is `path` while it lives.
class StandardOutput {
 public:
  explicit StandardOutput(const std::string& path) : before_(dup(STDOUT_FILENO)) {
    const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    REQUIRE(dup2(fd, STDOUT_FILENO) == STDOUT_FILENO);
    close(fd);
  }
  ~StandardOutput() {
    dup2(before_, STDOUT_FILENO);
    close(before_);
  }
  StandardOutput(const StandardOutput&) = delete;
  StandardOutput& operator=(const StandardOutput&) = delete;

 private:
  int before_;
};

void write_whole(const std::string& path, const std::string& text, const std::vector<std::string>& inputs = {}) {
  Output output(path, inputs);
  output.write(text, {});
  output.commit();
}

}  // namespace

TEST_CASE("until commit the final name is free, then it holds the whole text", "[output]") {
  const Workspace workspace;
  const fs::path folder = workspace.output_folder();
  const std::string path = folder / "out.vcf";
  {
    Output output(path, {});
    CHECK(output.is_file());
    CHECK(fs::path(output.temporary_path()).parent_path() == folder);
    CHECK(fs::path(output.temporary_path()).filename().string().starts_with("."));
    output.write("first ", {});
    output.write("", {});
    output.write("second\n", {});
    CHECK(output.bytes_written() == 13);
    CHECK_FALSE(fs::exists(path));
    CHECK(names_in(folder).size() == 1);
    output.commit();
    CHECK(output.index_path().empty());
  }
  CHECK(names_in(folder) == std::set<std::string>{"out.vcf"});
  CHECK(read_file(path) == "first second\n");
}

TEST_CASE("without commit nothing is left, and an older file is as it was", "[output]") {
  const Workspace workspace;
  const fs::path folder = workspace.output_folder();
  const std::string old_path = folder / "old.vcf.gz";
  write_file(old_path, "old");
  write_file(old_path + ".tbi", "old index");
  for (const std::string& path : {old_path, (folder / "new.vcf.gz").string()}) {
    Output output(path, {});
    output.write("half", {});
    static_cast<void>(output.make_index_file(".tbi"));
  }
  CHECK(names_in(folder) == std::set<std::string>{"old.vcf.gz", "old.vcf.gz.tbi"});
  CHECK(read_file(old_path) == "old");
  CHECK(read_file(old_path + ".tbi") == "old index");
}

TEST_CASE("a new file has mode 0666 less the umask", "[output]") {
  const Workspace workspace;
  const auto mask = GENERATE(as<mode_t>{}, 022, 077, 002, 0);
  const Umask umask(mask);
  const std::string path = workspace.file("out.vcf.gz");
  Output output(path, {});
  const std::string index = output.make_index_file(".tbi");
  output.commit();
  CHECK(mode_of(path) == (0666U & ~mask));
  CHECK(mode_of(path + ".tbi") == (0666U & ~mask));
}

TEST_CASE("a replaced file keeps its mode", "[output]") {
  const Workspace workspace;
  const auto mode = GENERATE(as<mode_t>{}, 0600, 0644, 0666, 0755);
  const std::string path = workspace.file("out.vcf");
  write_file(path, "old");
  REQUIRE(chmod(path.c_str(), mode) == 0);
  write_whole(path, "new");
  CHECK(mode_of(path) == mode);
  CHECK(read_file(path) == "new");
}

TEST_CASE("a link is followed: its target is replaced, and it stays a link", "[output]") {
  const Workspace workspace;
  const fs::path folder = workspace.output_folder();
  fs::create_directory(folder / "store");
  const bool target_exists = GENERATE(true, false);
  const bool absolute = GENERATE(true, false);
  const std::string link_text = absolute ? (folder / "store/data.vcf").string() : "store/data.vcf";
  INFO((target_exists ? "link to a file: " : "dangling link: ") << link_text);
  if (target_exists) write_file(folder / "store/data.vcf", "old");
  fs::create_symlink(link_text, folder / "middle");
  fs::create_symlink("middle", folder / "out.vcf");
  {
    Output output(folder / "out.vcf", {});
    CHECK(fs::path(output.temporary_path()).parent_path().filename() == "store");
    output.write("new", {});
    static_cast<void>(output.make_index_file(".csi"));
    output.commit();
    CHECK(fs::path(output.index_path()).filename() == "data.vcf.csi");
  }
  CHECK(fs::is_symlink(folder / "out.vcf"));
  CHECK(fs::is_symlink(folder / "middle"));
  CHECK(read_file(folder / "store/data.vcf") == "new");
  CHECK(names_in(folder / "store") == std::set<std::string>{"data.vcf", "data.vcf.csi"});
  CHECK(names_in(folder) == std::set<std::string>{"middle", "out.vcf", "store"});
}

TEST_CASE("old indexes go, and the new one stands beside the data", "[output]") {
  const Workspace workspace;
  const fs::path folder = workspace.output_folder();
  const std::string path = folder / "out.vcf.gz";
  write_file(path, "old");
  write_file(path + ".tbi", "old");
  write_file(path + ".csi", "old");
  const auto suffix = GENERATE(as<std::string>{}, "", ".tbi", ".csi");
  Output output(path, {});
  output.write("new", {});
  std::set<std::string> expected{"out.vcf.gz"};
  if (!suffix.empty()) {
    const std::string index = output.make_index_file(suffix);
    CHECK(fs::path(index).parent_path() == folder);
    CHECK(fs::is_empty(index));
    write_file(index, "new index");
    expected.insert("out.vcf.gz" + suffix);
  }
  CHECK(read_file(path + ".tbi") == "old");  // nothing is touched before commit
  output.commit();
  CHECK(names_in(folder) == expected);
  CHECK(output.index_path() == (suffix.empty() ? "" : path + suffix));
  if (!suffix.empty()) CHECK(read_file(path + suffix) == "new index");
}

TEST_CASE("an output that is an input by any path is a usage error, and nothing is changed", "[output]") {
  const Workspace workspace;
  const fs::path folder = workspace.output_folder();
  const std::string input = folder / "matrix.tsv";
  write_file(input, "data");
  fs::create_hard_link(input, folder / "hard.vcf");
  fs::create_symlink("matrix.tsv", folder / "soft.vcf");
  fs::create_directory(folder / "sub");
  const std::set<std::string> before = names_in(folder);
  for (const std::string& path : {input, (folder / "hard.vcf").string(), (folder / "soft.vcf").string(),
                                  (folder / "sub/../matrix.tsv").string(), (folder / "./matrix.tsv").string()}) {
    INFO(path);
    const Error error = error_of([&] {
      Output output(path, {"", "none", input});
      return 0;
    });
    CHECK(error.code() == Exit::usage);
    CHECK_THAT(error.what(), Catch::Contains(input));
  }
  CHECK(names_in(folder) == before);
  CHECK(read_file(input) == "data");
}

TEST_CASE("an input that the output's index would replace is refused", "[output]") {
  const Workspace workspace;
  const std::string path = workspace.file("out.vcf.gz");
  const auto suffix = GENERATE(as<std::string>{}, ".tbi", ".csi");
  write_file(path + suffix, "pairs, oddly named");
  CHECK(error_of([&] {
          Output output(path, {path + suffix});
          return 0;
        }).code() == Exit::usage);
  CHECK(read_file(path + suffix) == "pairs, oddly named");
}

TEST_CASE("standard output that is the input file is refused", "[output]") {
  const Workspace workspace;
  write_file(workspace.file("matrix"), "data");
  const StandardOutput redirected(workspace.file("matrix"));
  CHECK(error_of([&] {
          Output output("-", {workspace.file("matrix")});
          return 0;
        }).code() == Exit::usage);
}

TEST_CASE("standard output is written in place and stays open", "[output]") {
  const Workspace workspace;
  {
    const StandardOutput redirected(workspace.file("text"));
    Output output("-", {workspace.file("none")});
    CHECK_FALSE(output.is_file());
    output.write("data", {});
    output.commit();
  }
  CHECK(read_file(workspace.file("text")) == "data");
  CHECK(fcntl(STDOUT_FILENO, F_GETFD) != -1);
}

TEST_CASE("a signal that asks for no stop does not end the wait for a FIFO's reader", "[output]") {
  const Workspace workspace;
  const std::string path = workspace.file("fifo");
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  struct sigaction action {
  }, before{};
  action.sa_handler = [](int) {};  // and no SA_RESTART
  REQUIRE(sigaction(SIGALRM, &action, &before) == 0);
  const itimerval often{{0, 5000}, {0, 5000}}, never{};
  std::string text(4, '\0');
  std::thread reader([&] {
    sigset_t alarms;
    sigemptyset(&alarms);
    sigaddset(&alarms, SIGALRM);
    pthread_sigmask(SIG_BLOCK, &alarms, nullptr);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    text = read_file(path);
  });
  setitimer(ITIMER_REAL, &often, nullptr);
  {
    Output output(path, {});
    output.write("data", {});
    output.commit();
  }
  setitimer(ITIMER_REAL, &never, nullptr);
  reader.join();
  sigaction(SIGALRM, &before, nullptr);
  CHECK(text == "data");

  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(Output(path, {}, true, stop.get_token()), Stopped);
}

TEST_CASE("a full device is an output error with a cure", "[output]") {
  Output output("/dev/full", {});
  CHECK_FALSE(output.is_file());
  const Error error = error_of([&] {
    output.write("data", {});
    return 0;
  });
  CHECK(error.code() == Exit::output);
  CHECK_THAT(error.what(), Catch::Contains("/dev/full") && Catch::Contains("No space left"));
  CHECK_FALSE(error.hint().empty());
}

TEST_CASE("a device stays a device", "[output]") {
  write_whole("/dev/null", "data");
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("a FIFO is written in place, and its reader gets every byte", "[output]") {
  const Workspace workspace;
  const std::string path = workspace.file("fifo"), text(300'000, 'x');
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  std::string read;
  std::thread reader([&] { read = read_file(path); });
  {
    Output output(path, {});
    CHECK_FALSE(output.is_file());
    output.write(text, {});
    output.commit();
  }
  reader.join();
  CHECK((read == text));
  CHECK(fs::is_fifo(path));
}

TEST_CASE("a reader that goes away is told apart from a failed disk", "[output]") {
  const NoBrokenPipeSignal quiet;
  const Workspace workspace;
  const std::string path = workspace.file("fifo");
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  const int reader = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  Output output(path, {});
  close(reader);
  CHECK(error_of([&] {
          output.write("data", {});
          return 0;
        }).code() == Exit::broken_pipe);
}

TEST_CASE("a stop request ends the wait for a reader that does not read", "[output]") {
  const Workspace workspace;
  const std::string path = workspace.file("fifo"), text(1'000'000, 'x');
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  const int reader = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  std::stop_source stop;
  {
    Output output(path, {});
    std::jthread stopper([&] {
      int waiting = 0;  // bytes in the FIFO
      while (ioctl(reader, FIONREAD, &waiting) == 0 && waiting == 0) std::this_thread::yield();
      stop.request_stop();
    });
    CHECK_THROWS_AS(output.write(text, stop.get_token()), Stopped);
  }
  close(reader);
}

TEST_CASE("a stop request before a write ends a file too", "[output]") {
  const Workspace workspace;
  std::stop_source stop;
  stop.request_stop();
  const fs::path folder = workspace.output_folder();
  {
    Output output(folder / "out.vcf", {});
    CHECK_THROWS_AS(output.write("data", stop.get_token()), Stopped);
  }
  CHECK(names_in(folder).empty());
}

TEST_CASE("a folder that is missing, or is the output, is an output error", "[output]") {
  const Workspace workspace;
  const std::string folder = workspace.output_folder();
  struct Case {
    std::string path, named;
  };
  write_file(folder + "/file", "");
  fs::create_symlink("none/out.vcf", folder + "/dangling");
  for (const Case& c :
       {Case{folder + "/none/out.vcf", folder + "/none"}, Case{folder + "/file/out.vcf", folder + "/file"},
        Case{folder + "/dangling", "none"}, Case{folder, "directory"}, Case{folder + "/", "directory"}}) {
    INFO(c.path);
    const Error error = error_of([&] {
      Output output(c.path, {});
      return 0;
    });
    CHECK(error.code() == Exit::output);
    CHECK_THAT(error.what(), Catch::Contains(c.named));
  }
  CHECK(names_in(folder) == std::set<std::string>{"dangling", "file"});
}

TEST_CASE("links in a circle are an output error", "[output]") {
  const Workspace workspace;
  const fs::path folder = workspace.output_folder();
  fs::create_symlink("b", folder / "a");
  fs::create_symlink("a", folder / "b");
  CHECK(error_of([&] {
          Output output(folder / "a", {});
          return 0;
        }).code() == Exit::output);
  CHECK(names_in(folder) == std::set<std::string>{"a", "b"});
}

TEST_CASE("a file that is not what was written is not committed", "[output]") {
  const Workspace workspace;
  const fs::path folder = workspace.output_folder();
  {
    Output output(folder / "out.vcf", {});
    output.write("data", {});
    REQUIRE(truncate(output.temporary_path().c_str(), 2) == 0);
    CHECK(error_of([&] {
            output.commit();
            return 0;
          }).code() == Exit::output);
  }
  CHECK(names_in(folder).empty());
}

TEST_CASE("an index that cannot be put in place leaves the data, and says so", "[output]") {
  const Workspace workspace;
  const fs::path folder = workspace.output_folder();
  const std::string path = folder / "out.vcf.gz";
  {
    Output output(path, {});
    output.write("data", {});
    REQUIRE(fs::remove(output.make_index_file(".tbi")));
    const Error error = error_of([&] {
      output.commit();
      return 0;
    });
    CHECK(error.code() == Exit::output);
  }
  // The index file was lost before the data were in place: nothing is, rather than data without an index.
  CHECK(names_in(folder).empty());
}

TEST_CASE("an old index that cannot go stops the commit before the data are replaced", "[output]") {
  const Workspace workspace;
  const fs::path folder = workspace.output_folder();
  const std::string path = folder / "out.vcf.gz";
  write_file(path, "old");
  fs::create_directories(path + ".tbi/full");  // a folder cannot be unlinked
  {
    Output output(path, {});
    output.write("new", {});
    CHECK(error_of([&] {
            output.commit();
            return 0;
          }).code() == Exit::output);
  }
  CHECK(read_file(path) == "old");
  CHECK(names_in(folder) == std::set<std::string>{"out.vcf.gz", "out.vcf.gz.tbi"});
}

TEST_CASE("a long name and a name beginning with a dash have their temporary file", "[output]") {
  const Workspace workspace;
  const fs::path folder = workspace.output_folder();
  for (const std::string& name : {std::string(250, 'n'), std::string("-x.vcf"), std::string("s3:x.vcf")}) {
    write_whole(folder / name, "data");
    CHECK(read_file(folder / name) == "data");
  }
}

TEST_CASE("write_file copies a descriptor from its start", "[output]") {
  const Workspace workspace;
  const std::string path = workspace.file("out"), text(3'000'000, 'y');
  Descriptor body = open_unnamed(workspace.file(""));
  REQUIRE(write_all(body.get(), text) == 0);
  Output output(path, {});
  output.write("head ", {});
  output.write_file(body.get(), {});
  output.commit();
  CHECK((read_file(path) == "head " + text));
}

TEST_CASE("an unnamed file has no name, and a folder that is missing is an output error", "[output]") {
  const Workspace workspace;
  const std::string folder = workspace.output_folder();
  const Descriptor body = open_unnamed(folder);
  CHECK(names_in(folder).empty());
  CHECK(write_all(body.get(), "data") == 0);
  const Error error = error_of([&] { return open_unnamed(folder + "/none"); });
  CHECK(error.code() == Exit::output);
  CHECK_THAT(error.hint(), Catch::Contains("--temp-dir"));
}

TEST_CASE("write_all tells the reason of a failed write", "[output]") {
  const Descriptor full(open("/dev/full", O_WRONLY | O_CLOEXEC));
  CHECK(write_all(full.get(), "data") == ENOSPC);
  CHECK(write_all(full.get(), "") == 0);
}

TEST_CASE("folder_of is what stands before the last slash", "[output]") {
  CHECK(folder_of("out.vcf") == ".");
  CHECK(folder_of("a/out.vcf") == "a");
  CHECK(folder_of("/out.vcf") == "/");
  CHECK(folder_of("/a/b/c") == "/a/b");
  CHECK(folder_of("a/") == "a");
}

}  // namespace matrix2vcf::testing
