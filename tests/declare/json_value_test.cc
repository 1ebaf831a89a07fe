#include "declare/json/json_value.h"

#include <gtest/gtest.h>

#include "model/error.h"

namespace tenon::this_file {
namespace {

std::string fault(std::string text) {
  Faults faults;
  const auto value = json_value({"a.json", std::move(text)}, faults);
  try {
    faults.raise();
  } catch (const Error& error) {
    return error.what();
  }
  return value ? "" : "no value, and no fault either";
}

JsonValue parsed(std::string text) {
  Faults faults;
  auto value = json_value({"a.json", std::move(text)}, faults);
  faults.raise();
  return *std::move(value);
}

std::string place(const JsonValue& value) {
  return std::to_string(value.place.line) + ":" + std::to_string(value.place.column);
}

TEST(JsonValue, KnowsThePlaceOfEveryKeyAndValue) {
  const JsonValue root =
      parsed("{ \"a\" : [1, true,\n  null, \"x,y\"],\n\t\"\xC3\xA9\\\"\": {\"b\": -1.50e3} }");
  EXPECT_EQ(place(root), "1:1");
  ASSERT_EQ(root.members.size(), 2U);
  const JsonValue& list = root.members[0].value;
  EXPECT_EQ(place(list), "1:9");
  EXPECT_EQ(place(list.items[0]), "1:10");
  EXPECT_EQ(place(list.items[1]), "1:13");
  EXPECT_EQ(place(list.items[2]), "2:3");
  EXPECT_EQ(place(list.items[3]), "2:9");
  EXPECT_EQ(root.members[1].key, "\xC3\xA9\"");
  EXPECT_EQ(root.members[1].place.line, 3);
  EXPECT_EQ(root.members[1].place.column, 2);
  const JsonValue& number = root.members[1].value.members[0].value;
  EXPECT_EQ(place(number), "3:15") << "columns are characters, not bytes";
  EXPECT_EQ(number.text, "-1.50e3") << "numbers stay as they are written";
}

TEST(JsonValue, KeepsNumbersThatNoMachineTypeHolds) {
  EXPECT_EQ(parsed("123456789012345678901234567890").text, "123456789012345678901234567890");
}

TEST(JsonValue, AcceptsAByteOrderMarkAndAnyLineEnds) {
  const JsonValue root = parsed("\xEF\xBB\xBF{\r\n\"a\": 1}\r\n");
  EXPECT_EQ(root.members[0].place.line, 2);
  EXPECT_EQ(root.members[0].place.column, 1);
}

TEST(JsonValue, PointsAtWhatIsNotJson) {
  EXPECT_EQ(fault("{\n  \"a\": oops\n}"),
            "a.json:2:8: this is not JSON: syntax error while parsing value - invalid literal\n"
            "      \"a\": oops\n"
            "           ^");
  EXPECT_TRUE(fault("{\"a\": 1,}").starts_with("a.json:1:9: this is not JSON")) << fault("{\"a\": 1,}");
  EXPECT_TRUE(fault("[1] 2").starts_with("a.json:1:5: this is not JSON")) << fault("[1] 2");
  EXPECT_TRUE(fault("[nope]").starts_with("a.json:1:2: this is not JSON")) << fault("[nope]");
  EXPECT_TRUE(fault("").starts_with("a.json:1:1: the file is empty")) << fault("");
  EXPECT_TRUE(fault("{\"a\": [\n").starts_with("a.json:2:1: this is not JSON")) << fault("{\"a\": [\n");
  EXPECT_TRUE(fault("\"\xC3(\"").starts_with("a.json:1:")) << fault("\"\xC3(\"");
  EXPECT_TRUE(fault("[1,,2]").starts_with("a.json:1:4: this is not JSON")) << fault("[1,,2]");
  EXPECT_TRUE(fault("{\"a\" 1}").starts_with("a.json:1:6: this is not JSON")) << fault("{\"a\" 1}");
  EXPECT_TRUE(fault("['a']").starts_with("a.json:1:2: this is not JSON")) << fault("['a']");
}

TEST(JsonValue, ShowsOnlyAPieceOfALongLine) {
  const std::string long_line = "[" + std::string(500, ' ') + "oops" + std::string(500, ' ') + "]";
  EXPECT_LT(fault(long_line).size(), 400U);
}

TEST(JsonValue, RefusesAKeyThatComesTwice) {
  EXPECT_EQ(fault("{\"a\": 1,\n \"b\": 2, \"a\": 3}"),
            "a.json:2:10: the key \"a\" appears twice; the first is at line 1");
  EXPECT_EQ(fault("{\"a\": {\"a\": 1}}"), "");
}

TEST(JsonValue, RefusesWhatNoDatabaseHolds) {
  EXPECT_EQ(fault("[\"a\\u0000b\"]"), "a.json:1:2: a text with a NUL character, which no database holds");
}

TEST(JsonValue, StopsAtBracketsWithoutEnd) {
  EXPECT_EQ(fault(std::string(100000, '[')), "a.json:1:101: more than 100 brackets inside each other");
}

}  // namespace
}  // namespace tenon::this_file
