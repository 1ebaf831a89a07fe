#include "audit/fingerprint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/audit/results.h"

namespace tenon {
namespace {

using test::lost_cascade;
using test::unexpected_index;

StoredFinding finding(const std::string& op, const std::string& kind, const std::string& name) {
  StoredFinding made;
  made.op = op;
  made.kind = kind;
  made.schema = "public";
  made.table = "orders";
  made.name = name;
  made.key = kind + ":public.orders." + name;
  return made;
}

/// What users find by a fingerprint (acknowledgements, messages, issues) refers to these values: none of them
/// may ever change.
TEST(Fingerprint, IsThePromisedConstant) {
  StoredFinding missing = finding("add", "index", "ix_invoice_due_at");
  missing.declared_definition = "create index ix_invoice_due_at on orders ( due_at ) where paid_at is null";
  StoredFinding server_named = finding("drop", "check", "orders_total_check1");
  server_named.is_server_named = true;
  server_named.actual_definition = "check ( total > 0 )";
  StoredFinding renamed = finding("rename", "check", "ck_orders_total_positive");
  renamed.actual_name = "orders_total_check";
  renamed.is_actual_server_named = true;
  renamed.declared_definition = "check ( total > 0 )";
  StoredFinding unvalidated = finding("validate", "check", "ck_orders_due");
  unvalidated.attributes = {{"validated", "false", "true"}};
  StoredFinding unknown = finding("unknown", "column", "total");
  unknown.attributes = {{"default", "f()", "g()"}};
  StoredFinding foreign = finding("drop", "table", "büro \"x\"\n");
  foreign.schema = "";
  const std::pair<std::vector<StoredFinding>, const char*> golden[] = {
      {{}, ""},
      {{lost_cascade()}, "916b-0e7c-d37d-6767"},
      {{missing}, "04ab-82e4-d9f6-ea12"},
      {{server_named}, "0d03-8461-ec13-3cb7"},
      {{renamed}, "2cfc-a052-88f2-4ed9"},
      {{unvalidated}, "30fa-edc9-77e1-adad"},
      {{unknown}, "7e1a-b6a4-9c36-946b"},
      {{foreign}, "7210-64bd-b9ce-09ee"},
      {{lost_cascade(), missing, server_named, renamed, unvalidated, unknown, foreign},
       "ade8-e5fc-4299-2406"},
  };
  for (const auto& [findings, wanted] : golden) EXPECT_EQ(fingerprint_of(findings), wanted);
}

TEST(Fingerprint, CanonicalFormIsOneLineOfSortedJson) {
  EXPECT_EQ(canonical(lost_cascade()),
            R"({"attributes":[["ondelete","CASCADE","NO ACTION"]],"definition":"","kind":"foreign_key",)"
            R"("name":"fk_orders_user_id_users","op":"change","schema":"public","table":"orders"})");
}

TEST(Fingerprint, IgnoresTheOrderOfFindings) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::vector<StoredFinding> findings = {lost_cascade(), unexpected_index("a"), unexpected_index("b"),
                                         unexpected_index("b")};
  const std::string wanted = fingerprint_of(findings);
  for (int i = 0; i < 50; ++i) {
    std::ranges::shuffle(findings, random);
    EXPECT_EQ(fingerprint_of(findings), wanted);
  }
}

TEST(Fingerprint, IgnoresWhatTheServerNamed) {
  StoredFinding one = unexpected_index("audit_log_at_idx");
  StoredFinding other = unexpected_index("audit_log_at_idx7");
  EXPECT_NE(fingerprint_of(std::vector{one}), fingerprint_of(std::vector{other}));
  one.is_server_named = other.is_server_named = true;
  EXPECT_EQ(fingerprint_of(std::vector{one}), fingerprint_of(std::vector{other}));
}

TEST(Fingerprint, TellsApartWhateverDiffers) {
  const StoredFinding base = lost_cascade();
  std::vector<StoredFinding> others(6, base);
  others[0].op = "validate";
  others[1].kind = "check";
  others[2].schema = "billing";
  others[3].table = "invoice";
  others[4].name = "fk_2";
  others[5].attributes[0].actual = "RESTRICT";
  for (const StoredFinding& other : others)
    EXPECT_NE(fingerprint_of(std::vector{base}), fingerprint_of(std::vector{other})) << canonical(other);
  EXPECT_NE(fingerprint_of(std::vector{base}), fingerprint_of(std::vector{base, base}));
}

TEST(Fingerprint, IgnoresReasonsOfServers) {
  StoredFinding one = finding("unknown", "check", "ck");
  one.attributes = {{"sqltext", "server a says 1", "x"}};
  StoredFinding other = one;
  other.attributes = {{"sqltext", "server b says 2", "y"}};
  EXPECT_EQ(canonical(one), canonical(other));
}

TEST(Fingerprint, IsFoundByItsBeginning) {
  EXPECT_EQ(shown_fingerprint("7c1e-f0a2-93d4-5b16"), "7c1e-f0a2-93d4");
  EXPECT_EQ(brief_fingerprint("7c1e-f0a2-93d4-5b16"), "7c1e-f0a2");
  for (const char* prefix : {"7c1e", "7C1EF0", "7c1e-f0a2-93d4", "7c1ef0a293d45b16"})
    EXPECT_TRUE(is_fingerprint_prefix(prefix, "7c1e-f0a2-93d4-5b16")) << prefix;
  for (const char* prefix : {"", "-", "7c1f", "7c1ef0a293d45b161"})
    EXPECT_FALSE(is_fingerprint_prefix(prefix, "7c1e-f0a2-93d4-5b16")) << prefix;
}

}  // namespace
}  // namespace tenon
