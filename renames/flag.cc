// Takes the text of a flag apart: kind, former name and name.

#include "renames/flag.h"

#include "model/error.h"
#include "model/nearest_word.h"

namespace tenon {

namespace {

/// `name`, or `schema.name` where there are schemas.
QualifiedName flag_name(const std::string& text, const Dialect& dialect) {
  const auto dot = dialect.has_schemas() ? text.find('.') : std::string::npos;
  if (dot == std::string::npos) return {{}, dialect.name_of(text)};
  return {dialect.name_of(text.substr(0, dot)), dialect.name_of(text.substr(dot + 1))};
}

}  // namespace

DataRename rename_flag(const std::string& text, const Dialect& dialect) {
  const auto fail = [&] {
    return Error(Fault::kUsage,
                 "--rename wants table:FORMER=NAME, table:SCHEMA.FORMER=SCHEMA.NAME or "
                 "column:TABLE.FORMER=NAME, found \"" +
                     text + "\"" + suggestion(text.substr(0, text.find(':')), {"table", "column"}));
  };
  const auto colon = text.find(':');
  const auto equals = text.rfind('=');
  if (colon == std::string::npos || equals == std::string::npos || equals < colon) throw fail();
  const std::string kind = text.substr(0, colon);
  std::string from = text.substr(colon + 1, equals - colon - 1);
  DataRename made;
  if (kind == "column") {
    const auto dot = from.rfind('.');
    if (dot == std::string::npos) throw fail();
    made.column = dialect.name_of(from.substr(dot + 1));
    from.resize(dot);
    if (made.column.empty()) throw fail();
    made.to = dialect.name_of(text.substr(equals + 1));
  } else if (kind != "table") {
    throw fail();
  }
  made.table = flag_name(from, dialect);
  if (made.table.schema.empty()) made.table = dialect.qualified("", from);
  if (kind == "table") {
    const QualifiedName after = flag_name(text.substr(equals + 1), dialect);
    made.to = after.name;
    made.schema = after.schema;
  }
  if (made.table.empty() || made.to.empty()) throw fail();
  return made;
}

}  // namespace tenon
