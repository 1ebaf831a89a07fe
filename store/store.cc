// The audit store: what its other files share.

#include "store/store.h"

#include "store/session.h"

namespace tenon {

Store::Store(std::unique_ptr<StoreSession> session) : session_(std::move(session)) {}

Store::~Store() = default;

const std::string& Store::shown() const { return session_->shown(); }

}  // namespace tenon
