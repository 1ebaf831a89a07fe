#include "render/report_words.h"

#include <algorithm>

#include "model/visible.h"

namespace tenon {

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  if (out.size() < width) out.append(width - out.size(), ' ');
  return out;
}

std::string spoken(std::string text) {
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string spoken(Kind kind) { return spoken(std::string(word(kind))); }

std::string flat(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  return visible(text);
}

std::string place(const Source& source) {
  return source.path.empty() ? "" : "   " + visible(source.path) + ":" + std::to_string(source.line);
}

std::string side_name(const Side& side) {
  std::string text = side.url.empty() ? side.path : side.url;
  if (!side.server_version.empty()) text += " (" + side.kind + " " + side.server_version + ")";
  return visible(text);
}

}  // namespace tenon
