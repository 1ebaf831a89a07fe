// When tokens and logins were used, noted by those who answer requests and written by one who may wait.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "model/instant.h"
#include "store/token_book.h"

namespace tenon {

/// Notes of use that are not in the store yet. Any thread may call anything. Noting waits for nobody. Notes
/// are few (one a token and a login), and what cannot be written now is written later, or lost with the
/// process.
class UseNotes {
 public:
  void token_used(const ApiToken& token, Instant at);
  void login_used(const StoredLogin& login, Instant at);
  /// When a login was used, which the store may not know yet.
  Instant last_use(const StoredLogin& login) const;
  /// Writes what is noted, each once a minute at most. Throws Error as the store does; what was not written
  /// stays noted then. Returns how much was written.
  std::size_t write(TokenBook& book);

 private:
  struct Notes {
    std::map<std::int64_t, std::pair<ApiToken, Instant>> tokens;    ///< by id, with the newest use
    std::map<std::string, std::pair<StoredLogin, Instant>> logins;  ///< by digest
  };

  /// Takes back what was not written, unless something newer is noted.
  void put_back(Notes notes);

  mutable std::mutex mutex_;
  Notes notes_;
};

}  // namespace tenon
