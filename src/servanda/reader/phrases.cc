#include "servanda/reader/phrases.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "servanda/base/table.h"
#include "servanda/language/names.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

struct Deed {
  ActType act;
  std::string preposition;
};
/// Deeds of several words ("entry into force"), by their first.
struct LongDeed {
  std::vector<std::string> words;
  ActType act;
};
const std::unordered_multimap<std::string, LongDeed>& long_deeds() {
  static const auto* table = [] {
    auto* made = new std::unordered_multimap<std::string, LongDeed>();
    for (const Row& row : table_rows(tables::deeds_tsv)) {
      const std::optional<ActType> act = find_act_type(row.field(1));
      LongDeed deed{{}, act.value_or(ActType::sign)};
      for (std::string_view word : split(row.field(0), ' ')) deed.words.emplace_back(word);
      if (act && deed.words.size() > 1) made->emplace(deed.words.front(), std::move(deed));
    }
    return made;
  }();
  return *table;
}

const std::unordered_map<std::string, Deed>& deeds() {
  static const auto* table = [] {
    auto* made = new std::unordered_map<std::string, Deed>();
    for (const Row& row : table_rows(tables::deeds_tsv)) {
      if (const std::optional<ActType> act = find_act_type(row.field(1))) {
        (*made)[std::string(row.field(0))] = {*act, std::string(row.field(2))};
      }
    }
    return made;
  }();
  return *table;
}

bool names_law(const Token& token) {
  return token.is("law") || token.is("laws") || token.is("bill") || token.is("bills") ||
         token.is("legislation") || token.is("decree") || token.is("act");
}

class Analyser {
 public:
  Analyser(std::string_view text, std::vector<Token> tokens, Memory& memory) : memory_(memory) {
    s_.text = text;
    s_.tokens = std::move(tokens);
    for (const Token& token : s_.tokens) s_.words.push_back(&word_info(token.lower));
    s_.phrase_at.assign(s_.tokens.size(), -1);
  }

  Sentence run() {
    spans_ = find_treaties(s_, memory_);
    std::size_t next_span = 0;
    for (std::size_t at = 0; at < s_.tokens.size();) {
      while (next_span < spans_.size() && spans_[next_span].end <= at) ++next_span;
      const std::size_t limit =
          next_span < spans_.size() ? spans_[next_span].begin : s_.tokens.size();
      if (at >= limit) {
        at = treaty(spans_[next_span]);
        continue;
      }
      at = other(at, limit);
    }
    join_lists();
    prepositions();
    pronouns();
    index();
    return std::move(s_);
  }

 private:
  const Token& token(std::size_t at) const { return s_.tokens[at]; }
  const WordInfo& info(std::size_t at) const { return *s_.words[at]; }

  std::size_t treaty(TreatySpan& span) {
    Phrase phrase;
    phrase.kind = PhraseKind::treaty;
    phrase.begin = span.begin;
    phrase.end = span.end;
    if (span.each.size() >= 2) return treaties_with_each(span, std::move(phrase));
    complete_parties(span);
    phrase.plain_anaphor = span.mention.anaphor;
    phrase.indefinite = span.mention.indefinite;
    if (const std::optional<std::size_t> index = memory_.resolve(span.mention)) {
      phrase.treaties.push_back(*index);
      const TreatyFact& fact = memory_.treaties()[*index].fact;
      if (fact.parties.size() == 2) memory_.pair = fact.parties;
    }
    s_.phrases.push_back(std::move(phrase));
    return span.end;
  }

  /// "conventions with Chile, Hungary and Poland": three treaties.
  std::size_t treaties_with_each(const TreatySpan& span, Phrase phrase) {
    phrase.indefinite = span.mention.indefinite;
    for (const std::string& partner : span.each) {
      TreatySpan one = span;
      one.mention.parties = {partner};
      const std::size_t with = one.mention.title.rfind(" with ");
      const std::string_view name = gazetteer().is_organisation(partner)
                                        ? gazetteer().organisation_name(partner)
                                        : gazetteer().state_name(partner);
      if (with != std::string::npos && !name.empty()) {
        std::string kind = one.mention.title.substr(0, with);
        const std::string plural = " " + token(span.head).lower;
        if ((" " + kind).ends_with(plural))
          kind.replace(kind.size() + 1 - plural.size(), plural.size() - 1, one.mention.form);
        one.mention.title = kind + " with " + std::string(name);
      }
      complete_parties(one);
      if (const std::optional<std::size_t> index = memory_.resolve(one.mention))
        phrase.treaties.push_back(*index);
    }
    s_.phrases.push_back(std::move(phrase));
    return span.end;
  }

