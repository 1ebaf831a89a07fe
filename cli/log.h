// What is said beside the results, on stderr.

#pragma once

#include <string>

namespace tenon {

/// How the lines of the log look.
enum class LogForm {
  kTool,  ///< `tenon: text`: for whoever waits for a command
  kText,  ///< `2026-11-30T03:00:00.123456Z warning text`: for a program that stays
  kJson,  ///< the same as an object a line, with what is known of a request in members of its own
};

/// Makes stderr the place of the log.
void begin_log();
/// Says how the lines look from now on, and from which level on there are any: debug, info, warning, error.
void set_log(LogForm form, const std::string& level);

/// Prints a line for people, which --quiet holds back.
void inform(const std::string& text);
/// Prints a warning, which --quiet holds back.
void warn(const std::string& text);
/// Prints an error.
void complain(const std::string& text);

}  // namespace tenon
