#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <regex>
#include <string>
#include <vector>

#include "tests/live/many_tables.h"
#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

constexpr int kMany = 300;  ///< for the whole job
constexpr int kSome = 40;   ///< enough for every deed

/// What somebody did to a database by hand, and what a check must say of it.
struct ByHand {
  std::string table;
  std::string sql;                    ///< postgresql: run as it is; sqlite: for indexes only
  std::string pattern;                ///< sqlite: of the line in the stored CREATE TABLE
  std::string replacement;            ///< empty: the line goes
  std::vector<std::string> findings;  ///< "op key"
};

std::string key(const std::string& kind, const std::string& schema, const std::string& rest) {
  return kind + ":" + (schema.empty() ? "" : schema + ".") + rest;
}

std::vector<ByHand> by_hand(const std::string& s) {
  return {
      {"t0",
       "ALTER TABLE t0 DROP CONSTRAINT fk_t0_next_id_t1",
       "fk_t0_next_id_t1",
       "",
       {"add " + key("foreign_key", s, "t0.fk_t0_next_id_t1")}},
      {"t1",
       "ALTER TABLE t1 DROP CONSTRAINT uq_t1_code",
       "uq_t1_code",
       "",
       {"add " + key("unique", s, "t1.uq_t1_code")}},
      {"t2",
       "ALTER TABLE t2 DROP CONSTRAINT ck_t2_qty_positive",
       "ck_t2_qty_positive",
       "",
       {"add " + key("check", s, "t2.ck_t2_qty_positive")}},
      {"t3", "DROP INDEX ix_t3_peer_id", "", "", {"add " + key("index", s, "t3.ix_t3_peer_id")}},
      {"t4",
       "ALTER TABLE t4 DROP CONSTRAINT fk_t4_peer_id_t31, ADD CONSTRAINT fk_t4_peer_id_t31 FOREIGN KEY "
       "(peer_id) "
       "REFERENCES t31 (id) ON DELETE SET NULL",
       "CASCADE",
       "SET NULL",
       {"change " + key("foreign_key", s, "t4.fk_t4_peer_id_t31")}},
      {"t5",
       "ALTER TABLE t5 DROP CONSTRAINT ck_t5_qty_positive, ADD CONSTRAINT ck_t5_qty_positive CHECK (qty >= "
       "1)",
       "qty >= 0",
       "qty >= 1",
       {"change " + key("check", s, "t5.ck_t5_qty_positive")}},
      {"t6",
       "ALTER TABLE t6 DROP CONSTRAINT uq_t6_code, ADD CONSTRAINT uq_t6_code UNIQUE (code, qty)",
       "(uq_t6_code[^(]*\\()[^)]*\\)",
       "$1\"code\", \"qty\")",
       {"change " + key("unique", s, "t6.uq_t6_code")}},
      {"t7",
       "DROP INDEX ix_t7_stock; CREATE INDEX ix_t7_stock ON t7 (code, qty) WHERE qty > 0",
       "",
       "",
       {"change " + key("index", s, "t7.ix_t7_stock")}},
      {"t8",
       "DROP INDEX ix_t8_stock; CREATE INDEX ix_t8_stock ON t8 (code, qty DESC) WHERE qty > 1",
       "",
       "",
       {"change " + key("index", s, "t8.ix_t8_stock")}},
      {"t9",
       "ALTER TABLE t9 RENAME CONSTRAINT fk_t9_next_id_t10 TO old_fk",
       "fk_t9_next_id_t10",
       "old_fk",
       {"rename " + key("foreign_key", s, "t9.fk_t9_next_id_t10")}},
      {"t10",
       "ALTER TABLE t10 RENAME CONSTRAINT uq_t10_code TO old_uq",
       "uq_t10_code",
       "old_uq",
       {"rename " + key("unique", s, "t10.uq_t10_code")}},
      {"t11",
       "ALTER TABLE t11 RENAME CONSTRAINT ck_t11_qty_positive TO old_ck",
       "ck_t11_qty_positive",
       "old_ck",
       {"rename " + key("check", s, "t11.ck_t11_qty_positive")}},
      {"t12",
       "DROP INDEX ix_t12_peer_id; CREATE INDEX old_ix ON t12 (peer_id)",
       "",
       "",
       {"rename " + key("index", s, "t12.ix_t12_peer_id")}},
      {"t13",
       "ALTER TABLE t13 RENAME CONSTRAINT pk_t13 TO old_pk",
       "pk_t13",
       "old_pk",
       {"rename " + key("primary_key", s, "t13.pk_t13")}},
      {"t14", "CREATE INDEX extra_ix ON t14 (qty)", "", "", {"drop " + key("index", s, "t14.extra_ix")}},
      {"t15",
       "ALTER TABLE t15 ADD CONSTRAINT extra_ck CHECK (qty < 1000)",
       "CONSTRAINT \"?ck_t15_qty_positive\"? CHECK[^\n]*\\)",
       "$&,\n  CONSTRAINT extra_ck CHECK (qty < 1000)",
       {"drop " + key("check", s, "t15.extra_ck")}},
      {"t16",
       "ALTER TABLE t16 ALTER qty SET DEFAULT 7",
       "DEFAULT 0",
       "DEFAULT 7",
       {"change " + key("column", s, "t16.qty")}},
      {"t17",
       "ALTER TABLE t17 ALTER code DROP NOT NULL",
       "(code\"? [^\n]*) NOT NULL",
       "$1",
       {"change " + key("column", s, "t17.code")}},
  };
}

