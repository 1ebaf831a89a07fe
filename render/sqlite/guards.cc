// Writes the guards of a SQLite script: counts that raise an error.

#include "render/sqlite/guards.h"

#include "sql/quote.h"

namespace tenon {

namespace {

/// SQLite limits the length of a CASE.
constexpr std::size_t kMessagesPerCase = 200;

constexpr const char* kRefusal = "the migration was stopped by an error; nothing was changed";

std::string raised(std::size_t step, const char* how, const std::string& message) {
  return "        WHEN " + std::to_string(step) + " THEN RAISE(" + how + ", " + literal(message) + ")\n";
}

constexpr const char* kCase = "    SELECT CASE NEW.step\n";

}  // namespace

std::string SqliteGuards::count_statements(const std::vector<Guard>& guards) {
  if (guards.empty()) return {};
  const std::size_t passed = messages_.size();
  const std::string found = "temp." + helper("found");
  const std::string guard_table = "temp." + helper("guard");
  std::string text;
  for (const Guard& guard : guards) {
    messages_.push_back(guard.subject + guard.verdict);
    const std::string subject = guard.subject.empty() ? "" : literal(guard.subject) + " || ";
    text += "INSERT INTO " + found + "\nSELECT " + std::to_string(messages_.size()) + ", n, " + subject +
            "n || " + literal(" " + guard.verdict) + "\nFROM (SELECT (" + guard.count + ") AS n);\n";
  }
  const std::string steps = "step > " + std::to_string(passed);
  return text + "SELECT problem FROM " + found + " WHERE bad <> 0 AND " + steps +
         " AND (SELECT count(*) FROM " + guard_table + ") = " + std::to_string(passed) + ";\nINSERT INTO " +
         guard_table + " SELECT step, bad FROM " + found + " WHERE " + steps + ";\n";
}

std::string SqliteGuards::checked(const std::string& message, const std::string& select) {
  messages_.push_back(message);
  return "INSERT INTO temp." + helper("guard") + " SELECT " + std::to_string(messages_.size()) + ", (" +
         select + ");\n";
}

std::string SqliteGuards::opening() const {
  const std::string guard = helper("guard");
  std::string text = cleared() + "CREATE TEMP TABLE " + helper("found") +
                     " (step INTEGER PRIMARY KEY, bad INTEGER, problem TEXT);\nCREATE TEMP TABLE " + guard +
                     " (step INTEGER PRIMARY KEY, bad INTEGER NOT NULL);\nCREATE TEMP TRIGGER " +
                     helper("refuse") + " BEFORE INSERT ON " + guard + " WHEN NEW.bad <> 0\nBEGIN\n";
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
  const std::string guard = "temp." + helper("guard");
  return "INSERT INTO " + guard + " SELECT " + last + ", count(*) <> " + all + " FROM " + guard + ";\n";
}

std::string SqliteGuards::cleared() const {
  std::string text;
  for (const char* table : {"found", "guard", "rows", "values"})
    text += "DROP TABLE IF EXISTS temp." + helper(table) + ";\n";
  return text + "DROP VIEW IF EXISTS temp." + helper("children") + ";\nDROP TABLE IF EXISTS temp." +
         helper("violations") + ";\n";
}

std::string SqliteGuards::helper(const std::string& name) const {
  return quoted(prefix_ + "_" + name, kSqlite);
}

}  // namespace tenon
