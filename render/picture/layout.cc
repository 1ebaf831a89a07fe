// Places boxes and the lines between them: layers from left to right, few crossings, lines around boxes.

#include "render/picture/layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "render/picture/layers.h"

namespace tenon {

namespace {

constexpr double kMargin = 16;
constexpr double kBetweenLayers = 84;
constexpr double kBetweenParts = 30;
constexpr double kLoop = 22;  ///< how far a line from a box to itself goes out

/// The left side and the width of each layer.
struct LayerColumn {
  double x = 0;
  double width = 0;
};

std::vector<LayerColumn> columns_of(const Layers& layers, const std::vector<LayoutBox>& boxes) {
  std::vector<LayerColumn> columns(layers.order.size());
  double x = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].x = x;
    for (const std::size_t node : layers.order[i])
      if (layers.nodes[node].box)
        columns[i].width = std::max(columns[i].width, boxes[*layers.nodes[node].box].width);
    x += columns[i].width + kBetweenLayers;
  }
  return columns;
}

/// Returns the way of a line from left to right along its chain.
LinePath way_along(const Layers& layers, const std::vector<LayerColumn>& columns,
                   const std::vector<LayoutBox>& boxes, const std::vector<Point>& corners,
                   const std::vector<std::size_t>& chain, double left_port, double right_port) {
  const std::size_t left = chain.front();
  const std::size_t right = chain.back();
  const LayerColumn& begin = columns[layers.nodes[left].layer];
  LinePath path{{corners[left].x + boxes[left].width, corners[left].y + left_port},
                {begin.x + begin.width, corners[left].y + left_port}};
  for (std::size_t i = 1; i + 1 < chain.size(); ++i) {
    const LayerColumn& column = columns[layers.nodes[chain[i]].layer];
    path.push_back({column.x, layers.nodes[chain[i]].y});
    path.push_back({column.x + column.width, layers.nodes[chain[i]].y});
  }
  path.push_back({corners[right].x, corners[right].y + right_port});
  return path;
}

LinePath loop_at(const Point& corner, const LayoutBox& box, const LayoutLine& line) {
  const double right = corner.x + box.width;
  const double begin = corner.y + line.from_port;
  const double end =
      corner.y + (std::abs(line.from_port - line.to_port) < 8 ? line.from_port + 12 : line.to_port);
  return {{right, begin}, {right + kLoop, begin}, {right + kLoop, end}, {right, end}};
}

/// Places the boxes of one connected part, the upper left corner of which is at 0, 0.
PictureLayout part_laid_out(const std::vector<LayoutBox>& boxes, const std::vector<LayoutLine>& lines) {
  const Layers layers = straightened(uncrossed(layered(boxes, lines)));
  const std::vector<LayerColumn> columns = columns_of(layers, boxes);
  double top = 0;
  for (const LayerNode& node : layers.nodes) top = std::min(top, node.y - node.height / 2);
  Layers moved = layers;
  for (LayerNode& node : moved.nodes) node.y -= top;
  PictureLayout made;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    made.corners.push_back({columns[moved.nodes[i].layer].x, moved.nodes[i].y - boxes[i].height / 2});
    made.width = std::max(made.width, made.corners[i].x + boxes[i].width);
    made.height = std::max(made.height, made.corners[i].y + boxes[i].height);
  }
  for (const LayerNode& node : moved.nodes) made.height = std::max(made.height, node.y + node.height / 2);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const LayoutLine& line = lines[i];
    if (line.from == line.to) {
      made.lines.push_back(loop_at(made.corners[line.from], boxes[line.from], line));
      made.width = std::max(made.width, made.corners[line.from].x + boxes[line.from].width + kLoop);
      continue;
    }
    const bool is_reversed = moved.is_reversed[i];
    LinePath path =
        way_along(moved, columns, boxes, made.corners, moved.chains[i],
                  is_reversed ? line.to_port : line.from_port, is_reversed ? line.from_port : line.to_port);
    if (is_reversed) std::ranges::reverse(path);
    made.lines.push_back(std::move(path));
  }
  return made;
}

