#include "diff/pattern.h"

#include <gtest/gtest.h>

#include "diff/words.h"
#include "model/error.h"
#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

struct GlobCase {
  const char* glob;
  const char* text;
  bool matches;
};

TEST(Glob, MatchesAnyTextWithAStarAndOneCharacterWithAQuestionMark) {
  const GlobCase cases[] = {
      {"", "", true},          {"", "a", false},         {"a", "a", true},          {"a", "b", false},
      {"*", "", true},         {"*", "anything", true},  {"a*", "abc", true},       {"a*", "ba", false},
      {"*c", "abc", true},     {"*b", "abc", false},     {"a*c", "abbbc", true},    {"a*c", "ac", true},
      {"a**c", "ac", true},    {"*a*b*", "xaybz", true}, {"*a*b*", "xbya", false},  {"a?c", "abc", true},
      {"a?c", "ac", false},    {"?", "\xc3\xa9", true},  {"??", "\xc3\xa9", false}, {"*?", "", false},
      {"*aab", "aaaab", true}, {"100%", "100%", true},   {"a.b", "axb", false},     {"*.b", "a.b", true},
  };
  for (const auto& c : cases)
    EXPECT_EQ(glob_matches(c.glob, c.text), c.matches) << c.glob << " over " << c.text;
}

struct PatternCase {
  const char* pattern;
  bool matches;
};

Path on_table(std::string_view kind, std::vector<std::string> names) {
  Path path{kind, {}, true};
  for (auto& name : names) path.names.push_back(n(name));
  return path;
}

TEST(Pattern, OfATableIsItsNameOrItsNameInItsSchema) {
  const Path table{"table", ns({"app", "orders"}), false};
  const PatternCase cases[] = {
      {"orders", true},    {"ord*", true},           {"app.orders", true},   {"app.*", true},
      {"public.*", false}, {"*.orders", true},       {"table:orders", true}, {"index:orders", false},
      {"app", false},      {"app.orders.id", false}, {"Orders", false},      {"schema:app", false},
  };
  for (const auto& c : cases)
    EXPECT_EQ(Pattern(c.pattern, kPostgresql).matches(table), c.matches) << c.pattern;
}

TEST(Pattern, OfWhatLivesOnATableSaysItsKindOrItsWholePath) {
  const Path key = on_table("foreign_key", {"app", "orders", "fk_user"});
  const PatternCase cases[] = {
      {"foreign_key:fk_*", true},
      {"foreign_key:app.orders.*", true},
      {"app.orders.fk_user", true},
      {"app.orders.*", true},
      {"fk_user", false},
      {"fk_*", false},
      {"app.fk_user", false},
      {"check:fk_user", false},
      {"*", false},
      {"foreign_key:*.orders.*", true},
      {"foreign_key:*.users.*", false},
  };
  for (const auto& c : cases) EXPECT_EQ(Pattern(c.pattern, kPostgresql).matches(key), c.matches) << c.pattern;
}

TEST(Pattern, IsNotConfusedByDotsInNames) {
  const Path path = on_table("column", {"my.app", "order.items", "a.b"});
  EXPECT_TRUE(Pattern("my.app.order.items.a.b", kPostgresql).matches(path));
  EXPECT_TRUE(Pattern("column:a.b", kPostgresql).matches(path));
  EXPECT_FALSE(Pattern("column:b", kPostgresql).matches(path));
}

TEST(Pattern, FoldsCaseWhereTheDatabaseDoes) {
  EXPECT_TRUE(Pattern("ORD*", kSqlite).matches({"table", {n("Orders", kSqlite)}, false}));
  EXPECT_FALSE(Pattern("ORD*", kPostgresql).matches({"table", ns({"public", "orders"}), false}));
}

TEST(Pattern, WithAMisspeltKindIsAFault) {
  try {
    Pattern("!tabel:x", kPostgresql);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kUsage);
    EXPECT_NE(std::string(error.what()).find("\"tabel\""), std::string::npos) << error.what();
  }
}

TEST(Pattern, MayHaveAColonInAName) {
  EXPECT_TRUE(Pattern("12:30", kPostgresql).matches({"table", ns({"public", "12:30"}), false}));
  EXPECT_TRUE(Pattern("a?b", kPostgresql).matches({"table", ns({"public", "a:b"}), false}));
}

TEST(PatternList, LetsTheLastMatchWin) {
  const std::vector<Path> table = {{"table", ns({"public", "tmp_keep"}), false}};
  EXPECT_EQ(PatternList({"tmp_*", "!tmp_keep"}, kPostgresql).says(table), false);
  EXPECT_EQ(PatternList({"!tmp_keep", "tmp_*"}, kPostgresql).says(table), true);
  EXPECT_EQ(PatternList({"other"}, kPostgresql).says(table), std::nullopt);
}

struct WordsCase {
  const char* a;
  const char* b;
  bool differ;
};

TEST(DifferInNumbersOnly, IsTrueForOtherWholeNumbersAndNothingElse) {
  const WordsCase cases[] = {
      {"a > 1", "a > 2", true},
      {"a > 1", "a > 1", false},
      {"a > 1", "b > 1", false},
      {"a > 1", "a > 2 + 0", false},
      {"a > 01", "a > 1", false},
      {"a = '1'", "a = '2'", false},
      {"a = 'x 1'", "a = 'x 2'", false},
      {"0", "1", true},
      {"0", "0.0", false},
      {"length ( a ) > 3", "length ( a ) > 5", true},
      {"\"a 1\" > 0", "\"a 2\" > 0", false},
      {"a > 1 and b > 2", "a > 2 and b > 1", true},
      {"", "", false},
  };
  for (const auto& c : cases) EXPECT_EQ(differ_in_numbers_only(c.a, c.b), c.differ) << c.a << " and " << c.b;
}

TEST(HasWord, WantsTheWholeWord) {
  EXPECT_TRUE(has_word("'a'::mood", "mood"));
  EXPECT_TRUE(has_word("\"mood\"[]", "mood"));
  EXPECT_TRUE(has_word("moods, mood", "mood"));
  EXPECT_FALSE(has_word("moods", "mood"));
  EXPECT_FALSE(has_word("my_mood", "mood"));
  EXPECT_FALSE(has_word("mood", ""));
}

}  // namespace
}  // namespace tenon::test::this_file
