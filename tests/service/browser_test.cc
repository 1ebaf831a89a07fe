#include <gtest/gtest.h>

#include "tests/service/all_pages.h"

namespace tenon {
namespace {

using namespace tenon::test;

/// Reads pages in a browser as people do, under the service's Content-Security-Policy.
Ran read_in_browser(const TempFolder& folder, const std::map<std::string, std::string>& pages) {
  std::string names;
  for (const auto& [name, page] : pages) {
    write_file(folder.file(name + ".html"), page);
    names += " " + name + ".html";
  }
  write_file(folder.file("style.css"), page_style());
  write_file(folder.file("app.js"), page_script());
  const char* screenshots = std::getenv("TENON_SCREENSHOTS");  // a folder, for people who look at them
  return shell("cd " + folder.file("") + "\n/usr/bin/python3 " + std::string(TENON_TEST_DATA) +
               "/app/html_report.py " + required_environment("TENON_AXE") +
               (screenshots ? " --screenshots " + shell_quoted(screenshots) : "") + " --served" + names);
}

TEST(PagesInBrowser, AreReadableInLightAndDarkOnAPhoneAndByKeyboard) {
  const TempFolder folder;
  const StorePlace place(Engine::kSqlite);
  const Ran ran = read_in_browser(folder, all_pages(*place.open(), 12));
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

}  // namespace
}  // namespace tenon
