// The vertices of the graph that orders ops.
#pragma once

#include <cstddef>
#include <vector>

#include "model/change.h"
#include "model/op.h"
#include "plan/order/dependency_key.h"

namespace tenon {

/// The default position of an op, where no dependency decides: drops in reverse order of creation, renames,
/// then creation in order, foreign keys last.
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
  kRename,  ///< the first stage after the drops
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
  kDropExtension,  ///< what depended on its objects is dropped by then
};

/// The total order of ops that could run in either order. Drops are sorted backwards.
struct Rank {
  Stage stage = Stage::kRename;
  Kind kind = Kind::kSchema;
  QualifiedName table;       ///< or the name of the schema, type or sequence
  std::size_t position = 0;  ///< of a column in its table
  Name name;
};

bool operator<(const Rank& a, const Rank& b);

/// An op and its ordering constraints: a vertex of the graph that ordered() sorts.
struct Node {
  Op op;
  std::vector<Op> followed_by = {};  ///< run directly after `op`, with nothing in between
  Rank rank;
  /// Dependencies that end with this op. It runs before every node that provides one of them.
  std::vector<DependencyKey> releases;
  /// The same as a preference: it gives way where the graph has a cycle.
  std::vector<DependencyKey> prefers_to_release;
  std::vector<DependencyKey> provides;    ///< what the op creates, changes or destroys
  std::vector<DependencyKey> depends_on;  ///< needed from now on: runs after every node that provides one
  std::vector<NameClaim> frees_names;     ///< runs before every node that claims one of them
  std::vector<NameClaim> claims_names;
  std::vector<std::size_t> runs_after;  ///< the numbers of nodes that run before this one
};

}  // namespace tenon
