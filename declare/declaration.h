// Interface of the JSON reader: takes the files of a declared schema, returns a Declaration.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "model/document.h"
#include "model/lint.h"
#include "model/naming.h"
#include "model/rename.h"

namespace tenon {

/// A declared schema: the wanted catalog, in which every constraint has a name, and the naming convention
/// that the names were derived from.
struct Declaration {
  Catalog catalog;
  NamingConvention naming;
  std::vector<std::string> notes;  ///< notes for the report, such as statements that declare nothing
  bool lists_unmodelled = true;    ///< whether unmodelled objects are declared, even as an empty list
  /// The kinds of unmodelled objects that a whole list leaves out, because the reader does not know them:
  /// that one of them is not in the list says nothing.
  std::vector<std::string> unlisted_kinds = {};
  LintSettings lint = {};                ///< which findings of `lint` are intended
  std::vector<DataRename> renames = {};  ///< declared renames of tables and columns, tables first
  bool declares_nothing = false;         ///< whether the files say that nothing is meant to be there
};

/// A comment line by which an SQL file declares that the database is to hold nothing.
inline constexpr std::string_view kDeclaresNothing = "-- tenon: declares nothing";

/// A comment line by which an SQL file declares that it omits unmodelled objects (views, triggers ...), so
/// that they are not reported as missing.
inline constexpr std::string_view kLeavesOutUnmodelled = "-- tenon: leaves out what is not modelled";

/// Returns the dialect that the files name in "dialect", or nullopt if none does. Throws Error(kDeclaration)
/// if two files name different ones, or if one is unknown.
std::optional<std::string> declared_dialect(std::span<const Document> documents);

/// Reads declared JSON (urn:tenon:declared:1); any number of files form one schema. `usual`: the convention
/// of files that have none; SQLAlchemy's default if it is empty. References are resolved after everything is
/// read. Throws one Error(kDeclaration) that lists every fault of every file, each as `path:line:column: what
/// was wanted; what was found; the nearest known word`.
Declaration read_json(std::span<const Document> documents, const Dialect& dialect,
                      const NamingConvention& usual = {});

}  // namespace tenon
