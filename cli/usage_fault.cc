// Takes secrets out of what is said of a command line that could not be read.

#include "cli/usage_fault.h"

#include <unistd.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "model/redaction.h"
#include "model/redactor.h"

namespace tenon {

namespace {

/// Returns a word of the command line, and what it may hold as the value of an option: `--output=X`, `-oX`,
/// `json=X`.
std::vector<std::string> values_in(const std::string& word) {
  std::vector<std::string> all{word};
  for (auto at = word.find('='); at != std::string::npos && all.size() < 3; at = word.find('=', at + 1))
    all.push_back(word.substr(at + 1));
  if (word.size() > 2 && word[0] == '-' && word[1] != '-') all.push_back(word.substr(2));
  return all;
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

/// `--password word`, which no verb has, and which is likely to be tried.
bool announces_secret(const std::string& word) {
  return word.starts_with('-') && word.find('=') == std::string::npos && names_secret(word);
}

/// Returns the values that options may take from the environment.
std::vector<std::string> values_of_variables() {
  std::vector<std::string> all;
  for (char** one = environ; one != nullptr && *one != nullptr; ++one)
    if (const std::string_view text = *one; text.starts_with("TENON_"))
      all.emplace_back(text.substr(text.find('=') + 1));
  return all;
}

}  // namespace

bool holds_secret(const std::string& value) {
  return std::ranges::any_of(values_in(value), holds_connection_secret);
}

std::string redacted_usage(std::string message, int argc, const char* const* argv) {
  Redactor redactor;
  std::vector<std::string> words = values_of_variables();
  for (int i = 1; i < argc; ++i) {
    words.emplace_back(argv[i]);
    if (i > 1 && announces_secret(argv[i - 1])) redactor.add(argv[i]);
  }
  for (const std::string& word : words)
    for (const std::string& value : values_in(word)) {
      redactor.add_source(value);
      if (const std::string shown = redacted(value); shown != value) replace_all(message, value, shown);
    }
  return redactor(message);
}

}  // namespace tenon
