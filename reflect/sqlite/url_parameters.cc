// Reads what stands behind the question mark of a sqlite URL.

#include "reflect/sqlite/url_parameters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <vector>

#include "model/connection_parameters.h"
#include "model/error.h"
#include "model/nearest_word.h"
#include "model/redaction.h"
#include "sql/character.h"

namespace tenon {

namespace {

/// What a parameter means to tenon.
enum class Meaning {
  kOfDriver,  ///< an argument of Python's sqlite3.connect(): nothing that is read depends on it
  kUri,
  kMode,
  kTimeout,
  kCache,
  kSwitch,  ///< a boolean of SQLite's URIs
  kText     ///< a text of SQLite's URIs
};

struct Parameter {
  std::string_view name;
  Meaning meaning;
};

// SQLAlchemy's dialects pysqlite and aiosqlite; sqlite3.connect(); SQLite's "Uniform Resource Identifiers",
// section 3.4.
constexpr auto kParameters = std::to_array<Parameter>({
    {"uri", Meaning::kUri},
    {"mode", Meaning::kMode},
    {"timeout", Meaning::kTimeout},
    {"cache", Meaning::kCache},
    {"immutable", Meaning::kSwitch},
    {"nolock", Meaning::kSwitch},
    {"psow", Meaning::kSwitch},
    {"vfs", Meaning::kText},
    {"modeof", Meaning::kText},
    {"autocommit", Meaning::kOfDriver},
    {"cached_statements", Meaning::kOfDriver},
    {"check_same_thread", Meaning::kOfDriver},
    {"detect_types", Meaning::kOfDriver},
    {"factory", Meaning::kOfDriver},
    {"isolation_level", Meaning::kOfDriver},
});

using Words = std::vector<std::string>;

const Words& words_of(Meaning meaning) {
  static const Words kBoolean{"true", "false", "1", "0", "yes", "no", "on", "off"};
  static const Words kModes{"ro", "rw", "rwc", "memory"};
  static const Words kCaches{"shared", "private"};
  static const Words kAny;
  switch (meaning) {
    case Meaning::kUri:
    case Meaning::kSwitch:
      return kBoolean;
    case Meaning::kMode:
      return kModes;
    case Meaning::kCache:
      return kCaches;
    case Meaning::kOfDriver:
    case Meaning::kTimeout:
    case Meaning::kText:
      break;
  }
  return kAny;
}

class ParametersReader {
 public:
  explicit ParametersReader(const SourceArgument& url) : url_(url) {}

  void read(std::string_view pair) {
    const auto equals = std::min(pair.find('='), pair.size());
    const std::string key = percent_decoded(pair.substr(0, equals));
    const std::string value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())));
    const auto* known = std::ranges::find(kParameters, key, &Parameter::name);
    if (known == kParameters.end()) unknown(key);
    const Words& words = words_of(known->meaning);
    const std::string word = known->meaning == Meaning::kUri ? lower(value) : value;
    if (!words.empty() && std::ranges::find(words, word) == words.end())
      fail("the parameter " + key + " takes " + with_commas(words) + suggestion(lower(value), words));
    apply(*known, word, pair);
  }

  SqliteParameters result() && { return std::move(made_); }

 private:
  void apply(const Parameter& known, const std::string& value, std::string_view pair) {
    switch (known.meaning) {
      case Meaning::kOfDriver:
        return;
      case Meaning::kUri:
        made_.uri = value == "true" || value == "1" || value == "yes" || value == "on";
        return;
      case Meaning::kTimeout:
        made_.timeout = milliseconds(value);
        return;
      case Meaning::kMode:
        made_.in_memory = value == "memory";
        if (!made_.in_memory) return;
        break;
      case Meaning::kCache:
        return keep(pair);
      case Meaning::kSwitch:
      case Meaning::kText:
        break;
    }
    if (made_.only_of_uri.empty()) made_.only_of_uri = known.name;
    keep(pair);
  }

  void keep(std::string_view pair) {
    made_.for_sqlite += (made_.for_sqlite.empty() ? "" : "&") + std::string(pair);
  }

  std::chrono::milliseconds milliseconds(const std::string& value) const {
    double seconds = -1;
    const char* const end = value.data() + value.size();
    const auto [stopped, code] = std::from_chars(value.data(), end, seconds);
    if (code != std::errc() || stopped != end || !(seconds >= 0))
      fail("the parameter timeout takes the seconds that a lock is waited for, such as timeout=5");
    constexpr double kMost = std::numeric_limits<int>::max();  // SQLite counts in an int
    return std::chrono::milliseconds(static_cast<int>(std::min(seconds * 1000, kMost)));
  }

  /// A name that is no word, and not close to a known one, may be a part of a secret and is not said.
  [[noreturn]] void unknown(const std::string& key) const {
    Words known;
    for (const Parameter& each : kParameters) known.emplace_back(each.name);
    const std::string near = suggestion(lower(key), known);
    const bool is_sayable = is_parameter_word(key) || !near.empty();
    fail("there is no parameter \"" + (is_sayable ? key : std::string(kHidden)) + "\"" +
         (near.empty() ? "; known are " + with_commas(known) : near));
  }

  [[noreturn]] void fail(const std::string& why) const {
    throw Error(Fault::kUsage, "cannot read " + url_.redacted() + ": " + why);
  }

  const SourceArgument& url_;
  SqliteParameters made_;
};

}  // namespace

SqliteParameters sqlite_parameters(std::string_view query, const SourceArgument& url) {
  ParametersReader reader(url);
  for (std::size_t begin = 0; begin < query.size();) {
    const auto end = std::min(query.find('&', begin), query.size());
    if (end > begin) reader.read(query.substr(begin, end - begin));
    begin = end + 1;
  }
  return std::move(reader).result();
}

}  // namespace tenon
