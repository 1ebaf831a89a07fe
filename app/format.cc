// The list of output formats. Adding one: its function in a file of app/formats/, and its name here.

#include "app/format.h"

#include <algorithm>

namespace tenon {

const std::vector<Format>& formats() {
  static const std::vector<Format> all{text_format(),   json_format(),  sql_format(),     markdown_format(),
                                       html_format(),   sarif_format(), junit_format(),   github_format(),
                                       gitlab_format(), svg_format(),   mermaid_format(), dot_format()};
  return all;
}

const Format& format_by_name(const std::string& name) {
  return *std::ranges::find(formats(), name, &Format::name);
}

}  // namespace tenon
