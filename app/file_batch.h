// Writes the files of a run: whole, together, and never halfway.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/held_signals.h"

namespace tenon {

/// A file to be written.
struct NewFile {
  std::string path;
  std::string text;
};

/// Files that are put in place together, each of them whole.
///
/// Every file is written and synchronised as a draft first; commit() then puts all drafts in place. When
/// anything fails, every path holds what it held before (of several files on a file system that cannot
/// exchange two, those that are in place stay). SIGINT, SIGTERM and SIGHUP leave no draft behind, and
/// neither does SIGKILL while a draft is written, where the file system can hold files without a name
/// (O_TMPFILE).
///
/// All functions throw Error(kRefused) with the path, the system's reason and what to do.
class FileBatch {
 public:
  FileBatch();
  ~FileBatch();
  FileBatch(const FileBatch&) = delete;
  FileBatch& operator=(const FileBatch&) = delete;

  /// Prepares a file that must not be there yet. Missing folders are made.
  void create(const NewFile& file);
  /// Prepares a file that takes the place of an older one, and its permissions; a symbolic link stays, and
  /// what it leads to is replaced. REQUIRES: !is_stream(file.path).
  void replace(const NewFile& file);
  /// Puts all files in place, or leaves all as they were.
  void commit();

 private:
  class Draft;
  void prepare(const NewFile& file, bool is_new);

  std::optional<HeldSignals> held_;  ///< let go after the drafts
  std::vector<std::unique_ptr<Draft>> drafts_;
};

/// Whether a path leads to what is written as it comes and never replaced: a pipe, a terminal, /dev/null,
/// /dev/stdout.
bool is_stream(const std::string& path);

/// Throws Error(kRefused) where a report cannot be written to `path` for a reason that can be known before
/// anything is done: no such folder, no right to it, a folder of that name.
void require_writable(const std::string& path);

/// Writes to what is_stream().
void write_stream(const std::string& path, std::string_view text);

/// Writes to stdout. Throws Error(kRefused) with the system's reason.
void write_stdout(std::string_view text);

}  // namespace tenon
