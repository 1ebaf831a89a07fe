#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/live/postgres_pairs.h"

namespace tenon::test::this_file {
namespace {

/// Types that are made of types which cannot be changed in place, and types that become others.
const std::vector<PostgresPair> kTypesOfTypes{
    {"EnumUnderADomain",
     "create type mood as enum('sad','ok','happy'); create domain dm as mood; create table t(d "
     "dm);",
     "create type mood as enum('happy','ok','meh','sad'); create domain dm as mood; create "
     "table t(d dm);",
     "insert into t values ('sad'), (null);"},
    {"EnumUnderADomainOfArrays",
     "create type mood as enum('sad','ok','happy'); create domain dm as mood[] default '{sad}' "
     "check (cardinality(value)<5); create table t(d dm default '{ok}');",
     "create type mood as enum('happy','ok'); create domain dm as mood[] default '{ok}' check "
     "(cardinality(value)<5); create table t(d dm default '{ok}');",
     "insert into t values (default), ('{ok,happy}'), ('{}'), (null);"},
    {"EnumUnderARowType",
     "create type mood as enum('sad','ok','happy'); create type cc as (m mood, n int); create "
     "table t(c cc, ms cc[]);",
     "create type mood as enum('ok','happy'); create type cc as (m mood, n int); create table "
     "t(c cc, ms cc[]);",
     "insert into t values ('(ok,1)', array['(happy,2)','(,3)']::cc[]), (null, null);"},
    {"EnumUnderADomainAndColumns",
     "create type mood as enum('sad','ok','happy'); create domain dm as mood default 'ok' check "
     "(value <> 'sad'); create table t(id int, m mood not null default 'ok', ms mood[] default "
     "'{sad,ok}', d dm, check (m <> 'sad'), unique(m)); create index on t(m) where m='happy';",
     "create type mood as enum('happy','ok','meh','sad'); create domain dm as mood default 'ok' "
     "check (value <> 'sad'); create table t(id int, m mood not null default 'ok', ms mood[] "
     "default '{sad,ok}', d dm, check (m <> 'sad'), unique(m)); create index on t(m) where "
     "m='happy';",
     "insert into t values (1,'ok',default,'ok'), (2, 'happy', '{}', null);"},
    {"DomainsThatDrawFromSequences",
     "create sequence a; create domain d as int default nextval('a'); create table t(v d); create domain e "
     "as int;",
     "create sequence b; create domain d as int default nextval('b'); create table t(v d); create sequence "
     "c; "
     "create domain e as int default nextval('c'); create domain f as e default nextval('c') + 1;",
     "insert into t values (default);"},
    {"DomainThatAsksMoreWithinArraysAndRows",
     "create type c as (n int); create domain dc as c; create domain d as int; create type r as (v d); "
     "create "
     "table t(a dc[], b r, e d, f d[] default '{1}');",
     "create type c as (n int); create domain dc as c check ((value).n > 0); create domain d as int not null "
     "check (value < 9); create type r as (v d); create table t(a dc[], b r, e d, f d[] default '{1}');",
     "insert into t values ('{(1)}', '(3)', 4, '{5,6}');"},
    {"DomainUnderADomain",
     "create domain d1 as int check (value>0); create domain d2 as d1 check (value<10); create "
     "table t(a d2, c int);",
     "create domain d1 as bigint check (value>0); create domain d2 as d1 check (value<10) not "
     "null; create table t(a d2, c d1);",
     "insert into t values (3, 4), (9, null);"},
    {"DomainUnderARowType",
     "create domain pos as int check (value>0); create type pr as (a pos, b pos[]); create "
     "table t(p pr, q pos check (q < 5));",
     "create domain pos as bigint check (value>0); create type pr as (a pos, b pos[]); create "
     "table t(p pr, q pos check (q < 5));",
     "insert into t values ('(3,\"{4,5}\")', 4), (null, null);"},
    {"EnumThatBecomesADomain", "create type k as enum('a','b'); create table t(k k default 'a');",
     "create domain k as text check (value in ('a','b')); create table t(k k default 'a');",
     "insert into t values ('b'), (default), (null);"},
    {"DomainThatBecomesAnEnum",
     "create domain k as text check (value in ('a','b')); create table t(k k default 'a', x "
     "k[]); create index on t(k);",
     "create type k as enum('a','b','c'); create table t(k k default 'a', x k[]); create index "
     "on t(k);",
     "insert into t values ('b', '{a,b}'), (default, null);"},
    {"EnumThatMovesToAnotherSchema",
     "create schema s; create type s.k as enum('a','b'); create table t(k s.k default 'a', ks "
     "s.k[]);",
     "create schema s; create type k as enum('a','b'); create table t(k k default 'a', ks k[]);",
     "insert into t values ('b', '{a,b}'), (default, null);"},
    {"DomainThatMovesToAnotherSchema",
     "create schema s; create domain s.k as int check (value>0); create table t(a s.k, b s.k[] "
     "default '{1}');",
     "create schema s; create domain k as int check (value>0); create table t(a k, b k[] "
     "default '{1}');",
     "insert into t values (1, '{2,3}'), (2, default);"},
    {"EnumUnderADomainThatTakesItsPlace",
     "create type mood as enum('sad','ok'); create table t(m mood default 'ok', d int);",
     "create type mood as enum('ok'); create domain dm as mood; create table t(m dm default "
     "'ok', d int);",
     "insert into t(m) values ('ok'), (null);"},
    {"EnumUnderATypeInTablesThatInherit",
     "create type mood as enum('sad','ok'); create domain dm as mood; create table p(id int, d "
     "dm default 'ok');create table c(x int) inherits (p); create table g() inherits (c); alter "
     "table c alter d set default 'sad';create index on c (d); create table q(d dm, n int) "
     "partition by list (n);create table q1 partition of q for values in (1); create table q2 "
     "partition of q for values in (2);alter table q1 alter d set default 'ok';",
     "create type mood as enum('ok','sad'); create domain dm as mood; create table p(id int, d "
     "dm default 'ok');create table c(x int) inherits (p); create table g() inherits (c); alter "
     "table c alter d set default 'sad';create index on c (d); create table q(d dm, n int) "
     "partition by list (n);create table q1 partition of q for values in (1); create table q2 "
     "partition of q for values in (2);alter table q1 alter d set default 'ok';",
     "insert into p values (1, 'sad'); insert into c values (2, 'ok', 3); insert into g default "
     "values;insert into q values ('sad', 1), ('ok', 2);"},
    {"EnumUnderKeysAndReferencesOfADomain",
     "create type mood as enum('sad','ok'); create domain dm as mood check (value <> "
     "'sad');create table t(d dm primary key, e dm unique, n bool generated always as (e::mood "
     "= 'ok'::mood) stored, v text default ('ok'::mood)::text); create domain b1 as int; create "
     "domain b2 as b1; create table k(i b2 primary key); create table r(i b2 references k);",
     "create type mood as enum('ok','meh','sad'); create domain dm as mood check (value <> "
     "'sad');create table t(d dm primary key, e dm unique, n bool generated always as (e::mood "
     "= 'ok'::mood) stored, v text default ('ok'::mood)::text); create domain b1 as bigint; "
     "create domain b2 as b1; create table k(i b2 primary key); create table r(i b2 references "
     "k);",
     "insert into t(d, e) values ('ok', 'ok'); insert into k values (1); insert into r values "
     "(1);"},
    {"EnumThatARowTypeLeavesForText",
     "create type e as enum('a','b'); create type c as (x e, y int); create table t(a c, b c[]);",
     "create type c as (x text, y int); create table t(a c, b c[]);",
     "insert into t values ('(a,1)','{\"(b,2)\"}');"},
    {"RowsOfATableInAColumnThatComes", "create table p(a int, b text); create table t(id int);",
     "create table p(a bigint, b text, c int default 3); create table t(id int, p p); create table "
     "u(ps p[]);",
     "insert into p values (1, 'x');"},
    {"TwoEnumsUnderTypesOfTypes",
     "create type a as enum('1','2'); create type b as enum('x','y'); create domain da as "
     "a;create type row1 as (p da, q b[]); create domain dr as row1; create type row2 as (r "
     "dr[], s int);create table t(c row2, d dr, e da[], f b); comment on domain dr is 'about "
     "it';",
     "create type a as enum('2','1'); create type b as enum('y','x'); create domain da as "
     "a;create type row1 as (p da, q b[]); create domain dr as row1; create type row2 as (r "
     "dr[], s int);create table t(c row2, d dr, e da[], f b); comment on domain dr is 'about "
     "that';",
     "insert into t values (row(array[row('1', '{x,y}')::row1]::dr[], 7)::row2, row('2', "
     "'{}')::row1, '{1,2}', 'y');"},
};

class TypesOfTypes : public testing::TestWithParam<PostgresPair> {};

TEST_P(TypesOfTypes, LeadThereAndBack) { expect_to_lead_there_and_back(GetParam()); }

INSTANTIATE_TEST_SUITE_P(PostgresPairs, TypesOfTypes, testing::ValuesIn(kTypesOfTypes),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace tenon::test::this_file
