#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/live/postgres_pairs.h"
#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

class PostgresPairs : public ::testing::TestWithParam<PostgresPair> {};

TEST_P(PostgresPairs, LeadThereAndBack) { expect_to_lead_there_and_back(GetParam()); }

const std::string kParted =
    "CREATE TABLE t (a int NOT NULL, b text DEFAULT 'x', CONSTRAINT ck CHECK (a > 0)) PARTITION BY LIST (a);"
    "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);"
    "CREATE TABLE t2 (b text, a int NOT NULL, CONSTRAINT ck CHECK (a > 0));"
    "ALTER TABLE t ATTACH PARTITION t2 FOR VALUES IN (2);";
const std::string kFamily =
    "CREATE TABLE p (a int, b text DEFAULT 'x'); CREATE TABLE c (d int) INHERITS (p);"
    "CREATE TABLE g () INHERITS (c);";

const std::string kWatch =
    "CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';";

const std::vector<PostgresPair> kPairs{
    {"UnloggedSequences",
     "CREATE SEQUENCE a; CREATE UNLOGGED SEQUENCE b; CREATE UNLOGGED TABLE t (s serial, v int); CREATE TABLE "
     "u (s "
     "serial, v serial); CREATE UNLOGGED TABLE w (s serial); CREATE SEQUENCE o OWNED BY u.s; CREATE UNLOGGED "
     "SEQUENCE "
     "p; ALTER SEQUENCE p OWNED BY t.v; CREATE TABLE x (s serial);",
     "CREATE UNLOGGED SEQUENCE a; CREATE SEQUENCE b; CREATE TABLE t (s serial, v serial); CREATE UNLOGGED "
     "TABLE u (s "
     "serial); CREATE UNLOGGED TABLE w (s serial, v bigserial); CREATE UNLOGGED SEQUENCE o; ALTER SEQUENCE o "
     "OWNED BY "
     "w.s; CREATE UNLOGGED SEQUENCE p; CREATE UNLOGGED SEQUENCE n; CREATE TABLE y (a int); CREATE UNLOGGED "
     "SEQUENCE "
     "x_s_seq AS int;"},
    {"UnloggedTablesWithSequencesThatAreNot",
     "CREATE UNLOGGED TABLE a (s serial); ALTER SEQUENCE a_s_seq SET LOGGED; CREATE TABLE b (s serial); "
     "ALTER SEQUENCE "
     "b_s_seq SET UNLOGGED; CREATE UNLOGGED TABLE c (s serial); CREATE TABLE d (s serial); CREATE UNLOGGED "
     "TABLE f (s "
     "serial); ALTER SEQUENCE f_s_seq SET LOGGED; CREATE TABLE g (s serial);",
     "CREATE TABLE a (s serial); CREATE UNLOGGED TABLE b (s serial); CREATE UNLOGGED TABLE c (s serial); "
     "ALTER "
     "SEQUENCE c_s_seq SET LOGGED; CREATE UNLOGGED TABLE d (s serial); ALTER SEQUENCE d_s_seq SET LOGGED; "
     "CREATE "
     "SEQUENCE e; CREATE UNLOGGED TABLE e1 (s int DEFAULT nextval('e')); ALTER SEQUENCE e OWNED BY e1.s; "
     "CREATE "
     "UNLOGGED TABLE f (s serial); CREATE TABLE g (s serial); ALTER SEQUENCE g_s_seq SET UNLOGGED;"},
    {"SequencesAndTypesWithoutATable",
     "CREATE SEQUENCE a; CREATE SEQUENCE b START 5; CREATE SEQUENCE c; CREATE TYPE e AS ENUM ('x');",
     "CREATE SEQUENCE a; CREATE SEQUENCE b START 6; CREATE SEQUENCE d; CREATE TYPE e AS ENUM ('x', 'y');"},
    {"TriggersOfATableThatIsDropped",
     kWatch + "CREATE TABLE z (a int); CREATE TABLE t (a int, b text); CREATE TRIGGER one BEFORE UPDATE OF b "
              "ON t FOR "
              "EACH ROW WHEN (OLD.a > 0) EXECUTE FUNCTION watch(); CREATE CONSTRAINT TRIGGER two AFTER "
              "INSERT ON t "
              "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION watch();",
     kWatch + "CREATE TABLE z (a int);"},
    {"TriggersOfAPartitionedTableThatIsDropped",
     kWatch + "CREATE TABLE z (a int);" + kParted +
         "CREATE TRIGGER one AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION watch(); CREATE TRIGGER own "
         "AFTER DELETE "
         "ON t2 FOR EACH ROW EXECUTE FUNCTION watch();",
     kWatch + "CREATE TABLE z (a int);"},
    {"IndexOfAPartitionThatItsParentTakesIn",
     kParted + "CREATE INDEX i ON ONLY t (b); CREATE INDEX i1 ON t1 (b); CREATE INDEX i2 ON t2 (b);",
     kParted + "CREATE INDEX i1 ON t1 (b); CREATE INDEX i2 ON t2 (b); CREATE INDEX i ON t (b);",
     "INSERT INTO t VALUES (1, 'a'), (2, 'b');"},
    {"KeysThatAreNotYetValid", kParted + "ALTER TABLE t2 ADD PRIMARY KEY (a);",
     kParted +
         "ALTER TABLE t2 ADD PRIMARY KEY (a); ALTER TABLE ONLY t ADD PRIMARY KEY (a), ADD UNIQUE (a, b);",
     "INSERT INTO t VALUES (1, 'a'), (2, 'b');"},
    {"KeyOfAPartitionWhoseParentTakesNull",
     "CREATE TABLE t (a int NOT NULL, b int) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR "
     "VALUES "
     "IN (1); ALTER TABLE t1 ADD CONSTRAINT k PRIMARY KEY (a); CREATE TABLE r (a int REFERENCES t1);",
     "CREATE TABLE t (a int, b int) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR VALUES "
     "IN (1); ALTER TABLE t1 ADD CONSTRAINT k PRIMARY KEY (a); CREATE TABLE r (a int REFERENCES t1);",
     "INSERT INTO t VALUES (1); INSERT INTO r VALUES (1);"},
    {"KeyThatBecomesValid",
     kParted + "ALTER TABLE t2 ADD PRIMARY KEY (a); ALTER TABLE ONLY t ADD PRIMARY KEY (a);",
     kParted + "ALTER TABLE t2 ADD PRIMARY KEY (a); ALTER TABLE t ADD PRIMARY KEY (a);",
     "INSERT INTO t VALUES (1, 'a'), (2, 'b');"},
    {"KeyThatIsNotValidFromNothing", "CREATE TABLE z (a int);",
     "CREATE TABLE z (a int);" + kParted + "ALTER TABLE ONLY t ADD UNIQUE (a), ADD PRIMARY KEY (a);"},
    {"OptionsOfOperatorClasses",
     "CREATE TABLE t (b tsvector); CREATE INDEX i ON t USING gist (b tsvector_ops(siglen = 10));"
     "CREATE INDEX j ON t USING gist (b tsvector_ops(siglen = 10));",
     "CREATE TABLE t (b tsvector); CREATE INDEX i ON t USING gist (b tsvector_ops(siglen = 20));"
     "CREATE INDEX j ON t USING gist (b);"},
    {"IndexOverColumnsOfWhichOneIsWidened",
     "CREATE TABLE t (a int, b int); CREATE INDEX i ON t ((coalesce(a, b)));",
     "CREATE TABLE t (a int, b bigint); CREATE INDEX i ON t ((coalesce(a, b)));",
     "INSERT INTO t VALUES (1, 2);"},
    {"RowsOfATableAsATypeFromNothing", "CREATE TABLE z (a int);",
     "CREATE TABLE z (a int); CREATE TABLE x (a int); CREATE DOMAIN d AS x; CREATE TABLE a (v d, w x[]);"},
    {"PartitionedTableFromNothing", "CREATE TABLE z (a int);", "CREATE TABLE z (a int);" + kParted},
    {"PartitionsWithKeysAndIndexes", "CREATE TABLE z (a int);",
     "CREATE TABLE z (a int);" + kParted +
         "ALTER TABLE t ADD PRIMARY KEY (a); CREATE INDEX odd_name ON t (b); ALTER INDEX t1_b_idx RENAME TO "
         "odder; CREATE TABLE r (a int REFERENCES t);"},
    {"ColumnsOfAPartitionedTable", kParted,
     kParted +
         "ALTER TABLE t ADD c int DEFAULT 5; ALTER TABLE t ALTER b TYPE varchar(20); ALTER TABLE t ALTER b "
         "SET NOT NULL; ALTER TABLE t2 ALTER b SET DEFAULT 'own';",
     "INSERT INTO t VALUES (1, 'a'), (2, 'b');"},
    {"ColumnDroppedFromAPartitionedTable", kParted,
     "CREATE TABLE t (a int NOT NULL, CONSTRAINT ck CHECK (a > 0)) PARTITION BY LIST (a);"
     "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1); CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2);",
     "INSERT INTO t VALUES (1, 'a'), (2, 'b');"},
    {"PartitionThatIsDetached", kParted + "CREATE INDEX i ON t (b); ALTER TABLE t ADD UNIQUE (a);",
     kParted + "CREATE INDEX i ON t (b); ALTER TABLE t ADD UNIQUE (a); ALTER TABLE t DETACH PARTITION t1;",
     "INSERT INTO t VALUES (1, 'a'), (2, 'b');"},
    {"PartitionWithAnotherBound", kParted,
     kParted + "ALTER TABLE t DETACH PARTITION t1; ALTER TABLE t ATTACH PARTITION t1 FOR VALUES IN (1, 3);",
     "INSERT INTO t VALUES (1, 'a');"},
    {"PartitionWithAnotherBoundAndAKey",
     "CREATE TABLE t (a int PRIMARY KEY, b int) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR "
     "VALUES IN "
     "(1);",
     "CREATE TABLE t (a int PRIMARY KEY, b int) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t "
     "DEFAULT;",
     "INSERT INTO t VALUES (1);"},
    {"PartitionDroppedUnderAForeignKey",
     kParted + "ALTER TABLE t ADD UNIQUE (a); CREATE TABLE r (a int REFERENCES t (a));",
     "CREATE TABLE t (a int NOT NULL UNIQUE, b text DEFAULT 'x', CONSTRAINT ck CHECK (a > 0)) PARTITION BY "
     "LIST (a);"
     "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1); CREATE TABLE r (a int REFERENCES t (a));",
     "INSERT INTO t VALUES (1), (2); INSERT INTO r VALUES (1);"},
    {"SubPartitions", "CREATE TABLE z (a int);",
     "CREATE TABLE z (a int); CREATE TABLE t (a int, b int, c int) PARTITION BY RANGE (a);"
     "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10) PARTITION BY HASH (b);"
     "CREATE TABLE t11 PARTITION OF t1 FOR VALUES WITH (MODULUS 2, REMAINDER 0);"
     "CREATE TABLE t12 PARTITION OF t1 FOR VALUES WITH (MODULUS 2, REMAINDER 1); CREATE TABLE d PARTITION OF "
     "t "
     "DEFAULT; CREATE INDEX ON t (c);"},
    {"FamilyFromNothing", "CREATE TABLE z (a int);",
     "CREATE TABLE z (a int);" + kFamily + "ALTER TABLE ONLY c ALTER b SET DEFAULT 'own';"},
    {"ColumnsOfAFamily", kFamily,
     kFamily +
         "ALTER TABLE p ADD e int NOT NULL DEFAULT 3; ALTER TABLE p ALTER a TYPE bigint; ALTER TABLE ONLY "
         "g ALTER b DROP DEFAULT;",
     "INSERT INTO g VALUES (1, 'a', 2);"},
    {"ChecksOfAFamily", kFamily,
     kFamily + "ALTER TABLE p ADD CONSTRAINT ck CHECK (a > 0); ALTER TABLE c ADD "
               "CONSTRAINT only_c CHECK (d > 0) NO INHERIT;"},
    {"TableThatJoinsAFamily", kFamily + "CREATE TABLE j (b text DEFAULT 'x', a int);",
     kFamily + "CREATE TABLE j (b text DEFAULT 'x', a int); ALTER TABLE j INHERIT p;"},
    {"DomainsFromNothing", "CREATE TABLE t (a text);",
     "CREATE DOMAIN code AS text CHECK (VALUE ~ '^[a-z]+$') DEFAULT 'x' NOT NULL; COMMENT ON DOMAIN code IS "
     "'c';"
     "CREATE DOMAIN short AS code CONSTRAINT s CHECK (length(VALUE) < 5); CREATE TABLE t (a text, b short, c "
     "code[]);"},
    {"DomainChangedInPlace",
     "CREATE DOMAIN code AS text CONSTRAINT a CHECK (VALUE <> 'a') CONSTRAINT b CHECK (VALUE <> 'b') DEFAULT "
     "'x'; CREATE TABLE t (a code);",
     "CREATE DOMAIN code AS text CONSTRAINT aa CHECK (VALUE <> 'a') CONSTRAINT b CHECK (VALUE <> 'bb') NOT "
     "NULL; "
     "ALTER DOMAIN code ADD CONSTRAINT n CHECK (VALUE <> 'n') NOT VALID; CREATE TABLE t (a code);",
     "INSERT INTO t VALUES ('q');"},
    {"DomainOverAnotherType",
     "CREATE DOMAIN num AS integer CHECK (VALUE > 0); CREATE TABLE t (a num DEFAULT 1, b num[]);",
     "CREATE DOMAIN num AS bigint CHECK (VALUE > 0); CREATE TABLE t (a num DEFAULT 1, b num[]);",
     "INSERT INTO t VALUES (7, '{1,2}');"},
    {"ColumnOverADomainWithNullForADefault", "CREATE DOMAIN d AS int DEFAULT 3; CREATE TABLE t (a d);",
     "CREATE DOMAIN d AS int DEFAULT 3; CREATE TABLE t (a d DEFAULT NULL);"},
    {"CompositeTypes",
     "CREATE TYPE pair AS (a int, b text); CREATE TYPE gone AS (x int); CREATE TABLE t (p pair);",
     "CREATE TYPE pair AS (a int, b text, c numeric(5,2)); CREATE TYPE outside AS (p pair, q text COLLATE "
     "\"C\"); "
     "COMMENT ON TYPE outside IS 'o'; CREATE TABLE t (p pair, o outside[]);",
     "INSERT INTO t VALUES (ROW(1, 'a'));"},
    {"AttributesThatMove",
     "CREATE TYPE pair AS (a int, b int, c text); CREATE TABLE t (p pair, CHECK ((p).a > (p).b));",
     "CREATE TYPE pair AS (d date, b bigint, a int, c text); CREATE TABLE t (p pair, CHECK ((p).a > (p).b));",
     "INSERT INTO t VALUES (ROW(2, 1, 'x, \"y\"')), (NULL), (ROW(NULL, NULL, NULL));"},
    {"Ranges", "CREATE TABLE t (a int);",
     "CREATE TYPE span AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi); CREATE TABLE t (a int, s "
     "span);"},
    {"Extensions", "CREATE TABLE t (a text);",
     "CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA ext; CREATE EXTENSION btree_gist; CREATE TABLE t (a "
     "ext.citext, EXCLUDE USING gist (a WITH =));"},
};

