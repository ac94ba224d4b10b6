// What a mention says of its treaty: name, form, year, parties; whether it names or only points.
#include "servanda/reader/treaty_edges.h"

#include <algorithm>
#include <array>

#include "servanda/language/names.h"
#include "servanda/reader/treaty_heads.h"

namespace servanda {
namespace {

class Describer {
 public:
  Describer(const Sentence& sentence, const Memory& memory, TreatyPartners& partners, bool first)
      : s_(sentence),
        memory_(memory),
        tokens_(sentence.tokens),
        partners_(partners),
        first_(first) {}

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
    if (!mention.proper && left + 1 == head && tokens_[left].capital && !is_party(tokens_, left) &&
        left > s_.begin) {
      mention.proper = true;  // "CFE treaty", "Paris accord"
    }
    if (!mention.proper && left + 1 == head && left > s_.begin && named_for_a_city(left)) {
      mention.proper = true;  // "the Ottawa convention", "the Minsk agreements"
    }
    if (!mention.proper && right > head + 2 && tokens_[head + 1].is("of") &&
        tokens_[head + 2].capital && month_number(tokens_[head + 2].lower) == 0 &&
        !is_party(tokens_, head + 2)) {
      mention.proper = true;  // "the treaty of Turkmenchay"
    }
    if (!mention.proper && left + 1 < head && head - left <= 5) {
      // "New START treaty", "Open Skies treaty"
      bool names = left > s_.begin || !tokens_[left].is("the");
      for (std::size_t i = left; i < head; ++i)
        names = names && (tokens_[i].capital || tokens_[i].joined) && !is_party(tokens_, i);
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
        (memory_.focus() || !first_) && judged(left, head)) {
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

 private:
  const WordInfo& info(std::size_t at) const { return *s_.words[at]; }

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
        !info(right + 1).is(kPreposition | kTo) && !starts_date(tokens_, right + 1))
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
    mention.description =
        s_.words_of(std::min(first_word, span.head), trim_right(s_, end, span.head));
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
    } else if (before.size() == 1 && !partners_.owner.empty()) {
      put(before.front());
    } else if (before.size() == 1 && span.head > left) {
      const std::optional<NameMatch> nation = gazetteer().match(tokens_, span.head - 1);
      if (nation && nation->entry->kind == NameKind::adjective && nation->end == span.head)
        span.mention.partner = before.front();
    }
    if (!partners_.owner.empty()) put(partners_.owner);
    for (const auto& [begin, end] : partners_.between) {
      if (begin >= left && end <= right + 1) {
        for (const std::string& party : find_parties(s_, begin, end)) put(party);
      }
    }
    if (partners_.pair && found.empty()) {
      for (const std::string& party : memory_.pair) put(party);
    }
    partners_.pair = false;
    if (found.size() >= 2) span.with_only = false;
    if (found.size() > 12) found.clear();
    partners_.owner.clear();
    partners_.between.clear();
  }

  const Sentence& s_;
  const Memory& memory_;
  const std::vector<Token>& tokens_;
  TreatyPartners& partners_;
  bool first_;  ///< no treaty was named before
};

}  // namespace

void describe(const Sentence& sentence, const Memory& memory, bool first, std::size_t left,
              std::size_t right, const HeadForm& form, TreatySpan& span, TreatyPartners& partners) {
  Describer(sentence, memory, partners, first).describe(left, right, form, span);
}

}  // namespace servanda
