// What a plan does beyond the changes that it was made from: plan and changes in, consequences out.
#include "plan/effects/consequences.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "model/dialect.h"
#include "model/overloaded.h"
#include "model/pluralize.h"
#include "model/to_string.h"
#include "model/unmodelled.h"
#include "plan/effects/acts.h"
#include "plan/effects/causes.h"
#include "plan/effects/rewrites.h"
#include "plan/lookup/identifiers.h"

namespace tenon {

namespace {

/// What the changes ask for, by key.
class Asked {
 public:
  explicit Asked(const std::vector<Change>& changes) {
    for (const Change& change : changes) {
      changes_[key_of(change)].push_back(&change);
      if (const auto* renamed = std::get_if<Renamed>(&change)) {
        Key former = renamed->key;
        former.name = renamed->actual_name;
        former_.emplace(std::move(former), renamed->key);
      }
    }
  }

  /// The key by which the report speaks of the object that an op is about: that after a rename.
  Key reported(const ActOn& one, const Op& op) const {
    Key key = one.key;
    // Where two swap their names, one of them has a third name in between.
    if (const auto* rename = std::get_if<RenameConstraint>(&op)) key = key_of(rename->table, rename->actual);
    const auto at = former_.find(key);
    const bool by_former = one.act == Act::kDrop || one.act == Act::kRename || !changes_.contains(key);
    return at != former_.end() && by_former ? at->second : one.key;
  }

  bool is_new(const Key& key) const {
    return any(key, [](const Change& change) { return std::holds_alternative<Added>(change); });
  }

  bool accounts_for(const ActOn& one) const {
    if (!one.key.table.empty() && comes_or_goes(table_of(one.key))) return true;
    return any(one.key, [&](const Change& change) {
      return std::visit([&](const auto& c) { return says(c, one); }, change);
    });
  }

 private:
  static Key table_of(const Key& key) { return {Kind::kTable, key.schema, {}, key.table}; }

  template <class Is>
  bool any(const Key& key, const Is& is) const {
    const auto at = changes_.find(key);
    return at != changes_.end() &&
           std::ranges::any_of(at->second, [&](const Change* change) { return is(*change); });
  }

  bool comes_or_goes(const Key& key) const {
    return any(key, [](const Change& change) {
      return std::holds_alternative<Added>(change) || std::holds_alternative<Dropped>(change);
    });
  }

  static bool says(const Added&, const ActOn& one) {
    return one.act != Act::kDrop && one.act != Act::kRebuild;
  }
  static bool says(const Dropped&, const ActOn& one) {
    return one.act != Act::kCreate && one.act != Act::kRebuild;
  }
  static bool says(const Renamed&, const ActOn& one) {
    return one.act == Act::kRename || one.act == Act::kAlter;
  }
  static bool says(const Altered& change, const ActOn& one) {
    const bool is_constraint = constraint_of(change.declared).has_value();
    switch (one.act) {
      case Act::kAlter:
      case Act::kRename:
        return true;
      case Act::kCreate:
      case Act::kDrop:
        return is_constraint;
      case Act::kAttach:
      case Act::kDetach:
        return says_parents(change);
      case Act::kRebuild:
        return false;
    }
    return false;
  }
  static bool says_parents(const Altered& change) {
    return std::ranges::any_of(change.attributes, [](const AttributeChange& each) {
      return each.attribute == "parents" || each.attribute == "partition_bound";
    });
  }

