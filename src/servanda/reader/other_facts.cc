#include "servanda/reader/other_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "servanda/reader/stance.h"

namespace servanda {
namespace {

const std::map<std::string_view, int>& number_words() {
  static const std::map<std::string_view, int> kWords{
      {"one", 1},     {"two", 2},      {"three", 3},     {"four", 4},    {"five", 5},
      {"six", 6},     {"seven", 7},    {"eight", 8},     {"nine", 9},    {"ten", 10},
      {"twelve", 12}, {"fifteen", 15}, {"twenty", 20},   {"thirty", 30}, {"forty", 40},
      {"fifty", 50},  {"ninety", 90},  {"hundred", 100}, {"none", 0},    {"no", 0},
      {"nil", 0}};
  return kWords;
}

std::optional<int> small_number(std::string_view word) {
  if (const auto found = number_words().find(word); found != number_words().end())
    return found->second;
  int value = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (fault != std::errc() || end != word.data() + word.size() || value < 0) return std::nullopt;
  return value;
}

Span quote_of(const SentenceView& view, std::size_t begin, std::size_t end) {
  end = std::min(end, view.tokens().size());
  return {view.tokens()[begin].span.begin, view.tokens()[std::max(end, begin + 1) - 1].span.end};
}

std::string current_id(const TreatyTracker& tracker, const SentenceView& view) {
  if (!view.treaties.empty()) return "t" + std::to_string(view.treaties.front().treaty + 1);
  return tracker.current() ? "t" + std::to_string(*tracker.current() + 1) : std::string();
}

/// "20-year", "for twenty years", "for a term of 10 years", "five-year"
std::optional<std::pair<Period, std::size_t>> period_at(const SentenceView& view, std::size_t i) {
  const std::string word(view.lower(i));
  const auto unit = [](std::string_view name) -> std::optional<Period> {
    if (name == "year" || name == "years") return Period{12, 0};
    if (name == "month" || name == "months") return Period{1, 0};
    if (name == "day" || name == "days") return Period{0, 1};
    return std::nullopt;
  };
  const std::size_t hyphen = word.rfind('-');
  if (hyphen != std::string::npos) {
    const auto n = small_number(std::string_view(word).substr(0, hyphen));
    const auto u = unit(std::string_view(word).substr(hyphen + 1));
    if (n && u && *n > 0) return std::pair(times(*u, *n), i + 1);
    return std::nullopt;
  }
  const auto n = small_number(word);
  const auto u = unit(view.lower(i + 1));
  if (n && u && *n > 0) return std::pair(times(*u, *n), i + 2);
  return std::nullopt;
}

/// A figure with its power: "55 billion", "1.5", "2,000". Kept as decimal digits.
std::optional<std::pair<std::string, std::size_t>> figure_at(const SentenceView& view,
                                                             std::size_t i) {
  if (i >= view.tokens().size() || !view.tokens()[i].number) return std::nullopt;
  std::string digits(view.lower(i));
  std::erase(digits, ',');
  if (digits.find_first_not_of("0123456789.") != std::string::npos ||
      std::count(digits.begin(), digits.end(), '.') > 1) {
    return std::nullopt;
  }
  std::size_t zeros = 0;
  std::size_t end = i + 1;
  const std::string_view power = view.lower(end);
  if (power == "thousand") zeros = 3;
  if (power == "million") zeros = 6;
  if (power == "billion" || power == "bn") zeros = 9;
  if (power == "trillion") zeros = 12;
  if (zeros > 0) ++end;
  if (power == "bcm") zeros = 9;
  const std::size_t point = digits.find('.');
  if (point != std::string::npos && zeros > 0) {
    const std::size_t decimals = digits.size() - point - 1;
    digits.erase(point, 1);
    if (decimals > zeros) return std::nullopt;
    zeros -= decimals;
    const std::size_t nonzero = digits.find_first_not_of('0');
    digits.erase(0, nonzero == std::string::npos ? digits.size() - 1 : nonzero);
  }
  return std::pair(digits + std::string(zeros, '0'), end);
}

struct Unit {
  std::string unit;
  std::size_t end;
};

std::optional<Unit> unit_at(const SentenceView& view, std::size_t i) {
  const auto one = [&](std::string_view words, std::string_view unit,
                       std::size_t length) -> std::optional<Unit> {
    if (view.says(i, words)) return Unit{std::string(unit), i + length};
    return std::nullopt;
  };
  for (const auto& [words, unit, length] :
       std::initializer_list<std::tuple<std::string_view, std::string_view, std::size_t>>{
           {"cubic meters", "m3", 2}, {"cubic metres", "m3", 2},
           {"bcm", "m3", 1},          {"tonnes", "t", 1},
           {"tons", "t", 1},          {"megawatts", "MW", 1},
           {"mw", "MW", 1},           {"gigawatts", "GW", 1},
           {"kilometers", "km", 1},   {"kilometres", "km", 1},
           {"km", "km", 1},           {"dollars", "USD", 1},
           {"euros", "EUR", 1},       {"percent", "%", 1},
           {"per cent", "%", 2},      {"%", "%", 1},
           {"votes", "vote", 1},      {"warheads", "warhead", 1},
           {"troops", "person", 1},   {"people", "person", 1},
           {"barrels", "barrel", 1}}) {
    if (auto found = one(words, unit, length)) return found;
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::pair<std::size_t, TreatyFact>> find_traits(const SentenceView& view,
                                                            const TreatyTracker& tracker) {
  std::vector<std::pair<std::size_t, TreatyFact>> traits;
  const auto target = [&](std::size_t at) -> std::optional<std::size_t> {
    const TreatyMention* best = nullptr;
    for (const TreatyMention& m : view.treaties) {
      if (m.begin <= at) best = &m;
    }
    if (best != nullptr) return best->treaty;
    return view.treaties.empty() ? tracker.current() : std::optional(view.treaties.front().treaty);
  };
  for (std::size_t i = view.first_token; i < view.tokens().size(); ++i) {
    // "consists of 47 articles", "the 47-article treaty"
    if (view.lower(i + 1) == "articles") {
      const auto number = small_number(view.lower(i));
      if (number && *number > 1) {
        if (const auto t = target(i)) {
          TreatyFact fact;
          fact.articles = *number;
          traits.emplace_back(*t, std::move(fact));
        }
      }
    }
    const std::string lower(view.lower(i));
    if (lower.ends_with("-article")) {
      if (const auto number = small_number(std::string_view(lower).substr(0, lower.size() - 8))) {
        if (const auto t = target(i)) {
          TreatyFact fact;
          fact.articles = *number;
          traits.emplace_back(*t, std::move(fact));
        }
      }
    }
    const auto period = period_at(view, i);
    if (!period || period->first.months < 12) continue;
    // The term of a treaty: inside its name ("20-year pact"), or "for (a term of) twenty years".
    const auto inside =
        std::find_if(view.treaties.begin(), view.treaties.end(),
                     [&](const TreatyMention& m) { return m.begin <= i && i < m.head; });
    if (inside != view.treaties.end() && view.lower(i).find('-') != std::string_view::npos) {
      TreatyFact fact;
      fact.clauses.term = Term{period->first};
      traits.emplace_back(inside->treaty, std::move(fact));
      continue;
    }
    const bool told = i > 0 && (view.lower(i - 1) == "for" || view.says(i - 1, "of") ||
                                view.lower(i - 1) == "every");
    const bool of_term = view.find("term", i > 4 ? i - 4 : 0, i) ||
                         view.find("concluded", i > 8 ? i - 8 : 0, i) ||
                         view.find("valid", i > 4 ? i - 4 : 0, i);
    if (told && of_term) {
      if (const auto t = target(i)) {
        TreatyFact fact;
        fact.clauses.term = Term{period->first};
        traits.emplace_back(*t, std::move(fact));
      }
    }
    const bool renewed =
        view.find("automatically", i > 10 ? i - 10 : 0, std::min(i + 8, view.tokens().size())) &&
        (view.find("extended") || view.find("prolonged") || view.find("renewed"));
    if (renewed) {
      if (const auto t = target(i)) {
        TreatyFact fact;
        Renewal renewal;
        renewal.kind = Renewal::Kind::automatic;
        renewal.length = period->first;
        fact.clauses.renewal = renewal;
        traits.emplace_back(*t, std::move(fact));
      }
    }
  }
  // "has not been disclosed", "the secrecy surrounding X", "the text has not been made public"
  const bool secret = view.find("disclosed") || view.find("made public") ||
                      view.find("published") || view.find("released");
  if (secret && (view.find("not") || view.find("never") || view.find("n't") || view.find("nor"))) {
    for (const std::string_view words : {"disclosed", "made public", "published", "released"}) {
      const auto at = view.find(words);
      const bool negated = at && (view.find("not", *at > 5 ? *at - 5 : 0, *at) ||
                                  view.lower(view.first_token) == "nor");
      if (!negated) continue;
      const TreatyMention* before = nullptr;
      for (const TreatyMention& m : view.treaties) {
        if (m.end <= *at) before = &m;
      }
      const auto t = before != nullptr ? std::optional(before->treaty) : tracker.current();
      if (!t) continue;
      TreatyFact fact;
      fact.disclosed = false;
      traits.emplace_back(*t, std::move(fact));
      break;
    }
  }
  if (const auto at = view.find("secrecy")) {
    for (const TreatyMention& m : view.treaties) {
      if (m.begin < *at) continue;
      TreatyFact fact;
      fact.disclosed = false;
      traits.emplace_back(m.treaty, std::move(fact));
      break;
    }
  }
  return traits;
}

std::vector<FoundFact> find_quantities(const SentenceView& view, const std::string& document,
                                       const TreatyTracker& tracker) {
  std::vector<FoundFact> facts;
  for (std::size_t i = view.first_token; i < view.tokens().size(); ++i) {
    if (view.in_treaty(i)) continue;
    // "by 394 votes to none", "with 31 votes to three"
    if (view.lower(i + 1) == "votes" && view.lower(i + 2) == "to") {
      const auto in_favour = small_number(view.lower(i));
      const auto against = small_number(view.lower(i + 3));
      if (in_favour && against) {
        for (const auto& [what, count] :
             {std::pair{"votes for", *in_favour}, {"votes against", *against}}) {
          QuantityFact q;
          q.treaty = current_id(tracker, view);
          q.what = what;
          q.value = std::to_string(count);
          q.unit = "vote";
          facts.push_back({std::move(q), Stance::asserted, {}, quote_of(view, i, i + 4)});
        }
        i += 3;
        continue;
      }
    }
    const auto figure = figure_at(view, i);
    if (!figure) continue;
    std::optional<Unit> unit;
    if (i > 0 && view.tokens()[i - 1].text == "$") unit = Unit{"USD", figure->second};
    if (!unit) unit = unit_at(view, figure->second);
    if (!unit) continue;
    QuantityFact q;
    q.treaty = current_id(tracker, view);
    q.value = figure->first;
    q.unit = unit->unit;
    std::size_t end = unit->end;
    if (view.lower(end) == "of") {
      std::size_t stop = end + 1;
      while (stop < view.tokens().size() && stop < end + 5 && !view.tokens()[stop].punctuation &&
             view.lower(stop) != "a" && view.lower(stop) != "per" && view.lower(stop) != "to" &&
             view.lower(stop) != "from") {
        ++stop;
      }
      q.what = view.text(document, end + 1, stop);
      end = stop;
    }
    if ((view.lower(end) == "a" || view.lower(end) == "per") && view.lower(end + 1) == "year") {
      q.per = Period{12, 0};
      end += 2;
    } else if (view.lower(end) == "annually") {
      q.per = Period{12, 0};
      ++end;
    }
    const std::size_t lead = i > 4 ? i - 4 : 0;
    if (view.find("up to", lead, i) || view.find("reaching", lead, i) ||
        view.find("maximum", lead, i))
      q.bound = Bound::upper;
    if (view.find("at least", lead, i) || view.find("more than", lead, i)) q.bound = Bound::lower;
    if (view.find("about", lead, i) || view.find("some", lead, i) || view.find("around", lead, i))
      q.approximate = true;
    if (q.what.empty()) {
      if (view.find("gas"))
        q.what = "natural gas";
      else if (view.find("oil"))
        q.what = "oil";
      else if (q.unit == "USD" || q.unit == "EUR")
        q.what = "value";
      else
        q.what = q.unit;
    }
    FoundFact fact{std::move(q), stance_of(view, i, false).stance, {}, quote_of(view, lead, end)};
    if (view.find("projections") || view.find("plans to") || view.find("planned"))
      fact.stance = Stance::planned;
    facts.push_back(std::move(fact));
    i = end > i ? end - 1 : i;
  }
  return facts;
}

std::vector<FoundFact> find_projects(const SentenceView& view, const std::string& document,
                                     const TreatyTracker& tracker) {
  std::vector<FoundFact> facts;
  static constexpr std::array<std::string_view, 12> kThings{
      "unit",     "units",     "reactor", "reactors", "plant",    "plants",
      "pipeline", "pipelines", "railway", "corridor", "projects", "project"};
  const auto state = [&]() -> std::optional<ProjectState> {
    if (view.find("operational") || view.find("operating") || view.find("in operation"))
      return ProjectState::operating;
    if (view.find("delays") || view.find("delay") || view.find("delayed"))
      return ProjectState::delayed;
    if (view.find("under construction")) return ProjectState::building;
    if (view.find("discussing") || view.find("discussed") || view.find("in talks"))
      return ProjectState::discussed;
    return std::nullopt;
  };
  const bool nuclear =
      view.find("nuclear") || view.find("reactor") || view.find("unit") || view.find("units");
  std::vector<std::pair<std::size_t, ProjectState>> found;
  for (std::size_t i = view.first_token; i < view.tokens().size(); ++i) {
    if (std::find(kThings.begin(), kThings.end(), view.lower(i)) == kThings.end()) continue;
    // The state stands in the same clause as the thing.
    const std::size_t begin = clause_begin(view, i);
    const std::size_t end = clause_end(view, i);
    const auto within = [&](std::string_view words) {
      return view.find(words, begin, end).has_value();
    };
    std::optional<ProjectState> here;
    if (within("operational") || within("operating"))
      here = ProjectState::operating;
    else if (within("delays") || within("delayed"))
      here = ProjectState::delayed;
    else if (within("discussing") || within("discussed"))
      here = ProjectState::discussed;
    if (!here || !state()) continue;
    ProjectFact project;
    project.treaty = current_id(tracker, view);
    std::size_t from = i;
    while (from > begin && i - from < 3 && !view.tokens()[from - 1].punctuation &&
           view.lower(from - 1) != "the" && view.lower(from - 1) != "in" &&
           view.lower(from - 1) != "building" && view.lower(from - 1) != "of") {
      --from;
    }
    project.name = view.text(document, from, i + 1);
    project.what = nuclear ? "nuclear power" : std::string(view.lower(i));
    project.state = *here;
    if (i > 0) {
      if (const auto count = small_number(view.lower(i - 1)); count && *count > 0)
        project.count = *count;
    }
    facts.push_back({std::move(project), Stance::asserted, {}, quote_of(view, begin, end)});
    i = end > i ? end - 1 : i;
  }
  return facts;
}

std::vector<FoundFact> find_clauses(const SentenceView& view, const std::string& document,
                                    const TreatyTracker& tracker) {
  std::vector<FoundFact> facts;
  // "in the event of X, the other party will under no circumstances do Y"; "the parties shall …"
  std::optional<std::size_t> modal;
  Must must = Must::shall;
  std::size_t action = 0;
  for (std::size_t i = view.first_token; i < view.tokens().size() && !modal; ++i) {
    for (const auto& [words, kind, length] :
         std::initializer_list<std::tuple<std::string_view, Must, std::size_t>>{
             {"shall under no circumstances", Must::shall_not, 4},
             {"will under no circumstances", Must::shall_not, 4},
             {"shall not", Must::shall_not, 2},
             {"must not", Must::shall_not, 2},
             {"may not", Must::shall_not, 2},
             {"shall", Must::shall, 1},
             {"obliges the parties to", Must::shall, 4},
             {"commits the parties to", Must::shall, 4},
             {"commits the sides to", Must::shall, 4},
             {"obliges them to", Must::shall, 3},
             {"provides for", Must::shall, 2},
             {"bans", Must::shall_not, 1},
             {"prohibits", Must::shall_not, 1},
             {"requires", Must::shall, 1}}) {
      if (!view.says(i, words)) continue;
      modal = i;
      must = kind;
      action = i + length;
      break;
    }
  }
  if (!modal) return facts;
  const bool about_parties = view.find("party") || view.find("parties") || view.find("side") ||
                             view.find("sides") || view.find("article") || !view.treaties.empty();
  if (!about_parties) return facts;
  ClauseFact clause;
  clause.treaty = current_id(tracker, view);
  clause.must = must;
  if (const auto article = view.find("article")) {
    if (*article + 1 < view.tokens().size() && view.tokens()[*article + 1].number)
      clause.article = view.lower(*article + 1);
  }
  std::size_t who_begin = clause_begin(view, *modal);
  for (const std::string_view words : {"in the event of", "in case of", "if", "should"}) {
    const auto at = view.find(words, view.first_token, *modal);
    if (!at) continue;
    std::size_t comma = *at;
    while (comma < *modal && view.lower(comma) != ",") ++comma;
    const auto length = static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
    clause.condition = view.text(document, *at + length, comma);
    if (comma < *modal) who_begin = comma + 1;
    break;
  }
  if (*modal > who_begin && *modal - who_begin <= 6)
    clause.who = view.text(document, who_begin, *modal);
  std::size_t end = clause_end(view, *modal);
  while (end > action + 1 && view.tokens()[end - 1].punctuation) --end;
  if (action >= end) return facts;
  clause.action = view.text(document, action, end);
  const auto mentions = [&](std::string_view word) { return view.find(word).has_value(); };
  clause.about = mentions("attack") || mentions("aggressor") || mentions("military") ||
                         mentions("aggression") || mentions("defence")
                     ? "security"
                 : mentions("withdraw") || mentions("withdrawal") ? "withdrawal"
                 : mentions("force")                              ? "force"
                 : mentions("trade") || mentions("tariffs")       ? "trade"
                                                                  : "obligations";
  if (clause.action.find("aggressor") != std::string::npos) clause.whom = "the aggressor";
  facts.push_back(
      {std::move(clause), Stance::asserted, {}, quote_of(view, clause_begin(view, *modal), end)});
  return facts;
}

std::vector<FoundFact> find_relations(const SentenceView& view, const TreatyTracker& tracker) {
  std::vector<FoundFact> facts;
  const auto id = [](std::size_t t) { return "t" + std::to_string(t + 1); };
  for (std::size_t i = view.first_token; i < view.tokens().size(); ++i) {
    std::optional<RelationType> type;
    for (const auto& [words, kind] :
         std::initializer_list<std::pair<std::string_view, RelationType>>{
             {"replaces", RelationType::replaces},
             {"replace", RelationType::replaces},
             {"replaced", RelationType::replaces},
             {"supersedes", RelationType::replaces},
             {"moves beyond", RelationType::replaces},
             {"goes beyond", RelationType::replaces},
             {"amends", RelationType::amends},
             {"mirroring", RelationType::resembles},
             {"similar to", RelationType::resembles},
             {"modelled on", RelationType::resembles}}) {
      if (view.says(i, words)) type = kind;
    }
    if (!type) continue;
    const TreatyMention* left = nullptr;
    const TreatyMention* right = nullptr;
    for (const TreatyMention& m : view.treaties) {
      if (m.end <= i) left = &m;
      if (m.begin > i && right == nullptr) right = &m;
    }
    std::optional<std::size_t> one =
        left != nullptr ? std::optional(left->treaty) : tracker.current();
    std::optional<std::size_t> other =
        right != nullptr ? std::optional(right->treaty) : std::nullopt;
    if (!one || !other || *one == *other) continue;
    if (view.lower(i) == "replaced" && view.lower(i + 1) == "by") std::swap(one, other);
    const Stance stance = stance_of(view, i, i > 0 && view.lower(i - 1) == "to").stance;
    facts.push_back({RelationFact{*type, id(*one), id(*other)},
                     stance,
                     {},
                     quote_of(view, clause_begin(view, i), clause_end(view, i))});
  }
  return facts;
}

std::vector<FoundFact> find_appointments(const SentenceView& view, const std::string& document,
                                         const TreatyTracker& tracker) {
  std::vector<FoundFact> facts;
  for (std::size_t i = view.first_token; i < view.tokens().size(); ++i) {
    const bool appoints =
        view.lower(i) == "appointed" || view.lower(i) == "named" || view.lower(i) == "appoints";
    const bool serves = view.says(i, "serve as") || view.says(i, "serves as");
    if (!appoints && !serves) continue;
    const bool passive =
        appoints && i > 0 && (view.lower(i - 1) == "been" || view.lower(i - 1) == "was");
    const auto role_at =
        serves ? std::optional(i + 2) : view.find("as", i, std::min(i + 14, view.tokens().size()));
    const Name* before = nullptr;
    const Name* behind = nullptr;
    for (const Name& name : view.names) {
      if (name.kind != NameKind::person) continue;
      if (name.end <= i) before = &name;
      if (name.begin > i && behind == nullptr) behind = &name;
    }
    const Name* person = serves || passive ? before : behind;
    if (person == nullptr || (!role_at && !passive)) continue;
    ActFact act;
    act.type = ActType::appoint;
    act.treaty = current_id(tracker, view);
    if (act.treaty.empty()) continue;
    act.whom.push_back(actor_of(*person));
    if (!serves && !passive && before != nullptr) act.by.push_back(actor_of(*before));
    std::size_t begin = serves ? i + 2 : role_at && !passive ? *role_at + 1 : i + 1;
    if (view.lower(begin) == "his" || view.lower(begin) == "her" || view.lower(begin) == "the")
      ++begin;
    std::size_t end = begin;
    while (end < view.tokens().size() && !view.tokens()[end].punctuation &&
           view.lower(end) != "when" && view.lower(end) != "for" && view.lower(end) != "in" &&
           end - begin < 6) {
      ++end;
    }
    act.as = view.text(document, begin, end);
    const Stance stance = serves ? Stance::planned : Stance::asserted;
    facts.push_back({std::move(act), stance, {}, quote_of(view, clause_begin(view, i), end)});
    break;
  }
  return facts;
}

std::vector<FoundFact> find_remarks(const SentenceView& view, const std::string& document,
                                    const TreatyTracker& tracker, const Attribution& attribution) {
  std::vector<FoundFact> facts;
  const Span whole = quote_of(view, view.first_token, view.tokens().size());
  const auto plain = [&](std::size_t begin, std::size_t end) {
    while (end > begin && view.tokens()[end - 1].punctuation) --end;
    return view.text(document, begin, end);
  };
  // "X did Y, despite Z's official denials": an event, and its denial by Z.
  const auto denial = view.find("denials") ? view.find("denials") : view.find("denial");
  const auto despite = view.find("despite");
  if (denial && despite && *despite < *denial) {
    EventFact event;
    event.type = "AID";
    event.what = plain(view.first_token, *despite);
    for (const Name& name : view.names) {
      if (name.end <= *despite && name.kind == NameKind::state && event.by.empty())
        event.by.push_back(actor_of(name));
    }
    facts.push_back({event, Stance::asserted, {}, whole});
    for (const Name& name : view.names) {
      if (name.begin < *despite || name.end > *denial) continue;
      Actor denier = actor_of(name);
      denier.kind = ActorKind::government;
      facts.push_back({event, Stance::denied, std::move(denier), whole});
      break;
    }
    return facts;
  }
  if (view.find("sanctions")) {
    EventFact event;
    event.type = "SANCTION";
    event.what = plain(view.first_token, view.tokens().size());
    facts.push_back({std::move(event), Stance::asserted, attribution.speaker, whole});
    return facts;
  }
  const bool analyst = attribution.speaker && attribution.speaker->kind == ActorKind::analyst;
  if (analyst && tracker.current()) {
    AssessmentFact assessment;
    assessment.about = current_id(tracker, view);
    std::size_t begin = attribution.content_begin;
    // "Analysts suggest that X": X alone is what they say.
    for (std::size_t i = view.first_token; i < view.tokens().size(); ++i) {
      if (is_reporting_verb(view.lower(i)) && view.lower(i + 1) == "that") begin = i + 2;
    }
    assessment.says = plain(begin, attribution.content_end);
    const bool hedged =
        view.find("may") || view.find("could") || view.find("might") || view.find("likely");
    facts.push_back({std::move(assessment), hedged ? Stance::possible : Stance::asserted,
                     attribution.speaker, whole});
  }
  return facts;
}

}  // namespace servanda
