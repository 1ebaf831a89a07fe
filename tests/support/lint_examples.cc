#include "tests/support/lint_examples.h"

#include <fstream>
#include <sstream>

namespace tenon::test {

std::vector<LintExample> lint_examples(const std::string& folder) {
  std::ifstream page(folder + "/../docs/lint.md");
  std::vector<LintExample> examples;
  LintExample section;
  bool inside = false;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("## ")) {
      section.code = line.substr(3, 5);
      section.title = line.substr(9);
    } else if (inside) {
      inside = line != "```";
      if (inside) examples.back().text += line + "\n";
    } else if (line.starts_with("```sql ") || line.starts_with("```json ")) {
      inside = true;
      LintExample example = section;
      std::istringstream words(line.substr(3));
      std::string form;
      words >> form >> example.dialect;
      example.is_json = form == "json";
      for (std::string word; words >> word;) {
        example.live_only = example.live_only || word == "live";
        example.file_only = example.file_only || word == "file";
        example.is_bad = example.is_bad || word == "bad";
      }
      examples.push_back(example);
    }
  }
  return examples;
}

}  // namespace tenon::test
