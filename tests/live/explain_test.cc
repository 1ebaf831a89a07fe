#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

class Explain : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    target_ = make_target(GetParam());
    ASSERT_EQ(
        target_
            ->run(
                "CREATE TABLE item (id integer PRIMARY KEY, price integer CONSTRAINT dear CHECK (price > 10),"
                " state text CONSTRAINT known CHECK (state IN ('a', 'b')));"
                "CREATE INDEX old_name ON item (price);")
            .code,
        0);
    write_file(folder_.file("schema.json"), R"json({"tables": {"item": {
        "columns": {"id": {"type": "integer", "primary_key": true, "autoincrement": false},
                    "price": {"type": "integer", "check": {"name": "dear", "sqltext": "price > 11"}},
                    "state": {"type": "text", "check": {"name": "known", "sqltext": "((state) in ('a','b'))"}}},
        "indexes": [{"columns": ["price"], "name": "new_name"}]}}})json");
  }

  std::string key(const std::string& kind, const std::string& name) const {
    return kind + (target_->dialect() == "postgresql" ? ":public.item." : ":item.") + name;
  }
  Ran explain(const std::string& key) {
    return tenon("explain " + key + " " + target_->word() + " " + folder_.file("schema.json") + " -o json");
  }
  nlohmann::json explained(const std::string& key) {
    const Ran ran = explain(key);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return nlohmann::json::parse(ran.out);
  }

  std::unique_ptr<Target> target_;
  TempFolder folder_;
};

TEST_P(Explain, ShowsBothTextsAndTheFormsThatTheyAreToldApartBy) {
  const auto dear = explained(key("check", "dear"));
  EXPECT_EQ(dear["verdict"], "changed: one key, another definition");
  ASSERT_EQ(dear["texts"].size(), 1U);
  const auto& text = dear["texts"][0];
  EXPECT_EQ(text["attribute"], "sqltext");
  EXPECT_EQ(text["declared"], "price > 11");
  EXPECT_EQ(text["rule"], "different_forms");
  EXPECT_NE(text["declared_settled"]["form"], text["actual_settled"][0]["form"]);
}

TEST_P(Explain, SaysWhyTwoSpellingsAreOne) {
  const auto known = explained(key("check", "known"));
  EXPECT_EQ(known["verdict"], "the same on both sides");
  const auto& rule = known["texts"][0]["rule"];
  EXPECT_TRUE(rule == "same_form" || rule == "same_words") << rule;
}

TEST_P(Explain, FindsARenameByEitherName) {
  const auto by_new = explained(key("index", "new_name"));
  EXPECT_EQ(by_new["verdict"], "renamed: the same definition under another name");
  EXPECT_EQ(explained(key("index", "old_name")), by_new);
}

TEST_P(Explain, NamesWhatIsThereWhenTheKeyIsNot) {
  const Ran ran = explain(key("check", "deer"));
  EXPECT_EQ(ran.code, 64);
  EXPECT_NE(ran.err.find(key("check", "dear")), std::string::npos) << ran.err;
}

INSTANTIATE_TEST_SUITE_P(Live, Explain, testing::Values("postgresql", "sqlite"));

}  // namespace
}  // namespace tenon::test::this_file
