// Canonicalizes SQL texts with PostgreSQL's planner: takes questions, returns answers.

#include "reflect/postgresql/settle.h"

#include <map>
#include <tuple>
#include <utility>

#include "reflect/postgresql/function_names.h"
#include "reflect/postgresql/partition.h"
#include "reflect/postgresql/probe.h"
#include "sql/quote.h"

namespace tenon {

namespace {

/// One probe, and where its answer goes.
struct Asked {
  Probe probe;
  Answer answer;
};

/// Returns the search path, pg_catalog first as by default: texts that the server printed rely on it.
std::string search_path(const std::string& schema) {
  return "pg_catalog, " + tenon::quoted(schema, kPostgresql) + ", public";
}

std::string form(const Asked& asked, const std::vector<std::string>& outputs,
                 const ReferencedFunctions& names) {
  std::string text = without_call_syntax(outputs.front()).value_or(outputs.front());
  for (std::size_t i = 0; i < asked.probe.parsed.collations.size(); ++i)
    text += " [" + asked.probe.parsed.collations[i].operand + " collate " + outputs[i + 1] + "]";
  for (const std::string& called : names.referenced_by(asked.probe.parsed, asked.probe.schema))
    text += " [calls " + called + "]";
  return text;
}

/// Returns `prefix` and the `app` of `permission denied for schema app`; empty for another message.
std::string behind(const std::string& message, const std::string& prefix) {
  return message.starts_with(prefix) ? message.substr(prefix.size()) : "";
}

std::string reason(const std::string& state, const std::string& message) {
  if (const std::string schema = behind(message, "permission denied for schema "); !schema.empty())
    return "needs USAGE on schema " + schema;
  if (const std::string function = behind(message, "permission denied for function "); !function.empty())
    return "needs EXECUTE on function " + function;
  if (state == "42501") return "needs a right: " + message;
  if (reason_of_sqlstate(state) == Reason::kLock) return "another session holds a lock: " + message;
  if (state == "57014") return "planning took longer than statement_timeout";
  return "the server cannot compile it: " + message;
}

/// Tells whether the text itself is at fault (manual, appendix A): class 42 except missing rights, a schema
/// that is not there, and invalid constants of a type. Any other error may be temporary, or come from
/// planning alone.
bool is_refusal(const std::string& state) {
  return (state.starts_with("42") && state != "42501") || state == "22P02" || state == "3F000";
}

/// Sends the probes of one schema.
class Round {
 public:
  Round(PostgresConnection& connection, const ReferencedFunctions& names)
      : connection_(connection), names_(names) {}

  /// Uses as few statements as the tables of the probes allow. A statement that fails is split in halves
  /// until the text that does not compile is alone.
  void ask(const std::vector<Asked*>& all) {
    std::vector<Asked*> rest = all;
    while (!rest.empty()) {
      ProbeStatement statement;
      std::vector<Asked*> placed;
      std::vector<Asked*> later;
      for (Asked* asked : rest) (statement.add(asked->probe) ? placed : later).push_back(asked);
      run(statement, placed);
      rest = std::move(later);
    }
  }

 private:
  void run(const ProbeStatement& statement, const std::vector<Asked*>& placed) {
    try {
      ReadOnlyTransaction transaction(connection_, search_path(placed.front()->probe.schema));
      const pqxx::result result = transaction->exec_params(statement.sql());
      const auto outputs = statement.outputs(result.at(0).at(0).c_str());
      transaction.commit();
      for (std::size_t i = 0; i < placed.size(); ++i)
        placed[i]->answer.form = form(*placed[i], outputs[i], names_);
    } catch (const pqxx::broken_connection&) {
      throw;
    } catch (const pqxx::sql_error& error) {
      if (reason_of_sqlstate(error.sqlstate()) == Reason::kGone || !connection_.pqxx().is_open()) throw;
      split(placed, error.sqlstate(), connection_.redacted(first_line(error.what())));
    }
  }

  void split(const std::vector<Asked*>& placed, const std::string& state, const std::string& message) {
    const bool is_for_all = reason_of_sqlstate(state) == Reason::kLock || state == "57014";
    if (placed.size() == 1 || is_for_all) {
      for (Asked* asked : placed) asked->answer = {"", reason(state, message), is_refusal(state)};
      return;
    }
    const auto middle = placed.begin() + static_cast<std::ptrdiff_t>(placed.size() / 2);
    ask({placed.begin(), middle});
    ask({middle, placed.end()});
  }

  PostgresConnection& connection_;
  const ReferencedFunctions& names_;
};

/// Equal questions are sent once.
using ProbeIdentity =
    std::tuple<std::string, std::string, std::vector<std::string>, std::map<std::string, std::string>>;

ProbeIdentity identity(const Probe& probe) {
  return {probe.schema, probe.table, probe.outputs, probe.columns};
}

ReferencedFunctions called_names(PostgresConnection& connection,
                                 const std::map<ProbeIdentity, Asked>& asked) {
  std::vector<const ParsedExpression*> expressions;
  for (const auto& [key, each] : asked) expressions.push_back(&each.probe.parsed);
  ReadOnlyTransaction transaction(connection, "pg_catalog");
  ReferencedFunctions names(*transaction, expressions);
  transaction.commit();
  return names;
}

/// Answers questions about one expression or one type each.
std::vector<Answer> settled_singly(PostgresConnection& connection, const std::vector<Question>& questions) {
  std::vector<Answer> answers(questions.size());
  std::map<ProbeIdentity, Asked> asked;
  std::vector<std::pair<std::size_t, const Asked*>> waiting;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    Probing probing = probe(questions[i]);
    answers[i].reason = probing.reason;
    if (!probing.reason.empty()) continue;
    ProbeIdentity key = identity(probing.probe);
    Asked& one = asked.try_emplace(std::move(key), Asked{std::move(probing.probe), {}}).first->second;
    waiting.emplace_back(i, &one);
  }
  if (asked.empty()) return answers;
  connection.guarded("settle expressions", [&] {
    const ReferencedFunctions names = called_names(connection, asked);
    std::map<std::string, std::vector<Asked*>> by_schema;
    for (auto& [key, one] : asked) by_schema[one.probe.schema].push_back(&one);
    for (const auto& [schema, some] : by_schema) Round(connection, names).ask(some);
  });
  for (const auto& [i, one] : waiting) answers[i] = one->answer;
  return answers;
}

}  // namespace

std::vector<Answer> settled(PostgresConnection& connection, const std::vector<Question>& questions) {
  std::vector<Question> singles;
  std::vector<std::pair<std::size_t, PartitionQuestion>> parted;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (!is_about_partitions(questions[i])) {
      singles.push_back(questions[i]);
      continue;
    }
    parted.emplace_back(singles.size(), questions[i]);
    const std::vector<Question>& parts = parted.back().second.parts();
    singles.insert(singles.end(), parts.begin(), parts.end());
  }
  const std::vector<Answer> found = settled_singly(connection, singles);
  std::vector<Answer> answers;
  auto next = parted.begin();
  for (std::size_t at = 0; answers.size() < questions.size();) {
    if (!is_about_partitions(questions[answers.size()])) {
      answers.push_back(found[at++]);
      continue;
    }
    answers.push_back(next->second.answer(found.data() + at));
    at += next++->second.parts().size();
  }
  return answers;
}

}  // namespace tenon
