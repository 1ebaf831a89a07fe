#include "render/sqlite_guards.h"

#include "sql/quote.h"

namespace tenon {

namespace {

constexpr const char* kOpening = R"(CREATE TEMP TABLE "_tenon_guard" (
    step INTEGER PRIMARY KEY,
    bad INTEGER NOT NULL,
    problem TEXT NOT NULL,
    passed INTEGER
);
CREATE TEMP TRIGGER "_tenon_refuse" BEFORE UPDATE OF passed ON "_tenon_guard" WHEN OLD.bad <> 0
BEGIN
)";

/// SQLite takes no CASE of any length.
constexpr std::size_t kMessagesPerCase = 200;

constexpr const char* kRefusal = "the migration was stopped by an error; nothing was changed";

std::string raised(std::size_t step, const char* how, const std::string& message) {
  return "        WHEN " + std::to_string(step) + " THEN RAISE(" + how + ", " + literal(message) + ")\n";
}

std::string recorded(std::size_t step, const Guard& guard) {
  return "INSERT INTO temp.\"_tenon_guard\" (step, bad, problem)\nSELECT " + std::to_string(step) + ", n, " +
         literal(guard.subject) + " || n || " + literal(" " + guard.verdict) + " FROM (SELECT (" + guard.count +
         ") AS n);\n";
}

}  // namespace

std::string SqliteGuards::checked(const std::vector<Guard>& guards) {
  if (guards.empty()) return {};
  const std::string first = std::to_string(guards_.size() + 1);
  std::string text;
  for (const Guard& guard : guards) {
    guards_.push_back(guard);
    text += recorded(guards_.size(), guard);
  }
  const std::string range = "step BETWEEN " + first + " AND " + std::to_string(guards_.size());
  return text + "SELECT problem FROM temp.\"_tenon_guard\" WHERE bad <> 0 AND " + range +
         ";\nUPDATE temp.\"_tenon_guard\" SET passed = 1 WHERE " + range + ";\n";
}

std::string SqliteGuards::opening() const {
  std::string text = cleared() + kOpening;
  for (std::size_t i = 0; i < guards_.size(); ++i) {
    if (i % kMessagesPerCase == 0) text += i == 0 ? "    SELECT CASE OLD.step\n" : "    END;\n    SELECT CASE OLD.step\n";
    text += raised(i + 1, "ABORT", guards_[i].subject + guards_[i].verdict);
  }
  if (guards_.empty()) text += "    SELECT CASE OLD.step\n";
  return text + raised(guards_.size() + 1, "ROLLBACK", kRefusal) + "    END;\nEND;\n";
}

std::string SqliteGuards::closing() const {
  const std::string last = std::to_string(guards_.size() + 1);
  return "INSERT INTO temp.\"_tenon_guard\" (step, bad, problem)\nSELECT " + last + ", count(passed) <> " +
         std::to_string(guards_.size()) + ", '' FROM temp.\"_tenon_guard\";\n" +
         "UPDATE temp.\"_tenon_guard\" SET passed = 1 WHERE step = " + last + ";\n";
}

std::string SqliteGuards::cleared() {
  return "DROP TABLE IF EXISTS temp.\"_tenon_guard\";\n"
         "DROP VIEW IF EXISTS temp.\"_tenon_children\";\n"
         "DROP TABLE IF EXISTS temp.\"_tenon_violations\";\n";
}

}  // namespace tenon
