// Where treaties are named: by a head noun, by a short name, by letters, or with the noun left out.
#include <algorithm>
#include <array>
#include <string>

#include "servanda/language/names.h"
#include "servanda/reader/phrases.h"
#include "servanda/reader/treaty_edges.h"
#include "servanda/reader/treaty_heads.h"

namespace servanda {
namespace {

class Finder {
 public:
  Finder(const Sentence& sentence, const Memory& memory)
      : s_(sentence), memory_(memory), tokens_(sentence.tokens) {}

  std::vector<TreatySpan> run() {
    std::size_t from = s_.begin;
    for (std::size_t at = s_.begin; at < tokens_.size(); ++at) {
      if (at < from) continue;
      std::optional<TreatySpan> found = short_name(at);
      if (!found) found = headed(at, from);
      if (!found) found = left_out(at, from);
      if (!found) found = name_by_verb(at);
      if (!found) continue;
      from = found->end;
      spans_.push_back(std::move(*found));
    }
    return std::move(spans_);
  }

 private:
  const WordInfo& info(std::size_t at) const { return *s_.words[at]; }

  std::optional<TreatySpan> short_name(std::size_t at) const {
    if (!tokens_[at].capital) return std::nullopt;
    const auto names = short_names().find(tokens_[at].lower);
    if (names == short_names().end()) return initials(at);
    for (const ShortName& name : names->second) {
      bool fits = at + name.words.size() <= tokens_.size();
      for (std::size_t i = 1; fits && i < name.words.size(); ++i) {
        fits = tokens_[at + i].lower == name.words[i];
      }
      // A capital alone is no acronym ("Maastricht" is a town): acronyms must be all capitals.
      if (!fits || (name.words.size() == 1 && !tokens_[at].all_caps)) continue;
      // "INF Treaty", "New START treaty", "AUKUS pact": the head will take it in.
      const std::size_t end = at + name.words.size();
      for (std::size_t i = end; i < std::min(end + 3, tokens_.size()); ++i) {
        if (tokens_[i].kind != TokenKind::word || info(i).is(kFunctionWord)) break;
        if (treaty_heads().contains(tokens_[i].lower)) return std::nullopt;
      }
      if (end < tokens_.size() && (tokens_[end].is("'s") || tokens_[end].is("organization"))) {
        if (tokens_[end].is("organization")) return std::nullopt;
      }
      TreatySpan span;
      span.begin = at;
      while (span.begin > 0 && info(span.begin - 1).is(kDeterminer)) --span.begin;
      span.head = end - 1;
      span.end = end;
      span.mention.title = s_.words_of(at, end);
      span.mention.form = name.form;
      span.mention.proper = true;
      span.mention.definite = true;
      span.mention.span = s_.span(at, end);
      another_name(span);
      return span;
    }
    return initials(at);
  }

  /// "ratified PACER Plus", "acceded to Bern II": what is ratified is a treaty, whatever its name.
  std::optional<TreatySpan> name_by_verb(std::size_t at) const {
    if (at == s_.begin || !tokens_[at].capital || tokens_[at].joined || memory_.headline)
      return std::nullopt;
    std::size_t before = at;
    if (info(before - 1).is(kDeterminer)) --before;
    if (before == s_.begin) return std::nullopt;
    const std::string& lemma = info(before - 1).lemma;
    bool wants = lemma == "ratify" || lemma == "denounce";
    if (!wants && before >= s_.begin + 2) {
      const Token& noun = tokens_[before - 2];
      const bool to = tokens_[before - 1].is("to");
      const bool of = tokens_[before - 1].is("of");
      wants = (to && (info(before - 2).lemma == "accede" || noun.is("accession"))) ||
              (of && (noun.is("ratification") || noun.is("denunciation")));
    }
    if (!wants) return std::nullopt;
    std::size_t end = at;
    while (end < tokens_.size() && end - at < 6 && tokens_[end].kind != TokenKind::mark &&
           (tokens_[end].capital || tokens_[end].kind == TokenKind::number) &&
           !info(end).is(kFunctionWord) && month_number(tokens_[end].lower) == 0) {
      if (treaty_heads().contains(tokens_[end].lower)) return std::nullopt;
      const std::optional<NameMatch> match = gazetteer().match(tokens_, end);
      if (match && match->end - end == 1 && end == at && !tokens_[at].all_caps) return std::nullopt;
      if (match && end == at) return std::nullopt;
      ++end;
    }
    // A lone capitalised word may be a person or a town: two words, or capitals throughout.
    if (end < at + 2 && !tokens_[at].all_caps) return std::nullopt;
    if (end < tokens_.size() &&
        (treaty_heads().contains(tokens_[end].lower) || tokens_[end].is("'s")))
      return std::nullopt;
    // "the Comprehensive Economic and Trade Agreement": the head comes later.
    for (std::size_t i = end; i < std::min(end + 6, tokens_.size()); ++i) {
      if (tokens_[i].kind != TokenKind::word) break;
      if (treaty_heads().contains(tokens_[i].lower) && tokens_[i].capital) return std::nullopt;
    }
    TreatySpan span;
    span.begin = before;
    span.head = end - 1;
    span.end = end;
    span.mention.title = s_.words_of(at, end);
    span.mention.proper = true;
    span.mention.definite = true;
    span.mention.span = s_.span(at, end);
    return span;
  }

