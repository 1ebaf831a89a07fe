// The result of one audit of one target, as it is remembered.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/instant.h"
#include "model/name.h"

namespace tenon {

/// What an audit of one target came to.
enum class AuditOutcome {
  kInSync,        ///< compared, and nothing differs
  kDrift,         ///< something differs that nobody has acknowledged
  kAcknowledged,  ///< everything that differs is acknowledged
  kError,         ///< it could not be told; `error` says why
  kMissed,        ///< it was due and did not run
};

/// Returns `in_sync`, `drift`, `acknowledged`, `error`, `missed`.
std::string_view to_string(AuditOutcome outcome);
/// The reverse of to_string(); nullopt for any other word.
std::optional<AuditOutcome> audit_outcome(std::string_view word);
/// Returns whether the audit could tell: the outcome is neither an error nor missed.
bool is_known(AuditOutcome outcome);

/// One attribute of a finding that differs.
struct StoredAttribute {
  std::string name;
  std::string actual;
  std::string declared;

  friend bool operator==(const StoredAttribute&, const StoredAttribute&) = default;
};

/// What people are shown of a finding while its comparison is at hand: texts as the two sides spell them.
/// No store keeps them; empty where schemas are mapped, since they name the schema of one target.
struct FindingTexts {
  std::string declared_definition;
  std::string actual_definition;
  std::vector<std::string> table_lines;  ///< of a table that only one side has
  std::vector<StoredAttribute> attributes;
  std::string referred_table;  ///< of a foreign key
  Source place;                ///< where it is declared
  std::string reason = {};     ///< of what could not be compared: why
};

/// One finding of a report as it is remembered: words and texts only. Schemas are those of the declaration:
/// whoever maps `tenant_17` to `tenant` does so before it gets here (app/stored_findings.h).
struct StoredFinding {
  std::string op;    ///< add drop change rename validate unknown
  std::string kind;  ///< foreign_key ...
  std::string schema;
  std::string table;
  std::string name;
  std::string key;                      ///< `foreign_key:public.orders.fk_orders_user_id_users`
  std::string actual_name;              ///< of a rename
  bool is_server_named = false;         ///< the server generated `name`
  bool is_actual_server_named = false;  ///< the server generated `actual_name`
  std::string declared_definition;      ///< in normal form
  std::string actual_definition;
  std::vector<StoredAttribute> attributes;
  std::string digest = {};                ///< of canonical(finding); see audit/fingerprint.h
  NotCompared<bool> is_destructive = {};  ///< while its comparison is at hand, if it was asked for
  NotCompared<FindingTexts> texts = {};

  friend bool operator==(const StoredFinding&, const StoredFinding&) = default;
};

/// Why an audit could not tell.
struct AuditError {
  std::string reason;   ///< `connect`, `lock` ...: to_string(Reason)
  std::string message;  ///< redacted

  friend bool operator==(const AuditError&, const AuditError&) = default;
};

/// How much was compared.
struct AuditCounts {
  std::int64_t tables = 0;
  std::int64_t constraints = 0;
  std::int64_t indexes = 0;
  std::int64_t ignored = 0;
  std::int64_t not_comparable = 0;

  friend bool operator==(const AuditCounts&, const AuditCounts&) = default;
};

/// How long the phases took, in milliseconds.
struct AuditDurations {
  std::int64_t connect = 0;
  std::int64_t read = 0;
  std::int64_t compare = 0;

  friend bool operator==(const AuditDurations&, const AuditDurations&) = default;
};

/// Which stanza a target comes from.
struct TargetOrigin {
  std::string configuration;  ///< its file; empty: not known
  std::string set = {};       ///< the set that lists it; empty: none
  bool is_list = false;       ///< it stands for a set or a schema map that could not be read

  friend bool operator==(const TargetOrigin&, const TargetOrigin&) = default;
};

/// The result of one audit of one target. It holds no URL and no secret: `url_ref` is a reference, such as
/// `env:ORDERS_URL`.
struct AuditResult {
  std::string target;
  std::map<std::string, std::string> labels;
  AuditOutcome outcome = AuditOutcome::kError;
  std::vector<StoredFinding> findings;  ///< all of them, in the report's order
  std::string fingerprint;              ///< of the findings that nobody acknowledged; empty if there are none
  std::string full_fingerprint;         ///< of all findings; empty if there are none
  std::int64_t acknowledged = 0;        ///< how many findings are acknowledged
  std::vector<std::int64_t> ack_ids;    ///< the acknowledgements that covered them, sorted
  std::optional<AuditError> error;      ///< of kError and kMissed
  std::string engine;                   ///< `postgresql`, `sqlite`
  std::string server_version;
  std::string url_ref;
  std::string declared_digest;  ///< `sha256:...` of the declaration
  std::string snapshot_digest;  ///< `sha256:...` of the catalog that was read; empty if none was
  AuditCounts counts;
  Instant started{};
  std::optional<Instant> read_at;  ///< when the snapshot was taken; nullopt: not known
  Instant finished{};
  std::int64_t attempts = 1;
  AuditDurations durations;
  std::string tool_version;
  NotCompared<TargetOrigin> origin = {};  ///< is remembered of the target, not of the result
  NotCompared<bool> is_partial = {};  ///< beside its findings, something could not be told; not remembered

  friend bool operator==(const AuditResult&, const AuditResult&) = default;
};

}  // namespace tenon
