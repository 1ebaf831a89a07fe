// Runs ops one by one, and names the op that fails.
#include "plan/simulate/applied.h"

#include <utility>
#include <variant>

#include "model/error.h"
#include "plan/lookup/op_text.h"
#include "plan/simulate/interpreter.h"

namespace tenon {

namespace {

void run(Interpreter& interpreter, const Op& op) {
  try {
    std::visit([&](const auto& one) { interpreter.run(one); }, op);
  } catch (const Error& error) {
    throw Error(error.fault(), describe(op) + ": " + error.what());
  }
}

}  // namespace

Catalog applied(Catalog catalog, const Op& op) {
  Interpreter interpreter(std::move(catalog));
  run(interpreter, op);
  return std::move(interpreter).result();
}

Catalog applied(Catalog catalog, const Plan& plan) {
  Interpreter interpreter(std::move(catalog));
  for (const auto& step : plan.steps)
    for (const auto& op : step.ops) run(interpreter, op);
  return std::move(interpreter).result();
}

}  // namespace tenon
