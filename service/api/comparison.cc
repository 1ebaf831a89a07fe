// Compares what a request holds, within its limits.

#include "service/api/comparison.h"

#include <algorithm>
#include <utility>

#include "app/format.h"
#include "app/modest_sql.h"
#include "model/dialect.h"
#include "model/nearest_word.h"
#include "service/api/accept.h"
#include "service/api/bounded_work.h"
#include "service/api/zip.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

/// A format of reports, and its media type.
struct ReportType {
  std::string type;
  std::string format;
};

const std::vector<ReportType>& report_types() {
  static const std::vector<ReportType> all{{"application/json", "json"},        {"text/plain", "text"},
                                           {"text/markdown", "markdown"},       {"text/html", "html"},
                                           {"application/sarif+json", "sarif"}, {"image/svg+xml", "svg"}};
  return all;
}

/// Throws RequestRefused (422) for an expression whose reading would take a processor for long.
void require_modest(const Json& value) {
  constexpr std::size_t kMost = 500;
  if (value.is_string() && operator_chain_of(value.get_ref<const std::string&>()) > kMost)
    throw RequestRefused(invalid("an expression of more than 500 operators is not read here"));
  if (value.is_structured())
    for (const Json& part : value) require_modest(part);
}

/// Reads one side: an object is JSON, a text is SQL.
std::vector<Document> side_of(BodyReader& body, const std::string& key) {
  const Json* value = body.value(key);
  if (value) require_modest(*value);
  if (value && value->is_object())
    return {{key + ".json", value->dump(2, ' ', false, Json::error_handler_t::replace)}};
  if (value && value->is_string()) return {{key + ".sql", value->get<std::string>()}};
  body.add_fault(key, "it is to be a declared schema or a snapshot as an object, or SQL as a text");
  return {};
}

std::vector<std::string> dialect_names() {
  std::vector<std::string> all;
  for (const Dialect* dialect : dialects()) all.emplace_back(dialect->name);
  return all;
}

CompareRequest comparison_of(BodyReader& body) {
  CompareRequest made;
  made.actual_documents = side_of(body, "actual");
  made.declared_documents = side_of(body, "declared");
  made.dialect = body.text("dialect");
  if (!made.dialect.empty() && find_dialect(made.dialect) == nullptr)
    body.add_fault("dialect", "there is no dialect \"" + made.dialect + "\"; known are " +
                                  with_commas(dialect_names()) + suggestion(made.dialect, dialect_names()));
  made.filter.schemas = body.texts("schemas");
  made.filter.include = body.texts("include");
  made.filter.exclude = body.texts("exclude");
  made.renames = body.texts("renames");
  return made;
}

Json report_of(const ComparisonResult& comparison) {
  return Json::parse(format_by_name("json").verdict.render(comparison, {}));
}

HttpResponse diffed(const HttpRequest& request, const std::stop_token& stop) {
  std::vector<std::string> offered;
  for (const ReportType& one : report_types()) offered.push_back(one.type);
  const std::string type = accepted(request.header("accept"), offered);
  if (type.empty())
    throw RequestRefused(
        {406, "not-acceptable", "No such form", "a report is JSON, text, Markdown, HTML, SARIF or SVG"});
  BodyReader body(request);
  CompareRequest wanted = comparison_of(body);
  body.finish();
  wanted.stop = stop;
  const auto format = std::ranges::find(report_types(), type, &ReportType::type);
  const ComparisonResult made = compared(wanted);
  return {.content_type = type + (type.starts_with("text/") ? "; charset=utf-8" : ""),
          .body = format_by_name(format->format).verdict.render(made, {})};
}

HttpResponse migrated(const HttpRequest& request, const std::stop_token& stop) {
  BodyReader body(request);
  GenerateRequest wanted;
  wanted.compare = comparison_of(body);
  wanted.compare.stop = stop;
  read_migration_fields(body, wanted);
  body.finish();
  return migration_response(request, generated(wanted));
}

/// Does all of the work for a request within a limit; what is sent takes its time to be read, too.
template <class Work>
HttpResponse within(std::chrono::milliseconds limit, const HttpRequest& request, Work work) {
  return answered_within(limit, request.stop,
                         [own = request, work](const std::stop_token& stop) { return work(own, stop); });
}

}  // namespace

HttpResponse diff_answer(const HttpRequest& request, std::chrono::milliseconds limit) {
  return within(limit, request, diffed);
}

HttpResponse generate_answer(const HttpRequest& request, std::chrono::milliseconds limit) {
  return within(limit, request, migrated);
}

HttpResponse generated_within(std::chrono::milliseconds limit, const HttpRequest& request,
                              GenerateRequest wanted) {
  return within(limit, request,
                [wanted = std::move(wanted)](const HttpRequest& own, const std::stop_token& stop) {
                  GenerateRequest stoppable = wanted;
                  stoppable.compare.stop = stop;
                  return migration_response(own, generated(stoppable));
                });
}

void read_migration_fields(BodyReader& body, GenerateRequest& wanted) {
  if (const std::string style = body.text("style"); !style.empty()) wanted.style = style;
  const std::vector<std::string> known = styles();
  if (std::ranges::find(known, wanted.style) == known.end())
    body.add_fault("style", "there is no style \"" + wanted.style + "\"; known are " + with_commas(known) +
                                suggestion(wanted.style, known));
  wanted.message = body.text("message");
  wanted.head = body.text("head");
  wanted.rev_id = body.text("rev_id");
  wanted.allow = body.texts("allow");
  wanted.dir = "";
}

HttpResponse migration_response(const HttpRequest& request, const MigrationFiles& made) {
  if (accepted(request.header("accept"), {"application/json", "application/zip"}) == "application/zip") {
    return HttpResponse{.content_type = "application/zip", .body = zipped(made.files)}.with(
        "Content-Disposition", "attachment; filename=\"migration.zip\"");
  }
  Json answer;
  answer["files"] = Json::array();
  for (const NewFile& file : made.files)
    answer["files"].push_back({{"name", file.path}, {"text", file.text}});
  answer["destroys"] = made.destroyed;
  answer["report"] = report_of(made.comparison);
  return {.body = answer.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"};
}

}  // namespace tenon
