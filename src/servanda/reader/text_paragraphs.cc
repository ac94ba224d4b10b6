#include "servanda/reader/text_paragraphs.h"

#include <re2/re2.h>

namespace servanda {
namespace {

Span trimmed(std::string_view body, Span span) {
  constexpr std::string_view kBlank = " \t\r\n\f";
  while (!span.empty() && kBlank.find(body[span.begin]) != std::string_view::npos) ++span.begin;
  while (!span.empty() && kBlank.find(body[span.end - 1]) != std::string_view::npos) --span.end;
  return span;
}

Span moved(Span span, std::size_t offset) {
  return {span.begin + offset, span.end + offset};
}

/// "(a) …; (b) …" within a paragraph: at least two, in the order of the alphabet.
std::vector<TextPoint> points_of(std::string_view body, Span paragraph) {
  static const RE2 kPoint(R"((?:^|[\s;:,.–—-])(\(?([a-z])\))\s*)");
  std::vector<TextPoint> points;
  const std::string_view text = paragraph.of(body);
  re2::StringPiece rest(text.data(), text.size());
  re2::StringPiece mark;
  re2::StringPiece letter;
  char next = 'a';
  while (next <= 'z' && RE2::FindAndConsume(&rest, kPoint, &mark, &letter)) {
    if (letter[0] != next) continue;
    const auto begin = static_cast<std::size_t>(mark.data() - body.data());
    if (!points.empty()) points.back().span.end = begin;
    points.push_back({std::string(1, next),
                      {static_cast<std::size_t>(rest.data() - body.data()), paragraph.end}});
    ++next;
  }
  if (points.size() < 2) return {};
  for (TextPoint& point : points) point.span = trimmed(body, point.span);
  return points;
}

}  // namespace

std::vector<TextParagraph> paragraphs_of(std::string_view body, std::size_t offset) {
  static const RE2 kNumber(R"((?:^|[\n.;:]\s*)(\(?(\d{1,2})[.)])\s)");
  std::vector<TextParagraph> out;
  int last = 0;
  std::string number;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    const Span span = trimmed(body, {begin, end});
    if (span.empty() && number.empty()) return;
    TextParagraph paragraph{number, span, points_of(body, span)};
    paragraph.span = moved(paragraph.span, offset);
    for (TextPoint& point : paragraph.points) point.span = moved(point.span, offset);
    out.push_back(std::move(paragraph));
  };
  re2::StringPiece rest(body.data(), body.size());
  re2::StringPiece mark;
  re2::StringPiece found;
  while (RE2::FindAndConsume(&rest, kNumber, &mark, &found)) {
    const int value = std::stoi(std::string(found));
    if (value != last + 1) continue;
    close(static_cast<std::size_t>(mark.data() - body.data()));
    number = std::string(found);
    begin = static_cast<std::size_t>(rest.data() - body.data());
    last = value;
  }
  close(body.size());
  return out;
}

}  // namespace servanda
