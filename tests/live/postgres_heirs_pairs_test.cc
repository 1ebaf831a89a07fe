#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/live/postgres_pairs.h"

namespace tenon::test {
namespace {

/// What tables that inherit, and partitions, have otherwise than their parents.
class PostgresHeirsPairs : public ::testing::TestWithParam<PostgresPair> {};

TEST_P(PostgresHeirsPairs, LeadThereAndBack) { expect_to_lead_there_and_back(GetParam()); }

/// The table named keeps a default of its own, and the one below it has none.
std::string own_defaults(const std::string& type, const std::string& parents, const std::string& own) {
  const std::string table = "CREATE TABLE p (a int, k " + type + parents + ");";
  return table + "CREATE TABLE c () INHERITS (p); ALTER TABLE c ALTER k SET DEFAULT " + own +
         "; CREATE TABLE g () INHERITS (c); ALTER TABLE g ALTER k DROP DEFAULT;";
}

const std::string kParts =
    "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1); ALTER TABLE t1 ALTER k SET DEFAULT ";

const std::vector<PostgresPair> kOwnDefaults{
    {"OwnDefaultsWhereTheParentsTypeChanges", own_defaults("int", " DEFAULT 1", "2"),
     own_defaults("text", " DEFAULT '1'", "'2'"), "INSERT INTO g VALUES (1, 2);"},
    {"OwnDefaultsWhereTheParentHasNone", own_defaults("text", "", "'2'"), own_defaults("int", "", "2"),
     "INSERT INTO g VALUES (1, '2');"},
    {"OwnDefaultsWhereTheParentGetsOne", own_defaults("text", "", "'2'"),
     own_defaults("int", " DEFAULT 7", "2")},
    {"OwnDefaultsWhereTheParentsAloneChanges", own_defaults("int", " DEFAULT 1", "2"),
     own_defaults("int", " DEFAULT 3", "2")},
    {"OwnDefaultsWhereTheParentsAloneGoes", own_defaults("int", " DEFAULT 1", "2"),
     own_defaults("int", "", "2")},
    {"OwnDefaultsOverAnEnumMadeAnew",
     "CREATE TYPE e AS ENUM ('a', 'b');" + own_defaults("e", " DEFAULT 'a'", "'b'"),
     "CREATE TYPE e AS ENUM ('b', 'a');" + own_defaults("e", " DEFAULT 'a'", "'b'"),
     "INSERT INTO g VALUES (1, 'b');"},
    {"OwnDefaultsOverAnEnumWhereTheParentHasNone",
     "CREATE TYPE e AS ENUM ('a', 'b', 'c');" + own_defaults("e", "", "'b'"),
     "CREATE TYPE e AS ENUM ('b', 'a');" + own_defaults("e", "", "'b'")},
    {"OwnDefaultsOverAnEnumWhoseLabelsGo",
     "CREATE TYPE e AS ENUM ('a', 'b', 'c');" + own_defaults("e", " DEFAULT 'a'", "'b'"),
     "CREATE TYPE e AS ENUM ('c', 'd');" + own_defaults("e", " DEFAULT 'd'", "'c'")},
    {"OwnDefaultsOverADomainMadeAnew", "CREATE DOMAIN d AS int;" + own_defaults("d", " DEFAULT 1", "2"),
     "CREATE DOMAIN d AS bigint;" + own_defaults("d", " DEFAULT 1", "2")},
    {"OwnDefaultsOfPartitionsOverACompositeType",
     "CREATE TYPE y AS (a int, b int); CREATE TABLE t (a int, k y DEFAULT ROW(1, 2)::y) PARTITION BY LIST "
     "(a);" +
         kParts + "ROW(3, 4)::y;",
     "CREATE TYPE y AS (a int, b bigint); CREATE TABLE t (a int, k y DEFAULT ROW(1, 2)::y) PARTITION BY "
     "LIST (a);" +
         kParts + "ROW(3, 4)::y;",
     "INSERT INTO t VALUES (1, ROW(1, 2)::y);"},
    {"OwnStorageOfPartitionsOverACompositeType",
     "CREATE TYPE y AS (a int, b int); CREATE TABLE t (a int, k y) PARTITION BY LIST (a); CREATE TABLE t1 "
     "PARTITION OF t FOR VALUES IN (1); ALTER TABLE t1 ALTER k SET STORAGE MAIN;",
     "CREATE TYPE y AS (a int, b bigint); CREATE TABLE t (a int, k y) PARTITION BY LIST (a); CREATE TABLE t1 "
     "PARTITION OF t FOR VALUES IN (1); ALTER TABLE t1 ALTER k SET STORAGE MAIN;"},
};

INSTANTIATE_TEST_SUITE_P(OwnDefaults, PostgresHeirsPairs, ::testing::ValuesIn(kOwnDefaults),
                         [](const auto& each) { return each.param.name; });

const std::string kOfOne = "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);";
const std::string kOfTwo = "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1, 2);";

const std::vector<PostgresPair> kBounds{
    {"BoundWhereTheParentGetsAColumnAndAnIndex",
     "CREATE TABLE t (a int) PARTITION BY LIST (a);" + kOfOne + "CREATE TABLE d PARTITION OF t DEFAULT;",
     "CREATE TABLE t (a int, b text) PARTITION BY LIST (a);" + kOfTwo +
         "CREATE TABLE d PARTITION OF t DEFAULT; CREATE INDEX i ON t (b); CREATE UNIQUE INDEX j ON t (a, b);",
     "INSERT INTO t VALUES (1), (7);"},
    {"BoundWhereTheParentsChecksChange",
     "CREATE TABLE t (a int, v int CHECK (v > 0), w int CHECK (w > 0)) PARTITION BY LIST (a);" + kOfOne,
     "CREATE TABLE t (a int, v bigint NOT NULL, w int CHECK (w > 1)) PARTITION BY LIST (a);" + kOfTwo,
     "INSERT INTO t VALUES (1, 2, 3);"},
    {"BoundWhereTheParentGetsAKeyThatIsReferredTo",
     "CREATE TABLE t (a int, v int) PARTITION BY LIST (a);" + kOfOne + "CREATE TABLE f (a int);",
     "CREATE TABLE t (a int PRIMARY KEY, v int) PARTITION BY LIST (a);" + kOfTwo +
         "CREATE TABLE f (a int REFERENCES t);",
     "INSERT INTO t VALUES (1); INSERT INTO f VALUES (1);"},
    {"BoundUnderAForeignKeyWithRows",
     "CREATE TABLE t (a int PRIMARY KEY) PARTITION BY LIST (a);" + kOfOne +
         "CREATE TABLE f (a int REFERENCES t);",
     "CREATE TABLE t (a int PRIMARY KEY) PARTITION BY LIST (a);" + kOfTwo +
         "CREATE TABLE f (a int REFERENCES t);",
     "INSERT INTO t VALUES (1); INSERT INTO f VALUES (1);"},
    {"BoundsThatAreFreedAndTaken",
     "CREATE TABLE t (a int) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);"
     "CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2); CREATE TABLE t3 PARTITION OF t FOR VALUES IN (3);",
     "CREATE TABLE t (a int, b int) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR VALUES IN (2);"
     "CREATE TABLE t2 PARTITION OF t FOR VALUES IN (1, 3); CREATE TABLE t4 PARTITION OF t FOR VALUES IN (4);"
     "CREATE INDEX i ON t (b);"},
    {"TableThatJoinsWithAColumnThatItsParentGets", "CREATE TABLE p (a int); CREATE TABLE c (a int, y int);",
     "CREATE TABLE p (a int, z int); CREATE TABLE c (a int, y int, z int) INHERITS (p);",
     "INSERT INTO c VALUES (1, 2);"},
    {"PartitionThatLacksWhatItsParentHas",
     "CREATE TABLE t (a int, CONSTRAINT k CHECK (a > 0)) PARTITION BY LIST (a); CREATE TABLE t1 (a int);",
     "CREATE TABLE t (a int, n int DEFAULT 4 CHECK (n > 0), CONSTRAINT k CHECK (a > 0)) PARTITION BY LIST "
     "(a);" +
         kOfOne + "CREATE INDEX i ON t (n);",
     "INSERT INTO t1 VALUES (1);"},
};

INSTANTIATE_TEST_SUITE_P(Bounds, PostgresHeirsPairs, ::testing::ValuesIn(kBounds),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace tenon::test
