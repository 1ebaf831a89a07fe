// Translates what toml++ parses; nothing else includes its headers.

#include "config/toml_value.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>
#include <tuple>

#include "config/literal_secret.h"

namespace tenon {

namespace {

Source place(const std::string& path, const toml::source_region& region) {
  return {path, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

TomlValue converted(const std::string& path, const toml::node& node);

TomlValue table(const std::string& path, const toml::table& from) {
  TomlValue made;
  for (const auto& [key, node] : from)
    made.members.push_back({std::string(key.str()), place(path, key.source()), converted(path, node)});
  std::ranges::stable_sort(made.members, [](const TomlMember& a, const TomlMember& b) {
    return std::tie(a.at.line, a.at.column) < std::tie(b.at.line, b.at.column);
  });
  return made;
}

TomlValue converted(const std::string& path, const toml::node& node) {
  TomlValue made;
  if (const auto* members = node.as_table()) {
    made = table(path, *members);
  } else if (const auto* items = node.as_array()) {
    made.kind = TomlKind::kArray;
    for (const toml::node& item : *items) made.items.push_back(converted(path, item));
  } else if (const auto* text = node.as_string()) {
    made.kind = TomlKind::kString;
    made.text = text->get();
  } else if (const auto* number = node.as_integer()) {
    made.kind = TomlKind::kInteger;
    made.integer = number->get();
  } else if (const auto* flag = node.as_boolean()) {
    made.kind = TomlKind::kBoolean;
    made.boolean = flag->get();
  } else {
    made.kind = node.is_floating_point() ? TomlKind::kFloat : TomlKind::kDate;
  }
  made.at = place(path, node.source());
  return made;
}

/// Returns the description of a parser's fault up to the first text of the file that it quotes: that may be
/// part of a secret.
std::string without_quotes(std::string_view description) {
  std::string text(description.substr(0, description.find_first_of("'\"")));
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text.size() == description.size() ? text : text + " what stands here";
}

std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
  return text;
}

/// Returns the first text in quotes of a description: the key that it is about.
std::string quoted_in(std::string_view description) {
  const auto begin = description.find('\'');
  const auto end = begin == std::string_view::npos ? begin : description.rfind('\'');
  return end == begin ? "" : std::string(description.substr(begin + 1, end - begin - 1));
}

/// Returns a key for a message, unless it could be a secret that stands in a wrong place.
std::string shown_key(const std::string& key) {
  return literal_secret(key).empty() ? shown_word(key) : "a key";
}

/// Returns the line on which the last part of a key is defined first, among the lines before another one; 0:
/// it is not found there.
int first_line_of(const std::string& key, const Document& document, int before) {
  const std::string last = key.substr(key.rfind('.') == std::string::npos ? 0 : key.rfind('.') + 1);
  std::istringstream lines(document.text);
  std::string line;
  std::string table;
  int first = 0;
  for (int number = 1; number < before && std::getline(lines, line); ++number) {
    const std::string bare = without_blanks(line);
    if (bare.starts_with('[')) {
      table = bare.substr(0, bare.find(']'));
      const std::string name = table.substr(table.find_first_not_of('['));
      if (name == key || name.starts_with(key + ".")) return number;
      first = 0;
    } else if (first == 0 && (bare.starts_with(last + "=") || bare.starts_with(last + "."))) {
      first = number;
    }
  }
  return first;
}

/// Returns what is to be said of a key that is defined twice; empty: the fault is another one.
std::string defined_twice(const toml::parse_error& fault, const Document& document) {
  const std::string_view description = fault.description();
  if (description.find("cannot redefine") == std::string_view::npos &&
      description.find("cannot insert") == std::string_view::npos)
    return "";
  const std::string key = quoted_in(description);
  const auto line_number = static_cast<int>(fault.source().begin.line);
  if (key.empty())
    return "what stands before the = is defined above as something else; each key has one value";
  const int first = first_line_of(key, document, line_number);
  const bool is_table = description.find("table header") != std::string_view::npos;
  return shown_key(key) + " is defined twice" +
         (first > 0 ? ", first on line " + std::to_string(first) : "") +
         (is_table
              ? "; a table has one header: put its keys under the first one, or write a list of tables as "
                "[[name]] each time"
              : "; leave one of them out");
}

std::string lower_first(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  while (!text.empty() && (text.back() == '.' || text.back() == '\n')) text.pop_back();
  return text;
}

}  // namespace

const TomlMember* member(const TomlValue& table, std::string_view key) {
  const auto found = std::ranges::find(table.members, key, &TomlMember::key);
  return found == table.members.end() ? nullptr : &*found;
}

std::string to_string(TomlKind kind) {
  switch (kind) {
    case TomlKind::kBoolean:
      return "a boolean";
    case TomlKind::kInteger:
      return "a number";
    case TomlKind::kFloat:
      return "a number with a fraction";
    case TomlKind::kString:
      return "a string";
    case TomlKind::kDate:
      return "a date or time";
    case TomlKind::kArray:
      return "a list";
    case TomlKind::kTable:
      return "a table";
  }
  return "";
}

std::optional<TomlValue> toml_value(const Document& document, Faults& faults) {
  try {
    TomlValue made = table(document.path, toml::parse(std::string_view(document.text), document.path));
    made.at = {document.path, 1, 1};
    return made;
  } catch (const toml::parse_error& fault) {
    if (const std::string twice = defined_twice(fault, document); !twice.empty()) {
      faults.add(place(document.path, fault.source()), twice);
      return std::nullopt;
    }
    faults.add(place(document.path, fault.source()),
               "this is no TOML: " + lower_first(without_quotes(fault.description())) +
                   "; see https://toml.io, and quote a text that is no number (\"...\")");
    return std::nullopt;
  }
}

}  // namespace tenon
