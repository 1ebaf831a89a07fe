// Decides which attributes of a constraint ALTER can set.
#include "plan/transition/in_place.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "model/overloaded.h"
#include "model/setting_key.h"

namespace tenon {

namespace {

/// Returns `now` with the options of `after` that ALTER can set in constraints of the kind.
Options altered(Options now, const Options& after, Kind kind) {
  const auto is_altered = [&](const Option& each) {
    return standing_of(kind, each) != Standing::kDefinition;
  };
  std::erase_if(now, is_altered);
  for (const Option& option : after)
    if (is_altered(option)) now.push_back(option);
  std::ranges::sort(now);
  return now;
}

/// Returns `now` with the attributes of `after` that ALTER can set.
Constraint altered(Constraint now, const Constraint& after) {
  std::visit(
      [&, kind = kind_of(after)](auto& c) {
        c.options = altered(std::move(c.options), std::get<std::decay_t<decltype(c)>>(after).options, kind);
      },
      now);
  if (auto* key = std::get_if<ForeignKey>(&now)) {
    const auto& wanted = std::get<ForeignKey>(after);
    key->deferrable = wanted.deferrable;
    key->initially_deferred = wanted.initially_deferred;
  }
  return now;
}

/// Marks the constraint as validated where `after` is; returns whether that changed it.
bool validate(Constraint& now, const Constraint& after) {
  const auto to_be = [&](auto& c) {
    const bool wanted = std::get<std::decay_t<decltype(c)>>(after).validated;
    return !std::exchange(c.validated, c.validated || wanted) && wanted;
  };
  return std::visit(Overloaded{
                        [](PrimaryKey&) { return false; },
                        [](Unique&) { return false; },
                        [](Index&) { return false; },
                        [&](Check& c) { return to_be(c); },
                        [](Exclusion&) { return false; },
                        [&](ForeignKey& c) { return to_be(c); },
                    },
                    now);
}

}  // namespace

const std::string& comment_of(const Constraint& constraint) {
  return std::visit([](const auto& c) -> const std::string& { return c.comment; }, constraint);
}

Constraint with_comment(Constraint constraint, std::string comment) {
  std::visit([&](auto& c) { c.comment = std::move(comment); }, constraint);
  return constraint;
}

Column with_comment(Column column, std::string comment) {
  column.comment = std::move(comment);
  return column;
}

std::optional<InPlace> in_place(const Constraint& before, const Constraint& after, const Dialect& dialect) {
  if (!dialect.can_alter_constraints || before.index() != after.index()) return std::nullopt;
  const Constraint same_name = renamed(before, name_of(after), named_by(after));
  Constraint now = altered(same_name, after);
  InPlace steps;
  if (!(now == same_name)) steps.altered = now;
  steps.validated = validate(now, after);
  if (!(with_comment(std::move(now), comment_of(after)) == after)) return std::nullopt;
  return steps;
}

}  // namespace tenon
