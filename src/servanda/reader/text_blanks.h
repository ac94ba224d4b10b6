// Blanks that printing or a conversion lost: "on the thirtieth dayafter" read as written.
//
//   lost_blanks("… thisConvention … of theUnited …")       // true: the text is worth mending
//   with_blanks("the ninetieth dayfollowing the deposit")    // "the ninetieth day following the
//   deposit" with_blanks("the depositary")                            // as it is: a word of its
//   own
//
// A run of letters is divided only where every piece is a word that final clauses are made of, and
// the run is none itself: a name or a rare word stays whole.
#ifndef SERVANDA_READER_TEXT_BLANKS_H_
#define SERVANDA_READER_TEXT_BLANKS_H_

#include <string>
#include <string_view>

namespace servanda {

/// Does an English text show runs of words without blanks, more than a slip or two?
bool lost_blanks(std::string_view text);

/// `lower` is lower case with single blanks.
std::string with_blanks(std::string_view lower);

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_BLANKS_H_
