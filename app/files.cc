// Makes the message of a migration a part of a file name.

#include "app/files.h"

namespace tenon {

namespace {

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::string slug(const std::string& message) {
  constexpr std::size_t kLongest = 40;
  std::string text;
  for (const char c : message) {
    if (is_word_byte(c))
      text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!text.empty() && text.back() != '_')
      text += '_';
  }
  while (text.ends_with('_')) text.pop_back();
  if (text.size() > kLongest) {
    text.resize(kLongest);
    if (const auto cut = text.rfind('_'); cut != std::string::npos) text.resize(cut);
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
  }
  return text;
}

}  // namespace tenon
