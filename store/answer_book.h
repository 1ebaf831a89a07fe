// Answers that were given before, inside a store: who repeats a request by its key gets the same answer.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/instant.h"
#include "store/store.h"

namespace tenon {

/// A request that may be repeated.
struct RepeatableRequest {
  std::string caller;  ///< who sends it: keys of different callers are different
  std::string key;     ///< the value of Idempotency-Key
  std::string digest;  ///< of method, path and body: the same key for something else is a fault
};

/// An answer as it is remembered.
struct KeptAnswer {
  int status = 0;
  std::string content_type;
  std::string location;  ///< of the header of this name; empty: there was none
  std::string body;
};

/// What is known of a request.
struct RepeatVerdict {
  enum class Kind {
    kNew,         ///< nobody has sent it: answer it, then keep() the answer
    kInProgress,  ///< it is being answered
    kAnswered,    ///< `answer` is what was said
    kOther,       ///< the key was sent with another request
  };
  Kind kind = Kind::kNew;
  KeptAnswer answer = {};
};

/// The part of a store that remembers answers. It may be used as Store is, and throws what Store throws.
class AnswerBook {
 public:
  /// REQUIRES: the store outlives it.
  explicit AnswerBook(Store& store) : store_(store) {}

  /// Notes that a request is being answered, unless it is known; one that nobody finished answering within
  /// `patience` counts as new again.
  RepeatVerdict begin(const RepeatableRequest& request, Instant now, std::chrono::seconds patience);
  void keep(const RepeatableRequest& request, const KeptAnswer& answer);
  /// Forgets a request that was not answered, so that it may be sent again.
  void drop(const RepeatableRequest& request);
  /// Forgets what is older than a time.
  void forget(Instant before);

 private:
  Store& store_;
};

}  // namespace tenon
