// What is written by itself in a job of a CI service.

#include "cli/ci_outputs.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace tenon {

namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

const Format* format_called(std::string_view name) {
  return &*std::ranges::find(formats(), name, &Format::name);
}

}  // namespace

std::vector<Output> ci_outputs(const Arguments& arguments) {
  std::vector<Output> all;
  if (!arguments.verb || !arguments.verb->reports_to_ci || !arguments.outputs.empty()) return all;
  if (variable("GITHUB_ACTIONS") == "true") {
    all.push_back({format_called("github"), "", true, false});
    if (const auto summary = variable("GITHUB_STEP_SUMMARY"); !summary.empty())
      all.push_back({format_called("markdown"), std::string(summary), true, true});
  }
  if (variable("GITLAB_CI") == "true")
    all.push_back(
        {format_called("gitlab"), "tenon-" + arguments.verb->name + ".gl-code-quality.json", true, false});
  return all;
}

}  // namespace tenon
