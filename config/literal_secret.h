// Finds passwords and tokens that somebody wrote into a configuration.

#pragma once

#include <string>
#include <string_view>

#include "config/toml_value.h"

namespace tenon {

/// Returns why a text must not stand in a configuration: it is a URL or a connection string with a password,
/// or an address with a token in it; empty: it may. The reason does not hold the text.
std::string literal_secret(std::string_view text);

/// Adds a fault for each word of a command that is the value of an option for a secret: `--token` and the
/// word after it, `--user` and `name:password`.
void add_option_secrets(const TomlValue& command, Faults& faults);

/// Returns a text for a message if it is one plain word, and `another text` otherwise: what stands where it
/// does not belong may be a secret.
std::string shown_word(std::string_view text);

/// Adds a fault for each text of a file, keys included, that must not stand there.
void add_literal_secrets(const TomlValue& value, Faults& faults);

}  // namespace tenon
