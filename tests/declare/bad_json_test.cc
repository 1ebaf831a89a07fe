#include <gtest/gtest.h>

#include "tests/declare/read.h"

namespace tenon::test::this_file {
namespace {

/// A text that is wrong, and all that is said about it.
struct Bad {
  const char* name;
  std::string text;
  std::string said;
  const Dialect* dialect = &kPostgresql;
};

void PrintTo(const Bad& bad, std::ostream* out) { *out << bad.name; }

std::string in_table(const std::string& members) { return R"({"tables": {"t": {)" + members + "}}}"; }

std::string with_a(const std::string& members) {
  return in_table(R"("columns": {"a": {"type": "int"}}, )" + members);
}

std::string with_key(const std::string& members) {
  return in_table(R"("columns": {"a": {"type": "int", "unique": true}}, )" + members);
}

std::vector<Bad> unknown_words() {
  return {
      {"UnknownKey", in_table(R"("colums": {})"),
       "a.json:1:19: unknown key \"colums\" in a table; did you mean \"columns\"?"},
      {"UnknownTopKey", R"({"table": {}})",
       "a.json:1:2: unknown key \"table\" in a declared schema; did you mean \"tables\"?"},
      {"UnknownKeyOfADialect", with_a(R"("postgresql": {"unloged": true})"),
       "a.json:1:69: unknown key \"unloged\" in the postgresql part of a table; did you mean \"unlogged\"?"},
      {"UnknownKeyOfTheOtherDialect", with_a(R"("sqlite": {"strickt": true})"),
       "a.json:1:65: unknown key \"strickt\" in the sqlite part of a table; did you mean \"strict\"?"},
      {"UnknownReplicaIdentity", with_a(R"("postgresql": {"replica_identity": "ix_a"})"),
       "a.json:1:89: \"replica_identity\" of table t must be one of \"default\", \"full\", \"nothing\"; an "
       "index "
       "that is to be it says so itself: \"replica_identity\": true"},
      {"UnknownStorage",
       in_table(R"("columns": {"a": {"type": "text", "postgresql": {"storage": "extern"}}})"),
       "a.json:1:79: \"storage\" of column public.t.a must be one of \"plain\", \"external\", \"extended\", "
       "\"main\"; did you mean \"external\"?"},
      {"KeyOfAnotherDialect", with_a(R"("indexes": [{"columns": ["a"], "include": ["a"]}])"),
       "a.json:1:85: \"include\" of an index of table t is for postgresql only; write it inside "
       "\"postgresql\": {...}",
       &kSqlite},
      {"UnknownAction",
       with_key(R"("foreign_keys": [{"columns": ["a"], "references": "t.a", "ondelete": "CASCAD"}])"),
       "a.json:1:139: \"ondelete\" of a foreign key of table public.t: unknown word \"CASCAD\"; did you mean "
       "\"CASCADE\"?"},
      {"UnknownTemplate", R"({"naming_convention": {"un": "x"}})",
       "a.json:1:24: unknown key \"un\" in the naming convention; did you mean \"uq\"? (a custom token is an "
       "object)"},
      {"UnknownDialect", R"({"dialect": "postgres"})",
       "a.json:1:13: \"dialect\" must be \"postgresql\" or \"sqlite\", found the string \"postgres\"; did "
       "you "
       "mean "
       "\"postgresql\"?"},
      {"OtherSchema", R"({"$schema": "urn:tenon:declared:2"})",
       "a.json:1:13: \"$schema\" must be \"urn:tenon:declared:1\", found the string "
       "\"urn:tenon:declared:2\""},
      {"FileOfAnotherDialect", R"({"dialect": "sqlite"})",
       "a.json:1:13: this file is declared for sqlite, and postgresql was asked for"},
  };
}

std::vector<Bad> unknown_columns() {
  return {
      {"ColumnOfACheck", with_a(R"("checks": [{"name": "c", "sqltext": "b > 0"}])"),
       "a.json:1:65: check c: table public.t has no column \"b\"; known here: a"},
      {"ColumnOfAnIndexExpression",
       with_a(R"("indexes": [{"name": "i", "columns": [{"expression": "abs (b) "}]}])"),
       "a.json:1:66: index i: table public.t has no column \"b\"; known here: a"},
      {"ColumnOfAPredicate", with_a(R"("indexes": [{"name": "i", "columns": ["a"], "where": "b IS NULL"}])"),
       "a.json:1:66: index i: table public.t has no column \"b\"; known here: a"},
      {"ColumnOfAGeneratedOne",
       in_table(R"("columns": {"a": {"type": "int"}, "g": {"type": "int", "generated": "b * 2"}})"),
       "a.json:1:53: column g: table public.t has no column \"b\"; known here: a, g"},
      {"TextWithoutQuotesAsDefault", in_table(R"("columns": {"a": {"type": "text", "default": "active"}})"),
       "a.json:1:31: the default of column a of table public.t names a column, \"active\", and a default "
       "cannot; a text stands in quotes of its own: 'active'"},
      {"ColumnOfADomain",
       R"({"domains": {"d": {"type": "int", "checks": [{"name": "c", "sqltext": "vale > 0"}]}}})",
       "a.json:1:14: check c: domain public.d has no column \"vale\"; did you mean \"value\"?"},
  };
}

std::vector<Bad> wrong_types() {
  return {
      {"NotAnObject", "[]", "a.json:1:1: a declared schema must be an object, found a list"},
      {"TextForFlag", in_table(R"("columns": {"a": {"type": "int", "nullable": "yes"}})"),
       "a.json:1:64: \"nullable\" of column public.t.a must be true or false, found the string \"yes\""},
      {"NumberForType", in_table(R"("columns": {"a": {"type": 5}})"),
       "a.json:1:45: type of column public.t.a must be a string, or an object with \"boolean\" or \"enum\", "
       "found the "
       "number 5"},
      {"TextForColumns", with_a(R"("uniques": [{"columns": "a"}])"),
       "a.json:1:78: \"columns\" of a unique constraint of table public.t must be a list of strings, found "
       "the "
       "string "
       "\"a\""},
      {"ListForDefault", in_table(R"("columns": {"a": {"type": "int", "default": []}})"),
       "a.json:1:63: \"default\" of column public.t.a must be a number, true, false, null, or SQL in a "
       "string, "
       "found a "
       "list"},
      {"FractionForStart", R"({"sequences": {"s": {"start": 1.5}}})",
       "a.json:1:31: \"start\" of sequence s must be a whole number, found the number 1.5"},
      {"NothingForCheck", with_a(R"("checks": [""])"), "a.json:1:65: a check of table public.t is empty"},
      {"EmptyCheck", with_a(R"("checks": [{"sqltext": ""}])"),
       "a.json:1:77: \"sqltext\" of a check of table public.t is empty"},
      {"HalfAnExpression", with_a(R"("checks": ["a > > 4"])"),
       "a.json:1:65: a check of table public.t must be one SQL expression, found \"a > > 4\""},
      {"MoreThanAnExpression", with_a(R"("checks": [{"sqltext": "a > 4); drop table t; --"}])"),
       "a.json:1:77: \"sqltext\" of a check of table public.t must be one SQL expression, found \"a > 4); "
       "drop "
       "table "
       "t; --\""},
      {"MoreThanAnExpressionInSqlite", with_a(R"("checks": [{"sqltext": "a > 4); drop table t; --"}])"),
       "a.json:1:77: \"sqltext\" of a check of table t must be one SQL expression, found \"a > 4); drop "
       "table "
       "t; --\"",
       &kSqlite},
      {"HalfADefault", in_table(R"("columns": {"a": {"type": "int", "default": "1 +"}})"),
       "a.json:1:63: \"default\" of column public.t.a must be one SQL expression, found \"1 +\""},
      {"NoType", in_table(R"("columns": {"a": {}})"), "a.json:1:36: column public.t.a has no \"type\""},
      {"UntypedOnPostgresql", in_table(R"("columns": {"a": {"type": ""}})"),
       "a.json:1:45: \"type\" of column public.t.a is empty"},
  };
}