/// The stored text with the lines that hold `pattern` taken away, or with it replaced.
std::string edited(const std::string& text, const ByHand& deed) {
  if (!deed.replacement.empty())
    return std::regex_replace(text, std::regex(deed.pattern), deed.replacement,
                              std::regex_constants::format_first_only);
  std::string kept = std::regex_replace(text, std::regex("\n[^\n]*" + deed.pattern + "[^\n]*"), "");
  return std::regex_replace(kept, std::regex(",(\\s*\\))(\\s*;?\\s*)$"), "$1$2");
}

/// SQLite's documented twelve steps, by hand: a new table from the edited text, the rows, the old name.
std::string rebuild_by_hand(Target& target, const ByHand& deed) {
  const std::string name = "'" + deed.table + "'";
  const auto stored = [&](const std::string& type) {
    return target
        .run("SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND type = '" + type +
             "' AND tbl_name = " + name)
        .out;
  };
  const std::string before = stored("table");
  std::string after = edited(before.substr(0, before.rfind(';')), deed);
  EXPECT_NE(after + ";\n", before) << deed.table << " " << deed.pattern;
  after =
      std::regex_replace(after, std::regex("CREATE TABLE \"?" + deed.table + "\"?"), "CREATE TABLE by_hand");
  return "PRAGMA foreign_keys = OFF; BEGIN; " + after + "; INSERT INTO by_hand SELECT * FROM " + deed.table +
         "; DROP TABLE " + deed.table + "; ALTER TABLE by_hand RENAME TO " + deed.table + "; " +
         stored("index") + "COMMIT;";
}

std::string deed_sql(Target& target, const ByHand& deed) {
  return target.dialect() == "postgresql" || deed.pattern.empty() ? deed.sql + ";"
                                                                  : rebuild_by_hand(target, deed);
}

class MainJob : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    target_ = make_target(GetParam());
    schema_ = folder_.file("schema.json");
  }

  void declare(int tables) { write_file(schema_, many_tables(tables)); }

  /// Does every deed; what a check must say of them.
  std::vector<std::string> drift() {
    std::vector<std::string> expected;
    for (const ByHand& deed : by_hand(target_->dialect() == "postgresql" ? "public" : "")) {
      const Ran ran = target_->run(deed_sql(*target_, deed));
      EXPECT_EQ(ran.code, 0) << deed.sql << "\n" << ran.err;
      expected.insert(expected.end(), deed.findings.begin(), deed.findings.end());
    }
    std::ranges::sort(expected);
    return expected;
  }

  void run_file(const std::string& path) {
    const Ran ran = target_->run(read_file(path));
    ASSERT_EQ(ran.code, 0) << path << "\n" << ran.err.substr(0, 2000);
  }

  void expect_in_sync() {
    const Checked checked = check(*target_, schema_);
    EXPECT_EQ(checked.code, 0) << checked.text.substr(0, 4000);
    EXPECT_EQ(checked.findings, std::vector<std::string>{});
  }

  TempFolder folder_;
  std::unique_ptr<Target> target_;
  std::string schema_;
};

