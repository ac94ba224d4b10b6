// The plain-text form of a register: readable, writable and diffable by hand. docs/journal.md is
// the reference.
//
//   SourceText text("a.treaty", "treaty a \"A treaty\"\n  parties RUS, IRN\n  force on
//   exchange\n"); ParsedJournal parsed = parse_journal(text); parsed.ok()                       //
//   true format_register(parsed.reg)       // the same text, in canonical form
//   parse_journal(SourceText("b", "treety b\n")).diagnostics
//                                     // b:1:1: unknown entry "treety", expected: did you mean
//                                     "treaty"?
//
// Promises: every fault of a text is reported in one run, one message a mistake; a text with faults
// gives a register without the entries at fault. parse(format(x)) = x for every register x, and
// formatting a formatted text changes nothing. Linear in the text; no recursion over it.
#ifndef SERVANDA_JOURNAL_JOURNAL_H_
#define SERVANDA_JOURNAL_JOURNAL_H_

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/base/text.h"
#include "servanda/model/register.h"

namespace servanda {

/// "include other.treaty": which file, and where it is asked for.
struct Include {
  std::string path;
  Span span;
};

/// At most this many faults of one text are kept; the rest are counted.
inline constexpr std::size_t kMostDiagnostics = 100;

/// Names that entries at fault declare: who uses them has made no mistake.
struct FaultyNames {
  std::vector<std::string> treaties = {};
  std::vector<std::string> sources = {};
};

struct ParsedJournal {
  Register reg = {};
  std::vector<Include> includes = {};
  std::vector<Diagnostic> diagnostics = {};
  std::size_t not_shown = 0;
  FaultyNames faulty = {};
  /// No errors; there may be warnings.
  bool ok() const;
};

/// `file_index` goes into the origins of what is read.
ParsedJournal parse_journal(const SourceText& source, std::size_t file_index = 0);

/// Canonical text of data, one entry a block; no comments.
std::string format_statement(const Statement& statement);
std::string format_source(const Source& source);
std::string format_register(const Register& reg);

struct FormattedJournal {
  std::string text = {};  ///< empty where there are errors
  std::vector<Diagnostic> diagnostics = {};
  std::size_t not_shown = 0;
  bool ok = false;
};
/// The text in canonical form: entries in their order, comments kept where they stand, one blank
/// line between blocks.
FormattedJournal format_journal(const SourceText& source);

/// A fault that was found by looking at several files together.
struct FileDiagnostic {
  std::size_t file = 0;
  Diagnostic diagnostic;
};
/// Names that nothing bears (with the nearest one), names borne twice, and datings that exclude
/// each other (a warning that shows both places). `files` are those that the origins count;
/// `faulty` are names that count as declared.
std::vector<FileDiagnostic> check_references(const Register& reg,
                                             const std::deque<SourceText>& files,
                                             const FaultyNames& faulty = {});

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_JOURNAL_H_
