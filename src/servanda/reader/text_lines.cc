#include "servanda/reader/text_lines.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <unordered_map>

namespace servanda {
namespace {

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

/// Where the next article begins within a line that holds several. A reference ("under Article 5")
/// begins none.
std::size_t inner_heading(std::string_view text, std::size_t begin, std::size_t end) {
  static const RE2 kHeading(R"(^(?:ARTICLE|Article) +(?:\d{1,3}|[IVXLCivxlc]+))");
  static const RE2 kReference(
      R"((?i)^(?:of|in|with|under|to|and|by|or|per|from|see|this|said|paragraph|both|for|than|that|the|on|any|as|which|also|each|,)$)");
  for (std::size_t at = begin; at < end; ++at) {
    const auto* found =
        static_cast<const char*>(std::char_traits<char>::find(text.data() + at, end - at, 'A'));
    if (found == nullptr) return end;
    at = static_cast<std::size_t>(found - text.data());
    const std::string_view rest = text.substr(at, 40);
    if (at == begin || text[at - 1] != ' ' ||
        !(rest.starts_with("Article ") || rest.starts_with("ARTICLE ")) ||
        !RE2::PartialMatch(piece(rest), kHeading)) {
      continue;
    }
    std::size_t before_end = at;
    while (before_end > begin && text[before_end - 1] == ' ') --before_end;
    std::size_t before_begin = before_end;
    while (before_begin > begin && text[before_begin - 1] != ' ' && before_end - before_begin < 20)
      --before_begin;
    const std::string_view before = text.substr(before_begin, before_end - before_begin);
    const char last = before.empty() ? '.' : before.back();
    if (RE2::PartialMatch(piece(before), kReference) || last == ',') continue;
    // A capitalised "Article" in running prose begins one only behind the end of a sentence.
    const bool ends = last == '.' || last == ';' || last == ':' || last == '>';
    if (rest.starts_with("Article") && !ends) continue;
    return at;
  }
  return end;
}

/// Links, page numbers, "in force since" lines of data bases, mastheads of printed series.
bool is_noise_alone(std::string_view text) {
  if (text.size() > 200 || text.empty()) return false;
  // Most lines of a text begin with another letter.
  constexpr std::string_view kFirst = "T[pPsSDVUNhw-0123456789\xC3\xD0\xD1\xE2";
  if (kFirst.find(text[0]) == std::string_view::npos &&
      text.find("Recueil") == std::string_view::npos) {
    return false;
  }
  static const RE2 kNoise(
      R"(^(?:Treedt in werking per|\[Red:|(?i:page|seite|pág\.?|стр\.?) *\d+(?: (?:of|de|sur|von|из) \d+)?$|[-–— ]*\d{1,4}[-–— ]*$|\d+ ?/ ?\d+$|https?://|www\.\S+$|(?:Vol\. )?\d{1,4}, (?:[IVX]+|[AB])-\d+$|\d{4}[ —–-]*(?:United Nations|Nations Unies).{0,80}$|(?:United Nations|Nations Unies) *[—–-] *(?:Treaty Series|Recueil des Traités).{0,60}$|.{0,60}Recueil des Traités \d*$))");
  return RE2::PartialMatch(piece(text), kNoise);
}

/// The line with its figures as one sign: "Official Journal 12" and "Official Journal 13" are one.
std::string shape_of(std::string_view text) {
  std::string shape;
  for (const char c : text) {
    const bool figure = c >= '0' && c <= '9';
    if (!figure) {
      shape += c;
    } else if (shape.empty() || shape.back() != '0') {
      shape += '0';
    }
  }
  return shape;
}

bool names_a_division(std::string_view text) {
  static const RE2 kDivision(
      R"((?i)^(?:article|art\.|artículo|articulo|статья|part|title|chapter|section|annex|appendix|protocol|partie|titre|chapitre|capítulo|sección|раздел|глава|часть|for the (?:government|state|republic|kingdom)|done (?:at|in)))");
  return RE2::PartialMatch(piece(text), kDivision);
}

/// Pages are told by form feeds: what recurs as the first or last line of pages is no text.
void drop_running_heads(std::string_view text, std::vector<TextLine>& lines) {
  std::vector<std::size_t> edges;  // lines that are first or last of a page
  std::vector<bool> breaks(lines.size(), false);
  bool paged = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    breaks[i] = lines[i].bytes.begin < text.size() && text[lines[i].bytes.begin] == '\f';
    paged = paged || breaks[i];
  }
  if (!paged) return;
  const auto text_line = [&](std::size_t i) { return !lines[i].text.empty(); };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!breaks[i] && i != 0) continue;
    for (std::size_t at = i, taken = 0; at < lines.size() && at < i + 6 && taken < 2; ++at) {
      if (at > i && breaks[at]) break;
      if (text_line(at)) edges.push_back(at), ++taken;
    }
    for (std::size_t back = 1, taken = 0; back <= std::min<std::size_t>(i, 6) && taken < 2;
         ++back) {
      if (text_line(i - back)) edges.push_back(i - back), ++taken;
    }
  }
  std::unordered_map<std::string, std::size_t> counts;
  for (const std::size_t i : edges) ++counts[shape_of(lines[i].text)];
  for (const std::size_t i : edges) {
    if (lines[i].text.size() <= 120 && !names_a_division(lines[i].text) &&
        counts[shape_of(lines[i].text)] >= 3) {
      lines[i].noise = true;
    }
  }
  // Notes at the foot of a page, below a rule.
  bool notes = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (breaks[i]) notes = false;
    if (lines[i].text.starts_with("____")) notes = true;
    if (notes) lines[i].noise = true;
  }
}

}  // namespace

std::vector<TextLine> lines_of(std::string_view text) {
  constexpr std::size_t kManyWords = 400;  // longer than any heading
  std::vector<TextLine> lines;
  lines.reserve(text.size() / 60 + 16);
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::size_t whole = end;
    if (end - begin > kManyWords) end = inner_heading(text, begin + 1, end);
    TextLine line;
    line.bytes = {begin, end};
    line.cut = end < whole;
    std::string_view body = text.substr(begin, end - begin);
    begin = line.cut ? end : end + 1;
    const auto strip = [&](std::string_view what) {
      while (!body.empty() && what.find(body.back()) != std::string_view::npos)
        body.remove_suffix(1);
      while (!body.empty() && what.find(body.front()) != std::string_view::npos)
        body.remove_prefix(1);
    };
    strip(" \r\t\f");
    while (!body.empty() && body.front() == '#') {
      line.marked = true;
      body.remove_prefix(1);
    }
    strip(" *");
    line.text = body;
    line.noise = is_noise_alone(body);
    lines.push_back(line);
  }
  drop_running_heads(text, lines);
  return lines;
}

}  // namespace servanda
