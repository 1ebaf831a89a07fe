#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <string_view>

#include "app/lint.h"
#include "cli/usage_fault.h"
#include "model/visible.h"

namespace tenon {

namespace {

constexpr const char* kAbout =
    "tenon keeps databases joined to their declared schema: it compares a live PostgreSQL or SQLite "
    "database\n"
    "with a declared schema, says what differs, and writes the migration files, up and down.";

constexpr const char* kSources =
    "A source is a database URL (postgresql://user@host:5432/db, postgresql:///db, sqlite:///file.db,\n"
    "sqlite:////absolute/file.db), a declared schema in JSON or SQL, a folder of *.json or of *.sql, or - "
    "for\n"
    "JSON from stdin.\n"
    "Passwords belong in ~/.pgpass, PGPASSWORD or a service file rather than in the URL.\n";

constexpr const char* kExits =
    "Exit codes: 0 in sync or done; 1 the question could not be answered (connection, rights, a file that "
    "does\n"
    "not parse, nothing to compare); 2 differences; 3 nothing to do; 64 usage.\n";

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
  std::string make_option_opts(const CLI::Option* option) const override {
    std::string text = CLI::Formatter::make_option_opts(option);
    const auto dots = option->get_positional() ? std::string::npos : text.find(" ...");
    return dots == std::string::npos ? text : text.erase(dots, 4);
  }
};

/// What the options write into; turned into Arguments at the end.
struct Raw {
  SourceArgument actual;
  std::vector<SourceArgument> declared;
  std::vector<std::string> outputs;
  std::vector<std::string> disable;
  std::vector<std::string> enable;
  std::optional<std::size_t> cascade_limit;
};

void add_filter(CLI::App& verb, Filter& filter) {
  verb.add_option("--schema", filter.schemas, "compare only these schemas (globs; may be repeated)")
      ->allow_extra_args(false);
  verb.add_option(
          "--include", filter.include,
          "compare only what matches: NAME, SCHEMA.NAME or SCHEMA.TABLE.NAME with * and ?, a kind prefix "
          "(table:tmp_*, foreign_key:public.orders.*), ! negates")
      ->allow_extra_args(false);
  verb.add_option("--exclude", filter.exclude, "leave out what matches, spelled as for --include")
      ->allow_extra_args(false);
  verb.add_flag("--runner-tables", filter.runner_tables,
                "also compare the bookkeeping tables of migration runners (alembic_version ...)");
}

void add_reading(CLI::App& verb, CompareRequest& request, const char* about_dialect) {
  verb.add_option("--dialect", request.dialect, about_dialect);
  verb.add_option("--scratch", request.scratch,
                  "a PostgreSQL server that reads SQL files: a database is made there, and dropped again")
      ->type_name("URL");
}

void add_sides(CLI::App& verb, Arguments& arguments, Raw& raw) {
  verb.add_option("ACTUAL", raw.actual, "what exists: a database URL, or any other source")->required();
  verb.add_option("DECLARED", raw.declared,
                  "what is wanted: schema files that make one schema, or any other source")
      ->required();
  add_reading(verb, arguments.request.compare, "postgresql, sqlite or actian, for two files that name none");
  add_filter(verb, arguments.request.compare.filter);
  verb.add_option("--rename", arguments.request.compare.renames,
                  "a table or column that is renamed, its rows kept: table:FORMER=NAME, "
                  "column:TABLE.FORMER=NAME (may be repeated; never guessed)")
      ->allow_extra_args(false);
}

void add_verdict(CLI::App& verb, Arguments& arguments) {
  verb.add_flag("!--ignore-not-modelled", arguments.request.compare.fail_on_unmodelled,
                "in sync although something differs that is not modelled (a view, a trigger ...)");
}

void add_outputs(CLI::App& verb, Arguments& arguments, Raw& raw, const std::string& formats) {
  verb.add_option("-o,--output", raw.outputs, "FORMAT[=PATH], may be repeated; formats: " + formats)
      ->type_name("FORMAT[=PATH]")
      ->allow_extra_args(false);
  verb.add_option("--color", arguments.color, "auto, always or never; NO_COLOR is honoured")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  verb.add_flag(
      "-q,--quiet", arguments.quiet,
      "nothing on stderr but errors, no text report on stdout; the exit code and other outputs stay");
}

/// Of the verbs whose text report lists findings.
void add_summary(CLI::App& verb, Arguments& arguments) {
  verb.add_flag("--summary", arguments.summary,
                "text: counts by kind and by table instead of each finding (-o json has all)");
}

/// A message that would leave the file without a name is none.
const CLI::Validator kSaysSomething(
    [](std::string& text) {
      return text.find_first_not_of(" \t\r\n") == std::string::npos ? std::string("it says nothing")
                                                                    : std::string();
    },
    "");

/// The options of the files that a migration is written to.
constexpr auto kOfFiles = {"--message", "--style", "--dir", "--rev-id", "--head", "--dry-run"};

void add_files(CLI::App& verb, Arguments& arguments) {
  GenerateRequest& request = arguments.request;
  std::string known;
  for (const std::string& style : styles()) known += (known.empty() ? "" : ", ") + style;
  verb.add_option("--style", request.style, "the runner to write for: " + known)->capture_default_str();
  verb.add_option("--dir", request.dir, "the folder of the migrations")->capture_default_str();
  verb.add_option("--rev-id", request.rev_id,
                  "the revision id or number, instead of a random one or the next");
  verb.add_option("--head", request.head,
                  "with --style alembic: the revision to follow, where there are several heads");
  verb.add_flag("--dry-run", arguments.dry_run, "print the files to stdout, write nothing");
}

void add_generate(CLI::App& verb, Arguments& arguments) {
  GenerateRequest& request = arguments.request;
  verb.add_option("-m,--message", request.message, "what the migration is for; it names the file")
      ->required()
      ->check(kSaysSomething);
  verb.add_option("--allow", request.allow,
                  "destructive ops that may be written, with commas or repeated: drop_table, drop_column, "
                  "drop_sequence, "
                  "drop_enum_label, drop_attribute, "
                  "narrow_type, fill_null, all")
      ->allow_extra_args(false)
      ->delimiter(',');
  add_files(verb, arguments);
}

void add_lint(CLI::App& app, Arguments& arguments, Raw& raw) {
  CLI::App* lint = app.add_subcommand("lint", "faults of a schema itself, by rules that each have a code");
  lint->add_option("SOURCE", raw.actual, "a database URL, or any other source")->required();
  add_reading(
      *lint, arguments.request.compare,
      "postgresql, sqlite or actian, for a file that names none; actian: hold any source to its rules");
  add_filter(*lint, arguments.request.compare.filter);
  lint->add_option("--disable", raw.disable,
                   "switch a rule off: CODE, or CODE:GLOB for the objects whose key matches "
                   "(TN105:foreign_key:public.log.*)")
      ->allow_extra_args(false)
      ->delimiter(',');
  lint->add_option("--enable", raw.enable, "look by a rule that is off by itself, or by the declared file")
      ->allow_extra_args(false)
      ->delimiter(',');
  lint->add_option("--cascade-limit", raw.cascade_limit,
                   "enables TN112: how many other tables a DELETE may reach by cascades")
      ->check(CLI::NonNegativeNumber);
  add_outputs(*lint, arguments, raw, "text, json");
  add_summary(*lint, arguments);
  lint->footer("\nRules (docs/lint.md has each with an example):\n" + known_rules() +
               "\nExit 0: clean; 2: problems found; 1: could not read, or no table to look at.");
}

void add_names(CLI::App& app, Arguments& arguments, Raw& raw) {
  CLI::App* names = app.add_subcommand(
      "names", "which names of constraints and indexes keep the naming convention, and the renames");
  names->add_option("SOURCE", raw.actual, "a database URL, or any other source")->required();
  add_reading(*names, arguments.request.compare, "postgresql, sqlite or actian, for a file that names none");
  add_filter(*names, arguments.request.compare.filter);
  names
      ->add_option("--convention", arguments.convention,
                   "the declared file whose \"naming_convention\" holds; SOURCE's own unless given")
      ->type_name("FILE");
  names->add_flag("--rename", arguments.rename, "write the migration that renames what differs, up and down");
  names->add_option("-m,--message", arguments.request.message, "what the migration is for; it names the file")
      ->check(kSaysSomething);
  add_files(*names, arguments);
  for (const char* of_files : kOfFiles) names->get_option(of_files)->needs("--rename");
  add_outputs(*names, arguments, raw, "text, json");
  add_summary(*names, arguments);
  names->footer(
      std::string("\n") + kSources +
      "\nExit 0: all keep it, or --rename has written the files; 2: some do not; 1: could not tell;\n"
      "3: --rename has nothing to rename.");
}

void add_init(CLI::App& app, Arguments& arguments, Raw& raw) {
  CLI::App* init =
      app.add_subcommand("init", "begin with what is there: guess its naming convention, declare its schema");
  init->add_option("SOURCE", raw.actual, "a database URL, or any other source")->required();
  add_reading(*init, arguments.request.compare, "postgresql, sqlite or actian, for a file that names none");
  add_filter(*init, arguments.request.compare.filter);
  add_outputs(*init, arguments, raw, "text, json (a declared schema with the convention that was guessed)");
  init->footer("\nFor example: tenon init postgresql:///shop -o text -o json=schema.json");
}

/// Every verb with its own options and its help.
void add_verbs(CLI::App& app, Arguments& arguments, Raw& raw) {
  CLI::App* diff = app.add_subcommand("diff", "print what must change in ACTUAL to make it DECLARED");
  add_sides(*diff, arguments, raw);
  add_verdict(*diff, arguments);
  add_outputs(*diff, arguments, raw, "text, json, sql (the way up as a script)");
  add_summary(*diff, arguments);
  diff->add_flag("--exit-code", arguments.exit_code,
                 "exit 2 when there are changes, 1 when something is unknown");
  diff->footer(std::string("\n") + kSources);

  CLI::App* generate = app.add_subcommand("generate", "write the migration files, up and down, for a runner");
  add_sides(*generate, arguments, raw);
  add_verdict(*generate, arguments);
  add_generate(*generate, arguments);
  add_outputs(*generate, arguments, raw, "text, json (the report of what was compared)");
  add_summary(*generate, arguments);
  generate->footer(std::string("\n") + kSources + "\nExit 0: files written; 3: nothing to do; 1: could not.");

  CLI::App* check = app.add_subcommand("check", "the gate: is the database as declared?");
  add_sides(*check, arguments, raw);
  add_verdict(*check, arguments);
  add_outputs(*check, arguments, raw, "text, json, sql (the script that would mend it)");
  add_summary(*check, arguments);
  check->footer("\nExit 0: in sync; 2: drift; 1: could not tell.");

  CLI::App* inspect =
      app.add_subcommand("inspect", "print a catalog: for people, as declared JSON, or as SQL DDL");
  inspect->add_option("SOURCE", raw.actual, "a database URL, or any other source")->required();
  add_reading(*inspect, arguments.request.compare,
              "postgresql, sqlite or actian, for a file that names none");
  add_filter(*inspect, arguments.request.compare.filter);
  add_outputs(*inspect, arguments, raw, "text, json (is itself a declared schema), sql");
  add_summary(*inspect, arguments);
  inspect->footer(std::string("\n") + kSources);

  add_lint(app, arguments, raw);
  add_names(app, arguments, raw);
  add_init(app, arguments, raw);

  CLI::App* explain = app.add_subcommand(
      "explain", "say why an object is held to differ: both texts, settled forms, the rule");
  explain
      ->add_option("KEY", arguments.key,
                   "the object, as -o json spells it: check:public.orders.total_positive")
      ->required();
  add_sides(*explain, arguments, raw);
  add_outputs(*explain, arguments, raw, "text, json");
  explain->footer(std::string("\n") + kSources);

  CLI::App* schema = app.add_subcommand("schema", "print a published JSON Schema, for editors and checks");
  schema->add_option("NAME", arguments.key, "declared: the declared form in JSON")
      ->required()
      ->check(CLI::IsMember({"declared"}));
}

Output output(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos) return {text, ""};
  if (equals + 1 == text.size())
    throw CLI::ValidationError("--output", "\"" + text + "\" names no file after the =");
  return {text.substr(0, equals), text.substr(equals + 1)};
}

