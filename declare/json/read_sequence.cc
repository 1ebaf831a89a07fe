// Reads sequences and sequence options of the declared JSON.

#include "declare/json/read_sequence.h"

#include "declare/json/object_reader.h"
#include "declare/json/read_foreign_key.h"
#include "declare/json/read_top.h"
#include "model/sequence.h"
#include "sql/key.h"

namespace tenon {

namespace {

Form sequence_form() {
  Form form{"a sequence", {"schema", "name", "type", "owned_by", "unlogged", "comment"}, {}};
  const auto& options = sequence_option_keys();
  form.keys.insert(form.keys.end(), options.begin(), options.end());
  return form;
}

std::optional<std::string> either(const ObjectReader& from, std::string_view key, std::string_view alias) {
  const auto value = from.integer(key);
  return value ? value : from.integer(alias);
}

std::string read_sequence_type(const Reading& in, const ObjectReader& from) {
  const JsonValue* value = from.find("type");
  if (!value) return "bigint";
  const Type found = type(read_text(in, *value, from.whose("type")).value_or("bigint"), in.dialect);
  if (found.key != "smallint" && found.key != "integer" && found.key != "bigint")
    add_type_fault(in, *value, from.whose("type"), "smallint, integer or bigint");
  return found.key;
}

/// A sequence with an owner has the logging of its table by default.
std::string read_logging(const ObjectReader& from) {
  if (!from.find("unlogged")) return "";
  if (from.flag("unlogged", false)) return "unlogged";
  return from.find("owned_by") ? "logged" : "";
}

}  // namespace

const std::vector<std::string_view>& sequence_option_keys() {
  static const std::vector<std::string_view> keys{"start",   "increment", "minvalue", "maxvalue",
                                                  "minimum", "maximum",   "cache",    "cycle"};
  return keys;
}

SequenceOptions read_sequence_options(const Reading& in, const ObjectReader& from, const std::string& type) {
  const std::string increment = from.integer("increment").value_or("1");
  if (increment == "0") in.fault(from.find("increment")->place, from.whose("increment") + " cannot be 0");
  SequenceOptions options = sequence_defaults(type, increment);
  options.minimum = either(from, "minvalue", "minimum").value_or(options.minimum);
  options.maximum = either(from, "maxvalue", "maximum").value_or(options.maximum);
  options.start =
      from.integer("start").value_or(increment.starts_with('-') ? options.maximum : options.minimum);
  options.cache = from.integer("cache").value_or(options.cache);
  options.cycle = from.flag("cycle", false);
  return options;
}

void read_sequence(const Reading& in, const JsonMember& entry, SchemaDraft& draft) {
  static const Form form = sequence_form();
  const ObjectReader from(in, entry.value, form, "sequence " + entry.key);
  DraftSequence made;
  made.sequence.name = read_qualified(in, entry, from.who()).name;
  made.sequence.options = read_sequence_options(in, from, read_sequence_type(in, from));
  made.sequence.logging = read_logging(from);
  made.sequence.comment = from.comment();
  made.sequence.source = in.at(entry.place);
  if (const JsonValue* owner = from.find("owned_by"))
    made.owner = read_reference(in, *owner, from.whose("owned_by"));
  draft.sequences.push_back(std::move(made));
}

}  // namespace tenon
