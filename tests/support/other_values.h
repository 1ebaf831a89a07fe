#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/catalog.h"
#include "model/constraint.h"

namespace tenon::test {

// others(value): values that differ from `value` in one thing each, down to the leaves. For tests that change
// one attribute at a time, over whatever the lists beside the structs have; a member type without an overload
// here does not compile.

std::vector<bool> others(bool value);
std::vector<std::string> others(const std::string& value);
std::vector<Name> others(const Name& value);
std::vector<QualifiedName> others(const QualifiedName& value);
std::vector<Expression> others(const Expression& value);
std::vector<Type> others(const Type& value);
std::vector<Action> others(Action value);
std::vector<Match> others(Match value);
std::vector<Option> others(const Option& value);
std::vector<SequenceOptions> others(const SequenceOptions& value);
std::vector<Identity> others(const Identity& value);
std::vector<Generated> others(const Generated& value);
std::vector<ColumnName> others(const ColumnName& value);
std::vector<IndexElement> others(const IndexElement& value);
std::vector<ExclusionElement> others(const ExclusionElement& value);
std::vector<Inheritance> others(Inheritance value);
std::vector<DomainCheck> others(const DomainCheck& value);
std::vector<TypeAttribute> others(const TypeAttribute& value);
/// One option more, one less, another value: each differs in one key.
std::vector<Options> others(const Options& value);

/// What a report calls the difference between two values of the member `field`: options are called by their
/// own keys.
template <class M, class UnmodelledObject>
std::string attribute_of(const char* field, const M&, const UnmodelledObject&) {
  return field;
}
std::string attribute_of(const char* field, const Options& before, const Options& after);

/// One more, one less, another order, another element.
template <class T>
std::vector<std::vector<T>> others(const std::vector<T>& value) {
  std::vector<std::vector<T>> found;
  std::vector<T> changed = value;
  changed.push_back(others(T{}).front());
  found.push_back(changed);
  if (value.empty()) return found;
  found.emplace_back(value.begin(), value.end() - 1);
  for (const T& element : others(value.front())) {
    changed = value;
    changed.front() = element;
    found.push_back(changed);
  }
  if (value.size() > 1 && !(value.front() == value.back())) found.emplace_back(value.rbegin(), value.rend());
  return found;
}

/// None instead of some, some instead of none, another.
template <class T>
std::vector<std::optional<T>> others(const std::optional<T>& value) {
  std::vector<std::optional<T>> found{value ? std::optional<T>() : std::optional<T>(others(T{}).front())};
  if (value)
    for (const T& other : others(*value)) found.push_back(other);
  return found;
}

}  // namespace tenon::test
