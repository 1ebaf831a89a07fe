#include "tests/support/other_values.h"

namespace tenon::test {

namespace {

/// `object` with each other value of one member.
template <class T, class M>
void vary(std::vector<T>& found, const T& object, M T::*member) {
  for (const auto& other : others(object.*member)) {
    T changed = object;
    changed.*member = other;
    found.push_back(changed);
  }
}

}  // namespace

std::vector<bool> others(bool value) { return {!value}; }
std::vector<std::string> others(const std::string& value) { return {value + "!"}; }
std::vector<Name> others(const Name& value) { return {Name(value.text + "!", value.key + "!")}; }
std::vector<Expression> others(const Expression& value) {
  return {{value.text + " + 1", value.key + " + 1"}};
}
std::vector<Type> others(const Type& value) { return {{value.text + "[]", value.key + "[]"}}; }

std::vector<Action> others(Action value) {
  std::vector<Action> found;
  for (const Action a :
       {Action::kNoAction, Action::kRestrict, Action::kCascade, Action::kSetNull, Action::kSetDefault})
    if (a != value) found.push_back(a);
  return found;
}

std::vector<Match> others(Match value) {
  std::vector<Match> found;
  for (const Match m : {Match::kSimple, Match::kFull, Match::kPartial})
    if (m != value) found.push_back(m);
  return found;
}

std::vector<QualifiedName> others(const QualifiedName& value) {
  std::vector<QualifiedName> found;
  vary(found, value, &QualifiedName::schema);
  vary(found, value, &QualifiedName::name);
  return found;
}

std::vector<Option> others(const Option& value) {
  std::vector<Option> found;
  vary(found, value, &Option::value);
  vary(found, value, &Option::key);
  return found;
}

std::vector<Options> others(const Options& value) {
  std::vector<Options> found{with_option(value, "a!", "b")};
  if (value.empty()) return found;
  found.push_back(with_option(value, value.front().key, ""));
  found.push_back(with_option(value, value.front().key, value.front().value + "!"));
  return found;
}

std::string attribute_of(const char* field, const Options& before, const Options& after) {
  for (const Options* side : {&before, &after})
    for (const Option& each : *side) {
      const std::string* a = option(before, each.key);
      const std::string* b = option(after, each.key);
      if (!a || !b || *a != *b) return each.key;
    }
  return field;
}

std::vector<SequenceOptions> others(const SequenceOptions& value) {
  std::vector<SequenceOptions> found;
  vary(found, value, &SequenceOptions::type);
  vary(found, value, &SequenceOptions::start);
  vary(found, value, &SequenceOptions::increment);
  vary(found, value, &SequenceOptions::minimum);
  vary(found, value, &SequenceOptions::maximum);
  vary(found, value, &SequenceOptions::cache);
  vary(found, value, &SequenceOptions::cycle);
  return found;
}

std::vector<Identity> others(const Identity& value) {
  std::vector<Identity> found;
  vary(found, value, &Identity::always);
  vary(found, value, &Identity::sequence);
  return found;
}

std::vector<Generated> others(const Generated& value) {
  std::vector<Generated> found;
  vary(found, value, &Generated::sqltext);
  vary(found, value, &Generated::stored);
  return found;
}

std::vector<ColumnName> others(const ColumnName& value) {
  std::vector<ColumnName> found;
  vary(found, value, &ColumnName::table);
  vary(found, value, &ColumnName::column);
  return found;
}

std::vector<IndexElement> others(const IndexElement& value) {
  std::vector<IndexElement> found;
  IndexElement changed = value;
  if (const auto* name = std::get_if<Name>(&value.what)) {
    changed.what = others(*name).front();
    found.push_back(changed);
    changed.what = Expression(name->text, name->key);
    found.push_back(changed);
  } else {
    changed.what = others(std::get<Expression>(value.what)).front();
    found.push_back(changed);
  }
  vary(found, value, &IndexElement::descending);
  vary(found, value, &IndexElement::nulls_first);
  vary(found, value, &IndexElement::opclass);
  vary(found, value, &IndexElement::opclass_options);
  vary(found, value, &IndexElement::collation);
  return found;
}

std::vector<ExclusionElement> others(const ExclusionElement& value) {
  std::vector<ExclusionElement> found;
  vary(found, value, &ExclusionElement::element);
  vary(found, value, &ExclusionElement::with);
  return found;
}

std::vector<Inheritance> others(Inheritance value) {
  std::vector<Inheritance> found{Inheritance::kOwn, Inheritance::kInherited, Inheritance::kMerged};
  std::erase(found, value);
  return found;
}

std::vector<DomainCheck> others(const DomainCheck& value) {
  std::vector<DomainCheck> found;
  vary(found, value, &DomainCheck::name);
  vary(found, value, &DomainCheck::sqltext);
  vary(found, value, &DomainCheck::validated);
  vary(found, value, &DomainCheck::comment);
  return found;
}

std::vector<TypeAttribute> others(const TypeAttribute& value) {
  std::vector<TypeAttribute> found;
  vary(found, value, &TypeAttribute::name);
  vary(found, value, &TypeAttribute::type);
  vary(found, value, &TypeAttribute::collation);
  return found;
}

}  // namespace tenon::test