  std::map<Key, std::vector<const Change*>> changes_;
  std::map<Key, Key> former_;
};

Effect effect_of(const std::set<Act>& acts) {
  if (acts.contains(Act::kRebuild)) return Effect::kRebuild;
  if (acts.contains(Act::kCreate)) return acts.contains(Act::kDrop) ? Effect::kRecreate : Effect::kCreate;
  if (acts.contains(Act::kDrop)) return Effect::kDrop;
  return acts.contains(Act::kAttach) || acts.contains(Act::kDetach) ? Effect::kReattach : Effect::kAlter;
}

std::string listed(std::vector<std::string> parts) {
  std::string all;
  for (std::size_t i = 0; i < parts.size(); ++i)
    all += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
  return all;
}

std::string rebuild_reason(const RebuildTable& op) {
  const auto indexes = std::ranges::count_if(
      op.declared.constraints, [](const Constraint& each) { return std::holds_alternative<Index>(each); });
  std::vector<std::string> with;
  if (indexes) with.push_back(pluralize(static_cast<std::size_t>(indexes), "index"));
  if (!op.triggers.empty()) with.push_back(pluralize(op.triggers.size(), "trigger"));
  std::string text = op.rekeyed_parents.empty()
                         ? "ALTER TABLE cannot make the change"
                         : "a foreign key of it leaves the key of " +
                               to_string(op.rekeyed_parents.front().table) + " unsaid, and that changes";
  text += "; its rows are copied";
  if (!with.empty()) text += ", and its " + listed(with) + " created again";
  return text;
}

/// Collects the consequences of one plan.
class Collector {
 public:
  Collector(const Plan& plan, const std::vector<Change>& changes, const Catalog& before, const Catalog& after)
      : plan_(plan), asked_(changes), causes_(plan), before_(before), after_(after), types_(after) {
    for (const Table& table : after.tables)
      for (const QualifiedName& parent : table.parents) children_[parent].push_back(table.name);
  }

  std::vector<Consequence> run() {
    for (const Step& step : plan_.steps)
      for (const Op& op : step.ops) {
        for (const ActOn& one : acts_of(op)) note(one, op);
        for (const Rewrite& rewrite : rewrites_of(op, after_, types_)) spread(rewrite);
        note_values(op);
      }
    for (auto& [key, seen] : unasked_) found_.push_back({key, effect_of(seen.acts), std::move(seen.reason)});
    for (auto& [table, reasons] : rewritten_) add_rewrite(table, Effect::kRewrite, reasons);
    for (auto& [table, reasons] : reindexed_)
      if (!rewritten_.contains(table)) add_rewrite(table, Effect::kReindex, reasons);
    std::ranges::stable_sort(found_, {},
                             [](const Consequence& one) { return std::pair(one.key, one.effect); });
    return std::move(found_);
  }

 private:
  struct Seen {
    std::set<Act> acts;
    std::string reason;
  };
  using Reasons = std::map<QualifiedName, std::vector<std::string>>;

  void note(ActOn one, const Op& op) {
    one.key = asked_.reported(one, op);
    if (asked_.accounts_for(one)) return;
    Seen& seen = unasked_[one.key];
    seen.acts.insert(one.act);
    if (seen.reason.empty()) seen.reason = reason(op, one.key);
  }

  std::string reason(const Op& op, const Key& key) const {
    if (key.kind == Kind::kColumn &&
        (std::holds_alternative<ReplaceEnum>(op) || std::holds_alternative<AlterType>(op)))
      return "it is cast to the new type";
    return std::visit(Overloaded{
                          [&](const DropConstraint& o) { return causes_.of(o.table, o.constraint); },
                          [&](const AddConstraint& o) { return causes_.of(o.table, o.constraint); },
                          [&](const DropColumn& o) { return causes_.of(o.table, o.column); },
                          [](const RebuildTable& o) { return rebuild_reason(o); },
                          [](const AlterSequence& o) {
                            return std::string(o.actual.owned_by != o.declared.owned_by
                                                   ? "the column that owns it goes"
                                                   : "its table changes");
                          },
                          [](const CreateSequence& o) {
                            return std::string(o.sequence.owned_by ? "a column that counts owns it"
                                                                   : "it depends on what changes");
                          },
                          [](const RenameSequence& o) {
                            return "it was " + to_string(o.sequence) + " and follows the name of its column";
                          },
                          [](const ReplaceEnum& o) {
                            return pluralize(o.users.size(), "column") + " cast to the new labels";
                          },
                          [](const AlterType& o) {
                            return "no ALTER gives it this definition; " +
                                   pluralize(o.users.size(), "column") + " cast to the new type";
                          },
                          [](const DropType&) { return std::string("a type that it is made of changes"); },
                          [](const DetachTable& o) { return "around a change of " + to_string(o.parent); },
                          [](const AttachTable& o) { return "around a change of " + to_string(o.parent); },
                          [](const AlterColumn& o) { return altered(o); },
                          [](const auto&) { return std::string("it depends on what changes"); },
                      },
                      op);
  }

