// A treaty text as it was read, as the JSON object of `servanda read --as treaty --format json`:
// the clause contract (docs/clauses.md), with structure, quotes, definitions, norms, references and
// subjects beside it. All places are bytes of the text that was read; where that was taken out of
// another format, "source" beside them tells the bytes of the file, "page" the page of a PDF.
#ifndef SERVANDA_CLI_TREATY_JSON_H_
#define SERVANDA_CLI_TREATY_JSON_H_

#include "servanda/model/json.h"
#include "servanda/reader/document.h"
#include "servanda/reader/treaty_text.h"

namespace servanda::cli {

Json treaty_to_json(const TreatyReading& reading, const DocumentText& document);

}  // namespace servanda::cli

#endif  // SERVANDA_CLI_TREATY_JSON_H_
