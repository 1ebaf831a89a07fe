#include "render/alembic/python.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "model/error.h"
#include "tests/support/alembic.h"

namespace tenon::this_file {
namespace {

const std::vector<std::string> kTexts = {
    "",
    "plain",
    "it's",
    "say \"so\"",
    "it's \"both\"",
    "back\\slash",
    "two\nlines\r\n\ttabbed",
    "100%% %(name)s",
    ":word \\:word ::cast",
    "d\xc3\xa9j\xc3\xa0 \xe2\x86\x92 \xf0\x9f\x98\x80",
    std::string("nul\0byte\x7f", 9),
    "\xc2\xa0\xc2\xad\xe2\x80\x8b\xe2\x80\xae\xef\xbb\xbf\xee\x80\x80",
    "\"\"\"triple\"\"\" '''single'''",
};

TEST(Python, WritesStringsAsReprDoes) {
  EXPECT_EQ(python_string("plain"), "'plain'");
  EXPECT_EQ(python_string("it's"), "\"it's\"");
  EXPECT_EQ(python_string("it's \"both\""), R"('it\'s "both"')");
  EXPECT_EQ(python_string("a\\b\n\t\x01"), R"('a\\b\n\t\x01')");
  EXPECT_EQ(python_string("\xc3\xa9\xe2\x80\xae\xf3\xa0\x80\x81"), "'\xc3\xa9\\u202e\\U000e0001'");
}

TEST(Python, ReadsBackEveryStringItWrote) {
  std::string script = "import sys\n";
  std::string wanted;
  for (const std::string& text : kTexts) {
    script += "sys.stdout.buffer.write(" + python_string(text) + ".encode() + b'|')\n";
    script += "sys.stdout.buffer.write(\"\"\"" + python_docstring(text) + "\"\"\".encode() + b'|')\n";
    wanted += text + "|" + text + "|";
  }
  const test::Ran ran = test::shell(test::python() + " -", script);
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(ran.out, wanted);
}

TEST(Python, RefusesWhatIsNotUtf8) {
  for (const char* text : {"\xff", "\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe2\x80z"})
    EXPECT_THROW(python_string(text), Error) << testing::PrintToString(text);
}

TEST(Python, IndentsLinesButNotEmptyOnes) {
  EXPECT_EQ(python_indented("a\n\n  b\n"), "    a\n\n      b\n");
  EXPECT_EQ(python_indented("a", 2), "        a");
}

TEST(Python, WritesCallsOnOneLineOrOneArgumentALine) {
  PythonCall call("f");
  EXPECT_EQ(call.block(), "f()");
  call.add("1").add("x", "[2,\n3]");
  EXPECT_EQ(call.line(), "f(1, x=[2,\n3])");
  EXPECT_EQ(call.block(), "f(\n    1,\n    x=[2,\n    3]\n)");
}

TEST(Python, NamesAreWhatStandsOutsideStringsAndComments) {
  using Names = std::set<std::string>;
  EXPECT_EQ(python_names("op.f('sa.text', \"it's\")  # postgresql\nx = sa_2(r'\\'')\n"),
            (Names{"op", "f", "x", "sa_2", "r"}));
  EXPECT_EQ(python_names("\"\"\"sa 'is\" not\"\"\" y"), (Names{"y"}));
  EXPECT_EQ(python_names("'\\\\' a 'b"), (Names{"a"}));
  EXPECT_EQ(python_names(""), Names{});
}

}  // namespace
}  // namespace tenon::this_file
