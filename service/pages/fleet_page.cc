// The fleet page: four counts, a card for each fingerprint, what is not audited, what is in sync.

#include "audit/fingerprint.h"
#include "audit/phrase.h"
#include "model/pluralize.h"
#include "render/report/html_entry.h"
#include "render/report/markup.h"
#include "service/pages/pages.h"
#include "service/pages/parts.h"

namespace tenon {

namespace {

using Query = std::vector<std::pair<std::string, std::string>>;

constexpr TargetCondition kConditions[] = {TargetCondition::kNotAudited, TargetCondition::kDrift,
                                           TargetCondition::kAcknowledged, TargetCondition::kInSync};

std::string state_word(const FleetView& view) {
  return view.filter.state ? std::string(to_string(*view.filter.state)) : "";
}

/// Returns the fleet page of one condition, under the same label.
std::string condition_address(const FleetView& view, TargetCondition condition) {
  return address("/", {{"label", view.filter.label}, {"state", std::string(to_string(condition))}});
}

std::size_t count_of(const FleetView& view, TargetCondition condition) {
  return view.counts.at(static_cast<std::size_t>(condition));
}

/// One of the four counts: a link to what it counts; the chosen one leads back to all.
std::string count_html(const FleetView& view, TargetCondition condition) {
  const bool is_chosen = view.filter.state == condition;
  std::string text = std::string(condition_sign(condition)) + " " + std::string(condition_text(condition));
  if (condition == TargetCondition::kDrift && view.groups > 0)
    text += " in " + pluralize(view.groups, "fingerprint");
  return "<li class=\"" + std::string(condition_class(condition)) + "\"><a href=\"" +
         xml_text(is_chosen ? address("/", {{"label", view.filter.label}})
                            : condition_address(view, condition)) +
         "\"" + (is_chosen ? " aria-current=\"true\"" : "") + "><b>" +
         std::to_string(count_of(view, condition)) + "</b> <span>" + xml_text(text) + "</span></a></li>\n";
}

std::string counts_html(const FleetView& view) {
  std::string text = "<ul class=\"counts four\">\n";
  for (const TargetCondition condition : kConditions) text += count_html(view, condition);
  return text + "</ul>\n";
}

std::string sweep_html(const FleetView& view) {
  std::string text;
  if (!view.last_sweep) {
    text = "No audit has run yet.";
  } else if (!view.last_sweep->finished) {
    text = "A sweep of " + pluralize(static_cast<std::size_t>(view.last_sweep->start.targets), "target") +
           " began at " + time_html(view.last_sweep->start.started) + " and has not ended.";
  } else {
    text = "Last sweep " + time_and_age_html(view.last_sweep->start.started, view.now) + ": " +
           pluralize(static_cast<std::size_t>(view.last_sweep->start.targets), "target") + " in " +
           duration_text(*view.last_sweep->finished - view.last_sweep->start.started) + ".";
  }
  if (view.next_run) text += " Next run " + time_and_age_html(*view.next_run, view.now) + ".";
  return element("p", "lead", text);
}

std::string options_html(const FleetView& view) {
  std::string text = "<option value=\"\">any</option>\n";
  for (const TargetCondition condition : kConditions)
    text += "<option value=\"" + std::string(to_string(condition)) + "\"" +
            (view.filter.state == condition ? " selected" : "") + ">" +
            std::string(condition_text(condition)) + "</option>\n";
  return text;
}

std::string filter_html(const FleetView& view) {
  std::string labels;
  for (const std::string& label : view.labels)
    labels += "<option value=\"" + xml_text(label) + "\"></option>";
  const bool is_filtered = !view.filter.label.empty() || view.filter.state;
  return "<form method=\"get\" action=\"/\" class=\"filter\" role=\"search\" aria-label=\"Targets\">\n"
         "<p class=\"field\"><label for=\"label\">Label or name</label>\n<input id=\"label\" name=\"label\" "
         "list=\"labels\" placeholder=\"env=prod or tenant-*\" value=\"" +
         xml_text(view.filter.label) + "\"><datalist id=\"labels\">" + labels +
         "</datalist></p>\n<p class=\"field\"><label for=\"state\">State</label>\n<select id=\"state\" "
         "name=\"state\">\n" +
         options_html(view) + "</select></p>\n<button type=\"submit\">Filter</button>\n" +
         (is_filtered ? link("/", "Show all") : "") + "</form>\n";
}

std::string card_html(const FleetCard& card, const FleetView& view) {
  const std::string id = "g-" + card.fingerprint;
  const std::string path = group_path(card.fingerprint);
  std::string text = "<article class=\"entry t-change card\" aria-labelledby=\"" + id + "\">\n<h3 id=\"" +
                     id + "\"><a href=\"" + path + "\">" +
                     xml_text(card.sentence.empty() ? "findings that are not kept any more" : card.sentence) +
                     "</a></h3>\n<p class=\"place\">" + html_code(shown_fingerprint(card.fingerprint)) +
                     " on " + pluralize(card.targets, "target");
  if (card.since) text += ", first seen " + time_and_age_html(*card.since, view.now);
  return text + "</p>\n" + squares_html(card.members, card.targets - card.members.size(), path) +
         "</article>\n";
}

std::string cards_html(const FleetView& view) {
  if (view.cards.empty()) return "";
  std::string text;
  for (const FleetCard& card : view.cards) text += card_html(card, view);
  return section_html("drift", "Drift", text);
}

std::string gaps_html(const FleetView& view) {
  const std::size_t count = count_of(view, TargetCondition::kNotAudited);
  if (view.gaps.empty()) return "";
  HtmlTable table{"Targets that are not audited", false, {"Target", "Last known", "Why"}, {}, ""};
  for (const FleetGap& gap : view.gaps)
    table.rows_html.push_back(
        {link(target_path(gap.name), html_code(gap.name)),
         gap.last_known ? time_and_age_html(*gap.last_known, view.now) : "never",
         (gap.has_drift ? "<b>It had drift when last known.</b> " : "") + xml_text(gap.why)});
  std::string text = table_html(table);
  if (!view.filter.state && count > view.gaps.size())
    text += element("p", "",
                    link(condition_address(view, TargetCondition::kNotAudited),
                         "and " + std::to_string(count - view.gaps.size()) + " more"));
  return section_html("not-audited", "Not audited", text);
}

std::string marks_section(const FleetView& view, TargetCondition condition,
                          const std::vector<TargetMark>& marks, const std::string& id,
                          const std::string& title) {
  if (marks.empty()) return "";
  const std::size_t count = count_of(view, condition);
  const std::size_t more = view.filter.state ? 0 : count - marks.size();
  return section_html(id, title, squares_html(marks, more, condition_address(view, condition)));
}

std::string nothing_html(const FleetView& view) {
  const bool is_empty =
      view.cards.empty() && view.gaps.empty() && view.acknowledged.empty() && view.in_sync.empty();
  if (!is_empty) return "";
  const bool is_filtered = !view.filter.label.empty() || view.filter.state;
  return element("p", "none-yet",
                 is_filtered ? "No target is so. " + link("/", "Show all")
                             : "No target is known yet. Name some in <code>tenon.toml</code>, under "
                               "<code>[targets.NAME]</code>.");
}

}  // namespace

std::string fleet_page(const FleetView& view, const PageFrame& frame) {
  PageContent content{"Fleet", "", NavigationItem::kFleet, ""};
  content.heading_html = pluralize(view.targets, "target") +
                         (view.filter.label.empty() ? "" : " with " + html_code(view.filter.label));
  content.html =
      sweep_html(view) + counts_html(view) + filter_html(view) + gaps_html(view) + cards_html(view) +
      marks_section(view, TargetCondition::kAcknowledged, view.acknowledged, "acknowledged", "Acknowledged") +
      marks_section(view, TargetCondition::kInSync, view.in_sync, "in-sync", "In sync") + nothing_html(view) +
      page_links_html(
          {"/", {{"label", view.filter.label}, {"state", state_word(view)}}, view.filter.page, view.pages});
  return framed(content, frame);
}

}  // namespace tenon
