// Reads the command line by the table of verbs.

#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>
#include <utility>

#include "app/secrets.h"
#include "cli/common_options.h"
#include "cli/usage_fault.h"
#include "cli/verb.h"
#include "cli/verb_options.h"
#include "model/instant.h"
#include "model/nearest_word.h"
#include "model/visible.h"

namespace tenon {

namespace {

constexpr const char* kAbout =
    "tenon keeps databases joined to their declared schema: it compares a live PostgreSQL or SQLite "
    "database\n"
    "with a declared schema, says what differs, and writes the migration files, up and down.";

constexpr const char* kExits =
    "Exit codes: 0 in sync or done; 1 the question could not be answered (connection, rights, a file that "
    "does\n"
    "not parse, nothing to compare); 2 differences; 3 nothing to do; 64 usage; 78 configuration.\n";

constexpr const char* kExamples =
    "Examples:\n"
    "  tenon inspect postgresql:///shop -o json > schema.json      start from what is there\n"
    "  tenon diff postgresql:///shop schema.json                   what must change\n"
    "  tenon generate postgresql:///shop schema.json -m \"add order constraints\" --style alembic "
    "--dir migrations/versions\n"
    "  tenon check postgresql:///shop schema.json                  the gate for CI and for production\n"
    "  tenon lint postgresql:///shop                               faults of the schema itself\n";

/// Shows an option that may be repeated as one that takes one value at a time.
class Help : public CLI::Formatter {
 public:
  /// A flag that switches off is shown without the value that it sets.
  std::string make_option_name(const CLI::Option* option, bool is_positional) const override {
    std::string text = CLI::Formatter::make_option_name(option, is_positional);
    for (auto at = text.find("{false}"); at != std::string::npos; at = text.find("{false}"))
      text.erase(at, std::string_view("{false}").size());
    return text;
  }
  std::string make_option_opts(const CLI::Option* option) const override {
    std::string text = CLI::Formatter::make_option_opts(option);
    const auto dots = option->get_positional() ? std::string::npos : text.find(" ...");
    return dots == std::string::npos ? text : text.erase(dots, 4);
  }
};

/// "Exit 0: in sync; 2: drift; 1: could not tell.", in lines of about 100 characters.
std::string exits_text(const std::vector<Exit>& exits) {
  std::string text;
  std::string line = "Exit";
  for (const Exit& exit : exits) {
    const std::string one = std::to_string(exit.code) + ": " + exit.meaning;
    const bool is_full = line.size() + one.size() > 100;
    if (is_full) text += std::exchange(line, "") + ";\n";
    line += (is_full ? "" : &exit == &exits.front() ? " " : "; ") + one;
  }
  return text + line + ".";
}

std::string footer(const Verb& verb) {
  return (verb.details ? "\n" + verb.details() : "") +
         (verb.exits.empty() ? "" : "\n" + exits_text(verb.exits));
}

/// Adds every verb with its own options and its help.
void add_verbs(CLI::App& app, std::string_view chosen, Arguments& arguments, RawOptions& raw) {
  for (const Verb& verb : verbs()) {
    CLI::App* command = app.add_subcommand(verb.name, verb.about)->group(verb.group);
    VerbOptions options(*command, verb.name == chosen);
    verb.add_options(options, {verb, arguments, raw});
    if (const std::string text = footer(verb); !text.empty()) command->footer(text);
  }
}

const Verb& verb_named(const std::string& name) {
  return *std::ranges::find(verbs(), name, &Verb::name);  // CLI11 has found it in the same table
}

/// Returns the format of that name among those that the verb offers. Throws CLI::ValidationError.
const Format& format_named(const Verb& verb, const std::string& name) {
  std::vector<std::string> known;
  for (const OfferedFormat& one : verb.formats()) {
    if (one.format->name == name) return *one.format;
    known.push_back(one.format->name);
  }
  throw CLI::ValidationError("--output", "there is no format \"" + name + "\" here; known are " +
                                             with_commas(known) + suggestion(name, known));
}

/// Reads FORMAT[=PATH].
Output output(const Verb& verb, const std::string& text) {
  const auto equals = text.find('=');
  if (equals != std::string::npos && equals + 1 == text.size())
    throw CLI::ValidationError("--output", "\"" + text + "\" names no file after the =");
  const std::string path = equals == std::string::npos ? "" : text.substr(equals + 1);
  return {&format_named(verb, text.substr(0, equals)), path};
}

bool is_on_stdout(const Output& one) { return one.path.empty(); }

/// One result on stdout: two would make a text that nothing reads.
void require_one_on_stdout(const std::vector<Output>& outputs) {
  if (std::ranges::count_if(outputs, is_on_stdout) > 1)
    throw CLI::ValidationError("--output",
                               "only one result can go to stdout; give the others a file: FORMAT=PATH");
}

/// An option that does nothing with the others is more likely a mistake than a wish; and what prints files
/// has no place for a report.
void require_use(const Arguments& arguments) {
  const GenerateRequest& request = arguments.request;
  if (!request.head.empty() && request.style != "alembic")
    throw CLI::ValidationError(
        "--head", "only --style alembic follows revisions, and the style is \"" + request.style + "\"");
  if (arguments.dry_run && std::ranges::any_of(arguments.outputs, is_on_stdout))
    throw CLI::ValidationError("--dry-run",
                               "the files go to stdout; give the report a file of its own: -o FORMAT=PATH");
}

/// The values that may be sources, and so hold a password.
constexpr std::array<std::string_view, 6> kTakeSources{"ACTUAL",    "DECLARED",     "SOURCE",
                                                       "--scratch", "--convention", "--store"};

/// What is no source goes into files and messages as it is: a URL that stands there by mistake would take its
/// password along.
void require_no_secret(const CLI::App& verb) {
  for (const CLI::Option* option : verb.get_options()) {
    const std::string name = option->get_name();
    if (std::ranges::find(kTakeSources, name) != kTakeSources.end()) continue;
    if (std::ranges::any_of(option->results(), holds_secret))
      throw CLI::ValidationError(name, "it is given a database URL with a password, which is not its value");
  }
}

/// Returns what is said of words that the verb does not take: an option that it has not, with the nearest one
/// that it has, or a word too many.
std::string unexpected(const CLI::App& verb, const std::vector<std::string>& words) {
  std::vector<std::string> known;
  for (const CLI::Option* option : verb.get_options())
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  const auto option = std::ranges::find_if(words, [](const std::string& w) { return w.starts_with('-'); });
  if (option == words.end())
    return verb.get_name() + " takes no more sources or words, found \"" + with_commas(words) + "\"";
  const std::string name = option->substr(0, option->find('='));
  return verb.get_name() + " has no option " + name + suggestion(name, known);
}

/// Whether a word of the command line gives an option.
bool gives(std::string_view word, const CLI::Option& option) {
  const auto is_long = [&](const std::string& name) {
    return word == "--" + name || word.starts_with("--" + name + "=");
  };
  const auto is_short = [&](const std::string& name) { return word.starts_with("-" + name); };
  return std::ranges::any_of(option.get_lnames(), is_long) ||
         std::ranges::any_of(option.get_snames(), is_short);
}

/// Names the variable of the environment where a fault names an option that nobody wrote.
std::string by_variable(const CLI::App& verb, const std::string& what, int argc, const char* const* argv) {
  for (const CLI::Option* option : verb.get_options()) {
    const std::string prefix = option->get_name() + ":";
    const bool is_given = std::any_of(argv, argv + argc, [&](const char* w) { return gives(w, *option); });
    if (what.starts_with(prefix) && !is_given && is_given_by_environment(option->get_envname()))
      return option->get_envname() + what.substr(prefix.size() - 1);
  }
  return what;
}

Parsed failed(const CLI::App& app, const CLI::ParseError& fault, int argc, const char* const* argv) {
  Parsed result;
  result.run = false;
  std::ostringstream out;
  std::ostringstream err;
  const int code = app.exit(fault, out, err);
  result.exit_code = code == 0 ? 0 : 64;
  result.out = out.str();
  const bool has_extras = dynamic_cast<const CLI::ExtrasError*>(&fault) != nullptr;
  const CLI::App& verb = app.get_subcommands().empty() ? app : *app.get_subcommands().front();
  const std::string what =
      has_extras ? unexpected(verb, app.remaining(true)) : by_variable(verb, fault.what(), argc, argv);
  if (code != 0)  // what was wrong is one line, whatever the argument was that it shows
    result.err = "tenon: " + without_ci_commands(visible(redacted_usage(what, argc, argv))) +
                 "\nRun with --help for more information.\n";
  return result;
}

/// Returns what a first word that is no verb gets told; nothing where it is one, or an option.
std::string verb_fault(const CLI::App& app, int argc, const char* const* argv) {
  if (argc < 2) return "a verb is needed\n" + app.help();
  const std::string word = argv[1];
  std::vector<std::string> known;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (word == verb->get_name()) return "";
    known.push_back(verb->get_name());
  }
  if (word.starts_with('-')) return "";
  return "there is no verb \"" + visible(redacted_usage(word, argc, argv)) + "\"; known are " +
         with_commas(known) + suggestion(word, known) + (suggestion(word, known).empty() ? ";" : "") +
         " tenon --help tells more\n";
}

/// Returns the source `orders@2026-11-01` for the target orders.
SourceArgument at_time(const RawOptions& raw) {
  const std::optional<std::string> target = raw.actual.public_text();
  if (!target || target->find("://") != std::string::npos)
    throw CLI::ValidationError("--at", "a target of the audit store has a past, and no URL or file has");
  if (!parsed_instant(raw.at))
    throw CLI::ValidationError("--at",
                               "\"" + raw.at + "\" is no time; write 2026-11-01 or 2026-11-01T03:00Z");
  return *target + "@" + raw.at;
}

/// Returns the options and sources that were given, by the command line or by the environment.
GivenFlags given_flags(const CLI::App& verb) {
  GivenFlags given;
  for (const CLI::Option* option : verb.get_options())
    if (option->count() > 0) {
      if (option->get_positional()) given.insert(option->get_name());
      for (const std::string& name : option->get_lnames()) given.insert(name);
    }
  return given;
}

/// A verb of one source wants it, or the environment's; the past is that of a target, which has a name.
void require_source(const Arguments& arguments, const RawOptions& raw) {
  if (arguments.verb->sources != Sources::kOne || arguments.given.contains("SOURCE")) return;
  if (!raw.at.empty() || !is_given_by_environment(kUrlVariable)) throw CLI::RequiredError("SOURCE");
}

/// Reads what the options of the verb have left to be read.
void complete(Arguments& arguments, const RawOptions& raw) {
  require_source(arguments, raw);
  if (arguments.given.contains("ACTUAL") || arguments.given.contains("SOURCE"))
    arguments.request.compare.actual = {raw.at.empty() ? raw.actual : at_time(raw)};
  arguments.request.compare.declared = raw.declared;
  if (raw.timeout) arguments.request.compare.patience.limit = std::chrono::seconds(*raw.timeout);
  if (!raw.match.empty()) arguments.request.compare.match = match_named(raw.match);
  if (raw.online) arguments.request.compare.online = {.builds = true, .validations = true};
  for (const std::string& text : raw.disable) arguments.lint.disable.push_back(lint_selector(text));
  for (const std::string& text : raw.enable) arguments.lint.enable.push_back(lint_selector(text));
  arguments.lint.cascade_limit = raw.cascade_limit;
  for (const std::string& text : raw.outputs) arguments.outputs.push_back(output(*arguments.verb, text));
  require_one_on_stdout(arguments.outputs);
  require_use(arguments);
}

}  // namespace

