// Work of requests that may take long and cannot always be stopped: its time and its number are bounded.

#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <stop_token>

#include "service/http/message.h"

namespace tenon {

/// How many such works run at once; each takes a processor.
inline constexpr std::ptrdiff_t kBoundedWorks = 4;

/// Calls `work` in a thread of its own, and returns what it returns or throws what it throws. Once `limit` is
/// over, or `stop` is requested, the work is told to stop, and RequestRefused (503) is thrown without waiting
/// for it. A work that does not stop keeps its place among the kBoundedWorks until it has ended: so many
/// threads at most are ever busy with what nobody waits for, and further work is refused (503) once no place
/// has become free for five seconds. REQUIRES: `work` owns what it uses.
HttpResponse answered_within(std::chrono::milliseconds limit, const std::stop_token& stop,
                             std::function<HttpResponse(const std::stop_token&)> work);

/// How many works go on that nobody waits for.
std::size_t works_left_behind();

}  // namespace tenon
