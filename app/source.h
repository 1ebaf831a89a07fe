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

/// One side as the user named it: a database URL, or files and folders that make one schema together.
/// Opened, but not read: reading needs the dialect, which may come from the other side.
class OpenSource {
 public:
  /// Opens a URL; reads files. A folder stands for its *.json, or its *.sql, in name order. Throws Error for
  /// what is not there, cannot be opened, or is of a form that tenon does not read.
  /// `scratch`: the URL of a server to read SQL files with; empty: they are read offline.
  explicit OpenSource(const std::vector<SourceArgument>& parts, const SourceArgument& scratch = {});

  /// A live database's dialect, or the one that the files name; nullptr when they name none.
  const Dialect* dialect() const { return dialect_; }
  /// nullptr for files.
  Database* database() const { return database_.get(); }
  /// Who can compile expressions for this side: its database, or the one that its files were read into.
  Database* settler() const {
    return database_ ? database_.get() : scratch_ ? &scratch_->database() : nullptr;
  }
  /// Whether it is SQL that a server reads.
  bool reads_by_scratch() const { return !scratch_url_.empty(); }
  Side side() const;
  /// The files, where the source is one or several.
  const std::vector<Document>& documents() const { return documents_; }

  /// The catalog, and the convention that came with it (files only). Live constraints without a name stay
  /// nameless. Throws Error(kDeclaration) when the files are of another dialect.
  Declaration read(const Dialect& dialect);

 private:
  Declaration read_sql(const Dialect& dialect);

  std::unique_ptr<Database> database_;
  std::vector<Document> documents_;
  bool is_sql_ = false;
  SourceArgument scratch_url_;
  std::unique_ptr<ScratchSchema> scratch_;
  const Dialect* dialect_ = nullptr;
};

/// The dialect that both sides have, or the one that is given. Throws Error(kUsage) when they have two, when
/// none is known, and when one is given that is not theirs.
const Dialect& common_dialect(const OpenSource& actual, const OpenSource& declared, const std::string& given);

/// Throws Error(kUsage) for a server to read SQL with where no side is SQL.
void demand_scratch_used(const OpenSource& actual, const OpenSource& declared, const SourceArgument& scratch);

/// A dialect by name. Throws Error(kUsage) when there is none such.
const Dialect& dialect_by_name(const std::string& name);

}  // namespace tenon
