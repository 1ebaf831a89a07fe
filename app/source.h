// A source as the user named it: URL or paths in, a declaration out.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/scratch.h"
#include "declare/declaration.h"
#include "model/catalog.h"
#include "model/naming.h"
#include "model/report.h"
#include "model/source_argument.h"
#include "reflect/database.h"

namespace tenon {

/// One side as given by the user: a database URL, or files and folders that form one schema. It is open but
/// not yet read: reading needs the dialect, which may come from the other side.
class OpenSource {
 public:
  /// Opens a URL; reads files. A folder stands for its *.json, or its *.sql, in name order. Throws Error if a
  /// source does not exist, cannot be opened, or has a form that tenon does not read. `scratch`: the URL of a
  /// server that reads SQL files; if empty, they are read offline. `patience`: how long databases are waited
  /// for. `store`: where `audit:12` is looked up; see stored_source.h.
  explicit OpenSource(const std::vector<SourceArgument>& parts, const SourceArgument& scratch = {},
                      Patience patience = {}, const SourceArgument& store = {});
  /// Takes files that were read before; nothing else is opened.
  explicit OpenSource(std::vector<Document> documents, const SourceArgument& scratch = {},
                      Patience patience = {});

  /// Returns the dialect of a live database, or the one that the files name; nullptr if they name none.
  const Dialect* dialect() const { return dialect_; }
  /// Returns the database; nullptr for files.
  Database* database() const { return database_.get(); }
  /// Returns the database that can compile expressions for this side: its own, or the one that ran its files.
  Database* settler() const {
    return database_ ? database_.get() : scratch_ ? &scratch_->database() : nullptr;
  }
  /// Returns whether it consists of SQL files that a server reads.
  bool reads_by_scratch() const { return !scratch_url_.empty(); }
  Side side() const;
  /// Returns the files; empty for a database.
  const std::vector<Document>& documents() const { return documents_; }

  /// Returns the catalog, and the convention that came with it (files only). Live constraints without a name
  /// stay nameless. Throws Error(kDeclaration) if the files have another dialect.
  /// `usual`: the naming convention of JSON files that have none.
  Declaration read(const Dialect& dialect, const NamingConvention& usual = {});

 private:
  void take(const SourceArgument& scratch);
  Declaration read_sql(const Dialect& dialect);

  std::unique_ptr<Database> database_;
  std::vector<Document> documents_;
  bool is_sql_ = false;
  SourceArgument scratch_url_;
  Patience patience_;
  std::unique_ptr<ScratchSchema> scratch_;
  const Dialect* dialect_ = nullptr;
};

/// Returns the common dialect of both sides, or the given one. Throws Error(kUsage) if the sides have
/// different dialects, if none is known, and if the given one is not theirs.
const Dialect& common_dialect(const OpenSource& actual, const OpenSource& declared, const std::string& given);

/// The dialect of a source that is read alone, or the one that is given. Throws Error(kUsage) as
/// common_dialect() does.
const Dialect& dialect_of(const OpenSource& source, const std::string& given);

/// Throws Error(kUsage) if a scratch server is given although no side is SQL.
void require_scratch_used(const OpenSource& actual, const OpenSource& declared,
                          const SourceArgument& scratch);

/// Returns a dialect by name. Throws Error(kUsage) if there is no such dialect.
const Dialect& dialect_by_name(const std::string& name);

}  // namespace tenon
