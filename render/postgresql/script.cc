// Writes a plan as a script for psql.

#include "render/postgresql/script.h"

#include <algorithm>
#include <utility>

#include "render/postgresql/session.h"
#include "render/sql/text.h"
#include "render/sql/writer.h"

namespace tenon {

namespace {

/// Tracks the session settings of one transaction while its statements are written: what they depend on is
/// set before the first of them, and changes are set before the statement that needs them.
class Settings {
 public:
  explicit Settings(const std::vector<std::string>& statements) {
    for (const std::string& statement : statements)
      if (home_.empty()) home_ = home_of(statement);
    first_.push_back(search_path_of(home_));
    const auto above_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    if (std::ranges::any_of(statements,
                            [&](const std::string& text) { return std::ranges::any_of(text, above_ascii); }))
      first_.push_back({"client_encoding", "UTF8"});
    for (SessionSetting& each : settings_for(statements)) first_.push_back(std::move(each));
    dates_ = has_date_settings();
    fixes_dates_ = dates_;
  }

  std::string first() const {
    std::string text;
    for (const SessionSetting& each : first_) text += set_local(each) + ";\n";
    return text;
  }

  /// Returns the settings that change for this statement.
  std::string before(const Op& op, const std::string& statement) {
    std::string text;
    const std::string home = home_of(statement);
    if (!home.empty() && search_path_of(home) != search_path_of(home_)) {
      text += set_local(search_path_of(home)) + ";\n";
      home_ = home;
    }
    if (!dates_) return text;
    const bool wanted = !converts_dates(op, statement);
    if (wanted == fixes_dates_ || (wanted && !holds_dates(statement))) return text;
    fixes_dates_ = wanted;
    for (const SessionSetting& each : date_settings())
      text += wanted ? set_local(each) + ";\n" : "SET LOCAL " + each.name + " TO DEFAULT;\n";
    return text;
  }

 private:
  bool has_date_settings() const {
    return std::ranges::find(first_, date_settings().front()) != first_.end();
  }

  std::vector<SessionSetting> first_;
  std::string home_;
  bool dates_ = false;
  bool fixes_dates_ = false;
};

std::string op_text(const Op& op, Settings& settings) {
  std::string text;
  if (const std::string lost = destroys(op); !lost.empty()) text += "-- destroys data: " + lost + "\n";
  for (const std::string& statement : sql_writer(kPostgresql).statements(op))
    text += settings.before(op, statement) + terminated(statement, kPostgresql) + "\n";
  return text;
}

std::vector<std::string> statements_of(const Step& step) {
  std::vector<std::string> all;
  for (const Op& op : step.ops)
    for (std::string& statement : sql_writer(kPostgresql).statements(op)) all.push_back(std::move(statement));
  return all;
}

/// Outside a transaction a setting would outlast the script: the limits are given back, no other is made.
std::string bare_text(const Step& step) {
  std::string text;
  const std::vector<SessionSetting> limits = limits_of(step);
  for (const SessionSetting& each : limits) text += (text.empty() ? "\n" : "") + set_session(each) + ";\n";
  for (const std::string& statement : statements_of(step))
    text += (limits.empty() ? "\n" : "") + terminated(in_ascii(statement), kPostgresql) + "\n";
  for (const SessionSetting& each : limits) text += "RESET " + each.name + ";\n";
  return text;
}

std::string step_text(const Step& step) {
  if (step.ops.empty()) return "";
  if (!step.in_transaction) return bare_text(step);
  Settings settings(statements_of(step));
  std::string text = "\nBEGIN;\n";
  for (const SessionSetting& each : limits_of(step)) text += set_local(each) + ";\n";
  text += settings.first();
  for (const Op& op : step.ops) text += "\n" + op_text(op, settings);
  return text + "\nCOMMIT;\n";
}

}  // namespace

std::string postgres_script(const Plan& plan) {
  std::string text;
  for (const Step& step : plan.steps) text += step_text(step);
  if (text.empty()) return "-- PostgreSQL: nothing to do.\n";
  return "-- PostgreSQL: brings its own transactions; run it outside any, and stop at the first error.\n"
         "-- The settings that the text depends on are set in each transaction and end with it.\n" +
         text;
}

Envelope postgres_envelope(const Step&) { return {}; }

}  // namespace tenon
