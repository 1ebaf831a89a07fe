// Reads the sections that hold settings of their own: diff, render, audit, store.

#include "config/read_secret.h"
#include "config/sections.h"
#include "model/fail_on.h"
#include "model/match_by.h"

namespace tenon {

namespace {

constexpr CountRange kWorkers{1, 1000};

}  // namespace

void read_retention(ConfigurationReading& in, const TomlValue& value, const std::string& who,
                    RetentionConfiguration& made) {
  TableReader table(in, value, who);
  table.time("audits", made.audits);
  table.time("snapshots", made.snapshots);
  table.time("deliveries", made.deliveries);
  table.flag("keep_episodes", made.keep_episodes);
  table.done();
}

void read_diff(ConfigurationReading& in, const TomlValue& value, DiffConfiguration& made) {
  TableReader table(in, value, "[diff]");
  table.names("schemas", made.schemas);
  table.patterns("include", made.include);
  table.patterns("ignore", made.ignore);
  table.text("fail_on", made.fail_on, fail_on_words());
  table.text("match", made.match, match_words());
  table.done();
}

void read_render(ConfigurationReading& in, const TomlValue& value, RenderConfiguration& made) {
  TableReader table(in, value, "[render]");
  table.text("dialect", made.style, in.styles);
  table.text("style", made.style, in.styles);
  if (table.has("style") && table.has("dialect"))
    table.fault(table.find("dialect")->at,
                "\"dialect\" of [render] is another word for \"style\"; one is enough");
  table.text("dir", made.dir);
  if (const TomlValue* dir = table.find("dir")) {
    if (dir->kind == TomlKind::kString && dir->text.empty())
      table.fault(dir->at, "\"dir\" of [render] names no folder; name one, or leave the key out");
    made.dir.value = path_from(in.folder, made.dir.value);
  }
  table.flag("concurrently", made.concurrently);
  table.text("validate", made.validate, {"together", "separate"});
  table.done();
}

void read_audit(ConfigurationReading& in, const TomlValue& value, AuditConfiguration& made) {
  TableReader table(in, value, "[audit]");
  table.count("workers", made.workers, kWorkers);
  table.count("per_server", made.per_server, kWorkers);
  table.time("time_limit", made.time_limit);
  table.time("target_time_limit", made.target_time_limit);
  table.count("attempts", made.attempts, {1, 100});
  table.time("stale_after", made.stale_after);
  table.done();
}

void read_store(ConfigurationReading& in, const TomlValue& value, StoreConfiguration& made) {
  TableReader table(in, value, "[store]");
  read_secret(table, "url", SecretUse::kUrl, made.url);
  if (const TomlValue* retention = table.find("retention"))
    read_retention(in, *retention, "\"retention\" of [store]", made.retention);
  table.done();
}

}  // namespace tenon
