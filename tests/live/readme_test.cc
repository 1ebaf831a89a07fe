#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <regex>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/live/target.h"

/// The samples of the README that show commands and what these print, run as they stand there.
namespace tenon::test::this_file {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUrl = "postgresql:///shop";

fs::path project() { return fs::path(TENON_TEST_DATA).parent_path(); }

/// The text of the first fenced block that begins with `begin`, from there to its end.
std::string block(const std::string& begin) {
  const std::string readme = read_file(project() / "README.md");
  const auto at = readme.find("\n" + begin);
  if (at == std::string::npos) throw std::runtime_error("the README has no block that begins with " + begin);
  return readme.substr(at + 1, readme.find("```\n", at) - at - 1);
}

class Readme : public testing::Test {
 protected:
  Readme() {
    fs::copy(project() / "examples/shop/schema.json", folder_.path());
    fs::create_directory(folder_.path() / "migrations");
  }

  /// Carries out the commands of a block and returns it as they make it.
  std::string carried_out(const std::string& block) {
    std::string made;
    for (std::size_t at = 0; at < block.size();) {
      const auto end = block.find('\n', at);
      const std::string line = block.substr(at, end - at);
      at = end + 1;
      if (line.starts_with("$ tenon ")) made += line + "\n" + printed(line.substr(8));
    }
    return made;
  }

  Target& database() { return *database_; }
  std::string file(const std::string& name) const { return read_file(folder_.path() / name); }
  void add_file(const std::string& name) { write_file(folder_.path() / name, ""); }

 private:
  /// What a command prints, with the README's name and version in place of the test's.
  std::string printed(std::string arguments) {
    arguments.replace(arguments.find(kUrl), kUrl.size(), database_->word());
    const Ran ran = shell("cd " + shell_quoted(folder_.path().string()) + " && " + shell_quoted(TENON_BIN) +
                          " " + arguments);
    std::string out = std::regex_replace(ran.out, std::regex(R"(postgresql://[^ ]* \(postgresql [0-9.]+\))"),
                                         "postgresql://***@/shop (postgresql 15.18)");
    return std::regex_replace(out, std::regex("tenon generate ('[^']*'|URL)"),
                              "tenon generate " + std::string(kUrl));
  }

  std::unique_ptr<Target> database_ = make_target("postgresql");
  TempFolder folder_;
};

constexpr const char* kDrifted = R"sql(
CREATE TABLE customer (
  id serial CONSTRAINT pk_customer PRIMARY KEY,
  email varchar(200) NOT NULL CONSTRAINT uq_customer_email UNIQUE
    CONSTRAINT ck_customer_has_at CHECK (email LIKE '%@%'),
  name varchar(80));
CREATE TABLE orders (
  id serial CONSTRAINT pk_orders PRIMARY KEY,
  customer_id integer NOT NULL CONSTRAINT fk_orders_customer_id_customer REFERENCES customer (id),
  total numeric(10, 2) NOT NULL CONSTRAINT total_check CHECK (total > 0),
  placed_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  note varchar(200));
CREATE INDEX ix_orders_customer_id ON orders (customer_id);
CREATE INDEX tmp ON orders (note);
CREATE VIEW recent AS SELECT id FROM orders;)sql";

TEST_F(Readme, ShowsTheReportOfADrift) {
  ASSERT_EQ(database().run(kDrifted).err, "");
  const std::string shown = block("$ tenon check postgresql:///shop schema.json\n");
  EXPECT_EQ(carried_out(shown), shown);
}

TEST_F(Readme, ShowsTheScriptThatIsWrittenAndThatMendsTheDrift) {
  ASSERT_EQ(database().run(kDrifted).err, "");
  add_file("migrations/0001_begin.up.sql");
  const std::string shown = block("$ tenon generate postgresql:///shop schema.json -m \"mend\"");
  EXPECT_EQ(carried_out(shown), shown);
  const std::string script = file("migrations/0002_mend.up.sql");
  EXPECT_EQ(script, block("-- PostgreSQL: brings its own transactions"));
  EXPECT_EQ(database().run(script).err, "");
  EXPECT_EQ(check(database(), shell_quoted((project() / "examples/shop/schema.json").string())).code, 0);
}

TEST_F(Readme, ShowsALineOfTheRevision) {
  ASSERT_EQ(database().run(kDrifted).err, "");
  const std::string shown = block("    op.create_foreign_key(");
  const std::string made = carried_out(
      "$ tenon generate postgresql:///shop schema.json -m mend --style alembic --rev-id a1 --dry-run\n");
  EXPECT_NE(made.find("\n" + shown), std::string::npos) << made;
}

TEST_F(Readme, ShowsWhyAnObjectIsTheSame) {
  ASSERT_EQ(database().run(kDrifted).err, "");
  const std::string shown = block("$ tenon explain ");
  EXPECT_EQ(carried_out(shown), shown);
}

TEST_F(Readme, ShowsFaultsThatLintFinds) {
  ASSERT_EQ(database()
                .run("CREATE TABLE customer (id integer PRIMARY KEY, email text NOT NULL UNIQUE);"
                     "CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer REFERENCES customer);"
                     "CREATE UNIQUE INDEX customer_email ON customer (email);")
                .err,
            "");
  const std::string shown = block("$ tenon lint ");
  EXPECT_EQ(carried_out(shown), shown);
}

TEST_F(Readme, ShowsNamesThatAreNotTheConventions) {
  ASSERT_EQ(database()
                .run("CREATE TABLE customer (id integer PRIMARY KEY, email text UNIQUE);"
                     "CREATE TABLE orders (id integer CONSTRAINT pk_orders PRIMARY KEY, customer_id integer "
                     "REFERENCES customer, total numeric CHECK (total > 0), placed_at timestamp);"
                     "CREATE INDEX ix_orders_placed ON orders (placed_at);"
                     "CREATE INDEX ON orders (customer_id);")
                .err,
            "");
  const std::string shown = block("$ tenon names ");
  EXPECT_EQ(carried_out(shown), shown);
}

}  // namespace
}  // namespace tenon::test::this_file
