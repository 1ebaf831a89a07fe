#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/live/target.h"

/// What a declared object uses and no file creates is never dropped from under it.
namespace tenon::test::this_file {
namespace {

struct Case {
  const char* name;
  const char* created;  ///< what no file declares
  const char* table;    ///< the statement that is run and declared
  const char* json;     ///< the same table, declared in JSON
  const char* note;     ///< how the note begins
};

constexpr Case kCases[] = {
    {"enumeration", "CREATE TYPE mood AS ENUM ('sad');", "CREATE TABLE t (c mood);",
     R"j({"c": {"type": "mood"}})j", "enum public.mood is used by column public.t.c ("},
    {"array", "CREATE TYPE mood AS ENUM ('sad');", "CREATE TABLE t (c mood[]);",
     R"j({"c": {"type": "mood[]"}})j", "enum public.mood is used by column public.t.c ("},
    {"qualified", "CREATE SCHEMA app; CREATE TYPE app.\"My mood\" AS ENUM ('sad');",
     "CREATE TABLE t (c app.\"My mood\");", R"j({"c": {"type": "app.\"My mood\""}})j",
     "enum app.My mood is used by column public.t.c ("},
    {"domain", "CREATE DOMAIN court AS text CHECK (VALUE <> '');", "CREATE TABLE t (c court);",
     R"j({"c": {"type": "court"}})j", "domain public.court is used by column public.t.c ("},
    {"composite", "CREATE TYPE pair AS (a integer, b text);", "CREATE TABLE t (c public.pair);",
     R"j({"c": {"type": "public.pair"}})j", "type public.pair is used by column public.t.c ("},
    {"range", "CREATE TYPE span AS RANGE (SUBTYPE = float8);", "CREATE TABLE t (c span);",
     R"j({"c": {"type": "span"}})j", "type public.span is used by column public.t.c ("},
    {"sequence", "CREATE SEQUENCE numbers;", "CREATE TABLE t (c bigint DEFAULT nextval('numbers'));",
     R"j({"c": {"type": "bigint", "default": "nextval('numbers')"}})j",
     "sequence public.numbers is used by column public.t.c ("},
    {"regclass", "CREATE SCHEMA app; CREATE SEQUENCE app.\"N\";",
     "CREATE TABLE t (c bigint DEFAULT nextval('app.\"N\"'::pg_catalog.regclass));",
     R"j({"c": {"type": "bigint", "default": "nextval('app.\"N\"'::regclass)"}})j",
     "sequence app.N is used by column public.t.c ("},
    {"check", "CREATE TYPE mood AS ENUM ('sad');",
     "CREATE TABLE t (c text, CONSTRAINT ck CHECK (c::mood <> 'sad'));",
     R"j({"c": {"type": "text", "check": {"name": "ck", "sqltext": "c::mood <> 'sad'"}}})j",
     "enum public.mood is used by check public.t.ck ("},
    {"cast", "CREATE TYPE mood AS ENUM ('sad');",
     "CREATE TABLE t (c text, CONSTRAINT ck CHECK (CAST(c AS public.mood) <> mood 'sad'));",
     R"j({"c": {"type": "text", "check": {"name": "ck", "sqltext": "cast(c as public.mood) <> mood 'sad'"}}})j",
     "enum public.mood is used by check public.t.ck ("},
    {"default_value", "CREATE TYPE mood AS ENUM ('sad');",
     "CREATE TABLE t (c text DEFAULT 'sad'::mood::text);",
     R"j({"c": {"type": "text", "default": "'sad'::mood::text"}})j",
     "enum public.mood is used by column public.t.c ("},
};

class Undeclared : public testing::TestWithParam<Case> {
 protected:
  /// What check says, which must be that nothing differs, and generate, which must have nothing to do.
  static void expect_kept(const Target& target, const std::string& declared, const std::string& note) {
    const Ran ran = tenon("check " + target.word() + " " + declared + " -o json");
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
    const auto report = nlohmann::json::parse(ran.out);
    EXPECT_EQ(report["outcome"], "in_sync");
    ASSERT_EQ(report["notes"].size(), 1) << report["notes"];
    const std::string said = report["notes"][0];
    EXPECT_EQ(said.substr(0, note.size()), note);
    EXPECT_NE(
        said.find("), but no declared file creates it; the actual side has it, and it is left as it is"),
        std::string::npos)
        << said;
    EXPECT_NE(tenon("check " + target.word() + " " + declared).out.find("note: " + note), std::string::npos);
    const TempFolder folder;
    EXPECT_EQ(tenon("generate " + target.word() + " " + declared + " -m x --dir " + folder.file("m")).code,
              3);
  }
};

TEST_P(Undeclared, WhatADeclaredTableUsesIsKeptAndNamed) {
  const auto target = make_target("postgresql");
  ASSERT_EQ(target->run(std::string(GetParam().created) + GetParam().table).err, "");
  const TempFolder folder;
  write_file(folder.file("schema.sql"), GetParam().table);
  expect_kept(*target, folder.file("schema.sql"), GetParam().note);
  write_file(
      folder.file("schema.json"),
      std::string(R"({"dialect": "postgresql", "tables": {"t": {"columns": )") + GetParam().json + "}}}");
  expect_kept(*target, folder.file("schema.json"), GetParam().note);
}

