#include <gtest/gtest.h>

#include "model/to_string.h"
#include "sql/key.h"
#include "tests/declare/read.h"
#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

Column typed(std::string_view name, const char* type, bool nullable = true,
             const Dialect& dialect = kPostgresql) {
  Column made = column(name, "", nullable, dialect);
  made.type = tenon::type(type, dialect);
  return made;
}

Expression sql(const char* text, const Dialect& dialect = kPostgresql) { return expression(text, dialect); }

Check checked(std::string_view name, const char* text, const Dialect& dialect = kPostgresql) {
  Check made = check(name, "", dialect);
  made.sqltext = sql(text, dialect);
  return made;
}

const Table& only(const Catalog& catalog) {
  EXPECT_EQ(catalog.tables.size(), 1U);
  return catalog.tables.front();
}

TEST(ReadJson, MakesTableConstraintsOfInlineForms) {
  const Catalog found = read(R"j({
    "naming_convention": {"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
      "ck": "ck_%(table_name)s_%(constraint_name)s", "pk": "pk_%(table_name)s",
      "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"},
    "tables": {
      "user": {"columns": {
        "id": {"type": "integer", "primary_key": true, "autoincrement": false},
        "name": {"type": "varchar(30)", "nullable": false, "unique": true},
        "email": {"type": "text", "index": true, "check": {"name": "has_at", "sqltext": "email like '%@%'"}},
        "code": {"type": "int", "index": true, "unique": true},
        "parent": {"type": "int4", "foreign_key": {"references": "user.id", "ondelete": "cascade"}}}}}})j");
  ForeignKey parent = foreign_key("fk_user_parent_user", {"parent"}, "user", {"id"});
  parent.ondelete = Action::kCascade;
  Index code = index("ix_user_code", {"code"});
  code.unique = true;
  EXPECT_EQ(found,
            catalog({table("user",
                           {typed("id", "integer", false), typed("name", "varchar(30)", false),
                            typed("email", "text"), typed("code", "integer"), typed("parent", "integer")},
                           {primary_key("pk_user", {"id"}), unique("uq_user_name", {"name"}),
                            index("ix_user_email", {"email"}), code,
                            checked("ck_user_has_at", "email like '%@%'"), parent})}));
}

TEST(ReadJson, ReadsEveryPartOfAForeignKey) {
  const Catalog found = read_tables(R"(
    "zone": {"columns": {"a": {"type": "int"}, "b": {"type": "int"}}, "primary_key": ["a", "b"]},
    "t": {"columns": {"x": {"type": "int"}, "y": {"type": "int"}},
          "foreign_keys": [{"columns": ["x", "y"], "references": ["zone.a", "zone.b"], "name": "f",
            "onupdate": "Set Default", "ondelete": "SET NULL", "ondelete_columns": ["y"], "match": "full",
            "deferrable": true, "initially": "deferred", "validated": false, "comment": "why",
            "use_alter": true}]})");
  ForeignKey key = foreign_key("f", {"x", "y"}, "zone", {"a", "b"});
  key.onupdate = Action::kSetDefault;
  key.ondelete = Action::kSetNull;
  key.ondelete_columns = ns({"y"});
  key.match = Match::kFull;
  key.deferrable = key.initially_deferred = true;
  key.validated = false;
  key.comment = "why";
  EXPECT_EQ(std::get<ForeignKey>(find_table(found, q("t"))->constraints.at(0)), key);
}

TEST(ReadJson, FindsReferencesInWhateverFormAndOrder) {
  const auto target = [](const std::string& references, const Dialect& dialect = kPostgresql) {
    const Catalog found = read_tables(
        R"("a": {"columns": {"x": {"type": "int", "foreign_key": {"references": )" + references + R"(}}}},
      "b": {"columns": {"id": {"type": "int", "primary_key": true, "autoincrement": false}, "K": {"type": "int", "key": "k", "unique": true}}},
      "odd": {"name": "a.b", "schema": null, "columns": {"c.d": {"type": "int", "unique": true}}})",
        dialect);
    const auto& key = std::get<ForeignKey>(find_table(found, q("a", dialect))->constraints.at(0));
    return to_string(ColumnName{key.referred_table, key.referred_columns.at(0)});
  };
  EXPECT_EQ(target(R"("b.id")"), "public.b.id");
  EXPECT_EQ(target(R"("public.b.id")"), "public.b.id");
  EXPECT_EQ(target(R"(["b.id"])"), "public.b.id");
  EXPECT_EQ(target(R"({"table": "b"})"), "public.b.id") << "the primary key";
  EXPECT_EQ(target(R"({"table": "b", "columns": ["K"]})"), "public.b.K");
  EXPECT_EQ(target(R"("b.k")"), "public.b.K") << "by key, as SQLAlchemy";
  EXPECT_EQ(target(R"({"table": "a.b", "columns": ["c.d"]})"), "public.a.b.c.d");
  EXPECT_EQ(target(R"("B.ID")", kSqlite), "b.id") << "case counts for nothing in SQLite";
}

