#include "tests/live/target.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <regex>
#include <sstream>

namespace tenon::test {

namespace {

std::string random_name() {
  std::random_device source;
  return "tenon_live_" + std::to_string(source()) + std::to_string(source());
}

class PostgresTarget : public Target {
 public:
  PostgresTarget() : host_(required_environment("PGHOST")), name_(random_name()) {
    required_environment("TENON_TEST_POSTGRES");
    const Ran made = shell("createdb " + name_);
    if (made.code != 0) throw std::runtime_error("cannot create a database: " + made.err);
    static const bool kOlder =
        shell("pg_dump --schema-only postgres").err.find("server version mismatch") != std::string::npos;
    dumps_ = !kOlder;
  }
  ~PostgresTarget() override { shell("dropdb --force " + name_); }
  std::string dialect() const override { return "postgresql"; }
  std::string url() const override { return "postgresql://tenon@/" + name_ + "?host=" + host_; }
  Ran run(const std::string& sql) override { return shell("psql -X -q -v ON_ERROR_STOP=1 -d " + name_, sql); }
  std::string dump() override {
    if (!dumps_) return "";
    const Ran ran = shell("pg_dump --schema-only --exclude-table=alembic_version " + name_);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return std::regex_replace(ran.out, std::regex("\\\\(un)?restrict [^\n]*\n"), "");
  }
  std::string restored(const std::string& dump) override {
    PostgresTarget other;
    const Ran ran = other.run(dump);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return other.dump();
  }

 private:
  std::string host_;
  std::string name_;
  bool dumps_ = true;  ///< pg_dump refuses a server newer than itself: the checks stand alone then
};

class SqliteTarget : public Target {
 public:
  SqliteTarget() { run("VACUUM"); }
  std::string dialect() const override { return "sqlite"; }
  std::string url() const override { return "sqlite:///" + path(); }
  Ran run(const std::string& sql) override { return shell("sqlite3 -bail " + path(), sql); }
  std::string dump() override {
    // SQLite never takes sqlite_sequence away again.
    return run("SELECT type, name, tbl_name, replace(sql, char(34), char()) FROM sqlite_schema WHERE "
               "tbl_name NOT IN ('alembic_version', 'sqlite_sequence') ORDER BY type, name")
        .out;
  }
  std::string restored(const std::string& dump) override { return dump; }

 private:
  std::string path() const { return folder_.file("live.db"); }
  TempFolder folder_;
};

}  // namespace

Ran tenon(const std::string& arguments) { return shell(std::string(TENON_BIN) + " " + arguments); }

std::unique_ptr<Target> make_target(const std::string& dialect) {
  if (dialect == "postgresql") return std::make_unique<PostgresTarget>();
  return std::make_unique<SqliteTarget>();
}

namespace {

/// Each line behind the remark that says what it belongs to.
std::vector<std::string> sorted_lines(const std::string& dump) {
  std::vector<std::string> found;
  std::string remark;
  std::istringstream lines(dump);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("-- Name: ")) remark = line + ": ";
    if (line.ends_with(",")) line.pop_back();
    if (!line.empty() && !line.starts_with("--") && !line.starts_with("SET ")) found.push_back(remark + line);
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace

std::string dump_difference(Target& target, const std::string& before, const std::string& after) {
  if (before == after) return "";
  const std::vector<std::string> old = sorted_lines(target.restored(before));
  const std::vector<std::string> now = sorted_lines(target.restored(after));
  std::vector<std::string> gone;
  std::ranges::set_difference(old, now, std::back_inserter(gone));
  std::vector<std::string> come;
  std::ranges::set_difference(now, old, std::back_inserter(come));
  std::string said;
  for (const auto& line : gone) said += "- " + line + "\n";
  for (const auto& line : come) said += "+ " + line + "\n";
  return said;
}

Checked check(const Target& target, const std::string& declared) {
  const Ran ran = tenon("check " + target.word() + " " + declared + " -o json");
  Checked checked;
  checked.code = ran.code;
  checked.text = ran.out + ran.err;
  const auto report = nlohmann::json::parse(ran.out, nullptr, false);
  if (report.is_discarded()) return checked;
  for (const auto& finding : report["findings"])
    checked.findings.push_back(finding["op"].get<std::string>() + " " + finding["key"].get<std::string>());
  std::ranges::sort(checked.findings);
  return checked;
}

std::string generate_sql(const Target& target, const std::string& declared, const std::string& dir,
                         const std::string& flags) {
  const Ran ran =
      tenon("generate " + target.word() + " " + declared + " -m step --style sql --dir " + dir + " " + flags);
  EXPECT_EQ(ran.code, 0) << ran.err;
  const auto end = ran.out.find(".up.sql\n");
  EXPECT_NE(end, std::string::npos) << ran.out;
  return end == std::string::npos ? "" : ran.out.substr(0, end);
}

Ran alembic(const Target& target, const std::string& dir, const std::string& command) {
  TempFolder folder;
  write_file(folder.file("alembic.ini"), "[alembic]\nscript_location = .\n");
  std::filesystem::create_symlink(std::filesystem::absolute(dir), folder.path() / "versions");
  write_file(folder.file("env.py"),
             "import os\n"
             "from alembic import context\n"
             "from sqlalchemy import create_engine\n"
             "engine = create_engine(os.environ['TARGET_URL'])\n"
             "with engine.connect() as connection:\n"
             "    context.configure(connection=connection, target_metadata=None)\n"
             "    with context.begin_transaction():\n"
             "        context.run_migrations()\n");
  return shell("cd " + folder.path().string() + " && TARGET_URL=" + target.word() +
               " /usr/bin/python3 -m alembic " + command);
}

}  // namespace tenon::test
