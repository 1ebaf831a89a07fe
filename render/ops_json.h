#pragma once

#include <string>

#include "model/op.h"

namespace tenon {

/// A migration as JSON: {"$schema": "urn:tenon:ops:1", "dialect", "up": [step], "down": [step]}, each op with
/// "op" named as Alembic names it, its arguments, and "destroys" where it does.
std::string ops_json(const Migration& migration, const std::string& message);

}  // namespace tenon
