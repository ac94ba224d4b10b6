// Where treaties are named.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "servanda/base/table.h"
#include "servanda/language/names.h"
#include "servanda/reader/phrases.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

constexpr std::size_t kLongestName = 30;

struct HeadForm {
  std::string form;
  std::string mode;
};

const std::unordered_map<std::string, HeadForm>& heads() {
  static const auto* table = [] {
    auto* made = new std::unordered_map<std::string, HeadForm>();
    for (const Row& row : table_rows(tables::forms_tsv)) {
      (*made)[std::string(row.field(0))] = {std::string(row.field(1)), std::string(row.field(2))};
    }
    return made;
  }();
  return *table;
}

const std::unordered_set<std::string>& excluded() {
  static const auto* table = [] {
    auto* made = new std::unordered_set<std::string>();
    for (const Row& row : table_rows(tables::not_treaties_tsv)) made->emplace(row.field(0));
    return made;
  }();
  return *table;
}

struct ShortName {
  std::vector<std::string> words;
  std::string form;
};
/// By their first word.
const std::unordered_map<std::string, std::vector<ShortName>>& short_names() {
  static const auto* table = [] {
    auto* made = new std::unordered_map<std::string, std::vector<ShortName>>();
    const auto put = [&](std::string_view name, std::string_view form) {
      ShortName one;
      for (const Token& token : tokenize(name, 0)) one.words.push_back(token.lower);
      one.form = form;
      const std::string first = one.words.front();
      (*made)[first].push_back(std::move(one));
    };
    for (const Row& row : table_rows(tables::short_names_tsv)) {
      put(row.field(0), row.field(1));
      for (std::string_view other : row.parts(2)) put(other, row.field(1));
    }
    return made;
  }();
  return *table;
}

