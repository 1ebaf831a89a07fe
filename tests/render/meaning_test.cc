#include "render/report/meaning.h"

#include <gtest/gtest.h>

#include "model/fields.h"
#include "model/setting_key.h"
#include "tests/support/builders.h"
#include "tests/support/other_values.h"

namespace tenon::test::this_file {
namespace {

Key key_at(Kind kind) { return {kind, n("public"), n("orders"), n("thing")}; }

Finding with_change(Kind kind, std::string attribute, std::string actual, std::string declared) {
  Finding found;
  found.verb = FindingVerb::kChange;
  found.key = key_at(kind);
  found.referred_table = "users";
  found.changes = {{std::move(attribute), std::move(actual), std::move(declared), {}, {}}};
  return found;
}

/// A sentence that a reader can use: no place is left to fill in.
void expect_sentence(const std::string& text, const std::string& where) {
  EXPECT_GT(text.size(), 10U) << where;
  EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << where << ": " << text;
}

template <class T>
void expect_words_for_each_attribute() {
  const T object;
  const Kind kind = kind_of(Object(object));
  for_each_field<T>([&](const auto& field) {
    const std::string where = std::string(to_string(kind)) + " " + field.name;
    EXPECT_TRUE(has_meaning(kind, field.name)) << where;
    for (const auto& other : others(object.*field.member)) {
      T changed = object;
      changed.*field.member = other;
      for (const bool is_actual : {true, false}) {
        Finding found = with_change(kind, "", "", "");
        found.changes.clear();
        for (const AttributeChange& each : is_actual ? attribute_changes(Object(changed), Object(object))
                                                     : attribute_changes(Object(object), Object(changed)))
          found.changes.push_back({each.attribute, each.actual, each.declared, {}, {}});
        expect_sentence(meaning_of(found), where);
      }
    }
  });
}

template <class... T>
void expect_words_for_each(const std::variant<T...>*) {
  (expect_words_for_each_attribute<T>(), ...);
}

TEST(Meaning, EveryComparedAttributeHasWords) {
  expect_words_for_each(static_cast<const ObjectBase*>(nullptr));
}

TEST(Meaning, EverySettingHasWords) {
  for (int kind = 0; kind <= static_cast<int>(Kind::kForeignKey); ++kind)
    for (const SettingKey& setting : settings_of(static_cast<Kind>(kind)))
      EXPECT_TRUE(has_meaning(static_cast<Kind>(kind), setting.key)) << kind << " " << setting.key;
  for (const char* key :
       {"subtype_opclass", "collation", "canonical", "subtype_diff", "multirange_type_name"})
    EXPECT_TRUE(has_meaning(Kind::kRange, key)) << key;
}

TEST(Meaning, EveryKindHasWordsForWhateverIsFound) {
  for (int kind = 0; kind <= static_cast<int>(Kind::kForeignKey); ++kind)
    for (const FindingVerb verb : {FindingVerb::kAdd, FindingVerb::kDrop, FindingVerb::kChange,
                                   FindingVerb::kRename, FindingVerb::kValidate, FindingVerb::kUnknown}) {
      Finding found;
      found.verb = verb;
      found.key = key_at(static_cast<Kind>(kind));
      expect_sentence(meaning_of(found), std::string(op_word(verb)) + " " + std::to_string(kind));
    }
}

TEST(Meaning, SaysWhatDeletingAParentDoesNowForEveryPairOfActions) {
  EXPECT_EQ(meaning_of(with_change(Kind::kForeignKey, "ondelete", "NO ACTION", "CASCADE")),
            "deleting a row of users that orders refers to now fails instead of deleting the rows that refer "
            "to it");
  EXPECT_EQ(meaning_of(with_change(Kind::kForeignKey, "onupdate", "CASCADE", "NO ACTION")),
            "changing the key of a row of users that orders refers to now changes the rows that refer to it "
            "instead of failing");
  const Action actions[] = {Action::kNoAction, Action::kRestrict, Action::kCascade, Action::kSetNull,
                            Action::kSetDefault};
  for (const Action a : actions)
    for (const Action b : actions) {
      if (a == b) continue;
      const std::string text = meaning_of(
          with_change(Kind::kForeignKey, "ondelete", std::string(sql_text(a)), std::string(sql_text(b))));
      EXPECT_NE(text.find(" now "), std::string::npos) << text;
    }
}

TEST(Meaning, ClaimsNothingOfAnAttributeThatItDoesNotKnow) {
  EXPECT_FALSE(has_meaning(Kind::kIndex, "fillfactor"));
  EXPECT_EQ(meaning_of(with_change(Kind::kIndex, "fillfactor", "70", "")),
            "the database has 70 for fillfactor where none is declared");
}

TEST(Meaning, OfAUniqueIndexIsThatOfARule) {
  Finding found;
  found.verb = FindingVerb::kAdd;
  found.key = key_at(Kind::kIndex);
  found.declared_definition = "CREATE UNIQUE INDEX i ON orders (a)";
  EXPECT_EQ(meaning_of(found), "orders accepts rows that should differ and do not");
  found.declared_definition = "CREATE INDEX i ON orders (a)";
  EXPECT_EQ(meaning_of(found), "queries that would use it read more of orders");
}

}  // namespace
}  // namespace tenon::test::this_file
