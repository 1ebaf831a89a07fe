// Tells the service manager how the service is, as sd_notify(3) has it.

#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace tenon {

/// Sends `READY=1`, `STOPPING=1`, `RELOADING=1`, `WATCHDOG=1`, `STATUS=...` (several with line breaks
/// between) to the socket that NOTIFY_SOCKET names. Without one nothing is done; what fails is passed over.
void tell_service_manager(const std::string& state);

/// Returns how often the service manager wants to hear WATCHDOG=1: half of what WATCHDOG_USEC says, if
/// WATCHDOG_PID is this process or not set.
std::optional<std::chrono::microseconds> watchdog_pause();

}  // namespace tenon
