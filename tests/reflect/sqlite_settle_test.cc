#include <gtest/gtest.h>

#include "reflect/sqlite/settle.h"
#include "sql/key.h"
#include "tests/support/builders.h"
#include "tests/support/print.h"

namespace tenon::this_file {
namespace {

enum class Verdict { kEqual, kDifferent, kCannotTell };

void PrintTo(Verdict verdict, std::ostream* out) {
  constexpr const char* kWords[] = {"equal", "different", "cannot tell"};
  *out << kWords[static_cast<int>(verdict)];
}

struct Pair {
  About about;
  const char* one;
  const char* other;
  Verdict verdict;
};

constexpr About kX = About::kExpression;
constexpr About kD = About::kDefault;
constexpr About kT = About::kType;
constexpr Verdict kEqual = Verdict::kEqual;
constexpr Verdict kDifferent = Verdict::kDifferent;
constexpr Verdict kCannotTell = Verdict::kCannotTell;

/// Over the columns of subject() below.
constexpr Pair kPairs[] = {
    // spelling
    {kX, "a>5", "( \"a\" > 5 )", kEqual},
    {kX, "a > 5", "A>5 -- more than five", kEqual},
    {kX, "[two words] = 1", "\"Two Words\" == 1", kEqual},
    {kX, "t.a > 5", "\"t\".`a` > 5", kEqual},
    {kX, "a in (1,2)", "a IN (1, 2)", kEqual},
    {kX, "b like 'x%'", "b LIKE 'x%'", kEqual},
    {kX, "b like 'x%'", "like('x%', b)", kEqual},
    {kX, "a is not null", "a notnull", kEqual},
    {kX, "a not null", "a IS NOT NULL", kEqual},
    {kX, "a isnull", "a is null", kEqual},
    {kX, "a != 3", "a <> 3", kEqual},
    {kX, "json_valid(b)", "JSON_VALID([b])", kEqual},
    {kX, "(a > 1) and (c < 2)", "a > 1 AND c < 2", kEqual},
    {kX, "a > 1 or a < 0 and c = 1", "a > 1 or (a < 0 and c = 1)", kEqual},
    {kX, "case when a > 1 then 1 else 0 end", "CASE WHEN (a>1) THEN (1) ELSE (0) END", kEqual},
    {kX, "cast(a as text)", "CAST(a AS varchar(30))", kEqual},
    {kX, "length(b) between 1 and 5", "LENGTH(b) BETWEEN 1 AND 5", kEqual},
    {kX, "b -> '$.x'", "(b)->'$.x'", kEqual},
    {kX, "a = 0x10", "a = 16", kEqual},
    {kX, "b glob 'a*'", "glob('a*', b)", kEqual},
    {kX, "b = \"no such column\"", "b = 'no such column'", kEqual},
    {kX, "d = 'x'", "d = 'x' collate nocase", kEqual},
    {kX, "lower(b) collate nocase", "(lower(b)) COLLATE NOCASE", kEqual},
    {kX, "a + c * 2", "a + (c * 2)", kEqual},
    {kX, "own(b) collate backwards", "own(b)", kCannotTell},
    // meaning
    {kX, "a > 5", "a > 6", kDifferent},
    {kX, "a > 5", "a >= 5", kDifferent},
    {kX, "a > 5", "\"two words\" > 5", kDifferent},
    {kX, "a in (1,2)", "a in (1,3)", kDifferent},
    {kX, "a in (1,2)", "a in (1,2,3)", kDifferent},
    {kX, "a in (1,2)", "a not in (1,2)", kDifferent},
    {kX, "b = 'x'", "b = 'X'", kDifferent},
    {kX, "a = 1", "a = '1'", kDifferent},
    {kX, "a = 1", "a is 1", kDifferent},
    {kX, "b = 'x'", "b = 'x' collate nocase", kDifferent},
    {kX, "b || 'x'", "b || 'x' collate nocase", kDifferent},
    {kX, "lower(b)", "lower(b) collate nocase", kDifferent},
    {kX, "case when a = 1 then b end", "case when a = 1 then b end collate nocase", kDifferent},
    {kX, "b collate backwards = 'x'", "b collate forwards = 'x'", kDifferent},
    {kX, "b collate backwards = 'x'", "b collate BACKWARDS == 'x'", kEqual},
    {kX, "b like 'x%'", "b glob 'x%'", kDifferent},
    {kX, "b like 'x%'", "b like 'x%' escape '!'", kDifferent},
    {kX, "lower(b)", "upper(b)", kDifferent},
    {kX, "lower(b)", "lower(d)", kDifferent},
    {kX, "(a > 1 or a < 0) and c = 1", "a > 1 or a < 0 and c = 1", kDifferent},
    {kX, "a - c", "c - a", kDifferent},
    {kX, "x'00'", "x'01'", kDifferent},
    {kX, "b = 'a'", "b = 'a'' OR 1=1'", kDifferent},
    // the compiler rewrites little: what it does not bring together counts as different
    {kX, "a between 1 and 5", "a >= 1 and a <= 5", kDifferent},
    {kX, "a in (1,2)", "a = 1 or a = 2", kDifferent},
    {kX, "a + c", "c + a", kDifferent},
    // no one expression, or none that a table can hold
    {kX, "own(b)", "own( b )", kCannotTell},
    {kX, "gone > 1", "gone > 1", kCannotTell},
    {kX, "a > 1; select 1", "a > 1", kCannotTell},
    {kX, "a > 1), (a", "a > 1", kCannotTell},
    {kX, "a > 1) from t; drop table t; select (1", "a > 1", kCannotTell},
    {kX, "exists (select 1)", "exists (select 1)", kCannotTell},
    {kX, "a in (values (1))", "a in (1)", kCannotTell},
    {kX, "a > ?", "a > ?", kCannotTell},
    {kX, "count(a)", "count(a)", kCannotTell},
    {kX, "a, b", "a, b", kCannotTell},
    {kX, "a > 'x", "a > 'x", kCannotTell},
    {kX, "a > /* 1", "a > 1", kCannotTell},
    {kX, "", "", kCannotTell},
    {kX, "-- nothing", "a", kCannotTell},
    // defaults stand alone
    {kD, "1", "(1)", kEqual},
    {kD, "(datetime('now'))", "DATETIME( 'now' )", kEqual},
    {kD, "current_timestamp", "CURRENT_TIMESTAMP", kEqual},
    {kD, "true", "1", kEqual},
    {kD, "- 1", "-1", kEqual},
    {kD, "'x'", "\"x\"", kEqual},
    {kD, "1", "'1'", kDifferent},
    {kD, "1", "1.0", kDifferent},
    {kD, "a", "a", kCannotTell},
    // types are what was written
    {kT, "varchar(30)", "VARCHAR (30)", kEqual},
    {kT, "int", "integer", kDifferent},
};

Table subject() {
  const auto column = [](std::string_view name, std::string type) {
    return test::column(name, std::move(type), true, kSqlite);
  };
  Column folded = column("d", "text");
  folded.collation = test::searched("nocase", kSqlite);
  return test::table(
      "t", {column("a", "int"), column("b", "text"), column("c", "real"), folded, column("two words", "int")},
      {}, kSqlite);
}

Answer settled(About about, std::string text, const Table& table) {
  return settled_by_sqlite({{.about = about, .text = std::move(text), .table = &table, .target = ""}}).at(0);
}

Verdict verdict(const Answer& one, const Answer& other) {
  EXPECT_EQ(one.form.empty(), !one.reason.empty());
  if (one.form.empty() || other.form.empty()) return kCannotTell;
  return one.form == other.form ? kEqual : kDifferent;
}

TEST(SqliteSettle, TellsEqualFromDifferentFromUnknown) {
  const Table table = subject();
  std::vector<Question> questions;
  for (const Pair& pair : kPairs)
    for (const char* text : {pair.one, pair.other})
      questions.push_back({.about = pair.about, .text = text, .table = &table, .target = "int"});
  const std::vector<Answer> answers = settled_by_sqlite(questions);
  ASSERT_EQ(answers.size(), questions.size());
  for (std::size_t i = 0; i < std::size(kPairs); ++i)
    EXPECT_EQ(verdict(answers[2 * i], answers[2 * i + 1]), kPairs[i].verdict)
        << kPairs[i].one << " and " << kPairs[i].other << "\n"
        << answers[2 * i].form << answers[2 * i].reason << "\n"
        << answers[2 * i + 1].form << answers[2 * i + 1].reason;
}

TEST(SqliteSettle, NeverSettlesApartWhatHasOneKey) {
  const Table table = subject();
  for (const Pair& pair : kPairs) {
    if (pair.about == kT || canonical_key(pair.one, kSqlite) != canonical_key(pair.other, kSqlite)) continue;
    EXPECT_NE(verdict(settled(pair.about, pair.one, table), settled(pair.about, pair.other, table)),
              kDifferent)
        << pair.one << " and " << pair.other;
  }
}

TEST(SqliteSettle, DoesNotDependOnTheColumnsAround) {
  const Table table = subject();
  Table other = subject();
  std::swap(other.columns.front(), other.columns.back());
  other.columns.insert(other.columns.begin(), test::column("new", "text", true, kSqlite));
  for (auto& column : other.columns) {
    column.nullable = false;
    column.default_value = expression("1", kSqlite);
  }
  for (const char* text :
       {"a > 5", "a in (1, 2, 3) and b like 'x%'", "length(d) = \"two words\"", "c + a", "rowid > a"})
    EXPECT_EQ(settled(kX, text, table), settled(kX, text, other)) << text;
}

TEST(SqliteSettle, DependsOnTheTypesAndCollationsOfTheColumnsNamed) {
  const Table table = subject();
  Table other = subject();
  other.columns[0].type = type("text", kSqlite);
  other.columns[1].collation = test::searched("nocase", kSqlite);
  EXPECT_NE(settled(kX, "a = 5", table), settled(kX, "a = 5", other));
  EXPECT_NE(settled(kX, "b = 'x'", table), settled(kX, "b = 'x'", other));
  EXPECT_EQ(settled(kX, "c = 5", table), settled(kX, "c = 5", other));
}

TEST(SqliteSettle, SaysWhatStandsInTheWay) {
  const Table table = subject();
  EXPECT_EQ(settled(kX, "own(b)", table).reason,
            "SQLite cannot compile it: no such function: own; the program that owns the database supplies "
            "it, and its "
            "text must be compared by eye");
  EXPECT_EQ(settled(kX, "gone > 1", table).reason,
            "SQLite cannot compile it: no such column: gone; it may be a column that is yet to be added");
  EXPECT_EQ(settled(kX, "a) from t --", table).reason,
            "SQLite cannot compile it: its parentheses do not match");
}

TEST(SqliteSettle, AsksAboutTablesOfAnyNameAndType) {
  Table odd = test::table("select \"'; --", {test::column("x\"y", "'); DROP TABLE t; --", true, kSqlite)}, {},
                          kSqlite);
  EXPECT_EQ(settled(kX, "\"x\"\"y\" > 1", odd).reason, "");
}

}  // namespace
}  // namespace tenon::this_file
