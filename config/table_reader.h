// Reads the members of one table of a configuration, and remembers which it knows.

#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/configuration.h"
#include "config/toml_value.h"
#include "model/faults.h"

namespace tenon {

/// What the readers of one file share.
struct ConfigurationReading {
  Faults& faults;
  std::string folder;                 ///< that the paths of the file start from
  std::vector<std::string> styles;    ///< the names of the runners that `generate` writes for
  std::vector<std::string> dialects;  ///< the names of dialects
  /// What a request may refer to by a name in the place of a secret; nullptr: a file is read, which refers to
  /// variables, files, services and programs.
  const std::map<std::string, SecretReference>* secrets = nullptr;
  std::vector<std::string> schemes = {};  ///< what URLs of databases begin with: `sqlite://`; empty: anything
};

/// Numbers that a setting may have.
struct CountRange {
  std::size_t least = 1;
  std::size_t most = 1'000'000;
};

/// Reads one table. A member that is absent leaves its setting as it is; a wrong one leaves it so too and is
/// a fault. done() makes a fault of every member that nobody asked for.
class TableReader {
 public:
  /// `who` calls the table in messages: `[diff]`, `target orders`.
  TableReader(ConfigurationReading& in, const TomlValue& table, std::string who);

  const std::string& who() const { return who_; }
  const Source& at() const { return table_.at; }
  ConfigurationReading& in() const { return in_; }
  /// Returns a member of any kind, or nullptr.
  const TomlValue* find(std::string_view key);
  bool has(std::string_view key) { return find(key) != nullptr; }

  void text(std::string_view key, Setting<std::string>& to, const std::vector<std::string>& one_of = {});
  /// A list of texts, or one.
  void words(std::string_view key, Setting<Words>& to);
  /// Patterns of objects: each has a known kind or none, and is not empty.
  void patterns(std::string_view key, Setting<Words>& to);
  void flag(std::string_view key, Setting<bool>& to);
  void count(std::string_view key, Setting<std::size_t>& to, CountRange range = {});
  void time(std::string_view key, Setting<Duration>& to);
  void time(std::string_view key, Setting<std::optional<Duration>>& to);
  /// Texts of which none is empty: globs over names.
  void names(std::string_view key, Setting<Words>& to);
  /// A path, or a list of them, that starts from the folder of the file; an empty one is a fault.
  void paths(std::string_view key, Setting<Words>& to);

  /// A value without origin; nullopt where it is absent or wrong.
  std::optional<std::string> plain_text(std::string_view key, const std::vector<std::string>& one_of = {});
  std::optional<std::size_t> plain_count(std::string_view key, CountRange range = {});
  std::optional<Duration> plain_time(std::string_view key);

  void fault(const Source& at, const std::string& what) const { in_.faults.add(at, what); }
  /// Adds a fault for each member that is not known.
  void done();

 private:
  /// Returns the member if it is of this kind; a fault says what is wanted otherwise.
  const TomlValue* find(std::string_view key, TomlKind kind, const std::string& wanted);
  /// Calls `use` for each text of a member.
  template <class Use>
  void for_each_text(std::string_view key, Use use);
  std::string whose(std::string_view key) const { return "\"" + std::string(key) + "\" of " + who_; }

  ConfigurationReading& in_;
  const TomlValue& table_;
  std::string who_;
  std::vector<std::string> known_;
};

/// Returns the origin of a value of the file.
Origin file_origin(const TomlValue& value);

/// Returns a path that is written in the file as the program opens it: one that is not absolute starts from
/// the folder of the file. So does the path of a relative SQLite URL; any other URL stays.
std::string path_from(const std::string& folder, const std::string& path);

/// Returns the texts of a list, or the one text. Adds a fault for anything else.
std::optional<Words> read_words(ConfigurationReading& in, const TomlValue& value, const std::string& whose);

}  // namespace tenon
