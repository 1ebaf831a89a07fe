#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "diff/diff.h"
#include "diff/difference.h"
#include "tests/support/builders.h"

namespace tenon {

inline void PrintTo(const Difference& difference, std::ostream* out) {
  *out << "changes " << testing::PrintToString(difference.changes) << "\nunknowns "
       << testing::PrintToString(difference.unknowns);
}

inline bool operator==(const Difference& a, const Difference& b) {
  return a.changes == b.changes && a.unknowns == b.unknowns;
}

}  // namespace tenon

namespace tenon::test {

/// Of a thing on the table `t`.
inline Key key(Kind kind, std::string_view name) { return {kind, n("public"), n("t"), n(name)}; }

template <class T>
T by_server(T constraint) {
  constraint.named_by = NamedBy::kServer;
  return constraint;
}

/// A table `t` with columns a integer and b text.
inline Catalog catalog_with(std::vector<Constraint> constraints,
                            std::vector<Column> columns = {column("a"), column("b", "text")}) {
  return catalog({table("t", std::move(columns), std::move(constraints))});
}

/// A database that knows the forms of some texts and refuses all others. It remembers what it was asked.
struct Server {
  std::map<std::string, std::string> forms;
  std::vector<std::vector<Question>> calls;

  Canonicalizer ask() {
    return [this](const std::vector<Question>& questions) {
      calls.push_back(questions);
      std::vector<Answer> answers;
      for (const auto& q : questions) {
        const std::string type = q.table->columns.front().type.text;
        const auto exact = forms.find(q.text + " over " + type);
        const auto any = exact == forms.end() ? forms.find(q.text) : exact;
        answers.push_back(any == forms.end() ? Answer{"", "cannot read " + q.text} : Answer{any->second, ""});
      }
      return answers;
    };
  }
  std::vector<std::string> asked() const {
    std::vector<std::string> texts;
    for (const auto& call : calls)
      for (const auto& q : call) texts.push_back(q.text);
    return texts;
  }
};

/// A check whose text was brought into one form with another, under whose key it goes now.
inline Check joined(std::string_view name, std::string text, std::string key_of_other) {
  Check made = check(name, std::move(text));
  made.sqltext.key = std::move(key_of_other);
  return made;
}

inline Difference between(Catalog actual, Catalog declared, const Canonicalizer& ask) {
  return difference(actual, declared, ask);
}

}  // namespace tenon::test
