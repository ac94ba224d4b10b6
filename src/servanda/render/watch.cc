#include "servanda/render/watch.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "servanda/base/sha256.h"
#include "servanda/base/utf8.h"
#include "servanda/render/sections.h"

namespace servanda {
namespace {

std::string station_text(const PathwayStation& station, Page& page) {
  std::string text = fmt::format("{}: {}", station.who, station.text);
  if (!station.done.empty()) text += ", " + station.done;
  if (station.passed_unseen) text += " (not recorded; a later step is)";
  if (station.optional && station.done.empty()) text += " (optional)";
  if (station.next) text += "  ← next";
  const std::string references = page.references(station.from);
  if (!references.empty()) text += " " + references;
  if (station.next && !station.basis.empty()) {
    text += fmt::format(" ({}{})", station.basis, station.to_verify ? "; to be verified" : "");
  }
  return text;
}

/// Text of a property (RFC 5545, 3.3.11).
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

/// One content line, folded after at most 75 octets, never within a character (3.1).
void add_content(std::string& out, std::string line) {
  constexpr std::size_t kMost = 75;
  std::size_t room = kMost;
  while (line.size() > room) {
    std::size_t cut = room;
    while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
    out += line.substr(0, cut) + "\r\n ";
    line.erase(0, cut);
    room = kMost - 1;
  }
  out += line + "\r\n";
}

std::string compact(Day day) {
  std::string text = to_text(day);
  std::erase(text, '-');
  return text;
}

std::string name_of(const std::string& id, const std::string& title) {
  return title.empty() ? id : title;
}

std::string told(const ComingDay& day) {
  std::string text = day.what;
  if (!day.state.empty()) text = day.state + " " + text;
  if (!day.reading.empty()) text += " (reading " + day.reading + ")";
  return text;
}

}  // namespace

std::string render_days(const std::vector<ComingDay>& days, const TextStyle& style) {
  Page page(style);
  for (const ComingDay& day : days) {
    page.labelled(day.date, fmt::format("{}: {}", day.treaty, told(day)));
    if (!day.title.empty()) page.hanging(std::string(16, ' '), day.title, kQuiet);
  }
  if (days.empty()) page.hanging("", "Nothing changes by itself in that time.");
  return std::move(page).finish();
}

Json days_to_json(const std::vector<ComingDay>& days) {
  Json json = Json::array();
  for (const ComingDay& day : days) {
    json.push_back({{"date", day.date},
                    {"treaty", day.treaty},
                    {"title", day.title},
                    {"what", day.what},
                    {"state", day.state.empty() ? Json(nullptr) : Json(day.state)},
                    {"reading", day.reading.empty() ? Json(nullptr) : Json(day.reading)}});
  }
  return json;
}

std::string days_to_calendar(const std::vector<ComingDay>& days, const std::string& title,
                             Day stamp) {
  std::string out;
  add_content(out, "BEGIN:VCALENDAR");
  add_content(out, "VERSION:2.0");
  add_content(out, "PRODID:-//Servanda//treaty calendar//EN");
  // What calendars show as the name; the property of RFC 7986 is not yet known to all of them.
  add_content(out, "NAME:" + escaped(title));
  add_content(out, "X-WR-CALNAME:" + escaped(title));
  add_content(out, "REFRESH-INTERVAL;VALUE=DURATION:P1D");
  for (const ComingDay& day : days) {
    add_content(out, "BEGIN:VEVENT");
    const std::string what = told(day);
    add_content(out, "UID:" + sha256_hex(day.treaty + "\n" + day.date + "\n" + what).substr(0, 24) +
                         "@servanda");
    add_content(out, "DTSTAMP:" + compact(stamp) + "T000000Z");
    add_content(out, "DTSTART;VALUE=DATE:" + compact(day.day));
    add_content(out, "SUMMARY:" + escaped(fmt::format("{}: {}", day.treaty, what)));
    const std::string name = name_of(day.treaty, day.title);
    add_content(out, "DESCRIPTION:" + escaped(day.date == to_text(day.day)
                                                  ? name
                                                  : fmt::format("{} ({})", name, day.date)));
    add_content(out, "TRANSP:TRANSPARENT");
    // A last day needs time to act before it; what happens by itself, time to know of it.
    add_content(out, "BEGIN:VALARM");
    add_content(out, "ACTION:DISPLAY");
    add_content(out, "DESCRIPTION:" + escaped(fmt::format("{}: {}", day.treaty, what)));
    add_content(out, day.what.starts_with("last day") ? "TRIGGER:-P30D" : "TRIGGER:-P7D");
    add_content(out, "END:VALARM");
    add_content(out, "END:VEVENT");
  }
  add_content(out, "END:VCALENDAR");
  return out;
}

std::string render_changes(const std::vector<Change>& changes, const TextStyle& style) {
  Page page(style);
  for (const Change& change : changes) {
    page.hanging("", change.treaty, kStrong);
    if (!change.title.empty()) page.hanging("    ", change.title);
    page.labelled("  before", fmt::format("{}: {}", to_text(change.before), change.because_before));
    page.labelled("  after", fmt::format("{}: {}", to_text(change.after), change.because_after));
    for (const std::string& act : change.acts) page.labelled("  new", act);
  }
  if (changes.empty()) page.hanging("", "Nothing differs.");
  return std::move(page).finish();
}

Json changes_to_json(const std::vector<Change>& changes) {
  Json json = Json::array();
  for (const Change& change : changes) {
    json.push_back({{"treaty", change.treaty},
                    {"title", change.title},
                    {"before", to_text(change.before)},
                    {"after", to_text(change.after)},
                    {"because_before", change.because_before},
                    {"because_after", change.because_after},
                    {"new", change.acts}});
  }
  return json;
}

void add_pathway(Page& page, const PathwayAnswer& pathway) {
  if (pathway.title.empty()) {
    page.hanging("  ", fmt::format("{}: no pathway is on file", pathway.state));
    return;
  }
  page.hanging("  ", fmt::format("{}: {}", pathway.state, pathway.title), kStrong);
  for (const PathwayStation& station : pathway.stations) {
    const bool done = !station.done.empty();
    const std::string_view mark = done ? "✓" : station.next ? "▸" : "·";
    page.hanging(fmt::format("    {} ", mark), station_text(station, page),
                 done           ? std::string_view()
                 : station.next ? kOpen
                                : kQuiet);
  }
  if (pathway.next_actor.empty()) {
    page.labelled("  next", "every required step is recorded");
  } else {
    page.labelled("  next",
                  fmt::format("{}{}", pathway.next_actor,
                              pathway.next_until.empty() ? "" : ", by " + pathway.next_until));
    if (!pathway.earliest.empty())
      page.labelled(
          "  earliest",
          fmt::format(
              "done not before {}{}", pathway.earliest,
              pathway.uncounted.empty() ? "" : "; " + pathway.uncounted + " taken as all days"));
  }
}

std::string render_pathway(const PathwayAnswer& pathway, const TextStyle& style) {
  Page page(style);
  add_pathway(page, pathway);
  add_sources(page);
  return std::move(page).finish();
}

Json pathway_to_json(const PathwayAnswer& pathway) {
  Json one;
  one["state"] = pathway.state;
  one["title"] = pathway.title;
  one["next"] = pathway.next_actor.empty() ? Json(nullptr) : Json(pathway.next_actor);
  one["next_until"] = pathway.next_until.empty() ? Json(nullptr) : Json(pathway.next_until);
  one["earliest"] = pathway.earliest.empty() ? Json(nullptr) : Json(pathway.earliest);
  if (!pathway.uncounted.empty()) one["uncounted"] = pathway.uncounted;
  one["stations"] = Json::array();
  for (const PathwayStation& station : pathway.stations) {
    one["stations"].push_back({{"who", station.who},
                               {"act", station.text},
                               {"basis", station.basis},
                               {"done", station.done.empty() ? Json(nullptr) : Json(station.done)},
                               {"next", station.next},
                               {"optional", station.optional},
                               {"to_verify", station.to_verify}});
  }
  return one;
}

}  // namespace servanda