  /// "its treaty with Iran", "the treaty with Iran": the other party is who acts, or the home
  /// state.
  void complete_parties(TreatySpan& span) {
    TreatyMention& mention = span.mention;
    const bool open = (span.with_only && mention.parties.size() == 1) ||
                      (span.owner_is_subject && mention.parties.size() == 1);
    if (!open) return;
    // The nearest before it that stands as a subject; else any.
    std::string other;
    std::string any;
    for (const Phrase& phrase : s_.phrases) {
      if (phrase.kind != PhraseKind::actor || phrase.place) continue;
      const bool free =
          phrase.begin == s_.begin || !(info(phrase.begin - 1).is(kPreposition | kTo));
      for (const Actor& actor : phrase.actors) {
        const std::string& code = actor.state.empty() ? actor.org : actor.state;
        if (code.empty() || code == mention.parties.front() || code == "UN") continue;
        if (free && !phrase.genitive) other = code;
        if (any.empty()) any = code;
        break;
      }
    }
    if (other.empty()) other = any;
    if (other.empty() && !memory_.home.empty() && memory_.home != mention.parties.front()) {
      other = memory_.home;
    }
    if (!other.empty()) mention.parties.insert(mention.parties.begin(), other);
  }

  std::size_t other(std::size_t at, std::size_t limit) {
    if (token(at).kind == TokenKind::mark) return at + 1;
    if (std::optional<DatePhrase> date = date_at(at); date && date->end <= limit) {
      Phrase phrase;
      phrase.kind = PhraseKind::date;
      phrase.begin = date->begin;
      phrase.end = date->end;
      phrase.date = date;
      const std::size_t end = date->end;
      s_.phrases.push_back(std::move(phrase));
      return end;
    }
    if (const std::size_t end = law(at, limit); end > at) return end;
    if (const std::size_t end = deed(at); end > at) return end;
    if (const std::size_t end = instrument(at); end > at) return end;
    if (const std::size_t end = group_of_states(at); end > at) return end;
    if (std::optional<ActorSpan> actor = find_actor(s_, at, memory_); actor && limit > at) {
      // "Robert Floyd, head of the treaty's organisation": the apposition runs into a treaty.
      if (actor->end > limit && !actor->phrase.person) return at + 1;
      actor->end = std::min(actor->end, limit);
      return put_actor(at, std::move(*actor));
    }
    if (const std::size_t end = pronoun(at); end > at) return end;
    return at + 1;
  }

  std::optional<DatePhrase> date_at(std::size_t at) const {
    std::optional<DatePhrase> date = find_date(s_.tokens, at);
    if (!date) return std::nullopt;
    if (date->bare_year) {
      // A year alone needs a preposition, or a comma before it; else it is a number or a name's
      // part.
      static constexpr auto kCues = std::to_array<std::string_view>(
          {"in", "since", "of", "by", "until", "from", "to", "during", "before", "after", "between",
           "and", "as", ",", "early", "late", "mid", "("});
      if (at == 0) return std::nullopt;
      const bool cue = std::any_of(kCues.begin(), kCues.end(),
                                   [&](std::string_view word) { return token(at - 1).is(word); });
      if (!cue) return std::nullopt;
    }
    return date;
  }

  /// The treaty that begins at a token or behind an article there.
  TreatySpan* span_from(std::size_t at) {
    for (TreatySpan& span : spans_) {
      if (span.begin <= at && at < span.end) return &span;
      if (span.begin > at) break;
    }
    return nullptr;
  }

