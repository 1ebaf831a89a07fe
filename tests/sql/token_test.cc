#include "sql/token.h"
#include "sql/content.h"

#include <gtest/gtest.h>

#include <random>

namespace tenon::this_file {
namespace {

std::string_view kind_name(TokenKind kind) {
  switch (kind) {
    case TokenKind::kWord:
      return "w";
    case TokenKind::kIdentifier:
      return "i";
    case TokenKind::kString:
      return "s";
    case TokenKind::kNumber:
      return "n";
    case TokenKind::kSymbol:
      return "o";
    case TokenKind::kUnfinished:
      return "u";
  }
  return "?";
}

/// Every token as `kind:text`, joined by a bar of two.
std::string cut(std::string_view text, const Dialect& dialect) {
  std::string all;
  for (const Token& token : tokens(text, dialect)) {
    if (!all.empty()) all += " || ";
    all += std::string(kind_name(token.kind)) + ":" + std::string(token.text);
  }
  return all;
}
std::string pg(std::string_view text) { return cut(text, kPostgresql); }
std::string lite(std::string_view text) { return cut(text, kSqlite); }

TEST(Tokens, CutsPostgresqlStringsOfEveryPrefix) {
  EXPECT_EQ(pg("'it''s'"), "s:'it''s'");
  EXPECT_EQ(pg(R"(E'a\'b' 'a\' e'\\')"), R"(s:E'a\'b' || s:'a\' || s:e'\\')");
  EXPECT_EQ(pg("B'01' x'fF' U&'d\\0061t' N'n'"), "s:B'01' || s:x'fF' || s:U&'d\\0061t' || s:N'n'");
  EXPECT_EQ(pg("e 'a'"), "w:e || s:'a'");
  EXPECT_EQ(pg("$$a'b$$ $tag$ $$ $tag$"), "s:$$a'b$$ || s:$tag$ $$ $tag$");
  EXPECT_EQ(pg("$1 a$1"), "o:$1 || w:a$1");
  EXPECT_EQ(pg("$a"), "o:$ || w:a");
}

TEST(Tokens, CutsIdentifiersInTheQuotesOfTheDialect) {
  EXPECT_EQ(pg(R"("a""b" U&"d\0061")"), R"(i:"a""b" || i:U&"d\0061")");
  EXPECT_EQ(lite(R"("a""b" `a``b` [a"]b])"), R"(i:"a""b" || i:`a``b` || i:[a"] || w:b || o:])");
  EXPECT_EQ(pg("a[1]"), "w:a || o:[ || n:1 || o:]");
  EXPECT_EQ(lite("x'0F' X'' e'a'"), "s:x'0F' || s:X'' || w:e || s:'a'");
}

TEST(Tokens, LeavesOutComments) {
  EXPECT_EQ(pg("a -- b\n/* c /* d */ e */ f"), "w:a || w:f");
  EXPECT_EQ(pg("a --b\rc"), "w:a || w:c");
  EXPECT_EQ(lite("a --b\rc\nd"), "w:a || w:d");
  EXPECT_EQ(lite("a /* c /* d */ e"), "w:a || w:e");
  EXPECT_EQ(lite("a /* to the end"), "w:a");
  EXPECT_EQ(pg("a /* to the end"), "w:a || u:/* to the end");
  EXPECT_EQ(lite("a /*"), "w:a || o:/ || o:*");
  EXPECT_EQ(pg("a-- b"), "w:a");
}

TEST(Tokens, CutsPostgresqlOperatorsAsLongRuns) {
  EXPECT_EQ(pg("a<=>b"), "w:a || o:<=> || w:b");
  EXPECT_EQ(pg("a<-1"), "w:a || o:< || o:- || n:1");
  EXPECT_EQ(pg("a@-1"), "w:a || o:@- || n:1");
  EXPECT_EQ(pg("a*-- b\n-1"), "w:a || o:* || o:- || n:1");
  EXPECT_EQ(pg("a*/* b */c"), "w:a || o:* || w:c");
  EXPECT_EQ(pg("a::int[]"), "w:a || o::: || w:int || o:[ || o:]");
  EXPECT_EQ(pg("a->>'b' #>> c"), "w:a || o:->> || s:'b' || o:#>> || w:c");
  EXPECT_EQ(pg("f(a=>1,b:=2)"), "w:f || o:( || w:a || o:=> || n:1 || o:, || w:b || o::= || n:2 || o:)");
  EXPECT_EQ(pg("- + -"), "o:- || o:+ || o:-");
  EXPECT_EQ(pg("+-+"), "o:+ || o:- || o:+");
}

TEST(Tokens, CutsSqliteOperatorsByItsList) {
  EXPECT_EQ(lite("a->>b->c||d"), "w:a || o:->> || w:b || o:-> || w:c || o:|| || w:d");
  EXPECT_EQ(lite("a==-1"), "w:a || o:== || o:- || n:1");
  EXPECT_EQ(lite("a<>b!=c<<1>>2<=3>=4"),
            "w:a || o:<> || w:b || o:!= || w:c || o:<< || n:1 || o:>> || n:2 || o:<= || n:3 || o:>= || n:4");
  EXPECT_EQ(lite("?1 :a @b $c ?"), "o:?1 || o::a || o:@b || o:$c || o:?");
}

TEST(Tokens, CutsNumbers) {
  EXPECT_EQ(pg("1 1.5 .5 1. 1e5 1.5E-3 1e+5"), "n:1 || n:1.5 || n:.5 || n:1. || n:1e5 || n:1.5E-3 || n:1e+5");
  EXPECT_EQ(pg("1..10 1-2"), "n:1 || o:.. || n:10 || n:1 || o:- || n:2");
  EXPECT_EQ(lite("0x1F 0xe+1 1_000"), "n:0x1F || n:0xe || o:+ || n:1 || n:1_000");
}

TEST(Tokens, TakesBytesAboveAsciiForLetters) {
  EXPECT_EQ(pg("größe_1"), "w:größe_1");
  EXPECT_EQ(lite("\xEF\xBB\xBF"
                 "a\xFF"),
            "w:a\xFF");
}

TEST(Tokens, TakesByteOrderMarksForBlanksWhereTheDatabaseDoes) {
  const std::string mark = "\xEF\xBB\xBF";
  EXPECT_EQ(lite(mark + "a " + mark + mark + "b(" + mark + "c" + mark + ")"),
            "w:a || w:b || o:( || w:c" + mark + " || o:)");
  EXPECT_EQ(pg(mark + "a " + mark + "b"), "w:a || w:" + mark + "b");
}

TEST(Tokens, SaysWhichQuoteNeverEnds) {
  for (const char* text : {"'a", "\"a", "E'a\\'", "$t$ a", "U&'a"})
    EXPECT_EQ(pg(text), "u:" + std::string(text));
  for (const char* text : {"'a''", "\"a", "`a", "[a", "x'"}) EXPECT_EQ(lite(text), "u:" + std::string(text));
}

TEST(Tokens, GivesOffsetsInTheText) {
  const std::string text = " a /* b */ 'c' ";
  const auto all = tokens(text, kSqlite);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].begin, 11U);
  EXPECT_EQ(all[1].end, 14U);
  EXPECT_EQ(all[1].text.data(), text.data() + 11);
}

