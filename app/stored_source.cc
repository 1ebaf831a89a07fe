// Sources that the audit store holds: `audit:12`, `orders@2026-11-01`, and the declaration of the store
// itself.

#include "app/stored_source.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "app/backends.h"
#include "app/store_schema.h"
#include "model/error.h"
#include "model/nearest_word.h"

namespace tenon {

namespace {

constexpr std::string_view kAudit = "audit:";

std::optional<std::int64_t> audit_number(const std::string& source) {
  if (!source.starts_with(kAudit)) return std::nullopt;
  std::int64_t id = 0;
  const char* end = source.data() + source.size();
  const auto [stopped, fault] = std::from_chars(source.data() + kAudit.size(), end, id);
  if (fault != std::errc() || stopped != end || id < 1)
    throw Error(Fault::kUsage,
                "audit: is followed by the number of an audit, as tenon history shows it; found " + source);
  return id;
}

/// A target and a time.
struct PointOfTarget {
  std::string target;
  Instant at{};
};

std::optional<PointOfTarget> point_of_target(const std::string& source) {
  const auto at = source.rfind('@');
  if (at == std::string::npos || at == 0 || source.find(':') < at) return std::nullopt;
  const std::string time = source.substr(at + 1);
  const bool looks_like_time = !time.empty() && time.front() >= '0' && time.front() <= '9';
  const auto instant = parsed_last_instant(time);
  if (instant) return PointOfTarget{source.substr(0, at), *instant};
  if (!looks_like_time || time.find('-') == std::string::npos) return std::nullopt;
  throw Error(Fault::kUsage, "what follows the @ of " + source + " is no time; write " +
                                 source.substr(0, at) + "@2026-11-01 or " + source.substr(0, at) +
                                 "@2026-11-01T03:00Z");
}

Document document_of(const std::string& source, const std::optional<StoredSnapshot>& found, Store& store,
                     const std::string& why) {
  if (found) return {source, found->text};
  throw Error(Fault::kDeclaration,
              "the audit store " + store.shown() + " holds no catalog for " + source + ": " + why);
}

Document at_audit(const std::string& source, std::int64_t id, Store& store) {
  const std::optional<StoredAudit> audit = store.audit(id);
  std::string why = "there is no such audit; tenon history TARGET lists them";
  if (audit)
    why = "that audit of " + audit->result.target + " did not read one (" +
          std::string(to_string(audit->result.outcome)) + ")";
  return document_of(source, store.snapshot_of(id), store, why);
}

Document at_point(const std::string& source, const PointOfTarget& point, Store& store) {
  const std::optional<StoredSnapshot> found = store.snapshot_at(point.target, point.at);
  const std::vector<std::string> known = store.targets();
  const bool is_known = std::find(known.begin(), known.end(), point.target) != known.end();
  return document_of(source, found, store,
                     is_known ? "its first audit is later, or what it read is not kept any more"
                              : "there is no such target" + suggestion(point.target, known));
}

/// A URL may have an @ before a number, and a password before that.
bool may_be_stored(const SourceArgument& source) {
  std::error_code ignored;
  return scheme(source).empty() && !std::filesystem::exists(source.exposed(), ignored);
}

}  // namespace

bool is_in_store(const SourceArgument& source) {
  if (!may_be_stored(source)) return false;
  return audit_number(source.exposed()).has_value() || point_of_target(source.exposed()).has_value();
}

std::optional<Document> stored_document(const SourceArgument& source, const SourceArgument& store) {
  const std::string& text = source.exposed();
  if (!may_be_stored(source)) return std::nullopt;
  if (auto declared = declared_store_document(text)) return declared;
  const std::optional<std::int64_t> audit = audit_number(text);
  const std::optional<PointOfTarget> point = audit ? std::nullopt : point_of_target(text);
  if (!audit && !point) return std::nullopt;
  const std::unique_ptr<Store> opened = open_store(store_url(store), StoreUse::kExisting);
  return audit ? at_audit(text, *audit, *opened) : at_point(text, *point, *opened);
}

}  // namespace tenon
