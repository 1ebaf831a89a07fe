#include "render/sql_text.h"
#include "render/sql_writer.h"

namespace tenon {

namespace {

std::string op_text(const Op& op) {
  std::string text;
  if (const std::string lost = destroys(op); !lost.empty()) text += "-- destroys data: " + lost + "\n";
  for (const std::string& statement : postgres_statements(op))
    text += terminated(statement, kPostgresql) + "\n";
  return text;
}

std::string step_text(const Step& step) {
  std::string text;
  for (const Op& op : step.ops) text += "\n" + op_text(op);
  if (text.empty() || !step.in_transaction) return text;
  return "\nBEGIN;\n" + text + "\nCOMMIT;\n";
}

}  // namespace

std::string postgres_script(const Plan& plan) {
  std::string text;
  for (const Step& step : plan.steps) text += step_text(step);
  if (text.empty()) return "-- PostgreSQL: nothing to do.\n";
  return "-- PostgreSQL: brings its own transactions; run it outside any, and stop at the first error.\n" +
         text;
}

Envelope postgres_envelope(const Step&) { return {}; }

}  // namespace tenon
