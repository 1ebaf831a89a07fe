// The result of `explain` as plain values.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/change.h"
#include "model/report.h"
#include "model/settling.h"

namespace tenon {

/// The rule by which two texts were judged equal or different.
enum class TextRule {
  kSameWords,       ///< equal except for case, blanks, quotes and aliases; no database was asked
  kSameForm,        ///< the database compiles both into the same form
  kDifferentForms,  ///< the database compiles them into different forms
  kNotSettled,      ///< the database could not compile one of them, or there was no database to ask
};

/// Two corresponding texts of the two sides, and their canonical forms.
struct TextEvidence {
  std::string attribute;  ///< "sqltext", "default", "where", "type" ...
  std::string actual;     ///< as written
  std::string declared;
  TextRule rule = TextRule::kSameWords;
  std::vector<Answer> actual_answers;  ///< over its own table, and over the declared table if types change
  Answer declared_answer;
};

/// Explains why an object is equal on both sides, or not.
struct Explanation {
  Key key;                       ///< of the declared object if there is one
  std::optional<Object> actual;  ///< nullopt if that side has none
  std::optional<Object> declared;
  std::optional<Change> change;   ///< the reported change; nullopt if there is none
  std::vector<Unknown> unknowns;  ///< what could not be compared
  std::vector<TextEvidence> texts;
};

}  // namespace tenon
