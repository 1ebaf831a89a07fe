// The list of output formats. Adding one: its function in a file of app/formats/, and its name here.

#include "app/format.h"

namespace tenon {

const std::vector<Format>& formats() {
  static const std::vector<Format> all{text_format(), json_format(), sql_format()};
  return all;
}

}  // namespace tenon
