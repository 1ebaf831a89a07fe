// Reads PostgreSQL SQL files statement by statement and returns the Declaration that a database would hold.

#include "declare/sql/declaration.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "declare/sql/alter_table.h"
#include "declare/sql/create_table.h"
#include "declare/sql/handlers.h"
#include "declare/sql/index.h"
#include "declare/sql/options.h"
#include "model/dialect.h"
#include "sql/pg_script.h"

namespace tenon {

namespace {

using Handler = void (*)(SqlStatement&, const PgNode&);

constexpr auto kHandlers = std::to_array<std::pair<std::string_view, Handler>>({
    {"CreateStmt", create_table},
    {"IndexStmt", create_index},
    {"AlterTableStmt", alter_table},
    {"CreateEnumStmt", create_enum},
    {"AlterEnumStmt", alter_enum},
    {"CompositeTypeStmt", create_composite},
    {"CreateRangeStmt", create_range},
    {"CreateDomainStmt", create_domain},
    {"AlterDomainStmt", alter_domain},
    {"CreateSeqStmt", create_sequence},
    {"AlterSeqStmt", alter_sequence},
    {"CreateSchemaStmt", create_schema},
    {"CreateExtensionStmt", create_extension},
    {"CommentStmt", comment_on},
    {"DropStmt", drop_objects},
    {"RenameStmt", rename_object},
    {"AlterObjectSchemaStmt", set_schema},
    {"VariableSetStmt", set_variable},
    {"ClusterStmt", cluster_table},
    {"SelectStmt", run_select},
    {"DoStmt", do_block},
    {"ViewStmt", create_view},
    {"CreateTableAsStmt", create_table_as},
    {"CreateForeignTableStmt", create_foreign_table},
    {"CreateFunctionStmt", create_function},
    {"DefineStmt", define},
    {"CreateTrigStmt", create_on_table},
    {"CreatePolicyStmt", create_on_table},
    {"RuleStmt", create_on_table},
    {"CreateStatsStmt", create_statistics},
    {"CreatePublicationStmt", create_of_database},
    {"CreateSubscriptionStmt", create_of_database},
    {"CreateEventTrigStmt", create_of_database},
    {"CreatePLangStmt", create_of_database},
    {"CreateFdwStmt", create_of_database},
    {"CreateForeignServerStmt", create_of_database},
    {"CreateAmStmt", create_of_database},
    {"CreateConversionStmt", create_of_database},
    {"CreateOpClassStmt", create_operator_class},
    {"CreateOpFamilyStmt", create_operator_class},
    {"CreateCastStmt", create_cast},
    {"GrantStmt", grant},
    {"GrantRoleStmt", grant},
    {"AlterDefaultPrivilegesStmt", default_privileges},
});

/// Statements that change nothing that is compared or counted by name, with the word for them in the note
/// about skipped statements. An empty word: the note does not mention them.
constexpr auto kSkipped = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"AlterCollationStmt", ""},
    {"AlterDatabaseRefreshCollStmt", ""},
    {"AlterDatabaseSetStmt", ""},
    {"AlterDatabaseStmt", ""},
    {"AlterEventTrigStmt", ""},
    {"AlterExtensionContentsStmt", ""},
    {"AlterExtensionStmt", ""},
    {"AlterFdwStmt", ""},
    {"AlterForeignServerStmt", ""},
    {"AlterFunctionStmt", ""},
    {"AlterObjectDependsStmt", ""},
    {"AlterOpFamilyStmt", ""},
    {"AlterOperatorStmt", ""},
    {"AlterOwnerStmt", "ownership"},
    {"AlterPolicyStmt", ""},
    {"AlterPublicationStmt", ""},
    {"AlterRoleSetStmt", ""},
    {"AlterRoleStmt", "roles"},
    {"AlterStatsStmt", ""},
    {"AlterSubscriptionStmt", ""},
    {"AlterSystemStmt", ""},
    {"AlterTSConfigurationStmt", ""},
    {"AlterTSDictionaryStmt", ""},
    {"AlterTableMoveAllStmt", "tablespaces"},
    {"AlterTableSpaceOptionsStmt", "tablespaces"},
    {"AlterTypeStmt", ""},
    {"AlterUserMappingStmt", ""},
    {"CallStmt", "calls"},
    {"CheckPointStmt", ""},
    {"ConstraintsSetStmt", ""},
    {"CopyStmt", "data"},
    {"CreateRoleStmt", "roles"},
    {"CreateTableSpaceStmt", "tablespaces"},
    {"CreateTransformStmt", ""},
    {"CreateUserMappingStmt", "user mappings"},
    {"DeleteStmt", "data"},
    {"DiscardStmt", ""},
    {"DropOwnedStmt", "roles"},
    {"DropRoleStmt", "roles"},
    {"DropSubscriptionStmt", ""},
    {"DropTableSpaceStmt", "tablespaces"},
    {"DropUserMappingStmt", ""},
    {"ExplainStmt", ""},
    {"InsertStmt", "data"},
    {"LockStmt", ""},
    {"MergeStmt", "data"},
    {"NotifyStmt", ""},
    {"ReassignOwnedStmt", "ownership"},
    {"RefreshMatViewStmt", "data"},
    {"ReindexStmt", ""},
    {"SecLabelStmt", "security labels"},
    {"TransactionStmt", ""},
    {"TruncateStmt", "data"},
    {"UpdateStmt", "data"},
    {"VacuumStmt", ""},
    {"VariableShowStmt", ""},
});

template <class Array>
auto find(const Array& all, const std::string& kind) {
  const auto at = std::ranges::find(all, kind, [](const auto& entry) { return entry.first; });
  return at == all.end() ? nullptr : &*at;
}

