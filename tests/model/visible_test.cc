#include "model/visible.h"

#include <gtest/gtest.h>

namespace tenon::this_file {
namespace {

struct Case {
  std::string text;
  std::string shown;
};

TEST(Visible, TextDoesNothingToATerminal) {
  const Case cases[] = {
      {"orders", "orders"},
      {"größe 目 🐘", "größe 目 🐘"},
      {"a\\b", "a\\b"},
      {"a\nin sync (exit 0)", "a\\nin sync (exit 0)"},
      {"a\tb\rc", "a\\tb\\rc"},
      {"\x1b[31mred\x1b]0;title\x07", "\\x1b[31mred\\x1b]0;title\\x07"},
      {"\x7f", "\\x7f"},
      {"\xc2\x9b\x33\x31m", "\\x9b31m"},
      {"a\xe2\x80\xae"
       "b\xe2\x81\xa6"
       "c",
       "a\\u202eb\\u2066c"},
      {"\xff\x9b", "\\xff\\x9b"},
      {"\xe2\x80", "\\xe2\\x80"},
      {std::string("a\0b", 3), "a\\x00b"},
      {"", ""},
  };
  for (const Case& row : cases) EXPECT_EQ(visible(row.text), row.shown);
}

TEST(Visible, LinesMayStayLines) {
  EXPECT_EQ(visible_lines("a\n\x1b"
                          "b\r\n\tc"),
            "a\n\\x1bb\\r\n\tc");
}

TEST(Visible, NoLineIsACommandOfACiService) {
  const Case cases[] = {
      {"a::b\nc ::d::", "a::b\nc ::d::"},
      {"::error::x", "\\x3a:error::x"},
      {"a\n  \t::error file=x::y", "a\n  \t\\x3a:error file=x::y"},
      {"\xc2\xa0\xe3\x80\x80::error::", "\xc2\xa0\xe3\x80\x80\\x3a:error::"},
      {"x ##[error]y ##vso[task.complete]z ##teamcity[a]",
       "x #\\x23[error]y #\\x23vso[task.complete]z #\\x23teamcity[a]"},
      {"## a [b] ###", "## a [b] ###"},
      {"", ""},
  };
  for (const Case& row : cases) EXPECT_EQ(without_ci_commands(row.text), row.shown);
}

}  // namespace
}  // namespace tenon::this_file
