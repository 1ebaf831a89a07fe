#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "diff/diff.h"
#include "diff/difference.h"
#include "model/fields.h"
#include "tests/support/builders.h"
#include "tests/support/other_values.h"
#include "tests/support/random_catalog.h"

namespace tenon::test::this_file {
namespace {

using Changes = std::vector<Change>;

/// Two related random catalogs of a dialect.
struct Pair {
  Catalog a;
  Catalog b;
};

Pair random_pair(const Dialect& dialect, std::uint64_t seed) {
  Rng rng(seed);
  Catalog a = random_catalog(dialect, rng);
  const int edits = static_cast<int>(rng() % 25);
  Catalog b = mutated(a, rng, edits);
  return {std::move(a), std::move(b)};
}

class DiffLaws : public testing::TestWithParam<const Dialect*> {
 protected:
  template <class Law>
  void for_each_seed(std::uint64_t seeds, Law law) {
    for (std::uint64_t seed = 0; seed < seeds && !HasFailure(); ++seed) {
      SCOPED_TRACE("seed " + std::to_string(seed));
      law(seed);
    }
  }
};

INSTANTIATE_TEST_SUITE_P(Dialects, DiffLaws, testing::Values(&kPostgresql, &kSqlite),
                         [](const auto& param) { return std::string(param.param->name); });

TEST_P(DiffLaws, ACatalogDoesNotDifferFromItself) {
  for_each_seed(100, [&](std::uint64_t seed) {
    const auto [a, b] = random_pair(*GetParam(), seed);
    EXPECT_EQ(diff(a, a), Changes{});
    EXPECT_EQ(diff(b, b), Changes{});
    const auto columns_turned = [](Catalog c) {
      for (auto& table : c.tables) std::ranges::reverse(table.columns);
      return c;
    };
    EXPECT_EQ(diff(a, columns_turned(a)), Changes{});
  });
}

TEST_P(DiffLaws, DifferentCatalogsDiffer) {
  for_each_seed(100, [&](std::uint64_t seed) {
    const auto [a, b] = random_pair(*GetParam(), seed);
    EXPECT_EQ(diff(a, b).empty(), a == b);
  });
}

TEST_P(DiffLaws, ReversedChangesAreTheDiffFromTheOtherSide) {
  for_each_seed(150, [&](std::uint64_t seed) {
    const auto [a, b] = random_pair(*GetParam(), seed);
    EXPECT_EQ(sides_swapped(diff(a, b)), diff(b, a));
    EXPECT_EQ(sides_swapped(sides_swapped(diff(a, b))), diff(a, b));
  });
}

TEST_P(DiffLaws, EveryChangeSaysSomething) {
  for_each_seed(100, [&](std::uint64_t seed) {
    const auto [a, b] = random_pair(*GetParam(), seed);
    const Changes changes = diff(a, b);
    for (const Change& change : changes) {
      const auto* altered = std::get_if<Altered>(&change);
      const auto* renamed = std::get_if<Renamed>(&change);
      EXPECT_TRUE(!altered || !altered->attributes.empty());
      EXPECT_TRUE(!renamed || renamed->actual_name != renamed->key.name);
    }
    EXPECT_TRUE(std::ranges::is_sorted(changes, {}, key_of));
  });
}

/// Calls use(object, key) for each object of the catalog.
template <class Use>
void for_each_object(Catalog& catalog, Use use) {
  for (auto& s : catalog.schemas) use(s, Key{Kind::kSchema, {}, {}, s.name});
  for (auto& e : catalog.enums) use(e, Key{Kind::kEnum, e.name.schema, {}, e.name.name});
  for (auto& s : catalog.sequences) use(s, Key{Kind::kSequence, s.name.schema, {}, s.name.name});
  for (auto& t : catalog.tables) {
    const Name& schema = t.name.schema;
    const Name& name = t.name.name;
    use(t, Key{Kind::kTable, schema, {}, name});
    for (auto& c : t.columns) use(c, Key{Kind::kColumn, schema, name, c.name});
    for (auto& c : t.constraints)
      std::visit([&](auto& object) { use(object, Key{kind_of(c), schema, name, object.name}); }, c);
  }
}

TEST_P(DiffLaws, EveryAttributeThatChangesIsFoundAndNothingElse) {
  std::size_t tried = 0;
  for_each_seed(12, [&](std::uint64_t seed) {
    const Catalog a = random_catalog(*GetParam(), seed);
    Catalog b = a;
    for_each_object(b, [&](auto& object, const Key& key) {
      using T = std::decay_t<decltype(object)>;
      const T before = object;
      for_each_field<T>([&](const auto& field) {
        for (const auto& other : others(before.*field.member)) {
          object.*field.member = other;
          const Changes changes = diff(a, b);
          ++tried;
          ASSERT_EQ(changes.size(), 1u)
              << to_string(key) << " " << field.name << testing::PrintToString(changes);
          const auto* altered = std::get_if<Altered>(&changes[0]);
          ASSERT_TRUE(altered) << testing::PrintToString(changes);
          EXPECT_EQ(altered->key, key);
          ASSERT_EQ(altered->attributes.size(), 1u) << testing::PrintToString(changes);
          EXPECT_EQ(altered->attributes[0].attribute, attribute_of(field.name, before.*field.member, other));
        }
        object.*field.member = before.*field.member;
      });
    });
  });
  EXPECT_GT(tried, 1000u);
}

/// Calls use(catalog, table, i) with the i-th constraint of each table in turn.
template <class Use>
void for_each_constraint(const Catalog& catalog, Use use) {
  for (std::size_t t = 0; t < catalog.tables.size(); ++t)
    for (std::size_t i = 0; i < catalog.tables[t].constraints.size(); ++i) use(t, i);
}

TEST_P(DiffLaws, AConstraintThatIsMissingIsOneDrop) {
  for_each_seed(30, [&](std::uint64_t seed) {
    const Catalog a = random_catalog(*GetParam(), seed);
    for_each_constraint(a, [&](std::size_t t, std::size_t i) {
      Catalog b = a;
      const Table& table = a.tables[t];
      const Constraint gone = table.constraints[i];
      b.tables[t].constraints.erase(b.tables[t].constraints.begin() + static_cast<std::ptrdiff_t>(i));
      const Key key{kind_of(gone), table.name.schema, table.name.name, name_of(gone)};
      EXPECT_EQ(diff(a, b), Changes{(Dropped{key, object_of(gone)})});
    });
  });
}

TEST_P(DiffLaws, AConstraintUnderAnotherNameIsOneRename) {
  for_each_seed(30, [&](std::uint64_t seed) {
    const Catalog a = random_catalog(*GetParam(), seed);
    for_each_constraint(a, [&](std::size_t t, std::size_t i) {
      Catalog b = a;
      const Table& table = a.tables[t];
      const Constraint before = table.constraints[i];
      const Constraint after = renamed(before, Name("another name"), NamedBy::kUser);
      b.tables[t].constraints[i] = after;
      b = sorted(std::move(b));
      const Key key{kind_of(before), table.name.schema, table.name.name, name_of(after)};
      EXPECT_EQ(diff(a, b),
                Changes{(Renamed{key, name_of(before), object_of(before), object_of(after), {}})});
    });
  });
}

/// The same catalog with every constraint under a name that nobody chose.
Catalog nameless(Catalog catalog, Rng& rng) {
  for (auto& table : catalog.tables) {
    std::ranges::shuffle(table.constraints, rng);
    std::size_t number = 0;
    for (auto& c : table.constraints)
      c = renamed(std::move(c), Name("server_" + std::to_string(++number)), NamedBy::kServer);
  }
  return sorted(std::move(catalog));
}

TEST_P(DiffLaws, ConstraintsDeclaredWithoutANameFindTheirs) {
  for_each_seed(100, [&](std::uint64_t seed) {
    Rng rng(seed);
    Catalog a = random_catalog(*GetParam(), rng);
    Catalog b = nameless(a, rng);
    EXPECT_EQ(diff(a, b), Changes{});
    const Difference found = difference(a, b, Canonicalizer());
    EXPECT_EQ(found.changes, Changes{});
    EXPECT_EQ(found.unknowns, std::vector<Unknown>{});
    EXPECT_EQ(a, b);
  });
}

// A database that reads a text with a mark before it as the text itself.

constexpr std::string_view kMark = "/**/";

void respell(std::string& text, std::string& key) {
  text = std::string(kMark) + text;
  key = "respelt " + key;
}

void respell(Expression& e) { respell(e.text, e.key); }
void respell(IndexElement& e) {
  if (auto* expression = std::get_if<Expression>(&e.what)) respell(*expression);
}
void respell(Column& c) {
  respell(c.type.text, c.type.key);
  if (c.default_value) respell(*c.default_value);
  if (c.generated) respell(c.generated->sqltext);
}

Catalog respelt(Catalog catalog) {
  for (auto& table : catalog.tables) {
    for (auto& column : table.columns) respell(column);
    for (auto& constraint : table.constraints) {
      if (auto* check = std::get_if<Check>(&constraint)) respell(check->sqltext);
      if (auto* index = std::get_if<Index>(&constraint)) {
        for (auto& element : index->elements) respell(element);
        if (index->where) respell(*index->where);
      }
      if (auto* exclusion = std::get_if<Exclusion>(&constraint)) {
        for (auto& element : exclusion->elements) respell(element.element);
        if (exclusion->where) respell(*exclusion->where);
      }
    }
  }
  return catalog;
}

std::vector<Answer> without_mark(const std::vector<Question>& questions) {
  std::vector<Answer> answers;
  for (const auto& q : questions)
    answers.push_back({q.text.starts_with(kMark) ? q.text.substr(kMark.size()) : q.text, ""});
  return answers;
}

/// What a change says, its texts aside.
std::string gist(const Change& change) {
  std::string text = std::to_string(change.index()) + " " + to_string(key_of(change));
  const auto add = [&](const std::vector<AttributeChange>& attributes) {
    for (const auto& attribute : attributes) text += " " + attribute.attribute;
  };
  if (const auto* altered = std::get_if<Altered>(&change)) add(altered->attributes);
  if (const auto* renamed = std::get_if<Renamed>(&change)) {
    text += " from " + renamed->actual_name.text;
    add(renamed->attributes);
  }
  return text;
}

std::vector<std::string> gist(const Changes& changes) {
  std::vector<std::string> all;
  for (const Change& change : changes) all.push_back(gist(change));
  return all;
}

TEST_P(DiffLaws, SpellingMakesNoDifferenceOnceTheDatabaseIsAsked) {
  for_each_seed(100, [&](std::uint64_t seed) {
    auto [a, b] = random_pair(*GetParam(), seed);
    const Changes expected = diff(a, b);
    b = respelt(std::move(b));
    int calls = 0;
    const Difference found = difference(a, b, [&](const std::vector<Question>& questions) {
      ++calls;
      return without_mark(questions);
    });
    EXPECT_EQ(gist(found.changes), gist(expected));
    EXPECT_EQ(found.unknowns, std::vector<Unknown>{});
    EXPECT_LE(calls, 1);
    EXPECT_EQ(gist(diff(a, b)), gist(expected)) << "the catalogs that come back differ in the same";
  });
}

TEST_P(DiffLaws, WhatNoDatabaseTellsIsNeverAChange) {
  for_each_seed(100, [&](std::uint64_t seed) {
    Rng rng(seed);
    Catalog a = random_catalog(*GetParam(), rng), b = respelt(a);
    for (auto& table : b.tables)
      for (auto& column : table.columns)
        column.type = find_column(*find_table(a, table.name), column.name)->type;
    const Difference found = difference(a, b, Canonicalizer());
    EXPECT_EQ(found.changes, Changes{});
    EXPECT_EQ(found.unknowns.empty(), a == b);
  });
}

}  // namespace
}  // namespace tenon::test::this_file
