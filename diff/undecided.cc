// Decides, after settling, which mismatches are Changes and which are Unknowns.

#include "diff/undecided.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <utility>

#include "diff/changes.h"
#include "diff/definition.h"

namespace tenon {

namespace {

/// Returns `object` with the actual texts in place of those of `pairs`.
Object with_actual_texts(Object object, const std::vector<SqlTextPair>& pairs) {
  const auto replace = [&](const SqlText<std::string>& sql_text) {
    for (const SqlTextPair& pair : pairs) {
      if (!pair.declared.same_place(sql_text)) continue;
      *sql_text.text = *pair.actual.text;
      *sql_text.key = *pair.actual.key;
    }
  };
  std::visit([&](auto& o) { for_each_sql_text(o, replace); }, object);
  return object;
}

bool lists(const std::vector<AttributeChange>& attributes, const std::string& name) {
  return std::ranges::find(attributes, name, &AttributeChange::attribute) != attributes.end();
}

std::string shown_names(const std::vector<const Item*>& items) {
  std::string text;
  for (const Item* item : items) text += (text.empty() ? "" : ", ") + item->name->text;
  return text;
}

/// Decides for each mismatch whether it is a change or an Unknown, group by group.
class MismatchDecider {
 public:
  MismatchDecider(const TextSettling& settling, MatchBy match) : settling_(settling), match_(match) {}

  void decide(const MismatchGroup& group) {
    if (is_constraint(item_of(group.front()))) {
      hold_nameless(group);
      hold_what_may_be_nameless(group);
      if (match_ == MatchBy::kNameThenDefinition) mention_renames(group);
    }
    for (const Mismatch& mismatch : group) decide_one(mismatch);
  }

  DecidedDifference taken() {
    std::ranges::stable_sort(found_.difference.unknowns, {}, &Unknown::key);
    found_.difference.changes = in_order(std::move(found_.difference.changes));
    return std::move(found_);
  }

 private:
  bool held(const Item* item) const { return item && held_.contains(item); }
  bool dropped(const Mismatch& m) const { return m.actual && !m.declared && !held(m.actual); }
  bool added(const Mismatch& m) const { return !m.actual && m.declared && !held(m.declared); }

  std::vector<SqlTextPair> undecided_texts(const Mismatch& mismatch) const {
    std::vector<SqlTextPair> pairs = unequal_texts(mismatch);
    std::erase_if(pairs, [&](const SqlTextPair& pair) { return !settling_.undecided(mismatch, pair); });
    return pairs;
  }

  /// Tells whether two constraints of one shape may be equal as far as the database could tell.
  bool may_be_one(const Item& actual, const Item& declared) const {
    const Mismatch both{&actual, &declared};
    const std::vector<SqlTextPair> unequal = unequal_texts(both);
    return !unequal.empty() && undecided_texts(both).size() == unequal.size();
  }
  bool may_be_one_of_one_shape(const Item& actual, const Item& declared) const {
    return may_be_one(actual, declared) &&
           definition_key(actual, Depth::kShape) == definition_key(declared, Depth::kShape);
  }

  /// Pairs each declared constraint whose name is nobody's choice with the first dropped one that may be
  /// equal.
  void hold_nameless(const MismatchGroup& group) {
    for (const Mismatch& d : group) {
      if (!added(d) || d.declared->named_by != NamedBy::kServer) continue;
      const auto a = std::ranges::find_if(group, [&](const Mismatch& m) {
        return dropped(m) && may_be_one_of_one_shape(*m.actual, *d.declared);
      });
      if (a == group.end()) continue;
      const Mismatch both{a->actual, d.declared};
      const SqlTextPair pair = undecided_texts(both).front();
      add({key_of(*a->actual), pair.actual.attribute, settling_.reason(both, pair), *pair.actual.text,
           *pair.declared.text, source_of(object_of(*d.declared))});
      held_.insert({a->actual, d.declared});
      found_.joined_in_unknown.emplace(d.declared, a->actual);
    }
  }

