// Who says so.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "servanda/base/table.h"
#include "servanda/language/names.h"
#include "servanda/reader/context.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

const std::unordered_map<std::string, SpeechEffect>& speech() {
  static const auto* table = [] {
    auto* made = new std::unordered_map<std::string, SpeechEffect>();
    for (const Row& row : table_rows(tables::speech_tsv)) {
      const std::string_view effect = row.field(1);
      (*made)[std::string(row.field(0))] = effect == "denies"    ? SpeechEffect::denies
                                           : effect == "doubts"  ? SpeechEffect::doubts
                                           : effect == "accuses" ? SpeechEffect::accuses
                                           : effect == "demands" ? SpeechEffect::demands
                                                                 : SpeechEffect::says;
    }
    return made;
  }();
  return *table;
}

bool is_carrier(const Actor& actor) {
  return actor.kind == ActorKind::agency || actor.kind == ActorKind::outlet ||
         actor.kind == ActorKind::document;
}

/// Several who speak together are one actor with a joint name.
Actor joint(const std::vector<Actor>& actors) {
  Actor one = actors.front();
  for (std::size_t i = 1; i < actors.size() && i < 6; ++i) {
    one.name += (i + 1 == actors.size() ? " and " : ", ") + actors[i].name;
    if (actors[i].state != one.state) one.state.clear();
    if (actors[i].org != one.org) one.org.clear();
    if (actors[i].kind != one.kind) one.kind.reset();
    if (actors[i].role != one.role) one.role.clear();
  }
  return one;
}

class Finder {
 public:
  explicit Finder(Context& context) : c_(context), s_(context.sentence) {}

  void run() {
    for (std::size_t i = 0; i < c_.groups.groups.size(); ++i) speech_group(i);
    according_to();
    opinion_of();
    open_quote();
  }

 private:
  const Token& token(std::size_t at) const { return s_.tokens[at]; }

  void add(std::size_t begin, std::size_t end, const std::vector<Actor>& who, SpeechEffect effect,
           std::optional<std::size_t> group) {
    if (begin >= end || who.empty()) return;
    Attribution one;
    one.begin = begin;
    one.end = end;
    one.effect = effect;
    one.group = group;
    if (is_carrier(who.front())) {
      one.via.push_back(who.front());
    } else {
      one.speaker = joint(who);
      c_.memory.speaker = one.speaker;
      if (who.size() == 1 && !who.front().role.empty() &&
          who.front().kind != ActorKind::government) {
        c_.memory.person = who.front();
      }
    }
    c_.attributions.push_back(std::move(one));
  }

  std::vector<Actor> actors_of(std::size_t phrase) const {
    const Phrase& found = s_.phrases[phrase];
    if (found.kind == PhraseKind::actor) return found.actors;
    if (found.pronoun) return found.actors;
    return {};
  }

  void speech_group(std::size_t index) {
    const Group& group = c_.groups.groups[index];
    const auto found = speech().find(group.lemma);
    if (found == speech().end()) return;
    const SpeechEffect effect = found->second;
    if (group.shape == GroupShape::infinitive || group.passive) return;
    if (group.lemma == "call" && !s_.is(group.end, "on") && !s_.is(group.end, "for") &&
        !s_.is(group.end, "upon"))
      return;
    if (group.lemma == "ask" && group.passive) return;
    std::vector<Actor> who;
    std::optional<std::size_t> subject = find_subject(s_, c_.groups, index);
    std::size_t start = group.begin;
    if (subject) {
      who = actors_of(*subject);
      start = s_.phrases[*subject].begin;
    }
    // ", said Nikita Smagin": the speaker behind the verb.
    if (who.empty() || (subject && s_.phrases[*subject].begin < quote_end_before(group.begin))) {
      if (group.end < s_.tokens.size()) {
        const Phrase* behind = s_.phrase(group.end);
        if (behind != nullptr && behind->kind == PhraseKind::actor && group.begin > s_.begin &&
            (token(group.begin - 1).is(",") || token(group.begin - 1).is("\"") ||
             token(group.begin - 1).is("')"))) {
          add(s_.begin, group.begin, behind->actors, effect, index);
          return;
        }
      }
      if (who.empty()) who = describe_speaker(group.begin, start);
    }
    if (who.empty()) return;
    if (group.negated) {
      // "did not say that": nothing is said; "has not denied" likewise.
      return;
    }
    if (effect == SpeechEffect::denies && group.lemma != "deny" && !denial_object(group.end))
      return;
    const bool tail = is_tail(index, start);
    if (tail) {
      add(content_begin(start), start, who, effect, index);
    } else {
      add(group.end, content_end(group.end), who, effect, index);
    }
  }

