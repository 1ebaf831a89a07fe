// What an op does, object by object: op in, keys with acts out.
#pragma once

#include <vector>

#include "model/op.h"

namespace tenon {

/// What is done to one object.
enum class Act { kCreate, kDrop, kAlter, kRename, kRebuild, kAttach, kDetach };

/// One object and what an op does to it.
struct ActOn {
  Key key;
  Act act;
};

/// Every object that an op is about. What is part of a table and comes or goes with it has no act of its own;
/// a type that no ALTER can change is dropped and created, and the columns that have it are altered. An op
/// that is marked as one that does nothing has no act.
std::vector<ActOn> acts_of(const Op& op);

Key key_of(const QualifiedName& table, const Column& column);
Key key_of(const QualifiedName& table, const Constraint& constraint);
Key table_key(const QualifiedName& table);

}  // namespace tenon
