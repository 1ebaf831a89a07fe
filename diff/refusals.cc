// Asks the actual database which new types and expressions its compiler rejects; returns one line for each.

#include "diff/refusals.h"

#include <algorithm>
#include <deque>
#include <set>

#include "diff/sql_text.h"
#include "diff/words.h"
#include "model/unmodelled.h"

namespace tenon {

namespace {

/// A text in question, and the object that it belongs to.
struct Doubt {
  Question question;
  std::string key_text;  ///< its canonical key, in which keywords are folded
  Key key;
  std::string attribute;
  Source source;
};

/// The names that a script creates: a text that uses one cannot be compiled yet. What is not modelled is not
/// among them, as no script creates it.
class NewNames {
 public:
  NewNames(const std::vector<Change>& changes, const Catalog& actual, const Catalog& declared) {
    for (const Change& change : changes) add(change);
    for (std::size_t i = names_.size(); i-- > 0;)
      if (names_[i].find(kKeyQuote) != std::string::npos) names_.push_back(doubled_quotes(names_[i]));
    std::set<std::string> there;
    for (const UnmodelledObject& other : all_unmodelled(actual)) there.insert(bare(other));
    for (const UnmodelledObject& other : all_unmodelled(declared))
      if (!there.contains(bare(other))) lacking_.push_back(bare(other));
  }

  /// Tells whether a text names something new, or a column whose type is new. What an extension creates is
  /// not known, but nothing that the declared side lists by itself.
  bool may_make(const Doubt& doubt) const {
    const auto is_named = [&](const std::string& name) { return has_word(doubt.question.text, name); };
    if (has_extension_ && std::ranges::none_of(lacking_, is_named)) return true;
    const Table& home = *doubt.question.table;
    const auto names = [&](const Name& name) { return has_word(doubt.key_text, name.text); };
    return any_in(doubt.key_text) || any_in(doubt.question.text) || any_in(doubt.question.target) ||
           std::ranges::any_of(home.columns, [&](const Column& column) {
             return (names(column.name) || names(home.name.name)) && any_in(column.type.text);
           });
  }

 private:
  bool any_in(std::string_view text) const {
    return std::ranges::any_of(names_, [&](const std::string& name) { return has_word(text, name); });
  }

  /// Returns the name as it stands inside a quoted identifier of a key.
  static std::string doubled_quotes(const std::string& name) {
    std::string doubled;
    for (const char c : name) doubled += c == kKeyQuote ? std::string(2, c) : std::string(1, c);
    return doubled;
  }

  /// Returns the name without the arguments of a routine.
  static std::string bare(const UnmodelledObject& other) {
    const std::string& name = other.name.name.text;
    return name.substr(0, name.find('('));
  }

  void add(const Change& change) {
    if (const auto* altered = std::get_if<Altered>(&change)) add_labels(*altered);
    const auto* added = std::get_if<Added>(&change);
    if (!added) return;
    has_extension_ = has_extension_ || added->key.kind == Kind::kExtension;
    if (added->key.kind <= Kind::kTable) names_.push_back(added->key.name.text);
  }

  void add_labels(const Altered& altered) {
    const auto* made = std::get_if<Enum>(&altered.declared);
    if (!made) return;
    const auto& known = std::get<Enum>(altered.actual).labels;
    for (const std::string& label : made->labels)
      if (std::ranges::find(known, label) == known.end()) names_.push_back(label);
  }

  std::vector<std::string> names_;
  std::vector<std::string> lacking_;  ///< what is not modelled, and only declared
  bool has_extension_ = false;
};

/// Collects the texts of everything that is added.
class Doubts {
 public:
  explicit Doubts(const Catalog& declared) : declared_(declared) {}

  /// Adds the new type of a column: values of the old type may have no cast to it. Values of a user-defined
  /// type are converted through text.
  void add(const Altered& altered) {
    const auto* to = std::get_if<Column>(&altered.declared);
    if (!to || std::ranges::find(altered.attributes, "type", &AttributeChange::attribute) ==
                   altered.attributes.end())
      return;
    const Type& from = std::get<Column>(altered.actual).type;
    const Table* home = find_table(declared_, altered.key.table_name());
    if (!home || is_users(from) || is_users(to->type)) return;
    all.push_back(
        {{About::kCast, to->type.text, home, from.text}, to->type.key, altered.key, "type", *to->source});
  }

