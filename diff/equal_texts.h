#pragma once

#include <map>
#include <string>
#include <vector>

namespace tenon {

/// A text with the forms that a database gave it; none when it could not.
struct SettledText {
  const std::string* key;
  bool declared;
  std::vector<const std::string*> forms;
};

/// New keys for texts that can stand for each other, by the address of the key that each replaces. Two texts
/// get one key when their keys were equal, when they have a form in common, or when a chain of such links
/// joins them: the key of the first declared one among them, so that a declaration mostly keeps its keys.
std::map<const std::string*, std::string> joined_keys(const std::vector<SettledText>& texts);

}  // namespace tenon
