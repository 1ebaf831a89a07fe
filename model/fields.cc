#include "model/fields.h"

#include <string_view>

#include "model/shown.h"

namespace tenon {

namespace {

template <class M>
std::string text_of(std::string_view attribute, const M& value) {
  if constexpr (std::is_same_v<M, bool>) {
    if (attribute == "initially") return value ? "DEFERRED" : "IMMEDIATE";
  }
  return shown(value);
}

template <class T>
std::vector<AttributeChange> changes(const T& actual, const T& declared) {
  std::vector<AttributeChange> found;
  for_each_field<T>([&](const auto& field) {
    const auto& a = actual.*field.member;
    const auto& d = declared.*field.member;
    if (!(a == d)) found.push_back({field.name, text_of(field.name, a), text_of(field.name, d)});
  });
  return found;
}

}  // namespace

std::vector<AttributeChange> attribute_changes(const Object& actual, const Object& declared) {
  return std::visit([&](const auto& a) { return changes(a, std::get<std::decay_t<decltype(a)>>(declared)); },
                    actual);
}

}  // namespace tenon
