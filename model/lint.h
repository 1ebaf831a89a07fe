// The rules of lint with their titles and reasons, and the values of a lint run.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/change.h"
#include "model/name.h"
#include "model/report.h"

namespace tenon {

/// A rule: a fault of one schema, whatever it is compared with.
struct LintRule {
  std::string_view code;        ///< "TN105": never given to another rule
  std::string_view title;       ///< what is at fault: "foreign key without an index"
  std::string_view why;         ///< what comes of it
  bool by_default = true;       ///< false: a matter of taste, runs only if enabled
  std::string_view only = {};   ///< the one dialect that it is about; empty: every one
  std::string_view never = {};  ///< a dialect that has a rule of its own instead
};

/// Every rule, by code.
std::span<const LintRule> lint_rules();
/// nullptr when there is no such code.
const LintRule* find_lint_rule(std::string_view code);

/// `TN105`, or `TN105:foreign_key:public.log.*`: a rule, and the keys of the objects that it applies to. A
/// selector given at a table or a constraint applies to that object.
struct LintSelector {
  std::string code;
  std::string glob = {};     ///< over shown(Key); empty: every object
  QualifiedName table = {};  ///< said at this table: for it and what lives on it; empty: for any
  Source object = {};        ///< said at the constraint or index that is declared here; empty: at none

  friend bool operator==(const LintSelector&, const LintSelector&) = default;
};
/// The selector that a text spells; its code is not looked up.
LintSelector lint_selector(std::string_view text);
/// Whether a selector is meant for every object.
bool is_whole(const LintSelector& selector);

/// Which rules run. Disabling overrides enabling.
struct LintSettings {
  std::vector<LintSelector> disable;
  std::vector<LintSelector> enable;          ///< rules that are off by default
  std::optional<std::size_t> cascade_limit;  ///< TN112: tables a delete may reach; said, it enables the rule
};

/// The default of cascade_limit.
inline constexpr std::size_t kCascadeLimit = 10;

/// What is known about a schema beyond its catalog, from the database or from the text of its files.
struct LintEvidence {
  /// A foreign key whose table's owner lacks a right to the table that it refers to.
  struct Rightless {
    QualifiedName table;
    Name foreign_key;
    std::string owner;
    std::string right;  ///< "USAGE on schema app", "REFERENCES on app.users"
  };
  /// A foreign key whose defaults are the key of no row.
  struct Parentless {
    QualifiedName table;
    Name foreign_key;
  };
  /// A name as a file spells it, of more bytes than the server keeps.
  struct LongName {
    std::string text;
    Source source;
  };
  /// A foreign key that stands inside the CREATE TABLE of its table.
  struct Inside {
    QualifiedName table;
    Name foreign_key;
  };
  std::vector<Rightless> rightless;
  std::vector<Parentless> parentless;
  std::vector<LongName> long_names;
  std::vector<Inside> made_inside;  ///< of files of SQL
};

/// One fault of a schema.
struct LintFinding {
  const LintRule* rule = nullptr;
  Key key;
  std::string message;   ///< what is at fault here, by name
  std::string fix_hint;  ///< what to do about it; SQL where there is one statement that does it
  Source source;         ///< where the object was declared

  friend bool operator==(const LintFinding&, const LintFinding&) = default;
};

/// The result of linting one schema. The exit code depends on this and nothing else.
struct LintReport {
  Side source;
  Counts looked_at;
  std::size_t rules = 0;               ///< the number of rules that ran
  std::vector<std::string> rules_off;  ///< codes of the rules that did not run
  std::size_t passed_over = 0;         ///< findings that a selector switches off
  std::vector<LintFinding> findings;   ///< by table, code and key
  std::vector<std::string> notes;
};

/// Returns 0 for no findings, 2 for findings, and 1 if there was no table to check.
int exit_code(const LintReport& report);

}  // namespace tenon
