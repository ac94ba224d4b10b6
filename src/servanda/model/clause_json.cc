// The clause contract: what a treaty's own text says about its life.
#include "servanda/model/clause_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "servanda/model/json_reader.h"
#include "servanda/model/json_writer.h"

namespace servanda {
namespace {

const std::vector<std::string_view> kPartialConsent = {"permitted", "choice"};
const std::vector<std::string_view> kReservations = {"prohibited", "permitted", "listed"};
const std::vector<std::string_view> kDisputes = {"consultation", "negotiation", "conciliation",
                                                 "arbitration",  "icj",         "court-of-parties"};
const std::vector<std::string_view> kLaterFrom = {"condition", "force"};
constexpr std::string_view kSeveral = "; ";

Json term_to_json(const Term& term) {
  Json out = Json::object();
  if (term.indefinite) {
    set(out, "length", "indefinite");
  } else {
    put(out, "length", term.length);
  }
  put(out, "until", term.until);
  put(out, "fewest", term.fewest);
  switch (term.from) {
    case Term::From::unsaid:
      break;
    case Term::From::force:
      set(out, "from", "force");
      break;
    case Term::From::signature:
      set(out, "from", "signature");
      break;
    case Term::From::date:
      put(out, "from", term.from_date);
      break;
  }
  return out;
}

void read_term(const Json& value, const Place& place, Fault& fault, Term& term) {
  JsonReader in(value, place, fault);
  std::string length, from;
  in.text("length", length);
  if (length == "indefinite") {
    term.indefinite = true;
  } else {
    in.parsed("length", term.length, parse_period);
  }
  in.parsed("until", term.until, parse_edtf);
  in.count("fewest", term.fewest);
  in.text("from", from);
  if (from == "force") {
    term.from = Term::From::force;
  } else if (from == "signature") {
    term.from = Term::From::signature;
  } else if (!from.empty()) {
    term.from = Term::From::date;
    in.parsed("from", term.from_date, parse_edtf);
  }
  in.finish();
}

Json renewal_to_json(const Renewal& renewal) {
  Json out = Json::object();
  set(out, "kind", json_of(renewal.kind));
  put(out, "length", renewal.length);
  put(out, "up_to", renewal.up_to);
  put(out, "notice", renewal.notice);
  put(out, "times", renewal.times);
  return out;
}

void read_renewal(const Json& value, const Place& place, Fault& fault, Renewal& renewal) {
  JsonReader in(value, place, fault);
  in.require("kind");
  in.word("kind", renewal.kind, find_renewal_kind, renewal_kind_words);
  in.parsed("length", renewal.length, parse_period);
  in.flag("up_to", renewal.up_to);
  in.parsed("notice", renewal.notice, parse_period);
  in.count("times", renewal.times);
  in.finish();
}

Json withdrawal_to_json(const Withdrawal& withdrawal) {
  Json out = Json::object();
  set(out, "allowed", withdrawal.allowed);
  put(out, "notice", withdrawal.notice);
  put(out, "not_before", withdrawal.not_before);
  if (withdrawal.not_before_for_party) set(out, "for", "party");
  put(out, "effect", withdrawal.effect);
  put(out, "window", withdrawal.window);
  put(out, "counting", withdrawal.counting);
  put(out, "with", withdrawal.with);
  put(out, "by_joining", withdrawal.by_joining);
  return out;
}

void read_withdrawal(const Json& value, const Place& place, Fault& fault, Withdrawal& withdrawal) {
  JsonReader in(value, place, fault);
  in.flag("allowed", withdrawal.allowed);
  in.parsed("notice", withdrawal.notice, parse_period);
  in.parsed("not_before", withdrawal.not_before, parse_period);
  std::string of;
  in.word("for", of, {"party", "treaty"});
  withdrawal.not_before_for_party = of == "party";
  in.text("effect", withdrawal.effect);
  if (withdrawal.effect != "end-of-term") {
    if (const auto alignment = parse_alignment(withdrawal.effect); !alignment) {
      fail(fault, place.at("effect"), alignment.error().message,
           "write end-of-term, first-of-next-month or a day such as day:31-dec");
    }
  }
  in.parsed("window", withdrawal.window, parse_period);
  in.parsed("counting", withdrawal.counting, parse_counting);
  in.texts("with", withdrawal.with);
  in.texts("by_joining", withdrawal.by_joining);
  in.ignore({"x"});
  in.finish();
}

Json survival_to_json(const Survival& survival) {
  Json out = Json::object();
  put(out, "length", survival.length);
  put(out, "of", survival.of);
  return out;
}

void read_survival(const Json& value, const Place& place, Fault& fault, Survival& survival) {
  JsonReader in(value, place, fault);
  in.parsed("length", survival.length, parse_period);
  in.text("of", survival.of);
  in.finish();
}

void put_force_later(Json& out, const Clauses& clauses) {
  if (!clauses.force_later) return put(out, "later_from", clauses.later_from);
  Json later = to_json(*clauses.force_later);
  put(later, "later_from", clauses.later_from);
  set(out, "force_later", std::move(later));
}

/// "later_from" belongs to the clause; it is written among the fields of its trigger, or beside it.
void read_force_later(JsonReader& in, Clauses& clauses) {
  in.word("later_from", clauses.later_from, kLaterFrom);
  in.value("force_later", clauses.force_later, read_trigger);
  const Json* later = in.field("force_later");
  if (later == nullptr) return;
  const Place place = in.place().at("force_later");
  JsonReader(*later, place, in.fault()).word("later_from", clauses.later_from, kLaterFrom);
}

void put_provisional(Json& out, const Clauses& clauses) {
  put(out, "provisional", clauses.provisional);
  if (!clauses.provisional) put(out, "provisional", clauses.provisional_plain);
}

void read_provisional(JsonReader& in, Clauses& clauses) {
  const Json* found = in.field("provisional");
  if (found != nullptr && found->is_boolean()) {
    in.flag("provisional", clauses.provisional_plain);
  } else {
    in.value("provisional", clauses.provisional, read_trigger);
  }
}

void put_amendment(Json& out, const Clauses& clauses) {
  if (!clauses.amendment_on) return put(out, "amendment", clauses.amendment);
  Json amendment = to_json(*clauses.amendment_on);
  put(amendment, "words", clauses.amendment);
  set(out, "amendment", std::move(amendment));
}

void read_amendment(JsonReader& in, Clauses& clauses) {
  const Json* found = in.field("amendment");
  if (found == nullptr) return;
  if (!found->is_object()) return in.text("amendment", clauses.amendment);
  const Place place = in.place().at("amendment");
  JsonReader(*found, place, in.fault()).text("words", clauses.amendment);
  in.value("amendment", clauses.amendment_on, read_trigger);
}

void put_replaces(Json& out, const Clauses& clauses) {
  if (!clauses.replaces_on) return put(out, "replaces", clauses.replaces);
  Json list = Json::array();
  for (const std::string& title : clauses.replaces) {
    list.push_back(Json::object({{"title", title}, {"on", to_json(*clauses.replaces_on)}}));
  }
  set(out, "replaces", std::move(list));
}

/// A title, or {"title", "on"}.
struct Replaced {
  std::string title = {};
  std::optional<Trigger> on = {};
};

void read_replaced(const Json& value, const Place& place, Fault& fault, Replaced& replaced) {
  if (value.is_string()) return read_text(value, place, fault, replaced.title);
  JsonReader in(value, place, fault);
  in.text("title", replaced.title);
  in.value("on", replaced.on, read_trigger);
  in.finish();
}

void read_replaces(JsonReader& in, Clauses& clauses) {
  std::vector<Replaced> all;
  in.values("replaces", all, read_replaced);
  const Place here = in.place().at("replaces");
  for (std::size_t i = 0; i < all.size() && !in.fault(); ++i) {
    // One trigger holds for all that a treaty replaces.
    if (all[i].on != all.front().on) {
      fail(in.fault(), here.at(i), "replaced on another condition than the first",
           "a treaty replaces others on one condition");
    }
    clauses.replaces.push_back(std::move(all[i].title));
  }
  if (!all.empty()) clauses.replaces_on = std::move(all.front().on);
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

}  // namespace

void put_depositary(Json& out, const std::string& depositary) {
  if (depositary.find(kSeveral) == std::string::npos) return put(out, "depositary", depositary);
  Json list = Json::array();
  for (std::size_t begin = 0; begin <= depositary.size();) {
    const std::size_t end = std::min(depositary.find(kSeveral, begin), depositary.size());
    list.push_back(depositary.substr(begin, end - begin));
    begin = end + kSeveral.size();
    if (end == depositary.size()) break;
  }
  set(out, "depositary", std::move(list));
}

void read_depositary(JsonReader& in, std::string& depositary) {
  std::vector<std::string> all;
  in.text_or_texts("depositary", all);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) depositary += kSeveral;
    depositary += all[i];
  }
}

