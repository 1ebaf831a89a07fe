// Collects the SQL texts of a comparison that only a database can compare, asks it, and keeps the answers.

#include "diff/text_settling.h"

#include <algorithm>
#include <set>
#include <utility>

#include "diff/definition.h"
#include "diff/equal_texts.h"
#include "diff/words.h"
#include "model/error.h"

namespace tenon {

namespace {

const char kOffline[] =
    "compared offline: the two texts differ, and only a database can tell whether they mean the same; "
    "compare "
    "with a live database";

/// One side of a pair that may be equal once expressions are settled.
struct Candidate {
  const Item* item;
  SideOf side;
};

/// Returns the constraints of a group that are not matched by name: dropped, added, or matched by a name that
/// nobody chose.
std::vector<Candidate> unmatched(const MismatchGroup& group) {
  std::vector<Candidate> found;
  for (const Mismatch& m : group) {
    const bool by_chance =
        m.actual && m.declared &&
        (m.actual->named_by == NamedBy::kServer || m.declared->named_by == NamedBy::kServer);
    if (m.actual && (by_chance || !m.declared)) found.push_back({m.actual, SideOf::kActual});
    if (m.declared && (by_chance || !m.actual)) found.push_back({m.declared, SideOf::kDeclared});
  }
  return found;
}

/// Returns those that may be equal to one of the other side: the parts that need no database must be equal.
/// If a name is involved that nobody chose, returns all of them, as any two may be paired.
std::vector<Candidate> candidates(const MismatchGroup& group) {
  std::vector<Candidate> found = unmatched(group);
  const auto nameless = [](const Candidate& c) { return c.item->named_by == NamedBy::kServer; };
  std::set<std::string> actual, declared;
  for (const Candidate& c : found)
    (c.side == SideOf::kActual ? actual : declared).insert(definition_key(*c.item, Depth::kShape));
  if (actual.empty() || declared.empty()) return {};
  if (std::ranges::any_of(found, nameless)) return found;
  std::erase_if(found, [&](const Candidate& c) {
    return !(c.side == SideOf::kActual ? declared : actual).contains(definition_key(*c.item, Depth::kShape));
  });
  return found;
}

}  // namespace

std::vector<ConstSqlText> sql_texts_of(const Item& item) {
  std::vector<ConstSqlText> texts;
  std::visit(
      [&](const auto* object) {
        for_each_sql_text(*object, [&](const ConstSqlText& sql_text) { texts.push_back(sql_text); });
      },
      item.object);
  return texts;
}

std::vector<SqlTextPair> unequal_texts(const Mismatch& mismatch) {
  std::vector<SqlTextPair> pairs;
  const std::vector<ConstSqlText> declared = sql_texts_of(*mismatch.declared);
  auto at = declared.begin();
  for (const ConstSqlText& a : sql_texts_of(*mismatch.actual)) {
    const auto partner =
        std::find_if(at, declared.end(), [&](const ConstSqlText& d) { return a.same_place(d); });
    if (partner == declared.end()) continue;
    at = partner + 1;
    if (*a.key != *partner->key) pairs.push_back({a, *partner});
  }
  return pairs;
}

TextSettling::TextSettling(const Comparison& comparison) : targets_(comparison.sides) {
  for (const MismatchGroup& group : grouped(comparison.mismatches)) {
    ++scope_;
    for (const Mismatch& m : group) {
      const Kind kind = item_of(m).kind;
      const bool is_type =
          kind == Kind::kEnum || kind == Kind::kDomain || kind == Kind::kType || kind == Kind::kRange;
      adds_extension_ = adds_extension_ || (!m.actual && kind == Kind::kExtension);
      if (!m.actual && (is_type || kind == Kind::kSequence)) new_names_.push_back(m.declared->name->text);
      if (m.actual && m.declared && kind == Kind::kEnum) remember_new_labels(m);
      // A text that only the changed type accepts does not compile over the actual one.
      if (m.actual && m.declared && is_type && kind != Kind::kEnum)
        new_names_.push_back(m.declared->name->text);
      if (m.actual && m.declared) ask_about_pair(m);
    }
    if (is_constraint(item_of(group.front()))) ask_about_candidates(group);
  }
}

void TextSettling::remember_new_labels(const Mismatch& mismatch) {
  const auto labels = [](const Item& item) -> const auto& {
    return std::get<const Enum*>(item.object)->labels;
  };
  for (const std::string& label : labels(*mismatch.declared))
    if (std::ranges::find(labels(*mismatch.actual), label) == labels(*mismatch.actual).end())
      new_names_.push_back(label);
}

void TextSettling::ask_about_pair(const Mismatch& mismatch) {
  for (const SqlTextPair& pair : unequal_texts(mismatch)) {
    // A text of one column is never compared with that of another; constraints of one kind may be paired.
    if (!is_constraint(*mismatch.actual)) ++scope_;
    ask_about(pair.actual, *mismatch.actual, SideOf::kActual);
    ask_about(pair.declared, *mismatch.declared, SideOf::kDeclared);
  }
}

void TextSettling::ask_about_candidates(const MismatchGroup& group) {
  for (const Candidate& candidate : candidates(group))
    for (const ConstSqlText& sql_text : sql_texts_of(*candidate.item))
      ask_about(sql_text, *candidate.item, candidate.side);
}

void TextSettling::ask_about(const ConstSqlText& sql_text, const Item& item, SideOf side) {
  Occurrence occurrence{sql_text.key, side, scope_, {}};
  for (const Question& question : questions_about(sql_text, item, side))
    occurrence.questions.push_back(index_of(question));
  occurrences_.push_back(std::move(occurrence));
}

std::vector<Question> TextSettling::questions_about(const ConstSqlText& sql_text, const Item& item,
                                                    SideOf side) const {
  std::vector<Question> questions{
      {sql_text.about, *sql_text.text, item.home, targets_.of(sql_text, item, side)}};
  if (side == SideOf::kDeclared || sql_text.about == About::kType ||
      !types_differ(*item.home, *item.opposite))
    return questions;
  Question anew{sql_text.about, *sql_text.text, item.opposite, questions.front().target};
  if (sql_text.about == About::kDefault)
    if (const Column* column = find_column(*item.opposite, *item.name)) anew.target = column->type.text;
  questions.push_back(std::move(anew));
  return questions;
}

std::size_t TextSettling::index_of(const Question& question) {
  const auto [at, is_new] =
      index_.try_emplace({question.about, question.text, question.table, question.target}, questions_.size());
  if (is_new) questions_.push_back(question);
  return at->second;
}

bool TextSettling::types_differ(const Table& table, const Table& opposite) const {
  const auto [at, is_new] = types_differ_.try_emplace(&table, false);
  if (!is_new) return at->second;
  std::map<Name, const Type*> types;
  for (const auto& column : opposite.columns) types.emplace(column.name, &column.type);
  at->second = std::ranges::any_of(table.columns, [&](const Column& column) {
    const auto other = types.find(column.name);
    return other != types.end() && *other->second != column.type;
  });
  return at->second;
}

void TextSettling::ask_database(const Canonicalizer& ask) {
  offline_ = !ask;
  if (offline_)
    answers_.assign(questions_.size(), Answer{"", kOffline});
  else
    answers_ = ask(questions_);
  if (answers_.size() != questions_.size())
    throw Error(Fault::kInternal, "asked " + std::to_string(questions_.size()) + " questions, got " +
                                      std::to_string(answers_.size()) + " answers");
}

std::map<const std::string*, std::string> TextSettling::joined_keys() const {
  std::map<const std::string*, std::string> keys;
  for (auto first = occurrences_.begin(); first != occurrences_.end();) {
    std::vector<SettledText> texts;
    const std::size_t scope = first->scope;
    for (; first != occurrences_.end() && first->scope == scope; ++first) {
      texts.push_back({first->key, first->side == SideOf::kDeclared, {}});
      for (const std::size_t q : first->questions)
        if (!answers_[q].form.empty()) texts.back().forms.push_back(&answers_[q].form);
    }
    keys.merge(tenon::joined_keys(texts));
  }
  return keys;
}

const Answer* TextSettling::failure(const ConstSqlText& sql_text, const Item& item, SideOf side) const {
  static const Answer kNotAsked{"", "the database was not asked about it"};
  const Answer* failed = nullptr;
  for (const Question& q : questions_about(sql_text, item, side)) {
    const auto at = index_.find({q.about, q.text, q.table, q.target});
    const Answer& answer = at == index_.end() ? kNotAsked : answers_[at->second];
    if (!answer.form.empty()) return nullptr;
    if (!failed) failed = &answer;
  }
  return failed;
}

bool TextSettling::names_something_new(std::string_view text) const {
  // It is not known what an extension will create.
  return adds_extension_ ||
         std::ranges::any_of(new_names_, [&](const std::string& name) { return has_word(text, name); });
}

/// Tells whether the type of the text's column, or of a column that it names, does not exist yet.
bool TextSettling::is_over_something_new(const ConstSqlText& sql_text, const Item& declared) const {
  if (names_something_new(sql_text.target)) return true;
  return declared.home && std::ranges::any_of(declared.home->columns, [&](const Column& column) {
           return has_word(*sql_text.key, column.name.text) && names_something_new(column.type.text);
         });
}

bool TextSettling::undecided(const Mismatch& mismatch, const SqlTextPair& pair) const {
  const auto& [a, d] = pair;
  if (*a.key == *d.key) return false;
  // The key of a type is its canonical form, except for the schema of an unqualified name. Of two
  // expressions, only different numbers are known to differ offline.
  if (offline_)
    return a.about == About::kType ? differ_in_schema_only(*a.key, *d.key)
                                   : !differ_in_numbers_only(*a.key, *d.key);
  if (failure(a, *mismatch.actual, SideOf::kActual)) return true;
  // A text that the database holds cannot refer to objects that do not exist yet.
  return failure(d, *mismatch.declared, SideOf::kDeclared) && !names_something_new(*d.text) &&
         !is_over_something_new(d, *mismatch.declared);
}

std::string TextSettling::reason(const Mismatch& mismatch, const SqlTextPair& pair) const {
  const Answer* actual = failure(pair.actual, *mismatch.actual, SideOf::kActual);
  const Answer* declared = failure(pair.declared, *mismatch.declared, SideOf::kDeclared);
  if (actual && declared && actual->reason == declared->reason) return actual->reason;
  std::string text;
  if (actual) text += "actual: " + actual->reason;
  if (declared) text += (actual ? "; declared: " : "declared: ") + declared->reason;
  return text;
}

}  // namespace tenon
