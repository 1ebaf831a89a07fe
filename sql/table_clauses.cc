// Scans the column and table constraints of SQLite's CREATE TABLE.

#include "sql/table_clauses.h"

#include "sql/character.h"
#include "sql/sorted_list.h"

namespace tenon {

namespace {

std::string take_on_conflict(DdlCursor& cursor) {
  if (!cursor.at_word("on") || !cursor.at_word("conflict", 1)) return "";
  cursor.step();
  cursor.step();
  return upper(cursor.take_name("ROLLBACK, ABORT, FAIL, IGNORE or REPLACE").text);
}

Action take_action(DdlCursor& cursor) {
  if (cursor.take_word("cascade")) return Action::kCascade;
  if (cursor.take_word("restrict")) return Action::kRestrict;
  if (cursor.take_word("set")) {
    if (cursor.take_word("null")) return Action::kSetNull;
    cursor.expect_word("default");
    return Action::kSetDefault;
  }
  cursor.expect_word("no");
  cursor.expect_word("action");
  return Action::kNoAction;
}

/// Takes MATCH and ON clauses in any order and number; the last of each applies.
void take_reference_arguments(DdlCursor& cursor, ReferencesClause& reference) {
  while (true) {
    if (cursor.take_word("match")) {
      reference.match = upper(cursor.take_name("SIMPLE, FULL or PARTIAL").text);
    } else if (!cursor.take_word("on")) {
      return;
    } else if (cursor.take_word("delete")) {
      reference.ondelete = take_action(cursor);
    } else if (cursor.take_word("update")) {
      reference.onupdate = take_action(cursor);
    } else {
      cursor.expect_word("insert");
      take_action(cursor);
    }
  }
}

bool at_deferral(const DdlCursor& cursor) {
  return cursor.at_word("deferrable") || (cursor.at_word("not") && cursor.at_word("deferrable", 1));
}

void take_deferral(DdlCursor& cursor, ReferencesClause& reference) {
  reference.deferrable = !cursor.take_word("not");
  reference.initially_deferred = false;
  cursor.expect_word("deferrable");
  if (!cursor.take_word("initially")) return;
  reference.initially_deferred = cursor.take_word("deferred");
  if (!reference.initially_deferred) cursor.expect_word("immediate");
}

std::vector<ScannedName> take_names(DdlCursor& cursor) {
  std::vector<ScannedName> names;
  for (SortedElement& element : take_sorted_elements(cursor)) {
    if (element.column.text.empty()) cursor.fail("names of columns");
    names.push_back(std::move(element.column));
  }
  cursor.expect_symbol(")");
  return names;
}

ReferencesClause take_references(DdlCursor& cursor) {
  ReferencesClause reference;
  cursor.expect_word("references");
  reference.table = cursor.take_name("the name of a table");
  if (cursor.at_symbol("(")) reference.referred_columns = take_names(cursor);
  take_reference_arguments(cursor, reference);
  if (at_deferral(cursor)) take_deferral(cursor, reference);
  return reference;
}

GeneratedClause take_generated(DdlCursor& cursor) {
  if (cursor.take_word("generated")) cursor.expect_word("always");
  cursor.expect_word("as");
  GeneratedClause generated;
  generated.expression = cursor.take_parentheses();
  generated.stored = cursor.take_word("stored");
  if (!generated.stored) cursor.take_word("virtual");
  return generated;
}

// After DEFAULT, SQLite accepts one token with an optional sign, or an expression in parentheses.
DefaultClause take_default(DdlCursor& cursor) {
  cursor.expect_word("default");
  const std::size_t begin = cursor.here();
  if (cursor.at_symbol("(")) {
    cursor.take_parentheses();
  } else {
    if (!cursor.take_symbol("-")) cursor.take_symbol("+");
    if (cursor.at_end() || cursor.at_symbol(",") || cursor.at_symbol(")") ||
        cursor.next().kind == TokenKind::kUnfinished)
      cursor.fail("a value");
    cursor.step();
  }
  return {{begin, cursor.behind()}};
}

KeyClause take_column_key(DdlCursor& cursor) {
  KeyClause key;
  key.primary = cursor.take_word("primary");
  if (!key.primary) {
    cursor.expect_word("unique");
    key.on_conflict = take_on_conflict(cursor);
    return key;
  }
  cursor.expect_word("key");
  key.descending = cursor.take_word("desc");
  if (!key.descending) cursor.take_word("asc");
  key.on_conflict = take_on_conflict(cursor);
  key.autoincrement = cursor.take_word("autoincrement");
  return key;
}

KeyClause take_table_key(DdlCursor& cursor) {
  KeyClause key;
  key.primary = cursor.take_word("primary");
  cursor.expect_word(key.primary ? "key" : "unique");
  for (SortedElement& element : take_sorted_elements(cursor)) {
    if (element.column.text.empty()) cursor.fail("names of columns");
    key.columns.push_back({.name = std::move(element.column),
                           .collation = std::move(element.collation),
                           .descending = element.descending,
                           .span = element.span});
  }
  key.autoincrement = key.primary && cursor.take_word("autoincrement");
  cursor.expect_symbol(")");
  key.on_conflict = take_on_conflict(cursor);
  return key;
}

CheckClause take_check(DdlCursor& cursor) {
  cursor.expect_word("check");
  CheckClause check;
  check.expression = cursor.take_parentheses();
  check.on_conflict = take_on_conflict(cursor);
  return check;
}

NotNullClause take_not_null(DdlCursor& cursor) {
  cursor.expect_word("not");
  cursor.expect_word("null");
  return {take_on_conflict(cursor)};
}

/// Takes any number of CONSTRAINT names, and returns the last.
ScannedName take_constraint_name(DdlCursor& cursor) {
  ScannedName name;
  while (cursor.take_word("constraint")) name = cursor.take_name("the name of a constraint");
  return name;
}

std::optional<Clause> take_column_content(DdlCursor& cursor, ReferencesClause* last) {
  if (cursor.at_word("primary") || cursor.at_word("unique")) return take_column_key(cursor);
  if (cursor.at_word("check")) return take_check(cursor);
  if (cursor.at_word("default")) return take_default(cursor);
  if (cursor.take_word("collate")) return CollateClause{cursor.take_name("the name of a collation").text};
  if (cursor.at_word("references")) return take_references(cursor);
  if (cursor.at_word("as") || cursor.at_word("generated")) return take_generated(cursor);
  if (at_deferral(cursor)) {
    ReferencesClause nowhere;
    take_deferral(cursor, last == nullptr ? nowhere : *last);
    return DeferralClause{};
  }
  if (cursor.at_word("not")) return take_not_null(cursor);
  if (!cursor.take_word("null")) return std::nullopt;
  take_on_conflict(cursor);
  return NullClause{};
}

std::optional<Clause> take_table_content(DdlCursor& cursor) {
  if (cursor.at_word("primary") || cursor.at_word("unique")) return take_table_key(cursor);
  if (cursor.at_word("check")) return take_check(cursor);
  if (!cursor.take_word("foreign")) return std::nullopt;
  cursor.expect_word("key");
  std::vector<ScannedName> columns = take_names(cursor);
  ReferencesClause reference = take_references(cursor);
  reference.columns = std::move(columns);
  return reference;
}

template <class TakeContent>
std::optional<ScannedClause> take_clause(DdlCursor& cursor, TakeContent&& take_content) {
  const std::size_t begin = cursor.here();
  ScannedName name = take_constraint_name(cursor);
  std::optional<Clause> what = take_content();
  if (!what && name.span.empty()) return std::nullopt;
  return ScannedClause{.name = std::move(name),
                       .what = what ? std::move(*what) : Clause(BareNameClause{}),
                       .span = {begin, cursor.behind()}};
}

}  // namespace

std::optional<ScannedClause> take_column_clause(DdlCursor& cursor, ReferencesClause* last) {
  return take_clause(cursor, [&] { return take_column_content(cursor, last); });
}

std::optional<ScannedClause> take_table_clause(DdlCursor& cursor) {
  return take_clause(cursor, [&] { return take_table_content(cursor); });
}

}  // namespace tenon
