#include "servanda/reader/text_headings.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <ranges>

#include "servanda/language/tokens.h"
#include "servanda/reader/text_numbers.h"

namespace servanda {
namespace {

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

/// "ARTICLE xxivdenunciation": the numeral that comes next, stuck to the word behind it.
std::string_view glued_roman(std::string_view text, int next) {
  static constexpr std::array<std::pair<int, std::string_view>, 9> kParts{{{100, "c"},
                                                                           {90, "xc"},
                                                                           {50, "l"},
                                                                           {40, "xl"},
                                                                           {10, "x"},
                                                                           {9, "ix"},
                                                                           {5, "v"},
                                                                           {4, "iv"},
                                                                           {1, "i"}}};
  std::string numeral;
  for (const auto& [value, letters] : kParts) {
    for (; next >= value; next -= value) numeral += letters;
  }
  const bool is_there =
      text.size() > numeral.size() && text.starts_with(numeral) && text.find_first_of("ivxlc") == 0;
  return is_there ? text.substr(0, numeral.size()) : std::string_view();
}

bool may_be_division(std::string_view line) {
  const unsigned char first = static_cast<unsigned char>(line[0]);
  if (first >= 0xD0 && first <= 0xD1) return true;
  std::string start;
  for (const char c : line.substr(0, 4))
    start += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  for (const std::string_view word : {"part", "titl", "titr", "titu", "chap", "capi", "sect",
                                      "secc", "anne", "anex", "appe", "sche", "prot"}) {
    if (start == word) return true;
  }
  // "título", "capítulo", "apéndice", "sección": the accent is among the first four letters.
  return start.starts_with("t\xC3") || start.starts_with("tít") || start.starts_with("cap") ||
         start.starts_with("ap\xC3");
}

/// A cheap look before the regular expressions: most lines begin with no such word.
bool may_be_heading(std::string_view line) {
  if (line.size() < 5) return false;
  const char c = line[0];
  if (c == 'A' || c == 'a') {
    const char d = line[1];
    return d == 'r' || d == 'R';
  }
  return static_cast<unsigned char>(c) == 0xD0 || static_cast<unsigned char>(c) == 0xD1;
}

}  // namespace

int roman_value(std::string_view text) {
  int total = 0;
  int before = 0;
  for (const char c : std::views::reverse(text)) {
    int value = 0;
    switch (c) {
      case 'I':
      case 'i':
        value = 1;
        break;
      case 'V':
      case 'v':
        value = 5;
        break;
      case 'X':
      case 'x':
        value = 10;
        break;
      case 'L':
      case 'l':
        value = 50;
        break;
      case 'C':
      case 'c':
        value = 100;
        break;
      default:
        return 0;
    }
    total += value < before ? -value : value;
    before = std::max(before, value);
  }
  return total;
}

int number_in_words(std::string_view word) {
  const std::string lower = to_lower(word);
  if (lower == "premier" || lower == "première" || lower == "único" || lower == "unique" ||
      lower == "only" || lower == "sole") {
    return 1;
  }
  for (const std::string_view language : {"en", "fr", "es", "ru"}) {
    const std::string figures = with_figures(lower, language);
    if (!figures.empty() && figures[0] >= '0' && figures[0] <= '9') return std::stoi(figures);
  }
  return 0;
}

std::optional<ArticleHeading> article_heading(std::string_view line, const ArticleHeading& before) {
  if (!may_be_heading(line)) return std::nullopt;
  const int last = before.number;
  static const RE2 kGlued(R"(^(?:ARTICLE|Article)\s+([ivxlc]+[a-z(1].*)$)");
  re2::StringPiece glued;
  if (RE2::PartialMatch(piece(line), kGlued, &glued)) {
    const std::string_view behind(glued.data(), glued.size());
    const std::string_view numeral = glued_roman(behind, last + 1);
    if (!numeral.empty()) {
      ArticleHeading heading;
      heading.number = last + 1;
      heading.label = numeral;
      heading.rest = behind.substr(numeral.size());
      return heading;
    }
  }
  static const RE2 kHeading(
      R"((?i)^(?:article|artículo|articulo|статья|art\.?)\s+([0-9]+(?:\.[0-9]{1,2}\b)?|[IVXLC]+(?:-[IVXLC]+)?\b|[\pL]+(?:-[a-z]+)?\b)(?:er\b|º|°|ère\b)?(\s*(?:(?:bis|ter|quater|quinquies|sexies)\b|[A-D]\b(?:$|[ .])))?\s*(.*)$)");
  re2::StringPiece number;
  re2::StringPiece bis;
  re2::StringPiece rest;
  if (!RE2::PartialMatch(piece(line), kHeading, &number, &bis, &rest)) {
    return std::nullopt;
  }
  ArticleHeading heading;
  const std::string text(number.data(), number.size());
  if (text[0] >= '0' && text[0] <= '9') {
    const std::size_t dot = text.find('.');
    if (std::min(dot, text.size()) > 4) return std::nullopt;
    heading.number = std::stoi(text);
    if (dot != std::string::npos) {
      heading.chapter = heading.number;
      heading.number = std::stoi(text.substr(dot + 1));
    }
    // "ARTICLE 231. any party": article 23, paragraph 1, printed without a blank.
    const std::string_view behind(rest.data(), rest.size());
    if (heading.number > last + 4 && text.ends_with('1') && behind.starts_with(".") &&
        std::stoi("0" + text.substr(0, text.size() - 1)) == last + 1) {
      heading.number = last + 1;
      heading.label = text.substr(0, text.size() - 1);
      heading.rest = behind.substr(1);
      return heading;
    }
  } else if (const int roman = roman_value(text); roman > 0) {
    heading.number = roman;
  } else {
    heading.number = number_in_words(text);
    if (heading.number == 0) return std::nullopt;
  }
  heading.label = text;
  if (!bis.empty()) {
    heading.bis = true;
    std::string suffix(bis.data(), bis.size());
    suffix.erase(0, suffix.find_first_not_of(' '));
    heading.label += " " + suffix;
  }
  heading.rest = std::string_view(rest.data(), rest.size());
  while (!heading.rest.empty() &&
         std::string_view(" .:-)(").find(heading.rest.front()) != std::string_view::npos) {
    // "Article 5 (1) The …": a paragraph follows, not a heading.
    if (heading.rest.front() == '(') break;
    heading.rest.remove_prefix(1);
  }
  while (heading.rest.starts_with("\xE2\x80\x93") || heading.rest.starts_with("\xE2\x80\x94")) {
    heading.rest.remove_prefix(3);
    while (!heading.rest.empty() && heading.rest.front() == ' ') heading.rest.remove_prefix(1);
  }
  return heading;
}
std::optional<ArticleHeading> bare_heading(std::string_view line) {
  static const RE2 kBare(R"(^(?:§ *)?(\d{1,3}|[IVXL]+)\.?[).:–—-]*\s+([\pL"“«].*)$)");
  static const RE2 kSection(
      R"(^(?:Section|SECTION|Clause|CLAUSE|Paragraph|PARAGRAPH|Rule|RULE)\s+(\d{1,3}|[IVXL]+)\b[.:)–— -]*(.*)$)");
  re2::StringPiece number;
  re2::StringPiece rest;
  if (!RE2::PartialMatch(piece(line), kBare, &number, &rest) &&
      !RE2::PartialMatch(piece(line), kSection, &number, &rest)) {
    return std::nullopt;
  }
  ArticleHeading heading;
  heading.label = std::string(number.data(), number.size());
  heading.number = heading.label[0] <= '9' ? std::stoi(heading.label) : roman_value(heading.label);
  heading.rest = std::string_view(rest.data(), rest.size());
  return heading;
}

