// Reads the configuration of a verb that has sources, and fills its request.

#include "cli/configured_arguments.h"

#include <algorithm>
#include <filesystem>

#include "app/backends.h"
#include "app/configuration.h"
#include "app/secrets.h"
#include "app/store_place.h"
#include "app/stored_source.h"
#include "cli/log.h"
#include "cli/verb.h"

namespace tenon {

namespace {

/// Puts what [render] says where no flag does.
void set_rendering(GenerateRequest& request, const Configuration& configuration, const GivenFlags& given) {
  if (!given.contains("style")) request.style = *configuration.render.style;
  if (!given.contains("dir")) request.dir = *configuration.render.dir;
}

/// Returns the URL of a variable, and says what is to be said of the place where it is kept.
std::optional<SourceArgument> told_url(const std::string& variable) {
  std::optional<FetchedSecret> made = url_of_environment(variable);
  if (!made) return std::nullopt;
  for (const std::string& warning : made->warnings) warn(warning);
  return std::move(made->value);
}

/// Whether a word is meant as a declared schema: it is neither a database nor a target.
bool is_declared_word(const SourceArgument& source, const Configuration& configuration) {
  const std::string& word = source.exposed();
  std::error_code ignored;
  if (!scheme(source).empty() || find_target(configuration, word) != nullptr) return false;
  return word == "-" || word.find_first_of("./") != std::string::npos || is_in_store(source) ||
         std::filesystem::exists(word, ignored);
}

/// Takes the actual side of the environment where the command line names none. A single word that names a
/// schema is the declared side then.
void set_usual_actual(CompareRequest& request, const Arguments& arguments,
                      const Configuration& configuration) {
  const bool names_one = request.actual.size() == 1 && request.declared.empty();
  const bool is_declared = names_one && arguments.verb->sources == Sources::kSides &&
                           is_declared_word(request.actual.front(), configuration);
  if (!request.actual.empty() && !is_declared) return;
  std::optional<SourceArgument> url = told_url(kUrlVariable);
  if (!url) return;
  if (is_declared) request.declared = std::move(request.actual);
  request.actual = {std::move(*url)};
}

/// Takes the scratch server of the environment, which goes before that of a target.
void set_usual_scratch(Arguments& arguments) {
  if (arguments.given.contains("scratch")) return;
  std::optional<SourceArgument> url = told_url("TENON_SCRATCH");
  if (!url) return;
  CompareRequest& request = arguments.request.compare;
  request.scratch = std::move(*url);
  request.scratch_is_usual = true;
  arguments.given.insert("scratch");
}

/// Finds the audit store where a source is looked up in it. Nothing else needs to know its URL.
void set_store(CompareRequest& request, const std::string& configuration) {
  const bool needs_store =
      std::ranges::any_of(request.actual, is_in_store) || std::ranges::any_of(request.declared, is_in_store);
  if (needs_store) request.store = store_of(configuration_with_store(configuration, request.store));
}

}  // namespace

void configure(Arguments& arguments) {
  if (arguments.verb->sources == Sources::kNone) return;
  const Configuration configuration = configuration_of(arguments.config);
  CompareRequest& request = arguments.request.compare;
  set_usual_actual(request, arguments, configuration);
  set_usual_scratch(arguments);
  ConfiguredRequest made = configured(std::move(request), configuration,
                                      {arguments.given, arguments.verb->sources == Sources::kSides});
  request = std::move(made.request);
  set_store(request, arguments.config);
  set_rendering(arguments.request, configuration, arguments.given);
  if (!arguments.given.contains("fail-on")) arguments.fail_on = *configuration.diff.fail_on;
  for (const std::string& warning : made.warnings) warn(warning);
}

}  // namespace tenon
