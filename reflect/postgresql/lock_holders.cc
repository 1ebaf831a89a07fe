// Finds out who holds the locks that a reader waits for.

#include "reflect/postgresql/lock_holders.h"

#include <algorithm>
#include <vector>

#include "model/listing.h"

namespace tenon {

namespace {

// Readers take ACCESS SHARE, which only ACCESS EXCLUSIVE conflicts with (manual, 13.3.1). One that is waited
// for holds readers up as well, and who it waits for is the one to look at. The times of other roles' queries
// are NULL for a role without pg_read_all_stats.
constexpr const char* kHolders = R"(
SELECT CASE WHEN c.relkind IN ('i', 'I') THEN (SELECT i.indrelid::regclass::text FROM pg_index i
                                               WHERE i.indexrelid = c.oid)
            ELSE n.nspname || '.' || c.relname END,
       l.granted, l.pid, a.application_name, a.usename,
       to_char(a.query_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
       CASE WHEN NOT l.granted THEN (pg_blocking_pids(l.pid))[1] END
FROM pg_locks l
JOIN pg_class c ON c.oid = l.relation
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.pid IS DISTINCT FROM pg_backend_pid()
  AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
  AND c.relkind <> 't' AND n.nspname NOT LIKE 'pg\_toast%'
ORDER BY l.granted DESC, c.relkind IN ('i', 'I'), a.query_start, l.pid, 1
LIMIT 100)";

std::string text(const pqxx::row& row, int column) {
  return row[column].is_null() ? std::string() : row[column].as<std::string>();
}

/// `pid 4711 (psql, role app, query begun 2026-11-20 03:00:01 UTC)`.
std::string session(const pqxx::row& row) {
  const std::string pid = text(row, 2);
  if (pid.empty()) return "a prepared transaction (pg_prepared_xacts)";
  std::string about;
  const auto add = [&](const std::string& what) { about += (about.empty() ? "" : ", ") + what; };
  if (!text(row, 3).empty()) add(text(row, 3));
  if (!text(row, 4).empty()) add("role " + text(row, 4));
  if (!text(row, 5).empty()) add("query begun " + text(row, 5) + " UTC");
  return "pid " + pid + (about.empty() ? "" : " (" + about + ")");
}

}  // namespace

std::string lock_holders(pqxx::transaction_base& transaction) {
  const pqxx::result rows = transaction.exec(kHolders);
  if (rows.empty()) return "";
  const pqxx::row first = rows[0];
  std::vector<std::string> tables;
  for (const auto& row : rows) {
    const bool is_same = text(row, 1) == text(first, 1) && text(row, 2) == text(first, 2);
    const std::string table = text(row, 0);
    if (is_same && std::find(tables.begin(), tables.end(), table) == tables.end()) tables.push_back(table);
  }
  const bool is_granted = first[1].as<bool>();
  const std::string verb = tables.size() > 1 ? " are " : " is ";
  const std::string blocked = text(first, 6).empty() ? "" : ", which waits for pid " + text(first, 6);
  return few(tables, 3) + verb + (is_granted ? "locked by " : "waited for by ") + session(first) + blocked;
}

}  // namespace tenon