INSTANTIATE_TEST_SUITE_P(Live, PostgresPairs, ::testing::ValuesIn(kPairs),
                         [](const auto& each) { return each.param.name; });

const std::string kTold =
    "CREATE TABLE t (a int NOT NULL, b int NOT NULL, c text, d text);"
    "CREATE UNIQUE INDEX one ON t (a); CREATE UNIQUE INDEX two ON t (b);";

const std::vector<PostgresPair> kSettings{
    {"SettingsOfATable", kTold,
     kTold + "ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, REPLICA IDENTITY FULL;"
             "CREATE TABLE n (a int); ALTER TABLE n REPLICA IDENTITY NOTHING, ENABLE ROW LEVEL SECURITY;"},
    {"ReplicaIdentityOfAnIndexMadeAnew",
     kTold + "ALTER TABLE t REPLICA IDENTITY USING INDEX one, CLUSTER ON one;",
     "CREATE TABLE t (a int NOT NULL, b int NOT NULL, c text, d text);"
     "CREATE UNIQUE INDEX one ON t (a, b); CREATE UNIQUE INDEX two ON t (b);"
     "ALTER TABLE t REPLICA IDENTITY USING INDEX one, CLUSTER ON one;"},
    {"ReplicaIdentityThatMovesAlong",
     kTold + "ALTER TABLE t REPLICA IDENTITY USING INDEX one, CLUSTER ON one;",
     kTold + "ALTER TABLE t REPLICA IDENTITY USING INDEX two, CLUSTER ON two;"},
    {"ReplicaIdentityOfAKeyThatGoes", kTold + "ALTER TABLE t REPLICA IDENTITY USING INDEX one;",
     "CREATE TABLE t (a bigint, b int NOT NULL, c text, d text, PRIMARY KEY (b));"
     "ALTER TABLE t CLUSTER ON t_pkey;"},
    {"SettingsOfColumns", kTold,
     "CREATE TABLE t (a int NOT NULL, b int NOT NULL, c varchar(80), d text);"
     "CREATE UNIQUE INDEX one ON t (a); CREATE UNIQUE INDEX two ON t (b);"
     "ALTER TABLE t ALTER a SET STATISTICS 0, ALTER b SET (n_distinct = -0.5, n_distinct_inherited = 7),"
     "  ALTER c SET STORAGE EXTERNAL, ALTER c SET STATISTICS 10, ALTER d SET STORAGE MAIN;",
     "INSERT INTO t VALUES (1, 1, 'c', 'd');"},
    {"StorageOfATypeOfTheUsers",
     "CREATE DOMAIN word AS text; CREATE TYPE pair AS (a int, b text); CREATE TABLE t (w word, p pair, n "
     "numeric);"
     "ALTER TABLE t ALTER w SET STORAGE MAIN, ALTER p SET STORAGE EXTERNAL, ALTER n SET STORAGE EXTENDED;",
     "CREATE DOMAIN word AS text; CREATE TYPE pair AS (a int, b text); CREATE TABLE t (w word, p pair, n "
     "numeric);"},
    {"StatisticsOfExpressions", "CREATE TABLE t (a int, b text); CREATE INDEX i ON t (a, lower(b), (a + 1));",
     "CREATE TABLE t (a bigint, b text); CREATE INDEX i ON t (a, lower(b), (a + 1));"
     "ALTER INDEX i ALTER COLUMN 2 SET STATISTICS 0, ALTER COLUMN 3 SET STATISTICS 77;"},
    {"SettingsWhereColumnsAreHandedDown",
     kFamily + "ALTER TABLE p ALTER b SET STORAGE EXTERNAL, ALTER b SET STATISTICS 9;",
     "CREATE TABLE p (a int, b varchar(20) DEFAULT 'x', c text); ALTER TABLE p ALTER c SET STORAGE MAIN;"
     "CREATE TABLE c (d int) INHERITS (p); CREATE TABLE g () INHERITS (c);"
     "ALTER TABLE ONLY p ALTER b SET STORAGE EXTERNAL, ALTER a SET STATISTICS 3;"
     "ALTER TABLE g ALTER b SET STORAGE PLAIN;"},
    {"SettingsOfPartitions", "CREATE TABLE z (a int);" + kParted,
     "CREATE TABLE z (a int);" + kParted +
         "ALTER TABLE t ALTER b SET STORAGE MAIN; ALTER TABLE t1 ALTER b SET STATISTICS 9, REPLICA IDENTITY "
         "FULL;"
         "ALTER TABLE ONLY t ALTER a SET STATISTICS 8; ALTER TABLE t2 ENABLE ROW LEVEL SECURITY;"},
};

