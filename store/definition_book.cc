// Keeps definitions, and writes what becomes of them into the log.

#include "store/definition_book.h"

#include <map>

#include "audit/canonical_json.h"
#include "model/digest.h"
#include "model/error.h"
#include "store/log.h"
#include "store/session.h"

namespace tenon {

namespace {

/// The name of the row of store_info that counts the changes.
constexpr const char* kRevision = "definitions";

constexpr const char* kSelect =
    "SELECT kind, name, content, secret, created_at, changed_at, changed_by FROM api_definition ";

std::string word_of(DefinitionKind kind) { return std::string(to_string(kind)); }

Definition definition_of(const SqlRow& row) {
  return {.kind = row.text(0) == to_string(DefinitionKind::kTarget) ? DefinitionKind::kTarget
                                                                    : DefinitionKind::kWebhook,
          .name = row.text(1),
          .content = row.text(2),
          .secret = row.optional_text(3),
          .changed_by = row.text(6),
          .created = row.instant(4),
          .changed = row.instant(5)};
}

std::int64_t stored_revision(StoreSession& session) {
  const std::string text = info(session, kRevision).value_or("0");
  const bool is_number =
      !text.empty() && text.size() < 18 && text.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? std::stoll(text) : 0;
}

std::optional<Definition> stored(StoreSession& session, DefinitionKind kind, const std::string& name) {
  const SqlRows rows =
      session.run(std::string(kSelect) + "WHERE kind = ?1 AND name = ?2", {word_of(kind), name});
  return rows.empty() ? std::nullopt : std::optional(definition_of(rows.front()));
}

/// Returns everything that lasts of a definition as canonical JSON; of its secret a digest.
std::string body_of(const Definition& definition) {
  return text_of(CanonicalJson{{"by", definition.changed_by},
                               {"content", definition.content},
                               {"name", definition.name},
                               {"secret", definition.secret ? sha256(*definition.secret) : ""}});
}

/// Appends what became of a definition, and lets other processes see that something did.
void tell(StoreSession& session, const Definition& definition, const char* what) {
  Event event;
  event.at = session.now();
  event.kind = word_of(definition.kind) + "." + what;
  if (definition.kind == DefinitionKind::kTarget) event.target = definition.name;
  event.body = body_of(definition);
  append_event(session, std::move(event));
  set_info(session, kRevision, std::to_string(stored_revision(session) + 1));
}

void write(StoreSession& session, const Definition& made) {
  session.run(
      "INSERT INTO api_definition (kind, name, content, secret, created_at, changed_at, changed_by) VALUES "
      "(?1, "
      "?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (kind, name) DO UPDATE SET content = excluded.content, secret = "
      "excluded.secret, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
      {word_of(made.kind), made.name, made.content, or_null(made.secret), sortable(made.created),
       sortable(made.changed), made.changed_by});
}

void give_up_waiting(StoreSession& session, const std::string& webhook) {
  session.run(
      "UPDATE delivery SET claimed_until = NULL, given_up_at = ?2, last_error = 'its webhook was removed' "
      "WHERE "
      "channel = ?1 AND delivered_at IS NULL AND given_up_at IS NULL",
      {webhook, sortable(session.now())});
}

void cancel_queued(StoreSession& session, const std::string& target) {
  session.run(
      "UPDATE job SET state = 'cancelled', lease_token = lease_token + 1, finished_at = ?2 WHERE target = ?1 "
      "AND "
      "state = 'queued'",
      {target, sortable(session.now())});
}

/// What the log says of definitions last, by kind and name: its kind of event, and its body.
std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>> logged(
    StoreSession& session) {
  std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>> all;
  for (const SqlRow& row : session.run(
           "SELECT kind, body FROM event WHERE kind IN ('target.created', 'target.changed', "
           "'target.deleted', 'webhook.created', 'webhook.changed', 'webhook.deleted') ORDER BY id")) {
    const std::string kind = row.text(0);
    const auto dot = kind.find('.');
    const std::string name = text_at(parsed_json(row.text(1), "an event"), "name");
    all[{kind.substr(0, dot), name}] = {kind.substr(dot + 1), row.text(1)};
  }
  std::erase_if(all, [](const auto& one) { return one.second.first == "deleted"; });
  return all;
}

}  // namespace

std::string_view to_string(DefinitionKind kind) {
  return kind == DefinitionKind::kTarget ? "target" : "webhook";
}

std::string revision_of(const Definition& definition) {
  constexpr std::size_t kDigits = 16;
  return sha256(definition.content + "\n" + definition.secret.value_or(""))
      .substr(std::string("sha256:").size(), kDigits);
}

const Definition* find_definition(const Definitions& definitions, DefinitionKind kind,
                                  const std::string& name) {
  for (const Definition& one : definitions.all)
    if (one.kind == kind && one.name == name) return &one;
  return nullptr;
}

std::int64_t DefinitionBook::revision() {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  return stored_revision(*store_.session_);
}

Definitions DefinitionBook::all() {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreSession& session = *store_.session_;
  const StoreTransaction transaction(session, Access::kReading);
  Definitions made{.revision = stored_revision(session)};
  for (const SqlRow& row : session.run(std::string(kSelect) + "ORDER BY kind, name"))
    made.all.push_back(definition_of(row));
  return made;
}

std::optional<Definition> DefinitionBook::find(DefinitionKind kind, const std::string& name) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  return stored(*store_.session_, kind, name);
}

PutOutcome DefinitionBook::put(const Definition& definition, const Precondition& holds) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreSession& session = *store_.session_;
  StoreTransaction transaction(session, Access::kWriting);
  const std::optional<Definition> before = stored(session, definition.kind, definition.name);
  if (!holds(before ? &*before : nullptr)) return PutOutcome::kRefused;
  Definition made = definition;
  if (before && !made.secret) made.secret = before->secret;
  if (before && before->content == made.content && before->secret == made.secret) return PutOutcome::kSame;
  made.changed = session.now();
  made.created = before ? before->created : made.changed;
  write(session, made);
  tell(session, made, before ? "changed" : "created");
  transaction.commit();
  return before ? PutOutcome::kChanged : PutOutcome::kCreated;
}

bool DefinitionBook::remove(const Definition& of, const Precondition& holds) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreSession& session = *store_.session_;
  StoreTransaction transaction(session, Access::kWriting);
  std::optional<Definition> before = stored(session, of.kind, of.name);
  if (!holds(before ? &*before : nullptr)) return false;
  session.run("DELETE FROM api_definition WHERE kind = ?1 AND name = ?2", {word_of(of.kind), of.name});
  (of.kind == DefinitionKind::kTarget ? cancel_queued : give_up_waiting)(session, of.name);
  before->changed_by = of.changed_by;
  tell(session, *before, "deleted");
  transaction.commit();
  return true;
}

std::int64_t checked_definitions(StoreSession& session, std::vector<StoreFault>& faults) {
  auto said = logged(session);
  const SqlRows rows = session.run(std::string(kSelect) + "ORDER BY kind, name");
  for (const SqlRow& row : rows) {
    const Definition definition = definition_of(row);
    const std::string where = row.text(0) + " " + definition.name + " of the API";
    const auto at = said.find({row.text(0), definition.name});
    if (at == said.end() || at->second.second != body_of(definition))
      faults.push_back({where, "is not what the log says"});
    if (at != said.end()) said.erase(at);
  }
  for (const auto& [key, body] : said)
    faults.push_back({key.first + " " + key.second + " of the API", "is in the log, and there is none"});
  return static_cast<std::int64_t>(rows.size());
}

}  // namespace tenon
