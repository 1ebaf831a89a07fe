// Parses rows, and makes targets of rows and templates.

#include "config/target_rows.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

#include "config/csv.h"
#include "config/literal_secret.h"
#include "config/read_secret.h"
#include "config/toml_value.h"
#include "model/error.h"
#include "model/glob.h"

namespace tenon {

namespace {

std::string stripped(const std::string& text) {
  constexpr const char* kBlank = " \t\r";
  const auto begin = text.find_first_not_of(kBlank);
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::vector<PlacedRow> rows_of_lines(const Document& document) {
  std::vector<PlacedRow> all;
  int number = 0;
  for (std::size_t at = 0; at < document.text.size();) {
    const auto end = std::min(document.text.find('\n', at), document.text.size());
    const std::string line = stripped(document.text.substr(at, end - at));
    at = end + 1;
    ++number;
    if (!line.empty() && line.front() != '#') all.push_back({{{"name", line}}, {document.path, number, 1}});
  }
  return all;
}

std::vector<PlacedRow> rows_of_csv(const Document& document, Faults& faults) {
  std::vector<CsvRecord> records = csv_records(document, faults);
  std::vector<PlacedRow> all;
  if (records.empty()) return all;
  const std::vector<std::string> columns = std::move(records.front().fields);
  const std::set<std::string> unique(columns.begin(), columns.end());
  if (unique.size() != columns.size() || unique.contains(""))
    faults.add(records.front().at, "the first line of a CSV file names the columns, each once");
  for (std::size_t i = 1; i < records.size(); ++i) {
    const CsvRecord& record = records[i];
    if (record.fields.size() != columns.size())
      faults.add(record.at, "the line has " + std::to_string(record.fields.size()) +
                                " fields, and the first " + "line names " + std::to_string(columns.size()) +
                                " columns");
    PlacedRow row{{}, record.at};
    for (std::size_t j = 0; j < std::min(columns.size(), record.fields.size()); ++j)
      row.row[columns[j]] = record.fields[j];
    all.push_back(std::move(row));
  }
  return all;
}

std::optional<std::string> text_of(const TomlValue& value) {
  if (value.kind == TomlKind::kString) return value.text;
  if (value.kind == TomlKind::kInteger) return std::to_string(value.integer);
  if (value.kind == TomlKind::kBoolean) return std::string(value.boolean ? "true" : "false");
  return std::nullopt;
}

std::vector<PlacedRow> rows_of_toml(const Document& document, Faults& faults) {
  std::vector<PlacedRow> all;
  const auto top = toml_value(document, faults);
  if (!top) return all;
  for (const TomlMember& list : top->members) {
    if (list.key != "targets" || list.value.kind != TomlKind::kArray) {
      faults.add(list.at, "the file of a target set has [[targets]] tables and nothing else");
      continue;
    }
    for (const TomlValue& table : list.value.items) {
      PlacedRow row{{}, table.at};
      for (const TomlMember& column : table.members) {
        const auto text = text_of(column.value);
        if (!text) faults.add(column.value.at, "a column is a text or a number");
        row.row[column.key] = text.value_or("");
      }
      all.push_back(std::move(row));
    }
  }
  return all;
}

/// A file of targets is no place for passwords either.
void add_secrets_of_rows(const std::vector<PlacedRow>& rows, Faults& faults) {
  for (const PlacedRow& row : rows)
    for (const auto& [column, value] : row.row)
      if (const std::string why = literal_secret(value); !why.empty()) faults.add(row.at, why);
}

bool is_name_of_row(std::string_view name) {
  return !name.empty() && name.front() != '-' && name.front() != '.' &&
         std::ranges::none_of(name, [](char c) {
           return static_cast<unsigned char>(c) <= ' ' ||
                  std::string_view("/:@\"'\\*?,=").find(c) != std::string_view::npos;
         });
}

SecretReference url_of_row(const TargetSet& set, const TargetRow& row) {
  if (!set.url->empty()) return filled(*set.url, row);
  const std::string folder = std::filesystem::path(set.source.file).parent_path().string();
  for (const char* column : {"url", "dsn_ref", "url_ref"})
    if (const auto found = row.find(column); found != row.end()) return reference_of(found->second, folder);
  throw Error(Fault::kConfiguration,
              "the set has no \"url\", and its rows have no column \"url\" or \"dsn_ref\"");
}

/// A row of a query in which the name is NULL, or one of a file in which it is empty, is no target.
void require_name(const TargetSet& set, const TargetRow& row) {
  for (const std::string& column : columns_of_template(set.name))
    if (const auto found = row.find(column); found != row.end() && found->second.empty())
      throw Error(Fault::kConfiguration,
                  "the column \"" + column + "\", which names the target, is empty or NULL in a row");
}

TargetConfiguration target_of(const TargetSet& set, const TargetRow& row) {
  require_name(set, row);
  TargetConfiguration made{.name = filled(set.name, row),
                           .origin = set.origin,
                           .url = {url_of_row(set, row), set.origin},
                           .options = set.options,
                           .schema_map = set.schema_map,
                           .set = set.name};
  if (!is_name_of_row(made.name))
    throw Error(Fault::kConfiguration,
                shown_word(made.name) +
                    " is no name of a target: it is empty, or has blanks or one of / : @ "
                    "quotes * ? , = in it");
  for (auto& [label, value] : made.options.labels) value = filled(value, row);
  return made;
}

}  // namespace

std::vector<PlacedRow> target_rows(const Document& document) {
  const std::string extension = std::filesystem::path(document.path).extension().string();
  Faults faults;
  std::vector<PlacedRow> all = extension == ".toml"  ? rows_of_toml(document, faults)
                               : extension == ".csv" ? rows_of_csv(document, faults)
                                                     : rows_of_lines(document);
  add_secrets_of_rows(all, faults);
  faults.raise(Fault::kConfiguration);
  return all;
}

void fail_too_many(const TargetSet& set) {
  throw Error(Fault::kConfiguration, to_string(set.origin) + ": the target set \"" + set.name +
                                         "\" has more than " + std::to_string(set.max) +
                                         " rows; narrow its source, or write \"max\" into it");
}

std::vector<TargetConfiguration> targets_of(const TargetSet& set, const std::vector<PlacedRow>& rows) {
  if (rows.size() > set.max) fail_too_many(set);
  std::vector<TargetConfiguration> all;
  std::set<std::string> names;
  std::vector<std::string> faults;
  for (const PlacedRow& row : rows) {
    const std::string where = row.at.path.empty() ? to_string(set.origin) : to_string(row.at);
    try {
      all.push_back(target_of(set, row.row));
      if (!names.insert(all.back().name).second)
        throw Error(Fault::kConfiguration, "two rows make the target \"" + all.back().name + "\"");
    } catch (const Error& error) {
      faults.push_back(where + ": target set \"" + set.name + "\": " + error.what());
      constexpr std::size_t kTold = 10;
      if (faults.size() == kTold) break;
    }
  }
  if (!faults.empty()) throw Error(Fault::kConfiguration, faults);
  return all;
}

std::string name_glob(const TargetSet& set) { return glob_of_template(set.name); }

bool may_be_of_set(const TargetSet& set, const std::string& name) {
  return glob_matches(name_glob(set), name);
}

}  // namespace tenon
