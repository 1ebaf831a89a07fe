#pragma once

#include <string>

#include "config/read.h"
#include "model/error.h"

namespace tenon::test {

/// A configuration from the text of a file `tenon.toml`.
inline Configuration read(const std::string& text, const std::string& folder = "") {
  return read_configuration({"tenon.toml", text}, {.folder = folder,
                                                   .styles = {"sql", "alembic", "json"},
                                                   .dialects = {"postgresql", "sqlite", "actian"},
                                                   .schemes = {"postgresql://", "postgres://", "sqlite://"}});
}

/// What is said of a text that is no configuration; nothing where it is one.
inline std::string faults_of(const std::string& text) {
  try {
    read(text);
  } catch (const Error& error) {
    return error.fault() == Fault::kConfiguration ? error.what() : "not a fault of a configuration";
  }
  return "";
}

}  // namespace tenon::test
