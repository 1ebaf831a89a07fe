// Ops in a few words, for messages.
#pragma once

#include <string>

#include "model/op.h"

namespace tenon {

/// Describes an op for a message: `drop_constraint public.orders.fk_orders_user_id`.
std::string describe(const Op& op);

}  // namespace tenon
