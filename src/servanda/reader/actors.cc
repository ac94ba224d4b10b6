// Who is named: persons with their offices, institutions, states, seats of power, outlets.
#include <algorithm>
#include <array>
#include <ranges>

#include "servanda/language/names.h"
#include "servanda/reader/phrases.h"

namespace servanda {
namespace {

std::optional<ActorKind> kind_of_actor(std::string_view word) {
  return find_actor_kind(word);
}

/// Words that stand before an office without changing whose it is.
bool is_title_modifier(const Token& token) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"former",    "then",       "visiting",  "acting",  "deputy",      "senior",
       "top",       "new",        "outgoing",  "late",    "ex",          "first",
       "vice",      "chief",      "unnamed",   "current", "independent", "western",
       "state-run", "opposition", "prominent", "leading"});
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return token.is(word); });
}

bool is_particle(const Token& token) {
  static constexpr auto kWords =
      std::to_array<std::string_view>({"von", "van", "der", "den", "de", "da", "al", "bin", "ibn",
                                       "el", "du", "la", "le", "dos", "di", "ten", "ul"});
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return token.is(word); });
}

bool is_honorific(const Token& token) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"mr", "mrs", "ms", "sir", "dame", "lord", "dr", "shri", "smt"});
  return token.capital && std::any_of(kWords.begin(), kWords.end(),
                                      [&](std::string_view word) { return token.is(word); });
}

class Finder {
 public:
  Finder(const Sentence& sentence, const Memory& memory)
      : s_(sentence), tokens_(sentence.tokens), memory_(memory) {}

  std::optional<ActorSpan> find(std::size_t at) {
    std::size_t next = at;
    // "that Armenia amend": no article.
    if (tokens_[at].is("that") || tokens_[at].is("both") || tokens_[at].is("neither"))
      return std::nullopt;
    if (next < tokens_.size() && info(next).is(kDeterminer) && !gazetteer_at(next)) {
      article_ = tokens_[next].lower;
      ++next;
    }
    if (next >= tokens_.size() || tokens_[next].kind != TokenKind::word) return std::nullopt;
    std::size_t start = next;
    while (next < tokens_.size() && is_title_modifier(tokens_[next]) && !tokens_[next].capital &&
           next - start < 3) {
      ++next;
    }
    while (next < tokens_.size() && is_honorific(tokens_[next])) {
      ++next;
      if (next < tokens_.size() && tokens_[next].is(".")) ++next;
    }
    if (next >= tokens_.size()) return std::nullopt;
    std::optional<ActorSpan> found = core(next);
    if (!found && next > start) {
      next = start;
      found = core(next);
    }
    if (found) found->phrase.begin = at;
    return found;
  }

 private:
  const WordInfo& info(std::size_t at) const { return *s_.words[at]; }
  std::optional<NameMatch> gazetteer_at(std::size_t at) const {
    if (at >= tokens_.size() || tokens_[at].kind != TokenKind::word) return std::nullopt;
    return gazetteer().match(tokens_, at);
  }

  /// Sets state or organisation from a name of the gazetteer.
  static void belong(Actor& actor, const NameEntry& entry) {
    if (entry.code.empty()) return;
    if (entry.kind == NameKind::organisation || entry.of_organisation ||
        gazetteer().is_organisation(entry.code)) {
      actor.org = entry.code;
    } else {
      actor.state = entry.code;
    }
  }

  static bool is_kingdom(std::string_view state) {
    static constexpr auto kKingdoms =
        std::to_array<std::string_view>({"BEL", "BHR", "BTN", "DNK", "ESP", "GBR", "JOR", "KHM",
                                         "LSO", "MAR", "NLD", "NOR", "SWE", "SWZ", "THA", "TON"});
    return std::find(kKingdoms.begin(), kKingdoms.end(), state) != kKingdoms.end();
  }

