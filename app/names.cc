// Holds the names of a source against a convention, or guesses the one that it follows.

#include "app/names.h"

#include <utility>

#include "declare/declaration.h"
#include "model/dialect.h"
#include "model/error.h"
#include "model/naming_catalog.h"
#include "names/guess.h"
#include "names/names.h"

namespace tenon {

namespace {

bool says_something(const NamingConvention& convention) {
  return !convention.templates.empty() && convention != default_convention();
}

struct Chosen {
  NamingConvention convention;
  std::string from;
};

Chosen chosen(const NamesRequest& request, const Inspection& source) {
  if (!request.convention.empty()) {
    OpenSource file({request.convention}, {}, request.source.patience);
    NamingConvention read = file.read(*source.catalog.dialect).naming;
    if (says_something(read)) return {std::move(read), request.convention.redacted()};
    throw Error(Fault::kUsage, request.convention.redacted() + " has no \"naming_convention\"");
  }
  if (says_something(source.naming)) return {source.naming, source.side.path};
  if (says_something(request.source.naming)) return {request.source.naming, "the configuration"};
  throw Error(
      Fault::kUsage,
      "there is no convention to check the names against; give --convention FILE, a declared file with a "
      "\"naming_convention\", or let tenon init guess one");
}

Names held(Inspection source, NamingConvention convention, std::string from,
           WhichNames which = WhichNames::kAll) {
  Names made;
  made.report.source = std::move(source.side);
  made.report.names = names_held(source.catalog, convention, which);
  made.report.convention = std::move(convention);
  made.report.convention_from = std::move(from);
  made.catalog = std::move(source.catalog);
  return made;
}

}  // namespace

Names names(const NamesRequest& request) {
  Inspection source = inspected(request.source);
  Chosen convention = chosen(request, source);
  return held(std::move(source), std::move(convention.convention), std::move(convention.from), request.which);
}

MigrationFiles generated_renames(const Names& names, const GenerateRequest& how) {
  ComparisonResult comparison;
  comparison.report.actual = names.report.source;
  comparison.changes = comparison.report.changes = renames_of(names.catalog, names.report.names);
  if (!names.catalog.dialect->names_constraints) comparison.found = names.catalog;
  comparison.actual = with_server_names(names.catalog);
  comparison.declared = with_server_names(renamed_by(names.catalog, names.report.names));
  return generated(std::move(comparison), how);
}

Beginning beginning(const CompareRequest& request) {
  Beginning made;
  Inspection source = inspected(request);
  made.guessed = guessed_convention(source.catalog);
  made.names = held(std::move(source), convention_of(made.guessed), "guessed");
  return made;
}

}  // namespace tenon
