#include "servanda/reader/attribution.h"

#include <algorithm>
#include <array>

namespace servanda {
namespace {

constexpr std::array<std::string_view, 50> kSaying{
    "said",      "says",       "say",        "told",       "tells",     "stated",       "states",
    "stressed",  "stresses",   "noted",      "notes",      "added",     "adds",         "announced",
    "announces", "announcing", "reported",   "reports",    "claimed",   "claims",       "confirmed",
    "confirms",  "explained",  "warned",     "warns",      "argued",    "argues",       "insisted",
    "insists",   "suggested",  "suggests",   "suggest",    "indicated", "acknowledged", "admitted",
    "declared",  "declares",   "predicted",  "believes",   "believe",   "described",    "recalled",
    "remarked",  "saying",     "emphasised", "emphasized", "wrote",     "revealed",     "denied",
    "denies"};

constexpr std::array<std::string_view, 8> kGroups{"analysts",   "experts",   "observers",
                                                  "critics",    "diplomats", "officials",
                                                  "supporters", "lawyers"};

bool is_agency(const Name& name) {
  return name.actor_kind == "agency" || name.actor_kind == "outlet";
}

class AttributionFinder {
 public:
  AttributionFinder(const SentenceView& view, const std::string& document,
                    std::optional<Actor>& last)
      : view_(view), document_(document), last_(last) {
    found_.content_begin = view.first_token;
    found_.content_end = view.tokens().size();
  }

  Attribution run() {
    take_headline();
    take_according_to();
    for (std::size_t i = view_.first_token; i < view_.tokens().size(); ++i) {
      if (view_.in_treaty(i) || !is_reporting_verb(view_.lower(i))) continue;
      // "as reported", "said to be": no verb of its own.
      if (view_.lower(i + 1) == "to" && view_.lower(i + 2) == "be") continue;
      if (take_verb(i)) break;
    }
    if (found_.speaker && !found_.speaker->name.empty()) last_ = found_.speaker;
    return std::move(found_);
  }

 private:
  void give(const Name& name) {
    if (is_agency(name)) {
      found_.via.push_back(actor_of(name));
    } else {
      found_.speaker = actor_of(name);
      if (name.kind == NameKind::state || name.kind == NameKind::seat) {
        found_.speaker->kind = ActorKind::government;
      }
    }
  }

  /// "… — Kremlin", "Putin: …"
  void take_headline() {
    if (!view_.headline) return;
    for (std::size_t i = view_.tokens().size(); i-- > 1;) {
      const std::string_view word = view_.lower(i);
      const bool dash = word == "—" || word == "–" || (word == "-" && i > 2);
      if (!dash) continue;
      if (view_.tokens().size() - i > 7) break;
      found_.content_end = i;
      for (const Name& name : view_.names) {
        if (name.begin > i) {
          give(name);
          return;
        }
      }
      found_.speaker = Actor{view_.text(document_, i + 1, view_.tokens().size())};
      return;
    }
    for (std::size_t i = 1; i < std::min<std::size_t>(5, view_.tokens().size()); ++i) {
      if (view_.lower(i) != ":") continue;
      const Name* name = view_.name_at(i - 1);
      if (name == nullptr) return;
      give(*name);
      found_.content_begin = i + 1;
      return;
    }
  }

  void take_according_to() {
    const auto at = view_.find("according to", view_.first_token);
    if (!at) return;
    for (const Name& name : view_.names) {
      if (name.begin < *at + 2) continue;
      if (name.begin > *at + 5) break;
      // "according to the lower house's electronic database": the carrier is a thing of the house.
      if (view_.lower(name.end) == "'s" || name.kind == NameKind::people) break;
      give(name);
      return;
    }
    const std::size_t end = std::min(*at + 9, view_.tokens().size());
    std::size_t stop = *at + 2;
    while (stop < end && !view_.tokens()[stop].punctuation && view_.lower(stop) != "released")
      ++stop;
    std::size_t begin = *at + 2;
    if (view_.lower(begin) == "a" || view_.lower(begin) == "an" || view_.lower(begin) == "the")
      ++begin;
    if (begin < stop) {
      Actor carrier{view_.text(document_, begin, stop)};
      carrier.kind = ActorKind::document;
      found_.via.push_back(std::move(carrier));
    }
  }

  bool take_verb(std::size_t verb) {
    const std::string_view before = verb > 0 ? view_.lower(verb - 1) : std::string_view();
    if (view_.lower(verb) == "denied" || view_.lower(verb) == "denies") found_.denies = true;
    // "he said", "she added": whoever spoke last.
    if (before == "he" || before == "she" || before == "they") {
      if (!found_.speaker && last_) found_.speaker = last_;
      return true;
    }
    const Name* best = nullptr;
    for (const Name& name : view_.names) {
      if (name.kind == NameKind::people || view_.in_treaty(name.begin)) continue;
      if (name.end <= verb && verb - name.end <= 9 && !behind_preposition(name)) best = &name;
    }
    if (best == nullptr) {
      // ", said Tatiana Mitrova of Columbia University"
      for (const Name& name : view_.names) {
        if (name.begin == verb + 1 || (name.begin == verb + 2 && view_.lower(verb + 1) == "the"))
          best = &name;
      }
    }
    if (best != nullptr) {
      const bool subject = best->begin > verb || !verb_between(best->end, verb);
      if (!subject) return false;
      give(*best);
      if (best->end <= verb && view_.lower(verb + 1) == "that") found_.content_begin = verb + 2;
      return true;
    }
    for (std::size_t i = verb > 4 ? verb - 4 : 0; i < verb; ++i) {
      const auto* group = std::find(kGroups.begin(), kGroups.end(), view_.lower(i));
      if (group == kGroups.end()) continue;
      Actor actor{view_.text(
          document_,
          i > 0 && view_.tokens()[i - 1].capital && i > view_.first_token + 1 ? i - 1 : i, i + 1)};
      if (*group == "analysts" || *group == "experts") actor.kind = ActorKind::analyst;
      found_.speaker = std::move(actor);
      return true;
    }
    return false;
  }

  bool behind_preposition(const Name& name) const {
    if (name.begin == 0) return false;
    const std::string_view word = view_.lower(name.begin - 1);
    return word == "to" || word == "of" || word == "in" || word == "with" || word == "by" ||
           word == "from" || word == "at";
  }

  /// A comma opens and closes an apposition; another finite verb means another subject.
  bool verb_between(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i) {
      const std::string_view word = view_.lower(i);
      if (word == "and" || word == "is" || word == "was" || word == "has" || word == "have" ||
          word == "will")
        return true;
      if (is_reporting_verb(word)) return true;
    }
    return false;
  }

  const SentenceView& view_;
  const std::string& document_;
  std::optional<Actor>& last_;
  Attribution found_;
};

}  // namespace

bool is_reporting_verb(std::string_view word) {
  return std::find(kSaying.begin(), kSaying.end(), word) != kSaying.end();
}

Attribution attribution_of(const SentenceView& view, const std::string& document,
                           std::optional<Actor>& last_speaker) {
  return AttributionFinder(view, document, last_speaker).run();
}

}  // namespace servanda
