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

void reload(Replica& replica) {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  const long long microseconds = now.tv_sec * 1'000'000LL + now.tv_nsec / 1000;
  tell_service_manager("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(microseconds));
  replica.reload();
  tell_service_manager("READY=1");
}

/// Works until SIGTERM or SIGINT.
void run(Replica& replica) {
  const auto ping = watchdog_pause();
  const auto step = std::min<std::chrono::milliseconds>(
      std::chrono::seconds(1),
      ping ? std::chrono::duration_cast<std::chrono::milliseconds>(*ping / 2) : std::chrono::seconds(1));
  auto pinged = Clock::now();
  while (true) {
    const int signal = awaited_signal(step);
    if (signal == SIGTERM || signal == SIGINT) return;
    if (signal == SIGHUP) reload(replica);
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
  run(replica);
  end(replica);
  return 0;
}

}  // namespace tenon
