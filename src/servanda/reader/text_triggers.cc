#include "servanda/reader/text_triggers.h"

#include <re2/re2.h>

#include <algorithm>

#include "servanda/reader/text_names.h"

namespace servanda {
namespace {

Trigger trigger_on(Trigger::On on) {
  Trigger trigger;
  trigger.on = on;
  return trigger;
}

/// Which states must be among those that consent: "including …", named one by one.
std::vector<std::string> named_states(std::string_view cased) {
  static const RE2 kIncluding(
      R"((?i)\b(?:including|which (?:shall|must) include) (?:those of |that of |the governments of |the )*(.{5,400}))");
  static const RE2 kDescribed(
      R"((?i)designated as|depositar|original part|at least|\d|^(?:two|three|four|five|six|seven|eight|nine|ten|all|each|every)\b)");
  re2::StringPiece list;
  if (!RE2::PartialMatch(re2::StringPiece(cased.data(), cased.size()), kIncluding, &list)) {
    return {};
  }
  if (RE2::PartialMatch(list, kDescribed)) return {};
  return states_named_in(std::string_view(list.data(), list.size()));
}

/// "members of the Council of Europe" → "CoE"; the rest in the text's words.
std::string group_name(std::string_view who) {
  std::string name = members_of(std::string(who));
  while (!name.empty() && (name.back() == ' ' || name.back() == ',')) name.pop_back();
  return name;
}

std::string members_as_written(std::string_view who, std::string_view cased) {
  // The words with their capitals, where they stand so in the sentence.
  std::string lower(cased);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  const std::size_t at = lower.find(who);
  return at == std::string::npos ? std::string(who) : std::string(cased.substr(at, who.size()));
}

void add_quota(const Formulas& formulas, std::string_view about, std::string_view cased,
               Trigger& trigger) {
  for (const FormulaMatch& match : formulas.all("consents.of", about)) {
    Quota quota;
    quota.count = match.number("count");
    if (match.value == "members") {
      if (quota.count != trigger.count) continue;
      quota.members = group_name(match.part("who"));
    } else {
      if (quota.count < 2 && trigger.count < 3) continue;
      const std::string_view who = match.part("who");
      // Names of states come as `including`.
      if (!states_named_in(members_as_written(who, cased)).empty() &&
          who.find("council") == std::string_view::npos &&
          who.find("member") == std::string_view::npos)
        continue;
      quota.members = group_name(who);
    }
    if (quota.members.empty()) continue;
    trigger.of.push_back(std::move(quota));
    return;
  }
}

void add_weight(const Formulas& formulas, std::string_view about, Trigger& trigger) {
  const std::optional<FormulaMatch> match = formulas.first("consents.weight", about);
  if (!match) return;
  Weight weight;
  weight.of = match->part("of");
  std::string share(match->part("share"));
  std::replace(share.begin(), share.end(), ',', '.');
  weight.share = std::stod(share) / 100;
  if (*weight.share > 1) return;
  trigger.weight.push_back(std::move(weight));
}

/// "At least 6 exporting countries holding 60 per cent of the votes, and 10 importing countries
/// holding …", as commodity agreements count: each class has its own number and weight.
std::optional<Trigger> consents_by_class(std::string_view about) {
  static const RE2 kClass(
      R"(\b(\d{1,3}) ([a-z][a-z -]{2,40}?(?:countries|members|states|governments|parties)),? (?:holding|having|with|representing|accounting for|which (?:hold|have|represent|account for))(?: between them)? (?:at least |not less than |no less than |a minimum of |more than )?(\d{1,2}(?:[.,]\d+)?) ?(?:per ?cent|%) of (?:the )?([a-z][^;,]{3,60}?)(?:,| have\b| has\b| and\b| as\b|$))");
  Trigger trigger = trigger_on(Trigger::On::consents);
  re2::StringPiece rest(about.data(), about.size());
  int count = 0;
  std::string members;
  std::string share;
  std::string of;
  while (RE2::FindAndConsume(&rest, kClass, &count, &members, &share, &of)) {
    Quota quota;
    quota.count = count;
    quota.members = members;
    trigger.of.push_back(std::move(quota));
    std::replace(share.begin(), share.end(), ',', '.');
    Weight weight;
    weight.share = std::stod(share) / 100;
    weight.of = of + " of " + members;
    trigger.weight.push_back(std::move(weight));
  }
  if (trigger.of.size() < 2) return std::nullopt;
  return trigger;
}

/// The sentence up to where it tells how long the treaty then lasts.
std::string_view without_duration(const Formulas& formulas, std::string_view plain) {
  const std::optional<FormulaMatch> match = formulas.first("force.tail", plain);
  return match ? match->part("kept") : plain;
}

std::optional<Trigger> on_date(const Formulas& formulas, std::string_view about,
                               std::string_view cased) {
  if (!formulas.holds("event.self-date", about)) return std::nullopt;
  std::optional<Edtf> date = date_named_in(std::string(about));
  if (!date) return std::nullopt;
  Trigger trigger = trigger_on(Trigger::On::date);
  trigger.date = std::move(date);
  // "… provided that at least eleven instruments have been deposited": a condition.
  if (std::optional<Trigger> condition = consents_in(formulas, about, cased)) {
    if (about.find("provided") != std::string_view::npos ||
        about.find(" if ") != std::string_view::npos) {
      trigger.condition.push_back(std::move(*condition));
    }
  }
  return trigger;
}

std::optional<Trigger> notification(const Formulas& formulas, std::string_view about,
                                    std::string_view cased) {
  Trigger trigger = trigger_on(Trigger::On::last_notification);
  if (formulas.holds("event.first-notice", about)) {
    trigger.on = Trigger::On::first_notification;
  }
  // "the date on which the Government of A informs the Government of B": one party's alone.
  if (const auto match = formulas.first("event.one-notice", about)) {
    const std::string who = members_as_written(match->part("who"), cased);
    static const RE2 kEach(R"((?i)part(?:y|ies)|each|both|governments|other)");
    const std::vector<std::string> named = states_named_in(who);
    if (!RE2::PartialMatch(who, kEach) && named.size() == 1) trigger.including = named;
  }
  return trigger;
}

std::optional<Trigger> event_in(const Formulas& formulas, std::string_view about,
                                std::string_view cased, bool bilateral) {
  if (std::optional<Trigger> date = on_date(formulas, about, cased)) return date;
  const std::optional<FormulaMatch> event = formulas.first("event", about);
  const std::string_view what = event ? event->value : std::string_view();
  if (what == "exchange-instruments") return trigger_on(Trigger::On::exchange);
  if (bilateral && what == "exchange") return trigger_on(Trigger::On::exchange);
  if (bilateral && what == "last-notification") return notification(formulas, about, cased);
  // "… the date of signature by both Governments": of two, that is no count of consents.
  if ((bilateral || formulas.holds("event.signature.both", about)) && what == "signature" &&
      !formulas.holds("event.signature.not", about)) {
    return trigger_on(Trigger::On::signature);
  }
  if (std::optional<Trigger> consents = consents_in(formulas, about, cased)) return consents;
  if (what == "exchange") return trigger_on(Trigger::On::exchange);
  if (what == "last-notification") return notification(formulas, about, cased);
  if (what == "signature" && !formulas.holds("event.signature.not", about)) {
    return trigger_on(Trigger::On::signature);
  }
  if (const auto treaty = formulas.first("event.treaty", about)) {
    Trigger trigger = trigger_on(Trigger::On::treaty);
    trigger.treaty = members_as_written(treaty->part("name"), cased);
    return trigger;
  }
  return std::nullopt;
}

}  // namespace

Delay delay_in(const Formulas& formulas, std::string_view plain) {
  Delay delay;
  if (const auto month = formulas.first("delay.month", plain)) {
    delay.align.kind = Alignment::Kind::first_of_month;
    const int kth = month->number("kth");
    delay.align.months_on = kth == 0 ? 1 : kth;
    delay.found = true;
    if (const auto after = formulas.first("delay.after-month", plain)) {
      delay.after = after->period().value_or(Period{});
    }
    return delay;
  }
  if (formulas.holds("delay.year", plain)) {
    delay.align = *parse_alignment("day:1-jan");
    delay.found = true;
    return delay;
  }
  for (const char* group : {"delay.day", "delay.period"}) {
    const auto match = formulas.first(group, plain);
    if (!match) continue;
    if (const std::optional<Period> period = match->period()) {
      delay.after = *period;
      delay.found = true;
      return delay;
    }
  }
  return delay;
}

std::optional<Trigger> consents_in(const Formulas& formulas, std::string_view said,
                                   std::string_view cased) {
  // "Thirty days after three States have ratified": the number of days counts no States.
  static const RE2 kPeriod(
      R"(\b\d{1,4}((?:st|nd|rd|th)? (?:calendar |full )?(?:days?|weeks?|months?|years?)\b))");
  std::string without_periods(said);
  RE2::GlobalReplace(&without_periods, kPeriod, "some\\1");
  const std::string_view about = without_periods;
  static const RE2 kFraction(R"(\b\d/\d\b)");
  std::string without_fractions = without_periods;  // "2/3 of the States": not three States
  RE2::GlobalReplace(&without_fractions, kFraction, "some");
  // "Ukraine and at least one EFTA State have deposited": one by name, others by number.
  const bool mixed = without_fractions.find("at least") != std::string::npos ||
                     without_fractions.find("not less than") != std::string::npos;
  if (const auto match = mixed ? formulas.first("consents.mixed", without_fractions)
                               : std::optional<FormulaMatch>()) {
    const std::vector<std::string> named =
        states_named_in(members_as_written(match->part("names"), cased));
    std::string members = members_as_written(match->part("members"), cased);
    // "EFTA State": members of an organisation that goes by its letters.
    const auto capitals =
        std::count_if(members.begin(), members.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    for (const std::string_view word :
         {" States", " State", " Countries", " Country", " Members"}) {
      if (capitals > 2 && members.ends_with(word)) members.resize(members.size() - word.size());
    }
    if (!named.empty() && !members.empty()) {
      Trigger trigger = trigger_on(Trigger::On::consents);
      trigger.including = named;
      trigger.count = match->number("count") + static_cast<int>(named.size());
      Quota quota;
      quota.count = match->number("count");
      quota.members = std::move(members);
      trigger.of.push_back(std::move(quota));
      return trigger;
    }
  }
  if (std::optional<Trigger> classes = consents_by_class(about)) return classes;
  if (const auto match = formulas.first("consents.count", without_fractions)) {
    Trigger trigger = trigger_on(Trigger::On::consents);
    trigger.count = match->number("count");
    if (trigger.count > 0) {
      trigger.including = named_states(cased);
      add_quota(formulas, about, cased, trigger);
      add_weight(formulas, about, trigger);
      return trigger;
    }
  }
  if (const auto match = formulas.first("consents.share", about)) {
    Trigger trigger = trigger_on(Trigger::On::consents);
    Quota quota;
    quota.share =
        match->value.empty() ? std::string(match->part("share")) : std::string(match->value);
    quota.members = members_as_written(match->part("members"), cased);
    // "two thirds of the Member States of SADC": the organisation names them.
    const std::string_view members = match->part("members");
    const std::string_view behind =
        about.substr(static_cast<std::size_t>(members.data() + members.size() - about.data()));
    if (behind.starts_with(" of ")) {
      const std::string named = members_of(std::string(behind.substr(4, 60)));
      if (named.size() < 8) quota.members = named;
    }
    for (const std::string_view word : {"the ", "those ", "these "}) {
      if (quota.members.starts_with(word)) quota.members.erase(0, word.size());
    }
    if (quota.members == "them") quota.members = "States Parties";
    trigger.of.push_back(std::move(quota));
    trigger.including = named_states(cased);
    if (trigger.including.empty()) {
      // "… by France and the United States, and by a majority of the other signatory States"
      static const RE2 kNamed(
          R"((?i)\b(?:ratif\w+|deposit\w*|instruments?)\b.*?\bby (.{4,600}?),? and by (?:at least )?(?:a majority|half|two|three) )");
      std::string names;
      if (RE2::PartialMatch(re2::StringPiece(cased.data(), cased.size()), kNamed, &names)) {
        trigger.including = states_named_in(names);
      }
    }
    add_weight(formulas, about, trigger);
    return trigger;
  }
  if (formulas.holds("consents.all", about)) return trigger_on(Trigger::On::all_consents);
  return std::nullopt;
}

std::optional<Trigger> trigger_in(const Formulas& formulas, const TextSentence& sentence,
                                  bool bilateral) {
  const std::string_view about = without_duration(formulas, sentence.plain);
  std::optional<Trigger> trigger = event_in(formulas, about, sentence.cased, bilateral);
  if (!trigger || trigger->on == Trigger::On::date) return trigger;
  const Delay delay = delay_in(formulas, about);
  trigger->after = delay.after;
  trigger->align = delay.align;
  // "… or on the same date as the Charter Treaty enters into force, whichever is later"
  if (const auto other = formulas.first("event.or-treaty", about)) {
    Trigger treaty = trigger_on(Trigger::On::treaty);
    std::string name = members_as_written(other->part("name"), sentence.cased);
    if (name.starts_with("the ")) name.erase(0, 4);
    treaty.treaty = std::move(name);
    Trigger both = trigger_on(Trigger::On::later_of);
    both.parts = {*std::move(trigger), std::move(treaty)};
    return both;
  }
  return trigger;
}

std::optional<Trigger> joining_in(const Formulas& formulas, const TextSentence& sentence) {
  const std::string_view about = without_duration(formulas, sentence.plain);
  if (!formulas.holds("event.own", about)) return std::nullopt;
  // The delay of the joiner stands behind the verb; what stands before tells who joins.
  const std::optional<FormulaMatch> verb = formulas.first("force.verb", about);
  std::string_view tail = verb ? verb->part("tail") : about;
  // "… of the fourth instrument, and thereafter for each State on the date of its deposit"
  if (const std::size_t later = tail.find("thereafter"); later != std::string_view::npos) {
    if (formulas.holds("event.own", tail.substr(later))) tail = tail.substr(later);
  }
  Delay delay = delay_in(formulas, tail);
  if (!delay.found && !formulas.holds("event.own", tail)) {
    delay = delay_in(formulas, verb ? verb->part("head") : about);
  }
  Trigger own = trigger_on(Trigger::On::own_consent);
  own.after = delay.after;
  own.align = delay.align;
  if (!formulas.holds("force.later.whichever", about)) return own;
  Trigger self = trigger_on(Trigger::On::treaty);
  self.treaty = "self";
  Trigger both = trigger_on(Trigger::On::later_of);
  both.parts = {std::move(own), std::move(self)};
  return both;
}

ForceOf speaks_of_force(const Formulas& formulas, const TextSentence& sentence) {
  const std::string_view plain = sentence.plain;
  const std::optional<FormulaMatch> verb = formulas.first("force.verb", plain);
  if (!verb || formulas.holds("force.not", plain)) return ForceOf::nothing;
  // The noun nearest before the verb that no preposition governs is what enters into force.
  std::string_view head = verb->part("head");
  while (!head.empty() && (head.back() == ' ' || head.back() == ',')) head.remove_suffix(1);
  std::string_view last;
  bool found = false;
  for (std::size_t at = 0; at < head.size();) {
    const auto noun = formulas.first("force.noun", head.substr(at));
    if (!noun) break;
    // The row that begins first wins: rows of the group are asked in turn.
    std::optional<FormulaMatch> nearest;
    for (const FormulaMatch& one : formulas.all("force.noun", head.substr(at))) {
      if (!nearest || one.part("").data() < nearest->part("").data()) nearest = one;
    }
    const std::string_view whole = nearest->part("");
    if (nearest->part("before").empty()) {
      last = nearest->value;
      found = true;
    }
    at = static_cast<std::size_t>(whole.data() - head.data()) +
         std::max<std::size_t>(1, whole.size());
  }
  const bool joins =
      formulas.holds("force.joining", plain) && !formulas.holds("force.joining.not", plain);
  if (found && last == "other") return ForceOf::other;
  if (joins) return ForceOf::joiner;
  return found ? ForceOf::treaty : ForceOf::nothing;
}

}  // namespace servanda
