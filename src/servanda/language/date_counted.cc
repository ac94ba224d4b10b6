// What the slots of a match make: phrases that count units, and periods.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "servanda/language/date_match.h"

namespace servanda {
namespace {

using Meaning = DateGrammar::Meaning;
using Kind = DatePhrase::Kind;
using Anchor = DatePhrase::Anchor;

std::optional<Period> period_of(const DateSlots& slots) {
  const int count = slots.number.value_or(1);
  if (!slots.unit || count > 5000 || count < 0) return std::nullopt;
  Period period;
  switch (unit_of(*slots.unit)) {
    case DateUnit::day:
      period.days = count;
      break;
    case DateUnit::week:
      period.days = 7 * count;
      break;
    case DateUnit::fortnight:
      period.days = 14 * count;
      break;
    case DateUnit::month:
      period.months = count;
      break;
    case DateUnit::quarter:
      period.months = 3 * count;
      break;
    case DateUnit::half:
      period.months = 6 * count;
      break;
    case DateUnit::year:
      period.months = 12 * count;
      break;
    case DateUnit::decade:
      period.months = 120 * count;
      break;
    case DateUnit::century:
      period.months = 1200 * count;
      break;
    default:
      return std::nullopt;
  }
  return period;
}

}  // namespace

bool build_counted(const MatchPlace& place, const DateGrammar::Rule& rule, const DateSlots& slots,
                   std::size_t end, const DateMatch* base, DateMatch& match) {
  DatePhrase& phrase = match.phrase;
  const SentenceMarks& sentence = place.sentence;
  switch (rule.meaning) {
    case Meaning::today:
      phrase.kind = Kind::shift;
      phrase.unit = DateUnit::day;
      phrase.steps = *slots.shift;
      return true;
    case Meaning::day_offset:
      phrase.kind = Kind::shift;
      phrase.unit = DateUnit::day;
      phrase.steps = rule.argument;
      return true;
    case Meaning::ago:
    case Meaning::ahead: {
      const int sign = rule.meaning == Meaning::ago ? -1 : 1;
      const int count = slots.number.value_or(1);
      if (!slots.unit || count > 3000) return false;
      const DateUnit unit = unit_of(*slots.unit);
      if (unit < DateUnit::day) return false;
      if (base != nullptr) {
        // "March two years ago": only a date without a year has room for it.
        if (unit != DateUnit::year || base->phrase.year || base->phrase.pin ||
            base->phrase.kind != Kind::calendar || !base->phrase.month) {
          return false;
        }
        phrase = base->phrase;
        phrase.parts.push_back(unit_phrase(*slots.unit, sign * count, Anchor::document));
        return true;
      }
      // "in 30 days after the exchange" counts from the exchange.
      if (sign > 0) {
        const std::optional<int> bound = place.value(end, DateWordClass::bound);
        if (bound && (*bound == static_cast<int>(DateBound::after) ||
                      *bound == static_cast<int>(DateBound::since) ||
                      *bound == static_cast<int>(DateBound::from))) {
          return false;
        }
      }
      phrase.kind = Kind::shift;
      phrase.unit = unit;
      phrase.steps = sign * count;
      return true;
    }
    case Meaning::told_same: {
      // "commemorated the date"; but "the date of entry into force" is another.
      constexpr std::array<std::string_view, 12> kOthers = {
          "of", "on", "for", "when", "from", "that", "in", "at", "to", "by", "set", "which"};
      const DateMark* next = place.mark(end);
      if (next != nullptr &&
          std::find(kOthers.begin(), kOthers.end(), sentence.bytes(*next)) != kOthers.end()) {
        return false;
      }
      phrase.kind = Kind::shift;
      phrase.anchor = Anchor::told;
      phrase.unit = DateUnit::day;
      return true;
    }
    case Meaning::told_later:
    case Meaning::told_earlier: {
      const int sign = rule.meaning == Meaning::told_earlier ? -1 : 1;
      phrase.kind = Kind::shift;
      phrase.anchor = Anchor::told;
      phrase.unit = slots.unit ? unit_of(*slots.unit) : DateUnit::day;
      phrase.steps = sign * slots.number.value_or(1);
      if (phrase.unit < DateUnit::day || std::abs(phrase.steps) > 3000) return false;
      // "two days before the vote" counts from the vote.
      const DateMark* next = place.mark(end);
      const std::string_view last = sentence.bytes(sentence.marks[end - 1]);
      if (last == "before" || last == "after") {
        if (next == nullptr) return true;
        if (next->word == kNoDateWord) return false;
        const DateWord& word = place.words.word(next->word);
        return word.is(DateWordClass::break_) || word.text == ".";
      }
      return true;
    }
    case Meaning::unit: {
      if (!slots.unit) return false;
      const int steps = rule.argument != 0 ? rule.argument : slots.pin ? *slots.pin : *slots.told;
      phrase = unit_phrase(*slots.unit, steps, slots.told ? Anchor::told : Anchor::document);
      phrase.pin = steps < 0 ? -1 : steps > 0 ? 1 : 0;
      // "the last week of May" is not last week.
      if (end < sentence.marks.size() &&
          (sentence.bytes(sentence.marks[end]) == "of" || place.value(end, DateWordClass::month))) {
        return false;
      }
      // "this time", "the last second" name no date.
      return phrase.unit >= DateUnit::day &&
             !(phrase.unit == DateUnit::day && steps == 0 && slots.pin);
    }
    case Meaning::span: {
      if (!slots.unit) return false;
      const int count = slots.number.value_or(1);
      const int pin = slots.pin.value_or(1);
      phrase.kind = Kind::span;
      phrase.unit = unit_of(*slots.unit);
      phrase.steps = (pin < 0 ? -1 : 1) * count;
      // "within 90 days after the deposit" counts from the deposit.
      if (place.value(end, DateWordClass::bound) ||
          (end < sentence.marks.size() && sentence.bytes(sentence.marks[end]) == "of")) {
        return false;
      }
      return pin != 0 && count > 0 && count <= 3000 && phrase.unit >= DateUnit::day;
    }
    case Meaning::unit_of: {
      const DatePhrase& whole = slots.times.front();
      phrase.kind = Kind::ordinal;
      phrase.unit = unit_of(*slots.unit);
      phrase.ordinal = slots.ordinal.value_or(slots.pin ? -1 : 0);
      if (phrase.ordinal == 0 || (slots.pin && *slots.pin != -1)) return false;
      const bool countable = phrase.unit == DateUnit::day || phrase.unit == DateUnit::week ||
                             phrase.unit == DateUnit::month || phrase.unit == DateUnit::decade;
      if (!countable || whole.unit <= phrase.unit || whole.unit == DateUnit::range) return false;
      phrase.parts.push_back(whole);
      return true;
    }
    case Meaning::period:
      match.period = period_of(slots);
      return match.period.has_value();
    default:
      return false;
  }
}

}  // namespace servanda
