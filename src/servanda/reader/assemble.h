// From what the sentences gave to what the document says: treaties first, doubles merged.
#ifndef SERVANDA_READER_ASSEMBLE_H_
#define SERVANDA_READER_ASSEMBLE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/reader/context.h"

namespace servanda {

/// More statements than any dispatch holds; the rest of a document beyond is not read, and the
/// reading says so.
inline constexpr std::size_t kMostStatements = 10000;

/// After a sentence: whom "he", "they", "the two countries" mean from now on.
void remember_sentence(Context& context);

/// Adds the treaties that statements speak of, writes the traits of sentences into them, joins what
/// was told twice, drops what refers to nothing.
std::vector<Statement> assemble(std::vector<Statement> statements, Memory& memory,
                                const std::string& doc, std::string_view text);

}  // namespace servanda

#endif  // SERVANDA_READER_ASSEMBLE_H_
