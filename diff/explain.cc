// Explains for one object key why a comparison reports it or not.

#include "diff/explain.h"

#include <algorithm>
#include <utility>

#include "diff/comparison.h"
#include "diff/diff.h"
#include "diff/difference.h"
#include "diff/text_settling.h"
#include "model/error.h"
#include "model/nearest_word.h"

namespace tenon {

namespace {

const Item* find_item(const std::vector<Item>& items, const std::string& key) {
  const auto at =
      std::ranges::find_if(items, [&](const Item& item) { return to_string(key_of(item)) == key; });
  return at == items.end() ? nullptr : &*at;
}

/// Returns the change of a key, which may be the actual one of a rename.
const Change* find_change(const std::vector<Change>& changes, const std::string& key) {
  const auto is_meant = [&](const Change& change) {
    if (to_string(key_of(change)) == key) return true;
    const auto* renamed = std::get_if<Renamed>(&change);
    if (!renamed) return false;
    Key before = renamed->key;
    before.name = renamed->actual_name;
    return to_string(before) == key;
  };
  const auto at = std::ranges::find_if(changes, is_meant);
  return at == changes.end() ? nullptr : &*at;
}

[[noreturn]] void refuse(const Sides& sides, const std::string& key) {
  const std::string kind = key.substr(0, key.find(':') + 1);
  const std::string name = key.substr(key.find_last_of(".:") + 1);
  std::string near;
  std::vector<std::string> known;
  for (const auto* side : {&sides.actual, &sides.declared})
    for (const Item& item : *side) {
      const std::string other = to_string(key_of(item));
      known.push_back(other);
      const bool is_near = other.ends_with(name) || (!kind.empty() && other.starts_with(kind));
      if (is_near && near.find(other) == std::string::npos && near.size() < 200)
        near += (near.empty() ? "" : ", ") + other;
    }
  throw Error(Fault::kUsage,
              "neither side has \"" + key + "\"; keys are spelled as -o json prints them" +
                  (near.empty() ? ", foreign_key:public.orders.fk_orders_user_id" : "; there are " + near) +
                  suggestion(key, known));
}

/// Asks the database about the texts of one pair of objects.
class Witness {
 public:
  Witness(const Sides& sides, const Item& actual, const Item& declared, const Canonicalizer& ask)
      : targets_(sides), actual_(actual), declared_(declared), ask_(ask) {}

  std::vector<TextEvidence> texts() {
    const std::vector<ConstSqlText> declared = sql_texts_of(declared_);
    std::vector<TextEvidence> found;
    for (const ConstSqlText& a : sql_texts_of(actual_)) {
      const auto d = std::ranges::find_if(
          declared, [&](const ConstSqlText& sql_text) { return a.same_place(sql_text); });
      if (d != declared.end()) found.push_back(evidence(a, *d));
    }
    return found;
  }

 private:
  TextEvidence evidence(const ConstSqlText& a, const ConstSqlText& d) const {
    TextEvidence made{a.attribute, *a.text, *d.text, TextRule::kSameWords, {}, {}};
    if (*a.key == *d.key) return made;
    const std::string target = targets_.of(a, actual_, SideOf::kActual);
    std::vector<Question> asked{
        {d.about, *d.text, declared_.home, targets_.of(d, declared_, SideOf::kDeclared)},
        {a.about, *a.text, actual_.home, target}};
    if (actual_.opposite && a.about != About::kType)
      asked.push_back({a.about, *a.text, actual_.opposite, target});
    std::vector<Answer> answers =
        ask_ ? ask_(asked) : std::vector<Answer>(asked.size(), Answer{"", "there is no database to ask"});
    made.declared_answer = std::move(answers.front());
    made.actual_answers.assign(answers.begin() + 1, answers.end());
    if (made.actual_answers.size() > 1 && made.actual_answers[0] == made.actual_answers[1])
      made.actual_answers.pop_back();
    made.rule = rule(made);
    return made;
  }

  static TextRule rule(const TextEvidence& text) {
    const auto& actual = text.actual_answers;
    const auto told = [](const Answer& answer) { return !answer.form.empty(); };
    if (!told(text.declared_answer) || std::ranges::none_of(actual, told)) return TextRule::kNotSettled;
    const auto same = [&](const Answer& answer) { return answer.form == text.declared_answer.form; };
    return std::ranges::any_of(actual, same) ? TextRule::kSameForm : TextRule::kDifferentForms;
  }

  Targets targets_;
  const Item& actual_;
  const Item& declared_;
  const Canonicalizer& ask_;
};

/// The columns and constraints of a table that both sides have are objects of their own.
bool is_whole(const Item& item) { return item.home != nullptr || item.kind == Kind::kTable; }

}  // namespace

Explanation explained(const Catalog& actual, const Catalog& declared, const std::string& key,
                      const Canonicalizer& ask, MatchBy match) {
  Catalog settled_actual = actual;
  Catalog settled_declared = declared;
  Difference found = difference(settled_actual, settled_declared, ask, match);
  const Change* change = find_change(found.changes, key);
  std::string actual_key = key;
  std::string declared_key = key;
  if (const auto* renamed = change ? std::get_if<Renamed>(change) : nullptr) {
    declared_key = to_string(renamed->key);
    Key before = renamed->key;
    before.name = renamed->actual_name;
    actual_key = to_string(before);
  }
  const Comparison comparison = compared(actual, declared, match);
  const Item* a = find_item(comparison.sides.actual, actual_key);
  const Item* d = find_item(comparison.sides.declared, declared_key);
  if (!a && !d) refuse(comparison.sides, key);
  Explanation made;
  made.key = key_of(d ? *d : *a);
  if (a) made.actual = object_of(*a);
  if (d) made.declared = object_of(*d);
  if (change) made.change = *change;
  for (Unknown& unknown : found.unknowns)
    if (to_string(unknown.key) == actual_key || to_string(unknown.key) == declared_key)
      made.unknowns.push_back(std::move(unknown));
  if (a && d && is_whole(*a) && is_whole(*d)) made.texts = Witness(comparison.sides, *a, *d, ask).texts();
  return made;
}

}  // namespace tenon