bool comes_next(const ArticleHeading& before, const ArticleHeading& heading, int gap) {
  constexpr int kChapterGap = 4;  // a chapter may hold no numbered article
  if (heading.chapter > 0 || before.chapter > 0) {
    if (before.number == 0) return heading.chapter == 1 && heading.number <= 3;
    if (heading.chapter == before.chapter) {
      return heading.number > before.number && heading.number <= before.number + gap;
    }
    return heading.chapter > before.chapter && heading.chapter <= before.chapter + kChapterGap &&
           heading.number <= 3;
  }
  const int chapter = before.number / 100;
  // Article 101 … 115, 201 …: the hundreds count chapters.
  if (before.number == 0 && (heading.number == 101 || heading.number == 100)) return true;
  if (before.number >= 100 && heading.number / 100 > chapter &&
      heading.number / 100 <= chapter + kChapterGap && heading.number % 100 <= 2) {
    return true;
  }
  return heading.number > before.number && heading.number <= before.number + gap;
}

bool is_reference(std::string_view rest) {
  static const RE2 kReference(
      R"(^(?:of|and|or|to|in|shall|paragraph|para|above|below|is|may|,|;|\(\d+\) (?:of|and)|du|de la|des|et|del|de este|y|настоящ\pL+)\b)");
  return RE2::PartialMatch(piece(rest), kReference);
}