  /// "a law ratifying the treaty", "the ratification bill", "the bill".
  std::size_t law(std::size_t at, std::size_t) {
    std::size_t next = at;
    if (info(next).is(kDeterminer)) ++next;
    std::optional<ActType> about;
    std::size_t head = next;
    const bool law_told = memory_.law || memory_.leaving;
    const auto is_law_head = [&](const Token& one) {
      // "the proposal", "the motion": of the law or the exit that the text tells of.
      const bool proposal = one.is("proposal") || one.is("motion") || one.is("draft") ||
                            one.is("decision") || one.is("measure") || one.is("resolution") ||
                            one.is("initiative");
      return names_law(one) || (proposal && law_told && next > at && token(at).is("the"));
    };
    for (std::size_t i = next; i < std::min(next + 3, s_.tokens.size()); ++i) {
      if (is_law_head(token(i))) {
        head = i;
        break;
      }
      if (token(i).kind != TokenKind::word || info(i).is(kFunctionWord)) return at;
      const bool qualifies = deeds().contains(token(i).lower) || token(i).is("implementing") ||
                             token(i).is("draft") || token(i).is("new") || token(i).is("federal") ||
                             token(i).is("government") || token(i).is("necessary") ||
                             token(i).is("corresponding") || token(i).is("relevant") ||
                             token(i).is("enabling") || token(i).is("respective") ||
                             token(i).is("same") || token(i).is("related");
      if (!qualifies) return at;
      if (const auto found = deeds().find(token(i).lower); found != deeds().end())
        about = found->second.act;
      head = s_.tokens.size();
    }
    if (head >= s_.tokens.size() || !is_law_head(token(head))) return at;
    if (token(head).is("law") && head + 1 < s_.tokens.size() && !info(head + 1).is(kFunctionWord) &&
        !info(head + 1).verb() && token(head + 1).kind == TokenKind::word &&
        !token(head + 1).lower.ends_with("ly") && !date_at(head + 1)) {
      return at;  // "law enforcement"
    }
    if (head > 0 && (token(head - 1).is("international") || token(head - 1).is("human") ||
                     token(head - 1).is("martial") || token(head - 1).is("rights") ||
                     token(head - 1).is("security"))) {
      return at;
    }
    Phrase phrase;
    phrase.kind = PhraseKind::law;
    phrase.begin = at;
    std::size_t end = head + 1;
    TreatySpan* span = nullptr;
    law_topic(end, about, span);
    if (!about && head > next && token(head - 1).is("implementing")) about = ActType::ratify;
    phrase.end = end;
    if (token(head).is("act") && (token(head).capital || !memory_.law || next == at || about))
      return at;  // "the act" of a text that told of a law
    if (token(head).is("decree") && span == nullptr) return at;
    if (span != nullptr) {
      phrase.end = treaty_within(*span, phrase);
    } else if (const std::optional<std::size_t> focus = memory_.focus();
               focus && (about || memory_.law || !memory_.treaties().empty())) {
      phrase.treaties.push_back(*focus);
    }
    phrase.topic_open = !about;
    if (!about) about = memory_.law;
    phrase.deed = about.value_or(ActType::ratify);
    if (about) memory_.law = phrase.deed;
    phrase.enacts = (span != nullptr || !phrase.topic_open) && topic_verb_;
    phrase.revokes = revokes_ && about == ActType::withdraw;
    const std::size_t stop = phrase.end;
    s_.phrases.push_back(std::move(phrase));
    return stop;
  }

  /// Behind "law": "ratifying X", "revoking Russia's ratification of X", "on the ratification of
  /// X", "that suspends X" stays a clause of its own.
  void law_topic(std::size_t& end, std::optional<ActType>& about, TreatySpan*& span) {
    std::size_t at = end;
    bool undo = false;
    topic_verb_ = false;
    revokes_ = false;
    std::optional<ActType> said;
    for (; at < std::min(end + 10, s_.tokens.size()); ++at) {
      if (TreatySpan* found = span_from(at)) {
        if (!said && about && at <= end + 2) {
          // "the ratification bill for the treaty"
          span = found;
          end = found->begin;
          return;
        }
        if (said) {
          span = found;
          about = said;
          if (undo && *said == ActType::ratify) about = ActType::withdraw;
          revokes_ = undo && *said == ActType::ratify;
          end = found->begin;
        }
        return;
      }
      if (said && at > end && token(at).is("it")) {
        about = said;  // "a bill denouncing it"
        end = at + 1;
        return;
      }
      if (said && at > end &&
          (token(at).is("participation") || token(at).is("membership") ||
           token(at).is("obligations") || token(at).is("commitments"))) {
        about = said;  // "a law suspending Russia's participation"
        end = at + 1;
        continue;
      }
      const std::string& word = token(at).lower;
      const std::string& lemma = info(at).lemma;
      if (token(at).is("'s")) continue;
      if (token(at).kind == TokenKind::mark || info(at).is(kRelative | kAuxiliary)) return;
      if (word == "revoking" || word == "cancelling" || word == "rescinding" ||
          word == "repealing" || word == "withdrawing") {
        undo = true;
        topic_verb_ = true;
        if (word == "withdrawing") said = ActType::withdraw;
      } else if (const auto found = deeds().find(word); found != deeds().end()) {
        said = found->second.act;
      } else if ((info(at).forms & (kIng | kBase)) != 0 && !lemma.empty()) {
        topic_verb_ = (info(at).forms & kIng) != 0;
        if (lemma == "ratify" || lemma == "approve" || lemma == "endorse") said = ActType::ratify;
        if (lemma == "denounce") said = ActType::withdraw;
        if (lemma == "terminate" || lemma == "abrogate") said = ActType::terminate;
        if (lemma == "suspend") said = ActType::suspend;
        if (lemma == "extend" || lemma == "prolong") said = ActType::extend;
      }
    }
  }

