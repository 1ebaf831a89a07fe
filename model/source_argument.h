// A source from the command line, which cannot be printed by mistake.

#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "model/redaction.h"

namespace tenon {

/// A source as the command line gives it: a URL or a path, maybe with a password in it. It cannot be printed,
/// and becomes a string by exposed() alone, which is for the code that connects or opens the file.
class SourceArgument {
 public:
  SourceArgument() = default;
  SourceArgument(std::string text) : text_(std::move(text)) {}  // NOLINT: any text may be kept secret
  SourceArgument(const char* text) : text_(text) {}             // NOLINT

  bool empty() const { return text_.empty(); }
  /// For messages and reports: users' names and secrets are ***.
  std::string shown() const { return redacted(text_); }
  /// The text as it is, for a command to repeat; nullopt: it holds a password, or what could be one.
  std::optional<std::string> public_text() const;
  /// The text itself, for whoever connects or opens. It must not be kept, printed or put into a message.
  const std::string& exposed() const { return text_; }

 private:
  std::string text_;
};

std::ostream& operator<<(std::ostream&, const SourceArgument&) = delete;

}  // namespace tenon
