#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "render/report/report_json.h"
#include "render/report/report_text.h"
#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

UnmodelledEntry both(std::string_view name, bool differs) {
  return {q(name), {}, true, true, "sha256:1", differs ? "sha256:2" : "sha256:1", differs};
}

UnmodelledEntry trigger(bool is_actual) {
  return {q("audit"), q("orders"), is_actual, !is_actual, "", "", true};
}

Report report(std::vector<UnmodelledKind> not_modelled) {
  Report made;
  made.actual = {"postgresql", "postgresql://***@/shop", "", "15.4"};
  made.declared = {"json", "", "schema.json", ""};
  made.compared = {2, 6, 3, 0};
  made.not_modelled = std::move(not_modelled);
  return made;
}

TEST(NotModelled, IsCountedAndNamedInTheText) {
  const Report made =
      report({{"materialized_view", {both("m", false)}},
              {"view", {both("a", false), both("b", false), both("c", false), both("d", false)}}});
  EXPECT_EQ(report_text(made, kPostgresql, {}),
            "postgresql://***@/shop (postgresql 15.4)   declared schema.json\n"
            "2 tables, 6 constraints and 3 indexes compared\n"
            "not modelled, so not compared: 1 materialized view (public.m), "
            "4 views (public.a, public.b, public.c and 1 more)\n"
            "in sync (exit 0)\n");
}

TEST(NotModelled, IsSaidWhereItDiffersAndKeepsTheSidesFromInSync) {
  Report made = report({{"trigger", {trigger(true), trigger(false)}}, {"view", {both("a", true)}}});
  EXPECT_EQ(
      report_text(made, kPostgresql, {}),
      "postgresql://***@/shop (postgresql 15.4)   declared schema.json\n"
      "2 tables, 6 constraints and 3 indexes compared\n"
      "not modelled, so not compared: 2 triggers (public.orders.audit, public.orders.audit), "
      "1 view (public.a)\n\n"
      "not modelled, and different on the two sides (--ignore-not-modelled excludes this from the result)\n"
      "  ? trigger public.orders.audit: only the actual side has it\n"
      "  ? trigger public.orders.audit: only the declared side has it\n"
      "  ? view public.a: its definition differs\n"
      "could not tell (exit 1)\n");
  made.fail_on_unmodelled = false;
  const std::string text = report_text(made, kPostgresql, {});
  EXPECT_NE(text.find("? view public.a"), std::string::npos) << text;
  EXPECT_TRUE(text.ends_with("in sync (exit 0)\n")) << text;
}

TEST(NotModelled, IsListedObjectByObjectInJson) {
  const auto json = nlohmann::json::parse(
      report_json(report({{"trigger", {trigger(true)}}, {"view", {both("a", true)}}}), kPostgresql));
  EXPECT_EQ(json["not_modelled"], nlohmann::json::parse(R"([
      {"kind": "trigger", "actual": 1, "declared": 0,
       "objects": [{"schema": "public", "table": "orders", "name": "audit", "in": "actual", "differs": true}]},
      {"kind": "view", "actual": 1, "declared": 1,
       "objects": [{"schema": "public", "name": "a", "in": "both", "actual_digest": "sha256:1",
                    "declared_digest": "sha256:2", "differs": true}]}])"));
  EXPECT_EQ(json["outcome"], "unknown");
  EXPECT_EQ(json["exit_code"], 1);
  EXPECT_EQ(json["not_modelled_decides"], true);
}

}  // namespace
}  // namespace tenon::test::this_file