  std::size_t treaty_within(TreatySpan& span, Phrase& phrase) {
    complete_parties(span);
    if (const std::optional<std::size_t> index = memory_.resolve(span.mention)) {
      phrase.treaties.push_back(*index);
    }
    return span.end;
  }

  std::size_t long_deed(std::size_t at, std::size_t next) {
    const auto [first, last] = long_deeds().equal_range(token(next).lower);
    const LongDeed* best = nullptr;
    std::size_t best_end = next;
    for (auto row = first; row != last; ++row) {
      const std::vector<std::string>& words = row->second.words;
      std::size_t stop = next;
      bool fits = true;
      for (std::size_t i = 0; fits && i < words.size(); ++i) {
        // "the exchange of the instruments", "exchange of their ratification instruments"
        if (i > 0 && stop < s_.tokens.size() && info(stop).is(kDeterminer)) ++stop;
        fits = stop < s_.tokens.size() && token(stop).is(words[i]);
        ++stop;
      }
      if (fits && (best == nullptr || words.size() > best->words.size())) {
        best = &row->second;
        best_end = stop;
      }
    }
    return best == nullptr ? at : put_deed(at, best_end, best->act);
  }

  /// "the ratification of the treaty", "its withdrawal from the accord", "the signing".
  std::size_t deed(std::size_t at) {
    std::size_t next = at;
    if (info(next).is(kDeterminer) && next + 1 < s_.tokens.size()) ++next;
    // One adjective may stand between: "formal withdrawal".
    if (next + 1 < s_.tokens.size() && deeds().find(token(next).lower) == deeds().end() &&
        !token(next).capital && !info(next).is(kFunctionWord) && !info(next).verb() &&
        deeds().contains(token(next + 1).lower) && next > at) {
      ++next;
    }
    if (const std::size_t end = long_deed(at, next); end > at) return end;
    auto found = deeds().find(token(next).lower);
    const bool pull_out = token(next).is("pull") && next + 1 < s_.tokens.size() &&
                          token(next + 1).joined && token(next + 1).is("out");
    if (pull_out) {
      found = deeds().find("pullout");
      ++next;
    }
    if (found == deeds().end()) return at;
    if (next == at && (info(at).forms & kBase) != 0 && after_modal(at)) return at;  // "will lapse"
    if (next + 1 < s_.tokens.size() && token(next + 1).joined) return at;
    // "ratification law" is a law; "signing ceremony" is something else; "signing the" is a verb.
    if (next + 1 < s_.tokens.size()) {
      const Token& after = token(next + 1);
      if (names_law(after) || after.is("ceremony") || after.is("process") ||
          after.is("procedure") || after.is("procedures") || after.is("instrument") ||
          after.is("instruments") || after.is("documents")) {
        return at;
      }
      if ((info(next).forms & kIng) != 0 &&
          (span_from(next + 1) != nullptr || info(next + 1).is(kDeterminer))) {
        return at;
      }
    }
    return put_deed(at, next + 1, found->second.act);
  }

  bool after_modal(std::size_t at) const {
    while (at > s_.begin && info(at - 1).is(kAdverb | kNegation)) --at;
    return at > s_.begin && info(at - 1).is(kModal) &&
           !(token(at - 1).is("may") && token(at - 1).capital);
  }

