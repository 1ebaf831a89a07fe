// Puts the changes of serial columns into their word: changes as a plan needs them in, changes for a report
// out.

#include "app/serial_changes.h"

#include <algorithm>
#include <set>
#include <utility>

#include "model/fields.h"
#include "model/serial.h"
#include "sql/serial.h"

namespace tenon {

namespace {

using Place = SerialColumns::key_type;

Table by_serial_words(Table table, const SerialColumns& serials) {
  for (Column& column : table.columns)
    if (serials.contains({table.name, column.name})) column = by_serial_word(std::move(column));
  return table;
}

/// Both sides with the changes of sequences, which are left out where the word of a column covers them.
class SerialWords {
 public:
  SerialWords(const std::vector<Change>& changes, const Catalog& actual, const Catalog& declared)
      : actual_(serial_columns(actual)), declared_(serial_columns(declared)) {
    for (const Change& change : changes) {
      const Key& key = key_of(change);
      if (key.kind != Kind::kSequence) continue;
      if (std::holds_alternative<Added>(change)) added_.insert(key);
      if (std::holds_alternative<Dropped>(change)) dropped_.insert(key);
    }
  }

  void rewrite(Change& change) {
    const Key& key = key_of(change);
    if (key.kind != Kind::kColumn && key.kind != Kind::kTable) return;
    if (auto* added = std::get_if<Added>(&change))
      added->declared = in_words(key, added->declared, declared_);
    if (auto* dropped = std::get_if<Dropped>(&change))
      dropped->actual = in_words(key, dropped->actual, actual_);
    if (auto* altered = std::get_if<Altered>(&change); altered && key.kind == Kind::kColumn)
      rewrite(*altered);
  }

  /// Whether the change is one of a sequence that the word of a column covers.
  bool is_covered(const Change& change) const {
    return key_of(change).kind == Kind::kSequence && covered_.contains(key_of(change));
  }

 private:
  static Key key_of_sequence(const Sequence& sequence) {
    return {Kind::kSequence, sequence.name.schema, {}, sequence.name.name};
  }

  Object in_words(const Key& key, const Object& object, const SerialColumns& serials) {
    const QualifiedName table = key.table_name();
    for (auto at = serials.lower_bound({table, Name()}); at != serials.end() && at->first.first == table;
         ++at)
      if (key.kind == Kind::kTable || at->first.second == key.name)
        covered_.insert(key_of_sequence(*at->second));
    if (const auto* whole = std::get_if<Table>(&object)) return by_serial_words(*whole, serials);
    return serials.contains({table, key.name}) ? by_serial_word(std::get<Column>(object)) : object;
  }

  /// Whether one side alone has the sequence, so that the word says all there is to say.
  bool stands_alone(const Sequence& sequence, const std::set<Key>& one_sided) const {
    return one_sided.contains(key_of_sequence(sequence));
  }

  void rewrite(Altered& change) {
    const Place place{change.key.table_name(), change.key.name};
    const auto a = actual_.find(place);
    const auto d = declared_.find(place);
    const bool was = a != actual_.end();
    const bool is = d != declared_.end();
    const bool is_word = (was && is) || (was && stands_alone(*a->second, dropped_)) ||
                         (is && stands_alone(*d->second, added_));
    if (!is_word) return;
    Object before = was ? Object(by_serial_word(std::get<Column>(change.actual))) : change.actual;
    Object after = is ? Object(by_serial_word(std::get<Column>(change.declared))) : change.declared;
    auto attributes = attribute_changes(before, after);
    if (attributes.empty()) return;
    if (was) covered_.insert(key_of_sequence(*a->second));
    if (is) covered_.insert(key_of_sequence(*d->second));
    change = {change.key, std::move(before), std::move(after), std::move(attributes)};
  }

  SerialColumns actual_;
  SerialColumns declared_;
  std::set<Key> added_;
  std::set<Key> dropped_;
  std::set<Key> covered_;
};

/// Whether a column of an integer type is to become serial, and has nothing that counts it.
bool is_uncounted(const Change& change) {
  const auto* altered = std::get_if<Altered>(&change);
  const auto* actual = altered ? std::get_if<Column>(&altered->actual) : nullptr;
  const auto* declared = altered ? std::get_if<Column>(&altered->declared) : nullptr;
  return declared && is_serial_word(declared->type) && !serial_word(actual->type).empty() &&
         !actual->identity && !actual->default_value;
}

}  // namespace

std::vector<Change> in_serial_words(std::vector<Change> changes, const Catalog& actual,
                                    const Catalog& declared) {
  SerialWords words(changes, actual, declared);
  for (Change& change : changes) words.rewrite(change);
  std::erase_if(changes, [&](const Change& change) { return words.is_covered(change); });
  return changes;
}

std::string uncounted_note(const std::vector<Change>& changes) {
  constexpr std::size_t kShownNames = 5;
  std::size_t count = 0;
  std::string names;
  for (const Change& change : changes) {
    if (!is_uncounted(change)) continue;
    const Key& key = key_of(change);
    if (++count <= kShownNames)
      names += (names.empty() ? "" : ", ") + to_string(key.table_name()) + "." + key.name.text;
  }
  if (count == 0) return "";
  return names + (count > kShownNames ? " and more" : "") +
         ": declared to count by itself, as SQLAlchemy's integer primary keys do, and nothing counts it in "
         "the "
         "database; where that is meant, declare \"autoincrement\": false";
}

}  // namespace tenon
