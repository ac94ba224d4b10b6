// The words of dates in one language: what each may mean, found by its bytes.
//
//   const DateWords& words = date_words(Language::russian);
//   words.find("марта")                                    // a word: month 3
//   words.find("Марта"), words.find("МАРТА")               // the same word
//   words.find("договор")                                  // kNoDateWord
//
// Every form stands in the table as written in running text, with a capital, and in capitals, so
// that a lookup folds nothing. Not for other rooms: use dates_in_text.h.
#ifndef SERVANDA_LANGUAGE_DATE_WORDS_H_
#define SERVANDA_LANGUAGE_DATE_WORDS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/language/dates_in_text.h"

namespace servanda {

/// What a word of a date can be. The names in the tables are those of date_words.cc.
enum class DateWordClass : std::uint8_t {
  weekday,
  month,
  season,
  unit,
  number,
  ordinal,
  decade,
  pin,
  told,
  shift,
  part,
  daypart,
  meridiem,
  zone,
  holiday,
  bound,
  tense,
  break_,
  cue,
  apart,
  other_month,
  place,
};
inline constexpr std::size_t kWordClasses = 22;

/// A month of another calendar: the words of its name, and which it is.
struct OtherMonth {
  std::vector<std::uint16_t> words;
  CalendarSystem calendar = CalendarSystem::persian;
  unsigned month = 0;
};

/// Values of the class `bound`.
enum class DateBound : int { until, since, before, after, from };
/// Values of the class `tense`.
enum class Tense : int { past, future, be };
/// Values of the class `daypart`.
enum class DayPart : int { morning, noon, afternoon, evening, night, midnight };

inline constexpr std::uint16_t kNoDateWord = 0;

struct DateWord {
  std::string text;           ///< as in the table
  std::uint32_t classes = 0;  ///< a bit for each DateWordClass
  std::array<std::int16_t, kWordClasses> values = {};
  bool everyday = false;  ///< "!": counts as a date's only with a capital letter
  bool cued = false;      ///< "!!": and with a number or a cue beside it
  bool point = false;     ///< a point behind it belongs to it
  bool trigger = false;   ///< a date may begin around it

  bool is(DateWordClass word_class) const {
    return (classes >> static_cast<unsigned>(word_class) & 1U) != 0;
  }
  std::optional<int> value(DateWordClass word_class) const {
    if (!is(word_class)) return std::nullopt;
    return values[static_cast<std::size_t>(word_class)];
  }
};

/// A row of the grammar: its name, perhaps with a number behind ":", and its pattern.
struct GrammarRow {
  std::string_view kind;  ///< "rule", "after" or "period"
  std::string_view name;
  int argument = 0;
  std::string_view pattern;
};

class DateWords {
 public:
  DateWords(Language language, std::string_view table);

  /// The number of a word as it stands in the text; kNoDateWord for all others. Constant time.
  std::uint16_t find(std::string_view bytes) const;
  const DateWord& word(std::uint16_t number) const { return words_[number]; }
  std::size_t size() const { return words_.size(); }
  /// The number of a word of the grammar in small letters, which is there (patterns add theirs).
  std::uint16_t number_of(std::string_view text) const { return find(text); }
  /// The tense that the ending of a word shows ("signed", "ratificará").
  std::optional<Tense> tense_of_ending(std::string_view bytes) const;

  /// Names of months of other calendars, the longest first.
  const std::vector<OtherMonth>& other_months() const { return other_months_; }
  /// The IANA zone of a place, by its value of the class `place`; lives as long as the words.
  std::string_view zone_name(int place) const { return zones_[static_cast<std::size_t>(place)]; }
  Language language() const { return language_; }
  const std::vector<GrammarRow>& grammar() const { return grammar_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t begin = 0;
    std::uint16_t size = 0;
    std::uint16_t word = kNoDateWord;
  };
  struct Ending {
    std::string text;
    Tense tense;
  };

  void add_words(std::string_view word_class, std::string_view value, std::string_view forms);
  void add_patterns(std::string_view pattern);
  void add_other_months(std::string_view value, std::string_view names);
  std::uint16_t add(std::string_view text);
  void add_form(std::string_view bytes, std::uint16_t word);
  void grow();

  Language language_;
  std::vector<DateWord> words_;
  std::vector<GrammarRow> grammar_;
  std::vector<OtherMonth> other_months_;
  std::vector<std::string_view> zones_;  ///< in the table
  std::vector<Ending> endings_;
  std::vector<Slot> slots_;  ///< open addressing, a power of two, at most half full
  std::string bytes_;        ///< of the forms
  std::size_t forms_ = 0;
};

/// The words of a language, read from its table once. Safe from any thread.
const DateWords& date_words(Language language);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_DATE_WORDS_H_
