#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "tests/live/target.h"

/// `--match name`: constraints under other names are dropped and added, by scripts that run, both ways.
namespace tenon::test::this_file {
namespace {

/// Every kind of constraint with an $ in its name, and references to keys that are replaced.
constexpr const char* kSchema = R"sql(
CREATE TABLE zone (id integer NOT NULL, code varchar(10) NOT NULL, parent integer,
  CONSTRAINT pk_zone$ PRIMARY KEY (id), CONSTRAINT uq_zone_code$ UNIQUE (code),
  CONSTRAINT fk_zone_parent$ FOREIGN KEY (parent) REFERENCES zone (id));
CREATE TABLE orders (id integer NOT NULL, zone_id integer, zone_code varchar(10), total integer,
  CONSTRAINT pk_orders$ PRIMARY KEY (id), CONSTRAINT ck_orders_total$ CHECK (total > 0),
  CONSTRAINT fk_orders_zone$ FOREIGN KEY (zone_id) REFERENCES zone (id) ON DELETE CASCADE,
  CONSTRAINT fk_orders_code$ FOREIGN KEY (zone_code) REFERENCES zone (code));
CREATE INDEX ix_orders_total$ ON orders (total) WHERE total > 10;
CREATE UNIQUE INDEX ix_orders_zone$ ON orders (zone_id, total);
)sql";

/// References that stay under their names while the keys that they lean on are replaced.
constexpr const char* kKept = R"sql(
CREATE TABLE kept (zone_id integer CONSTRAINT fk_kept_zone REFERENCES zone (id),
  code varchar(10) CONSTRAINT fk_kept_code REFERENCES zone (code));
)sql";

constexpr const char* kOfPostgres = R"sql(
CREATE TABLE span (during int4range, CONSTRAINT ex_span$ EXCLUDE USING gist (during WITH &&));
CREATE TABLE part (day integer NOT NULL, note text, CONSTRAINT pk_part$ PRIMARY KEY (day),
  CONSTRAINT ck_part$ CHECK (note <> '')) PARTITION BY RANGE (day);
CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (1) TO (10);
)sql";

constexpr const char* kRows =
    "INSERT INTO zone VALUES (1, 'a', NULL), (2, 'b', 1); INSERT INTO orders VALUES (1, 1, 'b', 11);"
    "INSERT INTO kept VALUES (2, 'a');";

class MatchByName : public testing::TestWithParam<std::string> {
 protected:
  std::string schema(const std::string& ending) const {
    const std::string all = std::string(kSchema) + kKept + (GetParam() == "postgresql" ? kOfPostgres : "");
    return std::regex_replace(all, std::regex("\\$"), ending);
  }
};

INSTANTIATE_TEST_SUITE_P(All, MatchByName, testing::Values("postgresql", "sqlite"),
                         [](const auto& one) { return one.param; });

TEST_P(MatchByName, LeadsThereAndBackAndKeepsTheRows) {
  const TempFolder folder;
  const std::string declared = folder.file("new.sql");
  write_file(declared, schema("_b"));
  const auto target = make_target(GetParam());
  ASSERT_EQ(target->run(schema("_a") + kRows).code, 0);
  const std::string before = target->dump();
  const std::string sides = target->word() + " " + shell_quoted(declared);
  EXPECT_EQ(tenon("diff --match name --exit-code " + sides).out.find("> rename"), std::string::npos);
  EXPECT_NE(tenon("diff " + sides).out.find("> rename"), std::string::npos);

  const std::string path = generate_sql(*target, declared, folder.file("m"), "--match name");
  const std::string up = read_file(path + ".up.sql");
  EXPECT_EQ(up.find("RENAME CONSTRAINT"), std::string::npos) << up;
  const Ran ran = target->run(up);
  ASSERT_EQ(ran.code, 0) << ran.err << up;
  const Ran checked = tenon("check --match name " + sides);
  EXPECT_EQ(checked.code, 0) << checked.out;
  const auto fresh = make_target(GetParam());
  ASSERT_EQ(fresh->run(schema("_b")).code, 0);
  EXPECT_EQ(dump_difference(*target, fresh->dump(), target->dump()), "");

  const Ran back = target->run(read_file(path + ".down.sql"));
  ASSERT_EQ(back.code, 0) << back.err << read_file(path + ".down.sql");
  EXPECT_EQ(dump_difference(*target, before, target->dump()), "");
  EXPECT_EQ(target->run("DELETE FROM kept WHERE zone_id = 2 AND code = 'a'").code, 0);
}

}  // namespace
}  // namespace tenon::test::this_file
