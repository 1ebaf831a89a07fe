// Writes a picture of tables for programs that draw graphs: Mermaid and Graphviz.

#pragma once

#include <string>

#include "render/picture/picture.h"

namespace tenon {

/// Returns an `erDiagram` of Mermaid. Ends in a newline.
std::string mermaid(const Picture& picture);

/// Returns a digraph in Graphviz's language DOT. Ends in a newline.
std::string dot(const Picture& picture);

}  // namespace tenon
