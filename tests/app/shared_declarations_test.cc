// Tests that declared sides are read once, however many databases share them.

#include "app/audit/shared_declarations.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "model/error.h"
#include "tests/support/shell.h"

namespace tenon {
namespace {

class SharedDeclarationsTest : public testing::Test {
 protected:
  SharedDeclarationsTest() { test::write_file(folder_.file("schema.sql"), "CREATE TABLE t (id INTEGER);"); }

  CompareRequest request(const std::string& url = "sqlite:///any.db") const {
    CompareRequest made;
    made.actual = {url};
    made.declared = {folder_.file("schema.sql")};
    return made;
  }

  test::TempFolder folder_;
  SharedDeclarations shared_;
};

TEST_F(SharedDeclarationsTest, ReadsAFileOnceForAllThatShareIt) {
  const auto first = shared_.of(request());
  test::write_file(folder_.file("schema.sql"), "CREATE TABLE other (id INTEGER);");
  const auto second = shared_.of(request("sqlite:///another.db"));
  EXPECT_EQ(first, second) << "a file that changes in the middle does not split the fleet";
  ASSERT_EQ(second->declaration.declaration.catalog.tables.size(), 1U);
  EXPECT_EQ(second->declaration.declaration.catalog.tables.front().name.name.text, "t");
}

TEST_F(SharedDeclarationsTest, ReadsItForEachDialectAndConvention) {
  const auto lite = shared_.of(request());
  const auto pg = shared_.of(request("postgresql://h/db"));
  EXPECT_NE(lite, pg);
  CompareRequest named = request();
  named.naming.templates["pk"] = "pk_%(table_name)s";
  EXPECT_NE(shared_.of(named), lite);
}

TEST_F(SharedDeclarationsTest, DigestsWhatWasRead) {
  SharedDeclarations again;
  EXPECT_EQ(shared_.of(request())->digest, again.of(request())->digest);
  test::write_file(folder_.file("schema.sql"), "CREATE TABLE other (id INTEGER);");
  SharedDeclarations later;
  EXPECT_NE(later.of(request())->digest, again.of(request())->digest);
}

TEST_F(SharedDeclarationsTest, SaysWhatIsWrongToEachThatAsks) {
  test::write_file(folder_.file("schema.sql"), "CREATE TABLE t (");
  EXPECT_THROW(shared_.of(request()), Error);
  EXPECT_THROW(shared_.of(request()), Error);
}

TEST_F(SharedDeclarationsTest, LeavesALiveDeclaredSideToEachComparison) {
  CompareRequest live = request();
  live.declared = {"sqlite:///wanted.db"};
  EXPECT_EQ(shared_.of(live), nullptr);
}

}  // namespace
}  // namespace tenon