  /// "The VFA" after "the Visiting Forces Agreement": the first letters of a treaty told before.
  std::optional<TreatySpan> initials(std::size_t at) const {
    const Token& token = tokens_[at];
    if (!token.all_caps || token.joined || token.lower.size() < 3 || token.lower.size() > 6)
      return std::nullopt;
    if (at + 1 < tokens_.size() && (tokens_[at + 1].is("'s") || tokens_[at + 1].joined))
      return std::nullopt;
    if (gazetteer().match(tokens_, at) || !memory_.known_by_initials(token.lower))
      return std::nullopt;
    for (std::size_t i = at + 1; i < std::min(at + 3, tokens_.size()); ++i) {
      if (treaty_heads().contains(tokens_[i].lower)) return std::nullopt;
    }
    TreatySpan span;
    span.begin = at;
    while (span.begin > 0 && info(span.begin - 1).is(kDeterminer)) --span.begin;
    span.head = at;
    span.end = at + 1;
    span.mention.title = s_.words_of(at, at + 1);
    span.mention.acronym = span.mention.title;
    span.mention.proper = true;
    span.mention.definite = true;
    span.mention.span = s_.span(at, at + 1);
    return span;
  }

  /// "the one with Luxembourg", "that with Poland", "the Spanish one": a treaty of the kind that
  /// was told last, its noun left out.
  std::optional<TreatySpan> left_out(std::size_t at, std::size_t from) const {
    const Token& head = tokens_[at];
    const bool pronoun = head.is("one") || head.is("ones") || head.is("that") || head.is("those");
    if (!pronoun || at + 1 >= tokens_.size() || memory_.headline) return std::nullopt;
    const std::string form = form_told_last();
    if (form.empty()) return std::nullopt;
    const bool one = head.is("one") || head.is("ones");
    TreatySpan span;
    span.begin = span.head = at;
    TreatyMention& mention = span.mention;
    mention.plural = head.is("ones") || head.is("those");
    mention.form = form;
    mention.definite = true;
    std::size_t end = at + 1;
    if (one) {
      if (at == from) return std::nullopt;
      const std::optional<NameMatch> nation = gazetteer().match(tokens_, at - 1);
      if (nation && nation->end == at && nation->entry->kind == NameKind::adjective &&
          at >= from + 2 && info(at - 2).is(kDeterminer)) {
        span.begin = at - 2;
        mention.parties = {nation->entry->code};
        mention.partner = nation->entry->code;
        mention.title = std::string(s_.words_of(at - 1, at)) + " " + form;
        span.with_only = true;
      } else if (info(at - 1).is(kDeterminer)) {
        span.begin = at - 1;
      } else {
        return std::nullopt;
      }
    }
    if (mention.parties.empty()) {
      const bool between = tokens_[end].is("between");
      if (!tokens_[end].is("with") && !between) return std::nullopt;
      // "the one with the best chances", "that with which": only with names.
      const std::size_t names = actor_list(s_, end + 1);
      if (names == end + 1) return std::nullopt;
      mention.parties = find_parties(s_, end + 1, names);
      if (mention.parties.empty()) return std::nullopt;
      span.with_only = !between;
      end = names;
    }
    span.end = end;
    mention.span = s_.span(span.begin, end);
    if (mention.title.empty()) mention.title = form + " " + std::string(s_.words_of(at + 1, end));
    return span;
  }

  /// What the treaty told last in the sentence, or before it, is called.
  std::string form_told_last() const {
    if (!spans_.empty() && !spans_.back().mention.form.empty()) return spans_.back().mention.form;
    if (const std::optional<std::size_t> focus = memory_.focus())
      return memory_.treaties()[*focus].fact.form;
    return {};
  }

