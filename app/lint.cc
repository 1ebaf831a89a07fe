// Reads one source and holds it to the rules of lint.

#include "app/lint.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "app/backends.h"
#include "app/empty_declaration.h"
#include "app/filter_words.h"
#include "app/lint_comments.h"
#include "declare/lint_words.h"
#include "declare/sqlite/locations.h"
#include "diff/pattern.h"
#include "lint/lint.h"
#include "model/dialect.h"
#include "model/error.h"
#include "model/naming_catalog.h"
#include "render/report/lint_text.h"
#include "sql/content.h"
#include "sql/token.h"

namespace tenon {

namespace {

void require_known(const std::vector<LintSelector>& selectors) {
  for (const LintSelector& selector : selectors)
    if (const auto fault = fault_of(selector))
      throw Error(Fault::kUsage, *fault + "; docs/lint.md lists the rules, and so does tenon lint --help");
}

/// Flags take precedence over a file: what they enable is enabled whatever the file contains.
LintSettings merged(LintSettings file, const LintSettings& flags) {
  for (const LintSelector& one : flags.enable)
    std::erase_if(file.disable, [&](const LintSelector& off) { return off.code == one.code; });
  file.disable.insert(file.disable.end(), flags.disable.begin(), flags.disable.end());
  file.enable.insert(file.enable.end(), flags.enable.begin(), flags.enable.end());
  if (flags.cascade_limit) file.cascade_limit = flags.cascade_limit;
  return file;
}

bool is_meant_for(const LintSelector& selector, const LintFinding& finding) {
  if (selector.code != finding.rule->code) return false;
  if (!selector.table.empty() && selector.table != finding.key.table_name()) return false;
  if (!selector.object.path.empty() && selector.object != finding.source) return false;
  return selector.glob.empty() || glob_matches(selector.glob, to_string(finding.key));
}

bool names(const std::vector<LintSelector>& selectors, const LintFinding& finding) {
  return std::ranges::any_of(selectors, [&](const LintSelector& one) { return is_meant_for(one, finding); });
}

/// A rule that is off by default applies only to the objects for which it was enabled.
bool is_meant(const LintFinding& finding, const LintSettings& settings) {
  if (names(settings.disable, finding)) return false;
  const bool by_limit = settings.cascade_limit && finding.rule->code == "TN112";
  return finding.rule->by_default || by_limit || names(settings.enable, finding);
}

Counts counts_of(const Catalog& catalog, std::size_t ignored) {
  Counts counts;
  counts.ignored = ignored;
  counts.tables = catalog.tables.size();
  for (const Table& table : catalog.tables)
    for (const Constraint& constraint : table.constraints)
      ++(std::holds_alternative<Index>(constraint) ? counts.indexes : counts.constraints);
  return counts;
}

/// Returns names in SQL files that the server would cut.
std::vector<LintEvidence::LongName> long_names(const std::vector<Document>& documents,
                                               const Dialect& dialect) {
  std::vector<LintEvidence::LongName> found;
  if (dialect.max_name == 0) return found;
  for (const Document& document : documents)
    for (const Token& token : tokens(document.text, dialect)) {
      const bool is_name = token.kind == TokenKind::kWord || token.kind == TokenKind::kIdentifier;
      std::string text = is_name ? content(token) : std::string();
      if (text.size() > dialect.max_name)
        found.push_back({std::move(text), source_at(document, token.begin)});
    }
  return found;
}

/// A statement of a file: where it begins, and what it is.
struct Statement {
  std::pair<int, int> begin;  ///< line and column
  LintEvidence::Made made;
};

/// The statements of all files, by path.
std::map<std::string, std::vector<Statement>> statements_of(const std::vector<Document>& documents,
                                                            const Dialect& dialect) {
  std::map<std::string, std::vector<Statement>> found;
  std::size_t number = 0;
  for (const Document& document : documents) {
    const std::vector<Token> all = tokens(document.text, dialect);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i > 0 && all[i - 1].text != ";") continue;
      const bool creates = is_word(all[i], "create") && i + 1 < all.size() && is_word(all[i + 1], "table");
      const Source at = source_at(document, all[i].begin);
      found[document.path].push_back({{at.line, at.column}, {number++, creates}});
    }
  }
  return found;
}

