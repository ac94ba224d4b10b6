#include "servanda/render/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "servanda/render/render.h"
#include "servanda/render/sections.h"

namespace servanda {
namespace {

/// The text with the words that were asked for made visible, with colours or without.
std::string with_marks(const Page& page, const std::string& text, const std::vector<Span>& marked,
                       bool colour) {
  std::string shown;
  std::size_t at = 0;
  for (const Span& span : marked) {
    if (span.begin < at || span.end > text.size()) continue;
    shown += text.substr(at, span.begin - at);
    const std::string word(span.of(text));
    shown += colour ? page.painted(word, kStrong) : "*" + word + "*";
    at = span.end;
  }
  return shown + text.substr(at);
}

std::string facet_line(const std::vector<FacetCount>& counts) {
  std::string line;
  for (std::size_t i = 0; i < counts.size() && i < 8; ++i)
    line += fmt::format("{}{} {}", i == 0 ? "" : " · ", counts[i].value, counts[i].count);
  return line;
}

/// A list of what `tell` says of each.
template <typename T, typename Tell>
Json list_of(const std::vector<T>& values, Tell tell) {
  Json list = Json::array();
  for (const T& value : values) list.push_back(tell(value));
  return list;
}

Json facet_to_json(const FacetCount& count) {
  Json json;
  json["value"] = count.value;
  json["count"] = count.count;
  return json;
}

Json span_to_json(const Span& span) {
  Json json;
  json["start"] = span.begin;
  json["end"] = span.end;
  return json;
}

Json hit_to_json(const SearchHit& hit) {
  Json json;
  json["statement"] = hit.statement;
  if (!hit.treaty.empty()) json["treaty"] = hit.treaty;
  if (!hit.title.empty()) json["title"] = hit.title;
  json["act"] = hit.act;
  json["stance"] = hit.stance;
  if (!hit.date.empty()) json["date"] = hit.date;
  if (!hit.source.empty()) json["source"] = hit.source;
  if (!hit.standing.empty()) json["standing"] = hit.standing;
  json["text"] = hit.text;
  json["marked"] = list_of(hit.marked, span_to_json);
  return json;
}

Json understood_to_json(const UnderstoodWord& word) {
  Json json;
  json["asked"] = word.asked;
  json["found"] = word.found;
  return json;
}

Json decision_to_json(const Decision& decision) {
  Json json;
  json["decision"] = to_text(decision.ruling);
  json["statement"] = decision.statement;
  if (!decision.by_statement.empty()) json["with"] = decision.by_statement;
  json["at"] = to_text(decision.at);
  if (!decision.by.empty()) json["by"] = decision.by;
  if (!decision.reason.empty()) json["because"] = decision.reason;
  return json;
}

Json review_line_to_json(const ReviewLine& line) {
  Json json;
  json["id"] = line.id;
  if (!line.treaty.empty()) json["treaty"] = line.treaty;
  json["frame"] = line.frame;
  json["line"] = line_to_json(line.line);
  if (!line.document.empty()) json["document"] = line.document;
  json["entry"] = line.entry;
  json["proposed"] = decision_to_json(line.proposed);
  if (line.decided) json["decided"] = decision_to_json(*line.decided);
  return json;
}

Json precision_to_json(const FramePrecision& frame) {
  Json json;
  json["frame"] = frame.frame;
  json["accepted"] = frame.accepted;
  json["amended"] = frame.amended;
  json["rejected"] = frame.rejected;
  json["waiting"] = frame.waiting;
  const std::optional<double> share = frame.precision();
  json["precision"] = share ? Json(*share) : Json(nullptr);
  return json;
}

std::string decided_in_words(const Decision& decision) {
  std::string text = fmt::format("{} at {}", to_text(decision.ruling), to_text(decision.at));
  if (!decision.by.empty()) text += " by " + decision.by;
  if (!decision.reason.empty()) text += ": " + decision.reason;
  return text;
}

void add_review_line(Page& page, const ReviewLine& line) {
  page.labelled(line.id, fmt::format("{} [{}]", line.line.text, line.frame));
  page.words(18, line.line.from);
  // In a list the doubt alone; what a reading rests on is told where it is looked at by itself.
  const std::string& reason = line.proposed.reason;
  if (reason.starts_with("not sure") && !line.decided)
    page.hanging("                  ", reason.substr(0, reason.find(';')), kQuiet);
  if (line.decided) page.hanging("                  ", decided_in_words(*line.decided), kQuiet);
}

}  // namespace

std::string render_search(const SearchAnswer& answer, const TextStyle& style) {
  Page page(style);
  for (const UnderstoodWord& word : answer.understood) {
    std::string found;
    for (std::size_t i = 0; i < word.found.size() && i < 6; ++i)
      found += (i == 0 ? "" : ", ") + word.found[i];
    page.labelled("looked for", found.empty() ? fmt::format("{}: nothing like it", word.asked)
                                              : fmt::format("{}: {}", word.asked, found));
  }
  for (const SearchHit& hit : answer.hits) {
    std::string head = hit.title.empty() ? hit.treaty : hit.title;
    if (head.empty()) head = hit.act;
    page.hanging(
        "• ", fmt::format("{} — {}{}{}{}", head, hit.act, hit.date.empty() ? "" : ", " + hit.date,
                          hit.stance == "asserted" ? "" : ", " + hit.stance,
                          hit.standing.empty() ? "" : " (" + hit.standing + ")"));
    if (hit.text != head)
      page.hanging("    ", with_marks(page, hit.text, hit.marked, style.colour));
    page.hanging("    ",
                 fmt::format("{}{}  {}", hit.treaty.empty() ? "" : hit.treaty + "  ", hit.source,
                             hit.statement),
                 kQuiet);
  }
  page.blank();
  page.labelled("found", fmt::format("{}{}", answer.at_least ? "more than " : "", answer.total));
  const auto facet = [&](const char* name, const std::vector<FacetCount>& counts) {
    if (!counts.empty()) page.labelled(name, facet_line(counts));
  };
  facet("states", answer.states);
  facet("subjects", answer.subjects);
  facet("acts", answer.acts);
  facet("stances", answer.stances);
  facet("years", answer.years);
  return std::move(page).finish();
}

Json search_to_json(const SearchAnswer& answer) {
  Json json;
  json["total"] = answer.total;
  json["at_least"] = answer.at_least;
  json["hits"] = list_of(answer.hits, hit_to_json);
  Json facets;
  facets["state"] = list_of(answer.states, facet_to_json);
  facets["subject"] = list_of(answer.subjects, facet_to_json);
  facets["act"] = list_of(answer.acts, facet_to_json);
  facets["stance"] = list_of(answer.stances, facet_to_json);
  facets["year"] = list_of(answer.years, facet_to_json);
  json["facets"] = std::move(facets);
  json["understood"] = list_of(answer.understood, understood_to_json);
  return json;
}

std::string render_precision(const ReviewAnswer& answer, const TextStyle& style) {
  Page page(style);
  for (const FramePrecision& frame : answer.precision) {
    const std::optional<double> share = frame.precision();
    const std::size_t decided = frame.accepted + frame.amended + frame.rejected;
    page.labelled(
        share ? fmt::format("{:.0f} %", *share * 100) : "—",
        fmt::format("{}: {} of {} accepted as proposed{}{}{}", frame.frame, frame.accepted, decided,
                    frame.amended == 0 ? "" : fmt::format(", {} amended", frame.amended),
                    frame.rejected == 0 ? "" : fmt::format(", {} rejected", frame.rejected),
                    frame.waiting == 0 ? "" : fmt::format("; {} waiting", frame.waiting)));
  }
  return std::move(page).finish();
}

std::string render_review(const ReviewAnswer& answer, const TextStyle& style) {
  Page page(style);
  for (const ReviewLine& line : answer.lines) add_review_line(page, line);
  if (!answer.lines.empty()) page.blank();
  page.labelled("waiting", fmt::format("{}", answer.waiting));
  return std::move(page).finish();
}

namespace {

/// The line of the document around some bytes, cut to what a reviewer needs; the bytes move along.
std::string surroundings(const std::string& document, Span& bytes) {
  constexpr std::size_t kAround = 240;
  std::size_t begin = document.rfind('\n', bytes.begin);
  begin = begin == std::string::npos ? 0 : begin + 1;
  if (begin > bytes.begin) begin = bytes.begin;
  std::size_t end = std::min(document.find('\n', bytes.end), document.size());
  const auto inside = [&](std::size_t at) {
    return at < document.size() && (static_cast<unsigned char>(document[at]) & 0xC0U) == 0x80U;
  };
  bool cut_before = false;
  bool cut_behind = false;
  if (bytes.begin - begin > kAround) {
    begin = bytes.begin - kAround;
    while (inside(begin)) ++begin;
    cut_before = true;
  }
  if (end - bytes.end > kAround) {
    end = bytes.end + kAround;
    while (inside(end)) --end;
    cut_behind = true;
  }
  const std::string before = cut_before ? "… " : "";
  std::string text = before + document.substr(begin, end - begin) + (cut_behind ? " …" : "");
  bytes = {bytes.begin - begin + before.size(), bytes.end - begin + before.size()};
  return text;
}

}  // namespace

std::string render_proposal(const ReviewLine& line, const std::string& document, std::size_t number,
                            std::size_t count, const TextStyle& style) {
  Page page(style);
  page.blank();
  page.heading(fmt::format("{} of {}: {}", number, count, line.frame));
  page.labelled("reading", line.line.text);
  if (!line.line.speaker.empty()) page.labelled("says", line.line.speaker);
  if (!line.line.via.empty()) page.labelled("through", line.line.via);
  if (!line.treaty.empty()) page.labelled("treaty", line.treaty);
  if (!line.proposed.reason.empty()) page.labelled("rests on", line.proposed.reason);
  if (!line.line.from.empty()) {
    const Backing& backing = line.line.from.front();
    page.labelled("source", backing.published.empty()
                                ? fmt::format("{}, undated", backing.source)
                                : fmt::format("{}, {}", backing.source, backing.published));
    if (backing.bytes && backing.bytes->end <= document.size() &&
        backing.bytes->begin < backing.bytes->end) {
      Span bytes = *backing.bytes;
      const std::string text = surroundings(document, bytes);
      page.labelled("words", with_marks(page, text, {bytes}, style.colour));
    } else {
      page.words(18, line.line.from);
    }
  }
  return std::move(page).finish();
}

Json review_to_json(const ReviewAnswer& answer) {
  Json json;
  json["waiting"] = answer.waiting;
  json["proposals"] = list_of(answer.lines, review_line_to_json);
  json["precision"] = list_of(answer.precision, precision_to_json);
  return json;
}

std::string render_since(const std::vector<SinceBatch>& batches, const TextStyle& style) {
  Page page(style);
  for (const SinceBatch& batch : batches) {
    page.heading(fmt::format("{}{}{}", to_text(batch.mark.at),
                             batch.mark.of.empty() ? "" : "  " + batch.mark.of,
                             batch.mark.by.empty() ? "" : ", by " + batch.mark.by));
    for (std::size_t i = 0; i < batch.stands.size() && i < 50; ++i) add_line(page, batch.stands[i]);
    if (batch.stands.size() > 50)
      page.hanging("  ", fmt::format("… and {} more", batch.stands.size() - 50));
    for (const ReviewLine& line : batch.proposed) add_review_line(page, line);
    for (const Decision& decision : batch.decisions)
      page.hanging("  ", fmt::format("{}: {}", decision.statement, decided_in_words(decision)));
    page.blank();
  }
  if (batches.empty()) page.hanging("", "nothing came in");
  return std::move(page).finish();
}

Json since_to_json(const std::vector<SinceBatch>& batches) {
  Json list = Json::array();
  for (const SinceBatch& batch : batches) {
    Json one;
    one["at"] = to_text(batch.mark.at);
    if (!batch.mark.by.empty()) one["by"] = batch.mark.by;
    if (!batch.mark.of.empty()) one["of"] = batch.mark.of;
    one["counts"]["statements"] = batch.all_stand;
    one["counts"]["proposed"] = batch.all_proposed;
    one["counts"]["decisions"] = batch.all_decisions;
    one["statements"] = lines_to_json(batch.stands);
    one["proposed"] = list_of(batch.proposed, review_line_to_json);
    one["decisions"] = list_of(batch.decisions, decision_to_json);
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace servanda
