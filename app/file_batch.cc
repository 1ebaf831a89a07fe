// Writes files as drafts and puts all of them in place together, or none.

#include "app/file_batch.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <random>

#include "model/error.h"

namespace tenon {

namespace fs = std::filesystem;

namespace {

constexpr int kMostLinks = 40;  // as Linux follows in one path, path_resolution(7)

const char* advice(int fault) {
  switch (fault) {
    case ENOENT:
      return "; make the folder first";
    case ENOTDIR:
      return "; a part of the path is a file";
    case EISDIR:
      return "; name a file in it";
    case EACCES:
    case EPERM:
    case EROFS:
      return "; choose a folder and a file that are yours to write";
    case ENOSPC:
    case EDQUOT:
      return "; make room, or choose another place";
    case EFBIG:
      return "; allow larger files (ulimit -f), or choose another place";
    default:
      return "";
  }
}

Reason reason_of(int fault) {
  if (fault == EACCES || fault == EPERM || fault == EROFS) return Reason::kRights;
  return fault == ENOENT || fault == ENOTDIR || fault == EISDIR ? Reason::kParse : Reason::kInternal;
}

[[noreturn]] void refuse(const std::string& path, int fault) {
  throw Error(Fault::kRefused, reason_of(fault),
              "cannot write " + path + ": " + std::strerror(fault) + advice(fault));
}

/// Waits for a full pipe or terminal that another program has made non-blocking.
void wait_until_writable(int handle) {
  pollfd one = {handle, POLLOUT, 0};
  poll(&one, 1, -1);
  errno = EAGAIN;
}

/// Writes the whole text; returns false with the reason in errno.
bool write_all(int handle, std::string_view text) {
  while (!text.empty()) {
    const ssize_t done = write(handle, text.data(), text.size());
    if (done < 0 && errno == EAGAIN) wait_until_writable(handle);
    if (done < 0 && errno != EINTR && errno != EAGAIN) return false;
    if (done > 0) text.remove_prefix(static_cast<std::size_t>(done));
  }
  return true;
}

std::string folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

bool is_descriptor(const std::string& path) {
  return path.starts_with("/proc/") || path.starts_with("/dev/fd/") || path == "/dev/stdin" ||
         path == "/dev/stdout" || path == "/dev/stderr";
}

/// Returns the target of symbolic links, whether it exists or not; stops at a path that names a descriptor.
std::string link_target(std::string path) {
  std::error_code none;
  for (int links = 0; fs::is_symlink(fs::symlink_status(path, none)) && !is_descriptor(path); ++links) {
    if (links == kMostLinks) refuse(path, ELOOP);
    const fs::path target = fs::read_symlink(path, none);
    path = target.is_absolute() ? target.string() : (fs::path(path).parent_path() / target).string();
  }
  return path;
}

/// Returns the open descriptor that a path names; nullopt if it names none.
std::optional<int> descriptor(const std::string& path) {
  if (path == "/dev/stdout") return STDOUT_FILENO;
  if (path == "/dev/stderr") return STDERR_FILENO;
  for (const std::string_view prefix : {"/dev/fd/", "/proc/self/fd/"}) {
    if (!path.starts_with(prefix)) continue;
    int number = -1;
    const char* end = path.data() + path.size();
    const auto read = std::from_chars(path.data() + prefix.size(), end, number);
    if (read.ec == std::errc() && read.ptr == end) return number;
  }
  return std::nullopt;
}

std::string random_suffix() {
  std::random_device source;
  std::string text;
  while (text.size() < 16) text += "0123456789abcdef"[source() % 16];
  return text;
}

}  // namespace

/// A file that is complete, but not yet in its place.
class FileBatch::Draft {
 public:
  /// `path` is what messages name, `target` is the file itself.
  Draft(std::string path, std::string target, bool is_new)
      : path_(std::move(path)), target_(std::move(target)), is_new_(is_new) {
    name_ = folder_of(target_) + "/.tenon-" + random_suffix();
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    if (is_placed_ && !is_kept_) take_back();
    if (handle_ >= 0) close(handle_);
    if (has_name_) unlink(name_.c_str());
  }

