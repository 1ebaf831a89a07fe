// Reads one query row column by column.

#include "reflect/postgresql/row.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "model/dialect.h"
#include "sql/searched_name.h"

namespace tenon {

const char* RowReader::next() {
  const pqxx::field field = row_[at_++];
  return field.is_null() ? nullptr : field.c_str();
}

std::string RowReader::text() {
  const char* value = next();
  return value == nullptr ? "" : value;
}

std::optional<std::string> RowReader::optional_text() {
  const char* value = next();
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

bool RowReader::flag() {
  const char* value = next();
  return value != nullptr && *value == 't';
}

char RowReader::letter() {
  const char* value = next();
  return value == nullptr ? '\0' : *value;
}

Oid RowReader::oid() {
  const char* value = next();
  return value == nullptr ? 0 : static_cast<Oid>(std::strtoul(value, nullptr, 10));
}

int RowReader::number() {
  const char* value = next();
  return value == nullptr ? 0 : static_cast<int>(std::strtol(value, nullptr, 10));
}

std::vector<int> RowReader::numbers() {
  std::vector<int> all;
  const char* at = next();
  while (at != nullptr && *at != '\0') {
    char* end = nullptr;
    const long value = std::strtol(at, &end, 10);
    if (end == at) {
      ++at;
      continue;
    }
    all.push_back(static_cast<int>(value));
    at = end;
  }
  return all;
}

std::vector<std::string> RowReader::texts() {
  std::vector<std::string> all;
  const char* array = next();
  if (array == nullptr) return all;
  pqxx::array_parser parser(array);
  for (auto found = parser.get_next(); found.first != pqxx::array_parser::done; found = parser.get_next())
    if (found.first == pqxx::array_parser::string_value) all.push_back(std::move(found.second));
  return all;
}

Name RowReader::name() { return kPostgresql.name_of(text()); }

QualifiedName RowReader::qualified() {
  Name schema = name();
  return {std::move(schema), name()};
}

QualifiedName RowReader::searched() {
  const std::string schema = text();
  return searched_name(schema, text(), kPostgresql);
}

Options storage_options(const std::vector<std::string>& reloptions, const std::string& prefix) {
  Options all;
  for (const std::string& each : reloptions) {
    const auto equals = std::min(each.find('='), each.size());
    all.push_back({prefix + each.substr(0, equals), each.substr(std::min(equals + 1, each.size()))});
  }
  std::ranges::sort(all);
  return all;
}

std::string with_index_options(std::string sql) {
  sql = filled(std::move(sql), "{index_settings}",
               "x.reloptions, ts.spcname, i.indisclustered, i.indisreplident");
  return filled(std::move(sql), "{index_joins}", "left join pg_tablespace ts on ts.oid = x.reltablespace");
}

Options index_options(RowReader& in) {
  Options all = storage_options(in.texts());
  all = with_option(std::move(all), "tablespace", in.text());
  all = with_option(std::move(all), "clustered", in.flag() ? "true" : "");
  return with_option(std::move(all), "replica_identity", in.flag() ? "true" : "");
}

std::string filled(std::string sql, std::string_view place, std::string_view what) {
  return sql.replace(sql.find(place), place.size(), what);
}

}  // namespace tenon
