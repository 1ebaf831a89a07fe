// Connections to one store for several threads: each is used by one thread at a time.

#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "store/store.h"

namespace tenon {

/// A few open stores that threads borrow. One that broke is thrown away, and another is opened when it is
/// wanted: a server that was restarted costs one Error, not one for each connection.
class StorePool {
 public:
  using Open = std::function<std::unique_ptr<Store>()>;

  /// At most `most` connections are open at once.
  StorePool(Open open, std::size_t most) : open_(std::move(open)), most_(most) {}

  /// Calls `work` with a store, which is this thread's alone until it returns; waits until one is free.
  /// Throws what `work` and opening throw, and Error(kConnection, lock) if none becomes free in ten seconds.
  /// REQUIRES: `work` asks for no second store.
  template <class Work>
  auto with(Work&& work) -> decltype(work(std::declval<Store&>())) {
    Borrowed borrowed(*this);
    try {
      return work(*borrowed.store);
    } catch (...) {
      borrowed.examine();
      throw;
    }
  }

  /// How many connections are open and idle.
  std::size_t idle() const;

 private:
  /// A store that is out of the pool.
  struct Borrowed {
    explicit Borrowed(StorePool& from) : pool(from), store(from.taken()) {}
    ~Borrowed() { pool.give_back(std::move(store)); }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    /// Throws the store away, unless what is being handled says that it can be used on.
    void examine();

    StorePool& pool;
    std::unique_ptr<Store> store;
  };

  std::unique_ptr<Store> taken();
  /// Returns a store that is open and idle, and still where it was opened; nullptr: there is none.
  std::unique_ptr<Store> taken_idle();
  void give_back(std::unique_ptr<Store> store);
  void throw_idle_away();

  Open open_;
  std::size_t most_;
  mutable std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Store>> idle_;
  std::size_t borrowed_ = 0;
};

}  // namespace tenon
