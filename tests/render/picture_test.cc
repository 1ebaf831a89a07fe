#include "render/picture/picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "render/picture/graph_text.h"
#include "render/picture/layers.h"
#include "render/picture/layout.h"
#include "render/picture/svg.h"
#include "tests/support/builders.h"
#include "tests/support/random_source.h"
#include "tests/support/shell.h"

namespace tenon::test::this_file {
namespace {

using Boxes = std::vector<LayoutBox>;
using Lines = std::vector<LayoutLine>;

bool overlap(const Point& a, const LayoutBox& size_a, const Point& b, const LayoutBox& size_b) {
  return a.x < b.x + size_b.width && b.x < a.x + size_a.width && a.y < b.y + size_b.height &&
         b.y < a.y + size_a.height;
}

/// Whether a level part of a line goes through the inside of a box.
bool passes_through(const LinePath& path, const Point& corner, const LayoutBox& box) {
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (path[i].y != path[i - 1].y) continue;
    const double begin = std::min(path[i].x, path[i - 1].x);
    const double end = std::max(path[i].x, path[i - 1].x);
    if (path[i].y > corner.y && path[i].y < corner.y + box.height && begin < corner.x + box.width - 1 &&
        end > corner.x + 1)
      return true;
  }
  return false;
}

void expect_readable(const Boxes& boxes, const Lines& lines, const std::string& where) {
  const PictureLayout layout = laid_out(boxes, lines);
  ASSERT_EQ(layout.corners.size(), boxes.size());
  ASSERT_EQ(layout.lines.size(), lines.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    EXPECT_GE(layout.corners[i].x, 0) << where;
    EXPECT_GE(layout.corners[i].y, 0) << where;
    EXPECT_LE(layout.corners[i].x + boxes[i].width, layout.width) << where;
    EXPECT_LE(layout.corners[i].y + boxes[i].height, layout.height) << where;
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(overlap(layout.corners[i], boxes[i], layout.corners[j], boxes[j]))
          << where << i << " " << j;
    for (std::size_t line = 0; line < lines.size(); ++line)
      EXPECT_FALSE(passes_through(layout.lines[line], layout.corners[i], boxes[i]))
          << where << line << " " << i;
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Point& from = layout.corners[lines[i].from];
    const Point& to = layout.corners[lines[i].to];
    EXPECT_NEAR(layout.lines[i].front().y, from.y + lines[i].from_port, 0.001) << where;
    EXPECT_TRUE(lines[i].from == lines[i].to ||
                std::abs(layout.lines[i].back().y - to.y - lines[i].to_port) < 0.001)
        << where;
  }
}

Lines lines_of(std::initializer_list<std::pair<std::size_t, std::size_t>> pairs) {
  Lines lines;
  for (const auto& [from, to] : pairs) lines.push_back({from, to, 10, 20});
  return lines;
}

TEST(PictureLayout, HoldsNoOverlapAndNoLineThroughABox) {
  const unsigned seed = std::random_device()();
  std::mt19937 random(seed);
  for (int round = 0; round < 40; ++round) {
    const std::size_t count = 1 + random() % 40;
    Boxes boxes;
    for (std::size_t i = 0; i < count; ++i)
      boxes.push_back(
          {60.0 + static_cast<double>(random() % 200), 40.0 + static_cast<double>(random() % 150)});
    Lines lines;
    for (std::size_t i = 0; i < random() % (2 * count); ++i) {
      LayoutLine line{random() % count, random() % count, 0, 0};
      line.from_port = boxes[line.from].height / 2;
      line.to_port = boxes[line.to].height / 3;
      lines.push_back(line);
    }
    expect_readable(boxes, lines, "seed " + std::to_string(seed) + " round " + std::to_string(round) + ": ");
  }
}

TEST(PictureLayout, LeadsFromLeftToRightAndThroughCycles) {
  const Boxes boxes(4, {100, 50});
  const PictureLayout chain = laid_out(boxes, lines_of({{0, 1}, {1, 2}, {2, 3}}));
  for (std::size_t i = 1; i < 4; ++i) EXPECT_GT(chain.corners[i].x, chain.corners[i - 1].x + 100);
  expect_readable(boxes, lines_of({{0, 1}, {1, 2}, {2, 0}, {3, 3}, {0, 1}, {1, 0}}), "cycle ");
}

TEST(PictureLayout, OfATreeHasNoCrossing) {
  Lines lines;
  for (std::size_t i = 1; i < 31; ++i) lines.push_back({i, (i - 1) / 2, 10, 10});
  EXPECT_EQ(crossings(uncrossed(layered(Boxes(31, {100, 50}), lines))), 0U);
}

TEST(PictureLayout, IsTheSameForTheSameInput) {
  const Boxes boxes(6, {100, 50});
  const Lines lines = lines_of({{0, 3}, {1, 3}, {2, 4}, {5, 0}, {4, 0}});
  EXPECT_EQ(laid_out(boxes, lines).corners, laid_out(boxes, lines).corners);
}

TEST(PictureLayout, OfNothingIsEmpty) { EXPECT_TRUE(laid_out({}, {}).corners.empty()); }

Catalog shop(std::string_view ondelete_of = "NO ACTION") {
  ForeignKey key = foreign_key("fk_orders_users", {"user_id"}, "users", {"id"});
  if (ondelete_of == "CASCADE") key.ondelete = Action::kCascade;
  return catalog(
      {table("users", {column("id")}, {primary_key("pk", {"id"})}),
       table("orders", {column("id"), column("user_id"), column("note")}, {primary_key("pk", {"id"}), key}),
       table("line", {column("order_id")}, {foreign_key("fk_line", {"order_id"}, "orders", {"id"})}),
       table("far", {column("line_id")}, {foreign_key("fk_far", {"line_id"}, "line", {"order_id"})}),
       table("alone", {column("a")})});
}

std::vector<std::string> titles(const Picture& picture) {
  std::vector<std::string> all;
  for (const PictureTable& table : picture.tables) all.push_back(table.title);
  return all;
}

TEST(Picture, OfACatalogHasEveryTableAndForeignKey) {
  const Picture picture = picture_of(shop());
  EXPECT_EQ(picture.tables.size(), 5U);
  EXPECT_EQ(picture.links.size(), 3U);
}

TEST(Picture, OfChangesHasTheChangedTablesAndOneHop) {
  const Catalog actual = shop();
  const Catalog declared = shop("CASCADE");
  const Key key{Kind::kForeignKey, n("public"), n("orders"), n("fk_orders_users")};
  const auto* of_orders = find_table(actual, q("orders"));
  const auto as_object = [&](const Catalog& side) {
    for (const Constraint& each : find_table(side, q("orders"))->constraints)
      if (name_of(each) == n("fk_orders_users")) return object_of(each);
    return Object();
  };
  ASSERT_NE(of_orders, nullptr);
  const std::vector<Change> changes{
      Altered{key, as_object(actual), as_object(declared), {{"ondelete", "NO ACTION", "CASCADE"}}}};
  const Picture picture = picture_of(actual, declared, changes, Wording::kFindings);
  EXPECT_EQ(titles(picture), (std::vector<std::string>{"public.orders", "public.line", "public.users"}));
  EXPECT_EQ(picture.tables[0].rows.back().text, "foreign key fk_orders_users");
  EXPECT_EQ(picture.tables[0].more, 1U);
  const std::string drawn = svg(picture);
  EXPECT_NE(drawn.find("tp-line tp-state tp-changed"), std::string::npos);
  EXPECT_NE(drawn.find(">changed</text>"), std::string::npos);
  EXPECT_NE(drawn.find(">changed foreign key fk_orders_users</text>"), std::string::npos);
  EXPECT_NE(svg(picture_of(actual, declared, changes, Wording::kOps)).find(">change</text>"),
            std::string::npos);
}

TEST(Picture, SaysWhatIsAddedAndDropped) {
  const Catalog actual = shop();
  Catalog declared = shop();
  std::erase_if(declared.tables, [](const Table& t) { return t.name == q("alone"); });
  declared.tables.push_back(table("new", {column("b")}));
  declared = sorted(std::move(declared));
  const std::vector<Change> changes{
      Dropped{{Kind::kTable, n("public"), {}, n("alone")}, actual.tables.front()},
      Added{{Kind::kTable, n("public"), {}, n("new")}, table("new", {column("b")})}};
  const std::string drawn = svg(picture_of(actual, declared, changes, Wording::kFindings));
  EXPECT_NE(drawn.find("public.alone (unexpected)"), std::string::npos) << drawn;
  EXPECT_NE(drawn.find("public.new (missing)"), std::string::npos);
  EXPECT_NE(drawn.find("tp-box tp-state tp-dropped"), std::string::npos);
}

TEST(Picture, LeavesOutWhatIsTooMuchAndSaysSo) {
  std::vector<Table> tables;
  std::vector<Change> changes;
  for (int i = 0; i < 60; ++i) {
    tables.push_back(table("t" + std::to_string(i), {column("a")}));
    changes.push_back(Added{{Kind::kTable, n("public"), {}, tables.back().name.name}, tables.back()});
  }
  const Picture picture = picture_of(catalog({}), catalog(tables), changes, Wording::kFindings);
  EXPECT_EQ(picture.tables.size(), 40U);
  EXPECT_EQ(picture.left_out, 20U);
  EXPECT_NE(svg(picture).find("20 tables more not drawn"), std::string::npos);
}

TEST(Picture, NeighboursGoAsFarAsAsked) {
  const auto count = [](std::size_t hops) { return neighbours(shop(), {q("orders")}, hops).size(); };
  EXPECT_EQ(count(0), 1U);
  EXPECT_EQ(count(1), 3U);
  EXPECT_EQ(count(2), 4U);
  EXPECT_EQ(count(9), 4U);
}

int occurrences_in(const std::string& text, const std::string& part) {
  int count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(Picture, TakesAnyNameForAName) {
  const TempFolder folder;
  int number = 0;
  for (const std::string& name : std::vector<std::string>{
           "<script>alert(1)</script>", "\"]}\nerDiagram", "a\" -> \"b", "\\", "\\\"", "x\n::error::y",
           "##[error]", "]]>", "--", "\x1b[2J", "&#35;", "%%{init}%%", "名前", "größe", "1", "_", ";"}) {
    const Catalog evil = catalog({table(
        name, {column(name, name)}, {primary_key(name, {name}), foreign_key(name, {name}, name, {name})})});
    const Picture picture = picture_of(evil);
    const std::string drawn = svg(picture);
    EXPECT_EQ(drawn.find("<script"), std::string::npos);
    EXPECT_EQ(drawn.find("##["), std::string::npos);
    const std::string file = folder.file(std::to_string(number++));
    write_file(file + ".svg", drawn);
    const Ran checked = shell("xmllint --noout " + file + ".svg");
    EXPECT_EQ(checked.code, 0) << checked.err;
    write_file(file + ".dot", dot(picture));
    const Ran laid = shell("dot -Tplain " + file + ".dot");
    EXPECT_EQ(laid.code, 0) << laid.err << dot(picture);
    EXPECT_EQ(occurrences_in(laid.out, "\nnode "), 1) << laid.out;
    EXPECT_EQ(occurrences_in(laid.out, "\nedge "), 1) << laid.out;
    const std::string entities = mermaid(picture);
    EXPECT_EQ(std::ranges::count(entities, '\n'), 5) << entities;
    EXPECT_EQ(std::ranges::count(entities, '"'), 4) << entities;
  }
}

}  // namespace
}  // namespace tenon::test::this_file
