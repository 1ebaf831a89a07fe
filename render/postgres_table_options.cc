#include "render/postgres_table_options.h"

#include <string_view>

#include "model/constraint.h"
#include "model/error.h"
#include "render/postgres_clauses.h"
#include "render/sql_text.h"
#include "sql/quote.h"

namespace tenon {

namespace {

constexpr std::string_view kStorage = "with.";

bool is_storage(const Option& option) { return option.key.starts_with(kStorage); }

std::string storage_name(const Option& option) { return option.key.substr(kStorage.size()); }

/// An option with a word of its own in SQL. `value` is written as it is after the word.
struct OptionWord {
  std::string_view key;
  std::string_view in_create;  ///< before the value, in the order of CREATE TABLE
  std::string_view in_alter;   ///< after ALTER TABLE t; empty: it cannot be changed in place
  std::string_view unset;      ///< takes it back; empty: it cannot be taken back
};

constexpr OptionWord kWords[] = {
    {"inherits", " INHERITS (", "", ""},
    {"partition_by", " PARTITION BY ", "", ""},
    {"access_method", " USING ", "", ""},
    {"tablespace", " TABLESPACE ", "SET TABLESPACE ", "SET TABLESPACE pg_default"},
};

[[noreturn]] void refuse(const QualifiedName& table, const std::string& key) {
  throw Error(Fault::kUnsupported, "table " + shown(table) + " differs in " + key +
                                       ", which cannot be changed in place; move its rows to a new table");
}

std::string storage_with(const Options& options) {
  std::vector<std::string> parts;
  for (const Option& option : options)
    if (is_storage(option)) parts.push_back(storage_option(option));
  return parts.empty() ? "" : " WITH (" + joined(parts, ", ") + ")";
}

void add_word_changes(std::vector<std::string>& all, const QualifiedName& table, const Options& actual,
                      const Options& declared) {
  for (const OptionWord& word : kWords) {
    const std::string* from = option(actual, word.key);
    const std::string* to = option(declared, word.key);
    if ((from ? *from : "") == (to ? *to : "")) continue;
    if (word.in_alter.empty()) refuse(table, std::string(word.key));
    all.push_back("ALTER TABLE " + quoted(table) + " " +
                  (to ? std::string(word.in_alter) + *to : std::string(word.unset)));
  }
}

void add_storage_changes(std::vector<std::string>& all, const QualifiedName& table, const Options& actual,
                         const Options& declared) {
  std::vector<std::string> set;
  std::vector<std::string> reset;
  for (const Option& o : declared)
    if (const std::string* from = option(actual, o.key); is_storage(o) && (!from || *from != o.value))
      set.push_back(storage_option(o));
  for (const Option& o : actual)
    if (is_storage(o) && !option(declared, o.key)) reset.push_back(storage_name(o));
  if (!set.empty()) all.push_back("ALTER TABLE " + quoted(table) + " SET (" + joined(set, ", ") + ")");
  if (!reset.empty()) all.push_back("ALTER TABLE " + quoted(table) + " RESET (" + joined(reset, ", ") + ")");
}

bool is_known(const Option& option) {
  if (is_storage(option) || option.key == "unlogged") return true;
  for (const OptionWord& word : kWords)
    if (word.key == option.key) return true;
  return false;
}

}  // namespace

std::string postgres_table_prefix(const Options& options) { return option(options, "unlogged") ? "UNLOGGED " : ""; }

std::string postgres_table_options(const Options& options) {
  std::string text;
  for (const OptionWord& word : kWords) {
    if (word.key == "tablespace") text += storage_with(options);
    if (const std::string* value = option(options, word.key))
      text += std::string(word.in_create) + *value + (word.in_create.ends_with('(') ? ")" : "");
  }
  return text;
}

std::vector<std::string> changed_table_options(const QualifiedName& table, const Options& actual,
                                               const Options& declared) {
  for (const Options* side : {&actual, &declared})
    for (const Option& o : *side)
      if (!is_known(o)) refuse(table, o.key);
  std::vector<std::string> all;
  const bool unlogged = option(declared, "unlogged") != nullptr;
  if (unlogged != (option(actual, "unlogged") != nullptr))
    all.push_back("ALTER TABLE " + quoted(table) + (unlogged ? " SET UNLOGGED" : " SET LOGGED"));
  add_word_changes(all, table, actual, declared);
  add_storage_changes(all, table, actual, declared);
  return all;
}

}  // namespace tenon
