#include "app/format.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace tenon {
namespace {

using Names = std::vector<std::string>;

/// The formats that offer one kind of result.
template <auto column>
Names offering() {
  Names all;
  for (const Format& format : formats())
    if ((format.*column).render) all.push_back(format.name);
  return all;
}

TEST(Format, EachHasANameAnExtensionAndAWordForAFailedRun) {
  std::set<std::string> names;
  std::set<std::string> extensions;
  for (const Format& format : formats()) {
    EXPECT_TRUE(names.insert(format.name).second) << format.name;
    EXPECT_TRUE(extensions.insert(format.extension).second) << format.name;
    EXPECT_TRUE(format.extension.starts_with('.')) << format.name;
    ASSERT_NE(format.failure, nullptr) << format.name;
    EXPECT_NE(format.failure({Reason::kInternal, "a tree fell"}).find("a tree fell"), std::string::npos)
        << format.name;
  }
}

TEST(Format, EachKindOfResultIsOfferedForPeopleAndForPrograms) {
  const Names both{"text", "json"};
  const Names documents{"text", "json", "markdown", "html", "sarif", "junit", "github", "gitlab"};
  const Names all{"text", "json", "sql", "markdown", "html", "sarif", "junit", "github", "gitlab", "svg"};
  EXPECT_EQ((offering<&Format::difference>()), all);
  EXPECT_EQ((offering<&Format::verdict>()), all);
  EXPECT_EQ((offering<&Format::inspection>()), (Names{"text", "json", "sql", "svg", "mermaid", "dot"}));
  EXPECT_EQ((offering<&Format::migration_report>()), documents);
  EXPECT_EQ((offering<&Format::lint>()), documents);
  EXPECT_EQ((offering<&Format::names>()), documents);
  EXPECT_EQ((offering<&Format::beginning>()), both);
  EXPECT_EQ((offering<&Format::explanation>()), both);
}

TEST(Format, TheFirstIsForPeople) { EXPECT_TRUE(formats().front().is_for_people); }

}  // namespace
}  // namespace tenon
