// Escapes SQL for sqlalchemy.text().

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// SQL as sqlalchemy.text() must be given it to mean what it says: `:word` is a bind parameter to it, in
/// string literals too, and `\:` a colon. nullopt for the very few texts that SQLAlchemy 1.4 and 2 read
/// differently whatever is escaped.
std::optional<std::string> bindless(std::string_view sql);

}  // namespace tenon
