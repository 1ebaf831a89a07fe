// Finds the head revision that a new Alembic migration follows, in the files of a folder.

#include "app/alembic_head.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "app/file_text.h"
#include "model/error.h"
#include "model/nearest_word.h"

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
  std::map<std::string, std::set<std::string>> followed_by;  ///< each revision with those that it follows
  std::map<std::string, std::string> paths;
  std::set<std::string> followed;

  std::vector<std::string> heads() const {
    std::vector<std::string> all;
    for (const auto& [id, parents] : followed_by)
      if (!followed.contains(id)) all.push_back(id);
    return all;
  }
};

[[noreturn]] void unreadable(const std::string& path, int fault) {
  throw Error(Fault::kRefused, fault == EACCES ? Reason::kRights : Reason::kInternal,
              "cannot read the revision " + path + ": " + std::strerror(fault) +
                  "; the new one must know which it follows");
}

Revisions revisions_in(const std::string& dir) {
  Revisions found;
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(dir, missing)) {
    if (entry.path().extension() != ".py" || entry.is_directory(missing)) continue;
    const auto text = bytes_of(entry.path().string());
    if (!text) unreadable(entry.path().string(), errno);
    const std::set<std::string> parents = assigned(*text, "down_revision");
    for (const std::string& id : assigned(*text, "revision")) {
      found.followed_by[id].insert(parents.begin(), parents.end());
      found.paths[id] = entry.path().string();
    }
    found.followed.insert(parents.begin(), parents.end());
  }
  return found;
}

}  // namespace

std::string alembic_head(const std::string& dir, const std::string& wanted) {
  const Revisions found = revisions_in(dir);
  if (!wanted.empty()) {
    if (found.followed_by.contains(wanted)) return wanted;
    std::vector<std::string> known;
    for (const auto& [id, parents] : found.followed_by) known.push_back(id);
    throw Error(Fault::kUsage, "there is no revision \"" + wanted + "\" in " + dir + hint(wanted, known));
  }
  const std::vector<std::string> heads = found.heads();
  if (heads.size() > 1)
    throw Error(Fault::kUsage, dir + " has several heads: " + with_commas(heads) +
                                   "; merge them (alembic merge heads) or say which to follow with --head");
  return heads.empty() ? "" : heads.front();
}

std::string alembic_file(const std::string& dir, const std::string& id) {
  const Revisions found = revisions_in(dir);
  const auto at = found.paths.find(id);
  return at == found.paths.end() ? "" : at->second;
}

std::vector<std::string> unapplied_heads(const std::string& dir, const std::vector<std::string>& applied) {
  const Revisions found = revisions_in(dir);
  std::set<std::string> run(applied.begin(), applied.end());
  std::vector<std::string> pending = applied;
  while (!pending.empty()) {
    const auto at = found.followed_by.find(pending.back());
    pending.pop_back();
    if (at == found.followed_by.end()) continue;
    for (const std::string& parent : at->second)
      if (run.insert(parent).second) pending.push_back(parent);
  }
  std::vector<std::string> heads = found.heads();
  std::erase_if(heads, [&](const std::string& id) { return run.contains(id); });
  return heads;
}

}  // namespace tenon
