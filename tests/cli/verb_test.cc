#include "cli/verb.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/arguments.h"

namespace tenon {
namespace {

Parsed line(std::vector<const char*> words) {
  words.insert(words.begin(), "tenon");
  return parsed(static_cast<int>(words.size()), words.data());
}

/// A command line that each verb accepts.
const std::map<std::string, std::vector<const char*>> kShortest{
    {"diff", {"diff", "a", "b"}},
    {"generate", {"generate", "a", "b", "-m", "x"}},
    {"check", {"check", "a", "b"}},
    {"inspect", {"inspect", "a"}},
    {"lint", {"lint", "a"}},
    {"names", {"names", "a"}},
    {"init", {"init", "a"}},
    {"explain", {"explain", "table:a", "a", "b"}},
    {"schema", {"schema", "declared"}},
    {"history", {"history", "a"}},
    {"ack", {"ack", "list"}},
    {"store", {"store", "stats"}},
    {"config", {"config", "show"}},
    {"doctor", {"doctor"}},
    {"audit", {"audit", "--all"}},
    {"notify", {"notify"}},
    {"token", {"token", "list"}},
    {"serve", {"serve"}},
    {"healthcheck", {"healthcheck"}}};

TEST(Verb, EachRowIsWhole) {
  std::set<std::string> names;
  for (const Verb& verb : verbs()) {
    EXPECT_TRUE(names.insert(verb.name).second) << verb.name;
    EXPECT_FALSE(verb.about.empty()) << verb.name;
    EXPECT_FALSE(verb.group.empty()) << verb.name;
    EXPECT_NE(verb.add_options, nullptr) << verb.name;
    EXPECT_NE(verb.run, nullptr) << verb.name;
    if (!verb.formats) continue;
    EXPECT_EQ(verb.formats().front().format, &formats().front()) << verb.name;
  }
}

TEST(Verb, TheShortestLineOfEachIsReadAsThatVerb) {
  for (const Verb& verb : verbs()) {
    const Parsed read = line(kShortest.at(verb.name));
    EXPECT_TRUE(read.run) << read.err;
    EXPECT_EQ(read.arguments.verb, &verb);
  }
  EXPECT_EQ(kShortest.size(), verbs().size());
}

TEST(Verb, HelpNamesEachWithItsFormatsAndExitCodes) {
  const std::string program = line({"--help"}).out;
  for (const Verb& verb : verbs()) {
    EXPECT_NE(program.find("  " + verb.name + " "), std::string::npos) << verb.name;
    EXPECT_NE(program.find(verb.about.substr(0, 20)), std::string::npos) << verb.name;
    const std::string help = line({verb.name.c_str(), "--help"}).out;
    for (const Exit& exit : verb.exits)
      EXPECT_NE(help.find(std::to_string(exit.code) + ": " + exit.meaning), std::string::npos) << verb.name;
    EXPECT_EQ(help.find("--output") != std::string::npos, verb.formats != nullptr) << verb.name;
  }
}

TEST(Verb, HelpIsAVerbToo) {
  EXPECT_EQ(line({"help"}).out, line({"--help"}).out);
  EXPECT_EQ(line({"help"}).exit_code, 0);
  EXPECT_EQ(line({"help", "check"}).out, line({"check", "--help"}).out);
  EXPECT_NE(line({"help", "chekc"}).err.find("did you mean \"check\"?"), std::string::npos);
  EXPECT_EQ(line({"-V"}).out, line({"--version"}).out);
  for (const Verb& verb : verbs())
    EXPECT_EQ(line({"help", verb.name.c_str()}).out.find("{false}"), std::string::npos) << verb.name;
}

TEST(Verb, WhatIsNoNumberIsToldInOneSentence) {
  for (const char* wrong : {"-1", "x", "1.5", ""})
    EXPECT_NE(line({"history", "a", "-n", wrong})
                  .err.find("--limit: it is a whole number from 0 to 1000000000, found"),
              std::string::npos)
        << line({"history", "a", "-n", wrong}).err;
  EXPECT_NE(line({"check", "a", "b", "--timeout", "0"})
                .err.find("it is a whole number from 1 to 86400, found \"0\""),
            std::string::npos);
}

TEST(Verb, AWrongValueOfAVariableNamesTheVariable) {
  setenv("TENON_LIMIT", "x", 1);
  EXPECT_NE(line({"history", "a"}).err.find("TENON_LIMIT: it is a whole number"), std::string::npos)
      << line({"history", "a"}).err;
  EXPECT_NE(line({"history", "a", "-n", "y"}).err.find("--limit: it is a whole number"), std::string::npos);
  unsetenv("TENON_LIMIT");
}

TEST(Verb, TakesTheFormatsThatItOffersAndNoOthers) {
  for (const Verb& verb : verbs()) {
    if (!verb.formats) continue;
    const std::vector<OfferedFormat> offers = verb.formats();
    for (const Format& format : formats()) {
      std::vector<const char*> words = kShortest.at(verb.name);
      words.insert(words.end(), {"-o", format.name.c_str()});
      const Parsed read = line(words);
      const bool is_offered = std::ranges::find(offers, &format, &OfferedFormat::format) != offers.end();
      EXPECT_EQ(read.run, is_offered) << verb.name << " -o " << format.name;
      EXPECT_EQ(read.exit_code, is_offered ? 0 : 64);
      const Format* read_as = is_offered ? read.arguments.outputs.at(0).format : &format;
      EXPECT_EQ(read_as, &format);
    }
  }
}

TEST(Verb, AnUnknownFormatDoesNotFallToText) {
  for (const Verb& verb : verbs()) {
    if (!verb.formats) continue;
    for (const char* unknown : {"yaml", "Text", "tex", "", "text "}) {
      std::vector<const char*> words = kShortest.at(verb.name);
      const std::string output = std::string(unknown) + "=x";
      words.insert(words.end(), {"-o", output.c_str()});
      const Parsed read = line(words);
      EXPECT_FALSE(read.run) << verb.name;
      EXPECT_EQ(read.exit_code, 64) << verb.name;
      EXPECT_NE(read.err.find("here; known are text, json"), std::string::npos) << read.err;
    }
  }
}

}  // namespace
}  // namespace tenon
