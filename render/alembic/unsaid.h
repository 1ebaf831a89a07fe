// Notes where Alembic's calls do not say all of an object; the input is the object and what they say of it.

#pragma once

#include "render/alembic/revision_builder.h"

namespace tenon {

/// Notes that the calls are not exact, so that SQL is written, unless `object` is plain but for its name and
/// `said`. A member that Alembic has no words for is so never lost.
template <class T, class... M>
void note_unsaid(Draft& draft, const T& object, M T::*... said) {
  T whole;
  whole.name = object.name;
  ((whole.*said = object.*said), ...);
  if (!(whole == object)) draft.not_exact();
}

}  // namespace tenon
