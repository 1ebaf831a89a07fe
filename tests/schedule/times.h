#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/instant.h"
#include "schedule/cron.h"

namespace tenon::test {

/// The schedule of two texts that are right.
inline CronSchedule schedule_of(const std::string& cron, const std::string& zone = "UTC") {
  const CronSchedule::Parsed parsed = CronSchedule::parse(cron, zone);
  if (const auto* fault = std::get_if<CronFault>(&parsed)) throw std::runtime_error(fault->what);
  return std::get<CronSchedule>(parsed);
}

/// What is wrong with two texts; nothing if they are right.
inline std::string fault_of(const std::string& cron, const std::string& zone = "UTC") {
  const CronSchedule::Parsed parsed = CronSchedule::parse(cron, zone);
  const auto* fault = std::get_if<CronFault>(&parsed);
  return fault == nullptr ? "" : (fault->in == CronFault::In::kZone ? "zone: " : "") + fault->what;
}

inline Instant at(const std::string& text) { return parsed_instant(text).value(); }

/// A point in time as clocks show it: `2026-03-29 03:00+02:00`.
inline std::string shown(Instant time, const std::string& zone) {
  const std::chrono::seconds offset = std::get<TimeZone>(TimeZone::named(zone)).period_at(time).offset;
  const std::string local = rfc3339(time + offset);
  const std::string size = rfc3339(Instant(std::chrono::abs(offset))).substr(11, 5);
  return local.substr(0, 10) + " " + local.substr(11, 5) + (offset.count() < 0 ? "-" : "+") + size;
}

/// The next points in time, as clocks show them.
inline std::vector<std::string> next_of(const std::string& cron, const std::string& zone,
                                        const std::string& after, std::size_t count) {
  const CronSchedule schedule = schedule_of(cron, zone);
  std::vector<std::string> all;
  std::optional<Instant> time = at(after);
  while (all.size() < count && (time = schedule.next(*time))) all.push_back(shown(*time, zone));
  return all;
}

}  // namespace tenon::test
