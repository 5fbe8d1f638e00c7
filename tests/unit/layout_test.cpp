// SPDX-License-Identifier: MIT
// layout_test - columns get their names, samples their columns; what disagrees is told with file, line and column.
#include "read/layout.hpp"

#include <string>
#include <utility>
#include <vector>

#include "helpers.hpp"
#include "test_files.hpp"

namespace matrix2vcf::testing {
namespace {

/// Files of one matrix, and what make_layout makes of them.
class Setting {
 public:
  Setting() { options.input = workspace_.file("matrix"); }

  Setting& matrix(const std::string& text) {
    write_file(options.input, text);
    return *this;
  }
  Setting& header(const std::string& text) {
    write_file(options.header = workspace_.file("header"), text);
    return *this;
  }
  Setting& pairs(const std::string& text) {
    options.pairing = Pairing::from_file;
    write_file(options.pairs = workspace_.file("pairs"), text);
    return *this;
  }

  [[nodiscard]] Layout layout() const {
    Source source(options.input, {});
    return make_layout(options, read_head(source, options.headerless), {});
  }

  [[nodiscard]] std::string columns() const {
    std::string text;
    for (const std::string& name : layout().columns) text += (text.empty() ? "" : " ") + name;
    return text;
  }

  /// "s=0+1 t=2"
  [[nodiscard]] std::string samples() const {
    std::string text;
    for (const Sample& sample : layout().samples) {
      text += (text.empty() ? "" : " ") + sample.name;
      for (std::size_t i = 0; i < sample.columns.size(); ++i)
        text += (i == 0 ? "=" : "+") + std::to_string(sample.columns[i]);
    }
    return text;
  }

  [[nodiscard]] Error error() const {
    return error_of([&] { return layout(); });
  }

  /// The path of one of the files, for messages.
  [[nodiscard]] std::string file(const std::string& name) const { return workspace_.file(name); }

  Options options;

