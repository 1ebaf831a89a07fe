// Finds the head revision that a new Alembic migration follows, in the files of a folder.

#include "app/alembic_head.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "model/error.h"

namespace tenon {

namespace fs = std::filesystem;

namespace {

/// Returns the strings of a module-level assignment `name = ...` or `name: Type = ...`, which Alembic's
/// templates write on one line, or on several inside parentheses.
std::set<std::string> assigned(const std::string& text, const std::string& name) {
  const std::regex assignment("(^|\\n)" + name + R"([ \t]*(:[^=\n]*)?=[ \t]*(\([^)]*\)|\[[^\]]*\]|[^\n]*))");
  std::set<std::string> values;
  std::smatch found;
  if (!std::regex_search(text, found, assignment)) return values;
  const std::string value = found[3];
  static const std::regex quoted(R"('([^'\n]*)'|"([^"\n]*)\")");
  for (std::sregex_iterator at(value.begin(), value.end(), quoted), end; at != end; ++at)
    values.insert((*at)[1].matched ? (*at)[1].str() : (*at)[2].str());
  return values;
}

struct Revisions {
  std::set<std::string> all;
  std::set<std::string> followed;
};

Revisions revisions_in(const std::string& dir) {
  Revisions found;
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(dir, missing)) {
    if (entry.path().extension() != ".py") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    found.all.merge(assigned(text, "revision"));
    found.followed.merge(assigned(text, "down_revision"));
  }
  return found;
}

}  // namespace

std::string alembic_head(const std::string& dir, const std::string& wanted) {
  const Revisions found = revisions_in(dir);
  if (!wanted.empty()) {
    if (found.all.contains(wanted)) return wanted;
    throw Error(Fault::kUsage, "there is no revision \"" + wanted + "\" in " + dir);
  }
  std::string heads;
  std::size_t count = 0;
  for (const std::string& id : found.all) {
    if (found.followed.contains(id)) continue;
    heads += (count++ ? ", " : "") + id;
  }
  if (count > 1)
    throw Error(Fault::kUsage, dir + " has several heads: " + heads +
                                   "; merge them (alembic merge heads) or say which to follow with --head");
  return heads;
}

}  // namespace tenon
