#include "servanda/reader/treaties.h"

#include <algorithm>
#include <array>

namespace servanda {
namespace {

constexpr std::array<std::string_view, 18> kNouns{
    "treaty",     "agreement", "pact",    "accord",   "convention", "protocol",
    "memorandum", "charter",   "deal",    "contract", "statute",    "covenant",
    "agreements", "treaties",  "accords", "pacts",    "protocols",  "conventions"};

// Words that end a title to the right of its noun.
const std::set<std::string, std::less<>>& stop_words() {
  static const std::set<std::string, std::less<>> kStops{
      "was",      "were",    "is",       "are",      "has",      "had",      "have",
      "will",     "would",   "may",      "might",    "could",    "can",      "shall",
      "must",     "should",  "which",    "that",     "who",      "said",     "says",
      "after",    "before",  "during",   "as",       "at",       "under",    "while",
      "when",     "where",   "because",  "but",      "signed",   "ratified", "concluded",
      "entered",  "in",      "by",       "it",       "its",      "he",       "she",
      "they",     "does",    "did",      "do",       "if",       "since",    "until",
      "despite",  "amid",    "over",     "through",  "into",     "from",     "within",
      "comes",    "came",    "provides", "consists", "includes", "covers",   "following",
      "expired",  "expires", "remains",  "be",       "been",     "without",  "so",
      "than",     "then",    "or",       "this",     "last",     "next",     "yet",
      "not",      "also",    "were",     "be",       "via",      "per",      "takes",
      "take",     "took",    "enters",   "enter",    "binds",    "bans",     "requires",
      "obliges",  "gives",   "sets",     "allows",   "became",   "become",   "becomes",
      "runs",     "ran",     "lasts",    "contains", "lapsed",   "lapses",   "ends",
      "ended",    "needs",   "faces",    "commits",  "aims",     "replaced", "hides",
      "shows",    "appears", "unless",   "once",     "whose",    "having",   "being",
      "replaces", "extends", "'s",       "on-"};
  return kStops;
}

const std::set<std::string, std::less<>>& dull_words() {
  static const std::set<std::string, std::less<>> kDull{"the",        "a",          "an",
                                                        "this",       "that",       "these",
                                                        "its",        "their",      "his",
                                                        "her",        "our",        "new",
                                                        "latest",     "landmark",   "of",
                                                        "on",         "and",        "for",
                                                        "with",       "between",    "to",
                                                        "in",         "concerning", "treaty",
                                                        "agreement",  "pact",       "accord",
                                                        "convention", "protocol",   "memorandum",
                                                        "deal",       "charter",    "contract",
                                                        "document",   "two",        "both",
                                                        "draft",      "final",      "international",
                                                        "previous",   "earlier",    "existing",
                                                        "old",        "older",      "current",
                                                        "former",     "bilateral",  "major",
                                                        "historic",   "key",        "such",
                                                        "any",        "no",         "proposed",
                                                        "planned",    "signed",     "long-awaited",
                                                        "'s",         "similar",    "another",
                                                        "separate",   "each",       "every",
                                                        "same",       "first"};
  return kDull;
}

bool is_link(std::string_view word) {
  return word == "on" || word == "of" || word == "for" || word == "with" || word == "between" ||
         word == "concerning" || word == "against" || word == "banning" || word == "to" ||
         word == "about" || word == "and" || word == "the";
}

bool is_determiner(std::string_view word) {
  return word == "the" || word == "a" || word == "an" || word == "this" || word == "that" ||
         word == "its" || word == "their" || word == "any" || word == "no" || word == "his" ||
         word == "her" || word == "our";
}

/// Words that may stand between determiner and noun; a verb or preposition ends the title to the
/// left.
bool may_lead(const SentenceView& view, std::size_t i) {
  const Token& token = view.tokens()[i];
  if (token.punctuation) return false;
  if (stop_words().count(token.lower) != 0 && token.lower != "'s") return false;
  static const std::set<std::string, std::less<>> kNever{
      "of",        "on",        "for",       "with",     "between",   "to",        "and",
      "sign",      "signs",     "signing",   "ratify",   "ratifies",  "ratifying", "approved",
      "approve",   "approves",  "submitted", "extend",   "extended",  "suspend",   "suspended",
      "quit",      "about",     "against",   "leave",    "left",      "join",      "joined",
      "there",     "reach",     "reached",   "not",      "never",     "all",       "every",
      "some",      "sent",      "suspends",  "violated", "withdrew",  "said",      "told",
      "described", "called",    "replaced",  "replace",  "regarding", "into",      "out",
      "up",        "denounced", "enter",     "entering", "rejected",  "rejects",   "scraps",
      "like",      "sends",     "send",      "submits",  "backs",     "hails",     "says",
      "wants",     "seeks",     "one",       "putting",  "make",      "makes",     "made"};
  return kNever.count(token.lower) == 0;
}

std::set<std::string> content_words(std::string_view text) {
  std::set<std::string> words;
  const Document document = analyse_line(std::string(text));
  for (const Sentence& sentence : document.sentences) {
    for (const Token& token : sentence.tokens) {
      if (!token.punctuation && dull_words().count(token.lower) == 0) words.insert(token.lower);
    }
  }
  return words;
}

double overlap(const std::set<std::string>& a, const std::set<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t both = 0;
  for (const std::string& word : a) both += b.count(word);
  return static_cast<double>(both) / static_cast<double>(std::min(a.size(), b.size()));
}

bool subset(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::all_of(a.begin(), a.end(), [&](const std::string& x) {
    return std::find(b.begin(), b.end(), x) != b.end();
  });
}

}  // namespace

bool is_treaty_noun(std::string_view word) {
  return std::find(kNouns.begin(), kNouns.end(), word) != kNouns.end();
}

/// What a mention itself says.
struct TreatyTracker::Features {
  std::string title;
  std::string form;
  std::vector<std::string> parties;
  std::set<std::string> words;
  std::string year;    ///< "2001 treaty", "treaty of 2001"
  bool bare = false;   ///< nothing but a noun and dull words
  bool other = false;  ///< "previous", "similar": not the one spoken of
  bool indefinite = false;
  bool plural = false;
};

std::optional<TreatyMention> TreatyTracker::mention_at(const SentenceView& view,
                                                       std::size_t head) const {
  const auto& tokens = view.tokens();
  TreatyMention mention{head, head + 1, head};
  while (mention.begin > view.first_token && may_lead(view, mention.begin - 1)) {
    const std::size_t i = mention.begin - 1;
    const Token& token = tokens[i];
    // A verb in the past before a noun ("Russia ratified treaty") ends it; a capital or an
    // adjective does not.
    if (token.lower.size() > 4 && token.lower.ends_with("ed") && !token.capital &&
        token.lower != "advanced" && token.lower != "proposed" && token.lower != "planned" &&
        token.lower != "limited") {
      break;
    }
    --mention.begin;
    if (is_determiner(token.lower)) break;
    if (head - mention.begin > 9) break;
  }
  // A person or an institution that only stands before the noun is no part of the title.
  for (const Name& name : view.names) {
    // Two capitalised words that nobody introduced may as well be part of the title.
    const bool introduced =
        name.kind == NameKind::person && (!name.state.empty() || !name.actor_kind.empty());
    const bool kind = introduced || (name.kind == NameKind::body && name.org.empty());
    if (kind && name.begin <= head && name.end > mention.begin && name.end <= head) {
      mention.begin = name.end;
    }
  }
  if (mention.begin < head && view.lower(mention.begin) == "'s") ++mention.begin;
  std::size_t end = head + 1;
  if (end < tokens.size() && is_link(view.lower(end)) && view.lower(end) != "and" &&
      view.lower(end) != "the") {
    std::size_t at = end;
    while (at < tokens.size() && at - head < 22) {
      const Token& token = tokens[at];
      if (token.punctuation || stop_words().count(token.lower) != 0) break;
      // "to" before a verb in its base form opens something else.
      if (token.lower == "to" && at + 1 < tokens.size() && !tokens[at + 1].capital) break;
      const bool reporting =
          token.lower == "on" && at + 1 < tokens.size() &&
          std::any_of(view.dates.begin(), view.dates.end(),
                      [&](const DateInText& d) { return d.begin <= at + 1 && at + 1 < d.end; });
      if (reporting) break;
      ++at;
    }
    while (at > end && is_link(view.lower(at - 1))) --at;
    end = at;
  }
  mention.end = end;
  return mention;
}

TreatyTracker::Features TreatyTracker::features_of(const SentenceView& view,
                                                   const TreatyMention& mention) const {
  Features f;
  std::size_t begin = mention.begin;
  const std::string_view determiner = view.lower(begin);
  f.indefinite =
      determiner == "a" || determiner == "an" || determiner == "any" || determiner == "no";
  if (is_determiner(determiner) && begin < mention.head) ++begin;
  f.title = view.text(document_, begin, mention.end);
  f.form = view.lower(mention.head);
  if (f.form.size() > 1 && f.form.back() == 's') {
    f.plural = true;
    f.form = f.form == "treaties" ? "treaty" : f.form.substr(0, f.form.size() - 1);
  }
  for (std::size_t i = mention.begin; i < mention.end; ++i) {
    const std::string_view word = view.lower(i);
    if (word == "previous" || word == "earlier" || word == "existing" || word == "older" ||
        word == "old" || word == "former" || word == "similar" || word == "another" ||
        word == "separate") {
      f.other = true;
    }
    const Token& token = view.tokens()[i];
    if (token.number && token.lower.size() == 4 && token.lower >= "1800" && token.lower <= "2199" &&
        (i + 1 == mention.head || i + 1 == mention.end || i < mention.head ||
         (i > 0 && view.lower(i - 1) == "of"))) {
      f.year = token.lower;
    }
    // "Russia-Iran treaty", "US-Ukraine agreement"
    if (token.text.find('-') != std::string_view::npos && token.capital) {
      const Document parts = analyse_line([&] {
        std::string words(token.text);
        std::replace(words.begin(), words.end(), '-', ' ');
        return words;
      }());
      std::vector<Name> people;
      for (const Sentence& sentence : parts.sentences) {
        for (const Name& name : find_names(sentence, std::nullopt, people)) {
          if (!name.state.empty() && name.kind != NameKind::person) f.parties.push_back(name.state);
        }
      }
    }
  }
  for (const Name& name : view.names) {
    if (name.begin < mention.begin || name.end > mention.end) continue;
    if (name.kind == NameKind::person) continue;
    const std::string& party = name.state.empty() ? name.org : name.state;
    if (!party.empty() && name.kind != NameKind::body) f.parties.push_back(party);
    if (name.kind == NameKind::body && !name.org.empty()) f.parties.push_back(name.org);
  }
  std::sort(f.parties.begin(), f.parties.end());
  f.parties.erase(std::unique(f.parties.begin(), f.parties.end()), f.parties.end());
  // "its treaty with Iran", said of Russia: the one who acts is the other side.
  if (f.parties.size() == 1 && view.find("with", mention.head, mention.end)) {
    for (auto it = view.names.rbegin(); it != view.names.rend(); ++it) {
      if (it->end > mention.begin || it->state.empty() || it->state == f.parties.front()) continue;
      f.parties.push_back(it->state);
      std::sort(f.parties.begin(), f.parties.end());
      break;
    }
  }
  f.words = content_words(f.title);
  f.bare = f.words.empty() ||
           (f.words.size() == 1 && !f.year.empty() && *f.words.begin() == f.year && false);
  return f;
}

std::optional<std::size_t> TreatyTracker::refer(const SentenceView& view,
                                                const TreatyMention& mention, const Features& f,
                                                std::size_t sentence) {
  if (f.bare && f.year.empty() && f.parties.empty()) {
    // "A treaty" is a new one; "an agreement" may be no more than people agreeing.
    const bool new_one =
        f.indefinite && !f.other &&
        (f.form == "treaty" || f.form == "pact" || f.form == "convention" || f.form == "protocol");
    if (!new_one && (treaties_.empty() || (f.indefinite && !f.other))) return std::nullopt;
    if (!f.other && !new_one) {
      // Named just before in this sentence: that one. Else "the convention" is the only convention;
      // else the one that the text is about, by how often it came up.
      if (!view.treaties.empty()) return view.treaties.back().treaty;
      std::optional<std::size_t> of_form;
      std::size_t count = 0;
      for (std::size_t i = 0; i < treaties_.size(); ++i) {
        if (treaties_[i].fact.form != f.form) continue;
        of_form = i;
        ++count;
      }
      if (count == 1) return of_form;
      std::size_t best_of = 0;
      for (std::size_t i = 1; i < treaties_.size(); ++i) {
        if (treaties_[i].mentions > treaties_[best_of].mentions) best_of = i;
      }
      return best_of;
    }
    for (std::size_t i = 0; i < treaties_.size() && !new_one; ++i) {
      if (!current_ || i != *current_) return i;
    }
    if (!new_one) return std::nullopt;
  }
  std::optional<std::size_t> best;
  double best_score = 0;
  for (std::size_t i = 0; i < treaties_.size(); ++i) {
    const FoundTreaty& t = treaties_[i];
    const std::string known_year = t.fact.signed_on ? t.fact.signed_on->text().substr(0, 4) : "";
    if (!f.year.empty() && !known_year.empty() && f.year != known_year) continue;
    if (!f.parties.empty() && !t.fact.parties.empty() && !subset(f.parties, t.fact.parties) &&
        !subset(t.fact.parties, f.parties)) {
      continue;
    }
    double score = overlap(f.words, t.words);
    if (!f.parties.empty() && f.parties == t.fact.parties) score += 0.6;
    if (!f.year.empty() && f.year == known_year) score += 0.6;
    if (f.other && current_ == i) score -= 0.7;
    if (f.form == t.fact.form) score += 0.1;
    if (score > best_score) {
      best_score = score;
      best = i;
    }
  }
  if (best && best_score >= 0.6) return best;
  if (f.plural) return std::nullopt;
  FoundTreaty made;
  made.fact.id = "t" + std::to_string(treaties_.size() + 1);
  made.fact.title = f.title;
  made.fact.form = f.form;
  made.sentence = sentence;
  made.quote = {view.tokens()[mention.begin].span.begin, view.tokens()[mention.end - 1].span.end};
  made.named = true;
  treaties_.push_back(std::move(made));
  return treaties_.size() - 1;
}

void TreatyTracker::read(SentenceView& view, std::size_t sentence) {
  std::size_t taken_to = view.first_token;
  for (std::size_t head = view.first_token; head < view.tokens().size(); ++head) {
    if (head < taken_to || !is_treaty_noun(view.lower(head))) continue;
    // "agreement" as an act ("in agreement", "reached agreement") is no treaty of its own.
    if (head > 0 && (view.lower(head - 1) == "in" || view.lower(head - 1) == "peace-")) continue;
    std::optional<TreatyMention> mention = mention_at(view, head);
    if (!mention || mention->begin < taken_to) continue;
    const Features features = features_of(view, *mention);
    const std::optional<std::size_t> treaty = refer(view, *mention, features, sentence);
    if (!treaty) continue;
    FoundTreaty& found = treaties_[*treaty];
    found.words.insert(features.words.begin(), features.words.end());
    if (features.parties.size() >= found.fact.parties.size() && !features.parties.empty()) {
      found.fact.parties = features.parties;
    }
    if (!features.year.empty() && !found.fact.signed_on) {
      if (auto year = parse_edtf(features.year)) found.fact.signed_on = *year;
    }
    mention->treaty = *treaty;
    taken_to = mention->end;
    ++found.mentions;
    if (!features.other) current_ = *treaty;
    // "(CFE)" behind a title is its short name.
    if (view.lower(mention->end) == "(" && mention->end + 2 < view.tokens().size() &&
        view.lower(mention->end + 2) == ")") {
      const Token& shorter = view.tokens()[mention->end + 1];
      if (shorter.capital) {
        found.fact.also.emplace_back(shorter.text);
        found.words.insert(shorter.lower);
      }
    }
    view.treaties.push_back(*mention);
  }
}

}  // namespace servanda
