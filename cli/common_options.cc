// Adds the options that several verbs share.

#include "cli/common_options.h"

#include "model/fail_on.h"
#include "model/match_by.h"

namespace tenon {

namespace {

void add_filter(VerbOptions& options, Filter& filter) {
  options.texts("--schema", filter.schemas, "compare only these schemas (globs; may be repeated)");
  options.texts(
      "--include", filter.include,
      "compare only what matches: NAME, SCHEMA.NAME or SCHEMA.TABLE.NAME with * and ?, a kind prefix "
      "(table:tmp_*, foreign_key:public.orders.*), ! negates");
  options.texts("--exclude", filter.exclude, "leave out what matches, spelled as for --include");
  options.flag("!--exclude-partitions", filter.partitions,
               "leave out the partitions of partitioned tables, which another job makes");
  options.flag("--runner-tables", filter.runner_tables,
               "also compare the bookkeeping tables of migration runners (alembic_version ...)");
}

void add_reading(VerbOptions& options, OptionValues values, const std::string& about_dialect) {
  CompareRequest& request = values.arguments.request.compare;
  options.text("--dialect", request.dialect, about_dialect);
  options.source("--scratch", request.scratch,
                 "a PostgreSQL server that reads SQL files: a database is made there, and dropped again; "
                 "otherwise TENON_SCRATCH",
                 {.is_secret = true, .type = "URL"});
  options.seconds("--timeout", values.raw.timeout,
                  "how long to wait for a database: to connect (10 otherwise), for the answer to a statement "
                  "(30), for a lock of SQLite's (5)");
  add_store(options, values);
}

/// Returns the names of the formats that a verb offers, each with its note in brackets.
std::string named_formats(const Verb& verb) {
  std::string all;
  for (const OfferedFormat& one : verb.formats())
    all += (all.empty() ? "" : ", ") + one.format->name + (one.note.empty() ? "" : " (" + one.note + ")");
  return all;
}

}  // namespace

std::string about_sources() {
  return "A source is a database URL (postgresql://user@host:5432/db, postgresql:///db, sqlite:///file.db,\n"
         "sqlite:////absolute/file.db), a target of tenon.toml (orders, target:orders), a declared schema in "
         "JSON\n"
         "or SQL, a folder of *.json or of *.sql, or - for JSON from stdin. What the audit store remembers "
         "is a\n"
         "source too: audit:12, or orders@2026-11-01 for the target orders on that day.\n"
         "Passwords belong in ~/.pgpass, PGPASSWORD or a service file rather than in the URL.\n";
}

void add_store(VerbOptions& options, OptionValues values) {
  options.source(
      "--store", values.arguments.request.compare.store,
      "the audit store, sqlite:///FILE or postgresql://...; otherwise TENON_STORE, [store] of tenon.toml, or "
      "tenon.db beside it",
      {.is_secret = true, .type = "URL"});
}

void add_configuration(VerbOptions& options, OptionValues values) {
  options.text("--config", values.arguments.config,
               "the configuration; by default the nearest tenon.toml, from the working directory upwards",
               {.type = "FILE"});
}

void add_source(VerbOptions& options, OptionValues values, const std::string& about_dialect) {
  CompareRequest& request = values.arguments.request.compare;
  options.source("SOURCE", values.raw.actual,
                 "a database URL, a target of tenon.toml, or any other source; otherwise TENON_URL");
  add_configuration(options, values);
  add_reading(options, values, about_dialect);
  add_filter(options, request.filter);
}

void add_sides(VerbOptions& options, OptionValues values) {
  CompareRequest& request = values.arguments.request.compare;
  options.source(
      "ACTUAL", values.raw.actual,
      "what exists: a database URL, a target of tenon.toml, or any other source; otherwise TENON_URL, or the "
      "only target");
  options.sources(
      "DECLARED", values.raw.declared,
      "what is wanted: schema files that make one schema, or any other source; by default what the "
      "target declares");
  add_configuration(options, values);
  add_reading(options, values, "postgresql, sqlite or actian, for two files that name none");
  add_filter(options, request.filter);
  options.texts("--rename", request.renames,
                "a table or column that is renamed, its rows kept: table:FORMER=NAME, "
                "column:TABLE.FORMER=NAME (may be repeated; never guessed)");
  add_match(options, values.raw.match);
  options.flag("--online", values.raw.online,
               "scripts for PostgreSQL that let an application write meanwhile: indexes CONCURRENTLY, "
               "constraints NOT VALID and validated apart, each step with the limits of its locks");
}

void add_verdict(VerbOptions& options, OptionValues values) {
  options.flag("!--ignore-not-modelled", values.arguments.request.compare.fail_on_unmodelled,
               "in sync although something differs that is not modelled (a view, a trigger ...)");
}

void add_fail_on(VerbOptions& options, std::string& fail_on) {
  options.text("--fail-on", fail_on,
               "which findings make exit code 2: any (otherwise), changed, missing, destructive, never; the "
               "others are shown, and what could not be compared is exit code 1 in any case",
               {.one_of = fail_on_words()});
}

void add_match(VerbOptions& options, std::string& match) {
  options.text(
      "--match", match,
      "name-then-definition (otherwise): the same constraint under another name is renamed; name: it "
      "is dropped and added",
      {.one_of = match_words()});
}

void add_outputs(VerbOptions& options, OptionValues values) {
  options.texts("-o,--output", values.raw.outputs,
                "FORMAT[=PATH], may be repeated; formats: " + named_formats(values.verb),
                {.type = "FORMAT[=PATH]"});
  options.text("--color", values.arguments.color, "auto, always or never; NO_COLOR is honoured",
               {.one_of = {"auto", "always", "never"}});
  options.flag(
      "-q,--quiet", values.arguments.quiet,
      "nothing on stderr but errors, no text report on stdout; the exit code and other outputs stay");
}

void add_summary(VerbOptions& options, OptionValues values) {
  options.flag("--summary", values.arguments.summary,
               "text: counts by kind and by table instead of each finding (-o json has all)");
}

void add_files(VerbOptions& options, OptionValues values, const std::string& needs) {
  GenerateRequest& request = values.arguments.request;
  std::string known;
  for (const std::string& style : styles()) known += (known.empty() ? "" : ", ") + style;
  options.text("--style", request.style, "the runner to write for: " + known,
               {.shows_default = true, .needs = needs});
  options.text("--dir", request.dir, "the folder of the migrations", {.shows_default = true, .needs = needs});
  options.text("--rev-id", request.rev_id, "the revision id or number, instead of a random one or the next",
               {.needs = needs});
  options.text("--head", request.head,
               "with --style alembic: the revision to follow, where there are several heads",
               {.needs = needs});
  options.flag("--dry-run", values.arguments.dry_run, "print the files to stdout, write nothing",
               {.needs = needs});
}

}  // namespace tenon
