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

/// A fault that a schema can have all by itself, whatever is declared elsewhere.
struct LintRule {
  std::string_view code;        ///< "TN105": never given to another rule
  std::string_view title;       ///< what is at fault: "foreign key without an index"
  std::string_view why;         ///< what comes of it
  bool by_default = true;       ///< else it is a matter of taste, looked at only when enabled
  std::string_view only = {};   ///< the one dialect that it is about; empty: every one
  std::string_view never = {};  ///< a dialect that has a rule of its own instead
};

/// Every rule, by code.
std::span<const LintRule> lint_rules();
/// nullptr when there is no such code.
const LintRule* find_lint_rule(std::string_view code);

/// `TN105`, or `TN105:foreign_key:public.log.*`: a rule, and the keys of the objects that it is meant for.
/// What is said at a table or at a constraint is meant for that one.
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

/// Which rules are looked at. What is disabled wins over what is enabled.
struct LintSettings {
  std::vector<LintSelector> disable;
  std::vector<LintSelector> enable;          ///< rules that are not looked at by default
  std::optional<std::size_t> cascade_limit;  ///< TN112: tables a delete may reach; said, it enables the rule
};

/// How far a delete may cascade where nobody says.
inline constexpr std::size_t kCascadeLimit = 10;

/// What is known of a schema besides its catalog: by the database, or from the text of its files.
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
  std::string message;  ///< what is at fault here, by name
  std::string mend;     ///< what to do about it; SQL where there is one statement that does it
  Source source;        ///< where the object was declared

  friend bool operator==(const LintFinding&, const LintFinding&) = default;
};

/// What a look at one schema found. The exit code is computed from this and nothing else.
struct LintReport {
  Side source;
  Counts looked_at;
  std::size_t rules = 0;               ///< how many rules were looked at
  std::vector<std::string> rules_off;  ///< codes of the rules that were not looked at at all
  std::size_t passed_over = 0;         ///< findings of objects that a selector switches off
  std::vector<LintFinding> findings;   ///< by table, code and key
  std::vector<std::string> notes;
};

/// 0 clean, 2 findings, 1 when there was no table to look at.
int exit_code(const LintReport& report);

}  // namespace tenon