  /// Makes further dropped constraints Unknown if they may be equal to one that is declared without a name
  /// and undecided.
  void hold_what_may_be_nameless(const MismatchGroup& group) {
    std::vector<const Item*> open;
    for (const Mismatch& m : group)
      if (m.declared && m.declared->named_by == NamedBy::kServer &&
          (held(m.declared) || (m.actual && !undecided_texts(m).empty())))
        open.push_back(m.declared);
    for (const Mismatch& a : group) {
      if (!dropped(a)) continue;
      const auto d = std::ranges::find_if(
          open, [&](const Item* item) { return may_be_one_of_one_shape(*a.actual, *item); });
      if (d == open.end()) continue;
      const Mismatch both{a.actual, *d};
      const SqlTextPair pair = undecided_texts(both).front();
      add({key_of(*a.actual), "", "may be what is declared without a name: " + settling_.reason(both, pair),
           *pair.actual.text, *pair.declared.text, source_of(object_of(**d))});
      held_.insert(a.actual);
    }
  }

  /// Reports that a rename may replace a drop and an add, once for all constraints of one shape.
  void mention_renames(const MismatchGroup& group) {
    std::map<std::string, std::pair<std::vector<const Item*>, std::vector<const Item*>>> shapes;
    for (const Mismatch& m : group) {
      if (dropped(m)) shapes[definition_key(*m.actual, Depth::kShape)].first.push_back(m.actual);
      if (added(m)) shapes[definition_key(*m.declared, Depth::kShape)].second.push_back(m.declared);
    }
    for (const auto& entry : shapes) mention_rename(entry.second.first, entry.second.second);
  }

  void mention_rename(const std::vector<const Item*>& from, const std::vector<const Item*>& to) {
    const auto with_partner = [](std::vector<const Item*> items, auto may_be) {
      std::erase_if(items, [&](const Item* item) { return !may_be(item); });
      return items;
    };
    const auto old_names = with_partner(from, [&](const Item* a) {
      return std::ranges::any_of(to, [&](const Item* d) { return may_be_one(*a, *d); });
    });
    const auto new_names = with_partner(to, [&](const Item* d) {
      return std::ranges::any_of(old_names, [&](const Item* a) { return may_be_one(*a, *d); });
    });
    if (old_names.empty()) return;
    const auto partner =
        std::ranges::find_if(new_names, [&](const Item* d) { return may_be_one(*old_names.front(), *d); });
    const Mismatch both{old_names.front(), *partner};
    const std::string plural =
        old_names.size() + new_names.size() > 2 ? "some may be renamed" : "it may be one renamed";
    add({key_of(*old_names.front()), "name",
         "dropped and added, though " + plural + ": " + settling_.reason(both, undecided_texts(both).front()),
         shown_names(old_names), shown_names(new_names), source_of(object_of(**partner))});
  }

  void decide_one(const Mismatch& mismatch) {
    if (held(mismatch.actual) || held(mismatch.declared)) return;
    Change change = change_of(mismatch);
    if (mismatch.actual && mismatch.declared) {
      const std::vector<SqlTextPair> pairs = undecided_texts(mismatch);
      if (auto* altered = std::get_if<Altered>(&change); altered && !pairs.empty()) {
        leave_undecided(*altered, mismatch, pairs);
        if (altered->attributes.empty()) return;
      }
    }
    found_.difference.changes.push_back(std::move(change));
  }

  /// Removes from a change the attributes that would be equal if the texts of `pairs` were.
  void leave_undecided(Altered& change, const Mismatch& mismatch, std::vector<SqlTextPair> pairs) {
    const auto decided = attribute_changes(change.actual, with_actual_texts(change.declared, pairs));
    std::erase_if(pairs, [&](const SqlTextPair& pair) { return lists(decided, pair.actual.attribute); });
    change.declared = with_actual_texts(std::move(change.declared), pairs);
    for (auto at = change.attributes.begin(); at != change.attributes.end();) {
      const auto pair = std::ranges::find_if(
          pairs, [&](const SqlTextPair& p) { return p.actual.attribute == at->attribute; });
      if (pair == pairs.end()) {
        ++at;
        continue;
      }
      add({change.key, at->attribute, settling_.reason(mismatch, *pair), at->actual, at->declared,
           source_of(change.declared)});
      at = change.attributes.erase(at);
    }
  }

  void add(Unknown unknown) { found_.difference.unknowns.push_back(std::move(unknown)); }

  const TextSettling& settling_;
  MatchBy match_;
  DecidedDifference found_;
  std::set<const Item*> held_;
};

}  // namespace

DecidedDifference decided(const Comparison& comparison, const TextSettling& settling, MatchBy match) {
  MismatchDecider decider(settling, match);
  for (const MismatchGroup& group : grouped(comparison.mismatches)) decider.decide(group);
  return decider.taken();
}

}  // namespace tenon
