#include "lint/lint.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "declare/declaration.h"
#include "model/dialect.h"

namespace tenon {
namespace {

/// `TN105 foreign_key:public.book.fk` of each finding, for the tables of a declared file.
std::vector<std::string> found(const std::string& tables, const Dialect& dialect = kPostgresql,
                               const LintSettings& settings = {}) {
  const Document document{"a.json", "{\"tables\": {" + tables + "}}"};
  std::vector<std::string> all;
  for (const LintFinding& one : linted(read_json({&document, 1}, dialect).catalog, settings, {}))
    all.push_back(std::string(one.rule->code) + " " + to_string(one.key));
  return all;
}

using Found = std::vector<std::string>;

/// What each finding says to do.
std::vector<std::string> fix_hints(const std::string& tables, const Dialect& dialect) {
  const Document document{"a.json", "{\"tables\": {" + tables + "}}"};
  std::vector<std::string> all;
  for (const LintFinding& one : linted(read_json({&document, 1}, dialect).catalog, {}, {}))
    all.push_back(one.fix_hint);
  return all;
}

TEST(Mends, AreStatementsThatTheDatabaseTakes) {
  const std::string unindexed =
      R"("c": {"columns": {"id": {"type": "integer", "primary_key": true},
                           "d": {"type": "integer", "foreign_key": "c.id"}},
               "indexes": [{"columns": ["id", "d"], "name": "c_d_idx"}]})";
  EXPECT_EQ(fix_hints(unindexed, kPostgresql),
            std::vector<std::string>{R"(CREATE INDEX ON "public"."c" ("d"))"});
  EXPECT_EQ(fix_hints(unindexed, kSqlite),
            std::vector<std::string>{R"(CREATE INDEX "c_d_idx1" ON "c" ("d"))"});
}

/// A child of a parent with the key (a, b), both integers that are never NULL, and these indexes.
std::string child_with(const std::string& indexes, const std::string& more = "") {
  return R"("p": {"columns": {"a": {"type": "integer", "primary_key": true},
                              "b": {"type": "integer", "primary_key": true}}},
            "c": {"columns": {"id": {"type": "integer", "primary_key": true},
                              "x": {"type": "integer", "nullable": false},
                              "y": {"type": "integer", "nullable": false},
                              "z": {"type": "integer", "nullable": false}},
                  "foreign_keys": [{"name": "fk", "columns": ["x", "y"], "references": ["p.a", "p.b"]}],
                  "indexes": [)" +
         indexes + "]" + more + "}";
}

const Found kUnindexed{"TN105 foreign_key:public.c.fk"};

TEST(Unindexed, AnIndexServesWhenItsFirstColumnsAreTheKeysInAnyOrder) {
  EXPECT_EQ(found(child_with(R"({"name": "i", "columns": ["x", "y"]})")), Found{});
  EXPECT_EQ(found(child_with(R"({"name": "i", "columns": ["y", "x", "z"]})")), Found{});
  EXPECT_EQ(found(child_with("", R"(, "uniques": [{"name": "u", "columns": ["y", "x"]}])")), Found{});
  EXPECT_EQ(found(child_with(R"({"name": "i", "columns": ["z", "x", "y"]})")), kUnindexed);
  EXPECT_EQ(found(child_with(R"({"name": "i", "columns": ["x"]})")), kUnindexed);
}

TEST(Unindexed, WhatIsIncludedOrComputedOrPartialDoesNotServe) {
  EXPECT_EQ(found(child_with(R"({"name": "i", "columns": ["x"], "postgresql": {"include": ["y"]}})")),
            kUnindexed);
  EXPECT_EQ(found(child_with(R"j({"name": "i", "columns": ["x", {"expression": "abs(y)"}]})j")), kUnindexed);
  EXPECT_EQ(found(child_with(R"({"name": "i", "columns": ["x", "y"], "where": "z > 0"})")), kUnindexed);
  EXPECT_EQ(found(child_with(R"({"name": "i", "columns": ["x", "y"], "where": "x IS NOT NULL"})")), Found{});
}

TEST(Unindexed, OnlyAnIndexThatFindsEqualsServes) {
  EXPECT_EQ(found(child_with(R"({"name": "i", "columns": ["x", "y"], "postgresql": {"using": "brin"}})")),
            kUnindexed);
}

