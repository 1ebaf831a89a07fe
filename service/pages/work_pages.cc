// The pages of what is to be done and was done: the schedule and the jobs.

#include "model/pluralize.h"
#include "render/report/html_entry.h"
#include "render/report/markup.h"
#include "service/pages/pages.h"
#include "service/pages/parts.h"

namespace tenon {

namespace {

/// The states of jobs, in the order in which the page counts them, with their classes.
constexpr std::pair<const char*, const char*> kJobStates[] = {{"queued", "t-note"},
                                                              {"running", "t-change"},
                                                              {"done", "t-good"},
                                                              {"dead", "t-missing"},
                                                              {"cancelled", "t-unexpected"}};

std::string_view job_state_class(const std::string& state) {
  for (const auto& [name, tone] : kJobStates)
    if (state == name) return tone;
  return "t-note";
}

std::string job_counts(const JobsView& view) {
  std::string text = "<ul class=\"counts four\">\n";
  for (const auto& [name, tone] : kJobStates) {
    const auto count = view.counts.find(name);
    const bool is_chosen = view.state == name;
    text += "<li class=\"" + std::string(tone) + "\"><a href=\"" +
            xml_text(is_chosen ? "/jobs" : address("/jobs", {{"state", name}})) + "\"" +
            (is_chosen ? " aria-current=\"true\"" : "") + "><b>" +
            std::to_string(count == view.counts.end() ? 0 : count->second) + "</b> <span>" + name +
            "</span></a></li>\n";
  }
  return text + "</ul>\n";
}

/// Returns when a job ran, or will, and who runs it.
std::string job_times(const JobRow& job, Instant now) {
  std::string text;
  if (job.finished)
    text = "ended " + time_html(*job.finished);
  else if (job.started)
    text = "began " + time_and_age_html(*job.started, now);
  else if (job.due)
    text = "due " + time_and_age_html(*job.due, now);
  if (!job.owner.empty()) text += (text.empty() ? "on " : "; on ") + html_code(job.owner);
  if (job.lease_until) text += ", lease until " + time_html(*job.lease_until);
  return text;
}

std::string job_state(const JobRow& job) {
  std::string text = tag_html(job_state_class(job.state), job.state);
  if (job.attempt > 0)
    text += " attempt " + std::to_string(job.attempt) + " of " + std::to_string(job.most_attempts);
  return text;
}

std::string job_outcome(const JobRow& job) {
  std::string text;
  if (job.audit) text += link(audit_path(*job.audit), "audit " + std::to_string(*job.audit));
  if (!job.error.empty()) text += (text.empty() ? "" : "; ") + xml_text(job.error);
  return text;
}

std::vector<std::string> job_row(const JobRow& job, const JobsView& view, const PageFrame& frame) {
  return {std::to_string(job.id),
          link(target_path(job.target), html_code(job.target)),
          job_state(job),
          xml_text(job.trigger),
          job_times(job, view.now),
          job_outcome(job),
          job.can_cancel && frame.rights.can_audit
              ? button_form_html(frame, "/jobs/" + std::to_string(job.id) + "/cancel", "Cancel",
                                 "job " + std::to_string(job.id) + " of " + job.target)
              : ""};
}

std::string schedule_filter(const ScheduleView& view) {
  return "<form method=\"get\" action=\"/schedule\" class=\"filter\" role=\"search\" "
         "aria-label=\"Targets\">\n"
         "<p class=\"field\"><label for=\"label\">Label or name</label>\n<input id=\"label\" name=\"label\" "
         "placeholder=\"env=prod or tenant-*\" value=\"" +
         xml_text(view.label) + "\"></p>\n<button type=\"submit\">Filter</button>\n" +
         (view.label.empty() ? "" : link("/schedule", "Show all")) + "</form>\n";
}

std::vector<std::string> schedule_row(const ScheduleRow& row, Instant now) {
  std::string rule = row.cron.empty() ? "none" : html_code(row.cron) + " " + xml_text(row.time_zone);
  if (!row.jitter.empty()) rule += ", within " + xml_text(row.jitter);
  return {link(target_path(row.target), html_code(row.target)), rule,
          row.next_run ? time_and_age_html(*row.next_run, now) : "none",
          row.last_run ? time_and_age_html(*row.last_run, now) : "never", xml_text(row.catch_up)};
}

}  // namespace

std::string schedule_page(const ScheduleView& view, const PageFrame& frame) {
  HtmlTable table{
      "When each target is audited, the next to run first",
      true,
      {"Target", "Schedule", "Next run", "Last run", "Missed runs"},
      {},
      "No target has a schedule. Give one to a target in tenon.toml: schedule = { cron = \"0 3 * * *\" }."};
  for (const ScheduleRow& row : view.rows) table.rows_html.push_back(schedule_row(row, view.now));
  PageContent content{"Schedule", "", NavigationItem::kSchedule, ""};
  content.html = element("p", "lead", pluralize(view.total, "target") + ". Times are in UTC.") +
                 schedule_filter(view) + table_html(table) +
                 page_links_html({"/schedule", {{"label", view.label}}, view.page, view.pages});
  return framed(content, frame);
}

std::string jobs_page(const JobsView& view, const PageFrame& frame) {
  HtmlTable table{"Jobs, newest first",
                  true,
                  {"Job", "Target", "State", "Asked by", "When and where", "Result", ""},
                  {},
                  view.state.empty() ? "No job is kept." : "No job is " + view.state + "."};
  for (const JobRow& job : view.jobs) table.rows_html.push_back(job_row(job, view, frame));
  PageContent content{"Jobs", "", NavigationItem::kJobs, ""};
  content.html =
      job_counts(view) + table_html(table) + older_html("/jobs", {{"state", view.state}}, view.next_before);
  return framed(content, frame);
}

}  // namespace tenon