  std::optional<ActorSpan> core(std::size_t at) {
    const std::optional<NameMatch> match = gazetteer_at(at);
    if (!match) return person(at);
    const NameEntry& entry = *match->entry;
    // A person named like a place ("Jordan", "Chad") is told by the capital that follows.
    if (entry.kind == NameKind::role) return office(at, match->end, entry, Actor{});
    Actor owner;
    belong(owner, entry);
    if (match->end == at + 1 && tokens_[at].is("kingdom") && is_kingdom(memory_.home))
      owner.state = memory_.home;  // "the Kingdom" of a text from Rabat
    std::size_t next = match->end;
    const bool genitive = next < tokens_.size() && tokens_[next].is("'s");
    if (genitive) ++next;
    if (std::optional<ActorSpan> held = held_by(at, next, entry, owner, genitive)) return held;
    if (entry.kind == NameKind::capital && !genitive && next < tokens_.size() &&
        tokens_[next].capital && !tokens_[next].joined && tokens_[next].kind == TokenKind::word &&
        !gazetteer_at(next) && !memory_.headline && month_number(tokens_[next].lower) == 0 &&
        !tokens_[next].lower.ends_with("day") && !info(next).is(kFunctionWord)) {
      return person(at);  // "the Minsk Group" is no government
    }
    if (std::optional<ActorSpan> named = named_of_state(at, next, entry, owner, genitive))
      return named;
    ActorSpan span;
    span.end = match->end;
    Phrase& phrase = span.phrase;
    Actor actor = owner;
    switch (entry.kind) {
      case NameKind::state:
        actor.name = entry.name;
        actor.kind = ActorKind::state;
        phrase.place_name = entry.name;
        break;
      case NameKind::adjective:
        return adjective(at, match->end, entry, owner);
      case NameKind::capital:
        actor.name = gazetteer().state_name(entry.code);
        actor.kind = ActorKind::government;
        phrase.place_name = s_.words_of(at, match->end);
        break;
      case NameKind::seat:
        actor.kind = ActorKind::government;
        if (!actor.org.empty()) {
          actor.name = gazetteer().organisation_name(entry.code);
          actor.kind = ActorKind::organisation;
        } else {
          actor.name = entry.detail;
        }
        phrase.place_name = s_.words_of(at, match->end);
        break;
      case NameKind::entity:
      case NameKind::entity_adjective:
        actor.name = entry.name;
        phrase.place_name = entry.name;
        break;
      case NameKind::organisation:
        actor.name = entry.name;
        actor.kind = ActorKind::organisation;
        break;
      case NameKind::institution:
        return institution(at, match->end, entry, Actor{});
      case NameKind::outlet:
        actor.name = entry.name;
        actor.kind = kind_of_actor(entry.detail);
        actor.state.clear();
        if (actor.kind != ActorKind::agency) actor.kind = ActorKind::outlet;
        // "IRNA news agency", "TASS correspondents"
        while (span.end < tokens_.size() &&
               (tokens_[span.end].is("news") || tokens_[span.end].is("agency"))) {
          ++span.end;
        }
        break;
      case NameKind::role:
        break;
    }
    if (genitive) {
      phrase.genitive = true;
      span.end = match->end + 1;
    }
    phrase.actors = {actor};
    return span;
  }

  /// "Russian Maritime Board", "Belgium's Wallonia", "Austria's Kurz": a name of that state.
  std::optional<ActorSpan> named_of_state(std::size_t at, std::size_t next, const NameEntry& entry,
                                          const Actor& owner, bool genitive) {
    const bool owns =
        (entry.kind == NameKind::state && genitive) || entry.kind == NameKind::adjective;
    if (!owns || owner.state.empty() || next >= tokens_.size() || !tokens_[next].space ||
        !tokens_[next].capital)
      return std::nullopt;
    if (tokens_[next].kind != TokenKind::word || info(next).is(kFunctionWord) || gazetteer_at(next))
      return std::nullopt;
    const std::size_t end = person_end(next);
    if (end == next || month_number(tokens_[next].lower) != 0) return std::nullopt;
    ActorSpan span;
    span.end = end;
    Actor actor = owner;
    actor.name = genitive ? full_name(next, end) : full_name(at, end);
    if (genitive) inherit(actor);
    if (span.end < tokens_.size() && tokens_[span.end].is("'s")) {
      span.phrase.genitive = true;
      ++span.end;
    }
    span.phrase.actors = {actor};
    return span;
  }

