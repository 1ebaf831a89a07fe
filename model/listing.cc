// Short lists for messages: the first few items and the number of the rest.

#include "model/listing.h"

#include <algorithm>
#include <map>

#include "model/pluralize.h"

namespace tenon {

std::string few(const std::vector<std::string>& all, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(most, all.size()); ++i) text += (i ? ", " : "") + all[i];
  return all.size() > most ? text + " and " + std::to_string(all.size() - most) + " more" : text;
}

std::string count_by_kind(const std::vector<std::string>& keys) {
  std::map<std::string, std::size_t> counts;
  for (const std::string& key : keys) {
    std::string kind = key.substr(0, key.find(':'));
    std::ranges::replace(kind, '_', ' ');
    ++counts[kind];
  }
  std::string text;
  for (const auto& [kind, count] : counts) text += (text.empty() ? "" : ", ") + pluralize(count, kind);
  return keys.empty() ? "" : text + " (" + few(keys) + ")";
}

}  // namespace tenon
