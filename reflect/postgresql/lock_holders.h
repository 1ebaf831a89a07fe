// Finds out who holds the locks that a reader waits for.

#pragma once

#include <pqxx/pqxx>
#include <string>

namespace tenon {

/// Returns who keeps readers of the database from which tables, `public.t is locked by pid 4711 (psql, role
/// app, query begun 2026-11-20 03:00:01 UTC)`, as far as the role may see it; empty if nobody does any more.
/// One query over pg_locks, which waits for no table. REQUIRES: pg_catalog is searched. Throws
/// pqxx_exception.
std::string lock_holders(pqxx::transaction_base& transaction);

}  // namespace tenon