  /// "Iranian President …", "Russia's upper house", "Kremlin spokesman", "Duma Speaker …".
  std::optional<ActorSpan> held_by(std::size_t at, std::size_t next, const NameEntry& entry,
                                   const Actor& owner, bool genitive) {
    const bool may_own = entry.kind == NameKind::state || entry.kind == NameKind::adjective ||
                         entry.kind == NameKind::capital || entry.kind == NameKind::organisation ||
                         entry.kind == NameKind::seat || entry.kind == NameKind::entity ||
                         entry.kind == NameKind::entity_adjective ||
                         entry.kind == NameKind::outlet || (entry.kind == NameKind::institution);
    if (!may_own) return std::nullopt;
    std::size_t office_at = next;
    // Up to three plain words may stand between: "Kyrgyz security chief", "Russian state-run TASS".
    for (std::size_t skipped = 0; skipped <= 3 && office_at < tokens_.size();
         ++skipped, ++office_at) {
      const std::optional<NameMatch> match = gazetteer_at(office_at);
      if (match && match->entry->kind == NameKind::role) {
        // "Russia leaders"? A state's bare name owns an office directly or through the genitive.
        if (entry.kind == NameKind::state && !genitive && skipped > 0) return std::nullopt;
        std::string role_prefix;
        if (entry.kind == NameKind::institution || entry.kind == NameKind::seat) {
          role_prefix = s_.words_of(at, genitive ? next - 1 : next);
        }
        Actor holder = owner;
        if (entry.kind == NameKind::institution && entry.code.empty()) place_at_home(holder);
        if (entry.kind == NameKind::outlet) holder = Actor{};
        return office(at, match->end, *match->entry, holder, role_prefix, office_at);
      }
      if (match && match->entry->kind == NameKind::institution &&
          (match->entry->code.empty() || match->entry->code == entry.code)) {
        if (entry.kind == NameKind::institution) return std::nullopt;
        return institution(at, match->end, *match->entry, owner);
      }
      if (match && match->entry->kind == NameKind::outlet && entry.kind != NameKind::institution) {
        return find_outlet(at, office_at);
      }
      if (match) return std::nullopt;
      const WordInfo& word = info(office_at);
      if (tokens_[office_at].kind != TokenKind::word || tokens_[office_at].capital ||
          word.is(kFunctionWord) || (word.verb() && !word.nounish && !word.is(kAdjective))) {
        if (!(tokens_[office_at].capital && !word.is(kFunctionWord) && skipped < 2 && genitive)) {
          return std::nullopt;
        }
      }
    }
    return std::nullopt;
  }

  std::optional<ActorSpan> find_outlet(std::size_t at, std::size_t outlet_at) {
    std::optional<ActorSpan> span = core(outlet_at);
    if (span) span->phrase.begin = at;
    return span;
  }

  void place_at_home(Actor& actor) const {
    if (actor.state.empty() && actor.org.empty()) actor.state = memory_.home;
  }

  std::optional<ActorSpan> institution(std::size_t at, std::size_t end, const NameEntry& entry,
                                       const Actor& owner) {
    ActorSpan span;
    span.end = end;
    Actor actor;
    actor.kind = kind_of_actor(entry.detail);
    if (!entry.code.empty()) {
      belong(actor, entry);
      actor.name = entry.name;
    } else {
      actor.state = owner.state;
      actor.org = owner.org;
      std::size_t next = end;
      // "parliament in Helsinki", "the parliament of Mali", "embassy in Tokyo" (that is a place).
      if (actor.state.empty() && next + 1 < tokens_.size() &&
          (tokens_[next].is("in") || tokens_[next].is("of")) && !tokens_[at].is("embassy")) {
        std::size_t name = next + 1;
        if (info(name).is(kDeterminer)) ++name;
        const std::optional<NameMatch> match = gazetteer_at(name);
        if (match &&
            (match->entry->kind == NameKind::state || match->entry->kind == NameKind::capital)) {
          actor.state = match->entry->code;
          span.end = match->end;
        }
      }
      if (actor.state.empty() && actor.org.empty()) {
        actor.state = context_state();
      }
      resolve_chamber(actor, entry);
    }
    Phrase& phrase = span.phrase;
    if (span.end < tokens_.size() && tokens_[span.end].is("'s")) {
      // "the council's spokesman Hadi Tahan Nazif"
      std::size_t next = span.end + 1;
      const std::optional<NameMatch> match = gazetteer_at(next);
      if (match && match->entry->kind == NameKind::role) {
        return office(at, match->end, *match->entry, actor, actor.name, next);
      }
      phrase.genitive = true;
      ++span.end;
    } else if (const std::optional<NameMatch> match = gazetteer_at(span.end);
               match && match->entry->kind == NameKind::role) {
      return office(at, match->end, *match->entry, actor, std::string(s_.words_of(at, end)),
                    span.end);
    }
    phrase.actors = {actor};
    return span;
  }