TEST(ReadJson, FindsTheKeysThatPartitionsAreHandedDown) {
  const Catalog catalog = read_tables(R"json(
    "p": {"columns": {"a": {"type": "integer", "primary_key": true, "autoincrement": false}}, "postgresql": {"partition_by": "LIST (a)"}},
    "p1": {"postgresql": {"partition_of": "p", "partition_bound": "FOR VALUES IN (1)", "partition_by": "LIST (a)"}},
    "p11": {"postgresql": {"partition_of": "p1", "partition_bound": "FOR VALUES IN (1)"}},
    "t": {"columns": {"a": {"type": "integer", "foreign_key": "p11.a"}, "b": {"type": "integer"}},
          "foreign_keys": [{"columns": ["b"], "references": ["p11.a"]}]})json");
  const auto& constraints = find_table(catalog, kPostgresql.qualified("", "t"))->constraints;
  const std::vector<Name> a = {kPostgresql.name_of("a")};
  ASSERT_EQ(constraints.size(), 2U);
  for (const Constraint& each : constraints) EXPECT_EQ(std::get<ForeignKey>(each).referred_columns, a);
}

TEST(ReadJson, TakesTablesFromAnyNumberOfFilesInAnyOrder) {
  const std::vector<Document> documents{
      {"child.json",
       R"({"tables": {"child": {"columns": {"p": {"type": "int", "foreign_key": "app.parent.id"}}}}})"},
      {"parent.json",
       "\xEF\xBB\xBF{\r\n \"naming_convention\": {\"fk\": \"fk_%(table_name)s\"},\r\n \"tables\": "
       "{\"app.parent\": {\"columns\": {\"id\": {\"type\": \"int\", \"primary_key\": true}}}}}\r\n"}};
  const Declaration found = read_json(documents, kPostgresql);
  const Table& child = *find_table(found.catalog, q("child"));
  EXPECT_EQ(name_of(child.constraints.at(0)).text, "fk_child");
  const Source& source = source_of(child.constraints.at(0));
  EXPECT_EQ(source, (Source{"child.json", 1, 71}));
  EXPECT_EQ(*find_table(found.catalog, kPostgresql.qualified("app", "parent"))->source,
            (Source{"parent.json", 3, 13}));
  ASSERT_EQ(found.catalog.schemas.size(), 2U) << "the schema of a table is there without being listed";
  EXPECT_EQ(found.catalog.schemas[0].name, n("app"));
}

