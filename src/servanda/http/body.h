// Bodies of requests, taken apart. Inside the room.
#ifndef SERVANDA_HTTP_BODY_H_
#define SERVANDA_HTTP_BODY_H_

#include <string>

#include "servanda/model/json.h"
#include "servanda/reader/reader.h"

namespace servanda {

/// err: parse (no JSON, no object).
Result<Json> json_body(const std::string& body);
/// The text under the key; empty where there is none. err: invalid_argument (no text; `needed` and
/// not there).
Result<std::string> text_in(const Json& body, const char* key, bool needed);
/// "doc", "published", "publisher". err: invalid_argument.
Result<ReadOptions> read_options(const Json& body);
/// What "text" says, read as a dispatch, or where "as" is "treaty" as the text of one.
/// err: invalid_argument, parse.
Result<Reading> reading_of(const Json& body);

}  // namespace servanda

#endif  // SERVANDA_HTTP_BODY_H_