std::map<Key, LintEvidence::Made> made_by(const std::vector<Document>& documents, const Catalog& catalog,
                                          const Dialect& dialect) {
  std::map<Key, LintEvidence::Made> made;
  const auto statements = statements_of(documents, dialect);
  for (const Table& table : catalog.tables)
    for (const Constraint& constraint : table.constraints) {
      const Source& at = source_of(constraint);
      const auto in = statements.find(at.path);
      if (in == statements.end()) continue;
      const auto after =
          std::ranges::upper_bound(in->second, std::pair(at.line, at.column), {}, &Statement::begin);
      if (after != in->second.begin())
        made.emplace(Key{kind_of(constraint), table.name.schema, table.name.name, name_of(constraint)},
                     std::prev(after)->made);
    }
  return made;
}

/// Foreign keys without a name of their own get that of their first column, as PSQL names them, and a number
/// where the table has that name already.
void name_by_first_column(Table& table, const Dialect& dialect) {
  std::set<Name> taken;
  for (const Constraint& constraint : table.constraints)
    if (named_by(constraint) != NamedBy::kServer) taken.insert(name_of(constraint));
  for (Constraint& constraint : table.constraints) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    if (!key || named_by(constraint) != NamedBy::kServer || key->columns.empty()) continue;
    const std::string text = key->columns.front().text;
    Name name = dialect.name_of(text);
    for (int number = 1; !taken.insert(name).second; ++number)
      name = dialect.name_of(text + std::to_string(number));
    constraint = renamed(std::move(constraint), name, NamedBy::kServer);
  }
  sort_constraints(table.constraints);
}

/// Returns the dialect of that name if it has no backend, else nullptr.
const Dialect* unread_dialect(const std::string& given) {
  const Dialect* dialect = find_dialect(given);
  return dialect && !find_backend(*dialect) ? dialect : nullptr;
}

/// Returns the dialect as which the source is read: its own, even if the rules of a dialect without a backend
/// are applied to it. SQL for a dialect without a backend is read by the stand-in.
const Dialect& read_as(const OpenSource& opened, const std::string& given) {
  const bool is_unread = unread_dialect(given) != nullptr;
  if (opened.side().kind == "sql" && is_unread) return *stand_in_backend().dialect;
  return dialect_of(opened, is_unread && opened.dialect() ? "" : given);
}

}  // namespace

std::string known_rules() { return lint_rules_text(); }

Linted linted(const LintRequest& request) {
  require_known(request.settings.disable);
  require_known(request.settings.enable);
  OpenSource opened(request.source.actual, request.source.scratch, request.source.patience,
                    request.source.store);
  if (!request.source.scratch_is_usual) require_scratch_used(opened, opened, request.source.scratch);
  const Dialect& dialect = read_as(opened, request.source.dialect);
  Declaration read = opened.read(dialect, request.source.naming);
  require_meant(opened, read);
  if (opened.side().kind == "sql") read.lint.disable = disabled_in_sql(opened.documents(), read.catalog);
  const LintSettings settings = merged(std::move(read.lint), request.settings);
  const Backend* backend = find_backend(*read.catalog.dialect);
  const Catalog found = backend && backend->broken ? read.catalog : Catalog{};
  Catalog whole = with_derived_names(std::move(read.catalog), read.naming);
  for (std::string& note : require_selected(request.source.filter, {whole}, to_string(opened.side())))
    read.notes.push_back(std::move(note));
  Filtered kept = filtered(std::move(whole), request.source.filter);

  if (const Dialect* unread = unread_dialect(request.source.dialect)) kept.catalog.dialect = unread;
  const bool has_dictionary = kept.catalog.dialect->reference_names_are_global;
  if (has_dictionary)
    for (Table& table : kept.catalog.tables) name_by_first_column(table, *kept.catalog.dialect);

  Linted made;
  made.dialect = &dialect;
  LintEvidence evidence;
  if (Database* database = opened.database()) evidence = database->evidence(kept.catalog);
  evidence.long_names = long_names(opened.documents(), dialect);
  if (opened.side().kind == "sql" && has_dictionary)
    evidence.made = made_by(opened.documents(), kept.catalog, dialect);
  LintReport& report = made.report;
  report.source = opened.side();
  report.looked_at = counts_of(kept.catalog, kept.ignored.size());
  report.notes = std::move(read.notes);
  if (found.dialect)
    for (std::string& note : backend->broken(found, kept.catalog)) report.notes.push_back(std::move(note));
  for (const LintRule& rule : lint_rules()) {
    if (!applies_to(rule, *kept.catalog.dialect)) continue;
    if (is_enabled(rule, settings))
      ++report.rules;
    else
      report.rules_off.emplace_back(rule.code);
  }
  for (LintFinding& finding : linted(kept.catalog, settings, evidence))
    if (is_meant(finding, settings))
      report.findings.push_back(std::move(finding));
    else
      ++report.passed_over;
  return made;
}

}  // namespace tenon
