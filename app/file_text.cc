// Reads a file that holds text, and says of one that holds something else what it is and what to write.

#include "app/file_text.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "model/connection_parameters.h"
#include "model/connection_text.h"
#include "model/error.h"
#include "model/redaction.h"

namespace tenon {

namespace fs = std::filesystem;

namespace {

constexpr const char* kUrls =
    "write postgresql://user@host:5432/database or sqlite:///file.db, the password in PGPASSWORD or "
    "~/.pgpass";

/// How the path of a SQLite database is written as a URL: three slashes, then the path, in which a ? would
/// begin the query.
std::string sqlite_url(const std::string& path) {
  std::string url = "sqlite:///";
  for (const char c : path)
    url += c == '?' ? std::string("%3F") : c == '%' ? std::string("%25") : std::string(1, c);
  return url;
}

/// Whether a path is named as SQLite databases are.
bool is_named_as_database(const std::string& path) {
  const std::string extension = fs::path(path).extension().string();
  return extension == ".db" || extension == ".db3" || extension == ".sqlite" || extension == ".sqlite3";
}

/// What a JDBC URL is as a URL of tenon's, without what is secret.
std::string without_jdbc(const std::string& path) {
  constexpr std::string_view kSqliteFile = "sqlite:";
  const std::string inner = path.substr(std::string_view("jdbc:").size());
  if (inner.starts_with("postgresql://"))
    return "write " + redacted(inner.substr(0, inner.find('?'))) +
           ", the user before the host (postgresql://user@host/database), the password in PGPASSWORD or "
           "~/.pgpass";
  if (inner.starts_with(kSqliteFile))
    return "write sqlite:///" + inner.substr(kSqliteFile.size(), inner.find('?') - kSqliteFile.size());
  return kUrls;
}

/// What a source that cannot be opened as a file is instead, and what to write.
std::string what_else(const std::string& path, int fault) {
  if (path.empty()) return "the name is empty; " + std::string(kUrls) + ", or the path of a schema file";
  if (path.starts_with("jdbc:")) return "a JDBC URL is not read; " + without_jdbc(path);
  if (is_keyword_string(path))
    return std::string("a connection string of keywords is not read; ") + kUrls +
           " (any keyword of libpq can follow a ?: postgresql:///database?host=/run/postgresql)";
  if (is_mistyped_url(path)) return std::string("it is neither a URL nor a file; ") + kUrls;
  const std::string why = std::strerror(fault);
  if (fault == ENOENT && is_named_as_database(path))
    return why + "; a SQLite database is written as a URL: " + sqlite_url(path);
  if (fault == EBADF && path == "-") return "stdin is closed; give it a schema, or name a file";
  if (fault == EIO) return why + "; the disk, or what the file lies on, does not give it back";
  return why + "; give a database URL (postgresql://, sqlite:///) or a schema file";
}

Reason reason_of_unreadable(int fault) {
  if (fault == EACCES || fault == EPERM) return Reason::kRights;
  const bool is_of_machine = fault == EIO || fault == ENOMEM || fault == EMFILE || fault == ENFILE;
  return is_of_machine ? Reason::kInternal : Reason::kParse;
}

/// How every SQLite database begins (file format, 1.3.1).
constexpr std::string_view kDatabaseHeader("SQLite format 3\0", 16);

/// Reads a descriptor to its end, or the beginning of a database, which may be large; false leaves the reason
/// in errno.
bool read_all(int handle, std::string& text) {
  std::array<char, 65536> some;
  while (!text.starts_with(kDatabaseHeader)) {
    const ssize_t size = read(handle, some.data(), some.size());
    if (size == 0) return true;
    if (size < 0 && errno != EINTR) return false;
    if (size > 0) text.append(some.data(), static_cast<std::size_t>(size));
  }
  return true;
}

/// Which of UTF-16's byte orders, or UTF-32, a text begins with the mark of; empty: none.
std::string_view encoding_by_mark(std::string_view text) {
  using namespace std::string_view_literals;
  if (text.starts_with("\xff\xfe\0\0"sv) || text.starts_with("\0\0\xfe\xff"sv)) return "UTF-32";
  if (text.starts_with("\xff\xfe"sv)) return "UTF-16 (little endian)";
  return text.starts_with("\xfe\xff"sv) ? "UTF-16 (big endian)" : "";
}

/// Whether every second byte at the beginning is zero, as in UTF-16 without a mark.
bool looks_like_utf16(std::string_view text) {
  constexpr std::size_t kEnough = 4;
  if (text.size() < kEnough) return false;
  const bool first = text[0] == '\0';
  for (std::size_t i = 0; i < kEnough; ++i)
    if ((text[i] == '\0') != ((i % 2 == 0) == first)) return false;
  return true;
}

/// What a text is that holds no UTF-8, and what to do; empty: it may be UTF-8.
std::string why_no_text(const std::string& path, std::string_view text) {
  if (text.starts_with(kDatabaseHeader))
    return "it is a SQLite database, not a schema file; write " +
           (path == "-" ? "its path behind sqlite:///" : sqlite_url(path));
  const std::string again = "; save it as UTF-8 (iconv -f UTF-16 -t UTF-8, or the editor's encoding)";
  if (const std::string_view encoding = encoding_by_mark(text); !encoding.empty())
    return "it is " + std::string(encoding) + again;
  if (looks_like_utf16(text)) return "it is UTF-16 without a byte order mark" + again;
  const std::size_t zero = text.find('\0');
  if (zero == std::string_view::npos) return "";
  return "byte " + std::to_string(zero + 1) +
         " is zero, which no text holds; a schema is JSON or SQL in UTF-8";
}

/// The name of a file in a message.
std::string source_name(const std::string& path) {
  return path.empty() ? "a source" : path == "-" ? "stdin" : redacted(path);
}

}  // namespace

void fail_to_read(const std::string& path, int fault) {
  throw Error(Fault::kDeclaration, reason_of_unreadable(fault),
              "cannot read " + source_name(path) + ": " + what_else(path, fault));
}

std::optional<std::string> bytes_of(const std::string& path) {
  const bool is_stdin = path == "-";
  const int handle = is_stdin ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) return std::nullopt;
  std::string bytes;
  const bool is_read = read_all(handle, bytes);
  const int fault = errno;
  if (!is_stdin) close(handle);
  errno = fault;
  if (!is_read) return std::nullopt;
  return bytes;
}

std::string file_text(const std::string& path) {
  std::optional<std::string> text = bytes_of(path);
  if (!text) fail_to_read(path, errno);
  if (const std::string why = why_no_text(path, *text); !why.empty())
    throw Error(Fault::kDeclaration, "cannot read " + source_name(path) + ": " + why);
  return *std::move(text);
}

}  // namespace tenon
