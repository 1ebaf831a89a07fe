// Writes the files of a migration with its reports, and says what was written.

#include "cli/written_files.h"

#include <algorithm>
#include <string>

#include "cli/log.h"
#include "model/error.h"
#include "model/pluralize.h"
#include "model/visible.h"

namespace tenon {

namespace {

void print_paths(const Arguments& arguments, const MigrationFiles& written) {
  std::string paths;
  for (const NewFile& file : written.files) paths += visible(file.path) + "\n";
  try {
    if (!arguments.quiet) print(paths);
  } catch (const Error& error) {
    throw Error(error.fault(), error.reason(),
                std::string(error.what()) + "; the migration is written: " + written.files.front().path);
  }
}

}  // namespace

void deliver_migration(const Arguments& arguments, const MigrationFiles& written,
                       const std::vector<Result>& reports) {
  const bool is_free =
      std::ranges::none_of(arguments.outputs, [](const Output& o) { return o.path.empty(); });
  deliver(reports, arguments.dry_run ? std::vector<NewFile>{} : written.files);
  if (arguments.dry_run)
    for (const NewFile& file : written.files)
      write_stdout("==> " + visible(file.path) + " <==\n" + file.text + "\n");
  else if (is_free)
    print_paths(arguments, written);
  else
    for (const NewFile& file : written.files) inform("wrote " + file.path);
  if (!written.same.empty())
    warn("the newest migration " + visible(written.same) + " has the same operations; was it not run?");
  for (const std::string& lost : written.destroyed) warn("the upgrade destroys data: " + lost);
  if (!arguments.dry_run)
    inform("wrote " + pluralize(written.files.size(), "file") + ": " +
           pluralize(written.comparison.report.changes.size(), "change"));
}

}  // namespace tenon
