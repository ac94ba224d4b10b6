#include "servanda/language/dates_in_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "servanda/language/date_grammar.h"
#include "servanda/language/date_marks.h"
#include "servanda/language/date_tense.h"
#include "servanda/language/date_words.h"
#include "servanda/language/double_dates.h"
#include "servanda/time/civil.h"

namespace servanda {
namespace {

using Kind = DatePhrase::Kind;

/// How far before a trigger a phrase may begin ("on the second Thursday in the month of May").
constexpr std::size_t kPhraseReach = 12;
/// "one hundred and twenty-five working days"
constexpr std::size_t kPeriodReach = 6;
/// A dateline stands among the first sentences.
constexpr std::size_t kDatelineReach = 12;

/// Does the direction matter for this phrase?
bool is_open(const DatePhrase& phrase) {
  switch (phrase.kind) {
    case Kind::calendar:
      return !phrase.year && !phrase.pin && phrase.parts.empty() &&
             phrase.anchor == DatePhrase::Anchor::document;
    case Kind::weekday:
      return phrase.parts.empty() ? phrase.pin.value_or(0) == 0 : is_open(phrase.parts.front());
    case Kind::season:
    case Kind::ordinal:
      return !phrase.year && !phrase.pin && phrase.parts.empty();
    case Kind::part:
    case Kind::time:
      return !phrase.parts.empty() && is_open(phrase.parts.front());
    case Kind::range:
      return is_open(phrase.parts.back());
    case Kind::unit:
    case Kind::shift:
    case Kind::span:
    case Kind::twice:
      return false;
  }
  return false;
}

/// "in two years": a point ahead when something is to come, else how long it took.
bool needs_future(const DatePhrase& phrase) {
  return phrase.kind == Kind::shift && phrase.steps > 0 && phrase.rule == "ahead" &&
         phrase.anchor == DatePhrase::Anchor::document;
}

void set_bound(DatePhrase& phrase, DateBound bound) {
  phrase.until = bound == DateBound::until;
  phrase.since = bound == DateBound::since || bound == DateBound::from;
  phrase.before = bound == DateBound::before;
  phrase.after = bound == DateBound::after;
}

/// "by", "since", "before" in front of the phrase, over an article and "early".
void look_back(const SentenceMarks& sentence, const DateWords& words, std::size_t at,
               DatePhrase& phrase) {
  for (int steps = 0; steps < 3 && at > 0; ++steps) {
    const DateMark& mark = sentence.marks[--at];
    if (mark.kind != MarkKind::word || mark.word == kNoDateWord) return;
    const DateWord& word = words.word(mark.word);
    if (const std::optional<int> bound = word.value(DateWordClass::bound)) {
      return set_bound(phrase, static_cast<DateBound>(*bound));
    }
    const bool article = word.text == "the" || word.text == "le" || word.text == "la" ||
                         word.text == "l" || word.text == "el" || word.text == "au";
    if (!article && !word.is(DateWordClass::part)) return;
  }
}

/// The interval that a bound makes of a date.
std::optional<Edtf> bounded(const DatePhrase& phrase, const Edtf& date) {
  const DayBounds& bounds = date.bounds();
  const auto made = [](const std::string& text) -> std::optional<Edtf> {
    Result<Edtf> parsed = parse_edtf(text);
    if (!parsed) return std::nullopt;
    return *std::move(parsed);
  };
  if (!bounds.earliest || !bounds.latest) return std::nullopt;
  const std::chrono::days one{1};
  if (phrase.until) return made("../" + to_text(*bounds.latest));
  if (phrase.before) return made("../" + to_text(*bounds.earliest - one));
  if (phrase.since) return made(to_text(*bounds.earliest) + "/..");
  if (phrase.after) return made(to_text(*bounds.latest + one) + "/..");
  return std::nullopt;
}

/// "1 January each year", "every Monday": no day of one year.
bool recurs(const SentenceMarks& sentence, std::size_t begin, std::size_t end) {
  constexpr std::array<std::string_view, 11> kEach = {"each",   "every",   "annually", "Each",
                                                      "Every",  "каждого", "каждый",   "ежегодно",
                                                      "каждую", "chaque",  "cada"};
  const auto says = [&](std::size_t at) {
    return at < sentence.marks.size() &&
           std::find(kEach.begin(), kEach.end(), sentence.bytes(sentence.marks[at])) != kEach.end();
  };
  const bool of = end < sentence.marks.size() && sentence.bytes(sentence.marks[end]) == "of";
  return says(of ? end + 1 : end) || (begin > 0 && says(begin - 1));
}

/// Which day does not exist: "April has 30 days".
std::string fault_of(const DatePhrase& phrase) {
  const DatePhrase& date = phrase.parts.empty() ? phrase : phrase.parts.back();
  if (date.calendar) return day_told(date).error().message;
  if (!date.month) return "there is no such day";
  const unsigned length = days_in_month(date.year.value_or(2000), *date.month);
  if (date.year)
    return fmt::format("{} {} has {} days", month_name(*date.month), *date.year, length);
  return fmt::format("{} has {} days", month_name(*date.month), length);
}

class Search {
 public:
  Search(std::string_view text, const DatesOptions& options)
      : text_(text),
        options_(options),
        grammar_(date_grammar(options.language ? *options.language : guess_language(text))),
        words_(grammar_.words()),
        document_(options.document) {
    // A phrase alone has nothing told before it but its document.
    if (options.phrase_alone && document_) told_ = Edtf(*document_);
    match_.phrase_alone = options.phrase_alone;
    match_.month_first = options.month_first;
  }

