// The page of tokens: who may use the service and for what, and a form for a new one.

#include "render/report/html_entry.h"
#include "render/report/markup.h"
#include "service/pages/pages.h"
#include "service/pages/parts.h"

namespace tenon {

namespace {

std::string scopes_html(const TokenRow& token) {
  std::string text;
  for (const std::string& scope : token.scopes) text += (text.empty() ? "" : " ") + html_code(scope);
  return text;
}

std::string state_html(const TokenRow& token, Instant now) {
  if (token.revoked) return tag_html("t-missing", "revoked") + " " + time_html(*token.revoked);
  if (token.expires && *token.expires <= now) return tag_html("t-missing", "expired");
  return tag_html("t-good", "valid");
}

std::vector<std::string> token_row(const TokenRow& token, const TokensView& view, const PageFrame& frame) {
  const bool can_revoke = frame.rights.can_admin && !token.is_from_file && !token.revoked;
  return {html_code(token.name),
          scopes_html(token),
          state_html(token, view.now),
          token.is_from_file ? "in the tokens file" : time_or_html(token.created, ""),
          token.expires ? time_and_age_html(*token.expires, view.now) : "never",
          token.last_used ? time_and_age_html(*token.last_used, view.now) : "never",
          can_revoke ? button_form_html(frame, "/tokens/" + std::to_string(token.id) + "/revoke", "Revoke",
                                        token.name)
                     : ""};
}

std::string new_token_html(const TokensView& view) {
  if (view.new_secret.empty()) return "";
  return "<div class=\"entry t-good\">\n<p>The token " + html_code(view.new_name) +
         " was made. It is shown now and never again:</p>\n" +
         copied_html("secret", view.new_secret, "Token") + "</div>\n";
}

std::string form_html(const TokensView& view, const PageFrame& frame) {
  if (!frame.rights.can_admin) return "";
  std::string fields = field_html("token", {.name = "name",
                                            .label = "Name",
                                            .value = "",
                                            .hint = "Who uses it: ci, grafana, a person",
                                            .is_required = true});
  fields += "<fieldset><legend>What it may do</legend>\n";
  for (const std::string& scope : view.scopes)
    fields += field_html("token", {.name = "scope",
                                   .label = scope,
                                   .value = scope,
                                   .hint = "",
                                   .type = "checkbox",
                                   .is_checked = scope == "read"});
  fields += "</fieldset>\n";
  fields += field_html("token", {.name = "until",
                                 .label = "Until",
                                 .value = "",
                                 .hint = "The last day on which it is valid; empty: for ever",
                                 .type = "date"});
  return section_html("new", "New token", post_form_html(frame, "/tokens", fields, "Make it", "stacked"));
}

}  // namespace

std::string tokens_page(const TokensView& view, const PageFrame& frame) {
  HtmlTable table{"Tokens",
                  false,
                  {"Name", "May", "State", "Made", "Expires", "Last used", ""},
                  {},
                  "There is no token."};
  for (const TokenRow& token : view.tokens) table.rows_html.push_back(token_row(token, view, frame));
  PageContent content{"Tokens", "", NavigationItem::kTokens, ""};
  content.html = new_token_html(view) + table_html(table) + form_html(view, frame);
  return framed(content, frame);
}

}  // namespace tenon
