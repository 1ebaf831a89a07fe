// The one list of migration runners, and how the files of each are named and filled.

#include "app/layout.h"

#include "app/alembic_head.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>

#include "app/files.h"
#include "model/error.h"
#include "model/nearest_word.h"
#include "plan/inline_foreign_keys.h"
#include "render/alembic/revision.h"
#include "render/json/ops.h"
#include "render/sql_script.h"

namespace tenon {

namespace fs = std::filesystem;

namespace {

/// Returns the number before the first `_` of a file's name; 0 if there is none.
std::uint64_t leading_number(const std::string& name) {
  const auto digits = static_cast<std::size_t>(
      std::ranges::find_if_not(name, [](unsigned char c) { return std::isdigit(c); }) - name.begin());
  if (digits == 0 || digits > 18 || digits == name.size() || name[digits] != '_') return 0;
  return std::stoull(name.substr(0, digits));
}

/// Returns the number after the highest leading number in the folder, with at least four digits.
std::string next_number(const std::string& dir) {
  std::uint64_t highest = 0;
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(dir, missing))
    highest = std::max(highest, leading_number(entry.path().filename().string()));
  std::string number = std::to_string(highest + 1);
  if (number.size() < 4) number.insert(0, 4 - number.size(), '0');
  return number;
}

std::string joined(const std::string& a, const std::string& b) { return b.empty() ? a : a + "_" + b; }

/// Throws Error(kUsage) unless the number given by the user can be a part of a file name and is unused in the
/// folder.
void require_free_number(const LayoutRequest& request) {
  const std::string& id = request.rev_id;
  const bool plain = std::ranges::all_of(
      id, [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '-' || c == '.'; });
  if (!plain || id.starts_with('.'))
    throw Error(Fault::kUsage,
                "\"" + id +
                    "\" is not a valid --rev-id; it becomes part of a file's name: letters, digits, "
                    "_, - and . only");
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(request.dir, missing)) {
    const std::string name = entry.path().filename().string();
    if (!id.empty() && name.starts_with(id) && name.size() > id.size() &&
        (name[id.size()] == '_' || name[id.size()] == '.'))
      throw Error(Fault::kRefused, "--rev-id " + id + " is taken by " + entry.path().string() +
                                       "; nothing was written; give another, or none for the next number");
  }
}

std::string numbered_base(const LayoutRequest& request) {
  require_free_number(request);
  const std::string id = request.rev_id.empty() ? next_number(request.dir) : request.rev_id;
  return (fs::path(request.dir) / joined(id, slug(request.message))).string();
}

std::string random_id() {
  static constexpr char kHex[] = "0123456789abcdef";
  std::random_device source;
  std::uniform_int_distribution<int> digit(0, 15);
  std::string id;
  while (id.size() < 12) id += kHex[digit(source)];
  return id;
}

std::string now_text() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  localtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts);
  return text;
}

void require_revision_id(const std::string& id) {
  const bool plain = std::ranges::all_of(id, [](unsigned char c) { return std::isalnum(c) || c == '_'; });
  if (id.size() > 32 || !plain)
    throw Error(Fault::kUsage,
                "\"" + id + "\" is not an Alembic revision id; letters, digits and _ only, at most 32");
}

std::vector<NewFile> sql_files(const Migration& migration, const LayoutRequest& request) {
  const std::string base = numbered_base(request);
  return {{base + ".up.sql", sql_script(migration.up)}, {base + ".down.sql", sql_script(migration.down)}};
}

/// The file with the highest leading number of those that end so; empty: there is none.
std::string newest_file(const std::string& dir, std::string_view ending) {
  std::string newest;
  std::uint64_t highest = 0;
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(dir, missing)) {
    const std::string name = entry.path().filename().string();
    const std::uint64_t number = leading_number(name);
    if (number <= highest || !name.ends_with(ending)) continue;
    highest = number;
    newest = entry.path().string();
  }
  return newest;
}

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string same_sql(const Migration& migration, const LayoutRequest& request) {
  const std::string path = request.rev_id.empty() ? newest_file(request.dir, ".up.sql") : "";
  return !path.empty() && text_of(path) == sql_script(migration.up) ? path : "";
}