  /// Bare "Senate", "National Assembly", "parliament": of the state that the text is about.
  std::string context_state() const {
    // "The U.S. signed it, but the Senate …": the state that was named before in the sentence.
    std::string nearest;
    for (const Phrase& phrase : std::views::reverse(s_.phrases)) {
      if (phrase.kind != PhraseKind::actor || phrase.place) continue;
      for (const Actor& actor : phrase.actors) {
        if (!actor.state.empty() && actor.state == memory_.home) return memory_.home;
        if (nearest.empty()) nearest = actor.state;
      }
    }
    if (!nearest.empty()) return nearest;
    return memory_.home;
  }

  /// The known chamber of a state: "Russia's upper house" is the Federation Council.
  static void resolve_chamber(Actor& actor, const NameEntry& entry) {
    struct Chamber {
      std::string_view state, house, name;
    };
    static constexpr std::array kChambers = {
        Chamber{"RUS", "upper house", "Federation Council"},
        Chamber{"RUS", "lower house", "State Duma"},
        Chamber{"RUS", "lawmakers", "State Duma"},
        Chamber{"USA", "upper house", "US Senate"},
        Chamber{"USA", "Senate", "US Senate"},
        Chamber{"USA", "lower house", "US House of Representatives"},
        Chamber{"USA", "House of Representatives", "US House of Representatives"},
        Chamber{"GBR", "upper house", "House of Lords"},
        Chamber{"GBR", "lower house", "House of Commons"},
        Chamber{"JPN", "upper house", "House of Councillors"},
        Chamber{"JPN", "lower house", "House of Representatives"},
        Chamber{"FRA", "upper house", "French Senate"},
        Chamber{"FRA", "lower house", "National Assembly"},
        Chamber{"DEU", "upper house", "Bundesrat"},
        Chamber{"DEU", "lower house", "Bundestag"},
        Chamber{"POL", "upper house", "Polish Senate"},
        Chamber{"POL", "lower house", "Sejm"},
        Chamber{"IRN", "parliament", "Iranian parliament"},
        Chamber{"GBR", "parliament", "UK Parliament"},
        Chamber{"USA", "Congress", "US Congress"},
        Chamber{"GBR", "government", "UK government"},
        Chamber{"BLR", "upper house", "Council of the Republic"},
        Chamber{"IND", "upper house", "Rajya Sabha"},
        Chamber{"IND", "lower house", "Lok Sabha"},
    };
    for (const Chamber& one : kChambers) {
      if (actor.state == one.state && entry.name == one.house) {
        actor.name = one.name;
        return;
      }
    }
    const std::string_view adjective = gazetteer().adjective(actor.state);
    if (!adjective.empty()) {
      actor.name = std::string(adjective) + " " + entry.name;
    } else if (!actor.org.empty()) {
      actor.name = actor.org + " " + entry.name;
    } else {
      actor.name = entry.name;
    }
  }

  /// "Russian", "Russians", "the Iranian side".
  std::optional<ActorSpan> adjective(std::size_t at, std::size_t end, const NameEntry& entry,
                                     const Actor& owner) {
    ActorSpan span;
    span.end = end;
    Actor actor = owner;
    actor.name = gazetteer().state_name(entry.code);
    actor.kind = ActorKind::government;
    static constexpr auto kSides =
        std::to_array<std::string_view>({"side", "authorities", "leadership", "delegation",
                                         "capital", "people", "leaders", "counterpart"});
    if (end < tokens_.size()) {
      for (const std::string_view side : kSides) {
        if (!tokens_[end].is(side)) continue;
        ++span.end;
        if (tokens_[end].is("capital")) span.phrase.place_name = capital_name(entry.code);
        span.phrase.actors = {actor};
        return span;
      }
    }
    const bool people =
        tokens_[end - 1].lower.ends_with('s') && !tokens_[end - 1].lower.ends_with("ss");
    span.phrase.adjective = !people;
    span.phrase.actors = {actor};
    (void)at;
    return span;
  }

  static std::string capital_name(std::string_view) { return {}; }