INSTANTIATE_TEST_SUITE_P(Settings, PostgresPairs, ::testing::ValuesIn(kSettings),
                         [](const auto& each) { return each.param.name; });

const std::string kEvents =
    "CREATE TABLE r (id bigint PRIMARY KEY); CREATE TABLE event (id bigint NOT NULL REFERENCES r, at date "
    "NOT "
    "NULL, PRIMARY KEY (id, at), CONSTRAINT ck CHECK (id > 0)) PARTITION BY RANGE (at);"
    "CREATE INDEX ON event (at);";
const std::string kEventsOfAYear =
    "CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');";
const std::string kEventsOfMonths =
    "CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2024-06-01');";
const std::string kAnEvent = "INSERT INTO r VALUES (1); INSERT INTO event VALUES (1, '2024-02-03');";

/// The migration is planned from an inspection, which does not list what partitions inherit.
class InspectedParts : public PostgresPairs {};

TEST_P(InspectedParts, LeadThereAndBack) {
  const PostgresPair& pair = GetParam();
  const TempFolder folder;
  const auto before = make_target("postgresql");
  const auto wanted = make_target("postgresql");
  ASSERT_EQ(before->run(pair.old_sql + pair.rows).err, "");
  ASSERT_EQ(wanted->run(pair.new_sql).err, "");
  const std::string dump = before->dump();
  const std::string inspection = folder.file("wanted.json");
  ASSERT_EQ(tenon("inspect " + wanted->word() + " -o json=" + inspection).code, 0);
  const std::string base = generate_sql(*before, inspection, folder.path().string(), "--allow all");
  ASSERT_FALSE(base.empty());
  const std::string up = read_file(base + ".up.sql");
  ASSERT_EQ(before->run(up).err, "") << up;
  expect_in_sync(*before, inspection);
  EXPECT_EQ(dump_difference(*before, wanted->dump(), before->dump()), "") << up;
  const std::string down = read_file(base + ".down.sql");
  ASSERT_EQ(before->run(down).err, "") << down;
  EXPECT_EQ(dump_difference(*before, dump, before->dump()), "") << down;
}

