// The result of `explain` as plain values.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/change.h"
#include "model/report.h"
#include "model/settling.h"

namespace tenon {

/// How two texts of one place came to be held for one or for two.
enum class TextRule {
  kSameWords,       ///< alike but for case, blanks, quotes and aliases: no database is asked
  kSameForm,        ///< the database compiles both into one form
  kDifferentForms,  ///< it compiles them into two
  kNotSettled,      ///< it could not compile one of them, or there was none to ask
};

/// Two texts that stand for each other in the two sides' objects, and what the database made of them.
struct TextEvidence {
  std::string attribute;  ///< "sqltext", "default", "where", "type" ...
  std::string actual;     ///< as written
  std::string declared;
  TextRule rule = TextRule::kSameWords;
  std::vector<Answer> actual_answers;  ///< over its own table, and over the declared one where types change
  Answer declared_answer;
};

/// Why an object is held to be the same on both sides, or not.
struct Explanation {
  Key key;                       ///< of the declared object, where there is one
  std::optional<Object> actual;  ///< empty: that side has none
  std::optional<Object> declared;
  std::optional<Change> change;   ///< what a comparison reports of it; empty: nothing
  std::vector<Unknown> unknowns;  ///< what it could not tell of it
  std::vector<TextEvidence> texts;
};

}  // namespace tenon
