// The audit store: what its other files share.

#include "store/store.h"

#include "store/session.h"

namespace tenon {

Store::Store(std::unique_ptr<StoreSession> session) : session_(std::move(session)) {}

Store::~Store() = default;

const std::string& Store::shown() const { return session_->shown(); }

bool Store::is_in_place() const { return session_->is_in_place(); }

std::string Store::identity() const { return session_->identity(); }

void Store::require_writable() {
  const std::lock_guard<std::mutex> turn(turn_);
  StoreTransaction transaction(*session_, Access::kRowWriting);
  const SqlValues row{"writable"};
  session_->run("INSERT INTO store_info (name, content) VALUES (?1, '')", row);
  session_->run("DELETE FROM store_info WHERE name = ?1", row);
  transaction.commit();
}

void Store::reading(const std::function<void(StoreSession&)>& read) {
  const std::lock_guard<std::mutex> turn(turn_);
  const StoreTransaction transaction(*session_, Access::kReading);
  read(*session_);
}

}  // namespace tenon
