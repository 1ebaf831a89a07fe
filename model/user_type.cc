// Domains, composite types, range types and extensions as plain values.

#include "model/user_type.h"

#include <utility>

namespace tenon {

const QualifiedName& name_of(const UserType& type) {
  return std::visit([](const auto& t) -> const QualifiedName& { return t.name; }, type);
}

const std::string& comment_of(const UserType& type) {
  return std::visit([](const auto& t) -> const std::string& { return t.comment; }, type);
}

UserType with_comment(UserType type, std::string comment) {
  std::visit([&](auto& t) { t.comment = std::move(comment); }, type);
  return type;
}

}  // namespace tenon