 private:
  Workspace workspace_;
};

const std::string row = "1\t1\tA\tC\tG\n";
const std::string header_line = "CHROM\tPOS\tREF\txa\txb\n";

}  // namespace

TEST_CASE("a header file names all columns or the allele columns, on one line or one a line", "[layout]") {
  const auto text =
      GENERATE(as<std::string>{}, "xa\txb\n", "xa\txb", "xa\txb\r\n", "xa\nxb\n", "xa\r\nxb", "xa\nxb\n\n\n",
               "CHROM\tPOS\tREF\txa\txb\n", "chr\tposition\treference\txa\txb\n", "#CHROM\nPOS\nREF\nxa\nxb\n",
               "\xef\xbb\xbf"
               "xa\txb\n",
               "\xef\xbb\xbf"
               "CHROM\tPOS\tREF\txa\txb\n");
  Setting setting;
  CHECK(setting.matrix(row).header(text).columns() == "xa xb");
  CHECK(setting.samples() == "x=0+1");
  CHECK(setting.layout().names_from == setting.options.header);
}

TEST_CASE("a header file that cannot name the columns says where", "[layout]") {
  struct Case {
    std::string text, message;
  };
  const auto c = GENERATE(values<Case>({
      {"", " holds no column names"},
      {"\n\n", " holds no column names"},
      {"xa\txb\nya\tyb\n", ":1: the name "},
      {"xa\nya\tyb\n", ":2: the name "},
      {"xa\txa\n", ":1: column 2: the name \"xa\" stands twice; the first is column 1"},
      {"xa\nxb\nxa\n", ":3: the name \"xa\" stands twice"},
      {"xa\t\n", ":1: column 2: the name is empty"},
      {"xa\n\nxb\n", ":2: the name is empty"},
      {"xa\tx\x01\n", ":1: column 2: the name \"x\\x01\" holds a control character"},
      {"xa\tx\x7f\n", ":1: column 2: "},
      {"xa\tx\xff\n", ":1: column 2: the name \"x\\xff\" is not UTF-8"},
      {"CHROM\tPOS\txa\txb\n", ":1: column 3: the name must be REF, found \"xa\""},
      {"CHROM\tPOS\n", ":1: column 3: the name must be REF, found \"\""},
  }));
  INFO(c.text);
  Setting setting;
  setting.matrix(row).header(c.text);
  const Error error = setting.error();
  CHECK(error.code() == Exit::content);
  CHECK_THAT(error.what(), Catch::StartsWith(setting.file("header") + c.message));
}

TEST_CASE("a header line names the columns, and a fault of it says where", "[layout]") {
  Setting setting;
  CHECK(setting.matrix(header_line + row).samples() == "x=0+1");
  CHECK(setting.matrix("##x\n#chr\tPosition\tRef\tA\tB\n" + row).columns() == "A B");
  CHECK(setting.matrix(header_line).columns() == "xa xb");  // no row at all
  struct Case {
    std::string text, message;
  };
  for (const Case& c :
       {Case{"CHROM\tPOS\txa\txb\n", ":1: column 3: the name must be REF, found \"xa\""},
        Case{"##\nCHROM\tPOS\tREF\txa\txa\n", ":2: column 5: the name \"xa\" stands twice; the first is column 4"},
        Case{"CHROM\tPOS\tREF\txa\t\n", ":1: column 5: the name is empty"},
        Case{"CHROM\tPOS\n", ":1: column 3: the name must be REF"}}) {
    const Error error = setting.matrix(c.text + row).error();
    CHECK(error.code() == Exit::content);
    CHECK_THAT(error.what(), Catch::StartsWith(setting.options.input + c.message));
  }
}

TEST_CASE("header file and header line must agree, and the first difference is told", "[layout]") {
  Setting setting;
  setting.matrix("##x\n" + header_line + row);
  CHECK(setting.header("xa\txb\n").samples() == "x=0+1");
  CHECK(setting.header("CHROM\tPOS\tREF\txa\txb\n").samples() == "x=0+1");
  struct Case {
    std::string header, message;
  };
  for (const Case& c : {Case{"xb\txa\n", ":2: column 4: "},
                        {"xa\n", ":2: column 5: "},
                        {"xa\txb\txc\n", ":2: column 6: "},
                        {"xa\tXB\n", ":2: column 5: "}}) {
    const Error error = setting.header(c.header).error();
    CHECK(error.code() == Exit::content);
    CHECK_THAT(error.what(),
               Catch::StartsWith(setting.options.input + c.message) && Catch::Contains(setting.file("header")));
  }
}

TEST_CASE("without any names the three ways to give them are shown", "[layout]") {
  Setting setting;
  const Error error = setting.matrix("##x\n" + row).error();
  CHECK(error.code() == Exit::content);
  CHECK_THAT(error.what(), Catch::StartsWith(setting.options.input + ":2: "));
  CHECK_THAT(error.hint(),
             Catch::Contains("-H") && Catch::Contains("--headerless") && Catch::Contains("CHROM<TAB>POS<TAB>REF"));
}

TEST_CASE("a line that begins with # is no first row, however many columns it has", "[layout]") {
  Setting setting;
  setting.options.headerless = true;
  for (const char* line : {"#A", "#A\t1\tC", "#A\t1\tC\tG"}) {
    const Error error = setting.matrix("##x\n" + std::string(line) + "\n1\t5\tA\tC\n").error();
    CHECK(error.code() == Exit::content);
    CHECK(error.what() == setting.options.input + ":2: this line begins with # and is no row");
  }
}

TEST_CASE("headerless columns are h1, h2, ...", "[layout]") {
  Setting setting;
  setting.options.headerless = true;
  CHECK(setting.matrix(row).columns() == "h1 h2");
  CHECK(setting.samples() == "h1=0 h2=1");
  CHECK(setting.matrix("\n").error().code() == Exit::content);
  CHECK(setting.matrix("1\t1\tA\n").error().code() == Exit::usage);  // no sample at all
}

TEST_CASE("header and first row must have one width", "[layout]") {
  Setting setting;
  setting.matrix(header_line + "1\t1\tA\tC\n");
  CHECK_THAT(setting.error().what(),
             Catch::StartsWith(setting.options.input + ":2: expected 5 columns") && Catch::EndsWith("found 4"));
  setting.matrix(row).header("xa\n");
  CHECK_THAT(setting.error().what(), Catch::StartsWith(setting.options.input + ":1: expected 4 columns, as " +
                                                       setting.file("header") + " names, found 5"));
  setting.matrix("1 1 A C G\n").header("xa\txb\n");
  CHECK_THAT(setting.error().what(), Catch::Contains("found 1"));
  CHECK_THAT(setting.error().hint(), Catch::Contains("tab"));
  setting.matrix("1\t1\tA\n").header("CHROM\tPOS\tREF\n");
  CHECK_THAT(setting.error().what(), Catch::Contains("no allele columns"));
}

TEST_CASE("a line that begins with # below the header line is called that", "[layout]") {
  // Spec section 2: later a line that begins with `#` is an error. Its width is not what is wrong with it.
  Setting setting;
  setting.matrix(header_line + "##late comment\n" + row);
  setting.options.output = setting.file("out.vcf");
  setting.options.threads = 0;
  const Error error = error_of([&] { return convert(setting.options); });
  CHECK(error.code() == Exit::content);
  CHECK_THAT(error.what(), Catch::StartsWith(setting.options.input + ":2: ") && Catch::Contains("begins with #"));
}

TEST_CASE("a pairs file gives names, order and ploidy of the samples", "[layout]") {
  struct Case {
    std::string text, samples;
  };
  const auto c = GENERATE(values<Case>({
      {"s\ta\tb\nt\tc\td\n", "s=0+1 t=2+3"},
      {"t\td\ta\n", "t=3+0"},
      {"s\ta\r\nt\tb\tc\td\r\n\r\n", "s=0 t=1+2+3"},
      {"\xef\xbb\xbfs\ta", "s=0"},
      {"a\tb\nb\ta\n", "a=1 b=0"},
      {"s 1\ta\n", "s 1=0"},
      {"\xc3\xa4\ta\tb\tc\td\n", "\xc3\xa4=0+1+2+3"},
  }));
  Setting setting;
  setting.matrix("CHROM\tPOS\tREF\ta\tb\tc\td\n");
  CHECK(setting.pairs(c.text).samples() == c.samples);
}

TEST_CASE("ploidy in a pairs file is 1 to 8", "[layout]") {
  Setting setting;
  setting.matrix("CHROM\tPOS\tREF\ta\tb\tc\td\te\tf\tg\th\ti\n");
  CHECK(setting.pairs("s\ta\tb\tc\td\te\tf\tg\th\n").samples() == "s=0+1+2+3+4+5+6+7");
  CHECK(setting.pairs("s\ta\tb\tc\td\te\tf\tg\th\ti\n").error().code() == Exit::content);
}

TEST_CASE("a pairs file that cannot be used says where", "[layout]") {
  struct Case {
    std::string text, message, hint;
  };
  const auto c = GENERATE(values<Case>({
      {"s\n", ":1: column 1: sample \"s\" has 0 columns, and must have 1 to 8", "SAMPLE<TAB>COLUMN"},
      {"s\txa\n\nt\txb\n", ":2: column 1: the name is empty", ""},
      {"\txa\n", ":1: column 1: the name is empty", ""},
      {"s\txa\ns\txb\n", ":2: column 1: sample \"s\" stands in line 1 already", ""},
      {"s\txa\txa\n", ":1: column 3: column \"xa\" belongs to a sample already, in line 1", ""},
      {"s\txa\nt\txb\txa\n", ":2: column 3: column \"xa\" belongs to a sample already, in line 1", ""},
      {"s\txa\txc\n", ":1: column 3: the matrix has no column \"xc\"", "did you mean \"xa\"?"},
      {"s\tquite_other\n", ":1: column 2: the matrix has no column \"quite_other\"", ""},
      {"s\t\n", ":1: column 2: the matrix has no column \"\"", ""},
      {"s\x01\txa\n", ":1: column 1: the name \"s\\x01\" holds a control character", ""},
      {"s xa\n", ":1: column 1: sample \"s xa\" has 0 columns", "SAMPLE<TAB>COLUMN"},
  }));
  INFO(c.text);
  Setting setting;
  setting.matrix(header_line).pairs(c.text);
  const Error error = setting.error();
  CHECK(error.code() == Exit::content);
  CHECK_THAT(error.what(), Catch::StartsWith(setting.file("pairs") + c.message));
  CHECK_THAT(error.hint(), Catch::Contains(c.hint));
}

TEST_CASE("a pairs file without a sample is a usage error", "[layout]") {
  const auto text = GENERATE(as<std::string>{}, "", "\n", "\r\n\n", "\xef\xbb\xbf");
  Setting setting;
  const Error error = setting.matrix(header_line).pairs(text).error();
  CHECK(error.code() == Exit::usage);
  CHECK_THAT(error.what(), Catch::StartsWith(setting.file("pairs") + " names no samples"));
}

TEST_CASE("by ploidy each N neighbouring columns make a sample", "[layout]") {
  Setting setting;
  setting.options.pairing = Pairing::by_ploidy;
  setting.matrix("1\t1\tA\tA\tA\tA\tA\tA\tA\n");
  setting.options.headerless = true;
  struct Case {
    int ploidy;
    std::string samples;
  };
  for (const Case& c : {Case{1, "s1=0 s2=1 s3=2 s4=3 s5=4 s6=5"},
                        {2, "s1=0+1 s2=2+3 s3=4+5"},
                        {3, "s1=0+1+2 s2=3+4+5"},
                        {6, "s1=0+1+2+3+4+5"}}) {
    setting.options.ploidy = c.ploidy;
    CHECK(setting.samples() == c.samples);
  }
  setting.options.ploidy = 4;
  CHECK(setting.error().code() == Exit::usage);
  CHECK_THAT(setting.error().what(), Catch::Contains("--ploidy 4") && Catch::Contains("6 allele columns"));
}

TEST_CASE("by ploidy the header file may name samples instead of columns", "[layout]") {
  Setting setting;
  setting.options.pairing = Pairing::by_ploidy;
  setting.matrix("1\t1\tA\tA\tA\tA\tA\n");
  CHECK(setting.header("x\ty\n").samples() == "x=0+1 y=2+3");
  CHECK(setting.columns() == "h1 h2 h3 h4");
  CHECK(setting.header("a\tb\tc\td\n").samples() == "s1=0+1 s2=2+3");
  CHECK(setting.columns() == "a b c d");
  CHECK(setting.header("x\ty\tz\n").error().code() == Exit::content);
  setting.options.ploidy = 1;  // a name a column is a name a sample
  CHECK(setting.header("a\tb\tc\td\n").samples() == "a=0 b=1 c=2 d=3");
  CHECK(setting.columns() == "a b c d");
}

TEST_CASE("every column can be a haploid sample", "[layout]") {
  Setting setting;
  setting.options.pairing = Pairing::every_column;
  CHECK(setting.matrix(header_line).samples() == "xa=0 xb=1");
}

TEST_CASE("samples are written as a pairs file that forms them again", "[layout]") {
  Setting setting;
  setting.matrix("CHROM\tPOS\tREF\t1b\t2\t1a\n");
  const Layout layout = setting.layout();
  CHECK(to_pairs(layout) == "1\t1a\t1b\n2\t2\n");
  CHECK(setting.pairs(to_pairs(layout)).samples() == "1=2+0 2=1");
}

TEST_CASE("a first sample whose name begins with a byte order mark comes back from a pairs file", "[layout]") {
  Setting setting;
  setting.matrix("CHROM\tPOS\tREF\t\xef\xbb\xbf\t1\n");
  CHECK(setting.pairs(to_pairs(setting.layout())).samples() == "\xef\xbb\xbf=0 1=1");
}

TEST_CASE("what was formed is told in one line", "[layout]") {
  Setting setting;
  CHECK(describe(setting.matrix(header_line).layout()) == "1 diploid sample (x = xa + xb)");
  setting.matrix("CHROM\tPOS\tREF\txa\txb\tya\tyb\tz\n");
  CHECK(describe(setting.layout()) == "1 haploid sample (z = z), 2 diploid samples (x = xa + xb, ...)");
  CHECK(describe(setting.pairs("t\tz\txa\tya\n").layout()) ==
        "1 triploid sample (t = z + xa + ya), 2 columns of no sample");
}

TEST_CASE("the nearest name has the fewest edits, and none where all are far", "[layout]") {
  const std::vector<std::string> names{"threads", "header", "headerless", "gap"};
  CHECK(nearest_name("thraeds", names) == "threads");
  CHECK(nearest_name("headr", names) == "header");
  CHECK(nearest_name("gap", names) == "gap");
  CHECK(nearest_name("gpa", names) == "");  // 2 edits of 3 letters
  CHECK(nearest_name("quite", names) == "");
  CHECK(nearest_name("", names) == "");
  CHECK(nearest_name("x", {}) == "");
  CHECK(nearest_name(std::string(101, 'x'), {std::string(101, 'x')}) == "");
}

}  // namespace matrix2vcf::testing
