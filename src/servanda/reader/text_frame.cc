#include "servanda/reader/text_frame.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <map>

#include "servanda/language/names.h"
#include "servanda/language/tokens.h"
#include "servanda/reader/text_names.h"
#include "servanda/reader/text_numbers.h"

namespace servanda {
namespace {

std::string form_of(const std::string& title) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 31> kForms{{
      {"general act", "general act"},
      {"exchange of notes", "exchange of notes"},
      {"exchange of letters", "exchange of letters"},
      {"memorandum of understanding", "memorandum of understanding"},
      {"agreement", "agreement"},
      {"convention", "convention"},
      {"treaty", "treaty"},
      {"protocol", "protocol"},
      {"charter", "charter"},
      {"covenant", "covenant"},
      {"constitution", "constitution"},
      {"statute", "statute"},
      {"pact", "pact"},
      {"arrangement", "arrangement"},
      {"accord", "agreement"},
      {"traité", "treaty"},
      {"protocole", "protocol"},
      {"charte", "charter"},
      {"pacte", "pact"},
      {"statut", "statute"},
      {"acuerdo", "agreement"},
      {"convenio", "convention"},
      {"convención", "convention"},
      {"tratado", "treaty"},
      {"protocolo", "protocol"},
      {"carta", "charter"},
      {"соглашение", "agreement"},
      {"договор", "treaty"},
      {"конвенция", "convention"},
      {"протокол", "protocol"},
      {"устав", "charter"},
  }};
  std::size_t best = std::string::npos;
  std::size_t longest = 0;
  std::string form;
  for (const auto& [word, name] : kForms) {
    const std::size_t at = title.find(word);
    if (at < best || (at == best && at != std::string::npos && word.size() > longest)) {
      best = at;
      longest = word.size();
      form = name;
    }
  }
  return form;
}

/// Who concludes it, as far as the words before the first reason or resolution name them.
std::vector<std::string> parties_in_preamble(const std::string& opening,
                                             std::string_view language) {
  static const RE2 kEnd(
      R"((?i)\b(?:hereinafter|hereafter|desir(?:ing|ous)|considering|recogni[sz]ing|wishing|recalling|convinced|having|have (?:agreed|decided|resolved)|being|conscious|noting|bearing|moved|determined|animated|inspired|with a view|aware|anxious|guided|intending|mindful|affirming|reaffirming|taking into|whereas|in order|acting|resolved|concerned|ci-après|désireux|considérant|deseando|considerando|именуемые|далее)\b)");
  re2::StringPiece rest(opening);
  re2::StringPiece word;
  std::size_t end = std::min<std::size_t>(opening.size(), 2500);
  static const RE2 kEndWord("(" + kEnd.pattern() + ")");
  if (RE2::PartialMatch(rest, kEndWord, &word)) {
    end = std::min(end, static_cast<std::size_t>(word.data() - opening.data()));
  }
  const std::string_view named = std::string_view(opening).substr(0, end);
  static const RE2 kGeneral(
      R"((?i)(?:states|governments|members|member states|parties|countries|signator(?:y|ies)|peoples)[ ,]+(?:parties|party|signator(?:y|ies)|members|of the council|to (?:this|the present)|represented|hereto|concerned|of the united nations|of europe)|^\W*the (?:contracting|high contracting) (?:parties|states|governments)|^\W*the (?:states|parties|member)\b)");
  if (RE2::PartialMatch(re2::StringPiece(named.data(), named.size()), kGeneral)) return {};
  return states_named_in(named, language);
}

/// Two sides behind "between" in a title, up to where it tells the subject.
std::vector<std::string> parties_in_title(const std::string& title, std::string_view language) {
  static const RE2 kBetween(R"((?i)(?:\b(?:by and between|between|among|entre)\b|между)\s*(.*))");
  std::string rest;
  if (!RE2::PartialMatch(title, kBetween, &rest)) return {};
  static const RE2 kSubject(
      R"((?i)^(.*?)(?:,? \b(?:concerning|concernant|on|regarding|relating|relative|for|in respect|about|with (?:a view|respect|regard)|to (?:avoid|promote|facilitate|establish|regulate)|sur|relatif|relativo|sobre|para|pour|signed|done)\b| \(|; | (?:о|об|по)\s))");
  std::string sides;
  if (!RE2::PartialMatch(rest, kSubject, &sides)) sides = rest;
  return states_named_in(sides, language);
}

class FrameReader {
 public:
  explicit FrameReader(const TextUnderReading& reading) : r_(reading) {}

