// Runs ALTER TABLE on the simulated catalog.

#include "declare/sql/alter_table.h"

#include <algorithm>

#include "declare/sql/alter_unmodelled.h"
#include "declare/sql/cascades.h"
#include "declare/sql/column.h"
#include "declare/sql/constraint.h"
#include "declare/sql/inherit.h"
#include "declare/sql/options.h"
#include "declare/sql/partitioning.h"
#include "declare/sql/type.h"
#include "model/dialect.h"
#include "model/inheritance.h"
#include "model/not_null.h"
#include "model/sequence.h"
#include "sql/character.h"
#include "sql/key.h"

namespace tenon {

namespace {

void set_option(Options& options, const char* key, const std::string& value) {
  options = with_option(std::move(options), key, value);
}

/// Runs the subcommands of one ALTER TABLE on one table.
class Alter {
 public:
  Alter(SqlStatement& in, SqlTable& table, bool only) : in_(in), table_(table), only_(only) {}

  void run(const PgNode& command, Span span) {
    const std::string& kind = command.text("subtype");
    if (!run_on_columns(kind, command, span) && !run_on_constraints(kind, command, span) &&
        !run_on_partitions(kind, command, span) && !run_on_settings(kind, command))
      in_.refuse(span.begin, "tenon does not know this form of ALTER TABLE (" + kind + ")");
  }

 private:
  bool run_on_columns(const std::string& kind, const PgNode& command, Span span) {
    if (kind == "AT_AddColumn") {
      add_column(command, span);
    } else if (kind == "AT_DropColumn") {
      if (!table_.column(name(command)) && command.flag("missing_ok")) return true;
      in_.column(table_, command.text("name"), span.begin);
      drop_column(in_.catalog, table_, name(command), only_);
    } else if (kind.starts_with("AT_") && is_alter_column(kind)) {
      in_.column(table_, command.text("name"), span.begin);
      alter_column(kind, command, span, table_);
    } else {
      return false;
    }
    return true;
  }

  static bool is_alter_column(const std::string& kind) {
    return kind == "AT_ColumnDefault" || kind == "AT_DropNotNull" || kind == "AT_SetNotNull" ||
           kind == "AT_DropExpression" || kind == "AT_SetStatistics" || kind == "AT_SetOptions" ||
           kind == "AT_ResetOptions" || kind == "AT_SetStorage" || kind == "AT_SetCompression" ||
           kind == "AT_AlterColumnType" || kind == "AT_AddIdentity" || kind == "AT_SetIdentity" ||
           kind == "AT_DropIdentity";
  }

  static void drop_not_null(Column& column) {
    column.nullable = true;
    column.options = without_not_null_options(std::move(column.options));
  }

  /// Tells whether a subcommand affects this table only and not its children.
  static bool stays_here(const std::string& kind) {
    return kind == "AT_AddIdentity" || kind == "AT_SetIdentity" || kind == "AT_DropIdentity" ||
           kind == "AT_SetOptions" || kind == "AT_ResetOptions" || kind == "AT_SetCompression";
  }

  void alter_column(const std::string& kind, const PgNode& command, Span span, SqlTable& table) {
    SqlColumn* found = table.column(name(command));
    if (!found) return;
    alter_one(kind, command, span, table, *found);
    if (only_ || stays_here(kind)) return;
    for (SqlTable* child : in_.catalog.children(table.table.name)) alter_column(kind, command, span, *child);
  }

  void alter_one(const std::string& kind, const PgNode& command, Span span, SqlTable& table,
                 SqlColumn& made) {
    Column& column = made.column;
    const PgNode& definition = command["def"];
    if (kind == "AT_ColumnDefault")
      column.default_value = definition.empty()
                                 ? std::nullopt
                                 : read_sql_default(in_, in_.behind("default", span.begin, span.end),
                                                    is_domain(in_.catalog, made.type));
    if (kind == "AT_DropNotNull") drop_not_null(column);
    if (kind == "AT_SetNotNull") column.nullable = false;
    if (kind == "AT_DropExpression") column.generated.reset();
    set_column_option(kind, definition, span, column.options);
    if (kind == "AT_AlterColumnType") change_type(definition, made);
    if (kind == "AT_AddIdentity") {
      add_identity(in_, definition, table, made);
    } else if (kind == "AT_SetIdentity") {
      set_identity(definition["items"], column);
    } else if (kind == "AT_DropIdentity") {
      column.identity.reset();
      in_.catalog.remove_relation(made.identity_sequence);
      made.identity_sequence = {};
    }
  }