std::vector<Bad> missing_things() {
  return {
      {"MissingColumn", with_a(R"("primary_key": ["uid"])"),
       "a.json:1:70: the primary key of table public.t names uid, and table public.t has no such column; "
       "known here: "
       "a"},
      {"MissingReferredColumn",
       R"({"tables": {"a": {"columns": {"id": {"type": "int", "primary_key": true}}},
 "b": {"columns": {"a_id": {"type": "int", "foreign_key": "a.uid"}}}}})",
       "a.json:2:59: the foreign key (a_id) of table public.b refers to a.uid, and table public.a has no "
       "such column; "
       "did you mean \"id\"?"},
      {"MissingReferredTable", with_a(R"("foreign_keys": [{"columns": ["a"], "references": "tt.a"}])"),
       "a.json:1:104: the foreign key (a) of table public.t refers to table tt, which is not declared; did "
       "you mean "
       "\"t\"?"},
      {"CountsThatDiffer",
       with_a(R"("foreign_keys": [{"columns": ["a"], "references": {"table": "t", "columns": ["a", "a"]}}])"),
       "a.json:1:104: the foreign key (a) of table public.t has 1 columns and refers to 2"},
      {"NoPrimaryKeyToReferTo",
       with_a(R"("foreign_keys": [{"columns": ["a"], "references": {"table": "t"}}])"),
       "a.json:1:104: the foreign key (a) of table public.t refers to the primary key of table public.t, "
       "which has "
       "none; name the columns"},
      {"ReferenceWithoutColumn", with_a(R"("foreign_keys": [{"columns": ["a"], "references": "t"}])"),
       "a.json:1:104: \"references\" of a foreign key of table public.t must be \"table.column\" or "
       "\"schema.table.column\", found the string \"t\""},
      {"NameWantedByTheConvention",
       R"({"naming_convention": {"ck": "ck_%(constraint_name)s"}, "tables": {"t": {"columns": {"a": {"type": "int",
 "check": "a > 0"}}}}})",
       "a.json:2:11: the naming convention has %(constraint_name)s for this kind of constraint, and this one "
       "has no "
       "name; give it one"},
      {"TokenThatDoesNotExist", R"({"naming_convention": {"uq": "%(tabel_name)s"}})",
       "a.json:1:30: \"uq\" of the naming convention: the naming token %(tabel_name)s does not exist; there "
       "are "
       "table_name, column_K_name, column_K_key, column_K_label, column_0N_name and column_0_N_name (also "
       "_key and "
       "_label), constraint_name and, for foreign keys, referred_table_name, referred_column_K_name, "
       "referred_column_0N_name and referred_column_0_N_name"},
  };
}

