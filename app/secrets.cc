// Reads variables, files and programs for what must not stand in a configuration.

#include "app/secrets.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <set>

#include "app/backends.h"
#include "app/child_process.h"
#include "app/configuration.h"
#include "app/url_password.h"
#include "config/duration.h"
#include "model/error.h"
#include "model/redaction.h"
#include "model/redactor.h"
#include "model/visible.h"

namespace tenon {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostSecret = 65536;

[[noreturn]] void fail_to_fetch(const SecretReference& reference, Fault fault, Reason reason,
                                const std::string& why) {
  throw Error(fault, reason, "cannot fetch " + to_string(reference) + ": " + why);
}

/// There is nothing: without its URL a database cannot be reached.
[[noreturn]] void fail_missing_secret(const SecretReference& reference, const std::string& why) {
  fail_to_fetch(reference, Fault::kConfiguration, Reason::kConnect, why);
}

void drop_line_break(std::string& text) {
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
}

[[noreturn]] void fail_to_read_secret(const SecretReference& reference, const std::string& path) {
  const int fault = errno;
  const bool is_refused = fault == EACCES || fault == EPERM;
  fail_to_fetch(reference, is_refused ? Fault::kRights : Fault::kConfiguration,
                is_refused ? Reason::kRights : Reason::kConnect, path + ": " + std::strerror(fault));
}

/// A file that holds a secret.
struct SecretFile {
  std::string path;
  bool may_be_shared = false;  ///< others may read it as a matter of course
};

std::vector<std::string> rights_warnings_of(const SecretReference& reference, const SecretFile& file,
                                            const struct stat& found) {
  const bool is_open = S_ISREG(found.st_mode) && (found.st_mode & (S_IRGRP | S_IROTH)) != 0;
  if (!is_open || file.may_be_shared) return {};
  return {to_string(reference) + " can be read by " +
          ((found.st_mode & S_IROTH) != 0 ? "everybody" : "its group") + ": chmod 600 " + file.path};
}

/// Reads a file of a secret, with what is to be said of its rights.
FetchedSecret read_secret_file(const SecretReference& reference, const SecretFile& file) {
  const std::string& path = file.path;
  FetchedSecret made;
  const int handle = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat found {};
  if (handle < 0) fail_to_read_secret(reference, path);
  std::string text;
  std::array<char, 4096> some;
  ssize_t size = 0;
  while (text.size() <= kMostSecret && (size = read(handle, some.data(), some.size())) != 0) {
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) break;
    text.append(some.data(), static_cast<std::size_t>(size));
  }
  const int fault = errno;
  const bool is_known = fstat(handle, &found) == 0;
  close(handle);
  errno = fault;
  if (size < 0) fail_to_read_secret(reference, path);
  if (text.size() > kMostSecret)
    fail_to_fetch(reference, Fault::kConfiguration, Reason::kParse, path + " is too long for a secret");
  if (is_known) made.warnings = rights_warnings_of(reference, file, found);
  drop_line_break(text);
  made.value = text;
  return made;
}

/// systemd puts what LoadCredential= names there.
std::string path_of_secret(const SecretReference& reference) {
  const std::string& name = reference.name;
  const auto credentials = environment_variable("CREDENTIALS_DIRECTORY");
  std::error_code ignored;
  if (credentials && name.find('/') == std::string::npos &&
      fs::exists(fs::path(*credentials) / name, ignored))
    return (fs::path(*credentials) / name).string();
  return reference.folder.empty() || name.starts_with("/") ? name : reference.folder + "/" + name;
}

/// Returns the file that a reference leads to; nullopt: it leads to none.
std::optional<SecretFile> file_of_secret(const SecretReference& reference) {
  if (reference.kind == SecretKind::kEnvironment) {
    const auto path = environment_variable(reference.name + "_FILE");
    return path ? std::optional(SecretFile{*path}) : std::nullopt;
  }
  if (reference.kind != SecretKind::kFile) return std::nullopt;
  const std::string path = path_of_secret(reference);
  const auto credentials = environment_variable("CREDENTIALS_DIRECTORY");
  return SecretFile{path, credentials && path.starts_with(*credentials)};
}

FetchedSecret from_environment(const SecretReference& reference) {
  const std::string of_file = reference.name + "_FILE";
  const auto value = environment_variable(reference.name);
  const auto file = file_of_secret(reference);
  if (value && file)
    fail_to_fetch(reference, Fault::kConfiguration, Reason::kParse,
                  "both " + reference.name + " and " + of_file + " are set; one is enough");
  if (file) return read_secret_file(reference, *file);
  if (value) return {*value, {}};
  fail_missing_secret(reference, "the variable " + reference.name + " is not set, nor is " + of_file);
}

/// What was fetched since the program began: whatever says one of them must not be shown, whoever says it.
class KnownSecrets {
 public:
  void add(const SourceArgument& secret) {
    const std::lock_guard lock(mutex_);
    if (!texts_.insert(secret.exposed()).second) return;
    redactor_.add(secret.exposed());
    redactor_.add_source(secret.exposed());
  }
  Redactor redactor() {
    const std::lock_guard lock(mutex_);
    return redactor_;
  }

