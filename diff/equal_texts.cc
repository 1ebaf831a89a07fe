// Joins texts with equal keys or equal canonical forms, and returns their common keys.

#include "diff/equal_texts.h"

#include <algorithm>
#include <cstddef>

namespace tenon {

namespace {

/// A union-find structure over keys and forms; equal ones are joined.
class Classes {
 public:
  std::size_t of_key(const std::string& key) { return root(add(keys_, key)); }
  std::size_t of_form(const std::string& form) { return root(add(forms_, form)); }
  void join(std::size_t a, std::size_t b) { parent_[std::max(a, b)] = std::min(a, b); }

 private:
  std::size_t add(std::map<std::string, std::size_t>& index, const std::string& text) {
    const auto [at, is_new] = index.try_emplace(text, parent_.size());
    if (is_new) parent_.push_back(at->second);
    return at->second;
  }
  std::size_t root(std::size_t at) {
    while (parent_[at] != at) at = parent_[at] = parent_[parent_[at]];
    return at;
  }

  std::map<std::string, std::size_t> keys_;
  std::map<std::string, std::size_t> forms_;
  std::vector<std::size_t> parent_;
};

}  // namespace

std::map<const std::string*, std::string> joined_keys(const std::vector<SettledText>& texts) {
  Classes classes;
  for (const auto& text : texts)
    for (const std::string* form : text.forms)
      classes.join(classes.of_key(*text.key), classes.of_form(*form));
  std::map<std::size_t, const std::string*> chosen;
  for (const bool declared : {true, false})
    for (const auto& text : texts)
      if (text.declared == declared) chosen.try_emplace(classes.of_key(*text.key), text.key);
  std::map<const std::string*, std::string> keys;
  for (const auto& text : texts) keys[text.key] = *chosen[classes.of_key(*text.key)];
  return keys;
}

}  // namespace tenon
