#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace tenon::test {

/// What a command came to.
struct Ran {
  int code = -1;
  std::string out;
  std::string err;
};

/// Runs a command line by bash with `input` on its stdin. A command killed by a signal gives 128 + signal.
Ran shell(const std::string& command, std::string_view input = {});

/// `text` as one word of bash.
std::string shell_quoted(std::string_view text);

/// A folder that is gone with the object.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  /// The path of a file in it.
  std::string file(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view text);

/// A variable of the environment that a test cannot do without. Throws std::runtime_error naming what to
/// run instead when it is not set.
std::string required_environment(const char* name);

/// Whether tests with many rounds of their own are to run fewer of them (tools/run_tests.py --rounds one).
bool is_one_round();

}  // namespace tenon::test
