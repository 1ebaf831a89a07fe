// Asks a service on this machine how it is.

#pragma once

#include <string>

#include "service/http/server.h"

namespace tenon {

/// Asks a path of a service, within five seconds. Returns what is wrong; empty: it answered 200. An address
/// that stands for all of this machine's (0.0.0.0, ::) is asked on loopback.
std::string probe_fault(const ListenAddress& address, const std::string& path);

}  // namespace tenon