std::optional<TextDivision> division_heading(std::string_view line) {
  if (line.size() < 4 || line.size() > 160 || !may_be_division(line)) return std::nullopt;
  static const RE2 kDivision(
      R"((?i)^(part|partie|parte|часть|title|titre|título|titulo|chapter|chapitre|capítulo|capitulo|глава|section|sección|seccion|раздел|annex|annexe|anexo|appendix|apéndice|приложение|schedule|protocol|protocole|protocolo|протокол)\b[ \t]*(?:no\.? ?|n° ?|№ ?)?([0-9]{1,3}|[IVXLC]{1,6}\b|[A-Z]\b|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|première|premier|primera|первая)?\s*[.:–—-]*\s*(.*)$)");
  re2::StringPiece kind;
  re2::StringPiece label;
  re2::StringPiece title;
  if (!RE2::PartialMatch(piece(line), kDivision, &kind, &label, &title)) return std::nullopt;
  TextDivision division;
  division.label = std::string(label.data(), label.size());
  division.title = std::string(title.data(), title.size());
  const std::string word = to_lower(std::string_view(kind.data(), kind.size()));
  static constexpr std::array<std::pair<std::string_view, TextDivision::Kind>, 25> kKinds{{
      {"part", TextDivision::Kind::part},         {"partie", TextDivision::Kind::part},
      {"parte", TextDivision::Kind::part},        {"часть", TextDivision::Kind::part},
      {"title", TextDivision::Kind::title},       {"titre", TextDivision::Kind::title},
      {"título", TextDivision::Kind::title},      {"titulo", TextDivision::Kind::title},
      {"chapter", TextDivision::Kind::chapter},   {"chapitre", TextDivision::Kind::chapter},
      {"capítulo", TextDivision::Kind::chapter},  {"capitulo", TextDivision::Kind::chapter},
      {"глава", TextDivision::Kind::chapter},     {"section", TextDivision::Kind::section},
      {"sección", TextDivision::Kind::section},   {"seccion", TextDivision::Kind::section},
      {"раздел", TextDivision::Kind::section},    {"annex", TextDivision::Kind::annex},
      {"annexe", TextDivision::Kind::annex},      {"anexo", TextDivision::Kind::annex},
      {"appendix", TextDivision::Kind::annex},    {"apéndice", TextDivision::Kind::annex},
      {"приложение", TextDivision::Kind::annex},  {"schedule", TextDivision::Kind::annex},
      {"protocol", TextDivision::Kind::protocol},
  }};
  const auto* const found = std::find_if(kKinds.begin(), kKinds.end(),
                                         [&](const auto& one) { return one.first == word; });
  division.kind = found == kKinds.end() ? TextDivision::Kind::protocol : found->second;
  const bool outside =
      division.kind == TextDivision::Kind::annex || division.kind == TextDivision::Kind::protocol;
  // "Part of the costs …", "Annex A forms an integral part": prose that begins like one.
  const char first = division.title.empty() ? 'A' : division.title.front();
  const bool small = first >= 'a' && first <= 'z';
  if (division.label.empty() && !outside) return std::nullopt;
  if (small || division.title.ends_with(";") || division.title.ends_with(",")) return std::nullopt;
  if (!division.title.empty() && !looks_like_title(division.title, false)) return std::nullopt;
  if (division.label.empty() && line.find_first_of("abcdefghijklmnopqrstuvwxyz") == 1 &&
      line.find(' ') != std::string_view::npos) {
    return std::nullopt;  // "Protocol on …" in running letters: a title or a reference
  }
  return division;
}

