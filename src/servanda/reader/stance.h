// How surely an act is told: the words before it decide. Errs on the side of "not asserted".
#ifndef SERVANDA_READER_STANCE_H_
#define SERVANDA_READER_STANCE_H_

#include <cstddef>

#include "servanda/reader/view.h"

namespace servanda {

struct StanceFinding {
  Stance stance = Stance::asserted;
  bool sure = true;  ///< false: the words allow no reading; the act is then left out
};

/// The stance of the verb at `verb`, looking back to the beginning of its clause. `passive` and
/// `infinitive` are what the caller saw of its form.
StanceFinding stance_of(const SentenceView& view, std::size_t verb, bool infinitive);

/// Where the clause of a token begins: behind the last comma with a conjunction, semicolon, dash or
/// quote.
std::size_t clause_begin(const SentenceView& view, std::size_t token);
std::size_t clause_end(const SentenceView& view, std::size_t token);

/// Do the verbs of the sentence look ahead ("will", "is due to")?
bool looks_ahead(const SentenceView& view);

}  // namespace servanda

#endif  // SERVANDA_READER_STANCE_H_
