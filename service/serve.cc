// Runs a replica until a signal ends it.

#include "service/serve.h"

#include <signal.h>
#include <spdlog/spdlog.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <optional>
#include <thread>

#include "app/held_signals.h"
#include "service/replica.h"
#include "service/service_manager.h"

namespace tenon {

namespace {

using Clock = std::chrono::steady_clock;

/// Waits for a signal that ends or reloads; 0: none came in this time.
int awaited_signal(std::chrono::milliseconds patience) {
  const sigset_t set = ending_signals();
  timespec time{};
  time.tv_sec = patience.count() / 1000;
  time.tv_nsec = patience.count() % 1000 * 1'000'000;
  const int signal = sigtimedwait(&set, nullptr, &time);
  return std::max(signal, 0);
}

/// Reads the configuration anew in a thread of its own: to list the targets of a set may take long, and a
/// signal that ends the service must not wait for it. What is asked for while one goes on is done after it.
class Reloads {
 public:
  explicit Reloads(Replica& replica) : replica_(replica) {}
  ~Reloads() {
    if (thread_.joinable()) thread_.join();
  }
  Reloads(const Reloads&) = delete;
  Reloads& operator=(const Reloads&) = delete;

  void ask() {
    if (wanted_++ > 0) return;  // the thread that goes on sees it
    if (thread_.joinable()) thread_.join();
    thread_ = std::thread([this] { work(); });
  }
  /// Begins no further one, and says nothing to the service manager any more.
  void stop() { is_stopped_ = true; }
  bool goes_on() const { return wanted_ > 0; }

 private:
  void work();
  void tell(const std::string& state) const {
    if (!is_stopped_) tell_service_manager(state);
  }

  Replica& replica_;
  std::atomic<int> wanted_ = 0;
  std::atomic<bool> is_stopped_ = false;
  std::thread thread_;
};

void Reloads::work() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  const long long microseconds = now.tv_sec * 1'000'000LL + now.tv_nsec / 1000;
  tell("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(microseconds));
  for (int asked = wanted_; asked > 0; asked = wanted_ -= asked) {
    if (!is_stopped_) replica_.reload();
  }
  tell("READY=1");
}

/// Works until SIGTERM or SIGINT.
void run(Replica& replica, Reloads& reloads) {
  const auto ping = watchdog_pause();
  const auto step = std::min<std::chrono::milliseconds>(
      std::chrono::seconds(1),
      ping ? std::chrono::duration_cast<std::chrono::milliseconds>(*ping / 2) : std::chrono::seconds(1));
  auto pinged = Clock::now();
  while (true) {
    const int signal = awaited_signal(step);
    if (signal == SIGTERM || signal == SIGINT) return;
    if (signal == SIGHUP) reloads.ask();
    if (ping && Clock::now() - pinged >= *ping && replica.is_alive()) {
      tell_service_manager("WATCHDOG=1");
      pinged = Clock::now();
    }
  }
}

/// How long what is left may take once somebody does not want to wait.
constexpr std::chrono::seconds kAfterSecond(10);

/// Ends the process: something does not end although it was told to. Other replicas take the jobs.
[[noreturn]] void give_up() {
  spdlog::error("something did not end in time, and is left as it is; what is finished is in the store");
  std::_Exit(1);
}

/// Ends the process although something goes on: the jobs are given back and the requests answered, and
/// threads that are left behind must not meet a program that is taken apart.
[[noreturn]] void leave() {
  spdlog::info("ended; something that nobody waits for was still going on");
  spdlog::shutdown();
  std::_Exit(0);
}

/// Ends a replica; another signal takes the time away that running audits have.
void end(Replica& replica) {
  tell_service_manager("STOPPING=1");
  std::atomic<bool> is_done = false;
  std::thread ending([&] {
    replica.drain();
    is_done = true;
  });
  std::optional<Clock::time_point> abandoned;
  while (!is_done) {
    const int signal = awaited_signal(std::chrono::milliseconds(50));
    if (!abandoned && (signal == SIGTERM || signal == SIGINT)) {
      replica.abandon();
      abandoned = Clock::now();
    }
    if (abandoned && Clock::now() - *abandoned > kAfterSecond) give_up();
  }
  ending.join();
}

}  // namespace

int served(const ServeRequest& request) {
  const HeldSignals held;
  Replica replica(request.read);
  replica.start();
  tell_service_manager("READY=1");
  Reloads reloads(replica);
  run(replica, reloads);
  reloads.stop();
  end(replica);
  if (reloads.goes_on() || replica.has_left_behind()) leave();
  return 0;
}

}  // namespace tenon
