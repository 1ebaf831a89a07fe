// Reads constraints of PostgreSQL's SQL and adds them to tables of the simulated catalog.

#include "declare/sql/constraint.h"

#include <algorithm>

#include "declare/sql/index.h"
#include "declare/sql/options.h"
#include "declare/sql/partitioning.h"
#include "declare/sql/type.h"
#include "model/dialect.h"
#include "model/overloaded.h"
#include "sql/key.h"

namespace tenon {

namespace {

std::vector<Name> names(const PgNode& list) {
  std::vector<Name> all;
  for (const std::string& each : texts(list)) all.push_back(kPostgresql.name_of(each));
  return all;
}

Action action(const std::string& letter) {
  return letter == "r"   ? Action::kRestrict
         : letter == "c" ? Action::kCascade
         : letter == "n" ? Action::kSetNull
         : letter == "d" ? Action::kSetDefault
                         : Action::kNoAction;
}

void require_columns(const SqlStatement& in, const PgNode& node, const SqlTable& table,
                     const std::vector<Name>& columns) {
  for (const Name& each : columns) {
    const bool known =
        std::ranges::any_of(table.columns, [&](const SqlColumn& c) { return c.column.name == each; });
    if (known) continue;
    std::vector<std::string> words;
    for (const SqlColumn& column : table.columns) words.push_back(column.column.name.text);
    in.refuse_missing(node.location(), each.text,
                      "table " + to_string(table.table.name) + " has no column \"" + each.text + "\"" +
                          hint(each.text, words));
  }
}

/// Reads one constraint.
class ConstraintReader {
 public:
  ConstraintReader(SqlStatement& in, const PgNode& node, const SqlTable& table, const Name* column)
      : in_(in), node_(node), table_(table), column_(column) {}

  template <class Key>
  SqlConstraint key() const {
    Key key;
    key.columns = column_ ? std::vector<Name>{*column_} : names(node_["keys"]);
    key.include = names(node_["including"]);
    if (!column_) require_columns(in_, node_, table_, key.columns);
    require_columns(in_, node_, table_, key.include);
    key.options = options();
    defer(key);
    return finish(std::move(key));
  }

  SqlConstraint unique() const {
    SqlConstraint made = key<Unique>();
    std::get<Unique>(made.constraint).nulls_not_distinct = node_.flag("nulls_not_distinct");
    return made;
  }

  SqlConstraint check() const {
    Check check;
    check.sqltext = expression(in_.parenthesized(node_.location()), kPostgresql);
    check.no_inherit = node_.flag("is_no_inherit");
    check.validated = !node_.flag("skip_validation");
    return finish(std::move(check));
  }

  SqlConstraint exclusion() const {
    Exclusion made;
    made.method = kPostgresql.name_of(node_.has("access_method") ? node_.text("access_method") : "gist");
    made.include = names(node_["including"]);
    const std::vector<Span> spans = in_.elements(node_.location());
    const auto& items = node_["exclusions"].items;
    for (std::size_t i = 0; i < std::min(items.size(), spans.size()); ++i) {
      const auto& pair = items[i]["items"].items;
      if (pair.size() != 2) continue;
      IndexElement element = read_sql_element(in_, pair[0], in_.slice(spans[i]), table_, made.method.text);
      QualifiedName with = sql_operator_name(in_.catalog, texts(pair[1]["items"]), table_, element);
      made.elements.push_back({std::move(element), std::move(with)});
    }
    if (node_.has("where_clause")) made.where = expression(where(), kPostgresql);
    made.options = options();
    defer(made);
    return finish(std::move(made));
  }

