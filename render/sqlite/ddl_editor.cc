// Edits a stored CREATE TABLE into that of the wanted table and keeps the user's text.

#include "render/sqlite/ddl_editor.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "render/sqlite/clauses.h"
#include "render/sqlite/ddl_matching.h"
#include "render/sqlite/parsed_ddl.h"
#include "render/sqlite/text_edits.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

/// Edits a stored CREATE TABLE until it defines the wanted table.
class TableEditor {
 public:
  TableEditor(std::string_view stored, std::string_view wanted, const RebuildTexts& three)
      : stored_(stored), wanted_(wanted), three_(three), now_(three.stored) {
    for (const ParsedColumn& column : now_.columns) items_.push_back({column.span});
    for (const ParsedConstraint& constraint : now_.constraints)
      if (constraint.column == ParsedConstraint::kOnTable) items_.push_back({constraint.span});
  }

  /// Returns the edited text, or an empty one if edits cannot produce the wanted table.
  std::string edited() {
    for (std::size_t i = 0; i < now_.columns.size(); ++i) edit_column(i);
    add_columns();
    if (!edit_constraints()) return {};
    remove_items();
    if (!append_items()) return {};
    if (three_.was.options != three_.wanted.options) edit_options();
    return edits_.made_in(stored_);
  }

 private:
  struct Item {
    Span span;
    bool removed = false;
  };

  void edit_options() {
    const Span from = now_.options_span;
    const std::string to(three_.wanted.options_span.of(wanted_));
    if (to.empty())
      remove_clause(from);
    else
      edits_.replace(from, from.empty() ? " " + to : to);
  }

  void edit_column(std::size_t place) {
    const ParsedColumn& column = now_.columns[place];
    const ParsedColumn* wanted = find_column(three_.wanted, column.name);
    const ParsedColumn* was = find_column(three_.was, column.name);
    if (!wanted) {
      items_[place].removed = true;
      return;
    }
    for (ParsedAttribute ParsedColumn::*part : kParsedAttributes)
      if (!was || (was->*part).canonical != (wanted->*part).canonical)
        edit_attribute(column, (column.*part).span, (wanted->*part).span, part == &ParsedColumn::type);
  }

  void edit_attribute(const ParsedColumn& column, Span from, Span to, bool is_type) {
    const std::string text(to.of(wanted_));
    if (from.empty() && !to.empty())
      edits_.insert(is_type ? column.name_span.end : column.span.end, " " + text);
    if (!from.empty() && to.empty()) remove_clause(from);
    if (!from.empty() && !to.empty()) edits_.replace(from, text);
  }

  void remove_clause(Span span) {
    while (span.begin > 0 && (stored_[span.begin - 1] == ' ' || stored_[span.begin - 1] == '\t'))
      --span.begin;
    edits_.replace(span, "");
  }

  void add_columns() {
    for (const ParsedColumn& column : three_.wanted.columns)
      if (!find_column(now_, column.name)) new_columns_.emplace_back(column.span.of(wanted_));
  }

  /// Returns false if the stored text holds a constraint that the model does not have.
  bool edit_constraints() {
    const auto was_of = matched(now_.constraints, three_.was.constraints);
    const auto wanted_of = matched_exactly(three_.was.constraints, three_.wanted.constraints);
    const auto referring = referring_elsewhere(was_of, wanted_of);
    std::vector<bool> is_there(three_.wanted.constraints.size(), false);
    std::size_t item = now_.columns.size();
    for (std::size_t i = 0; i < now_.constraints.size(); ++i) {
      const ParsedConstraint& constraint = now_.constraints[i];
      const bool on_table = constraint.column == ParsedConstraint::kOnTable;
      const std::size_t own_item = on_table ? item++ : constraint.column;
      if (!on_table && items_[own_item].removed) continue;
      if (was_of[i] == kNoMatch) return false;
      const std::size_t wanted = wanted_of[was_of[i]];
      if (wanted != kNoMatch) {
        is_there[wanted] = true;
        rename(constraint, three_.was.constraints[was_of[i]], three_.wanted.constraints[wanted]);
      } else if (referring[i] != kNoMatch) {
        is_there[referring[i]] = true;
        refer(constraint, three_.was.constraints[was_of[i]], three_.wanted.constraints[referring[i]]);
      } else if (on_table) {
        items_[own_item].removed = true;
      } else {
        remove_clause(constraint.span);
      }
    }
    for (std::size_t i = 0; i < is_there.size(); ++i)
      if (!is_there[i]) add_constraint(three_.wanted.constraints[i]);
    return true;
  }

