// What a client would rather have: the header Accept in, a media type out.

#pragma once

#include <string>
#include <vector>

namespace tenon {

/// Returns the offered media type that fits Accept best, by RFC 9110 section 12.5.1: higher q first, then the
/// order of `offered`. No header is `*/*`; empty: none fits.
std::string accepted(const std::string& accept, const std::vector<std::string>& offered);

}  // namespace tenon
