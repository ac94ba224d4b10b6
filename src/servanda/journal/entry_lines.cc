#include "servanda/journal/entry_lines.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "servanda/journal/actor_words.h"
#include "servanda/journal/treaty_lines.h"

namespace servanda {
namespace {

template <typename Take>
Outcome whole_line(WordsCursor& in, Take take) {
  auto fault = take();
  return fault ? fault : at_end(in);
}

bool read_number(std::string_view digits, std::size_t& value) {
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return !digits.empty() && fault == std::errc() && end == digits.data() + digits.size();
}

Outcome take_bytes(WordsCursor& in, Citation& citation) {
  const std::size_t begin = in.position();
  const std::string_view run = in.take();
  const std::size_t dots = run.find("..");
  Span bytes;
  if (dots == std::string_view::npos || !read_number(run.substr(0, dots), bytes.begin) ||
      !read_number(run.substr(dots + 2), bytes.end)) {
    return wrong(in.span_since(begin), "this is no byte range", "two byte offsets, as in 54..201");
  }
  if (bytes.end < bytes.begin) {
    return wrong(in.span_since(begin), "the range ends before it begins", "the lower offset first");
  }
  citation.bytes = bytes;
  return {};
}

/// "iranintl-2025-03-26 bytes 54..201 "the words that say it""
Outcome take_citation(WordsCursor& in, std::vector<Citation>& from) {
  Citation citation;
  if (auto fault = take_id(in, citation.source, "the id of a source")) return fault;
  if (in.accept("bytes")) {
    if (auto fault = take_bytes(in, citation)) return fault;
  }
  if (in.next_is('"')) {
    if (auto fault = take_string(in, citation.words, "the words")) return fault;
  }
  if (auto fault = at_end(in)) return fault;
  from.push_back(std::move(citation));
  return {};
}

Outcome take_day(WordsCursor& in, std::optional<Day>& day) {
  return take_parsed<Day>(in, day, parse_day, "a day (2025-01-17)");
}

Outcome take_weight(WordsCursor& in, std::optional<double>& weight) {
  const std::string_view word = in.peek();
  double value = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (word.empty() || fault != std::errc() || end != word.data() + word.size() ||
      !std::isfinite(value) || value < 0) {
    return missing(in, "a weight (17.89)");
  }
  in.take();
  weight = value;
  return {};
}

/// "FRA, DEU from 1949-05-05 until 2022-03-16 weight 17.89": one row for each that is named.
Outcome take_members(WordsCursor& in, std::vector<GroupMember>& members) {
  std::vector<std::string> states;
  do {
    if (auto fault = take_id(in, states.emplace_back(), "the code of a state (RUS)")) return fault;
  } while (in.accept(','));
  GroupMember row;
  while (!in.at_end()) {
    Outcome fault;
    const WordsCursor before = in;
    if (!row.from && in.accept("from")) {
      fault = take_day(in, row.from);
    } else if (!row.until && in.accept("until")) {
      fault = take_day(in, row.until);
      if (!fault && row.from && *row.until <= *row.from) {
        fault = wrong(before.here(), "the membership ends before it begins",
                      "the first day on which it no longer is");
      }
    } else if (!row.weight && in.accept("weight")) {
      fault = take_weight(in, row.weight);
    } else {
      fault = missing(in, "\"from\", \"until\", \"weight\" (each once) or the end of the line");
    }
    if (fault) return fault;
  }
  for (std::string& state : states) {
    row.state = std::move(state);
    members.push_back(row);
  }
  return {};
}

Outcome read_station(WordsCursor& in, Station& station) {
  if (auto fault = take_act(in, station.act)) return fault;
  while (!in.at_end()) {
    Outcome fault;
    if (in.accept("of")) {
      fault = take_optional_act(in, station.of);
    } else if (in.accept("by")) {
      fault = take_text(in, station.by, "who acts");
    } else if (in.accept("to")) {
      fault = take_text(in, station.body, "before whom");
    } else if (in.accept("basis")) {
      fault = take_string(in, station.basis, "the legal basis");
    } else if (in.accept("within")) {
      fault = take_period(in, station.within);
    } else if (in.accept("waits")) {
      fault = take_period(in, station.waits);
      if (!fault && in.accept("in"))
        fault = take_string(in, station.days, "which days are counted");
    } else if (in.accept("optional")) {
      station.optional = true;
    } else if (in.accept("to-verify")) {
      station.to_verify = true;
    } else {
      fault = missing(in,
                      "\"by\", \"to\", \"of\", \"basis\", \"within\", \"waits\", \"optional\" or "
                      "\"to-verify\"");
    }
    if (fault) return fault;
  }
  return {};
}

}  // namespace

const LineKeys& statement_keys() {
  static const LineKeys kKeys{{"from", "says", "via", "stance", "said", "known", "note"}, {"from"}};
  return kKeys;
}

const LineKeys& treaty_entry_keys() {
  static const LineKeys kKeys = [] {
    LineKeys keys = statement_keys();
    keys.all.insert(keys.all.end(), treaty_keys().begin(), treaty_keys().end());
    keys.many.emplace_back("norm");
    return keys;
  }();
  return kKeys;
}

const LineKeys& source_keys() {
  static const LineKeys kKeys{
      {"title", "publisher", "published", "language", "authority", "url", "file", "sha256", "note"},
      {}};
  return kKeys;
}

const LineKeys& pathway_keys() {
  static const LineKeys kKeys{{"station"}, {"station"}};
  return kKeys;
}

const LineKeys& group_keys() {
  static const LineKeys kKeys{{"unit", "member", "from", "known", "note"}, {"member", "from"}};
  return kKeys;
}

Outcome read_statement_line(std::string_view key, WordsCursor& in, Statement& s) {
  if (key == "from") return take_citation(in, s.from);
  if (key == "says") {
    return whole_line(in, [&]() -> Outcome {
      if (s.speaker)
        return wrong(in.here(), "the speaker is named twice", "one of \"by\", \"says\"");
      return take_one(in, s.speaker);
    });
  }
  if (key == "via") return whole_line(in, [&] { return take_list(in, s.via); });
  if (key == "stance") {
    return whole_line(in, [&]() -> Outcome {
      if (s.stance == Stance::denied)
        return wrong(in.here(), "\"deny\" says the stance already", "\"claim\" with this stance");
      return take_word(in, s.stance, find_stance, stance_words(), "stance");
    });
  }
  if (key == "said") {
    return whole_line(in, [&]() -> Outcome {
      if (s.said)
        return wrong(in.here(), "the day on which it was said stands there twice",
                     "the date before the entry, or this line");
      return take_date(in, s.said);
    });
  }
  if (key == "known") return whole_line(in, [&] { return take_day(in, s.known); });
  if (key == "note") return take_line(in, s.note);
  return unknown_key();
}

Outcome read_source_line(std::string_view key, WordsCursor& in, Source& source) {
  if (key == "title") return take_line(in, source.title);
  if (key == "publisher") return take_line(in, source.publisher);
  if (key == "language") return take_line(in, source.language);
  if (key == "url") return take_line(in, source.url);
  if (key == "file") return take_line(in, source.file);
  if (key == "sha256") return take_line(in, source.sha256);
  if (key == "note") return take_line(in, source.note);
  if (key == "published") return whole_line(in, [&] { return take_date(in, source.published); });
  if (key == "authority") {
    return whole_line(in, [&] {
      return take_word(in, source.authority, find_authority, authority_words(), "authority");
    });
  }
  return unknown_key();
}

Outcome read_pathway_line(std::string_view key, WordsCursor& in, Pathway& pathway) {
  if (key != "station") return unknown_key();
  return read_station(in, pathway.stations.emplace_back());
}

Outcome read_group_line(std::string_view key, WordsCursor& in, GroupTable& group) {
  if (key == "member") return take_members(in, group.members);
  if (key == "unit") return take_line(in, group.unit);
  if (key == "from") return take_citation(in, group.from);
  if (key == "known") return whole_line(in, [&] { return take_day(in, group.known); });
  if (key == "note") return take_line(in, group.note);
  return unknown_key();
}

}  // namespace servanda