  /// For each foreign key that is not kept as it is, finds the wanted foreign key over the same columns that
  /// replaces it.
  std::vector<std::size_t> referring_elsewhere(const std::vector<std::size_t>& was_of,
                                               std::vector<std::size_t> wanted_of) const {
    std::vector<std::size_t> found(now_.constraints.size(), kNoMatch);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const std::string& child = now_.constraints[i].child;
      if (child.empty() || was_of[i] == kNoMatch || wanted_of[was_of[i]] != kNoMatch) continue;
      for (std::size_t j = 0; j < three_.wanted.constraints.size() && found[i] == kNoMatch; ++j) {
        const bool taken = std::ranges::find(wanted_of, j) != wanted_of.end();
        if (!taken && three_.wanted.constraints[j].child == child) found[i] = wanted_of[was_of[i]] = j;
      }
    }
    return found;
  }

  void refer(const ParsedConstraint& constraint, const ParsedConstraint& was,
             const ParsedConstraint& wanted) {
    edits_.replace(constraint.reference, std::string(wanted.reference.of(wanted_)));
    rename(constraint, was, wanted);
  }

  void rename(const ParsedConstraint& constraint, const ParsedConstraint& was,
              const ParsedConstraint& wanted) {
    if (was.name == wanted.name || wanted.name.empty()) return;
    const std::string name(wanted.name_span.of(wanted_));
    if (constraint.name.empty())
      edits_.insert(constraint.span.begin, "CONSTRAINT " + name + " ");
    else
      edits_.replace(constraint.name_span, name);
  }

  void add_constraint(const ParsedConstraint& wanted) {
    const std::string text(wanted.span.of(wanted_));
    if (wanted.column == ParsedConstraint::kOnTable) {
      new_constraints_.push_back(text);
      return;
    }
    const ParsedColumn* column = find_column(now_, three_.wanted.columns[wanted.column].name);
    if (column) edits_.insert(column->span.end, " " + text);  // a new column already brought it along
  }

  /// Returns the comma after an item, or an empty span.
  Span comma_after(const Item& item) const {
    for (const Token& token : tokens(stored_, kSqlite)) {
      if (token.begin < item.span.end) continue;
      return token.text == "," ? Span{token.begin, token.end} : Span{};
    }
    return {};
  }

  /// Returns the position after the item, its comma and a comment on the same line.
  std::size_t end_of_line(const Item& item) const {
    const Span comma = comma_after(item);
    const std::size_t end = comma.empty() ? item.span.end : comma.end;
    const std::size_t at = stored_.find_first_not_of(" \t", end);
    if (at == std::string_view::npos || stored_.substr(at, 2) != "--") return end;
    return std::min(stored_.find('\n', at), stored_.size());
  }

  bool has_comment_behind(const Item& item) const {
    const Span comma = comma_after(item);
    return end_of_line(item) != (comma.empty() ? item.span.end : comma.end);
  }

  void remove_items() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (!items_[i].removed) continue;
      if (last_kept() != kNoMatch && i < last_kept())
        remove_before_others(items_[i]);
      else
        remove_from_end(i);
    }
  }

  void remove_before_others(const Item& item) {
    const std::size_t next = stored_.find_first_not_of(" \t\r\n", end_of_line(item));
    edits_.replace({item.span.begin, next}, "");
  }

  void remove_from_end(std::size_t place) {
    const Item& item = items_[place];
    const Span comma = place == 0 ? Span{} : comma_after(items_[place - 1]);
    const auto between = stored_.substr(comma.end, item.span.begin - comma.end);
    if (comma.empty() || between.find_first_not_of(" \t\r\n") != std::string_view::npos) {
      if (!comma.empty()) edits_.replace(comma, "");
      edits_.replace(item.span, "");
    } else {
      edits_.replace({comma.begin, item.span.end}, "");
    }
  }

  std::size_t last_kept() const {
    for (std::size_t i = items_.size(); i-- > 0;)
      if (!items_[i].removed) return i;
    return kNoMatch;
  }

  std::size_t last_kept_column() const {
    for (std::size_t i = now_.columns.size(); i-- > 0;)
      if (!items_[i].removed) return i;
    return kNoMatch;
  }

  /// Returns the separator between two items: a line break with the indentation of the first item, or a
  /// space.
  std::string separator() const {
    const std::string_view before =
        stored_.substr(now_.body.begin + 1, items_.front().span.begin - now_.body.begin - 1);
    const auto line = before.rfind('\n');
    if (line == std::string_view::npos || before.find_first_not_of(" \t\r\n") != std::string_view::npos)
      return " ";
    return std::string(before.substr(line));
  }

  bool append_items() {
    const std::size_t column = last_kept_column();
    if (column == kNoMatch) return false;
    const std::size_t last = last_kept();
    std::vector<std::string> behind_column = new_columns_;
    if (column == last)
      behind_column.insert(behind_column.end(), new_constraints_.begin(), new_constraints_.end());
    append(column, behind_column);
    if (column != last) append(last, new_constraints_);
    return true;
  }

  void append(std::size_t place, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    const Item& item = items_[place];
    const std::string between = separator();
    const bool is_followed = place + 1 < items_.size() && !items_[place + 1].removed;
    const bool is_last = place + 1 == items_.size();
    std::string text;
    for (const std::string& each : texts)
      text += is_followed && has_comment_behind(item) ? between + each + "," : "," + between + each;
    if (has_comment_behind(item) && is_last) {
      edits_.insert(item.span.end, ",");
      edits_.insert(end_of_line(item), text.substr(1));
    } else {
      edits_.insert(is_followed && has_comment_behind(item) ? end_of_line(item) : item.span.end, text);
    }
  }

  std::string_view stored_;
  std::string_view wanted_;
  const RebuildTexts& three_;
  const ParsedTable& now_;
  std::vector<Item> items_;
  std::vector<std::string> new_columns_;
  std::vector<std::string> new_constraints_;
  Edits edits_;
};

