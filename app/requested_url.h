// Whether a URL, or a path, that a request names may be opened: what the operator allows in, a reason out.

#pragma once

#include <string>

#include "config/configuration.h"

namespace tenon {

/// Whether a glob matches a path, folder by folder: `*` matches no slash. What names no file by itself (`..`,
/// `.`, an empty part, a colon) is never listed.
bool is_path_listed(const Words& globs, const std::string& path);

/// Whether a path lies below a folder, wherever links lead. REQUIRES: both are there.
bool is_below(const std::string& folder, const std::string& path);

/// Returns why a request must not lead to the database of a URL; empty: it may. A reference leads where the
/// operator says. A URL that is written is that of PostgreSQL with a host that is listed and harmless
/// parameters, or that of a SQLite file that is listed.
std::string requested_url_fault(const Configuration& configuration, const SecretReference& url);

}  // namespace tenon
