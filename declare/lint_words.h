#pragma once

#include <optional>
#include <string>

#include "model/lint.h"

namespace tenon {

/// Why a selector can never be meant for anything: its code is no rule's, or its glob begins with no kind of
/// object. With the nearest word that is known; nullopt when nothing is wrong with it.
std::optional<std::string> fault_of(const LintSelector& selector);

}  // namespace tenon
