#include "render/json/ops.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/render/sqlite_orders.h"

namespace tenon::this_file {
namespace {

using namespace test;
using Json = nlohmann::ordered_json;

Json ops(std::vector<Op> all, const Dialect& dialect = kPostgresql) {
  const Plan up{&dialect, {{true, std::move(all)}}};
  return Json::parse(ops_json({up, {&dialect, {}}}, "m")).at("up").at(0).at("ops");
}

Json op(Op one) { return ops({std::move(one)}).at(0); }

TEST(OpsJson, IsOneDocumentWithBothWays) {
  const Migration both{{&kPostgresql, {{false, {DropTable{table("t", {})}}}}}, {&kPostgresql, {}}};
  EXPECT_EQ(ops_json(both, "drop t"), R"json({
  "$schema": "urn:tenon:ops:1",
  "dialect": "postgresql",
  "message": "drop t",
  "up": [
    {
      "in_transaction": false,
      "ops": [
        {
          "op": "drop_table",
          "table_name": "t",
          "schema": "public",
          "destroys": "drop_table",
          "sql": [
            "DROP TABLE \"public\".\"t\""
          ]
        }
      ]
    }
  ],
  "down": []
}
)json");
}

TEST(OpsJson, NamesTheArgumentsOfAForeignKeyAsAlembicDoes) {
  ForeignKey key = foreign_key("fk_a_b", {"b_id", "x"}, "b", {"id", "y"});
  key.ondelete = Action::kSetNull;
  key.ondelete_columns = ns({"x"});
  key.deferrable = key.initially_deferred = true;
  key.match = Match::kFull;
  EXPECT_EQ(op(AddConstraint{q("a"), key}), Json::parse(R"json({
    "op": "create_foreign_key", "constraint_name": "fk_a_b", "source_table": "a", "referent_table": "b",
    "local_cols": ["b_id", "x"], "remote_cols": ["id", "y"], "ondelete": "SET NULL", "ondelete_columns": ["x"],
    "deferrable": true, "initially": "DEFERRED", "match": "FULL", "source_schema": "public",
    "referent_schema": "public",
    "sql": ["ALTER TABLE \"public\".\"a\" ADD CONSTRAINT \"fk_a_b\" FOREIGN KEY (\"b_id\", \"x\") REFERENCES \"public\".\"b\" (\"id\", \"y\") MATCH FULL ON DELETE SET NULL (\"x\") DEFERRABLE INITIALLY DEFERRED"]
  })json"));
}

TEST(OpsJson, TellsIndexesFromConstraints) {
  Index ix = index("ix_t_a", {"a"});
  ix.elements.push_back({x("lower(b)"), true, true, {}, {}, {}});
  ix.elements.push_back({n("c"), false, false, test::searched("gist_trgm_ops"), {{"siglen", "32"}}, {}});
  ix.valid = false;
  EXPECT_EQ(op(AddConstraint{q("t"), ix}), Json::parse(R"json({
    "op": "create_index", "index_name": "ix_t_a", "table_name": "t", "schema": "public",
    "columns": ["a", {"expression": "lower(b)", "order": "desc"
}, {"column": "c", "opclass": "gist_trgm_ops", "opclass_options": {"siglen": "32"}}], "unique": false, "using": "btree",
    "not_valid": true,
    "sql": ["CREATE INDEX \"ix_t_a\" ON ONLY \"public\".\"t\" (\"a\", (lower(b)) DESC, \"c\" \"gist_trgm_ops\"(siglen = 32))"]
})json"));
  EXPECT_EQ(op(DropConstraint{q("t"), ix}).at("op"), "drop_index");
  EXPECT_EQ(op(DropConstraint{q("t"), check("ck", "a > 0")}), Json::parse(R"json({
    "op": "drop_constraint", "constraint_name": "ck", "table_name": "t", "schema": "public", "type_": "check",
    "sql": ["ALTER TABLE \"public\".\"t\" DROP CONSTRAINT \"ck\""]
  })json"));
  EXPECT_EQ(op(RenameConstraint{q("t"), ix, n("ix_new")}).at("new_index_name"), "ix_new");
}

TEST(OpsJson, SaysOfAnAlteredColumnWhatChangesAndWhatWas) {
  Column from = column("a");
  from.default_value = x("1");
  Column to = column("a", "bigint", false);
  EXPECT_EQ(op(AlterColumn{q("t"), from, to}), Json::parse(R"json({
    "op": "alter_column", "table_name": "t", "schema": "public", "column_name": "a", "type_": "bigint",
    "existing_type": "integer", "nullable": false, "existing_nullable": true, "server_default": null,
    "existing_server_default": "1",
    "sql": ["ALTER TABLE \"public\".\"t\"\n    ALTER COLUMN \"a\" DROP DEFAULT,\n    ALTER COLUMN \"a\" SET DATA TYPE bigint,\n    ALTER COLUMN \"a\" SET NOT NULL"]
  })json"));
}

TEST(OpsJson, WritesCommentsAsAlembicDoesWhereItDoes) {
  const Key of_table{Kind::kTable, n("public"), {}, n("t")};
  EXPECT_EQ(op(SetComment{of_table, "", "c"}).at("op"), "create_table_comment");
  EXPECT_EQ(op(SetComment{of_table, "c", ""}).at("op"), "drop_table_comment");
  EXPECT_EQ(op(SetComment{{Kind::kColumn, n("public"), n("t"), n("a")}, "", "c"}).at("op"), "alter_column");
  EXPECT_EQ(op(SetComment{{Kind::kIndex, n("public"), n("t"), n("i")}, "", "c"}).at("op"), "set_comment");
}

TEST(OpsJson, SaysWhatMustStandAroundARebuild) {
  const Plan up = rebuild_of_orders(with(orders(), check("ck", "id > 0", kSqlite)));
  const Json step = Json::parse(ops_json({up, {&kSqlite, {}}}, "m")).at("up").at(0);
  EXPECT_EQ(step.at("before"),
            Json::parse(R"json(["PRAGMA foreign_keys = OFF", "PRAGMA legacy_alter_table = ON"])json"));
  EXPECT_EQ(step.at("after"), Json::parse(R"json(["PRAGMA legacy_alter_table = OFF"])json"));
  EXPECT_EQ(step.at("ops").at(0).at("op"), "rebuild_table");
  EXPECT_EQ(step.at("ops").at(0).at("triggers"), Json::parse(R"json(["orders_ai"])json"));
}

TEST(OpsJson, SurvivesANameThatIsNoUtf8) {
  EXPECT_EQ(ops({DropTable{table("a\xff", {}, {}, kSqlite)}}, kSqlite).at(0).at("table_name"),
            "a\xEF\xBF\xBD");
}

}  // namespace
}  // namespace tenon::this_file
