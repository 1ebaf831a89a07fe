// Translates what toml++ parses; nothing else includes its headers.

#include "config/toml_value.h"

#include <toml++/toml.h>

#include <algorithm>
#include <tuple>

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
    faults.add(place(document.path, fault.source()),
               "this is no TOML: " + lower_first(without_quotes(fault.description())) +
                   "; see https://toml.io, and quote a text that is no number (\"...\")");
    return std::nullopt;
  }
}

}  // namespace tenon