  void set_column_option(const std::string& kind, const PgNode& definition, Span span, Options& options) {
    if (kind == "AT_SetStatistics")
      set_option(options, "statistics", in_.integer(in_.offset(in_.behind("statistics", span.begin))));
    if (kind == "AT_SetOptions")
      options = read_sql_options(in_, definition["items"], "with.", std::move(options));
    if (kind == "AT_ResetOptions")
      for (const PgNode& each : definition["items"].items)
        set_option(options, ("with." + each.text("defname")).c_str(), "");
    if (kind == "AT_SetStorage") set_option(options, "storage", lower(definition.text("sval")));
    if (kind == "AT_SetCompression") set_option(options, "compression", definition.text("sval"));
  }

  void change_type(const PgNode& definition, SqlColumn& made) {
    made.column.options = settings_after_retyping(std::move(made.column.options));
    made.type = read_sql_type(in_, definition["typeName"]);
    made.column.collation =
        column_collation(in_.catalog, texts(definition["collClause"]["collname"]), made.type);
    if (!made.column.identity) return;
    SequenceOptions& options = made.column.identity->sequence;
    options = retyped(options, to_string(made.type));
  }

  void set_identity(const PgNode& options, Column& column) {
    if (!column.identity) return;
    column.identity->sequence = read_sequence_options(in_, options, column.identity->sequence);
    for (const PgNode& each : options.items)
      if (each.text("defname") == "generated") column.identity->always = option_text(in_, each) == "97";
  }

  void add_column(const PgNode& command, Span span) {
    const PgNode& definition = command["def"];
    const Name added = kPostgresql.name_of(definition.text("colname"));
    if (table_.column(added)) {
      if (command.flag("missing_ok")) return;
      in_.refuse_repeated(span.begin,
                          "column \"" + added.text + "\" of table " + to_string(table_.table.name));
    }
    SqlPending pending;
    SqlColumn made = read_sql_column(in_, definition, table_, pending);
    table_.columns.push_back(made);
    add_below(table_, made);
    add_pending(in_, table_, std::move(pending), only_);
  }

  void add_below(const SqlTable& parent, const SqlColumn& made) {
    for (SqlTable* child : in_.catalog.children(parent.table.name)) {
      if (SqlColumn* there = child->column(made.column.name)) {
        ++there->inherited;
        continue;
      }
      SqlColumn copy = made;
      copy.column = inherited_column(made.column, child->table);
      copy.local = false;
      copy.inherited = 1;
      copy.identity_sequence = {};
      child->columns.push_back(copy);
      add_below(*child, made);
    }
  }

  bool run_on_constraints(const std::string& kind, const PgNode& command, Span span) {
    const PgNode& definition = command["def"];
    if (kind == "AT_AddConstraint") {
      add_constraint(definition);
    } else if (kind == "AT_DropConstraint") {
      if (drop_constraint(in_.catalog, table_, name(command), only_)) return true;
      if (SqlColumn* held = not_null_column(table_, name(command)))
        drop_not_null(held->column);
      else if (!command.flag("missing_ok"))
        in_.refuse(span.begin, no_constraint(command.text("name")));
    } else if (kind == "AT_ValidateConstraint") {
      validate(table_, name(command));
    } else if (kind == "AT_AlterConstraint") {
      SqlConstraint* found = table_.constraint(kPostgresql.name_of(definition.text("conname")));
      auto* key = found ? std::get_if<ForeignKey>(&found->constraint) : nullptr;
      if (!key) in_.refuse(span.begin, no_constraint(definition.text("conname")));
      key->deferrable = definition.flag("deferrable");
      key->initially_deferred = definition.flag("initdeferred");
    } else {
      return false;
    }
    return true;
  }

  std::string no_constraint(const std::string& wanted) const {
    std::vector<std::string> known;
    for (const SqlConstraint& each : table_.constraints) known.push_back(name_of(each.constraint).text);
    return "table " + to_string(table_.table.name) + " has no constraint \"" + wanted + "\"" +
           hint(wanted, known);
  }

