// Tests how threads share connections to a store, and how broken ones are replaced.

#include "store/store_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "model/error.h"
#include "tests/store/stores.h"

namespace tenon {
namespace {

using namespace tenon::test;

TEST(StorePool, GivesEachConnectionToOneThreadAtATimeAndOpensNoMoreThanItMay) {
  StorePlace place(Engine::kSqlite);
  std::atomic<int> opened = 0;
  StorePool pool(
      [&] {
        ++opened;
        return place.open();
      },
      2);
  std::atomic<int> inside = 0;
  std::atomic<int> most = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i)
    threads.emplace_back([&] {
      for (int turn = 0; turn < 20; ++turn)
        pool.with([&](Store& store) {
          most = std::max(most.load(), ++inside);
          store.acks();
          --inside;
        });
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(most, 2);
  EXPECT_LE(opened, 2);
  EXPECT_LE(pool.idle(), 2U);
}

TEST(StorePool, ReplacesConnectionsThatAreGone) {
  StorePlace place(Engine::kPostgresql);
  std::atomic<int> opened = 0;
  StorePool pool(
      [&] {
        ++opened;
        return place.open();
      },
      4);
  pool.with([&](Store&) { pool.with([](Store&) {}); });
  EXPECT_EQ(opened, 2);
  place.run(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
      "pg_backend_pid()");
  EXPECT_THROW(pool.with([](Store& store) { return store.acks(); }), Error);
  EXPECT_EQ(pool.idle(), 0U);
  EXPECT_TRUE(pool.with([](Store& store) { return store.acks(); }).empty());
  EXPECT_EQ(opened, 3);
}

TEST(StorePool, KeepsAConnectionOnWhichSomebodyAskedForTheWrongThing) {
  StorePlace place(Engine::kSqlite);
  StorePool pool([&] { return place.open(); }, 1);
  EXPECT_THROW(pool.with([](Store& store) { store.expire_ack(7, night(1)); }), Error);
  EXPECT_EQ(pool.idle(), 1U);
  EXPECT_THROW(pool.with([](Store&) { throw std::runtime_error("x"); }), std::runtime_error);
  EXPECT_EQ(pool.idle(), 0U);
}

TEST(StorePool, AStoreThatCannotBeOpenedTakesNoPlace) {
  StorePlace place(Engine::kSqlite);
  bool is_there = false;
  StorePool pool(
      [&] {
        if (!is_there) throw Error(Fault::kConnection, "away");
        return place.open();
      },
      1);
  EXPECT_THROW(pool.with([](Store&) {}), Error);
  is_there = true;
  EXPECT_TRUE(pool.with([](Store& store) { return store.acks(); }).empty());
}

}  // namespace
}  // namespace tenon