  void add(const Added& added) {
    if (const auto* table = std::get_if<Table>(&added.declared)) return add(*table);
    const Table* home = home_of(added);
    if (home) std::visit([&](const auto& object) { add(object, added.key, *home); }, added.declared);
  }

  std::vector<Doubt> all;

 private:
  void add(const Table& table) {
    const auto key = [&](Kind kind, const Name& name) {
      return Key{kind, table.name.schema, table.name.name, name};
    };
    for (const Column& column : table.columns) add(column, key(Kind::kColumn, column.name), table);
    for (const Constraint& constraint : table.constraints)
      std::visit([&](const auto& c) { add(c, key(kind_of(constraint), c.name), table); }, constraint);
  }

  template <class T>
  void add(const T& object, const Key& key, const Table& home) {
    for_each_sql_text(object, [&](const ConstSqlText& sql_text) {
      const std::string_view attribute = sql_text.attribute;
      const bool is_condition = attribute == "sqltext" || attribute == "where";
      const bool is_known = sql_text.about == About::kType && !types_.insert(*sql_text.key).second;
      if (is_known || is_plain(*sql_text.text)) return;
      all.push_back({{is_condition ? About::kCondition : sql_text.about, *sql_text.text, &home,
                      std::string(sql_text.target)},
                     *sql_text.key,
                     key,
                     sql_text.attribute,
                     *object.source});
    });
  }

  /// Tells whether a type is user-defined: its name is qualified or quoted.
  static bool is_users(const Type& type) { return type.key.find_first_of(".\"") != std::string::npos; }

  /// Tells whether a text is a number, which always compiles.
  static bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  }

  /// Returns the table that its texts refer to; for a type, a substitute. Returns nullptr if it has no texts.
  const Table* home_of(const Added& added) {
    if (!added.key.table.empty()) return find_table(declared_, added.key.table_name());
    if (!user_type_of(added.declared)) return nullptr;
    Table& made = stand_ins_.emplace_back();
    made.name = {added.key.schema, added.key.name};
    if (const auto* domain = std::get_if<Domain>(&added.declared)) {
      made.columns.emplace_back();
      made.columns.back().name = Name("value");
      made.columns.back().type = domain->type;
    }
    return &made;
  }

  const Catalog& declared_;
  std::deque<Table> stand_ins_;
  std::set<std::string> types_;  ///< types that are in the list already
};

std::string describe(const Doubt& doubt, const Answer& answer) {
  const std::string place = doubt.source.path.empty() ? "" : " (" + to_string(doubt.source) + ")";
  return to_string(doubt.key) + place + ": " + doubt.attribute + " " + doubt.question.text + ": " +
         answer.reason + "; a script will fail there unless that is fixed or created first";
}

}  // namespace

std::vector<std::string> expected_refusals(const std::vector<Change>& changes, const Catalog& actual,
                                           const Catalog& declared, const Canonicalizer& ask) {
  const NewNames news(changes, actual, declared);
  Doubts doubts(declared);
  for (const Change& change : changes) {
    if (const auto* added = std::get_if<Added>(&change)) doubts.add(*added);
    if (const auto* altered = std::get_if<Altered>(&change)) doubts.add(*altered);
  }
  if (doubts.all.empty()) return {};
  std::vector<Question> questions;
  for (const Doubt& doubt : doubts.all) questions.push_back(doubt.question);
  const std::vector<Answer> answers = ask(questions);
  std::vector<std::string> lines;
  std::set<std::string> told_types;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const Doubt& doubt = doubts.all[i];
    if (!answers[i].refused || news.may_make(doubt)) continue;
    const bool is_type = doubt.question.about == About::kType;
    if (is_type) told_types.insert(answers[i].reason);
    if (is_type || !told_types.contains(answers[i].reason)) lines.push_back(describe(doubt, answers[i]));
  }
  return lines;
}

}  // namespace tenon
