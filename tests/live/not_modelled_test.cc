#include <gtest/gtest.h>

#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

class NotModelled : public testing::TestWithParam<const char*> {};

constexpr const char* kView = "CREATE VIEW dear AS SELECT id FROM item WHERE price > 10;";

TEST_P(NotModelled, IsSeenToChangeAndSaidWithoutBeingDrift) {
  const auto target = make_target(GetParam());
  const TempFolder folder;
  ASSERT_EQ(
      target->run(std::string("CREATE TABLE item (id integer PRIMARY KEY, price integer);") + kView).code, 0);
  const std::string snapshot = folder.file("schema.json");
  const Ran inspected = tenon("inspect " + target->word() + " -o json=" + snapshot);
  ASSERT_EQ(inspected.code, 0) << inspected.err;
  EXPECT_EQ(check(*target, snapshot).code, 0);

  ASSERT_EQ(target->run("DROP VIEW dear; CREATE VIEW dear AS SELECT id FROM item WHERE price > 11;").code, 0);
  const Checked changed = check(*target, snapshot);
  EXPECT_EQ(changed.code, 1);
  EXPECT_TRUE(changed.findings.empty());
  EXPECT_NE(tenon("check " + target->word() + " " + snapshot).out.find("dear: its definition differs"),
            std::string::npos);
  EXPECT_EQ(tenon("check --ignore-not-modelled " + target->word() + " " + snapshot).code, 0);
  EXPECT_EQ(tenon("generate -m none --dir " + folder.file("m") + " " + target->word() + " " + snapshot).code,
            1);

  ASSERT_EQ(target->run("DROP VIEW dear;").code, 0);
  EXPECT_EQ(check(*target, snapshot).code, 1);
  ASSERT_EQ(target->run(kView).code, 0);
  EXPECT_EQ(check(*target, snapshot).code, 0);
}

TEST_P(NotModelled, IsNoMatterOfADeclarationThatDoesNotSpeakOfIt) {
  const auto target = make_target(GetParam());
  const TempFolder folder;
  ASSERT_EQ(
      target->run(std::string("CREATE TABLE item (id integer PRIMARY KEY, price integer);") + kView).code, 0);
  write_file(folder.file("schema.json"), R"json({"tables": {"item": {"columns": {
      "id": {"type": "integer", "primary_key": true, "autoincrement": false}, "price": {"type": "integer"}}}}})json");
  EXPECT_EQ(check(*target, folder.file("schema.json")).code, 0);
}

const std::string kUnfinished =
    "CREATE TABLE t (a integer NOT NULL, b text NOT NULL) PARTITION BY LIST (a);"
    "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1); CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2);"
    "CREATE TABLE t3 PARTITION OF t FOR VALUES IN (3) PARTITION BY LIST (b);"
    "CREATE TABLE t31 PARTITION OF t3 FOR VALUES IN ('x');"
    "CREATE INDEX i ON ONLY t (b); CREATE INDEX i1 ON t1 (b); CREATE INDEX i3 ON t3 (b);"
    "ALTER TABLE ONLY t ADD CONSTRAINT k PRIMARY KEY (a, b);"
    "ALTER TABLE t2 ADD CONSTRAINT k2 PRIMARY KEY (a, b); ALTER INDEX k ATTACH PARTITION k2;";

TEST(NotModelledIndexParts, OfAnIndexThatIsNotWholeAreNamedWhereTheyDiffer) {
  const auto one = make_target("postgresql");
  const auto other = make_target("postgresql");
  const TempFolder folder;
  const std::string parts = "ALTER INDEX i ATTACH PARTITION i1; ALTER INDEX i ATTACH PARTITION i3;";
  ASSERT_EQ(one->run(kUnfinished + parts).err, "");
  write_file(folder.file("same.sql"), kUnfinished + parts);
  EXPECT_EQ(check(*one, folder.file("same.sql")).code, 0) << check(*one, folder.file("same.sql")).text;
  ASSERT_EQ(tenon("inspect " + one->word() + " -o json=" + folder.file("same.json")).code, 0);
  EXPECT_EQ(check(*one, folder.file("same.json")).code, 0) << check(*one, folder.file("same.json")).text;

  ASSERT_EQ(
      other
          ->run(kUnfinished + "ALTER INDEX i1 RENAME TO i_of_t1; ALTER INDEX i ATTACH PARTITION i_of_t1;"
                              "ALTER INDEX i ATTACH PARTITION i3;")
          .err,
      "");
  EXPECT_EQ(check(*one, other->word()).code, 0) << check(*one, other->word()).text;

  const auto less = make_target("postgresql");
  ASSERT_EQ(less->run(kUnfinished + "ALTER INDEX i ATTACH PARTITION i3; DROP INDEX i1;").err, "");
  const Ran ran = tenon("check " + one->word() + " " + less->word());
  EXPECT_EQ(ran.code, 1) << ran.out;
  EXPECT_NE(ran.out.find("  ? index part public.t1.i: only the actual side has it\n"), std::string::npos)
      << ran.out;
}

TEST(NotModelledIndexParts, AreTheSameIndexOnItsOwn) {
  const auto one = make_target("postgresql");
  const auto other = make_target("postgresql");
  ASSERT_EQ(one->run(kUnfinished + "ALTER INDEX i ATTACH PARTITION i1;").err, "");
  ASSERT_EQ(other->run(kUnfinished).err, "");
  for (const auto& [actual, declared] : {std::pair(&one, &other), std::pair(&other, &one)}) {
    const Ran ran = tenon("check " + (*actual)->word() + " " + (*declared)->word());
    EXPECT_EQ(ran.code, 1) << ran.out;
    EXPECT_NE(ran.out.find("  ? index part public.t1.i: "), std::string::npos) << ran.out;
  }
}

TEST(NotModelledSequenceSettings, AreNamedWhereASequenceIsNotAsItsTableIs) {
  const auto one = make_target("postgresql");
  const auto other = make_target("postgresql");
  const TempFolder folder;
  const std::string made =
      "CREATE UNLOGGED TABLE u (a int GENERATED ALWAYS AS IDENTITY, b serial); CREATE TABLE t (a serial, b "
      "int GENERATED ALWAYS AS IDENTITY); ";
  const std::string set = "ALTER SEQUENCE u_a_seq SET LOGGED; ALTER SEQUENCE t_b_seq SET UNLOGGED;";
  ASSERT_EQ(one->run(made).err, "");
  ASSERT_EQ(other->run(made + set).err, "");
  write_file(folder.file("made.sql"), made);
  write_file(folder.file("set.sql"), made + set);
  EXPECT_EQ(check(*one, folder.file("made.sql")).code, 0) << check(*one, folder.file("made.sql")).text;
  EXPECT_EQ(check(*other, folder.file("set.sql")).code, 0) << check(*other, folder.file("set.sql")).text;
  ASSERT_EQ(tenon("inspect " + other->word() + " -o json=" + folder.file("set.json")).code, 0);
  EXPECT_EQ(check(*other, folder.file("set.json")).code, 0) << check(*other, folder.file("set.json")).text;
  const Ran ran = tenon("check " + one->word() + " " + other->word());
  EXPECT_EQ(ran.code, 1) << ran.out;
  EXPECT_NE(ran.out.find("  ? sequence setting public.u.u_a_seq: only the declared side has it\n"),
            std::string::npos)
      << ran.out;
}

INSTANTIATE_TEST_SUITE_P(Live, NotModelled, testing::Values("postgresql", "sqlite"));

}  // namespace
}  // namespace tenon::test::this_file
