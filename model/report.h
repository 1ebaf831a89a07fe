// The result of a comparison, its outcome and its exit code.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/change.h"
#include "model/fail_on.h"

namespace tenon {

/// Something that could not be compared. It is neither a change nor ignored, and the result is never "in
/// sync".
struct Unknown {
  Key key;
  std::string attribute;  ///< which attribute; empty: the whole object
  std::string reason;     ///< why, and what to do
  std::string actual;
  std::string declared;
  NotCompared<Source> source = {};  ///< of the declared side, if there is one

  friend bool operator==(const Unknown&, const Unknown&) = default;
};

/// The origin of a side as a report shows it, without secrets.
struct Side {
  std::string kind;            ///< "postgresql", "sqlite", "json", "sql"
  std::string url;             ///< `postgresql://***@host/db`; empty for a file
  std::string path;            ///< of a file; several joined with ", "
  std::string server_version;  ///< empty for a file

  friend bool operator==(const Side&, const Side&) = default;
};

/// How a message calls a side: its URL, or its files.
std::string to_string(const Side& side);

struct Counts {
  std::size_t tables = 0;
  std::size_t constraints = 0;
  std::size_t indexes = 0;
  std::size_t sequences = 0;
  std::size_t types = 0;
  std::size_t ignored = 0;  ///< left out by filters: runners' bookkeeping tables, --exclude
};

/// Returns whether nothing at all was compared.
bool is_empty(const Counts& counts);

/// An object of a kind that tenon does not model. It is compared by its name and by the digest of its
/// definition.
struct UnmodelledEntry {
  QualifiedName name;
  QualifiedName table;          ///< the table it belongs to; empty for a view or a function
  bool is_actual = false;       ///< the actual side holds it
  bool is_declared = false;     ///< the declared side holds it
  std::string actual_digest;    ///< `sha256:...`; empty if that side cannot print the definition
  std::string declared_digest;  ///< the same of the declared side
  bool differs = false;         ///< one side is known to lack it or to have another definition

  friend bool operator==(const UnmodelledEntry&, const UnmodelledEntry&) = default;
};

/// The objects of one kind that tenon does not model, by name.
struct UnmodelledKind {
  std::string kind;  ///< "view", "trigger", "function" ...
  std::vector<UnmodelledEntry> objects;

  friend bool operator==(const UnmodelledKind&, const UnmodelledKind&) = default;
};

/// What a migration does to an object that no change asks for.
enum class Effect {
  kRecreate,  ///< drops it and creates it again as it is
  kRebuild,   ///< creates a table again and copies its rows (SQLite)
  kRewrite,   ///< writes every row of a table again
  kReindex,   ///< builds the indexes of a table again
  kFill,      ///< gives a value to rows that have none
  kReattach,  ///< takes a table from its parent and gives it back
  kContinue,  ///< moves a sequence behind the values that are there
  kAlter,     ///< changes it on the way
  kCreate,    ///< creates what neither side has by itself
  kDrop,      ///< drops what both sides have
};

/// Returns `recreate`, as JSON spells it.
std::string_view to_string(Effect effect);

/// What a migration does to an object beyond the changes: because of them, and not seen in them.
struct Consequence {
  Key key;
  Effect effect;
  std::string reason;

  friend bool operator==(const Consequence&, const Consequence&) = default;
};

/// `public.orders.fk_orders_user_id_users`: a key without its kind.
std::string full_name(const Key& key);
/// `recreate foreign_key public.orders.fk: column public.users.id changes its type`.
std::string describe(const Consequence& consequence);

enum class Outcome { kInSync, kDrift, kUnknown };

/// The result of a comparison. The exit code depends on this and nothing else.
struct Report {
  Side actual;
  Side declared;
  Counts compared;
  std::vector<Change> changes;
  std::vector<Consequence> consequences;  ///< of the way up, in the order of their keys
  std::vector<Unknown> unknowns;
  std::vector<UnmodelledKind> not_modelled;
  bool fail_on_unmodelled = true;     ///< a difference among unmodelled objects prevents "in sync"
  FailOn fail_on = FailOn::kAny;      ///< which changes the exit code tells
  std::vector<Key> destructive;       ///< of changes that destroy data; known where `fail_on` asks for it
  std::vector<std::string> left_out;  ///< the keys of the objects that filters left out, sorted
  std::vector<std::string> notes;     ///< further remarks for the reader
};

/// Returns whether any unmodelled object is known to differ.
bool unmodelled_differ(const Report& report);

/// Returns whether a change of the report is one that its `fail_on` names.
bool fails(const Report& report, const Change& change);
/// Returns whether there is a change that fails.
bool fails(const Report& report);

/// Returns whether, beside the changes, something could not be compared, or an unmodelled object differs
/// (fail_on_unmodelled).
bool is_partial(const Report& report);

/// Returns drift if any change fails; else unknown if something could not be compared, nothing was there to
/// compare, or an unmodelled object differs (fail_on_unmodelled); else drift if there is any change; else in
/// sync.
Outcome outcome(const Report& report);
/// Returns 0 if in sync, 2 for drift, 1 for unknown.
int exit_code(Outcome outcome);
/// Returns that of its outcome, but 0 for drift of which no change fails.
int exit_code(const Report& report);

}  // namespace tenon
