// Runs the work of requests in threads that can be left behind.

#include "service/api/bounded_work.h"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
#include <thread>
#include <utility>

#include "config/duration.h"
#include "service/api/problem.h"

namespace tenon {

namespace {

std::counting_semaphore<kBoundedWorks> free_places(kBoundedWorks);
std::atomic<std::size_t> left_behind = 0;

/// What a work and who waits for it share.
struct SharedWork {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::optional<HttpResponse> made;
  std::exception_ptr failure;
  bool is_done = false;
  bool is_left_behind = false;

  void end() {
    const std::lock_guard lock(mutex);
    is_done = true;
    if (is_left_behind) --left_behind;
    free_places.release();
    changed.notify_all();
  }

  /// Waits for the work; false: it is left behind.
  bool ended(std::chrono::milliseconds limit, const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    changed.wait_for(lock, stop, limit, [this] { return is_done; });
    if (is_done) return true;
    is_left_behind = true;
    ++left_behind;
    return false;
  }
};

void take_place() {
  if (!free_places.try_acquire_for(std::chrono::seconds(5)))
    throw RequestRefused({503, "busy", "Too much of this at once", "ask again in a while"});
}

void begin(const std::shared_ptr<SharedWork>& shared, std::stop_token stop,
           std::function<HttpResponse(const std::stop_token&)> work) {
  take_place();
  try {
    std::thread([shared, stop = std::move(stop), work = std::move(work)]() mutable {
      try {
        shared->made = work(stop);
      } catch (...) {
        shared->failure = std::current_exception();
      }
      work = nullptr;  // what it owns goes before its place is free
      shared->end();
    }).detach();
  } catch (...) {
    free_places.release();
    throw;
  }
}

}  // namespace

HttpResponse answered_within(std::chrono::milliseconds limit, const std::stop_token& stop,
                             std::function<HttpResponse(const std::stop_token&)> work) {
  const auto shared = std::make_shared<SharedWork>();
  std::stop_source told;
  begin(shared, told.get_token(), std::move(work));
  if (!shared->ended(limit, stop)) {
    // What listens to the token may take a while.
    std::thread([told]() mutable { told.request_stop(); }).detach();
    throw RequestRefused(
        {503, "too-long", "It takes too long",
         "it was given up after " + to_string(limit) +
             "; send less at once, run it by the command line, or raise request_time_limit of "
             "[service]"});
  }
  if (shared->failure) std::rethrow_exception(shared->failure);
  return *std::move(shared->made);
}

std::size_t works_left_behind() { return left_behind; }

}  // namespace tenon
