// Reads a file that holds text, and refuses one that holds something else: a path in, UTF-8 out.

#pragma once

#include <optional>
#include <string>

namespace tenon {

/// Returns the bytes of a file, or of stdin for `-`, whatever they are; of a SQLite database only the
/// beginning. nullopt leaves the reason in errno.
std::optional<std::string> bytes_of(const std::string& path);

/// Returns the text of a file, or of stdin for `-`. Throws Error for a file that is not there, that cannot
/// be read, or that is no text in UTF-8's bytes: a SQLite database, UTF-16, anything with a zero byte.
std::string file_text(const std::string& path);

/// Throws the Error of a source that cannot be read for the reason `fault`, an errno, with what to write
/// instead.
[[noreturn]] void fail_to_read(const std::string& path, int fault);

}  // namespace tenon
