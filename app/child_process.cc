// Starts a program in a process group of its own and reads two pipes until they end.

#include "app/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

extern char** environ;

namespace tenon {

namespace {

using ProgramClock = std::chrono::steady_clock;
using ProgramEnd = ProgramResult::End;

// How soon a program is killed once nobody wants its output any more.
constexpr long kLookForStop = 50;

/// When a program is killed.
struct ProgramLimits {
  ProgramClock::time_point until;
  std::size_t most;
  const std::stop_token& stop;
};

/// A descriptor that is closed with the object.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }
  int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_ = -1;
};

struct Pipe {
  Descriptor read;
  Descriptor write;
};

Pipe make_pipe() {
  std::array<int, 2> ends{-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return Pipe{Descriptor(), Descriptor()};
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

/// Starts the program; 0, or errno.
int start(const std::vector<std::string>& argv, const Pipe& out, const Pipe& err, pid_t& child) {
  std::vector<char*> words;
  for (const std::string& word : argv) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.write.number(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.write.number(), STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;  // the program itself ignores SIGPIPE and may hold signals back
  sigset_t usual;
  sigemptyset(&none);
  sigfillset(&usual);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &usual);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes,
                           POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  const int fault = posix_spawnp(&child, words.front(), &actions, &attributes, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return fault;
}

/// Reads what is there; false: the pipe has ended.
bool take(const Descriptor& from, std::string& to) {
  std::array<char, 4096> some;
  const ssize_t size = read(from.number(), some.data(), some.size());
  if (size < 0) return errno == EINTR || errno == EAGAIN;
  to.append(some.data(), static_cast<std::size_t>(size));
  return size > 0;
}

/// Reads both pipes until they end, the time is over, too much has come, or nobody wants it.
ProgramEnd read_both(ProgramResult& result, Pipe& out, Pipe& err, const ProgramLimits& limits) {
  while (out.read.number() >= 0 || err.read.number() >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(limits.until - ProgramClock::now()).count();
    if (left <= 0) return ProgramEnd::kTimedOut;
    if (limits.stop.stop_requested()) return ProgramEnd::kStopped;
    std::array<pollfd, 2> wanted{{{out.read.number(), POLLIN, 0}, {err.read.number(), POLLIN, 0}}};
    const int ready =
        poll(wanted.data(), wanted.size(), static_cast<int>(std::min<long>(left, kLookForStop)));
    if (ready < 0 && errno != EINTR) return ProgramEnd::kTimedOut;
    if (ready <= 0) continue;
    if (wanted[0].revents != 0 && !take(out.read, result.out)) out.read.close();
    if (wanted[1].revents != 0 && !take(err.read, result.err)) err.read.close();
    if (result.out.size() > limits.most) return ProgramEnd::kTooMuch;
    if (result.err.size() > limits.most) result.err.resize(limits.most);
  }
  return ProgramEnd::kExited;
}

/// Waits for a program that has closed its outputs, and returns how that went.
ProgramEnd ended(pid_t child, int& status, const ProgramLimits& limits) {
  for (;;) {
    const pid_t found = waitpid(child, &status, WNOHANG);
    if (found == child || (found < 0 && errno != EINTR)) return ProgramEnd::kExited;
    if (ProgramClock::now() >= limits.until) return ProgramEnd::kTimedOut;
    if (limits.stop.stop_requested()) return ProgramEnd::kStopped;
    poll(nullptr, 0, 5);
  }
}

}  // namespace

ProgramResult run_program(const std::vector<std::string>& argv, std::chrono::milliseconds time_limit,
                          std::size_t most, const std::stop_token& stop) {
  ProgramResult result;
  const ProgramLimits limits{ProgramClock::now() + time_limit, most, stop};
  Pipe out = make_pipe();
  Pipe err = make_pipe();
  pid_t child = 0;
  const int fault = out.write.number() < 0 || err.write.number() < 0 ? errno : start(argv, out, err, child);
  if (fault != 0) {
    result.end = ProgramEnd::kNotStarted;
    result.code = fault;
    return result;
  }
  out.write.close();
  err.write.close();
  result.end = read_both(result, out, err, limits);
  int status = 0;
  if (result.end == ProgramEnd::kExited) result.end = ended(child, status, limits);
  if (result.end != ProgramEnd::kExited) {
    kill(-child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return result;
  }
  if (WIFSIGNALED(status)) result.end = ProgramEnd::kSignalled;
  result.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
  return result;
}

}  // namespace tenon
