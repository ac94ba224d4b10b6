#include "servanda/language/date_words.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "servanda/base/table.h"
#include "servanda/language/tables.h"
#include "servanda/language/tokens.h"

namespace servanda {
namespace {

constexpr std::array<std::string_view, kWordClasses> kClassNames = {
    "weekday", "month", "season", "unit",    "number",      "ordinal", "decade",  "pin",
    "told",    "shift", "part",   "daypart", "meridiem",    "zone",    "holiday", "bound",
    "tense",   "break", "cue",    "apart",   "other-month", "place"};

/// Values that the tables write as words.
struct NamedValue {
  DateWordClass word_class;
  std::string_view name;
  int value;
};
constexpr std::array kNamedValues = {
    NamedValue{DateWordClass::unit, "second", static_cast<int>(DateUnit::second)},
    NamedValue{DateWordClass::unit, "minute", static_cast<int>(DateUnit::minute)},
    NamedValue{DateWordClass::unit, "hour", static_cast<int>(DateUnit::hour)},
    NamedValue{DateWordClass::unit, "day", static_cast<int>(DateUnit::day)},
    NamedValue{DateWordClass::unit, "weekend", static_cast<int>(DateUnit::weekend)},
    NamedValue{DateWordClass::unit, "week", static_cast<int>(DateUnit::week)},
    NamedValue{DateWordClass::unit, "fortnight", static_cast<int>(DateUnit::fortnight)},
    NamedValue{DateWordClass::unit, "month", static_cast<int>(DateUnit::month)},
    NamedValue{DateWordClass::unit, "quarter", static_cast<int>(DateUnit::quarter)},
    NamedValue{DateWordClass::unit, "half", static_cast<int>(DateUnit::half)},
    NamedValue{DateWordClass::unit, "year", static_cast<int>(DateUnit::year)},
    NamedValue{DateWordClass::unit, "decade", static_cast<int>(DateUnit::decade)},
    NamedValue{DateWordClass::unit, "century", static_cast<int>(DateUnit::century)},
    NamedValue{DateWordClass::part, "early", 1},
    NamedValue{DateWordClass::part, "middle", 2},
    NamedValue{DateWordClass::part, "late", 3},
    NamedValue{DateWordClass::daypart, "morning", static_cast<int>(DayPart::morning)},
    NamedValue{DateWordClass::daypart, "noon", static_cast<int>(DayPart::noon)},
    NamedValue{DateWordClass::daypart, "afternoon", static_cast<int>(DayPart::afternoon)},
    NamedValue{DateWordClass::daypart, "evening", static_cast<int>(DayPart::evening)},
    NamedValue{DateWordClass::daypart, "night", static_cast<int>(DayPart::night)},
    NamedValue{DateWordClass::daypart, "midnight", static_cast<int>(DayPart::midnight)},
    NamedValue{DateWordClass::bound, "until", static_cast<int>(DateBound::until)},
    NamedValue{DateWordClass::bound, "since", static_cast<int>(DateBound::since)},
    NamedValue{DateWordClass::bound, "before", static_cast<int>(DateBound::before)},
    NamedValue{DateWordClass::bound, "after", static_cast<int>(DateBound::after)},
    NamedValue{DateWordClass::bound, "from", static_cast<int>(DateBound::from)},
    NamedValue{DateWordClass::tense, "past", static_cast<int>(Tense::past)},
    NamedValue{DateWordClass::tense, "future", static_cast<int>(Tense::future)},
    NamedValue{DateWordClass::tense, "be", static_cast<int>(Tense::be)},
};

std::optional<DateWordClass> class_of(std::string_view name) {
  for (std::size_t i = 0; i < kClassNames.size(); ++i) {
    if (name == kClassNames[i]) return static_cast<DateWordClass>(i);
  }
  return std::nullopt;
}

int number_of(std::string_view digits) {
  const bool negative = digits.starts_with('-');
  int value = 0;
  for (const char c : digits) {
    if ('0' <= c && c <= '9') value = value * 10 + (c - '0');
  }
  return negative ? -value : value;
}

int value_of(DateWordClass word_class, std::string_view text) {
  for (const NamedValue& named : kNamedValues) {
    if (named.word_class == word_class && named.name == text) return named.value;
  }
  return number_of(text);
}

/// Classes around which a date may stand; the others only support.
bool is_trigger(DateWordClass word_class, int value) {
  switch (word_class) {
    case DateWordClass::weekday:
    case DateWordClass::month:
    case DateWordClass::season:
    case DateWordClass::unit:
    case DateWordClass::decade:
    case DateWordClass::shift:
    case DateWordClass::daypart:
    case DateWordClass::holiday:
    case DateWordClass::zone:
    case DateWordClass::other_month:
      return true;
    default:
      (void)value;
      return false;
  }
}

std::uint64_t load(const char* bytes, std::size_t size) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, size);
  return word;
}