const std::vector<PostgresPair> kInspectedParts{
    {"PartitionThatIsAttachedAgain",
     kEvents + kEventsOfAYear + kAnEvent + "ALTER TABLE event DETACH PARTITION event_2024;",
     kEvents + kEventsOfAYear},
    {"TableThatGetsTheKeysOfItsParent",
     kEvents + "CREATE TABLE event_2024 (id bigint NOT NULL, at date NOT NULL, CHECK (at > '2000-01-01'), "
               "CONSTRAINT ck CHECK (id > 0)); INSERT INTO r VALUES (1);"
               "INSERT INTO event_2024 VALUES (1, '2024-02-03');",
     kEvents + kEventsOfAYear + "ALTER TABLE event_2024 ADD CHECK (at > '2000-01-01');"},
    {"PartitionThatIsDetached", kEvents + kEventsOfAYear + kAnEvent,
     kEvents + kEventsOfAYear + "ALTER TABLE event DETACH PARTITION event_2024;"},
    {"PartitionWithAnotherBound", kEvents + kEventsOfMonths, kEvents + kEventsOfAYear, kAnEvent},
    {"PartitionWithAnotherBoundWhoseParentGetsAnIndex", kEvents + kEventsOfMonths,
     kEvents + kEventsOfAYear + "CREATE INDEX ON event (id);", kAnEvent},
    {"PartitionWithAnotherBoundWhoseParentLosesAnIndex",
     kEvents + kEventsOfMonths + "CREATE INDEX ON event (id);", kEvents + kEventsOfAYear, kAnEvent},
};

