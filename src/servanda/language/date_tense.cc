#include "servanda/language/date_tense.h"

#include <algorithm>

namespace servanda {
namespace {

constexpr std::size_t kReach = 40;
constexpr std::size_t kBoundary = 6;    // a clause boundary counts as so many words
constexpr std::size_t kParticiple = 4;  // "will probably have been signed"

class Tenses {
 public:
  Tenses(const SentenceMarks& sentence, const DateWords& words) : s_(sentence), words_(words) {}

  Direction around(std::size_t begin, std::size_t end) const {
    Direction best;
    std::size_t nearest = kReach + 1;
    const auto consider = [&](std::size_t at, std::size_t distance) {
      if (distance >= nearest) return;
      const std::optional<DateSense> sense = sense_at(at);
      if (!sense) return;
      nearest = distance;
      const DateMark& mark = s_.marks[at];
      best = {*sense, Span{mark.begin, mark.end}};
    };
    std::size_t boundaries = 0;
    for (std::size_t i = begin; i-- > 0;) {
      if (begin - i > kReach) break;
      // The comma right before the phrase sets it off, no clause.
      if (is_break(i) && begin - i > 1) ++boundaries;
      consider(i, begin - i + boundaries * kBoundary);
    }
    boundaries = 0;
    for (std::size_t i = end; i < s_.marks.size(); ++i) {
      if (i - end > kReach) break;
      if (is_break(i) && (i > end || begin > 1)) ++boundaries;
      // A verb behind the date is a little farther than one before it.
      consider(i, i - end + 2 + boundaries * kBoundary);
    }
    return best;
  }

 private:
  bool is_break(std::size_t at) const {
    const DateMark& mark = s_.marks[at];
    return mark.kind == MarkKind::word && mark.word != kNoDateWord &&
           words_.word(mark.word).is(DateWordClass::break_);
  }

  std::optional<Tense> tense_at(std::size_t at) const {
    const DateMark& mark = s_.marks[at];
    if (mark.kind != MarkKind::word) return std::nullopt;
    if (mark.word != kNoDateWord) {
      const DateWord& word = words_.word(mark.word);
      const std::optional<int> value = word.value(DateWordClass::tense);
      if (value) return static_cast<Tense>(*value);
      // A word of dates is no verb.
      if (word.classes != 0) return std::nullopt;
    }
    // Names are no verbs.
    if (mark.capital != 0 && at > 0) return std::nullopt;
    return words_.tense_of_ending(s_.bytes(mark));
  }

  /// "to", behind a form of "be": what is to come ("are to travel").
  bool is_to_come(std::size_t at) const {
    if (words_.language() != Language::english || at + 1 >= s_.marks.size()) return false;
    return s_.bytes(s_.marks[at + 1]) == "to";
  }

  std::optional<DateSense> sense_at(std::size_t at) const {
    const std::optional<Tense> tense = tense_at(at);
    if (!tense) return std::nullopt;
    if (*tense == Tense::future) return DateSense::future;
    if (*tense == Tense::be) {
      if (is_to_come(at)) return DateSense::future;
      return std::nullopt;
    }
    // A participle behind something to come belongs to that: "will be signed", "to be held",
    // "is expected to have been ratified".
    for (std::size_t back = 1; back <= kParticiple && back <= at; ++back) {
      const std::size_t i = at - back;
      if (is_break(i)) break;
      const std::optional<Tense> before = tense_at(i);
      if (before && *before == Tense::future) return DateSense::future;
      if (before && *before == Tense::be && is_to_come(i)) return DateSense::future;
      if (before && *before == Tense::be && i > 0 && words_.language() == Language::english &&
          s_.bytes(s_.marks[i - 1]) == "to") {
        return DateSense::future;
      }
    }
    return DateSense::past;
  }

  const SentenceMarks& s_;
  const DateWords& words_;
};

}  // namespace

Direction direction_of(const SentenceMarks& sentence, const DateWords& words, std::size_t begin,
                       std::size_t end) {
  return Tenses(sentence, words).around(begin, end);
}

}  // namespace servanda
