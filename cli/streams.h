// Prepares the standard streams before anything else is opened.

#pragma once

namespace tenon {

/// Makes stdin, stdout and stderr safe to use. One that is closed is opened, the wrong way round, so that no
/// database or socket takes its number and writing to it still fails. A reader that goes away, and a file
/// that grows over its limit, become errors of write() instead of the end of the program.
void prepare_streams();

}  // namespace tenon
