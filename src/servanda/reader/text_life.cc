#include "servanda/reader/text_life.h"

#include <re2/re2.h>

#include <algorithm>

#include "servanda/language/tokens.h"
#include "servanda/reader/text_names.h"
#include "servanda/reader/text_sentences.h"

namespace servanda {
namespace {

std::optional<Term> term_in(const Formulas& formulas, std::string_view text) {
  if (!formulas.holds("term.about", text) || !formulas.holds("term.subject", text)) {
    return std::nullopt;
  }
  Term term;
  if (const auto match = formulas.first("term.length", text)) {
    // What follows the length (its renewal, the notice) may speak of other periods.
    const std::string_view whole = match->part("");
    const std::string_view until =
        text.substr(0, static_cast<std::size_t>(whole.data() + whole.size() - text.data()));
    if (!formulas.holds("term.length.not", until)) {
      term.length = match->period();
      if (term.length && !term.length->empty()) {
        term.from =
            formulas.holds("term.signature", text) ? Term::From::signature : Term::From::force;
        return term;
      }
    }
  }
  if (const auto match = formulas.first("term.until", text)) {
    if (!formulas.holds("term.until.not", text)) {
      term.length.reset();
      term.until = date_named_in(std::string(match->part("date")));
      if (term.until) return term;
    }
  }
  if (formulas.holds("term.indefinite", text) && !formulas.holds("term.not", text)) {
    term.length.reset();
    term.indefinite = true;
    return term;
  }
  return std::nullopt;
}

std::optional<Renewal> renewal_in(const Formulas& formulas, std::string_view text, const Term& term,
                                  bool follows_term) {
  if ((!follows_term && !formulas.holds("renewal.about", text)) ||
      formulas.holds("renewal.not", text)) {
    return std::nullopt;
  }
  const std::optional<FormulaMatch> match = formulas.first("renewal", text);
  if (!match) return std::nullopt;
  Renewal renewal;
  renewal.kind = *find_renewal_kind(match->value);
  if (renewal.kind == Renewal::Kind::automatic) {
    if (!match->part("same").empty()) {
      renewal.length = term.length;
    } else if (!match->part("yearly").empty()) {
      renewal.length = Period{12, 0};
    } else {
      renewal.length = period_of(match->part("length"), match->part("unit"));
    }
    if (formulas.holds("renewal.once", text) && !formulas.holds("renewal.many", text)) {
      renewal.times = 1;
    }
  }
  if (renewal.kind != Renewal::Kind::by_agreement && formulas.holds("renewal.stop", text)) {
    if (renewal.kind == Renewal::Kind::automatic) {
      if (const auto notice = formulas.first("renewal.notice", text)) {
        renewal.notice = notice->period();
      }
    }
  }
  return renewal;
}

/// `before`: the sentence before, where it speaks of the end ("… denounces. Such persons …").
std::optional<Survival> survival_in(const Formulas& formulas, const TextSentence& sentence,
                                    std::string_view before) {
  const std::string_view text = sentence.plain;
  const bool strong = formulas.holds("survival.strong", text);
  if ((!formulas.holds("survival.end", text) && !formulas.holds("survival.end", before)) ||
      !formulas.holds("survival.of", text) || (!strong && formulas.holds("survival.not", text))) {
    return std::nullopt;
  }
  const std::optional<FormulaMatch> still = formulas.first("survival.still", text);
  if (!still && !strong) return std::nullopt;
  Survival survival;
  if (still) survival.length = still->period();
  // The words of the text, shortened; they say what stays bound.
  constexpr std::size_t kLongest = 160;
  std::string_view words = without_number(sentence.cased);
  if (words.size() > kLongest) words = words.substr(0, words.rfind(' ', kLongest));
  while (!words.empty() && (words.back() == ' ' || words.back() == '.')) words.remove_suffix(1);
  survival.of = words;
  return survival;
}

/// "Notification of withdrawal" is of the treaty, unless the sentence tells what else is withdrawn:
/// a declaration, a reservation, the recognition of a competence.
bool names_this_treaty(const Formulas& formulas, std::string_view text) {
  return formulas.holds("leave.of", text) ||
         (formulas.holds("leave.of-notice", text) && !formulas.holds("leave.other", text));
}

/// Collects what the sentences of an article say about leaving.
class LeavingReader {
 public:
  explicit LeavingReader(const Formulas& formulas) : f_(formulas) {}

