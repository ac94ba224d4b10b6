// A text as the grammar of dates sees it: words that it knows, figures, marks; cut into sentences.
//
//   SentenceMarks sentence;
//   MarkScanner scanner("Signed on 3 May 2001. In force.", date_words(Language::english));
//   while (scanner.next(sentence)) …      // two sentences; the first has a trigger
//
// One pass, no copies: a mark is sixteen bytes. Not for other rooms: use dates_in_text.h.
#ifndef SERVANDA_LANGUAGE_DATE_MARKS_H_
#define SERVANDA_LANGUAGE_DATE_MARKS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "servanda/language/date_words.h"

namespace servanda {

enum class MarkKind : std::uint8_t {
  word,     ///< a word, known or not; marks such as "," are words of one byte
  figure,   ///< digits; `value` their number, at most nine of them
  numeric,  ///< a date in figures; `value` the index into SentenceMarks::numerics
  clock,    ///< "22:30", "8h00"; `value` seconds of the day
  decade,   ///< "1960s"; `value` the year
};

struct DateMark {
  std::uint32_t begin = 0, end = 0;  ///< bytes of the text
  std::int32_t value = 0;
  std::uint16_t word = kNoDateWord;
  MarkKind kind = MarkKind::word;
  std::uint8_t digits : 4;   ///< how many a figure has
  std::uint8_t capital : 1;  ///< a word with an upper-case letter first
  std::uint8_t ordinal : 1;  ///< a figure with "th", "er", "-го"
  std::uint8_t space : 1;    ///< white space stands before it

  DateMark() : digits(0), capital(0), ordinal(0), space(0) {}
};

/// A date in figures; `swapped`: day and month may be read the other way round.
struct NumericDate {
  int year = 0;  ///< 0: none
  unsigned month = 0, day = 0;
  bool month_first = false;
  bool open_order = false;
};

struct SentenceMarks {
  std::string_view text;  ///< the whole document
  std::vector<DateMark> marks;
  std::vector<NumericDate> numerics;
  bool trigger = false;
  std::string_view bytes(const DateMark& mark) const {
    return text.substr(mark.begin, mark.end - mark.begin);
  }
};

class MarkScanner {
 public:
  /// `text` of less than 4 GB.
  MarkScanner(std::string_view text, const DateWords& words);
  /// The next sentence; false at the end. Blank lines end sentences, and so does a length that no
  /// sentence has.
  bool next(SentenceMarks& sentence);

 private:
  void word();
  void figures();
  bool numeric_date();
  bool clock(std::size_t digits, std::int32_t hours);
  void push(std::size_t end, std::uint16_t word, MarkKind kind, std::int32_t value);
  bool sentence_ends_here() const;
  bool after_figure() const;

  std::string_view text_;
  const DateWords& words_;
  std::size_t at_ = 0;
  bool space_ = true;
  SentenceMarks* sentence_ = nullptr;
  std::uint16_t dash_ = 0;
  std::uint16_t apostrophe_ = 0;
  std::array<std::uint16_t, 128> single_ = {};  ///< word numbers of marks of one byte
};

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_DATE_MARKS_H_
