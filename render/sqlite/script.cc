// Writes a plan as a guarded script for the sqlite3 shell.

#include "render/sqlite/script.h"

#include <algorithm>
#include <string_view>

#include "model/overloaded.h"
#include "render/sql/text.h"
#include "render/sql/writer.h"
#include "render/sqlite/dependents.h"
#include "render/sqlite/guards.h"
#include "render/sqlite/precondition_checks.h"
#include "render/sqlite/rebuild.h"
#include "render/sqlite/statements.h"
#include "sql/quote.h"

namespace tenon {

namespace {

/// If an error has ended the transaction and the shell continues, this keeps the following statements from
/// being committed one by one: SAVEPOINT opens a transaction if there is none, and the last guard rolls it
/// back.
constexpr std::string_view kSavepoint = "SAVEPOINT \"_tenon\";\n";

constexpr std::string_view kHead =
    "-- SQLite: brings its own transaction; run it outside any, or it refuses.\n"
    "-- All of it happens or nothing does. Afterwards foreign_keys and legacy_alter_table are off, as a new\n"
    "-- connection has them: a connection that goes on sets foreign_keys as it needs it.\n"
    "-- Where it stops at an error, nothing is changed. A shell that is left open then is clean again "
    "after:\n"
    "--   ROLLBACK; PRAGMA legacy_alter_table = OFF; DROP TABLE IF EXISTS temp.{guard}; DROP TABLE IF EXISTS "
    "temp.{found};\n"
    "-- and PRAGMA foreign_keys = ON, where it was.\n";

constexpr std::string_view kLineEnd = "\r\n";

/// The sqlite3 shell removes one CR before each LF, even inside strings (local_getline() in its shell.c).
std::string for_shell(const std::string& script) {
  std::string text;
  for (const char c : script) {
    if (c == '\n' && text.ends_with('\r')) text += '\r';
    text += c;
  }
  return text;
}

/// Selects the tables named in the braces and those that refer to them. foreign_key_check fails with an error
/// at a foreign key whose parent has no matching key, so a table with such a foreign key cannot be checked.
/// (A unique index with a collation is a parent key only if it is the collation of the column, which no
/// pragma shows; it is not counted as one.)
constexpr std::string_view kChildren = R"(
-- The tables whose foreign keys may suffer, and how many of their rows have no parent already.
CREATE TEMP VIEW {children} AS
SELECT t.name, NOT EXISTS (
    SELECT 1
    FROM pragma_foreign_key_list(t.name) AS f
    JOIN main.sqlite_schema AS p ON p.name = f."table" COLLATE NOCASE AND p.type IN ('table', 'view')
    WHERE f.seq = 0 AND NOT CASE
        WHEN f."to" IS NULL THEN
            (SELECT count(*) FROM pragma_foreign_key_list(t.name) WHERE id = f.id)
            = (SELECT count(*) FROM pragma_table_info(p.name) WHERE pk > 0)
        ELSE
            (SELECT group_concat(n, char(10)) FROM
                (SELECT lower("to") AS n FROM pragma_foreign_key_list(t.name) WHERE id = f.id ORDER BY 1))
            IN (SELECT coalesce(group_concat(n, char(10)), '') FROM
                    (SELECT lower(name) AS n FROM pragma_table_info(p.name) WHERE pk > 0 ORDER BY 1)
                WHERE NOT EXISTS (SELECT 1 FROM pragma_index_list(p.name) WHERE origin = 'pk')
                UNION ALL
                SELECT (SELECT group_concat(n, char(10)) FROM
                    (SELECT coalesce(lower(name), '') AS n FROM pragma_index_info(i.name) ORDER BY 1))
                FROM pragma_index_list(p.name) AS i
                LEFT JOIN main.sqlite_schema AS x ON x.type = 'index' AND x.name = i.name
                WHERE i."unique" AND NOT i.partial AND coalesce(x.sql, '') NOT LIKE '%collate%')
        END
    ) AS checkable
FROM main.sqlite_schema AS t
WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL %'
    AND (t.name COLLATE NOCASE IN ({tables})
        OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS f WHERE f."table" COLLATE NOCASE IN ({tables})));
)";

constexpr std::string_view kViolationsBefore = R"(CREATE TEMP TABLE {violations} AS
SELECT name, CASE WHEN checkable THEN (SELECT count(*) FROM pragma_foreign_key_check(name)) END AS n
FROM temp.{children};
)";