  void read(const TextSentence& sentence, const TextUnderReading& reading) {
    const std::string_view text = sentence.plain;
    if ((sentence.topics & kTopicEnd) == 0 && !withdrawal_) return;
    const bool speaks = f_.holds("leave", text);
    if (!speaks && !(withdrawal_ && f_.holds("leave.goes-on", text))) return;
    if (reading.of_another_treaty(sentence)) return;
    const bool titled = reading.titled("leave.title", sentence);
    const bool of_this = names_this_treaty(f_, text);
    if (f_.holds("leave.territory", text)) return;
    if (f_.holds("leave.other", text) && !of_this) {
      other_before_ = true;
      return;
    }
    if (speaks && f_.holds("leave.never", text) && !withdrawal_) {
      withdrawal_ = Withdrawal{};
      withdrawal_->allowed = false;
      return;
    }
    if (!withdrawal_ && other_before_ && f_.holds("leave.such", text)) return;
    const bool opens = speaks && f_.holds("leave.opens", text) &&
                       (titled || of_this || !f_.holds("leave.not", text));
    const bool goes_on = withdrawal_ && withdrawal_->allowed && f_.holds("leave.goes-on", text);
    if (!opens && !goes_on) return;
    if (withdrawal_ && !withdrawal_->allowed) return;
    if (!withdrawal_ && !titled && !of_this && f_.holds("leave.not", text)) return;
    if (!withdrawal_) withdrawal_ = Withdrawal{};
    take(text, opens);
  }

  bool found() const { return withdrawal_.has_value(); }
  bool waits_for_term() const { return waits_for_term_; }
  std::optional<Withdrawal> finish() { return std::move(withdrawal_); }

 private:
  void take(std::string_view text, bool opens) {
    Withdrawal& found = *withdrawal_;
    std::string rest(text);
    // How long the treaty lasts, or is renewed, is no notice.
    for (const char* other : {"term.length", "renewal.length"}) {
      const auto match = f_.first(other, rest);
      if (!match) continue;
      const std::string_view whole = match->part("");
      rest.replace(static_cast<std::size_t>(whole.data() - rest.data()), whole.size(), "…");
    }
    if (!found.not_before && opens) {
      if (const auto match = f_.first("leave.not-before", text)) {
        found.not_before = match->period();
        found.not_before_for_party = f_.holds("leave.for-party", text);
        // What tells when a party may speak does not tell how long its notice runs.
        const std::string whole(match->part(""));
        if (const std::size_t at = rest.find(whole); at != std::string::npos) {
          rest.replace(at, whole.size(), "…");
        }
      } else if (f_.holds("leave.after-term", text)) {
        waits_for_term_ = true;
      }
    }
    if (!found.notice) {
      if (const auto match = f_.first("leave.notice", rest)) {
        found.notice = match->value.empty() ? match->period() : *parse_period(match->value);
      } else if (f_.holds("leave.at-once", rest)) {
        found.notice = Period{};
      }
    }
    if (!found.window) {
      if (const auto window = f_.first("leave.window", rest); window && found.not_before) {
        if (!window->value.empty()) {
          found.window = *parse_period(window->value);
        } else {
          found.window = window->period();
        }
      }
    }
    if (found.effect.empty()) {
      if (const auto month = f_.first("leave.month", rest)) {
        Alignment first_day;
        first_day.kind = Alignment::Kind::first_of_month;
        first_day.months_on = std::max(1, month->number("kth"));
        found.effect = month->value == "kth-month" ? to_text(first_day) : month->value;
      } else if (const auto effect = f_.first("leave.effect", text)) {
        found.effect = effect->value;
      }
    }
  }

