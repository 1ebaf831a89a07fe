// The format `json`: results for programs, by the published schemas; a catalog is itself a declared schema.

#include "app/format.h"
#include "audit/summary_json.h"
#include "render/json/catalog.h"
#include "render/report/explanation.h"
#include "render/report/failure.h"
#include "render/report/lint_json.h"
#include "render/report/names_json.h"
#include "render/report/report_json.h"

namespace tenon {

namespace {

std::string comparison_json(const ComparisonResult& comparison, const Presentation&) {
  return report_json(comparison.report, *comparison.actual.dialect);
}

std::string inspection_json(const Inspection& inspection, const Presentation&) {
  return catalog_json(inspection.catalog, inspection.naming);
}

std::string linted_json(const Linted& linted, const Presentation&) { return lint_json(linted.report); }

std::string all_names_json(const Names& names, const Presentation&) { return names_json(names.report); }

std::string beginning_json(const Beginning& beginning, const Presentation&) {
  return catalog_json(beginning.names.catalog, beginning.names.report.convention);
}

std::string target_history_json(const TargetHistory& history, const Presentation&) {
  return history_json(history);
}

std::string ack_list_json(const AckList& list, const Presentation&) { return acks_json(list); }

std::string store_report_json(const StoreReport& report, const Presentation&) { return store_json(report); }

std::string explained_json(const Explained& explained, const Presentation&) {
  return explanation_json(explained.explanation, *explained.dialect);
}

std::string shown_configuration_json(const ConfigurationView& view, const Presentation&) {
  return configuration_json(view);
}

std::string tested_json(const DoctorReport& report, const Presentation&) { return doctor_json(report); }

std::string swept_json(const Swept& swept, const Presentation&) {
  return summary_json(swept.summary, swept.results);
}

std::string notified_json(const OutboxReport& report, const Presentation&) { return outbox_json(report); }

std::string token_list_json(const TokenList& list, const Presentation&) { return tokens_json(list); }

}  // namespace

Format json_format() {
  return {.name = "json",
          .extension = ".json",
          .prints_failure = true,
          .failure = &failure_json,
          .difference = {&comparison_json},
          .verdict = {&comparison_json},
          .migration_report = {&comparison_json, "the report of what was compared"},
          .inspection = {&inspection_json, "is itself a declared schema"},
          .lint = {&linted_json},
          .names = {&all_names_json},
          .beginning = {&beginning_json, "a declared schema with the convention that was guessed"},
          .explanation = {&explained_json},
          .history = {&target_history_json},
          .acks = {&ack_list_json},
          .store = {&store_report_json},
          .configuration = {&shown_configuration_json},
          .doctor = {&tested_json},
          .audit = {&swept_json},
          .notify = {&notified_json},
          .tokens = {&token_list_json}};
}

}  // namespace tenon
