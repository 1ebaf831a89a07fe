#pragma once

#include <string>
#include <vector>

namespace tenon::test {

/// A declared schema in JSON with `count` tables t0, t1 ...: each has a primary key, two foreign keys (one
/// ring through all tables, one criss-cross), a unique, a check and two indexes, named by a convention.
std::string many_tables(int count);

/// The table that the second foreign key of table `i` refers to.
int peer_of(int i, int count);

}  // namespace tenon::test
