// Finds the route of a request: method and path in, a row of a table out.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tenon {

/// What a path of a route looks like: `/targets/{name}/audits`, where `{name}` stands for one segment.
class PathPattern {
 public:
  explicit PathPattern(std::string_view text);

  const std::string& text() const { return text_; }
  /// Returns whether a path has this form, and puts what stands for `{name}` into `values`.
  bool matches(const std::vector<std::string>& segments, std::map<std::string, std::string>& values) const;

 private:
  std::string text_;
  std::vector<std::string> segments_;
};

/// A path that no route has.
struct NoSuchPath {};
/// A path that routes have, but for other methods: those.
struct NoSuchMethod {
  std::string allowed;  ///< "GET, POST", as the header Allow has it
};
/// The number of the route in its table, and what stands for `{name}`.
struct FoundRoute {
  std::size_t index = 0;
  std::map<std::string, std::string> values;
};

using Found = std::variant<FoundRoute, NoSuchMethod, NoSuchPath>;

/// A table of methods and paths. A route whose path is written out goes before one with `{name}`.
class Router {
 public:
  /// Adds a route; the first one has the number 0.
  void add(std::string method, std::string_view pattern);
  /// HEAD finds what GET finds.
  Found find(const std::string& method, const std::string& path) const;

 private:
  struct Row {
    std::string method;
    PathPattern pattern;
  };
  std::vector<Row> rows_;
};

}  // namespace tenon