/// Only tables that could be checked before are counted; a new table had no violations.
constexpr std::string_view kViolationsAdded =
    "SELECT coalesce(sum(max(0, CASE WHEN c.checkable THEN\n"
    "        (SELECT count(*) FROM pragma_foreign_key_check(c.name)) - iif(v.name IS NULL, 0, v.n) END)), "
    "0)\n"
    "    FROM temp.{children} AS c LEFT JOIN temp.{violations} AS v ON v.name = c.name";

std::string replaced(std::string text, std::string_view what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

std::string text_of(const std::vector<std::string>& statements) {
  std::string text;
  for (const std::string& statement : statements) text += terminated(statement, kSqlite) + "\n";
  return text;
}

/// Returns the table whose rows the op moves or drops. Returns nullptr if there is none, so that the op
/// cannot break a foreign key.
const QualifiedName* endangered(const Op& op) {
  if (const auto* drop = std::get_if<DropTable>(&op)) return &drop->table.name;
  if (const auto* rebuild = std::get_if<RebuildTable>(&op)) return &rebuild->declared.name;
  return nullptr;
}

/// Tells whether an op needs ALTER TABLE ADD or DROP CONSTRAINT, which older libraries do not have.
bool alters_check(const Op& op) {
  const auto* add = std::get_if<AddConstraint>(&op);
  const auto* drop = std::get_if<DropConstraint>(&op);
  return (add && std::holds_alternative<Check>(add->constraint)) ||
         (drop && std::holds_alternative<Check>(drop->constraint));
}

/// Tells whether rows can violate what the op adds, or be lost, or whether the library that runs the script
/// may lack a statement.
bool needs_guards(const Op& op) { return endangered(op) || constrains_rows(op) || alters_check(op); }

std::string mark(const Op& op) {
  const std::string lost = destroys(op);
  return lost.empty() ? "" : "-- destroys data: " + lost + "\n";
}

bool is_rename(const Op* op) {
  return std::holds_alternative<RenameTable>(*op) || std::holds_alternative<RenameColumn>(*op);
}

std::vector<const Op*> ops_of(const Plan& plan) {
  std::vector<const Op*> all;
  for (const Step& step : plan.steps)
    for (const Op& op : step.ops) all.push_back(&op);
  return all;
}

std::string in_schema(const std::string& type, const Name& name) {
  return "(SELECT count(*) FROM main.sqlite_schema WHERE type = '" + type +
         "' AND name = " + literal(name.text) + " COLLATE NOCASE)";
}

std::string in_table(const QualifiedName& table, const Name& column) {
  return "(SELECT count(*) FROM pragma_table_xinfo(" + literal(table.name.text) +
         ") WHERE name = " + literal(column.text) + " COLLATE NOCASE)";
}

/// Writes a script that moves or drops rows: foreign_keys is off, so that nothing cascades, and every step is
/// guarded.
class GuardedScript {
 public:
  /// `doubled`: writes every CR before an LF twice.
  GuardedScript(const Plan& plan, bool doubled)
      : plan_(plan), doubled_(doubled), ops_(ops_of(plan)), guards_(plan.helper_prefix) {
    const auto first = std::ranges::find_if_not(ops_, is_rename);
    renames_before_.assign(ops_.begin(), first);
    ops_.erase(ops_.begin(), first);
    const auto last = std::find_if_not(ops_.rbegin(), ops_.rend(), is_rename).base();
    renames_after_.assign(last, ops_.end());
    ops_.erase(last, ops_.end());
  }

  std::string text() {
    std::string body = preparations();
    for (const Op* op : ops_) body += "\n" + std::string(kSavepoint) + mark(*op) + op_text(*op);
    body += "\n" + guards_.count_statements({{"", "rows refer to missing rows, which they did not before",
                                              with_names(kViolationsAdded)}});
    body += renames(renames_after_) + dependents();
    std::string head = replaced(std::string(kHead), "{guard}", guards_.helper("guard"));
    head = replaced(std::move(head), "{found}", guards_.helper("found"));
    return head + "\n" + guards_.opening() + "\n" + body + guards_.closing() +
           "COMMIT;\n\nPRAGMA legacy_alter_table = OFF;\n" + guards_.cleared();
  }

 private:
  /// PRAGMA foreign_keys has no effect inside a transaction, so its effect proves that none is open. The
  /// savepoint is a transaction of its own if BEGIN fails.
  std::string preparations() {
    const std::string outside =
        "run this outside any transaction; foreign_keys cannot be switched inside one";
    std::string text;
    if (doubled_)
      text += guards_.checked(
          "run this by the sqlite3 shell; other runners keep a CR that it takes from line ends",
          "SELECT hex(" + literal(kLineEnd) + ") <> '0D0A'");
    text += "PRAGMA foreign_keys = ON;\n";
    text += guards_.checked(outside, "SELECT foreign_keys <> 1 FROM pragma_foreign_keys");
    text += "PRAGMA foreign_keys = OFF;\n";
    text += guards_.checked(outside, "SELECT foreign_keys <> 0 FROM pragma_foreign_keys");
    text += "PRAGMA legacy_alter_table = ON;\n";
    text += guards_.checked("this SQLite has no legacy_alter_table",
                            "SELECT legacy_alter_table <> 1 FROM pragma_legacy_alter_table");
    if (std::ranges::any_of(ops_, [](const Op* op) { return alters_check(*op); }))
      text += guards_.checked("this SQLite is older than 3.53, which the script is for",
                              "SELECT CAST(substr(sqlite_version(), 3) AS INTEGER) < 53");
    text += "\nBEGIN IMMEDIATE;\n" + std::string(kSavepoint) + renames(renames_before_);
    return text + with_names(kChildren) + with_names(kViolationsBefore);
  }

  /// References by name follow a rename only if legacy_alter_table is off. The renames stand outside the
  /// statements whose violations are counted, as those use the names in between.
  std::string renames(const std::vector<const Op*>& ops) {
    if (ops.empty()) return {};
    std::string text = "\nPRAGMA legacy_alter_table = OFF;\n";
    for (const Op* op : ops) text += text_of(sqlite_statements(*op)) + std::string(kSavepoint) + renamed(*op);
    return text + "PRAGMA legacy_alter_table = ON;\n";
  }

  std::string renamed(const Op& op) {
    if (const auto* o = std::get_if<RenameTable>(&op)) return made("table", o->to);
    const auto& column = std::get<RenameColumn>(op);
    return guards_.checked("column " + to_string(column.table) + "." + column.from.text + " was not renamed",
                           "SELECT " + in_table(column.table, column.to) + " <> 1");
  }

  std::string with_names(std::string_view text) const {
    std::string made = replaced(std::string(text), "{children}", guards_.helper("children"));
    made = replaced(std::move(made), "{violations}", guards_.helper("violations"));
    return replaced(std::move(made), "{tables}", endangered_names());
  }

  /// SQLite drops an object that a view or a trigger needs without an error. This guard requires everything
  /// that compiled before to compile afterwards. A probe that does not compile leaves changes() as the
  /// previous statement set it, so the guard after it stops a shell that continues after errors.
  std::string dependents() {
    const DependentProbes& wanted = plan_.dependents;
    if (wanted.probes.empty()) return {};
    std::string text = "\n-- What compiled before must still compile. None of this touches a row.\n" +
                       std::string(kSavepoint);
    if (wanted.every_dependent) text += every_dependent();
    text += gone("table", kSqlite.name_of(sqlite_probe_table(plan_.helper_prefix)));
    for (const CompileProbe& probe : wanted.probes) {
      text += probe.is_query ? "INSERT INTO temp." + guards_.helper("found") + " (bad) " : "";
      text += terminated(probe.statement, kSqlite) + "\n";
      text += guards_.checked(probe.subject + " no longer compiles", "SELECT changes() <> 0");
    }
    return text;
  }

  /// ALTER TABLE RENAME compiles every view and trigger, and its error names the one that fails.
  std::string every_dependent() {
    const std::string probe = sqlite_probe_table(plan_.helper_prefix);
    std::string text =
        "PRAGMA legacy_alter_table = OFF;\n" + text_of(sqlite_compiling_everything(plan_.helper_prefix));
    text += guards_.checked("a view or a trigger no longer compiles",
                            "SELECT " + in_schema("table", kSqlite.name_of(probe)) + " <> 1");
    return text + "DROP TABLE " + quoted(probe, kSqlite) + ";\n";
  }

  std::string endangered_names() const {
    std::vector<std::string> names;
    for (const Op* op : ops_)
      if (const QualifiedName* table = endangered(*op)) names.push_back(literal(table->name.text));
    return joined(names, ", ");
  }

  std::string op_text(const Op& op) {
    const PreconditionChecks found = precondition_checks(op, plan_);
    const std::string text =
        text_of(found.before) + guards_.count_statements(found.guards) + text_of(found.after);
    if (const auto* rebuilt = std::get_if<RebuildTable>(&op)) return text + rebuild_text(*rebuilt);
    return text + text_of(sqlite_statements(op)) + outcome(op);
  }

  std::string rebuild_text(const RebuildTable& op) {
    const Rebuild parts = rebuild(op);
    std::string text = text_of(parts.step_aside) + std::string(kSavepoint) + text_of(parts.fill);
    text += guards_.checked(op.declared.name.name.text + ": rows were lost in the copy", parts.rows_lost);
    return text + text_of(parts.finish) + nothing_missing(op);
  }

  /// A shell that continues after an error would not notice that an index or a trigger was not recreated.
  std::string nothing_missing(const RebuildTable& op) {
    std::vector<std::string> names;
    for (const Constraint& constraint : op.declared.constraints)
      if (std::holds_alternative<Index>(constraint)) names.push_back(literal(name_of(constraint).text));
    for (const UnmodelledObject& trigger : op.triggers) names.push_back(literal(trigger.name.name.text));
    if (names.empty()) return {};
    return guards_.checked(
        op.declared.name.name.text + ": an index or a trigger is missing",
        "SELECT count(*) <> " + std::to_string(names.size()) +
            " FROM main.sqlite_schema\n    WHERE type IN ('index', 'trigger') AND tbl_name = " +
            literal(op.declared.name.name.text) + " COLLATE NOCASE AND name COLLATE NOCASE IN (" +
            joined(names, ", ") + ")");
  }

  std::string made(const std::string& type, const Name& name) {
    return guards_.checked(type + " " + name.text + " was not made",
                           "SELECT " + in_schema(type, name) + " <> 1");
  }
  std::string gone(const std::string& type, const Name& name) {
    return guards_.checked(type + " " + name.text + " was not dropped",
                           "SELECT " + in_schema(type, name) + " <> 0");
  }

  /// Returns the guard that an op other than a rebuild has had its effect.
  std::string outcome(const Op& op) {
    if (const auto* o = std::get_if<CreateTable>(&op)) return made("table", o->table.name.name);
    if (const auto* o = std::get_if<DropTable>(&op)) return gone("table", o->table.name.name);
    if (alters_check(op)) return {};
    if (const auto* o = std::get_if<AddConstraint>(&op)) return made("index", name_of(o->constraint));
    if (const auto* o = std::get_if<DropConstraint>(&op)) return gone("index", name_of(o->constraint));
    if (const auto* o = std::get_if<RenameConstraint>(&op)) return made("index", o->to);
    if (const auto* o = std::get_if<AlterConstraint>(&op)) return made("index", name_of(o->declared));
    if (const auto* o = std::get_if<AddColumn>(&op))
      return guards_.checked("column " + to_string(o->table) + "." + o->column.name.text + " was not added",
                             "SELECT " + in_table(o->table, o->column.name) + " <> 1");
    if (const auto* o = std::get_if<DropColumn>(&op))
      return guards_.checked("column " + to_string(o->table) + "." + o->column.name.text + " was not dropped",
                             "SELECT " + in_table(o->table, o->column.name) + " <> 0");
    return {};
  }

  const Plan& plan_;
  bool doubled_;
  std::vector<const Op*> ops_;
  std::vector<const Op*> renames_before_;
  std::vector<const Op*> renames_after_;
  SqliteGuards guards_;
};

std::string plain_script(const Plan& plan) {
  std::string text;
  for (const Op* op : ops_of(plan)) text += "\n" + mark(*op) + text_of(sqlite_statements(*op));
  return "-- SQLite: brings its own transaction; run it outside any.\n"
         "-- Where it stops at an error, ROLLBACK leaves all as it was.\n\nBEGIN IMMEDIATE;\n" +
         text + "\nCOMMIT;\n";
}

}  // namespace

Envelope sqlite_envelope(const Step& step) {
  if (std::ranges::none_of(step.ops, [](const Op& op) { return endangered(op) != nullptr; })) return {};
  return {{"PRAGMA foreign_keys = OFF", "PRAGMA legacy_alter_table = ON"},
          {"PRAGMA legacy_alter_table = OFF"}};
}

std::string sqlite_script(const Plan& plan) {
  const auto ops = ops_of(plan);
  if (ops.empty()) return "-- SQLite: nothing to do.\n";
  const bool guarded = !plan.dependents.probes.empty() ||
                       std::ranges::any_of(ops, [](const Op* op) { return needs_guards(*op); });
  std::string text = guarded ? GuardedScript(plan, false).text() : plain_script(plan);
  if (text.find(kLineEnd) == std::string::npos) return text;
  return for_shell(GuardedScript(plan, true).text());
}

}  // namespace tenon
