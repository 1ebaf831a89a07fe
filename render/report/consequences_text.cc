// Writes what a migration does beyond the changes, as text for people.

#include "render/report/consequences_text.h"

#include <map>

#include "model/to_string.h"
#include "model/visible.h"
#include "render/report/report_words.h"

namespace tenon {

namespace {

std::string counts_by_effect(const std::vector<Consequence>& consequences) {
  std::map<Effect, std::size_t> counts;
  for (const Consequence& one : consequences) ++counts[one.effect];
  std::string text;
  for (const auto& [effect, count] : counts)
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(to_string(effect));
  return text;
}

std::string line(const Consequence& one) {
  return "  * " + padded(to_string(one.effect), 11) + " " + padded(readable(one.key.kind), 11) + " " +
         visible(full_name(one.key)) + "\n      why       " + flat(one.reason) + "\n";
}

}  // namespace

std::string consequences_text(const std::vector<Consequence>& consequences, bool summary, const Ink& ink) {
  if (consequences.empty()) return "";
  std::string text = ink.bold("the migration also does this");
  if (summary) return text + ": " + counts_by_effect(consequences) + "\n";
  text += "\n";
  for (const Consequence& one : consequences) text += line(one);
  return text;
}

}  // namespace tenon