  SqlConstraint foreign_key() const {
    ForeignKey key;
    key.columns = column_ ? std::vector<Name>{*column_} : names(node_["fk_attrs"]);
    if (!column_) require_columns(in_, node_, table_, key.columns);
    key.onupdate = action(node_.text("fk_upd_action"));
    key.ondelete = action(node_.text("fk_del_action"));
    key.ondelete_columns = names(node_["fk_del_set_cols"]);
    key.match = node_.text("fk_matchtype") == "f" ? Match::kFull : Match::kSimple;
    key.validated = !node_.flag("skip_validation");
    key.referred_columns = names(node_["pk_attrs"]);
    defer(key);
    SqlConstraint made = finish(std::move(key));
    resolve(std::get<ForeignKey>(made.constraint), made);
    return made;
  }

 private:
  /// Returns the options of the index that backs a constraint.
  Options options() const {
    Options all = read_sql_options(in_, node_["options"], "with.");
    set_sql_option(all, "tablespace", index_tablespace(in_.catalog, node_.text("indexspace")));
    return all;
  }

  template <class Key>
  void defer(Key& key) const {
    key.deferrable = node_.flag("deferrable");
    key.initially_deferred = node_.flag("initdeferred");
  }

  template <class Any>
  SqlConstraint finish(Any made) const {
    made.name = kPostgresql.name_of(node_.text("conname"));
    made.source = in_.source(node_.location());
    SqlConstraint constraint{std::move(made)};
    return constraint;
  }

  std::string_view where() const {
    std::size_t from = in_.end_of_list(node_.location());
    const std::string_view behind = in_.behind("where", from);
    from = behind.empty() ? from : static_cast<std::size_t>(behind.data() - in_.text().data());
    return in_.parenthesized(from);
  }

  void resolve(ForeignKey& key, SqlConstraint& made) const {
    const PgNode& range = node_["pktable"];
    const auto found = in_.catalog.find_relation(range.text("schemaname"), range.text("relname"));
    const QualifiedName self = table_.table.name;
    const bool is_self =
        range.text("relname") == self.name.text &&
        (range.text("schemaname") == self.schema.text || (!range.has("schemaname") && !found));
    key.referred_table = is_self ? self : found ? *found : in_.new_name(range);
    const SqlTable* target = is_self ? &table_ : in_.catalog.table(key.referred_table);
    made.is_unresolved = target == nullptr || key.referred_columns.empty();
    if (target == nullptr || is_self) return;
    if (target->foreign)
      in_.refuse(range, "table " + to_string(key.referred_table) +
                            " is a foreign table, to which no foreign key can refer");
    require_columns(in_, range, *target, key.referred_columns);
    if (!key.referred_columns.empty()) return;
    for (const SqlConstraint& each : target->constraints)
      if (const auto* primary = std::get_if<PrimaryKey>(&each.constraint))
        key.referred_columns = primary->columns;
    if (key.referred_columns.empty())
      in_.refuse(range, "table " + to_string(key.referred_table) +
                            " has no primary key to refer to; name the columns");
    made.is_unresolved = false;
  }

