#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "app/format.h"
#include "app/published_schema.h"
#include "tests/support/shell.h"

namespace tenon {
namespace {

namespace fs = std::filesystem;
using test::Ran;
using test::read_file;
using test::shell;
using test::TempFolder;

fs::path project() { return fs::path(TENON_TEST_DATA).parent_path(); }

const std::string& page() {
  static const std::string text = read_file(project() / "docs/reports.md");
  return text;
}

/// A command of the page, and what it prints there.
struct Example {
  std::string command;
  std::string output;
};

/// Returns the blocks that begin with a command. A block ends with as many backticks as it begins with: what
/// is printed may hold a block of its own.
std::vector<Example> examples() {
  std::vector<Example> all;
  static const std::regex block("\n(`{3,})\n\\$ tenon ([^\n]*)\n");
  for (std::sregex_iterator at(page().begin(), page().end(), block), none; at != none; ++at) {
    const auto begin = static_cast<std::size_t>(at->position() + at->length());
    const auto end = page().find("\n" + (*at)[1].str() + "\n", begin - 1);
    all.push_back({(*at)[2].str(), page().substr(begin, end + 1 - begin)});
  }
  return all;
}

TEST(ReportsPage, PrintsWhatItsCommandsPrint) {
  const TempFolder folder;
  for (const char* name : {"before.sql", "schema.json"})
    fs::copy(project() / "examples/shop" / name, folder.path() / name);
  ASSERT_EQ(shell("cd " + folder.file("") + " && sqlite3 shop.db < before.sql").code, 0);
  const std::regex version(R"(\(sqlite [0-9.]+\))");
  EXPECT_GE(examples().size(), 6U);
  for (const Example& example : examples()) {
    const Ran ran = shell("cd " + folder.file("") + "\n" + TENON_BIN + " " + example.command);
    EXPECT_EQ(std::regex_replace(ran.out, version, "(sqlite)"),
              std::regex_replace(example.output, version, "(sqlite)"))
        << example.command << "\n"
        << ran.err;
  }
}

TEST(ReportsPage, NamesEveryFormatAndEverySchema) {
  for (const Format& format : formats())
    EXPECT_NE(page().find("`" + format.name + "`"), std::string::npos) << format.name;
  for (const PublishedSchema& schema : published_schemas())
    EXPECT_NE(page().find("| `" + schema.name + "` |"), std::string::npos) << schema.name;
}

}  // namespace
}  // namespace tenon