  /// Opens a file without a name; returns false if the file system does not support that.
  bool open_nameless() {
    if (access("/proc/self/fd", X_OK) != 0) return false;
    handle_ = open(folder_of(target_).c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
    return handle_ >= 0;
  }
  void open_named() {
    handle_ = open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (handle_ < 0) refuse(path_, errno);
    has_name_ = true;
  }
  void fill(const std::string& text) {
    if (!is_new_) take_permissions();
    if (!write_all(handle_, text) || fsync(handle_) != 0) refuse(path_, errno);
  }
  void place() {
    if (is_new_)
      place_new();
    else
      place_instead();
    is_placed_ = true;
  }
  void keep() { is_kept_ = true; }

 private:
  /// Takes the permissions of the existing file, and its owner if that is allowed.
  void take_permissions() const {
    struct stat before = {};
    if (stat(target_.c_str(), &before) != 0) return;
    if (fchown(handle_, before.st_uid, before.st_gid) != 0) errno = 0;  // only root may give files away
    if (fchmod(handle_, before.st_mode & 07777U) != 0) refuse(path_, errno);
  }

  /// A hard link fails if a file exists there; a rename would replace it.
  bool link_as(const std::string& name) const {
    if (has_name_) return link(name_.c_str(), name.c_str()) == 0;
    const std::string self = "/proc/self/fd/" + std::to_string(handle_);
    return linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
  }

  void place_new() const {
    if (link_as(target_)) return;
    if (errno != EEXIST) refuse(path_, errno);
    throw Error(Fault::kRefused, "cannot write " + path_ +
                                     ": it is already there, and is never overwritten; move it away or "
                                     "choose another --rev-id or --dir");
  }

  /// Exchanges the draft with the existing file, so that this can be undone. Renames it if there is no file
  /// or if the file system cannot exchange files.
  void place_instead() {
    if (!has_name_ && !link_as(name_)) refuse(path_, errno);
    has_name_ = true;
    is_exchanged_ = renameat2(AT_FDCWD, name_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) == 0;
    if (is_exchanged_) return;
    const bool was_there = errno != ENOENT;
    if (rename(name_.c_str(), target_.c_str()) != 0) refuse(path_, errno);
    has_name_ = false;
    is_first_ = !was_there;
  }

  void take_back() const {
    if (is_exchanged_)
      renameat2(AT_FDCWD, name_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE);
    else if (is_new_ || is_first_)
      unlink(target_.c_str());
  }

  std::string path_;
  std::string target_;
  std::string name_;  ///< the name of the draft, while it has one
  bool is_new_;
  int handle_ = -1;
  bool has_name_ = false;
  bool is_placed_ = false;
  bool is_exchanged_ = false;  ///< the former file is now at `name_`
  bool is_first_ = false;      ///< there was no file before
  bool is_kept_ = false;
};

FileBatch::FileBatch() = default;
FileBatch::~FileBatch() {
  drafts_.clear();
  std::error_code none;
  for (const std::string& folder : made_folders_) fs::remove(folder, none);  // unless something is in it
}

void FileBatch::create(const NewFile& file) {
  const fs::path folder = fs::path(file.path).parent_path();
  std::error_code fault;
  std::vector<std::string> missing;
  for (fs::path each = folder; !each.empty() && !fs::exists(each, fault); each = each.parent_path())
    missing.push_back(each.string());
  fault.clear();
  made_folders_.insert(made_folders_.begin(), missing.begin(), missing.end());
  if (!folder.empty()) fs::create_directories(folder, fault);
  if (fault) refuse(folder.string(), fault.value());
  prepare(file, true);
}

void FileBatch::replace(const NewFile& file) { prepare(file, false); }

void FileBatch::prepare(const NewFile& file, bool is_new) {
  if (!is_new) require_writable(file.path);
  auto draft = std::make_unique<Draft>(file.path, is_new ? file.path : link_target(file.path), is_new);
  if (!draft->open_nameless()) {
    if (!held_) held_.emplace();
    draft->open_named();
  }
  draft->fill(file.text);
  drafts_.push_back(std::move(draft));
}

void FileBatch::commit() {
  if (!held_) held_.emplace();
  for (const auto& draft : drafts_) draft->place();
  for (const auto& draft : drafts_) draft->keep();
  drafts_.clear();
  made_folders_.clear();
}

bool is_stream(const std::string& path) {
  if (is_descriptor(link_target(path))) return true;
  std::error_code none;
  const fs::file_status status = fs::status(path, none);
  return fs::is_other(status);
}

void require_writable(const std::string& path) {
  const std::string target = link_target(path);
  if (is_descriptor(target)) return;
  struct stat there = {};
  const bool is_there = stat(target.c_str(), &there) == 0;
  if (!is_there && errno != ENOENT) refuse(path, errno);
  if (is_there && S_ISDIR(there.st_mode)) refuse(path, EISDIR);
  if (is_there && access(target.c_str(), W_OK) != 0) refuse(path, errno);
  if (is_there && !S_ISREG(there.st_mode)) return;
  if (access(folder_of(target).c_str(), W_OK | X_OK) != 0) refuse(path, errno);
}

void write_stream(const std::string& path, std::string_view text) {
  const std::string target = link_target(path);
  const std::optional<int> opened = descriptor(target);
  const int handle = opened ? *opened : open(target.c_str(), O_WRONLY | O_CLOEXEC);
  if (handle < 0) refuse(path, errno);
  const bool is_written = write_all(handle, text);
  const int fault = errno;
  if (!opened) close(handle);
  if (!is_written) refuse(path, fault);
}

void append_to(const std::string& path, std::string_view text) {
  const int handle = open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (handle < 0) refuse(path, errno);
  struct stat before = {};
  const bool is_known = fstat(handle, &before) == 0;
  const bool is_written = write_all(handle, text);
  const int fault = errno;
  if (!is_written && is_known && S_ISREG(before.st_mode) && ftruncate(handle, before.st_size) != 0)
    errno = fault;  // the first fault is what is told
  close(handle);
  if (!is_written) refuse(path, fault);
}

void write_stdout(std::string_view text) {
  if (write_all(STDOUT_FILENO, text)) return;
  const int fault = errno;
  throw Error(
      Fault::kRefused, fault == EPIPE ? Reason::kGone : reason_of(fault),
      "cannot write to stdout: " +
          (fault == EBADF ? std::string("it is closed") : std::strerror(fault) + std::string(advice(fault))));
}

}  // namespace tenon
