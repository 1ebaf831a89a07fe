// Writes a plan as a guarded script for the sqlite3 shell.

#pragma once

#include <string>

#include "model/op.h"
#include "render/sql/identifiers.h"
#include "render/sql/writer.h"

namespace tenon {

std::string sqlite_script(const Plan& plan);
Envelope sqlite_envelope(const Step& step);

}  // namespace tenon
