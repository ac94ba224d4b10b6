#include "servanda/language/date_marks.h"

#include <algorithm>

namespace servanda {
namespace {

// No sentence has more; text without ends (tables, hostile input) is cut here.
constexpr std::size_t kMostMarks = 600;

enum ByteClass : std::uint8_t { kOther, kSpace, kDigit, kLetter, kHigh };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes = {};
  for (const char c : {' ', '\t', '\n', '\r', '\f', '\v'}) {
    classes[static_cast<unsigned char>(c)] = kSpace;
  }
  for (unsigned c = '0'; c <= '9'; ++c) classes[c] = kDigit;
  for (unsigned c = 'a'; c <= 'z'; ++c) classes[c] = kLetter;
  for (unsigned c = 'A'; c <= 'Z'; ++c) classes[c] = kLetter;
  for (unsigned c = 0x80; c <= 0xFF; ++c) classes[c] = kHigh;
  return classes;
}
constexpr std::array<std::uint8_t, 256> kClasses = make_classes();

std::uint8_t class_of(char c) {
  return kClasses[static_cast<unsigned char>(c)];
}

/// Bytes of a mark that is no letter although its first byte is high (dashes, quotes, "°"); 0 for
/// letters.
std::size_t high_mark(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first == 0xE2) return std::min<std::size_t>(3, text.size() - at);
  if (first == 0xC2) return std::min<std::size_t>(2, text.size() - at);
  return 0;
}

/// Bytes of an apostrophe, straight or curly; 0 for anything else.
std::size_t apostrophe_at(std::string_view text, std::size_t at) {
  if (text[at] == '\'') return 1;
  return text.substr(at, 3) == "\xE2\x80\x99" ? 3 : 0;
}

bool is_upper(std::string_view word) {
  const auto first = static_cast<unsigned char>(word[0]);
  if (first < 0x80) return 'A' <= first && first <= 'Z';
  if (word.size() < 2) return false;
  const auto second = static_cast<unsigned char>(word[1]);
  if (first == 0xC3) return 0x80 <= second && second <= 0x9E;
  return first == 0xD0 && (second == 0x81 || (0x90 <= second && second <= 0xAF));
}

/// Endings behind figures that make them ordinals.
constexpr std::array kOrdinalEndings = {"st",  "nd", "rd", "th", "er", "ère", "re", "e",  "è",
                                        "ème", "º",  "ª",  "º",  "ª",  "o",   "a",  "го", "ого",
                                        "его", "е",  "ое", "й",  "ый", "ому", "му", "м",  "я"};

std::size_t ordinal_ending(std::string_view rest, Language language) {
  std::size_t at = 0;
  if (language == Language::russian) {
    if (!rest.starts_with('-')) return 0;
    at = 1;
  }
  std::size_t end = at;
  while (end < rest.size() && (class_of(rest[end]) == kLetter || class_of(rest[end]) == kHigh)) {
    if (class_of(rest[end]) == kHigh && static_cast<unsigned char>(rest[end]) == 0xE2) break;
    if (end - at > 8) return 0;
    ++end;
  }
  const std::string_view ending = rest.substr(at, end - at);
  const bool english = language == Language::english;
  for (std::size_t i = 0; i < kOrdinalEndings.size(); ++i) {
    const bool of_english = i < 4;
    if (english != of_english) continue;
    if (ending == kOrdinalEndings[i]) return end;
  }
  if (!english) return 0;
  if (ending.size() == 2 &&
      (ending == "TH" || ending == "ST" || ending == "ND" || ending == "RD")) {
    return end;
  }
  return 0;
}

/// The number that a run of digits writes and how long it is.
struct Run {
  int value = 0;
  std::size_t size = 0;
};
Run run_at(std::string_view text, std::size_t at) {
  Run run;
  while (at + run.size < text.size() && class_of(text[at + run.size]) == kDigit) {
    if (run.size < 9) run.value = run.value * 10 + (text[at + run.size] - '0');
    ++run.size;
  }
  return run;
}

/// The year that two digits mean: of the fifty years before 2050.
int full_year(const Run& run) {
  if (run.size == 4) return run.value;
  return run.value < 50 ? 2000 + run.value : 1900 + run.value;
}

}  // namespace

MarkScanner::MarkScanner(std::string_view text, const DateWords& words)
    : text_(text), words_(words), dash_(words.find("-")), apostrophe_(words.find("'")) {
  for (std::size_t c = 0; c < single_.size(); ++c) {
    const char byte = static_cast<char>(c);
    if (class_of(byte) == kOther) single_[c] = words.find(std::string_view(&byte, 1));
  }
}

