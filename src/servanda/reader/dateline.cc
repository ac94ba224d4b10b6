#include "servanda/reader/dateline.h"

#include <algorithm>
#include <array>

#include "servanda/language/names.h"

namespace servanda {
namespace {

constexpr std::size_t kReach = 400;

bool place_like(const std::vector<Token>& tokens, std::size_t at) {
  return tokens[at].kind == TokenKind::word && (tokens[at].all_caps || tokens[at].capital);
}

/// The first capital or state named between two tokens, also in capitals only.
std::string state_between(const std::vector<Token>& tokens, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end; ++at) {
    const std::optional<NameMatch> match = gazetteer().match(tokens, at);
    if (match && match->end <= end &&
        (match->entry->kind == NameKind::capital || match->entry->kind == NameKind::state)) {
      return match->entry->code;
    }
  }
  return {};
}

std::optional<Day> day_of(const DatePhrase& phrase, std::optional<Day> published) {
  if (!phrase.day || !phrase.month) return std::nullopt;
  const std::optional<Edtf> date = resolve(phrase, {published, DateSense::past, {}});
  return date ? date->day() : std::nullopt;
}

}  // namespace

Dateline find_dateline(std::string_view text, std::optional<Day> published) {
  Dateline line;
  std::size_t limit = std::min(kReach, text.size());
  while (limit > 0 && limit < text.size() &&
         (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U)
    --limit;
  std::string_view head = text.substr(0, limit);
  const std::size_t paragraph = head.find("\n\n");
  const bool short_first = paragraph < 160;
  const std::vector<Token> tokens = tokenize(head, 0);
  if (tokens.empty()) return line;
  // A byline of its own: "By Helen Marsh | Published May 23, 2025".
  const bool byline = tokens.front().is("by") || (short_first && paragraph < 120);
  if (byline && short_first) {
    std::size_t end = 0;
    while (end < tokens.size() && tokens[end].span.end <= paragraph) ++end;
    bool found = false;
    for (std::size_t at = 0; at < end; ++at) {
      if (const std::optional<DatePhrase> date = find_date(tokens, at);
          date && date->day && date->end <= end) {
        line.day = day_of(*date, published);
        found = true;
        break;
      }
    }
    // What closes with a full stop is a sentence, however short, and is read.
    const bool ends_open = text[paragraph - 1] != '.' || tokens.front().is("by");
    if (ends_open && (found || tokens.front().is("by"))) {
      line.end = paragraph;
      line.state = state_between(tokens, 0, end);
      return line;
    }
  }
  // "PLACE[/PLACE][, date] [(agency)] -- ", "PLACE. date (agency) - ", "PLACE, date. /TASS/. "
  std::size_t at = 0;
  bool dash = false, agency = false;
  std::optional<DatePhrase> date;
  bool place = false;
  if (tokens.size() > 2 && tokens[0].is("press") && tokens[1].is("release"))
    at = tokens[2].is(".") ? 3 : 2;
  const std::size_t start = at;
  while (at < tokens.size() && at < start + 24) {
    const Token& token = tokens[at];
    if (token.is("--") || token.is("-")) {
      dash = true;
      ++at;
      break;
    }
    if (const std::optional<DatePhrase> found = find_date(tokens, at);
        found && found->day && !date) {
      date = found;
      at = found->end;
      continue;
    }
    if (token.is("(") || token.is("/")) {
      // An agency in brackets or slashes, or "LONDON/BERLIN".
      const std::string close = token.is("(") ? ")" : "/";
      std::size_t stop = at + 1;
      while (stop < tokens.size() && stop < at + 6 && !tokens[stop].is(close)) ++stop;
      if (stop < tokens.size() && tokens[stop].is(close) &&
          (token.is("(") || tokens[at - (at > 0 ? 1 : 0)].kind == TokenKind::mark)) {
        agency = true;
        at = stop + 1;
        continue;
      }
      ++at;
      continue;
    }
    if (token.is(",") || token.is(".") || token.is("|") || token.is(":")) {
      ++at;
      // "MOSCOW, March 26." or "London, 15 November 2024." closes without a dash.
      if (token.is(".") && place && date && at < tokens.size() && !tokens[at].is("(") &&
          !tokens[at].is("/") && !tokens[at].is("--")) {
        dash = true;
        break;
      }
      continue;
    }
    if (!place_like(tokens, at)) break;
    if (date && !agency) break;
    place = true;
    ++at;
    if (at - start > 8 && !date) break;
  }
  const bool first_caps = tokens[start].all_caps;
  if (dash && place && (first_caps || date || agency) && at < tokens.size()) {
    line.end = tokens[at].span.begin;
    line.state = state_between(tokens, start, at);
    if (date) line.day = day_of(*date, published);
  } else if (date && place && short_first && paragraph < 80) {
    line.end = paragraph;
    line.state = state_between(tokens, start, at);
    line.day = day_of(*date, published);
  }
  return line;
}

namespace {

/// "media", "report", "newspaper": carriers without a name.
bool nameless_carrier(std::string_view lower) {
  static constexpr std::array kWords = {"media", "report", "reports",  "newspaper", "paper",
                                        "daily", "agency", "magazine", "tv",        "press"};
  return std::any_of(kWords.begin(), kWords.end(), [&](const char* word) { return lower == word; });
}

/// "Canadian premier on US policies": where what they speak on begins, or the end.
std::size_t end_of_source(std::string_view text, Span span, const Memory& memory) {
  const std::size_t on = span.of(text).find(" on ");
  if (on == std::string_view::npos) return span.end;
  Sentence sentence;
  sentence.text = text;
  sentence.tokens = tokenize(text.substr(span.begin, on), span.begin);
  for (const Token& token : sentence.tokens) sentence.words.push_back(&word_info(token.lower));
  sentence.phrase_at.assign(sentence.tokens.size(), -1);
  // "Commission on Human Rights" is a name; a known person or office before "on" is the whole of
  // it.
  const std::optional<ActorSpan> found = find_actor(sentence, 0, memory);
  return found && found->end >= sentence.tokens.size() ? span.begin + on : span.end;
}

/// A hyphen or a short dash may stand in a range or a name: "November 29 - December 1".
bool may_be_source(std::string_view tail) {
  const std::vector<Token> tokens = tokenize(tail, 0);
  if (tokens.empty() || tokens.size() > 8) return false;
  if (tokens.front().is("a") || tokens.front().is("an")) return false;
  return std::none_of(tokens.begin(), tokens.end(),
                      [](const Token& token) { return token.kind == TokenKind::number; });
}

std::optional<Attribution> source_between(std::string_view text, Span span, const Memory& memory) {
  span.end = end_of_source(text, span, memory);
  std::vector<Token> tokens = tokenize(span.of(text), span.begin);
  if (tokens.empty() || tokens.size() > 12) return std::nullopt;
  Attribution source;
  Actor actor;
  if (nameless_carrier(tokens.back().lower) && tokens.size() <= 3) {
    actor.name = span.of(text);
    actor.kind = ActorKind::outlet;
    source.via.push_back(actor);
    return source;
  }
  Sentence sentence;
  sentence.text = text;
  sentence.tokens = std::move(tokens);
  for (const Token& token : sentence.tokens) sentence.words.push_back(&word_info(token.lower));
  sentence.phrase_at.assign(sentence.tokens.size(), -1);
  if (const std::optional<ActorSpan> found = find_actor(sentence, 0, memory);
      found && !found->phrase.actors.empty()) {
    actor = found->phrase.actors.front();
    if (found->end >= sentence.tokens.size()) {
      if (actor.kind == ActorKind::agency || actor.kind == ActorKind::outlet) {
        source.via.push_back(actor);
      } else {
        source.speaker = actor;
      }
      return source;
    }
  }
  // What is not understood is still who says so.
  actor = Actor{};
  actor.name = span.of(text);
  const std::vector<std::string> codes = find_parties(sentence, 0, sentence.tokens.size());
  if (codes.size() == 1)
    (gazetteer().is_organisation(codes[0]) ? actor.org : actor.state) = codes[0];
  source.speaker = actor;
  return source;
}

}  // namespace

Headline split_headline(std::string_view text, Memory& memory) {
  Headline headline;
  headline.body = {0, text.size()};
  const auto trim = [&](Span span) {
    while (span.begin < span.end && text[span.begin] == ' ') ++span.begin;
    while (span.end > span.begin && text[span.end - 1] == ' ') --span.end;
    return span;
  };
  // The last dash with spaces around it.
  for (std::string_view dash : {" \xE2\x80\x94 ", " \xE2\x80\x93 ", " - ", " -- "}) {
    const std::size_t at = text.rfind(dash);
    if (at == std::string_view::npos || at == 0) continue;
    const Span tail = trim({at + dash.size(), text.size()});
    if (tail.empty() || tail.size() > 80) continue;
    if (dash != " \xE2\x80\x94 " && !may_be_source(tail.of(text))) continue;
    std::optional<Attribution> source = source_between(text, tail, memory);
    if (!source) continue;
    headline.source = std::move(source);
    headline.body = trim({0, at});
    return headline;
  }
  const std::size_t colon = text.find(": ");
  if (colon < 40) {
    const Span head = trim({0, colon});
    std::vector<Token> tokens = tokenize(head.of(text), 0);
    if (tokens.size() <= 4 && !tokens.empty() && tokens.front().capital) {
      if (tokens.front().is("preview") || tokens.front().is("exclusive") ||
          tokens.front().is("update") || tokens.front().is("breaking") ||
          tokens.front().is("video") || tokens.front().is("watch")) {
        headline.body = trim({colon + 1, text.size()});
        return headline;
      }
      std::optional<Attribution> source = source_between(text, head, memory);
      const bool known =
          source &&
          ((source->speaker && (!source->speaker->state.empty() || !source->speaker->org.empty() ||
                                source->speaker->kind)) ||
           !source->via.empty());
      if (known) {
        headline.source = std::move(source);
        headline.body = trim({colon + 1, text.size()});
        return headline;
      }
    }
  }
  return headline;
}

}  // namespace servanda
