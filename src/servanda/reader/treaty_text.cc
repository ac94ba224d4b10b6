#include "servanda/reader/treaty_text.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "servanda/base/utf8.h"
#include "servanda/reader/text_clauses.h"
#include "servanda/reader/text_names.h"
#include "servanda/reader/text_structure.h"

namespace servanda {
namespace {

bool holds(const std::string& text, const RE2& pattern) {
  return RE2::PartialMatch(text, pattern);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

class TextReader {
 public:
  explicit TextReader(TextStructure structure) : s_(std::move(structure)) {}

  TreatyReading run() {
    found_.articles = s_.articles;
    TreatyFact& treaty = found_.treaty;
    treaty.title = s_.title;
    treaty.form = form_of(lower(s_.title));
    if (!s_.articles.empty()) treaty.articles = static_cast<int>(s_.articles.size());
    read_parties();
    read_force();
    read_later();
    read_duration();
    read_withdrawal();
    read_closing();
    read_depositary();
    read_consent();
    read_provisional();
    read_reservations();
    read_amendment();
    read_replaced();
    read_territory();
    read_disputes();
    tell_what_is_left();
    return std::move(found_);
  }

 private:
  Clauses& clauses() { return found_.treaty.clauses; }
  bool bilateral() const { return found_.treaty.parties.size() == 2; }
  std::string title_of(const TextSentence& sentence) const {
    return sentence.article == kNoArticle ? std::string()
                                          : lower(s_.articles[sentence.article].title);
  }
  void quote(const char* key, const TextSentence& sentence) {
    found_.quotes.push_back({key, sentence.bytes});
  }

  static std::string form_of(const std::string& title) {
    static constexpr std::array<std::string_view, 13> kForms{
        "general act",  "exchange of notes", "memorandum of understanding",
        "agreement",    "convention",        "treaty",
        "protocol",     "charter",           "covenant",
        "constitution", "statute",           "pact",
        "arrangement"};
    std::size_t best = std::string::npos;
    std::string form;
    for (const std::string_view one : kForms) {
      const std::size_t at = title.find(one);
      if (at < best) {
        best = at;
        form = one;
      }
    }
    return form;
  }

  void read_parties() {
    const std::string title = lower(s_.title);
    static const RE2 kBetween(R"((?i)\b(?:between|by and between)\b(.*))");
    std::string rest;
    std::vector<std::string>& parties = found_.treaty.parties;
    if (RE2::PartialMatch(s_.title, kBetween, &rest)) {
      const std::vector<std::string> named = states_named_in(rest);
      if (named.size() >= 2) parties = {named[0], named[1]};
      if (named.size() >= 3 && holds(title, RE2(R"(among|the governments of)"))) parties = named;
    }
    if (!parties.empty()) return;
    // "The Government of A and the Government of B": two sides named before they agree.
    static const RE2 kTwo(
        R"((?i)the (?:government of )?(?:the )?[^,;]{3,90}? and (?:of )?the (?:government of )?[^,;]{3,90}?[,;(])");
    static const RE2 kMany(
        R"((?i)(?:states|members|signatory|contracting states|governments) (?:parties|signatory|members|of the council))");
    std::string opening = s_.preamble.substr(0, 1500);
    if (const std::size_t at = opening.find(s_.title); at != std::string::npos && !s_.title.empty())
      opening.erase(0, at + s_.title.size());
    if (RE2::PartialMatch(opening, kMany)) return;
    re2::StringPiece match;
    static const RE2 kTwoCaptured(
        R"((?i)(the (?:government of )?(?:the )?[^,;]{3,90}? and (?:of )?the (?:government of )?[^,;]{3,90}?[,;(]))");
    if (opening.size() > 20 && RE2::PartialMatch(opening, kTwoCaptured, &match)) {
      const std::vector<std::string> named =
          states_named_in(std::string_view(match.data(), match.size()));
      if (named.size() == 2) parties = named;
    }
  }

  void read_force() {
    const TextSentence* best = nullptr;
    int best_score = 0;
    std::optional<Trigger> trigger;
    for (const TextSentence& sentence : s_.sentences) {
      if (!speaks_of_force(sentence)) continue;
      std::optional<Trigger> candidate = force_in(sentence, bilateral());
      const std::string title = title_of(sentence);
      int score = 1;
      if (title.find("entry into force") != std::string::npos ||
          title.find("coming into force") != std::string::npos) {
        score += 4;
      } else if (title.find("final") != std::string::npos ||
                 title.find("force") != std::string::npos ||
                 title.find("duration") != std::string::npos) {
        score += 3;
      }
      if (sentence.article != kNoArticle && sentence.article * 2 > s_.articles.size()) score += 1;
      if (candidate) score += 3;
      static const RE2 kThis(
          R"(^(?:\(?\w{0,3}[).]\s*)*(?:article \w+ )?(?:this|the present|it|the) )");
      if (holds(sentence.plain, kThis)) score += 1;
      if (speaks_of_joining(sentence)) score -= 4;
      if (title.find("amend") != std::string::npos || title.find("protocol") != std::string::npos)
        score -= 4;
      if (score > best_score) {
        best_score = score;
        best = &sentence;
        trigger = std::move(candidate);
      }
    }
    if (best == nullptr || best_score < 3) return;
    if (!trigger) {
      // The sentence may point on: "… in accordance with the following: …", or back.
      trigger = from_neighbour(*best);
      if (!trigger) return;
    }
    complete_named(*trigger, *best);
    clauses().force = std::move(trigger);
    force_sentence_ = best;
    quote("force", *best);
  }

  /// "The Agreement enters into force on the first day of the second month after the last
  /// notification", where the notification stands in the sentence before.
  std::optional<Trigger> from_neighbour(const TextSentence& sentence) {
    const auto at = static_cast<std::size_t>(&sentence - s_.sentences.data());
    for (const std::size_t other : {at - 1, at + 1}) {
      if (other >= s_.sentences.size() || s_.sentences[other].article != sentence.article) continue;
      std::optional<Trigger> trigger = force_in(s_.sentences[other], bilateral());
      if (!trigger || trigger->on == Trigger::On::signature) continue;
      const Delay delay = delay_in(sentence.plain);
      trigger->after = delay.after;
      trigger->align = delay.align;
      return trigger;
    }
    return std::nullopt;
  }

  /// "Original Parties", "Depositary Governments": who they are stands elsewhere in the text.
  void complete_named(Trigger& trigger, const TextSentence& sentence) {
    const bool depositaries =
        holds(sentence.plain, RE2(R"(designated as depositar|depositary governments)"));
    const bool original = holds(sentence.plain, RE2(R"(original parties)"));
    if (!depositaries && !original) return;
    for (const TextSentence& other : s_.sentences) {
      const bool tells = depositaries ? holds(other.plain, RE2(R"(depositary government)")) &&
                                            holds(other.plain, RE2(R"(designated)"))
                                      : holds(other.plain, RE2(R"(original parties)"));
      if (!tells) continue;
      const std::vector<std::string> named = states_named_in(other.cased);
      if (named.size() >= 2) {
        trigger.including = named;
        break;
      }
    }
    if (trigger.including.empty() && original) {
      const std::vector<std::string> named = states_named_in(s_.preamble.substr(0, 1500));
      if (named.size() >= 2 && named.size() < 12) trigger.including = named;
    }
    if (trigger.on == Trigger::On::all_consents && !trigger.including.empty()) {
      trigger.on = Trigger::On::consents;
      trigger.count = static_cast<int>(trigger.including.size());
    }
  }

  void read_later() {
    if (bilateral()) return;
    const TextSentence* best = nullptr;
    int best_score = 0;
    for (const TextSentence& sentence : s_.sentences) {
      if (!speaks_of_joining(sentence)) continue;
      const std::string title = title_of(sentence);
      if (title.find("amend") != std::string::npos || title.find("denun") != std::string::npos ||
          title.find("withdraw") != std::string::npos) {
        continue;
      }
      int score = 1;
      if (force_sentence_ != nullptr && sentence.article == force_sentence_->article) score += 3;
      if (title.find("force") != std::string::npos) score += 2;
      if (holds(sentence.plain, RE2(R"((?:enter|come)s? into (?:force|effect))"))) score += 2;
      if (later_in(sentence)) score += 1;
      if (score > best_score) {
        best_score = score;
        best = &sentence;
      }
    }
    if (best == nullptr || best_score < 3) return;
    std::optional<Trigger> later = later_in(*best);
    if (!later) return;
    clauses().force_later = std::move(later);
    static const RE2 kCondition(
        R"(after (?:the )?(?:date of )?(?:the )?deposit of the \d+|after (?:the )?(?:\d+ |conditions)|deposit of the \d+(?:st|nd|rd|th) instrument[^.;]*(?:enter|come)s? into force)");
    static const RE2 kForce(
        R"((?:after|subsequent to|following) (?:the |its )?(?:date of )?(?:the )?(?:entry|coming) into force)");
    if (holds(best->plain, kForce)) {
      clauses().later_from = "force";
    } else if (holds(best->plain, kCondition)) {
      clauses().later_from = "condition";
    }
    quote("force_later", *best);
  }

  bool final_part(const TextSentence& sentence) const {
    if (sentence.article == kNoArticle) return true;
    const std::string title = title_of(sentence);
    static const RE2 kTitle(
        R"(force|duration|terminat|denunc|withdraw|final|validity|expir|amend|renew|entry)");
    return s_.articles.size() < 8 || sentence.article * 10 >= s_.articles.size() * 6 ||
           holds(title, kTitle);
  }

  void read_duration() {
    for (const TextSentence& sentence : s_.sentences) {
      if (!final_part(sentence)) continue;
      if (!clauses().term) {
        if (std::optional<Term> term = term_in(sentence.plain)) {
          clauses().term = std::move(term);
          quote("term", sentence);
        }
      }
      const bool limited = clauses().term && clauses().term->length;
      if (!clauses().renewal && limited) {
        if (std::optional<Renewal> renewal = renewal_in(sentence.plain, limited)) {
          // The length of what is renewed is the term's own where the sentence names no other.
          clauses().renewal = std::move(renewal);
          quote("renewal", sentence);
        }
      }
      if (!clauses().survival) {
        if (std::optional<Survival> survival = survival_in(sentence)) {
          clauses().survival = std::move(survival);
          quote("survival", sentence);
        }
      }
    }
  }

  void read_withdrawal() {
    WithdrawalReader reader;
    const TextSentence* first = nullptr;
    std::size_t article = kNoArticle;
    for (const TextSentence& sentence : s_.sentences) {
      if (!final_part(sentence)) continue;
      if (reader.found() && article != sentence.article) break;
      reader.read(sentence.plain, title_of(sentence));
      if (reader.found() && first == nullptr) {
        first = &sentence;
        article = sentence.article;
      }
    }
    if (!reader.found()) return;
    clauses().withdrawal = reader.take();
    Withdrawal& withdrawal = *clauses().withdrawal;
    // Leaving only at the end of a term, and the notice that stops its renewal, are one thing.
    if (clauses().renewal && clauses().renewal->kind == Renewal::Kind::automatic) {
      if (!clauses().renewal->notice && withdrawal.notice) {
        clauses().renewal->notice = withdrawal.notice;
      }
      if (clauses().renewal->notice && !withdrawal.notice) {
        withdrawal.notice = clauses().renewal->notice;
      }
    }
    quote("withdrawal", *first);
  }

  void read_closing() {
    static const RE2 kDone(
        R"((?i)\b(?:done|signed|opened for signature|made|adopted)(?: and signed)?(?: in (?:duplicate|triplicate|quadruplicate|a single (?:original|copy)|two (?:originals|copies)|\w+ (?:originals|copies)))?,?(?:,? (?:at|in)(?: the)? (?:city of )?([A-Z][A-Za-z'. -]{2,30}?))?(?:, (?:in|at) [^,]{3,40})?,? (?:on |this |the |in |\d|as of))");
    std::vector<std::string> languages;
    for (const TextSentence& sentence : s_.closing) {
      TreatyFact& treaty = found_.treaty;
      static const RE2 kSigning(R"(\b(?:done|signed|opened|made|whereof|adopted)\b)");
      if (!treaty.signed_on && holds(sentence.plain, kSigning)) {
        if (std::optional<Edtf> date = date_named_in(sentence.plain)) {
          treaty.signed_on = std::move(date);
          quote("signed", sentence);
          static const RE2 kPlace(
              R"((?i:done|signed|opened for signature|made|concluded)\b[^.]*?\b(?:at|in) (?:the city of )?((?:The )?[A-Z][a-zA-Z'-]+(?: [A-Z][a-z'-]+)?)(?:,| on| this| the|\(| in| \d))");
          std::string place;
          if (RE2::PartialMatch(sentence.cased, kPlace, &place) && place != "English" &&
              place != "French") {
            treaty.signed_at = place;
          }
        }
      }
      static const RE2 kLanguage(
          R"(languages?|texts?|authentic|authoritative|in (?:the )?(?:english|french|arabic|dutch|duplicate)|originals?)");
      if (holds(sentence.plain, kLanguage)) {
        for (std::string& code : languages_named_in(sentence.plain)) {
          if (std::find(languages.begin(), languages.end(), code) == languages.end())
            languages.push_back(std::move(code));
        }
      }
    }
    for (const TextSentence& sentence : s_.sentences) {
      if (!languages.empty()) break;
      static const RE2 kAuthentic(
          R"((?:equally )?(?:authentic|authoritative)|drawn up in|original of (?:this|the present)|established in a single)");
      if (!final_part(sentence) || !holds(sentence.plain, kAuthentic)) continue;
      languages = languages_named_in(sentence.plain);
      if (!languages.empty()) quote("languages", sentence);
    }
    found_.treaty.languages = std::move(languages);
    if (!found_.treaty.signed_on) {
      // "opened for signature at New York on …": the text may give its own date earlier.
      for (const TextSentence& sentence : s_.sentences) {
        static const RE2 kOpen(
            R"((?:open|opened) for signature (?:at|in|by|on|from|until)|done at)");
        if (!final_part(sentence) || !holds(sentence.plain, kOpen)) continue;
        static const RE2 kDoneAt(R"(done at)");
        if (!holds(sentence.plain, kDoneAt)) continue;
        if (std::optional<Edtf> date = date_named_in(sentence.plain)) {
          found_.treaty.signed_on = std::move(date);
          quote("signed", sentence);
          break;
        }
      }
    }
  }

  void read_depositary() {
    if (bilateral()) return;
    static const RE2 kStrong(
        R"((?:shall be|are|be|hereby|is) (?:the |designated )*(?:the |as )?(?:depositary|depositaries)|depositary of this|depositary governments?|act as depositary|functions of (?:the )?depositary)");
    static const RE2 kDeposit(
        R"((?:deposited|deposit of (?:an instrument|its instrument|instruments)|deposit[^.;]{0,40}|lodged|communicated|registered) (?:with|in the archives of|to|by) (?:the )?)");
    const TextSentence* best = nullptr;
    std::string found;
    const auto look = [&](const std::vector<TextSentence>& sentences, bool strong) {
      for (const TextSentence& sentence : sentences) {
        if (!found.empty()) return;
        const RE2& pattern = strong ? kStrong : kDeposit;
        re2::StringPiece rest(sentence.plain);
        if (!RE2::FindAndConsume(&rest, pattern)) continue;
        if (strong &&
            holds(sentence.plain, RE2(R"(depositary governments|governments?[^.]*depositar)"))) {
          const std::vector<std::string> states = states_named_in(sentence.cased);
          if (states.size() >= 2) {
            for (const std::string& state : states) {
              if (!found.empty()) found += "; ";
              found += state;
            }
            best = &sentence;
            return;
          }
        }
        const std::size_t at = sentence.plain.size() - rest.size();
        std::string_view after(sentence.cased);
        // Lengths differ where numbers became figures: look a little before.
        after = after.substr(strong ? 0 : std::min(after.size(), at > 40 ? at - 40 : 0));
        found = depositary_named_in(after);
        if (!found.empty()) best = &sentence;
      }
    };
    look(s_.sentences, true);
    look(s_.sentences, false);
    look(s_.closing, false);
    if (found.empty()) return;
    found_.treaty.depositary = found;
    if (best != nullptr) quote("depositary", *best);
  }

  void read_consent() {
    std::vector<Consent>& consent = clauses().consent;
    const auto add = [&](Consent one) {
      if (std::find(consent.begin(), consent.end(), one) == consent.end()) consent.push_back(one);
    };
    const std::optional<Trigger>& force = clauses().force;
    if (bilateral()) {
      if (!force) return;
      const std::string& said = force_sentence_->plain;
      switch (force->on) {
        case Trigger::On::signature:
          add(Consent::signature);
          break;
        case Trigger::On::exchange:
          add(holds(said, RE2(R"(instrument|ratif)")) ? Consent::ratification : Consent::exchange);
          break;
        case Trigger::On::last_notification:
        case Trigger::On::first_notification:
          add(Consent::notification);
          break;
        default:
          break;
      }
      return;
    }
    static const RE2 kRatification(
        R"(subject to (?:\w+ )?ratification|instruments? of (?:\w+, )*ratification|be ratified|ratification by|to ratification|ratify (?:this|the present|it)|ratifications of|by ratification|ratified by)");
    static const RE2 kAcceptance(
        R"((?:ratification|approval|subject to)[^.;]{0,30}?,? (?:or |and )?acceptance|acceptance(?:,| or| and) (?:approval|accession|ratification)|instruments? of acceptance|accept (?:this|the present|it)\b|subject to acceptance|followed by acceptance)");
    static const RE2 kApproval(
        R"((?:ratification|acceptance)[^.;]{0,30}?,? (?:or |and )?approval|approval(?:,| or| and) (?:acceptance|accession|formal)|instruments? of (?:\w+,? (?:or )?)*approval)");
    static const RE2 kAccession(
        R"(accede|acced|instruments? of (?:\w+,? (?:or )?)*accession|open (?:for|to) accession|accession to (?:this|the present))");
    static const RE2 kDefinitive(
        R"(sign\w*(?: it)?,? without (?:any )?reservations? (?:as to|in respect of|of|with respect to|regarding|concerning|subject)|definitive signature|signature without reservation|not subject to ratification|signature,? not subject)");
    static const RE2 kFormal(R"(formal confirmation|formally confirm)");
    const TextSentence* best = nullptr;
    for (const TextSentence& sentence : s_.sentences) {
      if (!final_part(sentence)) continue;
      if (holds(title_of(sentence), RE2(R"(amend|reserv)"))) continue;
      const std::size_t before = consent.size();
      if (holds(sentence.plain, kDefinitive)) add(Consent::definitive_signature);
      if (holds(sentence.plain, kRatification)) add(Consent::ratification);
      if (holds(sentence.plain, RE2(R"(amendment)"))) continue;
      if (holds(sentence.plain, kAcceptance)) add(Consent::acceptance);
      if (holds(sentence.plain, kApproval)) add(Consent::approval);
      if (holds(sentence.plain, kAccession)) add(Consent::accession);
      if (holds(sentence.plain, kFormal)) add(Consent::formal_confirmation);
      if (best == nullptr && consent.size() > before) best = &sentence;
    }
    if (best != nullptr) quote("consent", *best);
  }

  void read_provisional() {
    static const RE2 kProvisional(
        R"(appl\w+ (?:it |this \w+ |articles? [^.;]{0,30})?provisional|provisional(?:ly)? (?:appl|in force|enter)|provisionally apply|apply provisionally)");
    static const RE2 kNot(
        R"(provisional(?:ly)? (?:arrest|agenda|measures|protection|classification))");
    for (const TextSentence& sentence : s_.sentences) {
      if (!final_part(sentence) || !holds(sentence.plain, kProvisional) ||
          holds(sentence.plain, kNot)) {
        continue;
      }
      static const RE2 kFrom(R"((?:from|as from|upon|on)[^.;]{0,60}(?:signature|date of signing))");
      const Delay delay = delay_in(sentence.plain);
      if (holds(sentence.plain, kFrom) || (bilateral() && delay.found)) {
        Trigger trigger;
        trigger.on = Trigger::On::signature;
        trigger.after = delay.after;
        trigger.align = delay.align;
        clauses().provisional = std::move(trigger);
      } else {
        clauses().provisional_plain = true;
      }
      quote("provisional", sentence);
      return;
    }
  }

  void read_reservations() {
    static const RE2 kNone(
        R"(no reservations?[^.;]{0,60}(?:may|shall|can|is|are|be|to this)|reservations?[^.;]{0,40}(?:shall not be|may not be|are not|is not) (?:permitted|allowed|made|admissible|admitted)|not be subject to reservations|without reservations?\.)");
    static const RE2 kExcept(
        R"(no (?:other )?reservations?[^.;]*(?:except|other than|save|unless)|may[^.;]{0,80}reserv\w* (?:the right )?[^.;]{0,30}(?:not to (?:apply|be bound|recogni)|under article|in respect of article|mentioned|provided for|specified)|reservations (?:exhaustively )?(?:provided for|mentioned|enumerated|specified|set out))");
    static const RE2 kOpen(
        R"(may[^.;]{0,90}(?:make|formulate|enter|submit)[^.;]{0,40}reservations?|text of reservations|reservations? incompatible|formulate reservations|reservations (?:may be made|shall be permitted|are permitted)|make reservations|consent of (?:all )?the (?:other )?(?:parties|signator))");
    static const RE2 kTitle(R"(reservation)");
    const TextSentence* none = nullptr;
    const TextSentence* listed = nullptr;
    const TextSentence* open = nullptr;
    for (const TextSentence& sentence : s_.sentences) {
      if (!final_part(sentence) && !holds(title_of(sentence), kTitle)) continue;
      if (!holds(sentence.plain, RE2(R"(reserv)"))) continue;
      if (holds(
              sentence.plain,
              RE2(R"(reservation (?:as to|in respect of|of|with respect to) (?:ratification|acceptance))")))
        continue;
      if (listed == nullptr && holds(sentence.plain, kExcept)) listed = &sentence;
      if (none == nullptr && holds(sentence.plain, kNone)) none = &sentence;
      if (open == nullptr && holds(sentence.plain, kOpen)) open = &sentence;
    }
    if (listed != nullptr) {
      clauses().reservations = "listed";
      quote("reservations", *listed);
    } else if (none != nullptr && !holds(none->plain, RE2(R"(incompatible)"))) {
      clauses().reservations = "prohibited";
      quote("reservations", *none);
    } else if (open != nullptr || none != nullptr) {
      clauses().reservations = "permitted";
      quote("reservations", open != nullptr ? *open : *none);
    }
  }

  void read_amendment() {
    static const RE2 kAmend(R"(amend|revis|modif)");
    static const RE2 kOf(
        R"((?:amend\w*|revis\w*|modif\w*)[^.;]{0,60}(?:this|the present|the) (?:agreement|convention|treaty|protocol|charter|act|statute)|(?:agreement|convention|treaty|protocol|charter|it) (?:may|shall|can) (?:at any time )?be (?:amended|revised|modified)|amendments? (?:to (?:this|the|it)|shall|may|of this|adopted)|propos\w+ (?:an )?amend|request[^.;]{0,40}revision|review of)");
    const TextSentence* first = nullptr;
    const TextSentence* entry = nullptr;
    for (const TextSentence& sentence : s_.sentences) {
      if (!final_part(sentence) || !holds(sentence.plain, kAmend)) continue;
      const bool titled = holds(title_of(sentence), RE2(R"(amend|revis|review|modif)"));
      if (!titled && !holds(sentence.plain, kOf)) continue;
      if (holds(sentence.plain, RE2(R"(annex)")) && !titled) continue;
      if (first == nullptr) first = &sentence;
      static const RE2 kForce(
          R"(amendments?[^.;]{0,160}(?:enter|come)s? into (?:force|effect)|any amendment so)");
      if (entry == nullptr && holds(sentence.plain, kForce)) entry = &sentence;
    }
    if (first == nullptr) return;
    if (entry != nullptr) {
      TextSentence about = *entry;
      std::optional<Trigger> trigger = force_in(about, bilateral());
      const bool counts =
          trigger &&
          (trigger->on == Trigger::On::consents || trigger->on == Trigger::On::last_notification ||
           trigger->on == Trigger::On::exchange || trigger->on == Trigger::On::all_consents);
      static const RE2 kShare(
          R"((\d/\d|a majority|half)(?: of)? (?:all )?(?:the )?(?:states |contracting |high )*(parties|members|states))");
      std::string share;
      if (RE2::PartialMatch(entry->plain, kShare, &share)) {
        Trigger trigger_of;
        trigger_of.on = Trigger::On::consents;
        Quota quota;
        quota.members = "States Parties";
        quota.share = share == "a majority" || share == "half" ? "1/2" : share;
        trigger_of.of.push_back(std::move(quota));
        trigger_of.after = delay_in(entry->plain).after;
        clauses().amendment_on = std::move(trigger_of);
        quote("amendment", *entry);
        return;
      }
      if (counts) {
        clauses().amendment_on = std::move(trigger);
        quote("amendment", *entry);
        return;
      }
    }
    clauses().amendment = first->cased.substr(0, 200);
    quote("amendment", *first);
  }

  void read_replaced() {
    static const RE2 kReplaces(
        R"((?i)(?:this|the present) (?:\w+ )?(?:agreement|convention|treaty|protocol)\b[^.;]{0,60}(?:replaces?|supersedes?|shall (?:replace|supersede)|repeals?)(?: and (?:replaces?|supersedes?|repeals?))? (?:the |all )?([^.;]{8,300}))");
    static const RE2 kEnds(
        R"((?i)(?:upon|on|from|as of|with)[^.;]{0,60}(?:entry|coming) into force of (?:this|the present)[^.;]{0,40}, (?:the )?([A-Z][^.;]{8,260}?) (?:shall|will) (?:be terminated|terminate|cease|lapse))");
    static const RE2 kShallEnd(
        R"(((?:Agreement|Convention|Treaty|Protocol)[^.;]{8,260}?),? (?:shall|will) (?:terminate|be terminated|cease to (?:be in|have)|lapse)[^.;]{0,60}(?:entry|coming) into force of (?:this|the present))");
    for (const TextSentence& sentence : s_.sentences) {
      if (!final_part(sentence)) continue;
      std::string title;
      if (!RE2::PartialMatch(sentence.cased, kReplaces, &title) &&
          !RE2::PartialMatch(sentence.cased, kEnds, &title) &&
          !RE2::PartialMatch(sentence.cased, kShallEnd, &title)) {
        continue;
      }
      static const RE2 kTreaty(R"((?i)agreement|convention|treat|protocol|arrangement)");
      if (!holds(title, kTreaty) || holds(lower(title), RE2(R"(^(?:this|article|annex|present))")))
        continue;
      clauses().replaces.push_back(std::move(title));
      quote("replaces", sentence);
      return;
    }
  }

  void read_territory() {
    static const RE2 kTerritory(
        R"(territor(?:y|ies) for (?:the |whose )?(?:international|which)|extend(?:ed)? to[^.;]{0,80}territor|territorial (?:units?|application|extension|clause)|apply (?:only )?to the (?:part of the kingdom|territory of|kingdom in europe|european|parts? of)|(?:part|parts) of the kingdom|territor(?:y|ies) to which (?:this|the) |specify the territor|overseas territor|non-metropolitan|metropolitan territor)");
    for (const TextSentence& sentence : s_.sentences) {
      if (!final_part(sentence) && !holds(title_of(sentence), RE2(R"(territor|application)")))
        continue;
      if (!holds(sentence.plain, kTerritory)) continue;
      clauses().territorial = sentence.cased.substr(0, 200);
      quote("territorial", sentence);
      return;
    }
  }

  void read_disputes() {
    static const RE2 kTitle(R"(dispute|arbitration|settlement|differences|consultation)");
    static const RE2 kDispute(
        R"((?:disputes?|differences?|controvers\w+|difficult\w+|doubts?)[^.;]{0,160}(?:interpretation|application|implementation|between|concerning|parties)|(?:interpretation|application)[^.;]{0,80}(?:disputes?|differences?|controvers\w+|difficulties))");
    static const RE2 kInvestor(
        R"(investor|nationals? of (?:one|the other|that)|company|companies|worker|employ|carrier|airline)");
    std::vector<std::string>& ways = clauses().disputes;
    const auto add = [&](const char* way) {
      if (std::find(ways.begin(), ways.end(), way) == ways.end()) ways.emplace_back(way);
    };
    std::size_t article = kNoArticle;
    const TextSentence* first = nullptr;
    for (const TextSentence& sentence : s_.sentences) {
      const bool titled = sentence.article != kNoArticle && holds(title_of(sentence), kTitle);
      const bool opens = holds(sentence.plain, kDispute) && !holds(sentence.plain, kInvestor);
      const bool goes_on = article != kNoArticle && sentence.article == article;
      if (!opens && !goes_on && !titled) continue;
      if (titled && !opens && !goes_on) continue;
      if (opens) article = sentence.article;
      if (first == nullptr) first = &sentence;
      if (holds(sentence.plain, RE2(R"(consult|mutual agreement|friendly)"))) add("consultation");
      if (holds(sentence.plain, RE2(R"(negotiat|diplomatic channel|amicabl)"))) add("negotiation");
      if (holds(sentence.plain, RE2(R"(conciliat)"))) add("conciliation");
      if (holds(sentence.plain, RE2(R"(arbitra)"))) add("arbitration");
      if (holds(sentence.plain, RE2(R"(international court of justice)"))) add("icj");
    }
    if (first != nullptr && !ways.empty()) quote("disputes", *first);
  }

  /// A heading that promises a clause, and no formula that read it: said, not dropped.
  void tell_what_is_left() {
    struct Promise {
      std::string_view words;
      bool kept;
      std::string_view what;
    };
    const Clauses& c = clauses();
    const std::array<Promise, 5> promises{{
        {"entry into force", c.force.has_value(), "entry into force"},
        {"withdrawal", c.withdrawal.has_value(), "withdrawal"},
        {"denunciation", c.withdrawal.has_value(), "withdrawal"},
        {"termination", c.withdrawal.has_value() || c.term.has_value(), "how it ends"},
        {"duration", c.term.has_value() || c.withdrawal.has_value(), "how long it lasts"},
    }};
    for (const TextArticle& article : s_.articles) {
      const std::string title = lower(article.title);
      for (const Promise& promise : promises) {
        if (promise.kept || title.find(promise.words) == std::string::npos) continue;
        found_.not_understood.push_back("article " + article.label + " (" + article.title +
                                        "): " + std::string(promise.what) + " was not understood");
      }
    }
    if (!c.force) {
      const bool promised = std::any_of(
          found_.not_understood.begin(), found_.not_understood.end(),
          [](const std::string& one) { return one.find("entry into force") != std::string::npos; });
      for (const TextSentence& sentence : s_.sentences) {
        if (promised || !speaks_of_force(sentence)) continue;
        found_.not_understood.push_back("\"" + sentence.cased.substr(0, 160) +
                                        "\": entry into force was not understood");
        break;
      }
    }
  }

  TextStructure s_;
  TreatyReading found_;
  const TextSentence* force_sentence_ = nullptr;
};

}  // namespace

Result<TreatyReading> read_treaty_text(std::string_view utf8) {
  if (const std::optional<std::size_t> bad = find_invalid_utf8(utf8)) {
    return Error{Code::parse, "the text is not UTF-8 at byte " + std::to_string(*bad),
                 "decode it first"};
  }
  TreatyReading reading = TextReader(find_structure(utf8)).run();
  if (reading.articles.empty() && reading.quotes.empty()) {
    return Error{Code::parse, "no articles and no final clauses found",
                 "is it the text of a treaty, in English?"};
  }
  return reading;
}

}  // namespace servanda
