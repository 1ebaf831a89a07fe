// Writes the script that would mend what a comparison found, and says what is grave in it.

#include "app/formats/migration_script.h"

#include <algorithm>
#include <array>
#include <set>

#include "app/losses.h"
#include "model/error.h"
#include "model/nearest_word.h"
#include "model/pluralize.h"
#include "render/report/report_words.h"
#include "render/sql_script.h"

namespace tenon {

namespace {

/// What a migration does to whole tables and indexes, the longest first.
constexpr std::array kByWeight = {Effect::kRebuild, Effect::kRewrite,  Effect::kReindex,
                                  Effect::kFill,    Effect::kRecreate, Effect::kReattach};

std::size_t statement_count(const Plan& plan) {
  std::size_t count = 0;
  for (const Step& step : plan.steps)
    for (const Op& op : step.ops) count += sql_statements(op, *plan.dialect).size();
  return count;
}

/// Returns `, destroys data: drop_column, drop_table`.
std::string destroyed_text(const Plan& plan) {
  std::set<std::string> words;
  for (const Loss& loss : losses(plan)) words.insert(loss.word);
  return words.empty() ? "" : ", destroys data: " + with_commas({words.begin(), words.end()});
}

/// Returns `, strongest effect: rebuild of 2 tables`.
std::string strongest_text(const std::vector<Consequence>& consequences) {
  for (const Effect effect : kByWeight) {
    std::set<Kind> kinds;
    std::size_t count = 0;
    for (const Consequence& one : consequences) {
      if (one.effect != effect) continue;
      kinds.insert(one.key.kind);
      ++count;
    }
    if (count == 0) continue;
    const std::string_view what = kinds.size() == 1 ? to_string(*kinds.begin()) : "object";
    return ", strongest effect: " + std::string(to_string(effect)) + " of " +
           readable(pluralize(count, what));
  }
  return "";
}

bool is_noted(const Report& report, const std::string& why) {
  return std::ranges::any_of(report.notes,
                             [&](const std::string& note) { return note.find(why) != std::string::npos; });
}

}  // namespace

DocumentScript script_of(const ComparisonResult& comparison) {
  const Report& report = comparison.report;
  if (report.changes.empty()) return {};
  try {
    const Plan up = in_online_forms(unbroken(proved(migration(comparison), comparison)), comparison).up;
    return {"Migration: " + pluralize(statement_count(up), "statement") + destroyed_text(up) +
                strongest_text(report.consequences),
            sql_script(up), ""};
  } catch (const Error& refusal) {
    if (is_noted(report, refusal.what())) return {};
    return {"No migration can be written", "", refusal.what()};
  }
}

}  // namespace tenon
