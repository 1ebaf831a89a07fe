// Tells the refusals of SQLite that follow from other faults of the same files.

#include "declare/sqlite/follow_ons.h"

#include <algorithm>
#include <array>
#include <optional>

#include "model/dialect.h"
#include "sql/character.h"
#include "sql/content.h"

namespace tenon {

namespace {

constexpr std::array<std::string_view, 12> kWordsOfCreate{"create",  "temp",  "temporary", "unique",
                                                          "virtual", "table", "index",     "view",
                                                          "trigger", "if",    "not",       "exists"};

bool is_of_create(std::string_view word) {
  return std::ranges::find(kWordsOfCreate, word) != kWordsOfCreate.end();
}

bool is_name(const Token& token) {
  return token.kind == TokenKind::kWord || token.kind == TokenKind::kIdentifier ||
         token.kind == TokenKind::kString;
}

/// Returns the words and names of a statement, folded and without quotes, and its signs.
std::vector<std::string> folded(const std::vector<Token>& statement) {
  std::vector<std::string> words;
  for (const Token& token : statement)
    words.push_back(is_name(token) ? lower(content(token)) : std::string(token.text));
  return words;
}

/// Returns what stands behind the first of these texts that a message contains, to its end, as a folded name
/// without its schema and quotes.
std::optional<std::string> name_behind(std::string_view message,
                                       std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) {
    const auto at = message.find(text);
    if (at == std::string_view::npos) continue;
    std::string name = lower(message.substr(at + text.size()));
    name.erase(0, name.rfind('.') + 1);
    std::erase(name, '"');
    return name;
  }
  return std::nullopt;
}

/// Removes `error in view v: ` and the like: SQLite compiles all views and triggers in some statements.
std::string_view without_dependent(std::string_view message) {
  while (message.starts_with("error in ")) {
    const auto colon = message.find(": ");
    if (colon == std::string_view::npos) break;
    message.remove_prefix(colon + 2);
  }
  return message;
}

}  // namespace

std::string created_name(const std::vector<Token>& statement) {
  if (statement.empty() || !is_word(statement[0], "create")) return {};
  std::size_t at = 0;
  while (at < statement.size() && statement[at].kind == TokenKind::kWord &&
         is_of_create(lower(statement[at].text)))
    ++at;
  if (at + 2 < statement.size() && statement[at + 1].text == ".") at += 2;
  return at < statement.size() ? lower(content(statement[at])) : "";
}

bool FollowOns::contains(const std::vector<Token>& statement, std::string_view message) const {
  const std::string_view bare = without_dependent(message);
  const std::vector<std::string> all = folded(statement);
  const std::set<std::string> words(all.begin(), all.end());
  return lacks_object(bare) || lacks_column(words, bare, bare != message) || meets_remainder(words, bare);
}

bool FollowOns::lacks_object(std::string_view message) const {
  const auto name = name_behind(
      message,
      {"no such table: ", "no such index: ", "no such view: ", "no such trigger: ", "unknown database "});
  return name && (any_object_ || objects_.contains(*name));
}

/// A table that is declared twice has the columns of the first declaration alone.
bool FollowOns::lacks_column(const std::set<std::string>& words, std::string_view message,
                             bool is_of_dependent) const {
  std::optional<std::string> name =
      name_behind(message, {"no such column: ", "has no column named ", "unknown column "});
  if (!name) return false;
  name->erase(std::min(name->find(" in foreign key"), name->size()));
  const auto is_named = [&](const std::string& table) { return words.contains(table); };
  return std::ranges::any_of(declared_twice_, is_named) ||
         std::ranges::any_of(columns_, [&](const TableColumn& each) {
           return each.second == *name && (is_of_dependent || is_named(each.first));
         });
}

bool FollowOns::meets_remainder(const std::set<std::string>& words, std::string_view message) const {
  if (const auto column = name_behind(message, {"duplicate column name: "}))
    return std::ranges::any_of(kept_columns_, [&](const TableColumn& each) {
      return each.second == *column && words.contains(each.first);
    });
  if (message.find("already") == std::string_view::npos) return false;
  return std::ranges::any_of(kept_, [&](const std::string& name) { return words.contains(name); });
}

void FollowOns::remember(const std::vector<Token>& statement, std::string_view message) {
  const std::vector<std::string> words = folded(statement);
  if (words.empty()) return;
  if (words[0] == "alter") return remember_alteration(words, message);
  if (words[0] == "attach") {
    objects_.insert(words.back());
    return;
  }
  if (words[0] == "drop") {
    if (!message.starts_with("no such")) kept_.insert(words.back());
    return;
  }
  if (message.find("syntax error") == std::string_view::npos && words[0] == "create") {
    (message.find("already exists") == std::string_view::npos ? objects_ : declared_twice_)
        .insert(created_name(statement));
    return;
  }
  for (const Token& token : statement) {
    if (token.text == "(" || is_word(token, "as") || is_word(token, "on")) break;
    if (is_name(token) && !is_of_create(lower(token.text))) objects_.insert(lower(content(token)));
  }
}

/// Reads `ALTER TABLE [schema.]t` and what it would do; what is unclear may be anything.
void FollowOns::remember_alteration(const std::vector<std::string>& words, std::string_view message) {
  std::size_t at = words.size() > 4 && words[3] == "." ? 4 : 2;
  if (at + 2 >= words.size()) return;
  const std::string table = words[at];
  const std::string verb = words[at + 1];
  at += 2;
  if (verb == "rename" && words[at] == "to") {
    objects_.insert(words.back());
    if (!message.starts_with("no such")) kept_.insert(table);
    return;
  }
  if (words[at] == "column" && at + 1 < words.size()) ++at;
  if (verb == "add") columns_.emplace(table, words[at]);
  if (verb == "rename") columns_.emplace(table, words.back());
  if ((verb == "rename" || verb == "drop") && !message.starts_with("no such"))
    kept_columns_.emplace(table, words[at]);
}

void FollowOns::remember_words(std::string_view text) {
  std::string word;
  for (const char c : std::string(text) + " ") {
    if (is_word_part(c)) {
      word += c;
      continue;
    }
    if (!word.empty() && !is_of_create(lower(word))) objects_.insert(lower(word));
    word.clear();
  }
}

}  // namespace tenon
