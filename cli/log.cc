// Hands messages to the logger, with nothing in them that a terminal obeys.

#include "cli/log.h"

#include <spdlog/spdlog.h>

#include "model/visible.h"

namespace tenon {

void inform(const std::string& text) { spdlog::info("{}", visible(text)); }
void warn(const std::string& text) { spdlog::warn("{}", visible(text)); }
void complain(const std::string& text) { spdlog::error("{}", visible(text)); }

}  // namespace tenon
