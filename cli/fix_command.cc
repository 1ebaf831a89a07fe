// Spells a comparison as a `tenon generate` command that bash reads back.

#include "cli/fix_command.h"

#include <optional>
#include <string>
#include <vector>

#include "model/visible.h"

namespace tenon {

namespace {

/// Returns an argument as bash reads it back; control characters are escaped, so that it stays one line.
std::string shell_word(const std::string& word) {
  const bool plain = !word.empty() && word.find_first_not_of(
                                          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                          "0123456789_./:@=+-,%") == std::string::npos;
  if (plain) return word;
  const bool is_visible = visible(word) == word;
  std::string out;
  for (const char c : word) {
    if (c == '\'')
      out += is_visible ? "'\\''" : "\\'";
    else if (c == '\\' && !is_visible)
      out += "\\\\";
    else
      out += c;
  }
  return is_visible ? "'" + out + "'" : "$'" + visible(out) + "'";
}

/// Returns a source as a word of the shell; where it holds a password, only what it is.
std::string source_word(const SourceArgument& source) {
  const auto text = source.public_text();
  return text ? shell_word(*text) : "URL";
}

std::string repeated(const std::string& option, const std::vector<std::string>& values) {
  std::string all;
  for (const std::string& value : values) all += " " + option + " " + shell_word(value);
  return all;
}

}  // namespace

std::string fix_command(const CompareRequest& request, const ComparisonResult& comparison) {
  if (comparison.report.actual.url.empty()) return "";
  const std::optional<std::vector<std::string>> allowed = needed_allowances(comparison, request);
  if (!allowed) return "";
  std::string command = "tenon generate " + source_word(request.actual.front());
  for (const SourceArgument& part : request.declared) command += " " + source_word(part);
  if (!request.scratch.empty()) command += " --scratch " + source_word(request.scratch);
  if (request.patience.limit) command += " --timeout " + std::to_string(request.patience.limit->count());
  command += repeated("--schema", request.filter.schemas) + repeated("--include", request.filter.include) +
             repeated("--exclude", request.filter.exclude) + repeated("--rename", request.renames);
  if (request.match == MatchBy::kName) command += " --match name";
  if (request.online.builds && request.online.validations) command += " --online";
  if (request.filter.runner_tables) command += " --runner-tables";
  return command + repeated("--allow", *allowed) + " -m \"...\"";
}

}  // namespace tenon
