#include "tests/support/postgres.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>

namespace tenon::test {

namespace {

std::string random_name() {
  constexpr char kLetters[] = "abcdefghijklmnopqrstuvwxyz";
  std::random_device random;
  std::string name = "tenon_";
  for (int i = 0; i < 16; ++i) name += kLetters[random() % 26];
  return name;
}

/// A text in a file for as long as a command needs it.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text) {
    const int file = mkstemp(path_);
    if (file < 0) throw std::runtime_error("cannot make a file in /tmp");
    close(file);
    std::ofstream(path_) << text;
  }
  ~TemporaryFile() { unlink(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const char* path() const { return path_; }

 private:
  char path_[32] = "/tmp/tenon-test.XXXXXX";
};

std::string shell_quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string psql(const std::string& url, const std::string& options, const std::string& sql) {
  const TemporaryFile file(sql);
  return output_of("psql -X -q -v ON_ERROR_STOP=1 " + options + " -f " + file.path() + " " +
                   shell_quoted(url));
}

/// `postgresql://user@/database?host=...` with another database, and another user where one is given.
std::string changed(std::string url, const std::string& database, const std::string& role) {
  const auto user = url.find("://") + 3;
  const auto at = url.find('@', user);
  const auto slash = url.find('/', at);
  const auto query = std::min(url.find('?', slash), url.size());
  url.replace(slash + 1, query - slash - 1, database);
  return role.empty() ? url : url.replace(user, at - user, role);
}

}  // namespace

std::string postgres_server() {
  const char* url = std::getenv("TENON_TEST_POSTGRES");
  if (url == nullptr || *url == '\0')
    throw std::runtime_error(
        "TENON_TEST_POSTGRES names no server; run this test under tools/with-postgres, or tools/test");
  return url;
}

std::string output_of(const std::string& command) {
  std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  std::string output;
  char buffer[4096];
  for (std::size_t got; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) output.append(buffer, got);
  const int status = pclose(pipe);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw std::runtime_error(command + " failed:\n" + output);
  return output;
}

TemporaryDatabase::TemporaryDatabase() : name_(random_name()) {
  psql(postgres_server(), "", "CREATE DATABASE " + name_);
}

TemporaryDatabase::TemporaryDatabase(const std::string& sql) : TemporaryDatabase() { run(sql); }

TemporaryDatabase::~TemporaryDatabase() {
  try {
    psql(postgres_server(), "", "DROP DATABASE " + name_ + " WITH (FORCE)");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
  }
}

std::string TemporaryDatabase::url(const std::string& role) const {
  return changed(postgres_server(), name_, role);
}

void TemporaryDatabase::run(const std::string& sql) const { psql(url(), "", sql); }

std::string TemporaryDatabase::query(const std::string& sql) const {
  std::string rows = psql(url(), "-A -t", sql);
  if (!rows.empty() && rows.back() == '\n') rows.pop_back();
  return rows;
}

std::string TemporaryDatabase::dump() const {
  std::istringstream lines(output_of("pg_dump --schema-only --no-owner " + shell_quoted(url())));
  std::string kept;
  for (std::string line; std::getline(lines, line);)
    if (!line.starts_with("--") && !line.starts_with("\\restrict") && !line.starts_with("\\unrestrict"))
      kept += line + "\n";
  return kept;
}

}  // namespace tenon::test
