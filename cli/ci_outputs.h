// What is written by itself in a job of a CI service.

#pragma once

#include <vector>

#include "cli/arguments.h"

namespace tenon {

/// Returns where results go in addition to the text on stdout, for a verb that reports to CI services and a
/// command line without -o: in a job of GitHub (GITHUB_ACTIONS=true) annotations on stdout, and Markdown at
/// the end of the file that GITHUB_STEP_SUMMARY names; in a job of GitLab (GITLAB_CI=true) the Code Quality
/// report `tenon-VERB.gl-code-quality.json` in the working directory. Anywhere else, nothing.
std::vector<Output> ci_outputs(const Arguments& arguments);

}  // namespace tenon
