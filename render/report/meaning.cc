// Says what a finding means for those who use the database, in plain words: a finding in, a sentence out.

#include "render/report/meaning.h"

#include <optional>

#include "model/to_string.h"
#include "render/report/meaning_words.h"
#include "render/report/report_words.h"

namespace tenon {

namespace {

/// The names and values that a sentence may hold.
struct Filling {
  std::string table;
  std::string name;
  std::string referred;
  std::string attribute;
  std::string actual;
  std::string declared;
};

Filling filling_of(const Finding& found) {
  Filling made;
  made.table = found.key.table_name().name.text;
  made.name = found.key.name.text;
  made.referred = found.referred_table.empty() ? "the referenced table" : found.referred_table;
  return made;
}

/// Returns what stands for a placeholder; nullopt for any other text.
std::optional<std::string> filled(std::string_view placeholder, const Filling& with) {
  const auto value = [](const std::string& text) { return text.empty() ? std::string("none") : text; };
  if (placeholder == "table") return with.table;
  if (placeholder == "name") return with.name;
  if (placeholder == "referred") return with.referred;
  if (placeholder == "attribute") return readable(with.attribute);
  if (placeholder == "actual") return value(with.actual);
  if (placeholder == "declared") return value(with.declared);
  return std::nullopt;
}

/// Puts names and values in the place of `{table}`, `{actual}` ...
std::string filled_in(std::string_view text, const Filling& with) {
  std::string out;
  while (!text.empty()) {
    const auto begin = text.find('{');
    const auto end = begin == std::string_view::npos ? begin : text.find('}', begin);
    if (end == std::string_view::npos) break;
    out += text.substr(0, begin);
    const auto value = filled(text.substr(begin + 1, end - begin - 1), with);
    out += value ? *value : std::string(text.substr(begin, end - begin + 1));
    text.remove_prefix(end + 1);
  }
  return out + std::string(text);
}

bool holds(MeaningWhen when, const FindingChange& change) {
  switch (when) {
    case MeaningWhen::kAlways:
      return true;
    case MeaningWhen::kActuallyTrue:
      return change.actual == "true";
    case MeaningWhen::kActuallyNone:
      return change.actual.empty();
    case MeaningWhen::kDeclaredNone:
      return change.declared.empty();
  }
  return true;
}

bool is_about(const AttributeMeaning& row, Kind kind, std::string_view attribute) {
  return row.attribute == attribute && (row.kinds & kind_bit(kind)) != 0;
}

/// What a database does with the rows that refer to one that is deleted or whose key is changed.
struct Act {
  std::string_view word;  ///< as SQL spells it
  std::string_view on_delete;
  std::string_view on_update;
  std::string_view instead_of_delete;  ///< as it stands after "instead of"
  std::string_view instead_of_update;
};

constexpr std::string_view kDeferredFails = "fails at once, even where the check is deferred";
constexpr Act kActs[] = {
    {"NO ACTION", "fails", "fails", "failing", "failing"},
    {"RESTRICT", kDeferredFails, kDeferredFails, "failing at once", "failing at once"},
    {"CASCADE", "deletes the rows that refer to it", "changes the rows that refer to it",
     "deleting the rows that refer to it", "changing the rows that refer to it"},
    {"SET NULL", "sets what refers to it to NULL", "sets what refers to it to NULL",
     "setting what refers to it to NULL", "setting what refers to it to NULL"},
    {"SET DEFAULT", "sets what refers to it to its default", "sets what refers to it to its default",
     "setting what refers to it to its default", "setting what refers to it to its default"}};

const Act* act_named(std::string_view word) {
  for (const Act& act : kActs)
    if (act.word == word) return &act;
  return nullptr;
}

/// Returns `deleting a row of users that orders refers to now fails instead of ...`; empty for an action that
/// is not known.
std::string action_meaning(const FindingChange& change, const Filling& with, bool is_delete) {
  const Act* actual = act_named(change.actual);
  const Act* declared = act_named(change.declared);
  if (!actual || !declared) return "";
  const std::string statement =
      is_delete ? "deleting a row of " + with.referred : "changing the key of a row of " + with.referred;
  return statement + " that " + with.table + " refers to now " +
         std::string(is_delete ? actual->on_delete : actual->on_update) + " instead of " +
         std::string(is_delete ? declared->instead_of_delete : declared->instead_of_update);
}

std::string attribute_meaning(const Finding& found, const FindingChange& change) {
  Filling with = filling_of(found);
  with.attribute = change.attribute;
  with.actual = change.actual;
  with.declared = change.declared;
  if (found.key.kind == Kind::kForeignKey && change.attribute.starts_with("on"))
    if (std::string text = action_meaning(change, with, change.attribute == "ondelete"); !text.empty())
      return text;
  for (const AttributeMeaning& row : attribute_meanings())
    if (is_about(row, found.key.kind, change.attribute) && holds(row.when, change))
      return filled_in(row.text, with);
  return filled_in("the database has {actual} for {attribute} where {declared} is declared", with);
}

std::string attributes_meaning(const Finding& found) {
  std::string all;
  for (const FindingChange& change : found.changes)
    all += (all.empty() ? "" : "; ") + attribute_meaning(found, change);
  return all;
}

/// Returns the kind whose words hold: a unique index is a rule like a unique constraint.
Kind rule_kind(const Finding& found) {
  const bool is_unique = found.declared_definition.starts_with("CREATE UNIQUE INDEX") ||
                         found.actual_definition.starts_with("CREATE UNIQUE INDEX");
  return found.key.kind == Kind::kIndex && is_unique ? Kind::kUnique : found.key.kind;
}

}  // namespace

bool has_meaning(Kind kind, std::string_view attribute) {
  for (const AttributeMeaning& row : attribute_meanings())
    if (is_about(row, kind, attribute)) return true;
  return false;
}

std::string meaning_of(const Finding& found) {
  const std::string of_attributes = found.verb == FindingVerb::kUnknown ? "" : attributes_meaning(found);
  if (of_attributes.empty()) return filled_in(verb_meaning(found.verb, rule_kind(found)), filling_of(found));
  return found.verb == FindingVerb::kRename ? of_attributes + "; its name differs too" : of_attributes;
}

}  // namespace tenon
