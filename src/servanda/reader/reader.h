// Documents to statements: who did what to which treaty, who says so, and how surely.
//
//   ReadOptions options;
//   options.doc = "russia-iran-2025-03-26";
//   auto reading = read_dispatch("MOSCOW, March 26 - The Duma may ratify the treaty with Iran.",
//   options); reading->statements     // a treaty t1 (RUS, IRN); ratify by State Duma, possible
//
// A reading says less rather than wrong: what is planned, possible, demanded, conditional, negated
// or denied never comes out as asserted, and what the rules do not understand they leave out. Same
// input, same output. The text must be UTF-8 (see language/decode.h). Memory is bounded by the
// statements, time is linear in the text: sentences are read one after the other and forgotten.
//
// Promise: the first citation of every statement names the document, holds a range of its bytes on
// code point boundaries, and the very words found there.
#ifndef SERVANDA_READER_READER_H_
#define SERVANDA_READER_READER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/base/text.h"
#include "servanda/model/register.h"
#include "servanda/model/statement.h"
#include "servanda/reader/grounds.h"
#include "servanda/time/day.h"

namespace servanda {

struct ReadOptions {
  std::string doc = {};               ///< name of the document, the source of every citation
  std::optional<Day> published = {};  ///< a date in the document's own dateline goes before it
  std::string publisher = {};
  std::string language = {};  ///< empty: guessed
};

/// A name or a date in a text, and where it stands.
struct Mention {
  Span bytes = {};
  bool is_date = false;
  std::string value = {};  ///< EDTF, or the English name of a state, person or institution
};

/// How many sentences came how far: most text is about something else and costs little.
struct ReadingStages {
  std::size_t named = 0;    ///< cut into words, for the names that later sentences may mean
  std::size_t read = 0;     ///< read for facts
  std::size_t telling = 0;  ///< told at least one
  ReadingStages& operator+=(const ReadingStages& other) {
    named += other.named;
    read += other.read;
    telling += other.telling;
    return *this;
  }
};

/// What a document says, in the order of the text: for each treaty its statement, then the rest.
struct Reading {
  Source source = {};
  std::vector<Statement> statements = {};
  std::optional<Day> day = {};        ///< from which relative dates were counted
  std::vector<Grounds> grounds = {};  ///< one for each statement, in their order
  ReadingStages stages = {};
  /// Where reading stopped, in bytes: the document told more than any dispatch does.
  std::optional<std::size_t> unread_from = {};
  /// Of a text in a language that is not read: what it names, and nothing of what it says.
  std::vector<Mention> mentions = {};
};

/// A news dispatch, press release or report. Treaties have local ids t1, t2 … English is read in
/// full, Russian by its formulas (formulas.h); of other languages only names and dates are given.
/// err: parse when the text is not UTF-8.
Result<Reading> read_dispatch(std::string_view utf8, const ReadOptions& options);

/// One headline: the present tense tells what has happened, "to sign" what is to come, and what
/// stands behind the last dash or before the first colon is who says so. Dates of a treaty only
/// where the words give them. Quotes are ranges of the headline.
Result<Reading> read_headline(std::string_view utf8, const ReadOptions& options);

}  // namespace servanda

#endif  // SERVANDA_READER_READER_H_
