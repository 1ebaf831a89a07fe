// What was defined over the API (targets and webhooks), inside a store.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/instant.h"
#include "store/store.h"

namespace tenon {

/// What a definition defines.
enum class DefinitionKind { kTarget, kWebhook };

/// Returns `target` or `webhook`.
std::string_view to_string(DefinitionKind kind);

/// A target or a webhook that was defined over the API.
struct Definition {
  DefinitionKind kind = DefinitionKind::kTarget;
  std::string name;
  std::string content = {};                ///< canonical JSON: what was sent, without any secret
  std::optional<std::string> secret = {};  ///< of a webhook, encrypted; nullopt: there is none
  std::string changed_by = {};             ///< the name of the token or the user
  Instant created{};
  Instant changed{};

  friend bool operator==(const Definition&, const Definition&) = default;
};

/// Returns what tells a definition from what it was before and will be: 16 hex digits of a digest.
std::string revision_of(const Definition& definition);

/// All definitions at one moment.
struct Definitions {
  std::int64_t revision = 0;         ///< grows with every change of any of them
  std::vector<Definition> all = {};  ///< by kind and name
};

/// Returns the definition of a kind and name, or nullptr.
const Definition* find_definition(const Definitions& definitions, DefinitionKind kind,
                                  const std::string& name);

/// What became of a definition that was sent.
enum class PutOutcome {
  kCreated,
  kChanged,
  kSame,     ///< it was so before; nothing was written
  kRefused,  ///< it was not as `holds` wants it; nothing was written
};

/// What is asked of the definition that is there, inside the transaction that changes it; nullptr: there is
/// none of this name.
using Precondition = std::function<bool(const Definition* before)>;

/// The part of a store that holds definitions. It may be used as Store is, and throws what Store throws. Each
/// change is in the log of events: `target.created`, `target.changed`, `target.deleted`, and the same of
/// webhooks.
class DefinitionBook {
 public:
  /// REQUIRES: the store outlives it.
  explicit DefinitionBook(Store& store) : store_(store) {}

  std::int64_t revision();
  Definitions all();
  std::optional<Definition> find(DefinitionKind kind, const std::string& name);
  /// Puts a definition in the place of the one of its kind and name; its times are the store's. Without a
  /// `secret` the one that was there stays.
  PutOutcome put(const Definition& definition, const Precondition& holds);
  /// Removes a definition; of a target the queued jobs are cancelled in the same transaction, of a
  /// webhook the messages that wait are given up; history stays. Returns false, without a change, if `holds`
  /// is not fulfilled. REQUIRES: `holds` is false for nullptr.
  bool remove(const Definition& of, const Precondition& holds);

 private:
  Store& store_;
};

/// Compares all definitions with what the log says of them, and adds what is wrong to `faults`. Returns how
/// many there are.
std::int64_t checked_definitions(StoreSession& session, std::vector<StoreFault>& faults);

}  // namespace tenon