/// The message of the one finding; empty: there is another number of them.
std::string message(const std::string& tables, const Dialect& dialect = kPostgresql) {
  const Document document{"a.json", "{\"tables\": {" + tables + "}}"};
  const auto all = linted(read_json({&document, 1}, dialect).catalog, {}, {});
  return all.size() == 1 ? all.front().message : "";
}

TEST(Unindexed, AnIndexThatIsUniqueOverSomeOfTheColumnsServes) {
  EXPECT_EQ(found(child_with(R"({"name": "i", "columns": ["x"], "unique": true})")), Found{});
  EXPECT_EQ(found(child_with("", R"(, "uniques": [{"name": "u", "columns": ["y"]}])")), Found{});
  EXPECT_EQ(found(child_with(R"({"name": "i", "columns": ["x", "z"], "unique": true})")), kUnindexed);
  EXPECT_EQ(found(child_with(R"({"name": "i", "columns": ["x"], "unique": true, "where": "z > 0"})")),
            kUnindexed);
}

TEST(Unindexed, TheMessageSaysWhatTheIndexesThatAreThereDo) {
  EXPECT_EQ(message(child_with("")), "no index leads with x, y");
  EXPECT_EQ(message(child_with(R"({"name": "i", "columns": ["x"]})")),
            "no index leads with x, y; index i finds all rows with the same x, and these are searched");
  EXPECT_EQ(message(child_with(R"({"name": "i", "columns": ["y", "z", "x"]})")),
            "no index leads with x, y; index i finds all rows with the same y, and these are searched");
  EXPECT_EQ(message(child_with(R"({"name": "i", "columns": ["x", "y"], "where": "z > 0"})")),
            "no index leads with x, y; index i has only the rows where z > 0");
  EXPECT_EQ(message(child_with(R"({"name": "i", "columns": ["x", "y"], "postgresql": {"using": "brin"}})")),
            "no index leads with x, y; index i (brin) may not find single values");
  EXPECT_EQ(message(child_with(R"({"name": "i", "columns": ["z", "x"]})")), "no index leads with x, y");
}

/// A foreign key over these columns, which have these types, to a parent with a key (a, b).
std::string paired(const std::string& child_types, const std::string& columns, const std::string& referred) {
  const auto type = [&](std::size_t i) { return child_types[i] == 'i' ? "integer" : "text"; };
  const std::string first = columns.substr(0, columns.find(' '));
  const std::string second = columns.substr(columns.find(' ') + 1);
  const std::string other = referred == "a b" ? "b" : "a";
  return std::string(R"("p": {"columns": {"a": {"type": ")") + type(0) +
         R"(", "primary_key": true}, "b": {"type": ")" + type(1) +
         R"(", "primary_key": true}}}, "c": {"columns": {"id": {"type": "integer", "primary_key": true}, ")" +
         first + R"(": {"type": ")" + type(referred == "a b" ? 0 : 1) + R"(", "nullable": false}, ")" +
         second + R"(": {"type": ")" + type(referred == "a b" ? 1 : 0) +
         R"(", "nullable": false}}, "foreign_keys": [{"name": "fk", "columns": [")" + first + R"(", ")" +
         second + R"("], "references": ["p.)" + referred.substr(0, 1) + R"(", "p.)" + other +
         R"("]}], "indexes": [{"name": "i", "columns": [")" + first + R"(", ")" + second + R"("]}]})";
}

TEST(KeyOrder, OnlyWhatNeitherTypesNorNamesConfirmIsReported) {
  const Found swapped{"TN104 foreign_key:public.c.fk"};
  EXPECT_EQ(found(paired("ii", "a b", "b a")), swapped);
  EXPECT_EQ(found(paired("ii", "x y", "b a")), swapped);
  EXPECT_EQ(found(paired("ii", "x y", "a b")), Found{});
  EXPECT_EQ(found(paired("ii", "b a", "b a")), Found{});
  EXPECT_EQ(found(paired("ii", "p_b p_a", "b a")), Found{});
  EXPECT_EQ(found(paired("it", "a b", "b a")), Found{});
  EXPECT_EQ(found(paired("it", "x y", "b a")), Found{});
}

/// A key of one type that a column of another refers to.
std::string actian_pair(const std::string& child, const std::string& parent) {
  return R"("p": {"columns": {"id": {"type": ")" + parent +
         R"(", "primary_key": true}}}, "c": {"columns": {"id": {"type": "INTEGER", "primary_key": true},
             "p": {"type": ")" +
         child + R"(", "nullable": false, "foreign_key": {"name": "fk", "references": "p.id"}}}})";
}