  std::size_t put_deed(std::size_t at, std::size_t end, ActType act) {
    Phrase phrase;
    phrase.kind = PhraseKind::deed;
    phrase.begin = at;
    phrase.end = end;
    phrase.deed = act;
    const std::size_t of = end;
    // "the New START extension", "treaty ratification": the treaty stands before its deed.
    if (!s_.phrases.empty() && s_.phrases.back().kind == PhraseKind::treaty &&
        s_.phrases.back().end == at && !info(at).is(kDeterminer)) {
      phrase.treaties = s_.phrases.back().treaties;
    }
    const bool put_to = act == ActType::sign && of < s_.tokens.size() && token(of).is("to");
    if (phrase.treaties.empty() && of < s_.tokens.size() && !put_to &&
        (token(of).is("of") || token(of).is("from") || token(of).is("to") || token(of).is("by"))) {
      if (of + 1 < s_.tokens.size()) {
        TreatySpan* span = span_from(of + 1);
        if (span == nullptr) {
          // "withdrawal from the bloc's treaties": an owner may stand between.
          for (std::size_t i = of + 2; i < std::min(of + 5, s_.tokens.size()); ++i) {
            if (token(i).is("'s")) span = span_from(i + 1);
          }
          if (span != nullptr && span->begin > of + 5) span = nullptr;
        } else if (span->begin > of + 2) {
          span = nullptr;
        }
        if (span != nullptr) {
          phrase.end = treaty_within(*span, phrase);
        }
      }
    }
    if (phrase.treaties.empty()) {
      if (of_something_else(of)) return at;
      if (const std::optional<std::size_t> focus = memory_.focus())
        phrase.treaties.push_back(*focus);
      phrase.plain_anaphor = true;
    }
    const std::size_t stop = phrase.end;
    s_.phrases.push_back(std::move(phrase));
    return stop;
  }

  /// "the signing of two players", "the withdrawal of troops": nothing is done to a treaty.
  bool of_something_else(std::size_t of) const {
    if (memory_.headline || of + 1 >= s_.tokens.size() || !token(of).is("of")) return false;
    std::size_t next = of + 1;
    while (next < s_.tokens.size() && info(next).is(kDeterminer)) ++next;
    if (next >= s_.tokens.size() || token(next).kind != TokenKind::word || token(next).capital)
      return token(next < s_.tokens.size() ? next : of).kind == TokenKind::number;
    if (info(next).is(kPronoun) || gazetteer().match(s_.tokens, next)) return false;
    for (std::size_t at = next; at < std::min(next + 3, s_.tokens.size()); ++at) {
      static constexpr auto kOwn = std::to_array<std::string_view>(
          {"text",        "document", "documents",    "instrument", "instruments", "participation",
           "membership",  "own",      "obligations",  "withdrawal", "exit",        "intent",
           "intention",   "decision", "states",       "countries",  "parties",     "members",
           "sides",       "law",      "bill",         "draft",      "provisions",  "terms",
           "commitments", "notes",    "ratification", "accession",  "termination", "denunciation",
           "both",        "all"});
      for (const std::string_view own : kOwn) {
        if (token(at).is(own)) return false;
      }
    }
    return true;
  }

  /// "instruments of ratification", "diplomatic notes", "its instrument of accession".
  std::size_t instrument(std::size_t at) {
    std::size_t next = at;
    if (info(next).is(kDeterminer) && next + 1 < s_.tokens.size()) ++next;
    if (token(next).is("ratification") && next + 1 < s_.tokens.size()) ++next;
    if (token(next).is("diplomatic") && next + 1 < s_.tokens.size()) ++next;
    const Token& head = token(next);
    if (token(at).is("its") && token(next).is("own") && at > 0 && memory_.focus() &&
        (info(at - 1).lemma == "deposit" || info(at - 1).lemma == "lodge")) {
      // "Latvia deposited its own": the instrument is the one that was told before.
      Phrase own;
      own.kind = PhraseKind::instrument;
      own.begin = at;
      own.end = next + 1;
      own.treaties.push_back(*memory_.focus());
      s_.phrases.push_back(std::move(own));
      return next + 1;
    }
    const bool notes = head.is("notes") && next > 0 &&
                       (token(next - 1).is("diplomatic") || token(next - 1).is("exchanged"));
    if (!head.is("instrument") && !head.is("instruments") && !notes &&
        !((head.is("documents")) && next > at && token(next - 1).is("ratification"))) {
      return at;
    }
    Phrase phrase;
    phrase.kind = PhraseKind::instrument;
    phrase.begin = at;
    std::size_t end = next + 1;
    if (end + 1 < s_.tokens.size() && token(end).is("of")) {
      const auto found = deeds().find(token(end + 1).lower);
      if (found != deeds().end()) {
        phrase.deed = found->second.act;
        end += 2;
      }
    }
    phrase.end = end;
    if (end + 1 < s_.tokens.size() &&
        (token(end).is("of") || token(end).is("to") || token(end).is("for"))) {
      if (TreatySpan* span = span_from(end + 1); span != nullptr && span->begin <= end + 2) {
        phrase.end = treaty_within(*span, phrase);
      }
    }
    if (phrase.treaties.empty() && memory_.focus()) phrase.treaties.push_back(*memory_.focus());
    const std::size_t stop = phrase.end;
    s_.phrases.push_back(std::move(phrase));
    return stop;
  }

