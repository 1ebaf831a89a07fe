#include "render/sqlite_guards.h"

#include "sql/quote.h"

namespace tenon {

namespace {

constexpr const char* kOpening =
    R"(CREATE TEMP TABLE "_tenon_found" (step INTEGER PRIMARY KEY, bad INTEGER, problem TEXT);
CREATE TEMP TABLE "_tenon_guard" (step INTEGER PRIMARY KEY, bad INTEGER NOT NULL);
CREATE TEMP TRIGGER "_tenon_refuse" BEFORE INSERT ON "_tenon_guard" WHEN NEW.bad <> 0
BEGIN
)";

/// SQLite takes no CASE of any length.
constexpr std::size_t kMessagesPerCase = 200;

constexpr const char* kRefusal = "the migration was stopped by an error; nothing was changed";

std::string raised(std::size_t step, const char* how, const std::string& message) {
  return "        WHEN " + std::to_string(step) + " THEN RAISE(" + how + ", " + literal(message) + ")\n";
}

constexpr const char* kCase = "    SELECT CASE NEW.step\n";

}  // namespace

std::string SqliteGuards::counted(const std::vector<Guard>& guards) {
  if (guards.empty()) return {};
  const std::size_t passed = messages_.size();
  std::string text;
  for (const Guard& guard : guards) {
    messages_.push_back(guard.subject + guard.verdict);
    const std::string subject = guard.subject.empty() ? "" : literal(guard.subject) + " || ";
    text += "INSERT INTO temp.\"_tenon_found\"\nSELECT " + std::to_string(messages_.size()) + ", n, " +
            subject + "n || " + literal(" " + guard.verdict) + "\nFROM (SELECT (" + guard.count +
            ") AS n);\n";
  }
  const std::string steps = "step > " + std::to_string(passed);
  return text + "SELECT problem FROM temp.\"_tenon_found\" WHERE bad <> 0 AND " + steps +
         " AND (SELECT count(*) FROM temp.\"_tenon_guard\") = " + std::to_string(passed) +
         ";\nINSERT INTO temp.\"_tenon_guard\" SELECT step, bad FROM temp.\"_tenon_found\" WHERE " + steps +
         ";\n";
}

std::string SqliteGuards::checked(const std::string& message, const std::string& select) {
  messages_.push_back(message);
  return "INSERT INTO temp.\"_tenon_guard\" SELECT " + std::to_string(messages_.size()) + ", (" + select +
         ");\n";
}

std::string SqliteGuards::opening() const {
  std::string text = cleared() + kOpening;
  for (std::size_t i = 0; i < messages_.size(); ++i) {
    if (i % kMessagesPerCase == 0) text += (i == 0 ? "" : "    END;\n") + std::string(kCase);
    text += raised(i + 1, "ABORT", messages_[i]);
  }
  if (messages_.empty()) text += kCase;
  return text + raised(messages_.size() + 1, "ROLLBACK", kRefusal) + "    END;\nEND;\n";
}

std::string SqliteGuards::closing() const {
  const std::string all = std::to_string(messages_.size());
  const std::string last = std::to_string(messages_.size() + 1);
  return "INSERT INTO temp.\"_tenon_guard\" SELECT " + last + ", count(*) <> " + all +
         " FROM temp.\"_tenon_guard\";\n";
}

std::string SqliteGuards::cleared() {
  return "DROP TABLE IF EXISTS temp.\"_tenon_found\";\n"
         "DROP TABLE IF EXISTS temp.\"_tenon_guard\";\n"
         "DROP TABLE IF EXISTS temp.\"_tenon_rows\";\n"
         "DROP VIEW IF EXISTS temp.\"_tenon_children\";\n"
         "DROP TABLE IF EXISTS temp.\"_tenon_violations\";\n";
}

}  // namespace tenon
