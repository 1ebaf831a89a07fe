// The one table of output formats: what each offers for every kind of result. `cli` takes help, validation
// and dispatch from it.

#pragma once

#include <string>
#include <vector>

#include "app/compare.h"
#include "app/lint.h"
#include "app/names.h"
#include "model/error.h"

namespace tenon {

/// How a result is to look.
struct Presentation {
  bool color = false;
  bool summary = false;  ///< text: counts by kind and table instead of each finding
  std::string fix;       ///< text: the command that writes the migration; empty: not offered
};

/// How a format renders one kind of result.
template <class Result>
struct Rendering {
  std::string (*render)(const Result& result, const Presentation& how) = nullptr;  ///< null: not offered
  std::string note = "";  ///< what --help adds to the format's name
};

/// One output format: a row of the table, with a column for each kind of result.
struct Format {
  std::string name;             ///< as `-o` takes it
  std::string extension;        ///< of its files, with the dot
  bool is_for_people = false;   ///< is coloured, held back by --quiet, and holds no command of a CI service
  bool prints_failure = false;  ///< stdout too gets the failure of a run, besides stderr
  std::string (*failure)(const Failure&) = nullptr;   ///< a run that ended without an answer; never null
  Rendering<ComparisonResult> difference = {};        ///< `diff`: what must be done
  Rendering<ComparisonResult> verdict = {};           ///< `check`: what was found
  Rendering<ComparisonResult> migration_report = {};  ///< `generate`: what was compared
  Rendering<Inspection> inspection = {};
  Rendering<Linted> lint = {};
  Rendering<Names> names = {};
  Rendering<Beginning> beginning = {};
  Rendering<Explained> explanation = {};
};

/// Every format. The first is the one that is printed where none is asked for.
const std::vector<Format>& formats();

// The rows, each in a file of app/formats/.
Format text_format();
Format json_format();
Format sql_format();

}  // namespace tenon
