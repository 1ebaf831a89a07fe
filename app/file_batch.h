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

/// Files that are put in place together, each of them complete.
///
/// Every file is written and synchronised as a draft first; commit() then puts all drafts in place. If
/// anything fails, every path has its former content, and folders that were made for it are gone (on a file
/// system that cannot exchange files, those already in place stay). SIGINT, SIGTERM and SIGHUP leave no draft
/// behind, and neither does SIGKILL while a draft is written if the file system supports files without a name
/// (O_TMPFILE).
///
/// All functions throw Error(kRefused) with the path, the system's reason and what to do.
class FileBatch {
 public:
  FileBatch();
  ~FileBatch();
  FileBatch(const FileBatch&) = delete;
  FileBatch& operator=(const FileBatch&) = delete;

  /// Prepares a file that must not exist yet. Missing folders are created.
  void create(const NewFile& file);
  /// Prepares a file that replaces an older one and takes its permissions; a symbolic link stays, and its
  /// target is replaced. REQUIRES: !is_stream(file.path).
  void replace(const NewFile& file);
  /// Puts all files in place, or leaves everything as it was.
  void commit();

 private:
  class Draft;
  void prepare(const NewFile& file, bool is_new);

  std::optional<HeldSignals> held_;  ///< released after the drafts
  std::vector<std::unique_ptr<Draft>> drafts_;
  std::vector<std::string> made_folders_;  ///< the deepest first; removed if nothing comes of the files
};

/// Returns whether a path names a stream, which is written to directly and never replaced: a pipe, a
/// terminal, /dev/null, /dev/stdout.
bool is_stream(const std::string& path);

/// Throws Error(kRefused) if it is known in advance that a report cannot be written to `path`: the folder is
/// missing or not writable, or `path` is a folder.
void require_writable(const std::string& path);

/// Writes to a path for which is_stream() returns true.
void write_stream(const std::string& path, std::string_view text);

/// Writes at the end of a file that others write to as well, and makes it if it is not there. Where that
/// fails, the file is as it was.
void append_to(const std::string& path, std::string_view text);

/// Writes to stdout. Throws Error(kRefused) with the system's reason.
void write_stdout(std::string_view text);

}  // namespace tenon
