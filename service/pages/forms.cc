// Forms and their fields, as HTML.

#include "service/pages/parts.h"

#include "render/report/markup.h"

namespace tenon {

namespace {

std::string hidden_html(const std::string& name, const std::string& value) {
  return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + xml_text(value) + "\">\n";
}

std::string checkbox_html(const FormField& field) {
  return "<p class=\"check\"><label><input type=\"checkbox\" name=\"" + field.name + "\" value=\"" +
         xml_text(field.value) + "\"" + (field.is_checked ? " checked" : "") + "><span>" +
         xml_text(field.label) + "</span></label></p>\n";
}

std::string opened(const PageFrame& frame, const std::string& action, std::string_view classes) {
  return "<form method=\"post\" action=\"" + xml_text(action) + "\"" +
         (classes.empty() ? "" : " class=\"" + std::string(classes) + "\"") + ">\n" +
         hidden_html(kCsrfField, frame.csrf);
}

}  // namespace

std::string field_html(const std::string& form, const FormField& field) {
  if (field.type == "hidden") return hidden_html(field.name, field.value);
  if (field.type == "checkbox") return checkbox_html(field);
  const std::string id = form + "-" + field.name;
  const std::string hint =
      field.hint.empty() ? ""
                         : "<span class=\"hint\" id=\"" + id + "-hint\">" + xml_text(field.hint) + "</span>";
  return "<p class=\"field\"><label for=\"" + id + "\">" + xml_text(field.label) + "</label>\n<input id=\"" +
         id + "\" name=\"" + field.name + "\" type=\"" + field.type + "\" value=\"" + xml_text(field.value) +
         "\"" + (field.is_required ? " required" : "") +
         (hint.empty() ? "" : " aria-describedby=\"" + id + "-hint\"") +
         (field.type == "password" ? " autocomplete=\"off\"" : "") + ">" + hint + "</p>\n";
}

std::string post_form_html(const PageFrame& frame, const std::string& action, const std::string& fields_html,
                           const std::string& label, std::string_view classes) {
  return opened(frame, action, classes) + fields_html + "<button type=\"submit\">" + xml_text(label) +
         "</button>\n</form>\n";
}

std::string button_form_html(const PageFrame& frame, const std::string& action, const std::string& label,
                             const std::string& about) {
  return opened(frame, action, "inline") + "<button type=\"submit\">" + xml_text(label) +
         "<span class=\"unseen\"> " + xml_text(about) + "</span></button>\n</form>\n";
}

std::string copied_html(const std::string& id, const std::string& text, const std::string& label) {
  return "<div class=\"copied\">\n<pre tabindex=\"0\" role=\"region\" aria-label=\"" + xml_text(label) +
         "\"><code id=\"" + id + "\">" + xml_lines(text) +
         "</code></pre>\n<button type=\"button\" data-copies=\"" + id + "\" hidden>Copy</button>\n</div>\n";
}

}  // namespace tenon