/// First and last eight bytes and the length: enough to tell words of dates apart, two loads.
std::uint64_t hash_of(std::string_view bytes) {
  const std::size_t size = bytes.size();
  std::uint64_t a = 0, b = 0;
  if (size >= 8) {
    a = load(bytes.data(), 8);
    b = load(bytes.data() + size - 8, 8);
  } else if (size >= 4) {
    a = load(bytes.data(), 4);
    b = load(bytes.data() + size - 4, 4);
  } else if (size > 0) {
    a = static_cast<unsigned char>(bytes[0]) |
        std::uint64_t{static_cast<unsigned char>(bytes[size / 2])} << 8U |
        std::uint64_t{static_cast<unsigned char>(bytes[size - 1])} << 16U;
  }
  std::uint64_t hash = (a ^ (std::uint64_t{size} << 56U)) * 0x9E3779B97F4A7C15U;
  hash ^= hash >> 32U;
  hash = (hash ^ b) * 0xD6E8FEB86659FD93U;
  return hash ^ (hash >> 29U);
}

/// The first letter, or all, in upper case: ASCII, Latin-1 and Cyrillic are what the tables hold.
std::string raised(std::string_view text, bool all) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size();) {
    const auto byte = static_cast<unsigned char>(out[i]);
    std::size_t step = 1;
    if (byte < 0x80) {
      if ('a' <= out[i] && out[i] <= 'z') out[i] = static_cast<char>(out[i] - 32);
    } else if (byte < 0xE0 && i + 1 < out.size()) {
      step = 2;
      const auto second = static_cast<unsigned char>(out[i + 1]);
      if (byte == 0xC3 && second >= 0xA0 && second != 0xB7) {
        out[i + 1] = static_cast<char>(second - 0x20);
      } else if (byte == 0xD0 && second >= 0xB0) {
        out[i + 1] = static_cast<char>(second - 0x20);
      } else if (byte == 0xD1 && second <= 0x8F) {
        out[i] = static_cast<char>(0xD0);
        out[i + 1] = static_cast<char>(second + 0x20);
      } else if (byte == 0xD1 && second == 0x91) {
        out[i] = static_cast<char>(0xD0);
        out[i + 1] = static_cast<char>(0x81);
      }
    } else {
      step = byte < 0xF0 ? 3 : 4;
    }
    if (!all) break;
    i += step;
  }
  return out;
}

bool is_class_name(std::string_view element) {
  return !element.empty() && 'A' <= element[0] && element[0] <= 'Z';
}

}  // namespace