 private:
  std::mutex mutex_;
  std::set<std::string> texts_;
  Redactor redactor_;
};

KnownSecrets& known_secrets() {
  static KnownSecrets all;
  return all;
}

/// The first line that a program printed on stderr, without what may be secret.
std::string said_by(const ProgramResult& result) {
  constexpr std::size_t kLongest = 200;
  Redactor redactor = known_secrets().redactor();
  std::string out = result.out;
  drop_line_break(out);
  redactor.add(out);
  redactor.add_source(out);
  std::string line = result.err.substr(0, result.err.find('\n'));
  line = redactor(line).substr(0, kLongest);
  return line.empty() ? "" : "; it says: " + visible(line);
}

FetchedSecret from_command(const SecretReference& reference, const std::stop_token& stop) {
  using Ended = ProgramResult::End;
  const ProgramResult ran = run_program(reference.command, reference.time_limit, kMostSecret, stop);
  const auto fail = [&](Reason reason, const std::string& why) {
    throw Error(Fault::kConnection, reason, Healing::kMaybe,
                "cannot fetch " + to_string(reference) + ": " + why + said_by(ran));
  };
  if (ran.end == Ended::kNotStarted)
    fail_missing_secret(reference, "it cannot be started: " + std::string(std::strerror(ran.code)) +
                                       "; the first word is a program, and no shell reads the others");
  if (ran.end == Ended::kStopped) fail(Reason::kGone, "it was ended: its output is not wanted any more");
  if (ran.end == Ended::kTimedOut)
    fail(Reason::kTimeout, "it did not end within " + to_string(reference.time_limit) +
                               "; give it longer (time_limit beside command)");
  if (ran.end == Ended::kTooMuch) fail(Reason::kConnect, "it prints too much for a secret");
  if (ran.end == Ended::kSignalled)
    fail(Reason::kConnect, "it was ended by signal " + std::to_string(ran.code));
  if (ran.code != 0) fail(Reason::kConnect, "it ended with exit code " + std::to_string(ran.code));
  std::string text = ran.out;
  drop_line_break(text);
  return {text, {}};
}

/// A service may have any character in its name.
std::string url_of_service(const std::string& name) {
  return "postgresql:///?service=" + percent_encoded(name);
}

}  // namespace

FetchedSecret fetched(const SecretReference& reference, const std::stop_token& stop) {
  FetchedSecret made;
  switch (reference.kind) {
    case SecretKind::kNone:
      break;
    case SecretKind::kText:
      made.value = reference.text;
      break;
    case SecretKind::kEnvironment:
      made = from_environment(reference);
      break;
    case SecretKind::kFile:
      made = read_secret_file(reference, *file_of_secret(reference));
      break;
    case SecretKind::kService:
      made.value = url_of_service(reference.name);
      break;
    case SecretKind::kCommand:
      made = from_command(reference, stop);
      break;
  }
  if (made.value.empty()) fail_missing_secret(reference, "it is empty");
  known_secrets().add(made.value);
  return made;
}

FetchedSecret fetched_url(const SecretReference& reference, const std::stop_token& stop) {
  FetchedSecret made = fetched(reference, stop);
  const std::string& text = made.value.exposed();
  if (text.find('\n') != std::string::npos || text.find('\0') != std::string::npos)
    fail_to_fetch(reference, Fault::kConfiguration, Reason::kParse, "it is more than one line");
  if (scheme(made.value).empty())
    fail_to_fetch(reference, Fault::kConfiguration, Reason::kParse,
                  "it is no URL of a database; write postgresql://user@host:5432/database or "
                  "sqlite:///file.db there");
  for (const SecretReference& reference_of_password : reference.password) {
    FetchedSecret password = fetched(reference_of_password, stop);
    made.value =
        with_password(made.value, password.value, "the password " + to_string(reference_of_password));
    for (std::string& warning : password.warnings) made.warnings.push_back(std::move(warning));
  }
  return made;
}

std::optional<SourceArgument> url_at_hand(const SecretReference& reference) {
  const bool is_far =
      reference.empty() || reference.kind == SecretKind::kCommand || file_of_secret(reference);
  if (is_far) return std::nullopt;
  SecretReference alone = reference;
  alone.password.clear();  // where it leads is known without it
  try {
    return fetched_url(alone).value;
  } catch (const Error&) {  // who fetches it says what is wrong
    return std::nullopt;
  }
}

std::vector<std::string> rights_warnings(const SecretReference& reference) {
  const auto file = file_of_secret(reference);
  struct stat found {};
  std::vector<std::string> all;
  if (file && stat(file->path.c_str(), &found) == 0) all = rights_warnings_of(reference, *file, found);
  for (const SecretReference& password : reference.password)
    for (std::string& warning : rights_warnings(password)) all.push_back(std::move(warning));
  return all;
}

bool is_given_by_environment(const std::string& variable) {
  return environment_variable(variable) || environment_variable(variable + "_FILE");
}

std::optional<FetchedSecret> url_of_environment(const std::string& variable) {
  if (!is_given_by_environment(variable)) return std::nullopt;
  return fetched_url({.kind = SecretKind::kEnvironment, .name = variable});
}

}  // namespace tenon
