#pragma once

#include <map>
#include <string>
#include <vector>

#include "render/report/document.h"
#include "render/report/github.h"
#include "render/report/gitlab.h"
#include "render/report/html.h"
#include "render/report/junit.h"
#include "render/report/markdown.h"
#include "render/report/sarif.h"

namespace tenon::test {

inline DocumentEntry entry(int number = 0) {
  DocumentEntry made;
  made.rule = "tenon/foreign_key-changed";
  made.rule_title = "foreign key changed";
  made.word = "changed";
  made.kind = "foreign key";
  made.table = "public.orders";
  made.name = "fk_" + std::to_string(number);
  made.key = "foreign_key:public.orders." + made.name;
  made.meaning = "deleting a row of users now fails";
  made.declared = "FOREIGN KEY (a) REFERENCES users ON DELETE CASCADE";
  made.actual = "FOREIGN KEY (a) REFERENCES users";
  made.attributes = {{"ondelete", "CASCADE", "NO ACTION"}};
  made.place = {"schema.sql", 14, 3};
  return made;
}

inline ReportDocument with_entries(std::vector<DocumentEntry> entries) {
  ReportDocument made;
  made.verb = "check";
  made.subject = "postgresql://***@/shop";
  made.title = "drift";
  made.outcome = DocumentOutcome::kFindings;
  made.verdict = "drift";
  made.exit_code = 2;
  made.sides = {{"actual", "postgresql://***@/shop", ""}, {"declared", "schema.sql", "schema.sql"}};
  made.targets = {{made.subject, made.outcome, "", ""}};
  made.sections = {{.title = "public.orders"}};
  made.sections.front().entries = std::move(entries);
  return made;
}

inline std::vector<DocumentEntry> many(int count) {
  std::vector<DocumentEntry> all;
  for (int i = 0; i < count; ++i) all.push_back(entry(i));
  return all;
}

inline int occurrences(const std::string& text, const std::string& part) {
  int count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

using Render = std::string (*)(const ReportDocument&);
inline const std::map<std::string, Render> kFormats{{"markdown", &markdown},
                                                    {"html", &html},
                                                    {"sarif", &sarif},
                                                    {"junit", &junit},
                                                    {"github", &github_commands},
                                                    {"gitlab", &gitlab_code_quality}};

}  // namespace tenon::test