DateWords::DateWords(Language language, std::string_view table) : language_(language) {
  words_.emplace_back();  // kNoDateWord
  slots_.resize(1024);
  for (const std::string_view line : split(table, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string_view> fields = split(line, '\t');
    if (fields.size() < 3) continue;
    if (fields[0] == "rule" || fields[0] == "after" || fields[0] == "period") {
      const std::size_t colon = fields[1].find(':');
      GrammarRow row{fields[0], fields[1].substr(0, colon), 0, fields[2]};
      if (colon != std::string_view::npos)
        row.argument = ::servanda::number_of(fields[1].substr(colon));
      if (colon != std::string_view::npos && fields[1][colon + 1] == '-')
        row.argument = -std::abs(row.argument);
      grammar_.push_back(row);
      add_patterns(fields[2]);
    } else if (fields[0] == "other-month") {
      add_other_months(fields[1], fields[2]);
    } else {
      add_words(fields[0], fields[1], fields[2]);
    }
  }
  std::stable_sort(
      other_months_.begin(), other_months_.end(),
      [](const OtherMonth& a, const OtherMonth& b) { return a.words.size() > b.words.size(); });
}

/// "persian:12", and names such as "esfand" or "dhu_al_hijjah": "_" stands for what may be a
/// space, a hyphen or an apostrophe.
void DateWords::add_other_months(std::string_view value, std::string_view names) {
  const std::size_t colon = std::min(value.find(':'), value.size());
  OtherMonth month;
  if (value.substr(0, colon) == "islamic") month.calendar = CalendarSystem::islamic_tabular;
  month.month = static_cast<unsigned>(::servanda::number_of(value.substr(colon)));
  for (const std::string_view name : split(names, ' ')) {
    if (name.empty()) continue;
    month.words.clear();
    for (const std::string_view piece : split(name, '_')) month.words.push_back(add(piece));
    DateWord& first = words_[month.words.front()];
    first.classes |= 1U << static_cast<unsigned>(DateWordClass::other_month);
    first.trigger = true;
    other_months_.push_back(month);
  }
}

void DateWords::add_words(std::string_view class_name, std::string_view value,
                          std::string_view forms) {
  const std::optional<DateWordClass> word_class = class_of(class_name);
  if (!word_class) return;
  const bool place = *word_class == DateWordClass::place;
  if (place) zones_.push_back(value);
  const int number = place ? static_cast<int>(zones_.size()) - 1 : value_of(*word_class, value);
  for (std::string_view form : split(forms, ' ')) {
    if (form.empty()) continue;
    if (form.front() == '*' && form.size() > 1) {
      endings_.push_back({std::string(form.substr(1)), static_cast<Tense>(number)});
      continue;
    }
    bool everyday = false, cued = false, point = false;
    if (form.size() > 2 && form.ends_with("!!")) {
      everyday = cued = true;
      form.remove_suffix(2);
    } else if (form.size() > 1 && form.ends_with('!')) {
      everyday = true;
      form.remove_suffix(1);
    }
    if (form.size() > 1 && form.ends_with('.')) {
      point = true;
      form.remove_suffix(1);
    }
    DateWord& word = words_[add(form)];
    word.classes |= 1U << static_cast<unsigned>(*word_class);
    word.values[static_cast<std::size_t>(*word_class)] = static_cast<std::int16_t>(number);
    word.everyday = word.everyday || everyday;
    word.cued = word.cued || cued;
    word.point = word.point || point;
    word.trigger = word.trigger || is_trigger(*word_class, number);
  }
}

/// The small words of a pattern need numbers, too.
void DateWords::add_patterns(std::string_view pattern) {
  for (std::string_view element : split(pattern, ' ')) {
    if (element.starts_with('[')) element.remove_prefix(1);
    if (element.ends_with(']')) element.remove_suffix(1);
    for (const std::string_view word : split(element, '|')) {
      if (!word.empty() && !is_class_name(word)) add(word);
    }
  }
}

std::uint16_t DateWords::add(std::string_view text) {
  if (const std::uint16_t known = find(text); known != kNoDateWord) return known;
  const auto number = static_cast<std::uint16_t>(words_.size());
  words_.emplace_back();
  words_.back().text = text;
  add_form(text, number);
  if (const std::string capital = raised(text, false); capital != text) {
    add_form(capital, number);
    if (const std::string capitals = raised(text, true); capitals != capital) {
      add_form(capitals, number);
    }
  }
  return number;
}

void DateWords::add_form(std::string_view bytes, std::uint16_t word) {
  if (++forms_ * 2 > slots_.size()) grow();
  const std::uint64_t hash = hash_of(bytes);
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].word != kNoDateWord) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {hash, static_cast<std::uint32_t>(bytes_.size()),
                static_cast<std::uint16_t>(bytes.size()), word};
  bytes_ += bytes;
}

void DateWords::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  std::swap(old, slots_);
  for (const Slot& slot : old) {
    if (slot.word == kNoDateWord) continue;
    std::size_t at = slot.hash & (slots_.size() - 1);
    while (slots_[at].word != kNoDateWord) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

std::uint16_t DateWords::find(std::string_view bytes) const {
  const std::uint64_t hash = hash_of(bytes);
  for (std::size_t at = hash & (slots_.size() - 1); slots_[at].word != kNoDateWord;
       at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.hash == hash && slot.size == bytes.size() &&
        std::memcmp(bytes_.data() + slot.begin, bytes.data(), bytes.size()) == 0) {
      return slot.word;
    }
  }
  return kNoDateWord;
}

std::optional<Tense> DateWords::tense_of_ending(std::string_view bytes) const {
  // A stem of three bytes at least.
  for (const Ending& ending : endings_) {
    if (bytes.size() >= ending.text.size() + 3 && bytes.ends_with(ending.text)) {
      return ending.tense;
    }
  }
  return std::nullopt;
}

const DateWords& date_words(Language language) {
  switch (language) {
    case Language::russian: {
      static const DateWords words(language, tables::dates_ru_tsv);
      return words;
    }
    case Language::french: {
      static const DateWords words(language, tables::dates_fr_tsv);
      return words;
    }
    case Language::spanish: {
      static const DateWords words(language, tables::dates_es_tsv);
      return words;
    }
    case Language::english:
      break;
  }
  static const DateWords words(Language::english, tables::dates_en_tsv);
  return words;
}

}  // namespace servanda
