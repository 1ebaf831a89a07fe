#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "tests/live/postgres_pairs.h"

namespace tenon::test::this_file {
namespace {

struct RefusedPair {
  PostgresPair pair;
  std::string why;
};

void PrintTo(const RefusedPair& refused, std::ostream* out) { *out << refused.pair.name; }

/// What PostgreSQL has no statement for.
const std::vector<RefusedPair> kRefused{
    {{"PartsOfAnIndexThatIsNotWhole",
      "CREATE TABLE t (a int, b int) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR VALUES IN "
      "(1); "
      "CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2); CREATE INDEX i ON ONLY t (b);",
      "CREATE TABLE t (a int, b int, c int) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR VALUES "
      "IN "
      "(1); CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2); CREATE INDEX i ON ONLY t (b); CREATE INDEX i1 "
      "ON "
      "t1 (b); ALTER INDEX i ATTACH PARTITION i1;"},
     "index public.i cannot be created as declared"},
    {{"TheTypeOfAPartitionKey", "CREATE TABLE t (a text, b int) PARTITION BY RANGE (lower(a));",
      "CREATE TABLE t (a varchar(30), b int) PARTITION BY RANGE (lower(a));"},
     "column a of table public.t is part of its partition key"},
    {{"TheTypeOfAPartitionsOwnKey",
      "CREATE TABLE t (a int, b int) PARTITION BY LIST (b); CREATE TABLE t1 PARTITION OF t DEFAULT PARTITION "
      "BY LIST (a);",
      "CREATE TABLE t (a bigint, b int) PARTITION BY LIST (b); CREATE TABLE t1 PARTITION OF t DEFAULT "
      "PARTITION BY LIST (a);"},
     "column a of table public.t1 is part of its partition key"},
    {{"ALabelUnderAPartitionKey",
      "CREATE TYPE e AS ENUM ('a', 'b'); CREATE DOMAIN d AS e; CREATE TABLE t (a d) PARTITION BY LIST (a);",
      "CREATE TYPE e AS ENUM ('b'); CREATE DOMAIN d AS e; CREATE TABLE t (a d) PARTITION BY LIST (a);"},
     "column a of table public.t is part of its partition key"},
    {{"ATableThatPartsFromWhatAloneGaveItAColumn",
      "CREATE TABLE p (a int); CREATE TABLE c (b int) INHERITS (p);",
      "CREATE TABLE p (a int); CREATE TABLE c (a int, b int);"},
     "in a database, ALTER TABLE public.c NO INHERIT public.p and INHERIT public.p do that"},
    {{"ATypeThatTwoParentsHandDown",
      "CREATE TABLE a (n int); CREATE TABLE b (n int); CREATE TABLE c () INHERITS (a, b);",
      "CREATE TABLE a (n bigint); CREATE TABLE b (n bigint); CREATE TABLE c () INHERITS (a, b);"},
     "table public.c has it from public.b as well"},
    {{"AComputedColumnThatAParentHandsDown",
      "CREATE TABLE p (id int, k int); CREATE TABLE c (k int GENERATED ALWAYS AS (id * 2) STORED) INHERITS "
      "(p);",
      "CREATE TABLE p (id bigint, k int); CREATE TABLE c (k int GENERATED ALWAYS AS (id * 2) STORED) "
      "INHERITS "
      "(p);"},
     "column k of table public.c would have to be recreated"},
    {{"ATableWhoseRowsAColumnHolds", "CREATE TABLE p (a int); CREATE TABLE t (b int, p p);",
      "CREATE TABLE p (a bigint); CREATE TABLE t (b int, p p);"},
     "column a of table public.p cannot change: column public.t.p holds rows of the table"},
    {{"APartOfAPartThatMoves",
      "CREATE TYPE c AS (x int, z text); CREATE TYPE o AS (c c, n int); CREATE TABLE t (o o);",
      "CREATE TYPE c AS (z text); CREATE TYPE o AS (c c, n int); CREATE TABLE t (o o);"},
     "the attributes of type public.c cannot move"},
    {{"ATableOfAType", "CREATE TYPE y AS (a int, b text); CREATE TABLE t OF y (PRIMARY KEY (a));",
      "CREATE TYPE y AS (a bigint, b text); CREATE TABLE t OF y (PRIMARY KEY (a));"},
     "table public.t is of a type, public.y"},
    {{"ATableOfATypeThatIsToHaveAnother", "CREATE TYPE y AS (a int); CREATE TABLE t OF y;",
      "CREATE TYPE y AS (a int); CREATE TABLE t (a int, b int);"},
     "ALTER TABLE public.t NOT OF"},
};

class PostgresRefusedPairs : public ::testing::TestWithParam<RefusedPair> {};

TEST_P(PostgresRefusedPairs, AreSaidBeforeAnythingIsWritten) {
  expect_to_be_refused(GetParam().pair, GetParam().why);
}

INSTANTIATE_TEST_SUITE_P(PostgresPairs, PostgresRefusedPairs, ::testing::ValuesIn(kRefused),
                         [](const auto& one) { return one.param.pair.name; });

/// Labels that were added for a partition stay on the way back, and the script says so.
TEST(PostgresPairs, LabelsUnderAPartitionKeyStayOnTheWayBack) {
  const TempFolder folder;
  const auto before = make_target("postgresql");
  const auto wanted = make_target("postgresql");
  const std::string table = "CREATE TABLE t (a e) PARTITION BY LIST (a);";
  ASSERT_EQ(before->run("CREATE TYPE e AS ENUM ('a');" + table).err, "");
  ASSERT_EQ(wanted
                ->run("CREATE TYPE e AS ENUM ('a', 'b');" + table +
                      "CREATE TABLE t1 PARTITION OF t FOR VALUES IN ('b'); CREATE INDEX t1_i ON t1 (a);")
                .err,
            "");
  const std::string base = generate_sql(*before, wanted->word(), folder.path().string(), "--allow all");
  ASSERT_EQ(before->run(read_file(base + ".up.sql")).err, "");
  expect_in_sync(*before, wanted->word());
  EXPECT_NE(before->run(read_file(base + ".down.sql")).err.find("WARNING:  type public.e keeps its labels"),
            std::string::npos);
  ASSERT_EQ(wanted->run("DROP TABLE t1;").err, "");
  expect_in_sync(*before, wanted->word());
}

}  // namespace
}  // namespace tenon::test::this_file
