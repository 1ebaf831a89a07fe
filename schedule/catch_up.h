// What is done for runs that were missed, and its words.

#pragma once

#include <optional>
#include <string_view>

namespace tenon {

/// What is done for runs whose time has passed, because nothing ran that could have begun them.
enum class CatchUp {
  kNone,  ///< nothing: the next one comes at its time
  kOne,   ///< the last of them is run
  kAll,   ///< each of them is run
};

/// Returns `none`, `one` or `all`.
std::string_view to_string(CatchUp catch_up);
/// Returns nullopt for any other word.
std::optional<CatchUp> catch_up_named(std::string_view word);

}  // namespace tenon