  /// The end of a quotation right before a verb of speech, or 0.
  std::size_t quote_end_before(std::size_t at) const {
    for (std::size_t back = at; back > s_.begin && at - back < 2; --back) {
      if (token(back - 1).is("\"")) return back;
    }
    return 0;
  }

  /// An unknown noun that speaks: "the lobby said", "Trade unions say", "a spokesman said".
  std::vector<Actor> describe_speaker(std::size_t verb, std::size_t& start) const {
    std::size_t begin = verb;
    while (begin > s_.begin && s_.words[begin - 1]->is(kAdverb)) --begin;
    const std::size_t end = begin;
    while (begin > s_.begin && verb - begin < 7) {
      const Token& before = token(begin - 1);
      const Phrase* phrase = s_.phrase(begin - 1);
      if (phrase != nullptr && phrase->kind == PhraseKind::actor &&
          (phrase->genitive || phrase->adjective)) {
        begin = phrase->begin;
        continue;
      }
      if (phrase != nullptr || before.kind == TokenKind::mark) break;
      if (s_.words[begin - 1]->is(kFunctionWord) && !s_.words[begin - 1]->is(kDeterminer)) break;
      --begin;
      if (s_.words[begin]->is(kDeterminer)) break;
    }
    if (begin == end) return {};
    const bool at_start = begin == s_.begin || token(begin - 1).kind == TokenKind::mark ||
                          s_.words[begin - 1]->is(kSubordinator | kConjunction);
    if (!at_start) return {};
    Actor actor;
    std::size_t name = begin;
    if (s_.words[name]->is(kDeterminer) && name + 1 < end) ++name;
    actor.name = s_.words_of(name, end);
    if (const Phrase* phrase = s_.phrase(begin); phrase != nullptr && !phrase->actors.empty()) {
      actor.state = phrase->actors.front().state;
      actor.org = phrase->actors.front().org;
    }
    const std::string last = token(end - 1).lower;
    if (last == "experts" || last == "analysts" || last == "lawyers" || last == "scholars" ||
        last == "observers" || last == "economists") {
      actor.kind = ActorKind::analyst;
    } else if (last == "groups" || last == "group" || last == "lobby" || last == "unions" ||
               last == "union") {
      actor.kind = ActorKind::organisation;
    } else if (last == "statement" || last == "note" || last == "document" || last == "database" ||
               last == "decree" || last == "report" || last == "letter" || last == "provisions" ||
               last == "communique") {
      actor.kind = ActorKind::document;
    } else if (last.ends_with('s')) {
      actor.kind = ActorKind::public_;
    } else {
      return {};
    }
    start = begin;
    return {actor};
  }

  /// "rejects that", "dismissed suggestions that", "disputes that", "rejected the accusation".
  bool denial_object(std::size_t at) const {
    for (std::size_t i = at; i < std::min(at + 4, s_.tokens.size()); ++i) {
      for (const char* word :
           {"that", "suggestions", "claims", "claim", "accusation", "accusations", "allegation",
            "allegations", "reports", "notion", "idea"}) {
        if (token(i).is(word)) return true;
      }
    }
    return false;
  }

  /// The verb of speech closes the sentence: "…, Jalali said."; what is said stands before it.
  bool is_tail(std::size_t index, std::size_t start) const {
    if (start == s_.begin || index == 0) return false;
    const Token& before = token(start - 1);
    if (!before.is(",") && !before.is("\"") && !before.is("--") && !before.is("')")) return false;
    const Group& group = c_.groups.groups[index];
    for (std::size_t i = index + 1; i < c_.groups.groups.size(); ++i) {
      const Group& next = c_.groups.groups[i];
      // Another clause behind the verb is its content, unless it is an aside.
      if (next.shape == GroupShape::finite && !next.relative) {
        for (std::size_t at = group.end; at < next.begin; ++at) {
          if (token(at).is(",") || token(at).is("\"") || token(at).is(".") || token(at).is(";"))
            return true;
        }
        return false;
      }
    }
    return !s_.is(group.end, "that");
  }

