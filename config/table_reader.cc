// Reads settings from the members of a table, each with its origin.

#include "config/table_reader.h"

#include <algorithm>
#include <utility>

#include "config/duration.h"
#include "config/literal_secret.h"
#include "model/nearest_word.h"
#include "model/pattern_fault.h"

namespace tenon {

namespace {

const TomlValue kEmptyTable{};

std::string found(const TomlValue& value) { return "found " + to_string(value.kind); }

}  // namespace

Origin file_origin(const TomlValue& value) { return {OriginKind::kFile, {}, value.at}; }

std::string path_from(const std::string& folder, const std::string& path) {
  constexpr std::string_view kRelative = "sqlite:///";
  if (folder.empty() || path.empty() || path.front() == '/') return path;
  if (path.starts_with(kRelative)) {
    std::string file = path.substr(kRelative.size());
    const bool is_uri = file.starts_with("file:");
    if (is_uri) file.erase(0, 5);
    if (file.empty() || file.front() == '/' || file.starts_with(":memory:")) return path;
    return std::string(kRelative) + (is_uri ? "file:" : "") + folder + "/" + file;
  }
  return path.find("://") == std::string::npos ? folder + "/" + path : path;
}

std::optional<Words> read_words(ConfigurationReading& in, const TomlValue& value, const std::string& whose) {
  if (value.kind == TomlKind::kString) return Words{value.text};
  if (value.kind != TomlKind::kArray) {
    in.faults.add(value.at, whose + " is a list of texts, " + found(value));
    return std::nullopt;
  }
  Words all;
  for (const TomlValue& item : value.items) {
    if (item.kind == TomlKind::kString)
      all.push_back(item.text);
    else
      in.faults.add(item.at, whose + " is a list of texts, " + found(item) + " in it");
  }
  return all.size() == value.items.size() ? std::optional(all) : std::nullopt;
}

TableReader::TableReader(ConfigurationReading& in, const TomlValue& table, std::string who)
    : in_(in), table_(table.kind == TomlKind::kTable ? table : kEmptyTable), who_(std::move(who)) {
  if (table.kind != TomlKind::kTable) fault(table.at, who_ + " is a table, " + found(table));
}

const TomlValue* TableReader::find(std::string_view key) {
  if (std::ranges::find(known_, key) == known_.end()) known_.emplace_back(key);
  const TomlMember* one = member(table_, key);
  return one ? &one->value : nullptr;
}

const TomlValue* TableReader::find(std::string_view key, TomlKind kind, const std::string& wanted) {
  const TomlValue* value = find(key);
  if (!value || value->kind == kind) return value;
  fault(value->at, whose(key) + " is " + wanted + ", " + found(*value));
  return nullptr;
}

std::optional<std::string> TableReader::plain_text(std::string_view key,
                                                   const std::vector<std::string>& one_of) {
  const TomlValue* value = find(key, TomlKind::kString, "a text in quotes");
  if (!value) return std::nullopt;
  if (one_of.empty() || std::ranges::find(one_of, value->text) != one_of.end()) return value->text;
  fault(value->at, whose(key) + " is one of " + with_commas(one_of) + ", found " + shown_word(value->text) +
                       suggestion(value->text, one_of));
  return std::nullopt;
}

std::optional<std::size_t> TableReader::plain_count(std::string_view key, CountRange range) {
  const std::string wanted =
      "a number from " + std::to_string(range.least) + " to " + std::to_string(range.most);
  const TomlValue* value = find(key, TomlKind::kInteger, wanted);
  if (!value) return std::nullopt;
  const bool is_inside = value->integer >= 0 && static_cast<std::size_t>(value->integer) >= range.least &&
                         static_cast<std::size_t>(value->integer) <= range.most;
  if (is_inside) return static_cast<std::size_t>(value->integer);
  fault(value->at, whose(key) + " is " + wanted + ", found " + std::to_string(value->integer));
  return std::nullopt;
}

std::optional<Duration> TableReader::plain_time(std::string_view key) {
  const std::string wanted = "a time such as \"30s\", \"10m\", \"6h\" or \"400d\"";
  const TomlValue* value = find(key, TomlKind::kString, wanted);
  if (!value) return std::nullopt;
  const auto read = duration(value->text);
  if (!read) fault(value->at, whose(key) + " is " + wanted + ", found " + shown_word(value->text));
  return read;
}

void TableReader::text(std::string_view key, Setting<std::string>& to,
                       const std::vector<std::string>& one_of) {
  if (auto read = plain_text(key, one_of)) to = {std::move(*read), file_origin(*find(key))};
}

void TableReader::words(std::string_view key, Setting<Words>& to) {
  const TomlValue* value = find(key);
  if (!value) return;
  if (auto read = read_words(in_, *value, whose(key))) to = {std::move(*read), file_origin(*value)};
}

template <class Use>
void TableReader::for_each_text(std::string_view key, Use use) {
  const TomlValue* value = find(key);
  if (!value) return;
  if (value->kind == TomlKind::kString) use(*value);
  for (const TomlValue& item : value->items)
    if (item.kind == TomlKind::kString) use(item);
}

void TableReader::names(std::string_view key, Setting<Words>& to) {
  words(key, to);
  for_each_text(key, [&](const TomlValue& one) {
    if (one.text.empty()) fault(one.at, whose(key) + " has an empty text, which no name matches");
  });
}

void TableReader::patterns(std::string_view key, Setting<Words>& to) {
  words(key, to);
  for_each_text(key, [&](const TomlValue& one) {
    const PatternParts parts = pattern_parts(one.text);
    if (const std::string why = kind_fault(parts.kind); !why.empty())
      fault(one.at, "a pattern in " + whose(key) + ": " + why);
    else if (parts.glob.empty())
      fault(one.at, "a pattern in " + whose(key) +
                        " names nothing; it is a name with * and ?, such as \"tmp_*\" or \"index:*_old\"");
  });
}

void TableReader::paths(std::string_view key, Setting<Words>& to) {
  words(key, to);
  const TomlValue* value = find(key);
  if (!value) return;
  if (value->kind == TomlKind::kArray && value->items.empty())
    fault(value->at, whose(key) + " names no file; name one, or leave the key out");
  for_each_text(key, [&](const TomlValue& one) {
    if (one.text.empty()) fault(one.at, whose(key) + " names no file; name one, or leave the key out");
  });
  for (std::string& path : to.value) path = path_from(in_.folder, path);
}

void TableReader::flag(std::string_view key, Setting<bool>& to) {
  if (const TomlValue* value = find(key, TomlKind::kBoolean, "true or false"))
    to = {value->boolean, file_origin(*value)};
}

void TableReader::count(std::string_view key, Setting<std::size_t>& to, CountRange range) {
  if (const auto read = plain_count(key, range)) to = {*read, file_origin(*find(key))};
}

void TableReader::time(std::string_view key, Setting<Duration>& to) {
  if (const auto read = plain_time(key)) to = {*read, file_origin(*find(key))};
}

void TableReader::time(std::string_view key, Setting<std::optional<Duration>>& to) {
  if (const auto read = plain_time(key)) to = {*read, file_origin(*find(key))};
}

void TableReader::done() {
  for (const TomlMember& one : table_.members)
    if (std::ranges::find(known_, one.key) == known_.end())
      fault(one.at, "unknown key " + shown_word(one.key) + " in " + who_ + hint(one.key, known_));
}

}  // namespace tenon
