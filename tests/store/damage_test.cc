#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "model/error.h"
#include "store/declared.h"
#include "tests/store/queue.h"
#include "tests/store/stores.h"

namespace tenon {
namespace {

using namespace tenon::test;

/// What opening or using a store is refused with, `reason: message`.
std::string refusal(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    EXPECT_EQ(exit_code(error.fault()), 1) << error.what();
    return std::string(to_string(error.reason())) + ": " + error.what();
  }
  return "nothing";
}

void expect_says(const std::string& said, const std::string& reason, const std::string& words) {
  EXPECT_TRUE(said.starts_with(reason + ": ")) << said;
  EXPECT_NE(said.find(words), std::string::npos) << said;
}

/// Fills a store and copies its log into its file.
void fill_and_close(const StorePlace& place) {
  const auto store = place.open();
  for (int i = 0; i < 40; ++i) {
    const Audited audited =
        with_texts(result_with({}, 1, "t" + std::to_string(i)), std::string(3000, 'x') + std::to_string(i));
    store->record(store->begin_sweep(sweep_at(1)), audited.result, audited.texts);
  }
}

TEST(StoreDamage, ATruncatedFileIsRefused) {
  StorePlace place(Engine::kSqlite);
  fill_and_close(place);
  const auto whole = std::filesystem::file_size(place.path());
  for (const auto left : {whole - 1, whole / 2, std::uintmax_t{4096}, std::uintmax_t{50}}) {
    std::filesystem::resize_file(place.path(), left);
    expect_says(refusal([&] { place.open()->latest(); }), "parse", "truncated");
    EXPECT_EQ(std::filesystem::file_size(place.path()), left);
  }
}

TEST(StoreDamage, AnOverwrittenPageIsFound) {
  StorePlace place(Engine::kSqlite);
  fill_and_close(place);
  const auto size = std::filesystem::file_size(place.path());
  shell("dd if=/dev/urandom of=" + shell_quoted(place.path()) +
        " bs=4096 seek=4 count=" + std::to_string(size / 4096 - 6) + " conv=notrunc");
  expect_says(refusal([&] {
                const auto store = place.open();
                if (!store->verify().faults.empty()) throw Error(Fault::kRefused, Reason::kParse, "damaged");
              }),
              "parse", "damaged");
}

TEST(StoreDamage, SomethingElseIsRefusedAndLeftAsItIs) {
  StorePlace text(Engine::kSqlite);
  const std::string words(8192, 'w');
  write_file(text.path(), words);
  expect_says(refusal([&] { text.open(); }), "parse", "");
  EXPECT_EQ(read_file(text.path()), words);

  for (const Engine engine : {Engine::kSqlite, Engine::kPostgresql}) {
    StorePlace other(engine);
    other.run(engine == Engine::kSqlite ? "CREATE TABLE customer (id integer)"
                                        : "CREATE SCHEMA tenon; CREATE TABLE tenon.customer (id integer)");
    expect_says(refusal([&] { other.open(); }), "parse", "something else, with the table customer");
    EXPECT_EQ(other.query("SELECT count(*) FROM customer"), "0");
  }
}

TEST(StoreDamage, ANewerStoreIsRefusedAndLeftAsItIs) {
  for (const Engine engine : {Engine::kSqlite, Engine::kPostgresql}) {
    StorePlace place(engine);
    audit_night(*place.open(), 1, {result_with({}, 1)});
    place.run("UPDATE store_info SET content = '999' WHERE name = 'version'");
    expect_says(refusal([&] { place.open(); }), "parse", "is of version 999");
    EXPECT_EQ(place.query("SELECT count(*) FROM audit"), "1");
    place.run("UPDATE store_info SET content = 'x' WHERE name = 'version'");
    expect_says(refusal([&] { place.open(); }), "parse", "does not say of which version");
  }
}

TEST(StoreDamage, AnOlderStoreIsMigratedAndKeepsItsRows) {
  for (const Engine engine : {Engine::kSqlite, Engine::kPostgresql}) {
    StorePlace place(engine);
    audit_night(*place.open(), 1, {result_with({lost_cascade()}, 1)});
    place.run(
        "DROP TABLE delivery; DROP INDEX ix_audit_finished_at; DROP INDEX uq_episode_open; CREATE INDEX "
        "my_own ON audit (outcome); UPDATE store_info SET content = '0' WHERE name = 'version'");
    const auto store = place.open();
    EXPECT_EQ(place.query("SELECT content FROM store_info WHERE name = 'version'"),
              std::to_string(kStoreVersion));
    store->enqueue({"slack", "m1", "test", "body"}, night(1));
    EXPECT_EQ(store->latest().size(), 1U);
    EXPECT_EQ(faults_of(*store), "");
    const std::string indexes = engine == Engine::kSqlite
                                    ? "SELECT count(*) FROM sqlite_schema WHERE name IN "
                                    : "SELECT count(*) FROM pg_indexes WHERE indexname IN ";
    EXPECT_EQ(place.query(indexes + "('ix_audit_finished_at', 'uq_episode_open', 'my_own')"), "3");
  }
}

/// Version 1 knew no jobs.
TEST(StoreDamage, AStoreOfVersionOneGetsAQueueAndKeepsItsRows) {
  for (const Engine engine : {Engine::kSqlite, Engine::kPostgresql}) {
    StorePlace place(engine);
    audit_night(*place.open(), 1, {result_with({lost_cascade()}, 1)});
    place.run(
        "DROP TABLE job; DROP TABLE target_schedule; UPDATE store_info SET content = '1' WHERE name = "
        "'version'");
    const auto store = place.open();
    JobQueue queue(*store);
    EXPECT_EQ(queue.enqueue({{"orders", night(-300)}}), 1U);
    queue.complete(lease_of(claimed(queue)), clean("orders"));
    EXPECT_EQ(store->history("orders").size(), 2U);
    EXPECT_EQ(faults_of(*store), "");
  }
}

TEST(StoreDamage, AnInterruptedMigrationChangesNothing) {
  StorePlace place(Engine::kSqlite);
  audit_night(*place.open(), 1, {result_with({lost_cascade()}, 1), result_with({lost_cascade()}, 1, "b")});
  // Two open episodes of one target: the unique index that the migration adds cannot be.
  place.run(
      "DROP TABLE delivery; DROP INDEX uq_episode_open; INSERT INTO episode (target_id, first_fingerprint, "
      "fingerprint, window_to, acknowledged, opened_audit) SELECT target_id, first_fingerprint, fingerprint, "
      "window_to, acknowledged, opened_audit FROM episode WHERE id = 1; UPDATE store_info SET content = '0' "
      "WHERE name = 'version'");
  EXPECT_NE(refusal([&] { place.open(); }), "nothing");
  EXPECT_EQ(place.query("SELECT count(*) FROM sqlite_schema WHERE name = 'delivery'"), "0");
  EXPECT_EQ(place.query("SELECT content FROM store_info WHERE name = 'version'"), "0");
}

TEST(StoreDamage, ALockedStoreSaysSo) {
  StorePlace place(Engine::kSqlite);
  place.open();
  const auto holder = open_sqlite_store({place.path(), place.path(), true, 50});
  holder->begin_writing();
  const auto waiting = open_sqlite_store({place.path(), place.path(), true, 50});
  expect_says(refusal([&] { waiting->begin_writing(); }), "lock", "another program holds it locked");
  holder->rollback();
  EXPECT_EQ(refusal([&] { waiting->begin_writing(); }), "nothing");
}

TEST(StoreDamage, AMissingStoreIsNotMadeByReading) {
  StorePlace place(Engine::kSqlite);
  expect_says(refusal([&] { open_store(place.url(), StoreUse::kExisting); }), "connect",
              "there is no audit store");
  EXPECT_FALSE(std::filesystem::exists(place.path()));
  expect_says(refusal([&] { open_store("sqlite:////no/such/folder/x.db", StoreUse::kCreate); }), "rights",
              "check that its folder exists");
  expect_says(refusal([&] { open_store("postgresql://nobody@127.0.0.1:1/x", StoreUse::kCreate); }), "connect",
              "cannot reach the audit store postgresql://***@127.0.0.1:1/x");
}

TEST(StoreDamage, TheFileIsItsOwnersAlone) {
  StorePlace place(Engine::kSqlite);
  fill_and_close(place);
  struct stat found {};
  ASSERT_EQ(stat(place.path().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

/// The program, run as somebody who may read the store and not write it.
TEST(StoreDamage, AReadOnlyStoreSaysSo) {
  StorePlace place(Engine::kSqlite);
  fill_and_close(place);
  const std::string path = shell_quoted(place.path());
  const std::string folder = shell_quoted(place.folder().path().string());
  const std::string as = geteuid() == 0 ? "setpriv --reuid=65534 --clear-groups " : "";
  shell("chmod 0444 " + path + " && chmod 0555 " + folder);
  const Ran ran =
      shell(as + TENON_BIN + " ack add 'index:*' --reason r --owner o --until 2999-01-01 --store " +
            shell_quoted(place.url()));
  shell("chmod 0755 " + folder);
  EXPECT_EQ(ran.code, 1) << ran.err;
  const bool says = ran.err.find("it is read-only") != std::string::npos ||
                    ran.err.find("check that its folder exists") != std::string::npos;
  EXPECT_TRUE(says) << ran.err;
}

/// A disk that is full: the process may not write files beyond a size.
TEST(StoreDamage, AFullDiskLosesNothingThatWasRecorded) {
  StorePlace place(Engine::kSqlite);
  fill_and_close(place);
  const auto size = std::filesystem::file_size(place.path());
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{static_cast<rlim_t>(size + 200'000), static_cast<rlim_t>(size + 200'000)};
    setrlimit(RLIMIT_FSIZE, &limit);
    const auto store = place.open();
    try {
      for (int i = 0; i < 4000; ++i) {
        std::string noise = sha256(std::to_string(i));
        for (int doubled = 0; doubled < 5; ++doubled) noise += sha256(noise);
        const Audited audited = with_texts(result_with({}, 2, "full" + std::to_string(i)), noise);
        store->record(store->begin_sweep(sweep_at(2)), audited.result, audited.texts);
        if (write(ends[1], "x", 1) != 1) _exit(2);
      }
    } catch (const Error& error) {
      const bool says = std::string(error.what()).find("no space left") != std::string::npos;
      std::fprintf(stderr, "%s\n", says ? "" : error.what());
      _exit(says ? 0 : 3);
    }
    _exit(4);
  }
  close(ends[1]);
  int status = 0;
  int told = 0;
  char byte = 0;
  while (read(ends[0], &byte, 1) == 1) ++told;
  close(ends[0]);
  waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  const auto store = place.open();
  EXPECT_EQ(store->latest().size(), 40U + static_cast<std::size_t>(told));
  EXPECT_EQ(faults_of(*store), "");
}

}  // namespace
}  // namespace tenon