/// Tells whether a stored text is equivalent to the model, no more and no less.
bool is_equivalent(const std::string& stored, const std::string& wanted, const CanonicalForms& forms) {
  const auto text = parsed_ddl(stored, forms);
  const auto model = parsed_ddl(wanted, forms);
  return text && model && matches_wanted(*text, {*model, *model, *model});
}

std::string edited_text(const Table& actual, const std::string& wanted, const CanonicalForms& forms) {
  const std::string& stored = *actual.stored_sql;
  const auto now = parsed_ddl(stored, forms);
  const auto was = parsed_ddl(sqlite_create_table(actual), forms);
  const auto goal = parsed_ddl(wanted, forms);
  if (!now || !was || !goal) return {};
  const RebuildTexts three{*now, *was, *goal};
  const std::string text = TableEditor(stored, wanted, three).edited();
  const auto proof = parsed_ddl(text, forms);
  return proof && matches_wanted(*proof, three) ? text : std::string();
}

}  // namespace

std::string created_table_text(const Table& declared) {
  const std::string wanted = sqlite_create_table(declared);
  const std::string& stored = *declared.stored_sql;
  return !stored.empty() && is_equivalent(stored, wanted, CanonicalForms(declared, declared)) ? stored
                                                                                              : wanted;
}

std::string new_table_text(const Table& actual, const Table& declared) {
  const CanonicalForms forms(actual, declared);
  const std::string wanted = sqlite_create_table(declared);
  if (!declared.stored_sql->empty() && is_equivalent(*declared.stored_sql, wanted, forms))
    return *declared.stored_sql;
  if (actual.stored_sql->empty() || !(actual.name == declared.name)) return wanted;
  const std::string text = edited_text(actual, wanted, forms);
  return text.empty() ? wanted : text;
}

}  // namespace tenon
