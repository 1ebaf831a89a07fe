// Matches declared constraints whose names are left to the server with actual ones, and gives them the actual
// names.

#include "diff/adoption.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "diff/definition.h"

namespace tenon {

namespace {

bool by_server(const Item& item) { return item.named_by == NamedBy::kServer; }

/// The constraints of one kind of one table, both sides sorted by name, while names are assigned.
class Group {
 public:
  Group(std::span<const Item> actual, std::span<Item> declared) : declared_(declared) {
    for (Item& item : declared)
      if (by_server(item))
        nameless_.push_back(&item);
      else
        named_.emplace(*item.name, &item);
    if (nameless_.empty()) return;
    for (const Item& item : actual)
      if (!claimed(item)) free_.emplace(std::pair(key(item), *item.name), &item);
  }

  void adopt() {
    if (nameless_.empty()) return;
    adopt_each([&](const Item& d) { return free_.find({key(d), *d.name}); });
    adopt_each([&](const Item& d) {
      const auto first = free_.lower_bound({key(d), Name()});
      return first != free_.end() && first->first.first == key(d) ? first : free_.end();
    });
    adopt_the_only_ones();
    part_collisions();
    std::ranges::stable_sort(declared_, [](const Item& a, const Item& b) { return *a.name < *b.name; });
  }

 private:
  using Free = std::multimap<std::pair<std::string, Name>, const Item*>;

  /// All primary keys of one table have the same key, whatever their definition.
  static std::string key(const Item& item) {
    return item.kind == Kind::kPrimaryKey ? std::string() : definition_key(item, Depth::kWhole);
  }

  bool claimed(const Item& actual) const {
    const auto [first, last] = named_.equal_range(*actual.name);
    return std::any_of(first, last, [&](const auto& entry) {
      return !by_server(actual) || same_definition(actual, *entry.second);
    });
  }

  template <class Find>
  void adopt_each(Find find) {
    std::erase_if(nameless_, [&](Item* declared) {
      const auto found = find(*declared);
      if (found == free_.end()) return false;
      given_up_.push_back(declared->name);
      declared->name = found->second->name;
      declared->named_by = found->second->named_by;
      adopted_.insert(*declared->name);
      free_.erase(found);
      return true;
    });
  }

  /// A declared constraint with the same subject as exactly one available actual constraint is that one,
  /// changed, unless another has the name that the server would choose.
  void adopt_the_only_ones() {
    if (nameless_.empty() || free_.empty()) return;
    const auto subject = [](const Item& item) { return definition_key(item, Depth::kSubject); };
    std::multimap<std::string, Free::iterator> actual;
    std::set<Name> names;
    std::map<std::string, int> declared;
    for (auto at = free_.begin(); at != free_.end(); ++at) {
      actual.emplace(subject(*at->second), at);
      names.insert(*at->second->name);
    }
    for (const Item* item : nameless_) ++declared[subject(*item)];
    adopt_each([&](const Item& d) {
      const std::string about = subject(d);
      const bool is_only = declared[about] == 1 && actual.count(about) == 1 && !names.contains(*d.name);
      return is_only ? actual.find(about)->second : free_.end();
    });
  }

  void part_collisions() {
    std::erase_if(given_up_, [&](const Name* name) { return adopted_.contains(*name); });
    auto spare = given_up_.begin();
    for (Item* item : nameless_)
      if (adopted_.contains(*item->name) && spare != given_up_.end()) item->name = *spare++;
  }

  std::span<Item> declared_;
  std::vector<Item*> nameless_;
  std::multimap<Name, const Item*> named_;
  Free free_;
  std::set<Name> adopted_;
  std::vector<const Name*> given_up_;
};

}  // namespace

Sides adopted(Sides sides) {
  const auto by_group = [](const Item& a, const Item& b) { return order_of_group(a, b) < 0; };
  for (auto at = sides.declared.begin(); at != sides.declared.end();) {
    const auto end = std::upper_bound(at, sides.declared.end(), *at, by_group);
    if (is_constraint(*at) && std::any_of(at, end, by_server)) {
      const auto actual = std::equal_range(sides.actual.begin(), sides.actual.end(), *at, by_group);
      Group({actual.first, actual.second}, {at, end}).adopt();
    }
    at = end;
  }
  return sides;
}

}  // namespace tenon
