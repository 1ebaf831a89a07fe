// `tenon ack`: accept drift for a reason and a time, list what is accepted, end it.

#include "app/store_place.h"
#include "app/store_schema.h"
#include "app/store_use.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/given_number.h"
#include "cli/log.h"
#include "cli/results.h"
#include "cli/verb.h"
#include "model/error.h"
#include "model/nearest_word.h"
#include "model/pattern_fault.h"

namespace tenon {

namespace {

/// Reads when an acknowledgement ends; returns what is wrong with that.
std::string fault_of_end(const std::string& until, Ack& ack) {
  if (until.empty())
    return "an acknowledgement needs an end: --until 2026-12-31; what is accepted for ever belongs into the "
           "declared schema";
  try {
    ack.ends = end_of_ack(until);
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

/// Returns the flag that gives a field, in brackets.
std::string flag_of(const std::string& field) {
  const bool has_flag = field == "reason" || field == "owner" || field == "until";
  return has_flag ? " (--" + field + ")" : field == "selector" ? " (--on)" : "";
}

Ack given_ack(const StoreArguments& given, Instant now) {
  Ack ack;
  ack.finding_key = given.subject;
  ack.selector = given.selector;
  ack.reason = given.reason;
  ack.owner = given.owner;
  ack.created = now;
  ack.ends = now + std::chrono::days(1);  // where none can be read, that is said once
  const std::string end_fault = fault_of_end(given.until, ack);
  std::vector<std::string> lines;
  for (const AckFault& fault : ack_faults(ack)) lines.push_back(fault.what + flag_of(fault.field));
  if (!end_fault.empty()) lines.push_back(end_fault);
  if (!lines.empty()) throw Error(Fault::kUsage, lines);
  return ack;
}

/// Says of what was accepted that nothing in the store matches it, which is mostly misspelt.
void note_what_matches_nothing(Store& store, const Ack& ack) {
  if (const std::string why = kind_fault(pattern_parts(ack.finding_key).kind); !why.empty())
    warn("note: no finding can match \"" + ack.finding_key + "\": " + why);
  else if (store.findings(ack.finding_key).empty())
    warn("note: no finding of the last audits matches \"" + ack.finding_key + "\"");
  std::vector<std::string> names;
  bool is_selected = false;
  for (const StoredTarget& one : store.known_targets()) {
    is_selected = is_selected || selects(ack.selector, one.name, one.labels);
    names.push_back(one.name);
  }
  if (!is_selected)
    warn("note: no audited target matches --on " + ack.selector + suggestion(ack.selector, names));
}

int run_ack(const Arguments& arguments) {
  const StoreArguments& given = arguments.store;
  const Instant now = current_instant();
  const bool adds = given.action == "add";
  if (given.action == "list" && !given.subject.empty())
    throw Error(Fault::kUsage, "list takes no more words, found \"" + given.subject + "\"");
  AckList list{{}, now};
  if (adds) list.acks.push_back(given_ack(given, now));
  const std::int64_t ending =
      given.action == "expire"
          ? given_number(given.subject,
                         "expire wants the number of an acknowledgement, as tenon ack list shows it")
          : 0;
  const auto store =
      open_store(store_of(configuration_with_store(arguments.config, arguments.request.compare.store)),
                 adds ? StoreUse::kCreate : StoreUse::kExisting);
  if (adds) {
    list.acks.front() = store->add_ack(list.acks.front());
    note_what_matches_nothing(*store, list.acks.front());
  } else if (ending != 0) {
    list.acks.push_back(store->expire_ack(ending, now));
  } else {
    list = ack_list(*store, now, given.all);
  }
  deliver(results(arguments, outputs_or_text(arguments), list, &Format::acks));
  return 0;
}

void add_ack_options(VerbOptions& options, OptionValues values) {
  StoreArguments& given = values.arguments.store;
  options.text("ACTION", given.action, "add, list or expire",
               {.is_required = true, .one_of = {"add", "list", "expire"}});
  options.text(
      "WHAT", given.subject,
      "add: the key of a finding as reports show it (globs: index:public.audit_log.*); expire: a number");
  options.text("--on", given.selector, "add: which targets: a name, a glob (tenant-*) or a label (env=prod)",
               {.shows_default = true, .is_not_blank = true});
  options.text("--reason", given.reason, "add: why it is accepted");
  options.text("--owner", given.owner, "add: who is asked when it ends");
  options.text("--until", given.until, "add: the last day on which it has effect, 2026-12-31",
               {.type = "DATE"});
  options.flag("--all", given.all, "list: those that have ended, too");
  add_store(options, values);
  add_configuration(options, values);
  add_outputs(options, values);
}

std::string ack_example() {
  return "For example: tenon ack add 'index:public.audit_log.*' --on warehouse --reason 'OPS-1182: dropped "
         "with the\nnext release' --owner team-data --until 2026-12-31";
}

}  // namespace

Verb ack_verb() {
  return {.name = "ack",
          .about = "accept drift for a reason and until a date, list what is accepted, or end it",
          .add_options = &add_ack_options,
          .formats = &offered<&Format::acks>,
          .run = &run_ack,
          .details = &ack_example};
}

}  // namespace tenon
