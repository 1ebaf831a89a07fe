#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "tests/store/example.h"

namespace tenon {
namespace {

using namespace tenon::test;

/// A command of the documentation, and what stands under it.
struct Example {
  std::string command;
  std::string output;
};

std::vector<Example> examples_of(const std::string& text) {
  std::vector<Example> all;
  bool is_inside = false;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) {
      is_inside = line == "```console";
    } else if (is_inside && line.starts_with("$ ")) {
      all.push_back({line.substr(2), ""});
    } else if (is_inside && !all.empty()) {
      all.back().output += line + "\n";
    }
  }
  return all;
}

/// Every command of docs/store.md, in order, over the example's store.
TEST(StoreDocumentation, SaysWhatTheProgramSays) {
  StorePlace place(Engine::kSqlite);
  make_example_store(*place.open());
  const std::string folder = std::filesystem::path(TENON_BIN).parent_path().string();
  const std::vector<Example> examples =
      examples_of(read_file(std::string(TENON_TEST_DATA) + "/../docs/store.md"));
  EXPECT_GE(examples.size(), 10U);
  for (const Example& example : examples) {
    const Ran ran = shell("cd " + shell_quoted(place.folder().path().string()) +
                          " && PATH=" + shell_quoted(folder) + ":$PATH; " + example.command + " 2>&1");
    EXPECT_EQ(ran.out, example.output) << "$ " << example.command;
  }
}

/// The script of the documentation loads what `export` wrote into a new store, and that store is whole.
TEST(StoreDocumentation, AnExportIsLoadedByItsScript) {
  StorePlace from(Engine::kSqlite);
  StorePlace into(Engine::kSqlite);
  make_example_store(*from.open());
  into.open();
  const std::string text = read_file(std::string(TENON_TEST_DATA) + "/../docs/store.md");
  const auto begin = text.find("```python\n") + 10;
  write_file(into.folder().file("load.py"), text.substr(begin, text.find("```", begin) - begin));
  const std::string exported = into.folder().file("store.jsonl");
  const Ran ran = shell("cd " + shell_quoted(into.folder().path().string()) + " && " + TENON_BIN +
                        " store export --store " + shell_quoted(from.url()) +
                        " > store.jsonl && python3 load.py store.jsonl tenon.db");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(faults_of(*into.open()), "");
  const Ran again = shell(std::string(TENON_BIN) + " store export --store " + shell_quoted(into.url()));
  EXPECT_EQ(again.out, read_file(exported));
}

TEST(StoreSources, TimesWithoutACatalogSayWhy) {
  StorePlace place(Engine::kSqlite);
  make_example_store(*place.open());
  const std::string store = " --store " + shell_quoted(place.url());
  struct Case {
    const char* arguments;
    int code;
    const char* says;
  };
  const Case cases[] = {
      {"inspect orders@2026-11-01", 1, "its first audit is later"},
      {"inspect order@2026-11-04", 1, "did you mean \"orders\"?"},
      {"inspect audit:99", 1, "there is no such audit"},
      {"inspect audit:4", 1, "that audit of kiosk did not read one (error)"},
      {"inspect audit:x", 64, "the number of an audit"},
      {"inspect orders@2026-13-01", 64, "is no time"},
      {"inspect orders --at never", 64, "is no time"},
      {"inspect sqlite:///x.db --at 2026-11-04", 64, "no URL or file has"},
      {"history order", 1, "did you mean \"orders\"?"},
      {"ack expire 7", 64, "there is no acknowledgement 7"},
      {"ack expire x", 64, "wants the number"},
      {"ack add 'index:*' --reason r --owner o", 64, "needs an end"},
      {"ack add", 64,
       "the key of a finding: as reports show it; * and ? may stand in it\ntenon: an acknowledgement needs a "
       "reason"},
      {"ack add", 64, "(--owner)\ntenon: an acknowledgement needs an end: --until"},
      {"ack add x --until soon", 64, "(--owner)\ntenon: --until wants a date"},
      {"ack add 'index:*' --reason r --owner o --until 2001-01-01", 64, "must end after it begins"},
      {"store prune --keep-audits 0", 64, "1 to 36500 days"},
  };
  for (const Case& c : cases) {
    const Ran ran = shell(std::string(TENON_BIN) + " " + c.arguments + store);
    EXPECT_EQ(ran.code, c.code) << c.arguments << "\n" << ran.err;
    EXPECT_NE(ran.err.find(c.says), std::string::npos) << c.arguments << "\n" << ran.err;
  }
}

}  // namespace
}  // namespace tenon
