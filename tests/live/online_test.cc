#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <string>
#include <vector>

#include "tests/live/postgres_pairs.h"
#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

/// Tables with rows, and one of each thing that has a form of its own.
constexpr std::string_view kOld = R"(
CREATE FUNCTION twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE TABLE account (id bigint NOT NULL, email text NOT NULL, age integer, note text, CONSTRAINT pk_account PRIMARY KEY (id));
CREATE TABLE region (id bigint NOT NULL, code text NOT NULL, CONSTRAINT pk_region PRIMARY KEY (id));
CREATE TABLE purchase (
  id bigint NOT NULL, account_id bigint, region_id bigint NOT NULL, total numeric DEFAULT 0, code text NOT NULL,
  CONSTRAINT pk_purchase PRIMARY KEY (id),
  CONSTRAINT ck_purchase_total CHECK (total >= 0),
  CONSTRAINT ck_purchase_gone CHECK (code <> 'x'),
  CONSTRAINT uq_purchase_code UNIQUE (code),
  CONSTRAINT fk_purchase_region FOREIGN KEY (region_id) REFERENCES region (id));
CREATE UNIQUE INDEX ix_purchase_identity ON purchase (code, id);
ALTER TABLE purchase REPLICA IDENTITY USING INDEX ix_purchase_identity;
CREATE INDEX ix_purchase_account ON purchase (account_id);
CREATE INDEX ix_purchase_total ON purchase (total);
ALTER TABLE purchase CLUSTER ON ix_purchase_total;
COMMENT ON INDEX ix_purchase_total IS 'by size';
)";
constexpr std::string_view kNew = R"(
CREATE FUNCTION twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE TABLE account (id bigint NOT NULL, email text NOT NULL, age integer NOT NULL, note text, CONSTRAINT pk_account PRIMARY KEY (id),
  CONSTRAINT uq_account_email UNIQUE (email) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_account_lower ON account (lower(email)) WHERE age > 1;
CREATE INDEX ix_account_twice ON account (twice(age));
CREATE TABLE region (id bigint NOT NULL, code text NOT NULL, CONSTRAINT pk_region PRIMARY KEY (id));
CREATE TABLE purchase (
  id bigint NOT NULL, account_id bigint NOT NULL, region_id bigint NOT NULL, total numeric DEFAULT 0, code text NOT NULL,
  CONSTRAINT pk_purchase PRIMARY KEY (id, code),
  CONSTRAINT ck_purchase_total CHECK (total >= -1),
  CONSTRAINT ck_purchase_new CHECK (code <> 'y'),
  CONSTRAINT uq_purchase_code UNIQUE (code, account_id),
  CONSTRAINT fk_purchase_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT fk_purchase_region FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE CASCADE);
COMMENT ON CONSTRAINT ck_purchase_new ON purchase IS 'no y';
CREATE UNIQUE INDEX ix_purchase_identity ON purchase (id, code);
ALTER TABLE purchase REPLICA IDENTITY USING INDEX ix_purchase_identity;
CREATE INDEX ix_purchase_total ON purchase (total DESC, (total + 1));
ALTER INDEX ix_purchase_total ALTER COLUMN 2 SET STATISTICS 500;
ALTER TABLE purchase CLUSTER ON ix_purchase_total;
COMMENT ON INDEX ix_purchase_total IS 'by size, the largest first';
)";
constexpr std::string_view kRows = R"(
INSERT INTO account SELECT g, 'a' || g, g, NULL FROM generate_series(1, 2000) g;
INSERT INTO region SELECT g, 'r' || g FROM generate_series(1, 10) g;
INSERT INTO purchase SELECT g, g, 1 + g % 10, g, 'c' || g FROM generate_series(1, 2000) g;
)";

class OnlineScripts : public testing::Test {
 protected:
  void SetUp() override {
    run(*target_, std::string(kOld) + std::string(kRows));
    write_file(old_, kOld);
    write_file(new_, kNew);
  }

  static void run(Target& target, const std::string& sql) {
    const Ran ran = target.run(sql);
    ASSERT_EQ(ran.code, 0) << ran.err << "\n" << sql;
  }

  /// The path of a migration without ".up.sql".
  std::string generated(const Target& target, const std::string& dir) {
    return generate_sql(target, new_, folder_.file(dir), "--online");
  }

  std::string dump_of(std::string_view sql) {
    const auto made = make_target("postgresql");
    run(*made, std::string(sql));
    return made->dump();
  }

  TempFolder folder_;
  std::unique_ptr<Target> target_ = make_target("postgresql");
  std::string old_ = folder_.file("old.sql");
  std::string new_ = folder_.file("new.sql");
};

TEST_F(OnlineScripts, LeadThereAndBack) {
  const std::string start = target_->dump();
  const std::string made = generated(*target_, "m");
  const std::string hostile = "SET search_path = pg_temp;";
  run(*target_, hostile + read_file(made + ".up.sql"));
  expect_in_sync(*target_, new_);
  EXPECT_EQ(dump_difference(*target_, target_->dump(), dump_of(kNew)), "");
  run(*target_, hostile + read_file(made + ".down.sql"));
  expect_in_sync(*target_, old_);
  EXPECT_EQ(dump_difference(*target_, target_->dump(), start), "");
}

