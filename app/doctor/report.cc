// Writes the report of `doctor`.

#include "app/doctor/report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "model/pluralize.h"
#include "model/visible.h"
#include "render/report/ansi_style.h"

namespace tenon {

namespace {

using DoctorJson = nlohmann::ordered_json;

constexpr const char* kSchemaOfDoctor = R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "urn:tenon:doctor:1",
  "title": "What tenon doctor found",
  "type": "object",
  "required": ["schema_version", "tool", "configuration", "outcome", "exit_code", "tests"],
  "additionalProperties": false,
  "properties": {
    "schema_version": {"const": 1},
    "tool": {
      "type": "object",
      "required": ["name", "version"],
      "additionalProperties": false,
      "properties": {"name": {"const": "tenon"}, "version": {"type": "string"}}
    },
    "configuration": {"description": "the path of the file; null: there is none", "type": ["string", "null"]},
    "outcome": {"enum": ["passed", "failed"]},
    "exit_code": {"enum": [0, 1]},
    "tests": {
      "type": "array",
      "items": {
        "type": "object",
        "required": ["subject", "test", "outcome", "found"],
        "additionalProperties": false,
        "properties": {
          "subject": {"description": "a target, the store or a webhook", "type": "string"},
          "test": {"enum": ["secret", "connection", "version", "rights", "session", "clock", "declared", "schemas",
                            "patterns", "store", "address", "targets"]},
          "outcome": {"enum": ["passed", "warned", "failed", "skipped"]},
          "found": {"type": "string"},
          "remedy": {"description": "how it is mended", "type": "string"}
        }
      }
    }
  }
}
)json";

std::string mark(TestOutcome outcome, const Ink& ink) {
  switch (outcome) {
    case TestOutcome::kPassed:
      return ink.paint("32", "ok   ");
    case TestOutcome::kWarned:
      return ink.paint("33", "warn ");
    case TestOutcome::kFailed:
      return ink.paint("31", "FAIL ");
    case TestOutcome::kSkipped:
      return ink.dim("skip ");
  }
  return "";
}

std::size_t count(const DoctorReport& report, TestOutcome outcome) {
  return static_cast<std::size_t>(std::ranges::count(report.tests, outcome, &DoctorTest::outcome));
}

/// The lines of a text, each behind an indent but the first.
std::string hanging(const std::string& text, const std::string& indent) {
  std::string all;
  for (const char c : visible_lines(text)) {
    all += c;
    if (c == '\n') all += indent;
  }
  return all;
}

}  // namespace

std::string_view to_string(TestOutcome outcome) {
  switch (outcome) {
    case TestOutcome::kPassed:
      return "passed";
    case TestOutcome::kWarned:
      return "warned";
    case TestOutcome::kFailed:
      return "failed";
    case TestOutcome::kSkipped:
      return "skipped";
  }
  return "";
}

int exit_code(const DoctorReport& report) { return count(report, TestOutcome::kFailed) > 0 ? 1 : 0; }

std::string doctor_text(const DoctorReport& report, bool color) {
  constexpr std::size_t kNameWidth = 12;
  const std::string indent(2 + 5 + 1 + kNameWidth, ' ');
  const Ink ink(color);
  std::string all;
  std::string subject;
  for (const DoctorTest& test : report.tests) {
    if (test.subject != subject) all += (all.empty() ? "" : "\n") + ink.bold(visible(test.subject)) + "\n";
    subject = test.subject;
    std::string name = test.name;
    name.resize(std::max(name.size(), kNameWidth), ' ');
    all += "  " + mark(test.outcome, ink) + " " + name + hanging(test.found, indent) + "\n";
    if (!test.remedy.empty()) all += indent + "-> " + hanging(test.remedy, indent + "   ") + "\n";
  }
  return all + (all.empty() ? "" : "\n") + pluralize(report.tests.size(), "test") + ": " +
         std::to_string(count(report, TestOutcome::kFailed)) + " failed, " +
         std::to_string(count(report, TestOutcome::kWarned)) + " with a warning, " +
         std::to_string(count(report, TestOutcome::kSkipped)) + " skipped\n";
}

std::string doctor_json(const DoctorReport& report) {
  DoctorJson all{{"schema_version", 1}, {"tool", {{"name", "tenon"}, {"version", TENON_VERSION}}}};
  all["configuration"] =
      report.configuration.empty() ? DoctorJson(nullptr) : DoctorJson(report.configuration);
  all["outcome"] = exit_code(report) == 0 ? "passed" : "failed";
  all["exit_code"] = exit_code(report);
  all["tests"] = DoctorJson::array();
  for (const DoctorTest& test : report.tests) {
    DoctorJson one{{"subject", test.subject},
                   {"test", test.name},
                   {"outcome", to_string(test.outcome)},
                   {"found", test.found}};
    if (!test.remedy.empty()) one["remedy"] = test.remedy;
    all["tests"].push_back(std::move(one));
  }
  return all.dump(2, ' ', false, DoctorJson::error_handler_t::replace) + "\n";
}

std::string_view doctor_schema() { return kSchemaOfDoctor; }

}  // namespace tenon
