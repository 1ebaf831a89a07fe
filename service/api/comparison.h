// Comparisons of what a request holds: two schemas in, a report or the files of a migration out. No database
// is asked.

#pragma once

#include <chrono>

#include "app/generate.h"
#include "service/api/body.h"
#include "service/http/message.h"

namespace tenon {

/// POST /diff: `actual` and `declared`, each a declared schema or a snapshot as JSON, or SQL as a text;
/// `dialect`, `schemas`, `include`, `exclude`, `renames`. The report as JSON, or what Accept asks for. Throws
/// RequestRefused (503) where it takes longer than `limit` (see answered_within()).
HttpResponse diff_answer(const HttpRequest& request, std::chrono::milliseconds limit);

/// POST /generate: as /diff, with `style`, `message`, `head`, `rev_id`, `allow`: the files of the migration
/// that makes `actual` `declared`, up and down.
HttpResponse generate_answer(const HttpRequest& request, std::chrono::milliseconds limit);

/// Makes a migration within a limit of time, as answered_within() does, and answers with its files.
HttpResponse generated_within(std::chrono::milliseconds limit, const HttpRequest& request,
                              GenerateRequest wanted);

/// Reads what a migration is to be like: `style`, `message`, `head`, `rev_id`, `allow`.
void read_migration_fields(BodyReader& body, GenerateRequest& wanted);

/// Returns the files of a migration as JSON (name and text of each, notes, what it destroys, the report), or
/// as a zip file where Accept asks for one.
HttpResponse migration_response(const HttpRequest& request, const MigrationFiles& made);

}  // namespace tenon
