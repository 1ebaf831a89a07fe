#include <gtest/gtest.h>

#include <algorithm>

#include "app/compare.h"
#include "app/stored_result.h"
#include "tests/service/all_pages.h"

namespace tenon {
namespace {

using namespace tenon::test;

constexpr const char* kLive = R"(
  CREATE TABLE users (id integer PRIMARY KEY, "E-Mail" text);
  CREATE TABLE product (id integer PRIMARY KEY);
  CREATE TABLE orders (id integer PRIMARY KEY, user_id integer, legacy text,
    CONSTRAINT fk_user FOREIGN KEY (user_id) REFERENCES users (id));
  CREATE TABLE order_line (id integer PRIMARY KEY, "Product, Id" integer);
  CREATE TABLE stray (id integer PRIMARY KEY,
    order_id integer, CONSTRAINT fk_stray FOREIGN KEY (order_id) REFERENCES orders (id));)";

constexpr const char* kDeclared = R"json({"tables": {
  "users": {"columns": {"id": {"type": "integer", "primary_key": true, "nullable": false, "autoincrement": false},
      "E-Mail": {"type": "text"}}},
  "product": {"columns": {"id": {"type": "integer", "primary_key": true, "nullable": false, "autoincrement": false}}},
  "orders": {"columns": {"id": {"type": "integer", "primary_key": true, "nullable": false, "autoincrement": false},
      "user_id": {"type": "integer"}},
    "foreign_keys": [{"name": "fk_user", "columns": ["user_id"], "ondelete": "CASCADE",
      "references": {"table": "users", "columns": ["id"]}}]},
  "order_line": {"columns": {"id": {"type": "integer", "primary_key": true, "nullable": false, "autoincrement": false},
      "Product, Id": {"type": "integer"}},
    "foreign_keys": [{"name": "fk_product", "columns": ["Product, Id"],
      "references": {"table": "product", "columns": ["id"]}}]},
  "invoice": {"columns": {"id": {"type": "integer", "primary_key": true, "nullable": false, "autoincrement": false},
      "total": {"type": "numeric(10, 2)", "nullable": false, "default": "0"}, "order_id": {"type": "integer"}},
    "foreign_keys": [{"name": "fk_invoice", "columns": ["order_id"],
      "references": {"table": "orders", "columns": ["id"]}}]}
}})json";

class RealAudit : public testing::TestWithParam<Engine> {
 protected:
  /// Audits the live database and returns the number of the audit.
  std::int64_t audited_once() {
    CompareRequest request;
    request.actual = {SourceArgument(live())};
    write_file(folder_.file("schema.json"), kDeclared);
    request.declared = {SourceArgument(folder_.file("schema.json"))};
    StoredComparison made = stored_comparison(compared(request));
    made.result.target = "shop";
    made.result.started = made.result.finished = night(0);
    made.result = acknowledged(std::move(made.result), {}, night(0));
    const std::int64_t sweep = store_->begin_sweep(sweep_at(0));
    return store_->record(sweep, made.result, made.texts).audit;
  }

 private:
  std::string live() {
    if (GetParam() == Engine::kPostgresql) {
      database_ = std::make_unique<TemporaryDatabase>(kLive);
      return database_->url();
    }
    EXPECT_EQ(shell("sqlite3 -bail " + folder_.file("live.db"), kLive).code, 0);
    return "sqlite:///" + folder_.file("live.db");
  }

 protected:
  TempFolder folder_;
  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open();
  std::unique_ptr<TemporaryDatabase> database_;
};

INSTANTIATE_TEST_SUITE_P(All, RealAudit, testing::Values(Engine::kSqlite, Engine::kPostgresql), engine_name);

/// A drawn link as `orders -> users changed`.
std::vector<std::string> links_of(const Picture& picture) {
  std::vector<std::string> all;
  for (const PictureLink& link : picture.links)
    all.push_back(picture.tables.at(link.from).name.name.text + " -> " +
                  picture.tables.at(link.to).name.name.text + " " +
                  std::string(state_word(link.state, picture.wording)));
  std::ranges::sort(all);
  return all;
}

TEST_P(RealAudit, IsDrawnAsItWasFound) {
  const GraphView view = *graph_view(*store_, audited_once());
  EXPECT_EQ(links_of(view.picture),
            (std::vector<std::string>{"invoice -> orders missing", "order_line -> product missing",
                                      "orders -> users changed", "stray -> orders unexpected"}));
  const auto invoice = std::ranges::find(view.picture.tables, "invoice",
                                         [](const PictureTable& table) { return table.name.name.text; });
  ASSERT_NE(invoice, view.picture.tables.end());
  ASSERT_EQ(invoice->rows.size(), 3U);
  EXPECT_EQ(invoice->rows.at(1).text, "total");
  EXPECT_EQ(invoice->rows.at(1).type, "numeric(10, 2)");
}

TEST_P(RealAudit, IsReportedWithTheTextsOfBothSides) {
  const AuditView view = *audit_view(*store_, audited_once());
  const std::string page = audit_page(view, frame_of_admin());
  EXPECT_NE(page.find("<ins>ON DELETE CASCADE</ins>"), std::string::npos);
  EXPECT_NE(page.find("schema.json:"), std::string::npos);
  EXPECT_NE(page.find("numeric(10, 2)"), std::string::npos);
  EXPECT_EQ(view.document.outcome, DocumentOutcome::kFindings);
}

TEST_P(RealAudit, IsTheSameAsItselfWhenCompared) {
  const std::int64_t audit = audited_once();
  const CompareView view = *compare_view(*store_, audit, audit);
  EXPECT_EQ(view.no_changes_why, "");
  EXPECT_EQ(view.changes.title, "nothing changed");
  EXPECT_TRUE(view.came.empty() && view.gone.empty());
}

}  // namespace
}  // namespace tenon
