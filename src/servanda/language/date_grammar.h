// The grammar of dates in one language, read from its table, and matched at a place of a sentence.
//
//   const DateGrammar& grammar = date_grammar(Language::english);
//   grammar.match(sentence, 3, {})       // the longest phrase that begins at the fourth mark
//
// A pattern is a row of elements; each matches some marks, and what it matches fills a slot:
//
//   D day of a month · O ordinal ("third", "18th") · M month · Y year of four digits · W weekday
//   N number, in words or figures · U unit · S season · PIN last, this, next · TOLD the same,
//   following · SHIFT today · E early, middle, late · PART afternoon · NUMERIC 31.10.1974
//   DECADE 1960s · CLOCK 22:30, 9 p.m. · ZONE GMT · TIME any phrase but a range
//   OM month of another calendar · PLACE whose clock is meant
//
// Small words match themselves, "-" every dash. [x] may be left out, x|y is either one. The longest
// match wins, then the first in the table. Not for other rooms: use dates_in_text.h.
#ifndef SERVANDA_LANGUAGE_DATE_GRAMMAR_H_
#define SERVANDA_LANGUAGE_DATE_GRAMMAR_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "servanda/language/date_marks.h"
#include "servanda/language/date_words.h"
#include "servanda/language/dates_in_text.h"

namespace servanda {

struct MatchOptions {
  bool phrase_alone = false;
  std::optional<bool> month_first = {};
  bool ranges = true;
};

/// A phrase or a period, and how many marks it takes.
struct DateMatch {
  std::size_t size = 0;
  DatePhrase phrase;
  std::optional<Period> period = {};
};

class DateGrammar {
 public:
  explicit DateGrammar(const DateWords& words);

  /// The longest phrase that begins at mark `at`.
  std::optional<DateMatch> match(const SentenceMarks& sentence, std::size_t at,
                                 const MatchOptions& options) const;
  /// The period that begins there ("twenty years").
  std::optional<DateMatch> match_period(const SentenceMarks& sentence, std::size_t at,
                                        const MatchOptions& options) const;
  const DateWords& words() const { return words_; }

  enum class Slot : std::uint8_t {
    word,
    day,
    ordinal,
    month,
    year,
    weekday,
    number,
    unit,
    season,
    pin,
    told,
    shift,
    part,
    daypart,
    numeric,
    decade,
    clock,
    zone,
    time,
    other_month,
    place,
  };
  struct Choice {
    Slot slot = Slot::word;
    std::uint16_t word = kNoDateWord;
  };
  struct Element {
    bool optional = false;
    std::vector<Choice> choices;
  };
  /// What a rule's match means; the tables' names for them stand in date_grammar.cc.
  enum class Meaning : std::uint8_t {
    date,
    days,
    days_numeric,
    month,
    month_year,
    year,
    decade,
    century,
    season,
    quarter,
    half,
    today,
    day_offset,
    ago,
    ahead,
    told_later,
    told_same,
    told_earlier,
    unit,
    unit_of,
    span,
    weekday,
    weekday_of,
    part,
    range,
    pair,
    at,
    daypart,
    period,
    other_date,
    styles,
    style,
    twice,
  };
  struct Rule {
    Meaning meaning;
    std::string_view name;
    int argument = 0;
    std::vector<Element> elements;
  };
  /// Rules, and for each word and for figures those that may begin with it, in the table's order.
  struct RuleSet {
    std::vector<Rule> rules;
    std::vector<std::vector<std::uint16_t>> by_word;
    std::vector<std::uint16_t> by_figure;
    void index(const DateWords& words);
    const std::vector<std::uint16_t>& beginning_with(const DateMark& mark) const {
      return mark.kind == MarkKind::word ? by_word[mark.word] : by_figure;
    }
  };

 private:
  friend class GrammarMatcher;

  const DateWords& words_;
  RuleSet rules_, after_, periods_;
};

const DateGrammar& date_grammar(Language language);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_DATE_GRAMMAR_H_
