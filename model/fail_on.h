// Which findings make a check fail: the words of `fail_on`, and what they hold of a finding.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/change.h"

namespace tenon {

/// Which findings make a check fail; the others are shown. What could not be compared is no finding, and no
/// word makes it good.
enum class FailOn {
  kAny,          ///< every finding
  kChanged,      ///< what is declared is missing, or is otherwise in the database
  kMissing,      ///< what is declared is missing
  kDestructive,  ///< no migration can mend it without destroying data
  kNever,        ///< no finding
};

/// Returns `any`, `changed`, `missing`, `destructive`, `never`, in this order.
const std::vector<std::string>& fail_on_words();
std::string_view to_string(FailOn fail_on);
/// Returns what a word stands for. REQUIRES: it is one of fail_on_words().
FailOn fail_on_named(std::string_view word);

/// What is asked of a finding to tell whether it fails.
struct JudgedFinding {
  bool is_missing = false;  ///< declared, and not in the database
  bool differs = false;     ///< on both sides, with another definition, or another name that statements use
  bool is_destructive = false;
};

/// Returns what a change is, but for what it destroys, which only a plan tells. A constraint or an index
/// under another name is as it was declared: nothing but its name differs, which no statement needs.
JudgedFinding judged(const Change& change);

bool fails(FailOn fail_on, const JudgedFinding& finding);

}  // namespace tenon