  std::vector<DateInText> run() {
    if (options_.dateline && !options_.phrase_alone) find_dateline();
    MarkScanner scanner(text_, words_);
    SentenceMarks sentence;
    while (scanner.next(sentence)) {
      if (sentence.trigger || options_.phrase_alone) read(sentence);
    }
    return std::move(found_);
  }

 private:
  /// A full date that stands alone: the day of the document.
  void find_dateline() {
    MarkScanner scanner(text_.substr(0, 2000), words_);
    SentenceMarks sentence;
    for (std::size_t i = 0; i < kDatelineReach && scanner.next(sentence); ++i) {
      if (!sentence.trigger || sentence.marks.size() > 10) continue;
      const std::optional<DateMatch> match = grammar_.match(sentence, 0, match_);
      if (!match || match->size + 1 < sentence.marks.size()) continue;
      const DatePhrase& phrase = match->phrase;
      if (phrase.kind != Kind::calendar || !phrase.year || !phrase.month || !phrase.day ||
          phrase.month_first) {
        continue;
      }
      const std::optional<Edtf> date = resolve(phrase, {});
      if (date && date->day()) {
        document_ = date->day();
        return;
      }
    }
  }

  void read(const SentenceMarks& sentence) {
    // Marks from which a trigger can be reached.
    const std::size_t count = sentence.marks.size();
    near_.assign(count, false);
    std::size_t reach = 0;
    for (std::size_t i = count; i-- > 0;) {
      const DateMark& mark = sentence.marks[i];
      const bool trigger = mark.kind != MarkKind::word
                               ? mark.kind != MarkKind::figure || mark.ordinal != 0 ||
                                     (mark.digits == 4 && mark.value >= 1000)
                               : mark.word != kNoDateWord &&
                                     (words_.word(mark.word).trigger ||
                                      (words_.word(mark.word).is(DateWordClass::meridiem) &&
                                       i > 0 && sentence.marks[i - 1].kind == MarkKind::figure));
      if (trigger || options_.phrase_alone) reach = kPhraseReach + 1;
      if (reach > 0) --reach;
      near_[i] = reach > 0 || trigger;
    }
    for (std::size_t at = 0; at < count;) {
      const DateMark& mark = sentence.marks[at];
      if (!near_[at] || (mark.kind == MarkKind::word && mark.word == kNoDateWord)) {
        ++at;
        continue;
      }
      const std::size_t size = take(sentence, at);
      at += size == 0 ? 1 : size;
    }
  }

  /// Reads the phrase or period at a mark; marks taken.
  std::size_t take(const SentenceMarks& sentence, std::size_t at) {
    std::optional<DateMatch> match = grammar_.match(sentence, at, match_);
    std::optional<DateMatch> period = grammar_.match_period(sentence, at, match_);
    if (match && (!period || match->size >= period->size)) {
      if (take_date(sentence, at, *match)) return match->size;
    }
    if (!period && match) {
      // "in two years" without a future: the period behind "in".
      return 0;
    }
    if (!period) return 0;
    DateInText found;
    found.span = period->phrase.span;
    found.rule = period->phrase.rule;
    found.period = period->period;
    found_.push_back(std::move(found));
    return period->size;
  }

