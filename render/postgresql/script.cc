// Writes a plan as a script for psql.

#include "render/postgresql/script.h"

#include <algorithm>
#include <utility>

#include "render/postgresql/session.h"
#include "render/sql/text.h"
#include "render/sql/writer.h"

namespace tenon {

namespace {

/// Tracks the session settings of one step while its statements are written: what they depend on is set
/// before the first of them, and changes are set before the statement that needs them.
class Settings {
 public:
  /// `set` writes a setting: for the transaction, or for the session.
  explicit Settings(const std::vector<std::string>& statements,
                    std::string (*set)(const SessionSetting&) = &set_local)
      : set_(set) {
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
    for (const SessionSetting& each : first_) text += set_(each) + ";\n";
    return text;
  }

  /// Returns what gives the session its own settings back, behind a step outside a transaction.
  std::string last() const {
    std::string text;
    for (const SessionSetting& each : first_) text += "RESET " + each.name + ";\n";
    return text;
  }

  /// Returns the settings that change for this statement.
  std::string before(const Op& op, const std::string& statement) {
    std::string text;
    const std::string home = home_of(statement);
    if (!home.empty() && search_path_of(home) != search_path_of(home_)) {
      text += set_(search_path_of(home)) + ";\n";
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

  std::string (*set_)(const SessionSetting&);
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

/// A statement on labels of an enum depends on no setting.
std::string plain_text(const Step& step) {
  std::string text;
  for (const std::string& statement : statements_of(step))
    text += "\n" + terminated(in_ascii(statement), kPostgresql) + "\n";
  return text;
}

std::string set_session_in_ascii(const SessionSetting& setting) { return in_ascii(set_session(setting)); }

/// Returns the statements that create something, whose meaning settings decide.
std::vector<std::string> creating(std::vector<std::string> statements) {
  std::erase_if(statements, [](const std::string& each) { return !each.starts_with("CREATE "); });
  for (std::string& each : statements) each = in_ascii(each);
  return statements;
}

/// Outside a transaction settings would outlast the script, so they are given back. client_encoding is not
/// among them: everything is written in ASCII.
std::string bare_text(const Step& step) {
  const std::vector<SessionSetting> limits = limits_of(step);
  if (limits.empty()) return plain_text(step);
  const std::vector<std::string> created = creating(statements_of(step));
  Settings settings(created, &set_session_in_ascii);
  std::string text = "\n";
  for (const SessionSetting& each : limits) text += set_session(each) + ";\n";
  if (!created.empty()) text += settings.first();
  for (const Op& op : step.ops)
    for (const std::string& statement : sql_writer(kPostgresql).statements(op))
      text += (created.empty() ? "" : settings.before(op, statement)) +
              terminated(in_ascii(statement), kPostgresql) + "\n";
  if (!created.empty()) text += settings.last();
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
