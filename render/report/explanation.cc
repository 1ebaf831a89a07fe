// Writes an explanation as text and as JSON.

#include "render/report/explanation.h"

#include <nlohmann/json.hpp>

#include "model/overloaded.h"
#include "model/visible.h"
#include "render/definition.h"
#include "render/report/report_words.h"
#include "render/sql_script.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

std::string_view rule_word(TextRule rule) {
  switch (rule) {
    case TextRule::kSameWords:
      return "same_words";
    case TextRule::kSameForm:
      return "same_form";
    case TextRule::kDifferentForms:
      return "different_forms";
    case TextRule::kNotSettled:
      return "not_settled";
  }
  return "";
}

std::string_view rule_text(TextRule rule) {
  switch (rule) {
    case TextRule::kSameWords:
      return "equal: they differ only in case, blanks, quotes and aliases";
    case TextRule::kSameForm:
      return "equal: the database compiles both into one form";
    case TextRule::kDifferentForms:
      return "different: the database compiles them into two forms";
    case TextRule::kNotSettled:
      return "could not tell: the database has no form of one of them";
  }
  return "";
}

std::string verdict(const Explanation& e) {
  if (e.change)
    return std::visit(Overloaded{
                          [](const Added&) { return "missing: only the declared side has it"; },
                          [](const Dropped&) { return "unexpected: only the actual side has it"; },
                          [](const Altered&) { return "changed: one key, another definition"; },
                          [](const Renamed& c) {
                            return c.attributes.empty() ? "renamed: the same definition under another name"
                                                        : "renamed and changed";
                          },
                      },
                      *e.change);
  if (!e.unknowns.empty()) return "could not tell";
  return e.key.kind == Kind::kTable
             ? "the table itself is the same on both sides; its columns, constraints and indexes "
               "are objects of their own, each with a key"
             : "the same on both sides";
}

std::vector<AttributeChange> attributes(const Explanation& e) {
  if (const auto* altered = e.change ? std::get_if<Altered>(&*e.change) : nullptr) return altered->attributes;
  if (const auto* renamed = e.change ? std::get_if<Renamed>(&*e.change) : nullptr) return renamed->attributes;
  return {};
}

/// Indents every line.
std::string indented(const std::string& text) {
  std::string out;
  for (const char c : visible_lines(text))
    out += c == '\n' ? std::string("\n            ") : std::string(1, c);
  while (out.ends_with(' ') || out.ends_with('\n')) out.pop_back();
  return out;
}

std::string line(std::string label, const std::string& text) {
  label.resize(10, ' ');
  return "  " + label + (text.empty() ? "(none)" : indented(text)) + "\n";
}

std::string answer_text(const Answer& answer) {
  return answer.form.empty() ? "not settled: " + answer.reason : answer.form;
}

std::string text_of(const TextEvidence& text) {
  std::string out = "\n" + text.attribute + "\n" + line("declared", text.declared);
  if (text.rule != TextRule::kSameWords) out += line("  settled", answer_text(text.declared_answer));
  out += line("actual", text.actual);
  for (const Answer& answer : text.actual_answers) out += line("  settled", answer_text(answer));
  return out + line("rule", std::string(rule_text(text.rule)));
}

Json answer_json(const Answer& answer) {
  return answer.form.empty() ? Json{{"reason", answer.reason}} : Json{{"form", answer.form}};
}

Json text_json(const TextEvidence& text) {
  Json json{{"attribute", text.attribute}, {"declared", text.declared}, {"actual", text.actual}};
  if (text.rule != TextRule::kSameWords) {
    json["declared_settled"] = answer_json(text.declared_answer);
    json["actual_settled"] = Json::array();
    for (const Answer& answer : text.actual_answers) json["actual_settled"].push_back(answer_json(answer));
  }
  json["rule"] = rule_word(text.rule);
  return json;
}

}  // namespace

std::string explanation_text(const Explanation& e, const Dialect& dialect) {
  std::string out = visible(to_string(e.key)) + "\n\n";
  out += line("declared", e.declared ? definition(*e.declared, e.key, dialect) : "");
  out += line("actual", e.actual ? definition(*e.actual, e.key, dialect) : "");
  for (const TextEvidence& text : e.texts) out += text_of(text);
  const std::vector<AttributeChange> changed = attributes(e);
  if (!changed.empty()) out += "\nattributes that differ\n";
  for (const AttributeChange& change : changed)
    out += "  " + visible(change.attribute) + ": declared " +
           (change.declared.empty() ? "(none)" : flat(change.declared)) + ", actual " +
           (change.actual.empty() ? "(none)" : flat(change.actual)) + "\n";
  for (const Unknown& unknown : e.unknowns)
    out += "\nunknown: " + unknown.attribute + ": " + flat(unknown.reason) + "\n";
  return out + "\n" + verdict(e) + "\n";
}

std::string explanation_json(const Explanation& e, const Dialect& dialect) {
  Json json{{"schema_version", 1}, {"key", to_string(e.key)}, {"verdict", verdict(e)}};
  if (e.declared) json["declared"] = definition(*e.declared, e.key, dialect);
  if (e.actual) json["actual"] = definition(*e.actual, e.key, dialect);
  json["texts"] = Json::array();
  for (const TextEvidence& text : e.texts) json["texts"].push_back(text_json(text));
  json["changes"] = Json::array();
  for (const AttributeChange& change : attributes(e))
    json["changes"].push_back(
        {{"attribute", change.attribute}, {"declared", change.declared}, {"actual", change.actual}});
  json["unknowns"] = Json::array();
  for (const Unknown& unknown : e.unknowns)
    json["unknowns"].push_back({{"attribute", unknown.attribute}, {"reason", unknown.reason}});
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tenon