void MarkScanner::push(std::size_t end, std::uint16_t word, MarkKind kind, std::int32_t value) {
  DateMark mark;
  mark.begin = static_cast<std::uint32_t>(at_);
  mark.end = static_cast<std::uint32_t>(end);
  mark.value = value;
  mark.word = word;
  mark.kind = kind;
  mark.space = space_ ? 1 : 0;
  sentence_->marks.push_back(mark);
  space_ = false;
  at_ = end;
}

bool MarkScanner::after_figure() const {
  return !sentence_->marks.empty() && sentence_->marks.back().kind == MarkKind::figure;
}

void MarkScanner::word() {
  std::size_t end = at_;
  while (end < text_.size()) {
    const std::uint8_t byte_class = class_of(text_[end]);
    if (byte_class == kLetter) {
      ++end;
    } else if (byte_class == kHigh && high_mark(text_, end) == 0) {
      ++end;
    } else {
      break;
    }
  }
  const std::string_view bytes = text_.substr(at_, end - at_);
  // "a.m.", "p.m.": one word with points.
  if (bytes.size() == 1 && end + 1 < text_.size() && text_[end] == '.' &&
      (text_[end + 1] == 'm' || text_[end + 1] == 'M') && words_.language() == Language::english) {
    const char half = static_cast<char>(bytes[0] | 0x20);
    if (half == 'a' || half == 'p') {
      const std::size_t stop = end + 2 < text_.size() && text_[end + 2] == '.' ? end + 3 : end + 2;
      sentence_->trigger = sentence_->trigger || after_figure();
      push(stop, words_.find(half == 'a' ? "am" : "pm"), MarkKind::word, 0);
      return;
    }
  }
  const std::size_t elision = end < text_.size() ? apostrophe_at(text_, end) : 0;
  if (elision > 0 && words_.language() == Language::french) {
    // "l'été", "d'octobre": the article goes with its apostrophe. "aujourd'hui" is one word.
    if (bytes.size() <= 2) {
      push(end + elision, words_.find(bytes), MarkKind::word, 0);
      return;
    }
    if (bytes.substr(1) == "ujourd" && text_.substr(end + elision).starts_with("hui")) {
      push(end + elision + 3, words_.find("aujourd"), MarkKind::word, 0);
      sentence_->trigger = true;
      return;
    }
  }
  const std::uint16_t number = words_.find(bytes);
  const bool capital = is_upper(bytes);
  if (number != kNoDateWord) {
    const DateWord& known = words_.word(number);
    sentence_->trigger = sentence_->trigger || known.trigger ||
                         (known.is(DateWordClass::meridiem) && after_figure());  // "3pm"
    if (known.point && end < text_.size() && text_[end] == '.') ++end;
  }
  push(end, number, MarkKind::word, 0);
  sentence_->marks.back().capital = capital ? 1 : 0;
}

/// "2025-01-17", "2025/01", "31.10.1974", "31.10.74", "10/31/1974", "31/Oct/1974" has words and is
/// not for here. Leaves the place unchanged when the figures make no date.
bool MarkScanner::numeric_date() {
  const Run first = run_at(text_, at_);
  std::size_t at = at_ + first.size;
  if (at >= text_.size()) return false;
  const char separator = text_[at];
  if (separator != '-' && separator != '/' && separator != '.') return false;
  const Run second = run_at(text_, at + 1);
  if (second.size < 1 || second.size > 2) return false;
  at += 1 + second.size;
  NumericDate date;
  const auto accept = [&](std::size_t end) {
    if (end < text_.size() && (class_of(text_[end]) == kDigit || class_of(text_[end]) == kLetter)) {
      // "2015-03-03T10:00" goes on with its time.
      if (text_[end] != 'T') return false;
    }
    push(end, kNoDateWord, MarkKind::numeric,
         static_cast<std::int32_t>(sentence_->numerics.size()));
    sentence_->numerics.push_back(date);
    sentence_->trigger = true;
    return true;
  };
  const auto exists = [](int year, unsigned month, unsigned day) {
    // That February has no 30th is for the grammar to say.
    return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  };
  const bool third_follows = at < text_.size() && text_[at] == separator && at + 1 < text_.size() &&
                             class_of(text_[at + 1]) == kDigit;
  if (first.size == 4) {
    date.year = first.value;
    date.month = static_cast<unsigned>(second.value);
    if (first.value < 1000) return false;
    if (!third_follows) {
      // "2025-03" and "2014/10", not "2025.3" or "2014-15".
      if (separator == '.' || second.size != 2 || date.month < 1 || date.month > 12) return false;
      return accept(at);
    }
    const Run third = run_at(text_, at + 1);
    date.day = static_cast<unsigned>(third.value);
    if (third.size > 2 || !exists(date.year, date.month, date.day)) return false;
    return accept(at + 1 + third.size);
  }
  if (first.size > 2 || first.value < 1 || second.value < 1) return false;
  if (!third_follows) {
    // "15.02." and "15.02" are dates in Russian only where two digits stand behind the point.
    if (separator == '.' && words_.language() == Language::russian && second.size == 2 &&
        exists(2000, static_cast<unsigned>(second.value), static_cast<unsigned>(first.value))) {
      date.day = static_cast<unsigned>(first.value);
      date.month = static_cast<unsigned>(second.value);
      if (at < text_.size() && text_[at] == '.') ++at;
      return accept(at);
    }
    // "2/2013"
    return false;
  }
  const Run third = run_at(text_, at + 1);
  if (third.size != 4 && third.size != 2) return false;
  if (third.size == 2 && separator == '-' && first.size == 1) return false;
  date.year = full_year(third);
  const auto a = static_cast<unsigned>(first.value);
  const auto b = static_cast<unsigned>(second.value);
  const bool day_first = exists(date.year, b, a);
  const bool month_first = exists(date.year, a, b);
  if (!day_first && !month_first) return false;
  const bool open = day_first && month_first && a != b;
  date.day = day_first ? a : b;
  date.month = day_first ? b : a;
  date.open_order = open && separator != '.' && words_.language() == Language::english;
  return accept(at + 1 + third.size);
}

