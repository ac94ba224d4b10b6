#include "servanda/reader/akoma_ntoso.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

namespace servanda {
namespace {

/// Blanks folded, marks of headings dropped, what XML cannot hold escaped or left out.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        if (c == '\n' || c == '\t' || c == ' ' || c == '\r') {
          if (!out.empty() && out.back() != ' ') out += ' ';
        } else if (static_cast<unsigned char>(c) >= 0x20 && c != '#' && c != '*') {
          out += c;
        }
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

int roman(std::string_view text) {
  int total = 0;
  int before = 0;
  for (std::size_t i = text.size(); i-- > 0;) {
    constexpr std::string_view kLetters = "ivxlcIVXLC";
    constexpr int kValues[] = {1, 5, 10, 50, 100};
    const std::size_t at = kLetters.find(text[i]);
    if (at == std::string_view::npos) return 0;
    const int value = kValues[at % 5];
    total += value < before ? -value : value;
    before = std::max(before, value);
  }
  return total;
}

/// The body of an article cut at its numbered paragraphs "1.", "(2)"; one without a number first
/// where text stands before them.
struct Paragraph {
  std::string number;
  std::string text;
};

std::vector<Paragraph> paragraphs_of(std::string_view body) {
  static const RE2 kNumber(R"((?:^|[\n.;:]\s*)\(?(\d{1,2})[.)]\s)");
  std::vector<Paragraph> out;
  int last = 0;
  std::string number;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    std::string text = escaped(body.substr(begin, end - begin));
    if (!text.empty() || !number.empty()) out.push_back({number, std::move(text)});
  };
  re2::StringPiece rest(body.data(), body.size());
  re2::StringPiece found;
  while (RE2::FindAndConsume(&rest, kNumber, &found)) {
    const int value = std::stoi(std::string(found));
    if (value != last + 1) continue;
    close(static_cast<std::size_t>(found.data() - body.data()) -
          (found.data() != body.data() && found.data()[-1] == '(' ? 1 : 0));
    number = std::string(found);
    begin = static_cast<std::size_t>(rest.data() - body.data());
    last = value;
  }
  close(body.size());
  return out;
}

}  // namespace

std::string article_eid(std::string_view label) {
  const std::size_t blank = label.find(' ');
  const std::string_view number = label.substr(0, blank);
  std::string eid = "art_";
  const int value = roman(number);
  eid += value > 0 ? std::to_string(value) : std::string(number);
  if (blank != std::string_view::npos) eid += label.substr(blank + 1);
  std::replace_if(
      eid.begin(), eid.end(),
      [](char c) { return c == ' ' || c == '"' || c == '<' || c == '&' || c == '>'; }, '_');
  return eid;
}

std::string to_akoma_ntoso(const TreatyReading& reading, std::string_view text) {
  const TreatyFact& treaty = reading.treaty;
  const std::string date = treaty.signed_on ? to_text(*treaty.signed_on) : "0000-00-00";
  const std::string work = "/akn/un/act/treaty/" + date + "/main";
  const std::string expression = work + "/" +
                                 (reading.language == "fr"   ? "fra"
                                  : reading.language == "es" ? "spa"
                                  : reading.language == "ru" ? "rus"
                                                             : "eng") +
                                 "@";
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n"
      "<act name=\"treaty\">\n<meta><identification source=\"#servanda\">\n"
      "<FRBRWork><FRBRthis value=\"{0}/!main\"/><FRBRuri value=\"{0}\"/>"
      "<FRBRdate date=\"{1}\" name=\"signature\"/><FRBRauthor href=\"#parties\"/>"
      "<FRBRcountry value=\"un\"/></FRBRWork>\n"
      "<FRBRExpression><FRBRthis value=\"{2}/!main\"/><FRBRuri value=\"{2}\"/>"
      "<FRBRdate date=\"{1}\" name=\"signature\"/><FRBRauthor href=\"#parties\"/>"
      "<FRBRlanguage language=\"{3}\"/></FRBRExpression>\n"
      "<FRBRManifestation><FRBRthis value=\"{2}/!main.xml\"/><FRBRuri value=\"{2}.xml\"/>"
      "<FRBRdate date=\"{1}\" name=\"signature\"/><FRBRauthor href=\"#servanda\"/>"
      "</FRBRManifestation>\n</identification></meta>\n",
      work, date, expression, expression.substr(expression.size() - 4, 3));
  if (!treaty.title.empty()) {
    out +=
        fmt::format("<preface><p><docTitle>{}</docTitle></p></preface>\n", escaped(treaty.title));
  }
  const std::size_t first =
      reading.articles.empty() ? text.size() : reading.articles.front().span.begin;
  out += fmt::format("<preamble><p>{}</p></preamble>\n<body>\n", escaped(text.substr(0, first)));
  std::size_t end = first;
  std::vector<std::string> seen;
  for (const TextArticle& article : reading.articles) {
    std::string eid = article_eid(article.label);
    // Two articles of one number (a consolidated protocol) may not share an eId.
    const auto times = std::count(seen.begin(), seen.end(), eid);
    seen.push_back(eid);
    if (times > 0) eid += fmt::format("_{}", times + 1);
    out += fmt::format("<article eId=\"{0}\"><num>Article {1}</num>", eid, escaped(article.label));
    if (!article.title.empty()) out += fmt::format("<heading>{}</heading>", escaped(article.title));
    out += "\n";
    const std::size_t body = std::min(std::max(article.body, article.span.begin), article.span.end);
    std::size_t unnumbered = 0;
    for (const Paragraph& one : paragraphs_of(text.substr(body, article.span.end - body))) {
      const std::string number = one.number.empty() ? fmt::format("p{}", ++unnumbered) : one.number;
      out += fmt::format(
          "<paragraph eId=\"{}__para_{}\">{}<content><p>{}</p></content></paragraph>\n", eid,
          number, one.number.empty() ? "" : fmt::format("<num>{}.</num>", one.number), one.text);
    }
    out += "</article>\n";
    end = article.span.end;
  }
  out += "</body>\n";
  const std::string closing =
      escaped(text.substr(end, std::min<std::size_t>(text.size() - end, 20000)));
  if (!closing.empty()) out += fmt::format("<conclusions><p>{}</p></conclusions>\n", closing);
  return out + "</act>\n</akomaNtoso>\n";
}

}  // namespace servanda
