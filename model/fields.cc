// What is done with the compared attributes of every object, for reports and tests.

#include "model/fields.h"

#include <set>
#include <string_view>

#include "model/to_string.h"

namespace tenon {

namespace {

template <class M>
std::string text_of(std::string_view attribute, const M& value) {
  if constexpr (std::is_same_v<M, bool>) {
    if (attribute == "initially") return value ? "DEFERRED" : "IMMEDIATE";
  }
  return to_string(value);
}

/// Each option is compared separately, under its own key.
void add_changes(std::vector<AttributeChange>& found, const Options& actual, const Options& declared) {
  const auto text = [](const std::string* value) { return value ? *value : std::string(); };
  std::set<std::string> keys;
  for (const Options* side : {&actual, &declared})
    for (const Option& each : *side) keys.insert(each.key);
  for (const std::string& key : keys) {
    const std::string* a = option(actual, key);
    const std::string* d = option(declared, key);
    if (!a || !d || *a != *d) found.push_back({key, text(a), text(d)});
  }
}

template <class T>
std::vector<AttributeChange> changes(const T& actual, const T& declared) {
  std::vector<AttributeChange> found;
  for_each_field<T>([&](const auto& field) {
    const auto& a = actual.*field.member;
    const auto& d = declared.*field.member;
    if (a == d) return;
    if constexpr (std::is_same_v<std::decay_t<decltype(a)>, Options>)
      add_changes(found, a, d);
    else
      found.push_back({field.name, text_of(field.name, a), text_of(field.name, d)});
  });
  return found;
}

}  // namespace

std::vector<AttributeChange> attribute_changes(const Object& actual, const Object& declared) {
  return std::visit([&](const auto& a) { return changes(a, std::get<std::decay_t<decltype(a)>>(declared)); },
                    actual);
}

}  // namespace tenon
