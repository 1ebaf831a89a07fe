// Runs ALTER TABLE on the simulated catalog.

#pragma once

#include "declare/sql/statement.h"

namespace tenon {

void alter_table(SqlStatement& in, const PgNode& statement);

}  // namespace tenon
