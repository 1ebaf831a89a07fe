#include "tests/support/print.h"

#include <gtest/gtest-printers.h>

#include <array>
#include <ostream>
#include <string>
#include <string_view>

#include "model/dialect.h"
#include "model/fields.h"
#include "model/to_string.h"

namespace tenon {

namespace {

using testing::PrintToString;

/// Writes `word first, label second ...` inside parentheses.
class Parts {
 public:
  Parts(std::ostream* out, std::string_view word) : out_(*out) { out_ << word << '('; }
  ~Parts() { out_ << ')'; }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  template <class T>
  Parts& add(const T& value) {
    return add("", value);
  }
  template <class T>
  Parts& add(std::string_view label, const T& value) {
    if (!first_) out_ << ", ";
    first_ = false;
    out_ << label << (label.empty() ? "" : " ") << PrintToString(value);
    return *this;
  }
  /// Only what is not as in a plain value.
  template <class T>
  Parts& unless_plain(std::string_view label, const T& value) {
    return value == T{} ? *this : add(label, value);
  }

 private:
  std::ostream& out_;
  bool first_ = true;
};

template <class T>
void print_fields(Parts& parts, const T& object) {
  const T plain;
  for_each_field<T>([&](const auto& field) {
    if (!(object.*field.member == plain.*field.member)) parts.add(field.name, object.*field.member);
  });
}

template <class T>
void print_object(const T& object, std::ostream* out) {
  Parts parts(out, to_string(kind_of(Object(object))));
  parts.add(object.name);
  print_fields(parts, object);
  if constexpr (std::is_constructible_v<Constraint, const T&>)
    if (*object.named_by != NamedBy::kUser) parts.add("named by", *object.named_by);
}

void print_text(const std::string& text, const std::string& key, std::ostream* out) {
  *out << text;
  if (key != text) *out << " [" << key << ']';
}

}  // namespace

void PrintTo(Kind kind, std::ostream* out) { *out << to_string(kind); }
void PrintTo(Action action, std::ostream* out) { *out << sql_text(action); }
void PrintTo(Match match, std::ostream* out) { *out << sql_text(match); }

void PrintTo(NamedBy by, std::ostream* out) {
  switch (by) {
    case NamedBy::kUser:
      *out << "user";
      return;
    case NamedBy::kConvention:
      *out << "convention";
      return;
    case NamedBy::kServer:
      *out << "server";
      return;
    case NamedBy::kNobody:
      *out << "nobody";
      return;
  }
}

void PrintTo(Outcome outcome, std::ostream* out) {
  switch (outcome) {
    case Outcome::kInSync:
      *out << "in_sync";
      return;
    case Outcome::kDrift:
      *out << "drift";
      return;
    case Outcome::kUnknown:
      *out << "unknown";
      return;
  }
}

void PrintTo(About about, std::ostream* out) {
  // In the order of the enumeration.
  constexpr std::array kWords{"expression", "condition",     "default",        "type",
                              "cast",       "partition key", "partition bound"};
  *out << kWords.at(static_cast<std::size_t>(about));
}

void PrintTo(const Name& name, std::ostream* out) { print_text(name.text, name.key, out); }
void PrintTo(const QualifiedName& name, std::ostream* out) {
  *out << PrintToString(name.schema) << '.' << PrintToString(name.name);
}
void PrintTo(const ColumnName& name, std::ostream* out) {
  *out << PrintToString(name.table) << '.' << PrintToString(name.column);
}
void PrintTo(const Source& source, std::ostream* out) {
  *out << source.path << ':' << source.line << ':' << source.column;
}
void PrintTo(const Expression& expression, std::ostream* out) {
  print_text(expression.text, expression.key, out);
}
void PrintTo(const Type& type, std::ostream* out) { print_text(type.text, type.key, out); }
void PrintTo(const Option& option, std::ostream* out) { *out << option.key << '=' << option.value; }
void PrintTo(const SequenceOptions& options, std::ostream* out) { *out << to_string(options); }
void PrintTo(const Identity& identity, std::ostream* out) { *out << to_string(identity); }
void PrintTo(const Generated& generated, std::ostream* out) {
  *out << PrintToString(generated.sqltext) << (generated.stored ? " stored" : " virtual");
}
void PrintTo(const IndexElement& element, std::ostream* out) {
  *out << std::visit([](const auto& what) { return PrintToString(what); }, element.what);
  *out << (element.descending ? " desc" : "") << (element.nulls_first ? " nulls first" : "");
  if (!element.opclass.empty()) *out << " opclass " << PrintToString(element.opclass);
  if (!element.opclass_options.empty()) *out << PrintToString(element.opclass_options);
  if (!element.collation.empty()) *out << " collate " << PrintToString(element.collation);
}
void PrintTo(const ExclusionElement& element, std::ostream* out) {
  *out << PrintToString(element.element) << " with " << PrintToString(element.with);
}

void PrintTo(const Schema& schema, std::ostream* out) { print_object(schema, out); }
void PrintTo(Inheritance inheritance, std::ostream* out) { *out << to_string(inheritance); }
void PrintTo(const DomainCheck& check, std::ostream* out) {
  *out << PrintToString(check.name) << " check " << PrintToString(check.sqltext)
       << (check.validated ? "" : " not valid")
       << (check.comment.empty() ? "" : " comment " + PrintToString(check.comment));
}
void PrintTo(const TypeAttribute& attribute, std::ostream* out) {
  *out << PrintToString(attribute.name) << ' ' << PrintToString(attribute.type);
  if (!attribute.collation.empty()) *out << " collate " << PrintToString(attribute.collation);
}
void PrintTo(const Extension& extension, std::ostream* out) { print_object(extension, out); }
void PrintTo(const Domain& type, std::ostream* out) { print_object(type, out); }
void PrintTo(const CompositeType& type, std::ostream* out) { print_object(type, out); }
void PrintTo(const RangeType& type, std::ostream* out) { print_object(type, out); }
void PrintTo(const Enum& type, std::ostream* out) { print_object(type, out); }
void PrintTo(const Sequence& sequence, std::ostream* out) { print_object(sequence, out); }
void PrintTo(const Column& column, std::ostream* out) { print_object(column, out); }
void PrintTo(const PrimaryKey& key, std::ostream* out) { print_object(key, out); }
void PrintTo(const Unique& unique, std::ostream* out) { print_object(unique, out); }
void PrintTo(const Index& index, std::ostream* out) { print_object(index, out); }
void PrintTo(const Check& check, std::ostream* out) { print_object(check, out); }
void PrintTo(const Exclusion& exclusion, std::ostream* out) { print_object(exclusion, out); }
void PrintTo(const ForeignKey& key, std::ostream* out) { print_object(key, out); }

void PrintTo(const Table& table, std::ostream* out) {
  Parts parts(out, "table");
  parts.add(table.name);
  print_fields(parts, table);
  for (const auto& column : table.columns) parts.add("\n   ", column);
  for (const auto& constraint : table.constraints)
    std::visit([&](const auto& c) { parts.add("\n   ", c); }, constraint);
}

void PrintTo(const UnmodelledObject& other, std::ostream* out) {
  Parts(out, other.kind).add(other.name).unless_plain("on", other.table).unless_plain("as", other.definition);
}

void PrintTo(const NotUnderstoodObject& object, std::ostream* out) {
  Parts(out, "not understood")
      .add(object.name)
      .unless_plain("on", object.table)
      .unless_plain("why", object.reason);
}

void PrintTo(const Catalog& catalog, std::ostream* out) {
  Parts parts(out, catalog.dialect ? catalog.dialect->name : "catalog of no dialect");
  for (const auto& schema : catalog.schemas) parts.add("\n ", schema);
  for (const auto& extension : catalog.extensions) parts.add("\n ", extension);
  for (const auto& type : catalog.enums) parts.add("\n ", type);
  for_each_type_list(catalog, [&](const auto& types) {
    for (const auto& type : types) parts.add("\n ", type);
  });
  for (const auto& sequence : catalog.sequences) parts.add("\n ", sequence);
  for (const auto& table : catalog.tables) parts.add("\n ", table);
  for (const auto& other : catalog.unmodelled) parts.add("\n ", other);
  for (const auto& object : catalog.not_understood) parts.add("\n ", object);
}

void PrintTo(const Key& key, std::ostream* out) { *out << to_string(key); }
void PrintTo(const AttributeChange& change, std::ostream* out) {
  *out << change.attribute << ": \"" << change.actual << "\" -> \"" << change.declared << '"';
}

namespace {

std::string object_text(const Object& object) {
  return std::visit([](const auto& o) { return PrintToString(o); }, object);
}

std::string constraint_text(const Constraint& constraint) {
  return std::visit([](const auto& c) { return PrintToString(c); }, constraint);
}

}  // namespace

void PrintTo(const Added& change, std::ostream* out) {
  *out << "add " << PrintToString(change.key) << ": " << object_text(change.declared);
}
void PrintTo(const Dropped& change, std::ostream* out) {
  *out << "drop " << PrintToString(change.key) << ": " << object_text(change.actual);
}
void PrintTo(const Altered& change, std::ostream* out) {
  *out << "alter " << PrintToString(change.key) << ' ' << PrintToString(change.attributes) << ": "
       << object_text(change.actual) << " to " << object_text(change.declared);
}
void PrintTo(const Renamed& change, std::ostream* out) {
  *out << "rename " << PrintToString(change.key) << " from " << PrintToString(change.actual_name) << ' '
       << PrintToString(change.attributes) << ": " << object_text(change.actual) << " to "
       << object_text(change.declared);
}

void PrintTo(const Unknown& unknown, std::ostream* out) {
  Parts(out, "unknown")
      .add(unknown.key)
      .add(unknown.attribute)
      .add("because", unknown.reason)
      .add("actual", unknown.actual)
      .add("declared", unknown.declared);
}
void PrintTo(const Side& side, std::ostream* out) {
  Parts(out, side.kind).add(side.url).add(side.path).add(side.server_version);
}
void PrintTo(const Counts& counts, std::ostream* out) {
  Parts(out, "counts")
      .add("tables", counts.tables)
      .add("constraints", counts.constraints)
      .add("indexes", counts.indexes)
      .add("ignored", counts.ignored);
}
void PrintTo(const Consequence& one, std::ostream* out) { *out << describe(one); }
void PrintTo(const UnmodelledEntry& object, std::ostream* out) {
  Parts(out, object.differs ? "differing" : "alike")
      .add(object.name)
      .unless_plain("on", object.table)
      .unless_plain("actual", object.actual_digest)
      .unless_plain("declared", object.declared_digest);
}
void PrintTo(const UnmodelledKind& other, std::ostream* out) {
  Parts(out, other.kind).add("objects", other.objects);
}
void PrintTo(const Report& report, std::ostream* out) {
  Parts(out, "report")
      .add(report.actual)
      .add(report.declared)
      .add(report.compared)
      .add("changes", report.changes)
      .add("consequences", report.consequences)
      .add("unknowns", report.unknowns)
      .add("not modelled", report.not_modelled)
      .add("notes", report.notes);
}

void PrintTo(const Question& question, std::ostream* out) {
  Parts parts(out, PrintToString(question.about));
  parts.add(question.text).unless_plain("for", question.target);
  if (question.table) parts.add("in", question.table->name);
}
void PrintTo(const Answer& answer, std::ostream* out) {
  Parts(out, "answer").unless_plain("form", answer.form).unless_plain("reason", answer.reason);
}

void PrintTo(const CustomToken& token, std::ostream* out) {
  Parts(out, "token").add(static_cast<int>(token.make)).add(token.name_space).add(token.parts);
}
void PrintTo(const NamingConvention& convention, std::ostream* out) {
  Parts(out, "convention").add(convention.templates).add(convention.tokens);
}
void PrintTo(const DerivedName& name, std::ostream* out) {
  Parts(out, "name").add(name.text).add("by", name.by);
}

void PrintTo(const CreateSchema& op, std::ostream* out) { Parts(out, "create_schema").add(op.schema); }
void PrintTo(const DropSchema& op, std::ostream* out) { Parts(out, "drop_schema").add(op.schema); }
void PrintTo(const CreateExtension& op, std::ostream* out) {
  Parts(out, "create_extension").add(op.extension);
}
void PrintTo(const DropExtension& op, std::ostream* out) { Parts(out, "drop_extension").add(op.extension); }
void PrintTo(const AlterExtension& op, std::ostream* out) {
  Parts(out, "alter_extension").add(op.actual).add("to", op.declared);
}
void PrintTo(const CreateType& op, std::ostream* out) {
  Parts(out, "create_type").add(object_text(object_of(op.type)));
}
void PrintTo(const DropType& op, std::ostream* out) {
  Parts(out, "drop_type").add(object_text(object_of(op.type)));
}
void PrintTo(const AlterType& op, std::ostream* out) {
  Parts(out, "alter_type")
      .add(object_text(object_of(op.actual)))
      .add("to", object_text(object_of(op.declared)))
      .add("used by", op.users);
}
void PrintTo(const CreateEnum& op, std::ostream* out) { Parts(out, "create_enum").add(op.type); }
void PrintTo(const DropEnum& op, std::ostream* out) { Parts(out, "drop_enum").add(op.type); }
void PrintTo(const AddEnumLabel& op, std::ostream* out) {
  Parts(out, "add_enum_label").add(op.type).add(op.label).unless_plain("before", op.before);
}
void PrintTo(const TypeUser& user, std::ostream* out) {
  Parts(out, "user").add(user.column).add(user.type).add("default", user.default_value);
}
void PrintTo(const ReplaceEnum& op, std::ostream* out) {
  Parts(out, "replace_enum").add(op.actual).add("by", op.declared).add("used by", op.users);
}
void PrintTo(const CreateSequence& op, std::ostream* out) { Parts(out, "create_sequence").add(op.sequence); }
void PrintTo(const DropSequence& op, std::ostream* out) { Parts(out, "drop_sequence").add(op.sequence); }
void PrintTo(const AlterSequence& op, std::ostream* out) {
  Parts(out, "alter_sequence").add(op.actual).add("to", op.declared);
}
void PrintTo(const CreateTable& op, std::ostream* out) { Parts(out, "create_table").add(op.table); }
void PrintTo(const DropTable& op, std::ostream* out) { Parts(out, "drop_table").add(op.table); }
void PrintTo(const AlterTable& op, std::ostream* out) {
  Parts(out, "alter_table").add(op.actual).add("to", op.declared);
}
void PrintTo(const AttachTable& op, std::ostream* out) {
  Parts(out, "attach_table").add(op.table).add("to", op.parent);
}
void PrintTo(const DetachTable& op, std::ostream* out) {
  Parts(out, "detach_table").add(op.table).add("from", op.parent);
}
void PrintTo(const AddColumn& op, std::ostream* out) {
  Parts(out, "add_column").add(op.table).add(op.column);
}
void PrintTo(const DropColumn& op, std::ostream* out) {
  Parts(out, op.only ? "drop_column only" : "drop_column").add(op.table).add(op.column);
}
void PrintTo(const AlterColumn& op, std::ostream* out) {
  Parts(out, "alter_column").add(op.table).add(op.actual).add("to", op.declared);
}
void PrintTo(const AddConstraint& op, std::ostream* out) {
  *out << "add_constraint(" << PrintToString(op.table) << ", " << constraint_text(op.constraint) << ')';
}
void PrintTo(const DropConstraint& op, std::ostream* out) {
  *out << "drop_constraint(" << PrintToString(op.table) << ", " << constraint_text(op.constraint) << ')';
}
void PrintTo(const RenameConstraint& op, std::ostream* out) {
  *out << "rename_constraint(" << PrintToString(op.table) << ", " << constraint_text(op.actual) << " to "
       << PrintToString(op.to) << ')';
}
void PrintTo(const AlterConstraint& op, std::ostream* out) {
  *out << "alter_constraint(" << PrintToString(op.table) << ", " << constraint_text(op.actual) << " to "
       << constraint_text(op.declared) << ')';
}
void PrintTo(const ValidateConstraint& op, std::ostream* out) {
  *out << "validate_constraint(" << PrintToString(op.table) << ", " << constraint_text(op.constraint) << ')';
}
void PrintTo(const SetComment& op, std::ostream* out) {
  Parts(out, "set_comment").add(op.key).add(op.actual).add("to", op.declared);
}
void PrintTo(const RebuildTable& op, std::ostream* out) {
  Parts(out, "rebuild_table").add(op.actual).add("to", op.declared).unless_plain("triggers", op.triggers);
}

void PrintTo(const Step& step, std::ostream* out) {
  *out << (step.in_transaction ? "in a transaction:" : "outside any:");
  for (const Op& op : step.ops)
    *out << "\n  " << std::visit([](const auto& o) { return PrintToString(o); }, op);
}
void PrintTo(const Plan& plan, std::ostream* out) {
  *out << "plan";
  for (const Step& step : plan.steps) *out << "\n " << PrintToString(step);
}
void PrintTo(const Migration& migration, std::ostream* out) {
  *out << "up " << PrintToString(migration.up) << "\ndown " << PrintToString(migration.down);
}

}  // namespace tenon
