// Dates in words from the shell: one phrase, or all dates of a text.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "servanda/base/utf8.h"
#include "servanda/cli/cli.h"
#include "servanda/language/dates_in_text.h"
#include "servanda/register/files.h"
#include "servanda/time/edtf_parts.h"
#include "servanda/time/when.h"

namespace servanda::cli {
namespace {

constexpr const char* kForms =
    "an EDTF date (2025-01-17, 2025-01, 2025~, 2002-03/2002-04), an instant with its zone, or a "
    "date in words (\"last Wednesday\")";

Json bounds_json(const Edtf& date) {
  const DayBounds& bounds = date.bounds();
  Json json;
  json["earliest"] = bounds.earliest ? Json(to_text(*bounds.earliest)) : Json(nullptr);
  json["latest"] = bounds.latest ? Json(to_text(*bounds.latest)) : Json(nullptr);
  return json;
}

std::optional<DatesOptions> options_of(const DateOrder& order, int& code) {
  DatesOptions options;
  if (!order.published.empty()) {
    const Result<Day> day = parse_day(order.published);
    if (!day) {
      code = wrong_use(fmt::format("--published {}: {}", order.published, day.error().message),
                       "a day (2025-01-17)");
      return std::nullopt;
    }
    options.document = *day;
  }
  if (!order.language.empty()) options.language = language_of(order.language);
  if (order.direction == "past") options.sense = DateSense::past;
  if (order.direction == "future") options.sense = DateSense::future;
  if (!order.order.empty()) options.month_first = order.order == "mdy";
  return options;
}

Json json_of(const DateInText& found, std::string_view text) {
  Json json;
  json["words"] = text.substr(found.span.begin, found.span.end - found.span.begin);
  json["begin"] = found.span.begin;
  json["end"] = found.span.end;
  json["rule"] = found.rule;
  if (found.period) {
    json["period"] = to_text(*found.period);
    return json;
  }
  json["granularity"] = to_text(found.granularity);
  if (!found.date) {
    json["date"] = nullptr;
    json["open"] = found.fault.empty() ? "the day that it counts from is not known" : found.fault;
    return json;
  }
  json["date"] = found.date->text();
  json.update(bounds_json(*found.date));
  if (found.extent) {
    json["extent"] = found.extent->text();
    json["extent_earliest"] = bounds_json(*found.extent)["earliest"];
    json["extent_latest"] = bounds_json(*found.extent)["latest"];
  }
  if (found.sense != DateSense::unmarked || found.cue) json["direction"] = to_text(found.sense);
  if (found.cue) {
    json["cue"] = text.substr(found.cue->begin, found.cue->end - found.cue->begin);
  }
  if (found.other) json["other"] = found.other->text();
  if (!found.disagreement.empty()) json["disagreement"] = found.disagreement;
  if (found.phrase.kind == DatePhrase::Kind::range) {
    json["words_of_ends"] = Json::array();
    for (const DatePhrase& part : found.phrase.parts) {
      if (part.span.empty()) continue;
      json["words_of_ends"].push_back(
          text.substr(part.span.begin, part.span.end - part.span.begin));
    }
    if (json["words_of_ends"].empty()) json.erase("words_of_ends");
  }
  return json;
}

std::string line_of(const DateInText& found, std::string_view text) {
  const std::string_view words = text.substr(found.span.begin, found.span.end - found.span.begin);
  std::string line;
  if (found.period) {
    line = fmt::format("{:<24} \"{}\"  period", to_text(*found.period), words);
  } else {
    line = fmt::format("{:<24} \"{}\"  {}, {}", found.date ? found.date->text() : "not known",
                       words, found.rule, to_text(found.granularity));
    if (!found.fault.empty()) line += ", " + found.fault;
    if (found.cue) {
      line += fmt::format(", {} by \"{}\"", to_text(found.sense),
                          text.substr(found.cue->begin, found.cue->end - found.cue->begin));
    }
    if (found.extent) line += ", bound " + found.extent->text();
    if (found.other) line += ", else " + found.other->text();
    if (!found.disagreement.empty()) line += ", the two disagree: " + found.disagreement;
  }
  return line + "\n";
}

int print_found(const std::vector<DateInText>& found, std::string_view text, const Common& common) {
  if (common.format == "json") {
    Json all = Json::array();
    for (const DateInText& one : found) all.push_back(json_of(one, text));
    Json json;
    json["dates"] = std::move(all);
    print(json);
  } else {
    for (const DateInText& one : found) print(line_of(one, text));
  }
  return kAnswered;
}

int print_moment(const Moment& moment, const Common& common) {
  Json json;
  json["canonical"] = to_text(moment);
  if (const auto* date = std::get_if<Edtf>(&moment)) {
    json.update(bounds_json(*date));
    json["level"] = date->level();
    const DayBounds& bounds = date->bounds();
    if (bounds.unknown_start) json["unknown_start"] = true;
    if (bounds.unknown_end) json["unknown_end"] = true;
    if (date->uncertain()) json["uncertain"] = true;
    if (date->approximate()) json["approximate"] = true;
    for (const EdtfPart& part : parts_of(*date)) {
      Json one;
      one["text"] = part.text;
      if (part.uncertain) one["uncertain"] = true;
      if (part.approximate) one["approximate"] = true;
      if (part.unspecified) one["unspecified"] = true;
      json["parts"][std::string(to_text(part.kind))] = std::move(one);
    }
    if (const Result<Instant> instant = parse_instant(date->text())) {
      json["utc"] = to_text(Instant{instant->utc});
    }
  } else {
    const Instant& instant = std::get<Instant>(moment);
    json["day"] = to_text(instant.local_day());
    json["utc"] = to_text(Instant{instant.utc});
  }
  if (common.format == "json") {
    print(json);
    return kAnswered;
  }
  for (const auto& item : json.items()) {
    if (item.value().is_object()) continue;  // the parts: for programs
    const std::string value = item.value().is_null()      ? "open"
                              : item.value().is_string()  ? item.value().get<std::string>()
                              : item.value().is_boolean() ? "yes"
                                                          : item.value().dump();
    print(fmt::format("{:<13} {}\n", item.key(), value));
  }
  return kAnswered;
}

}  // namespace

int run_date_parse(const DateOrder& order, const Common& common) {
  int code = kAnswered;
  DatesOptions options;
  if (const std::optional<DatesOptions> given = options_of(order, code)) {
    options = *given;
  } else {
    return code;
  }
  const std::string& text = order.first;
  // A date with a local time is EDTF, though no instant that a question could mean.
  if (const Result<Edtf> date = parse_edtf(text)) return print_moment(Moment(*date), common);
  const Result<Moment> moment = parse_moment(text);
  if (moment) return print_moment(*moment, common);
  if (find_invalid_utf8(text).has_value()) return wrong_use("the text is not UTF-8", kForms);
  // First as a phrase alone, then as a sentence with dates in it. One piece without white space is
  // read whole or not at all: "2025-13" is no year with something behind it.
  options.phrase_alone = true;
  std::vector<DateInText> found = find_dates(text, options);
  const bool one_piece = text.find_first_of(" \t\n") == std::string::npos;
  const std::size_t covered = found.size() == 1 ? found[0].span.end - found[0].span.begin : 0;
  if (one_piece && covered != text.size()) {
    found.clear();
  } else if (covered < text.size() * 2 / 3) {
    options.phrase_alone = false;
    std::vector<DateInText> in_sentence = find_dates(text, options);
    if (!in_sentence.empty()) found = std::move(in_sentence);
  }
  if (found.empty()) {
    return wrong_use(
        fmt::format("{}: {}; and no date in words", text, parse_edtf(text).error().message),
        kForms);
  }
  if (found.size() == 1 && !found[0].fault.empty()) {
    return wrong_use(fmt::format("{}: {}", text, found[0].fault), kForms);
  }
  print_found(found, text, common);
  // A date that counts from an unknown day, or that figures leave between two days.
  const bool open = std::any_of(found.begin(), found.end(), [](const DateInText& one) {
    return !one.period &&
           (!one.date || !one.disagreement.empty() || (one.phrase.month_first && !one.date->day()));
  });
  return open ? kOpen : kAnswered;
}

int run_date_find(const DateOrder& order, const Common& common) {
  int code = kAnswered;
  const std::optional<DatesOptions> options = options_of(order, code);
  if (!options) return code;
  for (const std::string& path : order.files) {
    Result<std::string> text = path == "-" ? read_standard_input() : read_file(path);
    if (!text) return fail(text.error());
    print_found(find_dates(*text, *options), *text, common);
  }
  return kAnswered;
}

}  // namespace servanda::cli
