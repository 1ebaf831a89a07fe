// Refuses the words of a filter that select nothing.

#include "app/filter_words.h"

#include "model/dialect.h"
#include "model/error.h"

namespace tenon {

std::vector<std::string> require_selected(const Filter& filter, const Catalogs& catalogs,
                                          const std::string& source) {
  const Dialect& dialect = *catalogs.front().get().dialect;
  if (!filter.schemas.empty() && !filter.schemas_are_usual && !dialect.has_schemas())
    throw Error(Fault::kUsage, std::string(dialect.name) + " has no schemas; leave --schema out");
  const bool compares = catalogs.size() > 1;
  const std::string subject = compares ? "neither side has " : source + " does not have ";
  const std::string nothing = compares ? "; nothing was compared" : "";
  std::vector<std::string> notes;
  for (const UnmatchedPattern& one : unmatched_patterns(filter, catalogs)) {
    const std::string what = one.option == "--schema" ? "a schema \"" : "what " + one.option + " names: \"";
    if (one.selects)
      throw Error(Fault::kDeclaration, subject + what + one.text + "\"" + one.suggestion + nothing);
    notes.push_back(one.option + " " + one.text + " leaves nothing out" + one.suggestion);
  }
  return notes;
}

}  // namespace tenon