bool is_on_stdout(const Output& one) { return one.path.empty(); }

/// One result on stdout: two would make a text that nothing reads.
void demand_places(const std::vector<Output>& outputs) {
  if (std::ranges::count_if(outputs, is_on_stdout) > 1)
    throw CLI::ValidationError("--output",
                               "only one result can go to stdout; give the others a file: FORMAT=PATH");
}

/// An option that does nothing with the others is more likely a mistake than a wish; and what prints files
/// has no place for a report.
void demand_use(const Arguments& arguments) {
  const GenerateRequest& request = arguments.request;
  if (!request.head.empty() && request.style != "alembic")
    throw CLI::ValidationError(
        "--head", "only --style alembic follows revisions, and the style is \"" + request.style + "\"");
  if (arguments.dry_run && std::ranges::any_of(arguments.outputs, is_on_stdout))
    throw CLI::ValidationError("--dry-run",
                               "the files go to stdout; give the report a file of its own: -o FORMAT=PATH");
}

void demand_formats(const std::vector<Output>& outputs, const std::vector<std::string>& known) {
  for (const Output& one : outputs) {
    if (std::find(known.begin(), known.end(), one.format) != known.end()) continue;
    std::string all;
    for (const std::string& format : known) all += (all.empty() ? "" : ", ") + format;
    throw CLI::ValidationError("--output",
                               "there is no format \"" + one.format + "\" here; known are " + all);
  }
}