INSTANTIATE_TEST_SUITE_P(All, Undeclared, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

/// The notes of a check, and its findings.
struct Said {
  std::vector<std::string> notes;
  std::vector<std::string> findings;
};

Said messages(const Target& target, const std::string& sql) {
  const TempFolder folder;
  write_file(folder.file("schema.sql"), sql);
  Said made;
  const Ran ran = tenon("check " + target.word() + " " + folder.file("schema.sql") + " -o json");
  const auto report = nlohmann::json::parse(ran.out);
  for (const std::string note : report["notes"]) made.notes.push_back(note.substr(0, note.find(" (")));
  for (const auto& finding : report["findings"])
    made.findings.push_back(finding["op"].get<std::string>() + " " + finding["key"].get<std::string>());
  return made;
}

using Texts = std::vector<std::string>;

TEST(UndeclaredTypes, OfTypesAreKeptAndWhatTheseUseInTurn) {
  const auto target = make_target("postgresql");
  const std::string declared =
      "CREATE DOMAIN d AS mood; CREATE TYPE pair AS (a inner_range); CREATE DOMAIN e AS text CHECK "
      "(VALUE::other = 'x');";
  ASSERT_EQ(
      target
          ->run("CREATE TYPE mood AS ENUM ('sad'); CREATE TYPE other AS ENUM ('x'); CREATE DOMAIN base AS "
                "integer; CREATE TYPE inner_range AS RANGE (SUBTYPE = base);" +
                declared)
          .err,
      "");
  const Said all = messages(*target, declared);
  EXPECT_EQ(all.findings, Texts{});
  EXPECT_EQ(
      all.notes,
      (Texts{"enum public.mood is used by domain public.d", "enum public.other is used by domain public.e",
             "type public.inner_range is used by type public.pair",
             "domain public.base is used by type public.inner_range, but no declared file creates "
             "it; the actual side has it, and it is left as it is"}));
}

TEST(UndeclaredTypes, ThatNothingUsesAreUnexpectedWhateverElseHasTheirNames) {
  const auto target = make_target("postgresql");
  const std::string declared =
      "CREATE TABLE t (mood text, \"numbers\" text DEFAULT 'numbers', CONSTRAINT ck CHECK (mood <> 'mood' "
      "AND lower(mood) "
      "<> numbers));";
  ASSERT_EQ(target->run("CREATE TYPE mood AS ENUM ('sad'); CREATE SEQUENCE numbers;" + declared).err, "");
  const Said all = messages(*target, declared);
  EXPECT_EQ(all.findings, (Texts{"drop enum:public.mood", "drop sequence:public.numbers"}));
  EXPECT_EQ(all.notes, Texts{});
}

TEST(UndeclaredTypes, StayWhileTheRestIsMigratedThereAndBack) {
  const auto target = make_target("postgresql");
  ASSERT_EQ(target
                ->run("CREATE TYPE mood AS ENUM ('sad'); CREATE TYPE gone AS ENUM ('x'); CREATE TABLE o (id "
                      "serial, g "
                      "gone); CREATE TABLE t (n bigint DEFAULT nextval('o_id_seq'));")
                .err,
            "");
  const TempFolder folder;
  write_file(folder.file("schema.sql"),
             "CREATE TABLE o (x integer); CREATE TABLE t (n bigint DEFAULT nextval('o_id_seq'), m mood);");
  const std::string before = target->dump();
  const std::string path = generate_sql(*target, folder.file("schema.sql"), folder.file("m"), "--allow all");
  const Ran up = target->run(read_file(path + ".up.sql"));
  EXPECT_EQ(up.err, "") << read_file(path + ".up.sql");
  const Checked checked = check(*target, folder.file("schema.sql"));
  EXPECT_EQ(checked.code, 0) << checked.text;
  const Ran down = target->run(read_file(path + ".down.sql"));
  EXPECT_EQ(down.err, "") << read_file(path + ".down.sql");
  EXPECT_EQ(dump_difference(*target, before, target->dump()), "");
}

TEST(UndeclaredExtensions, ThatADeclaredObjectHoldsAreKeptAndOthersAreNot) {
  const auto target = make_target("postgresql");
  const std::string declared =
      "CREATE SCHEMA IF NOT EXISTS ext; CREATE TABLE t (id integer, c citext, x text, gone text, CONSTRAINT "
      "ex EXCLUDE USING gist (id WITH "
      "=)); CREATE INDEX i ON t USING gin (x ext.gin_trgm_ops); CREATE TYPE earthly AS (e cube[]);";
  ASSERT_EQ(
      target
          ->run("SET client_min_messages = warning; CREATE EXTENSION citext; CREATE SCHEMA ext; CREATE "
                "EXTENSION "
                "pg_trgm SCHEMA ext; CREATE EXTENSION btree_gist; CREATE EXTENSION cube; CREATE EXTENSION "
                "hstore; CREATE EXTENSION ltree;" +
                declared + "ALTER TABLE t ALTER COLUMN gone TYPE hstore USING NULL;")
          .err,
      "");
  const Said all = messages(*target, declared);
  EXPECT_EQ(all.findings,
            (Texts{"drop extension:hstore", "drop extension:ltree", "change column:public.t.gone"}));
  EXPECT_EQ(all.notes, (Texts{"extension btree_gist is used by exclusion public.t.ex",
                              "extension citext is used by column public.t.c",
                              "extension cube is used by type public.earthly, but no declared file creates "
                              "it; the actual side has it, "
                              "and it is left as it is",
                              "extension pg_trgm is used by index public.t.i"}));
  const TempFolder folder;
  write_file(folder.file("schema.sql"), declared);
  const std::string path = generate_sql(*target, folder.file("schema.sql"), folder.file("m"), "--allow all");
  const Ran up = target->run(read_file(path + ".up.sql"));
  EXPECT_EQ(up.err, "") << read_file(path + ".up.sql");
  EXPECT_EQ(check(*target, folder.file("schema.sql")).code, 0);
}

}  // namespace
}  // namespace tenon::test::this_file
