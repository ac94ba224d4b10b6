// Sanctions and the like, as they are told: which measure, by whom, on whom, how surely; and ways
// round them, in the words of the text. Recorded, never advised on.
#include <algorithm>
#include <array>

#include "servanda/reader/context.h"

namespace servanda {
namespace {

constexpr auto kMeasures =
    std::to_array<std::string_view>({"sanctions", "sanction", "embargo", "embargoes", "blacklist"});
/// Two words, the second of which is the measure.
struct Pair {
  std::string_view first, second;
};
constexpr auto kPairs = std::to_array<Pair>({{"asset", "freeze"},
                                             {"assets", "freeze"},
                                             {"asset", "freezes"},
                                             {"travel", "ban"},
                                             {"travel", "bans"},
                                             {"export", "controls"},
                                             {"export", "restrictions"},
                                             {"price", "cap"}});
constexpr auto kImposing = std::to_array<std::string_view>(
    {"impose", "slap", "introduce", "tighten", "extend", "renew", "expand", "announce", "adopt",
     "approve", "reimpose", "place", "put", "unveil", "level", "apply", "maintain", "keep"});
constexpr auto kLifting = std::to_array<std::string_view>(
    {"lift", "ease", "remove", "waive", "drop", "relax", "end", "suspend", "loosen"});
constexpr auto kAsking = std::to_array<std::string_view>(
    {"urge", "demand", "seek", "want", "call", "propose", "request"});
constexpr auto kWeighing = std::to_array<std::string_view>(
    {"threaten", "consider", "mull", "weigh", "discuss", "study", "expect", "fear", "risk"});

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class MeasureReader {
 public:
  explicit MeasureReader(Context& context) : c_(context), s_(context.sentence) {}

  void run() {
    for (std::size_t at = s_.begin; at < s_.tokens.size(); ++at) {
      if (!is_measure(at)) continue;
      tell(at);
      return;  // one note a sentence: its words hold the others
    }
  }

 private:
  const Token& token(std::size_t at) const { return s_.tokens[at]; }

  bool is_measure(std::size_t at) const {
    if (is_one_of(kMeasures, token(at).lower))
      return !s_.words[at]->verb() || !token(at).is("sanction");
    return at > s_.begin && std::any_of(kPairs.begin(), kPairs.end(), [&](const Pair& pair) {
             return token(at - 1).is(pair.first) && token(at).is(pair.second);
           });
  }

  /// The verb that the measure hangs on: the last one before it in its clause, or what is said of
  /// it when it is the subject.
  std::optional<std::size_t> verb_of(std::size_t measure, bool& subject) const {
    subject = false;
    std::optional<std::size_t> before;
    const std::vector<Group>& groups = c_.groups.groups;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (groups[i].end <= measure) {
        before = i;
        continue;
      }
      if (groups[i].passive && groups[i].begin - measure < 4 && groups[i].begin > measure) {
        subject = true;
        return i;
      }
      break;
    }
    if (before) {
      for (std::size_t at = groups[*before].end; at < measure; ++at) {
        if (token(at).is(";") || token(at).is(",")) return std::nullopt;
      }
    }
    return before;
  }

  const Phrase* actor_before(std::size_t at) const {
    const Phrase* found = nullptr;
    for (const Phrase& phrase : s_.phrases) {
      if (phrase.kind != PhraseKind::actor || phrase.actors.empty()) continue;
      if (phrase.end <= at && at - phrase.end <= 2) found = &phrase;
    }
    return found;
  }

  void whom(std::size_t from, std::vector<Actor>& actors) const {
    for (const Phrase& phrase : s_.phrases) {
      if (phrase.kind != PhraseKind::actor || phrase.begin < from) continue;
      if (phrase.preposition != "on" && phrase.preposition != "against") continue;
      for (const Actor& actor : phrase.actors) {
        if (std::find(actors.begin(), actors.end(), actor) == actors.end()) actors.push_back(actor);
      }
    }
  }

  void tell(std::size_t measure) {
    std::size_t end = s_.tokens.size();
    while (end > s_.begin && token(end - 1).kind == TokenKind::mark) --end;
    EventFact event;
    event.type = "SANCTION";
    event.what = s_.words_of(s_.begin, end);
    Stance stance = Stance::asserted;
    bool subject = false;
    const std::optional<std::size_t> verb = verb_of(measure, subject);
    bool lifts = false;
    if (verb) {
      const Group& group = c_.groups.groups[*verb];
      const Standing standing = standing_of(s_, c_.groups, *verb, c_.headline);
      if (standing.hidden) return;
      stance = standing.stance;
      lifts = is_one_of(kLifting, group.lemma);
      if (stance == Stance::asserted && is_one_of(kAsking, group.lemma) && !subject)
        stance = Stance::demanded;
      if (stance == Stance::asserted && is_one_of(kWeighing, group.lemma) && !subject)
        stance = Stance::possible;
      const bool done_by = lifts || is_one_of(kImposing, group.lemma);
      if (done_by && !subject) {
        if (const std::optional<std::size_t> who = find_subject(s_, c_.groups, *verb)) {
          const Phrase& phrase = s_.phrases[*who];
          if (phrase.kind == PhraseKind::actor && !phrase.place) event.by = phrase.actors;
        }
      }
      if (group.lemma == "face" && !subject) {
        if (const std::optional<std::size_t> who = find_subject(s_, c_.groups, *verb);
            who && s_.phrases[*who].kind == PhraseKind::actor) {
          event.whom = s_.phrases[*who].actors;
        }
      }
    }
    if (measure > s_.begin && token(measure - 1).is("no") && stance == Stance::asserted)
      stance = Stance::negated;
    if (event.by.empty()) {
      // "Western sanctions", "the EU's sanctions", "sanctions imposed by Washington"
      if (const Phrase* owner = actor_before(measure);
          owner != nullptr && (owner->adjective || owner->genitive)) {
        event.by = owner->actors;
      } else if (measure > s_.begin && token(measure - 1).is("western")) {
        event.by = {Actor{"Western states"}};
      } else {
        for (const Phrase& phrase : s_.phrases) {
          if (phrase.kind == PhraseKind::actor && phrase.begin > measure &&
              phrase.preposition == "by") {
            event.by = phrase.actors;
          }
        }
      }
    }
    if (event.whom.empty()) whom(measure, event.whom);
    // PLOVER has an event of its own for what is taken back.
    if (lifts) event.type = "CONCEDE";
    add_statement(c_, event, stance, s_.begin, end, measure);
  }

  Context& c_;
  const Sentence& s_;
};

}  // namespace

void read_measures(Context& context) {
  MeasureReader(context).run();
}

}  // namespace servanda