  std::optional<TreatySpan> headed(std::size_t at, std::size_t from) const {
    const Token& head = tokens_[at];
    const auto found = treaty_heads().find(head.lower);
    if (found == treaty_heads().end() || found->second.mode == "never") return std::nullopt;
    const HeadForm& form = found->second;
    if (form.mode == "caps" && !head.capital) return std::nullopt;
    if (form.mode == "attached" && !attached(at)) return std::nullopt;
    if (form.mode == "dated" && at + 1 < tokens_.size() &&
        treaty_heads().contains(tokens_[at + 1].lower))
      return std::nullopt;  // "the 1950 alliance treaty"
    const bool verb_use = (head.is("deal") || head.is("deals") || head.is("contract")) && at > 0 &&
                          (info(at - 1).is(kTo | kModal | kPronoun));
    if (verb_use) return std::nullopt;
    if (at + 1 < tokens_.size() && tokens_[at + 1].joined) return std::nullopt;
    // "the Energy Charter Treaty": the last head is the head.
    if (at + 1 < tokens_.size() && head.capital && tokens_[at + 1].capital &&
        treaty_heads().contains(tokens_[at + 1].lower))
      return std::nullopt;
    // "the text of a treaty" names the treaty behind it.
    if (form.mode == "anaphor" && at + 1 < tokens_.size() && tokens_[at + 1].is("of"))
      return std::nullopt;
    TreatySpan span;
    span.head = at;
    TreatyMention& mention = span.mention;
    mention.plural = head.lower.back() == 's' || head.is("memoranda");
    const std::size_t left = left_edge(s_, memory_, at, from, span, partners_);
    if (form.mode == "anaphor" && !mention.definite) return std::nullopt;
    if (head.is("instrument") && (span.owner_is_subject || !partners_.owner.empty())) {
      partners_ = {};
      return std::nullopt;
    }
    for (std::size_t i = left; i < at; ++i) {
      if (not_treaties().contains(tokens_[i].lower)) return std::nullopt;
    }
    if (form.mode == "named" && !head.capital && !(left < at && tokens_[at - 1].is("joint")) &&
        !being_made(span.begin)) {
      return std::nullopt;
    }
    const std::size_t right = form.mode == "anaphor"
                                  ? at + 1
                                  : right_edge(s_, memory_, at, spans_.empty(), span, partners_);
    span.end = right;
    describe(s_, memory_, spans_.empty(), left, right, form, span, partners_);
    take_text(span, from);
    const bool loose = form.mode == "dated" && !mention.year && mention.parties.empty();
    if (loose || is_no_treaty(left, right, span)) {
      partners_ = {};
      return std::nullopt;
    }
    another_name(span);
    return span;
  }

  /// "the final text of the agreement": the whole is what is agreed on, signed and published.
  void take_text(TreatySpan& span, std::size_t from) const {
    const std::size_t at = span.begin;
    if (at < from + 3 || !tokens_[at - 1].is("of")) return;
    if (!tokens_[at - 2].is("text") && !tokens_[at - 2].is("draft") &&
        !tokens_[at - 2].is("wording"))
      return;
    std::size_t begin = at - 2;
    if (begin > from && info(begin - 1).is(kAdjective)) --begin;
    if (begin > from && info(begin - 1).is(kDeterminer)) span.begin = begin - 1;
  }

  /// "signed a declaration": what is signed is an instrument.
  bool being_made(std::size_t begin) const {
    if (begin == s_.begin) return false;
    const std::string& lemma = info(begin - 1).lemma;
    return lemma == "sign" || lemma == "initial" || lemma == "conclude";
  }

  /// "an amendment to the 1958 agreement", "an annex on benefits", and "the amendment" from then
  /// on.
  bool attached(std::size_t head) const {
    const std::string& word = tokens_[head].lower;
    if (head > s_.begin && tokens_[head - 1].is("the") && !s_.is(head + 1, "to")) {
      const std::vector<KnownTreaty>& known = memory_.treaties();
      return std::any_of(known.begin(), known.end(), [&](const KnownTreaty& one) {
        return to_lower(one.fact.title).find(word) != std::string::npos;
      });
    }
    if (s_.is(head + 1, "on") && word == "annex") return true;
    if (word == "annexes" && !s_.is(head + 1, "to")) return false;
    if (!s_.is(head + 1, "to")) return false;
    for (std::size_t i = head + 2; i < std::min(head + 12, tokens_.size()); ++i) {
      if (tokens_[i].kind == TokenKind::mark && !tokens_[i].is("(")) return false;
      if (tokens_[i].is("it")) return i == head + 2;
      const auto found = treaty_heads().find(tokens_[i].lower);
      if (found != treaty_heads().end() && found->second.mode != "attached") return true;
      if (tokens_[i].all_caps && tokens_[i].lower.size() >= 3 &&
          (memory_.known_by_initials(tokens_[i].lower)))
        return true;
    }
    return false;
  }

