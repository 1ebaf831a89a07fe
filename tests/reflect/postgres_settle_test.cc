#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "reflect/database.h"
#include "tests/support/builders.h"
#include "tests/support/postgres.h"

namespace tenon::this_file {
namespace {

using test::column;
using test::TemporaryDatabase;

using Told = std::string;

struct Pair {
  About about;
  const char* one;
  const char* other;
  const char* told;
  const char* target = "";
};

constexpr About kX = About::kExpression;
constexpr About kD = About::kDefault;
constexpr About kT = About::kType;
constexpr const char* kEqual = "equal";
constexpr const char* kDifferent = "different";
constexpr const char* kCannot = "cannot tell";

/// Over the columns of items() below.
const std::vector<Pair> kPairs = {
    // what the server stores, and what it makes of that again
    {kX, "b in ('x','y')",
     "((b)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]))", kEqual},
    {kX, "b in ('x','y')",
     "((b)::text = ANY (ARRAY[('x'::character varying)::text, ('y'::character varying)::text]))", kEqual},
    {kX, "((b)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]))",
     "((b)::text = ANY (ARRAY[('x'::character varying)::text, ('y'::character varying)::text]))", kEqual},
    {kX, "b not in ('x','y')",
     "((b)::text <> ALL ((ARRAY['x'::character varying, 'y'::character varying])::text[]))", kEqual},
    {kX, "email in ('a','b')", "(email = ANY (ARRAY['a'::text, 'b'::text]))", kEqual},
    {kX, "a in (1,2)", "(a = ANY (ARRAY[1, 2]))", kEqual},
    {kX, "a in (1,2)", "a = any(array[1,2])", kEqual},
    {kX, "a in (1,2)", "a = any('{1,2}')", kEqual},
    {kX, "a in (1,2)", "a in (2,1)", kDifferent},
    {kX, "a in (1,2)", "a in (1,2,3)", kDifferent},
    {kX, "a in (1,2)", "a not in (1,2)", kDifferent},
    {kX, "a in (1)", "(a = 1)", kEqual},
    {kX, "a between 1 and 10", "((a >= 1) AND (a <= 10))", kEqual},
    {kX, "a between 1 and 10", "((a >= 1) AND (a < 10))", kDifferent},
    {kX, "a not between 1 and 10", "((a < 1) OR (a > 10))", kEqual},
    {kX, "zip is not null", "(zip IS NOT NULL)", kEqual},
    {kX, "not (zip is null)", "(zip IS NOT NULL)", kEqual},
    {kX, "not (a is null and b is null)", "((a IS NOT NULL) OR (b IS NOT NULL))", kEqual},
    {kX, "zip is null", "(zip IS NOT NULL)", kDifferent},
    {kX, "zip notnull", "(zip IS NOT NULL)", kEqual},
    {kX, "(a is null) = (b is null)", "((a IS NULL) = (b IS NULL))", kEqual},
    {kX, "num_nonnulls(a, b) = 1", "(num_nonnulls(a, b) = 1)", kEqual},
    {kX, "email like '%@%'", "(email ~~ '%@%'::text)", kEqual},
    {kX, "b like 'x%'", "((b)::text ~~ 'x%'::text)", kEqual},
    {kX, "email ilike '%@%'", "(email ~~ '%@%'::text)", kDifferent},
    {kX, "email not like '%@%'", "(email !~~ '%@%'::text)", kEqual},
    {kX, "email like 'a\\_%' escape '\\'", "(email ~~ like_escape('a\\_%'::text, '\\'::text))", kEqual},
    {kX, "email similar to 'a+'", "(email ~ similar_to_escape('a+'::text))", kEqual},
    {kX, "email ~ '^[a-z]+$'", "(email ~ '^[a-z]+$'::text)", kEqual},
    {kX, "email ~ '^[a-z]+$'", "(email ~ '^[a-y]+$'::text)", kDifferent},
    {kX, "lower(zip)", "lower((zip)::text)", kEqual},
    {kX, "upper(zip)", "lower((zip)::text)", kDifferent},
    {kX, "lower(zip)", "pg_catalog.lower(zip)", kEqual},
    {kX, "length(zip) > 3", "(length((zip)::text) > 3)", kEqual},
    {kX, "length(zip) > 3", "char_length(zip) > 3", kDifferent},
    {kX, "a > 0", "((a > 0))", kEqual},
    {kX, "a > 0", "items.a > 0", kEqual},
    {kX, "a > 0", "0 < a", kDifferent},
    {kX, "a > 0", "a >= 0", kDifferent},
    {kX, "a > 0", "a > 1", kDifferent},
    {kX, "a > 1 + 1", "a > 2", kEqual},
    {kX, "price > 0", "(price > (0)::numeric)", kEqual},
    {kX, "price > 0", "(price > 0.0)", kDifferent},
    {kX, "price >= 0 and price < 100.50", "((price >= (0)::numeric) AND (price < 100.50))", kEqual},
    {kX, "a > 0 and b <> ''", "((a > 0) AND ((b)::text <> ''::text))", kEqual},
    {kX, "a > 0 and b <> ''", "((a > 0) OR ((b)::text <> ''::text))", kDifferent},
    {kX, "a > 0 or b <> '' and c", "((a > 0) OR (((b)::text <> ''::text) AND c))", kEqual},
    {kX, "c", "(c = true)", kEqual},
    {kX, "c is true", "(c IS TRUE)", kEqual},
    {kX, "c", "(NOT c)", kDifferent},
    {kX, "m = 'sad'", "(m = 'sad'::mood)", kEqual},
    {kX, "m = 'sad'", "(m = 'sad'::public.mood)", kEqual},
    {kX, "m = 'sad'", "(m = 'ok'::mood)", kDifferent},
    {kX, "m in ('sad', 'ok')", "(m = ANY (ARRAY['sad'::public.mood, 'ok'::public.mood]))", kEqual},
    {kX, "coalesce(a, 0) > 0", "(COALESCE(a, 0) > 0)", kEqual},
    {kX, "case when a > 0 then b else zip end = 'x'",
     "((CASE\n    WHEN (a > 0) THEN b\n    ELSE zip\nEND)::text = 'x'::text)", kEqual},
    {kX, "b || '-' || zip", "(((b)::text || '-'::text) || (zip)::text)", kEqual},
    {kX, "to_tsvector('english', email)", "to_tsvector('english'::regconfig, email)", kEqual},
    {kX, "to_tsvector('simple', email)", "to_tsvector('english'::regconfig, email)", kDifferent},
    {kX, "data ->> 'id' is not null", "((data ->> 'id'::text) IS NOT NULL)", kEqual},
    {kX, "(data ->> 'id')::int > 0", "(((data ->> 'id'::text))::integer > 0)", kEqual},
    {kX, "cast(data ->> 'id' as integer) > 0", "(((data ->> 'id'::text))::integer > 0)", kEqual},
    {kX, "tags && array['a']", "(tags && ARRAY['a'::text])", kEqual},
    {kX, "array_length(tags, 1) > 0", "(array_length(tags, 1) > 0)", kEqual},
    {kX, "tags[1] = 'a'", "(tags[1] = 'a'::text)", kEqual},
    {kX, "date_trunc('day', at) = at", "(date_trunc('day'::text, at) = at)", kEqual},
    {kX, "extract(year from at) > 2000", "(EXTRACT(year FROM at) > (2000)::numeric)", kEqual},
    {kX, "at > '2020-01-01'", "(at > '2020-01-01 00:00:00'::timestamp without time zone)", kEqual},
    {kX, "at > '2020-01-01'", "(at > '2020-01-02 00:00:00'::timestamp without time zone)", kDifferent},
    {kX, "at at time zone 'UTC' < now()", "(timezone('UTC'::text, at) < now())", kEqual},
    {kX, "substring(b from 1 for 2) = 'ab'", "(SUBSTRING(b FROM 1 FOR 2) = 'ab'::text)", kEqual},
    {kX, "trim(b) <> ''", "(TRIM(BOTH FROM b) <> ''::text)", kEqual},
    {kX, "position('x' in b) > 0", "(POSITION(('x'::text) IN (b)) > 0)", kEqual},
    {kX, "(a, price) = (1, 2)", "((a = 1) AND (price = (2)::numeric))", kEqual},
    {kX, "a is distinct from 1", "(a IS DISTINCT FROM 1)", kEqual},
    {kX, "\"Odd \"\"one\"\"\" > 0", "(\"Odd \"\"one\"\"\" > 0)", kEqual},
    {kX, "a > 0 -- a remark", "a /* another */ > 0", kEqual},
    {kX, "period && tsrange('2020-01-01', '2021-01-01')",
     "(period && tsrange('2020-01-01 00:00:00'::timestamp without time zone, "
     "'2021-01-01 00:00:00'::timestamp without time zone))",
     kEqual},
    {kX, "items.* is not null", "(items.* IS NOT NULL)", kEqual},
    {kX, "items.*", "(items.*)", kEqual},
    {kX, "items", "(items.*)", kEqual},
    {kX, "items.*", "(row(a, b))", kDifferent},
    // what other tools were told of
    {kX, "a != 0", "(a <> 0)", kEqual},
    {kX, "price != 0", "(price <> (0)::numeric)", kEqual},
    {kX, "a > 0 AND a < 1000", "((a > 0) AND (a < 1000))", kEqual},
    {kX, "(a > 0 and a < 9) and (price > 0 and c)",
     "((a > 0) AND (a < 9) AND ((price > (0)::numeric) AND c))", kEqual},
    {kX, "array_length(tags::text[], 1) = 12", "(array_length(tags, 1) = 12)", kEqual},
    {kX, "m = 'sad'::\"public\".\"mood\"", "(m = 'sad'::public.mood)", kEqual},
    {kX, "b = any(array['x', 'y'])",
     "((b)::text = ANY (ARRAY[('x'::character varying)::text, ('y'::character varying)::text]))", kEqual},
    {kX, "b = any('{x,y}'::text[])", "b in ('x', 'y')", kEqual},
    {kX, "b in ('x')", "((b)::text = 'x'::text)", kEqual},
    {kX, "b in ('x', 'y')", "b in ('x', 'y', 'z')", kDifferent},
    {kX, "b = 'x' or b = 'y'", "b in ('x', 'y')", kDifferent},
    {kX, "at::date = '2020-01-01'", "((at)::date = '2020-01-01'::date)", kEqual},
    {kX, "at::time >= '09:00'", "((at)::time without time zone >= '09:00:00'::time without time zone)",
     kEqual},
    {kX, "at::time >= time '9:00 AM'", "((at)::time without time zone >= '09:00:00'::time without time zone)",
     kEqual},
    {kX, "at + interval '1 month' > now()", "((at + '1 mon'::interval) > now())", kEqual},
    {kX, "at + interval '1 month' > now()", "((at + '30 days'::interval) > now())", kDifferent},
    {kX, "(at at time zone 'UTC')::date", "(timezone('UTC'::text, at))::date", kEqual},
    {kX, "date(at at time zone 'UTC')", "date(timezone('UTC'::text, at))", kEqual},
    {kX, "price::money > '1.50'", "((price)::money > '$1.50'::money)", kEqual},
    {kX, "data -> 'a' ->> 'b' = 'x'", "(((data -> 'a'::text) ->> 'b'::text) = 'x'::text)", kEqual},
    {kX, "data @> '{\"a\": 1}'", "(data @> '{\"a\":1}'::jsonb)", kEqual},
    {kX, "data ? 'a'", "(data ? 'a'::text)", kEqual},
    {kX, "(data ->> 'a')::bool", "((data ->> 'a'::text))::boolean", kEqual},
    {kX, "case a when 1 then 'x' else 'y' end = b",
     "(CASE a\n    WHEN 1 THEN 'x'::text\n    ELSE 'y'::text\nEND = (b)::text)", kEqual},
    {kX, "nullif(b, '') is not null", "(NULLIF((b)::text, ''::text) IS NOT NULL)", kEqual},
    {kX, "greatest(a, 1) < 9", "(GREATEST(a, 1) < 9)", kEqual},
    {kX, "a::numeric / 2 > 1", "(((a)::numeric / (2)::numeric) > (1)::numeric)", kEqual},
    {kX, "a % 2 = 0", "mod(a, 2) = 0", kDifferent},
    {kX, "a is null or a > 0", "((a IS NULL) OR (a > 0))", kEqual},
    {kX, "not (a > 0 and c)", "(NOT ((a > 0) AND c))", kEqual},
    {kX, "email ~* '^[^@]+@[^@]+$' and length(email) <= 254",
     "((email ~* '^[^@]+@[^@]+$'::text) AND (length(email) <= 254))", kEqual},
    {kX, "regexp_replace(b, '\\s', '', 'g') = b",
     "(regexp_replace((b)::text, '\\s'::text, ''::text, 'g'::text) = (b)::text)", kEqual},
    {kX, "concat(b, zip) <> ''", "(concat(b, zip) <> ''::text)", kEqual},
    {kX, "coalesce(b, '')", "COALESCE(b, ''::character varying)", kEqual},
    {kX, "row(a, c) is not null", "(ROW(a, c) IS NOT NULL)", kEqual},
    {kX, "a in (1, null)", "(a = ANY (ARRAY[1, NULL::integer]))", kEqual},
    // collations vanish from the plan and are compared beside it
    {kX, "b collate \"C\" > 'x'", "((b)::text > 'x'::text COLLATE \"C\")", kDifferent},
    {kX, "b collate \"C\" > 'x'", "(((b)::text COLLATE \"C\") > 'x'::text)", kEqual},
    {kX, "b collate \"C\" > 'x'", "(((b)::text COLLATE \"POSIX\") > 'x'::text)", kDifferent},
    {kX, "b collate \"C\" > 'x'", "((b)::text > 'x'::text)", kDifferent},
    {kX, "b collate \"C\" > 'x'", "b collate pg_catalog.\"C\" > 'x'", kEqual},
    {kX, "b collate \"C\" between 'x' and 'y'",
     "((((b)::text COLLATE \"C\") >= 'x'::text) AND (((b)::text COLLATE \"C\") <= 'y'::text))", kEqual},
    {kX, "b collate mine > 'x'", "b collate public.mine > 'x'", kEqual},
    {kX, "b collate mine > 'x'", "b collate \"C\" > 'x'", kDifferent},
    // functions that planning makes disappear
    {kX, "twice(a) > 2", "((a * 2) > 2)", kDifferent},
    {kX, "twice(a) > 2", "(public.twice(a) > 2)", kEqual},
    {kX, "a > answer()", "(a > 42)", kDifferent},
    {kX, "a > answer()", "a > public.answer()", kEqual},
    {kX, "a === 1", "(a OPERATOR(public.===) 1)", kEqual},
    {kX, "a === 1", "(a = 1)", kDifferent},
    // defaults
    {kD, "'abc'", "'abc'::character varying", kEqual, "character varying(10)"},
    {kD, "'abc'", "'abd'::character varying", kDifferent, "character varying(10)"},
    {kD, "'abc'", "('abc'::text)::character varying", kEqual, "character varying"},
    {kD, "now()", "now()", kEqual, "timestamp with time zone"},
    {kD, "now()", "CURRENT_TIMESTAMP", kDifferent, "timestamp with time zone"},
    {kD, "now()", "clock_timestamp()", kDifferent, "timestamp with time zone"},
    {kD, "current_timestamp", "CURRENT_TIMESTAMP", kEqual, "timestamp without time zone"},
    {kD, "0", "'0'::bigint", kEqual, "bigint"},
    {kD, "0", "0::smallint", kEqual, "smallint"},
    {kD, "0", "1", kDifferent, "integer"},
    {kD, "-1", "'-1'::integer", kEqual, "integer"},
    {kD, "0.0", "0", kDifferent, "numeric"},
    {kD, "0", "0.00", kEqual, "numeric(10,2)"},
    {kD, "'t'", "true", kEqual, "boolean"},
    {kD, "'sad'", "'sad'::public.mood", kEqual, "public.mood"},
    {kD, "'sad'", "'sad'::mood", kEqual, "mood"},
    {kD, "'{}'", "'{}'::text[]", kEqual, "text[]"},
    {kD, "array[]::text[]", "'{}'::text[]", kEqual, "text[]"},
    {kD, "'{}'", "'{}'::jsonb", kEqual, "jsonb"},
    {kD, "'{\"a\": 1}'", "'{\"a\":1}'", kEqual, "jsonb"},
    {kD, "nextval('counter')", "nextval('public.counter'::regclass)", kEqual, "bigint"},
    {kD, "nextval('counter')", "nextval('other'::regclass)", kDifferent, "bigint"},
    {kD, "gen_random_uuid()", "gen_random_uuid()", kEqual, "uuid"},
    {kD, "'2020-01-01'", "'2020-01-01'::date", kEqual, "date"},
    {kD, "interval '1 day'", "'1 day'::interval", kEqual, "interval"},
    {kD, "current_user", "CURRENT_USER", kEqual, "text"},
    {kD, "'{}'::json", "'{}'", kEqual, "json"},
    {kD, "'[]'", "'{}'", kDifferent, "jsonb"},
    {kD, "(now() at time zone 'utc')", "timezone('utc'::text, now())", kEqual, "timestamp without time zone"},
    {kD, "(now() at time zone 'utc')", "timezone('UTC'::text, now())", kDifferent,
     "timestamp without time zone"},
    {kD, "false", "'f'::boolean", kEqual, "boolean"},
    {kD, "''", "''::character varying", kEqual, "character varying(10)"},
    {kD, "'0'", "0", kEqual, "integer"},
    {kD, "'00:00'", "'00:00:00'::time without time zone", kEqual, "time without time zone"},
    {kD, "'1 month'", "'1 mon'::interval", kEqual, "interval"},
    {kD, "0", "'$0.00'::money", kDifferent, "money"},
    {kD, "'{sad}'", "'{sad}'::public.mood[]", kEqual, "public.mood[]"},
    {kD, "E'a\\nb'", "'a\nb'::text", kEqual, "text"},
    {kD, "it is", "0", kCannot, "integer"},
    // types
    {kT, "varchar(10)", "character varying(10)", kEqual},
    {kT, "varchar(10)", "character varying(11)", kDifferent},
    {kT, "varchar", "text", kDifferent},
    {kT, "mood", "public.mood", kEqual},
    {kT, "mood[]", "public.mood[]", kEqual},
    {kT, "mood", "text", kDifferent},
    {kT, "int", "integer", kEqual},
    {kT, "int8", "bigint", kEqual},
    {kT, "numeric(10,2)", "decimal(10, 2)", kEqual},
    {kT, "numeric(10,2)", "numeric(10,3)", kDifferent},
    {kT, "timestamptz(3)", "timestamp(3) with time zone", kEqual},
    {kT, "char(5)", "character(5)", kEqual},
    {kT, "bit(4)", "bit varying(4)", kDifferent},
    {kT, "positive", "public.positive", kEqual},
    {kT, "positive", "integer", kDifferent},
    {kT, "interval day to second(2)", "interval day to second(2)", kEqual},
    // what cannot be told
    {kX, "missing > 0", "(missing > 0)", kCannot},
    {kX, "nofunction(a)", "nofunction(a)", kCannot},
    {kX, "a > 0; select 1", "a > 0", kCannot},
    {kX, "a in (select 1)", "a in (select 1)", kCannot},
    {kX, "a > 0) or (true", "a > 0", kCannot},
    {kX, "1/0 > a", "1/0 > a", kCannot},
    {kX, "b collate nowhere > 'x'", "b collate nowhere > 'x'", kCannot},
    {kX, "a is json", "a is json", kCannot},
    {kD, "'angry'", "'angry'::mood", kCannot, "mood"},
    {kD, "0", "0", kCannot, "nosuchtype"},
    {kD, "0", "0", kCannot, "integer) from (select 1"},
    {kT, "nosuchtype", "nosuchtype", kCannot},
    {kT, "integer, 1", "integer", kCannot},
};

constexpr const char* kSchema = R"(
  CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
  CREATE COLLATION mine FROM "POSIX";
  CREATE SEQUENCE counter;
  CREATE SEQUENCE other;
  CREATE FUNCTION twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
  CREATE FUNCTION answer() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 42';
  CREATE FUNCTION alike(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2';
  CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = alike);
)";

Table items() {
  return test::table(
      "items",
      {column("a"), column("b", "character varying(10)"), column("c", "boolean"), column("m", "public.mood"),
       column("email", "text"), column("zip", "varchar(5)"), column("price", "numeric(10,2)"),
       column("data", "jsonb"), column("tags", "text[]"), column("at", "timestamp without time zone"),
       column("period", "tsrange"), column("Odd \"one\"")});
}

Question question(About about, std::string text, const Table& table, std::string target = "") {
  return {about, std::move(text), &table, std::move(target)};
}

Told outcome(const Answer& one, const Answer& other) {
  if (one.form.empty() || other.form.empty()) return kCannot;
  return one.form == other.form ? kEqual : kDifferent;
}

std::string to_string(const Answer& answer) {
  return answer.form.empty() ? "none: " + answer.reason : answer.form;
}

/// Two questions a pair.
std::vector<Question> questions(const Table& table) {
  std::vector<Question> all;
  for (const Pair& pair : kPairs) {
    all.push_back(question(pair.about, pair.one, table, pair.target));
    all.push_back(question(pair.about, pair.other, table, pair.target));
  }
  return all;
}

TEST(PostgresSettle, TellsEqualFromDifferentFromUnknown) {
  const TemporaryDatabase database(kSchema);
  const Table table = items();
  const auto live = open_postgresql(database.url());
  const std::vector<Answer> answers = live->settle(questions(table));
  ASSERT_EQ(answers.size(), kPairs.size() * 2);
  for (std::size_t i = 0; i < kPairs.size(); ++i)
    EXPECT_EQ(outcome(answers[2 * i], answers[2 * i + 1]), kPairs[i].told)
        << kPairs[i].one << "\n  " << to_string(answers[2 * i]) << "\n"
        << kPairs[i].other << "\n  " << to_string(answers[2 * i + 1]);
}

}  // namespace
}  // namespace tenon::this_file