  const Formulas& f_;
  std::optional<Withdrawal> withdrawal_;
  bool waits_for_term_ = false;
  bool other_before_ = false;  ///< a reservation, say, may be withdrawn: "such withdrawal" is that
};

class LifeReader {
 public:
  explicit LifeReader(const TextUnderReading& reading) : r_(reading) {}

  void run() {
    read_term();
    read_renewal();
    read_leaving();
    read_survival();
    join();
  }

 private:
  const Formulas& f() const { return r_.formulas; }

  void read_term() {
    const TextSentence* best = nullptr;
    int best_score = 0;
    std::optional<Term> found;
    for (const TextSentence& sentence : r_.text.sentences) {
      if ((sentence.topics & kTopicLength) == 0 || !r_.in_final_part(sentence)) continue;
      std::optional<Term> term = term_in(f(), sentence.plain);
      if (!term) continue;
      const std::string title = r_.title_of(sentence);
      int score = 1;
      if (f().holds("leave.title", title)) score += 2;
      if (term->length || term->until) score += 1;
      if (score <= best_score) continue;
      best_score = score;
      best = &sentence;
      found = std::move(term);
    }
    if (best == nullptr) return;
    r_.clauses().term = std::move(found);
    term_sentence_ = best;
    r_.quote("term", *best);
  }

  void read_renewal() {
    if (!r_.clauses().term || r_.clauses().term->indefinite) return;
    const Term& term = *r_.clauses().term;
    const auto begin = static_cast<std::size_t>(term_sentence_ - r_.text.sentences.data());
    for (std::size_t i = begin; i < r_.text.sentences.size() && i < begin + 8; ++i) {
      const TextSentence& sentence = r_.text.sentences[i];
      if (sentence.article != term_sentence_->article && i > begin + 3) break;
      // In the sentence of the term only what follows the term speaks of its renewal.
      std::string_view about = sentence.plain;
      if (i == begin) {
        if (const auto match = f().first("term.length", about)) {
          const std::string_view whole = match->part("");
          about.remove_prefix(static_cast<std::size_t>(whole.data() + whole.size() - about.data()));
        }
      }
      std::optional<Renewal> renewal = renewal_in(f(), about, term, i == begin);
      if (!renewal || (!term.length && renewal->kind != Renewal::Kind::by_agreement)) continue;
      r_.clauses().renewal = renewal;
      renewal_sentence_ = &sentence;
      r_.quote("renewal", sentence);
      break;
    }
    if (renewal_sentence_ == nullptr) return;
    Renewal& renewal = *r_.clauses().renewal;
    if (renewal.kind != Renewal::Kind::automatic || renewal.notice) return;
    // "… unless denounced. Notice shall be given six months before the expiry …"
    const auto at = static_cast<std::size_t>(renewal_sentence_ - r_.text.sentences.data());
    for (const std::size_t other : {at + 1, at - 1}) {
      if (other >= r_.text.sentences.size()) continue;
      const TextSentence& sentence = r_.text.sentences[other];
      if (sentence.article != renewal_sentence_->article) continue;
      if (!f().holds("leave.effect", sentence.plain)) continue;
      if (const auto notice = f().first("renewal.notice", sentence.plain)) {
        renewal.notice = notice->period();
        break;
      }
    }
  }

