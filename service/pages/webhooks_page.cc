// The page of webhooks: what each wants, what became of its messages, and buttons to send again.

#include "model/pluralize.h"
#include "render/report/html_entry.h"
#include "render/report/markup.h"
#include "service/pages/pages.h"
#include "service/pages/parts.h"

namespace tenon {

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string messages_of(const ChannelRow& channel, Instant now) {
  const auto number = [](std::int64_t count, const char* word) { return std::to_string(count) + " " + word; };
  std::string text = number(channel.waiting, "waiting");
  if (channel.oldest_waiting && channel.waiting > 0)
    text += ", the oldest from " + time_and_age_html(*channel.oldest_waiting, now);
  if (channel.failing > 0) text += ", " + tag_html("t-change", number(channel.failing, "failing"));
  if (channel.given_up > 0) text += ", " + tag_html("t-missing", number(channel.given_up, "given up"));
  return text;
}

std::vector<std::string> webhook_row(const WebhookView& webhook, const WebhooksView& view,
                                     const PageFrame& frame) {
  const std::string name = link(address("/webhooks", {{"webhook", webhook.name}}), html_code(webhook.name));
  if (!webhook.is_configured)
    return {name,
            "no longer in the configuration",
            "",
            messages_of(webhook.channel, view.now),
            time_or_html(webhook.channel.last_delivered),
            ""};
  return {name,
          xml_text(webhook.format + (webhook.place.empty() ? "" : ", " + webhook.place)),
          xml_text(webhook.events.empty() ? "all events" : joined(webhook.events)) +
              (webhook.only.empty() ? "" : ", only " + html_code(webhook.only)),
          messages_of(webhook.channel, view.now),
          time_or_html(webhook.channel.last_delivered),
          frame.rights.can_admin ? button_form_html(frame, "/webhooks/" + path_part(webhook.name) + "/test",
                                                    "Send a test", "to " + webhook.name)
                                 : ""};
}

std::string delivery_state(const Delivery& one, Instant now) {
  if (one.delivered) return tag_html("t-good", "delivered") + " " + time_html(*one.delivered);
  const std::string after =
      one.attempts > 0 ? " after " + pluralize(static_cast<std::size_t>(one.attempts), "attempt") : "";
  if (one.given_up) return tag_html("t-missing", "given up") + " " + time_html(*one.given_up) + after;
  return tag_html(one.attempts > 0 ? "t-change" : "t-note", one.attempts > 0 ? "failing" : "waiting") +
         (after.empty() ? " " : after + ", ") + "next try " + time_and_age_html(one.due, now);
}

std::vector<std::string> delivery_row(const Delivery& one, const WebhooksView& view, const PageFrame& frame) {
  const std::string id = std::to_string(one.id);
  return {id,
          html_code(one.message.channel),
          html_code(one.message.kind),
          time_html(one.created),
          delivery_state(one, view.now),
          xml_text(one.last_error),
          frame.rights.can_admin
              ? button_form_html(frame, "/deliveries/" + id + "/redeliver", "Send again", "message " + id)
              : ""};
}

std::string messages_html(const WebhooksView& view, const PageFrame& frame) {
  HtmlTable table{
      view.chosen.empty() ? "Messages, newest first" : "Messages to " + view.chosen + ", newest first",
      false,
      {"Message", "Webhook", "Event", "Queued", "State", "Last error", ""},
      {},
      "No message was ever queued."};
  for (const Delivery& one : view.deliveries) table.rows_html.push_back(delivery_row(one, view, frame));
  const std::string all =
      view.chosen.empty() ? "" : element("p", "", link("/webhooks", "Those of all webhooks"));
  return section_html(
      "messages", view.chosen.empty() ? "Messages" : "Messages to " + view.chosen,
      all + table_html(table) + older_html("/webhooks", {{"webhook", view.chosen}}, view.next_before));
}

}  // namespace

std::string webhooks_page(const WebhooksView& view, const PageFrame& frame) {
  HtmlTable table{"Webhooks",
                  false,
                  {"Name", "Format and place of its URL", "Wants", "Messages", "Last delivered", ""},
                  {},
                  "There is no webhook. Name one in tenon.toml, under [[webhooks]]."};
  for (const WebhookView& webhook : view.webhooks)
    table.rows_html.push_back(webhook_row(webhook, view, frame));
  PageContent content{"Webhooks", "", NavigationItem::kWebhooks, ""};
  content.html = table_html(table) + messages_html(view, frame);
  return framed(content, frame);
}

}  // namespace tenon