INSTANTIATE_TEST_SUITE_P(PostgresPairs, InspectedParts, ::testing::ValuesIn(kInspectedParts),
                         [](const auto& each) { return each.param.name; });

/// pg_trgm comes in a version that can be updated and not taken back.
TEST(Extensions, AreUpdatedAsFarAsTheServerCan) {
  const TempFolder folder;
  const auto old_one = make_target("postgresql");
  const auto new_one = make_target("postgresql");
  ASSERT_EQ(old_one->run("CREATE TABLE t (a int); CREATE EXTENSION pg_trgm VERSION '1.3'").err, "");
  ASSERT_EQ(new_one->run("CREATE TABLE t (a int); CREATE EXTENSION pg_trgm VERSION '1.4'").err, "");
  const std::string base = generate_sql(*old_one, new_one->word(), folder.path().string());
  ASSERT_FALSE(base.empty());
  ASSERT_EQ(old_one->run(read_file(base + ".up.sql")).err, "");
  expect_in_sync(*old_one, new_one->word());
  const Ran down = old_one->run(read_file(base + ".down.sql"));
  EXPECT_NE(down.err.find(
                "WARNING:  extension pg_trgm stays at version 1.4: the server has no update to version 1.3"),
            std::string::npos)
      << down.err;
  expect_in_sync(*old_one, new_one->word());

  const auto wanted = make_target("postgresql");
  ASSERT_EQ(wanted->run("CREATE TABLE t (a int); CREATE EXTENSION pg_trgm VERSION '1.3'").err, "");
  const Ran refused = tenon("generate " + old_one->word() + " " + wanted->word() + " -m back --dir " +
                            folder.path().string());
  EXPECT_EQ(refused.code, 1);
  EXPECT_NE(refused.err.find("extension pg_trgm cannot be updated from version 1.4 to version 1.3"),
            std::string::npos)
      << refused.err;
}

}  // namespace
}  // namespace tenon::test::this_file
