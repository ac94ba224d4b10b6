#include "generators.h"

#include <chrono>
#include <nlohmann/json.hpp>

#include "servanda/base/utf8.h"
#include "servanda/model/json.h"

namespace servanda {

std::ostream& operator<<(std::ostream& out, const Trigger& trigger) {
  return out << print_json(to_json(trigger));
}
std::ostream& operator<<(std::ostream& out, const Actor& actor) {
  return out << print_json(to_json(actor));
}
std::ostream& operator<<(std::ostream& out, const TreatyFact& treaty) {
  return out << print_json(clauses_to_json(treaty));
}
std::ostream& operator<<(std::ostream& out, const Clauses& clauses) {
  TreatyFact treaty;
  treaty.clauses = clauses;
  return out << treaty;
}
std::ostream& operator<<(std::ostream& out, const Statement& statement) {
  return out << print_json(to_json(statement));
}

namespace generators {

Gen<bool> coin() {
  return gen::element(false, true);
}
Gen<int> anywhere(int from, int below) {
  return gen::resize(rc::kNominalSize, gen::inRange(from, below));
}

Gen<std::string> text(int least, int most) {
  const Gen<std::string> letter = gen::map(
      gen::oneOf(gen::inRange<char32_t>(U'a', U'z' + 1),
                 gen::element<char32_t>(U' ', U'"', U'\\', U'\'', U';', U',', U':', U'/', U'#',
                                        U'{', U'}', U'(', U')', U'-', U'0', U'9', U'~'),
                 gen::element<char32_t>(U'é', U'ş', U'ж', U'ن', U'条', U'\u2014', U'\U0001F54A')),
      [](char32_t point) {
        std::string out;
        append_utf8(out, point);
        return out;
      });
  return gen::map(few(letter, least, most), [](const std::vector<std::string>& letters) {
    std::string out;
    for (const std::string& piece : letters) out += piece;
    return out;
  });
}

Gen<std::string> name() {
  return gen::element<std::string>("Sergey Lavrov", "State Duma", "Türkiye", "\"Almaz\" Corp.",
                                   "Federation Council", "俄罗斯");
}
Gen<std::string> id() {
  return gen::element<std::string>("ru-ir-2025", "t1", "t2", "cfe-1990", "npt", "x-0_9");
}
Gen<std::string> state() {
  return gen::element<std::string>("RUS", "IRN", "USA", "FRA", "SUN", "XKX");
}
Gen<std::string> org() {
  return gen::element<std::string>("EU", "UN", "NATO");
}

Gen<std::string> or_empty(Gen<std::string> value) {
  return gen::oneOf(gen::just(std::string()), std::move(value));
}

Gen<Day> day() {
  return gen::map(anywhere(-719528, 2932897), [](int number) {  // years 0 to 9999
    return Day(std::chrono::days(number));
  });
}
Gen<Edtf> date() {
  return gen::oneOf(
      gen::map(day(), [](Day value) { return Edtf(value); }),
      gen::map(gen::element("2025", "2025-01", "2025~", "2025-01-17?", "XXXX-01", "199X",
                            "2025-01-17/2045-01-17", "../2014", "2014/..", "2014/", "1985-21",
                            "[1667,1668,1670..1672]", "{..1984}", "Y170000002", "-0044-03-15"),
               [](const char* written) { return parse_edtf(written).value(); }));
}
Gen<Period> period() {
  return gen::construct<Period>(gen::inRange(0, 1200), gen::element(0, 0, 1, 30, 90, 400));
}
Gen<Instant> instant() {
  return gen::map(gen::pair(day(), gen::pair(anywhere(0, 1440), anywhere(-840, 841))),
                  [](const std::pair<Day, std::pair<int, int>>& parts) {
                    const std::chrono::minutes offset(parts.second.second);
                    const std::chrono::minutes clock(parts.second.first);
                    return Instant{parts.first + clock - offset, offset};
                  });
}
Gen<Moment> moment() {
  return gen::oneOf(gen::map(date(), [](const Edtf& value) { return Moment(value); }),
                    gen::map(instant(), [](const Instant& value) { return Moment(value); }));
}
Gen<Alignment> alignment() {
  using Kind = Alignment::Kind;
  return gen::oneOf(
      gen::just(Alignment{}),
      gen::map(anywhere(1, 13), [](int on) { return Alignment{Kind::first_of_month, on, 1, 1}; }),
      gen::element(Alignment{Kind::day_of_year, 1, 1, 1}, Alignment{Kind::day_of_year, 1, 12, 31},
                   Alignment{Kind::day_of_year, 1, 2, 29}));
}
Gen<Counting> counting() {
  return gen::element(Counting::date_to_date, Counting::full_periods);
}

Gen<ActType> act_type() {
  return word<ActType>(36);
}

Gen<Actor> actor() {
  return gen::construct<Actor>(or_empty(gen::oneOf(name(), text())), or_empty(state()),
                               or_empty(org()), optional(word<ActorKind>(20)), or_empty(text()));
}

Gen<Citation> citation() {
  return gen::exec([] {
    Citation out;
    out.source = *or_empty(gen::oneOf(id(), text(1)));
    if (*coin()) {
      const auto begin = *gen::inRange<std::size_t>(0, 100000);
      out.bytes = Span{begin, begin + *gen::inRange<std::size_t>(0, 500)};
    }
    out.words = *or_empty(text());
    return out;
  });
}

Gen<Quota> quota() {
  return gen::construct<Quota>(or_empty(text()), gen::inRange(0, 200),
                               or_empty(gen::element<std::string>("2/3", "1/2", "2/3+1")));
}
Gen<Weight> weight() {
  return gen::exec([] {
    Weight out;
    out.of = *or_empty(text());
    out.share = *optional(gen::map(gen::inRange(0, 1001), [](int n) { return n / 1000.0; }));
    out.amount = *optional(gen::element(0.0, 6e6, 1.5, 1e-7, 1e300, 123456789.125));
    out.unit = *or_empty(gen::element<std::string>("USD", "gross tons", "5 %", " "));
    return out;
  });
}

Gen<Trigger> trigger(int depth) {
  return gen::exec([depth] {
    using On = Trigger::On;
    Trigger out;
    out.on = *word<On>(depth > 0 ? 13 : 11);
    if (out.on == On::later_of || out.on == On::first_of) {
      out.parts = *few(trigger(depth - 1), 0, 2);
    }
    if (out.on == On::consents) {
      out.count = *gen::inRange(0, 200);
      out.including = *few(state());
      out.of = *few(quota(), 0, 2);
      out.weight = *few(weight(), 0, 2);
      out.kinds = *few(gen::element<std::string>("ratification", "acceptance"), 0, 2);
      out.not_counted = *few(text(1), 0, 2);
      out.definitive_signature = *coin();
    }
    if (out.on == On::last_notification) out.including = *few(state(), 0, 1);
    if (out.on == On::all_consents) {
      out.whom = *few(gen::oneOf(state(), gen::just(std::string("signatories"))), 0, 3);
    }
    if (out.on == On::treaty) out.treaty = *gen::oneOf(id(), gen::just(std::string("self")));
    if (out.on == On::date) {
      out.date = *date();
      if (depth > 0 && *coin()) {
        out.condition.push_back(*trigger(depth - 1));
        out.otherwise = *optional(period());
      }
    }
    out.after = *gen::oneOf(gen::just(Period{}), period());
    out.align = *alignment();
    out.counting = *optional(counting());
    return out;
  });
}

Gen<Term> term() {
  return gen::exec([] {
    Term out;
    out.indefinite = *anywhere(0, 4) == 1;
    if (!out.indefinite) out.length = *optional(period());
    out.until = *gen::oneOf(gen::just(std::optional<Edtf>()), optional(date()));
    out.from = *gen::oneOf(gen::just(Term::From::unsaid), word<Term::From>(4));
    if (out.from == Term::From::date) out.from_date = *date();
    out.fewest = *gen::oneOf(gen::just(std::optional<int>()), optional(gen::element(0, 2, 10)));
    return out;
  });
}
Gen<Renewal> renewal() {
  return gen::construct<Renewal>(word<Renewal::Kind>(4), optional(period()),
                                 gen::map(anywhere(0, 4), [](int n) { return n == 1; }),
                                 gen::oneOf(gen::just(std::optional<Period>()), optional(period())),
                                 optional(gen::element(0, 1, 2, 2147483647)));
}
Gen<Withdrawal> withdrawal() {
  return gen::construct<Withdrawal>(
      gen::arbitrary<bool>(), optional(period()), optional(period()), gen::arbitrary<bool>(),
      or_empty(gen::element<std::string>("end-of-term", "day:31-dec", "first-of-next-month")),
      optional(period()), optional(counting()), few(id()), few(id()));
}
Gen<Survival> survival() {
  return gen::construct<Survival>(optional(period()), or_empty(text()));
}

Gen<Clauses> clauses() {
  return gen::exec([] {
    Clauses out;
    out.consent = *few(word<Consent>(9));
    out.force = *optional(trigger());
    out.force_later = *optional(trigger(1));
    out.later_from = *or_empty(gen::element<std::string>("condition", "force"));
    out.provisional = *optional(trigger(0));
    out.provisional_plain = !out.provisional && *coin();
    out.term = *optional(term());
    out.renewal = *optional(renewal());
    out.withdrawal = *optional(withdrawal());
    out.survival = *optional(survival());
    out.reservations = *or_empty(gen::element<std::string>("prohibited", "permitted", "listed"));
    out.partial_consent = *or_empty(gen::element<std::string>("permitted", "choice"));
    out.amendment = *or_empty(text());
    out.amendment_on = *optional(trigger(0));
    out.replaces = *few(gen::oneOf(id(), text(1)));
    if (!out.replaces.empty()) out.replaces_on = *optional(trigger(0));
    out.territorial = *or_empty(text());
    out.disputes = *few(gen::element<std::string>("consultation", "icj", "court-of-parties"));
    return out;
  });
}

Gen<ClauseFact> norm() {
  return gen::exec([] {
    ClauseFact out;
    out.treaty = *or_empty(id());
    out.article = *or_empty(gen::element<std::string>("3", "23(4)", "III"));
    out.about = *or_empty(gen::element<std::string>("security", "withdrawal", "trade"));
    out.condition = *or_empty(text());
    out.who = *or_empty(gen::oneOf(state(), text()));
    out.must = *word<Must>(3);
    out.action = *or_empty(text());
    out.whom = *or_empty(text());
    return out;
  });
}

Gen<TreatyFact> treaty_fact() {
  return gen::exec([] {
    TreatyFact out;
    out.id = *or_empty(id());
    out.title = *or_empty(text());
    out.also = *few(text(1));
    out.form = *or_empty(gen::element<std::string>("treaty", "pact", "general act"));
    out.parties = *few(gen::oneOf(state(), org()));
    out.signed_on = *optional(date());
    out.signed_at = *or_empty(text());
    out.in_force = *optional(date());
    out.articles = *optional(gen::inRange(0, 500));
    out.fields = *few(gen::element<std::string>("security", "trade", "border"));
    out.disclosed = *optional(gen::arbitrary<bool>());
    out.languages = *few(gen::element<std::string>("ru", "fa", "en"));
    out.depositary = *or_empty(gen::element<std::string>("RUS", "GBR; RUS; USA", "African Union"));
    out.zone = *or_empty(gen::element<std::string>("+03:00", "Z", "-05:00"));
    if (*anywhere(0, 3) > 0) out.clauses = *clauses();
    out.norms = *few(gen::map(norm(),
                              [](ClauseFact fact) {
                                fact.treaty.clear();  // it is the treaty's own
                                return fact;
                              }),
                     0, 2);
    return out;
  });
}

Gen<ActFact> act_fact() {
  return gen::exec([] {
    ActFact out;
    out.type = *act_type();
    out.treaty = *or_empty(id());
    out.by = *few(actor());
    out.with = *few(actor());
    out.body = *optional(actor());
    out.on = *optional(date());
    out.at = *or_empty(text());
    out.period = *optional(period());
    out.until = *optional(date());
    out.as = *or_empty(text());
    out.whom = *few(actor());
    out.of = *optional(act_type());
    out.undo = *optional(act_type());
    out.article = *or_empty(gen::element<std::string>("3", "23(4)"));
    out.condition = *or_empty(text());
    out.effect = *optional(moment());
    return out;
  });
}

Gen<QuantityFact> quantity_fact() {
  return gen::construct<QuantityFact>(
      or_empty(id()), or_empty(name()), or_empty(text()), or_empty(name()), or_empty(name()),
      or_empty(gen::element<std::string>("55000000000", "0", "-7", "92.2", "62.50", "0.001", "1e5",
                                         "007", "9007199254740992", "9007199254740993", "-0",
                                         "100.0", "some dozen")),
      or_empty(gen::element<std::string>("m3", "%", "USD", "vote")), optional(period()),
      word<Bound>(3), gen::arbitrary<bool>(), or_empty(text()));
}

Gen<RelationFact> relation_fact() {
  return gen::construct<RelationFact>(word<RelationType>(6), or_empty(id()), or_empty(id()),
                                      or_empty(text()));
}
Gen<ProjectFact> project_fact() {
  return gen::construct<ProjectFact>(or_empty(id()), or_empty(name()), or_empty(text()),
                                     word<ProjectState>(6), optional(gen::inRange(0, 100)),
                                     or_empty(text()));
}
Gen<EventFact> event_fact() {
  return gen::construct<EventFact>(or_empty(gen::element<std::string>("CONSULT", "ACCUSE")),
                                   few(actor()), few(actor()), or_empty(text()), optional(date()),
                                   or_empty(text()));
}
Gen<AssessmentFact> assessment_fact() {
  return gen::construct<AssessmentFact>(or_empty(id()), or_empty(text()), or_empty(text()));
}
Gen<ClaimFact> claim_fact() {
  return gen::construct<ClaimFact>(or_empty(id()), or_empty(state()), word<ClaimedStatus>(4),
                                   optional(date()), optional(date()));
}

Gen<Fact> fact() {
  return gen::oneOf(gen::cast<Fact>(treaty_fact()), gen::cast<Fact>(act_fact()),
                    gen::cast<Fact>(norm()), gen::cast<Fact>(quantity_fact()),
                    gen::cast<Fact>(relation_fact()), gen::cast<Fact>(project_fact()),
                    gen::cast<Fact>(event_fact()), gen::cast<Fact>(assessment_fact()),
                    gen::cast<Fact>(claim_fact()));
}

Gen<Statement> statement() {
  return gen::exec([] {
    Statement out{*fact()};
    out.stance = *word<Stance>(7);
    out.speaker = *optional(actor());
    out.via = *few(actor(), 0, 2);
    out.from = *few(citation());
    out.said = *optional(date());
    out.known = *optional(day());
    out.note = *or_empty(text());
    return out;
  });
}

}  // namespace generators
}  // namespace servanda