  void frame() {
    TreatyFact& treaty = r_.found.treaty;
    treaty.title = r_.text.title;
    treaty.form = form_of(to_lower(r_.text.title));
    if (treaty.form.empty()) treaty.form = form_that_it_calls_itself();
    if (!r_.text.articles.empty()) treaty.articles = static_cast<int>(r_.text.articles.size());
    std::string opening = r_.text.preamble.substr(0, 4000);
    if (const std::size_t at = opening.find(treaty.title);
        at != std::string::npos && !treaty.title.empty()) {
      opening.erase(0, at + treaty.title.size());
    }
    const std::vector<std::string> titled = parties_in_title(treaty.title, r_.found.language);
    const std::vector<std::string> named = parties_in_preamble(opening, r_.found.language);
    if (titled.size() == 2 && named.size() <= 2) {
      treaty.parties = titled;
    } else if (named.size() >= 2) {
      treaty.parties = named;
      // Among many states an organisation is their roof, not a party; but for the Union.
      if (named.size() > 3) {
        std::erase_if(treaty.parties, [](const std::string& code) {
          return code != "EU" && gazetteer().is_organisation(code);
        });
      }
    } else if (titled.size() >= 2) {
      treaty.parties = titled;
    }
  }

  void closing() {
    TreatyFact& treaty = r_.found.treaty;
    for (const TextSentence& sentence : r_.text.closing) read_signing(sentence);
    std::vector<std::string> languages;
    for (const TextSentence& sentence : r_.text.closing) read_languages(sentence, languages);
    for (const TextSentence& sentence : r_.text.sentences) {
      if (!languages.empty()) break;
      // "The present Convention, of which the French and English texts are both authentic, …" says
      // it of itself wherever it stands.
      static const RE2 kOwnTexts(
          R"(\b(?:this|the present) \w+(?: \w+)?,? (?:of which the|the) .* texts?\b.* authentic)");
      if (!r_.in_final_part(sentence) && !RE2::PartialMatch(sentence.plain, kOwnTexts)) continue;
      static const RE2 kAuthentic(
          R"(\b(?:this|the present) .*\b(?:done|drawn up|made|concluded|established) in\b.*\blanguages?\b|(?:equally )?(?:authentic|authoritative)|equally valid|font (?:également )?foi|également authentiques|igualmente auténticos|имеют одинаковую силу|аутентичны|original of (?:this|the present)|established in a single)");
      if (!RE2::PartialMatch(sentence.plain, kAuthentic)) continue;
      read_languages(sentence, languages);
    }
    treaty.languages = std::move(languages);
    if (treaty.signed_on) return;
    // "done at …" within an article, or before the first one.
    for (const TextSentence& sentence : r_.text.sentences) {
      // Other treaties are cited with the day on which they were done: here it begins the sentence.
      static const RE2 kDone(
          R"(^(?:\S{1,6} )?(?:in (?:witness|faith) .*)?\bdone ?(?:at|in|this|on)\b|(?:this|the present) .*\b(?:opened|open) for signature (?:at|in) .* on |(?:this|the present) .*\b(?:opened|open)\b.* for signature\b.*\bfrom \d)");
      if (!r_.in_final_part(sentence) || !RE2::PartialMatch(sentence.plain, kDone)) continue;
      read_signing(sentence);
      if (treaty.signed_on) return;
    }
    adopted_in_preamble();
  }