  /// Reads an office that begins at `role_at` (the phrase at `at`), and the names behind it.
  std::optional<ActorSpan> office(std::size_t at, std::size_t end, const NameEntry& entry,
                                  Actor owner, const std::string& prefix = {},
                                  std::optional<std::size_t> role_at = std::nullopt) {
    ActorSpan span;
    // "the official portal", "a chief aim": an adjective before a plain noun.
    const bool adjective = entry.name == "official" || entry.name == "general" ||
                           entry.name == "chief" || entry.name == "head" ||
                           entry.name == "representative" || entry.name == "expert";
    if (adjective && end < tokens_.size() && tokens_[end].kind == TokenKind::word &&
        !tokens_[end].capital && !info(end).is(kFunctionWord | kAdverb) && !info(end).verb() &&
        !gazetteer_at(end)) {
      return std::nullopt;
    }
    Actor actor = std::move(owner);
    actor.kind = kind_of_actor(entry.detail);
    actor.role = entry.name;
    if (entry.name == "colleague" || entry.name == "counterpart") {
      actor.role.clear();  // "his Russian colleague Sergei Lavrov": what he is, his name tells
      actor.kind.reset();
    }
    if (!prefix.empty() && !actor.role.starts_with(prefix)) actor.role = prefix + " " + actor.role;
    const std::size_t role_begin = role_at.value_or(at);
    const bool plural = tokens_[end - 1].lower.ends_with('s') &&
                        !tokens_[end - 1].lower.ends_with("ss") && !tokens_[end - 1].is("affairs");
    std::size_t next = end;
    // A second office of the same person: "Commerce and Industry Minister", "Russian President and
    // …" no.
    if (const std::optional<NameMatch> more = gazetteer_at(next);
        more && more->entry->kind == NameKind::role && tokens_[next].space) {
      actor.role += " " + more->entry->name;
      actor.kind = kind_of_actor(more->entry->detail);
      next = more->end;
    }
    std::vector<Actor> several;
    next = belongs_to(next, actor, several);
    if (next < tokens_.size() && tokens_[next].is("'s")) {
      span.end = next + 1;
      span.phrase.genitive = true;
      finish_unnamed(actor, role_begin, next, at);
      span.phrase.actors = {actor};
      return span;
    }
    std::size_t name_at = next;
    bool comma = false;
    if (name_at + 1 < tokens_.size() && tokens_[name_at].is(",") && tokens_[name_at + 1].capital &&
        !gazetteer_at(name_at + 1)) {
      ++name_at;
      comma = true;
    }
    while (name_at < tokens_.size() && is_honorific(tokens_[name_at])) ++name_at;
    std::size_t name_end = person_end(name_at);
    if (name_end > name_at && !(comma && !closes_apposition(name_end))) {
      Actor named = actor;
      named.name = full_name(name_at, name_end);
      several_ = plural && name_end + 1 < tokens_.size() && tokens_[name_end].is("and") &&
                 person_end(name_end + 1) > name_end + 1;
      inherit(named);
      several.clear();
      several.push_back(named);
      {
        // "Presidents Vladimir Putin and Xi Jinping"
        std::size_t more = name_end;
        while (plural && more + 1 < tokens_.size() &&
               (tokens_[more].is("and") || tokens_[more].is(","))) {
          const std::size_t start =
              tokens_[more].is(",") && tokens_[more + 1].is("and") ? more + 2 : more + 1;
          const std::size_t stop = person_end(start);
          if (stop == start) break;
          Actor other = actor;
          other.name = full_name(start, stop);
          other.state.clear();
          inherit(other);
          several.push_back(other);
          more = stop;
        }
        name_end = more;
      }
      span.end = name_end;
      if (comma && span.end < tokens_.size() && tokens_[span.end].is(",")) ++span.end;
      span.phrase.actors = several;
      span.phrase.person = true;
      if (several.size() == 1 && span.end < tokens_.size() && tokens_[span.end].is("'s")) {
        span.phrase.genitive = true;
        ++span.end;
      }
      return span;
    }
    span.end = next;
    if (!actor.kind && actor.role.empty() && !actor.state.empty()) {
      // "his Ugandan counterpart", not named: he acts for his state.
      actor.name = gazetteer().state_name(actor.state);
      actor.kind = ActorKind::government;
      span.phrase.actors = {actor};
      return span;
    }
    if (!several.empty()) {
      span.phrase.actors = several;
      span.phrase.person = true;
      return span;
    }
    if (plural && entry.kind == NameKind::role &&
        (entry.name == "leaders" || entry.name == "ministers" ||
         actor.kind == ActorKind::head_of_state)) {
      actor.name = s_.words_of(at, next);
    }
    finish_unnamed(actor, role_begin, next, at);
    span.phrase.actors = {actor};
    span.phrase.person = true;
    return span;
  }

