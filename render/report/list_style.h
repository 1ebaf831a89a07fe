// Style of reports that list many objects.

#pragma once

namespace tenon {

/// The style of a text report with many entries.
struct ListStyle {
  bool color = false;
  bool summary = false;  ///< counts by kind and by table instead of entries
};

}  // namespace tenon
