// Tests the reports of audits, over whole fleets, as their readers take them.

#include <gtest/gtest.h>

#include <string>

#include "tests/support/shell.h"

namespace tenon {
namespace {

using test::Ran;
using test::read_file;
using test::shell;
using test::TempFolder;

/// A fleet of audit_fleet.py, audited.
class AuditReports : public testing::Test {
 protected:
  void audit(const std::string& options = "") {
    const Ran ran = shell("/usr/bin/python3 " + kData + "/app/audit_fleet.py " + TENON_BIN + " " +
                          folder_.file("") + " " + options);
    ASSERT_EQ(ran.code, 0) << ran.out << ran.err;
    codes_ = ran.out;
  }
  void expect_kept(const std::string& names) const {
    const Ran ran = shell("/usr/bin/python3 " + kData + "/app/report_formats.py " + TENON_BIN + " " +
                          folder_.file("") + " " + names);
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  }
  void expect_in(const std::string& file, const std::string& text) const {
    EXPECT_NE(read_file(folder_.file(file)).find(text), std::string::npos)
        << file << " lacks " << text << ":\n"
        << read_file(folder_.file(file)).substr(0, 4000);
  }
  const std::string& codes() const { return codes_; }

 private:
  const std::string kData = TENON_TEST_DATA;
  const TempFolder folder_;
  std::string codes_;
};

TEST_F(AuditReports, AreWhatTheirReadersExpectInEveryFormat) {
  audit();
  EXPECT_EQ(codes(), "audit: 1\naudit-same: 0\naudit-acknowledged: 0\n");
  expect_kept("audit audit-same audit-acknowledged");
}

TEST_F(AuditReports, SayWhatChangedAndWhatCouldNotBeAuditedBeforeTheGroups) {
  audit();
  const std::string page = "audit.html";
  for (const std::string text : {"4 of 40 targets not audited, drift on 21", ">new<", "tenant-001..012",
                                 "deleting a row of users that orders refers to now fails",
                                 "FOREIGN KEY (user_id) REFERENCES users (id)", "schema.sql:"})
    expect_in(page, text);
  for (const std::string format : {"audit.html", "audit.md", "audit.sarif", "audit.xml", "audit.github",
                                   "audit.gitlab.json", "audit.json"})
    for (const std::string text : {"edge-06", "tenant-020", "ledger", "old-shop"}) expect_in(format, text);
  expect_in("audit.md", "Since the last audit");
  expect_in("audit.txt", "    4 NOT AUDITED\n");
  expect_in("audit-same.txt", "exit 0 (in sync)\n");
  expect_in("audit-acknowledged.txt", "exit 0 (in sync or acknowledged)\n");
  expect_in("audit-acknowledged.html", "in sync or acknowledged: 3 targets");
}

TEST_F(AuditReports, OfManyTargetsAndFindingsKeepTheLimits) {
  audit("--many 300");
  expect_kept("audit");
  expect_in("audit.md", " findings more");
  expect_in("audit.md", " targets more");
  expect_in("audit.github", "more, which GitHub would not show");
}

}  // namespace
}  // namespace tenon
