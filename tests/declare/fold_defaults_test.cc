#include <gtest/gtest.h>

#include "tests/declare/read.h"
#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

/// Two tables that mean the same on SQLite: the first says what holds by itself.
struct Pair {
  const char* said;
  const char* unsaid;
};

TEST(FoldDefaults, TakesBackWhatHoldsWithoutBeingSaid) {
  const Pair kPairs[] = {
      {R"("t": {"columns": {"id": {"type": "INTEGER", "primary_key": true, "nullable": true}}})",
       R"("t": {"columns": {"id": {"type": "INTEGER", "primary_key": true}}})"},
      {R"("t": {"columns": {"id": {"type": "TEXT", "primary_key": true, "nullable": true}},
          "sqlite": {"strict": true}})",
       R"("t": {"columns": {"id": {"type": "TEXT", "primary_key": true}}, "sqlite": {"strict": true}})"},
      {R"("t": {"columns": {"a": {"type": "TEXT", "collation": "Binary"}}})",
       R"("t": {"columns": {"a": {"type": "TEXT"}}})"},
      {R"("t": {"columns": {"a": {"type": "TEXT", "collation": "NOCASE"}, "b": {"type": "TEXT"}},
          "indexes": [{"name": "i", "columns": [{"column": "a", "collation": "nocase"},
                                                {"column": "b", "collation": "BINARY"}]}]})",
       R"("t": {"columns": {"a": {"type": "TEXT", "collation": "NOCASE"}, "b": {"type": "TEXT"}},
          "indexes": [{"name": "i", "columns": ["a", "b"]}]})"},
      {R"("t": {"columns": {"a": {"type": "TEXT"}, "B": {"type": "TEXT"}},
          "uniques": [{"name": "u", "columns": ["a", "B"], "sqlite": {"collate": "A binary, b NOCASE", "order": "\"A\""}}]})",
       R"("t": {"columns": {"a": {"type": "TEXT"}, "B": {"type": "TEXT"}},
          "uniques": [{"name": "u", "columns": ["a", "B"], "sqlite": {"collate": "b nocase", "order": "a"}}]})"},
      {R"("t": {"columns": {"id": {"type": "INTEGER", "primary_key": true},
                            "up": {"type": "INTEGER", "foreign_key": {"references": "t.id", "deferrable": true}}}})",
       R"("t": {"columns": {"id": {"type": "INTEGER", "primary_key": true},
                            "up": {"type": "INTEGER", "foreign_key": {"references": "t.id"}}}})"},
  };
  for (const Pair& pair : kPairs)
    EXPECT_EQ(read_tables(pair.said, kSqlite).tables, read_tables(pair.unsaid, kSqlite).tables);
}

TEST(FoldDefaults, LeavesWhatMakesADifference) {
  const Pair kPairs[] = {
      {R"("t": {"columns": {"id": {"type": "INT", "primary_key": true, "nullable": true}}})",
       R"("t": {"columns": {"id": {"type": "INT", "primary_key": true}}})"},
      {R"("t": {"columns": {"a": {"type": "TEXT", "collation": "NOCASE"}},
          "indexes": [{"name": "i", "columns": [{"column": "a", "collation": "BINARY"}]}]})",
       R"("t": {"columns": {"a": {"type": "TEXT", "collation": "NOCASE"}},
          "indexes": [{"name": "i", "columns": ["a"]}]})"},
  };
  for (const Pair& pair : kPairs)
    EXPECT_NE(read_tables(pair.said, kSqlite).tables, read_tables(pair.unsaid, kSqlite).tables);
  const char* deferrable = R"({"tables": {"t": {"columns": {"id": {"type": "integer", "primary_key": true},
      "up": {"type": "integer", "foreign_key": {"references": "t.id", "deferrable": true}}}}}})";
  EXPECT_TRUE(std::get<ForeignKey>(read(deferrable).tables.at(0).constraints.back()).deferrable);
}

constexpr const char* kParent = R"("p": {"columns": {"a": {"type": "TEXT"}, "b": {"type": "TEXT"}},
    "indexes": [{"name": "i", "columns": [{"column": "a", "collation": "NOCASE"}], "unique": true},
                {"name": "j", "columns": ["b"], "unique": true, "where": "a > 0"}]})";

std::string child(const std::string& references) {
  return "{\"tables\": {" + std::string(kParent) +
         ",\n\"t\": {\"columns\": {\"x\": {\"type\": \"TEXT\", \"foreign_key\": {" + references + "}}}}}}";
}

TEST(UnresolvedReferences, AreAFaultThatSaysWhatIsMissing) {
  EXPECT_EQ(
      faults(child(R"("references": "p.a")"), kSqlite),
      "a.json:4:71: the foreign key (x) of table t refers to p (a), and nothing makes that a key there: it "
      "needs a primary key, a unique constraint, or a unique index without \"where\" over exactly these "
      "columns, by their own collations; \"unresolved\": true keeps it as it is");
  EXPECT_NE(faults(child(R"("references": "p.b")"), kSqlite), "");
  EXPECT_NE(faults(child(R"("references": "nowhere.b")"), kSqlite), "");
}

TEST(UnresolvedReferences, AreKeptWhereTheyAreSaidToBeSo) {
  const auto key = [](const std::string& references) {
    const Catalog found = read(child(references + R"(, "unresolved": true)"), kSqlite);
    return std::get<ForeignKey>(found.tables.at(1).constraints.at(0));
  };
  EXPECT_EQ(key(R"("references": "p.a")").referred_columns, ns({"a"}, kSqlite));
  EXPECT_EQ(key(R"("references": ["p.A", "p.c"])").referred_columns, ns({"a", "c"}, kSqlite));
  EXPECT_EQ(key(R"("references": {"table": "p"})").referred_columns, std::vector<Name>{});
  EXPECT_EQ(key(R"("references": {"table": "nowhere"})").referred_table, q("nowhere", kSqlite));
}

}  // namespace
}  // namespace tenon::test::this_file