TEST(ReadJson, PutsTheSchemaIntoLabelsOnlyWhereItIsWritten) {
  const auto name = [](const std::string& key) {
    return name_of(only(read_tables("\"" + key + R"(": {"columns": {"a": {"type": "int", "index": true}}})"))
                       .constraints.at(0))
        .text;
  };
  EXPECT_EQ(name("t"), "ix_t_a");
  EXPECT_EQ(name("public.t"), "ix_public_t_a");
  EXPECT_EQ(name("app.t"), "ix_app_t_a");
}

TEST(ReadJson, ReadsEveryPartOfAnIndex) {
  const Table found = only(read_tables(R"j("t": {"columns": {"zip": {"type": "text"}, "id": {"type": "int"}},
    "indexes": [{"columns": ["zip", {"expression": "lower(zip)", "opclass": "text_pattern_ops", "collation": "C"},
        {"column": "id", "order": "DESC"}, {"column": "id", "order": "desc", "nulls": "last"},
        {"column": "id", "nulls": "First"}, {"expression": "(zip)"},
        {"column": "zip", "opclass": "gist_trgm_ops", "opclass_options": {"siglen": 32, "also": "x"}},
        {"expression": "(lower(zip) collate \"C\")"}, {"expression": "zip collate app.mine"},
        {"expression": "upper(zip) collate \"C\"", "collation": "POSIX"}],
      "unique": true, "where": "zip is not null", "using": "BTREE", "name": "i",
      "postgresql": {"include": ["id"], "with": {"fillfactor": 70}, "nulls_not_distinct": true}}]})j"));
  Index index = test::index("i", {"zip", "zip", "id", "id", "id", "zip", "zip", "zip", "zip", "zip"});
  index.elements[1].what = sql("lower(zip)");
  index.elements[1].opclass = searched("text_pattern_ops");
  index.elements[1].collation = searched("C");
  index.elements[2].descending = index.elements[2].nulls_first = true;
  index.elements[3].descending = true;
  index.elements[4].nulls_first = true;
  index.elements[6].opclass = searched("gist_trgm_ops");
  index.elements[6].opclass_options = {{"also", "x"}, {"siglen", "32"}};
  index.elements[7].what = sql("lower(zip)");
  index.elements[7].collation = searched("C");
  index.elements[8].collation = searched("app.mine");
  index.elements[9].what = sql("upper(zip)");
  index.elements[9].collation = searched("POSIX");
  index.unique = index.nulls_not_distinct = true;
  index.where = sql("zip is not null");
  index.include = ns({"id"});
  index.options = {{"with.fillfactor", "70"}};
  EXPECT_EQ(std::get<Index>(found.constraints.at(0)), index);
}

TEST(ReadJson, ReadsWhatOnlyOneDialectHasForThatDialectOnly) {
  const std::string text = R"({"tables": {"t": {"columns": {
      "id": {"type": "integer", "primary_key": true, "comment": "x", "postgresql": {"identity": true},
             "sqlite": {"type": "INTEGER", "autoincrement": true, "not_null_on_conflict": "FAIL"}}},
    "primary_key": {"name": "k", "sqlite": {"on_conflict": "REPLACE"}, "postgresql": {"with": {"fillfactor": 50}}},
    "postgresql": {"unlogged": true, "with": {"autovacuum_enabled": false}},
    "sqlite": {"strict": true, "without_rowid": false}}}})";
  const Table on_postgresql = only(read(text));
  EXPECT_EQ(on_postgresql.options, (Options{{"unlogged", "true"}, {"with.autovacuum_enabled", "false"}}));
  EXPECT_TRUE(on_postgresql.columns[0].identity.has_value());
  EXPECT_EQ(on_postgresql.columns[0].comment, "x");
  EXPECT_EQ(std::get<PrimaryKey>(on_postgresql.constraints[0]).options, (Options{{"with.fillfactor", "50"}}));
  const Table on_sqlite = only(read(text, kSqlite));
  EXPECT_EQ(on_sqlite.options, (Options{{"strict", "true"}}));
  EXPECT_EQ(on_sqlite.columns[0].options, (Options{{"not_null_on_conflict", "FAIL"}}));
  EXPECT_EQ(on_sqlite.columns[0].comment, "") << "SQLite keeps no comments";
  EXPECT_EQ(on_sqlite.columns[0].type.text, "INTEGER");
  EXPECT_EQ(std::get<PrimaryKey>(on_sqlite.constraints[0]).options,
            (Options{{"autoincrement", "true"}, {"on_conflict", "REPLACE"}}));
}

TEST(ReadJson, ReadsDefaultsAsSql) {
  const Table found = only(read_tables(R"("t": {"columns": {
    "a": {"type": "int", "default": 0}, "b": {"type": "numeric", "default": 1.50},
    "c": {"type": "boolean", "default": true}, "d": {"type": "int", "default": null},
    "e": {"type": "int", "default": "NULL"}, "f": {"type": "text", "default": "'it''s'"}}})"));
  std::vector<std::string> texts;
  for (const auto& column : found.columns)
    texts.push_back(column.default_value ? column.default_value->text : "-");
  EXPECT_EQ(texts, (std::vector<std::string>{"0", "1.50", "true", "-", "-", "'it''s'"}));
}

