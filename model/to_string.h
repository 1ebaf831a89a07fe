// Formats values for reports and messages.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/constraint.h"

namespace tenon {

// These functions return values as a report shows them: unquoted, short, and equal for equal values.

std::string to_string(bool value);
std::string to_string(const std::string& value);
std::string to_string(const std::vector<std::string>& values);
std::string to_string(const Name& name);
std::string to_string(const std::vector<Name>& names);
std::string to_string(const Expression& expression);
std::string to_string(const Type& type);
std::string to_string(Action action);
std::string to_string(Match match);
std::string to_string(const Options& options);
std::string to_string(const IndexElement& element);
std::string to_string(const std::vector<IndexElement>& elements);
std::string to_string(const std::vector<ExclusionElement>& elements);
std::string to_string(const SequenceOptions& options);
std::string to_string(const Identity& identity);
std::string to_string(const Generated& generated);
std::string to_string(const ColumnName& column);
std::string to_string(const std::vector<QualifiedName>& names);
std::string to_string(Inheritance inheritance);
std::string to_string(const std::vector<DomainCheck>& checks);
std::string to_string(const std::vector<TypeAttribute>& attributes);

template <class T>
std::string to_string(const std::optional<T>& value) {
  return value ? to_string(*value) : std::string();
}

}  // namespace tenon
