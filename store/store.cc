// The audit store: what its other files share.

#include "store/store.h"

#include "store/session.h"

namespace tenon {

Store::Store(std::unique_ptr<StoreSession> session) : session_(std::move(session)) {}

Store::~Store() = default;

const std::string& Store::shown() const { return session_->shown(); }

void Store::reading(const std::function<void(StoreSession&)>& read) {
  const std::lock_guard<std::mutex> turn(turn_);
  const StoreTransaction transaction(*session_, Access::kReading);
  read(*session_);
}

}  // namespace tenon
