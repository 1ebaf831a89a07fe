// Collects the faults of files with their places and throws them as one Error.

#include "model/faults.h"

#include <algorithm>
#include <sstream>
#include <tuple>

namespace tenon {

void Faults::add(const Source& at, std::string what, std::string excerpt) {
  faults_.push_back({at, std::move(what), std::move(excerpt)});
}

void Faults::raise(Fault fault) const {
  if (faults_.empty()) return;
  std::vector<Entry> sorted = faults_;
  std::ranges::stable_sort(sorted, [](const Entry& a, const Entry& b) {
    return std::tie(a.at.path, a.at.line, a.at.column) < std::tie(b.at.path, b.at.line, b.at.column);
  });
  std::vector<std::string> messages;
  for (const auto& entry : sorted) {
    messages.push_back(to_string(entry.at) + ": " + entry.what);
    std::istringstream excerpt(entry.excerpt);
    for (std::string line; std::getline(excerpt, line);) messages.push_back(line);
  }
  throw Error(fault, messages);
}

}  // namespace tenon
