#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "model/error.h"
#include "store/declared.h"
#include "store/token_book.h"
#include "tests/store/stores.h"

namespace tenon {
namespace {

using namespace tenon::test;

class StoreUpkeep : public testing::TestWithParam<Engine> {
 protected:
  std::int64_t pruned(const std::vector<StoreCount>& counts, const std::string& what) {
    for (const StoreCount& count : counts)
      if (count.what == what) return count.rows;
    return -1;
  }
  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open();
};

INSTANTIATE_TEST_SUITE_P(All, StoreUpkeep, testing::Values(Engine::kSqlite, Engine::kPostgresql),
                         engine_name);

TEST_P(StoreUpkeep, PrunesByAgeAndKeepsTheLastEpisodesAndEvents) {
  audit_night(*store_, 0, {result_with({lost_cascade("fk_gone")}, 0), result_with({}, 0, "silent")});
  audit_night(*store_, 1, {result_with({}, 1)});
  audit_night(*store_, 410, {result_with({}, 410)});
  audit_night(*store_, 411, {result_with({lost_cascade()}, 411)});
  const std::size_t events = store_->events_after(0).size();
  const auto counts = store_->prune(night(411), {.batch = 1});
  EXPECT_EQ(pruned(counts, "audits"), 2);
  EXPECT_EQ(pruned(counts, "drifts"), 1);
  EXPECT_EQ(store_->history("orders").size(), 2U);
  EXPECT_EQ(store_->history("silent").size(), 1U);
  EXPECT_EQ(store_->episodes("orders").size(), 2U);
  EXPECT_GT(store_->events_after(0).size(), events);
  EXPECT_EQ(faults_of(*store_), "");
  const auto again = store_->prune(night(411));
  for (const StoreCount& count : again) EXPECT_EQ(count.rows, 0) << count.what;
}

TEST_P(StoreUpkeep, ThinsInSyncResultsToOneADay) {
  for (int at = 0; at < 3; ++at)
    for (int hour = 0; hour < 4; ++hour) {
      AuditResult result = result_with({}, at);
      result.finished += std::chrono::hours(hour);
      audit_night(*store_, at, {result});
    }
  AuditResult drift = result_with({lost_cascade()}, 1);
  audit_night(*store_, 1, {drift});
  audit_night(*store_, 40, {result_with({}, 40)});
  EXPECT_EQ(pruned(store_->prune(night(40)), "audits thinned"), 9);
  EXPECT_EQ(store_->history("orders").size(), 5U);
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(StoreUpkeep, AClockThatIsAheadRemovesNothing) {
  for (int at = 0; at < 3; ++at) audit_night(*store_, at, {result_with({}, at)});
  for (const StoreCount& count : store_->prune(night(5000))) EXPECT_EQ(count.rows, 0) << count.what;
  EXPECT_EQ(store_->history("orders").size(), 3U);
}

TEST_P(StoreUpkeep, RefusesARetentionOfNothing) {
  EXPECT_THROW(store_->prune(night(1), {.audit_days = 0}), Error);
}

TEST_P(StoreUpkeep, CountsWhatItHolds) {
  audit_night(*store_, 1, {result_with({lost_cascade()}, 1)});
  const StoreStats stats = store_->stats();
  EXPECT_EQ(pruned(stats.counts, "audit"), 1);
  EXPECT_EQ(pruned(stats.counts, "event"), 2);
  EXPECT_GT(stats.bytes, 1000);
  EXPECT_EQ(stats.version, std::to_string(kStoreVersion));
  EXPECT_EQ(stats.last, night(1) + std::chrono::seconds(5));
}

/// A store with every kind of row in it.
void fill(Store& store) {
  Ack ack = ack_of("foreign_key:*", "b", night(10));
  ack.created = night(0);
  store.add_ack(ack);
  const Ack ended = store.add_ack(ack);
  TokenBook tokens(store);
  tokens.add(
      {.name = "ci", .digest = "aa", .scopes = {AccessScope::kRead}, .created = night(0), .ends = night(9)});
  tokens.revoke(
      tokens.add({.name = "old", .digest = "bb", .scopes = {AccessScope::kAdmin}, .created = night(0)}).id,
      night(1));
  const std::vector<StoredFinding> both = {lost_cascade(), unexpected_index("a")};
  audit_night(store, 1, {result_with({}, 1, "a"), result_with(both, 1, "b"), failed_with("lock", 1, "c")});
  store.expire_ack(ended.id, night(2));
  audit_night(store, 2, {result_with(both, 2, "a"), result_with({lost_cascade()}, 2, "b")});
  audit_night(store, 3, {result_with({}, 3, "a"), result_with({lost_cascade()}, 3, "b")});
}

/// The columns of which a change need not be found: keys, which other rows refer to, and when a token was
/// used.
const std::set<std::string> kNotCovered = {"store_info.content",    "finding.id",        "episode.id",
                                           "audit.drift_digest",    "audit.target_id",   "audit.sweep_id",
                                           "audit.snapshot_digest", "api_token.used_at", "store_info.name",
                                           "finding.drift_digest",  "episode.target_id"};

/// Returns SQL that gives a column another value in one row, or nothing where it cannot.
std::string change_of(const std::string& table, const std::string& column, const std::string& type,
                      const std::string& key) {
  const std::string row =
      " WHERE " + key + " = (SELECT max(" + key + ") FROM " + table + " WHERE " + column + " IS NOT NULL)";
  const std::string set = "UPDATE " + table + " SET " + column + " = ";
  const bool is_number = type == "integer" || type == "bigint";
  if (column == "scopes") return set + "'read,admin'" + row;
  if (column == "outcome") return set + "'acknowledged'" + row;
  if (column == "op") return set + "'validate'" + row;
  if (column.ends_with("_at") || column.ends_with("_from") || column.ends_with("_to"))
    return set + "'2001-01-01T00:00:00.000000Z'" + row;
  if (type == "blob" || type == "bytea") return set + "substr(" + column + ", 1, 12)" + row;
  if (column == "labels" || column == "counts" || column == "durations") return set + "'{\"x\":1}'" + row;
  if (column == "ack_ids") return set + "'[77]'" + row;
  if (column == "attributes") return set + "'[{\"name\":\"x\"}]'" + row;
  return set + (is_number ? column + " + 1000" : column + " || 'x'") + row;
}

/// Changes one value in a store, and puts it back.
class Tampering {
 public:
  Tampering(const StorePlace& place, Engine engine)
      : place_(place),
        begin_(engine == Engine::kSqlite ? "PRAGMA foreign_keys = OFF;"
                                         : "SET session_replication_role = replica;") {}

  /// Returns whether the store's own constraints let it pass.
  bool change(const std::string& table, const std::string& column, const std::string& type,
              const std::string& key) {
    const std::string same = column == key ? "" : ", " + column;
    place_.run("CREATE TABLE saved AS SELECT " + key + same + " FROM " + table);
    undo_ = column == key ? ""
                          : "UPDATE " + table + " SET " + column + " = saved." + column +
                                " FROM saved WHERE saved." + key + " = " + table + "." + key + ";";
    try {
      place_.run(begin_ + change_of(table, column, type, key));
    } catch (const std::exception&) {
      return false;
    }
    return true;
  }
  void undo() const { place_.run(begin_ + undo_ + "DROP TABLE saved"); }

 private:
  const StorePlace& place_;
  std::string begin_;
  std::string undo_;
};

TEST_P(StoreUpkeep, FindsAnyChangedRow) {
  fill(*store_);
  ASSERT_EQ(faults_of(*store_), "");
  const bool is_sqlite = GetParam() == Engine::kSqlite;
  const std::string tables[][2] = {
      {"event", "id"},   {"audit", "id"},   {"sweep", "id"}, {"snapshot", "digest"}, {"drift", "digest"},
      {"finding", "id"}, {"episode", "id"}, {"ack", "id"},   {"target", "id"},       {"api_token", "id"}};
  std::size_t seen = 0;
  for (const auto& [table, key] : tables) {
    const std::string columns =
        is_sqlite ? "SELECT name || ' ' || type FROM pragma_table_info('" + table + "')"
                  : "SELECT attname || ' ' || format_type(atttypid, -1) FROM pg_attribute WHERE attrelid = "
                    "'tenon." +
                        table + "'::regclass AND attnum > 0";
    std::istringstream lines(place_.query(columns));
    for (std::string column, type; lines >> column >> type;) {
      const std::string name = table + "." + column;
      if (column == key || kNotCovered.contains(name)) continue;
      Tampering tampering(place_, GetParam());
      if (tampering.change(table, column, type, key)) {
        EXPECT_NE(faults_of(*store_), "") << name;
        ++seen;
      }
      tampering.undo();
    }
  }
  EXPECT_EQ(faults_of(*store_), "");
  EXPECT_GT(seen, 60U);
}

TEST_P(StoreUpkeep, FindsWhatIsWrittenBesideWhatIsNotThere) {
  for (const char* sql :
       {"UPDATE episode SET changed_from = '2001-01-01T00:00:00.000000Z'",
        "UPDATE episode SET closed_from = '2001-01-01T00:00:00.000000Z'",
        "UPDATE episode SET acknowledged = 1", "UPDATE episode SET acknowledged = 2",
        "UPDATE episode SET opened_audit = 1",
        "UPDATE episode SET closed_audit = 2, closed_to = '2026-11-02T03:00:01.000000Z'",
        "UPDATE audit SET error_message = 'x' WHERE outcome = 'in_sync'", "UPDATE target SET labels = '{'"}) {
    StorePlace place(GetParam());
    const auto store = place.open();
    audit_night(*store, 1, {result_with({}, 1, "a"), result_with({lost_cascade()}, 1, "b")});
    ASSERT_EQ(faults_of(*store), "");
    place.run(sql);
    EXPECT_NE(faults_of(*store), "") << sql;
  }
}

TEST_P(StoreUpkeep, OfAPrunedStoreFindsNothingWrong) {
  for (int at = 0; at < 60; ++at)
    audit_night(*store_, at, {at % 7 == 0 ? result_with({lost_cascade()}, at) : result_with({}, at)});
  store_->prune(night(500), {.audit_days = 20});
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(StoreUpkeep, FindsAChangedKey) {
  for (const auto& [table, key] :
       {std::pair("event", "id"), std::pair("audit", "id"), std::pair("sweep", "id"),
        std::pair("snapshot", "digest"), std::pair("drift", "digest"), std::pair("ack", "id"),
        std::pair("api_token", "id")}) {
    StorePlace place(GetParam());
    const auto store = place.open();
    fill(*store);
    ASSERT_TRUE(
        Tampering(place, GetParam()).change(table, key, key == std::string("id") ? "integer" : "text", key));
    EXPECT_NE(faults_of(*store), "") << table;
  }
}

TEST_P(StoreUpkeep, FindsRemovedRows) {
  for (const char* sql :
       {"DELETE FROM event WHERE id = (SELECT max(id) FROM event)", "DELETE FROM event WHERE id = 2",
        "DELETE FROM audit WHERE id = 2", "DELETE FROM episode WHERE closed_audit IS NOT NULL",
        "DELETE FROM ack WHERE id = 1", "DELETE FROM finding WHERE id = 1", "DELETE FROM sweep WHERE id = 2",
        "DELETE FROM api_token WHERE id = 1", "DELETE FROM event"}) {
    StorePlace place(GetParam());
    const auto store = place.open();
    fill(*store);
    place.run((GetParam() == Engine::kSqlite ? "PRAGMA foreign_keys = OFF;"
                                             : "SET session_replication_role = replica;") +
              std::string(sql));
    EXPECT_NE(faults_of(*store), "") << sql;
  }
}

TEST_P(StoreUpkeep, ExportIsWholeAndHoldsEveryRow) {
  fill(*store_);
  std::map<std::string, int> rows;
  std::string last;
  store_->export_lines([&](std::string_view line) {
    last = line;
    ++rows[last.substr(10, last.find('"', 10) - 10)];
  });
  int all = 0;
  for (const auto& [table, count] : rows) {
    if (table == "end") continue;
    EXPECT_EQ(place_.query("SELECT count(*) FROM " + table), std::to_string(count)) << table;
    all += count;
  }
  EXPECT_EQ(last, "{\"table\":\"end\",\"rows\":" + std::to_string(all) + "}\n");
}

}  // namespace
}  // namespace tenon
