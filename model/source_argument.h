// A source from the command line, which cannot be printed by mistake.

#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "model/redaction.h"

namespace tenon {

/// A source from the command line: a URL or a path, which may contain a password. It cannot be printed. Only
/// exposed() returns it as a string, for the code that connects or opens the file.
class SourceArgument {
 public:
  SourceArgument() = default;
  SourceArgument(std::string text) : text_(std::move(text)) {}  // NOLINT: any text may be kept secret
  SourceArgument(const char* text) : text_(text) {}             // NOLINT

  /// Returns the URL that a name stands for: messages and commands to repeat say the name.
  static SourceArgument named(std::string text, std::string name) {
    SourceArgument made(std::move(text));
    made.name_ = std::move(name);
    return made;
  }

  bool empty() const { return text_.empty(); }
  /// Returns the text for messages and reports, with *** for user names and secrets.
  std::string redacted() const { return tenon::redacted(text_); }
  /// Returns the name of the text, or the text as it is, for a command to repeat; nullopt if it may contain a
  /// password.
  std::optional<std::string> public_text() const;
  /// Returns the text itself, to connect or to open. Do not store it, print it or put it into a message.
  const std::string& exposed() const { return text_; }

 private:
  std::string text_;
  std::string name_;  ///< of a target; empty: the text was written as it is
};

std::ostream& operator<<(std::ostream&, const SourceArgument&) = delete;

}  // namespace tenon
