#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "declare/sql/declaration.h"
#include "model/error.h"
#include "tests/declare/read.h"
#include "tests/support/print.h"

namespace tenon::this_file {
namespace {

Catalog sql(const std::string& text) {
  const Document document{"a.sql", text};
  return read_postgresql({&document, 1}).catalog;
}

/// The order of columns is not compared.
Catalog with_sorted_columns(Catalog catalog) {
  for (Table& table : catalog.tables) std::ranges::sort(table.columns, {}, &Column::name);
  return catalog;
}

/// Two scripts that make the same database.
struct Same {
  std::string name;
  std::string said;
  std::string means;
};

void PrintTo(const Same& same, std::ostream* out) { *out << same.name; }

class SameSql : public testing::TestWithParam<Same> {};

TEST_P(SameSql, MakesOneCatalog) {
  const Catalog said = with_sorted_columns(sql(GetParam().said));
  const Catalog means = with_sorted_columns(sql(GetParam().means));
  EXPECT_EQ(said.tables, means.tables);
  EXPECT_EQ(said, means);
}

std::vector<Same> forms() {
  return {
      {"InlineConstraints",
       "create table p (a int primary key); create table t (a int primary key, b int unique check (b > 0) "
       "references p)",
       "create table p (a int not null, constraint p_pkey primary key (a)); create table t (a int not null, "
       "b int);"
       "alter table t add constraint t_pkey primary key (a);"
       "alter table only t add constraint t_b_key unique (b), add constraint t_b_check check (b > 0);"
       "alter table t add constraint t_b_fkey foreign key (b) references p (a)"},
      {"ATypedTableWithoutTheCommentsOfItsType",
       "create type c as (x int); comment on column c.x is 'some'; create table t of c",
       "create type c as (x int); create table t of c; comment on column c.x is 'some'"},
      {"NamesThatAreTaken",
       "create table t (a int, check (a > 0), check (a > 1)); create index on t (a); create index on t (a)",
       "create table t (a int, constraint t_a_check check (a > 0), constraint t_a_check1 check (a > 1));"
       "create index t_a_idx on t (a); create index t_a_idx1 on t (a)"},
      {"ChecksOfSeveralColumns", "create table t (a int check (a < b), b int)",
       "create table t (a int, b int, constraint t_check check (a < b))"},
      {"UniqueBesideThePrimaryKey", "create table t (a int unique primary key)",
       "create table t (a int not null, constraint t_pkey primary key (a))"},
      {"NamedUniqueBesideThePrimaryKey", "create table t (a int constraint u unique primary key)",
       "create table t (a int not null, constraint u primary key (a))"},
      {"Serial", "create table \"T\" (\"Id\" serial)",
       "create sequence \"T_Id_seq\" as int; create table \"T\" (\"Id\" int not null);"
       "alter sequence \"T_Id_seq\" owned by \"T\".\"Id\";"
       "alter table only \"T\" alter \"Id\" set default nextval('public.\"T_Id_seq\"'::regclass)"},
      {"NextvalInTheSearchPath",
       "create schema s; set search_path = s; create sequence q; create table t (a int default nextval('q'))",
       "create schema s; create sequence s.q; create table s.t (a int default nextval('s.q'::regclass))"},
      {"AddedIdentity", "create table t (a int generated always as identity (start 5))",
       "create table t (a int not null); alter table t alter a add generated always as identity (start with "
       "5)"},
      {"NegativeNumbers", "create sequence s start -5 minvalue -10 increment 1",
       "create sequence s; alter sequence s minvalue -10 start -5"},
      {"DefaultNull", "create table t (a int default null, b text default null::text)",
       "create table t (a int, b text)"},
      {"Types",
       "create table t (a int4, b varchar(3), c decimal(4), d timestamptz, e float, f char, g int[3][], h "
       "interval(2))",
       "create table t (a integer, b character varying(3), c numeric(4,0), d timestamp with time zone,"
       "e double precision, f character(1), g integer[], h interval(2))"},
      {"TypesInTheSearchPath",
       "create schema s; create type s.e as enum ('a'); set search_path to s; create table t (a e[])",
       "create schema s; create type s.e as enum ('a'); create table s.t (a s.e[])"},
      {"ElementsOfASchema", "create schema s create table t (a int) create view v as select 1",
       "create schema s; create table s.t (a int); create view s.v as select 1"},
      {"Like",
       "create table a (x int default 1 check (x > 0) not null, y text unique); create table b (like a "
       "including all)",
       "create table a (x int default 1 not null, y text, constraint a_x_check check (x > 0), constraint "
       "a_y_key unique (y));"
       "create table b (x int default 1 not null, y text, constraint a_x_check check (x > 0), constraint "
       "b_y_key unique (y))"},
      {"PlainLike", "create table a (x int default 1 not null unique); create table b (like a)",
       "create table a (x int default 1 not null unique); create table b (x int not null)"},
      {"ColumnInParentheses", "create table t (a text); create index i on t ((a) desc)",
       "create table t (a text); create index i on t using btree (a desc nulls first)"},
      {"DefaultOperatorClasses",
       "create table t (a varchar, b int[]); create index i on t (a text_ops, b array_ops)",
       "create table t (a varchar, b int[]); create index i on t (a, b)"},
      {"DefaultOperatorClassesOfExtensions",
       "create extension hstore; create extension btree_gist; create extension btree_gin; create table t (h "
       "hstore, n int, v varchar, c money, exclude using gist (n gist_int4_ops with =)); create index i on t "
       "using gin (h gin_hstore_ops, v varchar_ops); create index j on t using gist (c public.gist_cash_ops, "
       "(n + 1) gist_int4_ops)",
       "create extension hstore; create extension btree_gist; create extension btree_gin; create table t (h "
       "hstore, n int, v varchar, c money, exclude using gist (n with =)); create index i on t using gin (h, "
       "v); create index j on t using gist (c, (n + 1))"},
      {"IndexBecomesConstraint",
       "create table t (a int); create unique index i on t (a) with (fillfactor = 70); alter table t add "
       "constraint k unique using index i",
       "create table t (a int, constraint k unique (a) with (fillfactor = 70))"},
      {"SettingsThatAreTheDefault",
       "create domain d as numeric; create table t (a text, b d, i int unique using index tablespace "
       "pg_default) "
       "using heap tablespace pg_default; alter table t alter a set storage extended, alter a set statistics "
       "-1, "
       "alter a set compression default, alter b set storage main, disable row level security, replica "
       "identity "
       "default, alter i set storage plain",
       "create domain d as numeric; create table t (a text, b d, i int unique)"},
      {"SettingsInEffect",
       "set default_tablespace = fast; create table t (a int primary key); create index i on t (a); reset "
       "default_tablespace; create table u (a int); set default_table_access_method = x; create table v (a "
       "int)",
       "create table t (a int, constraint t_pkey primary key (a) using index tablespace fast) tablespace "
       "fast; "
       "create index i on t (a) tablespace fast; create table u (a int); create table v (a int) using x"},
      {"NamesOfNotNull",
       "create table t (a int constraint x not null, b int constraint y not null, c int constraint z not "
       "null);"
       "alter table t rename constraint x to w; alter table t drop constraint y, alter c drop not null",
       "create table t (a int constraint w not null, b int, c int)"},
      {"MarksThatMove",
       "create table t (a int not null unique, b int not null unique); cluster t using t_a_key; alter table "
       "t "
       "replica identity using index t_a_key, cluster on t_b_key; alter table t replica identity using index "
       "t_b_key; alter table t cluster on t_a_key",
       "create table t (a int not null unique, b int not null unique); alter table t cluster on t_a_key, "
       "replica "
       "identity using index t_b_key"},
      {"ReplicaIdentityThatWentWithItsIndex",
       "create table t (a int not null); create unique index i on t (a); alter table t replica identity "
       "using "
       "index i; drop index i",
       "create table t (a int not null); alter table t replica identity nothing"},
      {"SettingsOfColumnsThatInherit",
       "create table p (a text, b text); create table c () inherits (p); alter table p alter a set storage "
       "external, alter a set statistics 5, alter a set compression lz4; create table d () inherits (p); "
       "alter "
       "table only p alter b set storage main; alter table p alter b type varchar",
       "create table p (a text, b varchar); create table c () inherits (p); create table d () inherits (p);"
       "alter table p alter a set storage external; alter table only p alter a set compression lz4, alter a "
       "set "
       "statistics 5; alter table c alter a set statistics 5; alter table d alter a set compression lz4"},
      {"AttachedPartition",
       "create table p (a int, b int default 1) partition by range (a); create index on p (b);"
       "create table c partition of p for values from (1) to (10)",
       "create table p (a int, b int default 1) partition by range (a); create index p_b_idx on only p (b);"
       "create table c (a int, b int default 1); create index c_own on c (b);"
       "alter table only p attach partition c for values from (1) to ('10'); alter index p_b_idx attach "
       "partition c_own"},
      {"DetachedPartition",
       "create table p (a int primary key, check (a > 0)) partition by list (a); create table c partition of "
       "p default;"
       "alter table p detach partition c",
       "create table p (a int primary key, check (a > 0)) partition by list (a);"
       "create table c (a int primary key, constraint p_a_check check (a > 0))"},
      {"DefaultNullOfAColumnThatAParentHandsDown",
       "create table p (k text default 'c', n int not null); create table c (k text default null, n int) "
       "inherits (p)",
       "create table p (k text default 'c', n int not null); create table c (k text, n int not null); alter "
       "table c inherit p"},
      {"ColumnsOfSeveralParents",
       "create table p (k text); create table q (k text not null default 'q'); create table c () inherits "
       "(p, "
       "q)",
       "create table p (k text); create table q (k text not null default 'q'); create table c () inherits "
       "(p); alter table c alter k set not null, alter k set default 'q', inherit q"},
      {"AKeyOfAPartitionThatAUniqueTakesIn",
       "create table p (a int not null) partition by list (a); create table c (a int primary key); alter "
       "table p attach partition c default; alter table p add unique (a)",
       "create table p (a int not null, unique (a)) partition by list (a); create table c (a int primary "
       "key); alter table p attach partition c default"},
      {"InheritedColumns",
       "create table a (x int not null); create table b (y int) inherits (a); alter table a add z text",
       "create table a (x int not null, z text); create table b (y int) inherits (a)"},
      {"DroppedThings",
       "create table t (a int unique, b int, check (a < b)); create index on t (b, a); create table u (a int "
       "references t (a));"
       "alter table t drop a cascade; create table v (); drop table v; create sequence s; drop sequence s",
       "create table t (b int); create table u (a int)"},
      {"RenamedThings",
       "create table t (a int check (t.a > 0 and a < 10), b int generated always as (a + 1) stored);"
       "create index i on t ((a * 2)) where a > 3; alter table t rename a to \"A\"; alter table t rename to "
       "u;"
       "alter index i rename to j; alter table u rename constraint t_a_check to k",
       "create table u (\"A\" int, b int generated always as (\"A\" + 1) stored,"
       "constraint k check (t.\"A\" > 0 and \"A\" < 10)); create index j on u ((\"A\" * 2)) where \"A\" > 3"},
      {"RenamedSequence",
       "create table t (a serial); alter sequence t_a_seq rename to s; alter table t rename a to b",
       "create sequence s as int; create table t (b int not null default nextval('s')); alter sequence s "
       "owned by t.b"},
      {"MovedToAnotherSchema",
       "create schema s; create table t (a serial primary key); create table u (a int references t); alter "
       "table t set schema s",
       "create schema s; create table s.t (a serial primary key); create table u (a int references s.t)"},
      {"RenamedSchema", "create schema a; create table a.t (a serial); alter schema a rename to b",
       "create schema b; create table b.t (a serial)"},
      {"EnumLabels",
       "create type e as enum ('b', 'd'); alter type e add value 'a' before 'b'; alter type e add value 'c' "
       "after 'b';"
       "alter type e rename value 'd' to 'x'; alter type e add value if not exists 'x'",
       "create type e as enum ('a', 'b', 'c', 'x')"},
      {"GuardedBlocks",
       "create type e as enum ('a'); do $$ begin create type e as enum ('b'); exception when "
       "duplicate_object then null; end $$;"
       "do $$ begin create type f as enum ('b'); exception when others then null; end $$; do $$ begin create "
       "role r; end $$",
       "create type e as enum ('a'); create type f as enum ('b')"},
      {"DataAndSettings",
       "set statement_timeout = 0; begin; create table t (a int); insert into t values (1); select "
       "setval('x', 1); commit;"
       "copy t from stdin;\n1;'\n\\.\nalter table t owner to someone; vacuum",
       "create table t (a int)"},
      {"TemporaryTables", "create temp table t (a serial); insert into t values (1); drop table t", ""},
      {"Latin1", "set client_encoding = 'latin1'; create table \"\xE9t\xE9\" (a int)",
       "create table \"été\" (a int)"},
      {"Comments",
       "create table t (a int primary key); comment on table t is 'x'; comment on column t.a is 'y';"
       "comment on constraint t_pkey on t is 'z'; comment on table t is null",
       "create table t (a int primary key); comment on constraint t_pkey on t is 'z'; comment on column "
       "public.t.a is 'y'"},
      {"CommentsOnTheIndexesOfKeys",
       "create table t (a int primary key, b int unique); comment on index t_pkey is 'i'; comment on index "
       "t_b_key is 'j'; comment on constraint t_b_key on t is 'k'; alter index t_b_key rename to u",
       "create table t (a int, b int); alter table t add primary key (a), add constraint u unique (b); "
       "comment "
       "on index u is 'j'; comment on constraint u on t is 'k'; comment on index t_pkey is 'i'"},
      {"CommentsOnTheChecksOfDomains",
       "create domain d as int check (value > 0) constraint c check (value < 9); comment on constraint "
       "d_check "
       "on domain d is 'x'; comment on constraint c on domain d is 'y'; comment on constraint c on domain d "
       "is "
       "null; alter domain d rename constraint d_check to e",
       "create domain d as int constraint c check (value < 9) constraint e check (value > 0); comment on "
       "constraint e on domain d is 'x'"},
  };
}

std::string name_of_case(const testing::TestParamInfo<Same>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Forms, SameSql, testing::ValuesIn(forms()), name_of_case);

const char* kJson = R"json({"tables": {
    "zone": {"columns": {"code": {"type": "varchar(10)", "primary_key": true}}},
    "person": {
      "columns": {"id": {"type": "integer", "nullable": false, "autoincrement": false},
                  "zone": {"type": "varchar(10)", "default": "'x'"}},
      "primary_key": {"columns": ["id"], "name": "person_pkey"},
      "foreign_keys": [{"columns": ["zone"], "references": "zone.code", "name": "person_zone_fkey",
                        "ondelete": "CASCADE"}],
      "indexes": [{"columns": [{"expression": "lower(zone)"}, {"column": "id", "order": "desc"}], "name": "i",
                   "where": "id > 0"}],
      "comment": "who"}}})json";