  /// The name ends the apposition: ", Shavkat Mirziyoyev," or the end of the clause.
  bool closes_apposition(std::size_t end) const {
    return end >= tokens_.size() || tokens_[end].kind == TokenKind::mark;
  }

  /// "of the Republic of Belarus", "to Moscow", "of Argentina, Brazil and Uruguay".
  std::size_t belongs_to(std::size_t at, Actor& actor, std::vector<Actor>& several) {
    if (at + 1 >= tokens_.size()) return at;
    const bool of = tokens_[at].is("of");
    const bool to =
        (tokens_[at].is("to") || tokens_[at].is("in")) && actor.kind == ActorKind::ambassador;
    const bool for_ = tokens_[at].is("for");
    if (!of && !to && !for_) return at;
    std::size_t name = at + 1;
    if (name < tokens_.size() && info(name).is(kDeterminer) && !gazetteer_at(name)) ++name;
    const std::optional<NameMatch> match = gazetteer_at(name);
    if (!match) return of_company(at, name, actor);
    const NameEntry& entry = *match->entry;
    if (to) {
      if (entry.kind == NameKind::state || entry.kind == NameKind::capital ||
          entry.kind == NameKind::organisation) {
        const std::string_view host = entry.kind == NameKind::organisation
                                          ? std::string_view(entry.name)
                                          : gazetteer().state_name(entry.code);
        actor.role += " to " + std::string(host);
        return match->end;
      }
      return at;
    }
    if (entry.kind != NameKind::state && entry.kind != NameKind::organisation &&
        entry.kind != NameKind::capital && entry.kind != NameKind::institution &&
        entry.kind != NameKind::entity && entry.kind != NameKind::role) {
      return at;
    }
    if (for_) {
      if (entry.kind == NameKind::role && match->entry->name == "secretary-general") {
        const std::size_t stop = person_end(match->end);
        actor.role += " for Secretary-General";
        if (actor.org.empty()) actor.org = "UN";
        return stop;
      }
      return at;
    }
    belong(actor, entry);
    if (entry.kind == NameKind::entity) actor.state.clear();
    std::size_t end = match->end;
    // "foreign ministers of Armenia and Azerbaijan": one actor for each.
    std::size_t next = end;
    std::vector<const NameEntry*> states = {&entry};
    while (next + 1 < tokens_.size() && (tokens_[next].is(",") || tokens_[next].is("and"))) {
      const std::size_t start =
          tokens_[next].is(",") && tokens_[next + 1].is("and") ? next + 2 : next + 1;
      const std::optional<NameMatch> more = gazetteer_at(start);
      if (!more || more->entry->kind != NameKind::state) break;
      states.push_back(more->entry);
      next = more->end;
    }
    if (states.size() > 1) {
      for (const NameEntry* state : states) {
        Actor one = actor;
        one.state = state->code;
        one.org.clear();
        if (one.role.ends_with('s') && one.role != "official representative") one.role.pop_back();
        name_by_office(one);
        several.push_back(one);
      }
      return next;
    }
    return end;
  }

  /// "Nikita Smagin of the Carnegie Center" is read elsewhere; "head of Rosatom" here.
  std::size_t of_company(std::size_t at, std::size_t name, const Actor&) const {
    if (!tokens_[at].is("of") || name >= tokens_.size() || !tokens_[name].capital) return at;
    std::size_t end = name;
    while (end < tokens_.size() && tokens_[end].capital && !info(end).is(kFunctionWord)) ++end;
    return end;
  }

  void name_by_office(Actor& actor) const {
    if (!memory_.day || actor.role.empty()) return;
    const std::string& code = actor.state.empty() ? actor.org : actor.state;
    if (const Actor* known = memory_.find_role(actor.state, actor.role)) {
      actor.name = known->name;
    } else if (const Holder* holder = gazetteer().in_office(code, actor.role, *memory_.day)) {
      actor.name = holder->name;
    }
    if (actor.name.empty()) {
      const std::string_view adjective = gazetteer().adjective(actor.state);
      actor.name = adjective.empty() ? actor.role : std::string(adjective) + " " + actor.role;
    }
  }

