// Completes the queries over unmodelled objects: replaces comments, options and digests of secrets by
// expressions, and leaves out what the server's version does not know.

#include "reflect/postgresql/placeholders.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "reflect/postgresql/row.h"

namespace tenon {

namespace {

constexpr const char* kSecretDigest = "('#' || left(encode(sha256(textsend((TEXT)::text)), 'hex'), 4))";

/// What is shown of options: the values of those that say where something is. A value that may hold more than
/// a name
/// (`dbname` may be a whole connection string) is not shown.
constexpr const char* kOptions = R"(coalesce((
  select ' OPTIONS (' || string_agg(format('%I %s', o.option_name,
           case when o.option_name in ('host', 'hostaddr', 'port', 'dbname', 'schema_name', 'table_name', 'column_name')
                 and o.option_value !~ '[:=@]' then quote_literal(o.option_value)
                else SECRET_DIGEST end), ', ' order by o.option_name collate "C") || ')'
    from pg_options_to_table(ARRAY) o), ''))";

std::string comment_on(std::string_view object_and_catalog) {
  const auto of = object_and_catalog.find(" of ");
  return "coalesce(E'\\nCOMMENT ' || quote_literal(obj_description(" +
         std::string(object_and_catalog.substr(0, of)) + ", '" +
         std::string(object_and_catalog.substr(of + 4)) + "')), '')";
}

std::string secret_digest_of(std::string_view text) { return filled(kSecretDigest, "TEXT", text); }

std::string options_of(std::string_view array) {
  return filled(filled(kOptions, "SECRET_DIGEST", secret_digest_of("o.option_value")), "ARRAY", array);
}

/// The text behind `N: `, if the server's major version is on the right side of N.
std::string guarded(std::string_view number_and_text, int version, bool since) {
  const int first = std::atoi(std::string(number_and_text).c_str()) * 10000;
  const auto text = number_and_text.find(": ") + 2;
  return (version >= first) == since ? std::string(number_and_text.substr(text)) : std::string();
}

std::string replacement(std::string_view kind, std::string_view rest, int version) {
  if (kind == "{comment on ") return comment_on(rest);
  if (kind == "{options of ") return options_of(rest);
  if (kind == "{secret digest of ") return secret_digest_of(rest);
  return guarded(rest, version, kind == "{since ");
}

}  // namespace

std::string completed(std::string query, int version) {
  static constexpr std::array<std::string_view, 5> kKinds = {"{comment on ", "{options of ",
                                                             "{secret digest of ", "{since ", "{before "};
  std::string made;
  std::string_view rest = query;
  for (auto at = rest.find('{'); at != std::string_view::npos; at = rest.find('{')) {
    const auto kind = std::ranges::find_if(
        kKinds, [&](std::string_view each) { return rest.substr(at).starts_with(each); });
    const std::size_t begin = kind == kKinds.end() ? at + 1 : at + kind->size();
    made += rest.substr(0, kind == kKinds.end() ? begin : at);
    const std::size_t end = kind == kKinds.end() ? begin : rest.find('}', begin) + 1;
    if (kind != kKinds.end()) made += replacement(*kind, rest.substr(begin, end - 1 - begin), version);
    rest = rest.substr(end);
  }
  return made.append(rest);
}

}  // namespace tenon
