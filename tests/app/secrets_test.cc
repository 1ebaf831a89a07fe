#include "app/secrets.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "app/child_process.h"
#include "model/error.h"
#include "tests/support/shell.h"

namespace tenon {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;
using test::write_file;

/// A variable of the environment for the length of a test.
class Variable {
 public:
  Variable(std::string name, const std::string& value) : name_(std::move(name)) {
    setenv(name_.c_str(), value.c_str(), 1);
  }
  ~Variable() { unsetenv(name_.c_str()); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  std::string name_;
};

SecretReference from_environment(const std::string& name) {
  return {.kind = SecretKind::kEnvironment, .name = name};
}
SecretReference from_file(const std::string& name, const std::string& folder = "") {
  return {.kind = SecretKind::kFile, .name = name, .folder = folder};
}
SecretReference from_command(std::vector<std::string> argv) {
  return {.kind = SecretKind::kCommand, .command = std::move(argv)};
}

std::string value(const SecretReference& reference) { return fetched(reference).value.exposed(); }

/// What is said of a reference that leads to nothing.
struct Refused {
  std::string message;
  Fault fault = Fault::kInternal;
  Reason reason = Reason::kInternal;
};
Refused refused(const SecretReference& reference) {
  try {
    fetched_url(reference);
  } catch (const Error& error) {
    return {error.what(), error.fault(), error.reason()};
  }
  return {"it was fetched"};
}

void write_private(const std::string& path, const std::string& text) {
  write_file(path, text);
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
}

TEST(Secret, OfAVariableIsItsValueOrTheFileThatTheOtherNames) {
  const TempFolder folder;
  write_private(folder.file("s"), "sqlite:///b.db\n");
  {
    const Variable one("TENON_TEST_URL", "sqlite:///a.db");
    EXPECT_EQ(value(from_environment("TENON_TEST_URL")), "sqlite:///a.db");
    const Variable other("TENON_TEST_URL_FILE", folder.file("s"));
    EXPECT_EQ(refused(from_environment("TENON_TEST_URL")).message,
              "cannot fetch env:TENON_TEST_URL: both TENON_TEST_URL and TENON_TEST_URL_FILE are set; one is "
              "enough");
  }
  const Variable other("TENON_TEST_URL_FILE", folder.file("s"));
  EXPECT_EQ(value(from_environment("TENON_TEST_URL")), "sqlite:///b.db");
  EXPECT_EQ(refused(from_environment("TENON_TEST_NOTHING")).fault, Fault::kConfiguration);
}

/// Where there is no URL, its database cannot be reached; where there is something else, that cannot be read.
TEST(Secret, ThatIsNotThereIsNoDatabaseToConnectTo) {
  const TempFolder folder;
  write_private(folder.file("empty"), "\n");
  write_private(folder.file("text"), "no url");
  for (const SecretReference& missing :
       {from_environment("TENON_TEST_NOTHING"), from_file(folder.file("nothing")),
        from_file(folder.file("empty")), from_command({folder.file("nothing")}), from_command({"true"}),
        from_command({"false"})})
    EXPECT_EQ(refused(missing).reason, Reason::kConnect) << refused(missing).message;
  EXPECT_EQ(refused(from_file(folder.file("text"))).reason, Reason::kParse);
}

TEST(Secret, OfACommandThatNobodyWantsAnyMoreIsNotWaitedFor) {
  std::stop_source stop;
  const auto begun = std::chrono::steady_clock::now();
  const std::jthread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stop.request_stop();
  });
  SecretReference slow = from_command({"sleep", "60"});
  slow.time_limit = std::chrono::minutes(1);
  EXPECT_THROW(fetched(slow, stop.get_token()), Error);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(20));
}

TEST(Secret, IsAtHandWhereNothingIsReadForIt) {
  const TempFolder folder;
  write_private(folder.file("s"), "sqlite:///a.db");
  const Variable url("TENON_TEST_URL", "sqlite:///a.db");
  EXPECT_EQ(url_at_hand(from_environment("TENON_TEST_URL"))->exposed(), "sqlite:///a.db");
  EXPECT_EQ(url_at_hand({.kind = SecretKind::kText, .text = "sqlite:///b.db"})->exposed(), "sqlite:///b.db");
  EXPECT_TRUE(url_at_hand({.kind = SecretKind::kService, .name = "orders"}));
  const Variable file("TENON_TEST_OTHER_FILE", folder.file("s"));
  EXPECT_FALSE(url_at_hand(from_environment("TENON_TEST_OTHER")));
  EXPECT_FALSE(url_at_hand(from_environment("TENON_TEST_NOTHING")));
  EXPECT_FALSE(url_at_hand(from_file(folder.file("s"))));
  EXPECT_FALSE(url_at_hand(from_command({"cat", folder.file("s")})));
}

TEST(Secret, OfAFileLosesOneLineBreak) {
  const TempFolder folder;
  for (const auto& [text, wanted] : {std::pair<std::string, std::string>{"a", "a"},
                                     {"a\n", "a"},
                                     {"a\r\n", "a"},
                                     {"a\n\n", "a\n"},
                                     {" a ", " a "}}) {
    write_private(folder.file("s"), text);
    EXPECT_EQ(value(from_file(folder.file("s"))), wanted);
    EXPECT_EQ(value(from_file("s", folder.path().string())), wanted);
  }
}

TEST(Secret, OfAFileWarnsWhereOthersCanReadIt) {
  const TempFolder folder;
  write_private(folder.file("s"), "a");
  EXPECT_TRUE(fetched(from_file(folder.file("s"))).warnings.empty());
  fs::permissions(folder.file("s"), fs::perms::group_read, fs::perm_options::add);
  EXPECT_NE(fetched(from_file(folder.file("s"))).warnings.at(0).find("by its group"), std::string::npos);
  fs::permissions(folder.file("s"), fs::perms::others_read, fs::perm_options::add);
  EXPECT_NE(fetched(from_file(folder.file("s"))).warnings.at(0).find("by everybody"), std::string::npos);
}

