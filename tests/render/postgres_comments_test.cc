#include <gtest/gtest.h>

#include "render/sql_script.h"
#include "tests/support/builders.h"

namespace tenon::this_file {
namespace {

using namespace test;

using Texts = std::vector<std::string>;

Texts sql(const Op& op) { return sql_statements(op, kPostgresql); }

TEST(PostgresComments, StandOnTheIndexOfAKeyBesideTheKey) {
  Unique plain = unique("uq", {"a"});
  Unique noted = plain;
  noted.options = {{"index_comment", "it's"}};
  EXPECT_EQ(sql(AlterConstraint{q("t"), plain, noted}),
            Texts{"COMMENT ON INDEX \"public\".\"uq\" IS 'it''s'"});
  EXPECT_EQ(sql(AlterConstraint{q("t"), noted, plain}), Texts{"COMMENT ON INDEX \"public\".\"uq\" IS NULL"});
  EXPECT_EQ(sql(AddConstraint{q("t"), noted}),
            (Texts{"ALTER TABLE \"public\".\"t\" ADD CONSTRAINT \"uq\" UNIQUE (\"a\")",
                   "COMMENT ON INDEX \"public\".\"uq\" IS 'it''s'"}));
}

TEST(PostgresComments, StandOnTheChecksOfADomain) {
  Domain plain;
  plain.name = q("d");
  plain.type = ty("integer");
  plain.checks = {{n("a"), x("VALUE > 0")}, {n("b"), x("VALUE > 1")}};
  Domain noted = plain;
  noted.checks[0].comment = "one";
  const std::string on = "COMMENT ON CONSTRAINT \"a\" ON DOMAIN \"public\".\"d\" IS ";
  EXPECT_EQ(sql(AlterType{plain, noted, {}}), Texts{on + "'one'"});
  EXPECT_EQ(sql(AlterType{noted, plain, {}}), Texts{on + "NULL"});
  EXPECT_EQ(sql(CreateType{noted}).back(), on + "'one'");
  Domain renamed = noted;
  renamed.checks = {{n("b"), x("VALUE > 1")}, {n("c"), x("VALUE > 0")}};
  EXPECT_EQ(sql(AlterType{noted, renamed, {}}),
            (Texts{"ALTER DOMAIN \"public\".\"d\" RENAME CONSTRAINT \"a\" TO \"c\"",
                   "COMMENT ON CONSTRAINT \"c\" ON DOMAIN \"public\".\"d\" IS NULL"}));
}

}  // namespace
}  // namespace tenon::this_file
