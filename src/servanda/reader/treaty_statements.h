// The text of a treaty as statements: its traits, then each clause with the sentence that states
// it.
//
//   Result<TreatyReading> read = read_treaty_text(text);
//   statements_of(*read, text, {.doc = "t"}).statements    // about "t1", each quoting its words
#ifndef SERVANDA_READER_TREATY_STATEMENTS_H_
#define SERVANDA_READER_TREATY_STATEMENTS_H_

#include <string_view>

#include "servanda/reader/reader.h"
#include "servanda/reader/treaty_text.h"

namespace servanda {

/// `text` is what was read.
Reading statements_of(const TreatyReading& read, std::string_view text, const ReadOptions& options);

}  // namespace servanda

#endif  // SERVANDA_READER_TREATY_STATEMENTS_H_