TEST(Secret, OfANameIsTheCredentialOfTheService) {
  const TempFolder folder, credentials;
  write_private(folder.file("s"), "folder");
  write_file(credentials.file("s"), "credential\n");
  const Variable variable("CREDENTIALS_DIRECTORY", credentials.path().string());
  EXPECT_EQ(value(from_file("s", folder.path().string())), "credential");
  EXPECT_TRUE(fetched(from_file("s", folder.path().string())).warnings.empty());
  EXPECT_EQ(value(from_file("./s", folder.path().string())), "folder");
}

TEST(Secret, OfAServiceIsItsUrl) {
  EXPECT_EQ(value({.kind = SecretKind::kService, .name = "a b&password=c"}),
            "postgresql:///?service=a%20b%26password%3Dc");
}

TEST(Secret, OfACommandIsWhatItPrints) {
  EXPECT_EQ(value(from_command({"printf", "%s\\n", "a b"})), "a b");
  EXPECT_EQ(value(from_command({"sh", "-c", "cat; echo x"})), "x");                // nothing on stdin
  EXPECT_EQ(value(from_command({"printf", "%s", "$(id); `id`"})), "$(id); `id`");  // no shell
}

TEST(Secret, OfACommandThatFailsIsToldWithWhatItSaysAndNotWithWhatItPrints) {
  const Refused failed =
      refused(from_command({"sh", "-c", "echo zq7canary; echo cannot use zq7canary >&2; exit 3"}));
  EXPECT_EQ(failed.message, "cannot fetch command:sh: it ended with exit code 3; it says: cannot use ***");
  EXPECT_EQ(failed.fault, Fault::kConnection);
  const Refused url = refused(from_command({"sh", "-c", "echo postgresql://u:zq7canary@h/d >&2; exit 1"}));
  EXPECT_EQ(url.message.find("zq7canary"), std::string::npos) << url.message;
  EXPECT_EQ(refused(from_command({"sh", "-c", "kill -9 $$"})).message,
            "cannot fetch command:sh: it was ended by signal 9");
  EXPECT_NE(refused(from_command({"/no/such/program"})).message.find("it cannot be started: No such file"),
            std::string::npos);
  EXPECT_NE(refused(from_command({"sh", "-c", "yes"})).message.find("prints too much"), std::string::npos);
}

TEST(Secret, ThatWasFetchedIsNotShownWhoeverSaysIt) {
  EXPECT_EQ(value(from_command({"echo", "postgresql://u:zq8canary@h/d"})), "postgresql://u:zq8canary@h/d");
  EXPECT_EQ(refused(from_command({"sh", "-c", "echo no luck with zq8canary >&2; exit 3"})).message,
            "cannot fetch command:sh: it ended with exit code 3; it says: no luck with ***");
}

TEST(Secret, OfACommandThatDoesNotEndIsKilledWithAllThatItStarted) {
  const TempFolder folder;
  SecretReference slow =
      from_command({"sh", "-c", "sleep 1000 & echo $! > " + folder.file("pid") + "; wait"});
  slow.time_limit = std::chrono::milliseconds(300);
  const Refused said = refused(slow);
  EXPECT_NE(said.message.find("it did not end within 300ms"), std::string::npos) << said.message;
  EXPECT_EQ(said.reason, Reason::kTimeout);
  EXPECT_EQ(test::shell("pid=$(cat " + folder.file("pid") +
                        "); for i in $(seq 100); do kill -0 $pid 2>/dev/null || exit 0; "
                        "grep -q Z /proc/$pid/stat && exit 0; done; exit 1")
                .code,
            0);
}

TEST(Secret, ThatIsNoUrlIsNotTakenForAFileAndNotRepeated) {
  const TempFolder folder;
  for (const std::string text :
       {"zq7canary", "zq7canary.db", "host=h password=zq7canary", "sqlite:///a.db\nzq7canary"}) {
    write_private(folder.file("s"), text);
    const Refused said = refused(from_file(folder.file("s")));
    EXPECT_EQ(said.fault, Fault::kConfiguration);
    EXPECT_EQ(said.message.find("zq7canary"), std::string::npos) << said.message;
  }
  write_private(folder.file("s"), "\n");
  EXPECT_NE(refused(from_file(folder.file("s"))).message.find("it is empty"), std::string::npos);
  EXPECT_NE(refused(from_file(folder.path().string())).message.find("Is a directory"), std::string::npos);
  write_private(folder.file("s"), std::string(100'000, 'x'));
  EXPECT_NE(refused(from_file(folder.file("s"))).message.find("too long"), std::string::npos);
}

TEST(Secret, OfAUrlIsPutIntoItWhereItIsKeptElsewhere) {
  const Variable password("TENON_TEST_PASSWORD", "a&b c");
  SecretReference url{.kind = SecretKind::kText, .text = "postgresql://u@h/d?sslmode=require"};
  url.password = {from_environment("TENON_TEST_PASSWORD")};
  EXPECT_EQ(fetched_url(url).value.exposed(), "postgresql://u@h/d?sslmode=require&password=a%26b%20c");
  EXPECT_EQ(url_at_hand(url)->exposed(), "postgresql://u@h/d?sslmode=require");
  url.text = "sqlite:///a.db";
  EXPECT_THROW(fetched_url(url), Error);
  url.text = "postgresql://h/d";
  url.password = {from_environment("TENON_TEST_NOTHING")};
  EXPECT_THROW(fetched_url(url), Error);
}

}  // namespace
}  // namespace tenon