std::vector<Bad> collisions() {
  return {
      {"ConstraintsOfOneName", with_a(R"("checks": [{"name": "same", "sqltext": "a > 0"},
 {"name": "same", "sqltext": "a > 1"}])"),
       "a.json:2:2: check same of table public.t has the name of check same of table public.t at "
       "a.json:1:65; give "
       "one of them another name"},
      {"ConstraintsOfOneNameInSqlite", with_a(R"("checks": [{"name": "same", "sqltext": "a > 0"},
 {"name": "SAME", "sqltext": "a > 1"}])"),
       "a.json:2:2: check SAME of table t has the name of check same of table t at a.json:1:65; give one of "
       "them "
       "another name",
       &kSqlite},
      {"IndexesOfTwoTables",
       R"({"tables": {"t": {"columns": {"a": {"type": "int"}}, "indexes": [{"name": "i", "columns": ["a"]}]},
 "u": {"columns": {"a": {"type": "int"}}, "uniques": [{"name": "i", "columns": ["a"]}]}}})",
       "a.json:2:55: unique i of table public.u has the name of index i of table public.t at a.json:1:66; "
       "give one "
       "of them another name"},
      {"IndexAndTable", with_a(R"("indexes": [{"name": "T", "columns": ["a"]}])"),
       "a.json:1:66: index T of table t has the name of table t at a.json:1:13; give one of them another "
       "name",
       &kSqlite},
      {"IndexOverAnExpressionWithoutAName", with_a(R"("indexes": [{"columns": [{"expression": "a + 1"}]}])"),
       "a.json:1:66: the naming convention takes the name of this index from a column, and it is over "
       "expressions alone; give it a name"},
      {"NamesThatAreEqualAfterTheCut",
       R"({"naming_convention": {"ix": "ix_%(table_name)s"}, "tables": {"t": {"columns": {
 "a": {"type": "int", "index": true},
 "b": {"type": "int", "index": true}}}}})",
       "a.json:3:32: index ix_t of table public.t has the name of index ix_t of table public.t at "
       "a.json:2:32; give "
       "one of them another name"},
      {"TableAndEnum", R"({"enums": {"t": ["a"]},
 "tables": {"t": {"columns": {}}}})",
       "a.json:2:13: table public.t has the name of enum public.t at a.json:1:12; give one of them another "
       "name"},
  };
}

