#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/live/target.h"
#include "tests/support/postgres.h"

namespace tenon::test::this_file {
namespace {

/// Statements over a foreign server, under the name of what they try.
struct ForeignTables {
  std::string name;
  std::string sql;
};

void PrintTo(const ForeignTables& tables, std::ostream* out) { *out << tables.name; }

std::string name_of_case(const testing::TestParamInfo<ForeignTables>& info) { return info.param.name; }

constexpr const char* kServer = "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER far FOREIGN DATA WRAPPER w;\n";
constexpr const char* kWhole =
    "CREATE TABLE p (a int NOT NULL, b text DEFAULT 'x', CHECK (a > 0)) PARTITION BY LIST (a);"
    "CREATE INDEX ON p (b); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);\n";

std::vector<ForeignTables> made() {
  return {
      {"CreatedAsAPartition", "CREATE FOREIGN TABLE f PARTITION OF p FOR VALUES IN (2) SERVER far;"},
      {"CreatedAsAPartitionWithColumns",
       "CREATE FOREIGN TABLE f PARTITION OF p (b WITH OPTIONS NOT NULL DEFAULT 'y', CHECK (a < 9)) DEFAULT "
       "SERVER far;"},
      {"Attached",
       "CREATE FOREIGN TABLE f (a int NOT NULL, b text, CONSTRAINT p_a_check CHECK (a > 0)) SERVER far;"
       "ALTER TABLE p ATTACH PARTITION f FOR VALUES IN (2, 3); CREATE INDEX ON p (a, b);"},
      {"Detached",
       "CREATE FOREIGN TABLE f PARTITION OF p FOR VALUES IN (2) SERVER far; ALTER TABLE p DETACH PARTITION f;"
       "CREATE UNIQUE INDEX ON p (a);"},
      {"BelowAPartition",
       "CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2) PARTITION BY LIST (b);"
       "CREATE FOREIGN TABLE f PARTITION OF p2 FOR VALUES IN ('x') SERVER far; CREATE INDEX ON p (b, a);"},
      {"BesideAnIndexThatIsNeverWhole",
       "CREATE INDEX i ON ONLY p (a); CREATE INDEX i1 ON p1 (a);"
       "CREATE FOREIGN TABLE f PARTITION OF p DEFAULT SERVER far; ALTER INDEX i ATTACH PARTITION i1;"},
      {"DroppedWithItsWhole",
       "CREATE FOREIGN TABLE f PARTITION OF p FOR VALUES IN (2) SERVER far; DROP TABLE p;"
       "CREATE TABLE f (a int);"},
      {"Heir",
       "CREATE TABLE t (a int, CHECK (a > 0)); CREATE FOREIGN TABLE f (b serial) INHERITS (t) SERVER far;"
       "ALTER TABLE t ADD c int DEFAULT 1, ALTER a SET NOT NULL; ALTER TABLE t ADD CHECK (c > 0);"},
      {"HeirByAlter",
       "CREATE TABLE t (a int); CREATE FOREIGN TABLE f (a int) SERVER far; ALTER FOREIGN TABLE f INHERIT t;"
       "ALTER TABLE t ALTER a TYPE bigint; CREATE FOREIGN TABLE g (a bigint) SERVER far;"
       "ALTER TABLE g INHERIT t; ALTER FOREIGN TABLE g NO INHERIT t;"},
      {"Parent",
       "CREATE FOREIGN TABLE f (a int NOT NULL, b text DEFAULT 'x', CHECK (a > 0)) SERVER far;"
       "CREATE TABLE t (c int) INHERITS (f); ALTER FOREIGN TABLE f ADD d int, DROP b, ADD CHECK (d > 0);"},
      {"CopiedByLike",
       "CREATE FOREIGN TABLE f (a int NOT NULL, b text DEFAULT 'x', c int GENERATED ALWAYS AS (a + 1) STORED,"
       "CONSTRAINT k CHECK (a > 0)) SERVER far; COMMENT ON COLUMN f.a IS 'said';"
       "CREATE TABLE t (LIKE f INCLUDING ALL, d int); CREATE TABLE u (LIKE f);"},
      {"Named",
       "CREATE SCHEMA s; CREATE FOREIGN TABLE f (a int, b int) SERVER far; ALTER FOREIGN TABLE f RENAME b TO "
       "c;"
       "CREATE TABLE t (d int) INHERITS (f); ALTER FOREIGN TABLE f RENAME TO g; ALTER TABLE g SET SCHEMA s;"
       "ALTER FOREIGN TABLE s.g RENAME a TO e; CREATE TABLE f (LIKE s.g);"},
      {"WithWhatStandsOnIt",
       "CREATE FOREIGN TABLE f (a int OPTIONS (column_name 'A'), b int) SERVER far OPTIONS (table_name 'F');"
       "ALTER FOREIGN TABLE f OPTIONS (SET table_name 'G'), ALTER a OPTIONS (SET column_name 'B');"
       "COMMENT ON FOREIGN TABLE f IS 'far'; GRANT SELECT ON f TO public; GRANT UPDATE (a) ON f TO public;"
       "CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
       "CREATE TRIGGER r BEFORE INSERT ON f FOR EACH ROW EXECUTE FUNCTION g();"
       "CREATE STATISTICS f_s ON a, b FROM f; ALTER TABLE f DISABLE TRIGGER r;"},
      {"WithSequences",
       "CREATE FOREIGN TABLE f (a serial, b int GENERATED ALWAYS AS IDENTITY) SERVER far;"
       "CREATE SEQUENCE s; ALTER SEQUENCE s OWNED BY f.a; CREATE TABLE f_a (seq serial);"},
      {"Gone",
       "CREATE FOREIGN TABLE f (a serial, b int) SERVER far; CREATE TABLE t () INHERITS (f);"
       "DROP FOREIGN TABLE f CASCADE; CREATE FOREIGN TABLE IF NOT EXISTS t (a int) SERVER far;"
       "CREATE FOREIGN TABLE IF NOT EXISTS t (b int) SERVER far;"},
      {"WithChecksNamedByTheServer",
       "CREATE FOREIGN TABLE f (a int CHECK (a > 0)) SERVER far; CREATE TABLE f_a (b int, CHECK (b > 0), "
       "CHECK (b IS NOT NULL AND true));"},
      {"OfExtensions",
       "CREATE EXTENSION file_fdw; CREATE EXTENSION postgres_fdw; CREATE SERVER files FOREIGN DATA WRAPPER "
       "file_fdw; CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname 'x');"
       "CREATE FOREIGN TABLE f PARTITION OF p FOR VALUES IN (2) SERVER files OPTIONS (filename '/x');"
       "CREATE FOREIGN TABLE g (a int NOT NULL, b text, CONSTRAINT p_a_check CHECK (a > 0)) SERVER other;"
       "ALTER TABLE p ATTACH PARTITION g DEFAULT;"},
  };
}

class DeclaredForeignTables : public testing::TestWithParam<ForeignTables> {};
INSTANTIATE_TEST_SUITE_P(Forms, DeclaredForeignTables, testing::ValuesIn(made()), name_of_case);

void expect_to_match(const TemporaryDatabase& database, const std::string& path) {
  const Ran ran = tenon("check " + shell_quoted(database.url()) + " " + shell_quoted(path));
  EXPECT_EQ(ran.code, 0) << path << "\n" << read_file(path) << ran.out << ran.err;
}

TEST_P(DeclaredForeignTables, AreWhatTheServerMakesOfThem) {
  const TempFolder folder;
  write_file(folder.file("a.sql"), kServer + (kWhole + GetParam().sql));
  const TemporaryDatabase database(read_file(folder.file("a.sql")));
  expect_to_match(database, folder.file("a.sql"));
}

TEST_P(DeclaredForeignTables, ReadInADumpLikeWhatIsRestoredFromIt) {
  const TempFolder folder;
  write_file(folder.file("dump.sql"), TemporaryDatabase(kServer + (kWhole + GetParam().sql)).dump());
  const TemporaryDatabase database(read_file(folder.file("dump.sql")));
  expect_to_match(database, folder.file("dump.sql"));
}

TEST(DeclaredForeignTables, AreNamedWhereOnlyOneSideHasThem) {
  const TempFolder folder;
  const std::string sql = std::string(kServer) + kWhole;
  write_file(folder.file("a.sql"), sql + "CREATE FOREIGN TABLE f PARTITION OF p DEFAULT SERVER far;");
  const TemporaryDatabase database(sql);
  const Ran ran = tenon("check " + shell_quoted(database.url()) + " " + folder.file("a.sql"));
  EXPECT_EQ(ran.code, 1) << ran.out;
  EXPECT_NE(ran.out.find("foreign table public.f: only the declared side has it"), std::string::npos)
      << ran.out;
}

std::vector<ForeignTables> refused() {
  return {
      {"PartitionOfAForeignTable", "CREATE TABLE t PARTITION OF f FOR VALUES IN (1);"},
      {"AttachedToAForeignTable",
       "CREATE TABLE t (a int NOT NULL); ALTER TABLE f ATTACH PARTITION t DEFAULT;"},
      {"PartitionOfATable", "CREATE TABLE t (a int); CREATE TABLE u PARTITION OF t DEFAULT;"},
      {"AttachedToATable",
       "CREATE TABLE t (a int); CREATE TABLE u (a int); ALTER TABLE t ATTACH PARTITION u DEFAULT;"},
      {"PrimaryKey", "ALTER TABLE f ADD PRIMARY KEY (a);"},
      {"UniqueOfAColumn", "CREATE FOREIGN TABLE g (a int UNIQUE) SERVER far;"},
      {"ForeignKey", "CREATE TABLE t (a int PRIMARY KEY); ALTER TABLE f ADD FOREIGN KEY (a) REFERENCES t;"},
      {"ForeignKeyToIt", "CREATE TABLE t (a int REFERENCES f (a));"},
      {"Index", "CREATE INDEX ON f (a);"},
      {"UniqueIndexAbove", "ALTER TABLE p ATTACH PARTITION f DEFAULT; CREATE UNIQUE INDEX ON p (a);"},
      {"PrimaryKeyAbove", "ALTER TABLE p ATTACH PARTITION f DEFAULT; ALTER TABLE p ADD PRIMARY KEY (a);"},
      {"ForeignKeyAbove",
       "CREATE TABLE t (a int PRIMARY KEY); ALTER TABLE p ATTACH PARTITION f DEFAULT;"
       "ALTER TABLE p ADD FOREIGN KEY (a) REFERENCES t;"},
      {"AttachedBelowAUniqueIndex",
       "CREATE UNIQUE INDEX ON p (a); ALTER TABLE p ATTACH PARTITION f DEFAULT;"},
      {"CreatedBelowAPrimaryKey",
       "ALTER TABLE p ADD PRIMARY KEY (a); CREATE FOREIGN TABLE g PARTITION OF p DEFAULT SERVER far;"},
      {"AttachedBelowAForeignKey",
       "CREATE TABLE t (a int PRIMARY KEY); ALTER TABLE p ADD FOREIGN KEY (a) REFERENCES t;"
       "ALTER TABLE p ATTACH PARTITION f DEFAULT;"},
      {"DeepBelowAPrimaryKey",
       "CREATE TABLE p2 (a int NOT NULL, b text, CONSTRAINT p_a_check CHECK (a > 0)) PARTITION BY LIST (b);"
       "ALTER TABLE p2 ATTACH PARTITION f DEFAULT; ALTER TABLE p ADD PRIMARY KEY (a);"
       "ALTER TABLE p ATTACH PARTITION p2 DEFAULT;"},
  };
}

class RefusedForeignTables : public testing::TestWithParam<ForeignTables> {};
INSTANTIATE_TEST_SUITE_P(Forms, RefusedForeignTables, testing::ValuesIn(refused()), name_of_case);

TEST_P(RefusedForeignTables, AreRefusedAsTheServerDoes) {
  const std::string sql =
      std::string(kServer) + kWhole +
      "CREATE FOREIGN TABLE f (a int NOT NULL, b text, CONSTRAINT p_a_check CHECK (a > 0)) SERVER far;\n";
  const TemporaryDatabase database;
  database.run(sql);
  EXPECT_ANY_THROW(database.run(GetParam().sql));
  const TempFolder folder;
  write_file(folder.file("a.sql"), sql + GetParam().sql);
  const Ran ran = tenon("inspect --dialect postgresql " + folder.file("a.sql"));
  EXPECT_NE(ran.code, 0) << ran.out;
  EXPECT_NE(ran.err.find("a.sql:4:"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace tenon::test::this_file