  /// "the two countries", "both sides", "sixty countries", "member states", "neither side".
  std::size_t group_of_states(std::size_t at) {
    std::size_t next = at;
    if (token(at).is("of")) return at;
    bool both = false;
    while (next < s_.tokens.size() && next - at < 5) {
      const Token& word = token(next);
      if (word.is("the") || word.is("all") || word.is("both") || word.is("neither") ||
          word.is("two") || word.is("either") || word.is("member") || word.is("contracting") ||
          word.is("of") || word.is("its") || word.is("island") || word.is("other")) {
        both = both || word.is("both") || word.is("two") || word.is("neither");
        ++next;
        // "The sides", "the parties": those that are spoken of.
        if (word.is("the") && next < s_.tokens.size() &&
            (token(next).is("sides") || token(next).is("parties")))
          both = true;
      } else if (const std::optional<NumberLike> count = count_at(next)) {
        next = count->end;
      } else {
        break;
      }
    }
    if (next >= s_.tokens.size()) return at;
    const Token& head = token(next);
    if (next == at + 2 && token(at).is("the") && memory_.listed.size() >= 3 &&
        number_of(token(at + 1)) == memory_.listed.size() &&
        (info(next).verb() || info(next).is(kAuxiliary)) && !info(next).nounish) {
      // "the four handed in their instruments": those named together before
      Phrase those;
      those.begin = at;
      those.end = next;
      those.actors = memory_.listed;
      s_.phrases.push_back(std::move(those));
      return next;
    }
    static constexpr auto kPersons =
        std::to_array<std::string_view>({"leaders", "presidents", "men", "ministers", "premiers"});
    const bool persons = std::any_of(kPersons.begin(), kPersons.end(),
                                     [&](std::string_view w) { return head.is(w); });
    const bool houses = head.is("parliaments");
    if ((persons || houses) && !(both && memory_.pair.size() == 2)) return at;
    static constexpr auto kHeads = std::to_array<std::string_view>(
        {"countries", "states", "nations", "sides", "parties", "capitals", "governments", "side",
         "neighbours", "neighbors", "allies", "party"});
    const bool is_head =
        std::any_of(kHeads.begin(), kHeads.end(), [&](std::string_view w) { return head.is(w); });
    if (!is_head && !persons && !houses) return at;
    const bool singular = head.is("side") || head.is("party");
    if (singular && !both) return at;
    if (next == at) return at;
    Phrase phrase;
    phrase.begin = at;
    phrase.end = next + 1;
    if (both && memory_.pair.size() == 2) {
      for (const std::string& code : memory_.pair) {
        Actor actor;
        if (gazetteer().is_organisation(code)) {
          actor.org = code;
          actor.name = gazetteer().organisation_name(code);
          actor.kind = ActorKind::organisation;
        } else {
          actor.state = code;
          actor.name = gazetteer().state_name(code);
          actor.kind = ActorKind::state;
          if (actor.name.empty()) actor = Actor{code};
          if (houses && !actor.state.empty()) {
            actor.name = std::string(gazetteer().adjective(code)) + " parliament";
            actor.kind = ActorKind::legislature;
          }
        }
        phrase.actors.push_back(actor);
      }
    } else {
      Actor actor;
      actor.name = s_.words_of(at, next + 1);
      if (actor.name.starts_with("the ") || actor.name.starts_with("The "))
        actor.name = actor.name.substr(4);
      actor.kind = ActorKind::state;
      // "member states of the World Health Organization"
      if (next + 2 < s_.tokens.size() && token(next + 1).is("of")) {
        const std::size_t name = info(next + 2).is(kDeterminer) ? next + 3 : next + 2;
        if (name < s_.tokens.size()) {
          const std::optional<NameMatch> match = gazetteer().match(s_.tokens, name);
          if (match && match->entry->kind == NameKind::organisation) {
            phrase.end = match->end;
            actor.name = s_.words_of(at, phrase.end);
          }
        }
      }
      phrase.actors.push_back(actor);
    }
    const std::size_t stop = phrase.end;
    s_.phrases.push_back(std::move(phrase));
    return stop;
  }

