// Reads the comments in SQL that switch rules of lint off.

#include "app/lint_comments.h"

#include <algorithm>

#include "declare/lint_words.h"
#include "model/faults.h"
#include "sql/directive_comments.h"

namespace tenon {

namespace {

/// Returns the selectors in a line, not yet bound to an object.
std::vector<LintSelector> named_by(std::string text) {
  text = text.substr(0, text.find("--"));
  std::vector<LintSelector> named;
  for (std::size_t at = 0; (at = text.find_first_not_of(", \t", at)) != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(", \t", at), text.size());
    named.push_back(lint_selector(text.substr(at, end - at)));
    at = end;
  }
  return named;
}

/// Returns the objects of a line: its table, or else the constraints and indexes that begin there.
std::vector<LintSelector> objects_of(const DirectiveComment& said, const Catalog& declared) {
  std::vector<LintSelector> objects;
  for (const Table& table : declared.tables) {
    if (applies_to(said, *table.source)) return {{"", "", table.name, {}}};
    for (const Constraint& constraint : table.constraints)
      if (applies_to(said, source_of(constraint))) objects.push_back({"", "", {}, source_of(constraint)});
  }
  return objects;
}

void add_all(const DirectiveComment& said, const std::vector<LintSelector>& objects, Faults& faults,
             std::vector<LintSelector>& to) {
  const std::vector<LintSelector> named = named_by(said.text);
  if (named.empty()) faults.add(said.source, "expected the code of a rule, found none");
  for (const LintSelector& selector : named) {
    if (const auto fault = fault_of(selector)) faults.add(said.source, *fault);
    for (LintSelector object : objects) {
      object.code = selector.code;
      object.glob = selector.glob;
      to.push_back(std::move(object));
    }
  }
}

}  // namespace

std::vector<LintSelector> disabled_in_sql(const std::vector<Document>& documents, const Catalog& declared) {
  std::vector<LintSelector> all;
  Faults faults;
  for (const Document& document : documents)
    for (const DirectiveComment& said : directive_comments(document, kLintDisable)) {
      const std::vector<LintSelector> objects = objects_of(said, declared);
      if (objects.empty())
        faults.add(said.source,
                   "\"" + std::string(kLintDisable) + said.text +
                       "\" belongs to no table, constraint or index; write it on the line before "
                       "one, or at the end of the line where it begins");
      add_all(said, objects, faults, all);
    }
  faults.raise();
  return all;
}

}  // namespace tenon