namespace {

/// Returns the words of `tenon help VERB` as the program takes them: `tenon VERB --help`.
std::vector<const char*> without_help_verb(int argc, const char* const* argv) {
  std::vector<const char*> words(argv, argv + argc);
  if (argc < 2 || std::string_view(words[1]) != "help") return words;
  words.erase(words.begin() + 1);
  words.push_back("--help");
  return words;
}

}  // namespace

Parsed parsed(int count, const char* const* given) {
  const std::vector<const char*> words = without_help_verb(count, given);
  const int argc = static_cast<int>(words.size());
  const char* const* argv = words.data();
  Parsed result;
  RawOptions raw;
  Arguments& arguments = result.arguments;
  CLI::App app(kAbout, "tenon");
  app.footer("\n" + about_sources() + "\n" + kExits + "\n" + kExamples + "\n'tenon VERB --help' tells more.");
  app.set_version_flag("-V,--version", "tenon " TENON_VERSION);
  app.require_subcommand(1);
  app.formatter(std::make_shared<Help>());

  add_verbs(app, argc < 2 ? "" : argv[1], arguments, raw);
  if (const std::string fault = verb_fault(app, argc, argv); !fault.empty()) {
    result.run = false;
    result.exit_code = 64;
    result.err = "tenon: " + without_ci_commands(redacted_usage(fault, argc, argv));
    return result;
  }
  try {
    app.parse(argc, argv);
    require_no_secret(*app.get_subcommands().front());
    arguments.verb = &verb_named(app.get_subcommands().front()->get_name());
    arguments.given = given_flags(*app.get_subcommands().front());
    complete(arguments, raw);
  } catch (const CLI::ParseError& fault) {
    return failed(app, fault, argc, argv);
  }
  return result;
}

}  // namespace tenon