  void validate(SqlTable& table, const Name& wanted) {
    SqlConstraint* found = table.constraint(wanted);
    if (!found) return;
    if (auto* check = std::get_if<Check>(&found->constraint)) check->validated = true;
    if (auto* key = std::get_if<ForeignKey>(&found->constraint)) key->validated = true;
    if (std::holds_alternative<Check>(found->constraint))
      for (SqlTable* child : in_.catalog.children(table.table.name)) validate(*child, wanted);
  }

  void add_constraint(const PgNode& definition) {
    if (definition.has("indexname")) return promote_index(definition);
    SqlPending pending;
    read_sql_constraint(in_, definition, table_, nullptr, pending);
    for (const auto* list : {&pending.checks, &pending.indexes, &pending.foreign_keys})
      for (const SqlConstraint& each : *list) {
        const Name& wanted = name_of(each.constraint);
        const SqlConstraint* there = wanted.empty() ? nullptr : table_.constraint(wanted);
        const bool is_inherited = there && !there->local && std::holds_alternative<Check>(each.constraint);
        if (there && !is_inherited)
          in_.refuse_repeated(definition.location(),
                              "constraint \"" + wanted.text + "\" of table " + to_string(table_.table.name));
      }
    add_pending(in_, table_, std::move(pending), only_);
  }

  /// ADD CONSTRAINT ... USING INDEX turns an index into a constraint.
  void promote_index(const PgNode& definition) {
    const Name wanted = kPostgresql.name_of(definition.text("indexname"));
    const SqlConstraint* found = table_.index(wanted);
    const auto* index = found ? std::get_if<Index>(&found->constraint) : nullptr;
    if (!index)
      in_.refuse(definition,
                 "table " + to_string(table_.table.name) + " has no index \"" + wanted.text + "\"");
    const Index from = *index;
    const bool primary = definition.text("contype") == "CONSTR_PRIMARY";
    in_.catalog.remove_constraints(table_, [&](const SqlConstraint& each) {
      return std::holds_alternative<Index>(each.constraint) && name_of(each.constraint) == wanted;
    });
    SqlPending pending;
    SqlConstraint made;
    if (primary)
      made.constraint = promoted<PrimaryKey>(from, definition);
    else
      made.constraint = promoted<Unique>(from, definition);
    if (auto* unique = std::get_if<Unique>(&made.constraint))
      unique->nulls_not_distinct = from.nulls_not_distinct;
    pending.indexes.push_back(std::move(made));
    add_pending(in_, table_, std::move(pending), only_);
  }

  template <class Key>
  Key promoted(const Index& from, const PgNode& definition) const {
    Key key;
    key.name = definition.has("conname") ? kPostgresql.name_of(definition.text("conname")) : from.name;
    for (const IndexElement& each : from.elements)
      if (const auto* column = std::get_if<Name>(&each.what)) key.columns.push_back(*column);
    key.include = from.include;
    key.options = from.options;
    key.deferrable = definition.flag("deferrable");
    key.initially_deferred = definition.flag("initdeferred");
    key.source = in_.source(definition.location());
    return key;
  }

  bool run_on_partitions(const std::string& kind, const PgNode& command, Span span) {
    const PgNode& definition = command["def"];
    if (kind == "AT_AttachPartition") {
      SqlTable& child = *in_.table(definition["name"]);
      require_partition(in_, definition["name"], table_, child);
      child.partition = true;
      attach(child);
      set_option(child.table.options, "partition_bound",
                 read_partition_bound(in_, definition["bound"], span.begin, table_));
      for (SqlConstraint& each : child.constraints)
        if (std::holds_alternative<Check>(each.constraint) && table_.constraint(name_of(each.constraint)))
          each.local = false;
      propagate_indexes(in_.catalog, table_, child);
    } else if (kind == "AT_DetachPartition") {
      SqlTable& child = *in_.table(definition["name"]);
      child.partition = false;
      set_option(child.table.options, "partition_bound", "");
      detach(child);
    } else if (kind == "AT_AddInherit") {
      attach(*in_.table(definition), table_);
    } else if (kind == "AT_DropInherit") {
      disinherit(in_.catalog, table_, *in_.table(definition));
    } else {
      return false;
    }
    return true;
  }

  void attach(SqlTable& child) { attach(table_, child); }

  void attach(const SqlTable& parent, SqlTable& child) {
    in_.catalog.add_parent(child, parent.table.name);
    for (SqlColumn& each : child.columns)
      if (std::ranges::any_of(parent.columns,
                              [&](const SqlColumn& c) { return c.column.name == each.column.name; }))
        ++each.inherited;
  }