  void read_leaving() {
    // The article that speaks of it by its heading comes before one that only mentions it.
    std::optional<LeavingReader> best;
    const TextSentence* best_first = nullptr;
    int best_score = 0;
    const std::vector<TextSentence>& sentences = r_.text.sentences;
    for (std::size_t i = 0; i < sentences.size();) {
      std::size_t end = i + 1;
      while (end < sentences.size() && sentences[end].article == sentences[i].article &&
             sentences[i].article != kNoArticle) {
        ++end;
      }
      {
        const bool late = r_.in_final_part(sentences[i]);
        LeavingReader reader(f());
        const TextSentence* first = nullptr;
        bool of_this = false;
        for (std::size_t at = i; at < end; ++at) {
          if (speaks_of_other_life(sentences[at])) continue;
          reader.read(sentences[at], r_);
          if (first == nullptr && reader.found()) {
            first = &sentences[at];
            of_this = names_this_treaty(f(), sentences[at].plain);
          }
        }
        if (reader.found()) {
          const std::string title = r_.title_of(*first);
          int score = late ? 1 : -2;
          if (f().holds("leave.title", title)) score += 2;
          if (f().holds("leave", title)) score += 1;
          if (of_this) score += 2;
          if (score > std::max(best_score, late ? 0 : -1)) {
            best_score = score;
            best_first = first;
            best.emplace(std::move(reader));
          }
        }
      }
      i = end;
    }
    if (!best) return;
    leaving_sentence_ = best_first;
    waits_for_term_ = best->waits_for_term();
    r_.clauses().withdrawal = best->finish();
    r_.quote("withdrawal", *best_first);
  }

  /// Under a heading like "Termination of panel proceedings" it is not the treaty that ends.
  bool speaks_of_other_life(const TextSentence& sentence) const {
    return r_.titled("life.other-title", sentence) && !r_.titled("life.own-title", sentence);
  }

  void read_survival() {
    const TextSentence* best = nullptr;
    std::optional<Survival> found;
    for (const TextSentence& sentence : r_.text.sentences) {
      if ((sentence.topics & kTopicEnd) == 0 &&
          !(&sentence > r_.text.sentences.data() && ((&sentence - 1)->topics & kTopicEnd) != 0)) {
        continue;
      }
      if (!r_.in_final_part(sentence) || speaks_of_other_life(sentence)) continue;
      const bool near =
          leaving_sentence_ != nullptr && sentence.article == leaving_sentence_->article;
      if (!near && !f().holds("survival.of-this", sentence.plain)) continue;
      if (!near && !r_.title_of(sentence).empty() && !r_.titled("leave.title", sentence) &&
          !r_.titled("survival.title", sentence)) {
        continue;
      }
      if (r_.of_another_treaty(sentence)) continue;
      const bool after_leaving = near && &sentence > r_.text.sentences.data() &&
                                 f().holds("survival.even", sentence.plain);
      const std::string_view before =
          after_leaving ? std::string_view((&sentence - 1)->plain) : std::string_view();
      std::optional<Survival> survival = survival_in(f(), sentence, before);
      if (!survival) continue;
      if (best != nullptr && !(survival->length && !found->length)) continue;
      best = &sentence;
      found = std::move(survival);
    }
    if (best == nullptr) return;
    r_.clauses().survival = std::move(found);
    r_.quote("survival", *best);
  }

