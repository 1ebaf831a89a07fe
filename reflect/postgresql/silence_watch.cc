// Ends a connection whose server says nothing.

#include "reflect/postgresql/silence_watch.h"

#include <signal.h>
#include <sys/socket.h>

namespace tenon {

SilenceWatch::SilenceWatch(int socket, std::chrono::milliseconds most) : socket_(socket), most_(most) {
  if (most_.count() == 0) return;
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);  // signals are for the threads that expect them
  thread_ = std::thread([this] { watch(); });
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

SilenceWatch::~SilenceWatch() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    is_done_ = true;
  }
  is_over_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void SilenceWatch::heard() {
  const std::lock_guard<std::mutex> lock(mutex_);
  last_ = Clock::now();
}

std::chrono::milliseconds SilenceWatch::silence() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - last_);
}

void SilenceWatch::watch() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!is_done_ && Clock::now() < last_ + most_)
    is_over_.wait_until(lock, last_ + most_, [this] { return is_done_; });
  if (is_done_) return;
  has_ended_ = true;
  shutdown(socket_, SHUT_RDWR);
}

}  // namespace tenon
