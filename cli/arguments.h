// Reads the command line: words in, Arguments or a text to print out.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/format.h"
#include "app/generate.h"
#include "app/targets.h"
#include "cli/verb.h"
#include "model/lint.h"
#include "model/source_argument.h"

namespace tenon {

/// `-o FORMAT[=PATH]`: where a result goes. Empty path: stdout.
struct Output {
  const Format* format = nullptr;
  std::string path;
  bool is_unasked = false;   ///< of a CI service's job: a place that cannot be written is no fault of the run
  bool is_appended = false;  ///< to the file, which others write to as well
};

/// The variable of a source that no word names; `TENON_URL_FILE` names a file that holds it.
inline constexpr const char* kUrlVariable = "TENON_URL";

/// What the verbs of the audit store are given.
struct StoreArguments {
  std::string action;   ///< store, ack, token: what to do
  std::string subject;  ///< history: the target; ack: the key of a finding, or the number of one;
                        ///< token: a name, or a number
  std::string selector = "*";
  std::string reason;
  std::string owner;
  std::string until;
  std::vector<std::string> scopes;        ///< token add
  bool all = false;                       ///< ack list, token list: those that have ended, too
  std::optional<std::size_t> limit;       ///< history: how many audits
  std::optional<std::size_t> audit_days;  ///< store prune: how long they are kept
  std::optional<std::size_t> full_days;
  std::optional<std::size_t> delivery_days;
};

/// What `audit` is given.
struct AuditArguments {
  bool all = false;
  std::vector<std::string> select;
  std::map<std::string, std::string> overrides;  ///< of [audit], by flag without dashes; "": not given
  bool tells = true;                             ///< messages are queued and sent
};

/// What `notify` is given.
struct NotifyArguments {
  bool tests = false;
  bool lists = false;
};

/// What `serve` and `healthcheck` are given.
struct ServeArguments {
  std::string listen;  ///< empty: as the configuration says
  std::string log_format = "text";
  std::string log_level = "info";
  bool is_ready = false;  ///< healthcheck: with its store
};

/// The command line, read.
struct Arguments {
  const Verb* verb = nullptr;  ///< null: the command line could not be read
  GenerateRequest request;
  std::vector<std::string> around;  ///< inspect: these tables and their neighbours alone
  std::optional<std::size_t> hops;  ///< inspect: how far neighbours go; 1 if nothing is said
  std::string config;               ///< the configuration; empty: the nearest one
  GivenFlags given;                 ///< the options that the user gave, without dashes
  std::vector<std::string> names;   ///< doctor: the targets that are tested
  std::string new_target;           ///< init: the target of the configuration that is written
  bool is_json = false;             ///< config: JSON on stdout
  std::string key;                  ///< explain: of the object; schema: which; config: what is done
  LintSettings lint;                ///< lint: what the flags say of its rules
  SourceArgument convention;        ///< names: the declared file that has it
  bool rename = false;              ///< names: write the migration
  bool only_server_names = false;   ///< names: leave alone what somebody chose
  std::vector<Output> outputs;
  StoreArguments store;        ///< history, ack, store, token
  AuditArguments audit;        ///< audit
  NotifyArguments notify;      ///< notify
  ServeArguments serve;        ///< serve, healthcheck
  bool dry_run = false;        ///< generate, names --rename: print the files, write nothing
  bool summary = false;        ///< counts instead of each finding, in text
  bool quiet = false;          ///< errors alone on stderr, no text on stdout
  bool exit_code = false;      ///< diff: 2 when there are changes
  std::string fail_on;         ///< check: which findings make it fail, by the flag or the configuration
  std::string color = "auto";  ///< "auto", "always", "never"
};

/// What reading a command line came to: arguments to run with, or a text and an exit code at once (--help,
/// --version, a usage fault).
struct Parsed {
  Arguments arguments;
  bool run = true;
  int exit_code = 0;
  std::string out;  ///< for stdout
  std::string err;  ///< for stderr
};

Parsed parsed(int count, const char* const* given);

}  // namespace tenon
