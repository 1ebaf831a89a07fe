// Escapes SQL for sqlalchemy.text().

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// Escapes SQL for sqlalchemy.text(), to which `:word` is a bind parameter, even in string literals, and `\:`
/// is a colon. nullopt for the very few texts that SQLAlchemy 1.4 and 2 read differently with any escaping.
std::optional<std::string> bindless(std::string_view sql);

}  // namespace tenon