TEST(ReadJson, FillsInASequenceAsTheDatabaseDoes) {
  const Catalog found = read(R"({"sequences": {"up": {}, "down": {"type": "int", "increment": -2},
      "app.mine": {"start": "5", "minvalue": 2, "maximum": 9, "cache": 3, "cycle": true, "owned_by": "t.a"}},
    "tables": {"t": {"columns": {"a": {"type": "smallint", "identity": {"always": true, "start": 7}}}}}})");
  EXPECT_EQ(found.sequences[0].options, (SequenceOptions{"bigint", "5", "1", "2", "9", "3", true}));
  EXPECT_EQ(found.sequences[0].owned_by, (ColumnName{q("t"), n("a")}));
  EXPECT_EQ(found.sequences[1].options,
            (SequenceOptions{"integer", "-1", "-2", "-2147483648", "-1", "1", false}));
  EXPECT_EQ(found.sequences[2].options, SequenceOptions());
  const Column& column = only(found).columns[0];
  EXPECT_EQ(column.identity, (Identity{true, {"smallint", "7", "1", "1", "32767", "1", false}}));
  EXPECT_FALSE(column.nullable);
}

TEST(ReadJson, MakesOfSerialWhatTheServerMakesOfIt) {
  const Catalog found =
      read_tables(R"("t": {"columns": {"a": {"type": "serial"}, "B": {"type": "BIGSERIAL"}}},
                                       "t_a_seq": {"columns": {}})");
  const Table& table = *find_table(found, q("t"));
  Column a = typed("a", "integer", false);
  a.default_value = sql("nextval('public.t_a_seq1'::regclass)");
  Column b = typed("B", "bigint", false);
  b.default_value = sql("nextval('public.\"t_B_seq\"'::regclass)");
  EXPECT_EQ(table.columns, (std::vector<Column>{a, b}));
  ASSERT_EQ(found.sequences.size(), 2U);
  EXPECT_EQ(found.sequences[0].name, q("t_B_seq"));
  EXPECT_EQ(found.sequences[1].name, q("t_a_seq1")) << "t_a_seq is a table already";
  EXPECT_EQ(found.sequences[1].options.maximum, "2147483647");
  EXPECT_EQ(found.sequences[1].owned_by, (ColumnName{q("t"), n("a")}));
}

TEST(ReadJson, ReadsGeneratedColumnsAsEachDatabaseMeansThem) {
  const std::string text = R"({"tables": {"t": {"columns": {"a": {"type": "int"},
    "b": {"type": "int", "generated": "a + 1"}, "c": {"type": "int", "computed": {"sqltext": "a", "stored": true}}}}}})";
  const Table on_postgresql = only(read(text));
  EXPECT_TRUE(on_postgresql.columns[1].generated->stored);
  EXPECT_TRUE(on_postgresql.columns[2].generated->stored);
  const Table on_sqlite = only(read(text, kSqlite));
  EXPECT_FALSE(on_sqlite.columns[1].generated->stored);
  EXPECT_TRUE(on_sqlite.columns[2].generated->stored);
  EXPECT_EQ(on_sqlite.columns[1].generated->sqltext, sql("a + 1", kSqlite));
}

TEST(ReadJson, MakesNativeEnumsWhereThereAreAnyAndChecksElse) {
  const std::string text = R"({"tables": {"t": {"columns": {
    "m": {"type": {"enum": ["sad", "it's"], "name": "mood", "create_constraint": true}},
    "n": {"type": {"enum": ["sad", "it's"], "name": "mood"}, "sqlite": {"type": "text"}}}}}})";
  const Catalog on_postgresql = read(text);
  ASSERT_EQ(on_postgresql.enums.size(), 1U);
  EXPECT_EQ(on_postgresql.enums[0].name, q("mood"));
  EXPECT_EQ(on_postgresql.enums[0].labels, (std::vector<std::string>{"sad", "it's"}));
  EXPECT_EQ(only(on_postgresql).columns[0].type, tenon::type("public.mood", kPostgresql));
  const Table on_sqlite = only(read(text, kSqlite));
  EXPECT_EQ(on_sqlite.columns[0].type, tenon::type("VARCHAR(4)", kSqlite));
  EXPECT_EQ(std::get<Check>(on_sqlite.constraints.at(0)), checked("mood", "m IN ('sad', 'it''s')", kSqlite));
  EXPECT_EQ(on_sqlite.constraints.size(), 1U);
}