 private:
  /// "The Conference, having been convened at Geneva …, adopts this 24th day of June …": the
  /// conventions of the International Labour Organisation tell their day at the beginning.
  void adopted_in_preamble() {
    TreatyFact& treaty = r_.found.treaty;
    static const RE2 kAdopts(R"((?i)\b(adopts? (?:on )?this .{10,200}))");
    static const RE2 kDay(R"(this (\d{1,2}\S* day of [a-z]+,?(?: (?:of|in) the year)? \d{4})\b)");
    std::string adopts;
    std::string day;
    if (!RE2::PartialMatch(r_.text.preamble, kAdopts, &adopts) ||
        !RE2::PartialMatch(with_figures(to_lower(adopts), r_.found.language), kDay, &day)) {
      return;
    }
    std::optional<Edtf> date = date_named_in(day);
    if (!date) return;
    treaty.signed_on = std::move(date);
    static const RE2 kPlace(
        R"(\b(?:convened|met|held|assembled) (?:at|in) ([A-Z][\pL-]+(?: [A-Z][\pL-]+)?)\b)");
    std::string place;
    if (treaty.signed_at.empty() && RE2::PartialMatch(r_.text.preamble, kPlace, &place))
      treaty.signed_at = place;
    r_.found.quotes.push_back(
        {"signed", {0, r_.text.articles.empty() ? 0 : r_.text.articles.front().span.begin}});
  }

  /// "this Convention", where no title tells: the word used most.
  std::string form_that_it_calls_itself() const {
    std::map<std::string, int> counts;
    static const RE2 kSelf(
        R"(\b(?:this|the present) (agreement|convention|treaty|protocol|covenant|charter|constitution|general act|statute|pact)\b)");
    for (const TextSentence& sentence : r_.text.sentences) {
      std::string form;
      if (RE2::PartialMatch(sentence.plain, kSelf, &form)) ++counts[form];
    }
    const auto most =
        std::max_element(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return most != counts.end() && most->second >= 3 ? most->first : std::string();
  }

  void read_signing(const TextSentence& sentence) {
    TreatyFact& treaty = r_.found.treaty;
    if (!r_.formulas.holds("closing.signed", sentence.plain)) return;
    if (!treaty.signed_on) {
      if (std::optional<Edtf> date = date_named_in(sentence.plain)) {
        treaty.signed_on = std::move(date);
        r_.quote("signed", sentence);
      }
    }
    if (!treaty.signed_at.empty()) return;
    static const RE2 kCities(
        R"(\b(?i:at|in) (?i:the cities of )?([A-Z][\pL.]+(?: [A-Z][\pL.]+)*(?:, [A-Z][\pL.]+(?: [A-Z][\pL.]+)*)*,? and [A-Z][\pL]+(?: [A-Z][\pL]+)*))");
    std::string cities;
    if (RE2::PartialMatch(sentence.cased, kCities, &cities) &&
        !r_.formulas.holds("closing.place.not", cities) &&
        languages_named_in(to_lower(cities)).empty()) {
      RE2::GlobalReplace(&cities, RE2(R"(,? and |, )"), "; ");
      treaty.signed_at = cities;
      return;
    }
    const auto place = r_.formulas.first("closing.place", sentence.cased);
    if (!place || r_.formulas.holds("closing.place.not", place->part("place"))) return;
    treaty.signed_at = place->part("place");
    while (!treaty.signed_at.empty() && treaty.signed_at.back() == '.') treaty.signed_at.pop_back();
    treaty.signed_at = place_in_nominative(std::move(treaty.signed_at), r_.found.language);
    // "DONE AT LONDON"
    const bool capitals = std::none_of(treaty.signed_at.begin(), treaty.signed_at.end(),
                                       [](char c) { return c >= 'a' && c <= 'z'; });
    for (std::size_t i = 1; capitals && i < treaty.signed_at.size(); ++i) {
      char& c = treaty.signed_at[i];
      const char before = treaty.signed_at[i - 1];
      if (c >= 'A' && c <= 'Z' && before != ' ' && before != '-') c = static_cast<char>(c + 32);
    }
  }

  void read_languages(const TextSentence& sentence, std::vector<std::string>& languages) {
    if (!languages.empty() || !r_.formulas.holds("languages", sentence.plain)) return;
    languages = languages_named_in(sentence.plain);
    if (!languages.empty()) r_.quote("languages", sentence);
  }

  const TextUnderReading& r_;
};

/// "the Organization", "the Secretary-General": whom the text means by it.
class DepositaryReader {
 public:
  explicit DepositaryReader(const TextUnderReading& reading) : r_(reading) {}

  void run() {
    const bool two = r_.found.treaty.parties.size() == 2;
    if (!look(r_.text.sentences, "depositary.strong", true) && two) return;
    if (found_.empty() && !look(r_.text.sentences, "depositary.deposit", false) &&
        !look(r_.text.closing, "depositary.strong", true) &&
        !look(r_.text.closing, "depositary.deposit", false)) {
      return;
    }
    r_.found.treaty.depositary = found_;
    r_.quote("depositary", *best_);
  }