  void finish_unnamed(Actor& actor, std::size_t, std::size_t end, std::size_t at) {
    const bool national = actor.kind == ActorKind::head_of_state ||
                          actor.kind == ActorKind::head_of_government ||
                          actor.kind == ActorKind::minister;
    const bool definite = article_ == "the" || article_ == "its" || article_ == "their";
    if (actor.state.empty() && actor.org.empty() && definite) {
      // "The ambassador": the one who was named before; else the state's own.
      if (const Actor* known = memory_.find_role("", actor.role)) {
        actor = *known;
        return;
      }
      if (national) actor.state = memory_.home;
    }
    if (actor.state.empty() && actor.org.empty() && article_.empty() && tokens_[at].is("ministers"))
      actor.state = memory_.home;  // "ministers may ratify": those of the state at home
    if (actor.name.empty() && national && !actor.state.empty()) {
      std::string printed(s_.words_of(at, end));
      name_by_office(actor);
      if (memory_.headline) actor.name = strip_article(printed);
      return;
    }
    if (actor.name.empty()) actor.name = strip_article(std::string(s_.words_of(at, end)));
  }

  static std::string strip_article(std::string text) {
    for (std::string_view article : {"the ", "The ", "a ", "A ", "an ", "An ", "its ", "Its "}) {
      if (text.starts_with(article)) return text.substr(article.size());
    }
    return text;
  }

  /// State, organisation, kind and role of a named person, from what is known of the name.
  void inherit(Actor& actor) const {
    const std::string lower = to_lower(actor.name);
    if (const Actor* known = memory_.find_person(lower)) {
      if (actor.state.empty() && actor.org.empty()) {
        actor.state = known->state;
        actor.org = known->org;
      }
      if (actor.role.empty()) actor.role = known->role;
      if (!actor.kind) actor.kind = known->kind;
      actor.name = known->name;
    } else if (const Holder* holder = gazetteer().holder(lower, memory_.day)) {
      if (actor.state.empty() && actor.org.empty()) {
        (holder->of_organisation ? actor.org : actor.state) = holder->code;
      }
      const bool in_office =
          !memory_.day || !holder->from ||
          (*holder->from <= *memory_.day && (!holder->until || *memory_.day < *holder->until));
      if (actor.role.empty() && (in_office || holder->until)) actor.role = holder->role;
      if (!actor.kind) actor.kind = kind_of_actor(holder->kind);
      actor.name = holder->name;
    }
    const bool national =
        actor.kind == ActorKind::head_of_state || actor.kind == ActorKind::head_of_government ||
        actor.kind == ActorKind::minister || actor.kind == ActorKind::ambassador ||
        (actor.role.starts_with("deputy") && actor.role.ends_with("minister"));
    if (actor.state.empty() && actor.org.empty() && national && !several_)
      actor.state = memory_.home;
  }

  std::string full_name(std::size_t begin, std::size_t end) const {
    return std::string(s_.words_of(begin, end));
  }

  /// Capitalised words, particles and initials that make a person's (or a company's) name.
  std::size_t person_end(std::size_t at) const {
    std::size_t next = at;
    std::size_t end = at;
    while (next < tokens_.size() && next - at < 8) {
      const Token& token = tokens_[next];
      if (token.kind != TokenKind::word) {
        // "A. Lukashenko", "Robert F. Kennedy Jr."
        if (token.is(".") && next > at && tokens_[next - 1].lower.size() <= 2 && !token.space) {
          end = ++next;
          continue;
        }
        break;
      }
      if (token.capital) {
        if (next == at &&
            (info(next).is(kFunctionWord) || (info(next).is(kAdverb) && !token.all_caps)))
          break;
        if (month_number(token.lower) != 0 && next > at) break;
        if (next > at && gazetteer_at(next) && token.space && !tokens_[next - 1].is(".")) {
          const std::optional<NameMatch> match = gazetteer_at(next);
          if (match->entry->kind != NameKind::role) break;
        }
        end = ++next;
        continue;
      }
      if ((is_particle(token) || token.joined) && (next > at || is_particle(token)) &&
          next + 1 < tokens_.size() &&
          (tokens_[next + 1].capital || token.joined || is_particle(tokens_[next + 1]))) {
        ++next;
        if (token.joined) end = next;
        continue;
      }
      break;
    }
    // A weekday or month is no name.
    if (end > at) {
      const std::string& first = tokens_[at].lower;
      if (month_number(first) != 0 && end == at + 1) return at;
      if (first.ends_with("day") && end == at + 1) return at;
    }
    return end;
  }

