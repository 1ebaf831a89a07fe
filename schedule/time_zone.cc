// Looks up time zones with date-tz in the data of the machine.

#include "schedule/time_zone.h"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>
#include <string_view>

#include "model/nearest_word.h"

namespace tenon {

namespace {

using std::chrono::seconds;

constexpr const char* kZoneFolder = "/usr/share/zoneinfo/";
constexpr std::array<std::string_view, 2> kNamesOfUtc{"UTC", "Etc/UTC"};

const Instant kFirstInstant = std::chrono::sys_days(std::chrono::year(-9999) / 1 / 1);
const Instant kLastInstant = std::chrono::sys_days(std::chrono::year(9999) / 1 / 1);

/// Years of the library go beyond what fits into microseconds.
Instant instant_of(date::sys_seconds at) {
  const seconds first = std::chrono::floor<seconds>(kFirstInstant.time_since_epoch());
  const seconds last = std::chrono::floor<seconds>(kLastInstant.time_since_epoch());
  return Instant(std::clamp(seconds(at.time_since_epoch()), first, last));
}

/// Reads the rule that ends the file of a zone (RFC 8536, section 3.3): it holds after the last transition,
/// and the library passes over it.
std::optional<YearlyRule> rule_of(const std::string& name) {
  std::ifstream file(kZoneFolder + name, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!text.starts_with("TZif") || !text.ends_with('\n')) return std::nullopt;
  const auto begin = text.rfind('\n', text.size() - 2);
  if (begin == std::string::npos) return std::nullopt;
  return YearlyRule::parse(std::string_view(text).substr(begin + 1, text.size() - begin - 2));
}

std::vector<std::string> zone_names() {
  std::vector<std::string> names;
  for (const date::time_zone& zone : date::get_tzdb().zones) names.push_back(zone.name());
  return names;
}

/// Whether a text may be shown in a message: letters, digits and `_ - + /`.
bool is_plain(const std::string& name) {
  constexpr std::size_t kLongest = 40;
  return !name.empty() && name.size() <= kLongest && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-+/").find(c) != std::string_view::npos;
  });
}

std::string why_unknown(const std::string& name) {
  const std::string wanted = "a time zone is a name of the tz database such as Europe/Berlin or UTC, found ";
  if (!is_plain(name)) return wanted + "another text";
  return wanted + "\"" + name + "\"" + suggestion(name, zone_names());
}

/// Returns the zone of a name; nullptr: there is none.
const date::time_zone* find_zone(const std::string& name) {
  const auto& zones = date::get_tzdb().zones;
  const auto found = std::ranges::find(zones, name, [](const date::time_zone& zone) { return zone.name(); });
  return found == zones.end() ? nullptr : &*found;
}

}  // namespace

std::variant<TimeZone, std::string> TimeZone::named(const std::string& name) {
  TimeZone made;
  if (std::ranges::find(kNamesOfUtc, name) != kNamesOfUtc.end()) return made;
  try {
    made.zone_ = find_zone(name);
    if (made.zone_ == nullptr) return why_unknown(name);
    made.zone_->get_info(date::sys_seconds(seconds(0)));  // reads the file of the zone
  } catch (const std::runtime_error&) {
    return std::string("the time zone data of this machine cannot be read (") + kZoneFolder +
           "); install the package tzdata, or use UTC";
  }
  made.rule_ = rule_of(name);
  return made;
}

ZonePeriod TimeZone::period_at(Instant at) const {
  if (zone_ == nullptr) return {kFirstInstant, kLastInstant, seconds(0)};
  const date::sys_info info = zone_->get_info(std::chrono::floor<seconds>(at));
  const ZonePeriod listed{instant_of(info.begin), instant_of(info.end), info.offset};
  if (listed.end < kLastInstant || !rule_) return listed;
  ZonePeriod ruled = rule_->period_at(at);
  ruled.begin = std::max(ruled.begin, listed.begin);
  return ruled;
}

Instant TimeZone::first_at(std::chrono::local_seconds local) const {
  constexpr std::chrono::hours kMostAhead(26);  // no offset, nor a change of one, is greater
  const Instant as_utc(local.time_since_epoch());
  for (ZonePeriod period = period_at(as_utc - kMostAhead);; period = period_at(period.end)) {
    const Instant at = as_utc - period.offset;
    if (at < period.begin) return period.begin;
    if (at < period.end) return at;
  }
}

std::string time_zone_data_version() {
  constexpr std::string_view kBeginning = "# version ";
  std::ifstream file(std::string(kZoneFolder) + "tzdata.zi");
  std::string line;
  std::getline(file, line);
  return line.starts_with(kBeginning) ? line.substr(kBeginning.size()) : "unknown";
}

}  // namespace tenon
