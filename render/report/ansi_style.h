// ANSI colours for reports on a terminal.

#pragma once

#include <string>
#include <string_view>

namespace tenon {

/// Adds ANSI colours, or nothing.
class Ink {
 public:
  explicit Ink(bool on) : on_(on) {}
  std::string paint(const char* code, std::string_view text) const {
    return on_ ? std::string("\x1b[") + code + "m" + std::string(text) + "\x1b[0m" : std::string(text);
  }
  std::string bold(std::string_view text) const { return paint("1", text); }
  std::string dim(std::string_view text) const { return paint("2", text); }

 private:
  bool on_;
};

}  // namespace tenon
