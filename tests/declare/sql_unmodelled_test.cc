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

std::string others(const std::string& text) {
  std::string all;
  for (const UnmodelledObject& other : sql(text).unmodelled)
    all += other.kind + " " + to_string(other.name) +
           (other.table.name.empty() ? "" : " on " + to_string(other.table)) + "\n";
  return all;
}

TEST(ReadUnmodelled, NamesWhatIsNotModelledAsReflectionDoes) {
  EXPECT_EQ(
      others(
          "create table t (a int, b text); create view v as select 1; create materialized view m as select 1;"
          "create index mi on m (a); create function f(a int, out b varchar(3), variadic c text[]) language "
          "sql as '';"
          "create procedure p(x bigint) language sql as ''; create aggregate g(int) (sfunc = f, stype = int);"
          "create trigger tr before update on t for each row execute function f(); create policy po on t;"
          "create rule ru as on delete to t do nothing; create statistics st on a, b from t;"
          "create extension hstore; create domain d as int; create type c as (x int); create type r as range "
          "(subtype = int);"
          "create collation co (locale = 'de'); create operator === (leftarg = int, rightarg = text, "
          "function = f);"
          "create cast (int as c) without function; create publication pu; create table ty of c; "
          "grant select on t to someone"),
      "aggregate public.g(integer)\n"
      "cast integer AS public.c\n"
      "collation public.co\n"
      "function public.f(a integer, OUT b character varying, VARIADIC c text[])\n"
      "grant public.t on public.t\n"
      "index public.mi on public.m\n"
      "materialized_view public.m\n"
      "operator public.===(integer, text)\n"
      "policy public.po on public.t\n"
      "procedure public.p(IN x bigint)\n"
      "publication pu\n"
      "rule public.ru on public.t\n"
      "statistics public.st on public.t\n"
      "trigger public.tr on public.t\n"
      "typed_table public.ty on public.ty\n"
      "view public.v\n");
}

TEST(ReadUnmodelled, NamesForeignTablesWhateverBecomesOfThem) {
  EXPECT_EQ(others("create foreign table f (a serial) server s; grant select on f to someone;"
                   "alter foreign table f rename to g; create schema x; alter table g set schema x;"
                   "create foreign table h (a int) server s; drop foreign table h"),
            "foreign_table x.g\n"
            "grant x.g on x.g\n");
  EXPECT_EQ(
      others("create table p (a int) partition by list (a); create index i on p (a);"
             "create foreign table f partition of p for values in (1) server s;"
             "create foreign table g (a int) server s; alter table p attach partition g default;"
             "create foreign table h (a int) server s; alter table p attach partition h for values in (2);"
             "alter table p detach partition h; drop table p"),
      "foreign_table public.h\n");
}

TEST(ReadUnmodelled, WhatStandsOnATableFollowsIt) {
  EXPECT_EQ(
      others("create schema x; create table t (a int, b int); grant select on t to someone;"
             "grant select (a) on t to someone; create policy po on t; create rule ru as on delete to t do "
             "nothing; create statistics st on a, b from t; alter table t rename to u;"
             "alter table u set schema x"),
      "grant x.u on x.u\n"
      "grant x.u.a on x.u\n"
      "policy x.po on x.u\n"
      "rule x.ru on x.u\n"
      "statistics public.st on x.u\n");
}

TEST(ReadUnmodelled, GivesTheColumnsOfForeignTablesToHeirsAndCopies) {
  const std::string foreign =
      "create foreign table f (a int not null, b text default 'x', check (a > 0)) server s;";
  EXPECT_EQ(
      sql(foreign + "create table t (like f including all)").tables,
      sql("create table t (a int not null, b text default 'x', constraint f_a_check check (a > 0))").tables);
  const Catalog heir = sql(foreign + "create table t (c int) inherits (f); alter foreign table f add d int");
  ASSERT_EQ(heir.tables.size(), 1U);
  EXPECT_EQ(heir.tables.front().columns.size(), 4U);
  EXPECT_EQ(heir.tables.front().inherited_constraints->size(), 1U);
}

TEST(ReadUnmodelled, NamesCommentsOnAttributesAndGrantsOnWhatTheDatabaseHasOnce) {
  EXPECT_EQ(
      others(
          "create type c as (x int, y int); comment on column c.x is 'some'; comment on column c.y is 'gone';"
          "comment on column c.y is null; comment on type c is 'all';"
          "create foreign data wrapper w; create server s foreign data wrapper w;"
          "grant usage on foreign data wrapper w to someone; grant usage on foreign server s to someone;"
          "grant usage on language plpgsql to someone"),
      "attribute_comment public.c.x\n"
      "foreign_data_wrapper w\n"
      "foreign_server s\n"
      "grant s\n"
      "grant w\n");
  EXPECT_EQ(
      others(
          "create type c as (x int); comment on column c.x is 'some'; alter type c rename attribute x to z;"
          "alter type c rename to d"),
      "attribute_comment public.d.z\n");
}

TEST(ReadUnmodelled, SaysWhichKindsItsListLeavesOut) {
  const auto unlisted = [](const std::string& text) {
    const Document document{"a.sql", text};
    const std::vector<std::string> kinds = read_postgresql({&document, 1}).unlisted_kinds;
    return [kinds](const char* kind) { return std::ranges::find(kinds, kind) != kinds.end(); };
  };
  EXPECT_TRUE(unlisted("create schema s")("security_label"));
  EXPECT_FALSE(unlisted("create schema s; grant usage on schema s to someone")("grant"));
  EXPECT_TRUE(unlisted("grant select on all tables in schema public to someone")("grant"));
}

TEST(ReadUnmodelled, NamesTheSequencesOfIdentitiesThatAreNotAsTheirTablesAre) {
  EXPECT_EQ(others("create unlogged table u (a int generated always as identity, b serial, c serial);"
                   "create table t (a serial, b int generated always as identity, c serial);"
                   "alter sequence u_a_seq set logged; alter sequence u_c_seq set logged; alter sequence "
                   "t_a_seq set unlogged;"
                   "create unlogged sequence s; alter sequence s rename to r; create unlogged sequence o;"
                   "alter sequence o owned by u.a; create unlogged sequence x; drop sequence x;"
                   "alter sequence t_c_seq set unlogged; alter sequence t_b_seq set unlogged;"),
            "sequence_setting public.t_b_seq on public.t\n"
            "sequence_setting public.u_a_seq on public.u\n");
  EXPECT_EQ(others("create table t (a int generated always as identity); alter sequence t_a_seq set unlogged;"
                   "drop table t; create table t (a int generated always as identity)"),
            "");
  EXPECT_EQ(
      others("create table t (a serial, b int generated always as identity); alter sequence t_a_seq set "
             "unlogged; alter sequence t_b_seq set unlogged; alter table t set unlogged"),
      "");
}

TEST(ReadUnmodelled, FollowsWhatIsNotModelledWhenItGoes) {
  EXPECT_EQ(others("create table t (a int); create view v as select 1; create function f(a int, b text) "
                   "language sql as '';"
                   "create function f(a int) language sql as ''; create trigger tr before update on t for "
                   "each row execute function f();"
                   "create extension hstore; create domain d as int; drop view v; drop function f(int, "
                   "text); drop trigger tr on t;"
                   "drop extension hstore; drop domain d; alter function f(int) rename to g"),
            "function public.g(a integer)\n");
}

}  // namespace
}  // namespace tenon::this_file