TEST(Tokens, ReadsAnyBytesInOrderWithoutOverlap) {
  std::mt19937 random(20240607);
  const std::string_view alphabet = "aE'\"`[]$-/*+.0x1e&U\\\n\r ()<:?@#\xEF\xBB\xBF";
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t length = random() % 12; text.size() < length;)
      text += random() % 8 ? alphabet[random() % alphabet.size()] : static_cast<char>(random());
    for (const Dialect* dialect : {&kPostgresql, &kSqlite}) {
      std::size_t at = 0;
      for (const Token& token : tokens(text, *dialect)) {
        ASSERT_LE(at, token.begin) << text;
        ASSERT_LT(token.begin, token.end) << text;
        ASSERT_EQ(token.text, std::string_view(text).substr(token.begin, token.end - token.begin)) << text;
        if (token.kind != TokenKind::kUnfinished) content(token);
        at = token.end;
      }
    }
  }
}

std::string first_content(std::string_view text, const Dialect& dialect) {
  return content(tokens(text, dialect).at(0));
}

TEST(Content, UndoesQuotes) {
  EXPECT_EQ(first_content("Word", kPostgresql), "Word");
  EXPECT_EQ(first_content("'it''s'", kPostgresql), "it's");
  EXPECT_EQ(first_content(R"("a""b")", kPostgresql), R"(a"b)");
  EXPECT_EQ(first_content("`a``\"b`", kSqlite), "a`\"b");
  EXPECT_EQ(first_content("[a''b]", kSqlite), "a''b");
  EXPECT_EQ(first_content("$t$a'$$b$t$", kPostgresql), "a'$$b");
  EXPECT_EQ(first_content("x'0F'", kSqlite), "0F");
  EXPECT_EQ(first_content("''", kSqlite), "");
}

TEST(Content, UndoesEscapesOfPostgresql) {
  EXPECT_EQ(first_content(R"(E'a\'b\\c\n\101\x42é\u00e9\U0001F600''q\q')", kPostgresql), "a'b\\c\nABéé😀'qq");
  EXPECT_EQ(first_content(R"(E'\uD83D\uDE00')", kPostgresql), "😀");
  EXPECT_EQ(first_content(R"(U&'d\0061t\+000061\\')", kPostgresql), "data\\");
  EXPECT_EQ(first_content(R"(U&"d\0061""")", kPostgresql), "da\"");
}

TEST(IsWord, KnowsKeywordsInAnyCaseButNotInQuotes) {
  EXPECT_TRUE(is_word(tokens("Check", kSqlite)[0], "CHECK"));
  EXPECT_FALSE(is_word(tokens("\"check\"", kSqlite)[0], "check"));
  EXPECT_FALSE(is_word(tokens("checks", kSqlite)[0], "check"));
}

}  // namespace
}  // namespace tenon::this_file
