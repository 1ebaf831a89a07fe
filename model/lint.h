// The rules of lint with their titles and reasons, and the values of a lint run.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/capabilities.h"
#include "model/change.h"
#include "model/name.h"
#include "model/report.h"

namespace tenon {

/// A rule: a fault in a schema itself, independent of any comparison.
struct LintRule {
  std::string_view code;   ///< "TN105": never given to another rule
  std::string_view title;  ///< what is at fault: "foreign key without an index"
  std::string_view why;    ///< the consequence
  bool by_default = true;  ///< false: a matter of taste, runs only if enabled
  /// The rule applies only to databases with this capability; nullptr: to all.
  bool Capabilities::*only = nullptr;
  /// The rule never applies to databases with this capability; nullptr: no such exception.
  bool Capabilities::*never = nullptr;
};

/// Returns every rule, by code.
std::span<const LintRule> lint_rules();
/// Returns the rule with this code, or nullptr.
const LintRule* find_lint_rule(std::string_view code);

/// `TN105`, or `TN105:foreign_key:public.log.*`: a rule, and the keys of the objects that it applies to. A
/// selector given at a table or a constraint applies to that object.
struct LintSelector {
  std::string code;
  std::string glob = {};     ///< over to_string(Key); empty: every object
  QualifiedName table = {};  ///< given at this table, for it and its columns and constraints; empty: for any
  Source object = {};        ///< given at the constraint or index that is declared here; empty: at none

  friend bool operator==(const LintSelector&, const LintSelector&) = default;
};
/// Parses a selector. Its code is not looked up.
LintSelector lint_selector(std::string_view text);
/// Returns whether a selector applies to every object.
bool is_whole(const LintSelector& selector);

/// Which rules run. Disabling overrides enabling.
struct LintSettings {
  std::vector<LintSelector> disable;
  std::vector<LintSelector> enable;  ///< rules that are off by default
  std::optional<std::size_t>
      cascade_limit;  ///< TN112: number of tables that a DELETE may reach; setting it enables the rule
};

/// The default of cascade_limit.
inline constexpr std::size_t kCascadeLimit = 10;

/// Facts about a schema beyond its catalog, from the database or from its files.
struct LintEvidence {
  /// A foreign key for which the owner of its table lacks a privilege on the referenced table.
  struct Rightless {
    QualifiedName table;
    Name foreign_key;
    std::string owner;
    std::string right;  ///< "USAGE on schema app", "REFERENCES on app.users"
  };
  /// A foreign key whose column defaults match no row of the referenced table.
  struct Parentless {
    QualifiedName table;
    Name foreign_key;
  };
  /// A name in a file that is longer than the server keeps, in bytes.
  struct LongName {
    std::string text;
    Source source;
  };
  /// The statement that makes a key or an index.
  struct Made {
    std::size_t statement;  ///< its number, over all files in the order in which they are read
    bool by_create_table;
  };
  std::vector<Rightless> rightless;
  std::vector<Parentless> parentless;
  std::vector<LongName> long_names;
  std::map<Key, Made> made;  ///< of files of SQL: every constraint and index
};

/// One fault of a schema.
struct LintFinding {
  const LintRule* rule = nullptr;
  Key key;
  std::string message;   ///< what is wrong, with the names involved
  std::string fix_hint;  ///< what to do; an SQL statement if a single one is enough
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