 private:
  bool look(const std::vector<TextSentence>& sentences, const char* group, bool strong) {
    for (const TextSentence& sentence : sentences) {
      if ((sentence.topics & kTopicDeposit) == 0 ||
          !r_.formulas.holds("depositary.about", sentence.plain)) {
        continue;
      }
      const auto match = r_.formulas.first(group, sentence.plain);
      if (!match) continue;
      static const RE2 kSeveral(
          R"(depositary governments|depositaries|governments?[^.]*depositar)");
      if (strong && RE2::PartialMatch(sentence.plain, kSeveral)) {
        const std::vector<std::string> states = states_named_in(sentence.cased);
        if (states.size() >= 2 && states.size() <= 5) {
          for (const std::string& state : states) found_ += (found_.empty() ? "" : "; ") + state;
          best_ = &sentence;
          return true;
        }
        // "the Depositary Governments shall inform …" names nobody.
        if (sentence.plain.find("governments") != std::string::npos) continue;
      }
      std::string_view after(sentence.cased);
      if (!strong) {
        // Lengths differ where numbers became figures: look a little before.
        const auto at = static_cast<std::size_t>(match->part("").data() + match->part("").size() -
                                                 sentence.plain.data());
        after = after.substr(std::min(after.size(), at > 30 ? at - 30 : 0));
      }
      found_ = defined(sentence.plain);
      if (found_.empty()) found_ = depositary_named_in(after);
      if (!found_.empty()) {
        best_ = &sentence;
        return true;
      }
    }
    return false;
  }

  /// "deposited with the Organization": looked up where the text says which.
  std::string defined(const std::string& plain) const {
    static const RE2 kShort(
        R"(\b(?:with|to|by|in the archives of) (?:the )?(organi[sz]ation|secretary[- ]general|director[- ]general|bureau|agency|union|council|commission)( of (?:the )?[a-z]+)?)");
    std::string word;
    std::string of;
    if (!RE2::PartialMatch(plain, kShort, &word, &of)) return {};
    const std::string_view head = std::string_view(of).substr(of.rfind(' ') + 1);
    if (head == "council" || head == "commission") {
      word = head;  // "the Secretary General of the Council": which the text defines
    } else if (!of.empty() && head != "organization" && head != "organisation") {
      return {};
    }
    std::replace(word.begin(), word.end(), ' ', '-');
    for (const bool strict : {true, false}) {
      for (const TextSentence& other : r_.text.sentences) {
        const RE2 means(word.substr(0, 7) + "[^ ]*[\"\xE2\x80\x9D' ]*(?:means|shall mean) (.*)");
        re2::StringPiece what;
        if (!RE2::PartialMatch(other.plain, means, &what)) continue;
        const std::size_t behind =
            other.cased.size() - std::min(other.cased.size(), what.size() + 2);
        if (std::string code = depositary_named_in(other.cased.substr(behind)); !code.empty())
          return code;
        static const RE2 kOrganisation(R"(^the secretary-general of the organi[sz]ation)");
        if (RE2::PartialMatch(what, kOrganisation)) word = "organization";
      }
      const auto tells = [&](const std::string& lower) {
        if (lower.find(word.substr(0, 7)) == std::string::npos) return false;
        return !strict || lower.find("means") != std::string::npos ||
               lower.find("hereinafter") != std::string::npos ||
               lower.find("referred to as") != std::string::npos;
      };
      for (const TextSentence& other : r_.text.sentences) {
        if (!tells(other.plain)) continue;
        if (std::string code = depositary_named_in(other.cased); !code.empty()) return code;
      }
      if (tells(to_lower(r_.text.preamble))) {
        if (std::string code = depositary_named_in(r_.text.preamble); !code.empty()) return code;
      }
    }
    return {};
  }

  const TextUnderReading& r_;
  std::string found_;
  const TextSentence* best_ = nullptr;
};

}  // namespace

void read_frame(const TextUnderReading& reading) {
  FrameReader(reading).frame();
}
void read_closing(const TextUnderReading& reading) {
  FrameReader(reading).closing();
}
void read_depositary(const TextUnderReading& reading) {
  DepositaryReader(reading).run();
}

}  // namespace servanda
