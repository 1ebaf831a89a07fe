// Joins texts with equal keys or equal canonical forms, and returns their common keys.

#pragma once

#include <map>
#include <string>
#include <vector>

namespace tenon {

/// A text with the canonical forms that a database gave it; none if it could not.
struct SettledText {
  const std::string* key;
  bool declared;
  std::vector<const std::string*> forms;
};

/// Returns new keys for texts that may be compared with each other, by the address of the key that each
/// replaces. Two texts get one key if their keys are equal, if they have a form in common, or if a chain of
/// such links joins them. It is the key of the first declared text among them, so that a declaration mostly
/// keeps its keys.
std::map<const std::string*, std::string> joined_keys(const std::vector<SettledText>& texts);

}  // namespace tenon
