// One compared attribute of a kind of object; whether the list of them beside a struct is complete.

#pragma once

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace tenon {

// Beside each struct stands fields(std::type_identity<Struct>), the list of its compared attributes, and a
// static_assert that it is complete.

/// One compared attribute of an object: its name in reports and in the declared JSON, and the member.
template <class T, class M>
struct Field {
  const char* name;
  M T::*member;
  /// Of a column: whether a child table gets it with a new column of its parent, and follows its changes
  /// (PostgreSQL).
  bool is_handed_down = true;
};
template <class T, class M>
Field(const char*, M T::*) -> Field<T, M>;
template <class T, class M>
Field(const char*, M T::*, bool) -> Field<T, M>;

namespace field_count {

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;

/// Converts to any member of a struct; a std::optional takes it as a value.
template <std::size_t>
struct AnyValue {
  template <class M>
  requires(!is_optional<M>) operator M() const;
};

template <class T, std::size_t... Index>
constexpr bool takes(std::index_sequence<Index...>) {
  return requires { T{AnyValue<Index>{}...}; };
}

}  // namespace field_count

/// Tells whether the list of T has all members but `kOthers`: those that are identity (`name`), have keys of
/// their own (the columns and constraints of a table) or are not compared.
template <class T, std::size_t kOthers>
constexpr bool lists_all_but = [] {
  constexpr std::size_t kMembers = std::tuple_size_v<decltype(fields(std::type_identity<T>{}))> + kOthers;
  return field_count::takes<T>(std::make_index_sequence<kMembers>()) &&
         !field_count::takes<T>(std::make_index_sequence<kMembers + 1>());
}();

}  // namespace tenon
