// The one table of output formats: what each offers for every kind of result. `cli` takes help, validation
// and dispatch from it.

#pragma once

#include <string>
#include <vector>

#include "app/audit/outbox_report.h"
#include "app/audit/sweep.h"
#include "app/compare.h"
#include "app/configuration_view.h"
#include "app/doctor/report.h"
#include "app/lint.h"
#include "app/names.h"
#include "audit/ack_report.h"
#include "audit/history_report.h"
#include "model/error.h"
#include "store/report.h"
#include "store/token_report.h"

namespace tenon {

/// The presentation of a result.
struct Presentation {
  bool color = false;
  bool summary = false;  ///< text: counts by kind and table instead of each finding
  std::string fix;       ///< the command that writes the migration; empty if none is offered
};

/// The way in which a format renders one kind of result.
template <class Result>
struct Rendering {
  std::string (*render)(const Result& result, const Presentation& how) = nullptr;  ///< null if not offered
  std::string note = "";  ///< a note on the format in --help
};

/// One output format: a row of the table, with a column for each kind of result.
struct Format {
  std::string name;             ///< the value of `-o`
  std::string extension;        ///< the extension of its files, with the dot
  bool is_for_people = false;   ///< coloured, suppressed by --quiet, and free of commands of CI services
  bool prints_failure = false;  ///< the failure of a run is printed to stdout as well as to stderr
  std::string (*failure)(const Failure&) = nullptr;   ///< for a run that ended without an answer; never null
  Rendering<ComparisonResult> difference = {};        ///< `diff`: what must be done
  Rendering<ComparisonResult> verdict = {};           ///< `check`: what was found
  Rendering<ComparisonResult> migration_report = {};  ///< `generate`: the comparison
  Rendering<Inspection> inspection = {};
  Rendering<Linted> lint = {};
  Rendering<Names> names = {};
  Rendering<Beginning> beginning = {};
  Rendering<Explained> explanation = {};
  Rendering<TargetHistory> history = {};
  Rendering<AckList> acks = {};
  Rendering<StoreReport> store = {};
  Rendering<ConfigurationView> configuration = {};
  Rendering<DoctorReport> doctor = {};
  Rendering<Swept> audit = {};
  Rendering<OutboxReport> notify = {};
  Rendering<TokenList> tokens = {};
};

/// Returns all formats. The first one is the default.
const std::vector<Format>& formats();

/// Returns the format of a name. REQUIRES: there is one.
const Format& format_by_name(const std::string& name);

// Each row is defined in a file of app/formats/.
Format text_format();
Format json_format();
Format sql_format();
Format markdown_format();
Format html_format();
Format sarif_format();
Format junit_format();
Format github_format();
Format gitlab_format();
Format svg_format();
Format mermaid_format();
Format dot_format();

}  // namespace tenon
