#include "servanda/reader/text_provisions.h"

#include <re2/re2.h>

#include <algorithm>

#include "servanda/language/tokens.h"
#include "servanda/reader/text_names.h"
#include "servanda/reader/text_triggers.h"

namespace servanda {
namespace {

/// Cut to what fits a line of a register, at a word.
std::string shortened(const std::string& words) {
  constexpr std::size_t kLongest = 200;
  if (words.size() <= kLongest) return words;
  const std::size_t blank = words.rfind(' ', kLongest);
  return words.substr(0, blank == std::string::npos ? kLongest : blank);
}

std::optional<Consent> consent_of(std::string_view word) {
  return find_consent(word);
}

/// "This Agreement shall be ratified or approved", where the notices only tell that it was done.
void add_ratified(const TextUnderReading& reading) {
  const Formulas& f = reading.formulas;
  std::vector<Consent>& consent = reading.clauses().consent;
  for (const TextSentence& sentence : reading.text.sentences) {
    if ((sentence.topics & kTopicConsent) == 0 || !reading.in_final_part(sentence) ||
        !f.holds("consent.own", sentence.plain)) {
      continue;
    }
    for (const FormulaMatch& match : f.all("consent.way", sentence.plain)) {
      const std::optional<Consent> one = consent_of(match.value);
      if (one && std::find(consent.begin(), consent.end(), *one) == consent.end())
        consent.push_back(*one);
    }
    return;
  }
}

}  // namespace

void read_consent(const TextUnderReading& reading, const TextSentence* force) {
  const Formulas& f = reading.formulas;
  std::vector<Consent>& consent = reading.clauses().consent;
  const auto add = [&](Consent one) {
    if (std::find(consent.begin(), consent.end(), one) == consent.end()) consent.push_back(one);
  };
  if (reading.bilateral()) {
    if (force != nullptr) {
      switch (reading.clauses().force->on) {
        case Trigger::On::signature:
          add(Consent::signature);
          break;
        case Trigger::On::exchange:
          add(f.holds("event.instruments", force->plain) ? Consent::ratification
                                                         : Consent::exchange);
          break;
        case Trigger::On::last_notification:
        case Trigger::On::first_notification:
          add(Consent::notification);
          break;
        default:
          break;
      }
      if (!consent.empty()) {
        reading.quote("consent", *force);
        if (consent.front() == Consent::notification) add_ratified(reading);
        return;
      }
    }
  }
  const TextSentence* best = nullptr;
  const auto look = [&](bool narrow) {
    for (const TextSentence& sentence : reading.text.sentences) {
      if ((sentence.topics & kTopicConsent) == 0 || !f.holds("consent.final", sentence.plain)) {
        continue;
      }
      if (!reading.in_final_part(sentence) &&
          !(narrow && f.holds("consent.strict", sentence.plain)))
        continue;
      if (reading.titled("consent.other-title", sentence)) continue;
      if (f.holds("consent.not", sentence.plain)) continue;
      if (narrow && !f.holds("consent.about", sentence.plain)) continue;
      const std::size_t before = consent.size();
      for (const FormulaMatch& match : f.all("consent", sentence.plain)) {
        if (const std::optional<Consent> one = consent_of(match.value)) add(*one);
      }
      if (f.holds("consent.signature", sentence.plain)) add(Consent::signature);
      if (best == nullptr && consent.size() > before) best = &sentence;
    }
  };
  look(true);
  if (consent.empty()) look(false);
  if (best != nullptr) {
    reading.quote("consent", *best);
  } else if (force != nullptr && reading.clauses().force->on == Trigger::On::signature) {
    add(Consent::signature);
    reading.quote("consent", *force);
  }
}

void read_provisional(const TextUnderReading& reading) {
  const Formulas& f = reading.formulas;
  for (const TextSentence& sentence : reading.text.sentences) {
    if ((sentence.topics & kTopicProvisional) == 0 || !reading.in_final_part(sentence) ||
        f.holds("provisional.not", sentence.plain) ||
        !f.holds("provisional.about", sentence.plain)) {
      continue;
    }
    const std::optional<FormulaMatch> match = f.first("provisional", sentence.plain);
    if (!match) continue;
    const std::size_t word = sentence.plain.find("provisional");
    const Delay delay =
        delay_in(f, std::string_view(sentence.plain).substr(word == std::string::npos ? 0 : word));
    if (match->value == "signature") {
      Trigger trigger;
      trigger.on = Trigger::On::signature;
      trigger.after = delay.after;
      trigger.align = delay.align;
      reading.clauses().provisional = std::move(trigger);
    } else {
      reading.clauses().provisional_plain = true;
    }
    reading.quote("provisional", sentence);
    return;
  }
}

void read_reservations(const TextUnderReading& reading) {
  const Formulas& f = reading.formulas;
  // A reservation to the clause on disputes counts where the text speaks of no other.
  const TextSentence* found[4] = {nullptr, nullptr, nullptr, nullptr};
  bool unless = false;
  for (const TextSentence& sentence : reading.text.sentences) {
    if ((sentence.topics & kTopicReservation) == 0 ||
        !f.holds("reservations.word", sentence.plain)) {
      continue;
    }
    const bool titled = reading.titled("reservations.title", sentence);
    if (!titled && !reading.in_final_part(sentence) &&
        !f.holds("reservations.strict", sentence.plain)) {
      continue;
    }
    if (f.holds("reservations.not", sentence.plain) || reading.of_another_treaty(sentence))
      continue;
    for (const FormulaMatch& match : f.all("reservations", sentence.plain)) {
      const std::size_t at = match.value == "listed"       ? 0
                             : match.value == "prohibited" ? 1
                             : match.value == "permitted"  ? 2
                                                           : 3;
      if (found[at] == nullptr) {
        found[at] = &sentence;
        if (at == 1) unless = f.holds("reservations.unless", sentence.plain);
      }
    }
  }
  const auto say = [&](const char* word, const TextSentence& sentence) {
    reading.clauses().reservations = word;
    reading.quote("reservations", sentence);
  };
  if (found[0] != nullptr) {
    say("listed", *found[0]);
  } else if (found[1] != nullptr && !unless &&
             !f.holds("reservations.compatible", found[1]->plain)) {
    say("prohibited", *found[1]);
  } else if (found[1] != nullptr) {
    say("permitted", *found[1]);
  } else if (found[2] != nullptr) {
    say("permitted", *found[2]);
  } else if (found[3] != nullptr) {
    say("listed", *found[3]);
  }
}

void read_amendment(const TextUnderReading& reading) {
  const Formulas& f = reading.formulas;
  // The article that is headed by it, or says it of this treaty, comes before one that mentions it.
  const TextSentence* first = nullptr;
  int best_score = 2;
  for (const TextSentence& sentence : reading.text.sentences) {
    if ((sentence.topics & kTopicAmendment) == 0 || !f.holds("amend", sentence.plain)) continue;
    const bool titled = reading.titled("amend.title", sentence) &&
                        !reading.titled("amend.annex", sentence) &&
                        !reading.titled("amend.other-title", sentence);
    const bool strong = f.holds("amend.strong", sentence.plain);
    const bool of_this = f.holds("amend.of", sentence.plain);
    const bool not_this = f.holds("amend.not", sentence.plain);
    if (reading.of_another_treaty(sentence) || (not_this && !(titled && strong))) continue;
    if (!titled && (!of_this || f.holds("amend.annex", sentence.plain))) continue;
    int score = (titled ? 3 : 0) + (of_this ? 2 : 0) + (strong ? 1 : 0);
    if (reading.in_final_part(sentence)) score += 1;
    if (!titled && !reading.in_final_part(sentence)) continue;
    if (first != nullptr && sentence.article == first->article) continue;
    if (score <= best_score) continue;
    best_score = score;
    first = &sentence;
  }
  if (first == nullptr) return;
  std::vector<const TextSentence*> entries;
  for (const TextSentence& sentence : reading.text.sentences) {
    const bool titled =
        reading.titled("amend.title", sentence) && !reading.titled("amend.annex", sentence);
    const bool same = sentence.article == first->article && &sentence >= first;
    if (!same && !titled && !reading.in_final_part(sentence)) continue;
    const bool speaks = f.holds("amend", sentence.plain) && !reading.of_another_treaty(sentence) &&
                        (titled || f.holds("amend.of", sentence.plain)) &&
                        !f.holds("amend.annex", sentence.plain);
    const bool follows = same && f.holds("force.verb", sentence.plain);
    if (!speaks && !follows) continue;
    if (f.holds("amend.force", sentence.plain) && !f.holds("amend.later", sentence.plain)) {
      entries.push_back(&sentence);
    }
  }
  // "Amendments shall enter into force in accordance with Article 27": the way of the treaty
  // itself.
  static const RE2 kByArticle(
      R"(enter into force (?:in accordance with|according to|as set out in|as provided in|under)\b.*\barticle (\S+?)(?: |,|$))");
  for (const TextSentence* entry : entries) {
    std::string label;
    if (!RE2::PartialMatch(entry->plain, kByArticle, &label)) continue;
    if (!reading.clauses().force || reading.force_article == kNoArticle) break;
    const std::string& own = reading.text.articles[reading.force_article].label;
    if (to_lower(own) != label) continue;
    reading.clauses().amendment_on = reading.clauses().force;
    reading.quote("amendment", *entry);
    return;
  }
  // "… in accordance with the procedure for the entry into force of this Agreement"
  for (const TextSentence* entry : entries) {
    if (!reading.clauses().force || !f.holds("amend.as-treaty", entry->plain)) continue;
    reading.clauses().amendment_on = reading.clauses().force;
    reading.quote("amendment", *entry);
    return;
  }
  // Acceptances that are counted come before "all", where a text has several procedures.
  std::optional<Trigger> best;
  const TextSentence* best_entry = nullptr;
  for (const TextSentence* entry : entries) {
    const bool two = reading.bilateral();
    std::optional<Trigger> trigger = trigger_in(f, *entry, two);
    if (!trigger) continue;
    // "… for each Member only upon its acceptance": that counts nobody, and waits for no other.
    if (trigger->on == Trigger::On::all_consents && f.holds("amend.each", entry->plain)) continue;
    const bool counted = trigger->on == Trigger::On::consents;
    const bool other =
        (trigger->on == Trigger::On::all_consents && !f.holds("amend.own", entry->plain)) ||
        (two &&
         (trigger->on == Trigger::On::last_notification || trigger->on == Trigger::On::exchange));
    if (!counted && !(other && !best)) continue;
    best = std::move(trigger);
    best_entry = entry;
    if (counted) break;
  }
  if (best) {
    reading.clauses().amendment_on = std::move(best);
    reading.quote("amendment", *best_entry);
    return;
  }
  if (f.holds("amend.all", first->plain) && !reading.bilateral()) {
    Trigger all;
    all.on = Trigger::On::all_consents;
    reading.clauses().amendment_on = std::move(all);
    reading.quote("amendment", *first);
    return;
  }
  if (reading.bilateral() && f.holds("amend.exchange", first->plain)) {
    Trigger exchange;
    exchange.on = Trigger::On::exchange;
    reading.clauses().amendment_on = std::move(exchange);
    reading.quote("amendment", *first);
    return;
  }
  reading.clauses().amendment = shortened(first->cased);
  reading.quote("amendment", *first);
}

void read_replaced(const TextUnderReading& reading) {
  const Formulas& f = reading.formulas;
  for (const TextSentence& sentence : reading.text.sentences) {
    if ((sentence.topics & kTopicReplacement) == 0 || !reading.in_final_part(sentence)) continue;
    if (!f.holds("replaces.word", sentence.plain) || !f.holds("replaces.names", sentence.plain)) {
      continue;
    }
    const std::optional<FormulaMatch> match = f.first("replaces", sentence.cased);
    if (!match) continue;
    std::string title(match->part("title"));
    while (!title.empty() && (title.back() == '.' || title.back() == ' ' || title.back() == ',' ||
                              title.back() == ';')) {
      title.pop_back();
    }
    // "Upon entry into force of this Treaty, the Extradition Treaty …": this one is not replaced.
    static const RE2 kThisOne(R"(^(?:Treaty|Agreement|Convention|Protocol), (?:the )?)");
    RE2::Replace(&title, kThisOne, "");
    if (title.starts_with("the ")) title.erase(0, 4);
    if (!f.holds("replaces.of", title) || f.holds("replaces.not", title)) continue;
    // "…, and the Agreement …": one title each.
    static const RE2 kNext(
        R"(( and the (?:[A-Z][\pL-]+ )*(?:Agreement|Treaty|Convention|Protocol|Arrangement)\b))");
    std::size_t begin = 0;
    re2::StringPiece rest(title);
    re2::StringPiece next;
    while (RE2::FindAndConsume(&rest, kNext, &next)) {
      const auto at = static_cast<std::size_t>(next.data() - title.data());
      if (at - begin < 15) continue;
      std::string one = title.substr(begin, at - begin);
      while (!one.empty() && one.back() == ',') one.pop_back();
      reading.clauses().replaces.push_back(shortened(one));
      begin = at + 9;
    }
    reading.clauses().replaces.push_back(shortened(title.substr(begin)));
    reading.quote("replaces", sentence);
    return;
  }
}

void read_territory(const TextUnderReading& reading) {
  const Formulas& f = reading.formulas;
  for (const TextSentence& sentence : reading.text.sentences) {
    if ((sentence.topics & kTopicTerritory) == 0) continue;
    if (!reading.in_final_part(sentence) && !reading.titled("territory.title", sentence)) {
      continue;
    }
    if (!f.holds("territory", sentence.plain) || f.holds("territory.not", sentence.plain)) continue;
    reading.clauses().territorial = shortened(sentence.cased);
    reading.quote("territorial", sentence);
    return;
  }
}

namespace {

/// Which articles stand in a chapter on the settlement of disputes between the parties.
std::vector<bool> articles_on_disputes(const TextUnderReading& reading) {
  std::vector<bool> all(reading.text.articles.size(), false);
  for (const TextDivision& division : reading.text.divisions) {
    const std::string title = to_lower(division.title);
    if (division.kind >= TextDivision::Kind::annex || title.find("dispute") == std::string::npos ||
        reading.formulas.holds("disputes.investor-title", title)) {
      continue;
    }
    for (std::size_t a = division.first_article; a < all.size(); ++a) {
      if (reading.text.articles[a].span.begin >= division.span.end) break;
      all[a] = true;
    }
  }
  return all;
}

}  // namespace

void read_disputes(const TextUnderReading& reading) {
  const Formulas& f = reading.formulas;
  const std::vector<bool> in_chapter = articles_on_disputes(reading);
  std::vector<std::string>& ways = reading.clauses().disputes;
  const TextSentence* first = nullptr;
  std::size_t article = kNoArticle;
  bool opened = false;
  for (const TextSentence& sentence : reading.text.sentences) {
    const bool chapter = sentence.article != kNoArticle && in_chapter[sentence.article];
    const bool in_article = opened && article != kNoArticle &&
                            (sentence.article == article || (chapter && in_chapter[article]));
    if (!in_article && !chapter &&
        ((sentence.topics & kTopicDispute) == 0 || !f.holds("disputes.word", sentence.plain))) {
      continue;
    }
    if (reading.titled("disputes.investor-title", sentence)) continue;
    const bool titled = chapter || reading.titled("disputes.title", sentence);
    const bool investor = f.holds("disputes.investor", sentence.plain);
    const bool opens =
        f.holds("disputes.about", sentence.plain) && !investor &&
        (titled || reading.in_final_part(sentence) || f.holds("disputes.strict", sentence.plain));
    const bool goes_on = in_article && !investor;
    if (!opens && !goes_on) continue;
    if (f.holds("disputes.not", sentence.plain)) continue;
    const bool names_judge = f.holds("disputes.president", sentence.plain);
    const std::size_t known = ways.size();
    for (const FormulaMatch& way : f.all("disputes.way", sentence.plain)) {
      if (way.value == "icj" && names_judge) continue;
      if (const auto negated = f.first("disputes.negated", sentence.plain);
          negated && negated->value == way.value) {
        continue;
      }
      const std::string word(way.value);
      if (std::find(ways.begin(), ways.end(), word) == ways.end()) ways.push_back(word);
    }
    if (first == nullptr && ways.size() > known) first = &sentence;
    if (opens) {
      article = sentence.article;
      opened = true;
    }
  }
  if (first != nullptr && !ways.empty()) reading.quote("disputes", *first);
}

}  // namespace servanda
