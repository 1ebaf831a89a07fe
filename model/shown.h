// Formats values for reports and messages.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "model/constraint.h"

namespace tenon {

// Values as a report shows them: unquoted, short, the same on both sides for what is equal.

std::string shown(bool value);
std::string shown(const std::string& value);
std::string shown(const std::vector<std::string>& values);
std::string shown(const Name& name);
std::string shown(const std::vector<Name>& names);
std::string shown(const Expression& expression);
std::string shown(const Type& type);
std::string shown(Action action);
std::string shown(Match match);
std::string shown(const Options& options);
std::string shown(const IndexElement& element);
std::string shown(const std::vector<IndexElement>& elements);
/// `&&`, or `OPERATOR(app.&&)`, unquoted.
std::string shown_operator(const QualifiedName& name);
std::string shown(const std::vector<ExclusionElement>& elements);
std::string shown(const SequenceOptions& options);
std::string shown(const Identity& identity);
std::string shown(const Generated& generated);
std::string shown(const ColumnName& column);
std::string shown(const std::vector<QualifiedName>& names);
std::string shown(Inheritance inheritance);
std::string shown(const std::vector<DomainCheck>& checks);
std::string shown(const std::vector<TypeAttribute>& attributes);

template <class T>
std::string shown(const std::optional<T>& value) {
  return value ? shown(*value) : std::string();
}

/// `1 file`, `2 files`, `3 indexes`, `4 policies`, `5 operator classes`, `6 statistics`.
std::string counted(std::size_t count, std::string_view noun);

}  // namespace tenon
