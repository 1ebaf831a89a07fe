#include <gtest/gtest.h>

#include <string>

#include "tests/config/read.h"

/// Faults that are found without asking a database, though the form of the file is right.
namespace tenon::test::this_file {
namespace {

/// A file with one fault, where it is and what is said of it.
struct FaultAt {
  std::string text;
  std::string at;
  std::string said;
};

void PrintTo(const FaultAt& one, std::ostream* out) { *out << one.text; }

class SilentFault : public testing::TestWithParam<FaultAt> {};

TEST_P(SilentFault, IsSaidWithItsPlace) {
  const std::string faults = faults_of(GetParam().text);
  EXPECT_TRUE(faults.starts_with("tenon.toml:" + GetParam().at + ": ")) << faults;
  EXPECT_NE(faults.find(GetParam().said), std::string::npos) << faults;
  EXPECT_EQ(faults.find('\n'), std::string::npos) << "it is one fault: " << faults;
  EXPECT_EQ(faults.find("hunter2"), std::string::npos) << faults;
}

const std::string kTarget = "[targets.a]\nurl = \"sqlite://\"\n";

INSTANTIATE_TEST_SUITE_P(
    Patterns, SilentFault,
    testing::Values(FaultAt{"[diff]\nignore = [\"a\", \"tabel:x\"]", "2:16", "did you mean \"table\"?"},
                    FaultAt{"[diff]\ninclude = \"!tabel:x\"", "2:11", "did you mean \"table\"?"},
                    FaultAt{"[diff]\nignore = [\"\"]", "2:11", "names nothing"},
                    FaultAt{"[diff]\nignore = [\"!\"]", "2:11", "names nothing"},
                    FaultAt{"[diff]\nignore = [\"index:\"]", "2:11", "names nothing"},
                    FaultAt{"[diff]\nschemas = [\"\"]", "2:12", "an empty text"},
                    FaultAt{kTarget + "exclude = [\"indx:x\"]", "3:12", "did you mean \"index\"?"},
                    FaultAt{kTarget + "include = [\"\"]", "3:12", "names nothing"}));

INSTANTIATE_TEST_SUITE_P(
    Empty, SilentFault,
    testing::Values(FaultAt{kTarget + "declared = []", "3:12", "names no file"},
                    FaultAt{kTarget + "declared = [\"\"]", "3:13", "names no file"},
                    FaultAt{kTarget + "declared = \"\"", "3:12", "names no file"},
                    FaultAt{"[render]\ndir = \"\"", "2:7", "names no folder"},
                    FaultAt{
                        "[[target_sets]]\nname = \"t-{name}\"\nsource = {file = \"\"}\nurl = \"sqlite://\"",
                        "3:18", "names no file"},
                    FaultAt{"[[target_sets]]\nname = \"t-{name}\"\nsource = {query = \"\", url = "
                            "\"sqlite://\"}\nurl = \"sqlite://\"",
                            "3:19", "is empty"}));

INSTANTIATE_TEST_SUITE_P(
    Urls, SilentFault,
    testing::Values(FaultAt{"[targets.a]\nurl = \"mysql://h/d\"", "2:7", "known are postgresql://"},
                    FaultAt{"[targets.a]\nurl = \"postgrseql+psycopg2://h/d\"", "2:7",
                            "did you mean \"postgresql://\"?"},
                    FaultAt{"[store]\nurl = \"mysql://h/d\"", "2:7", "known are postgresql://"},
                    FaultAt{"[[target_sets]]\nname = \"t-{name}\"\nsource = {file = \"a\"}\n"
                            "url = \"mysql://h/{name}\"",
                            "4:7", "known are postgresql://"},
                    FaultAt{"[[webhooks]]\nname = \"w\"\nurl = \"http://example.com/x\"", "3:7",
                            "allow_private = true"}));

std::string command_of(const std::string& words) {
  return "[targets.a]\nurl = {command = [\"vault\", " + words + "]}";
}

INSTANTIATE_TEST_SUITE_P(
    Secrets, SilentFault,
    testing::Values(FaultAt{command_of("\"--password\", \"hunter2\""), "2:42", "gives a secret"},
                    FaultAt{command_of("\"--token\", \"hunter2\""), "2:39", "gives a secret"},
                    FaultAt{command_of("\"-u\", \"me:hunter2\""), "2:34", "gives a secret"},
                    FaultAt{command_of("\"-H\", \"Authorization: Bearer hunter2\""), "2:34", "a header"},
                    FaultAt{command_of("\"-H\", \"X-Vault-Token: hunter2\""), "2:34", "a header"}));

TEST(SilentFaults, AreNoneWhereNothingIsWrong) {
  for (const std::string& text :
       {command_of("\"--secret-id\", \"orders\""), command_of("\"--password-stdin\", \"orders\""),
        command_of("\"--token\", \"--verbose\""), command_of("\"-u\", \"postgres\""),
        std::string("[diff]\nignore = [\"!table:x\", \"tmp_*\", \"A:b\"]"),
        std::string("[[webhooks]]\nname = \"w\"\nurl = \"http://example.com/x\"\nallow_private = true"),
        std::string("[targets.a]\nurl = \"postgresql+psycopg2://h/d\"")})
    EXPECT_EQ(faults_of(text), "") << text;
}

TEST(SilentFaults, OfANamingTokenAreToldBesideAllOthers) {
  const std::string faults =
      faults_of("[naming]\npkk = \"x\"\nfk = \"fk_%(tabel_name)s\"\n[diff]\nmatch = \"nmae\"");
  for (const char* at : {"tenon.toml:2:1: ", "tenon.toml:3:6: ", "tenon.toml:5:9: "})
    EXPECT_NE(faults.find(at), std::string::npos) << faults;
}

}  // namespace
}  // namespace tenon::test::this_file
