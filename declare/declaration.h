#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "model/lint.h"
#include "model/naming.h"
#include "model/rename.h"

namespace tenon {

/// A file as it was read.
struct Document {
  std::string path;
  std::string text;
};

/// A declared schema: the catalog that is wanted, every constraint named, and the convention it was named by.
struct Declaration {
  Catalog catalog;
  NamingConvention naming;
  std::vector<std::string> notes;  ///< what a report says of the reading: statements that declare nothing
  bool lists_unmodelled = true;    ///< whether what is not modelled is listed, be the list empty
  LintSettings lint = {};          ///< which faults of the schema are meant
  std::vector<DataRename> renames = {};  ///< tables and columns that had another name, tables first
};

/// The line by which an SQL file says that it leaves out what is not modelled (views, triggers ...), so that
/// nobody misses them there.
inline constexpr std::string_view kLeavesOutUnmodelled = "-- tenon: leaves out what is not modelled";

/// The dialect that the files name in "dialect"; nullopt when none does. Throws Error(kDeclaration) when two
/// files name two, or one names none that tenon knows.
std::optional<std::string> declared_dialect(std::span<const Document> documents);

/// Reads declared JSON (urn:tenon:declared:1), any number of files as one schema. References are resolved
/// once everything is read. Throws one Error(kDeclaration) that lists every fault of every file, each as
/// `path:line:column: what was wanted; what was found; the nearest known word`.
Declaration read_json(std::span<const Document> documents, const Dialect& dialect);

}  // namespace tenon
