// The place where the audit store is tested: the one function that knows how a store is opened.

#pragma once

#include <functional>
#include <string>

#include "model/source_argument.h"

namespace tenon {

/// Opens the store at a URL and returns what it found of it, for people (`12 sweeps, schema 3`). Throws
/// Error, also where an audit could not write into it, or make it.
using StoreProbe = std::function<std::string(const SourceArgument& url)>;

/// Returns the probe of the program: version and sizes of the store, or that it is not there yet.
StoreProbe store_probe();

}  // namespace tenon