TEST_P(MainJob, BringsThreeHundredTablesInCyclesToTheDeclaredStateAndBack) {
  declare(kMany);
  const std::string empty = target_->dump();
  const std::string first = generate_sql(*target_, schema_, folder_.file("migrations"));
  run_file(first + ".up.sql");
  expect_in_sync();

  const std::vector<std::string> expected = drift();
  const std::string drifted = target_->dump();
  const Checked checked = check(*target_, schema_);
  EXPECT_EQ(checked.code, 2);
  EXPECT_EQ(checked.findings, expected) << checked.text.substr(0, 8000);

  const std::string second = generate_sql(*target_, schema_, folder_.file("migrations"));
  run_file(second + ".up.sql");
  expect_in_sync();
  run_file(second + ".down.sql");
  EXPECT_EQ(target_->dump(), drifted);
  run_file(second + ".up.sql");
  expect_in_sync();

  EXPECT_EQ(
      tenon("generate " + target_->word() + " " + schema_ + " -m again --dir " + folder_.file("migrations"))
          .code,
      3);
  run_file(first + ".down.sql");
  EXPECT_EQ(target_->dump(), empty);
}

TEST_P(MainJob, InspectionIsItselfADeclaredSchema) {
  declare(kSome);
  run_file(generate_sql(*target_, schema_, folder_.file("migrations")) + ".up.sql");
  const std::string inspection = folder_.file("inspection.json");
  const Ran ran = tenon("inspect " + target_->word() + " -o json=" + inspection);
  ASSERT_EQ(ran.code, 0) << ran.err;
  const Checked checked = check(*target_, inspection);
  EXPECT_EQ(checked.code, 0) << checked.text.substr(0, 4000);
}

TEST_P(MainJob, AlembicRunsTheRevisionsUpAndDown) {
  declare(kSome);
  const std::string empty = target_->dump();
  const std::string versions = folder_.file("versions");
  const std::string generate =
      "generate " + target_->word() + " " + schema_ + " --style alembic --dir " + versions;
  ASSERT_EQ(tenon(generate + " -m first").code, 0);
  Ran ran;
  const auto runs = [&](const std::string& command) {
    ran = alembic(*target_, versions, command);
    return ran.code == 0;
  };
  ASSERT_TRUE(runs("upgrade head")) << ran.err.substr(0, 4000);
  expect_in_sync();
  ASSERT_TRUE(runs("downgrade base")) << ran.err.substr(0, 4000);
  EXPECT_EQ(target_->dump(), empty);
  ASSERT_TRUE(runs("upgrade head")) << ran.err.substr(0, 4000);

  const std::vector<std::string> expected = drift();
  EXPECT_EQ(check(*target_, schema_).findings, expected);
  const std::string drifted = folder_.file("drifted.json");
  ASSERT_EQ(tenon("inspect " + target_->word() + " -o json=" + drifted).code, 0);
  ASSERT_EQ(tenon(generate + " -m second").code, 0);
  ASSERT_TRUE(runs("upgrade head")) << ran.err.substr(0, 4000);
  expect_in_sync();

  ASSERT_TRUE(runs("downgrade -1")) << ran.err.substr(0, 4000);
  const Checked back = check(*target_, drifted);
  EXPECT_EQ(back.code, 0) << back.text.substr(0, 4000);
}

INSTANTIATE_TEST_SUITE_P(Live, MainJob, testing::Values("postgresql", "sqlite"),
                         [](const auto& test) { return std::string(test.param); });

}  // namespace
}  // namespace tenon::test::this_file
