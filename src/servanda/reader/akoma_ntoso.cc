#include "servanda/reader/akoma_ntoso.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "servanda/base/xml.h"
#include "servanda/reader/text_headings.h"
#include "servanda/reader/text_paragraphs.h"

namespace servanda {
namespace {

/// As the text of an element: blanks folded, marks of headings dropped.
std::string escaped(std::string_view text) {
  std::string folded;
  for (const char c : text) {
    if (c == '\n' || c == '\t' || c == ' ' || c == '\r' || c == '\f') {
      if (!folded.empty() && folded.back() != ' ') folded += ' ';
    } else if (c != '#' && c != '*') {
      folded += c;
    }
  }
  while (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return xml_escaped(folded);
}

/// "prt", "chp": the short names of the OASIS naming convention (part 3, table of element names).
std::string_view short_name(TextDivision::Kind kind) {
  static constexpr std::array<std::string_view, 7> kNames{"part", "title", "chp",        "sec",
                                                          "att",  "att",   "conclusions"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string number_in_eid(std::string_view label) {
  const std::size_t blank = label.find(' ');
  const std::string_view number = label.substr(0, blank);
  const int value = roman_value(number);
  std::string eid = value > 0 ? std::to_string(value) : std::string(number);
  if (blank != std::string_view::npos) eid += label.substr(blank + 1);
  std::replace_if(
      eid.begin(), eid.end(),
      [](char c) {
        return c == ' ' || c == '"' || c == '<' || c == '&' || c == '>' || c == '.' || c == '/';
      },
      '-');
  return eid;
}

/// Writes the articles within the parts and chapters that hold them.
class BodyWriter {
 public:
  BodyWriter(const TreatyReading& reading, std::string_view text)
      : reading_(reading), text_(text), eids_(division_eids(reading.divisions)) {}

  std::string write() {
    for (std::size_t a = 0; a < reading_.articles.size(); ++a) {
      while (next_ < reading_.divisions.size() && reading_.divisions[next_].first_article <= a) {
        open(next_++);
      }
      article(reading_.articles[a]);
    }
    close_to(0);
    return std::move(out_);
  }

 private:
  void open(std::size_t index) {
    const TextDivision& division = reading_.divisions[index];
    if (division.kind > TextDivision::Kind::section) return;
    close_to(static_cast<std::size_t>(division.level));
    const std::string name(to_text(division.kind));
    out_ += fmt::format("<{} eId=\"{}\"><num>{}</num>", name, eids_[index],
                        escaped(name + " " + division.label));
    if (!division.title.empty())
      out_ += fmt::format("<heading>{}</heading>", escaped(division.title));
    out_ += "\n";
    open_.push_back(name);
  }

  void close_to(std::size_t level) {
    while (open_.size() > level) {
      out_ += "</" + open_.back() + ">\n";
      open_.pop_back();
    }
  }

  void article(const TextArticle& article) {
    std::string eid = article_eid(article.label);
    // Two articles of one number (a consolidated protocol) may not share an eId.
    if (const int times = ++seen_[eid]; times > 1) eid += fmt::format("_{}", times);
    out_ += fmt::format("<article eId=\"{0}\"><num>Article {1}</num>", eid, escaped(article.label));
    if (!article.title.empty())
      out_ += fmt::format("<heading>{}</heading>", escaped(article.title));
    out_ += "\n";
    const std::size_t body = std::min(std::max(article.body, article.span.begin), article.span.end);
    std::size_t unnumbered = 0;
    for (const TextParagraph& one :
         paragraphs_of(text_.substr(body, article.span.end - body), body)) {
      const std::string number = one.number.empty() ? fmt::format("p{}", ++unnumbered) : one.number;
      const std::string paragraph = fmt::format("{}__para_{}", eid, number);
      out_ += fmt::format("<paragraph eId=\"{}\">{}", paragraph,
                          one.number.empty() ? "" : fmt::format("<num>{}.</num>", one.number));
      if (one.points.empty()) {
        out_ += fmt::format("<content><p>{}</p></content>", escaped(one.span.of(text_)));
      } else {
        points(one, paragraph);
      }
      out_ += "</paragraph>\n";
    }
    out_ += "</article>\n";
  }

  void points(const TextParagraph& paragraph, const std::string& eid) {
    // The label stands before the span of its point.
    std::string_view intro = text_.substr(
        paragraph.span.begin, paragraph.points.front().span.begin - paragraph.span.begin);
    intro = intro.substr(0, intro.rfind('a'));
    while (!intro.empty() && (intro.back() == '(' || intro.back() == ' ')) intro.remove_suffix(1);
    out_ += fmt::format("<list eId=\"{}__list_1\"><intro><p>{}</p></intro>", eid, escaped(intro));
    for (const TextPoint& point : paragraph.points) {
      out_ += fmt::format(
          "<point "
          "eId=\"{0}__list_1__point_{1}\"><num>({1})</num><content><p>{2}</p></content></point>",
          eid, point.label, escaped(point.span.of(text_)));
    }
    out_ += "</list>";
  }

  const TreatyReading& reading_;
  std::string_view text_;
  std::vector<std::string> eids_;
  std::string out_;
  std::vector<std::string> open_;
  std::unordered_map<std::string, int> seen_;
  std::size_t next_ = 0;
};

}  // namespace

std::string article_eid(std::string_view label) {
  return "art_" + number_in_eid(label);
}

std::vector<std::string> division_eids(const std::vector<TextDivision>& divisions) {
  std::vector<std::string> eids;
  std::vector<std::string> above;
  std::unordered_map<std::string, int> seen;
  for (const TextDivision& division : divisions) {
    above.resize(std::min(above.size(), static_cast<std::size_t>(division.level)));
    std::string eid = above.empty() ? std::string() : above.back() + "__";
    eid += short_name(division.kind);
    if (division.kind != TextDivision::Kind::signatures) {
      eid += "_" + (division.label.empty() ? std::string("1") : number_in_eid(division.label));
    }
    if (const int times = ++seen[eid]; times > 1) eid += fmt::format("_{}", times);
    above.push_back(eid);
    eids.push_back(std::move(eid));
  }
  return eids;
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
  const std::size_t end = reading.articles.empty() ? first : reading.articles.back().span.end;
  out += BodyWriter(reading, text).write();
  out += "</body>\n";
  const std::string closing =
      escaped(text.substr(end, std::min<std::size_t>(text.size() - end, 20000)));
  if (!closing.empty()) out += fmt::format("<conclusions><p>{}</p></conclusions>\n", closing);
  return out + "</act>\n</akomaNtoso>\n";
}

}  // namespace servanda
