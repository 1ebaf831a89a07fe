// Keeps notes of use until they are written.

#include "service/auth/use_notes.h"

#include <algorithm>
#include <utility>

namespace tenon {

namespace {

// Logins come and go; notes of so many are kept while the store takes nothing.
constexpr std::size_t kMostLogins = 10'000;

}  // namespace

void UseNotes::token_used(const ApiToken& token, Instant at) {
  const std::lock_guard lock(mutex_);
  notes_.tokens.insert_or_assign(token.id, std::pair(token, at));
}

void UseNotes::login_used(const StoredLogin& login, Instant at) {
  const std::lock_guard lock(mutex_);
  if (notes_.logins.size() >= kMostLogins && !notes_.logins.contains(login.digest)) return;
  notes_.logins.insert_or_assign(login.digest, std::pair(login, at));
}

Instant UseNotes::last_use(const StoredLogin& login) const {
  const std::lock_guard lock(mutex_);
  const auto at = notes_.logins.find(login.digest);
  return at == notes_.logins.end() ? login.used : std::max(login.used, at->second.second);
}

std::size_t UseNotes::write(TokenBook& book) {
  Notes notes;
  {
    const std::lock_guard lock(mutex_);
    notes = std::exchange(notes_, {});
  }
  const std::size_t all = notes.tokens.size() + notes.logins.size();
  try {
    for (; !notes.tokens.empty(); notes.tokens.erase(notes.tokens.begin()))
      book.used(notes.tokens.begin()->second.first, notes.tokens.begin()->second.second);
    for (; !notes.logins.empty(); notes.logins.erase(notes.logins.begin()))
      book.login_used(notes.logins.begin()->second.first, notes.logins.begin()->second.second);
  } catch (...) {
    put_back(std::move(notes));
    throw;
  }
  return all;
}

void UseNotes::put_back(Notes notes) {
  const std::lock_guard lock(mutex_);
  notes_.tokens.merge(notes.tokens);
  notes_.logins.merge(notes.logins);
}

}  // namespace tenon
