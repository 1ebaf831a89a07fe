// The format `text`: results for people, from the writers of render/report/.

#include "app/format.h"
#include "audit/summary.h"
#include "render/report/catalog_text.h"
#include "render/report/explanation.h"
#include "render/report/failure.h"
#include "render/report/lint_text.h"
#include "render/report/names_text.h"
#include "render/report/report_text.h"

namespace tenon {

namespace {

std::string comparison_text(const ComparisonResult& comparison, const Presentation& how, Wording wording) {
  TextStyle style;
  style.wording = wording;
  style.color = how.color;
  style.summary = how.summary;
  style.fix = how.fix;
  return report_text(comparison.report, *comparison.actual.dialect, style);
}

std::string difference_text(const ComparisonResult& comparison, const Presentation& how) {
  return comparison_text(comparison, how, Wording::kOps);
}

std::string verdict_text(const ComparisonResult& comparison, const Presentation& how) {
  return comparison_text(comparison, how, Wording::kFindings);
}

std::string inspection_text(const Inspection& inspection, const Presentation& how) {
  return catalog_text(inspection.catalog, inspection.side, how.summary);
}

std::string linted_text(const Linted& linted, const Presentation& how) {
  return lint_text(linted.report, {how.color, how.summary});
}

std::string all_names_text(const Names& names, const Presentation& how) {
  return names_text(names.report, {how.color, how.summary});
}

std::string beginning_text(const Beginning& beginning, const Presentation& how) {
  return guess_text(beginning.guessed, beginning.names.report, how.color);
}

std::string explained_text(const Explained& explained, const Presentation&) {
  return explanation_text(explained.explanation, *explained.dialect);
}

std::string target_history_text(const TargetHistory& history, const Presentation&) {
  return history_text(history);
}

std::string ack_list_text(const AckList& list, const Presentation&) { return acks_text(list); }

std::string store_report_text(const StoreReport& report, const Presentation&) { return store_text(report); }
std::string shown_configuration_text(const ConfigurationView& view, const Presentation&) {
  return configuration_text(view);
}

std::string tested_text(const DoctorReport& report, const Presentation& how) {
  return doctor_text(report, how.color);
}

std::string swept_text(const Swept& swept, const Presentation&) { return text_of(swept.summary); }

std::string notified_text(const OutboxReport& report, const Presentation&) { return outbox_text(report); }

std::string token_list_text(const TokenList& list, const Presentation&) { return tokens_text(list); }

}  // namespace

Format text_format() {
  return {.name = "text",
          .extension = ".txt",
          .is_for_people = true,
          .failure = &failure_text,
          .difference = {&difference_text},
          .verdict = {&verdict_text},
          .migration_report = {&difference_text},
          .inspection = {&inspection_text},
          .lint = {&linted_text},
          .names = {&all_names_text},
          .beginning = {&beginning_text},
          .explanation = {&explained_text},
          .history = {&target_history_text},
          .acks = {&ack_list_text},
          .store = {&store_report_text},
          .configuration = {&shown_configuration_text},
          .doctor = {&tested_text},
          .audit = {&swept_text},
          .notify = {&notified_text},
          .tokens = {&token_list_text}};
}

}  // namespace tenon
