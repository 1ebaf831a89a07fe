// `tenon token`: make a token for a caller of the service, list those that there are, revoke one.

#include <algorithm>
#include <memory>

#include "app/store_place.h"
#include "app/store_schema.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/given_number.h"
#include "cli/log.h"
#include "cli/results.h"
#include "cli/verb.h"
#include "model/error.h"
#include "model/nearest_word.h"
#include "service/auth/token_use.h"

namespace tenon {

namespace {

/// A secret is written to stdout alone: whoever wants it in a file says who may read that file.
void require_shown(const Arguments& arguments, const std::vector<Output>& outputs) {
  const bool is_shown =
      std::ranges::any_of(outputs, [&](const Output& one) { return !is_held_back(arguments, one); });
  const bool is_on_stdout = std::ranges::all_of(outputs, [](const Output& one) { return one.path.empty(); });
  if (is_shown && is_on_stdout) return;
  throw Error(Fault::kUsage,
              "the secret of a token is shown once, on stdout: add takes no --quiet and no -o FORMAT=PATH; "
              "umask 077; tenon token add NAME --scope read > FILE keeps it in a file");
}

std::unique_ptr<Store> opened_store(const Arguments& arguments, StoreUse use) {
  return open_store(store_of(configuration_with_store(arguments.config, arguments.request.compare.store)),
                    use);
}

TokenList added(const Arguments& arguments, Instant now) {
  const StoreArguments& given = arguments.store;
  const ApiToken wished = wished_token({given.subject, given.scopes, given.until}, now);
  TokenList list = added_token(*opened_store(arguments, StoreUse::kCreate), wished, now);
  const ApiToken& token = list.tokens.front();
  inform("token " + std::to_string(token.id) + " for " + token.name + " (" + to_string(token.scopes) +
         "): its secret is shown this once");
  return list;
}

TokenList revoked(const Arguments& arguments, Instant now) {
  const std::int64_t id = given_number(arguments.store.subject,
                                       "revoke wants the number of a token, as tenon token list shows it");
  return revoked_token(*opened_store(arguments, StoreUse::kExisting), id, now);
}

TokenList made_list(const Arguments& arguments, const std::vector<Output>& outputs) {
  const StoreArguments& given = arguments.store;
  const Instant now = current_instant();
  if (given.action == "revoke") return revoked(arguments, now);
  if (given.action == "add") {
    require_shown(arguments, outputs);
    return added(arguments, now);
  }
  if (!given.subject.empty())
    throw Error(Fault::kUsage, "list takes no more words, found \"" + given.subject + "\"");
  return token_list(*opened_store(arguments, StoreUse::kExisting), now, given.all);
}

int run_token(const Arguments& arguments) {
  const std::vector<Output> outputs = outputs_or_text(arguments);
  deliver(results(arguments, outputs, made_list(arguments, outputs), &Format::tokens));
  return 0;
}

void add_token_options(VerbOptions& options, OptionValues values) {
  StoreArguments& given = values.arguments.store;
  options.text("ACTION", given.action, "add, list or revoke",
               {.is_required = true, .one_of = {"add", "list", "revoke"}});
  options.text("WHAT", given.subject, "add: the name of who or what uses it; revoke: the number of a token");
  options.texts("--scope", given.scopes, "add: what it allows, of " + with_commas(access_scope_words()),
                {.takes_commas = true});
  options.text("--until", given.until,
               "add: the last day on which it has effect, 2026-12-31; without it, until it is revoked",
               {.type = "DATE"});
  options.flag("--all", given.all, "list: those that have ended or were revoked, too");
  add_store(options, values);
  add_configuration(options, values);
  add_outputs(options, values);
}

std::string token_example() {
  return "For example: tenon token add ci --scope read,audit --until 2026-12-31\nThe secret is printed once "
         "and kept "
         "nowhere: the store has its SHA-256.";
}

}  // namespace

Verb token_verb() {
  return {.name = "token",
          .about = "make, list and revoke the tokens by which the service knows who calls",
          .add_options = &add_token_options,
          .formats = &offered<&Format::tokens>,
          .run = &run_token,
          .details = &token_example};
}

}  // namespace tenon
