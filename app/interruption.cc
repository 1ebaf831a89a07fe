// Waits for the signals that end a run, in a thread of its own.

#include "app/interruption.h"

#include <pthread.h>
#include <spdlog/spdlog.h>

namespace tenon {

namespace {

std::atomic<bool> is_one_there = false;

}  // namespace

bool Interruption::is_awaited() { return is_one_there; }

Interruption::Interruption() : waiter_([this] { wait(); }) { is_one_there = true; }

Interruption::~Interruption() {
  is_one_there = false;
  is_done_ = true;
  pthread_kill(waiter_.native_handle(), SIGTERM);
  waiter_.join();
}

void Interruption::wait() {
  const sigset_t set = ending_signals();
  int signal = 0;
  sigwait(&set, &signal);
  if (is_done_) return;
  spdlog::warn("interrupted: what runs is cancelled, what is finished is kept; once more ends at once");
  stop_.request_stop();
  sigwait(&set, &signal);
  if (is_done_) return;
  ::signal(signal, SIG_DFL);
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, signal);
  pthread_sigmask(SIG_UNBLOCK, &one, nullptr);
  raise(signal);
}

}  // namespace tenon
