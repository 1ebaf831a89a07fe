// Connections to one store for several threads: each is used by one thread at a time.

#include "store/store_pool.h"

#include <chrono>

#include "model/error.h"

namespace tenon {

namespace {

/// How long a thread waits for a connection that others have.
constexpr std::chrono::seconds kPatience(10);

/// Returns whether a connection on which this was thrown is as good as before: somebody asked for the wrong
/// thing, or another one held a lock.
bool is_usable_after(const Error& error) {
  return error.fault() == Fault::kUsage || error.fault() == Fault::kDeclaration ||
         error.reason() == Reason::kLock;
}

}  // namespace

void StorePool::Borrowed::examine() {
  try {
    throw;
  } catch (const Error& error) {
    if (is_usable_after(error)) return;
    // The server is gone, and with it every other connection.
    if (error.fault() == Fault::kConnection) pool.throw_idle_away();
  } catch (...) {  // whatever it was, it may have left the connection in the middle of something
  }
  store.reset();
}

std::unique_ptr<Store> StorePool::taken() {
  {
    std::unique_lock lock(mutex_);
    if (!freed_.wait_for(lock, kPatience, [this] { return borrowed_ < most_; }))
      throw Error(Fault::kConnection, Reason::kLock,
                  "every connection to the audit store is in use; something holds it up");
    ++borrowed_;
  }
  try {
    if (auto store = taken_idle()) return store;
    return open_();
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

std::unique_ptr<Store> StorePool::taken_idle() {
  std::unique_ptr<Store> store;
  {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return nullptr;
    store = std::move(idle_.back());
    idle_.pop_back();
  }
  if (store->is_in_place()) return store;
  throw_idle_away();
  return nullptr;
}

void StorePool::give_back(std::unique_ptr<Store> store) {
  {
    const std::lock_guard lock(mutex_);
    --borrowed_;
    if (store) idle_.push_back(std::move(store));
  }
  freed_.notify_one();
}

void StorePool::throw_idle_away() {
  std::vector<std::unique_ptr<Store>> gone;  // closed after the lock is
  const std::lock_guard lock(mutex_);
  gone.swap(idle_);
}

std::size_t StorePool::idle() const {
  const std::lock_guard lock(mutex_);
  return idle_.size();
}

}  // namespace tenon
