#pragma once

#include <string>

#include "model/op.h"

namespace tenon {

/// An op in a few words, for a message: `drop_constraint public.orders.fk_orders_user_id`.
std::string described(const Op& op);

}  // namespace tenon