std::optional<std::string> short_term(const Term& term) {
  if (term.until || term.fewest || term.from != Term::From::unsaid ||
      term.indefinite == term.length.has_value()) {
    return std::nullopt;
  }
  return term.indefinite ? "indefinite" : to_text(*term.length);
}

Result<Term> parse_short_term(std::string_view text) {
  Term term;
  if (text == "indefinite") {
    term.indefinite = true;
    return term;
  }
  SERVANDA_ASSIGN_OR_RETURN(term.length, parse_period(text));
  return term;
}

std::optional<std::string> short_renewal(const Renewal& renewal) {
  if (renewal.notice || (renewal.up_to && !renewal.length)) return std::nullopt;
  std::string out(to_text(renewal.kind));
  if (renewal.kind == Renewal::Kind::by_agreement) out = "by agreement";
  if (renewal.kind == Renewal::Kind::by_agreement && renewal.up_to && renewal.times == 1) {
    return "once by up to " + to_text(*renewal.length);  // "up to" leaves room only for agreement
  }
  if (renewal.times == 1) {
    out += " once";
  } else if (renewal.times) {
    out += fmt::format(" {} times", *renewal.times);
  }
  if (renewal.up_to) out += " up to";
  if (renewal.length) out += " " + to_text(*renewal.length);
  return out;
}

