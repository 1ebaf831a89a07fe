#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/declare/read.h"

namespace tenon::test::this_file {
namespace {

std::vector<std::string> example_texts() {
  std::vector<std::string> texts;
  const auto folder = std::filesystem::path(TENON_TEST_DATA) / ".." / "examples" / "declared";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    texts.push_back(text.str());
  }
  std::ranges::sort(texts);
  return texts;
}

/// The text with one of its values or keys replaced by something that is mostly wrong there.
std::string mangled(std::string text, std::mt19937_64& rng) {
  static constexpr std::array kPieces{"null",
                                      "true",
                                      "0",
                                      "-1.5e9",
                                      "\"\"",
                                      "\"a.b.c\"",
                                      "[]",
                                      "{}",
                                      "[[]]",
                                      "\"t\"",
                                      "\"%\"",
                                      "{\"a\": 1}",
                                      "{\"conv\": []}",
                                      "[null]",
                                      "\"'\"",
                                      "\"(\"",
                                      "\"/*\"",
                                      "\"\\\"\"",
                                      "{\"boolean\": 1}",
                                      "{\"enum\": {}}"};
  std::vector<std::pair<std::size_t, std::size_t>> tokens;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.find_first_of("\"0123456789tfn", at) != at) continue;
    std::size_t end = text.find_first_of(",:]}\n ", at);
    if (text[at] == '"') end = text.find('"', at + 1) + 1;
    tokens.emplace_back(at, end - at);
    at = end;
  }
  const auto [at, size] = tokens[rng() % tokens.size()];
  return text.replace(at, size, kPieces[rng() % kPieces.size()]);
}

TEST(MangledJson, IsReadOrIsAFaultOfTheDeclaration) {
  const std::vector<std::string> texts = example_texts();
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    std::mt19937_64 rng(seed);
    std::string text = mangled(texts[rng() % texts.size()], rng);
    if (rng() % 2 == 0) text = mangled(std::move(text), rng);
    for (const Dialect* dialect : {&kPostgresql, &kSqlite})
      ASSERT_NE(faults(text, *dialect), "not a fault of the declaration") << "seed " << seed << "\n" << text;
  }
}

}  // namespace
}  // namespace tenon::test::this_file
