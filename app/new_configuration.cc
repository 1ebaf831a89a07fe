// Writes TOML by hand, with comments for whoever goes on from there, and reads it once to be sure of it.

#include "app/new_configuration.h"

#include <cctype>

#include "config/literal_secret.h"
#include "config/read.h"
#include "model/error.h"

namespace tenon {

namespace {

/// A basic string of TOML.
std::string toml_text(const std::string& text) {
  std::string all = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') all += '\\';
    all += c;
  }
  return all + "\"";
}

/// The URL as it may stand in the file, or a reference.
std::string url_or_reference(const NewConfiguration& what) {
  const auto text = SourceArgument(what.url.exposed()).public_text();  // not the name of a target
  const bool is_plain =
      text && text->find_first_of("\n\r\t") == std::string::npos && literal_secret(*text).empty();
  return is_plain ? toml_text(*text) : "{env = " + toml_text(variable_for(what.target)) + "}";
}

std::string naming_section(const NamingConvention& naming) {
  if (naming.templates.empty()) return "";
  std::string all = "\n[naming]  # as the database names its constraints; SQLAlchemy's tokens\n";
  for (const auto& [key, text] : naming.templates) all += key + " = " + toml_text(text) + "\n";
  return all;
}

}  // namespace

std::string variable_for(const std::string& target) {
  std::string name;
  for (const char c : target)
    name += std::isalnum(static_cast<unsigned char>(c)) != 0
                ? static_cast<char>(std::toupper(static_cast<unsigned char>(c)))
                : '_';
  return (name.empty() || std::isdigit(static_cast<unsigned char>(name.front())) != 0 ? "_" : "") + name +
         "_URL";
}

std::string new_configuration(const NewConfiguration& what) {
  std::string all =
      "# $schema: urn:tenon:configuration:1\n"
      "# tenon config check   holds this file against what is known\n"
      "# tenon doctor         tests what it names\n"
      "# No secret stands here: {env = \"NAME\"}, {file = \"PATH\"}, {service = \"NAME\"} or {command = "
      "[\"PROGRAM\"]}.\n"
      "version = 1\n" +
      naming_section(what.naming) + "\n[targets." + what.target + "]\nurl = " + url_or_reference(what) +
      "\n" +
      (what.declared.empty() ? "# declared = \"schema.json\"\n"
                             : "declared = " + toml_text(what.declared) + "\n");
  try {
    static_cast<void>(read_configuration({"tenon.toml", all}, {}));
  } catch (const Error& error) {
    throw Error(Fault::kUsage,
                "no configuration can be written with this target: " + std::string(error.what()));
  }
  return all;
}

}  // namespace tenon