  /// Leaving only at the end of a term, and the notice that stops its renewal, are one thing.
  void join() {
    Clauses& c = r_.clauses();
    if (!c.withdrawal && c.renewal && c.renewal->kind == Renewal::Kind::automatic &&
        c.renewal->notice) {
      // "… unless a Party notifies, six months in advance, that it will not renew it": the way out.
      c.withdrawal = Withdrawal{};
      c.withdrawal->notice = c.renewal->notice;
      c.withdrawal->effect = "end-of-term";
      r_.quote("withdrawal", *renewal_sentence_);
    }
    if (!c.withdrawal || !c.withdrawal->allowed) return;
    Withdrawal& withdrawal = *c.withdrawal;
    if (c.renewal && c.renewal->kind == Renewal::Kind::automatic) {
      const bool one_article =
          leaving_sentence_ != nullptr && renewal_sentence_->article == leaving_sentence_->article;
      if (one_article && withdrawal.notice && !c.renewal->notice &&
          withdrawal.effect == "end-of-term") {
        c.renewal->notice = withdrawal.notice;
      }
      // "… renewed, unless either Party has given six months' notice of termination": at the end.
      static const RE2 kAnyTime(R"(\bat any (?:time|moment)\b)");
      if (leaving_sentence_ == renewal_sentence_ && c.renewal->notice &&
          withdrawal.effect.empty() && !withdrawal.not_before &&
          !RE2::PartialMatch(renewal_sentence_->plain, kAnyTime)) {
        withdrawal.effect = "end-of-term";
      }
      // "… unless notice of termination is given in accordance with Article 12."
      if (!c.renewal->notice && withdrawal.notice &&
          f().holds("renewal.by-article", renewal_sentence_->plain)) {
        c.renewal->notice = withdrawal.notice;
        if (withdrawal.effect.empty()) withdrawal.effect = "end-of-term";
      }
      if (one_article && c.renewal->notice && !withdrawal.notice) {
        withdrawal.notice = c.renewal->notice;
        if (withdrawal.effect.empty()) withdrawal.effect = "end-of-term";
      }
    }
    const bool term = c.term && c.term->length;
    if (!withdrawal.not_before && term && withdrawal.effect.empty()) {
      // "Thereafter … until terminated by either Party": the right begins with the second term.
      const bool later = c.renewal && c.renewal->kind == Renewal::Kind::automatic_indefinite &&
                         f().holds("renewal.right-begins", renewal_sentence_->plain) &&
                         leaving_sentence_ != nullptr &&
                         renewal_sentence_->article == leaving_sentence_->article;
      if (later || waits_for_term_) {
        withdrawal.not_before = c.term->length;
      }
    }
    if (withdrawal.effect == "end-of-term" && withdrawal.not_before) withdrawal.effect.clear();
  }

  const TextUnderReading& r_;
  const TextSentence* term_sentence_ = nullptr;
  const TextSentence* renewal_sentence_ = nullptr;
  const TextSentence* leaving_sentence_ = nullptr;
  bool waits_for_term_ = false;
};

}  // namespace

std::string TextUnderReading::title_of(const TextSentence& sentence) const {
  return sentence.article == kNoArticle ? std::string()
                                        : to_lower(text.articles[sentence.article].title);
}

bool TextUnderReading::titled(std::string_view group, const TextSentence& sentence) const {
  if (sentence.article == kNoArticle) return formulas.holds(group, {});
  std::vector<signed char>& known = titled_before[group];
  if (known.empty()) known.assign(text.articles.size(), -1);
  signed char& answer = known[sentence.article];
  if (answer < 0) answer = formulas.holds(group, title_of(sentence)) ? 1 : 0;
  return answer == 1;
}

bool TextUnderReading::in_final_part(const TextSentence& sentence) const {
  if (sentence.article == kNoArticle || sentence.article >= final_article) return true;
  return titled("final.title", sentence);
}

bool TextUnderReading::of_another_treaty(const TextSentence& sentence) const {
  return found.treaty.form != "treaty" && formulas.holds("other-treaty", sentence.plain) &&
         !formulas.holds("this-treaty", sentence.plain);
}

void TextUnderReading::quote(const char* key, const TextSentence& sentence) const {
  found.quotes.push_back({key, sentence.bytes});
}

std::size_t first_final_article(const TextStructure& text, const Formulas& formulas) {
  const std::size_t articles = text.articles.size();
  if (articles < 8) return 0;
  const std::size_t latest = (articles * 6 + 9) / 10;
  for (const TextSentence& sentence : text.sentences) {
    if (sentence.article == kNoArticle || sentence.article * 10 < articles * 4) continue;
    if (sentence.article >= latest) break;
    if ((sentence.topics & (kTopicForce | kTopicConsent)) == 0) continue;
    if (formulas.holds("force.strict", sentence.plain) &&
        formulas.holds("force.begins", sentence.plain)) {
      return sentence.article;
    }
    if (formulas.holds("consent.strict", sentence.plain)) return sentence.article;
  }
  return latest;
}

void read_life(const TextUnderReading& reading) {
  LifeReader(reading).run();
}

}  // namespace servanda