  std::optional<ActorSpan> person(std::size_t at) {
    const Token& first = tokens_[at];
    if (!first.capital && !is_particle(first)) return std::nullopt;
    const std::size_t end = person_end(at);
    if (end == at) return std::nullopt;
    if (!first.capital) return std::nullopt;
    ActorSpan span;
    span.end = end;
    Actor actor;
    actor.name = full_name(at, end);
    const std::string lower = to_lower(actor.name);
    const bool known =
        memory_.find_person(lower) != nullptr || gazetteer().holder(lower, memory_.day) != nullptr;
    if (!known && end == at + 1) {
      // One unknown word with a capital: at the beginning it may be any word.
      if (at == s_.begin && !first.all_caps && !memory_.headline) return std::nullopt;
      if (info(at).verb() && !first.all_caps) return std::nullopt;
    }
    inherit(actor);
    // "Thomas de Waal of Carnegie Europe", "Nikita Smagin, an independent expert on Iran"
    Phrase& phrase = span.phrase;
    phrase.person = known || end > at + 1;
    if (!known) affiliation(span.end, actor);
    if (span.end < tokens_.size() && tokens_[span.end].is("'s")) {
      phrase.genitive = true;
      ++span.end;
    }
    phrase.actors = {actor};
    return span;
  }

  void affiliation(std::size_t& end, Actor& actor) {
    if (end + 1 >= tokens_.size()) return;
    std::size_t next = end;
    bool comma = false;
    if (tokens_[next].is(",")) {
      comma = true;
      ++next;
    }
    if (next < tokens_.size() && tokens_[next].is("of") && next + 1 < tokens_.size()) {
      std::size_t name = next + 1;
      if (info(name).is(kDeterminer)) ++name;
      std::size_t stop = name;
      while (stop < tokens_.size() &&
             ((tokens_[stop].capital && !info(stop).is(kFunctionWord)) ||
              (stop > name &&
               (tokens_[stop].is("of") || tokens_[stop].is("for") || tokens_[stop].is("at"))))) {
        ++stop;
      }
      if (stop > name && (tokens_[stop - 1].is("of") || tokens_[stop - 1].is("for"))) --stop;
      if (stop > name) {
        actor.kind = ActorKind::analyst;
        end = stop;
        if (comma && end < tokens_.size() && tokens_[end].is(",")) ++end;
      }
      return;
    }
    if (!comma) return;
    // ", an independent expert on Iran" · ", who heads the Vienna-based organization,"
    std::size_t role = next;
    if (info(role).is(kDeterminer)) ++role;
    Actor owner;
    for (std::size_t i = role; i < std::min(role + 4, tokens_.size()); ++i) {
      const std::optional<NameMatch> match = gazetteer_at(i);
      if (!match) {
        if (tokens_[i].kind != TokenKind::word || info(i).is(kFunctionWord)) return;
        continue;
      }
      if (match->entry->kind == NameKind::adjective ||
          match->entry->kind == NameKind::organisation || match->entry->kind == NameKind::state ||
          match->entry->kind == NameKind::institution) {
        belong(owner, *match->entry);
        i = match->end - 1;
        if (i + 1 < tokens_.size() && tokens_[i + 1].is("'s")) ++i;
        continue;
      }
      if (match->entry->kind == NameKind::role) {
        actor.kind = kind_of_actor(match->entry->detail);
        actor.role = match->entry->name;
        actor.state = owner.state;
        actor.org = owner.org;
        std::size_t stop = match->end;
        while (stop < tokens_.size() && tokens_[stop].kind == TokenKind::word &&
               stop - match->end < 10 && !(info(stop).verb() && !info(stop).nounish)) {
          ++stop;
        }
        if (stop < tokens_.size() && tokens_[stop].is(",")) {
          if (actor.state.empty() && actor.org.empty()) {
            const std::vector<std::string> about = find_parties(s_, match->end, stop);
            if (about.size() == 1 && actor.kind != ActorKind::analyst &&
                tokens_[match->end].is("of")) {
              (gazetteer().is_organisation(about[0]) ? actor.org : actor.state) = about[0];
            }
          }
          end = stop + 1;
        } else if (stop < tokens_.size() && tokens_[stop].kind == TokenKind::mark) {
          end = stop;
        }
      }
      return;
    }
  }

  const Sentence& s_;
  const std::vector<Token>& tokens_;
  const Memory& memory_;
  std::string article_;
  bool several_ = false;  ///< "Presidents A and B": whose they are is not told by the place
};

}  // namespace

std::optional<ActorSpan> find_actor(const Sentence& sentence, std::size_t at,
                                    const Memory& memory) {
  return Finder(sentence, memory).find(at);
}

}  // namespace servanda
