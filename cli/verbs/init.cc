// `tenon init`: read one source, print the schema and the naming convention that a project begins with, and
// write its first configuration.

#include <filesystem>

#include "app/configuration.h"
#include "app/names.h"
#include "app/new_configuration.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/log.h"
#include "cli/results.h"
#include "cli/verb.h"
#include "model/error.h"

namespace tenon {

namespace {

/// The file of the declared schema that is written beside the configuration.
std::string declared_path(const Arguments& arguments) {
  for (const Output& output : arguments.outputs)
    if (output.format->name == "json") return output.path;
  return "";
}

void require_new() {
  std::error_code ignored;
  if (std::filesystem::exists(kConfigurationName, ignored))
    throw Error(Fault::kRefused,
                std::string("cannot write ") + kConfigurationName +
                    ": it is already there, and init overwrites nothing; add the target to it, "
                    "or move it away");
}

int run_init(const Arguments& arguments) {
  if (!arguments.new_target.empty()) require_new();
  const Beginning made = beginning(arguments.request.compare);
  const std::vector<Result> shown = results(arguments, outputs_or_text(arguments), made, &Format::beginning);
  if (arguments.new_target.empty()) {
    deliver(shown);
    return 0;
  }
  const SourceArgument& url = arguments.request.compare.actual.front();
  const std::string text =
      new_configuration({arguments.new_target, url, declared_path(arguments), made.names.report.convention});
  deliver(shown, {{kConfigurationName, text}});
  inform("wrote " + std::string(kConfigurationName) + ": tenon doctor tests it");
  if (text.find("{env = \"" + variable_for(arguments.new_target)) != std::string::npos)
    inform("the URL holds what must not stand there; set " + variable_for(arguments.new_target) + " to it");
  return 0;
}

void add_init_options(VerbOptions& options, OptionValues values) {
  add_source(options, values);
  options.text("--target", values.arguments.new_target,
               "also write tenon.toml, with a first target of this name; what is there is never overwritten",
               {.type = "NAME"});
  add_outputs(options, values);
}

std::string init_example() {
  return "For example: tenon init postgresql:///shop -o text -o json=schema.json --target shop";
}

}  // namespace

Verb init_verb() {
  return {.name = "init",
          .about = "start from an existing database: guess its naming convention and declare its schema",
          .add_options = &add_init_options,
          .formats = &offered<&Format::beginning>,
          .run = &run_init,
          .details = &init_example,
          .sources = Sources::kOne,
          .overwrites_reports = false};
}

}  // namespace tenon
