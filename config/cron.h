// Validates the cron expression of a schedule.

#pragma once

#include <string>
#include <string_view>

namespace tenon {

/// Returns what is wrong with a cron expression of five fields (minute, hour, day of the month, month, day of
/// the week, as crontab(5) has them, with names of months and days); empty: nothing.
std::string cron_fault(std::string_view expression);

}  // namespace tenon
