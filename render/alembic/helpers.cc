// Puts together the head of a revision file: the imports and helper functions that its code uses.

#include "render/alembic/helpers.h"

#include <algorithm>
#include <set>
#include <vector>

#include "render/alembic/python.h"
#include "render/alembic/session.h"
#include "render/alembic/sqlite.h"
#include "render/alembic/type.h"

namespace tenon {

namespace {

/// The definitions of a piece of Python, which two empty lines part.
std::vector<std::string_view> definitions(std::string_view code) {
  constexpr std::string_view kGap = "\n\n\n";
  std::vector<std::string_view> all;
  for (auto at = code.find(kGap); at != std::string_view::npos; at = code.find(kGap)) {
    all.push_back(code.substr(0, at + 1));
    code.remove_prefix(at + kGap.size());
  }
  all.push_back(code);
  return all;
}

std::vector<std::string_view> all_helpers() {
  std::vector<std::string_view> all;
  for (const std::string_view code : {custom_type_class(), alembic_session_helpers(), sqlite_guard_helpers(),
                                      sqlite_helpers(), sqlite_dependent_helpers()})
    for (const std::string_view each : definitions(code)) all.push_back(each);
  return all;
}

/// The name behind `def` or `class`.
std::string name_of_definition(std::string_view definition) {
  definition.remove_prefix(definition.find(' ') + 1);
  return std::string(definition.substr(0, definition.find_first_of("(:")));
}

}  // namespace

std::string needed_imports(std::string_view code) {
  const std::set<std::string> names = python_names(code);
  std::string imports;
  if (names.contains("op")) imports += "from alembic import op\n";
  if (names.contains("sa")) imports += "import sqlalchemy as sa\n";
  if (names.contains("postgresql")) imports += "from sqlalchemy.dialects import postgresql\n";
  return imports;
}

std::string needed_helpers(std::string_view code) {
  const std::vector<std::string_view> helpers = all_helpers();
  std::set<std::string> names = python_names(code);
  std::vector<bool> needed(helpers.size());
  for (bool grows = true; grows;) {
    grows = false;
    for (std::size_t i = 0; i < helpers.size(); ++i) {
      if (needed[i] || !names.contains(name_of_definition(helpers[i]))) continue;
      needed[i] = grows = true;
      names.merge(python_names(helpers[i]));
    }
  }
  std::string text;
  for (std::size_t i = 0; i < helpers.size(); ++i)
    if (needed[i]) text += "\n\n" + std::string(helpers[i]);
  return text;
}

}  // namespace tenon
