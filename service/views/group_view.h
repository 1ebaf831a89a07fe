// What the page of a group shows: one drift, the targets that have it, how it spread.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/instant.h"
#include "render/report/document.h"
#include "service/views/condition.h"
#include "store/overview.h"
#include "store/store.h"

namespace tenon {

/// A target that has the drift of a group.
struct GroupTarget {
  TargetMark mark;
  std::map<std::string, std::string> labels;
  Instant since{};
  std::int64_t audit = 0;  ///< its last one
};

/// A migration that mends a group, as text for the declared schema of now.
struct GroupMigration {
  std::string script;        ///< empty: there is none
  bool is_too_long = false;  ///< there is one, as a file alone
  std::string command;       ///< that writes it, for a shell
  std::string problem;       ///< why there is no script, or what to know before it runs
};

/// What the page of a group shows.
struct GroupView {
  std::string fingerprint;
  std::string sentence;
  Instant now{};
  ReportDocument findings;                ///< of any of its targets; sections by table
  std::vector<std::string> finding_keys;  ///< of what an acknowledgement would cover
  std::vector<GroupTarget> targets;       ///< that have it now, the first to have it first
  std::size_t target_count = 0;
  std::optional<Instant> since;
  std::vector<SpreadRow> spread;
  GroupSample sample;
  GroupMigration migration;  ///< the command; the script is filled in by who knows the declared schema
};

/// What was found for a fingerprint, or the beginning of one.
struct GroupSearch {
  std::optional<GroupView> view;
  std::vector<std::string> candidates;  ///< where several begin so
};

GroupSearch group_view(Store& store, const std::string& prefix, Instant now, StalePolicy stale = {});

}  // namespace tenon
