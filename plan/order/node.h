#pragma once

#include <cstddef>
#include <vector>

#include "model/change.h"
#include "model/op.h"
#include "plan/order/object_key.h"

namespace tenon {

/// Where an op stands when nothing that leans on anything says otherwise: drops in reverse order of
/// creation, renames, then creation in order, foreign keys last.
enum class Stage {
  kDropForeignKey,
  kReleaseSequence,
  kDetachTable,
  kDropExclusion,
  kDropCheck,
  kDropIndex,
  kDropUnique,
  kDropPrimaryKey,
  kDropColumn,
  kDropTable,
  kDropSequence,
  kDropType,
  kDropEnum,
  kDropSchema,
  kRename,  ///< the first stage that is no drop
  kRebindPartitions,
  kCreateSchema,
  kCreateExtension,
  kCreateEnum,
  kReplaceEnum,
  kCreateType,
  kAlterType,
  kCreateSequence,
  kCreateTable,
  kAlterTable,
  kAddColumn,
  kAlterColumn,
  kRebuildTable,
  kAlterSequence,
  kAddPrimaryKey,
  kAddUnique,
  kAddIndex,
  kAddCheck,
  kAddExclusion,
  kAttachTable,
  kAlterConstraint,
  kAddForeignKey,
  kValidate,
  kComment,
  kDropExtension,  ///< what leans on its objects is gone by then
};

/// The total order that decides between ops of which either may come first. Drops go backwards.
struct Rank {
  Stage stage = Stage::kRename;
  Kind kind = Kind::kSchema;
  QualifiedName table;       ///< or the schema's, type's, sequence's name
  std::size_t position = 0;  ///< of a column in its table
  Name name;
};

bool operator<(const Rank& a, const Rank& b);

/// An op with all that orders it.
struct Node {
  Op op;
  std::vector<Op> then = {};  ///< what runs right behind it, with nothing in between
  Rank rank;
  std::vector<Thing> leaves;         ///< what it stops leaning on: runs before whatever changes that
  std::vector<Thing> leaves_gently;  ///< the same where it can be had
  std::vector<Thing> changes;        ///< what it creates, changes or destroys
  std::vector<Thing> joins;          ///< what it leans on from now on: runs after whatever changes that
  std::vector<Slot> frees;
  std::vector<Slot> takes;
  std::vector<std::size_t> after;  ///< nodes that run before it
};

}  // namespace tenon
