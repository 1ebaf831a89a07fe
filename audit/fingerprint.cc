// Canonical findings and fingerprints: what drift is, whoever has it.

#include "audit/fingerprint.h"

#include <algorithm>

#include "audit/canonical_json.h"
#include "model/digest.h"

namespace tenon {

namespace {

constexpr std::string_view kServersName = "-";
// The first line of what is hashed. It changes only if the form of the findings must.
constexpr std::string_view kForm = "tenon findings 1\n";
constexpr std::size_t kGroup = 4;
constexpr std::size_t kDigits = 16;
constexpr std::size_t kShown = 14;
constexpr std::size_t kBrief = 9;

std::string definition_of(const StoredFinding& finding) {
  if (finding.op == "drop") return finding.actual_definition;
  return finding.op == "add" || finding.op == "rename" ? finding.declared_definition : "";
}

CanonicalJson attributes_of(const StoredFinding& finding) {
  const bool has_values = finding.op != "unknown";
  std::vector<CanonicalJson> all;
  for (const StoredAttribute& each : finding.attributes)
    all.push_back(has_values ? CanonicalJson{each.name, each.declared, each.actual}
                             : CanonicalJson{each.name});
  std::ranges::sort(all);
  return all;
}

std::string without_dashes(std::string_view text) {
  std::string all;
  for (const char c : text)
    if (c != '-') all += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  return all;
}

}  // namespace

std::string canonical(const StoredFinding& finding) {
  CanonicalJson json = {
      {"op", finding.op},
      {"kind", finding.kind},
      {"schema", finding.schema},
      {"table", finding.table},
      {"name", finding.is_server_named ? std::string(kServersName) : finding.name},
      {"definition", definition_of(finding)},
      {"attributes", attributes_of(finding)},
  };
  if (finding.op == "rename")
    json["actual_name"] = finding.is_actual_server_named ? std::string(kServersName) : finding.actual_name;
  return text_of(json);
}

std::string digest_of(const StoredFinding& finding) { return sha256(canonical(finding)); }

std::string fingerprint_of(std::span<const StoredFinding> findings) {
  if (findings.empty()) return "";
  std::vector<std::string> lines;
  for (const StoredFinding& finding : findings) lines.push_back(canonical(finding));
  std::ranges::sort(lines);
  std::string text(kForm);
  for (const std::string& line : lines) text += line + "\n";
  const std::string digits = sha256(text).substr(std::string_view("sha256:").size(), kDigits);
  std::string shown;
  for (std::size_t at = 0; at < kDigits; at += kGroup)
    shown += (at == 0 ? "" : "-") + digits.substr(at, kGroup);
  return shown;
}

std::string shown_fingerprint(std::string_view fingerprint) {
  return std::string(fingerprint.substr(0, kShown));
}

std::string brief_fingerprint(std::string_view fingerprint) {
  return std::string(fingerprint.substr(0, kBrief));
}

bool is_fingerprint_prefix(std::string_view prefix, std::string_view fingerprint) {
  const std::string wanted = without_dashes(prefix);
  return !wanted.empty() && without_dashes(fingerprint).starts_with(wanted);
}

}  // namespace tenon
