// SPDX-License-Identifier: MIT
// source_test - a matrix is opened and told apart by its first bytes; what cannot be read says why.
#include "read/source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <thread>
#include <vector>

#include "compressed.hpp"
#include "helpers.hpp"
#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

/// Standard input is `path` while it lives.
class StandardInput {
 public:
  explicit StandardInput(const std::string& path, off_t offset = 0) : before_(dup(STDIN_FILENO)) {
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    REQUIRE(dup2(fd, STDIN_FILENO) == STDIN_FILENO);
    close(fd);
    REQUIRE(lseek(STDIN_FILENO, offset, SEEK_SET) == offset);
  }
  ~StandardInput() {
    if (before_ >= 0) {
      dup2(before_, STDIN_FILENO);
      close(before_);
    } else {
      close(STDIN_FILENO);
    }
  }
  StandardInput(const StandardInput&) = delete;
  StandardInput& operator=(const StandardInput&) = delete;

 private:
  int before_;
};

std::string read_rest(Source& source) {
  std::string text, bytes(1000, '\0');
  while (const std::size_t got = source.read(bytes.data(), bytes.size())) text.append(bytes, 0, got);
  return text;
}

}  // namespace

TEST_CASE("a plain file can be read in any order, all else only from its start", "[source]") {
  const Workspace workspace;
  const std::string text = "CHROM\tPOS\tREF\ta\n1\t1\tA\tC\n";
  write_file(workspace.file("plain.gz"), text);  // the name says nothing
  write_file(workspace.file("gzip.txt"), gzip_member(text));
  write_file(workspace.file("bgzf"), bgzf_file(text, 10));
  Source plain(workspace.file("plain.gz"), {}), gzip(workspace.file("gzip.txt"), {}), bgzf(workspace.file("bgzf"), {});
  const Pipe pipe(text);
  Source piped(pipe.path(), {});
  CHECK(plain.is_seekable());
  CHECK(plain.size() == static_cast<std::int64_t>(text.size()));
  CHECK_FALSE(gzip.is_seekable());
  CHECK_FALSE(bgzf.is_seekable());
  CHECK_FALSE(piped.is_seekable());
  for (Source* const source : {&plain, &gzip, &bgzf, &piped}) CHECK(read_rest(*source) == text);
}

TEST_CASE("read_at gives exactly the bytes asked for, fewer only at the end", "[source]") {
  const Workspace workspace;
  write_file(workspace.file("text"), "0123456789");
  const Source source(workspace.file("text"), {});
  struct Case {
    std::size_t count;
    std::int64_t offset;
    std::string expected;
  };
  for (const Case& c : {Case{3, 0, "012"},
                        {3, 7, "789"},
                        {4, 7, "789"},
                        {5, 10, ""},
                        {5, 99, ""},
                        {0, 3, ""},
                        {100, 0, "0123456789"}}) {
    std::string bytes(100, '\0');
    bytes.resize(source.read_at(bytes.data(), c.count, c.offset));
    CHECK(bytes == c.expected);
  }
}

TEST_CASE("standard input is read as a file where it is one, from where it stands", "[source]") {
  const Workspace workspace;
  write_file(workspace.file("text"), "first\nsecond\n");
  {
    const StandardInput input(workspace.file("text"));
    Source source("-", {});
    CHECK(source.is_seekable());
    CHECK(read_rest(source) == "first\nsecond\n");
  }
  const StandardInput input(workspace.file("text"), 6);
  Source source("-", {});
  CHECK_FALSE(source.is_seekable());  // offsets of the file are not those of the text
  CHECK(read_rest(source) == "second\n");
}

TEST_CASE("closing a source leaves standard input open", "[source]") {
  const Workspace workspace;
  write_file(workspace.file("text"), "a\n");
  const StandardInput input(workspace.file("text"));
  { Source source("-", {}); }
  CHECK(fcntl(STDIN_FILENO, F_GETFD) != -1);
}

TEST_CASE("what cannot be opened is an input error with the name and the reason", "[source]") {
  const Workspace workspace;
  CHECK(error_of([&] {
          Source source(workspace.file("none"), {});
          return 0;
        }).code() == Exit::input);
  CHECK_THAT(error_of([&] {
               Source source(workspace.file("none"), {});
               return 0;
             }).what(),
             Catch::Contains(workspace.file("none")) && Catch::Contains("No such file"));
  const Error folder = error_of([&] {
    Source source(workspace.output_folder().string(), {});
    return 0;
  });
  CHECK(folder.code() == Exit::input);
  CHECK_THAT(folder.what(), Catch::Contains("directory"));
}

