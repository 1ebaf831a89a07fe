#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "model/catalog.h"
#include "model/overloaded.h"
#include "reflect/database.h"

namespace tenon::test {

/// Every expression and type of a catalog, with the question that settles it.
class Expressions {
 public:
  explicit Expressions(Catalog& catalog) {
    for (Table& table : catalog.tables) {
      for (Column& column : table.columns) add(table, column);
      for (Constraint& constraint : table.constraints) add(table, constraint);
    }
  }

  const std::vector<Question>& questions() const { return questions_; }

  /// Puts the settled forms in; returns what could not be settled, with the reason.
  std::vector<std::string> take(const std::vector<Answer>& answers) {
    std::vector<std::string> unsettled;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (answers[i].form.empty())
        unsettled.push_back(to_string(questions_[i].table->name) + ": " + questions_[i].text + ": " +
                            answers[i].reason);
      else
        *keys_[i] = answers[i].form;
    }
    return unsettled;
  }

 private:
  void add(About about, const Table& table, const std::string& text, std::string& key,
           std::string target = "") {
    questions_.push_back({about, text, &table, std::move(target)});
    keys_.push_back(&key);
  }

  void add(const Table& table, Expression& expression) {
    add(About::kExpression, table, expression.text, expression.key);
  }

  void add(const Table& table, Column& column) {
    add(About::kType, table, column.type.text, column.type.key);
    if (column.default_value)
      add(About::kDefault, table, column.default_value->text, column.default_value->key, column.type.text);
    if (column.generated) add(table, column.generated->sqltext);
  }

  void add(const Table& table, IndexElement& element) {
    if (auto* expression = std::get_if<Expression>(&element.what)) add(table, *expression);
  }

  void add(const Table& table, Constraint& constraint) {
    std::visit(Overloaded{[](PrimaryKey&) {}, [](Unique&) {}, [](ForeignKey&) {},
                          [&](Index& index) {
                            for (IndexElement& element : index.elements) add(table, element);
                            if (index.where) add(table, *index.where);
                          },
                          [&](Check& check) { add(table, check.sqltext); },
                          [&](Exclusion& exclusion) {
                            for (ExclusionElement& each : exclusion.elements) add(table, each.element);
                            if (exclusion.where) add(table, *exclusion.where);
                          }},
               constraint);
  }

  std::vector<Question> questions_;
  std::vector<std::string*> keys_;
};

/// Settles everything in a catalog; returns what could not be.
inline std::vector<std::string> settle_all(Database& database, Catalog& catalog) {
  Expressions expressions(catalog);
  return expressions.take(database.settle(expressions.questions()));
}

}  // namespace tenon::test
