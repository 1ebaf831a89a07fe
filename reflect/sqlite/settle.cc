// Canonicalizes SQL texts with SQLite's compiler: takes questions, returns answers.

#include "reflect/sqlite/settle.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "model/dialect.h"
#include "reflect/sqlite/handle.h"
#include "sql/affinity.h"
#include "sql/character.h"
#include "sql/key.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

// Keys, defaults and NOT NULL are omitted: the compiler would put them into the byte code, and they are
// compared by themselves.
std::string scratch_table(const std::string& name, const Table& table) {
  const bool strict = option(table.options, "strict") != nullptr;
  std::string columns;
  for (const Column& column : table.columns) {
    columns += (columns.empty() ? "" : ", ") + quoted(column.name, kSqlite) + " " +
               std::string(affinity(column.type.text, strict));
    if (!column.collation.empty()) columns += " COLLATE " + quoted(column.collation, kSqlite);
  }
  return "CREATE TABLE " + quoted(name, kSqlite) + " (" + columns + ")";
}

/// Returns why a text cannot be one expression, whatever a compiler makes of it in parentheses; empty if it
/// can.
std::string fault_of(std::string_view text) {
  std::size_t depth = 0;
  const std::vector<Token> all = tokens(text, kSqlite);
  if (all.empty()) return "it is empty";
  for (const Token& token : all) {
    if (token.kind == TokenKind::kUnfinished) return "a quote in it never ends";
    if (is_word(token, "select") || is_word(token, "values")) return "it holds a query";
    if (token.kind != TokenKind::kSymbol) continue;
    if (token.text == ";") return "it is more than one statement";
    if (token.text == "(") ++depth;
    if (token.text == ")" && depth-- == 0) return "its parentheses do not match";
  }
  return depth == 0 ? "" : "its parentheses do not match";
}

/// Tells whether the outermost operator returns a truth value, which has no collation.
bool is_truth(std::string_view text) {
  constexpr std::array kOperators{"and",  "or",   "not",   "is",     "isnull",  "notnull", "in",
                                  "like", "glob", "match", "regexp", "between", "exists",  "=",
                                  "<>",   "<",    ">",     "<=",     ">="};
  const std::string key = canonical_key(text, kSqlite);
  std::size_t depth = 0;
  std::size_t cases = 0;
  for (const Token& token : tokens(key, kSqlite)) {
    if (token.text == "(") ++depth;
    if (token.text == ")") --depth;
    if (is_word(token, "case")) ++cases;
    if (is_word(token, "end") && cases > 0) --cases;
    const bool bare = token.kind == TokenKind::kWord || token.kind == TokenKind::kSymbol;
    if (depth == 0 && cases == 0 && bare && std::ranges::find(kOperators, token.text) != kOperators.end())
      return true;
  }
  return false;
}

// Addresses and registers depend on the expression alone. These opcodes depend on the tables around it.
bool belongs_to_surroundings(std::string_view opcode) {
  constexpr std::array kSurroundings{"Transaction", "OpenRead", "Explain", "Noop", "Trace"};
  return std::ranges::find(kSurroundings, opcode) != kSurroundings.end();
}

class Settler {
 public:
  Answer answer(const Question& question) {
    if (question.about == About::kType || question.about == About::kCast)
      return {type_form(question.text), ""};
    if (const std::string fault = fault_of(question.text); !fault.empty()) return cannot(fault);
    if (question.about == About::kDefault) return compiled("SELECT (" + question.text + "\n)", nullptr);
    const Scratch& scratch = scratch_of(*question.table);
    if (!scratch.fault.empty()) return cannot(scratch.fault);
    const std::string value = "(" + question.text + "\n)";
    // A comparison with itself shows the collation of a value, which an index would use.
    const std::string itself = is_truth(question.text) ? "" : ", " + value + " = " + value;
    const std::string from =
        quoted(scratch.name, kSqlite) + " AS " + quoted(question.table->name.name, kSqlite);
    return compiled("SELECT " + value + itself + " FROM " + from, question.table);
  }

 private:
  /// An in-memory table in place of the table of a question.
  struct Scratch {
    std::string name;
    std::string fault;  ///< why it could not be created; empty: it was
  };

  /// A column may have no type, which is then known as well.
  static std::string type_form(const std::string& text) {
    const std::string key = type(text, kSqlite).key;
    return key.empty() ? "(no type)" : key;
  }

  static Answer cannot(const std::string& why) { return {"", "SQLite cannot compile it: " + why}; }

  const Scratch& scratch_of(const Table& table) {
    const auto [at, is_new] = scratches_.try_emplace(&table);
    if (!is_new) return at->second;
    at->second.name = "scratch " + std::to_string(scratches_.size());
    SqliteCompiled create = handle_.compile(scratch_table(at->second.name, table));
    at->second.fault = create.error;
    if (create.error.empty()) handle_.query(create, [](const SqliteRow&) {});
    return at->second;
  }

  Answer compiled(const std::string& statement, const Table* table) {
    SqliteCompiled program = handle_.compile("EXPLAIN " + statement);
    if (!program.error.empty()) return cannot(program.error + advice(program.error));
    if (program.parameters > 0) return cannot("it has parameters");
    Answer answer;
    handle_.query(program, [&](const SqliteRow& row) { add_instruction(answer, row, table); });
    return answer;
  }

  static std::string advice(std::string_view error) {
    if (error.starts_with("no such function"))
      return "; the program that owns the database supplies it, and its text must be compared by eye";
    return error.starts_with("no such column") ? "; it may be a column that is yet to be added" : "";
  }

  static void add_instruction(Answer& answer, const SqliteRow& row, const Table* table) {
    const std::string_view opcode = row.text(1);
    if (belongs_to_surroundings(opcode)) return;
    if (!answer.reason.empty()) return;
    if (opcode.starts_with("Agg")) {
      answer = cannot("it is an aggregate");
      return;
    }
    answer.form += std::string(opcode);
    for (const int operand : {2, 3, 4}) answer.form += " " + operand_text(row, operand, table);
    if (!row.is_null(5)) answer.form += " " + literal(row.text(5));
    answer.form += " " + std::string(row.text(6)) + "\n";
  }

  // Names columns, because their positions may differ between the two sides. The table is the first cursor
  // that is opened.
  static std::string operand_text(const SqliteRow& row, int operand, const Table* table) {
    const bool is_place = operand == 3 && row.text(1) == "Column" && row.integer(2) == 0 && table != nullptr;
    if (!is_place) return std::string(row.text(operand));
    return quoted(table->columns.at(static_cast<std::size_t>(row.integer(operand))).name.key, kSqlite);
  }

  SqliteHandle handle_ = SqliteHandle::in_memory();
  std::map<const Table*, Scratch> scratches_;
};

}  // namespace

std::vector<Answer> settled_by_sqlite(const std::vector<Question>& questions) {
  std::vector<Answer> answers;
  if (questions.empty()) return answers;
  Settler settler;
  for (const Question& question : questions) answers.push_back(settler.answer(question));
  return answers;
}

}  // namespace tenon