/// Could this line be the title of an article: short, no sentence, no paragraph?
bool looks_like_title(std::string_view text, bool marked) {
  if (text.empty() || text.size() > 160) return false;
  if (text.front() == '(' || (text.front() >= '0' && text.front() <= '9')) return false;
  const char last = text.back();
  if (last == ';' || last == ',' || last == ':') return false;
  if (marked) return true;
  if (last == '.' || text.size() > 110) return false;
  const char first = text.front();
  if (first >= 'a' && first <= 'z') return false;
  static const RE2 kVerb(
      R"((?i)\b(shall|may|will|is|are|has|have|undertakes?|agrees?|must|recogni[sz]es?|can)\b)");
  return !RE2::PartialMatch(piece(text), kVerb);
}

/// "entry into force1. this convention …": the title of an article that runs on into its body.
std::string_view title_before_body(std::string_view rest) {
  static const RE2 kNumbered(R"(^([\pL][\pL ,'’()-]+?)\s*1\s?[.)]\s*\pL)");
  static const RE2 kKnown(
      R"((?i)^(entry into force|coming into force|reservations?|withdrawal|denunciation|duration(?: and (?:termination|withdrawal|denunciation))?|termination|depositary|authentic texts?|signature|accession|ratification(?:,? (?:acceptance|approval|accession)(?:,? (?:or|and)? ?(?:acceptance|approval|accession))*)?|amendments?|settlement of disputes|territorial (?:application|extension|scope)|provisional application|final (?:provisions|clauses)|definitions|review|languages|registration|status of annexes|authentic texts and certified copies)[ .:-]*(?:[A-Z]|the |this |a |any |no |all |each |for |in |at |on |upon |an ))");
  re2::StringPiece title;
  const re2::StringPiece text(rest.data(), std::min<std::size_t>(rest.size(), 200));
  if (!RE2::PartialMatch(text, kNumbered, &title) && !RE2::PartialMatch(text, kKnown, &title)) {
    return {};
  }
  return {title.data(), title.size()};
}

bool opens_annex(std::string_view text) {
  static const RE2 kAnnex(
      R"(^(?:ANNEX|Annex|APPENDIX|Appendix|SCHEDULE|Schedule|PROTOCOL|Protocol|FINAL ACT|AGREED MINUTES?|Agreed [Mm]inutes?|MEMORANDUM|Memorandum|ADMINISTRATIVE ARRANGEMENT|Administrative Arrangement|EXCHANGE OF (?:NOTES|LETTERS)|No\. I+)\b)");
  return RE2::PartialMatch(piece(text), kAnnex);
}

bool closes(std::string_view text) {
  static const RE2 kClosing(
      R"((?i)^(?:in (?:witness|faith) (?:whereof|thereof)|done (?:at|in|this|on)\b|(?:signed|adopted) (?:at|in|on|by)\b|en foi de quoi|fait à|en fe de lo cual|en testimonio de lo cual|hecho en|совершено в))");
  return RE2::PartialMatch(piece(text), kClosing);
}

}  // namespace servanda