/// Returns for each box the number of its connected part, counted from 0 in the order of their first boxes.
std::vector<std::size_t> parts_of(std::size_t count, const std::vector<LayoutLine>& lines) {
  std::vector<std::size_t> part(count);
  std::iota(part.begin(), part.end(), 0);
  for (bool changed = true; changed;) {
    changed = false;
    for (const LayoutLine& line : lines) {
      const std::size_t lower = std::min(part[line.from], part[line.to]);
      changed = changed || part[line.from] != part[line.to];
      part[line.from] = part[line.to] = lower;
    }
  }
  return part;
}

/// The boxes and lines of one part, under their numbers in the whole.
struct Part {
  std::vector<std::size_t> boxes;
  std::vector<std::size_t> lines;
  PictureLayout layout;
};

std::vector<Part> laid_out_parts(const std::vector<LayoutBox>& boxes, const std::vector<LayoutLine>& lines) {
  const std::vector<std::size_t> part = parts_of(boxes.size(), lines);
  std::vector<Part> parts;
  for (std::size_t id = 0; id < boxes.size(); ++id) {
    Part one;
    std::vector<std::size_t> number(boxes.size(), 0);
    std::vector<LayoutBox> own_boxes;
    std::vector<LayoutLine> own_lines;
    for (std::size_t i = 0; i < boxes.size(); ++i)
      if (part[i] == id) {
        number[i] = own_boxes.size();
        own_boxes.push_back(boxes[i]);
        one.boxes.push_back(i);
      }
    if (own_boxes.empty()) continue;
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (part[lines[i].from] == id) {
        own_lines.push_back(
            {number[lines[i].from], number[lines[i].to], lines[i].from_port, lines[i].to_port});
        one.lines.push_back(i);
      }
    one.layout = part_laid_out(own_boxes, own_lines);
    parts.push_back(std::move(one));
  }
  std::ranges::stable_sort(parts, std::greater{}, [](const Part& one) { return one.boxes.size(); });
  return parts;
}

/// Puts parts on shelves: side by side as long as there is room, then below.
class Shelves {
 public:
  explicit Shelves(double room) : room_(room) {}

  Point place(const PictureLayout& part) {
    if (x_ > kMargin && x_ + part.width > room_) {
      x_ = kMargin;
      y_ += height_ + kBetweenParts;
      height_ = 0;
    }
    const Point at{x_, y_};
    x_ += part.width + kBetweenParts;
    height_ = std::max(height_, part.height);
    width_ = std::max(width_, at.x + part.width);
    return at;
  }
  double width() const { return width_ + kMargin; }
  double height() const { return y_ + height_ + kMargin; }

 private:
  double room_;
  double x_ = kMargin;
  double y_ = kMargin;
  double height_ = 0;
  double width_ = 0;
};

}  // namespace

PictureLayout laid_out(const std::vector<LayoutBox>& boxes, const std::vector<LayoutLine>& lines) {
  const std::vector<Part> parts = laid_out_parts(boxes, lines);
  double widest = 900;
  for (const Part& part : parts) widest = std::max(widest, part.layout.width + 2 * kMargin);
  PictureLayout made;
  made.corners.resize(boxes.size());
  made.lines.resize(lines.size());
  Shelves shelves(widest);
  for (const Part& part : parts) {
    const Point at = shelves.place(part.layout);
    const auto moved = [&](const Point& point) { return Point{point.x + at.x, point.y + at.y}; };
    for (std::size_t i = 0; i < part.boxes.size(); ++i)
      made.corners[part.boxes[i]] = moved(part.layout.corners[i]);
    for (std::size_t i = 0; i < part.lines.size(); ++i)
      for (const Point& point : part.layout.lines[i]) made.lines[part.lines[i]].push_back(moved(point));
  }
  made.width = shelves.width();
  made.height = shelves.height();
  return made;
}

}  // namespace tenon
