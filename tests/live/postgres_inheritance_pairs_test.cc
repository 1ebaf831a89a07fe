#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/live/postgres_pairs.h"

namespace tenon::test::this_file {
namespace {

/// What tables that inherit, and partitions, have otherwise than their parents.
class PostgresInheritancePairs : public ::testing::TestWithParam<PostgresPair> {};

TEST_P(PostgresInheritancePairs, LeadThereAndBack) { expect_to_lead_there_and_back(GetParam()); }

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

INSTANTIATE_TEST_SUITE_P(OwnDefaults, PostgresInheritancePairs, ::testing::ValuesIn(kOwnDefaults),
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
    {.name = "BoundUnderAForeignKeyInOnlineForms",
     .old_sql = "CREATE TABLE t (a int PRIMARY KEY) PARTITION BY LIST (a);" + kOfOne +
                "CREATE TABLE f (a int REFERENCES t);",
     .new_sql = "CREATE TABLE t (a int PRIMARY KEY) PARTITION BY LIST (a);" + kOfTwo +
                "CREATE TABLE f (a int REFERENCES t);",
     .rows = "INSERT INTO t VALUES (1); INSERT INTO f VALUES (1);",
     .is_online = true},
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

INSTANTIATE_TEST_SUITE_P(Bounds, PostgresInheritancePairs, ::testing::ValuesIn(kBounds),
                         [](const auto& each) { return each.param.name; });

const std::vector<PostgresPair> kOwnColumns{
    {"ColumnsThatAreDeclaredAsWellWithoutADefault", "CREATE TABLE z (a int);",
     "CREATE TABLE p (k text DEFAULT 'c', n int DEFAULT 1 NOT NULL); CREATE TABLE c (k text, n int NOT "
     "NULL); "
     "ALTER TABLE c INHERIT p; CREATE TABLE d (k text, n int) INHERITS (p); ALTER TABLE d ALTER n DROP NOT "
     "NULL, ALTER k DROP DEFAULT;"},
    {"ADefaultUnderACheckOfItsOwn", "CREATE TABLE z (a int);",
     "CREATE TABLE p (a int PRIMARY KEY, b int NOT NULL); CREATE TABLE c (CHECK (b = 4)) INHERITS (p); "
     "ALTER TABLE c ALTER b SET DEFAULT 4; CREATE TABLE g (x int GENERATED ALWAYS AS (b * 2) STORED) "
     "INHERITS "
     "(c); ALTER TABLE g ALTER b SET DEFAULT 5;"},
    {"ColumnsOfSeveralParents", "CREATE TABLE z (a int);",
     "CREATE TABLE p (k text, n int); CREATE TABLE q (k text DEFAULT 'q', n int NOT NULL); CREATE TABLE c () "
     "INHERITS (p, q); CREATE TABLE d (k text DEFAULT 'd') INHERITS (c, q); CREATE TABLE o (k text DEFAULT "
     "'o'); CREATE TABLE e (k text DEFAULT NULL) INHERITS (q, o);"},
    {"PartitionsWithoutTheDefault", "CREATE TABLE z (a int);",
     "CREATE TABLE t (a int, k text DEFAULT 'c') PARTITION BY LIST (a); CREATE TABLE t1 (a int, k text); "
     "ALTER TABLE t ATTACH PARTITION t1 FOR VALUES IN (1); CREATE TABLE t2 PARTITION OF t (k DEFAULT 'd') "
     "FOR VALUES IN (2);"},
};

INSTANTIATE_TEST_SUITE_P(OwnColumns, PostgresInheritancePairs, ::testing::ValuesIn(kOwnColumns),
                         [](const auto& each) { return each.param.name; });

const std::string kKeyedPart =
    "CREATE TABLE t (a int NOT NULL) PARTITION BY LIST (a); CREATE TABLE t1 (a int NOT NULL, CONSTRAINT own ";
const std::string kItsPart = "; ALTER TABLE t ATTACH PARTITION t1 FOR VALUES IN (1);";
const std::string kPartOfNothing = "CREATE TABLE t (a int NOT NULL) PARTITION BY LIST (a);" + kOfOne;

const std::vector<PostgresPair> kOwnKeys{
    {"APrimaryKeyThatAUniqueTakesIn", kKeyedPart + "PRIMARY KEY (a))" + kItsPart,
     kKeyedPart + "PRIMARY KEY (a))" + kItsPart + "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a);",
     "INSERT INTO t VALUES (1);"},
    {"APrimaryKeyAndTheUniqueThatTakesItIn", kPartOfNothing,
     kKeyedPart + "PRIMARY KEY (a))" + kItsPart + "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a);"},
    {"AUniqueThatAPrimaryKeyTakesIn", kPartOfNothing,
     kKeyedPart + "UNIQUE (a))" + kItsPart + "ALTER TABLE t ADD CONSTRAINT k PRIMARY KEY (a);"},
    {"ADeferrableUniqueThatAUniqueTakesIn", kPartOfNothing,
     kKeyedPart + "UNIQUE (a) DEFERRABLE)" + kItsPart + "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a);"},
    {"AUniqueThatAnIndexTakesIn", kPartOfNothing,
     kKeyedPart + "UNIQUE (a))" + kItsPart + "CREATE UNIQUE INDEX u ON t (a);"},
    {"AKeyThatGoesUnderTheIndexThatHasTakenItIn",
     kKeyedPart + "PRIMARY KEY (a))" + kItsPart + "CREATE UNIQUE INDEX u ON t (a);",
     kKeyedPart + "CHECK (a > 0))" + kItsPart + "CREATE UNIQUE INDEX u ON t (a);",
     "INSERT INTO t VALUES (1);"},
    {"AKeyUnderTheUniqueThatGoes",
     kKeyedPart + "PRIMARY KEY (a))" + kItsPart + "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a);",
     kKeyedPart + "PRIMARY KEY (a))" + kItsPart + "CREATE UNIQUE INDEX u ON t (a);",
     "INSERT INTO t VALUES (1);"},
    {"AKeyThatIsMadeWithItsPartition", "CREATE TABLE t (a int NOT NULL UNIQUE) PARTITION BY LIST (a);",
     "CREATE TABLE t (a int NOT NULL UNIQUE) PARTITION BY LIST (a); CREATE TABLE t1 (a int CONSTRAINT own "
     "PRIMARY KEY)" +
         kItsPart},
};

INSTANTIATE_TEST_SUITE_P(OwnKeys, PostgresInheritancePairs, ::testing::ValuesIn(kOwnKeys),
                         [](const auto& each) { return each.param.name; });

const std::vector<PostgresPair> kComments{
    {"CommentsOnIndexesOfKeysAndChecksOfDomains",
     "CREATE DOMAIN d AS int CONSTRAINT a CHECK (VALUE > 0) CONSTRAINT b CHECK (VALUE > 1); COMMENT ON "
     "CONSTRAINT a ON DOMAIN d IS 'over'; CREATE TABLE t (a int CONSTRAINT k PRIMARY KEY, b d CONSTRAINT u "
     "UNIQUE, EXCLUDE USING btree (b WITH =)); COMMENT ON INDEX k IS 'its';",
     "CREATE DOMAIN d AS int CONSTRAINT b CHECK (VALUE > 1) CONSTRAINT c CHECK (VALUE > 0); COMMENT ON "
     "CONSTRAINT b ON DOMAIN d IS 'it''s'; CREATE TABLE t (a int CONSTRAINT k PRIMARY KEY, b d CONSTRAINT u "
     "UNIQUE, EXCLUDE USING btree (b WITH =)); COMMENT ON INDEX u IS 'x'; COMMENT ON CONSTRAINT u ON t IS "
     "'y'; COMMENT ON INDEX t_b_excl IS 'z'; CREATE DOMAIN e AS text CONSTRAINT f CHECK (VALUE <> ''); "
     "COMMENT "
     "ON CONSTRAINT f ON DOMAIN e IS 'new'; CREATE TABLE n (a int CONSTRAINT nk PRIMARY KEY); COMMENT ON "
     "INDEX "
     "nk IS 'n';",
     "INSERT INTO t VALUES (1, 2);"},
};

INSTANTIATE_TEST_SUITE_P(Comments, PostgresInheritancePairs, ::testing::ValuesIn(kComments),
                         [](const auto& each) { return each.param.name; });

const std::vector<PostgresPair> kChecks{
    {"TableThatJoinsAParentThatGetsACheck", "CREATE TABLE a (z int); CREATE TABLE c (z int);",
     "CREATE TABLE a (z int CHECK (z > 0)); CREATE TABLE c (z int, CHECK (z > 0)) INHERITS (a);",
     "INSERT INTO c VALUES (1);"},
    {"TableThatJoinsANewParentWithAnInheritedCheckAlone",
     "CREATE TABLE c (z int, CONSTRAINT k CHECK (z > 0));",
     "CREATE TABLE g (z int, CONSTRAINT k CHECK (z > 0)); CREATE TABLE a (z int) INHERITS (g); CREATE TABLE "
     "c (z int) INHERITS (a);",
     "INSERT INTO c VALUES (1);"},
    {"TableThatJoinsASecondParentWithACheck",
     "CREATE TABLE a (z int); CREATE TABLE b (z int, CONSTRAINT k CHECK (z > 0)); CREATE TABLE c (z int) "
     "INHERITS (a);",
     "CREATE TABLE a (z int); CREATE TABLE b (z int, CONSTRAINT k CHECK (z > 0)); CREATE TABLE c (z int) "
     "INHERITS (a, b);"},
    {"CheckThatComesNoLongerDownOverOneOfAChild",
     "CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0)); CREATE TABLE s () INHERITS (t);",
     "CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0) NO INHERIT); CREATE TABLE s (CONSTRAINT c CHECK (a > "
     "5)) INHERITS (t);"},
    {"CheckThatATableDeclaresAsWellAndThenNot",
     "CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0)); CREATE TABLE s (CONSTRAINT c CHECK (a > 0)) "
     "INHERITS (t);",
     "CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0)); CREATE TABLE s () INHERITS (t);"},
};

INSTANTIATE_TEST_SUITE_P(Checks, PostgresInheritancePairs, ::testing::ValuesIn(kChecks),
                         [](const auto& each) { return each.param.name; });

const std::string kReferred =
    "CREATE TABLE p (id int, r int, PRIMARY KEY (id, r)) PARTITION BY RANGE (r); CREATE TABLE p1 PARTITION "
    "OF "
    "p FOR VALUES FROM (0) TO (10); CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20);";

const std::vector<PostgresPair> kPartsAndKeys{
    {"PartitionOfAnotherBoundThatIsSetOtherwise",
     "CREATE TABLE t (a int, b text) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR VALUES IN "
     "(1);",
     "CREATE TABLE t (a int, b text) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1, "
     "3) WITH (fillfactor = 60); ALTER TABLE t1 REPLICA IDENTITY FULL;",
     "INSERT INTO t VALUES (1);"},
    {"IndexOfAPartitionWhoseNameItsParentsIsToHave",
     "CREATE TABLE t (a int, b int) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1); "
     "CREATE INDEX i ON t1 (b);",
     "CREATE TABLE t (a int, b int) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1); "
     "CREATE INDEX i ON t (b);"},
    {"PartitionThatComesToAnotherTableWithAKey",
     "CREATE TABLE a (id int) PARTITION BY LIST (id); CREATE TABLE b (id int) PARTITION BY LIST (id); CREATE "
     "TABLE p PARTITION OF a FOR VALUES IN (1);",
     "CREATE TABLE a (id int) PARTITION BY LIST (id); CREATE TABLE b (id int PRIMARY KEY) PARTITION BY LIST "
     "(id); CREATE TABLE p PARTITION OF b FOR VALUES IN (1);",
     "INSERT INTO a VALUES (1);"},
    {"ForeignKeysToAPartitionAndToTheWhole",
     kReferred + "CREATE TABLE c (a int) PARTITION BY LIST (a); CREATE "
                 "TABLE c1 (a int);",
     kReferred +
         "CREATE TABLE c (a int) PARTITION BY LIST (a); CREATE TABLE c1 PARTITION OF c FOR VALUES IN "
         "(1); CREATE TABLE z (a int, b int, FOREIGN KEY (a, b) REFERENCES p (id, r), FOREIGN KEY (a, "
         "b) REFERENCES p1 (id, r));"},
    {"ForeignKeysToAPartitionWhereTheKeyGoesFromTheWhole",
     "CREATE TABLE p (id int PRIMARY KEY) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p FOR VALUES "
     "IN "
     "(1); CREATE TABLE z (b int CONSTRAINT f REFERENCES p1);",
     "CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p (id PRIMARY KEY) FOR "
     "VALUES IN (1); CREATE TABLE z (b int CONSTRAINT f REFERENCES p1);",
     "INSERT INTO p VALUES (1); INSERT INTO z VALUES (1);"},
    {"ForeignKeyOfATableThatJoinsAsAPartition",
     "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int, pid int) PARTITION BY LIST (id); CREATE "
     "TABLE c1 (id int, pid int, CONSTRAINT x FOREIGN KEY (pid) REFERENCES p);",
     "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int, pid int, CONSTRAINT y FOREIGN KEY (pid) "
     "REFERENCES p) PARTITION BY LIST (id); CREATE TABLE c1 PARTITION OF c FOR VALUES IN (1);",
     "INSERT INTO p VALUES (1); INSERT INTO c1 VALUES (1, 1);"},
    {"ForeignKeyThatChangesWhereAPartitionLeaves",
     "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int, pid int, CONSTRAINT y FOREIGN KEY (pid) "
     "REFERENCES p) PARTITION BY LIST (id); CREATE TABLE c1 PARTITION OF c FOR VALUES IN (1);",
     "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int, pid int, CONSTRAINT y FOREIGN KEY (pid) "
     "REFERENCES p ON DELETE CASCADE) PARTITION BY LIST (id); CREATE TABLE c1 (id int, pid int, CONSTRAINT y "
     "FOREIGN KEY (pid) REFERENCES p DEFERRABLE);"},
    {"PartitionedTableThatRefersToItselfGoes",
     "CREATE TABLE t (id int PRIMARY KEY, up int REFERENCES t) PARTITION BY RANGE (id); CREATE TABLE t1 "
     "PARTITION OF t "
     "FOR VALUES FROM (0) TO (5) PARTITION BY RANGE (id); CREATE TABLE t11 PARTITION OF t1 FOR VALUES FROM "
     "(0) TO (3); "
     "CREATE TABLE t2 PARTITION OF t DEFAULT; ALTER TABLE t1 ADD CONSTRAINT o FOREIGN KEY (up) "
     "REFERENCES t; CREATE TABLE z (a int);",
     "CREATE TABLE z (a int);"},
    {"PartitionComesToAWholeThatRefersToItself",
     "CREATE TABLE t (id int PRIMARY KEY, up int, CONSTRAINT k FOREIGN KEY (up) REFERENCES t) PARTITION BY "
     "LIST (id); CREATE TABLE t1 (id int PRIMARY KEY, up int, CONSTRAINT k CHECK (true));",
     "CREATE TABLE t (id int PRIMARY KEY, up int, CONSTRAINT k FOREIGN KEY (up) REFERENCES t) PARTITION BY "
     "LIST (id); CREATE TABLE t1 (id int PRIMARY KEY, up int, CONSTRAINT k CHECK (true)); ALTER TABLE t "
     "ATTACH PARTITION t1 FOR VALUES IN (1);",
     "INSERT INTO t1 VALUES (1, NULL);"},
    {"HeirThatDeclaresAComputedColumnAsWell",
     "CREATE TABLE p (a int, b int GENERATED ALWAYS AS (a * 2) STORED);",
     "CREATE TABLE p (a int, b int GENERATED ALWAYS AS (a * 2) STORED); CREATE TABLE c (a int, b int, o int) "
     "INHERITS (p);"},
    {"CheckThatIsNotValidatedAboveAndIsBelow",
     "CREATE TABLE p (a int); CREATE TABLE h () INHERITS (p); CREATE TABLE g () INHERITS (h);",
     "CREATE TABLE p (a int); CREATE TABLE h () INHERITS (p); CREATE TABLE g () INHERITS (h); ALTER TABLE g "
     "ADD CONSTRAINT "
     "c CHECK (a > 0); ALTER TABLE p ADD CONSTRAINT c CHECK (a > 0) NOT VALID;",
     "INSERT INTO p VALUES (-1);"},
    {"CheckThatChildrenDeclareAsWellIsRenamed",
     "CREATE TABLE p (a int, CONSTRAINT c CHECK (a > 0), CONSTRAINT d CHECK (a > 1)); CREATE TABLE h "
     "(CONSTRAINT c "
     "CHECK (a > 0)) INHERITS (p); CREATE TABLE g (CONSTRAINT c CHECK (a > 0), CONSTRAINT d CHECK (a > 1)) "
     "INHERITS "
     "(h); COMMENT ON CONSTRAINT c ON h IS 'one';",
     "CREATE TABLE p (a int, CONSTRAINT x CHECK (a > 0), CONSTRAINT y CHECK (a > 1)); CREATE TABLE h "
     "(CONSTRAINT x "
     "CHECK (a > 0)) INHERITS (p); CREATE TABLE g (CONSTRAINT x CHECK (a > 0), CONSTRAINT y CHECK (a > 1)) "
     "INHERITS "
     "(h); COMMENT ON CONSTRAINT x ON h IS 'other';",
     "INSERT INTO g VALUES (3);"},
    {"IndexThatTakesInThePrimaryKeyOfAPartition",
     "CREATE TABLE p (a int, b int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p (PRIMARY KEY (a)) "
     "FOR VALUES IN (1); CREATE TABLE p2 PARTITION OF p (UNIQUE (a)) DEFAULT; CREATE TABLE r (a int);",
     "CREATE TABLE p (a int, b bigint) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p (PRIMARY KEY "
     "(a)) FOR VALUES IN (1); CREATE TABLE p2 PARTITION OF p (UNIQUE (a)) DEFAULT; CREATE UNIQUE INDEX i ON "
     "p (a); CREATE TABLE r (a int REFERENCES p (a));",
     "INSERT INTO p VALUES (1, 2), (3, 4); INSERT INTO r VALUES (1);"},
    {"IndexThatTakesInTheKeysOfPartitionsThatCome",
     "CREATE TABLE p (a int, b int) PARTITION BY LIST (a); CREATE TABLE p1 (a int PRIMARY KEY, b int);",
     "CREATE TABLE p (a int, b int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p (PRIMARY KEY (a)) "
     "FOR VALUES IN (1); CREATE TABLE p2 PARTITION OF p (UNIQUE (a)) DEFAULT; CREATE UNIQUE INDEX i ON p "
     "(a);",
     "INSERT INTO p1 VALUES (1, 2);"},
    {"IndexThatIsAddedOverOneOfAPartition",
     "CREATE TABLE p (a int, b int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); "
     "CREATE INDEX own ON p1 (b);",
     "CREATE TABLE p (a int, b int) PARTITION BY LIST (a); CREATE INDEX i ON p (b); CREATE TABLE p1 "
     "PARTITION "
     "OF p FOR VALUES IN (1); CREATE INDEX own ON p1 (b);"},
    {"KeysOfPartitionsBesideTheirParts",
     "CREATE TABLE p (a int, b int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); "
     "CREATE TABLE r (a int);",
     "CREATE TABLE p (a int UNIQUE, b int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES "
     "IN (1); ALTER TABLE p1 ADD CONSTRAINT k PRIMARY KEY (a), ADD CONSTRAINT u UNIQUE (a); CREATE TABLE r "
     "(a int REFERENCES p1 (a));",
     "INSERT INTO p VALUES (1, 2); INSERT INTO r VALUES (1);"},
    {"PartitionOfAnotherBoundWithAnIndexBesideItsPart",
     "CREATE TABLE p (a int, b int) PARTITION BY LIST (a); CREATE INDEX i ON p (b); CREATE TABLE p1 "
     "PARTITION "
     "OF p FOR VALUES IN (1); CREATE INDEX own ON p1 (b);",
     "CREATE TABLE p (a int, b int) PARTITION BY LIST (a); CREATE INDEX i ON p (b); CREATE TABLE p1 "
     "PARTITION "
     "OF p FOR VALUES IN (2); CREATE INDEX own ON p1 (b);"},
    {"IndexOfATableThatJoinsIsCalledAsItsParentsIsToBe",
     "CREATE TABLE m (id int, v text) PARTITION BY LIST (id); CREATE TABLE m1 (id int, v text); CREATE INDEX "
     "q "
     "ON m1 (v);",
     "CREATE TABLE m (id int NOT NULL, v text NOT NULL, PRIMARY KEY (id)) PARTITION BY LIST (id); CREATE "
     "TABLE "
     "m1 PARTITION OF m FOR VALUES IN (1); CREATE INDEX q ON m (v);"},
};

INSTANTIATE_TEST_SUITE_P(PartsAndKeys, PostgresInheritancePairs, ::testing::ValuesIn(kPartsAndKeys),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace tenon::test::this_file
