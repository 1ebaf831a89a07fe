// Compares definitions of items without their names, and serializes them as keys.

#include "diff/definition.h"

#include <concepts>
#include <string_view>
#include <type_traits>
#include <utility>

#include "model/fields.h"

namespace tenon {

namespace {

/// Serializes values without ambiguity: every text is preceded by its length.
class Writer {
 public:
  explicit Writer(bool texts) : texts_(texts) {}

  void put(std::string_view text) {
    out_ += std::to_string(text.size());
    out_ += ':';
    out_ += text;
  }
  void put(const std::string& text) { put(std::string_view(text)); }
  template <std::same_as<bool> Bool>  // excludes implicit conversions to bool
  void put(Bool value) {
    put(std::string_view(value ? "1" : "0"));
  }
  void put(Action action) { put(sql_text(action)); }
  void put(Match match) { put(sql_text(match)); }
  void put(const Name& name) { put(name.key); }
  void put(const QualifiedName& name) {
    put(name.schema);
    put(name.name);
  }
  void put(const Expression& expression) { put(texts_ ? std::string_view(expression.key) : "?"); }
  void put(const Option& option) {
    put(option.key);
    put(option.value);
  }
  void put(const IndexElement& element) {
    put(element.what.index() == 0);
    std::visit([&](const auto& what) { put(what); }, element.what);
    put(element.descending);
    put(element.nulls_first);
    put(element.opclass);
    put(element.opclass_options);
    put(element.collation);
  }
  void put(const ExclusionElement& element) {
    put(element.element);
    put(element.with);
  }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class T>
  void put(const std::vector<T>& values) {
    put(std::to_string(values.size()));
    for (const T& value : values) put(value);
  }

  std::string taken() { return std::move(out_); }

 private:
  bool texts_;
  std::string out_;
};

bool in_place(std::string_view attribute) { return attribute == "comment" || attribute == "validated"; }

bool is_subject(std::string_view attribute) {
  return attribute == "columns" || attribute == "elements" || attribute == "referred_table" ||
         attribute == "sqltext" || attribute == "where";
}

bool is_included(std::string_view attribute, Depth depth) {
  if (depth == Depth::kSubject) return is_subject(attribute);
  return depth == Depth::kWhole || !in_place(attribute);
}

template <class T>
std::string serialized(const T& object, Depth depth) {
  Writer writer(depth != Depth::kShape);
  for_each_field<T>([&](const auto& field) {
    if (is_included(field.name, depth)) writer.put(object.*field.member);
  });
  return writer.taken();
}

template <class T>
bool same(const T& a, const T& b) {
  bool equal = true;
  for_each_field<T>([&](const auto& field) { equal = equal && a.*field.member == b.*field.member; });
  return equal;
}

}  // namespace

bool same_definition(const Item& a, const Item& b) {
  return std::visit([&](const auto* object) { return same(*object, *std::get<decltype(object)>(b.object)); },
                    a.object);
}

std::string definition_key(const Item& constraint, Depth depth) {
  return std::visit(
      [&](const auto* object) -> std::string {
        if constexpr (std::is_constructible_v<Constraint, decltype(*object)>)
          return serialized(*object, depth);
        else
          return {};
      },
      constraint.object);
}

}  // namespace tenon
