#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "declare/sql/declaration.h"
#include "model/error.h"

namespace tenon::this_file {
namespace {

std::string faults(const std::string& text) {
  const Document document{"a.sql", text};
  try {
    read_postgresql({&document, 1});
  } catch (const Error& error) {
    return error.fault() == Fault::kDeclaration ? error.what() : "not a fault of the declaration";
  }
  return "";
}

/// A script that cannot be read, and how the message begins.
struct Faulty {
  std::string name;
  std::string text;
  std::string said;
};

void PrintTo(const Faulty& faulty, std::ostream* out) { *out << faulty.name; }

class FaultySql : public testing::TestWithParam<Faulty> {};

TEST_P(FaultySql, IsSaidWithItsPlace) {
  const std::string said = faults(GetParam().text);
  EXPECT_TRUE(said.starts_with(GetParam().said)) << said;
}

TEST(FaultySql, IsNotWhatOnlyLooksLikeAnUnknownColumn) {
  EXPECT_EQ(faults(R"(
    CREATE TYPE place AS (town text);
    CREATE TABLE parent (id int);
    CREATE TABLE t ("A b" int, at place, day date DEFAULT current_date, who name DEFAULT session_user,
      n name DEFAULT system_user, CHECK ("A b" > 0), CHECK ((at).town <> ''), CHECK (t.day > date '2020-01-01'),
      CHECK (t IS NOT NULL), CHECK (num_nonnulls(t.*) > 0), CHECK (t.total > 0), CHECK (tableoid > 0::oid),
      CHECK (day + interval '1 day' < 'infinity'::timestamp), CHECK (extract(year from day) > 2000),
      CHECK (at::text COLLATE "C" > 'a')) INHERITS (parent);
    CREATE INDEX ON t ((id + 1)) WHERE public.t.day IS NULL;
    ALTER TABLE t ADD later int, ADD CHECK (later > id);
    CREATE DOMAIN d AS int CHECK (VALUE > 0) DEFAULT 1;)"),
            "");
}

std::vector<Faulty> faulty() {
  return {
      {"Syntax", "create table t (a int);\ncreate tabel u (a int);",
       "a.sql:2:8: syntax error at or near \"tabel\"; declare it"},
      {"SyntaxBehindOtherLetters", "create table \"äöü\" (é int,,);",
       "a.sql:1:27: syntax error at or near \",\""},
      {"NewerSyntax", "create table t (a int, constraint n not null a);", "a.sql:1:37: syntax error"},
      {"UnknownTable", "create table orders (a int); alter table ordres add b int;",
       "a.sql:1:42: \"ordres\" is not declared before this; did you mean \"orders\"?"},
      {"UnknownColumn", "create table t (amount int);\ncreate index on t (\n  amuont);",
       "a.sql:3:3: table public.t has no column \"amuont\""},
      {"UnknownColumnOfAKey", "create table t (amount int, unique (amuont));",
       "a.sql:1:29: table public.t has no column \"amuont\"; did you mean \"amount\"?"},
      {"UnknownColumnOfACheck", "create table t (amount int,\n check (amuont > 0));",
       "a.sql:2:2: check t_check: table public.t has no column \"amuont\"; did you mean \"amount\"?"},
      {"UnknownColumnOfADomain", "create domain d as int check (valeu > 0);",
       "a.sql:1:1: check d_check: domain public.d has no column \"valeu\"; did you mean \"value\"?"},
      {"ColumnInADefault", "create table t (a int, b text default a);",
       "a.sql:1:24: the default of column b of table public.t names a column, \"a\", and a default cannot"},
      {"UnknownReferredColumn",
       "create table p (a int primary key);\ncreate table t (a int references p (b));",
       "a.sql:2:34: table public.p has no column \"b\"; known here: a"},
      {"UnknownReferredTable", "create table t (a int references nowhere (a));",
       "a.sql:1:23: foreign key t_a_fkey of table public.t refers to table public.nowhere, which is not "
       "declared"},
      {"NoPrimaryKey", "create table p (a int); create table t (a int references p);",
       "a.sql:1:58: table public.p has no primary key to refer to; name the columns"},
      {"UnknownConstraint", "create table t (a int unique);\nalter table t drop constraint t_a_kye;",
       "a.sql:2:15: table public.t has no constraint \"t_a_kye\"; did you mean \"t_a_key\"?"},
      {"TwoTables", "create table t (a int); create table t (b int);",
       "a.sql:1:38: \"public.t\" is declared already"},
      {"TwoColumns", "create table t (a int, a int);", "a.sql:1:24: column \"a\" is declared twice"},
      {"NoSchema", "create table s.t (a int);", "a.sql:1:14: there is no schema \"s\" yet; create it first"},
      {"NoSearchPath", "set search_path = nowhere; create table t (a int);",
       "a.sql:1:41: the search path names no schema"},
      {"Program", "do $$ begin execute 'create table t ()'; end $$;",
       "a.sql:1:1: the effects of a DO block are not known"},
      {"Query", "create table t as select 1 as a;",
       "a.sql:1:14: the columns of a query are not known here; declare it another way"},
      {"CommandOfPsql", "create table t (a int);\n\\connect other\n", "a.sql:2:1: this is a command of psql"},
      {"Unfinished", "create table t (a int);\nselect 'x;\n", "a.sql:2:8: this is not terminated"},
      {"Encoding", "set client_encoding = 'SJIS';", "a.sql:1:1: text in the encoding SJIS is not read"},
      {"CommentOnNoTable", "create table t (a int); comment on table nosuch is 'x';",
       "a.sql:1:25: \"nosuch\" is not declared before this"},
      {"CommentOnNoIndex", "create table t (a int); create index on t (a); comment on index t_b_idx is 'x';",
       "a.sql:1:48: \"t_b_idx\" is not declared before this"},
      {"CommentOnNoCheckOfADomain", "create domain d as int; comment on constraint c on domain d is 'x';",
       "a.sql:1:25: domain public.d has no constraint \"c\""},
      {"CommentOnAViewAsATable", "create view v as select 1; comment on table v is 'x';",
       "a.sql:1:28: \"v\" is no table"},
      {"CommentOnATableAsAnIndex", "create table t (a int); comment on index t is 'x';",
       "a.sql:1:25: \"t\" is no index"},
      {"PartitionOfATableWithoutPartitions", "create table t (a int); create table u partition of t default;",
       "a.sql:1:53: table public.t is not partitioned"},
      {"PartitionOfAForeignTable",
       "create foreign table f (a int) server s; create table t (a int); alter table f attach partition t "
       "default;",
       "a.sql:1:97: table public.f is a foreign table, which has no partitions"},
      {"KeyOfAForeignTable", "create foreign table f (a int primary key) server s;",
       "a.sql:1:31: table public.f is a foreign table, which has no keys and no exclusion constraints; only"},
      {"IndexOfAForeignTable", "create foreign table f (a int) server s; create index on f (a);",
       "a.sql:1:58: \"f\" is a foreign table and has no indexes"},
      {"ReferenceToAForeignTable",
       "create foreign table f (a int) server s; create table t (a int references f (a));",
       "a.sql:1:75: table public.f is a foreign table, to which no foreign key can refer"},
      {"ForeignTableBelowAKey",
       "create table p (a int primary key) partition by list (a); create foreign table f partition of p "
       "default "
       "server s;",
       "a.sql:1:95: foreign table public.f can have no part of p_pkey of table public.p"},
      {"KeyAboveAForeignTable",
       "create table p (a int) partition by list (a); create foreign table f (a int) server s; alter table p "
       "attach partition f default; create unique index on p (a);",
       "a.sql:1:153: a foreign table can have no part of a unique index or a foreign key, and table public.f "
       "is"},
      {"EnumLabel", "create type e as enum ('low', 'high'); alter type e add value 'x' before 'hihg';",
       "a.sql:1:40: the enum has no label \"hihg\"; did you mean \"high\"?"},
  };
}

std::string name_of_case(const testing::TestParamInfo<Faulty>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Faults, FaultySql, testing::ValuesIn(faulty()), name_of_case);

TEST(SqlFaults, OfOneTableAreAllSaid) {
  EXPECT_EQ(
      faults("create table t (\n a int default a,\n b int, b int);\n"
             "create table u (\n a int, unique (q),\n unique (p));\n"),
      "a.sql:3:9: column \"b\" is declared twice\n     b int, b int);\n            ^\n"
      "a.sql:5:9: table public.u has no column \"q\"; known here: a\n     a int, unique (q),\n            ^\n"
      "a.sql:6:2: table public.u has no column \"p\"; known here: a\n     unique (p));\n     ^");
}

TEST(SqlFaults, AreAllSaidAtOnceEachWithItsLineAndACaret) {
  EXPECT_EQ(faults("create tabel t (a int);\n  drop table u;\n\\q\n"),
            "a.sql:1:8: syntax error at or near \"tabel\"; declare it another way, write the schema as JSON, "
            "or give "
            "--scratch URL to let a server read it\n"
            "    create tabel t (a int);\n"
            "           ^\n"
            "a.sql:2:3: \"u\" is not declared before this\n"
            "      drop table u;\n"
            "      ^\n"
            "a.sql:3:1: this is a command of psql, which only psql can run; remove it\n"
            "    \\q\n"
            "    ^");
}

TEST(SqlFaults, OfWhatAStatementAtFaultWouldHaveMadeAreNotSaid) {
  const auto count = [](const std::string& text) {
    const std::string said = faults(text);
    std::size_t lines = 0;
    for (auto at = said.find("a.sql:"); at != std::string::npos; at = said.find("a.sql:", at + 1)) ++lines;
    return lines;
  };
  EXPECT_EQ(count("create table t (a int) inherits (nope);\ncreate index on t (a);\ncreate index on t (q);\n"
                  "alter table t add check (q > 0);\ncomment on column t.a is 'x';\n"
                  "create table u (a int references t (a), check (a > 0));\ndrop table t;"),
            1U);
  EXPECT_EQ(count("create table t (a nope%TYPE);\ncreate index on t (a);"), 1U);
  EXPECT_EQ(count("create table t (a int);\nalter table t add column b int, add column b int;\n"
                  "create index on t (b);\nalter table t add check (b > 0);"),
            1U);
  EXPECT_EQ(count("create domain d as int check (value > nope);\ncreate table t (a int);\n"
                  "create index on t (q);\ncreate index on u (a);"),
            3U);
}

TEST(SqlFaults, WhatAFileSaysIsNeverTakenForItsEnd) {
  const std::string whole =
      "create table t (a int default 1 check (a > 0), unique (a)); alter table t alter a set default 'x; y'; "
      "create index on t (lower(a::text)) where a > 0; comment on table t is $x$it's$x$";
  for (std::size_t size = 0; size <= whole.size(); ++size) faults(whole.substr(0, size));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string mangled = whole;
    for (const char c : {'\'', '(', '\0', '\xC3', '$', ';', '"'}) {
      mangled[at] = c;
      faults(mangled);
    }
  }
}

}  // namespace
}  // namespace tenon::this_file