/// "22:30", "22:30:15", "8h00", "16h", "17ч10".
bool MarkScanner::clock(std::size_t digits, std::int32_t hours) {
  if (digits > 2 || hours > 24) return false;
  std::size_t at = at_ + digits;
  if (at >= text_.size()) return false;
  std::size_t step = 0;
  if (text_[at] == ':') step = 1;
  if (text_[at] == 'h' || text_[at] == 'H') step = 1;
  if (text_.substr(at, 2) == "ч") step = 2;
  if (step == 0) return false;
  const Run minutes = run_at(text_, at + step);
  const bool colon = text_[at] == ':';
  if (minutes.size != 2) {
    if (colon || minutes.size != 0) return false;
    const std::size_t end = at + step;
    if (end < text_.size() && (class_of(text_[end]) == kLetter || class_of(text_[end]) == kHigh)) {
      return false;
    }
    if (hours == 24) return false;
    push(end, kNoDateWord, MarkKind::clock, hours * 3600);
    sentence_->trigger = true;
    return true;
  }
  if (minutes.value > 59 || hours == 24) return false;
  std::size_t end = at + step + 2;
  std::int32_t seconds = 0;
  if (colon && end < text_.size() && text_[end] == ':') {
    const Run run = run_at(text_, end + 1);
    if (run.size != 2 || run.value > 59) return false;
    seconds = run.value;
    end += 3;
  }
  if (end < text_.size() && class_of(text_[end]) == kDigit) return false;
  push(end, kNoDateWord, MarkKind::clock, hours * 3600 + minutes.value * 60 + seconds);
  sentence_->trigger = true;
  return true;
}

