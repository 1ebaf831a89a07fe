// Reads each declared side of a fleet once.

#include "app/audit/shared_declarations.h"

#include <algorithm>

#include "app/backends.h"
#include "model/dialect.h"
#include "model/digest.h"

namespace tenon {

namespace {

/// Returns what tells one declared side from another: the paths, the dialect and the server that reads them.
/// It stays in memory.
std::string identity_of(const CompareRequest& request, const Dialect& dialect) {
  std::string all(dialect.name);
  for (const SourceArgument& part : request.declared) all += '\0' + part.exposed();
  all += '\0' + request.scratch.exposed() + '\0' + request.store.exposed();
  for (const auto& [kind, text] : request.naming.templates) all += '\0' + kind + '\0' + text;
  return all;
}

std::string digest_of(const SharedDeclaration& declaration) {
  std::string all(declaration.dialect->name);
  for (const Document& document : declaration.documents)
    all += '\n' + std::to_string(document.text.size()) + '\n' + document.text;
  return sha256(all);
}

std::shared_ptr<const DigestedDeclaration> read(const CompareRequest& request, const Dialect& dialect) {
  auto made = std::make_shared<DigestedDeclaration>();
  made->declaration = shared_declaration(request, dialect);
  made->digest = digest_of(made->declaration);
  return made;
}

}  // namespace

std::shared_ptr<const DigestedDeclaration> SharedDeclarations::of(const CompareRequest& request) {
  const bool is_live =
      std::ranges::any_of(request.declared, [](const SourceArgument& part) { return !scheme(part).empty(); });
  if (is_live) return nullptr;
  const Dialect& dialect = *backend_for(request.actual.front()).dialect;
  std::shared_ptr<Entry> entry;
  {
    const std::lock_guard lock(mutex_);
    std::shared_ptr<Entry>& place = entries_[identity_of(request, dialect)];
    if (!place) place = std::make_shared<Entry>();
    entry = place;
  }
  std::call_once(entry->once, [&] {
    try {
      entry->read = read(request, dialect);
    } catch (...) {
      entry->failure = std::current_exception();
    }
  });
  if (entry->failure) std::rethrow_exception(entry->failure);
  return entry->read;
}

}  // namespace tenon