  bool take_date(const SentenceMarks& sentence, std::size_t at, DateMatch& match) {
    DateInText found;
    DatePhrase& phrase = match.phrase;
    if (phrase.kind != Kind::range) look_back(sentence, words_, at, phrase);
    Direction direction;
    if (options_.sense) {
      direction.sense = *options_.sense;
    } else if (is_open(phrase) || needs_future(phrase)) {
      direction = direction_of(sentence, words_, at, at + match.size);
    }
    if (direction.sense == DateSense::unmarked) {
      // "since" looks back, "by" ahead.
      if (phrase.since) direction.sense = DateSense::past;
      if (phrase.until) direction.sense = DateSense::future;
    }
    if (needs_future(phrase) && direction.sense != DateSense::future) return false;
    if (phrase.kind == Kind::range && !phrase.parts.front().span.empty()) {
      // Without "from" and "between".
      phrase.span.begin = std::max(phrase.span.begin, phrase.parts.front().span.begin);
    }
    context_.document = document_;
    if (is_open(phrase) && recurs(sentence, at, at + match.size)) context_.document = std::nullopt;
    context_.sense = direction.sense;
    context_.told = told_;
    // The bound is told apart from the date.
    DatePhrase named = phrase;
    named.until = false;
    found.date = resolve(named, context_);
    found.span = phrase.span;
    found.rule = phrase.rule;
    if (phrase.impossible) found.fault = fault_of(phrase);
    if (phrase.kind == Kind::twice) found.disagreement = settle(phrase).disagreement;
    found.granularity = granularity(phrase);
    found.sense = direction.sense;
    found.cue = direction.cue;
    if (found.date) {
      if (phrase.kind != Kind::range) found.extent = bounded(phrase, *found.date);
      if (phrase.kind == Kind::part && !found.extent) {
        context_.parts_as_thirds = true;
        found.extent = resolve(named, context_);
        context_.parts_as_thirds = false;
      }
      told_ = found.date;
      if (is_open(phrase) && direction.sense == DateSense::unmarked) {
        for (const DateSense other : {DateSense::past, DateSense::future}) {
          context_.sense = other;
          const std::optional<Edtf> reading = resolve(named, context_);
          if (reading && *reading != *found.date) found.other = reading;
        }
      }
    }
    found.phrase = std::move(phrase);
    found_.push_back(std::move(found));
    return true;
  }

