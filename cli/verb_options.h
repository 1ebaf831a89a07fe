// The options of one verb, over CLI11: names, values and help in; what the user gave is written to the
// values.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/source_argument.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace tenon {

/// What holds for the value of an option, and how --help shows it.
struct OptionRules {
  bool is_required = false;
  bool shows_default = false;
  bool takes_commas = false;          ///< several values in one, with commas between
  bool is_not_blank = false;          ///< a value of nothing but spaces is refused
  bool is_secret = false;             ///< its variable may stand for a file, and is read when it is needed
  std::vector<std::string> one_of{};  ///< the values that are known; empty: any
  std::string type = "";              ///< what --help calls the value; empty: TEXT
  std::string needs = "";             ///< another option that must be given with it
};

/// Adds options to a verb. A name is spelled as CLI11 has it: "-o,--output", "SOURCE" for a positional one,
/// "!--no-thing" for a flag that switches off. REQUIRES: the values outlive the parsing.
class VerbOptions {
 public:
  /// `takes_variables`: an option that is not given takes its value from the variable of its name, TENON_DIR
  /// for
  /// --dir.
  VerbOptions(CLI::App& verb, bool takes_variables) : verb_(verb), takes_variables_(takes_variables) {}

  void source(const std::string& name, SourceArgument& value, const std::string& help,
              const OptionRules& rules = {});
  void sources(const std::string& name, std::vector<SourceArgument>& values, const std::string& help,
               const OptionRules& rules = {});
  void text(const std::string& name, std::string& value, const std::string& help,
            const OptionRules& rules = {});
  /// An option that may be repeated and takes one value at a time.
  void texts(const std::string& name, std::vector<std::string>& values, const std::string& help,
             const OptionRules& rules = {});
  /// Words that stand for themselves, any number of them.
  void words(const std::string& name, std::vector<std::string>& values, const std::string& help);
  void count(const std::string& name, std::optional<std::size_t>& value, const std::string& help);
  /// An option that takes from a second to a day.
  void seconds(const std::string& name, std::optional<std::size_t>& value, const std::string& help);
  void flag(const std::string& name, bool& value, const std::string& help, const OptionRules& rules = {});

 private:
  void apply(CLI::Option& option, const OptionRules& rules);
  void take_variable(CLI::Option& option) const;

  CLI::App& verb_;
  bool takes_variables_;
};

}  // namespace tenon
