// Writes a plan as a script for psql.

#pragma once

#include <string>

#include "model/op.h"
#include "render/sql/identifiers.h"
#include "render/sql/writer.h"

namespace tenon {

std::string postgres_script(const Plan& plan);
Envelope postgres_envelope(const Step& step);

}  // namespace tenon
