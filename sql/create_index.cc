// Scans SQLite's CREATE INDEX into parts with positions.

#include "sql/create_index.h"

#include "sql/ddl_cursor.h"
#include "sql/sorted_list.h"

namespace tenon {

namespace {

ScannedIndex scanned(std::string_view sql) {
  DdlCursor cursor(sql);
  ScannedIndex index;
  cursor.expect_word("create");
  index.unique = cursor.take_word("unique");
  cursor.expect_word("index");
  if (cursor.at_word("if") && cursor.at_word("not", 1) && cursor.at_word("exists", 2))
    for (int i = 0; i < 3; ++i) cursor.step();
  index.name = cursor.take_name("the name of an index");
  if (cursor.take_symbol(".")) {
    index.schema = std::move(index.name);
    index.name = cursor.take_name("the name of an index");
  }
  cursor.expect_word("on");
  index.table = cursor.take_name("the name of a table");
  index.body.begin = cursor.here();
  for (SortedElement& element : take_sorted_elements(cursor))
    index.elements.push_back({.column = std::move(element.column),
                              .expression = element.expression,
                              .collation = std::move(element.collation),
                              .descending = element.descending,
                              .span = element.span});
  cursor.expect_symbol(")");
  index.body.end = cursor.behind();
  index.where = {cursor.behind(), cursor.behind()};
  if (cursor.take_word("where")) {
    index.where.begin = cursor.here();
    while (!cursor.at_end() && !cursor.at_symbol(";")) cursor.step();
    index.where.end = cursor.behind();
    if (index.where.end <= index.where.begin) cursor.fail("an expression");
  }
  cursor.expect_end();
  return index;
}

}  // namespace

std::variant<ScannedIndex, NotUnderstood> scan_create_index(std::string_view sql) {
  try {
    return scanned(sql);
  } catch (const NotUnderstood& reason) {
    return reason;
  }
}

}  // namespace tenon