/// The values that may be sources, and so hold a password.
constexpr std::array<std::string_view, 5> kTakeSources{"ACTUAL", "DECLARED", "SOURCE", "--scratch",
                                                       "--convention"};

/// What is no source goes into files and messages as it is: a URL that stands there by mistake would take its
/// password along.
void demand_no_secret(const CLI::App& verb) {
  for (const CLI::Option* option : verb.get_options()) {
    const std::string name = option->get_name();
    if (std::ranges::find(kTakeSources, name) != kTakeSources.end()) continue;
    if (std::ranges::any_of(option->results(), holds_secret))
      throw CLI::ValidationError(name, "it is given a database URL with a password, which is not its value");
  }
}

Parsed failed(const CLI::App& app, const CLI::ParseError& fault, int argc, const char* const* argv) {
  Parsed result;
  result.run = false;
  std::ostringstream out;
  std::ostringstream err;
  const int code = app.exit(fault, out, err);
  result.exit_code = code == 0 ? 0 : 64;
  result.out = out.str();
  if (code != 0)  // what was wrong is one line, whatever the argument was that it shows
    result.err = "tenon: " + without_ci_commands(visible(redacted_usage(fault.what(), argc, argv))) +
                 "\nRun with --help for more information.\n";
  return result;
}

/// What a first word that is no verb gets told; nothing where it is one, or an option.
std::string verb_fault(const CLI::App& app, int argc, const char* const* argv) {
  if (argc < 2) return "a verb is needed\n" + app.help();
  const std::string word = argv[1];
  std::string known;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (word == verb->get_name()) return "";
    known += (known.empty() ? "" : ", ") + verb->get_name();
  }
  if (word.starts_with('-')) return "";
  return "there is no verb \"" + visible(redacted_usage(word, argc, argv)) + "\"; known are " + known +
         "; tenon --help tells more\n";
}