  SqlStatement& in_;
  const PgNode& node_;
  const SqlTable& table_;
  const Name* column_;
};

}  // namespace

void read_sql_constraint(SqlStatement& in, const PgNode& node, const SqlTable& table, const Name* column,
                         SqlPending& pending) {
  const ConstraintReader reader(in, node, table, column);
  const std::string& kind = node.text("contype");
  if (table.foreign && kind != "CONSTR_CHECK")
    in.refuse(node, "table " + to_string(table.table.name) +
                        " is a foreign table, which has no keys and no exclusion constraints; only checks");
  if (kind == "CONSTR_CHECK")
    pending.checks.push_back(reader.check());
  else if (kind == "CONSTR_PRIMARY")
    pending.indexes.insert(pending.indexes.begin(), reader.key<PrimaryKey>());
  else if (kind == "CONSTR_UNIQUE")
    pending.indexes.push_back(reader.unique());
  else if (kind == "CONSTR_EXCLUSION")
    pending.indexes.push_back(reader.exclusion());
  else if (kind == "CONSTR_FOREIGN")
    pending.foreign_keys.push_back(reader.foreign_key());
  else
    in.refuse(node, "tenon does not know this kind of constraint (" + kind + ")");
}

bool same_index(const Constraint& a, const Constraint& b) {
  if (a.index() != b.index()) return false;
  const auto bare = [](Constraint c) {
    std::visit(Overloaded{[](PrimaryKey& k) { k.options.clear(); }, [](Unique& k) { k.options.clear(); },
                          [](Index& k) { k.options.clear(); }, [](Check&) {},
                          [](Exclusion& k) { k.options.clear(); }, [](ForeignKey&) {}},
               c);
    comment_of(c).clear();
    return made_valid(renamed(std::move(c), Name(), NamedBy::kNobody));
  };
  return bare(a) == bare(b);
}

namespace {

/// Merges a UNIQUE that repeats another one, or the primary key, over the same columns; the given name is
/// kept.
void drop_repeated(std::vector<SqlConstraint>& indexes) {
  const auto columns = [](const Constraint& c) {
    const auto* unique = std::get_if<Unique>(&c);
    const auto* key = std::get_if<PrimaryKey>(&c);
    Unique bare;
    bare.columns = unique ? unique->columns : key ? key->columns : std::vector<Name>();
    bare.include = unique ? unique->include : key ? key->include : std::vector<Name>();
    bare.deferrable = unique ? unique->deferrable : key && key->deferrable;
    bare.initially_deferred = unique ? unique->initially_deferred : key && key->initially_deferred;
    bare.nulls_not_distinct = unique && unique->nulls_not_distinct;
    return bare;
  };
  for (std::size_t i = 1; i < indexes.size(); ++i) {
    if (!std::holds_alternative<Unique>(indexes[i].constraint)) continue;
    for (std::size_t j = 0; j < i; ++j) {
      Constraint& kept = indexes[j].constraint;
      if (std::holds_alternative<Exclusion>(kept) || columns(kept) != columns(indexes[i].constraint))
        continue;
      if (name_of(kept).empty())
        kept = renamed(std::move(kept), name_of(indexes[i].constraint), NamedBy::kUser);
      indexes.erase(indexes.begin() + static_cast<std::ptrdiff_t>(i--));
      break;
    }
  }
}

/// Makes the columns of a primary key NOT NULL, here and in the children.
void forbid_nulls(SimulatedCatalog& catalog, SqlTable& table, const std::vector<Name>& columns) {
  for (const Name& each : columns)
    if (SqlColumn* column = table.column(each)) column->column.nullable = false;
  for (SqlTable* child : catalog.children(table.table.name)) forbid_nulls(catalog, *child, columns);
}

/// A check that is inherited and declared here as well becomes the table's own.
void replace_inherited(SimulatedCatalog& catalog, SqlTable& table, const SqlConstraint& made) {
  const Name name = name_of(made.constraint);
  if (name.empty()) return;
  catalog.remove_constraints(table, [&](const SqlConstraint& each) {
    return std::holds_alternative<Check>(each.constraint) && !each.local && name_of(each.constraint) == name;
  });
}

}  // namespace

void add_pending(SqlStatement& in, SqlTable& table, SqlPending pending, bool only) {
  drop_repeated(pending.indexes);
  for (auto* list : {&pending.checks, &pending.indexes, &pending.foreign_keys})
    for (SqlConstraint& each : *list) {
      if (std::holds_alternative<Check>(each.constraint)) replace_inherited(in.catalog, table, each);
      if (!only) require_no_foreign_part(in, 0, table, each.constraint);
      if (list == &pending.indexes && only && has_partitions(in.catalog, table))
        each.constraint = made_valid(std::move(each.constraint), false);
      const SqlConstraint& made = in.catalog.add(table, std::move(each));
      if (const auto* key = std::get_if<PrimaryKey>(&made.constraint))
        forbid_nulls(in.catalog, table, key->columns);
      const auto* check = std::get_if<Check>(&made.constraint);
      if (check && !check->no_inherit) propagate_check(in.catalog, table, *check);
      if (!check && !only) propagate_indexes(in.catalog, table, made);
    }
}

}  // namespace tenon
