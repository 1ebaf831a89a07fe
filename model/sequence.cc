// Default options of sequences, and what ALTER SEQUENCE AS makes of them.

#include "model/sequence.h"

#include <utility>

namespace tenon {

namespace {

struct Limits {
  const char* minimum;
  const char* maximum;
};

Limits limits(const std::string& type) {
  if (type == "smallint") return {"-32768", "32767"};
  if (type == "integer") return {"-2147483648", "2147483647"};
  return {"-9223372036854775808", "9223372036854775807"};
}

}  // namespace

SequenceOptions sequence_defaults(const std::string& type, const std::string& increment) {
  const bool down = increment.starts_with('-');
  SequenceOptions options;
  options.type = type;
  options.increment = increment;
  options.minimum = down ? limits(type).minimum : "1";
  options.maximum = down ? "-1" : limits(type).maximum;
  options.start = down ? options.maximum : options.minimum;
  return options;
}

SequenceOptions retyped(SequenceOptions options, const std::string& type) {
  const Limits before = limits(options.type);
  const Limits after = limits(type);
  if (options.minimum == before.minimum) options.minimum = after.minimum;
  if (options.maximum == before.maximum) options.maximum = after.maximum;
  options.type = type;
  return options;
}

Identity restored(Identity identity, const Type& column) {
  SequenceOptions& options = identity.sequence;
  const SequenceOptions before = sequence_defaults(options.type, options.increment);
  const SequenceOptions after = sequence_defaults(column.key, options.increment);
  if (options.minimum == before.minimum) options.minimum = after.minimum;
  if (options.maximum == before.maximum) options.maximum = after.maximum;
  options.type = after.type;
  return identity;
}

Catalog with_own_logging(Catalog catalog, bool follow) {
  for (Sequence& sequence : catalog.sequences) {
    if (!sequence.owned_by) continue;
    const Table* table = find_table(std::as_const(catalog), sequence.owned_by->table);
    const bool is_unlogged = table && option(table->options, "unlogged");
    if (!follow || (sequence.logging == "unlogged") == is_unlogged) sequence.logging.clear();
  }
  return catalog;
}

}  // namespace tenon
