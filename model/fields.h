// What is done with the compared attributes of every object, for reports and tests.

#pragma once

#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "model/catalog.h"
#include "model/change.h"

namespace tenon {

/// Calls `use(field)` for each field of T, as listed beside T: `==` compares them, changes list them (options
/// each under their own key), and tests mutate them.
template <class T, class Use>
void for_each_field(Use&& use) {
  std::apply([&](const auto&... field) { (use(field), ...); }, fields(std::type_identity<T>{}));
}

/// Returns the attributes that differ between two objects of one kind. REQUIRES: both hold the same
/// alternative.
std::vector<AttributeChange> attribute_changes(const Object& actual, const Object& declared);

}  // namespace tenon