Result<Renewal> parse_short_renewal(std::string_view text) {
  const Error fault{Code::parse, fmt::format("\"{}\" is no renewal", text),
                    "write automatic P5Y, by agreement P40Y, automatic 2 times P5Y, none …"};
  std::vector<std::string_view> words = words_of(text);
  auto take = [&words](std::string_view word) {
    if (words.empty() || words.front() != word) return false;
    words.erase(words.begin());
    return true;
  };
  Renewal renewal;
  std::optional<Renewal::Kind> kind;
  if (words.size() > 1 && words[0] == "by" && words[1] == "agreement") {
    kind = Renewal::Kind::by_agreement;
    words.erase(words.begin(), words.begin() + 2);
  } else if (!words.empty() && (kind = find_renewal_kind(words.front()))) {
    words.erase(words.begin());
  }
  if (take("once")) {
    renewal.times = 1;
  } else if (words.size() > 1 && words[1] == "times") {
    const char* end = words[0].data() + words[0].size();
    const auto read = std::from_chars(words[0].data(), end, renewal.times.emplace());
    if (read.ec != std::errc() || read.ptr != end || *renewal.times < 0) return fault;
    words.erase(words.begin(), words.begin() + 2);
  }
  take("by");
  if (take("up")) {
    if (!take("to")) return fault;
    renewal.up_to = true;
  }
  if (!kind && renewal.up_to) kind = Renewal::Kind::by_agreement;
  if (!kind || words.size() > 1 || (renewal.up_to && words.empty())) return fault;
  renewal.kind = *kind;
  if (!words.empty()) {
    SERVANDA_ASSIGN_OR_RETURN(renewal.length, parse_period(words.front()));
  }
  return renewal;
}

void put_norm(Json& out, const ClauseFact& norm) {
  put(out, "treaty", norm.treaty);
  put(out, "article", norm.article);
  put(out, "about", norm.about);
  put(out, "if", norm.condition);
  put(out, "who", norm.who);
  set(out, "must", json_of(norm.must));
  put(out, "do", norm.action);
  put(out, "whom", norm.whom);
}

void read_norm(JsonReader& in, ClauseFact& norm) {
  in.text("treaty", norm.treaty);
  in.text("article", norm.article);
  in.text("about", norm.about);
  in.text("if", norm.condition);
  in.text("who", norm.who);
  in.require("must");
  in.word("must", norm.must, find_must, must_words);
  in.text("do", norm.action);
  in.text("whom", norm.whom);
}

void put_norms(Json& out, const std::vector<ClauseFact>& norms) {
  if (norms.empty()) return;
  Json list = Json::array();
  for (const ClauseFact& norm : norms) put_norm(list.emplace_back(Json::object()), norm);
  set(out, "norms", std::move(list));
}

void read_norms(JsonReader& in, std::vector<ClauseFact>& norms) {
  in.values("norms", norms, [](const Json& value, const Place& place, Fault& fault, auto& norm) {
    JsonReader reader(value, place, fault);
    read_norm(reader, norm);
    reader.finish();
  });
}

