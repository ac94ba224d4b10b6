#include "servanda/reader/text_clauses.h"

#include <re2/re2.h>

#include <array>

#include "servanda/language/names.h"
#include "servanda/reader/text_names.h"

namespace servanda {
namespace {

bool holds(const std::string& text, const RE2& pattern) {
  return RE2::PartialMatch(text, pattern);
}

Period period_of(int number, const std::string& unit) {
  if (unit.starts_with("day")) return {0, number};
  if (unit.starts_with("week")) return {0, number * 7};
  if (unit.starts_with("month")) return {number, 0};
  return {number * 12, 0};
}

Trigger trigger_on(Trigger::On on) {
  Trigger trigger;
  trigger.on = on;
  return trigger;
}

/// Which states must be among those that consent: "including …", named one by one.
std::vector<std::string> named_states(const std::string& cased) {
  static const RE2 kIncluding(R"((?i)\bincluding (?:those of |that of |the )?(.{5,400}))");
  std::string list;
  if (!RE2::PartialMatch(cased, kIncluding, &list)) return {};
  static const RE2 kDesignated(R"((?i)designated as|depositar|original part)");
  if (RE2::PartialMatch(list, kDesignated)) return {};
  return states_named_in(list);
}

/// Of whom the counted consents must be: "5 Members of the Council of Europe".
void add_quota(const std::string& sentence, Trigger& trigger) {
  static const RE2 kMembers(
      R"((\d+(?:/\d+)?)(?: of the)? (?:states )?members?(?: states)? of (?:the )?([a-z' -]+?)(?: ha| shall|,|\.|$| in accordance| express))");
  static const RE2 kOfWhich(
      R"((?:including|of (?:which|whom)|among them)(?: at least| not less than)? (\d+) (?:shall (?:each )?have |are |must be |shall be |of (?:the )?)?([^.;,]{4,120}))");
  static const RE2 kShare(
      R"((\d/\d|a majority|half)(?: of)?(?: the)? (?:(?:member|signatory|contracting) )?(states|members|parties|governments|countries)(?: (?:members )?of (?:the )?([a-z' -]+?))?(?: ha| shall|,|\.|$| in accordance))");
  std::string number;
  std::string who;
  std::string of;
  if (RE2::PartialMatch(sentence, kOfWhich, &number, &who) && number != "1") {
    Quota quota;
    quota.members = who;
    quota.count = std::stoi(number);
    trigger.of.push_back(std::move(quota));
    return;
  }
  if (RE2::PartialMatch(sentence, kShare, &number, &who, &of)) {
    Quota quota;
    quota.members = of.empty() ? "States Parties" : members_of(of);
    quota.share = number == "a majority" || number == "half" ? "1/2" : number;
    trigger.of.push_back(std::move(quota));
    trigger.count = 0;
    return;
  }
  if (RE2::PartialMatch(sentence, kMembers, &number, &who) &&
      number.find('/') == std::string::npos) {
    Quota quota;
    quota.members = members_of(who);
    quota.count = std::stoi(number);
    if (quota.count == trigger.count) trigger.of.push_back(std::move(quota));
  }
}

/// "whose combined fleets constitute not less than 50 per cent of the gross tonnage of …"
void add_weight(const std::string& sentence, Trigger& trigger) {
  static const RE2 kWeight(
      R"((\d+) (?:per ?cent|%)(?: or more)? of (?:the )?((?:total|gross|combined|world)[^.;,]{4,120}))");
  static const RE2 kWeightLate(
      R"(((?:total|combined|gross) [^.;,]{4,100}?) (?:is|are|constitut\w+|represent\w+|account\w+)[^.;]{0,40}?(\d+) (?:per ?cent|%))");
  std::string share;
  std::string of;
  if (!RE2::PartialMatch(sentence, kWeight, &share, &of) &&
      !RE2::PartialMatch(sentence, kWeightLate, &of, &share)) {
    return;
  }
  Weight weight;
  weight.of = of;
  weight.share = std::stod(share) / 100;
  trigger.weight.push_back(std::move(weight));
}

/// How many consents the sentence asks for.
std::optional<Trigger> consents_in(const TextSentence& s) {
  const std::string& text = s.plain;
  static const RE2 kNth(
      R"((?:deposit|receipt|lodg\w+|registration)[^.;]{0,160}?\b(?:the |of )?(\d+)(?:st|nd|rd|th) (?:such )?(?:instrument|ratification|state|acceptance|approval|accession|notification))");
  static const RE2 kNthShort(
      R"(\b(\d+)(?:st|nd|rd|th) instrument of (?:ratification|acceptance|approval|accession))");
  static const RE2 kOfN(
      R"((?:deposit|deposited|receipt|received)[^.;]{0,60}?\b(\d+) (?:or more )?(?:such )?(?:instruments|ratifications|acceptances|accessions))");
  static const RE2 kByN(
      R"((?:deposited|ratif\w+|accept\w+|deposit|accession\w*|approved)[^.;]{0,160}?\b(?:by|of|from)(?: (?:at least|not less than|not fewer than|any))? (\d+)(?: of the| or more)? (?:other |contracting |signatory |member |participating )?(?:states|countries|governments|members|parties|signator\w+|nations|contracting|powers))");
  static const RE2 kNStates(
      R"(\b(\d+)(?: of the| or more)? (?:[a-z,]+ ){0,3}?(?:states|countries|governments|members|parties|signatories|nations)\b[^.;]{0,260}?\b(?:have|has|shall have)\b[^.;]{0,120}?\b(?:signed|deposited|ratified|accepted|become|acceded|expressed|approved|consented))");
  static const RE2 kNHave(
      R"(\b(\d+) instruments? of (?:ratification|acceptance|approval|accession)[^.;]{0,80}(?:have|has) been deposited)");
  std::string number;
  for (const RE2* pattern : {&kNth, &kNthShort, &kOfN, &kNHave, &kByN, &kNStates}) {
    if (!RE2::PartialMatch(text, *pattern, &number)) continue;
    if (number.size() > 4) continue;
    Trigger trigger = trigger_on(Trigger::On::consents);
    trigger.count = std::stoi(number);
    if (trigger.count < 1) continue;
    trigger.including = named_states(s.cased);
    add_quota(text, trigger);
    add_weight(text, trigger);
    return trigger;
  }
  static const RE2 kShare(
      R"((?:deposit|ratif|accept|approv)[^.;]{0,120}\b(?:by|of|from) (?:\d/\d|a majority|half) (?:of )?(?:the |all )?)");
  if (holds(text, kShare)) {
    Trigger trigger = trigger_on(Trigger::On::consents);
    add_quota(text, trigger);
    if (!trigger.of.empty()) return trigger;
  }
  static const RE2 kAll(
      R"(\b(?:all|every|each of) (?:of )?(?:the )?(?:above-?mentioned |contracting |signatory |original |negotiating |said |participating )*(?:states|governments|parties|signatories|members|signatory states|countries)\b)");
  static const RE2 kConsent(R"(ratif|accept|approv|deposit|become parties|instrument)");
  if (holds(text, kAll) && holds(text, kConsent)) {
    return trigger_on(Trigger::On::all_consents);
  }
  return std::nullopt;
}

std::optional<Trigger> event_in(const TextSentence& s, bool bilateral) {
  const std::string& text = s.plain;
  static const RE2 kExchangeOfInstruments(
      R"(exchange (?:of )?(?:the |their )?(?:instruments|ratifications)|instruments of ratification (?:are|have been|shall be|is) exchanged)");
  static const RE2 kExchangeOfNotes(
      R"(exchange of (?:the |diplomatic )?(?:notes|letters|notifications))");
  static const RE2 kNotified(
      R"(notif(?:y|ies|ied|ication)|inform(?:ed|s)? each other|informed (?:one another|the other)|have informed|inform each other|will have informed|receipt of the (?:last|later|second|2nd|final)|last (?:written )?(?:diplomatic )?note)");
  static const RE2 kSignature(
      R"((?:upon|on|at|from|following|after|day of|date of|moment of|time of)(?: the)?(?: date| day| time| moment)?(?: of| on which)?(?: its| the| it is| this agreement is)? (?:signature|signing|signed)\b)");
  static const RE2 kNotSignature(
      R"(signature without|signed (?:it )?without|instrument|ratif|definitive)");
  if (holds(text, kExchangeOfInstruments)) return trigger_on(Trigger::On::exchange);
  if (!bilateral || holds(text, RE2(R"(instruments? of (?:ratification|acceptance))"))) {
    if (std::optional<Trigger> consents = consents_in(s)) return consents;
  }
  if (holds(text, kExchangeOfNotes) && !holds(text, RE2(R"(notif\w+ (?:each|the other|one))"))) {
    return trigger_on(Trigger::On::exchange);
  }
  if (bilateral && holds(text, kNotified)) {
    Trigger trigger = trigger_on(Trigger::On::last_notification);
    // "the date on which the Government of A informs the Government of B": one party's alone.
    static const RE2 kOne(
        R"((?i)(?:on which|when|after) (the (?:Government of the )?[^,]{4,60}?) (?:informs|notifies|has informed|has notified|shall have notified) (?:the (?:Government of the )?)?[A-Z])");
    std::string who;
    static const RE2 kEach(R"((?i)part(?:y|ies)|each|both|governments|other)");
    if (RE2::PartialMatch(s.cased, kOne, &who) && !RE2::PartialMatch(who, kEach)) {
      const std::vector<std::string> named = states_named_in(who);
      if (named.size() == 1) trigger.including = named;
    }
    return trigger;
  }
  if (std::optional<Trigger> consents = consents_in(s)) return consents;
  if (holds(text, kSignature) && !holds(text, kNotSignature)) {
    return trigger_on(Trigger::On::signature);
  }
  if (std::optional<Edtf> date = date_named_in(text)) {
    static const RE2 kOnDate(R"((?:enter|come)s? into (?:force|operation|effect) on (?:the )?\d)");
    if (holds(text, kOnDate) || holds(text, RE2(R"(into force on [a-z]+ \d)"))) {
      Trigger trigger = trigger_on(Trigger::On::date);
      trigger.date = std::move(date);
      return trigger;
    }
  }
  if (holds(text, RE2(R"(notif)")) && holds(text, RE2(R"(procedures|requirements|formalities)"))) {
    return trigger_on(Trigger::On::last_notification);
  }
  return std::nullopt;
}

}  // namespace

Delay delay_in(const std::string& text) {
  Delay delay;
  static const RE2 kNthDay(
      R"(\b(\d+)(?:st|nd|rd|th) (?:calendar )?day (?:after|following|from|next|subsequent|counted))");
  static const RE2 kFirstOfMonth(
      R"(1st day of the (?:(\d+)(?:st|nd|rd|th) )?(?:calendar )?month\b)");
  static const RE2 kNext(
      R"(1st day of the (?:(?:calendar )?month (?:next )?following|next (?:calendar )?month|following month))");
  static const RE2 kPeriod(
      R"((?:expir\w+ of|expiry of|lapse of|period of|after|on|within|into force|elapsed?|take effect|until|shall be) (?:a |the )?(?:further )?(?:period of |term of )?(\d+) (?:calendar |full )?(days?|weeks?|months?|years?)\b)");
  static const RE2 kAfter(
      R"(\b(\d+) (?:calendar |full )?(days?|weeks?|months?|years?) (?:after|following|from|subsequent to|later than|have elapsed|since|as from|thereafter|shall have elapsed))");
  int number = 0;
  std::string unit;
  if (RE2::PartialMatch(text, kNthDay, &number)) {
    delay.after = {0, number};
    delay.found = true;
    return delay;
  }
  std::string month;
  if (RE2::PartialMatch(text, kFirstOfMonth, &month)) {
    delay.align.kind = Alignment::Kind::first_of_month;
    delay.align.months_on = month.empty() ? 1 : std::stoi(month);
    delay.found = true;
    static const RE2 kAfterThat(
        R"(month[^.;]{0,60}?(?:expir\w+|lapse|period|after|following)[^.;]{0,40}?\b(\d+) (?:calendar )?(days?|weeks?|months?|years?)\b)");
    if (RE2::PartialMatch(text, kAfterThat, &number, &unit)) delay.after = period_of(number, unit);
    return delay;
  }
  if (RE2::PartialMatch(text, kAfter, &number, &unit) ||
      RE2::PartialMatch(text, kPeriod, &number, &unit)) {
    delay.after = period_of(number, unit);
    delay.found = true;
  }
  return delay;
}

std::optional<Period> first_period(const std::string& text) {
  static const RE2 kPeriod(R"(\b(\d+)(?:-| )(?:calendar )?(days?|weeks?|months?|years?))");
  int number = 0;
  std::string unit;
  if (!RE2::PartialMatch(text, kPeriod, &number, &unit) || number > 999) return std::nullopt;
  return period_of(number, unit);
}

bool speaks_of_force(const TextSentence& s) {
  static const RE2 kForce(
      R"(\b(?:shall|will|is to|does)? ?(?:enter|come|be brought|go|be put|become effective|take effect)s?\b[^.;]{0,40}?\b(?:into|in|effective|effect)\b ?(?:force|operation|effect)?)");
  static const RE2 kSubject(
      R"((?:this|the|present|it|said) ?(?:present )?(?:air transport |cultural |trade )?(?:agreement|convention|treaty|protocol|charter|covenant|act|general act|constitution|statute|memorandum|pact|arrangement|accord)?\b[^.;]{0,220}?(?:shall|will|is to)? ?(?:enter|come|go)s? into (?:force|operation|effect))");
  static const RE2 kNot(
      R"(^(?:\(?\d*[.)]?\s*)?(?:any |such |an |each |every |the |these |those |all )?(?:\w+ )?(?:amendments?|annex\w*|revisions?|declarations?|extensions?|accession|modification\w*|withdrawal|denunciation|alteration\w*|changes?|regulations?|decisions?|prohibitions?|revised provisions)\b)");
  static const RE2 kPast(R"(after (?:the |its )?entry into force of (?:this|the present))");
  static const RE2 kVerb(
      R"((?:enter|come|go)s? into (?:force|operation|effect)|become effective|be effective (?:from|on|upon)|take effect (?:on|upon|from))");
  if (!holds(s.plain, kVerb) || !holds(s.plain, kForce)) return false;
  if (holds(s.plain, kNot)) return false;
  static const RE2 kOther(
      R"((?:amendment|annex|revision|declaration|accession|extension)s?[^.;]{0,60}(?:shall|will) (?:enter|come) into (?:force|effect))");
  if (holds(s.plain, kOther)) return false;
  static const RE2 kConditionalDate(
      R"((?:date|day) (?:on|of|up)\w* ?(?:which )?(?:this|the|its)[^.;]{0,60}(?:enters|comes|entered) into force)");
  if (holds(s.plain, kConditionalDate) && !holds(s.plain, kSubject)) return false;
  return holds(s.plain, kSubject);
}

bool speaks_of_joining(const TextSentence& s) {
  static const RE2 kJoining(
      R"((?:for|in respect of|with respect to|as regards|in the case of|as to|with regard to|on behalf of|thereafter)[^.;]{0,40}?(?:each|any|every|all|the other|a|those|such|states?|other|signator\w+|part(?:y|ies)|members?|countr\w+|governments?|remaining)\b)");
  static const RE2 kLate(
      R"(subsequent|thereafter|after the (?:date of the )?(?:deposit|entry|coming|conditions)|after (?:its|this|such|the) |later|other signatory|remaining|for each of the other|so (?:ratif|acced)|ratifies|acceding|accedes|accede|ratifying|after \d+)");
  static const RE2 kVerb(
      R"((?:enter|come)s? into (?:force|operation|effect)|take effect|become effective|become a party|becomes? bound|effective)");
  static const RE2 kNot(R"(amendment|denunciation|withdrawal|declaration|territor|annex|revision)");
  return holds(s.plain, kJoining) && holds(s.plain, kLate) && holds(s.plain, kVerb) &&
         !holds(s.plain, kNot);
}

std::optional<Trigger> force_in(const TextSentence& s, bool bilateral) {
  std::optional<Trigger> trigger = event_in(s, bilateral);
  if (!trigger) return std::nullopt;
  if (trigger->on == Trigger::On::date) return trigger;
  const Delay delay = delay_in(s.plain);
  trigger->after = delay.after;
  trigger->align = delay.align;
  return trigger;
}

std::optional<Trigger> later_in(const TextSentence& s) {
  // The delay of the joiner stands behind the verb; what stands before tells who joins.
  static const RE2 kTail(
      R"((?:enter|come)s? into (?:force|operation|effect)(.*)|take effect(.*)|become effective(.*))");
  std::string tail;
  std::string second;
  std::string third;
  std::string head = s.plain;
  if (RE2::PartialMatch(s.plain, kTail, &tail, &second, &third)) {
    if (tail.empty()) tail = second.empty() ? third : second;
  }
  Trigger own = trigger_on(Trigger::On::own_consent);
  static const RE2 kOwn(
      R"(deposit|ratif|access?ion|accept|approv|signature|registered|consent|its instrument|notification|the date thereof)");
  if (!holds(s.plain, kOwn)) return std::nullopt;
  Delay delay = delay_in(tail.empty() ? s.plain : tail);
  if (!delay.found && !tail.empty()) {
    // "ninety days after the deposit …, it shall enter into force for that State".
    static const RE2 kLate(
        R"((?:deposit|instrument|signature|ratification|accession|acceptance)\b)");
    if (!holds(tail, kLate)) delay = delay_in(s.plain);
  }
  own.after = delay.after;
  own.align = delay.align;
  static const RE2 kWhichever(
      R"(whichever (?:is|date is|be)? ?(?:the )?later|but not (?:before|earlier)|not before this|provided that (?:this|the)[^.;]{0,40} (?:has|is) in force)");
  if (holds(s.plain, kWhichever)) {
    Trigger self = trigger_on(Trigger::On::treaty);
    self.treaty = "self";
    Trigger both = trigger_on(Trigger::On::later_of);
    both.parts = {std::move(own), std::move(self)};
    return both;
  }
  return own;
}

std::optional<Term> term_in(const std::string& text) {
  static const RE2 kLength(
      R"((?:remain|continue|be|stay|concluded|is|apply|valid\w*|effective|binding|enter into force)[^.;]{0,80}?\bfor (?:a |an )?(?:further )?(?:initial )?(?:period|term|duration)? ?(?:of )?(\d+) (?:calendar |consecutive )?(days?|months?|years?))");
  static const RE2 kDuration(
      R"((?:duration|validity|term) of (?:this|the|the present) (?:agreement|treaty|convention|protocol)[^.;]{0,40}?(?:is|shall be|of) (?:a period of )?(\d+) (months?|years?))");
  static const RE2 kIndefinite(
      R"((?:remain|continue|stay|is|be|are|concluded)[^.;]{0,60}?(?:in force|in effect|valid|binding|concluded)?[^.;]{0,30}?(?:indefinite\w*|until (?:it is |such time as it is )?(?:terminated|denounced)|for an? (?:unlimited|indefinite|indeterminate) (?:period|time|duration|term)|unlimited duration|of indefinite duration))");
  static const RE2 kUntilEnd(
      R"(remain in force until (?:the (?:contracting )?parties|the expir\w+ of \d+ (?:months|years) from the (?:date|day)))");
  static const RE2 kSubject(
      R"(\b(?:this|the|present|it)\b ?(?:present )?(?:agreement|convention|treaty|protocol|charter|general act|act|covenant|statute|pact|arrangement)?)");
  static const RE2 kNot(
      R"(amendment|measure|investments? made|in respect of investments|commission|member of|chairman|licen[cs]e|permit|visa|proposal|director)");
  if (!holds(text, kSubject)) return std::nullopt;
  Term term;
  int number = 0;
  std::string unit;
  const bool lasting = holds(
      text,
      RE2(R"(in force|force for|binding|valid|conclud|apply for|applied for|effect|duration|validity)"));
  if (lasting && !holds(text, kNot) &&
      (RE2::PartialMatch(text, kLength, &number, &unit) ||
       RE2::PartialMatch(text, kDuration, &number, &unit))) {
    static const RE2 kThereafter(
        R"(continue in force for (?:an additional|another|a further|further|additional))");
    if (!holds(text, kThereafter) || holds(text, RE2(R"(remain in force for)"))) {
      term.length = period_of(number, unit);
      term.from = Term::From::force;
      if (holds(
              text,
              RE2(R"(years? (?:from|after|as from|counted from)(?: the date of| its| the)? (?:its )?signature)"))) {
        term.from = Term::From::signature;
      }
      return term;
    }
  }
  static const RE2 kForceWord(R"(in force|in effect|duration|valid|binding|concluded)");
  if (holds(text, kForceWord) && (holds(text, kIndefinite) || holds(text, kUntilEnd)) &&
      !holds(text, kNot)) {
    term.indefinite = true;
    return term;
  }
  return std::nullopt;
}

std::optional<Renewal> renewal_in(const std::string& text, bool has_term) {
  static const RE2 kAgain(
      R"((?:extended|renewed|renewable|prolonged|continue in force|remain in force|renew|extension|tacitly|deemed)[^.;]{0,90}?\b(?:for )?(?:an? |another |further |additional |successive |consecutive |subsequent |like |equal |each )*(?:periods?|terms?|duration)? ?(?:of )?(\d+)(?:-| )(?:additional |more |further )?(years?|months?))");
  static const RE2 kSuccessive(
      R"(\b(?:further|additional|successive|consecutive|another|subsequent|new)\b)");
  static const RE2 kAutomatic(
      R"(tacit\w*|automatic\w*|unless|renewable|provided that|if neither|shall continue|extended|renewed|deemed)");
  static const RE2 kAgreement(
      R"((?:unless|may be|can be|is|until) (?:extended|renewed|prolonged)[^.;]{0,60}(?:agreement|exchange|consent|mutual))");
  static const RE2 kNotice(
      R"((?:at least |not less than |no later than |not later than )?(\d+) (days?|weeks?|months?|years?)['s]* ?(?:prior to|before|in advance|previous|preceding|prior|written notice|notice))");
  static const RE2 kThereafter(
      R"((?:thereafter|after (?:that|the expir\w+ of (?:that|this|the) \w+ ?period)|after such period|in force thereafter)[^.;]*(?:until|unless|subject to|indefinite|terminat|denounc|in force))");
  static const RE2 kShallRemain(
      R"(shall (?:remain|continue) in force (?:thereafter|until \w+ \d+ months))");
  static const RE2 kSubject(
      R"(agreement|convention|treaty|protocol|act|it shall|it will|its validity|validity|force)");
  static const RE2 kNot(
      R"(investments made|amendment|licen[cs]e|permit|member of the|time limit|loan)");
  if (!holds(text, kSubject) || holds(text, kNot)) return std::nullopt;
  Renewal renewal;
  int number = 0;
  std::string unit;
  if (holds(text, kAgreement)) {
    renewal.kind = Renewal::Kind::by_agreement;
    return renewal;
  }
  if (has_term && holds(text, kSuccessive) && holds(text, kAutomatic) &&
      RE2::PartialMatch(text, kAgain, &number, &unit)) {
    renewal.kind = Renewal::Kind::automatic;
    renewal.length = period_of(number, unit);
    if (RE2::PartialMatch(text, kNotice, &number, &unit)) renewal.notice = period_of(number, unit);
    if (holds(text, RE2(R"(an additional|one additional|a further period of|1 further)")) &&
        !holds(text, RE2(R"(periods|successive|tacitly|thereafter)"))) {
      renewal.times = 1;
    }
    return renewal;
  }
  if (has_term && (holds(text, kThereafter) || holds(text, kShallRemain))) {
    renewal.kind = Renewal::Kind::automatic_indefinite;
    return renewal;
  }
  return std::nullopt;
}

std::optional<Survival> survival_in(const TextSentence& s) {
  const std::string& text = s.plain;
  static const RE2 kEnd(R"(terminat|denunciat|denounc|withdraw|expir|cease)");
  static const RE2 kStill(
      R"((?:shall|will) (?:continue|remain)[^.;]{0,80}(?:effective|apply|force|applicable|bound|protected|enjoy|valid|governed|effect)|(?:shall|will) not (?:affect|release|discharge|relieve|prejudice|impair|have the effect of (?:releas|relieving))|without prejudice to)");
  static const RE2 kLength(
      R"((?:continue|remain)[^.;]{0,120}? for (?:a |an )?(?:further |additional )?(?:period|term) of (\d+) (months?|years?))");
  static const RE2 kSubject(
      R"(investments?|obligations?|projects?|contracts?|proceedings|programmes?|persons|sentences|rights|claims|agreements and contracts|requests|benefits|information|liabilit|acts?|disputes)");
  if (!holds(text, kEnd) || !holds(text, kStill) || !holds(text, kSubject)) return std::nullopt;
  static const RE2 kSettled(
      R"(settlement of disputes|any other means|remain in force (?:until|for|with respect to the other)|among the (?:other|remaining) part)");
  if (holds(text, kSettled)) return std::nullopt;
  Survival survival;
  int number = 0;
  std::string unit;
  if (RE2::PartialMatch(text, kLength, &number, &unit)) survival.length = period_of(number, unit);
  static const RE2 kOf(
      R"((?:affect|release|discharge|relieve|prejudice|impair|respect (?:of|to)|without prejudice to)[^.;]{0,40}?(?:the |any )?((?:validity of |implementation of |execution of )?[^.;,]{5,110}))");
  std::string of;
  if (RE2::PartialMatch(text, kOf, &of)) {
    survival.of = of;
  } else {
    survival.of = text.substr(0, std::min<std::size_t>(text.size(), 100));
  }
  while (!survival.of.empty() && (survival.of.back() == ' ' || survival.of.back() == '.'))
    survival.of.pop_back();
  return survival;
}

void WithdrawalReader::read(const std::string& text, const std::string& title) {
  static const RE2 kLeave(R"(\b(?:denounc\w+|denunciation|withdraw\w*|terminat\w+|renounce)\b)");
  static const RE2 kOf(
      R"((?:denounce|denunciation of|withdraw from|withdrawal from|terminate|termination of|renounce)\b)");
  static const RE2 kMay(
      R"((?:may|can|right to|entitled to|wish\w* to|desires? to|be|notice of|intention to|unless|until|after|upon|has been|subject to|by)\b[^.;]{0,90}\b(?:denounc|withdr|terminat|renounce))");
  static const RE2 kOther(
      R"(withdraw\w* (?:of )?(?:any |such |its |a |the |his |their |all or part of its )*(?:reservation|declaration|objection|signature|instrument|proposal|request|application|consent|notification|case|from the (?:commission|conference|committee))|terminat\w+ (?:of )?(?:the |his |its |such )*(?:employment|service|appointment|contract|mission|proceeding|insurance|work|functions|application of)|reservations? (?:may be )?withdrawn|declaration\w* (?:may be )?withdrawn|employment|territor)");
  static const RE2 kTitle(R"((?i)withdraw|denunciation|denounce|terminat|duration|final|force)");
  const bool titled = RE2::PartialMatch(title, kTitle);
  const bool effect_only =
      withdrawal_ &&
      holds(
          text,
          RE2(R"((?:take|takes|become|have|has) effect|cease\w* to (?:be|have)|effective|terminate|shall remain in force until|remain in force until)")) &&
      holds(
          text,
          RE2(R"(denunciation|withdrawal|notice|notification|termination|such case|that event|it shall|in such event|this agreement|the agreement|denounc)"));
  if (!effect_only && !holds(text, kLeave)) return;
  if (holds(text, kOther) && !holds(text, kOf)) return;
  const bool opens =
      holds(text, kLeave) && (holds(text, kMay) || titled) &&
      holds(
          text,
          RE2(R"(agreement|convention|treaty|protocol|charter|act|it\b|this|member|covenant|party|parties|government|state)"));
  if (!withdrawal_ && !opens) return;
  static const RE2 kNotThis(R"(amendment|annex(?:es)? (?:may|shall)|material breach|suspend)");
  if (!withdrawal_ && holds(text, kNotThis) && !titled) return;
  Withdrawal found = withdrawal_.value_or(Withdrawal{});
  int number = 0;
  std::string unit;
  // Not before so long after entry into force.
  static const RE2 kNotBefore(
      R"((?:after|from|until|once|following|when)(?: the)?(?: expir\w+ of| expiration of| expiry of| end of)?(?: a| the)?(?: further| initial| first)?(?: period of| term of)? ?(\d+) (years?|months?)(?: have elapsed)? (?:from|after|following|as from|counted from|have elapsed (?:from|since)|of|has elapsed from)[^.;]{0,60}?(?:force|effect|operation|commencement))");
  static const RE2 kNotBefore2(
      R"(\b(\d+) (years?|months?) after (?:its|the|this|such)[^.;]{0,50}?(?:entry|coming|enter\w+|c[ao]mes?) into (?:force|operation|effect))");
  static const RE2 kNotBefore3(
      R"((?:after|until|expir\w+ of) (?:the )?(?:initial |first |above-?mentioned |said )?(?:period of )?(\d+) (years?)(?: period| have elapsed|,|\.| has)?)");
  static const RE2 kForParty(
      R"((?:for|to|in respect of|by|on) (?:that|the|such) (?:contracting )?(?:party|state|member|government|high contracting)[^.;]{0,40}|first comes into force for|entered into force for (?:it|that)|force for (?:it|that|such))");
  if (!found.not_before) {
    if (RE2::PartialMatch(text, kNotBefore, &number, &unit) ||
        RE2::PartialMatch(text, kNotBefore2, &number, &unit) ||
        (opens && RE2::PartialMatch(text, kNotBefore3, &number, &unit) && unit == "years")) {
      found.not_before = period_of(number, unit);
      found.not_before_for_party = holds(text, kForParty);
    }
  }
  // How long before it takes effect.
  static const RE2 kGiving(
      R"(\b(\d+)(?: \(\d+\))? (days?|weeks?|months?|years?)['s]* (?:prior |previous |advance |written |formal )*(?:written )?(?:notice|notification|in advance))");
  static const RE2 kNoticeOf(
      R"(notice(?: of termination)? of (?:at least |not less than )?(\d+) (days?|weeks?|months?|years?))");
  static const RE2 kBefore(
      R"((?:at least |not less than |no later than |not later than )(\d+) (days?|weeks?|months?|years?)['s]* (?:before|prior to|in advance|previous))");
  static const RE2 kTakes(
      R"((?:take effect|takes effect|effective|effect|terminate[sd]?|cease\w*|expire\w*|in force|until|valid)[^.;]{0,110}?\b(\d+) (days?|weeks?|months?|years?)\b(?: or such longer)?[^.;]{0,40}?(?:after|from|following|has elapsed|have elapsed|,|$|\.| date))");
  static const RE2 kExpiration(
      R"((?:expir\w+|lapse|end) of (?:a period of )?(\d+) (days?|weeks?|months?|years?) (?:after|from|following|period))");
  static const RE2 kYearAfter(
      R"(\b(\d+) (days?|weeks?|months?|years?) (?:after|from|following) (?:the (?:date|day) (?:of|on|when)|receipt|its|such|the receipt|notification|the notif|the depos|the instrument))");
  if (!found.notice) {
    const std::string without = text;
    std::optional<Period> notice;
    for (const RE2* pattern :
         {&kGiving, &kNoticeOf, &kExpiration, &kBefore, &kTakes, &kYearAfter}) {
      if (!RE2::PartialMatch(without, *pattern, &number, &unit)) continue;
      const Period period = period_of(number, unit);
      if (found.not_before && period == *found.not_before && pattern != &kGiving &&
          pattern != &kBefore && opens && !effect_only) {
        continue;
      }
      notice = period;
      break;
    }
    if (!notice && (opens || effect_only) &&
        holds(
            text,
            RE2(R"((?:effect|terminate\w*|cease\w*|denounc\w+)[^.;]{0,40}immediately|immediately upon)"))) {
      notice = Period{};
    }
    if (notice) found.notice = notice;
  }
  if (found.effect.empty()) {
    if (holds(text, RE2(R"(1st day of the (?:calendar )?month)"))) {
      found.effect = "first-of-next-month";
    } else if (
        holds(
            text,
            RE2(R"(end of (?:the|any|a|each) (?:calendar )?year|31 december|december 31|taxable years)"))) {
      found.effect = "day:31-dec";
    } else if (
        holds(
            text,
            RE2(R"((?:before|prior to|at) (?:the )?(?:date of )?(?:the )?(?:its )?(?:expir\w+|end) of (?:its validity|the (?:current|initial|term|then|validity|\d+|period|respective|first|relevant)|each|any|such|that|its))"))) {
      found.effect = "end-of-term";
    }
  }
  withdrawal_ = std::move(found);
}

}  // namespace servanda
