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

/// As the text of an element behind `before`: blanks folded, marks of headings dropped.
void append_folded(std::string& before, std::string_view text) {
  std::string folded;
  bool blank = before.empty() || before.back() == ' ';
  for (const char c : text) {
    if (c == '\n' || c == '\t' || c == ' ' || c == '\r' || c == '\f') {
      if (!blank) folded += ' ';
      blank = true;
    } else if (c != '#' && c != '*') {
      folded += c;
      blank = false;
    }
  }
  before += xml_escaped(folded);
}

std::string escaped(std::string_view text) {
  std::string out;
  append_folded(out, text);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
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
  const int roman = roman_value(number);
  const bool figure = !number.empty() && number[0] >= '0' && number[0] <= '9';
  const int value = roman > 0 || figure ? roman : number_in_words(number);
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

/// Articles with their eIds and paragraphs, and how the text refers to them.
class ArticleWriter {
 public:
  ArticleWriter(const TreatyReading& reading, std::string_view text)
      : reading_(reading), text_(text), eids_(article_eids(reading.articles)) {
    for (const TextArticle& article : reading.articles) paragraphs_.push_back(cut(article));
  }

  const std::vector<std::string>& eids() const { return eids_; }

  std::string write(std::size_t index) const {
    return write(reading_.articles[index], eids_[index], paragraphs_[index]);
  }
  /// Of an annex: none of the treaty's own.
  std::string write(const TextArticle& article, const std::string& eid) const {
    return write(article, eid, cut(article));
  }

  /// The words of the text, with links where they refer to an article.
  std::string marked(Span span) const {
    std::string out;
    std::size_t at = span.begin;
    auto next = std::lower_bound(
        reading_.references.begin(), reading_.references.end(), span.begin,
        [](const TextReference& one, std::size_t place) { return one.bytes.begin < place; });
    for (; next != reading_.references.end() && next->bytes.end <= span.end; ++next) {
      if (next->bytes.begin < at) continue;
      append_folded(out, text_.substr(at, next->bytes.begin - at));
      out +=
          fmt::format("<ref href=\"#{}\">{}</ref>", target(*next), escaped(next->bytes.of(text_)));
      at = next->bytes.end;
    }
    append_folded(out, text_.substr(at, span.end - at));
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
  }

 private:
  std::vector<TextParagraph> cut(const TextArticle& article) const {
    const std::size_t body = std::min(std::max(article.body, article.span.begin), article.span.end);
    return paragraphs_of(text_.substr(body, article.span.end - body), body);
  }

  /// As far down as the place is there.
  std::string target(const TextReference& reference) const {
    const std::string& article = eids_[reference.to];
    for (const TextParagraph& one : paragraphs_[reference.to]) {
      if (one.number != reference.paragraph || one.number.empty()) continue;
      std::string paragraph = article + "__para_" + one.number;
      for (const TextPoint& point : one.points) {
        if (point.label == reference.point) return paragraph + "__list_1__point_" + point.label;
      }
      return paragraph;
    }
    return article;
  }

  std::string write(const TextArticle& article, const std::string& eid,
                    const std::vector<TextParagraph>& paragraphs) const {
    std::string out =
        fmt::format("<article eId=\"{0}\"><num>Article {1}</num>", eid, escaped(article.label));
    if (!article.title.empty()) out += fmt::format("<heading>{}</heading>", escaped(article.title));
    out += "\n";
    std::size_t unnumbered = 0;
    for (const TextParagraph& one : paragraphs) {
      const std::string number = one.number.empty() ? fmt::format("p{}", ++unnumbered) : one.number;
      const std::string paragraph = fmt::format("{}__para_{}", eid, number);
      out += fmt::format("<paragraph eId=\"{}\">{}", paragraph,
                         one.number.empty() ? "" : fmt::format("<num>{}.</num>", one.number));
      out += one.points.empty() ? fmt::format("<content><p>{}</p></content>", marked(one.span))
                                : points(one, paragraph);
      out += "</paragraph>\n";
    }
    return out + "</article>\n";
  }

  std::string points(const TextParagraph& paragraph, const std::string& eid) const {
    // The label stands before the span of its point.
    std::string_view intro = text_.substr(
        paragraph.span.begin, paragraph.points.front().span.begin - paragraph.span.begin);
    intro = intro.substr(0, intro.rfind('a'));
    while (!intro.empty() && (intro.back() == '(' || intro.back() == ' ')) intro.remove_suffix(1);
    std::string out =
        fmt::format("<list eId=\"{}__list_1\"><intro><p>{}</p></intro>", eid,
                    marked({paragraph.span.begin, paragraph.span.begin + intro.size()}));
    for (const TextPoint& point : paragraph.points) {
      out += fmt::format(
          "<point "
          "eId=\"{0}__list_1__point_{1}\"><num>({1})</num><content><p>{2}</p></content></point>",
          eid, point.label, marked(point.span));
    }
    return out + "</list>";
  }

  const TreatyReading& reading_;
  std::string_view text_;
  std::vector<std::string> eids_;
  std::vector<std::vector<TextParagraph>> paragraphs_;
};

/// The articles within the parts and chapters that hold them.
class BodyWriter {
 public:
  BodyWriter(const TreatyReading& reading, const ArticleWriter& articles)
      : reading_(reading), articles_(articles), eids_(division_eids(reading.divisions)) {}

  std::string write() {
    for (std::size_t a = 0; a < reading_.articles.size(); ++a) {
      while (next_ < reading_.divisions.size() && reading_.divisions[next_].first_article <= a) {
        open(next_++);
      }
      out_ += articles_.write(a);
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

  const TreatyReading& reading_;
  const ArticleWriter& articles_;
  std::vector<std::string> eids_;
  std::string out_;
  std::vector<std::string> open_;
  std::size_t next_ = 0;
};

std::string attachments(const TreatyReading& reading, std::string_view text,
                        const ArticleWriter& articles, const std::string& identification) {
  const std::vector<std::string> eids = division_eids(reading.divisions);
  std::string out;
  for (std::size_t i = 0; i < reading.divisions.size(); ++i) {
    const TextDivision& division = reading.divisions[i];
    if (division.kind != TextDivision::Kind::annex && division.kind != TextDivision::Kind::protocol)
      continue;
    out += fmt::format(
        "<attachment eId=\"{0}\"><heading>{1}</heading>\n<doc name=\"{2}\">\n"
        "{3}<mainBody>\n",
        eids[i], escaped(name_of(division)), to_text(division.kind), identification);
    const std::size_t first =
        division.articles.empty() ? division.span.end : division.articles.front().span.begin;
    // The heading's own line was said above.
    const std::size_t line = std::min(text.find('\n', division.span.begin), first);
    if (const std::string words = escaped(text.substr(line, first - line)); !words.empty())
      out += fmt::format("<p>{}</p>\n", words);
    const std::vector<std::string> own = article_eids(division.articles);
    for (std::size_t a = 0; a < own.size(); ++a)
      out += articles.write(division.articles[a], eids[i] + "__" + own[a]);
    if (!division.articles.empty()) {
      const std::size_t end = division.articles.back().span.end;
      if (const std::string words = escaped(text.substr(end, division.span.end - end));
          end < division.span.end && !words.empty()) {
        out += fmt::format("<p>{}</p>\n", words);
      }
    }
    out += "</mainBody>\n</doc></attachment>\n";
  }
  return out.empty() ? out : "<attachments>\n" + out + "</attachments>\n";
}

}  // namespace

std::string article_eid(std::string_view label) {
  return "art_" + number_in_eid(label);
}

std::vector<std::string> article_eids(const std::vector<TextArticle>& articles) {
  std::vector<std::string> eids;
  std::unordered_map<std::string, int> seen;
  for (const TextArticle& article : articles) {
    std::string eid = article_eid(article.label);
    // Two articles of one number (a consolidated protocol) may not share an eId.
    if (const int times = ++seen[eid]; times > 1) eid += fmt::format("_{}", times);
    eids.push_back(std::move(eid));
  }
  return eids;
}

std::string name_of(const TextDivision& division) {
  std::string name(to_text(division.kind));
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  if (!division.label.empty()) name += " " + division.label;
  if (!division.title.empty()) name += (division.label.empty() ? ": " : ". ") + division.title;
  return name;
}

std::vector<ContentsLine> contents_of(const TreatyReading& reading) {
  const std::vector<std::string> divisions = division_eids(reading.divisions);
  const std::vector<std::string> articles = article_eids(reading.articles);
  std::vector<ContentsLine> lines;
  std::size_t next = 0;
  std::size_t level = 0;
  const auto line_of = [](const TextArticle& article, std::string eid, std::size_t depth) {
    std::string words = "Article " + article.label;
    if (!article.title.empty()) words += ". " + article.title;
    return ContentsLine{std::move(words), std::move(eid), depth};
  };
  const auto divisions_before = [&](std::size_t article) {
    for (; next < reading.divisions.size() && reading.divisions[next].first_article <= article;
         ++next) {
      const TextDivision& division = reading.divisions[next];
      level = static_cast<std::size_t>(division.level);
      lines.push_back({name_of(division), divisions[next], level});
      const std::vector<std::string> own = article_eids(division.articles);
      for (std::size_t a = 0; a < own.size(); ++a)
        lines.push_back(line_of(division.articles[a], divisions[next] + "__" + own[a], level + 1));
      ++level;
    }
  };
  for (std::size_t a = 0; a < reading.articles.size(); ++a) {
    divisions_before(a);
    lines.push_back(line_of(reading.articles[a], articles[a], level));
  }
  divisions_before(reading.articles.size());
  return lines;
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
  const std::string meta = fmt::format(
      "<meta><identification source=\"#servanda\">\n"
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
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n"
      "<act name=\"treaty\">\n" +
      meta;
  std::string preface;
  if (!treaty.title.empty()) {
    preface = fmt::format("<p><docTitle>{}</docTitle></p>\n", escaped(treaty.title));
  }
  if (const std::vector<ContentsLine> contents = contents_of(reading); !contents.empty()) {
    preface += "<toc>\n";
    for (const ContentsLine& line : contents) {
      preface += fmt::format("<tocItem level=\"{}\" href=\"#{}\">{}</tocItem>\n", line.level + 1,
                             line.eid, escaped(line.words));
    }
    preface += "</toc>\n";
  }
  if (!preface.empty()) out += "<preface>" + preface + "</preface>\n";
  const std::size_t first =
      reading.articles.empty() ? text.size() : reading.articles.front().span.begin;
  out += fmt::format("<preamble><p>{}</p></preamble>\n<body>\n", escaped(text.substr(0, first)));
  const std::size_t end = reading.articles.empty() ? first : reading.articles.back().span.end;
  const ArticleWriter articles(reading, text);
  out += BodyWriter(reading, articles).write();
  out += "</body>\n";
  std::size_t closing_end = text.size();
  for (const TextDivision& division : reading.divisions) {
    const bool behind =
        division.kind == TextDivision::Kind::annex || division.kind == TextDivision::Kind::protocol;
    if (behind && division.span.begin >= end)
      closing_end = std::min(closing_end, division.span.begin);
  }
  const std::string closing = escaped(text.substr(end, closing_end - end));
  if (!closing.empty())
    out += fmt::format("<conclusions eId=\"conclusions\"><p>{}</p></conclusions>\n", closing);
  out += attachments(reading, text, articles, meta);
  return out + "</act>\n</akomaNtoso>\n";
}

}  // namespace servanda
