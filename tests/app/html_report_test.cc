#include <gtest/gtest.h>

#include <string>

#include "tests/support/shell.h"

namespace tenon {
namespace {

using test::Ran;
using test::shell;
using test::TempFolder;
using test::write_file;

/// Reads pages in a browser as people do (html_report.py).
Ran read_in_browser(const TempFolder& folder, const std::string& pages) {
  return shell("cd " + folder.file("") + "\n/usr/bin/python3 " + std::string(TENON_TEST_DATA) +
               "/app/html_report.py " + test::required_environment("TENON_AXE") + " " + pages);
}

TEST(HtmlReport, IsReadableInLightAndDarkOnAPhoneAndByKeyboard) {
  const TempFolder folder;
  const std::string run = "cd " + folder.file("") + "\n" + std::string(TENON_BIN) + " ";
  ASSERT_EQ(shell("sqlite3 " + folder.file("live.db"), R"(
    CREATE TABLE customer (id integer PRIMARY KEY, name varchar(30) NOT NULL, legacy text);
    CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer REFERENCES customer (id), state text DEFAULT 'new',
      CONSTRAINT old CHECK (state > 'a')); CREATE INDEX tmp ON orders (state);
    CREATE TABLE gone (z); CREATE VIEW v AS SELECT 1;)")
                .code,
            0);
  write_file(
      folder.file("schema.sql"), R"(
    CREATE TABLE customer (id integer PRIMARY KEY, name text NOT NULL, email text UNIQUE);
    CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
      state text NOT NULL DEFAULT 'draft', CONSTRAINT new CHECK (state > 'a'),
      CHECK (state in ()" + [] {
        std::string all;
        for (int i = 0; i < 60; ++i)
          all += (i ? ", '" : "'") + std::string(30, 'x') + std::to_string(i) + "'";
        return all;
      }() + R"()));
    CREATE TABLE a_table_with_a_name_so_long_that_no_phone_has_room_for_it_on_one_line (id integer PRIMARY KEY);)");
  EXPECT_EQ(shell(run + "check sqlite:///live.db schema.sql -o html=check.html").code, 2);
  EXPECT_EQ(shell(run + "check sqlite:///live.db sqlite:///live.db -o html=same.html").code, 0);
  EXPECT_EQ(shell(run + "lint sqlite:///live.db -o html=lint.html").code, 2);
  EXPECT_EQ(shell(run + "check sqlite:///none.db schema.sql -o html=failed.html").code, 1);
  EXPECT_EQ(shell(run + "diff sqlite:///live.db schema.sql -o svg=changes.svg").code, 0);
  const Ran ran = read_in_browser(folder, "check.html same.html lint.html failed.html");
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

/// The fleet of audit_fleet.py: groups, names that look like markup, what is acknowledged, what was not
/// audited.
TEST(HtmlReport, OfAnAuditIsReadableInLightAndDarkOnAPhoneAndByKeyboard) {
  const TempFolder folder;
  const Ran fleet = shell("/usr/bin/python3 " + std::string(TENON_TEST_DATA) + "/app/audit_fleet.py " +
                          std::string(TENON_BIN) + " " + folder.file(""));
  ASSERT_EQ(fleet.code, 0) << fleet.out << fleet.err;
  const Ran ran = read_in_browser(folder, "audit.html audit-same.html audit-acknowledged.html");
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

TEST(HtmlReport, IsNotCalledReadableWhereItIsNot) {
  const TempFolder folder;
  write_file(folder.file("bad.html"), R"(<!doctype html><html lang="en"><title>t</title>
    <style>a:focus { outline: none }</style><main><h1>t</h1>
    <p style="color: #aaa; background: #fff">pale</p><div style="width: 2000px">wide</div>
    <a href="#x" tabindex="-1">unreachable</a><a href="#y">unseen</a><img src="data:,x"></main>
    <script>console.error("oops")</script></html>)");
  const Ran ran = read_in_browser(folder, "bad.html");
  EXPECT_EQ(ran.code, 1);
  for (const std::string fault : {"contrast ", "wider than the window", "Tab does not reach",
                                  "shows no focus", "console: ", "axe-core: image-alt"})
    EXPECT_NE(ran.out.find(fault), std::string::npos) << fault << "\n" << ran.out << ran.err;
}

}  // namespace
}  // namespace tenon