void put_clauses(Json& out, const Clauses& clauses, bool with_term, bool with_renewal) {
  put(out, "consent", clauses.consent);
  put(out, "force", clauses.force);
  put_force_later(out, clauses);
  put_provisional(out, clauses);
  if (clauses.term && with_term) set(out, "term", term_to_json(*clauses.term));
  if (clauses.renewal && with_renewal) set(out, "renewal", renewal_to_json(*clauses.renewal));
  if (clauses.withdrawal) set(out, "withdrawal", withdrawal_to_json(*clauses.withdrawal));
  if (clauses.survival) set(out, "survival", survival_to_json(*clauses.survival));
  put(out, "reservations", clauses.reservations);
  put(out, "partial_consent", clauses.partial_consent);
  put_amendment(out, clauses);
  put_replaces(out, clauses);
  put(out, "territorial", clauses.territorial);
  put(out, "disputes", clauses.disputes);
}

void read_clauses(JsonReader& in, Clauses& clauses) {
  in.values("consent", clauses.consent,
            [](const Json& value, const Place& place, Fault& fault, Consent& consent) {
              std::string word;
              read_text(value, place, fault, word);
              const auto found = find_consent(word);
              if (!found) {
                return fail(fault, place, fmt::format("unknown word \"{}\"", word),
                            suggestion(word, consent_words()));
              }
              consent = *found;
            });
  in.value("force", clauses.force, read_trigger);
  // "not_counted" may stand beside the trigger, as a reader of texts writes it.
  std::vector<std::string> not_counted;
  in.texts("not_counted", not_counted);
  if (clauses.force && !not_counted.empty()) clauses.force->not_counted = std::move(not_counted);
  read_force_later(in, clauses);
  read_provisional(in, clauses);
  in.value("term", clauses.term, read_term);
  in.value("renewal", clauses.renewal, read_renewal);
  in.value("withdrawal", clauses.withdrawal, read_withdrawal);
  in.value("survival", clauses.survival, read_survival);
  in.word("reservations", clauses.reservations, kReservations);
  in.word("partial_consent", clauses.partial_consent, kPartialConsent);
  read_amendment(in, clauses);
  read_replaces(in, clauses);
  in.text("territorial", clauses.territorial);
  in.words("disputes", clauses.disputes, kDisputes);
}

Json clauses_to_json(const TreatyFact& treaty) {
  Json out = Json::object();
  put(out, "id", treaty.id);
  put(out, "title", treaty.title);
  put(out, "also", treaty.also);
  put(out, "form", treaty.form);
  put(out, "parties", treaty.parties);
  put(out, "signed", treaty.signed_on);
  put(out, "signed_at", treaty.signed_at);
  put(out, "in_force", treaty.in_force);
  put(out, "fields", treaty.fields);
  put(out, "disclosed", treaty.disclosed);
  put(out, "languages", treaty.languages);
  put(out, "articles", treaty.articles);
  put_depositary(out, treaty.depositary);
  put(out, "zone", treaty.zone);
  put_clauses(out, treaty.clauses, true, true);
  put_norms(out, treaty.norms);
  return out;
}

Result<TreatyFact> clauses_from_json(const Json& value) {
  Fault fault;
  TreatyFact treaty;
  JsonReader in(value, Place{}, fault);
  in.text("id", treaty.id);
  in.text("title", treaty.title);
  in.texts("also", treaty.also);
  in.text("form", treaty.form);
  in.texts("parties", treaty.parties);
  in.parsed("signed", treaty.signed_on, parse_edtf);
  in.text("signed_at", treaty.signed_at);
  in.parsed("in_force", treaty.in_force, parse_edtf);
  in.texts("fields", treaty.fields);
  in.flag("disclosed", treaty.disclosed);
  in.texts("languages", treaty.languages);
  in.count("articles", treaty.articles);
  read_depositary(in, treaty.depositary);
  in.text("zone", treaty.zone);
  read_clauses(in, treaty.clauses);
  read_norms(in, treaty.norms);
  // What annotators and replays keep beside the contract.
  // What the reader of treaty texts writes beside the clauses is no clause.
  in.ignore({"read", "structure", "source", "note", "x", "quotes", "not_understood", "language"});
  in.finish();
  if (fault) return *fault;
  return treaty;
}

}  // namespace servanda
