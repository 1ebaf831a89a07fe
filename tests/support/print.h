#pragma once

#include <iosfwd>

#include "model/catalog.h"
#include "model/change.h"
#include "model/naming.h"
#include "model/op.h"
#include "model/report.h"
#include "model/settling.h"
#include "tests/support/print_renames.h"

// How GoogleTest prints the model: a word for the type, the name, and every attribute that is not as in a
// plain object. A text whose compared key differs from it is followed by the key in brackets.

namespace tenon {

void PrintTo(Kind kind, std::ostream* out);
void PrintTo(NamedBy by, std::ostream* out);
void PrintTo(Action action, std::ostream* out);
void PrintTo(Match match, std::ostream* out);
void PrintTo(Outcome outcome, std::ostream* out);
void PrintTo(About about, std::ostream* out);

void PrintTo(const Name& name, std::ostream* out);
void PrintTo(const QualifiedName& name, std::ostream* out);
void PrintTo(const ColumnName& name, std::ostream* out);
void PrintTo(const Source& source, std::ostream* out);
void PrintTo(const Expression& expression, std::ostream* out);
void PrintTo(const Type& type, std::ostream* out);
void PrintTo(const Option& option, std::ostream* out);
void PrintTo(const SequenceOptions& options, std::ostream* out);
void PrintTo(const Identity& identity, std::ostream* out);
void PrintTo(const Generated& generated, std::ostream* out);
void PrintTo(const IndexElement& element, std::ostream* out);
void PrintTo(const ExclusionElement& element, std::ostream* out);

void PrintTo(const Schema& schema, std::ostream* out);
void PrintTo(Inheritance inheritance, std::ostream* out);
void PrintTo(const DomainCheck& check, std::ostream* out);
void PrintTo(const TypeAttribute& attribute, std::ostream* out);
void PrintTo(const Extension& extension, std::ostream* out);
void PrintTo(const Domain& type, std::ostream* out);
void PrintTo(const CompositeType& type, std::ostream* out);
void PrintTo(const RangeType& type, std::ostream* out);
void PrintTo(const Enum& type, std::ostream* out);
void PrintTo(const Sequence& sequence, std::ostream* out);
void PrintTo(const Column& column, std::ostream* out);
void PrintTo(const PrimaryKey& key, std::ostream* out);
void PrintTo(const Unique& unique, std::ostream* out);
void PrintTo(const Index& index, std::ostream* out);
void PrintTo(const Check& check, std::ostream* out);
void PrintTo(const Exclusion& exclusion, std::ostream* out);
void PrintTo(const ForeignKey& key, std::ostream* out);
void PrintTo(const Table& table, std::ostream* out);
void PrintTo(const UnmodelledObject& other, std::ostream* out);
void PrintTo(const NotUnderstoodObject& object, std::ostream* out);
void PrintTo(const Catalog& catalog, std::ostream* out);

void PrintTo(const Key& key, std::ostream* out);
void PrintTo(const AttributeChange& change, std::ostream* out);
void PrintTo(const Added& change, std::ostream* out);
void PrintTo(const Dropped& change, std::ostream* out);
void PrintTo(const Altered& change, std::ostream* out);
void PrintTo(const Renamed& change, std::ostream* out);

void PrintTo(const Unknown& unknown, std::ostream* out);
void PrintTo(const Side& side, std::ostream* out);
void PrintTo(const Counts& counts, std::ostream* out);
void PrintTo(const UnmodelledEntry& object, std::ostream* out);
void PrintTo(const UnmodelledKind& other, std::ostream* out);
void PrintTo(const Report& report, std::ostream* out);

void PrintTo(const Question& question, std::ostream* out);
void PrintTo(const Answer& answer, std::ostream* out);

void PrintTo(const CustomToken& token, std::ostream* out);
void PrintTo(const NamingConvention& convention, std::ostream* out);
void PrintTo(const DerivedName& name, std::ostream* out);

void PrintTo(const CreateSchema& op, std::ostream* out);
void PrintTo(const DropSchema& op, std::ostream* out);
void PrintTo(const CreateExtension& op, std::ostream* out);
void PrintTo(const DropExtension& op, std::ostream* out);
void PrintTo(const AlterExtension& op, std::ostream* out);
void PrintTo(const CreateType& op, std::ostream* out);
void PrintTo(const DropType& op, std::ostream* out);
void PrintTo(const AlterType& op, std::ostream* out);
void PrintTo(const CreateEnum& op, std::ostream* out);
void PrintTo(const DropEnum& op, std::ostream* out);
void PrintTo(const AddEnumLabel& op, std::ostream* out);
void PrintTo(const TypeUser& user, std::ostream* out);
void PrintTo(const ReplaceEnum& op, std::ostream* out);
void PrintTo(const CreateSequence& op, std::ostream* out);
void PrintTo(const DropSequence& op, std::ostream* out);
void PrintTo(const AlterSequence& op, std::ostream* out);
void PrintTo(const CreateTable& op, std::ostream* out);
void PrintTo(const DropTable& op, std::ostream* out);
void PrintTo(const AlterTable& op, std::ostream* out);
void PrintTo(const AttachTable& op, std::ostream* out);
void PrintTo(const DetachTable& op, std::ostream* out);
void PrintTo(const AddColumn& op, std::ostream* out);
void PrintTo(const DropColumn& op, std::ostream* out);
void PrintTo(const AlterColumn& op, std::ostream* out);
void PrintTo(const AddConstraint& op, std::ostream* out);
void PrintTo(const DropConstraint& op, std::ostream* out);
void PrintTo(const RenameConstraint& op, std::ostream* out);
void PrintTo(const AlterConstraint& op, std::ostream* out);
void PrintTo(const ValidateConstraint& op, std::ostream* out);
void PrintTo(const SetComment& op, std::ostream* out);
void PrintTo(const RebuildTable& op, std::ostream* out);
void PrintTo(const Step& step, std::ostream* out);
void PrintTo(const Plan& plan, std::ostream* out);
void PrintTo(const Migration& migration, std::ostream* out);

}  // namespace tenon