  static std::size_t number_of(const Token& token) {
    static constexpr auto kNumbers =
        std::to_array<std::string_view>({"three", "four", "five", "six", "seven", "eight"});
    for (std::size_t i = 0; i < kNumbers.size(); ++i) {
      if (token.is(kNumbers[i])) return i + 3;
    }
    return 0;
  }

  struct NumberLike {
    std::size_t end;
  };
  std::optional<NumberLike> count_at(std::size_t at) const;

  std::size_t put_actor(std::size_t at, ActorSpan found) {
    Phrase& phrase = found.phrase;
    phrase.kind = PhraseKind::actor;
    phrase.begin = at;
    phrase.end = found.end;
    if (at > 0 && !phrase.person && !phrase.place_name.empty()) {
      const std::string& before = token(at - 1).lower;
      phrase.place = before == "in" || before == "at" || before == "near" || before == "through" ||
                     before == "across" || before == "into" || before == "outside" ||
                     before == "around";
    }
    for (const Actor& actor : phrase.actors) {
      if (phrase.person && !actor.role.empty() && actor.name != actor.role)
        memory_.remember_person(actor);
    }
    const std::size_t end = found.end;
    s_.phrases.push_back(std::move(phrase));
    return end;
  }

  std::size_t pronoun(std::size_t at) {
    const std::string& word = token(at).lower;
    Phrase phrase;
    phrase.begin = at;
    phrase.end = at + 1;
    phrase.pronoun = true;
    if (word == "he" || word == "she" || word == "him") {
      if (memory_.person) phrase.actors.push_back(*memory_.person);
    } else if (word == "they" || word == "them") {
      phrase.actors = memory_.actors;
    } else if (word == "both" && at + 1 < s_.tokens.size() &&
               info(at + 1).is(kBe | kHave | kModal) && memory_.last_two().size() == 2) {
      phrase.kind = PhraseKind::treaty;  // "Both were signed in Washington"
      phrase.treaties = memory_.last_two();
      phrase.pronoun = false;
    } else if (word == "it") {
      phrase.kind = PhraseKind::treaty;  // or who acted last: the frames decide
      phrase.plain_anaphor = true;
      phrase.actors = memory_.actors;
      if (memory_.focus()) phrase.treaties.push_back(*memory_.focus());
    } else {
      return at;
    }
    s_.phrases.push_back(std::move(phrase));
    return at + 1;
  }

  /// He, they, it: first who was named in the sentence itself.
  void pronouns() {
    for (std::size_t i = 0; i < s_.phrases.size(); ++i) {
      Phrase& one = s_.phrases[i];
      if (!one.pronoun) continue;
      const std::string& word = token(one.begin).lower;
      if (word == "it" && subject_before(i)) continue;
      for (std::size_t back = i; back-- > 0;) {
        const Phrase& other = s_.phrases[back];
        if (other.kind != PhraseKind::actor || other.pronoun || other.place ||
            other.actors.empty() || other.adjective)
          continue;
        if (word == "they" || word == "them") {
          if (other.actors.size() < 2) continue;
        } else if (word == "it") {
          if (other.person || other.actors.size() != 1 || other.genitive) continue;
        } else if (!other.person || other.actors.size() != 1) {
          continue;
        }
        one.actors = other.actors;
        break;
      }
    }
  }

  /// "Washington told the United Nations that it …": the first actor without a preposition.
  bool subject_before(std::size_t pronoun) {
    for (std::size_t i = 0; i < pronoun; ++i) {
      const Phrase& other = s_.phrases[i];
      if (other.kind != PhraseKind::actor || other.pronoun || other.place || other.adjective ||
          other.genitive || other.person || other.actors.size() != 1 || !other.preposition.empty())
        continue;
      s_.phrases[pronoun].actors = other.actors;
      return true;
    }
    return false;
  }

