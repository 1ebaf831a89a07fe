// Finds the attributes that JSON writes as they are, under their names; the input is the list beside a
// struct.

#pragma once

#include <string>
#include <type_traits>

#include "model/fields.h"

namespace tenon {

/// Calls `use(field)` for each text of T, and for each flag that a plain T does not have: an empty text and
/// false are left out wherever JSON is written. All others have a form of their own.
template <class T, class Use>
void for_each_plain_attribute(Use use) {
  for_each_field<T>([&](const auto& field) {
    using Member = std::decay_t<decltype(T().*field.member)>;
    if constexpr (std::is_same_v<Member, std::string>) use(field);
    if constexpr (std::is_same_v<Member, bool>)
      if (!(T().*field.member)) use(field);
  });
}

}  // namespace tenon
