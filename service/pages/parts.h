// The small parts that pages are made of: links, times, squares, tables, forms, as HTML.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/instant.h"
#include "service/pages/frame.h"
#include "service/views/condition.h"

namespace tenon {

// Parameters that end in `html` are markup already; all others are texts, and are escaped.

/// Returns `<p class="soft">...</p>` and the like.
std::string element(std::string_view name, std::string_view classes, const std::string& html);

/// Returns a link; `address` is a path that path_of() and the like made.
std::string link(const std::string& address, const std::string& html);

/// Returns a text as one part of a path: `a/b` is `a%2Fb`.
std::string path_part(std::string_view text);
std::string target_path(const std::string& target);
std::string group_path(const std::string& fingerprint);
std::string audit_path(std::int64_t audit);
/// Returns `/?label=env%3Dprod&state=drift`, without parameters that are empty.
std::string address(const std::string& path, const std::vector<std::pair<std::string, std::string>>& query);

/// Returns `<time datetime="...">2026-11-20 03:00 UTC</time>`.
std::string time_html(Instant at);
/// Returns the same with `, 9 d ago` or `, in 5 h` behind it.
std::string time_and_age_html(Instant at, Instant now);
/// Returns the time or `never`.
std::string time_or_html(const std::optional<Instant>& at, const std::string& otherwise = "never");

/// Returns how a condition is called, and its sign and class: it is never told by colour alone.
std::string_view condition_text(TargetCondition condition);
std::string_view condition_sign(TargetCondition condition);
std::string_view condition_class(TargetCondition condition);
/// The same for the result of one night.
std::string_view outcome_text(AuditOutcome outcome);
std::string_view outcome_sign(AuditOutcome outcome);
std::string_view outcome_class(AuditOutcome outcome);

/// Returns a condition as a word with its sign on a coloured ground.
std::string condition_tag(TargetCondition condition);
std::string outcome_tag(AuditOutcome outcome);
/// Returns a word on the ground of a class: `tag_html("t-good", "done")`.
std::string tag_html(std::string_view tone, std::string_view text);

/// Returns targets as small squares, each a link; `more` of them are not shown, and `all` leads to them.
std::string squares_html(const std::vector<TargetMark>& marks, std::size_t more, const std::string& all);

/// Returns labels as `env=prod`, each a link to the targets that have it.
std::string labels_html(const std::map<std::string, std::string>& labels);

/// A table: its caption, the headings of its columns, and the cells of each row, the first of which is the
/// row's heading. It can be scrolled by itself; on a narrow screen each row is a block of lines.
/// REQUIRES: a row has as many cells as there are headings.
struct HtmlTable {
  std::string caption;
  bool shows_caption = true;  ///< false: the heading above says it; the caption is for screen readers
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows_html;
  std::string empty;  ///< what stands there if there are no rows
};
std::string table_html(const HtmlTable& table);

/// Returns a section with a heading of the second level; `id` is its own in the page.
std::string section_html(const std::string& id, const std::string& title, const std::string& html);

/// Returns links to the page before and after, and which of how many this is; nothing if there is one page.
struct PageLinks {
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;  ///< without `page`
  std::size_t page = 1;
  std::size_t pages = 1;
};
std::string page_links_html(const PageLinks& links);
/// Returns a link to the rows that follow, where a list has a cursor.
std::string older_html(const std::string& path, std::vector<std::pair<std::string, std::string>> query,
                       const std::optional<std::int64_t>& before);

/// A field of a form.
struct FormField {
  std::string name;
  std::string label;
  std::string value;
  std::string hint;           ///< below the field; empty: none
  std::string type = "text";  ///< text, password, date, hidden, or `checkbox`
  bool is_required = false;
  bool is_checked = false;
};
/// Returns a field with its label. `form` makes its id its own in the page.
std::string field_html(const std::string& form, const FormField& field);

/// Returns a form that posts its fields with the CSRF token. `label` stands on the button.
std::string post_form_html(const PageFrame& frame, const std::string& action, const std::string& fields_html,
                           const std::string& label, std::string_view classes = "");
/// Returns a form of one button, as it stands in a row of a table; `about` is read out behind the label.
std::string button_form_html(const PageFrame& frame, const std::string& action, const std::string& label,
                             const std::string& about);

/// Returns a text to be copied, with a button that copies it where scripts run.
std::string copied_html(const std::string& id, const std::string& text, const std::string& label);

}  // namespace tenon