std::vector<Bad> impossible_things() {
  return {
      {"EnumsInSqlite", R"({"enums": {"e": ["a"]}})", "a.json:1:11: sqlite has no enums", &kSqlite},
      {"SequencesInSqlite", R"({"sequences": {"s": {}}})", "a.json:1:15: sqlite has no sequences", &kSqlite},
      {"SchemasInSqlite", R"({"tables": {"s.t": {"columns": {}}}})",
       "a.json:1:13: sqlite has no schemas, and table s.t is in one; for a name with a dot in it add "
       "\"schema\": null",
       &kSqlite},
      {"ExclusionsInSqlite", with_a(R"("exclusions": [{"elements": [{"column": "a", "with": "="}]}])"),
       "a.json:1:68: sqlite has no exclusion constraints; write \"exclusions\" inside \"postgresql\": {...} "
       "to have "
       "them there only",
       &kSqlite},
      {"LongName", R"({"tables": {")" + std::string(64, 'x') + R"(": {"columns": {}}}})",
       "a.json:1:13: the name of table " + std::string(64, 'x') + ", \"" + std::string(64, 'x') +
           "\", has 64 bytes, and postgresql keeps 63"},
      {"LongGivenName", with_a(R"("uniques": [{"columns": ["a"], "name": ")" + std::string(64, 'x') + "\"}]"),
       "a.json:1:93: the name \"" + std::string(64, 'x') + "\" has 64 bytes, and postgresql keeps 63"},
      {"EmptyName", in_table(R"("columns": {"": {"type": "int"}})"),
       "a.json:1:31: the name of a column of table public.t is empty"},
      {"SetNullOfSomeWithoutSetNull",
       with_key(R"("foreign_keys": [{"columns": ["a"], "references": "t.a", "ondelete_columns": ["a"]}])"),
       "a.json:1:148: \"ondelete_columns\" of a foreign key of table public.t requires \"ondelete\" to be "
       "SET NULL or SET DEFAULT"},
      {"DeferredButNotDeferrable",
       with_a(R"("uniques": [{"columns": ["a"], "deferrable": false, "initially": "DEFERRED"}])"),
       "a.json:1:119: \"initially\" of a unique constraint of table public.t requires \"deferrable\": true"},
      {"DefaultOfAnIdentity",
       in_table(R"("columns": {"a": {"type": "int", "identity": true, "default": 1}})"),
       "a.json:1:81: \"default\" of column public.t.a: an identity column has no default of its own"},
      {"NullableSerial", in_table(R"("columns": {"a": {"type": "serial", "nullable": true}})"),
       "a.json:1:67: \"nullable\" of column public.t.a: a column that counts by itself is never null"},
      {"AutoincrementBesideTheKey",
       in_table(R"("columns": {"a": {"type": "INTEGER", "autoincrement": true}})"),
       "a.json:1:31: \"autoincrement\" of column t.a requires the column to be the whole primary key",
       &kSqlite},
      {"AutoincrementOfAText",
       in_table(R"("columns": {"a": {"type": "text", "primary_key": true, "autoincrement": true}})"),
       "a.json:1:31: \"autoincrement\" of column public.t.a requires smallint, integer or bigint, found "
       "text"},
      {"AutoincrementOfNoKey", in_table(R"("columns": {"a": {"type": "int", "autoincrement": true}})"),
       "a.json:1:31: \"autoincrement\" of column public.t.a requires the column to be in the primary key"},
      {"AutoincrementBesideADefault",
       in_table(
           R"("columns": {"a": {"type": "int", "primary_key": true, "default": 1, "autoincrement": true}})"),
       "a.json:1:31: \"autoincrement\" of column public.t.a: the column has a default"},
      {"SerialThatDoesNotCount", in_table(R"("columns": {"a": {"type": "serial", "autoincrement": false}})"),
       "a.json:1:72: \"autoincrement\" of column public.t.a: a serial column counts by itself; write "
       "\"integer\" for one that does not"},
      {"AutoincrementOfAnotherWord",
       in_table(R"("columns": {"a": {"type": "int", "autoincrement": "always"}})"),
       "a.json:1:69: \"autoincrement\" of column public.t.a must be true, false, \"auto\" or \"ignore_fk\", "
       "found the string "
       "\"always\""},
      {"FlagAndListThatDisagree",
       in_table(
           R"("columns": {"a": {"type": "int", "primary_key": true}, "b": {"type": "int"}}, "primary_key": ["b"])"),
       "a.json:1:67: column a says \"primary_key\", and the primary key of table public.t lists its columns "
       "without "
       "it"},
      {"EnumsThatDisagree", in_table(R"("columns": {"a": {"type": {"enum": ["x"], "name": "e"}},
 "b": {"type": {"enum": ["y"], "name": "e"}}})"),
       "a.json:2:16: enum public.e has other labels at a.json:1:45"},
      {"MatchPartial",
       with_key(R"("foreign_keys": [{"columns": ["a"], "references": "t.a", "match": "PARTIAL"}])"),
       "a.json:1:136: \"match\" of a foreign key of table public.t: unknown word \"PARTIAL\"; known here: "
       "SIMPLE, "
       "FULL"},
  };
}