  std::string_view text_;
  const DatesOptions& options_;
  const DateGrammar& grammar_;
  const DateWords& words_;
  std::optional<Day> document_;
  std::optional<Edtf> told_;
  MatchOptions match_;
  DateContext context_;
  std::vector<bool> near_;
  std::vector<DateInText> found_;
};

/// Some tokens as text again, and where each stands in it.
struct Rendered {
  std::string text;
  std::vector<std::size_t> begins;
};

Rendered render(const std::vector<Token>& tokens, std::size_t from, std::size_t until) {
  Rendered rendered;
  for (std::size_t i = from; i < until; ++i) {
    const Token& token = tokens[i];
    if (token.joined) {
      rendered.text += '-';
    } else if (token.space && i > from) {
      rendered.text += ' ';
    }
    rendered.begins.push_back(rendered.text.size());
    const std::size_t begin = rendered.text.size();
    rendered.text += token.is("--") ? "-" : token.lower;
    if (token.capital && begin < rendered.text.size()) {
      char& first = rendered.text[begin];
      if ('a' <= first && first <= 'z') first = static_cast<char>(first - 32);
    }
  }
  return rendered;
}

/// The sentence that begins some tokens before `at`, and the mark that stands for it.
struct Placed {
  SentenceMarks sentence;
  Rendered rendered;
  std::size_t mark = 0;
};

/// `reach`: how many tokens further the number or word may stand without which there is nothing.
std::optional<Placed> place(const std::vector<Token>& tokens, std::size_t at, std::size_t reach) {
  constexpr std::size_t kBefore = 3;
  constexpr std::size_t kBehind = 16;
  if (at >= tokens.size()) return std::nullopt;
  const DateWords& words = date_words(Language::english);
  if (tokens[at].kind == TokenKind::mark) return std::nullopt;
  if (tokens[at].kind == TokenKind::word && words.find(tokens[at].lower) == kNoDateWord) {
    return std::nullopt;
  }
  // Most words of dates are everyday words ("the", "of"): without a trigger near there is no date.
  const auto triggers = [&](const Token& token) {
    if (token.kind != TokenKind::word) return token.kind == TokenKind::number;
    const std::uint16_t number = words.find(token.lower);
    return number != kNoDateWord && words.word(number).trigger;
  };
  const auto first = tokens.begin() + static_cast<std::ptrdiff_t>(at);
  const auto last = first + static_cast<std::ptrdiff_t>(std::min(tokens.size() - at, reach + 1));
  if (std::none_of(first, last, triggers)) return std::nullopt;
  Placed placed;
  const std::size_t from = at - std::min(at, kBefore);
  placed.rendered = render(tokens, from, std::min(tokens.size(), at + kBehind));
  MarkScanner scanner(placed.rendered.text, words);
  const std::size_t begin = placed.rendered.begins[at - from];
  while (scanner.next(placed.sentence)) {
    for (std::size_t i = 0; i < placed.sentence.marks.size(); ++i) {
      if (placed.sentence.marks[i].begin == begin) {
        placed.mark = i;
        return placed;
      }
    }
  }
  return std::nullopt;
}

/// The token behind the byte `end` of the rendered text.
std::size_t token_after(const Rendered& rendered, std::size_t from, std::size_t end) {
  std::size_t index = 0;
  while (index < rendered.begins.size() && rendered.begins[index] < end) ++index;
  return from + index;
}

}  // namespace

std::string_view to_text(DateUnit unit) {
  constexpr std::array<std::string_view, 15> kNames = {
      "second",  "minute", "hour", "day",  "weekend", "week",    "fortnight", "month",
      "quarter", "season", "half", "year", "decade",  "century", "range"};
  return kNames[static_cast<std::size_t>(unit)];
}

std::string_view to_text(DateSense sense) {
  switch (sense) {
    case DateSense::past:
      return "past";
    case DateSense::future:
      return "future";
    case DateSense::unmarked:
      return "unmarked";
  }
  return "";
}

DateUnit granularity(const DatePhrase& phrase) {
  switch (phrase.kind) {
    case Kind::shift:
      // Two weeks ago is a day, two months ago a month.
      return phrase.unit < DateUnit::month ? DateUnit::day : phrase.unit;
    case Kind::weekday:
      return DateUnit::day;
    case Kind::span:
    case Kind::range:
      return DateUnit::range;
    default:
      return phrase.unit;
  }
}

std::vector<DateInText> find_dates(std::string_view text, const DatesOptions& options) {
  return Search(text, options).run();
}

std::optional<DatePhrase> find_date(const std::vector<Token>& tokens, std::size_t at) {
  const std::optional<Placed> placed = place(tokens, at, kPhraseReach);
  if (!placed) return std::nullopt;
  std::optional<DateMatch> match =
      date_grammar(Language::english).match(placed->sentence, placed->mark, {});
  if (!match) return std::nullopt;
  DatePhrase& phrase = match->phrase;
  const std::size_t from = at - std::min<std::size_t>(at, 3);
  if (phrase.kind != Kind::range) {
    look_back(placed->sentence, date_words(Language::english), placed->mark, phrase);
  }
  phrase.begin = at;
  phrase.end = token_after(placed->rendered, from, phrase.span.end);
  phrase.span = {tokens[phrase.begin].span.begin, tokens[phrase.end - 1].span.end};
  return std::move(phrase);
}

std::optional<PeriodPhrase> find_period(const std::vector<Token>& tokens, std::size_t at) {
  const std::optional<Placed> placed = place(tokens, at, kPeriodReach);
  if (!placed) return std::nullopt;
  const std::optional<DateMatch> match =
      date_grammar(Language::english).match_period(placed->sentence, placed->mark, {});
  if (!match || !match->period) return std::nullopt;
  const std::size_t from = at - std::min<std::size_t>(at, 3);
  return PeriodPhrase{token_after(placed->rendered, from, match->phrase.span.end), *match->period};
}

unsigned month_number(std::string_view lower) {
  const DateWords& words = date_words(Language::english);
  const std::uint16_t number = words.find(lower);
  if (number == kNoDateWord) return 0;
  return static_cast<unsigned>(words.word(number).value(DateWordClass::month).value_or(0));
}

}  // namespace servanda
