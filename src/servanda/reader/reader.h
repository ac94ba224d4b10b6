// Documents to statements: who did what to which treaty, who says so, and how surely.
//
//   Result<Reading> reading = read_dispatch(text, {.doc = "001", .published = day});
//   for (const Statement& s : reading->statements) …     // docs/reading.md has the form
//
// Precise before complete: what is not sure is not said, and an act that is planned, possible,
// denied, negated, demanded or conditional never comes out as asserted. A pure function: same
// bytes, same statements. Linear in the document.
#ifndef SERVANDA_READER_READER_H_
#define SERVANDA_READER_READER_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/model/register.h"

namespace servanda {

struct ReadOptions {
  std::string doc = {};               ///< name of the document, in every citation
  std::optional<Day> published = {};  ///< a dateline in the text comes first
  std::string publisher = {};
  std::string language = {};  ///< "en"; other languages are not read yet
};

struct Reading {
  Source source = {};
  /// Every first citation names the document, the bytes and the words that say it.
  std::vector<Statement> statements = {};
  std::optional<Day> day = {};  ///< the day that relative dates were counted from
};

/// A dispatch: title, dateline, paragraphs. err: parse (not UTF-8), invalid_argument (a language
/// that is not read).
Result<Reading> read_dispatch(std::string_view utf8, const ReadOptions& options);

/// One headline: present tense tells what happened, and gives no date; " — X" at the end is the
/// source.
Result<Reading> read_headline(std::string_view utf8, const ReadOptions& options);

}  // namespace servanda

#endif  // SERVANDA_READER_READER_H_
