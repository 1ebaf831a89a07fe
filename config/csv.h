// Parses CSV: a document in, records with their places out.

#pragma once

#include <string>
#include <vector>

#include "model/document.h"
#include "model/faults.h"
#include "model/name.h"

namespace tenon {

/// A record, which may go over several lines.
struct CsvRecord {
  std::vector<std::string> fields;
  Source at;
};

/// Reads CSV as RFC 4180 has it: commas between fields, `"` around a field, doubled inside. A byte order
/// mark, LF and CRLF are accepted, empty lines are passed over. A quote that does not end is a fault.
std::vector<CsvRecord> csv_records(const Document& document, Faults& faults);

}  // namespace tenon
