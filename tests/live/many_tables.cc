#include "tests/live/many_tables.h"

#include <nlohmann/json.hpp>

namespace tenon::test {

namespace {

using Json = nlohmann::ordered_json;

Json one_table(int i, int count) {
  const std::string next = "t" + std::to_string((i + 1) % count);
  const std::string peer = "t" + std::to_string(peer_of(i, count));
  return {{"columns",
           {{"id", {{"type", "integer"}, {"primary_key", true}}},
            {"code", {{"type", "varchar(20)"}, {"nullable", false}, {"unique", true}}},
            {"qty",
             {{"type", "integer"},
              {"default", 0},
              {"check", {{"name", "qty_positive"}, {"sqltext", "qty >= 0"}}}}},
            {"next_id", {{"type", "integer"}, {"foreign_key", next + ".id"}}},
            {"peer_id",
             {{"type", "integer"},
              {"index", true},
              {"foreign_key", {{"references", peer + ".id"}, {"ondelete", "CASCADE"}}}}}}},
          {"indexes",
           {{{"name", "ix_t" + std::to_string(i) + "_stock"},
             {"columns", {"code", {{"column", "qty"}, {"order", "desc"}}}},
             {"where", "qty > 0"}}}}};
}

}  // namespace

int peer_of(int i, int count) { return (i * 7 + 3) % count; }

std::string many_tables(int count) {
  Json tables = Json::object();
  for (int i = 0; i < count; ++i) tables["t" + std::to_string(i)] = one_table(i, count);
  const Json schema = {{"naming_convention",
                        {{"ix", "ix_%(column_0_label)s"},
                         {"uq", "uq_%(table_name)s_%(column_0_name)s"},
                         {"ck", "ck_%(table_name)s_%(constraint_name)s"},
                         {"fk", "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"},
                         {"pk", "pk_%(table_name)s"}}},
                       {"tables", std::move(tables)}};
  return schema.dump(2);
}

}  // namespace tenon::test
