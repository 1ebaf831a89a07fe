// Puts the values of flags and of the environment over those of the file.

#include <algorithm>
#include <charconv>
#include <type_traits>

#include "config/duration.h"
#include "config/literal_secret.h"
#include "config/read_secret.h"
#include "config/settings.h"
#include "model/error.h"
#include "model/fail_on.h"
#include "model/match_by.h"
#include "model/nearest_word.h"

namespace tenon {

namespace {

// Each sets a value from a text, or returns what is wanted instead.

/// Such a text would be shown.
bool holds_literal_secret(const std::string& text) { return !literal_secret(text).empty(); }

std::string set_from(Words& to, const std::vector<std::string>& texts, const Origin&) {
  if (std::ranges::any_of(texts, holds_literal_secret)) return "a text without a password";
  to = texts;
  return "";
}

std::string set_from(std::string& to, const std::vector<std::string>& texts, const Origin&) {
  if (holds_literal_secret(texts.back())) return "a text without a password";
  to = texts.back();
  return "";
}

std::string set_from(bool& to, const std::vector<std::string>& texts, const Origin&) {
  const std::string& text = texts.back();
  to = text == "true" || text == "1" || text == "on" || text == "yes";
  return to || text == "false" || text == "0" || text == "off" || text == "no" ? "" : "true or false";
}

std::string set_from(std::size_t& to, const std::vector<std::string>& texts, const Origin&) {
  const std::string& text = texts.back();
  std::size_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size() || number == 0)
    return "a whole number from 1 on";
  to = number;
  return "";
}

std::string set_from(Duration& to, const std::vector<std::string>& texts, const Origin&) {
  const auto read = duration(texts.back());
  if (read) to = *read;
  return read ? "" : "a time such as 30s, 10m or 400d";
}

std::string set_from(std::optional<Duration>& to, const std::vector<std::string>& texts, const Origin& from) {
  Duration read{0};
  const std::string wanted = set_from(read, texts, from);
  if (wanted.empty()) to = read;
  return wanted;
}

/// A variable is a reference already; what a flag says is a reference or a URL.
std::string set_from(SecretReference& to, const std::vector<std::string>& texts, const Origin& from) {
  if (from.kind == OriginKind::kEnvironment)
    to = {.kind = SecretKind::kEnvironment, .name = from.name};
  else
    to = reference_of(texts.back(), "");
  return "";
}

/// The words that a setting has, where it has not any text.
std::string wanted_word(std::string_view key, const std::string& text) {
  static const std::vector<std::pair<std::string_view, Words>> kWords{
      {"diff.fail_on", fail_on_words()},
      {"diff.match", match_words()},
      {"render.validate", {"together", "separate"}}};
  for (const auto& [known, words] : kWords)
    if (known == key && std::ranges::find(words, text) == words.end()) return "one of " + with_commas(words);
  return "";
}

struct Given {
  std::vector<std::string> texts;
  Origin origin;
};

/// A secret is a reference to its variable, which may stand for a file.
bool is_set(const std::string& variable, const Environment& environment, bool is_secret) {
  return environment(variable) || (is_secret && environment(variable + "_FILE"));
}

std::optional<Given> given_for(std::string_view flag, const std::vector<GivenValue>& flags,
                               const Environment& environment, bool is_secret) {
  if (flag.empty()) return std::nullopt;
  const auto found = std::ranges::find(flags, flag, &GivenValue::flag);
  if (found != flags.end()) return Given{found->texts, {OriginKind::kFlag, "--" + found->flag, {}}};
  const std::string variable = variable_of(flag);
  if (!is_set(variable, environment, is_secret)) return std::nullopt;
  return Given{{environment(variable).value_or("")}, {OriginKind::kEnvironment, variable, {}}};
}

}  // namespace

std::string variable_of(std::string_view flag) {
  std::string name = "TENON_";
  for (const char c : flag)
    name += c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return name;
}

Configuration overridden(Configuration configuration, const std::vector<GivenValue>& flags,
                         const Environment& environment) {
  std::vector<std::string> faults;
  bool is_flag = false;
  for_each_setting(configuration, [&](std::string_view key, std::string_view flag, auto& setting) {
    constexpr bool kIsSecret = std::is_same_v<std::decay_t<decltype(*setting)>, SecretReference>;
    const auto given = given_for(flag, flags, environment, kIsSecret);
    if (!given || given->texts.empty()) return;
    std::string wanted = set_from(setting.value, given->texts, given->origin);
    if (wanted.empty()) wanted = wanted_word(key, given->texts.back());
    setting.origin = given->origin;
    if (wanted.empty()) return;
    faults.push_back(given->origin.name + " is " + wanted + ", and is given something else");
    is_flag = is_flag || given->origin.kind == OriginKind::kFlag;
  });
  if (!faults.empty()) throw Error(is_flag ? Fault::kUsage : Fault::kConfiguration, faults);
  return configuration;
}

}  // namespace tenon
