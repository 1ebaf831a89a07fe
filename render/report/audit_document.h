// An audit of many databases as values, and as a document.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "render/report/document.h"

namespace tenon {

/// Targets with the same findings: one cause, reported once.
struct AuditGroup {
  std::string fingerprint;          ///< `7c1e-f0a2-93d4`
  std::vector<std::string> states;  ///< "new", "acknowledged", "grew"
  std::string says;                 ///< what its findings say, in a few words
  std::string age;                  ///< since when, in words: "since 2026-11-11, 9 nights"
  std::vector<std::string> targets;
  std::string targets_text;            ///< the same in short: "tenant-001..012"
  std::vector<std::string> lines;      ///< further facts: who acknowledged it, why and until when
  bool is_accepted = false;            ///< acknowledged: its entries are notes, and no drift
  bool passes = false;                 ///< drift that `fail_on` lets pass
  std::vector<DocumentEntry> entries;  ///< those of every target of the group
};

/// A target that could not be asked. It is never counted as in sync.
struct AuditGap {
  std::string target;
  std::string reason;   ///< "connect", "rights", "timeout" ...
  std::string message;  ///< what failed and what to do
  std::string since;    ///< in words: "last audited 2026-11-16, 4 nights ago"; empty: never audited before
};

/// One sweep over all targets.
struct AuditDocument {
  std::string subject;               ///< what is audited, the same every night: "all targets"
  std::string started;               ///< RFC 3339
  std::string duration;              ///< in words: "3 min 41 s"
  std::vector<std::string> in_sync;  ///< targets
  std::vector<AuditGroup> groups;
  std::vector<AuditGap> not_audited;
  bool is_first = false;                    ///< there is no sweep before
  std::vector<DocumentChange> transitions;  ///< what has come and what has gone since the last sweep
  std::vector<std::string> notes;
  int exit_code = 0;  ///< the worst of all targets
};

/// Returns the sweep as a document: a section for each group, with its entries once; targets that were not
/// audited, with their reasons, are the targets whose outcome is unknown.
ReportDocument document_of(const AuditDocument& audit);

}  // namespace tenon
