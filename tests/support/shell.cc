#include "tests/support/shell.h"

#include <stdlib.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>

namespace tenon::test {

namespace fs = std::filesystem;

Ran shell(const std::string& command, std::string_view input) {
  const TempFolder folder;
  write_file(folder.file("in"), input);
  write_file(folder.file("command"), command);
  // In a job of a CI service the program says more than where a user types.
  const std::string line = "env -u GITHUB_ACTIONS -u GITHUB_STEP_SUMMARY -u GITLAB_CI bash " +
                           folder.file("command") + " < " + folder.file("in") + " > " + folder.file("out") +
                           " 2> " + folder.file("err");
  const int status = std::system(line.c_str());
  Ran ran;
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ran.out = read_file(folder.file("out"));
  ran.err = read_file(folder.file("err"));
  return ran;
}

std::string shell_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

TempFolder::TempFolder() {
  std::string name = (fs::temp_directory_path() / "tenon-test-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a temporary folder");
  path_ = name;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void write_file(const fs::path& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file) throw std::runtime_error("cannot write " + path.string());
}

std::string required_environment(const char* name) {
  const char* value = std::getenv(name);
  if (!value || !*value)
    throw std::runtime_error(std::string(name) +
                             " is not set; run the tests by tools/test, or a program of them under "
                             "tools/with-postgres");
  return value;
}

bool is_one_round() {
  const char* rounds = std::getenv("TENON_ROUNDS");
  return rounds && std::string_view(rounds) == "one";
}

}  // namespace tenon::test
