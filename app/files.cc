#include "app/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string_view>

#include "model/error.h"

namespace tenon {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw Error(Fault::kRefused, "cannot write " + path + ": " + why);
}

/// A file under a temporary name beside its place; gone with the object.
class Draft {
 public:
  explicit Draft(const NewFile& file)
      : path_(file.path), draft_(file.path + ".tenon-" + std::to_string(getpid())) {
    const int handle = open(draft_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (handle < 0) refuse(path_, std::strerror(errno));
    const bool written = write_all(handle, file.text) && fsync(handle) == 0;
    const int fault = errno;
    close(handle);
    if (written) return;
    unlink(draft_.c_str());
    refuse(path_, std::strerror(fault));
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    unlink(draft_.c_str());
    if (placed_ && !kept_) unlink(path_.c_str());
  }

  /// A hard link fails where a file stands, which a rename would not.
  void place() {
    if (link(draft_.c_str(), path_.c_str()) != 0)
      refuse(path_, errno == EEXIST
                        ? "it is already there, and a migration is never overwritten; move it away or "
                          "choose another --rev-id or --dir"
                        : std::strerror(errno));
    placed_ = true;
  }
  void keep() { kept_ = true; }

 private:
  static bool write_all(int handle, std::string_view text) {
    while (!text.empty()) {
      const ssize_t done = write(handle, text.data(), text.size());
      if (done < 0 && errno != EINTR) return false;
      if (done > 0) text.remove_prefix(static_cast<std::size_t>(done));
    }
    return true;
  }

  std::string path_;
  std::string draft_;
  bool placed_ = false;
  bool kept_ = false;
};

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

void write_new_files(const std::vector<NewFile>& files) {
  for (const NewFile& file : files) {
    const fs::path folder = fs::path(file.path).parent_path();
    std::error_code fault;
    if (!folder.empty()) fs::create_directories(folder, fault);
    if (fault) refuse(folder.string(), fault.message());
  }
  std::vector<std::unique_ptr<Draft>> drafts;
  for (const NewFile& file : files) drafts.push_back(std::make_unique<Draft>(file));
  for (const auto& draft : drafts) draft->place();
  for (const auto& draft : drafts) draft->keep();
}

std::string slug(const std::string& message) {
  constexpr std::size_t kLongest = 40;
  std::string text;
  for (const char c : message) {
    if (is_word_byte(c))
      text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!text.empty() && text.back() != '_')
      text += '_';
  }
  while (text.ends_with('_')) text.pop_back();
  if (text.size() > kLongest) {
    text.resize(kLongest);
    if (const auto cut = text.rfind('_'); cut != std::string::npos) text.resize(cut);
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
  }
  return text;
}

}  // namespace tenon