const char* kTheSame = R"(
create table zone (code varchar(10) primary key);
create table person (id int primary key, zone varchar(10) default 'x' references zone on delete cascade);
create index i on person (lower(zone), id desc) where id > 0;
comment on table person is 'who')";

TEST(ReadSql, IsTheCatalogThatJsonDeclares) { EXPECT_EQ(sql(kTheSame), test::read(kJson)); }

TEST(ReadSql, KnowsWhereEachThingStands) {
  const Catalog catalog = sql("create table t (\n  a int,\n  b int unique\n);\ncreate index i on t (a);");
  const Table& table = catalog.tables.front();
  EXPECT_EQ(*table.source, (Source{"a.sql", 1, 14}));
  EXPECT_EQ(*table.columns[1].source, (Source{"a.sql", 3, 3}));
  EXPECT_EQ(source_of(table.constraints[0]), (Source{"a.sql", 3, 9}));
  EXPECT_EQ(source_of(table.constraints[1]), (Source{"a.sql", 5, 1}));
}

TEST(ReadSql, NamesWhatTheServerWouldNameAsItsChoice) {
  const Catalog catalog = sql("create table t (a int unique, b int, constraint k unique (b))");
  for (const Constraint& each : catalog.tables.front().constraints)
    EXPECT_EQ(named_by(each), name_of(each).text == "k" ? NamedBy::kUser : NamedBy::kServer);
}

TEST(ReadSql, CountsTheStatementsThatDeclareNothing) {
  const Document document{
      "a.sql",
      "create table t (a int); insert into t values (1); alter table t owner to someone; "
      "copy t from stdin;\n1\n\\.\nselect setval('s', 1); set work_mem = '1MB'; begin; commit"};
  EXPECT_EQ(
      read_postgresql({&document, 1}).notes,
      (std::vector<std::string>{
          "statements left out, as they declare nothing to compare: data (2), ownership (1), queries (1)"}));
}

TEST(ReadSql, FilesAreOneScriptInTheirOrder) {
  const std::vector<Document> files{{"1.sql", "create schema s;"}, {"2.sql", "create table s.t (a int);"}};
  EXPECT_EQ(read_postgresql(files).catalog, sql("create schema s; create table s.t (a int)"));
}

}  // namespace
}  // namespace tenon::this_file
