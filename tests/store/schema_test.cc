#include <gtest/gtest.h>

#include "app/compare.h"
#include "render/report/report_text.h"
#include "tests/store/stores.h"

namespace tenon {
namespace {

using namespace tenon::test;

/// tenon audits its own store: what was made is what is declared.
TEST(StoreSchema, IsInSyncWithItsDeclaration) {
  const std::pair<Engine, const char*> cases[] = {{Engine::kSqlite, "store:sqlite"},
                                                  {Engine::kPostgresql, "store:postgresql"}};
  for (const auto& [engine, declaration] : cases) {
    StorePlace place(engine);
    audit_night(*place.open(), 1, {result_with({lost_cascade()}, 1)});
    CompareRequest request;
    request.actual = {place.url()};
    request.declared = {declaration};
    if (engine == Engine::kPostgresql) request.filter.schemas = {"tenon"};
    const Report report = compared(request).report;
    EXPECT_EQ(outcome(report), Outcome::kInSync) << declaration;
    EXPECT_FALSE(unmodelled_differ(report)) << declaration;
    EXPECT_EQ(report.compared.tables, 18U) << declaration;
  }
}

TEST(StoreSchema, IsMadeInTheSchemaThatTheConnectionNames) {
  TemporaryDatabase database("CREATE SCHEMA \"Audits of us\"; CREATE TABLE public.customer (id integer)");
  const std::string joint = database.url().find('?') == std::string::npos ? "?" : "&";
  const std::string url = database.url() + joint + "options=-csearch_path%3D%22Audits%5C%20of%5C%20us%22";
  audit_night(*open_store(url, StoreUse::kCreate), 1, {result_with({}, 1)});
  EXPECT_EQ(database.query("SELECT count(*) FROM \"Audits of us\".audit"), "1");
  EXPECT_EQ(database.query("SELECT count(*) FROM pg_namespace WHERE nspname = 'tenon'"), "0");
  CompareRequest request;
  request.actual = {database.url()};
  request.declared = {"store:postgresql.Audits of us"};
  request.filter.schemas = {"Audits of us"};
  EXPECT_EQ(outcome(compared(request).report), Outcome::kInSync);
}

TEST(StoreSchema, TwoStoresOfOneDatabaseKnowNothingOfEachOther) {
  TemporaryDatabase database("CREATE SCHEMA other");
  const std::string joint = database.url().find('?') == std::string::npos ? "?" : "&";
  audit_night(*open_store(database.url(), StoreUse::kCreate), 1, {result_with({}, 1)});
  const auto other = open_store(database.url() + joint + "options=-csearch_path%3Dother", StoreUse::kCreate);
  EXPECT_TRUE(other->latest().empty());
}

}  // namespace
}  // namespace tenon
