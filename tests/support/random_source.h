#pragma once

#include <random>
#include <string>
#include <string_view>

namespace tenon::test {

/// A URL, a connection string or a mistyped one, with a random password: `canary`, once or several times,
/// between characters that separate the parts of a connection, none of them escaped.
std::string random_source(std::mt19937_64& rng, std::string_view canary);

}  // namespace tenon::test
