#include "servanda/journal/values.h"

#include <map>

#include "servanda/journal/actor_words.h"

namespace servanda {

std::string shown(std::string_view word) {
  constexpr std::size_t kMost = 60;
  if (word.size() <= kMost) return std::string(word);
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) --end;
  return std::string(word.substr(0, end)) + "…";
}

Fault wrong(Span span, std::string message, std::string expected) {
  return {span, std::move(message), std::move(expected)};
}

Fault missing(const WordsCursor& in, std::string what) {
  const std::string found =
      in.at_end() ? "the line ends here" : fmt::format("unexpected \"{}\"", shown(in.peek()));
  return {in.here(), found, std::move(what)};
}

std::string expected_words(std::string_view word, const std::vector<std::string_view>& words) {
  const std::string_view near = closest(word, words);
  return near.empty() ? fmt::format("one of {}",
                                    [&] {
                                      std::string list;
                                      for (const std::string_view w : words)
                                        list += (list.empty() ? "" : ", ") + std::string(w);
                                      return list;
                                    }())
                      : fmt::format("did you mean \"{}\"?", near);
}

Outcome take_id(WordsCursor& in, std::string& id, std::string_view what) {
  if (in.next_is('"')) {
    const WordsCursor before = in;
    auto value = in.take_quoted();
    if (!value) return wrong(before.here(), "the quote is not closed", "\"");
    id = *std::move(value);
    return {};
  }
  if (in.peek().empty()) return missing(in, std::string(what));
  id = in.take();
  return {};
}

Outcome take_string(WordsCursor& in, std::string& text, std::string_view what) {
  const WordsCursor before = in;
  if (!in.next_is('"')) return missing(in, fmt::format("{} in quotes", what));
  auto value = in.take_quoted();
  if (!value) return wrong(before.here(), "the quote is not closed", "\"");
  text = *std::move(value);
  return {};
}

Outcome take_text(WordsCursor& in, std::string& text, std::string_view what) {
  const WordsCursor before = in;
  auto value = take_free_text(in);
  if (!value) {
    return before.next_is('"') ? wrong(before.here(), "the quote is not closed", "\"")
                               : missing(in, std::string(what));
  }
  text = *std::move(value);
  return {};
}

Outcome take_date(WordsCursor& in, std::optional<Edtf>& date) {
  return take_parsed<Edtf>(in, date, parse_edtf, "a date (2025-01-17, 2025-01, 2025)");
}

Outcome take_period(WordsCursor& in, std::optional<Period>& period) {
  static const std::map<std::string_view, Period> kUnits{
      {"year", {12, 0}}, {"month", {1, 0}}, {"week", {0, 7}}, {"day", {0, 1}}};
  if (const auto unit = kUnits.find(in.peek()); unit != kUnits.end()) {
    in.take();
    period = unit->second;
    return {};
  }
  return take_parsed<Period>(in, period, parse_period, "a period (P30D, P1Y6M)");
}

Outcome take_act(WordsCursor& in, ActType& act) {
  return take_word(in, act, find_act_type, act_type_words(), "act");
}

Outcome take_list(WordsCursor& in, std::vector<Actor>& actors) {
  const WordsCursor before = in;
  Result<std::vector<Actor>> list = take_actors(in);
  if (!list)
    return wrong(in.at_end() ? before.here() : in.here(), list.error().message,
                 list.error().advice);
  actors = *std::move(list);
  return {};
}

Outcome take_one(WordsCursor& in, std::optional<Actor>& actor) {
  const WordsCursor before = in;
  Result<Actor> one = take_actor(in);
  if (!one)
    return wrong(in.at_end() ? before.here() : in.here(), one.error().message, one.error().advice);
  actor = *std::move(one);
  return {};
}

Outcome take_number(WordsCursor& in, int& number) {
  const std::string_view word = in.peek();
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (word.empty() || fault != std::errc() || end != word.data() + word.size() || number < 0) {
    return missing(in, "a whole number");
  }
  in.take();
  return {};
}

Outcome at_end(const WordsCursor& in) {
  if (in.at_end()) return {};
  return missing(in, "the end of the line");
}

Outcome take_line(WordsCursor& in, std::string& text) {
  if (in.next_is('"')) {
    if (auto fault = take_string(in, text, "a text")) return fault;
    return at_end(in);
  }
  text = in.take_rest();
  if (text.empty()) return missing(in, "a text");
  return {};
}

Outcome take_optional_act(WordsCursor& in, std::optional<ActType>& act) {
  ActType type{};
  if (auto fault = take_act(in, type)) return fault;
  act = type;
  return {};
}

}  // namespace servanda