  std::size_t content_begin(std::size_t end) const {
    std::size_t begin = s_.begin;
    for (std::size_t at = s_.begin; at < end; ++at) {
      if (token(at).is(";")) begin = at + 1;
    }
    return begin;
  }

  std::size_t content_end(std::size_t begin) const {
    for (std::size_t at = begin; at < s_.tokens.size(); ++at) {
      if (token(at).is(";") && !inside_quote(begin, at)) return at;
    }
    return s_.tokens.size();
  }

  bool inside_quote(std::size_t begin, std::size_t at) const {
    std::size_t quotes = 0;
    for (std::size_t i = begin; i < at; ++i) quotes += token(i).is("\"") ? 1U : 0U;
    return quotes % 2 == 1;
  }

  void according_to() {
    for (std::size_t at = s_.begin; at + 2 < s_.tokens.size(); ++at) {
      if (!token(at).is("according") || !token(at + 1).is("to")) continue;
      const std::size_t name = at + 2;
      std::size_t end = name;
      std::vector<Actor> who;
      if (const Phrase* phrase = s_.phrase(name); phrase != nullptr &&
                                                  phrase->kind == PhraseKind::actor &&
                                                  !phrase->genitive && !phrase->adjective) {
        who = phrase->actors;
        end = phrase->end;
      } else {
        while (end < s_.tokens.size() && token(end).kind != TokenKind::mark &&
               !s_.words[end]->is(kRelative) &&
               !((s_.words[end]->forms & kPast) != 0 && s_.phrase_at[end] < 0 && end > name)) {
          ++end;
        }
        Actor document;
        std::size_t begin = name;
        if (begin < end && s_.words[begin]->is(kDeterminer)) ++begin;
        document.name = s_.words_of(begin, end);
        document.kind = ActorKind::document;
        if (!document.name.empty()) who.push_back(document);
      }
      if (who.empty()) return;
      if (at == s_.begin) {
        std::size_t begin = end;
        while (begin < s_.tokens.size() && !token(begin).is(",")) ++begin;
        add(begin, s_.tokens.size(), who, SpeechEffect::says, std::nullopt);
      } else {
        add(content_begin(at), at, who, SpeechEffect::says, std::nullopt);
      }
      return;
    }
  }

  /// "in Moscow's opinion", "in the view of these governments".
  void opinion_of() {
    for (std::size_t at = s_.begin; at + 2 < s_.tokens.size(); ++at) {
      if (!token(at).is("in")) continue;
      const Phrase* phrase = s_.phrase(at + 1);
      if (phrase == nullptr || phrase->kind != PhraseKind::actor || !phrase->genitive) continue;
      if (!s_.is(phrase->end, "opinion") && !s_.is(phrase->end, "view")) continue;
      add(phrase->end + 1, content_end(phrase->end), phrase->actors, SpeechEffect::says,
          std::nullopt);
      return;
    }
  }

  /// A quotation that an earlier sentence opened, or a sentence that is all quotation.
  void open_quote() {
    std::size_t quotes = 0;
    for (std::size_t at = s_.begin; at < s_.tokens.size(); ++at)
      quotes += token(at).is("\"") ? 1U : 0U;
    const bool starts = s_.begin < s_.tokens.size() && token(s_.begin).is("\"");
    const bool attributed =
        std::any_of(c_.attributions.begin(), c_.attributions.end(),
                    [](const Attribution& one) { return one.speaker.has_value(); });
    if ((c_.memory.quote_open || starts) && !attributed && c_.memory.speaker) {
      Attribution one;
      one.begin = s_.begin;
      one.end = s_.tokens.size();
      one.speaker = c_.memory.speaker;
      c_.attributions.push_back(std::move(one));
    }
    if (quotes % 2 == 1) c_.memory.quote_open = !c_.memory.quote_open;
  }

  Context& c_;
  const Sentence& s_;
};

}  // namespace

void find_attributions(Context& context) {
  Finder(context).run();
}

const Attribution* attribution_at(const Context& context, std::size_t token) {
  const Attribution* best = nullptr;
  for (const Attribution& one : context.attributions) {
    if (token < one.begin || token >= one.end) continue;
    if (best == nullptr || one.end - one.begin <= best->end - best->begin) best = &one;
  }
  return best;
}

}  // namespace servanda
