// Pairs dropped and added objects that look alike.

#include "renames/hints.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "renames/directives.h"

namespace tenon {

namespace {

/// How much of two tables is the same column: of one name and one type.
bool look_alike(const Table& a, const Table& b) {
  if (a.columns.empty() || b.columns.empty()) return false;
  const auto same = std::ranges::count_if(a.columns, [&](const Column& column) {
    const Column* other = find_column(b, column.name);
    return other && other->type == column.type;
  });
  return 3 * static_cast<std::size_t>(same) >= 2 * std::max(a.columns.size(), b.columns.size());
}

bool look_alike(const Column& a, const Column& b) {
  return a.type == b.type && a.nullable == b.nullable && a.generated == b.generated &&
         a.identity.has_value() == b.identity.has_value();
}

template <class T>
struct Candidates {
  std::vector<std::pair<const Key*, const T*>> dropped;
  std::vector<std::pair<const Key*, const T*>> added;
};

/// The dropped and added objects of one type, by where they could have been renamed.
template <class T>
std::map<QualifiedName, Candidates<T>> candidates(const std::vector<Change>& changes) {
  std::map<QualifiedName, Candidates<T>> found;
  for (const Change& change : changes) {
    const Key& key = key_of(change);
    const QualifiedName place{key.schema, key.table};
    if (const auto* dropped = std::get_if<Dropped>(&change))
      if (const auto* object = std::get_if<T>(&dropped->actual))
        found[place].dropped.emplace_back(&key, object);
    if (const auto* added = std::get_if<Added>(&change))
      if (const auto* object = std::get_if<T>(&added->declared))
        found[place].added.emplace_back(&key, object);
  }
  return found;
}

std::string path_of(const Key& key) {
  const std::string table = to_string(key.table_name());
  return key.kind == Kind::kTable ? table : table + "." + key.name.text;
}

std::string rename_hint(const Key& from, const Key& to) {
  const std::string kind(to_string(from.kind));
  const bool moves = from.schema != to.schema;
  const std::string was = moves ? path_of(from) : from.name.text;
  const std::string is = moves ? path_of(to) : to.name.text;
  return kind + " " + path_of(from) + " is dropped and " + path_of(to) +
         " is added, and they look alike; if it is one that is renamed, its rows can be kept: --rename '" +
         kind + ":" + path_of(from) + "=" + is + "', or \"renamed_from\": \"" + was + "\" at " + path_of(to) +
         " (in SQL: " + std::string(kRenamedFrom) + was + ")";
}

/// Those that look like one on the other side and like no other.
template <class T>
void add_hints(const std::vector<Change>& changes, std::vector<std::string>& hints) {
  for (const auto& [place, both] : candidates<T>(changes))
    for (const auto& [from, object] : both.dropped) {
      const auto like = [&](const auto& one) { return look_alike(*object, *one.second); };
      const auto to = std::ranges::find_if(both.added, like);
      if (to == both.added.end() || std::ranges::count_if(both.added, like) != 1) continue;
      const auto rivals = std::ranges::count_if(
          both.dropped, [&](const auto& one) { return look_alike(*one.second, *to->second); });
      if (rivals == 1) hints.push_back(rename_hint(*from, *to->first));
    }
}

/// A table that goes in one schema and comes in one other under the same name.
void add_move_hints(const std::vector<Change>& changes, std::vector<std::string>& hints) {
  std::map<Name, Candidates<Table>> by_name;
  for (const auto& [place, both] : candidates<Table>(changes)) {
    for (const auto& one : both.dropped) by_name[one.first->name].dropped.push_back(one);
    for (const auto& one : both.added) by_name[one.first->name].added.push_back(one);
  }
  for (const auto& [name, both] : by_name) {
    if (both.dropped.size() != 1 || both.added.size() != 1) continue;
    const auto& [from, before] = both.dropped.front();
    const auto& [to, after] = both.added.front();
    if (look_alike(*before, *after)) hints.push_back(rename_hint(*from, *to));
  }
}

}  // namespace

std::vector<std::string> rename_hints(const std::vector<Change>& changes) {
  std::vector<std::string> hints;
  add_hints<Table>(changes, hints);
  add_move_hints(changes, hints);
  add_hints<Column>(changes, hints);
  return hints;
}

}  // namespace tenon