std::vector<std::string> formats_of(const std::string& verb) {
  if (verb == "check" || verb == "diff" || verb == "inspect") return {"text", "json", "sql"};
  return {"text", "json"};
}

}  // namespace

Parsed parsed(int argc, const char* const* argv) {
  Parsed result;
  Raw raw;
  Arguments& arguments = result.arguments;
  CLI::App app(kAbout, "tenon");
  app.footer(std::string("\n") + kSources + "\n" + kExits + "\n" + kExamples +
             "\n'tenon VERB --help' tells more.");
  app.set_version_flag("--version", "tenon " TENON_VERSION);
  app.require_subcommand(1);
  app.formatter(std::make_shared<Help>());

  add_verbs(app, arguments, raw);
  if (const std::string fault = verb_fault(app, argc, argv); !fault.empty()) {
    result.run = false;
    result.exit_code = 64;
    result.err = "tenon: " + without_ci_commands(redacted_usage(fault, argc, argv));
    return result;
  }
  try {
    app.parse(argc, argv);
    demand_no_secret(*app.get_subcommands().front());
    arguments.verb = app.get_subcommands().front()->get_name();
    arguments.request.compare.actual = {raw.actual};
    arguments.request.compare.declared = raw.declared;
    for (const std::string& text : raw.disable) arguments.lint.disable.push_back(lint_selector(text));
    for (const std::string& text : raw.enable) arguments.lint.enable.push_back(lint_selector(text));
    arguments.lint.cascade_limit = raw.cascade_limit;
    for (const std::string& text : raw.outputs) arguments.outputs.push_back(output(text));
    demand_formats(arguments.outputs, formats_of(arguments.verb));
    demand_places(arguments.outputs);
    demand_use(arguments);
  } catch (const CLI::ParseError& fault) {
    return failed(app, fault, argc, argv);
  }
  return result;
}

}  // namespace tenon
