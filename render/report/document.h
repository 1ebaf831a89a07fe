// The result of a verb as one neutral document, which every format for people and for CI services renders.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/report.h"

namespace tenon {

/// How serious an entry is, as SARIF and annotations distinguish it.
enum class Severity { kError, kWarning, kNote };

/// Returns "error", "warning" or "note", as SARIF spells it.
std::string_view to_string(Severity severity);

/// What a document comes to as a whole.
enum class DocumentOutcome { kGood, kFindings, kUnknown };

/// One attribute that differs.
struct DocumentAttribute {
  std::string name;
  std::string declared;  ///< "" where that side has none
  std::string actual;

  friend bool operator==(const DocumentAttribute&, const DocumentAttribute&) = default;
};

/// One finding. Texts may hold names as they are in a database, with any character: a format escapes them.
struct DocumentEntry {
  std::string rule;        ///< "tenon/foreign_key-changed", "TN105": stable, for programs
  std::string rule_title;  ///< "foreign key changed"
  std::string rule_why;    ///< why the rule is there; empty: nothing more is to be said
  std::string word;        ///< "changed", "TN105": what stands before the object
  Severity severity = Severity::kError;
  std::string kind;         ///< "foreign key"
  std::string table;        ///< "public.orders": of a table itself its own name; "public" beside tables
  std::string name;         ///< without schema and table
  std::string former_name;  ///< of a rename: the actual name
  std::string key;          ///< `foreign_key:public.orders.fk`, as `explain` takes it
  std::string message;      ///< what is wrong, as one sentence; empty: the two sides say it
  std::string meaning;      ///< what follows for those who use the database, in plain words
  std::string declared;     ///< the definition; empty: that side has none
  std::string actual;
  std::vector<std::string> table_lines;  ///< for a table that only one side has: its definition as lines
  std::vector<DocumentAttribute> attributes;
  std::string fix;  ///< what to do about this entry
  Source place;     ///< in a declared file; its path is empty where there is none

  friend bool operator==(const DocumentEntry&, const DocumentEntry&) = default;
};

/// Entries under one heading: a table, or a group of an audit.
struct DocumentSection {
  std::string title;
  bool is_named = true;                   ///< the title is a name, and shown as code
  std::vector<std::string> words = {};    ///< states, as short words: "new", "acknowledged"
  std::vector<std::string> lines = {};    ///< further facts, a line each
  std::vector<std::string> targets = {};  ///< which targets it is about; empty: all of the document
  std::string targets_text = {};          ///< the same in short: "tenant-001..012"
  std::string says = {};                  ///< what its entries say in a few words; empty: they say it
  std::vector<DocumentEntry> entries = {};

  friend bool operator==(const DocumentSection&, const DocumentSection&) = default;
};

/// A side of the comparison, or the source that was looked at.
struct DocumentSide {
  std::string label;  ///< "actual", "declared", "source"
  std::string text;   ///< `postgresql://***@/shop (postgresql 15.18)`
  std::string path;   ///< of a declared file; of several the first

  friend bool operator==(const DocumentSide&, const DocumentSide&) = default;
};

/// One database that was asked about, and its answer.
struct DocumentTarget {
  std::string name;
  DocumentOutcome outcome = DocumentOutcome::kGood;
  std::string reason;   ///< for kUnknown: the reason code
  std::string message;  ///< for kUnknown: why

  friend bool operator==(const DocumentTarget&, const DocumentTarget&) = default;
};

/// A number with its word: 2 "missing".
struct DocumentCount {
  std::string word;
  std::size_t number = 0;

  friend bool operator==(const DocumentCount&, const DocumentCount&) = default;
};

/// What has come or gone since the result before.
struct DocumentChange {
  std::string word;  ///< "opened", "closed"
  std::string text;

  friend bool operator==(const DocumentChange&, const DocumentChange&) = default;
};

/// The script that would mend what was found.
struct DocumentScript {
  std::string title;  ///< without names: "Migration: 4 statements, strongest effect: rebuild of 2 tables"
  std::string text;   ///< SQL; empty: there is none
  std::string why;    ///< why there is none

  friend bool operator==(const DocumentScript&, const DocumentScript&) = default;
};

/// A result, ready to be rendered.
struct ReportDocument {
  std::string verb;     ///< "check", "diff", "lint", "names", "audit"
  std::string subject;  ///< what it is about, the same in every run: the sticky marker is made from it
  std::string title;    ///< "drift: 4 findings"
  std::vector<DocumentSide> sides;
  DocumentOutcome outcome = DocumentOutcome::kGood;
  std::string verdict;  ///< "in sync", "drift", "could not tell"
  int exit_code = 0;
  std::vector<DocumentCount> counts;
  std::string changes_title;                ///< "Since the last audit"; empty: nothing is said of it
  std::vector<DocumentChange> changes;      ///< under that title; empty: nothing changed
  std::string looked_at;                    ///< "2 tables, 6 constraints and 3 indexes compared"
  std::string declared_label = "declared";  ///< what the two sides of an entry are called
  std::string actual_label = "actual";
  std::vector<DocumentSection> sections;
  std::vector<DocumentTarget> targets;
  std::vector<DocumentEntry> consequences;  ///< what a migration does besides; no findings
  std::vector<std::string> notes;
  std::string fix;  ///< a command that mends what was found; empty: none
  DocumentScript script = {};
  std::string picture;  ///< SVG of the changed tables; empty: none

  friend bool operator==(const ReportDocument&, const ReportDocument&) = default;
};

/// Returns the number of entries of all sections.
std::size_t entry_count(const ReportDocument& document);

/// Returns ` on 12 targets` for a section that has targets of its own, which stands behind its title; else
/// nothing.
std::string extent(const DocumentSection& section);

/// Returns `foreign key fk_orders_user on public.orders`, for one line of text. Names are as they are.
std::string object_text(const DocumentEntry& entry);

/// Returns an entry as one sentence: its message, or what it says of the two sides.
std::string sentence(const DocumentEntry& entry);

/// Returns why a target could not be told, with its name if there are several.
std::string unknown_text(const ReportDocument& document, const DocumentTarget& target);

/// Returns a digest of rule, key and, of a section with targets of its own, its title: the same in every run,
/// and another one for each entry of a document. `sha256:` is left out.
std::string entry_digest(const DocumentSection& section, const DocumentEntry& entry);

/// Returns the document of a run that ended without an answer.
ReportDocument document_of(const Failure& failure);

}  // namespace tenon
