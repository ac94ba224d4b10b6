#include "servanda/render/derivation.h"

#include <fmt/format.h>

#include <iterator>

namespace servanda {
namespace {

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

/// "2025-10-02", written digit by digit: there are millions of them.
void append_day(std::string& out, Day day) {
  const std::chrono::year_month_day date(day);
  const int year = static_cast<int>(date.year());
  if (year < 0 || year > 9999) {
    out += to_text(day);
    return;
  }
  const auto two = [&out](unsigned value) {
    out += static_cast<char>('0' + value / 10);
    out += static_cast<char>('0' + value % 10);
  };
  two(static_cast<unsigned>(year) / 100);
  two(static_cast<unsigned>(year) % 100);
  out += '-';
  two(static_cast<unsigned>(date.month()));
  out += '-';
  two(static_cast<unsigned>(date.day()));
}

void append_when(std::string& out, const std::optional<When>& when) {
  if (!when) {
    out += "null";
  } else if (when->exact() && !when->instant) {
    out += '"';
    append_day(out, when->earliest);
    out += '"';
  } else {
    append_quoted(out, to_text(*when));
  }
}

void append_list(std::string& out, std::string_view key, const std::vector<std::string>& texts) {
  out += ",\"";
  out += key;
  out += "\":[";
  for (const std::string& text : texts) {
    if (&text != &texts.front()) out += ',';
    append_quoted(out, text);
  }
  out += ']';
}

void append_party(std::string& out, const DerivedParty& party) {
  append_quoted(out, party.state);
  out += ":{\"from\":";
  append_when(out, party.from);
  out += ",\"until\":";
  append_when(out, party.until);
  out += ",\"status\":\"";
  out += to_text(party.status);
  out += '"';
  if (!party.why.empty()) {
    out += ",\"why\":";
    append_quoted(out, party.why);
  }
  if (!party.earlier.empty()) {
    out += ",\"earlier\":[";
    for (const Membership::Spell& spell : party.earlier) {
      if (&spell != &party.earlier.front()) out += ',';
      out += "{\"from\":";
      append_when(out, spell.from);
      out += ",\"until\":";
      append_when(out, spell.out.when);
      out += '}';
    }
    out += ']';
  }
  out += '}';
}

std::string period_of(const DerivedParty& party) {
  std::string period;
  for (const Membership::Spell& spell : party.earlier) {
    period += fmt::format("{} to {}, ", to_text(spell.from), to_text(spell.out.when));
  }
  if (party.from) period += "from " + to_text(*party.from);
  if (party.until) period += " to " + to_text(*party.until);
  if (!party.why.empty()) period += (period.empty() ? "" : "; ") + party.why;
  return period;
}

}  // namespace

void append_json(std::string& out, std::string_view id, const Derivation& derivation) {
  out += '{';
  if (!id.empty()) {
    out += "\"id\":";
    append_quoted(out, id);
    out += ',';
  }
  out += "\"verdict\":\"";
  out += to_text(derivation.verdict);
  out += "\",\"in_force\":";
  append_when(out, derivation.in_force);
  out += ",\"readings\":[";
  for (const DerivedDay& reading : derivation.readings) {
    if (&reading != &derivation.readings.front()) out += ',';
    out += "{\"date\":";
    append_when(out, reading.when);
    out += ",\"because\":";
    append_quoted(out, reading.because);
    out += '}';
  }
  out += "],\"ended\":";
  append_when(out, derivation.ended);
  if (derivation.ended) {
    out += ",\"ended_because\":";
    append_quoted(out, derivation.ended_because);
    if (derivation.survives) {
      out += ",\"survives\":{\"of\":";
      append_quoted(out, derivation.survives->of);
      out += ",\"until\":";
      append_when(out, derivation.survives->until);
      out += '}';
    }
  }
  append_list(out, "missing", derivation.missing);
  if (!derivation.assumed.empty()) append_list(out, "assumed", derivation.assumed);
  if (!derivation.relied.empty()) append_list(out, "relied_on", derivation.relied);
  if (!derivation.doubts.empty()) append_list(out, "doubts", derivation.doubts);
  if (const auto& recorded = derivation.recorded) {
    out += ",\"recorded\":{\"date\":";
    append_when(out, recorded->when);
    out += ",\"agrees\":";
    out += recorded->agrees ? "true" : recorded->among_readings ? "\"in a reading\"" : "false";
    if (!recorded->explanation.empty()) {
      out += ",\"explanation\":";
      append_quoted(out, recorded->explanation);
    }
    out += '}';
  }
  if (!derivation.provisional.empty()) {
    out += ",\"provisional\":{";
    for (const ProvisionalSpell& spell : derivation.provisional) {
      if (&spell != &derivation.provisional.front()) out += ',';
      append_quoted(out, spell.state);
      out += ":{\"from\":";
      append_when(out, spell.from);
      out += ",\"until\":";
      append_when(out, spell.until);
      out += '}';
    }
    out += '}';
  }
  out += ",\"parties\":{";
  for (const DerivedParty& party : derivation.parties) {
    if (&party != &derivation.parties.front()) out += ',';
    append_party(out, party);
  }
  out += "}}";
}

std::string render(std::string_view title, const Derivation& derivation, const TextStyle& style) {
  Page page(style);
  page.title(title);
  page.labelled(to_text(derivation.verdict),
                page.painted(headline_of(derivation.verdict), paint_of(derivation.verdict)));
  for (const DerivedDay& reading : derivation.readings) {
    const std::string_view first = derivation.in_force ? "in force" : "perhaps";
    page.labelled(&reading == &derivation.readings.front() ? first : "or",
                  fmt::format("{}: {}", to_text(reading.when), reading.because));
  }
  if (derivation.ended) {
    page.labelled("ended",
                  fmt::format("{}: {}", to_text(*derivation.ended), derivation.ended_because));
    if (derivation.survives) {
      page.labelled("survives", fmt::format("{}{}", derivation.survives->of,
                                            derivation.survives->until
                                                ? ", to " + to_text(*derivation.survives->until)
                                                : std::string()));
    }
  }
  for (const std::string& missing : derivation.missing) page.labelled("missing", missing);
  for (const std::string& assumed : derivation.assumed) page.labelled("assumed", assumed);
  for (const std::string& relied : derivation.relied) page.labelled("rests on", relied);
  if (const auto& recorded = derivation.recorded) {
    page.labelled("recorded",
                  fmt::format("{}{}{}", to_text(recorded->when),
                              recorded->agrees ? ", as computed" : ": ", recorded->explanation));
  }
  for (const std::string& doubt : derivation.doubts) page.labelled("doubtful", doubt);
  if (!derivation.provisional.empty()) page.heading("Applied provisionally");
  for (const ProvisionalSpell& spell : derivation.provisional) {
    page.labelled(spell.state,
                  fmt::format("from {}{}", to_text(spell.from),
                              spell.until ? " to " + to_text(*spell.until) : std::string()));
  }
  page.heading("Parties");
  for (const DerivedParty& party : derivation.parties) {
    page.labelled(party.state, fmt::format("{:<12}{}", to_text(party.status), period_of(party)));
  }
  return std::move(page).finish();
}

}  // namespace servanda
