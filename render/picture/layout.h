// Places boxes and the lines between them: layers from left to right, few crossings, lines around boxes.

#pragma once

#include <cstddef>
#include <vector>

namespace tenon {

struct Point {
  double x = 0;
  double y = 0;

  friend bool operator==(const Point&, const Point&) = default;
};

/// A box to be placed.
struct LayoutBox {
  double width = 0;
  double height = 0;
};

/// A line from one box to another, or to itself.
struct LayoutLine {
  std::size_t from = 0;
  std::size_t to = 0;
  double from_port = 0;  ///< where it leaves, below the top of its box
  double to_port = 0;
};

/// Where a line goes: from its first point to its last. Between two points of equal height it is straight,
/// else an S that begins and ends level.
using LinePath = std::vector<Point>;

/// A finished placement. Boxes do not overlap, and a line passes through no box.
struct PictureLayout {
  std::vector<Point> corners;  ///< the upper left corner of each box
  std::vector<LinePath> lines;
  double width = 0;
  double height = 0;
};

/// Places boxes so that lines lead from left to right where they can: what many refer to is on the right.
/// Boxes without a line stand below. Equal input gives equal output.
PictureLayout laid_out(const std::vector<LayoutBox>& boxes, const std::vector<LayoutLine>& lines);

}  // namespace tenon