std::string same_json(const Migration& migration, const LayoutRequest& request) {
  const std::string path = request.rev_id.empty() ? newest_file(request.dir, ".json") : "";
  const auto there = nlohmann::json::parse(path.empty() ? "" : text_of(path), nullptr, false);
  if (!there.is_object() || !there.contains("message") || !there["message"].is_string()) return "";
  return there == nlohmann::json::parse(ops_json(migration, there["message"])) ? path : "";
}

std::string no_note(const LayoutRequest&) { return ""; }

std::vector<NewFile> json_files(const Migration& migration, const LayoutRequest& request) {
  return {{numbered_base(request) + ".json", ops_json(migration, request.message)}};
}

std::string alembic_text(const Migration& migration, const Revision& revision) {
  return alembic_revision({with_inline_foreign_keys(migration.up), with_inline_foreign_keys(migration.down)},
                          revision);
}

/// A revision file without what its variables and its docstring say.
std::string code_of(const std::string& text) {
  constexpr std::string_view kLast = "\ndepends_on = None\n";
  const auto at = text.find(kLast);
  return at == std::string::npos ? text : text.substr(at);
}

std::string same_alembic(const Migration& migration, const LayoutRequest& request) {
  const std::string head = request.rev_id.empty() ? alembic_head(request.dir, request.head) : "";
  if (head.empty() || (request.applied && unapplied_heads(request.dir, *request.applied).empty())) return "";
  const std::string path = alembic_file(request.dir, head);
  return code_of(text_of(path)) == code_of(alembic_text(migration, {head, std::nullopt, "", ""})) ? path : "";
}

std::string alembic_note(const LayoutRequest& request) {
  const std::vector<std::string> open =
      unapplied_heads(request.dir, request.applied.value_or(std::vector<std::string>()));
  if (open.empty()) return "";
  std::string heads;
  for (const std::string& head : open) heads += (heads.empty() ? "" : ", ") + head;
  if (!request.applied)
    return "whether the database has run revision " + heads + " of " + request.dir +
           " is not known, as its alembic_version was not read";
  throw Error(Fault::kRefused,
              "the database has not run revision " + heads + " of " + request.dir +
                  "; run alembic upgrade heads first, so that nothing is written twice, or "
                  "alembic stamp heads if the database has all of it already; nothing was written");
}

/// Returns the revision that a new one follows; empty: there is none. Without a folder it is the one that was
/// asked for, or the only one that the database has run.
std::string followed_revision(const LayoutRequest& request) {
  if (!request.dir.empty()) return alembic_head(request.dir, request.head);
  if (!request.head.empty() || !request.applied || request.applied->size() != 1) return request.head;
  return request.applied->front();
}

std::vector<NewFile> alembic_files(const Migration& migration, const LayoutRequest& request) {
  require_revision_id(request.rev_id);
  Revision revision;
  revision.id = request.rev_id.empty() ? random_id() : request.rev_id;
  if (const std::string head = followed_revision(request); !head.empty()) revision.down_revision = head;
  revision.message = request.message;
  revision.create_date = now_text();
  const fs::path path = fs::path(request.dir) / (joined(revision.id, slug(request.message)) + ".py");
  return {{path.string(), alembic_text(migration, revision)}};
}

}  // namespace

const std::vector<Layout>& layouts() {
  static const std::vector<Layout> all{{"sql", &sql_files, &same_sql, &no_note},
                                       {"alembic", &alembic_files, &same_alembic, &alembic_note, true},
                                       {"json", &json_files, &same_json, &no_note}};
  return all;
}

const Layout& layout_named(const std::string& name) {
  std::vector<std::string> known;
  for (const Layout& layout : layouts()) {
    if (layout.name == name) return layout;
    known.push_back(layout.name);
  }
  throw Error(Fault::kUsage, "there is no style \"" + name + "\"; known are " + with_commas(known) +
                                 suggestion(name, known));
}

}  // namespace tenon
