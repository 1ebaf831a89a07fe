// What pages show of drift that several targets share: ages, spread, findings.

#include <algorithm>

#include "store/overview.h"
#include "store/rows.h"

namespace tenon {

namespace {

/// When an episode took the form that it has now.
constexpr const char* kSince = "coalesce(e.changed_to, e.window_to)";

constexpr std::size_t kFingerprintLength = 19;  // 7c1e-f0a2-93d4-5b16
constexpr std::size_t kBlock = 4;

/// Returns a text as the beginning of a fingerprint, with its dashes; empty if no fingerprint begins so.
std::string fingerprint_prefix(const std::string& text) {
  std::string digits;
  for (const char c : text) {
    if (c == '-') continue;
    const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool is_digit = (lower >= '0' && lower <= '9') || (lower >= 'a' && lower <= 'f');
    if (!is_digit) return "";
    digits += lower;
  }
  std::string prefix;
  for (std::size_t i = 0; i < digits.size(); ++i)
    prefix += (i > 0 && i % kBlock == 0 ? "-" : "") + std::string(1, digits[i]);
  return prefix.size() > kFingerprintLength ? "" : prefix;
}

/// Returns `?1, ?2, ?3`.
std::string placeholders(std::size_t count) {
  std::string text;
  for (std::size_t i = 1; i <= count; ++i) text += (i > 1 ? ", ?" : "?") + std::to_string(i);
  return text;
}

}  // namespace

std::map<std::string, DriftAge> drift_ages(StoreSession& session) {
  std::map<std::string, DriftAge> all;
  for (const SqlRow& row :
       session.run(std::string("SELECT e.fingerprint, count(*), min(") + kSince +
                   ") FROM episode e WHERE e.closed_audit IS NULL GROUP BY e.fingerprint"))
    all.emplace(row.text(0), DriftAge{row.integer(1), row.instant(2)});
  return all;
}

std::vector<GroupEpisode> group_episodes(StoreSession& session, const std::string& fingerprint,
                                         std::int64_t limit) {
  constexpr std::size_t kSinceColumn = 12;
  std::vector<GroupEpisode> all;
  for (const SqlRow& row :
       session.run(std::string("SELECT ") + kEpisodeColumns + ", " + kSince + kEpisodeTables +
                       "WHERE e.fingerprint = ?1 AND e.closed_audit IS NULL ORDER BY 13, t.name LIMIT ?2",
                   {fingerprint, limit}))
    all.push_back({stored_episode(row), row.instant(kSinceColumn)});
  return all;
}

std::vector<SpreadRow> spread_rows(StoreSession& session, const std::string& fingerprint,
                                   std::int64_t limit) {
  std::vector<SpreadRow> all;
  for (const SqlRow& row :
       session.run(std::string("SELECT substr(CASE WHEN e.fingerprint = ?1 THEN ") + kSince +
                       " ELSE e.window_to END, 1, 10), count(*), sum(CASE WHEN e.fingerprint = ?1 AND "
                       "e.closed_audit IS NULL THEN 1 ELSE 0 END) FROM episode e WHERE e.fingerprint = ?1 OR "
                       "e.first_fingerprint = ?1 GROUP BY 1 ORDER BY 1 LIMIT ?2",
                   {fingerprint, limit}))
    all.push_back({row.text(0), row.integer(1), row.integer(2)});
  return all;
}

std::vector<std::string> fingerprints_like(StoreSession& session, const std::string& prefix,
                                           std::int64_t limit) {
  const std::string known = fingerprint_prefix(prefix);
  if (known.empty()) return {};
  const bool is_whole = known.size() == kFingerprintLength;
  const std::string condition =
      is_whole ? " = ?1"
               : " LIKE ?1";  // it is hexadecimal digits and dashes: nothing in it is a pattern but the end
  std::vector<std::string> all;
  for (const SqlRow& row : session.run("SELECT fingerprint FROM episode WHERE fingerprint" + condition +
                                           " UNION SELECT first_fingerprint FROM episode WHERE "
                                           "first_fingerprint" +
                                           condition + " ORDER BY 1 LIMIT ?2",
                                       {is_whole ? known : known + "%", limit}))
    all.push_back(row.text(0));
  return all;
}

std::optional<GroupSample> group_sample(StoreSession& session, const std::string& fingerprint) {
  const SqlRows rows = session.run(
      "SELECT a.id, t.name, a.drift_digest, a.snapshot_digest FROM audit a JOIN target t ON t.id = "
      "a.target_id WHERE a.id = (SELECT max(id) FROM audit WHERE fingerprint = ?1)",
      {fingerprint});
  if (rows.empty()) return std::nullopt;
  const SqlRow& row = rows.front();
  return GroupSample{row.integer(0), row.text(1), row.text(2), !row.is_null(3)};
}

std::map<std::string, std::vector<StoredFinding>> finding_rows(StoreSession& session,
                                                               const std::vector<std::string>& drifts) {
  std::map<std::string, std::vector<StoredFinding>> all;
  if (drifts.empty()) return all;
  const SqlValues values(drifts.begin(), drifts.end());
  for (const SqlRow& row : session.run(std::string("SELECT drift_digest, ") + kFindingColumns +
                                           " FROM finding WHERE drift_digest IN (" +
                                           placeholders(drifts.size()) + ") ORDER BY drift_digest, position",
                                       values))
    all[row.text(0)].push_back(stored_finding(row, 1));
  return all;
}

std::vector<Ack> acks_with(StoreSession& session, const std::vector<std::int64_t>& ids) {
  std::vector<Ack> all;
  if (ids.empty()) return all;
  const SqlValues values(ids.begin(), ids.end());
  for (const SqlRow& row : session.run(std::string("SELECT ") + kAckColumns + " FROM ack WHERE id IN (" +
                                           placeholders(ids.size()) + ") ORDER BY id",
                                       values))
    all.push_back(stored_ack(row));
  return all;
}

}  // namespace tenon
