// The values of a difference: Kind, Key, Object and Change.

#include "model/change.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "model/overloaded.h"

namespace tenon {

Change::Change() = default;
Change::Change(const Change&) = default;
Change::Change(Change&&) noexcept = default;
Change& Change::operator=(const Change&) = default;
Change& Change::operator=(Change&&) noexcept = default;
Change::~Change() = default;
bool operator==(const Change& a, const Change& b) {
  return static_cast<const ChangeBase&>(a) == static_cast<const ChangeBase&>(b);
}

Object::Object() = default;
Object::Object(const Object&) = default;
Object::Object(Object&&) noexcept = default;
Object& Object::operator=(const Object&) = default;
Object& Object::operator=(Object&&) noexcept = default;
Object::~Object() = default;
bool operator==(const Object& a, const Object& b) {
  return static_cast<const ObjectBase&>(a) == static_cast<const ObjectBase&>(b);
}

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::kSchema:
      return "schema";
    case Kind::kExtension:
      return "extension";
    case Kind::kEnum:
      return "enum";
    case Kind::kDomain:
      return "domain";
    case Kind::kType:
    case Kind::kRange:
      return "type";
    case Kind::kSequence:
      return "sequence";
    case Kind::kTable:
      return "table";
    case Kind::kColumn:
      return "column";
    case Kind::kPrimaryKey:
      return "primary_key";
    case Kind::kUnique:
      return "unique";
    case Kind::kIndex:
      return "index";
    case Kind::kCheck:
      return "check";
    case Kind::kExclusion:
      return "exclusion";
    case Kind::kForeignKey:
      return "foreign_key";
  }
  return "";
}

std::string to_string(const Key& key) {
  std::string text(to_string(key.kind));
  text += ':';
  if (!key.schema.empty()) text += key.schema.text + '.';
  if (!key.table.empty()) text += key.table.text + '.';
  return text + key.name.text;
}

Kind kind_of(const Constraint& constraint) {
  return std::visit(Overloaded{
                        [](const PrimaryKey&) { return Kind::kPrimaryKey; },
                        [](const Unique&) { return Kind::kUnique; },
                        [](const Index&) { return Kind::kIndex; },
                        [](const Check&) { return Kind::kCheck; },
                        [](const Exclusion&) { return Kind::kExclusion; },
                        [](const ForeignKey&) { return Kind::kForeignKey; },
                    },
                    constraint);
}

Kind kind_of(const Object& object) {
  return std::visit(Overloaded{
                        [](const Schema&) { return Kind::kSchema; },
                        [](const Extension&) { return Kind::kExtension; },
                        [](const Enum&) { return Kind::kEnum; },
                        [](const Domain&) { return Kind::kDomain; },
                        [](const CompositeType&) { return Kind::kType; },
                        [](const RangeType&) { return Kind::kRange; },
                        [](const Sequence&) { return Kind::kSequence; },
                        [](const Table&) { return Kind::kTable; },
                        [](const Column&) { return Kind::kColumn; },
                        [](const PrimaryKey&) { return Kind::kPrimaryKey; },
                        [](const Unique&) { return Kind::kUnique; },
                        [](const Index&) { return Kind::kIndex; },
                        [](const Check&) { return Kind::kCheck; },
                        [](const Exclusion&) { return Kind::kExclusion; },
                        [](const ForeignKey&) { return Kind::kForeignKey; },
                    },
                    object);
}

Object object_of(Constraint constraint) {
  return std::visit([](auto&& c) { return Object(std::move(c)); }, std::move(constraint));
}

Object object_of(UserType type) {
  return std::visit([](auto&& t) { return Object(std::move(t)); }, std::move(type));
}

std::optional<UserType> user_type_of(const Object& object) {
  return std::visit(
      [](const auto& o) -> std::optional<UserType> {
        if constexpr (std::is_constructible_v<UserType, decltype(o)>)
          return UserType(o);
        else
          return std::nullopt;
      },
      object);
}

std::optional<Constraint> constraint_of(const Object& object) {
  return std::visit(
      [](const auto& o) -> std::optional<Constraint> {
        if constexpr (std::is_constructible_v<Constraint, decltype(o)>)
          return Constraint(o);
        else
          return std::nullopt;
      },
      object);
}

const Source& source_of(const Object& object) {
  return std::visit([](const auto& o) -> const Source& { return *o.source; }, object);
}

const Key& key_of(const Change& change) {
  return std::visit([](const auto& c) -> const Key& { return c.key; }, change);
}

namespace {

void swap_values(std::vector<AttributeChange>& attributes) {
  for (auto& attribute : attributes) std::swap(attribute.actual, attribute.declared);
}

Change sides_swapped(Change change) {
  return std::visit(Overloaded{
                        [](Dropped& c) -> Change {
                          return Added{std::move(c.key), std::move(c.actual)};
                        },
                        [](Altered& c) -> Change {
                          std::swap(c.actual, c.declared);
                          swap_values(c.attributes);
                          return std::move(c);
                        },
                        [](Renamed& c) -> Change {
                          std::swap(c.key.name, c.actual_name);
                          std::swap(c.actual, c.declared);
                          swap_values(c.attributes);
                          return std::move(c);
                        },
                        [](Added& c) -> Change {
                          return Dropped{std::move(c.key), std::move(c.declared)};
                        },
                    },
                    change);
}

}  // namespace

std::vector<Change> sides_swapped(std::vector<Change> changes) {
  for (auto& change : changes) change = sides_swapped(std::move(change));
  // Under one key, a drop precedes an addition, as in a difference.
  std::ranges::stable_sort(changes, {}, [](const Change& change) {
    return std::tuple<const Key&, std::size_t>(key_of(change), change.index());
  });
  return changes;
}

}  // namespace tenon
