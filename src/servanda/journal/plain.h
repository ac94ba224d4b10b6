// Entries in canonical form, read in one pass over the bytes. Inside the room.
//
// What is read here is a part of the language that formatting leaves unchanged: if a function
// accepts an entry, then parse_journal reads the same from it, and format_journal prints the same
// bytes. It may decline any entry; the parser then reads it. Nothing is copied or allocated.
#ifndef SERVANDA_JOURNAL_PLAIN_H_
#define SERVANDA_JOURNAL_PLAIN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "servanda/journal/index.h"
#include "servanda/model/words.h"

namespace servanda {

/// At most so many of a kind; `count` of them are set. An entry with more is declined.
template <typename T, std::size_t N>
struct Some {
  std::array<T, N> items;
  std::size_t count = 0;
  bool add(T item) {
    if (count == N) return false;
    items[count++] = item;
    return true;
  }
  const T* begin() const { return items.data(); }
  const T* end() const { return items.data() + count; }
};

struct PlainDate {
  DayNumber earliest = kNoDay;
  DayNumber latest = kNoDay;
};

struct PlainActor {
  std::string_view who;  ///< code of a state, or the name of an organisation
  bool named = false;    ///< a person or organ of it is named
};

struct PlainAct {
  PlainDate on = {};
  ActType type = ActType::sign;
  std::optional<ActType> of = {};
  std::string_view treaty = {};
  Some<PlainActor, 16> by;
  bool bodied = false;  ///< before or through an institution
  Some<std::string_view, 8> sources;
  DayNumber known = kNoDay;
};

struct PlainTreaty {
  std::string_view id = {};
  Some<std::string_view, 16> parties;
  PlainDate signed_on = {};
  std::string_view depositary = {};
  std::string_view clauses = {};  ///< the lines of the final clauses, to be read by the caller
  std::string_view norms = {};    ///< the lines of the norms, likewise
  Some<std::string_view, 8> sources;
  DayNumber known = kNoDay;
};

struct PlainSource {
  std::string_view id = {};
  PlainDate published = {};
  Authority authority = Authority::press;
};

/// Each reads the entry that begins at `at` and gives the offset of the byte after its last line
/// end; nothing where it declines.
std::optional<std::size_t> read_plain(std::string_view text, std::size_t at, PlainAct& act);
std::optional<std::size_t> read_plain(std::string_view text, std::size_t at, PlainTreaty& treaty);
std::optional<std::size_t> read_plain(std::string_view text, std::size_t at, PlainSource& source);

/// Where the next entry begins that a reader may begin with, or the end of the text: the next line
/// at the margin that is no comment.
std::size_t next_entry(std::string_view text, std::size_t after);

/// Is there a letter in the text that a reader could take for another one? Such entries are not
/// read as plain, so that the parser can warn of them.
class LookAlikes {
 public:
  explicit LookAlikes(std::string_view text);
  bool in(std::string_view entry) const;

 private:
  bool ascii_;
};

/// The end of the last line of an entry that was read as plain, before its line end.
std::size_t plain_end(std::string_view text, std::size_t at);

/// Have these lines of a treaty (final clauses, norms) canonical form? Then what they say.
std::optional<TreatyFact> read_canonical_lines(std::string_view lines);

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_PLAIN_H_
