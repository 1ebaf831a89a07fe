#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "tests/service/all_pages.h"

namespace tenon {
namespace {

using namespace tenon::test;

/// A session that counts statements.
class CountingSession : public StoreSession {
 public:
  CountingSession(std::unique_ptr<StoreSession> session, std::size_t& count)
      : session_(std::move(session)), count_(count) {}

  const std::string& shown() const override { return session_->shown(); }
  const std::string& schema() const override { return session_->schema(); }
  void begin_writing() override { session_->begin_writing(); }
  void begin_row_writing() override { session_->begin_row_writing(); }
  void begin_reading() override { session_->begin_reading(); }
  void commit() override { session_->commit(); }
  void rollback() noexcept override { session_->rollback(); }
  std::vector<std::string> tables() override { return session_->tables(); }
  Instant now() override { return session_->now(); }
  std::string_view locking_free_rows() const override { return session_->locking_free_rows(); }
  std::int64_t bytes() override { return session_->bytes(); }
  void prepare() override { session_->prepare(); }
  void allow_changes(bool is_allowed) override { session_->allow_changes(is_allowed); }
  void require_whole() override { session_->require_whole(); }
  void shrink() override { session_->shrink(); }
  void give_back_log() noexcept override { session_->give_back_log(); }
  bool is_in_place() const override { return session_->is_in_place(); }
  std::string identity() const override { return session_->identity(); }

 private:
  SqlRows executed(std::string_view sql, const SqlValues& values) override {
    ++count_;
    return session_->run(sql, values);
  }

  std::unique_ptr<StoreSession> session_;
  std::size_t& count_;
};

/// How many statements each view runs over a fleet of so many tenants.
std::map<std::string, std::size_t> statements_of(int tenants) {
  const StorePlace place(Engine::kSqlite);
  make_fleet(*place.open(), tenants);
  std::size_t count = 0;
  Store store(std::make_unique<CountingSession>(open_sqlite_store({place.path(), place.path()}), count));
  const std::int64_t audit = last_audit_of(store, "tenant-0003");
  std::map<std::string, std::size_t> counts;
  const auto counted = [&](const std::string& name, const std::function<void()>& read) {
    count = 0;
    read();
    counts[name] = count;
  };
  counted("fleet", [&] { fleet_view(store, {}, morning()); });
  counted("fleet of a state", [&] { fleet_view(store, {"", TargetCondition::kInSync}, morning()); });
  counted("group", [&] { ASSERT_TRUE(group_view(store, shared_fingerprint(), morning()).view); });
  counted("target", [&] { ASSERT_TRUE(target_view(store, "tenant-0003", morning())); });
  counted("audit", [&] { ASSERT_TRUE(audit_view(store, audit)); });
  counted("graph", [&] { ASSERT_TRUE(graph_view(store, audit)); });
  counted("compare", [&] { ASSERT_TRUE(compare_view(store, 1, audit)); });
  counted("acks", [&] { acks_view(store, morning()); });
  counted("webhooks", [&] { webhooks_view(store, {}, "", morning()); });
  return counts;
}

TEST(Queries, AreAsManyForAHundredTargetsAsForSix) {
  const std::map<std::string, std::size_t> few = statements_of(6);
  EXPECT_EQ(few, statements_of(100));
  for (const auto& [name, count] : few) EXPECT_LE(count, 12U) << name;
}

}  // namespace
}  // namespace tenon
