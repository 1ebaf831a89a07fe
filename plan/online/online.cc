// Cuts the transaction of a plan into steps, each op in the form that holds the weakest locks.
#include "plan/online/online.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "model/dialect.h"
#include "model/not_null.h"
#include "model/overloaded.h"
#include "plan/online/neighbourhood.h"

namespace tenon {

namespace {

// What blocks everybody behind it gives up soon; what reads rows or waits for old snapshots, and lets writers
// go on, takes its time. A short lock_timeout makes a concurrent build fail and leaves an invalid index
// behind (measured on PostgreSQL 15 with an old snapshot on another table).
const StepLimits kBlocking{.lock = "2s", .statement = ""};
const StepLimits kReading{.lock = "2s", .statement = "0"};
const StepLimits kBuilding{.lock = "0", .statement = "0"};

template <class T>
T with_name(T constraint, Name name) {
  constraint.name = std::move(name);
  return constraint;
}

Index without_marks(const Constraint& index) { return std::get<Index>(unmarked(index)); }

Index without_comment(Index index) {
  index.comment.clear();
  return index;
}

/// Returns the index that a key can take as its own; nullopt where the server has no such form.
template <class Key>
std::optional<Index> index_for(const Key& key) {
  Index index;
  index.name = key.name;
  for (const Name& column : key.columns) index.elements.emplace_back().what = column;
  index.include = key.include;
  index.unique = true;
  index.method = Name("btree");
  index.options = std::get<Key>(unmarked(key)).options;
  if constexpr (requires { key.nulls_not_distinct; }) index.nulls_not_distinct = key.nulls_not_distinct;
  const bool has_form = key.valid && std::ranges::all_of(index.options, [](const Option& each) {
                          return !storage_parameter(each).empty() || each.key == "tablespace";
                        });
  return has_form ? std::optional(std::move(index)) : std::nullopt;
}

Expression is_not_null(const Name& column) {
  std::string quoted = "\"";
  for (const char c : column.text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  const std::string text = quoted + "\" IS NOT NULL";
  return {text, text};
}

/// Whether rows are read when the constraint is added, and need not be at once.
template <class T>
bool can_wait(const T& constraint) {
  return constraint.validated && !option(constraint.options, "enforced");
}

/// The ops of one transaction, cut into steps.
class Stages {
 public:
  Stages(std::vector<Op> ops, const Catalog& before, std::string helper_prefix, OnlineForms forms)
      : ops_(std::move(ops)), around_(ops_, before), prefix_(std::move(helper_prefix)), forms_(forms) {
    find_swaps();
  }

  std::vector<Step> result() && {
    for (position_ = 0; position_ < ops_.size(); ++position_) take(ops_[position_]);
    close();
    return std::move(steps_);
  }

 private:
  using Place = std::pair<QualifiedName, std::pair<std::size_t, Name>>;

  static Place place_of(const QualifiedName& table, const Constraint& constraint) {
    return {table, {constraint.index(), name_of(constraint)}};
  }

  /// Finds the constraints that are dropped and added again under their name while all that they are made of
  /// stays as it is.
  void find_swaps() {
    std::map<Place, std::size_t> dropped;
    for (std::size_t i = 0; i < ops_.size(); ++i) {
      if (const auto* drop = std::get_if<DropConstraint>(&ops_[i]))
        dropped[place_of(drop->table, drop->constraint)] = i;
      const auto* add = std::get_if<AddConstraint>(&ops_[i]);
      const auto at = add ? dropped.find(place_of(add->table, add->constraint)) : dropped.end();
      if (at == dropped.end() || !is_swap(*add, at->second, i)) continue;
      swaps_[i] = at->second;
      delayed_.insert(at->second);
    }
  }

  bool is_swap(const AddConstraint& add, std::size_t from, std::size_t to) const {
    const Constraint& old = std::get<DropConstraint>(ops_[from]).constraint;
    return has_form(add.table, add.constraint) && around_.stands_alone(add.table) &&
           !around_.changes_columns(add.table, from, to) && keeps_parent(add.constraint, from, to) &&
           keeps_parent(old, from, to) && is_replica_identity(add.constraint) == is_replica_identity(old) &&
           is_clustered(add.constraint) == is_clustered(old);
  }

  /// A primary key and a check reach the tables below, the others stay with their table.
  bool has_form(const QualifiedName& table, const Constraint& constraint) const {
    const bool is_alone = around_.stands_alone(table);
    const bool is_own = around_.keeps_its_own(table);
    return std::visit(
        Overloaded{
            [&](const PrimaryKey& c) { return forms_.builds && is_alone && index_for(c).has_value(); },
            [&](const Unique& c) { return forms_.builds && is_own && index_for(c).has_value(); },
            [&](const Index& c) { return forms_.builds && is_own && c.valid; },
            [&](const Check& c) { return forms_.validations && is_alone && can_wait(c); },
            [](const Exclusion&) { return false; },
            [&](const ForeignKey& c) { return forms_.validations && is_own && can_wait(c); },
        },
        constraint);
  }

  /// Whether what a foreign key refers to stays as it is between the two positions.
  bool keeps_parent(const Constraint& constraint, std::size_t from, std::size_t to) const {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    return !key || (!around_.changes_columns(key->referred_table, from, to) &&
                    !around_.changes_keys(key->referred_table, from, to));
  }

  void take(const Op& op) {
    std::visit(Overloaded{
                   [&](const AddConstraint& o) { add(o); },
                   [&](const DropConstraint& o) { drop(o); },
                   [&](const ValidateConstraint& o) { validate(o); },
                   [&](const AlterColumn& o) { alter(o); },
                   [&](const RenameTable& o) { rename(o); },
                   [&](const MoveTable& o) { rename(o); },
                   [&](const RenameColumn& o) { rename(o); },
                   [&](const auto& o) { transaction_.push_back(o); },
               },
               op);
  }

  /// Validations name the tables as they are now.
  void rename(const Op& op) {
    if (!validations_.empty()) close();
    transaction_.push_back(op);
  }

  void add(const AddConstraint& op) {
    if (!has_form(op.table, op.constraint)) return transaction_.push_back(op);
    std::visit(Overloaded{
                   [&](const PrimaryKey& c) { add_key(op, c); },
                   [&](const Unique& c) { add_key(op, c); },
                   [&](const Index& c) { add_index(op, c); },
                   [&](const Check& c) { add_unchecked(op, c); },
                   [&](const Exclusion&) { transaction_.push_back(op); },
                   [&](const ForeignKey& c) { add_unchecked(op, c); },
               },
               op.constraint);
  }

  /// The drop that this op swaps its constraint for.
  const DropConstraint* swapped() const {
    const auto at = swaps_.find(position_);
    return at == swaps_.end() ? nullptr : &std::get<DropConstraint>(ops_[at->second]);
  }

  Name helper_name() { return Name(prefix_ + "_" + std::to_string(++helpers_)); }

  template <class Key>
  void add_key(const AddConstraint& op, const Key& key) {
    const Index index = *index_for(key);
    const DropConstraint* old = swapped();
    const Index built = old ? with_name(index, helper_name()) : index;
    build(AddConstraint{op.table, built, Build::kConcurrently});
    if (old) transaction_.push_back(*old);
    transaction_.push_back(AddConstraint{op.table, key, Build::kFromIndex, built.name});
  }

  /// A changed index is built beside the old one, which keeps its work until the new one has it all.
  void add_index(const AddConstraint& op, const Index& index) {
    const DropConstraint* old = swapped();
    const Index wanted = old ? with_name(index, helper_name()) : index;
    const Index built = without_comment(without_marks(wanted));
    build(AddConstraint{op.table, built, Build::kConcurrently});
    if (old) mark(op.table, std::get<Index>(old->constraint), without_marks(old->constraint));
    mark(op.table, built, without_comment(wanted));
    if (!wanted.comment.empty()) comment(op.table, wanted);
    if (!old) return;
    drop_index({op.table, without_marks(old->constraint)});
    transaction_.push_back(RenameConstraint{op.table, wanted, index.name});
  }

  void mark(const QualifiedName& table, const Index& from, const Index& to) {
    if (from != to) transaction_.push_back(AlterConstraint{table, from, to});
  }

  void comment(const QualifiedName& table, const Index& index) {
    transaction_.push_back(
        SetComment{{Kind::kIndex, table.schema, table.name, index.name}, "", index.comment});
  }

  template <class T>
  void add_unchecked(const AddConstraint& op, const T& constraint) {
    const DropConstraint* old = swapped();
    const T wanted = old ? with_name(constraint, helper_name()) : constraint;
    T unchecked = wanted;
    unchecked.validated = false;
    transaction_.push_back(AddConstraint{op.table, unchecked});
    validations_.push_back({op.table, wanted});
    if (!old) return;
    close();
    transaction_.push_back(*old);
    transaction_.push_back(RenameConstraint{op.table, wanted, constraint.name});
  }

  void drop(const DropConstraint& op) {
    if (delayed_.contains(position_)) return;
    const bool beside_writers = forms_.builds && std::holds_alternative<Index>(op.constraint) &&
                                around_.keeps_its_own(op.table) && !is_replica_identity(op.constraint);
    if (!beside_writers) return transaction_.push_back(op);
    drop_index(op);
  }

  void validate(const ValidateConstraint& op) {
    const bool is_index = std::holds_alternative<Index>(op.constraint);
    const bool reaches_others = std::holds_alternative<Check>(op.constraint);
    const bool is_free = reaches_others ? around_.stands_alone(op.table) : around_.keeps_its_own(op.table);
    if (!is_free || !(is_index ? forms_.builds : forms_.validations)) return transaction_.push_back(op);
    close();
    if (is_index)
      build(ValidateConstraint{op.table, op.constraint, true});
    else
      steps_.push_back({true, {op}, kReading});
  }

  /// The server takes a validated check for the proof that no row is NULL.
  void alter(const AlterColumn& op) {
    const bool becomes_not_null = op.actual.nullable && !op.declared.nullable;
    const bool has_room = op.actual.identity == op.declared.identity;
    if (!forms_.validations || !becomes_not_null || !has_room || !around_.stands_alone(op.table))
      return transaction_.push_back(op);
    Column nullable = op.declared;
    nullable.nullable = true;
    nullable.options = without_not_null_options(std::move(nullable.options));
    if (!(nullable == op.actual)) transaction_.push_back(AlterColumn{op.table, op.actual, nullable});
    Check proof;
    proof.name = helper_name();
    proof.sqltext = is_not_null(nullable.name);
    proof.validated = false;
    transaction_.push_back(AddConstraint{op.table, proof});
    proof.validated = true;
    validations_.push_back({op.table, proof});
    close();
    transaction_.push_back(AlterColumn{op.table, nullable, op.declared});
    transaction_.push_back(DropConstraint{op.table, proof});
  }

  void build(Op op) {
    close();
    if (steps_.empty() || steps_.back().in_transaction) steps_.push_back({false, {}, kBuilding});
    steps_.back().ops.push_back(std::move(op));
  }

  void drop_index(DropConstraint op) {
    op.concurrently = true;
    build(std::move(op));
  }

  /// Ends the transaction, and validates what it added.
  void close() {
    if (!transaction_.empty()) steps_.push_back({true, std::exchange(transaction_, {}), kBlocking});
    for (ValidateConstraint& each : std::exchange(validations_, {}))
      steps_.push_back({true, {std::move(each)}, kReading});
  }

  std::vector<Op> ops_;
  Neighbourhood around_;
  std::string prefix_;
  OnlineForms forms_;
  std::map<std::size_t, std::size_t> swaps_;  ///< of an addition: the drop
  std::set<std::size_t> delayed_;             ///< drops that wait for their addition
  std::size_t position_ = 0;
  int helpers_ = 0;
  std::vector<Op> transaction_;
  std::vector<ValidateConstraint> validations_;
  std::vector<Step> steps_;
};

}  // namespace

Plan online(Plan plan, const Catalog& before, OnlineForms forms) {
  forms.builds = forms.builds && plan.dialect->builds_beside_writers;
  forms.validations = forms.validations && plan.dialect->validates_later;
  if (forms == OnlineForms()) return plan;
  std::vector<Step> steps;
  for (Step& step : plan.steps) {
    if (!step.in_transaction) {
      steps.push_back(std::move(step));
      continue;
    }
    for (Step& each : Stages(std::move(step.ops), before, plan.helper_prefix, forms).result())
      steps.push_back(std::move(each));
  }
  plan.steps = std::move(steps);
  return plan;
}

}  // namespace tenon