/// The party that a name stands for: an ISO code, an organisation's short name, or the plain name.
std::string party_of(const NameEntry& entry) {
  switch (entry.kind) {
    case NameKind::state:
    case NameKind::adjective:
    case NameKind::capital:
    case NameKind::seat:
    case NameKind::organisation:
      return entry.code;
    case NameKind::entity:
    case NameKind::entity_adjective:
      return entry.name;
    default:
      return {};
  }
}

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
        if (heads().contains(tokens_[i].lower)) return std::nullopt;
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
      if (heads().contains(tokens_[end].lower)) return std::nullopt;
      const std::optional<NameMatch> match = gazetteer().match(tokens_, end);
      if (match && match->end - end == 1 && end == at && !tokens_[at].all_caps) return std::nullopt;
      if (match && end == at) return std::nullopt;
      ++end;
    }
    // A lone capitalised word may be a person or a town: two words, or capitals throughout.
    if (end < at + 2 && !tokens_[at].all_caps) return std::nullopt;
    if (end < tokens_.size() && (heads().contains(tokens_[end].lower) || tokens_[end].is("'s")))
      return std::nullopt;
    // "the Comprehensive Economic and Trade Agreement": the head comes later.
    for (std::size_t i = end; i < std::min(end + 6, tokens_.size()); ++i) {
      if (tokens_[i].kind != TokenKind::word) break;
      if (heads().contains(tokens_[i].lower) && tokens_[i].capital) return std::nullopt;
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
      if (heads().contains(tokens_[i].lower)) return std::nullopt;
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
      const std::size_t names = actor_list(end + 1);
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

  bool is_state(std::size_t at) const {
    const std::optional<NameMatch> match = gazetteer().match(tokens_, at);
    return match && !party_of(*match->entry).empty();
  }

  std::optional<TreatySpan> headed(std::size_t at, std::size_t from) const {
    const Token& head = tokens_[at];
    const auto found = heads().find(head.lower);
    if (found == heads().end() || found->second.mode == "never") return std::nullopt;
    const HeadForm& form = found->second;
    if (form.mode == "caps" && !head.capital) return std::nullopt;
    if (form.mode == "attached" && !attached(at)) return std::nullopt;
    if (form.mode == "dated" && at + 1 < tokens_.size() && heads().contains(tokens_[at + 1].lower))
      return std::nullopt;  // "the 1950 alliance treaty"
    const bool verb_use = (head.is("deal") || head.is("deals") || head.is("contract")) && at > 0 &&
                          (info(at - 1).is(kTo | kModal | kPronoun));
    if (verb_use) return std::nullopt;
    if (at + 1 < tokens_.size() && tokens_[at + 1].joined) return std::nullopt;
    // "the Energy Charter Treaty": the last head is the head.
    if (at + 1 < tokens_.size() && head.capital && tokens_[at + 1].capital &&
        heads().contains(tokens_[at + 1].lower))
      return std::nullopt;
    // "the text of a treaty" names the treaty behind it.
    if (form.mode == "anaphor" && at + 1 < tokens_.size() && tokens_[at + 1].is("of"))
      return std::nullopt;
    TreatySpan span;
    span.head = at;
    TreatyMention& mention = span.mention;
    mention.plural = head.lower.back() == 's' || head.is("memoranda");
    const std::size_t left = left_edge(at, from, span);
    if (form.mode == "anaphor" && !mention.definite) return std::nullopt;
    if (head.is("instrument") && (span.owner_is_subject || !owner_party_.empty())) {
      owner_party_.clear();
      return std::nullopt;
    }
    for (std::size_t i = left; i < at; ++i) {
      if (excluded().contains(tokens_[i].lower)) return std::nullopt;
    }
    if (form.mode == "named" && !head.capital && !(left < at && tokens_[at - 1].is("joint")) &&
        !being_made(span.begin)) {
      return std::nullopt;
    }
    const std::size_t right = form.mode == "anaphor" ? at + 1 : right_edge(at, span);
    span.end = right;
    describe(left, right, form, span);
    take_text(span, from);
    const bool loose = form.mode == "dated" && !mention.year && mention.parties.empty();
    if (loose || is_no_treaty(left, right, span)) {
      between_.clear();
      owner_party_.clear();
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
      const auto found = heads().find(tokens_[i].lower);
      if (found != heads().end() && found->second.mode != "attached") return true;
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

  /// The first token of the name; notes article and owner in the span.
  std::size_t left_edge(std::size_t head, std::size_t from, TreatySpan& span) const {
    std::size_t at = head;
    TreatyMention& mention = span.mention;
    span.begin = head;
    while (at > from && head - at < 14) {
      const Token& before = tokens_[at - 1];
      const WordInfo& word = info(at - 1);
      if (before.kind == TokenKind::mark) {
        if (before.is("'(") || before.is("')") || (before.is("\"") && head - at < 4)) {
          --at;
          continue;
        }
        break;
      }
      if (before.is("'s")) {
        owner(at - 1, span);
        return skip_marks(at, head);
      }
      if (before.kind == TokenKind::number) {
        --at;
        continue;
      }
      if (word.is(kDeterminer)) {
        determiner(at - 1, mention, span);
        return skip_marks(at, head);
      }
      if (before.is("and") || before.is("&")) {
        if (!joins_modifiers(at - 1, from)) break;
        --at;
        continue;
      }
      if (before.joined || (at < tokens_.size() && tokens_[at].joined)) {
        --at;
        continue;
      }
      if (before.is("the") && at >= from + 3 && tokens_[at - 2].is("of") &&
          tokens_[at - 3].capital && tokens_[at].capital && tokens_[head].capital &&
          !info(at - 3).is(kFunctionWord) && !gazetteer().match(tokens_, at - 3)) {
        at -= 3;  // "the Law of the Sea Convention"
        continue;
      }
      if (before.is("of") && at >= from + 2 && tokens_[at - 2].capital && tokens_[at].capital) {
        // "Council of Europe Convention"
        const std::optional<NameMatch> match = gazetteer().match(tokens_, at - 2);
        if (match && match->end == at + 1 && match->entry->kind == NameKind::organisation) {
          at -= 2;
          continue;
        }
      }
      if (word.is(kFunctionWord)) break;
      const bool adjective_like =
          word.is(kAdjective) ||
          (at >= from + 2 && info(at - 2).is(kDeterminer) && !tokens_[at - 2].is("that"));
      if (!before.capital && word.verb() && !adjective_like) {
        if (!word.nounish || is_verb_here(at - 1, from)) break;
      }
      if (before.capital && word.verb() && at - 1 == s_.begin && !adjective_like &&
          word.forms != kBase)
        break;
      const bool earlier = (before.is("earlier") || before.is("later")) && at >= from + 2 &&
                           info(at - 2).is(kDeterminer);  // "an earlier deal"
      if (word.is(kAdverb) && !before.lower.ends_with("ly") && !earlier) break;
      --at;
    }
    span.begin = at;
    return skip_marks(at, head);
  }

  std::size_t skip_marks(std::size_t at, std::size_t head) const {
    while (at < head && (tokens_[at].kind == TokenKind::mark || info(at).is(kAdverb) ||
                         (info(at).is(kConjunction) && !tokens_[at].capital)))
      ++at;
    return at;
  }

  bool is_state_or_name(std::size_t at) const {
    return tokens_[at].capital && !info(at).is(kFunctionWord);
  }

  /// A word that may be noun or verb ("trade", "supplies") is the verb behind "to" or a modal, in
  /// -s behind a name ("Duma backs treaty"), as base behind a list ("Kyiv, Vilnius draft pact").
  bool is_verb_here(std::size_t at, std::size_t from) const {
    if (at <= from) return false;
    const WordInfo& before = info(at - 1);
    if (before.is(kTo | kModal) || (before.is(kPronoun) && !before.is(kDeterminer))) return true;
    if ((info(at).forms & kThird) != 0) {
      // "president wants agreements", "says doubts accord": offices and verbs stand before verbs.
      const std::optional<NameMatch> match = gazetteer().match(tokens_, at - 1);
      if (match && match->entry->kind == NameKind::role && match->end == at) return true;
      if (memory_.headline && (before.forms & kThird) != 0 && !before.nounish) return true;
    }
    if (!is_state_or_name(at - 1)) return false;
    if ((info(at).forms & kThird) != 0) return true;
    // "the Pacific trade and development agreement"
    if (at >= 2 && info(at - 2).is(kDeterminer)) return false;
    for (std::size_t back = at - 1; back > from && at - back < 8; --back) {
      if (tokens_[back].is(",") || tokens_[back].is("and") || tokens_[back].is("&")) return true;
    }
    return false;
  }

  /// "Trade and Cooperation Agreement", "trade and travel treaties"; not "Iran and Russia pact".
  bool joins_modifiers(std::size_t conjunction, std::size_t from) const {
    if (conjunction <= from || conjunction + 1 >= tokens_.size()) return false;
    const Token& left = tokens_[conjunction - 1];
    const Token& right = tokens_[conjunction + 1];
    if (left.kind != TokenKind::word || right.kind != TokenKind::word) return false;
    if (left.capital != right.capital) return false;
    if (info(conjunction - 1).is(kFunctionWord)) return false;
    if (is_state(conjunction - 1) || is_state(conjunction + 1)) return false;
    if (!left.capital && (info(conjunction - 1).forms & (kPast | kThird)) != 0 &&
        !info(conjunction - 1).nounish) {
      return false;
    }
    // A treaty before the "and" is a treaty of its own.
    return !heads().contains(left.lower);
  }

  void determiner(std::size_t at, TreatyMention& mention, TreatySpan& span) const {
    const std::string& word = tokens_[at].lower;
    span.begin = at;
    if (word == "a" || word == "an" || word == "another" || word == "some" || word == "no" ||
        word == "any" || word == "several" || word == "many" || word == "few") {
      mention.indefinite = true;
    } else if (word == "its" || word == "their" || word == "his" || word == "her" ||
               word == "our" || word == "whose") {
      mention.definite = true;
      span.owner_is_subject = true;
    } else {
      mention.definite = true;
      mention.latter = word == "that" || word == "those" || word == "these";
    }
  }

  /// "Russia's 2001 treaty": the owner is one party.
  void owner(std::size_t genitive, TreatySpan& span) const {
    span.begin = genitive + 1;
    span.mention.definite = true;
    for (std::size_t back = 1; back <= 4 && back <= genitive; ++back) {
      const std::size_t start = genitive - back;
      const std::optional<NameMatch> match = gazetteer().match(tokens_, start);
      if (match && match->end == genitive) {
        const std::string party = party_of(*match->entry);
        if (!party.empty()) owner_party_ = party;
      }
    }
    span.mention.own = false;
  }

  /// Tokens behind the head that belong to its name or description.
  static bool amends(std::string_view word) {
    return word == "amending" || word == "modifying" || word == "supplementing" ||
           word == "extending" || word == "replacing" || word == "revising";
  }

  /// "Protocol Amending the Convention with Spain": one title, which ends where the other does.
  std::size_t amended_title(std::size_t at, TreatySpan& span) const {
    for (std::size_t i = at + 1; i < std::min(at + 10, tokens_.size()); ++i) {
      if (tokens_[i].kind == TokenKind::mark) break;
      if (tokens_[i].capital && heads().contains(tokens_[i].lower)) return right_edge(i, span);
    }
    return at;
  }

  std::size_t right_edge(std::size_t head, TreatySpan& span) const {
    std::size_t end = head + 1;
    for (int rounds = 0; rounds < 6 && end < tokens_.size(); ++rounds) {
      if (tokens_[end].is("(") && end + 2 < tokens_.size() && tokens_[end + 1].all_caps &&
          tokens_[end + 2].is(")")) {
        span.mention.acronym = s_.words_of(end + 1, end + 2);
        end += 3;
        continue;
      }
      if (end - head > kLongestName || tokens_[end].kind != TokenKind::word) break;
      const std::string& word = tokens_[end].lower;
      std::size_t next = end;
      if (word == "between" || word == "among") {
        next = actor_list(end + 1);
        if (next > end + 1) between_.emplace_back(end + 1, next);
        if (next <= end + 1 && pair_words(end + 1)) {
          next = end + 4;
          between_pair_ = true;
        }
      } else if (tokens_[head].capital && tokens_[end].capital && amends(word)) {
        next = amended_title(end, span);
      } else if (word == "with") {
        next = actor_list(end + 1);
        if (next > end + 1) {
          between_.emplace_back(end + 1, next);
          span.with_only = true;
          if (span.mention.plural) span.each = find_parties(s_, end + 1, next);
        }
      } else if (word == "of") {
        next = of_part(end, head);
      } else if (word == "on" || word == "regarding" || word == "concerning" || word == "for" ||
                 word == "against" || word == "in") {
        next = topic(end, head);
      } else if (word == "worth") {
        // "worth 25 billion dollars for the construction of …"
        next = end + 1;
        while (next < tokens_.size() && next - end < 8 && !tokens_[next].is(",") &&
               !tokens_[next].is(".") && !info(next).is(kPreposition | kRelative | kTo)) {
          ++next;
        }
      } else if (word == "to") {
        next = to_part(end, head);
      } else if (!memory_.headline && end == head + 1 && describing(end)) {
        next = run(end + 1, head, false);
      } else if (memory_.headline && end == head + 1 &&
                 (word == "aimed" || word == "barring" || word == "regarding" ||
                  word == "banning")) {
        next = run(end + 1, head, false);
        if (word == "aimed" && end + 1 < tokens_.size() && tokens_[end + 1].is("at"))
          next = run(end + 2, head, false);
      } else if (tokens_[end].capital && tokens_[end].lower.ends_with("ing")) {
        next = run(end + 1, head, true);
      } else if (tokens_[end].capital && tokens_[head].capital && end == head + 1 &&
                 tokens_[end].all_caps && tokens_[end].lower.size() <= 3) {
        next = end + 1;  // "Protocol II"
      }
      if (next <= end + 1) break;
      end = next;
    }
    return trim_right(end, head);
  }

  /// "the treaty banning nuclear tests": a description, where no name is known.
  bool describing(std::size_t at) const {
    const std::string& word = tokens_[at].lower;
    const bool fits = word == "banning" || word == "prohibiting" || word == "outlawing" ||
                      word == "limiting" || word == "regulating" || word == "governing" ||
                      word == "restricting" || word == "abolishing" || word == "protecting" ||
                      word == "establishing" || word == "creating" || word == "combating";
    return fits && memory_.treaties().empty() && spans_.empty();
  }

  /// "between the two countries": those told together before.
  bool pair_words(std::size_t at) const {
    static constexpr std::array kHeads = {"countries",  "states",    "nations",  "sides",
                                          "neighbours", "neighbors", "capitals", "governments"};
    if (memory_.pair.size() != 2 || at + 2 >= tokens_.size() || !tokens_[at].is("the") ||
        !tokens_[at + 1].is("two"))
      return false;
    return std::any_of(kHeads.begin(), kHeads.end(),
                       [&](const char* word) { return tokens_[at + 2].is(word); });
  }

  std::size_t trim_right(std::size_t end, std::size_t head) const {
    while (end > head + 1) {
      const WordInfo& word = info(end - 1);
      if (tokens_[end - 1].is(")") || tokens_[end - 1].kind == TokenKind::number) break;
      if (tokens_[end - 1].kind == TokenKind::mark || word.is(kFunctionWord | kAdverb)) {
        --end;
      } else {
        break;
      }
    }
    return end;
  }

  /// A, B and C, each a name (with its article).
  std::size_t actor_list(std::size_t at) const {
    std::size_t end = at;
    std::size_t next = at;
    while (next < tokens_.size() && next - at < kLongestName) {
      std::size_t name = next;
      if (name < tokens_.size() && info(name).is(kDeterminer) && !gazetteer().match(tokens_, name))
        ++name;
      // "the member states of the European Free Trade Association"
      if (name + 3 < tokens_.size() && tokens_[name].is("member") &&
          (tokens_[name + 1].is("states") || tokens_[name + 1].is("countries")) &&
          tokens_[name + 2].is("of")) {
        name += 3;
        if (info(name).is(kDeterminer)) ++name;
      }
      if (name >= tokens_.size()) break;
      const std::optional<NameMatch> match = gazetteer().match(tokens_, name);
      std::size_t stop = name;
      if (match && match->entry->kind != NameKind::role &&
          tokens_[match->end - 1].kind == TokenKind::word) {
        stop = match->end;
        if (match->entry->kind == NameKind::adjective) {
          // "with Russian companies": a description goes on to its noun.
          while (stop < tokens_.size() && tokens_[stop].kind == TokenKind::word &&
                 !info(stop).is(kFunctionWord) && (info(stop).forms & (kPast | kThird)) == 0) {
            ++stop;
          }
        }
      } else {
        while (stop < tokens_.size() && tokens_[stop].capital && !info(stop).is(kFunctionWord) &&
               month_number(tokens_[stop].lower) == 0) {
          if (heads().contains(tokens_[stop].lower)) return end;  // a treaty of its own
          ++stop;
        }
        if (stop == name && name < tokens_.size() &&
            (tokens_[name].is("six") || tokens_[name].is("several") ||
             tokens_[name].is("countries"))) {
          stop = name + 1;
        }
      }
      if (stop == name) {
        if (match && match->entry->kind != NameKind::role && match->end > name) {
          stop = match->end;
        } else {
          break;
        }
      }
      end = stop;
      next = stop;
      if (next + 1 < tokens_.size() && tokens_[next].is(",") && starts_name(next + 1)) {
        ++next;
      } else if (next + 1 < tokens_.size() && tokens_[next].is("and") && starts_name(next + 1)) {
        ++next;
      } else if (next + 2 < tokens_.size() && tokens_[next].is(",") &&
                 tokens_[next + 1].is("and") && starts_name(next + 2)) {
        next += 2;
      } else {
        break;
      }
    }
    return end;
  }

  bool starts_name(std::size_t at) const {
    if (at >= tokens_.size()) return false;
    std::size_t name = at;
    if (info(name).is(kDeterminer) && name + 1 < tokens_.size()) ++name;
    const std::optional<NameMatch> match = gazetteer().match(tokens_, name);
    return match &&
           (match->entry->kind == NameKind::state || match->entry->kind == NameKind::capital ||
            match->entry->kind == NameKind::organisation ||
            match->entry->kind == NameKind::entity || is_company(*match->entry));
  }

  static bool is_company(const NameEntry& entry) {
    return entry.kind == NameKind::institution && entry.detail == "company";
  }

  bool starts_date(std::size_t at) const {
    std::size_t first = at;
    if (first < tokens_.size() && (tokens_[first].is("early") || tokens_[first].is("late")))
      ++first;
    return first < tokens_.size() && find_date(tokens_, first).has_value();
  }

  std::size_t of_part(std::size_t at, std::size_t head) const {
    const std::size_t next = at + 1;
    if (next >= tokens_.size()) return at;
    if (const std::optional<DatePhrase> date = find_date(tokens_, next)) {
      return date->end;
    }
    if (tokens_[next].is("its") || tokens_[next].is("their") || tokens_[next].is("this")) return at;
    return run(next, head, tokens_[head].capital);
  }

  std::size_t topic(std::size_t at, std::size_t head) const {
    const std::size_t next = at + 1;
    if (next >= tokens_.size()) return at;
    const bool title = tokens_[head].capital;
    const std::string& word = tokens_[at].lower;
    if (starts_date(next) || find_period(tokens_, next)) return at;
    const Token& first = tokens_[next];
    if (word == "in" && !(title && first.capital && !is_place(next)) && !memory_.headline)
      return at;
    if (word == "in" && (is_place(next) || !first.capital) && memory_.headline && first.capital)
      return at;
    if (word == "for") {
      static constexpr std::array kPurposes = {
          "ratification", "approval", "consideration", "signature", "signing",
          "consent",      "another",  "review",        "debate",    "years",
          "examination",  "adoption", "not",           "good",      "as",
          "which",        "now",      "months"};
      for (const char* purpose : kPurposes) {
        if (first.is(purpose)) return at;
      }
      // "lodged it for the Commons", "extended the treaty for the second time"
      if (first.is("the") && next + 1 < tokens_.size() &&
          (tokens_[next + 1].is("second") || tokens_[next + 1].is("first") ||
           tokens_[next + 1].is("third"))) {
        return at;
      }
    }
    if (word == "against" && !title && !memory_.headline) return at;
    if (word == "on" &&
        (first.is("hold") || first.is("ice") || first.is("track") || first.is("course") ||
         first.is("schedule") || first.is("board") || first.is("behalf") || first.is("its") ||
         first.is("their") || first.is("condition"))) {
      return at;
    }
    return run(next, head, title);
  }

  bool is_place(std::size_t at) const {
    const std::optional<NameMatch> match = gazetteer().match(tokens_, at);
    return match &&
           (match->entry->kind == NameKind::state || match->entry->kind == NameKind::capital);
  }

  /// "protocol to the agreement", "agreement to cede operations".
  std::size_t to_part(std::size_t at, std::size_t head) const {
    const std::size_t next = at + 1;
    if (next >= tokens_.size()) return at;
    const Token& word = tokens_[head];
    const bool attaches = word.is("protocol") || word.is("protocols");
    if (attaches) return at;  // its other treaty is a phrase of its own
    if ((info(next).forms & kBase) != 0 && !word.capital && !word.lower.ends_with("y") &&
        !info(next).is(kBe | kHave) && memory_.headline) {
      return run(next, head, false);
    }
    return at;
  }

  /// Runs over the words of a name or description until something that cannot be part of it.
  std::size_t run(std::size_t at, std::size_t head, bool title) const {
    std::size_t next = at;
    bool capitals = false;
    while (next < tokens_.size() && next - head < kLongestName) {
      const Token& token = tokens_[next];
      const WordInfo& word = info(next);
      if (token.kind == TokenKind::mark) {
        if (token.is(",") && title && capitals && list_goes_on(next)) {
          ++next;
          continue;
        }
        if ((token.is("'(") || token.is("')")) && memory_.headline) {
          ++next;
          continue;
        }
        break;
      }
      if (starts_date(next) && next > at) break;
      if (token.is("'s")) {
        ++next;
        continue;
      }
      if (token.joined) {
        ++next;
        continue;
      }
      if (word.is(kRelative) && !token.is("that")) break;
      if (word.is(kBe | kHave | kDo | kModal | kNegation)) break;
      if (word.is(kPronoun) && !word.is(kDeterminer)) break;
      if (word.is(kSubordinator) && !word.is(kPreposition)) break;
      if (word.is(kPreposition | kTo)) {
        const std::string& lower = token.lower;
        const bool of = lower == "of";
        const bool inner = lower == "on" || lower == "in" || lower == "for" || lower == "within" ||
                           lower == "against" || lower == "to" || lower == "beyond" ||
                           lower == "from" || lower == "through" || lower == "under";
        if (next + 1 >= tokens_.size() || starts_date(next + 1)) break;
        if (lower == "between" || lower == "with") break;
        const bool named = gazetteer().match(tokens_, next + 1).has_value();
        const bool moves = lower == "to" || lower == "from" || lower == "through" ||
                           lower == "under" || lower == "for";
        const bool on_goes = inner && title && tokens_[next + 1].kind == TokenKind::word &&
                             (tokens_[next + 1].capital
                                  ? !(moves && named)
                                  : info(next + 1).is(kDeterminer) && next + 2 < tokens_.size() &&
                                        tokens_[next + 2].capital && !moves);
        // "in the Timor Sea" belongs to a title, "in Canberra" is where it was signed.
        const bool place = (lower == "in") && is_place(next + 1) && !is_europe(next + 1);
        if (!of && (!on_goes || place) && !(memory_.headline && inner && !moves && lower != "in"))
          break;
        ++next;
        continue;
      }
      if (word.is(kConjunction)) {
        if (!goes_on_after_conjunction(next, title)) break;
        ++next;
        continue;
      }
      const bool before_noun =
          next + 1 < tokens_.size() && tokens_[next + 1].kind == TokenKind::word &&
          !info(next + 1).is(kFunctionWord | kAdverb) && !starts_date(next + 1);
      if (!token.capital && word.verb() && !(word.is(kAdjective) && before_noun)) {
        const bool finite =
            (word.forms & (kPast | kThird)) != 0 && !(word.nounish && (word.forms & kPast) == 0);
        const bool noun_before = next > at && !info(next - 1).is(kDeterminer);
        if (finite && noun_before) break;
        if (finite && !info(next == 0 ? 0 : next - 1).is(kDeterminer)) break;
        if ((word.forms & kBase) != 0 && !word.nounish && noun_before && !memory_.headline) break;
      }
      if (word.is(kAdverb) && !token.lower.ends_with("ly") && !token.capital) break;
      if (heads().contains(token.lower) && heads().at(token.lower).mode == "full" && next > at)
        break;
      capitals = capitals || token.capital;
      ++next;
    }
    return trim_right(next, at > 0 ? at - 1 : at);
  }

  /// "in Europe", "in the Timor Sea": regions, not signing places.
  bool is_europe(std::size_t at) const { return tokens_[at].is("europe"); }

  bool list_goes_on(std::size_t comma) const {
    // "Access to Information, Public Participation and Justice": another capital follows, no name.
    return comma + 1 < tokens_.size() && tokens_[comma + 1].capital && !is_state(comma + 1) &&
           !info(comma + 1).is(kFunctionWord) && comma + 3 < tokens_.size() &&
           (tokens_[comma + 2].is("and") || tokens_[comma + 3].is("and"));
  }

  bool goes_on_after_conjunction(std::size_t at, bool title) const {
    if (at + 1 >= tokens_.size()) return false;
    const Token& next = tokens_[at + 1];
    if (info(at + 1).is(kDeterminer)) {
      return title && at + 2 < tokens_.size() && tokens_[at + 2].capital &&
             !gazetteer().match(tokens_, at + 2) && !heads().contains(tokens_[at + 2].lower);
    }
    if (next.kind != TokenKind::word || info(at + 1).is(kAuxiliary | kPreposition | kTo | kPronoun))
      return false;
    if (!next.capital && (info(at + 1).forms & (kPast | kThird)) != 0 && !info(at + 1).nounish)
      return false;
    for (std::size_t i = at + 1; i < std::min(at + 6, tokens_.size()); ++i) {
      if (heads().contains(tokens_[i].lower)) return false;  // a treaty of its own
      if (tokens_[i].kind != TokenKind::word) break;
    }
    if (is_state(at + 1)) return false;
    return title ? next.capital : !next.capital;
  }

  void describe(std::size_t left, std::size_t right, const HeadForm& form, TreatySpan& span) const {
    TreatyMention& mention = span.mention;
    const std::size_t head = span.head;
    mention.form = form.form == "-" ? "" : form.form;
    mention.span = s_.span(left, right);
    const std::size_t title_end = acronym_end(right);
    mention.title = s_.words_of(left, title_end);
    mention.proper = tokens_[head].capital && left < head && tokens_[head - 1].capital;
    mention.proper =
        mention.proper || (tokens_[head].capital && right > head + 3 && head > s_.begin &&
                           right > head + 1 && has_capital(head + 1, right));
    if (!mention.proper && left + 1 == head && tokens_[left].capital && !is_state(left) &&
        left > s_.begin) {
      mention.proper = true;  // "CFE treaty", "Paris accord"
    }
    if (!mention.proper && left + 1 == head && left > s_.begin && named_for_a_city(left)) {
      mention.proper = true;  // "the Ottawa convention", "the Minsk agreements"
    }
    if (!mention.proper && right > head + 2 && tokens_[head + 1].is("of") &&
        tokens_[head + 2].capital && month_number(tokens_[head + 2].lower) == 0 &&
        !is_state(head + 2)) {
      mention.proper = true;  // "the treaty of Turkmenchay"
    }
    if (!mention.proper && left + 1 < head && head - left <= 5) {
      // "New START treaty", "Open Skies treaty"
      bool names = left > s_.begin || !tokens_[left].is("the");
      for (std::size_t i = left; i < head; ++i)
        names = names && (tokens_[i].capital || tokens_[i].joined) && !is_state(i);
      mention.proper = names;
    }
    for (std::size_t i = left; i < head; ++i) {
      const std::string& lower = tokens_[i].lower;
      if (tokens_[i].kind == TokenKind::number && lower.size() == 4) {
        mention.year = std::stoi("0" + digits(lower));
      } else if (lower == "new" || lower == "another" || lower == "similar" ||
                 lower == "separate" || lower == "fresh") {
        mention.indefinite = mention.indefinite || lower != "new" || !mention.definite;
        if (lower == "new" && mention.definite) mention.anaphor = true;
      } else if (lower == "previous" || lower == "earlier" || lower == "old" || lower == "former" ||
                 lower == "prior") {
        mention.earlier = true;
      } else if (lower == "own") {
        mention.own = true;
      }
      if (!mention.modifier.empty()) mention.modifier += ' ';
      mention.modifier += lower;
    }
    if (mention.year && (*mention.year < 1800 || *mention.year > 2099)) mention.year.reset();
    if (right > head + 2 && tokens_[head + 1].is("of")) {
      if (const std::optional<DatePhrase> date = find_date(tokens_, head + 2); date && date->year) {
        mention.year = date->year;
      }
    }
    parties(left, right, span);
    if (!mention.proper && !mention.year && mention.parties.empty() && right == head + 1 &&
        (memory_.focus() || !spans_.empty()) && judged(left, head)) {
      // "ending a landmark agreement": what is spoken of, in words of praise or blame.
      mention.anaphor = true;
      mention.indefinite = false;
      mention.definite = true;
      return;
    }
    if (leaves_one_of_the_kind(span) && !mention.proper && !mention.year &&
        mention.parties.empty() && right == head + 1) {
      // "the first member state to abandon a human rights treaty": the one that is spoken of.
      mention.anaphor = true;
      mention.indefinite = false;
      mention.definite = true;
      return;
    }
    const bool bare = left >= head && right == head + 1;
    const bool only_new = mention.modifier == "new" || mention.modifier == "latest" ||
                          mention.modifier == "existing" || mention.modifier == "current";
    if ((bare || (only_new && right == head + 1)) && mention.definite && mention.parties.empty() &&
        !mention.own) {
      mention.anaphor = true;
    } else if (!only_new || right != head + 1) {
      mention.anaphor = false;
    }
    if (form.mode == "anaphor") mention.anaphor = true;
    if (bare && tokens_[head].capital && head > s_.begin && !mention.indefinite) {
      mention.anaphor = true;  // "The Agreement" of a press release
    }
    if (!mention.anaphor || memory_.treaties().empty()) describe_by_clause(right, span);
    if (mention.plural && bare && !mention.definite) mention.indefinite = true;
    if (!mention.definite && !mention.proper) mention.indefinite = true;
    if (mention.anaphor && bare && !mention.definite && !tokens_[head].capital)
      mention.anaphor = false;
  }

  /// "an earlier deal reached in 2019", "a convention that settles its status": what has no name is
  /// called by what is said of it. The clause stays outside the phrase.
  void describe_by_clause(std::size_t right, TreatySpan& span) const {
    TreatyMention& mention = span.mention;
    if (mention.proper || mention.year || !mention.parties.empty() || right != span.head + 1 ||
        right + 2 >= tokens_.size() || memory_.headline || mention.plural)
      return;
    const WordInfo& first = info(right);
    const bool relative = tokens_[right].is("that");
    const bool participle = (first.forms & (kIng | kParticiple)) != 0 &&
                            !first.is(kAuxiliary | kPreposition) && tokens_[right].space;
    if (!relative && !participle) return;
    if (participle && !relative && (first.forms & kPast) != 0 &&
        !info(right + 1).is(kPreposition | kTo) && !starts_date(right + 1))
      return;  // "the deal collapsed": a verb of its own
    std::size_t end = right + 1;
    while (end < tokens_.size() && end - right < 9 && tokens_[end].kind != TokenKind::mark &&
           !info(end).is(kConjunction | kSubordinator | kRelative) &&
           !(info(end).is(kAuxiliary) && (!relative || end > right + 2)))
      ++end;
    if (relative && end - right < 3) return;
    // "the protocol followed in July": without another verb that is what the sentence says of it.
    if (!relative && (first.forms & kPast) != 0 && !has_verb_but(right, end)) return;
    const std::size_t first_word = span.begin + (info(span.begin).is(kDeterminer) ? 1 : 0);
    mention.description = s_.words_of(std::min(first_word, span.head), trim_right(end, span.head));
  }

  /// Is there a verb that can be finite outside [begin, end)?
  bool has_verb_but(std::size_t begin, std::size_t end) const {
    for (std::size_t at = s_.begin; at < tokens_.size(); ++at) {
      if (at >= begin && at < end) continue;
      const WordInfo& word = info(at);
      if (word.is(kAuxiliary)) return true;
      if (!tokens_[at].capital && (word.forms & (kPast | kThird)) != 0 && !word.nounish)
        return true;
    }
    return false;
  }

  bool leaves_one_of_the_kind(const TreatySpan& span) const {
    if (!span.mention.indefinite || span.mention.plural || span.begin == s_.begin ||
        !memory_.focus() || memory_.headline)
      return false;
    const std::string& lemma = info(span.begin - 1).lemma;
    static constexpr auto kVerbs =
        std::to_array<std::string_view>({"leave", "abandon", "quit", "exit", "denounce", "scrap"});
    const bool from = tokens_[span.begin - 1].is("from") && span.begin > s_.begin + 1 &&
                      info(span.begin - 2).lemma == "withdraw";
    return from || std::find(kVerbs.begin(), kVerbs.end(), lemma) != kVerbs.end();
  }

  /// A capital before the head is where a treaty was made, unless a partner follows ("Moscow
  /// agreement with Kyiv").
  bool named_for_a_city(std::size_t at) const {
    const std::optional<NameMatch> match = gazetteer().match(tokens_, at);
    if (!match || match->end != at + 1 || match->entry->kind != NameKind::capital) return false;
    return !s_.is(at + 2, "with") && !s_.is(at + 2, "between");
  }

  bool judged(std::size_t left, std::size_t head) const {
    static constexpr std::array kWords = {
        "landmark",     "historic", "controversial", "key",       "long-awaited", "sweeping",
        "far-reaching", "divisive", "watershed",     "contested", "disputed",     "milestone"};
    for (std::size_t i = left; i < head; ++i) {
      for (const char* word : kWords) {
        if (tokens_[i].is(word)) return true;
      }
    }
    return false;
  }

  static std::string digits(std::string_view text) {
    std::string out;
    for (char c : text) {
      if (c >= '0' && c <= '9') out += c;
    }
    return out;
  }

  bool has_capital(std::size_t begin, std::size_t end) const {
    return std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                       tokens_.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const Token& token) { return token.capital; });
  }

  std::size_t acronym_end(std::size_t right) const {
    // The acronym in brackets is no part of the title when it closes the phrase.
    return right >= 3 && tokens_[right - 1].is(")") && tokens_[right - 3].is("(") ? right - 3
                                                                                  : right;
  }

  void parties(std::size_t left, std::size_t right, TreatySpan& span) const {
    std::vector<std::string>& found = span.mention.parties;
    const auto put = [&](const std::string& party) {
      if (!party.empty() && std::find(found.begin(), found.end(), party) == found.end()) {
        found.push_back(party);
      }
    };
    const std::vector<std::string> before = find_parties(s_, left, span.head);
    if (before.size() >= 2 || span.with_only) {
      for (const std::string& party : before) put(party);
    } else if (before.size() == 1 && !owner_party_.empty()) {
      put(before.front());
    } else if (before.size() == 1 && span.head > left) {
      const std::optional<NameMatch> nation = gazetteer().match(tokens_, span.head - 1);
      if (nation && nation->entry->kind == NameKind::adjective && nation->end == span.head)
        span.mention.partner = before.front();
    }
    if (!owner_party_.empty()) put(owner_party_);
    for (const auto& [begin, end] : between_) {
      if (begin >= left && end <= right + 1) {
        for (const std::string& party : find_parties(s_, begin, end)) put(party);
      }
    }
    if (between_pair_ && found.empty()) {
      for (const std::string& party : memory_.pair) put(party);
    }
    between_pair_ = false;
    if (found.size() >= 2) span.with_only = false;
    if (found.size() > 12) found.clear();
    owner_party_.clear();
    between_.clear();
  }

  const Sentence& s_;
  const Memory& memory_;
  const std::vector<Token>& tokens_;
  std::vector<TreatySpan> spans_;
  mutable bool between_pair_ = false;
  mutable std::string owner_party_;
  mutable std::vector<std::pair<std::size_t, std::size_t>> between_;
};

}  // namespace

std::vector<std::string> find_parties(const Sentence& sentence, std::size_t begin,
                                      std::size_t end) {
  std::vector<std::string> found;
  for (std::size_t at = begin; at < end;) {
    const std::optional<NameMatch> match = gazetteer().match(sentence.tokens, at);
    if (match && match->end <= end) {
      const std::string party = party_of(*match->entry);
      if (!party.empty() && std::find(found.begin(), found.end(), party) == found.end()) {
        found.push_back(party);
      }
      at = match->end;
    } else {
      ++at;
    }
  }
  return found;
}

std::vector<TreatySpan> find_treaties(const Sentence& sentence, const Memory& memory) {
  return Finder(sentence, memory).run();
}

}  // namespace servanda