/// Reads one file after another into one simulated catalog.
class ScriptReader {
 public:
  void read(SqlFile file) {
    simulated.client_encoding = "UTF8";
    std::size_t from = 0;
    while (from < file.text().size()) from = read_in_one_encoding(file, from);
  }

  void finish() {
    resolve_keys();
    find_unknown_columns(simulated, failed_, faults_);
    faults_.raise();
  }

  /// Finishes what can be read, whatever the faults are.
  void finish_readable() { resolve_keys(); }

  SimulatedCatalog simulated;

 private:
  /// Reads from a byte on; returns where the client encoding changes, or the end.
  std::size_t read_in_one_encoding(SqlFile& file, std::size_t from) {
    for (ScriptPiece piece : script_pieces(file.text().substr(from))) {
      piece.span = {piece.span.begin + from, piece.span.end + from};
      const std::string before = simulated.client_encoding;
      read_piece(file, piece);
      if (simulated.client_encoding == before) continue;
      if (simulated.client_encoding == "LATIN1") file.decode_latin1(piece.span.end);
      return piece.span.end;
    }
    return file.text().size();
  }

  void read_piece(const SqlFile& file, const ScriptPiece& piece) {
    if (const std::string fault = script_fault(file, piece); !fault.empty())
      return file.fault(faults_, piece.span.begin, fault);
    if (piece.kind == ScriptPiece::Kind::kStatement) read_statement(file, piece.span);
  }

  void read_statement(const SqlFile& file, Span span) {
    const PgStatement parsed = pg_statement(span.of(file.text()));
    SqlStatement statement(simulated, file, span);
    if (!parsed.error.empty()) {
      file.fault(faults_, span.begin + parsed.error_at, parsed.error + std::string(kWaysOut));
      return failed_.merge(statement.names());
    }
    try {
      run_statement(statement, parsed.tree);
    } catch (const SqlRefusal& refusal) {
      report(file, span, refusal);
      for (const SqlRefusal& more : refusal.more) report(file, span, more);
      failed_.merge(statement.names());
    }
  }

  /// What is missing because the statement that makes it is at fault itself is not reported besides.
  void report(const SqlFile& file, Span span, const SqlRefusal& refusal) {
    if (refusal.missing.empty() || !failed_.contains(refusal.missing))
      file.fault(faults_, span.begin + refusal.at, refusal.what);
  }

  /// Resolves foreign keys to tables that were created later, or to the primary key of their own table.
  void resolve_keys() {
    for (auto& [name, table] : simulated.tables)
      for (SqlConstraint& each : table.constraints) {
        auto* key = each.is_unresolved ? std::get_if<ForeignKey>(&each.constraint) : nullptr;
        if (key) resolve(table, *key);
      }
  }

  void resolve(const SqlTable& table, ForeignKey& key) {
    const SqlTable* target = simulated.table(key.referred_table);
    const std::string who = "foreign key " + key.name.text + " of table " + to_string(table.table.name);
    if (!target && failed_.contains(key.referred_table.name.key)) return;
    if (!target)
      return faults_.add(
          *key.source, who + " refers to table " + to_string(key.referred_table) + ", which is not declared");
    if (!key.referred_columns.empty()) return;
    for (const SqlConstraint& each : target->constraints)
      if (const auto* primary = std::get_if<PrimaryKey>(&each.constraint))
        key.referred_columns = primary->columns;
    if (key.referred_columns.empty())
      faults_.add(*key.source, who + " refers to the primary key of table " + to_string(key.referred_table) +
                                   ", which has none; name the columns");
  }

  Faults faults_;
  std::set<std::string> failed_;  ///< the keys of all names in statements that are at fault
};

}  // namespace

void run_statement(SqlStatement& in, const PgNode& tree) {
  if (const auto* handler = find(kHandlers, tree.kind)) return handler->second(in, tree);
  const auto* skipped = find(kSkipped, tree.kind);
  if (!skipped)
    in.refuse(0, "tenon does not know this kind of statement (" + tree.kind + ")" + std::string(kWaysOut));
  if (!skipped->second.empty()) in.catalog.skip(std::string(skipped->second));
}

namespace {

/// Returns the note `left out, as they declare nothing to compare: data (2), ownership (1)`.
std::vector<std::string> notes_of(const SimulatedCatalog& simulated) {
  std::string all;
  for (const auto& [what, count] : simulated.skipped)
    all += (all.empty() ? "" : ", ") + what + " (" + std::to_string(count) + ")";
  if (all.empty()) return {};
  return {"statements left out, as they declare nothing to compare: " + all};
}

/// The kinds of unmodelled objects that the statements read here do not tell of: what ALTER sets on objects
/// of the server, and what depends on the files of extensions.
std::vector<std::string> unlisted_kinds(const SimulatedCatalog& simulated) {
  std::vector<std::string> kinds = {"column_setting",  "default_privilege",    "extension_comment",
                                    "extension_grant", "extension_dependency", "index_setting",
                                    "security_label",  "system_grant",         "transform",
                                    "trigger_setting", "user_mapping"};
  if (simulated.skipped.contains(std::string(kGrantsOnAll))) kinds.emplace_back("grant");
  return kinds;
}

}  // namespace

Declaration read_postgresql(std::span<const Document> documents) {
  ScriptReader reader;
  for (const Document& document : documents) reader.read(SqlFile(document));
  reader.finish();
  Declaration made;
  made.catalog = catalog_of(reader.simulated);
  made.notes = notes_of(reader.simulated);
  made.unlisted_kinds = unlisted_kinds(reader.simulated);
  return made;
}

Catalog readable_postgresql(std::span<const Document> documents) {
  ScriptReader reader;
  for (const Document& document : documents) reader.read(SqlFile(document));
  reader.finish_readable();
  return catalog_of(reader.simulated);
}

}  // namespace tenon
