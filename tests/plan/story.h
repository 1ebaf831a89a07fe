#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "diff/diff.h"
#include "model/error.h"
#include "plan/lookup/op_text.h"
#include "plan/plan.h"
#include "plan/simulate/applied.h"
#include "tests/support/builders.h"

namespace tenon::test {

using Story = std::vector<std::string>;

/// The ops of a plan in a few words each.
inline Story story_of(const Plan& plan) {
  Story story;
  for (const auto& step : plan.steps)
    for (const auto& op : step.ops) story.push_back(describe(op));
  return story;
}

inline void expect_leads(const Plan& plan, const Catalog& from, const Catalog& to) {
  try {
    EXPECT_TRUE(diff(applied(from, plan), to).empty());
  } catch (const Error& error) {
    ADD_FAILURE() << error.what();
  }
}

/// The plan from one catalog to the other, proved on the model both ways.
inline Plan plan_of(const Catalog& actual, const Catalog& declared) {
  const auto plans = migration(diff(actual, declared), actual, declared);
  expect_leads(plans.up, actual, declared);
  expect_leads(plans.down, declared, actual);
  return plans.up;
}

inline Story story_of(const Catalog& actual, const Catalog& declared) {
  return story_of(plan_of(actual, declared));
}

/// The ops of one kind.
template <class T>
std::vector<T> all(const Plan& plan) {
  std::vector<T> found;
  for (const auto& step : plan.steps)
    for (const auto& op : step.ops)
      if (const auto* one = std::get_if<T>(&op)) found.push_back(*one);
  return found;
}

inline Column with_default(Column column, std::string text) {
  column.default_value = x(std::move(text));
  return column;
}

inline Column computed(Column column, std::string text, bool stored = true) {
  column.generated = Generated{x(std::move(text)), stored};
  return column;
}

inline Enum enumeration(std::string_view name, std::vector<std::string> labels) {
  Enum made;
  made.name = q(name);
  made.labels = std::move(labels);
  return made;
}

inline Sequence sequence(std::string_view name) {
  Sequence made;
  made.name = q(name);
  return made;
}

inline Sequence owned(Sequence sequence, std::string_view table, std::string_view column) {
  sequence.owned_by = ColumnName{q(table), n(column)};
  return sequence;
}

inline Catalog with_enums(Catalog catalog, std::vector<Enum> enums) {
  catalog.enums = std::move(enums);
  return sorted(std::move(catalog));
}

inline Catalog with_sequences(Catalog catalog, std::vector<Sequence> sequences) {
  catalog.sequences = std::move(sequences);
  return sorted(std::move(catalog));
}

}  // namespace tenon::test
