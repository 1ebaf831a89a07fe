// Runs a declared script in an empty database, and reads what it has made.

#include "declare/sqlite/declaration.h"

#include <algorithm>
#include <string>
#include <vector>

#include "declare/sqlite/follow_ons.h"
#include "declare/sqlite/locations.h"
#include "model/dialect.h"
#include "model/faults.h"
#include "sql/character.h"
#include "sql/content.h"
#include "sql/sqlite_script.h"
#include "sql/token.h"

namespace tenon {

namespace {

using Piece = SqliteScriptPiece::Kind;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

/// Returns the first words of a statement, in lower case.
std::vector<std::string> first_words(const std::vector<Token>& all) {
  std::vector<std::string> words;
  for (const Token& token : all) {
    if (words.size() == 6) break;
    words.push_back(token.kind == TokenKind::kIdentifier || token.kind == TokenKind::kString
                        ? lower(content(token))
                        : lower(token.text));
  }
  return words;
}

/// Returns what to do about a rejected statement.
std::string way_out(const std::string& message, const ScriptDatabase& database) {
  const auto says = [&](std::string_view part) { return message.find(part) != std::string::npos; };
  if (says("already exists")) return "; it is declared twice: take one out, or write IF NOT EXISTS";
  if (says("no such table"))
    return "; files are read in the order in which they are given, those of a folder in the order of their "
           "names";
  if (says("no such module"))
    return "; this SQLite does not have it, and virtual tables are not compared: take it out";
  if (says("syntax error") || says("incomplete input"))
    return "; SQLite " + database.version() +
           " reads it: what a newer one understands can be declared as JSON ('tenon inspect URL -o json')";
  return "";
}

class Loader {
 public:
  explicit Loader(ScriptDatabase& database) : database_(database) {}

  void load(const Document& document) {
    for (const SqliteScriptPiece& piece : sqlite_script_pieces(document.text)) load(document, piece);
  }

  Catalog finished() {
    faults_.raise();
    return placed(database_.reflect(), statements_);
  }

 private:
  void load(const Document& document, const SqliteScriptPiece& piece) {
    const std::string_view text = piece.span.of(document.text);
    if (piece.kind == Piece::kDotCommand) {
      if (makes_objects(text)) follow_ons_.remember_any_object();
      return fault(
          document, piece.span.begin,
          "a command of the sqlite3 shell is no SQL: " + std::string(text.substr(0, 40)) + "; take it out");
    }
    if (piece.kind == Piece::kUnfinished) {
      follow_ons_.remember_words(text);
      return fault(document, piece.span.begin, "a quote, a comment or a trigger that begins here never ends");
    }
    const std::vector<Token> all = tokens(text, kSqlite);
    if (is_passed_over(first_words(all))) return;
    if (is_word(all[0], "attach") || is_word(all[0], "detach")) {
      follow_ons_.remember(all, "");
      return fault(document, piece.span.begin,
                   "a declared schema is one database: " + std::string(all[0].text));
    }
    run(document, piece.span, all);
  }

  /// Tells whether a command of the shell may create objects, of which nothing is known then.
  static bool makes_objects(std::string_view command) {
    return std::ranges::any_of(
        std::initializer_list<std::string_view>{".read", ".restore", ".open", ".import", ".clone", ".load"},
        [&](std::string_view each) { return command.starts_with(each); });
  }

  /// Tells whether the statement is skipped: it changes rows, or settings of the connection. Of the
  /// settings of the file those are kept that a program sets for itself.
  static bool is_passed_over(const std::vector<std::string>& words) {
    if (words[0] == "pragma") {
      const std::size_t at = words.size() > 3 && words[2] == "." ? 3 : 1;
      return words.size() <= at ||
             !is_one_of(words[at], {"foreign_keys", "legacy_alter_table", "user_version", "application_id"});
    }
    return is_one_of(words[0], {"insert", "replace", "update", "delete", "select", "values", "with",
                                "analyze", "reindex", "vacuum", "explain"});
  }

  void run(const Document& document, Span span, const std::vector<Token>& statement) {
    const std::string text(span.of(document.text));
    const auto refusal = database_.run(text);
    if (!refusal) {
      if (!created_name(statement).empty()) statements_.push_back({&document, span});
      return;
    }
    const bool follows = follow_ons_.contains(statement, refusal->message);
    follow_ons_.remember(statement, refusal->message);
    if (!follows)
      fault(document, span.begin + refusal->at.value_or(0),
            refusal->message + way_out(refusal->message, database_));
  }

  void fault(const Document& document, std::size_t at, std::string what) {
    faults_.add(source_at(document, at), std::move(what));
  }

  ScriptDatabase& database_;
  Faults faults_;
  std::vector<DeclaredStatement> statements_;
  FollowOns follow_ons_;
};

}  // namespace

Declaration read_sqlite(std::span<const Document> documents, ScriptDatabase& database) {
  Loader loader(database);
  for (const Document& document : documents) loader.load(document);
  return {loader.finished(), {}, {}};
}

}  // namespace tenon
