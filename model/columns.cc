// Lays lines of texts out in columns.

#include "model/columns.h"

#include <algorithm>
#include <cstddef>

namespace tenon {

std::string in_columns(const std::vector<std::vector<std::string>>& lines) {
  if (lines.empty()) return "";
  std::vector<std::size_t> widths(lines.front().size());
  for (const std::vector<std::string>& line : lines)
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], line.at(i).size());
  std::string text;
  for (const std::vector<std::string>& line : lines)
    for (std::size_t i = 0; i < widths.size(); ++i)
      text += line[i] + (i + 1 == widths.size() ? "\n" : std::string(widths[i] - line[i].size() + 2, ' '));
  return text;
}

}  // namespace tenon