  /// "it is not a pact of …", "the first such pact", "treaty defenders": words, no treaty.
  bool is_no_treaty(std::size_t left, std::size_t right, const TreatySpan& span) const {
    const TreatyMention& mention = span.mention;
    if (memory_.headline) return false;
    if (tokens_[span.head].is("protocol")) {
      // "signed the protocol on the exchange": the record of a step, no treaty.
      for (std::size_t i = span.head + 1; i < std::min(span.head + 4, tokens_.size()); ++i) {
        if (tokens_[i].is("exchange")) return true;
      }
    }
    for (std::size_t i = left > s_.begin ? left - 1 : left; i < span.head; ++i) {
      if (tokens_[i].is("such")) return true;
    }
    if (tokens_[span.head].is("accord") && span.head > s_.begin &&
        tokens_[span.head - 1].is("own") && span.begin > s_.begin &&
        tokens_[span.begin - 1].is("of"))
      return true;
    // "in any trade agreement", "no treaty": none in particular.
    if (span.begin < left && !mention.proper &&
        (tokens_[span.begin].is("any") || tokens_[span.begin].is("no") ||
         tokens_[span.begin].is("every")))
      return true;
    if (mention.proper || mention.year) return false;
    // "without Brussels' agreement", "with the agreement of both houses": consent.
    if (tokens_[span.head].is("agreement") && left == span.head && span.begin > s_.begin) {
      std::size_t at = span.begin;
      if (tokens_[at - 1].is("'s") || tokens_[at - 1].is("'") || tokens_[at - 1].is("')")) {
        while (at > s_.begin && span.begin - at < 6 && !info(at - 1).is(kPreposition)) --at;
      }
      if (at > s_.begin && (tokens_[at - 1].is("without") || tokens_[at - 1].is("upon")))
        return true;
    }
    if (!mention.parties.empty()) return false;
    std::size_t before = span.begin;
    while (before > s_.begin && info(before - 1).is(kAdverb | kNegation)) --before;
    const bool predicate = before > s_.begin && info(before - 1).is(kBe) && !mention.definite;
    if (predicate) return true;
    // "hailed the deal as a win-win agreement": praise and blame.
    std::size_t as = span.begin;
    if (as > s_.begin && tokens_[as - 1].is("\"")) --as;
    if (mention.indefinite && as > s_.begin && tokens_[as - 1].is("as") &&
        !memory_.treaties().empty())
      return true;
    const bool bare = left == span.head && right == span.head + 1;
    if (tokens_[span.head].is("protocol") && span.head + 1 < tokens_.size() &&
        tokens_[span.head + 1].is("to"))
      return false;
    for (std::size_t i = span.begin; i < span.head; ++i) {
      if (tokens_[i].is("earlier") || tokens_[i].is("previous") || tokens_[i].is("later") ||
          tokens_[i].is("separate"))
        return false;
    }
    if (bare && !mention.definite && !mention.plural) {
      // "a memorandum is not a contract": the kind, unless it is being made here.
      if (!memory_.treaties().empty() || !spans_.empty() || span.begin == left) return true;
    }
    return false;
  }

  /// "known as CETA", "dubbed the Kensington Treaty", "the Pukpuk Treaty, as it is known".
  void another_name(TreatySpan& span) const {
    std::size_t before = span.begin;
    if (before > s_.begin && (tokens_[before - 1].is("'(") || tokens_[before - 1].is("\"")))
      --before;
    if (before > s_.begin) {
      const std::string& word = tokens_[before - 1].lower;
      const bool as = word == "as" && before > s_.begin + 1 && tokens_[before - 2].is("known");
      span.mention.alias = as || word == "dubbed" || word == "called" || word == "formally" ||
                           word == "officially" || word == "named" || word == "titled" ||
                           word == "entitled";
    }
    // "the Convention on … (the Istanbul Convention)"
    if (span.begin > s_.begin && tokens_[span.begin - 1].is("(") && !spans_.empty() &&
        spans_.back().end + 1 == span.begin && span.mention.proper) {
      span.mention.alias = true;
    }
    if (span.end + 3 < tokens_.size() && tokens_[span.end].is(",") &&
        tokens_[span.end + 1].is("as") && tokens_[span.end + 2].is("it")) {
      span.mention.alias = true;
    }
  }

  const Sentence& s_;
  const Memory& memory_;
  const std::vector<Token>& tokens_;
  std::vector<TreatySpan> spans_;
  mutable TreatyPartners partners_;
};

}  // namespace

std::vector<TreatySpan> find_treaties(const Sentence& sentence, const Memory& memory) {
  return Finder(sentence, memory).run();
}

}  // namespace servanda