  /// "A, B and C": one phrase.
  void join_lists() {
    std::vector<Phrase> joined;
    for (Phrase& phrase : s_.phrases) {
      if (!joined.empty()) {
        Phrase& last = joined.back();
        const bool actors = last.kind == PhraseKind::actor && phrase.kind == PhraseKind::actor &&
                            !last.genitive && !last.pronoun && !phrase.pronoun && !last.adjective &&
                            !phrase.adjective && !last.place;
        const bool treaties = last.kind == PhraseKind::treaty &&
                              phrase.kind == PhraseKind::treaty && !last.plain_anaphor &&
                              !phrase.plain_anaphor;
        if ((actors && joins(last.end, phrase.begin, actors)) ||
            (treaties && joins(last.end, phrase.begin, false))) {
          last.actors.insert(last.actors.end(), phrase.actors.begin(), phrase.actors.end());
          last.treaties.insert(last.treaties.end(), phrase.treaties.begin(), phrase.treaties.end());
          last.end = phrase.end;
          last.person = last.person || phrase.person;
          last.genitive = phrase.genitive;
          last.place_name.clear();
          continue;
        }
      }
      joined.push_back(std::move(phrase));
    }
    s_.phrases = std::move(joined);
  }

  bool joins(std::size_t begin, std::size_t end, bool actors) const {
    if (begin == end || end - begin > 3) return false;
    bool comma = false;
    for (std::size_t at = begin; at < end; ++at) {
      if (token(at).is(",")) {
        comma = true;
      } else if (token(at).is("and") || token(at).is("&")) {
        return at + 1 == end;
      } else if (!token(at).is("then") || at + 1 == end) {
        return false;
      }
    }
    if (!comma || !actors) return false;
    if (memory_.headline) return true;
    // A comma alone joins only where an "and" follows later in the same list.
    for (std::size_t at = end; at < std::min(end + 24, s_.tokens.size()); ++at) {
      if (token(at).is("and"))
        return at + 1 < s_.tokens.size() &&
               (token(at + 1).capital || count_at(at + 1) || token(at + 1).is("the"));
      if (token(at).is(".") || token(at).is(";") || (info(at).verb() && !token(at).capital))
        return false;
    }
    return false;
  }

  void prepositions() {
    for (Phrase& phrase : s_.phrases) {
      std::size_t at = phrase.begin;
      while (at > 0 && (info(at - 1).is(kDeterminer) || token(at - 1).is("early") ||
                        token(at - 1).is("late")))
        --at;
      if (at > 0 && info(at - 1).is(kPreposition) && !info(at - 1).is(kAuxiliary)) {
        phrase.preposition = token(at - 1).lower;
      } else if (at > 0 && token(at - 1).is("to")) {
        phrase.preposition = "to";
      }
    }
  }

  void index() {
    for (std::size_t i = 0; i < s_.phrases.size(); ++i) {
      for (std::size_t at = s_.phrases[i].begin; at < s_.phrases[i].end; ++at) {
        s_.phrase_at[at] = static_cast<int>(i);
      }
    }
  }

  Sentence s_;
  Memory& memory_;
  bool revokes_ = false;
  bool topic_verb_ = false;  ///< the law's topic is told by a verb ("denouncing …")
  std::vector<TreatySpan> spans_;
};

std::optional<Analyser::NumberLike> Analyser::count_at(std::size_t at) const {
  static constexpr auto kCounts = std::to_array<std::string_view>(
      {"three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "seventeen",
       "twenty", "sixty", "twenty-one", "several"});
  if (token(at).kind == TokenKind::number && token(at).lower.size() <= 3) return NumberLike{at + 1};
  for (const std::string_view word : kCounts) {
    if (token(at).is(word)) {
      std::size_t end = at + 1;
      while (end < s_.tokens.size() && token(end).joined) ++end;
      return NumberLike{end};
    }
  }
  return std::nullopt;
}

}  // namespace

Sentence analyse(std::string_view text, std::vector<Token> tokens, Memory& memory) {
  return Analyser(text, std::move(tokens), memory).run();
}

}  // namespace servanda
