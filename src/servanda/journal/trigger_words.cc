// Triggers in words: entry into force, later joiners, provisional application, replacement.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <charconv>

#include "servanda/journal/clause_words.h"
#include "servanda/journal/words_cursor.h"

namespace servanda {
namespace {

constexpr std::array<std::string_view, 13> kOrdinals{
    "",        "first",  "second", "third", "fourth",   "fifth",  "sixth",
    "seventh", "eighth", "ninth",  "tenth", "eleventh", "twelfth"};

Error expected(const WordsCursor& in, std::string_view what) {
  return {Code::parse, fmt::format("column {}: {} is expected", in.column(), what)};
}

std::optional<int> number(std::string_view word) {
  int value = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (fault != std::errc() || end != word.data() + word.size() || value < 0) return std::nullopt;
  return value;
}

std::string ordinal(int n) {
  const int tens = n % 100;
  const char* ending = "th";
  if (tens < 11 || tens > 13) {
    if (n % 10 == 1) ending = "st";
    if (n % 10 == 2) ending = "nd";
    if (n % 10 == 3) ending = "rd";
  }
  return fmt::format("{}{}", n, ending);
}

/// "50th" or "fifth"
std::optional<int> parse_ordinal(std::string_view word) {
  for (std::size_t i = 1; i < kOrdinals.size(); ++i) {
    if (kOrdinals[i] == word) return static_cast<int>(i);
  }
  if (word.size() < 3) return std::nullopt;
  const std::optional<int> n = number(word.substr(0, word.size() - 2));
  return n && ordinal(*n) == word ? n : std::nullopt;
}

std::string name(std::string_view value) {
  return !value.empty() && value.find(' ') == std::string_view::npos && is_plain(value)
             ? std::string(value)
             : quoted(value);
}

Result<std::string> take_name(WordsCursor& in) {
  if (in.next_is('"')) {
    if (auto value = in.take_quoted()) return *std::move(value);
    return expected(in, "a closing quote");
  }
  if (in.peek().empty()) return expected(in, "a name");
  return std::string(in.take());
}

std::string names(const std::vector<std::string>& values) {
  std::vector<std::string> list;
  for (const std::string& value : values) list.push_back(name(value));
  return fmt::format("{}", fmt::join(list, ", "));
}

Result<std::vector<std::string>> take_names(WordsCursor& in) {
  std::vector<std::string> list;
  do {
    SERVANDA_ASSIGN_OR_RETURN(std::string value, take_name(in));
    list.push_back(std::move(value));
  } while (in.accept(','));
  return list;
}

/// "2/3": stands without a word before it.
bool is_fraction(std::string_view share) {
  const std::size_t slash = share.find('/');
  return slash != std::string_view::npos && number(share.substr(0, slash)) &&
         number(share.substr(slash + 1));
}

// ---- printing -----------------------------------------------------------------------------------

std::string weight_words(const Weight& weight) {
  std::string words;
  if (weight.share) {
    const std::string percent = fmt::format("{}", *weight.share * 100);
    // What does not come back from per cent is written as the share itself.
    words = std::stod(percent) / 100 == *weight.share ? fmt::format("{} % ", percent)
                                                      : fmt::format("share {} ", *weight.share);
  }
  if (weight.amount) words += fmt::format("amount {} ", *weight.amount);
  if (!weight.unit.empty()) words += fmt::format("in {} ", name(weight.unit));
  return fmt::format("weight {}of {}", words, name(weight.of));
}

std::string qualifiers(const Trigger& t) {
  std::string words;
  const auto add = [&](const std::string& text) { words += fmt::format(" ({})", text); };
  if (!t.including.empty()) add("including " + names(t.including));
  for (const Quota& quota : t.of) {
    std::string part =
        quota.count > 0 || quota.share.empty() ? fmt::format("{} ", quota.count) : "";
    if (is_fraction(quota.share) && part.empty()) {
      part = quota.share + " ";
    } else if (!quota.share.empty()) {
      part += fmt::format("share {} ", name(quota.share));
    }
    add(fmt::format("{}by members of {}", part, name(quota.members)));
  }
  for (const Weight& weight : t.weight) add(weight_words(weight));
  if (t.definitive_signature) add("definitive signature counts");
  if (!t.kinds.empty()) add("counting " + names(t.kinds));
  if (!t.not_counted.empty()) add("not counting " + names(t.not_counted));
  if (!t.whom.empty()) add("of " + names(t.whom));
  return words;
}

std::string core(const Trigger& t) {
  using On = Trigger::On;
  switch (t.on) {
    case On::signature:
      return "signature";
    case On::exchange:
      return "exchange";
    case On::last_notification:
      return "the last notification";
    case On::first_notification:
      return "the first notification";
    case On::consents:
      return fmt::format("the {} consent", ordinal(t.count));
    case On::all_consents:
      return "all consents";
    case On::own_consent:
      return "own consent";
    case On::date:
      return t.date ? t.date->text() : "a date";
    case On::treaty:
      return t.treaty == "self" ? "its own entry into force"
                                : "the entry into force of " + name(t.treaty);
    case On::meeting:
      return "a meeting";
    case On::decision:
      return "a decision";
    case On::later_of:
    case On::first_of: {
      std::vector<std::string> parts;
      for (const Trigger& part : t.parts) parts.push_back("[" + words_for(part) + "]");
      return fmt::format("the {} of {}", t.on == On::later_of ? "later" : "first",
                         fmt::join(parts, " and "));
    }
  }
  return {};
}

// ---- parsing ------------------------------------------------------------------------------------

}  // namespace

std::optional<Period> take_period(WordsCursor& in) {
  const std::size_t begin = in.position();
  const std::string_view first = in.peek();
  if (first.size() > 1 && first.front() == 'P') {
    if (auto period = parse_period(first)) {
      in.take();
      return *period;
    }
    return std::nullopt;
  }
  Period period;
  bool any = false;
  while (true) {
    const std::size_t before = in.position();
    if (any && !in.accept("and")) break;
    const std::optional<int> n = number(in.take());
    std::string_view unit = in.take();
    if (unit.ends_with("'s")) unit.remove_suffix(2);
    if (unit.ends_with('\'')) unit.remove_suffix(1);
    if (!unit.empty() && unit.back() == 's') unit.remove_suffix(1);
    int* field = nullptr;
    int factor = 1;
    if (unit == "year" || unit == "month") {
      field = &period.months;
      factor = unit == "year" ? 12 : 1;
    } else if (unit == "week" || unit == "day") {
      field = &period.days;
      factor = unit == "week" ? 7 : 1;
    }
    if (!n || field == nullptr || *n > 1000000) {
      in.go_to(before);
      break;
    }
    *field += *n * factor;
    any = true;
  }
  if (!any) in.go_to(begin);
  return any ? std::optional(period) : std::nullopt;
}

namespace {

Status take_weight(WordsCursor& in, Trigger& t) {
  Weight weight;
  const auto decimal = [](std::string_view word) -> std::optional<double> {
    double value = 0;
    const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (fault != std::errc() || end != word.data() + word.size()) return std::nullopt;
    return value;
  };
  in.accept("weight");
  while (!in.accept("of")) {
    if (in.accept("amount")) {
      weight.amount = decimal(in.take());
      if (!weight.amount) return expected(in, "an amount");
    } else if (in.accept("in")) {
      SERVANDA_ASSIGN_OR_RETURN(weight.unit, take_name(in));
    } else if (in.accept("share")) {
      weight.share = decimal(in.take());
      if (!weight.share) return expected(in, "a share");
    } else {
      weight.share = decimal(in.take());
      if (!weight.share || !in.accept("%")) {
        return expected(in, "a share in per cent, an amount, or \"of\" and what is weighed");
      }
      *weight.share /= 100;
    }
  }
  SERVANDA_ASSIGN_OR_RETURN(weight.of, take_name(in));
  t.weight.push_back(std::move(weight));
  return Done{};
}

Status take_qualifier(WordsCursor& in, Trigger& t) {
  const auto list = [&](std::vector<std::string>& into) -> Status {
    SERVANDA_ASSIGN_OR_RETURN(into, take_names(in));
    return Done{};
  };
  if (in.accept("including")) return list(t.including);
  if (in.accept("not counting")) return list(t.not_counted);
  if (in.accept("definitive signature counts")) {
    t.definitive_signature = true;
    return Done{};
  }
  if (in.accept("counting")) return list(t.kinds);
  if (in.accept("of")) return list(t.whom);
  const std::size_t begin = in.position();
  Quota quota;
  if (const auto n = number(in.peek())) {
    quota.count = *n;
    in.take();
  } else if (is_fraction(in.peek())) {
    quota.share = in.take();
  }
  if (in.accept("share")) {
    SERVANDA_ASSIGN_OR_RETURN(quota.share, take_name(in));
  }
  if (in.accept("by members of")) {
    SERVANDA_ASSIGN_OR_RETURN(quota.members, take_name(in));
    t.of.push_back(std::move(quota));
    return Done{};
  }
  in.go_to(begin);
  return take_weight(in, t);
}

Status take_qualifiers(WordsCursor& in, Trigger& t) {
  while (in.next_is('(')) {
    const std::size_t column = in.column();
    const std::optional<std::string_view> inside = in.take_bracketed('(', ')');
    if (!inside) return Error{Code::parse, fmt::format("column {}: \")\" is missing", column)};
    WordsCursor part(*inside);
    SERVANDA_RETURN_IF_ERROR(take_qualifier(part, t));
    if (!part.at_end())
      return Error{Code::parse, fmt::format("column {}: too many words in ( )", column)};
  }
  return Done{};
}

constexpr int kDeepest = 8;

Result<Trigger> take_trigger(WordsCursor& in, int depth);

Result<Trigger> take_inner(WordsCursor& in, int depth) {
  const std::size_t column = in.column();
  const std::optional<std::string_view> inside = in.take_bracketed('[', ']');
  if (!inside) return expected(in, "a condition in [ ]");
  WordsCursor part(*inside);
  SERVANDA_ASSIGN_OR_RETURN(Trigger trigger, take_trigger(part, depth + 1));
  if (!part.at_end())
    return Error{Code::parse, fmt::format("column {}: too many words in [ ]", column)};
  return trigger;
}

Status take_core(WordsCursor& in, Trigger& t, int depth) {
  using On = Trigger::On;
  const auto simple = [&](std::string_view words, On on) {
    if (!in.accept(words)) return false;
    t.on = on;
    return true;
  };
  if (simple("signature", On::signature) ||
      simple("the last notification", On::last_notification) ||
      simple("the first notification", On::first_notification) ||
      simple("all consents", On::all_consents) || simple("own consent", On::own_consent) ||
      simple("a meeting", On::meeting) || simple("a decision", On::decision) ||
      simple("a date", On::date)) {
    return Done{};
  }
  if (simple("exchange", On::exchange)) {
    in.accept("of the instruments of ratification") || in.accept("of instruments");
    return Done{};
  }
  if (simple("the exchange of the instruments of ratification", On::exchange)) return Done{};
  if (in.accept("its own entry into force")) {
    t.on = On::treaty;
    t.treaty = "self";
    return Done{};
  }
  if (in.accept("the entry into force of")) {
    t.on = On::treaty;
    SERVANDA_ASSIGN_OR_RETURN(t.treaty, take_name(in));
    return Done{};
  }
  if (in.next_is("the later of") || in.next_is("the first of")) {
    t.on = in.accept("the later of") ? On::later_of : On::first_of;
    if (t.on == On::first_of) in.accept("the first of");
    if (!in.next_is('[')) return Done{};
    do {
      SERVANDA_ASSIGN_OR_RETURN(Trigger part, take_inner(in, depth));
      t.parts.push_back(std::move(part));
    } while (in.accept("and"));
    return Done{};
  }
  const std::size_t begin = in.position();
  if (in.accept("the")) {
    const std::optional<int> n = parse_ordinal(in.take());
    if (n && in.accept("consent")) {
      t.on = On::consents;
      t.count = *n;
      return Done{};
    }
    in.go_to(begin);
  } else if (auto date = parse_edtf(in.peek_date())) {
    in.go_to(in.position() + in.peek_date().size());
    t.on = On::date;
    t.date = *std::move(date);
    return Done{};
  }
  return expected(
      in, "signature, exchange, the last notification, the 5th consent, all consents, a date …");
}

/// "on 1989-01-01 if [on the 20th consent], else 90 days after it"
Status take_condition(WordsCursor& in, Trigger& t, int depth) {
  if (!in.accept("if")) return Done{};
  SERVANDA_ASSIGN_OR_RETURN(Trigger condition, take_inner(in, depth));
  t.condition.push_back(std::move(condition));
  if (!in.next_is(',')) return Done{};
  const std::size_t begin = in.position();
  in.accept(',');
  if (!in.accept("else")) {
    in.go_to(begin);
    return Done{};
  }
  t.otherwise = take_period(in);
  if (!t.otherwise || !in.accept("after it")) return expected(in, "a period and \"after it\"");
  return Done{};
}

Status take_counting(WordsCursor& in, Trigger& t) {
  if (!in.accept(',')) return Done{};
  if (in.accept("counted date to date")) {
    t.counting = Counting::date_to_date;
  } else if (in.accept("in full periods")) {
    t.counting = Counting::full_periods;
  } else {
    return expected(in, "\"in full periods\" or \"counted date to date\"");
  }
  return Done{};
}

constexpr std::array<std::string_view, 13> kMonths{
    "",     "January", "February",  "March",   "April",    "May",     "June",
    "July", "August",  "September", "October", "November", "December"};

}  // namespace

Result<Alignment> take_alignment(WordsCursor& in) {
  Alignment align;
  if (in.accept("the next")) {
    const std::optional<int> day = number(in.take());
    const std::string_view month = in.take();
    for (unsigned m = 1; m < kMonths.size(); ++m) {
      if (kMonths[m] != month || !day || *day < 1 || *day > 31) continue;
      align = {Alignment::Kind::day_of_year, 1, m, static_cast<unsigned>(*day)};
      if (!in.accept("following")) return expected(in, "\"following\"");
      return align;
    }
    return expected(in, "a day of the year (\"1 January\")");
  }
  if (in.accept("the first day of the") || in.accept("first day of the")) {
    align.kind = Alignment::Kind::first_of_month;
    if (!in.next_is("month")) {
      const std::optional<int> n = parse_ordinal(in.take());
      if (!n || *n < 1 || *n > 1200) return expected(in, "which month (\"month\", \"2nd month\")");
      align.months_on = *n;
    }
    if (!in.accept("month following") && !in.accept("month after"))
      return expected(in, "\"month following\"");
  }
  return align;
}

std::string words_for(const Alignment& align) {
  switch (align.kind) {
    case Alignment::Kind::none:
      break;
    case Alignment::Kind::first_of_month:
      return align.months_on == 1
                 ? "first day of the month following"
                 : fmt::format("first day of the {} month following", ordinal(align.months_on));
    case Alignment::Kind::day_of_year:
      return fmt::format("the next {} {} following", align.day,
                         kMonths[align.month % kMonths.size()]);
  }
  return {};
}

namespace {

Result<Trigger> take_trigger(WordsCursor& in, int depth) {
  if (depth > kDeepest) return Error{Code::parse, "conditions stand too deep in each other"};
  Trigger t;
  in.accept("on");
  SERVANDA_ASSIGN_OR_RETURN(t.align, take_alignment(in));
  if (const std::optional<Period> period = take_period(in)) {
    t.after = *period;
    if (!in.accept("after")) return expected(in, "\"after\"");
  }
  SERVANDA_RETURN_IF_ERROR(take_core(in, t, depth));
  SERVANDA_RETURN_IF_ERROR(take_qualifiers(in, t));
  SERVANDA_RETURN_IF_ERROR(take_condition(in, t, depth));
  SERVANDA_RETURN_IF_ERROR(take_counting(in, t));
  return t;
}

}  // namespace

std::string words_for(const Trigger& t) {
  std::string words = words_for(t.align);
  if (!words.empty()) words += ' ';
  if (!t.after.empty()) {
    words += period_words(t.after) + " after ";
  } else if (words.empty()) {
    words = "on ";
  }
  words += core(t) + qualifiers(t);
  if (!t.condition.empty()) words += fmt::format(" if [{}]", words_for(t.condition.front()));
  if (t.otherwise && !t.condition.empty())
    words += fmt::format(", else {} after it", period_words(*t.otherwise));
  if (t.counting == Counting::full_periods) words += ", in full periods";
  if (t.counting == Counting::date_to_date) words += ", counted date to date";
  return words;
}

Result<Trigger> parse_trigger(std::string_view words) {
  WordsCursor in(words);
  SERVANDA_ASSIGN_OR_RETURN(Trigger trigger, take_trigger(in, 0));
  if (!in.at_end()) return expected(in, "the end of the clause");
  return trigger;
}

std::string period_words(const Period& period) {
  // Beyond this nobody counts in words.
  constexpr int kMost = 1000000;
  if (period.empty() || period.months / 12 > kMost || period.days > kMost) return to_text(period);
  std::string words;
  const auto add = [&](const Period& part) {
    if (!part.empty()) words += (words.empty() ? "" : " and ") + in_words(part);
  };
  add({period.months / 12 * 12, 0});
  add({period.months % 12, 0});
  add({0, period.days});
  return words;
}

Result<Period> parse_period_words(std::string_view words) {
  WordsCursor in(words);
  const std::optional<Period> period = take_period(in);
  if (!period || !in.at_end())
    return expected(in, "a period (\"20 years\", \"1 year and 6 months\", \"P20Y\")");
  return *period;
}

}  // namespace servanda