  static std::string altered(const AlterColumn& op) {
    if (op.actual.type != op.declared.type) return "its type changes with another's";
    if (op.actual.default_value != op.declared.default_value) return "its default is taken off and set again";
    return "its parent changes";
  }

  bool is_created(const QualifiedName& table) const { return asked_.is_new(table_key(table)); }

  /// A rewrite reaches the tables that inherit; a partitioned table has no rows itself.
  void spread(const Rewrite& rewrite) {
    std::vector<QualifiedName> reached{rewrite.table};
    for (std::size_t i = 0; i < reached.size(); ++i) {
      const auto at = children_.find(reached[i]);
      if (at == children_.end()) continue;
      for (const QualifiedName& child : at->second)
        if (std::ranges::find(reached, child) == reached.end()) reached.push_back(child);
    }
    for (const QualifiedName& name : reached) {
      const Table* table = find_table(before_, name);
      if (!table || is_created(name) || option(table->options, "partition_by")) continue;
      std::vector<std::string>& reasons = (rewrite.indexes_only ? reindexed_ : rewritten_)[name];
      if (std::ranges::find(reasons, rewrite.reason) == reasons.end()) reasons.push_back(rewrite.reason);
    }
  }

  void add_rewrite(const QualifiedName& table, Effect effect, const std::vector<std::string>& reasons) {
    std::string all;
    for (const std::string& reason : reasons) all += (all.empty() ? "" : "; ") + reason;
    found_.push_back({table_key(table), effect, std::move(all)});
  }

  /// What becomes of values that no change speaks of.
  void note_values(const Op& op) {
    if (const auto* rebuild = std::get_if<RebuildTable>(&op)) note_filled(*rebuild);
    if (const auto* alter = std::get_if<AlterColumn>(&op); alter && !is_created(alter->table)) {
      const bool numbers = alter->declared.identity && !alter->actual.identity;
      if (numbers || draws_anew(*alter))
        found_.push_back({key_of(alter->table, alter->declared), Effect::kContinue,
                          "its sequence goes on behind the values that are there"});
    }
  }

  bool draws_anew(const AlterColumn& op) const {
    const auto drawn = [&](const Column& column) {
      return column.default_value ? sequences_in(*column.default_value, *after_.dialect)
                                  : std::vector<QualifiedName>();
    };
    const std::vector<QualifiedName> now = drawn(op.declared);
    return !now.empty() && now != drawn(op.actual);
  }

  void note_filled(const RebuildTable& op) {
    for (const Column& column : op.declared.columns) {
      const Column* before = find_column(op.actual, column.name);
      if (before && !before->generated && before->nullable && !column.nullable && column.default_value)
        found_.push_back({key_of(op.declared.name, column), Effect::kFill,
                          "NULL becomes its default " + column.default_value->text});
    }
  }

  const Plan& plan_;
  const Asked asked_;
  const Causes causes_;
  const Catalog& before_;
  const Catalog& after_;
  const TypeNames types_;
  std::map<QualifiedName, std::vector<QualifiedName>> children_;
  std::map<Key, Seen> unasked_;
  Reasons rewritten_;
  Reasons reindexed_;
  std::vector<Consequence> found_;
};

}  // namespace

std::vector<Consequence> consequences(const Plan& plan, const std::vector<Change>& changes,
                                      const Catalog& before, const Catalog& after) {
  return Collector(plan, changes, before, after).run();
}

}  // namespace tenon
