// Style of reports that list many objects.

#pragma once

namespace tenon {

/// How a report that lists many things looks to people.
struct ListStyle {
  bool color = false;
  bool summary = false;  ///< counts by kind and by table instead of each thing
};

}  // namespace tenon