TEST(ReadJson, LetsKeysOfPrimaryKeysBeNullOnlyWhereTheDatabaseDoes) {
  const std::string text =
      R"({"tables": {"t": {"columns": {"a": {"type": "int", "nullable": true}, "b": {"type": "int"}},
                               "primary_key": ["b", "a"]}}})";
  const Table found = only(read(text, kSqlite));
  EXPECT_TRUE(found.columns[0].nullable);
  EXPECT_FALSE(found.columns[1].nullable);
  EXPECT_EQ(std::get<PrimaryKey>(found.constraints[0]).columns, ns({"b", "a"}, kSqlite));
  EXPECT_EQ(faults(text),
            "a.json:1:64: \"nullable\" of column public.t.a cannot be true, as it is in the primary key");
}

TEST(ReadJson, KeepsFinalNamesFromTheConvention) {
  const Table found = only(read(R"({"naming_convention": {"ck": "ck_%(table_name)s_%(constraint_name)s"},
    "tables": {"t": {"columns": {"a": {"type": "int"}}, "checks": [
      {"sqltext": "a > 0", "name": {"conv": "positive"}}, {"sqltext": "a < 9", "name": "small"}]}}})"));
  EXPECT_EQ(name_of(found.constraints[0]).text, "ck_t_small");
  EXPECT_EQ(name_of(found.constraints[1]).text, "positive");
}

TEST(ReadJson, ReadsTheRestOfTheModel) {
  const Catalog found = read(R"({"$schema": "urn:tenon:declared:1", "dialect": "postgresql",
    "schemas": {"app": {"comment": "ours"}, "empty": null}, "enums": {"app.mood": {"labels": ["", "ok"], "comment": "c"}},
    "tables": {"app.t": {"columns": {"r": {"type": "int4range", "collation": "C", "comment": "x"}}, "comment": "y",
      "uniques": [["r"], {"columns": ["r"], "name": "u", "include": ["r"], "nulls_not_distinct": true,
                          "initially": "DEFERRED"}],
      "checks": ["true", {"sqltext": "false", "name": "c", "no_inherit": true, "validated": false}],
      "exclusions": [{"elements": [{"column": "r", "with": "&&"}], "name": "e", "where": "true", "using": "gist"}]}},
    "not_modelled": [{"kind": "view", "name": "v", "definition": "SELECT 1"},
                     {"kind": "trigger", "name": "g", "schema": "app", "table": "t", "table_schema": "app"}]})");
  ASSERT_EQ(found.schemas.size(), 2U) << "listed, so public is not there by itself";
  EXPECT_EQ(found.schemas[0].comment, "ours");
  EXPECT_EQ(found.enums[0].labels, (std::vector<std::string>{"", "ok"}));
  const Table& t = only(found);
  const auto& named_unique = std::get<Unique>(t.constraints[1]);
  EXPECT_TRUE(named_unique.deferrable && named_unique.initially_deferred) << "the one says the other";
  EXPECT_EQ(name_of(t.constraints[0]).text, "t_r_key");
  const auto& exclusion = std::get<Exclusion>(t.constraints[4]);
  EXPECT_EQ(exclusion.elements[0].with, searched("&&"));
  EXPECT_EQ(exclusion.where, sql("true"));
  ASSERT_EQ(found.unmodelled.size(), 2U);
  EXPECT_EQ(found.unmodelled[1], (UnmodelledObject{"view", q("v"), {}, "SELECT 1"}));
  EXPECT_EQ(found.unmodelled[0].table, kPostgresql.qualified("app", "t"));
}

TEST(DeclaredDialect, IsTheOneThatTheFilesName) {
  const std::vector<Document> one{{"a", "{}"}, {"b", R"({"dialect": "sqlite"})"}};
  EXPECT_EQ(declared_dialect(one), "sqlite");
  EXPECT_EQ(declared_dialect(std::span(one).first(1)), std::nullopt);
  const std::vector<Document> two{{"a", R"({"dialect": "postgresql"})"}, {"b", R"({"dialect": "sqlite"})"}};
  EXPECT_THROW(declared_dialect(two), Error);
  const std::vector<Document> none{{"a", R"({"dialect": "postgres"})"}};
  EXPECT_THROW(declared_dialect(none), Error);
}

}  // namespace
}  // namespace tenon::test::this_file
