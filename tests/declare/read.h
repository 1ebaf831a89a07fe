#pragma once

#include <string>
#include <vector>

#include "declare/declaration.h"
#include "model/error.h"

namespace tenon::test {

/// The declaration that one text says; `a.json` is its path.
inline Declaration declared(std::string text, const Dialect& dialect = kPostgresql) {
  const Document document{"a.json", std::move(text)};
  return read_json({&document, 1}, dialect);
}

inline Catalog read(std::string text, const Dialect& dialect = kPostgresql) {
  return declared(std::move(text), dialect).catalog;
}

/// A file with these tables and nothing else.
inline Catalog read_tables(const std::string& tables, const Dialect& dialect = kPostgresql) {
  return read("{\"tables\": {" + tables + "}}", dialect);
}

/// What is wrong with the files, or "" when nothing is.
inline std::string faults(const std::vector<Document>& documents, const Dialect& dialect = kPostgresql) {
  try {
    read_json(documents, dialect);
  } catch (const Error& error) {
    return error.fault() == Fault::kDeclaration ? error.what() : "not a fault of the declaration";
  }
  return "";
}

inline std::string faults(std::string text, const Dialect& dialect = kPostgresql) {
  return faults(std::vector<Document>{{"a.json", std::move(text)}}, dialect);
}

}  // namespace tenon::test
