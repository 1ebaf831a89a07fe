#include <gtest/gtest.h>

#include <string>

#include "model/not_null.h"
#include "reflect/database.h"
#include "tests/support/builders.h"
#include "tests/support/postgres.h"

namespace tenon::this_file {
namespace {

using namespace test;

TEST(PostgresSettings, OfTablesColumnsAndIndexesAreRead) {
  const TemporaryDatabase database(R"(
    CREATE DOMAIN word AS numeric;
    CREATE TABLE t (a integer NOT NULL, b text, c text, d word, CONSTRAINT k UNIQUE (a));
    CREATE INDEX i ON t (a, lower(b), (c || 'x'));
    ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, REPLICA IDENTITY USING INDEX k, CLUSTER ON i,
      ALTER a SET STATISTICS 0, ALTER b SET STORAGE EXTERNAL, ALTER b SET (n_distinct = -0.5),
      ALTER c SET STORAGE EXTENDED, ALTER d SET STORAGE PLAIN;
    ALTER INDEX i ALTER COLUMN 3 SET STATISTICS 9;
    CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
    CREATE TABLE other (a integer NOT NULL) USING heap2;
    CREATE UNIQUE INDEX gone ON other (a);
    ALTER TABLE other REPLICA IDENTITY USING INDEX gone;
    DROP INDEX gone;
  )");
  const Catalog found = open_postgresql(database.url())->reflect();
  const Table& t = *find_table(found, q("t"));
  EXPECT_EQ(t.options, (Options{{"force_row_security", "true"}, {"row_security", "true"}}));
  EXPECT_EQ(without_not_null_options(t.columns[0].options), (Options{{"statistics", "0"}}));
  EXPECT_EQ(t.columns[1].options, (Options{{"storage", "external"}, {"with.n_distinct", "-0.5"}}));
  EXPECT_EQ(t.columns[2].options, Options{});
  EXPECT_EQ(t.columns[3].options, (Options{{"storage", "plain"}}));
  EXPECT_EQ(std::get<Unique>(t.constraints[0]).options, (Options{{"replica_identity", "true"}}));
  EXPECT_EQ(std::get<Index>(t.constraints[1]).options,
            (Options{{"clustered", "true"}, {"statistics.3", "9"}}));
  // Without its index the server takes the identity for none.
  EXPECT_EQ(find_table(found, q("other"))->options,
            (Options{{"access_method", "heap2"}, {"replica_identity", "nothing"}}));
}

}  // namespace
}  // namespace tenon::this_file
