#include "servanda/reader/text_content.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "servanda/base/table.h"
#include "servanda/language/tokens.h"
#include "servanda/reader/tables.h"
#include "servanda/reader/text_headings.h"
#include "servanda/reader/text_sentences.h"

namespace servanda {
namespace {

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

std::string_view trimmed(std::string_view words) {
  constexpr std::string_view kEdge = " ,;:.";
  while (!words.empty() && kEdge.find(words.front()) != std::string_view::npos)
    words.remove_prefix(1);
  while (!words.empty() && kEdge.find(words.back()) != std::string_view::npos)
    words.remove_suffix(1);
  return words;
}

/// Cut at a blank, so that no letter is divided.
std::string shortened(std::string_view words, std::size_t longest) {
  words = trimmed(words);
  if (words.size() <= longest) return std::string(words);
  const std::size_t blank = words.rfind(' ', longest);
  return std::string(words.substr(0, blank == std::string_view::npos ? 0 : blank));
}

// --- norms

struct Modal {
  std::string_view words;
  Must must;
};

/// Longer ones first: "shall not" before "shall".
constexpr std::array<Modal, 15> kModals{{
    {" shall not be entitled to ", Must::shall_not},
    {" shall be entitled to ", Must::may},
    {" shall have the right to ", Must::may},
    {" has the right to ", Must::may},
    {" have the right to ", Must::may},
    {" shall not ", Must::shall_not},
    {" may not ", Must::shall_not},
    {" undertake not to ", Must::shall_not},
    {" undertakes not to ", Must::shall_not},
    {" shall, ", Must::shall},
    {" may, ", Must::may},
    {" shall ", Must::shall},
    {" may ", Must::may},
    {" undertake to ", Must::shall},
    {" undertakes to ", Must::shall},
}};

/// Who is bound: not the treaty itself, and a phrase of some words.
bool binds_somebody(std::string_view who) {
  static const RE2 kItself(
      R"((?i)^(?:it|this|that|there|which|who|nothing|(?:an?|any|each|such|every|the) (?:amendments?|denunciation|withdrawal|reservations?|notifications?|instruments?|accession)\b.*|(?:for|of|to|in|under) .*|(?:this|the present|the|said) (?:[\w-]+ ){0,2}(?:agreement|convention|treaty|protocol|covenant|charter|statute|article|paragraph|provisions?|annex\w*|amendments?|denunciation|withdrawal|instruments?))$|(?i)\b(?:provisions of|article \d+|entry into force)\b)");
  return who.size() >= 3 && who.size() <= 160 && !RE2::PartialMatch(piece(who), kItself);
}

/// A cheap look before the regular expression.
bool may_hold_condition(std::string_view what) {
  for (std::size_t at = 0; at + 3 < what.size(); ++at) {
    if (what[at] != ' ') continue;
    const std::string_view rest = what.substr(at + 1);
    for (const std::string_view word :
         {"if ", "unless ", "provided ", "on condition", "in the event", "in case", "whenever",
          "as long", "to the extent", "except ", "subject to"}) {
      if (word[0] == rest[0] && rest.starts_with(word)) return true;
    }
  }
  return false;
}

std::optional<ClauseFact> norm_in(std::string_view sentence) {
  std::size_t at = 0;
  const Modal* modal = nullptr;
  for (; at + 5 < sentence.size() && modal == nullptr; ++at) {
    if (sentence[at] != ' ') continue;
    const char next = sentence[at + 1];
    if (next != 's' && next != 'm' && next != 'h' && next != 'u') continue;
    for (const Modal& one : kModals) {
      if (!sentence.substr(at).starts_with(one.words)) continue;
      modal = &one;
      break;
    }
    if (modal != nullptr) break;
  }
  if (modal == nullptr) return std::nullopt;
  ClauseFact norm;
  norm.must = modal->must;
  std::string_view who = without_number(sentence.substr(0, at));
  std::string_view what = sentence.substr(at + modal->words.size());
  // "If a Party is attacked, the other Party …": the condition stands before who is bound.
  static const RE2 kConditionFirst(
      R"((?i)^((?:if|where|when|whenever|in the event|in case|in cases|unless|subject to|except|without prejudice to|notwithstanding|as long as|to the extent)\b.*),\s*(?:then )?([^,]{3,160})$)");
  re2::StringPiece condition;
  re2::StringPiece bound;
  if (RE2::FullMatch(piece(who), kConditionFirst, &condition, &bound)) {
    norm.condition = shortened({condition.data(), condition.size()}, 300);
    who = {bound.data(), bound.size()};
  } else {
    static const RE2 kConditionLast(
        R"((?i)^(.*?)(?:,? ((?:if|unless|provided that|on condition that|in the event|in case|whenever|as long as|to the extent that|except where|except when)\b.*)|, (subject to\b.*))$)");
    re2::StringPiece subject;
    re2::StringPiece rest;
    if (may_hold_condition(what) &&
        RE2::FullMatch(piece(what), kConditionLast, &rest, &condition, &subject) && !rest.empty()) {
      if (condition.empty()) condition = subject;
      norm.condition = shortened({condition.data(), condition.size()}, 300);
      what = {rest.data(), rest.size()};
    }
  }
  who = trimmed(who);
  // "The Parties agree that their nationals shall …"
  static const RE2 kAgreed(
      R"(^.*\b(?:agrees?|ensures?|ensure|accepts?|recogni[sz]es?) that (.+)$)");
  if (who.find(" that ") != std::string_view::npos && RE2::FullMatch(piece(who), kAgreed, &bound))
    who = {bound.data(), bound.size()};
  // "The Parties, in order to …, shall": what stands between commas is no part of the name.
  if (const std::size_t comma = who.find(','); comma != std::string_view::npos && comma > 3) {
    who = who.substr(0, comma);
  }
  // "If a Party finds pollution, it shall …": who it is stands in the condition.
  static const RE2 kSubject(
      R"((?i)\b((?:an?|any|each|either|one of the|the) (?:[a-z-]+ ){0,2}(?:part(?:y|ies)|states?|members?|governments?))\b)");
  if ((who == "it" || who == "they") && !norm.condition.empty() &&
      RE2::PartialMatch(norm.condition, kSubject, &bound)) {
    who = {bound.data(), bound.size()};
  }
  if (!binds_somebody(who)) return std::nullopt;
  // "No Party shall …" is what any Party shall not.
  static const RE2 kNobody(R"((?i)^(?:no|neither|none of) [\w-]+)");
  const bool nobody = norm.must != Must::shall_not && RE2::PartialMatch(piece(who), kNobody);
  if (nobody) norm.must = Must::shall_not;
  norm.who = std::string(who);
  if (nobody) {
    static const RE2 kNo(R"((?i)^no )");
    static const RE2 kNone(R"((?i)^none of )");
    static const RE2 kNeither(R"((?i)^neither )");
    RE2::Replace(&norm.who, kNo, "any ");
    RE2::Replace(&norm.who, kNone, "any of ");
    RE2::Replace(&norm.who, kNeither, "either ");
  }
  norm.action = shortened(what, 400);
  if (norm.action.empty()) return std::nullopt;
  static const RE2 kWhom(
      R"((?i)(\bof )?\b(each other|one another|(?:to |with |for |against )?the other (?:contracting |high contracting )?part(?:y|ies)|(?:to |with |against )(?:any|every|all|another) (?:contracting |state |states )?part(?:y|ies)|(?:to|for) (?:the )?(?:investors?|nationals?) of (?:the other|either|each) (?:contracting )?party|(?:to |with )?the (?:depositary|secretary-general|director-general|joint committee|council|committee))\b)");
  re2::StringPiece action(norm.action);
  std::string owner;
  std::string whom;
  // First only whether it matches: that is many times cheaper than where.
  while (RE2::PartialMatch(action, kWhom) && RE2::FindAndConsume(&action, kWhom, &owner, &whom)) {
    if (!owner.empty()) continue;  // "the laws of the other Party": whose, not whom
    norm.whom = whom;
    break;
  }
  return norm;
}

}  // namespace

std::vector<TextNorm> find_norms(const TextStructure& text) {
  std::vector<TextNorm> norms;
  for (const TextSentence& sentence : text.sentences) {
    if (sentence.article == kNoArticle) continue;
    std::optional<ClauseFact> norm = norm_in(sentence.cased);
    if (!norm) continue;
    norm->article = text.articles[sentence.article].label;
    norms.push_back({std::move(*norm), sentence.bytes});
  }
  return norms;
}

// --- definitions

std::vector<TextDefinition> find_definitions(const TextStructure& text, std::string_view original) {
  static const RE2 kMeans(
      R"(["“”«„']([^"“”«»„]{2,80}?),?["”“»'],? (?:and ["“][^"”]{2,80}["”] )?(?:(?:shall |also |respectively )*(?:means?|includes?|refers? to|denotes?|has the meaning)|désigne(?:nt)?|s'entend(?:ent)? |signifie|significa|se entiende|означает|понимается)\b ?(.*))");
  static const RE2 kBare(
      R"(^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s*)*(?:the (?:term|expression) )?([A-Za-z][A-Za-z -]{2,60}?) (?:means|shall mean) (.*))");
  static const RE2 kHereinafter(
      R"(([^,(]{6,160})[,(] ?(?:hereinafter|hereafter|ci-après|en adelante|именуем\pL+)(?: (?:referred to as|called|termed|dénommée?s?|denominad[oa]s?|далее))?,?(?: the| la| le| les| el)? ?["“«']([^"”»]{2,60})["”»'])");
  std::vector<TextDefinition> definitions;
  const auto add = [&](re2::StringPiece term, re2::StringPiece meaning, Span bytes) {
    if (meaning.empty()) return;
    definitions.push_back({std::string(trimmed({term.data(), term.size()})),
                           shortened(without_number({meaning.data(), meaning.size()}), 300),
                           bytes});
  };
  std::string title;
  std::size_t titled = kNoArticle;
  for (const TextSentence& sentence : text.sentences) {
    const std::string& cased = sentence.cased;
    if (sentence.article != kNoArticle && sentence.article != titled) {
      titled = sentence.article;
      title = to_lower(text.articles[titled].title);
    }
    re2::StringPiece term;
    re2::StringPiece meaning;
    const bool quotes =
        cased.find('"') != std::string::npos || cased.find("\xE2\x80\x9C") != std::string::npos ||
        cased.find("\xC2\xAB") != std::string::npos ||
        cased.find("\xE2\x80\x9E") != std::string::npos || cased.find('\'') != std::string::npos;
    if (quotes && RE2::PartialMatch(cased, kMeans, &term, &meaning)) {
      add(term, meaning, sentence.bytes);
    } else if ((title.find("definition") != std::string::npos ||
                title.find("use of terms") != std::string::npos) &&
               RE2::PartialMatch(cased, kBare, &term, &meaning)) {
      add(term, meaning, sentence.bytes);
    } else if (cased.find("herein") != std::string::npos ||
               cased.find("hereafter") != std::string::npos) {
      if (RE2::PartialMatch(cased, kHereinafter, &meaning, &term)) {
        add(term, meaning, sentence.bytes);
      }
    }
  }
  // Names that the preamble gives: "…, hereinafter referred to as "the Parties"".
  const std::size_t end =
      std::min<std::size_t>(text.articles.empty() ? 0 : text.articles.front().span.begin, 4000);
  re2::StringPiece rest = piece(original.substr(0, end));
  re2::StringPiece term;
  re2::StringPiece meaning;
  while (RE2::FindAndConsume(&rest, kHereinafter, &meaning, &term)) {
    // From the beginning of the line or of a word: longer ones were cut in the middle.
    const std::string_view words(meaning.data(), meaning.size());
    std::size_t cut = words.find_last_of("\n;");
    if (cut == std::string_view::npos && meaning.data() != original.data() &&
        meaning.data()[-1] != ' ' && meaning.data()[-1] != ',') {
      cut = words.find(' ');
    }
    if (cut != std::string_view::npos) meaning.remove_prefix(cut + 1);
    const auto begin = static_cast<std::size_t>(meaning.data() - original.data());
    add(term, meaning,
        {begin, static_cast<std::size_t>(term.data() + term.size() - original.data())});
  }
  return definitions;
}

// --- subjects

std::vector<TextSubject> find_subjects(const TextStructure& text, std::string_view language) {
  if (language != "en") return {};
  struct Entry {
    std::string_view words;
    bool stem = false;  ///< "tariff*": the beginning of a word
    std::size_t field = 0;
  };
  struct Thesaurus {
    std::vector<std::string_view> fields;
    std::unordered_map<std::string_view, std::vector<Entry>> by_start;  ///< first four letters
  };
  static const Thesaurus kThesaurus = [] {
    Thesaurus made;
    for (const Row& row : table_rows(tables::treaty_subjects_tsv)) {
      made.fields.push_back(row.field(0));
      for (std::string_view words : row.parts(1)) {
        Entry entry{words, words.ends_with('*'), made.fields.size() - 1};
        if (entry.stem) entry.words.remove_suffix(1);
        made.by_start[entry.words.substr(0, 4)].push_back(entry);
      }
    }
    return made;
  }();
  constexpr std::size_t kWeightOfTitle = 1000;
  std::vector<std::size_t> articles(kThesaurus.fields.size(), 0);
  std::vector<std::size_t> last(kThesaurus.fields.size(), kNoArticle);
  std::vector<bool> titled(kThesaurus.fields.size(), false);
  const auto look = [&](std::string_view lower, auto take) {
    for (std::size_t at = 0; at + 4 <= lower.size();) {
      const auto found = kThesaurus.by_start.find(lower.substr(at, 4));
      if (found != kThesaurus.by_start.end()) {
        for (const Entry& entry : found->second) {
          if (!lower.substr(at).starts_with(entry.words)) continue;
          const std::size_t end = at + entry.words.size();
          const bool whole = end == lower.size() || lower[end] < 'a' || lower[end] > 'z';
          if (whole || entry.stem || (lower[end] == 's' && end + 1 <= lower.size()))
            take(entry.field);
        }
      }
      const std::size_t blank = lower.find(' ', at);
      if (blank == std::string_view::npos) break;
      at = blank + 1;
      while (at < lower.size() && (lower[at] == '"' || lower[at] == '(')) ++at;
    }
  };
  look(to_lower(text.title), [&](std::size_t field) { titled[field] = true; });
  for (const TextSentence& sentence : text.sentences) {
    if (sentence.article == kNoArticle) continue;
    look(sentence.plain, [&](std::size_t field) {
      if (last[field] == sentence.article) return;
      last[field] = sentence.article;
      ++articles[field];
    });
  }
  std::vector<TextSubject> subjects;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const bool enough = articles[i] >= 2 && articles[i] * 20 >= text.articles.size();
    if (titled[i] || enough) subjects.push_back({std::string(kThesaurus.fields[i]), articles[i]});
  }
  const auto weight = [&](const TextSubject& subject) {
    const auto at = static_cast<std::size_t>(
        std::find(kThesaurus.fields.begin(), kThesaurus.fields.end(), subject.field) -
        kThesaurus.fields.begin());
    return subject.articles + (titled[at] ? kWeightOfTitle : 0);
  };
  std::stable_sort(
      subjects.begin(), subjects.end(),
      [&](const TextSubject& a, const TextSubject& b) { return weight(a) > weight(b); });
  return subjects;
}

}  // namespace servanda
