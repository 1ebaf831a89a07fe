// Translates options and their rules to CLI11.

#include "cli/verb_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <utility>

#include "app/configuration.h"
#include "config/settings.h"
#include "model/nearest_word.h"

namespace tenon {

namespace {

/// Refuses a text of nothing but spaces: a message that would leave the file without a name is none.
const CLI::Validator kSaysSomething(
    [](std::string& text) {
      return text.find_first_not_of(" \t\r\n") == std::string::npos ? std::string("it says nothing")
                                                                    : std::string();
    },
    "");

/// Refuses a value that is not among the known ones, with the nearest of them.
CLI::Validator one_of(const std::vector<std::string>& known) {
  return {[known](std::string& text) {
            if (std::ranges::find(known, text) != known.end()) return std::string();
            return "\"" + text + "\" is not among " + with_commas(known) + suggestion(text, known);
          },
          ""};
}

/// Refuses a value that is no whole number between two.
CLI::Validator whole_number(std::size_t least, std::size_t most) {
  return {[least, most](std::string& text) {
            std::size_t number = 0;
            const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
            const bool is_number = !text.empty() && fault == std::errc() && end == text.data() + text.size();
            if (is_number && number >= least && number <= most) return std::string();
            return "it is a whole number from " + std::to_string(least) + " to " + std::to_string(most) +
                   ", found \"" + text + "\"";
          },
          ""};
}

/// Whether a variable has one of the values that switch a flag on.
bool is_switched_on(const std::string& variable) {
  const std::string value = environment_variable(variable).value_or("");
  return value == "true" || value == "1" || value == "on" || value == "yes";
}

}  // namespace

void VerbOptions::take_variable(CLI::Option& option) const {
  if (takes_variables_ && !option.get_lnames().empty())
    option.envname(variable_of(option.get_lnames().front()));
}

void VerbOptions::apply(CLI::Option& option, const OptionRules& rules) {
  if (rules.needs.empty() && !rules.is_secret)
    take_variable(option);  // the variable would demand the other option
  if (rules.is_required) option.required();
  if (rules.shows_default) option.capture_default_str();
  if (rules.takes_commas) option.delimiter(',');
  if (rules.is_not_blank) option.check(kSaysSomething);
  if (!rules.one_of.empty())
    option.check(one_of(rules.one_of))->type_name("{" + with_commas(rules.one_of) + "}");
  if (!rules.type.empty()) option.type_name(rules.type);
  if (!rules.needs.empty()) option.needs(verb_.get_option(rules.needs));
}

void VerbOptions::source(const std::string& name, SourceArgument& value, const std::string& help,
                         const OptionRules& rules) {
  apply(*verb_.add_option(name, value, help), rules);
}

void VerbOptions::sources(const std::string& name, std::vector<SourceArgument>& values,
                          const std::string& help, const OptionRules& rules) {
  apply(*verb_.add_option(name, values, help), rules);
}

void VerbOptions::text(const std::string& name, std::string& value, const std::string& help,
                       const OptionRules& rules) {
  apply(*verb_.add_option(name, value, help), rules);
}

void VerbOptions::texts(const std::string& name, std::vector<std::string>& values, const std::string& help,
                        const OptionRules& rules) {
  apply(*verb_.add_option(name, values, help)->allow_extra_args(false), rules);
}

void VerbOptions::words(const std::string& name, std::vector<std::string>& values, const std::string& help) {
  verb_.add_option(name, values, help);
}

void VerbOptions::count(const std::string& name, std::optional<std::size_t>& value, const std::string& help) {
  take_variable(*verb_.add_option(name, value, help)->check(whole_number(0, 1'000'000'000)));
}

void VerbOptions::seconds(const std::string& name, std::optional<std::size_t>& value,
                          const std::string& help) {
  constexpr int kDay = 24 * 60 * 60;
  take_variable(*verb_.add_option(name, value, help)->type_name("SECONDS")->check(whole_number(1, kDay)));
}

void VerbOptions::flag(const std::string& name, bool& value, const std::string& help,
                       const OptionRules& rules) {
  CLI::Option& option = *verb_.add_flag(name, value, help);
  if (!name.starts_with("!")) return apply(option, rules);
  // CLI11 would take the variable for the opposite of what the flag says.
  const bool takes_variables = std::exchange(takes_variables_, false);
  if (takes_variables && is_switched_on(variable_of(option.get_lnames().front()))) value = false;
  apply(option, rules);
  takes_variables_ = takes_variables;
}

}  // namespace tenon
