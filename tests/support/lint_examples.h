#pragma once

#include <string>
#include <vector>

namespace tenon::test {

/// One example of docs/lint.md: a fenced block ```` ```sql|json DIALECT [live|file] bad|good ````.
struct LintExample {
  std::string code;   ///< of the section that it stands in
  std::string title;  ///< of that section
  std::string dialect;
  bool live_only = false;  ///< only a database shows it
  bool file_only = false;  ///< only a file shows it
  bool is_bad = false;
  bool is_json = false;
  std::string text;
};

/// All of them, in the order of the page. `folder`: the tests' own, beside docs/.
std::vector<LintExample> lint_examples(const std::string& folder);

}  // namespace tenon::test