void MarkScanner::figures() {
  const Run run = run_at(text_, at_);
  const bool joined =
      at_ > 0 && (text_[at_ - 1] == '/' || text_[at_ - 1] == '.' ||
                  (at_ > 1 && text_[at_ - 1] == '-' && class_of(text_[at_ - 2]) == kDigit));
  if (run.size <= 4 && (!joined || run.size == 4 || run.size == 2) && numeric_date()) return;
  if (run.size <= 2 && clock(run.size, run.value)) return;
  std::size_t end = at_ + run.size;
  // "1,426", "92.2": one figure, no year and no day.
  bool grouped = false;
  while (end + 1 < text_.size() && (text_[end] == ',' || text_[end] == '.') &&
         class_of(text_[end + 1]) == kDigit) {
    grouped = true;
    end += 1 + run_at(text_, end + 1).size;
  }
  if (grouped) {
    // Beyond every number that is counted with.
    push(end, kNoDateWord, MarkKind::figure, -1);
    return;
  }
  const std::string_view rest = text_.substr(end, 16);
  if (run.size == 4 && run.value % 10 == 0 && words_.language() == Language::english) {
    const std::size_t s = rest.starts_with("s")               ? 1
                          : rest.starts_with("'s")            ? 2
                          : rest.starts_with("\xE2\x80\x99s") ? 4
                                                              : 0;
    if (s != 0 && (rest.size() <= s || class_of(rest[s]) != kLetter)) {
      push(end + s, kNoDateWord, MarkKind::decade, run.value);
      sentence_->trigger = true;
      return;
    }
  }
  if (words_.language() == Language::russian && run.value % 10 == 0 &&
      (run.size == 4 || run.size == 2) &&
      (rest.starts_with("-х") || rest.starts_with("-е") || rest.starts_with("-ые") ||
       rest.starts_with("-ых"))) {
    const std::size_t tail = rest.starts_with("-ых") || rest.starts_with("-ые") ? 5 : 3;
    if (run.size == 4 || run.value >= 20) {
      push(end + tail, kNoDateWord, MarkKind::decade, run.size == 4 ? run.value : 1900 + run.value);
      sentence_->trigger = true;
      return;
    }
  }
  const std::size_t ending = run.size <= 3 ? ordinal_ending(rest, words_.language()) : 0;
  const std::int32_t value = run.size > 9 ? -1 : run.value;
  const bool day = ending > 0 && value >= 1 && value <= 31;  // "on the 15th"
  if (day || (run.size == 4 && value >= 1000 && value <= 2999)) sentence_->trigger = true;
  push(end + ending, kNoDateWord, MarkKind::figure, value);
  DateMark& mark = sentence_->marks.back();
  mark.digits = std::min<std::size_t>(run.size, 15) & 15U;
  mark.ordinal = ending > 0 ? 1 : 0;
}

/// After a full stop: do white space and a capital follow, and does no initial stand before?
bool MarkScanner::sentence_ends_here() const {
  std::size_t at = at_;
  while (at < text_.size() &&
         (text_[at] == '"' || text_[at] == '\'' || text_[at] == ')' ||
          text_.substr(at, 3) == "\xE2\x80\x9D" || text_.substr(at, 2) == "\xC2\xBB")) {
    at += class_of(text_[at]) == kHigh ? high_mark(text_, at) : 1;
  }
  if (at >= text_.size()) return true;
  if (class_of(text_[at]) != kSpace) return false;
  while (at < text_.size() && class_of(text_[at]) == kSpace) ++at;
  if (at >= text_.size()) return true;
  const std::size_t quote = high_mark(text_, at);
  if (quote > 0) return true;
  if (class_of(text_[at]) == kOther)
    return text_[at] == '"' || text_[at] == '(' || text_[at] == '[';
  if (!is_upper(text_.substr(at))) return false;
  const auto& marks = sentence_->marks;
  if (marks.size() < 2) return true;
  const DateMark& before = marks[marks.size() - 2];
  return !(before.kind == MarkKind::word && before.capital != 0 && before.end - before.begin <= 2);
}

bool MarkScanner::next(SentenceMarks& sentence) {
  sentence.text = text_;
  sentence.marks.clear();
  sentence.numerics.clear();
  sentence.trigger = false;
  sentence_ = &sentence;
  while (at_ < text_.size()) {
    if (sentence.marks.size() >= kMostMarks) return true;
    const char c = text_[at_];
    switch (class_of(c)) {
      case kSpace: {
        int lines = 0;
        while (at_ < text_.size() && class_of(text_[at_]) == kSpace) {
          if (text_[at_] == '\n') ++lines;
          ++at_;
        }
        space_ = true;
        if (lines > 1 && !sentence.marks.empty()) return true;
        break;
      }
      case kLetter:
        word();
        break;
      case kDigit:
        figures();
        break;
      case kHigh: {
        const std::size_t size = high_mark(text_, at_);
        if (size == 0) {
          word();
          break;
        }
        const std::string_view mark = text_.substr(at_, size);
        if (mark == "\xC2\xA0" || mark == "\xE2\x80\xAF" || mark == "\xE2\x80\x89") {
          space_ = true;
          at_ += size;
          break;
        }
        const bool dash = mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94" ||
                          mark == "\xE2\x80\x91" || mark == "\xE2\x80\x92";
        const bool apostrophe = mark == "\xE2\x80\x99";
        push(at_ + size,
             dash         ? dash_
             : apostrophe ? apostrophe_
                          : words_.find(mark),
             MarkKind::word, 0);
        break;
      }
      default: {
        const bool stop = c == '.' || c == '!' || c == '?';
        push(at_ + 1, single_[static_cast<unsigned char>(c) & 0x7FU], MarkKind::word, 0);
        if (stop && sentence_ends_here()) return true;
        break;
      }
    }
  }
  return !sentence.marks.empty();
}

}  // namespace servanda
