// One file of a treaty's text, read: what the verbs on texts share.
#ifndef SERVANDA_CLI_TREATY_FILES_H_
#define SERVANDA_CLI_TREATY_FILES_H_

#include <string>

#include "servanda/reader/document.h"
#include "servanda/reader/treaty_text.h"

namespace servanda::cli {

struct ReadText {
  DocumentText document;
  TreatyReading reading;
};

/// `path` may be "-" for standard input. Errors name the file.
/// `language`: which to read of a text in several.
Result<ReadText> read_treaty_file(const std::string& path, std::string_view language = {});

}  // namespace servanda::cli

#endif  // SERVANDA_CLI_TREATY_FILES_H_
