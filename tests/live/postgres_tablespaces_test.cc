#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/live/postgres_pairs.h"
#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

/// Tablespaces are the server's, not the database's: another run may have made it before.
void make_tablespace(Target& target) {
  const Ran ran =
      target.run("SET allow_in_place_tablespaces = on;\nCREATE TABLESPACE \"Fast one\" LOCATION ''");
  EXPECT_TRUE(ran.code == 0 || ran.err.find("already exists") != std::string::npos) << ran.err;
}

TEST(InTablespaces, TablesAndIndexesMoveThereAndBack) {
  const TempFolder folder;
  const auto target = make_target("postgresql");
  make_tablespace(*target);
  ASSERT_EQ(target->run("CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE); CREATE INDEX i ON t (b);").err,
            "");
  const std::string before = target->dump();
  const std::string declared = folder.file("schema.sql");
  write_file(
      declared,
      "CREATE TABLE t (a int PRIMARY KEY USING INDEX TABLESPACE \"Fast one\","
      " b int UNIQUE WITH (fillfactor = 60) USING INDEX TABLESPACE \"Fast one\") TABLESPACE \"Fast one\";"
      "CREATE INDEX i ON t (b) TABLESPACE \"Fast one\";"
      "CREATE TABLE made (a int, EXCLUDE USING btree (a WITH =) USING INDEX TABLESPACE \"Fast one\" WHERE "
      "(a > 1)) TABLESPACE \"Fast one\";");
  const std::string base = generate_sql(*target, declared, folder.path().string(), "--allow all");
  ASSERT_FALSE(base.empty());
  ASSERT_EQ(target->run(read_file(base + ".up.sql")).err, "") << read_file(base + ".up.sql");
  expect_in_sync(*target, declared);
  const std::string dump = folder.file("dump.sql");
  write_file(dump, target->dump());
  expect_in_sync(*target, dump);
  ASSERT_EQ(target->run(read_file(base + ".down.sql")).err, "") << read_file(base + ".down.sql");
  EXPECT_EQ(dump_difference(*target, before, target->dump()), "");
}

}  // namespace
}  // namespace tenon::test::this_file