class BadJson : public testing::TestWithParam<Bad> {};

TEST_P(BadJson, IsToldWhatWasWantedAndFoundAndWhere) {
  EXPECT_EQ(faults(GetParam().text, *GetParam().dialect), GetParam().said);
}

std::string name_of_case(const testing::TestParamInfo<Bad>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(UnknownWords, BadJson, testing::ValuesIn(unknown_words()), name_of_case);
INSTANTIATE_TEST_SUITE_P(UnknownColumns, BadJson, testing::ValuesIn(unknown_columns()), name_of_case);
INSTANTIATE_TEST_SUITE_P(WrongTypes, BadJson, testing::ValuesIn(wrong_types()), name_of_case);
INSTANTIATE_TEST_SUITE_P(MissingThings, BadJson, testing::ValuesIn(missing_things()), name_of_case);
INSTANTIATE_TEST_SUITE_P(Collisions, BadJson, testing::ValuesIn(collisions()), name_of_case);
INSTANTIATE_TEST_SUITE_P(Impossible, BadJson, testing::ValuesIn(impossible_things()), name_of_case);

TEST(BadJson, IsToldAllOfAllFilesAtOnce) {
  const std::vector<Document> documents{
      {"b.json", "{\"tables\": oops}"},
      {"a.json", R"({"tables": {"t": {"columns": {"a": {"typ": "int"}}, "checks": [5]},
 "u": {"columns": {"x": {"type": "int", "foreign_key": "t.b"}}}}})"},
      {"c.json", R"({"naming_convention": {"pk": "%"}, "tables": {"t": {"columns": {}}}})"}};
  EXPECT_EQ(
      faults(documents),
      "a.json:1:37: unknown key \"typ\" in a column; did you mean \"type\"?\n"
      "a.json:1:64: a check of table public.t must be an object, found the number 5\n"
      "a.json:2:56: the foreign key (x) of table public.u refers to t.b, and table public.t has no such "
      "column; "
      "known here: a\n"
      "b.json:1:12: this is not JSON: syntax error while parsing value - invalid literal\n"
      "    {\"tables\": oops}\n"
      "               ^\n"
      "c.json:1:30: \"pk\" of the naming convention: the naming template \"%\" has a lone \"%\"; wanted "
      "%(token)s, or %% for a percent sign\n"
      "c.json:1:47: table public.t has the name of table public.t at a.json:1:13; give one of them another "
      "name");
}

TEST(BadJson, SaysWhichConventionsDisagree) {
  const std::vector<Document> documents{{"a.json", R"({"naming_convention": {"pk": "p"}})"},
                                        {"b.json", R"({"naming_convention": {"pk": "p"}})"},
                                        {"c.json", R"({"naming_convention": {"pk": "q"}})"}};
  EXPECT_EQ(faults(documents),
            "c.json:1:23: this naming convention is not the one at b.json:1:23; several files are one schema "
            "and have "
            "one convention");
}

}  // namespace
}  // namespace tenon::test::this_file