TEST_F(OnlineScripts, HaveTheFormOfEachChange) {
  const std::string up = read_file(generated(*target_, "m") + ".up.sql");
  for (const std::string_view each :
       {"CREATE UNIQUE INDEX CONCURRENTLY \"uq_account_email\"",
        "UNIQUE USING INDEX \"uq_account_email\" DEFERRABLE", "PRIMARY KEY USING INDEX \"_tenon",
        "ANALYZE \"public\".\"account\"", "SET lock_timeout = '0'", "SET LOCAL lock_timeout = '2s'",
        "DROP INDEX CONCURRENTLY \"public\".\"ix_purchase_account\"",
        "VALIDATE CONSTRAINT \"fk_purchase_account\"", "(\"account_id\" IS NOT NULL) NOT VALID",
        "TO \"fk_purchase_region\"", "ON DELETE CASCADE NOT VALID"})
    EXPECT_NE(up.find(each), std::string::npos) << each << "\n" << up;
  EXPECT_EQ(up.find("CREATE INDEX \""), std::string::npos) << up;
}

TEST_F(OnlineScripts, AreRunByAlembic) {
  const std::string start = target_->dump();
  const Ran made = tenon("generate " + target_->word() + " " + new_ +
                         " --online --style alembic -m online --dir " + folder_.file("versions"));
  ASSERT_EQ(made.code, 0) << made.err;
  for (const auto& [command, declared] :
       {std::pair("upgrade head", &new_), std::pair("downgrade base", &old_)}) {
    const Ran ran = alembic(*target_, folder_.file("versions"), command);
    ASSERT_EQ(ran.code, 0) << ran.err;
    const Ran checked = tenon("check " + target_->word() + " " + *declared);
    EXPECT_EQ(checked.code, 0) << checked.out;
  }
  run(*target_, "DROP TABLE alembic_version");
  EXPECT_EQ(dump_difference(*target_, target_->dump(), start), "");
}

TEST_F(OnlineScripts, AreAskedForByTheConfiguration) {
  const auto script = [&](const std::string& rendering) {
    write_file(folder_.file("tenon.toml"), "[render]\n" + rendering);
    return tenon("check " + target_->word() + " " + new_ + " -o sql --config " + folder_.file("tenon.toml"))
        .out;
  };
  const std::string builds = script("concurrently = true\n");
  EXPECT_NE(builds.find("CONCURRENTLY"), std::string::npos) << builds;
  EXPECT_EQ(builds.find("NOT VALID"), std::string::npos) << builds;
  const std::string validations = script("validate = \"separate\"\n");
  EXPECT_EQ(validations.find("CONCURRENTLY"), std::string::npos) << validations;
  EXPECT_NE(validations.find("NOT VALID"), std::string::npos) << validations;
  EXPECT_EQ(script("").find("lock_timeout"), std::string::npos);
}

/// A script that stops anywhere is gone on with by comparing: nothing is left of the helpers.
TEST_F(OnlineScripts, AreTakenUpWhereTheyStopped) {
  const std::string up = read_file(generated(*target_, "m") + ".up.sql");
  std::vector<std::size_t> ends;
  for (std::size_t at = up.find(";\n"); at != std::string::npos; at = up.find(";\n", at + 1))
    ends.push_back(at + 2);
  ASSERT_GT(ends.size(), 60U);
  for (std::size_t i = 0; i + 1 < ends.size(); i += is_one_round() ? 19 : 7) {
    SCOPED_TRACE(up.substr(0, ends[i]));
    const auto stopped = make_target("postgresql");
    run(*stopped, std::string(kOld) + std::string(kRows));
    run(*stopped, up.substr(0, ends[i]));
    const std::string again = generated(*stopped, "again" + std::to_string(i));
    run(*stopped, read_file(again + ".up.sql"));
    expect_in_sync(*stopped, new_);
    EXPECT_NE(
        stopped
            ->run(
                "SELECT 'helpers ' || (SELECT count(*) FROM pg_constraint WHERE conname LIKE '\\_tenon%') + "
                "(SELECT count(*) FROM pg_class WHERE relname LIKE '\\_tenon%')")
            .out.find("helpers 0"),
        std::string::npos);
    if (HasFailure()) return;
  }
}

/// A build waits for a session with an old snapshot on another table, longer than any other lock is waited
/// for, while rows are read and written.
TEST_F(OnlineScripts, LetOthersReadAndWrite) {
  const std::string up = read_file(generated(*target_, "m") + ".up.sql");
  auto holder = std::async(std::launch::async, [&] {
    return target_->run(
        "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM region; SELECT pg_sleep(7); COMMIT;");
  });
  while (target_
             ->run("SELECT count(*) FROM pg_stat_activity WHERE backend_xmin IS NOT NULL AND wait_event = "
                   "'PgSleep' AND datname = current_database()")
             .out.find('1') == std::string::npos) {
  }
  std::atomic<bool> has_ended = false;
  auto others = std::async(std::launch::async, [&] {
    int rounds = 0;
    for (; !has_ended; ++rounds)
      run(*target_,
          "SET lock_timeout = '4s'; UPDATE purchase SET total = total + 1 WHERE id = 7; SELECT "
          "count(*) FROM account; INSERT INTO account VALUES (100000 + " +
              std::to_string(rounds) + ", 'w" + std::to_string(rounds) + "', 1, NULL)");
    return rounds;
  });
  run(*target_, up);
  has_ended = true;
  EXPECT_GT(others.get(), 3);
  EXPECT_EQ(holder.get().code, 0);
  expect_in_sync(*target_, new_);
}

}  // namespace
}  // namespace tenon::test::this_file
