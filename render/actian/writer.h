// Writes ops as statements of Actian PSQL.

#pragma once

#include "model/op.h"
#include "render/sql/identifiers.h"
#include "render/sql/writer.h"

namespace tenon {

/// Actian PSQL, written by its reference; no server has read it.
SqlWriter actian_writer();

}  // namespace tenon
