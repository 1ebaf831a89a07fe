// Names the metrics, and reads the values of gauges.

#include "service/metrics/service_metrics.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <unistd.h>

#include "service/jobs/job_state.h"
#include "service/views/condition.h"

namespace tenon {

namespace {

double seconds_of(Instant at) { return std::chrono::duration<double>(at.time_since_epoch()).count(); }

/// Adds the numbers of each target, as long as there are not too many.
void add_targets(std::vector<MetricSample>& all, const std::vector<TargetRow>& targets) {
  for (const TargetRow& row : targets) {
    const MetricLabels label{{"target", row.state.target}};
    all.push_back({"tenon_target_drift", label, row.state.fingerprint.empty() ? 0.0 : 1.0});
    if (row.state.last_known)
      all.push_back(
          {"tenon_target_last_success_timestamp_seconds", label, seconds_of(*row.state.last_known)});
  }
}

/// Each finding has one of a few ops, so there are a few numbers a target at most.
void add_findings(std::vector<MetricSample>& all, const std::vector<FindingCount>& findings) {
  for (const FindingCount& one : findings)
    all.push_back({"tenon_target_findings",
                   {{"target", one.target}, {"op", one.op}},
                   static_cast<double>(one.findings)});
}

void add_ages(std::vector<MetricSample>& all, const std::vector<TargetRow>& targets, Instant now) {
  double oldest = 0;
  std::set<std::string> groups;
  for (const TargetRow& row : targets) {
    if (row.state.last_known) oldest = std::max(oldest, seconds_of(now) - seconds_of(*row.state.last_known));
    if (row.state.open) groups.insert(row.state.fingerprint);
    if (!row.state.open && row.state.outcome == AuditOutcome::kDrift) groups.insert(row.state.fingerprint);
  }
  all.push_back({"tenon_target_audit_age_seconds_max", {}, oldest});
  all.push_back({"tenon_drift_groups", {}, static_cast<double>(groups.size())});
}

void add_states(std::vector<MetricSample>& all, const StoreNumbers& numbers, Instant now, StalePolicy stale) {
  std::map<std::string, double> counts{{"in_sync", 0}, {"drift", 0}, {"acknowledged", 0}, {"unknown", 0}};
  for (const TargetRow& row : numbers.targets) {
    const TargetCondition condition = condition_of(row.state, now, stale);
    ++counts[condition == TargetCondition::kNotAudited ? "unknown" : std::string(to_string(condition))];
  }
  for (const auto& [state, count] : counts) all.push_back({"tenon_targets", {{"state", state}}, count});
  all.push_back({"tenon_targets", {{"state", "disabled"}}, static_cast<double>(numbers.disabled)});
}

void add_channels(std::vector<MetricSample>& all, const std::vector<ChannelRow>& channels, Instant now) {
  for (const ChannelRow& row : channels) {
    const MetricLabels label{{"webhook", row.channel}};
    all.push_back({"tenon_webhook_backlog", label, static_cast<double>(row.waiting)});
    const double age = row.oldest_waiting ? seconds_of(now) - seconds_of(*row.oldest_waiting) : 0;
    all.push_back({"tenon_webhook_oldest_seconds", label, std::max(0.0, age)});
  }
}

}  // namespace

std::vector<MetricFamily> service_metric_families() {
  using enum MetricType;
  const std::vector<double> quick{0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
  const std::vector<double> slow{0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300};
  return {
      {"tenon_build_info", kGauge, "Which tenon this is."},
      {"tenon_targets", kGauge, "Targets by what is known of them now."},
      {"tenon_target_drift", kGauge, "1 while a target has drift that nobody has acknowledged."},
      {"tenon_target_findings", kGauge, "What the last result of a target found by op, acknowledged too."},
      {"tenon_target_last_success_timestamp_seconds", kGauge, "When an audit could last tell."},
      {"tenon_target_audit_age_seconds_max", kGauge,
       "The age of the oldest result that is the newest of its target."},
      {"tenon_drift_groups", kGauge, "Different drifts that are open."},
      {"tenon_audits_total", kCounter, "Audits that this replica has recorded."},
      {"tenon_audit_duration_seconds", kHistogram, "How long the phases of audits took.", slow},
      {"tenon_audit_schedule_delay_seconds", kHistogram, "How late scheduled audits began.", slow},
      {"tenon_jobs", kGauge, "Jobs of the store by state."},
      {"tenon_jobs_running", kGauge, "Audits that this replica runs."},
      {"tenon_job_attempts_total", kCounter, "Attempts of this replica by what became of them."},
      {"tenon_leases_lost_total", kCounter, "Results that were dropped because another replica had the job."},
      {"tenon_jobs_reaped_total", kCounter, "Jobs that this replica took from workers that are gone."},
      {"tenon_runs_missed_total", kCounter, "Scheduled audits that it was too late for."},
      {"tenon_webhook_deliveries_total", kCounter, "Messages that this replica has sent."},
      {"tenon_webhook_backlog", kGauge, "Messages that wait to be sent."},
      {"tenon_webhook_oldest_seconds", kGauge, "The age of the oldest message that waits."},
      {"tenon_http_requests_total", kCounter, "Requests that were answered."},
      {"tenon_http_request_duration_seconds", kHistogram, "How long answers took.", quick},
      {"tenon_http_in_flight", kGauge, "Requests that are being answered."},
      {"tenon_logins_failed_total", kCounter, "Logins and tokens that were refused."},
      {"tenon_store_up", kGauge, "1 while the store answers."},
      {"tenon_configuration_reloads_total", kCounter, "Reloads of the configuration by result."},
      {"process_cpu_seconds_total", kGauge, "CPU time of this process."},
      {"process_resident_memory_bytes", kGauge, "Memory of this process."},
      {"process_open_fds", kGauge, "Open descriptors of this process."},
      {"process_start_time_seconds", kGauge, "When this process began."},
  };
}

std::vector<MetricSample> store_samples(const StoreNumbers& numbers, Instant now, StalePolicy stale,
                                        std::size_t most_targets) {
  std::vector<MetricSample> all;
  add_states(all, numbers, now, stale);
  add_ages(all, numbers.targets, now);
  if (numbers.targets.size() <= most_targets) {
    add_targets(all, numbers.targets);
    add_findings(all, numbers.findings);
  }
  for (const auto& [state, count] : numbers.jobs)
    all.push_back({"tenon_jobs", {{"state", std::string(to_string(state))}}, static_cast<double>(count)});
  add_channels(all, numbers.channels, now);
  return all;
}

std::vector<MetricSample> engine_samples(const JobEngineState& state) {
  const auto attempts = [](const char* result, std::uint64_t count) {
    return MetricSample{"tenon_job_attempts_total", {{"result", result}}, static_cast<double>(count)};
  };
  return {attempts("done", state.done),
          attempts("failed", state.failed),
          attempts("retried", state.retried),
          attempts("returned", state.returned),
          {"tenon_leases_lost_total", {}, static_cast<double>(state.leases_lost)},
          {"tenon_jobs_reaped_total", {}, static_cast<double>(state.reaped)},
          {"tenon_runs_missed_total", {}, static_cast<double>(state.missed)},
          {"tenon_webhook_deliveries_total", {}, static_cast<double>(state.delivered)},
          {"tenon_jobs_running", {}, static_cast<double>(state.running)},
          {"tenon_store_up", {}, state.is_store_ok ? 1.0 : 0.0}};
}

std::vector<MetricSample> process_samples() {
  std::ifstream file("/proc/self/stat");
  std::string text((std::istreambuf_iterator<char>(file)), {});
  // The name of the program stands in brackets and may hold anything (proc(5)).
  std::istringstream fields(text.substr(std::min(text.size(), text.rfind(')') + 1)));
  std::vector<std::string> values;
  for (std::string value; fields >> value;) values.push_back(value);
  constexpr std::size_t kUser = 11;
  constexpr std::size_t kSystem = 12;
  constexpr std::size_t kStart = 19;
  constexpr std::size_t kPages = 21;
  if (values.size() <= kPages) return {};
  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  double boot = 0;
  std::ifstream stat("/proc/stat");
  for (std::string line; std::getline(stat, line);)
    if (line.starts_with("btime ")) boot = std::stod(line.substr(6));
  std::error_code ignored;
  const auto open = std::distance(std::filesystem::directory_iterator("/proc/self/fd", ignored), {});
  return {{"process_cpu_seconds_total", {}, (std::stod(values[kUser]) + std::stod(values[kSystem])) / ticks},
          {"process_resident_memory_bytes",
           {},
           std::stod(values[kPages]) * static_cast<double>(sysconf(_SC_PAGESIZE))},
          {"process_open_fds", {}, static_cast<double>(open)},
          {"process_start_time_seconds", {}, boot + std::stod(values[kStart]) / ticks}};
}

}  // namespace tenon