TEST(Actian, TwoSpellingsAreOneType) {
  const Found differ{"TN602 foreign_key:c.fk"};
  EXPECT_EQ(found(actian_pair("CHARACTER(4)", "char(4)"), kActian), Found{});
  EXPECT_EQ(found(actian_pair("DEC(5,2)", "DECIMAL(5, 2)"), kActian), Found{});
  EXPECT_EQ(found(actian_pair("int", "INTEGER"), kActian), Found{});
  EXPECT_EQ(found(actian_pair("CHARACTER  VARYING(9)", "VARCHAR(9)"), kActian), Found{});
  EXPECT_EQ(found(actian_pair("CHARACTER(4)", "CHAR(5)"), kActian), differ);
  EXPECT_EQ(found(actian_pair("NUMERIC(5,2)", "DECIMAL(5,2)"), kActian), differ);
}

TEST(CoveredIndexes, OperatorClassOrderAndIncludedColumnsCount) {
  const auto table = [](const std::string& indexes) {
    return R"("t": {"columns": {"id": {"type": "integer", "primary_key": true}, "a": {"type": "text"},
                                "b": {"type": "text"}}, "indexes": [)" +
           indexes + "]}";
  };
  const Found covered{"TN203 index:public.t.i"};
  const std::string longer = R"({"name": "l", "columns": ["a", "b"]})";
  EXPECT_EQ(found(table(R"({"name": "i", "columns": ["a"]},)" + longer)), covered);
  EXPECT_EQ(found(table(R"({"name": "i", "columns": [{"column": "a", "order": "desc"}]},)" + longer)),
            covered);
  EXPECT_EQ(found(table(R"({"name": "i", "columns": ["b"]},)" + longer)), Found{});
  EXPECT_EQ(found(table(R"({"name": "i", "columns": ["a"], "unique": true},)" + longer)), Found{});
  EXPECT_EQ(found(table(R"({"name": "i", "columns": ["a"], "where": "b > ''"},)" + longer)), Found{});
  EXPECT_EQ(found(table(R"({"name": "i", "columns": ["a"], "postgresql": {"include": ["b"]}},)" + longer)),
            covered);
  EXPECT_EQ(found(table(R"({"name": "i", "columns": ["a"], "postgresql": {"include": ["id"]}},)" + longer)),
            Found{});
  EXPECT_EQ(found(table(R"({"name": "i", "columns": ["a"], "postgresql": {"using": "hash"}},)" + longer)),
            Found{});
}

/// A table with a nullable text and date, a number that is never NULL, and a unique index over these.
std::string unique_over(const std::string& elements) {
  return R"("t": {"columns": {"id": {"type": "integer", "primary_key": true}, "n": {"type": "text"},
                              "at": {"type": "date"}, "k": {"type": "integer", "nullable": false}},
                  "indexes": [{"name": "u", "unique": true, "columns": [)" +
         elements + "]}]}";
}

TEST(NullableUniques, AnExpressionMayBeNullToo) {
  const Found found_it{"TN205 index:public.t.u"};
  EXPECT_EQ(found(unique_over(R"("n", "at")")), Found{});
  EXPECT_EQ(found(unique_over(R"j({"expression": "lower(n)"}, "at")j")), Found{});
  EXPECT_EQ(found(unique_over(R"j({"expression": "lower(n)"}, "at", "k")j")), found_it);
  EXPECT_EQ(found(unique_over(R"("at", "k")")), found_it);
}

TEST(SimpleMatches, WhatADeleteLeavesAsItIsIsToBeNotNull) {
  const auto fix_hint = [](const std::string& columns) {
    const Document document{"a.json", R"({"tables": {
        "p": {"columns": {"a": {"type": "integer", "primary_key": true},
                          "b": {"type": "integer", "primary_key": true}}},
        "c": {"columns": {"id": {"type": "integer", "primary_key": true}, "x": {"type": "integer"},
                          "y": {"type": "integer"}},
              "foreign_keys": [{"name": "fk", "columns": ["x", "y"], "references": ["p.a", "p.b"],
                                "ondelete": "SET NULL", "postgresql": {"ondelete_columns": [)" +
                                          columns +
                                          R"(]}}], "indexes": [{"name": "i", "columns": ["x", "y"]}]}}})"};
    const auto findings = linted(read_json({&document, 1}, kPostgresql).catalog, {}, {});
    return findings.size() == 1 ? findings.front().fix_hint : "";
  };
  EXPECT_EQ(fix_hint(R"("x")"), "NOT NULL on y, which ON DELETE SET NULL does not set");
  EXPECT_EQ(fix_hint(R"("x", "y")"), "MATCH FULL, or a check that either all of them are NULL or none is");
}

TEST(Types, SqliteComparesAffinitiesAndPostgresqlTypes) {
  const auto pair = [](const std::string& child, const std::string& parent) {
    return R"("p": {"columns": {"id": {"type": ")" + parent +
           R"(", "primary_key": true, "nullable": false}}},
              "c": {"columns": {"id": {"type": ")" +
           child +
           R"(", "primary_key": true, "nullable": false,
                                      "foreign_key": {"name": "fk", "references": "p.id"}}}})";
  };
  EXPECT_EQ(found(pair("bigint", "int"), kSqlite), Found{});
  EXPECT_EQ(found(pair("varchar(3)", "text"), kSqlite), Found{});
  EXPECT_EQ(found(pair("text", "int"), kSqlite), Found{"TN101 foreign_key:c.fk"});
  EXPECT_EQ(found(pair("bigint", "int")), Found{"TN101 foreign_key:public.c.fk"});
  EXPECT_EQ(found(pair("int4", "integer")), Found{});
  EXPECT_EQ(found(pair("varchar(3)", "text")), Found{"TN102 foreign_key:public.c.fk"});
  EXPECT_EQ(found(pair("varchar", "text")), Found{});
  EXPECT_EQ(found(pair("numeric(5,2)", "numeric(7,2)")), Found{"TN102 foreign_key:public.c.fk"});
}