  void detach(SqlTable& child) {
    std::erase(child.parents, table_.table.name);
    for (SqlColumn& each : child.columns) release_column(each);
    for (SqlConstraint& each : child.constraints) {
      each.local = true;
      each.parent = {};
    }
  }

  bool run_on_settings(const std::string& kind, const PgNode& command) {
    const PgNode& definition = command["def"];
    if (kind == "AT_SetRelOptions") {
      table_.table.options =
          read_sql_options(in_, definition["items"], "with.", std::move(table_.table.options));
    } else if (kind == "AT_ResetRelOptions") {
      for (const PgNode& each : definition["items"].items)
        set_option(table_.table.options,
                   ("with." + (each.has("defnamespace") ? each.text("defnamespace") + "." : "") +
                    each.text("defname"))
                       .c_str(),
                   "");
    } else if (kind == "AT_SetUnLogged" || kind == "AT_SetLogged") {
      set_option(table_.table.options, "unlogged", kind == "AT_SetUnLogged" ? "true" : "");
      follow_logging(in_.catalog, table_);
    } else if (kind == "AT_AddOf" || kind == "AT_DropOf") {
      table_.type = kind == "AT_AddOf" ? read_sql_type(in_, definition).user : QualifiedName();
    } else {
      return run_on_storage(kind, command);
    }
    return true;
  }

  bool run_on_storage(const std::string& kind, const PgNode& command) {
    const auto set = [&](const char* key, const std::string& value) {
      set_option(table_.table.options, key, value);
    };
    if (kind == "AT_ClusterOn" || kind == "AT_DropCluster") {
      mark_index(table_, "clustered", kind == "AT_ClusterOn" ? name(command) : Name());
    } else if (kind == "AT_SetAccessMethod") {
      set("access_method", command.text("name"));
    } else if (kind == "AT_SetTableSpace") {
      set("tablespace", command.text("name"));
    } else if (kind == "AT_ReplicaIdentity") {
      const std::string& type = command["def"].text("identity_type");
      set("replica_identity", type == "f" ? "full" : type == "n" ? "nothing" : "");
      mark_index(table_, "replica_identity", type == "i" ? name(command["def"]) : Name());
    } else if (kind == "AT_EnableRowSecurity" || kind == "AT_DisableRowSecurity") {
      set("row_security", kind == "AT_EnableRowSecurity" ? "true" : "");
    } else if (kind == "AT_ForceRowSecurity" || kind == "AT_NoForceRowSecurity") {
      set("force_row_security", kind == "AT_ForceRowSecurity" ? "true" : "");
    } else if (kind != "AT_DropOids") {
      return kind.starts_with("AT_EnableTrig") || kind.starts_with("AT_DisableTrig") ||
             kind.starts_with("AT_EnableAlwaysTrig") || kind.starts_with("AT_EnableReplicaTrig") ||
             kind.ends_with("Rule") || kind.ends_with("GenericOptions");
    }
    return true;
  }

  Name name(const PgNode& command) const { return kPostgresql.name_of(command.text("name")); }

  SqlStatement& in_;
  SqlTable& table_;
  bool only_;
};

}  // namespace

void alter_table(SqlStatement& in, const PgNode& statement) {
  const PgNode& range = statement["relation"];
  const auto found = in.relation(range, statement.flag("missing_ok"));
  if (!found) return;
  const SqlRelationKind kind = in.catalog.relation(*found)->kind;
  const std::vector<Span> spans = in.commands(range);
  const auto& commands = statement["cmds"].items;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const Span span = i < spans.size() ? spans[i] : Span{range.location(), in.text().size()};
    if (commands[i].text("subtype") == "AT_ChangeOwner")
      in.catalog.skip("ownership");
    else if (is_table(kind))
      Alter(in, *in.catalog.table(*found), !range.flag("inh")).run(commands[i], span);
    else if (kind == SqlRelationKind::kSequence)
      set_logging(in.catalog, *found, commands[i].text("subtype") == "AT_SetUnLogged");
    else if (kind == SqlRelationKind::kIndex)
      alter_index(in, *found, commands[i]);
    else if (kind == SqlRelationKind::kComposite)
      alter_composite(in, *found, commands[i]);
  }
}

}  // namespace tenon
