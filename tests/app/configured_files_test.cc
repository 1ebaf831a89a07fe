#include "app/configured_files.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/shell.h"

namespace tenon::test {
namespace {

/// A report goes to no file that a run of the configuration reads, whatever the verb.
TEST(ConfiguredFiles, AreNeverOverwrittenByReports) {
  const TempFolder folder;
  const auto file = [&](const std::string& name, const std::string& text) {
    write_file(folder.file(name), text);
  };
  file("schema.json", R"({"tables": {"t": {"columns": {"a": {"type": "int"}}}}})");
  file("set.csv", "name,url\nm,sqlite:///member.db\n");
  file("u.url", "sqlite:///secret.db");
  file("hook.txt", "http://127.0.0.1:1/");
  file("tenon.toml", R"(
[targets.shop]
url = "sqlite:///shop.db"
declared = "schema.json"
[targets.kept]
url = {file = "u.url"}
declared = "schema.json"
[[target_sets]]
name = "s-{name}"
source = {file = "set.csv"}
declared = "schema.json"
[[webhooks]]
name = "h"
url = {file = "hook.txt"}
)");
  const std::string in = "cd " + shell_quoted(folder.path().string()) + " && chmod 600 u.url hook.txt && ";
  ASSERT_EQ(shell(in + "for d in shop secret member; do sqlite3 $d.db 'CREATE TABLE t (a INT)'; done && " +
                  TENON_BIN + " audit --all --quiet")
                .code,
            0);
  const auto texts = [&] { return shell(in + "md5sum *").out; };
  const std::string before = texts();
  for (const std::string verb :
       {"audit --all", "check shop", "config show", "doctor", "history shop", "store stats"})
    for (const std::string name : {"shop.db", "secret.db", "member.db", "schema.json", "set.csv", "u.url",
                                   "hook.txt", "tenon.toml", "tenon.db", "tenon.db-wal"}) {
      const Ran ran = shell(in + TENON_BIN + " " + verb + " -o json=" + name);
      EXPECT_EQ(ran.code, 1) << verb << " " << name << ran.err;
      EXPECT_NE(ran.err.find("cannot write " + name), std::string::npos) << verb << ran.err;
    }
  EXPECT_EQ(texts(), before);
  EXPECT_EQ(shell(in + TENON_BIN + " audit --all --quiet -o json=report.json").code, 0);
}

}  // namespace
}  // namespace tenon::test