TEST(Circles, ARowMayBeItsOwnParentAndAKeyThatWaitsBreaksTheCircle) {
  const auto circle = [](const std::string& key, const std::string& nullable) {
    return R"("a": {"columns": {"id": {"type": "integer", "primary_key": true},
                                "a": {"type": "integer", "nullable": false, "index": true,
                                      "foreign_key": {"name": "own", "references": "a.id"}},
                                "b": {"type": "integer", "index": true, "nullable": )" +
           nullable + R"(, "foreign_key": {"name": "fk", "references": "b.id")" + key +
           R"(}}}},
              "b": {"columns": {"id": {"type": "integer", "primary_key": true,
                                       "foreign_key": {"name": "fk", "references": "a.id"}}}})";
  };
  EXPECT_EQ(found(circle("", "false")), Found{"TN107 foreign_key:public.a.fk"});
  EXPECT_EQ(found(circle("", "true")), Found{});
  EXPECT_EQ(found(circle(R"(, "deferrable": true)", "false")), Found{});
  EXPECT_EQ(found(circle(R"(, "deferrable": true)", "false"), kSqlite), Found{"TN107 foreign_key:a.fk"});
  EXPECT_EQ(found(circle(R"(, "deferrable": true, "initially": "deferred")", "false"), kSqlite), Found{});
}

TEST(Cascades, TheLimitIsWhatMayBeReached) {
  const std::string chain =
      R"("a": {"columns": {"id": {"type": "integer", "primary_key": true}}},
         "b": {"columns": {"id": {"type": "integer", "primary_key": true,
                                  "foreign_key": {"references": "a.id", "ondelete": "CASCADE"}}}},
         "c": {"columns": {"id": {"type": "integer", "primary_key": true,
                                  "foreign_key": {"references": "b.id", "ondelete": "CASCADE"}}}})";
  LintSettings settings;
  EXPECT_EQ(found(chain), Found{});
  settings.cascade_limit = 1;
  EXPECT_EQ(found(chain, kPostgresql, settings), Found{"TN112 table:public.a"});
  settings.cascade_limit = 2;
  EXPECT_EQ(found(chain, kPostgresql, settings), Found{});
  settings = {{{"TN112", ""}}, {{"TN112", ""}}, 1};
  EXPECT_EQ(found(chain, kPostgresql, settings), Found{});
}

TEST(Twins, ForeignKeysThatActDifferentlyAreStillTwins) {
  EXPECT_EQ(found(R"("p": {"columns": {"id": {"type": "integer", "primary_key": true}}},
                     "c": {"columns": {"id": {"type": "integer", "primary_key": true}},
                           "foreign_keys": [
                             {"name": "one", "columns": ["id"], "references": ["p.id"]},
                             {"name": "two", "columns": ["id"], "references": ["p.id"],
                              "ondelete": "CASCADE"}]})"),
            Found{"TN201 foreign_key:public.c.two"});
}

}  // namespace
}  // namespace tenon
