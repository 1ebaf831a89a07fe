#include <gtest/gtest.h>

#include "render/sql_script.h"
#include "tests/support/builders.h"
#include "tests/support/postgres.h"
#include "tests/support/shell.h"

namespace tenon::this_file {
namespace {

using namespace test;

/// A value stored under one type, and what is there after the column took another: the word "refused" where
/// the server stops the script.
struct Case {
  const char* from;
  const char* value;
  const char* to;
  const char* after;
};

constexpr const char* kTypes =
    "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE temper AS ENUM ('ok', 'hot');"
    "CREATE SCHEMA other; CREATE TYPE other.mood AS ENUM ('sad');";

std::string after(const TemporaryDatabase& database, const Case& row) {
  database.run("DROP TABLE IF EXISTS t; CREATE TABLE t (c " + std::string(row.from) +
               "); INSERT INTO t VALUES (" + row.value + ");");
  const std::string script =
      sql_script({&kPostgresql, {{true, {AlterColumn{q("t"), column("c", row.from), column("c", row.to)}}}}});
  const Ran ran = shell("psql -X -q -v ON_ERROR_STOP=1 " + shell_quoted(database.url()), script);
  if (ran.code != 0) return "refused";
  return database.query("SELECT c FROM t");
}

TEST(PostgresCastsLive, KeepWhatFitsAndRefuseWhatDoesNot) {
  const TemporaryDatabase database(kTypes);
  const Case cases[] = {
      {"text", "'abcdef'", "character varying(3)", "refused"},
      {"text", "'abc'", "character varying(3)", "abc"},
      {"text", "'abcdef'", "character(3)", "refused"},
      {"character varying(9)", "'abcdef'", "character varying(3)", "refused"},
      {"integer", "12345", "character varying(3)", "refused"},
      {"text[]", "'{abcdef}'", "character varying(3)[]", "refused"},
      {"text", "'{abcdef}'", "character varying(3)[]", "refused"},
      {"text", "'{abc}'", "character varying(3)[]", "{abc}"},
      {"text", "'10101'", "bit(3)", "refused"},
      {"text", "'101'", "bit(3)", "101"},
      {"text", "'10101'", "bit varying(3)", "refused"},
      {"bit(5)", "'10101'", "bit(3)", "refused"},
      {"bit varying(5)", "'101'", "bit(3)", "101"},
      {"bigint", "3000000000", "integer", "refused"},
      {"text", "'7'", "integer", "7"},
      {"text", "'seven'", "integer", "refused"},
      {"text", "'{\"a\": 1}'", "jsonb", "{\"a\": 1}"},
      {"text", "'sad'", "public.mood", "sad"},
      {"public.mood", "'ok'", "text", "ok"},
      {"public.mood", "'ok'", "public.temper", "ok"},
      {"public.mood", "'sad'", "public.temper", "refused"},
      {"public.mood", "'sad'", "other.mood", "sad"},
      {"public.mood[]", "'{ok,ok}'", "public.temper[]", "{ok,ok}"},
      {"public.mood[]", "'{ok}'", "text[]", "{ok}"},
      {"text[]", "'{ok}'", "public.temper[]", "{ok}"},
      {"boolean", "true", "integer", "1"},
  };
  for (const Case& row : cases) EXPECT_EQ(after(database, row), row.after) << row.from << " to " << row.to;
}

}  // namespace
}  // namespace tenon::this_file
