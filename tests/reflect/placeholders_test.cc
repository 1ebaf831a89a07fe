#include "reflect/postgresql/placeholders.h"

#include <gtest/gtest.h>

namespace tenon::this_file {
namespace {

constexpr int kFifteen = 150004;

TEST(Placeholders, KeepWhatTheServersVersionKnows) {
  const std::string query = "a{since 15: , b}{since 16: , c}{before 15: , d}{before 16: , e}";
  EXPECT_EQ(completed(query, kFifteen), "a, b, e");
  EXPECT_EQ(completed(query, 140000), "a, d, e");
  EXPECT_EQ(completed(query, 160000), "a, b, c");
}

TEST(Placeholders, LeaveOtherBracesAlone) { EXPECT_EQ(completed("'{}' {x} {", kFifteen), "'{}' {x} {"); }

TEST(Placeholders, NeverLetASecretLeaveTheServer) {
  const std::string made = completed("select {secret digest of s.subconninfo}", kFifteen);
  EXPECT_EQ(made, "select ('#' || left(encode(sha256(textsend((s.subconninfo)::text)), 'hex'), 4))");
}

TEST(Placeholders, TakeACommentAsALineOfTheDefinition) {
  EXPECT_EQ(completed("x || {comment on o.oid of pg_am}", kFifteen),
            "x || coalesce(E'\\nCOMMENT ' || quote_literal(obj_description(o.oid, 'pg_am')), '')");
}

}  // namespace
}  // namespace tenon::this_file
