#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "config/duration.h"
#include "config/row_template.h"
#include "config/selection.h"
#include "model/error.h"

namespace tenon {
namespace {

using std::chrono::milliseconds;

TEST(Duration, IsANumberAndAUnit) {
  const std::pair<const char*, long> rows[] = {
      {"250ms", 250},     {"30s", 30'000},       {"10m", 600'000}, {"6h", 21'600'000},
      {"1d", 86'400'000}, {"2w", 1'209'600'000}, {"1s", 1000},     {"400d", 34'560'000'000}};
  for (const auto& [text, count] : rows) EXPECT_EQ(duration(text), milliseconds(count)) << text;
  for (const char* text : {"", "5", "s", "0s", "-1s", "1.5h", "1 h", "1H", "1mo", "1sx", " 1s",
                           "99999999999d", "9223372036854775807w", "99999999999999999999s"})
    EXPECT_EQ(duration(text), std::nullopt) << text;
}

TEST(Duration, IsShownInTheLargestWholeUnit) {
  for (const char* text : {"250ms", "90s", "2m", "5h", "400d"}) EXPECT_EQ(to_string(*duration(text)), text);
  EXPECT_EQ(to_string(*duration("2w")), "14d");
  EXPECT_EQ(to_string(*duration("3600s")), "1h");
}

TEST(Selection, HoldsEveryConditionAgainstTheLabels) {
  const std::map<std::string, std::string> labels{{"env", "prod"}, {"region", "eu-west"}};
  for (const char* text :
       {"env=prod", "env=prod,region=eu-*", "env!=dev", "owner=", "region=*west", "owner!=x"})
    EXPECT_TRUE(is_selected(selection(text), labels)) << text;
  for (const char* text : {"env=dev", "env=prod,region=us", "env!=prod", "owner=x", "region=eu", "region!=*"})
    EXPECT_FALSE(is_selected(selection(text), labels)) << text;
  for (const char* text : {"", "prod", "=prod", "env=prod,", "!=x"})
    EXPECT_THROW(selection(text), Error) << text;
}

TEST(Selection, OfTemplatesHoldsWhatIsFixedInThem) {
  const std::map<std::string, std::string> labels{{"env", "prod"}, {"tier", "{tier}"}};
  for (const char* text : {"env=prod", "tier=gold", "tier!=gold,env=prod", "owner="})
    EXPECT_TRUE(may_be_selected(selection(text), labels)) << text;
  for (const char* text : {"env=dev", "tier=gold,env!=prod", "owner=x"})
    EXPECT_FALSE(may_be_selected(selection(text), labels)) << text;
}

TEST(RowTemplate, NamesItsColumns) {
  EXPECT_EQ(columns_of_template("a-{b}-{{c}}-{d e}"), (std::vector<std::string>{"b", "d e"}));
  for (const char* text : {"", "a", "{a}", "{{", "}}", "{{{a}}}"})
    EXPECT_EQ(template_fault(text), "") << text;
  for (const char* text : {"{", "{}", "a{b", "{{{"}) EXPECT_NE(template_fault(text), "") << text;
}

TEST(RowTemplate, TakesValuesAsTheyAre) {
  EXPECT_EQ(filled("{{{a}}}-{b}", {{"a", "1"}, {"b", "{a}"}}), "{1}-{a}");
  try {
    filled("{nam}", {{"name", "x"}});
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "the rows have no column \"nam\"; did you mean \"name\"?");
  }
}

std::string filled_url(const std::string& url, const TargetRow& row) {
  return filled(SecretReference{.kind = SecretKind::kText, .text = url}, row).text.exposed();
}

/// A value that could end its part of the URL would lead to another database.
TEST(RowTemplate, KeepsAValueInsideItsPartOfAUrl) {
  EXPECT_EQ(filled_url("postgresql://ro@{host}/{db}", {{"host", "h:5433"}, {"db", "a/b?x=1&y#z@"}}),
            "postgresql://ro@h:5433/a%2Fb%3Fx%3D1%26y%23z%40");
  EXPECT_EQ(filled_url("sqlite:///{path}", {{"path", "/var/a b?.db"}}), "sqlite:////var/a%20b%3F.db");
  EXPECT_EQ(filled_url("{url}", {{"url", "postgresql:///a?service=b"}}), "postgresql:///a?service=b");
}

TEST(RowTemplate, FillsEveryKindOfReference) {
  const TargetRow row{{"name", "x"}, {"ref", "env:X_URL"}};
  EXPECT_EQ(to_string(filled({.kind = SecretKind::kEnvironment, .name = "T_{name}"}, row)), "env:T_x");
  EXPECT_EQ(to_string(filled({.kind = SecretKind::kFile, .name = "/run/{name}"}, row)), "file:/run/x");
  EXPECT_EQ(filled({.kind = SecretKind::kCommand, .command = {"get", "{name};rm"}}, row).command,
            (std::vector<std::string>{"get", "x;rm"}));
  EXPECT_EQ(to_string(filled({.kind = SecretKind::kText, .text = "{ref}"}, row)), "env:X_URL");
}

}  // namespace
}  // namespace tenon
