// A journal by the million entries: who did what to which treaty when, in rows of fixed size.
//
//   JournalIndex index;
//   index.add(text);                       // text must live as long as the index
//   index.acts()[0].treaty                 // a number; index.treaty_names()[…] is its id
//   index.statement_at(index.acts()[0].place)   // the whole statement, with its words, read again
//
// What `servanda fmt` prints is read in one pass over the bytes, without a copy: an act becomes a
// row of 32 bytes, the final clauses of a treaty are read once for all treaties that have the same.
// Everything else (comments within an entry, claims, other orders of lines, faults) is read by
// parse_journal and kept in `rest`. Nothing is lost or guessed either way: the rows say what
// parse_journal would say, and faults are the same faults (a property of the tests).
#ifndef SERVANDA_JOURNAL_INDEX_H_
#define SERVANDA_JOURNAL_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <string_view>
#include <vector>

#include "servanda/journal/journal.h"
#include "servanda/journal/names.h"

namespace servanda {

/// A day as a number: days since 1970-01-01. The least one stands for "none".
using DayNumber = std::int32_t;
inline constexpr DayNumber kNoDay = std::numeric_limits<DayNumber>::min();

/// Where an entry stands: which file, and the byte at which it begins.
struct EntryPlace {
  std::uint32_t offset = 0;
  std::uint16_t file = 0;
};

/// A run of elements in one of the index's lists.
struct Run {
  std::uint32_t begin = 0;
  std::uint32_t count = 0;
};

/// One act of one state. An entry with several states gives one row for each, side by side.
struct IndexedAct {
  std::uint32_t offset = 0;  ///< of the entry in its file
  std::uint32_t treaty = 0;  ///< number in treaty_names()
  DayNumber earliest = kNoDay;
  DayNumber latest = kNoDay;
  DayNumber known = kNoDay;   ///< as stated in the entry; sources say it otherwise
  std::uint32_t sources = 0;  ///< first in source_list()
  std::uint16_t state = 0;    ///< number in state_names(); 0 is nobody
  std::uint16_t file = 0;
  std::uint8_t source_count = 0;
  std::uint8_t type = 0;     ///< ActType
  std::uint8_t of = kNoAct;  ///< ActType of the act that it is about
  bool organ = false;        ///< an organ of the state did it, or it was done before one

  static constexpr std::uint8_t kNoAct = 0xFF;
  EntryPlace place() const { return {offset, file}; }
};

/// One entry on a treaty.
struct IndexedTreaty {
  EntryPlace place;
  std::uint32_t name = 0;
  DayNumber signed_earliest = kNoDay;
  DayNumber signed_latest = kNoDay;
  DayNumber known = kNoDay;
  Run sources = {};
  Run parties = {};           ///< in party_list(), numbers in state_names()
  std::uint32_t clauses = 0;  ///< index into clauses()
  std::string_view depositary = {};
};

struct IndexedSource {
  EntryPlace place;
  std::uint32_t name = 0;
  DayNumber published = kNoDay;  ///< the latest day that it may mean
  Authority authority = Authority::press;
};

class JournalIndex {
 public:
  static constexpr std::size_t kMostFiles = 0xFFFF;

  JournalIndex();
  ~JournalIndex();
  JournalIndex(JournalIndex&&) noexcept;
  JournalIndex& operator=(JournalIndex&&) noexcept;

  /// Reads one file more; the text is looked into later. Texts of 4 GiB or more are refused with a
  /// diagnostic. Linear; no recursion.
  void add(const SourceText& text);

  const std::vector<IndexedAct>& acts() const { return acts_; }
  const std::vector<IndexedTreaty>& treaties() const { return treaties_; }
  const std::vector<IndexedSource>& sources() const { return sources_; }
  /// Names of treaties and sources, wherever they stand; those that nothing declares too.
  const Names& treaty_names() const { return treaty_names_; }
  const Names& source_names() const { return source_names_; }
  const Names& state_names() const { return state_names_; }
  const std::vector<std::uint32_t>& source_list() const { return source_list_; }
  const std::vector<std::uint16_t>& party_list() const { return party_list_; }
  /// Final clauses, each kind once; the first is empty.
  const std::deque<Clauses>& clauses() const { return clauses_; }

  /// Entries that are no rows, and the faults and includes of all files.
  const ParsedJournal& rest() const { return rest_; }

  /// The statement whose entry begins there, as parse_journal reads it.
  Statement statement_at(EntryPlace place) const;
  Source source_at(EntryPlace place) const;
  /// The bytes of the entry that begins there, as the parser gives them.
  Origin origin_at(EntryPlace place) const;

  /// Entries that make statements, rows and rest together.
  std::size_t statement_count() const { return row_statements_ + rest_.reg.statements.size(); }

  /// What check_references finds, by the same rules and in the same words, for rows and rest.
  std::vector<FileDiagnostic> check() const;

 private:
  friend class RowReader;
  struct Cache;
  Register entry_at(EntryPlace place) const;

  std::vector<const SourceText*> files_;
  std::vector<IndexedAct> acts_;
  std::vector<IndexedTreaty> treaties_;
  std::vector<IndexedSource> sources_;
  Names treaty_names_;
  Names source_names_;
  Names state_names_;
  std::vector<std::uint32_t> source_list_;
  std::vector<std::uint16_t> party_list_;
  std::deque<Clauses> clauses_;
  ParsedJournal rest_;
  std::size_t row_statements_ = 0;
  std::unique_ptr<Cache> cache_;  ///< clauses and norms by their words
};

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_INDEX_H_
