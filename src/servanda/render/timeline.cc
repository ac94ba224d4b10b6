#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "servanda/query/lines.h"
#include "servanda/render/render.h"
#include "servanda/render/sections.h"

namespace servanda {
namespace {

Json entry_to_json(const TimelineEntry& entry) {
  Json json;
  json["date"] = entry.date;
  json["what"] = entry.what;
  if (!entry.state.empty()) json["state"] = entry.state;
  json["computed"] = entry.computed;
  if (!entry.detail.empty()) json["detail"] = entry.detail;
  if (!entry.from.empty()) {
    json["from"] = Json::array();
    for (const Backing& backing : entry.from) json["from"].push_back(backing_to_json(backing));
  }
  return json;
}

Json reading_to_json(const TimelineReading& reading) {
  Json json;
  json["reading"] = reading.reading;
  json["because"] = reading.because;
  json["renewals"] = reading.renewals;
  json["next_end"] = reading.next_end ? Json(*reading.next_end) : Json(nullptr);
  json["last_day_for_notice"] = reading.last_notice ? Json(*reading.last_notice) : Json(nullptr);
  if (reading.notice_unknown) json["notice_length"] = "unknown";
  json["entries"] = Json::array();
  for (const TimelineEntry& entry : reading.entries)
    json["entries"].push_back(entry_to_json(entry));
  return json;
}

}  // namespace

Json backing_to_json(const Backing& backing) {
  Json json;
  json["source"] = backing.source;
  if (!backing.publisher.empty()) json["publisher"] = backing.publisher;
  if (!backing.published.empty()) json["published"] = backing.published;
  json["authority"] = to_text(backing.authority);
  if (!backing.words.empty()) json["words"] = backing.words;
  if (backing.bytes) json["bytes"] = {backing.bytes->begin, backing.bytes->end};
  return json;
}

Json line_to_json(const Line& line) {
  Json json;
  json["text"] = line.text;
  if (!line.speaker.empty()) json["speaker"] = line.speaker;
  if (!line.via.empty()) json["via"] = line.via;
  json["stance"] = to_text(line.stance);
  if (!line.date.empty()) json["date"] = line.date;
  json["from"] = Json::array();
  for (const Backing& backing : line.from) json["from"].push_back(backing_to_json(backing));
  return json;
}

Json lines_to_json(const std::vector<Line>& lines) {
  Json json = Json::array();
  for (const Line& line : lines) json.push_back(line_to_json(line));
  return json;
}

/// The quotations behind an entry, to see whether the next rests on the same.
std::vector<std::string> words_of(const TimelineEntry& entry) {
  std::vector<std::string> words;
  for (const Backing& backing : entry.from) words.push_back(backing.words);
  return words;
}

void add_entry(Page& page, const TimelineEntry& entry) {
  std::string text =
      entry.state.empty() ? entry.what : fmt::format("{}: {}", entry.state, entry.what);
  if (!entry.detail.empty()) text += fmt::format(" ({})", entry.detail);
  const std::string references = page.references(entry.from);
  if (!references.empty()) text += " " + references;
  page.labelled(entry.date.empty() ? "undated" : entry.date, text);
}

void add_sources(Page& page) {
  if (page.used().empty()) return;
  page.heading("Sources");
  const std::vector<Backing> used = page.used();
  for (std::size_t i = 0; i < used.size(); ++i) {
    const Backing& backing = used[i];
    std::string text = backing.publisher.empty() ? backing.source : backing.publisher;
    if (!backing.published.empty()) text += ", " + backing.published;
    text += fmt::format(" ({}; {})", to_text(backing.authority), backing.source);
    page.hanging(fmt::format("  [{}] ", i + 1), text, kQuiet);
  }
}

void add_life(Page& page, const TimelineAnswer& answer) {
  for (std::size_t i = 0; i < answer.recorded.size(); ++i) {
    const TimelineEntry& entry = answer.recorded[i];
    add_entry(page, entry);
    // One sentence that tells of several acts is quoted once, below the last of them.
    const bool again =
        i + 1 < answer.recorded.size() && words_of(answer.recorded[i + 1]) == words_of(entry);
    if (!again) page.words(16, entry.from);
  }
  for (const TimelineReading& reading : answer.readings) {
    if (!reading.reading.empty()) {
      page.hanging(
          "  ",
          fmt::format("Reading {}: {}; {} renewal{} so far{}", reading.reading, reading.because,
                      reading.renewals, reading.renewals == 1 ? "" : "s",
                      reading.last_notice ? "; last day for notice " + *reading.last_notice : ""),
          kStrong);
    }
    for (const TimelineEntry& entry : reading.entries) add_entry(page, entry);
    if (reading.notice_unknown)
      page.labelled("", "last day for notice: unknown, the length of the notice is not recorded",
                    kOpen);
  }
  for (const ClaimComparison& claim : answer.claims) {
    std::string text = fmt::format("claimed {}", claim.claim.text);
    if (!claim.claim.speaker.empty()) text += " by " + claim.claim.speaker;
    if (!claim.supports.empty())
      text += fmt::format("; agrees with reading {}", fmt::join(claim.supports, ", "));
    if (!claim.excludes.empty())
      text += fmt::format("; does not agree with {}", fmt::join(claim.excludes, ", "));
    const std::string references = page.references(claim.claim.from);
    page.labelled(claim.claim.date, text + (references.empty() ? "" : " " + references));
  }
}

std::string render_timeline(const TimelineAnswer& answer, const TextStyle& style) {
  Page page(style);
  page.title(
      fmt::format("{} ({})", answer.title.empty() ? answer.treaty : answer.title, answer.treaty));
  if (!answer.parties.empty())
    page.labelled("parties", fmt::format("{}", fmt::join(answer.parties, ", ")));
  page.labelled("known", to_text(answer.known));
  page.blank();
  add_life(page, answer);
  if (!answer.norms.empty()) page.heading("Norms");
  for (const NormLine& norm : answer.norms) {
    std::string text = norm_in_words(norm.norm);
    text += norm.binding.empty() ? " — does not bind yet"
                                 : fmt::format(" — binds {}", fmt::join(norm.binding, ", "));
    page.labelled("article " + norm.norm.article, text);
  }
  if (!answer.contradictions.empty()) page.heading("Contradictions");
  for (const Line& line : answer.contradictions) add_line(page, line);
  if (!answer.unknown.empty()) page.heading("Not known");
  for (const std::string& unknown : answer.unknown) page.hanging("  ", unknown);
  add_sources(page);
  return std::move(page).finish();
}

Json timeline_to_json(const TimelineAnswer& answer) {
  Json json;
  json["treaty"] = answer.treaty;
  json["title"] = answer.title;
  json["parties"] = answer.parties;
  json["known"] = to_text(answer.known);
  json["recorded"] = Json::array();
  for (const TimelineEntry& entry : answer.recorded)
    json["recorded"].push_back(entry_to_json(entry));
  json["readings"] = Json::array();
  for (const TimelineReading& reading : answer.readings)
    json["readings"].push_back(reading_to_json(reading));
  json["norms"] = Json::array();
  for (const NormLine& norm : answer.norms) {
    Json one;
    one["article"] = norm.norm.article;
    if (!norm.norm.about.empty()) one["about"] = norm.norm.about;
    one["text"] = norm_in_words(norm.norm);
    one["binding"] = norm.binding;
    json["norms"].push_back(std::move(one));
  }
  json["claims"] = Json::array();
  for (const ClaimComparison& claim : answer.claims) {
    Json one = line_to_json(claim.claim);
    if (!claim.supports.empty()) one["supports"] = claim.supports;
    if (!claim.excludes.empty()) one["excludes"] = claim.excludes;
    json["claims"].push_back(std::move(one));
  }
  json["contradictions"] = lines_to_json(answer.contradictions);
  json["unknown"] = answer.unknown;
  return json;
}

}  // namespace servanda