TEST_CASE("formats that are no matrix are named, with the way out", "[source]") {
  struct Case {
    std::string begin;
    std::string named;
  };
  const auto c = GENERATE(values<Case>({{std::string("\xfd"
                                                     "7zXZ\0",
                                                     6),
                                         "xz"},
                                        {"\x28\xb5\x2f\xfd", "zstd"},
                                        {"BZh91AY&SY", "bzip2"},
                                        {"\x04\x22\x4d\x18", "lz4"},
                                        {"PK\x03\x04", "zip"},
                                        {"BCF\x02\x02", "BCF"},
                                        {"BAM\x01", "BAM"},
                                        {"CRAM\x02", "CRAM"},
                                        {"CRAM\x03", "CRAM"},
                                        {"##fileformat=VCFv4.2\n", "VCF"},
                                        {"\xff\xfe"
                                         "C",
                                         "UTF-16"},
                                        {"\xfe\xff", "UTF-16"}}));
  const Error error = error_of([&] {
    refuse_other_formats(c.begin + "more", "dir/matrix");
    return 0;
  });
  CHECK(error.code() == Exit::content);
  CHECK_THAT(error.what(), Catch::StartsWith("dir/matrix is ") && Catch::Contains(c.named));
  refuse_other_formats(c.begin.substr(1), "dir/matrix");  // only at the beginning
}

TEST_CASE("a matrix is not taken for another format", "[source]") {
  const auto text = GENERATE(as<std::string>{}, "", "CHROM\tPOS\tREF\ta\n", "1\t1\tA\tC\n", "##comment\n", "##file",
                             "\xef\xbb\xbf"
                             "CHROM",
                             "BZ", "PK", "C", "BZh1\t1\tA\tC\n", "CRAMBE_1\t1\tA\n");
  CHECK_NOTHROW(refuse_other_formats(text, "matrix"));
}

TEST_CASE("a file that was changed since it was opened is noticed", "[source]") {
  const Workspace workspace;
  const std::string path = workspace.file("text");
  write_file(path, "one\n");
  const Source source(path, {});
  CHECK_NOTHROW(source.require_unchanged());
  write_file(path, "longer\n");
  const Error error = error_of([&] {
    source.require_unchanged();
    return 0;
  });
  CHECK(error.code() == Exit::input);
  CHECK_THAT(error.what(), Catch::Contains("changed"));
}

TEST_CASE("a file rewritten with the same size is noticed by its time", "[source]") {
  const Workspace workspace;
  const std::string path = workspace.file("text");
  write_file(path, "one\n");
  const Source source(path, {});
  const timespec times[2] = {{1, 0}, {1, 0}};
  REQUIRE(utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
  CHECK(error_of([&] {
          source.require_unchanged();
          return 0;
        }).code() == Exit::input);
}

TEST_CASE("a stop request ends the wait for a pipe that says nothing", "[source]") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  std::stop_source stop;
  std::jthread stopper([&] { stop.request_stop(); });
  CHECK_THROWS_AS(Source("/dev/fd/" + std::to_string(ends[0]), stop.get_token()), Stopped);
  close(ends[0]);
  close(ends[1]);
}

TEST_CASE("a small file is read whole, compressed or not", "[source]") {
  const Workspace workspace;
  const std::string text(200'000, 'x');
  write_file(workspace.file("plain"), text);
  write_file(workspace.file("gzip"), gzip_member(text));
  write_file(workspace.file("empty"), "");
  CHECK((read_small_file(workspace.file("plain"), {}) == text));
  CHECK((read_small_file(workspace.file("gzip"), {}) == text));
  CHECK(read_small_file(workspace.file("empty"), {}).empty());
  CHECK(error_of([&] { return read_small_file(workspace.file("none"), {}); }).code() == Exit::input);
}

TEST_CASE("a temporary file that cannot be read is a fault of the output, and the input is not blamed", "[source]") {
  const Error error = error_of([] { return Source(Descriptor(open("/", O_RDONLY | O_CLOEXEC)), "m.tsv", {}).size(); });
  CHECK(error.code() == Exit::output);
  CHECK(std::string(error.what()) == "could not read the temporary file back: Is a directory");
}

}  // namespace matrix2vcf::testing
