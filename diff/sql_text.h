// Enumerates the SQL texts inside an object that only a database can compare.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "model/fields.h"
#include "model/settling.h"

namespace tenon {

/// A text in an object that only a database can compare: an expression, a type, a partition key or bound.
/// `Text` is `std::string` or `const std::string`.
template <class Text>
struct SqlText {
  const char* attribute;  ///< the field that holds it
  std::size_t position;   ///< its index in a field that holds several
  About about;
  std::string_view target;  ///< for a default: the type of its column
  Text* text;
  Text* key;

  /// Tells whether two texts of two objects correspond.
  template <class UnmodelledObject>
  bool same_place(const SqlText<UnmodelledObject>& other) const {
    return std::string_view(attribute) == other.attribute && position == other.position;
  }
};

/// Member types without texts that need a database.
template <class M>
constexpr bool kPlainMember =
    std::is_same_v<M, bool> || std::is_same_v<M, std::string> || std::is_same_v<M, Name> ||
    std::is_same_v<M, QualifiedName> || std::is_same_v<M, std::vector<Name>> || std::is_same_v<M, Options> ||
    std::is_same_v<M, std::vector<std::string>> || std::is_same_v<M, Action> || std::is_same_v<M, Match> ||
    std::is_same_v<M, SequenceOptions> || std::is_same_v<M, std::optional<Identity>> ||
    std::is_same_v<M, std::optional<ColumnName>> || std::is_same_v<M, std::vector<QualifiedName>> ||
    std::is_same_v<M, Inheritance>;

/// Types with a default, whose text is interpreted by the type of the value.
template <class T>
constexpr bool kHasDefault = std::is_same_v<T, Column> || std::is_same_v<T, Domain>;

/// Finds the SQL texts of one object. A member of an unknown type does not compile: whoever adds one must
/// decide whether it holds such a text.
template <class Found>
class SqlTextFinder {
 public:
  SqlTextFinder(Found found, std::string_view default_target) : found_(found), target_(default_target) {}

  template <class T, class M>
  void visit(const char* attribute, M& member) {
    using Plain = std::remove_const_t<M>;
    if constexpr (std::is_same_v<Plain, Type>) {
      emit(attribute, 0, About::kType, member);
    } else if constexpr (std::is_same_v<Plain, Expression>) {
      emit(attribute, 0, About::kExpression, member);
    } else if constexpr (std::is_same_v<Plain, std::optional<Expression>>) {
      if (member) emit(attribute, 0, kHasDefault<T> ? About::kDefault : About::kExpression, *member);
    } else if constexpr (std::is_same_v<Plain, std::optional<Generated>>) {
      if (member) emit(attribute, 0, About::kExpression, member->sqltext);
    } else if constexpr (std::is_same_v<Plain, std::vector<IndexElement>>) {
      for (std::size_t i = 0; i < member.size(); ++i) emit_element(attribute, i, member[i]);
    } else if constexpr (std::is_same_v<Plain, std::vector<DomainCheck>>) {
      for (std::size_t i = 0; i < member.size(); ++i)
        emit(attribute, i, About::kExpression, member[i].sqltext);
    } else if constexpr (std::is_same_v<Plain, std::vector<TypeAttribute>>) {
      for (std::size_t i = 0; i < member.size(); ++i) emit(attribute, i, About::kType, member[i].type);
    } else if constexpr (std::is_same_v<Plain, std::vector<ExclusionElement>>) {
      for (std::size_t i = 0; i < member.size(); ++i) emit_element(attribute, i, member[i].element);
    } else if constexpr (std::is_same_v<Plain, Options> && std::is_same_v<T, Table>) {
      for (auto& option : member) emit_option(option);
    } else {
      static_assert(kPlainMember<Plain>);
    }
  }

 private:
  template <class E>
  void emit(const char* attribute, std::size_t position, About about, E& text) {
    using Text = std::conditional_t<std::is_const_v<E>, const std::string, std::string>;
    const std::string_view target = about == About::kDefault ? target_ : std::string_view();
    found_(SqlText<Text>{attribute, position, about, target, &text.text, &text.key});
  }
  template <class E>
  void emit_element(const char* attribute, std::size_t position, E& element) {
    if (auto* expression = std::get_if<Expression>(&element.what))
      emit(attribute, position, About::kExpression, *expression);
  }

  /// An option has no separate key.
  template <class O>
  void emit_option(O& option) {
    using Text = std::conditional_t<std::is_const_v<O>, const std::string, std::string>;
    const auto emit_as = [&](const char* attribute, About about) {
      if (option.key == attribute)
        found_(SqlText<Text>{attribute, 0, about, {}, &option.value, &option.value});
    };
    emit_as("partition_by", About::kPartitionKey);
    emit_as("partition_bound", About::kPartitionBound);
  }

  Found found_;
  std::string_view target_;
};

/// Calls `found` with an SqlText for each such text of an object, in the order of its fields.
template <class T, class Found>
void for_each_sql_text(T& object, Found found) {
  using Plain = std::remove_const_t<T>;
  std::string_view target;
  if constexpr (kHasDefault<Plain>) target = object.type.text;
  SqlTextFinder<Found> finder(found, target);
  for_each_field<Plain>(
      [&](const auto& field) { finder.template visit<Plain>(field.name, object.*field.member); });
}

using ConstSqlText = SqlText<const std::string>;

}  // namespace tenon
