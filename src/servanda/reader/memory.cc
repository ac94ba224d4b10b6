#include "servanda/reader/memory.h"

#include <algorithm>
#include <ranges>

#include "servanda/language/lexicon.h"
#include "servanda/language/names.h"
#include "servanda/language/tokens.h"

namespace servanda {
namespace {

bool any_head(std::string_view word) {
  return word == "treaty" || word == "agreement" || word == "accord" || word == "pact" ||
         word == "deal" || word == "convention" || word == "document" || word == "protocol" ||
         word == "memorandum" || word == "contract" || word == "covenant" || word == "declaration";
}

std::string initials(std::string_view title) {
  std::string out;
  for (const Token& token : tokenize(title, 0)) {
    if (token.capital) out += token.lower.front();
  }
  return out;
}

/// Do the letters stand in `text` in their order ("cfe" in "tcafe")?
bool in_order(std::string_view letters, std::string_view text) {
  std::size_t at = 0;
  for (char c : text) {
    if (at < letters.size() && letters[at] == c) ++at;
  }
  return at == letters.size();
}

/// Holds a word of capitals only: an acronym.
bool capitals(std::string_view title) {
  for (const Token& token : tokenize(title, 0)) {
    if (token.all_caps && token.lower.size() >= 3) return true;
  }
  return false;
}

bool subset(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::all_of(a.begin(), a.end(), [&](const std::string& x) {
    return std::find(b.begin(), b.end(), x) != b.end();
  });
}

}  // namespace

std::set<std::string> content_words(std::string_view title) {
  std::set<std::string> words;
  for (const Token& token : tokenize(title, 0)) {
    if (token.kind == TokenKind::mark || token.is("'s")) continue;
    const WordInfo& info = word_info(token.lower);
    if (info.is(kDeterminer | kPreposition | kConjunction | kTo | kBe)) continue;
    std::string word = token.lower;
    if (word.size() > 4 && word.back() == 's' && word[word.size() - 2] != 's') word.pop_back();
    if (!any_head(word)) words.insert(std::move(word));
  }
  return words;
}

void Memory::remember_person(const Actor& one) {
  if (one.name.empty() || persons_.size() > kMostPersons) return;
  const std::string lower = to_lower(one.name);
  const std::size_t space = lower.rfind(' ');
  for (const std::string& key :
       {lower, space == std::string::npos ? lower : lower.substr(space + 1)}) {
    Actor& known = persons_[key];
    if (known.name.empty() || (known.name == one.name && known.role.empty())) known = one;
  }
  if (!one.role.empty() && roles_.size() < kMostPersons) roles_.push_back(one);
}

const Actor* Memory::find_person(std::string_view lower) const {
  const auto found = persons_.find(std::string(lower));
  return found == persons_.end() ? nullptr : &found->second;
}

const Actor* Memory::find_role(std::string_view state, std::string_view role) const {
  for (const Actor& one : std::views::reverse(roles_)) {
    const bool same = one.role == role || one.role.starts_with(std::string(role) + " to ");
    if (same && (state.empty() || one.state == state)) return &one;
  }
  return nullptr;
}

void Memory::open_paragraph() {
  provisions = 0;
  // A new paragraph turns back to what the document is about.
  if (!treaties_.empty()) focus_ = 0;
}

bool Memory::known_by_initials(std::string_view lower) const {
  return std::any_of(treaties_.begin(), treaties_.end(), [&](const KnownTreaty& known) {
    const auto& also = known.fact.also;
    return initials(known.fact.title).starts_with(lower) ||
           std::any_of(also.begin(), also.end(), [&](const std::string& name) {
             return initials(name).starts_with(lower) || to_lower(name) == lower;
           });
  });
}

/// A treaty may be called a pact, a deal or an agreement, but no protocol or memorandum.
static int kind_of_form(const std::string& form) {
  return form == "protocol"      ? 1
         : form == "memorandum"  ? 2
         : form == "declaration" ? 3
         : form == "annex"       ? 4
                                 : 0;
}

double Memory::fit(const TreatyMention& mention, const KnownTreaty& known) const {
  if (mention.proper) {
    // The very name, or its first letters.
    const auto& also = known.fact.also;
    if (mention.title == known.fact.title ||
        std::find(also.begin(), also.end(), mention.title) != also.end())
      return 2;
    if (!mention.acronym.empty() && mention.acronym == mention.title) {
      const std::string letters = to_lower(mention.acronym);
      return initials(known.fact.title).starts_with(letters) ? 1.9 : 0;
    }
  }
  if (mention.year && known.year && *mention.year != *known.year) return 0;
  bool same_year = mention.year && known.year;
  // The year of a name is the year of signature, where that is known.
  if (mention.year && !known.year) {
    if (!known.fact.signed_on || !known.fact.signed_on->bounds().earliest) {
      if (content_words(mention.title) != known.words) return 0;
    } else {
      const std::chrono::year_month_day ymd{*known.fact.signed_on->bounds().earliest};
      if (static_cast<int>(ymd.year()) != *mention.year) return 0;
      same_year = true;
    }
  }
  if (!mention.form.empty() && !known.fact.form.empty() && mention.form != known.fact.form) {
    if (kind_of_form(mention.form) != kind_of_form(known.fact.form)) return 0;
  }
  const bool parties_known = !mention.parties.empty() && !known.fact.parties.empty();
  // Two parties told and only one known: the other one would have to be unnamed there.
  const bool widens = mention.parties.size() >= 2 && known.fact.parties.size() == 1;
  if (parties_known && !subset(mention.parties, known.fact.parties) &&
      !subset(known.fact.parties, mention.parties)) {
    return 0;
  }
  if (!mention.acronym.empty()) {
    const auto& also = known.fact.also;
    if (std::find(also.begin(), also.end(), mention.acronym) != also.end()) return 2;
  }
  std::set<std::string> words = content_words(mention.title);
  std::size_t shared = 0;
  for (const std::string& word : words) {
    if (known.words.contains(word)) ++shared;
  }
  if (words.size() == 1 && words.begin()->size() >= 3 && shared == 0 &&
      in_order(*words.begin(), initials(known.fact.title)) && capitals(mention.title)) {
    return 1.8;
  }
  const double all = static_cast<double>(words.size() + known.words.size() - shared);
  const double both = all > 0 ? static_cast<double>(shared) / all : 0;
  if (widens && both < 0.5) return 0;
  double score = 0;
  if (mention.proper && !known.described_only) {
    // Two names: one must be most of the other.
    score = shared == words.size() && shared > 0 && shared * 2 >= known.words.size() ? 0.8 : both;
    if (shared == words.size() && shared >= 2) score = std::max(score, 0.7);
  } else if (!words.empty()) {
    score += static_cast<double>(shared) / static_cast<double>(words.size());
  }
  if (same_year) score += 0.6;
  if (parties_known) score += 0.4;
  if (words.empty() || shared > 0 || same_year) return score;
  return mention.definite && parties_known ? score : 0;
}

std::size_t Memory::add(const TreatyMention& mention) {
  KnownTreaty known;
  known.fact.id = "t" + std::to_string(treaties_.size() + 1);
  known.fact.title = mention.description.empty() ? mention.title : mention.description;
  known.fact.form = mention.form;
  known.fact.parties = mention.parties;
  known.named = mention.span;
  known.words = content_words(mention.title);
  known.year = mention.year;
  known.described_only = !mention.proper;
  known.adjective = mention.modifier;
  if (mention.year) {
    if (Result<Edtf> date = parse_edtf(std::to_string(*mention.year))) known.fact.signed_on = *date;
  }
  if (!mention.acronym.empty()) known.fact.also.push_back(mention.acronym);
  treaties_.push_back(std::move(known));
  return treaties_.size() - 1;
}

void Memory::enrich(std::size_t index, const TreatyMention& mention) {
  KnownTreaty& known = treaties_[index];
  if (mention.anaphor) return;
  for (const std::string& word : content_words(mention.title)) known.words.insert(word);
  for (const std::string& party : mention.parties) {
    auto& parties = known.fact.parties;
    if (std::find(parties.begin(), parties.end(), party) == parties.end() && parties.size() < 2) {
      parties.push_back(party);
    }
  }
  const auto keep_also = [&](const std::string& name) {
    auto& also = known.fact.also;
    if (!name.empty() && name != known.fact.title &&
        std::find(also.begin(), also.end(), name) == also.end()) {
      also.push_back(name);
    }
  };
  keep_also(mention.acronym);
  if (mention.alias && known.described_only && mention.proper && !known.fact.parties.empty()) {
    // "the trade agreement between A and B, known as C": the description tells more.
    keep_also(mention.title);
  } else if (mention.proper && known.described_only) {
    // The name goes before the description it was introduced with.
    known.fact.title = mention.title;
    known.named = mention.span;
    known.described_only = false;
    if (!mention.form.empty()) known.fact.form = mention.form;
  } else if (mention.proper && mention.title != known.fact.title) {
    keep_also(mention.title);
  }
  if (known.fact.form.empty()) known.fact.form = mention.form;
  if (!known.year && mention.year) known.year = mention.year;
}

std::vector<std::size_t> Memory::last_two() const {
  if (named_.size() < 2) return {};
  return {named_.end() - 2, named_.end()};
}

std::optional<std::size_t> Memory::resolve(const TreatyMention& mention) {
  const auto note = [&](std::size_t index) {
    std::erase(named_, index);
    named_.push_back(index);
  };
  const auto found = [&](std::size_t index) {
    enrich(index, mention);
    note(index);
    focus_ = index;
    latest_ = index;
    return index;
  };
  if (mention.alias && !treaties_.empty()) return found(focus_.value_or(latest_.value_or(0)));
  if (mention.anaphor) {
    if (treaties_.empty()) {
      if (mention.form.empty() || mention.title.empty()) return std::nullopt;
      return found(add(mention));  // "The treaty …" at the very beginning
    }
    if (mention.latter && latest_) return found(*latest_);
    const std::size_t meant = focus_.value_or(0);
    if (!mention.form.empty() &&
        kind_of_form(mention.form) != kind_of_form(treaties_[meant].fact.form)) {
      // "the pact" is not the protocol told last.
      for (std::size_t i = treaties_.size(); i > 0; --i) {
        if (kind_of_form(treaties_[i - 1].fact.form) == kind_of_form(mention.form))
          return found(i - 1);
      }
    }
    return found(meant);
  }
  if (mention.definite && !mention.partner.empty() && !mention.proper) {
    // "the Swiss protocol": the one with Switzerland among those told.
    for (std::size_t i = treaties_.size(); i > 0; --i) {
      const TreatyFact& fact = treaties_[i - 1].fact;
      if (kind_of_form(fact.form) == kind_of_form(mention.form) && fact.parties.size() <= 2 &&
          subset({mention.partner}, fact.parties))
        return found(i - 1);
    }
  }
  if (!mention.indefinite && !mention.own) {
    double best = 0;
    std::size_t index = 0;
    for (std::size_t i = 0; i < treaties_.size(); ++i) {
      const double score = fit(mention, treaties_[i]);
      if (score > best) {
        best = score;
        index = i;
      }
    }
    if (best >= 0.5) return found(index);
    // "the defence pact" of a text that knows one treaty only: another description of it.
    const bool plain = mention.definite && !mention.proper && !mention.year && !mention.earlier &&
                       !mention.plural && mention.parties.empty() &&
                       std::count(mention.modifier.begin(), mention.modifier.end(), ' ') <= 2;
    if (plain && !treaties_.empty()) {
      const std::size_t target = focus_.value_or(0);
      TreatyMention bare = mention;
      bare.title.clear();
      bare.modifier.clear();
      const KnownTreaty& known = treaties_[target];
      const bool other_kind =
          kind_of_form(mention.form) != 0 ||
          (!known.fact.form.empty() && kind_of_form(known.fact.form) != kind_of_form(mention.form));
      // "the strategic partnership treaty" beside an agreement on reactors is another one.
      const bool other_thing = content_words(mention.title).size() >= 2 &&
                               mention.form == "treaty" && known.fact.form != "treaty" &&
                               known.fact.form != "pact" && known.fact.form != "convention";
      (void)bare;
      if (!other_thing && (!other_kind || known.fact.form == mention.form)) return found(target);
    }
    // A name for what so far was only described: "a peace treaty … the Agreement on Peace".
    if (mention.proper && mention.definite && !mention.year) {
      for (std::size_t i = 0; i < treaties_.size(); ++i) {
        const KnownTreaty& known = treaties_[i];
        if (!known.described_only || known.year) continue;
        if (!mention.parties.empty() && !known.fact.parties.empty() &&
            !subset(mention.parties, known.fact.parties)) {
          continue;
        }
        const std::set<std::string> words = content_words(mention.title);
        const bool shared = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
          return known.words.contains(word);
        });
        const bool lone =
            treaties_.size() == 1 && known.fact.parties.size() == 2 && mention.parties.empty();
        if (i == 0 && treaties_.size() == 1 && (shared || lone)) return found(i);
      }
    }
  }
  if (treaties_.size() >= kMostTreaties) return std::nullopt;
  const std::size_t index = add(mention);
  note(index);
  latest_ = index;
  if (!focus_ || !mention.earlier) focus_ = index;
  return index;
}

}  // namespace servanda
