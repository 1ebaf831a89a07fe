// Lists the JSON Schemas that the rooms were built with.

#include "app/published_schema.h"

#include "app/doctor/report.h"
#include "declare/published.h"
#include "render/report/published_reports.h"

namespace tenon {

const std::vector<PublishedSchema>& published_schemas() {
  static const std::vector<PublishedSchema> all = [] {
    std::vector<PublishedSchema> list{{"declared", declared_schema()}};
    for (const PublishedReport& report : published_reports())
      list.push_back({std::string(report.name), report.text});
    list.push_back({"doctor", doctor_schema()});
    return list;
  }();
  return all;
}

}  // namespace tenon
