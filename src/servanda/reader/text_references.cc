// References from one place of a treaty to another, in the forms that treaties use.
#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "servanda/reader/text_content.h"
#include "servanda/reader/text_headings.h"
#include "servanda/reader/text_paragraphs.h"

namespace servanda {
namespace {

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

std::string_view view(re2::StringPiece text) {
  return {text.data(), text.size()};
}

/// "XIV" and "14" are one article.
std::string key_of(std::string_view label) {
  const int roman = roman_value(label);
  return roman > 0 ? std::to_string(roman) : std::string(label);
}

int number_of(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

constexpr int kLongestRange = 200;  // "Articles 5 to 7": more is a misprint

class ReferenceFinder {
 public:
  ReferenceFinder(const TextStructure& text, std::string_view original)
      : text_(text), original_(original) {
    for (std::size_t i = 0; i < text.articles.size(); ++i)
      labels_.emplace(key_of(text.articles[i].label), i);
  }

  std::vector<TextReference> find() {
    for (std::size_t a = 0; a < text_.articles.size(); ++a) read(a);
    return std::move(found_);
  }

 private:
  void read(std::size_t a) {
    article_ = a;
    const TextArticle& article = text_.articles[a];
    offset_ = std::min(std::max(article.body, article.span.begin), article.span.end);
    body_ = Span{offset_, article.span.end}.of(original_);
    paragraphs_.clear();
    const std::size_t before = found_.size();
    to_articles();
    to_own_paragraphs();
    to_neighbours();
    std::stable_sort(found_.begin() + static_cast<std::ptrdiff_t>(before), found_.end(),
                     [](const TextReference& x, const TextReference& y) {
                       return x.bytes.begin < y.bytes.begin;
                     });
  }

  Span span_of(std::string_view first, std::string_view last) const {
    return {offset_ + static_cast<std::size_t>(first.data() - body_.data()),
            offset_ + static_cast<std::size_t>(last.data() + last.size() - body_.data())};
  }

  std::size_t article_end() const { return offset_ + body_.size(); }

  void add(std::size_t to, std::string_view paragraph, std::string_view point, Span bytes) {
    TextReference reference;
    reference.from = article_;
    reference.to = to;
    reference.paragraph = paragraph;
    reference.point = point;
    reference.bytes = bytes;
    found_.push_back(std::move(reference));
  }

  /// "Article 14", "Articles 5 to 7 and 9", "Article 14(2)(b)", "article 14, paragraph 2",
  /// "paragraph 2 of Article 14", "subparagraph (b) of paragraph 1 of Article 3".
  void to_articles() {
    static const RE2 kNumber(
        R"(^((?:\d{1,4}(?:\.\d{1,2})?(?: (?:bis|ter|quater)\b)?|[IVXLC]{1,7}\b))(?: ?\((\d{1,2})\))?(?: ?\(([a-z])\))?)");
    static const RE2 kParagraph(R"(^,? (?:paragraphs?|para\.) (\d{1,2})(?: ?\(([a-z])\))?)");
    static const RE2 kAnd(R"(^(,? (?:and|or)(?: [Aa]rticle)? |, | to | through |-|–| ?— ?))");
    static const RE2 kElsewhere(
        R"(^(?:,? paragraphs? \d+(?: and \d+)?)? (?:of|to|in) (?:the |that )?(?:[A-Z]|Convention|Treaty|Charter|Agreement|Protocol|General|Statute|Annex|Rules|said))");
    static const RE2 kHere(R"(^.{0,40}\b(?:this|the present) )");
    static const RE2 kParagraphBefore(
        R"((paragraphs? (\d{1,2})(?:(?:, | and | or | to )\d{1,2})*(?: ?\(([a-z])\))?,? of $))");
    static const RE2 kPointBefore(
        R"(((?:sub-?paragraph|point|item) \(?([a-z])\)? of (?:paragraph (\d{1,2}) of )?$))");
    for (std::size_t at = body_.find("rticle"); at != std::string_view::npos;
         at = body_.find("rticle", at + 1)) {
      std::size_t next = at + 6;
      if (body_.substr(next, 1) == "s") ++next;
      if (body_.substr(next, 1) != " ") continue;
      ++next;
      struct One {
        std::string_view number;
        std::string_view paragraph;
        std::string_view point;
        bool range = false;
      };
      std::vector<One> all;
      bool range = false;
      while (true) {
        re2::StringPiece number;
        re2::StringPiece paragraph;
        re2::StringPiece point;
        re2::StringPiece whole;
        const std::string_view rest = body_.substr(next, 120);
        if (!RE2::PartialMatch(piece(rest), kNumber, &number, &paragraph, &point)) break;
        all.push_back({view(number), view(paragraph), view(point), range});
        const re2::StringPiece last = !point.empty()       ? point
                                      : !paragraph.empty() ? paragraph
                                                           : number;
        next = static_cast<std::size_t>(last.data() + last.size() - body_.data());
        if (!point.empty() || !paragraph.empty()) ++next;  // its bracket
        re2::StringPiece sign;
        if (!RE2::PartialMatch(piece(body_.substr(next, 40)), kAnd, &sign)) break;
        const std::string_view between = view(sign);
        range = between == " to " || between == " through " || between == "-" ||
                between.find('\xE2') != std::string_view::npos;
        if (!RE2::PartialMatch(piece(body_.substr(next + between.size(), 40)), kNumber)) break;
        next += between.size();
      }
      if (all.empty()) continue;
      const std::string_view behind = body_.substr(next, 90);
      if (RE2::PartialMatch(piece(behind), kElsewhere) && !RE2::PartialMatch(piece(behind), kHere))
        continue;
      std::string_view first = body_.substr(at - (at > 0 ? 1 : 0), 1);
      std::string_view last = all.back().number;
      if (all.size() == 1) {
        One& one = all.front();
        re2::StringPiece whole;
        re2::StringPiece paragraph;
        re2::StringPiece point;
        const std::string_view before = body_.substr(0, first.data() - body_.data());
        const std::string_view close =
            before.substr(before.size() - std::min<std::size_t>(before.size(), 70));
        if (one.paragraph.empty() &&
            RE2::PartialMatch(piece(behind), kParagraph, &paragraph, &point)) {
          one.paragraph = view(paragraph);
          one.point = view(point);
        } else if (RE2::PartialMatch(piece(close), kPointBefore, &whole, &point, &paragraph)) {
          one.paragraph = view(paragraph);
          one.point = view(point);
          first = view(whole);
        } else if (RE2::PartialMatch(piece(close), kParagraphBefore, &whole, &paragraph, &point)) {
          one.paragraph = view(paragraph);
          one.point = view(point);
          first = view(whole);
        }
        if (one.paragraph.data() != nullptr && one.paragraph.data() > last.data())
          last = one.point.empty() ? one.paragraph : one.point;
      }
      for (std::size_t i = 0; i < all.size(); ++i) {
        const One& one = all[i];
        Span whole_reference = span_of(first, last);
        if (last.data() != one.number.data() && whole_reference.end < article_end() &&
            original_[whole_reference.end] == ')') {
          ++whole_reference.end;
        }
        const Span bytes = all.size() == 1 ? whole_reference
                           : i == 0        ? span_of(first, one.number)
                                           : span_of(one.number, one.number);
        if (one.range) between(key_of(all[i - 1].number), key_of(one.number), bytes);
        const auto found = labels_.find(key_of(one.number));
        if (found == labels_.end()) continue;
        if (found->second == article_ && one.paragraph.empty()) continue;
        add(found->second, one.paragraph, one.point, bytes);
      }
    }
  }

  /// The articles that a range names without writing them.
  void between(const std::string& from, const std::string& to, Span bytes) {
    const int last = number_of(to);
    for (int i = number_of(from) + 1; i < last && last - i < kLongestRange; ++i) {
      const auto found = labels_.find(std::to_string(i));
      if (found != labels_.end() && found->second != article_) add(found->second, {}, {}, bytes);
    }
  }

  /// "paragraph 1 of this Article", "paragraphs 2 and 3 above", "subparagraph (b)": only what the
  /// article has.
  void to_own_paragraphs() {
    static const RE2 kOwn(
        R"(\b([Pp]aragraphs? (\d{1,2})(?: ?\(([a-z])\))?)((?:(?:, | and | or | to )\d{1,2})*)(?: (?:of|to) (?:this|the present|that) [Aa]rticle|,? above|,? below| hereof)?( of\b| to (?:the )?[A-Z])?)");
    static const RE2 kPoint(
        R"(\b((?:[Ss]ub-?paragraph|[Pp]oint|[Ii]tem) \(?([a-z])\))( of (?:[Pp]aragraph|[Aa]rticle|the))?)");
    static const RE2 kOther(R"(^(?: and| or| to|,) (\d{1,2}))");
    // Cheap looks before the regular expressions, which most articles do not need.
    const bool paragraphs_named = body_.find("aragraph ") != std::string_view::npos ||
                                  body_.find("aragraphs ") != std::string_view::npos;
    const bool points_named = body_.find("aragraph (") != std::string_view::npos ||
                              body_.find("oint (") != std::string_view::npos ||
                              body_.find("tem (") != std::string_view::npos;
    re2::StringPiece rest = paragraphs_named ? piece(body_) : re2::StringPiece();
    re2::StringPiece whole;
    re2::StringPiece number;
    re2::StringPiece point;
    re2::StringPiece others;
    re2::StringPiece elsewhere;
    while (RE2::FindAndConsume(&rest, kOwn, &whole, &number, &point, &others, &elsewhere)) {
      // "Article 14, paragraph 2" and "paragraph 2 of Article 14" speak of another.
      const std::string_view before = body_.substr(0, whole.data() - body_.data());
      static const RE2 kArticleBefore(R"([Aa]rticle \S{1,8},? $)");
      const std::string_view close =
          before.substr(before.size() - std::min<std::size_t>(before.size(), 24));
      if (!elsewhere.empty() || RE2::PartialMatch(piece(close), kArticleBefore)) continue;
      if (has(view(number)))
        add(article_, view(number), view(point), span_of(view(whole), view(whole)));
      re2::StringPiece more = others;
      re2::StringPiece other;
      while (RE2::Consume(&more, kOther, &other)) {
        if (has(view(other))) add(article_, view(other), {}, span_of(view(other), view(other)));
      }
    }
    rest = points_named ? piece(body_) : re2::StringPiece();
    while (RE2::FindAndConsume(&rest, kPoint, &whole, &point, &elsewhere)) {
      if (!elsewhere.empty()) continue;
      const TextParagraph* own =
          around(offset_ + static_cast<std::size_t>(whole.data() - body_.data()));
      if (own == nullptr) continue;
      const bool there =
          std::any_of(own->points.begin(), own->points.end(),
                      [&](const TextPoint& one) { return one.label == view(point); });
      if (there) add(article_, own->number, view(point), span_of(view(whole), view(whole)));
    }
  }

  /// "the preceding Article", "the following paragraph".
  void to_neighbours() {
    static const RE2 kNeighbour(
        R"(\b(?:the )?((preceding|foregoing|previous|following|next|succeeding) ([Aa]rticle|[Pp]aragraph))\b)");
    bool named = false;
    for (const std::string_view word :
         {"ing article", "ing Article", "ous article", "ous Article", "ext article", "ext Article",
          "ing paragraph", "ing Paragraph", "ous paragraph", "ext paragraph"}) {
      named = named || body_.find(word) != std::string_view::npos;
    }
    if (!named) return;
    re2::StringPiece rest = piece(body_);
    re2::StringPiece whole;
    re2::StringPiece which;
    re2::StringPiece what;
    while (RE2::FindAndConsume(&rest, kNeighbour, &whole, &which, &what)) {
      const bool back = which[0] == 'p' ? which[1] == 'r' : which.starts_with("foregoing");
      const Span bytes = span_of(view(whole), view(whole));
      if (what.ends_with("rticle")) {
        if (back && article_ > 0) add(article_ - 1, {}, {}, bytes);
        if (!back && article_ + 1 < text_.articles.size()) add(article_ + 1, {}, {}, bytes);
        continue;
      }
      const TextParagraph* own = around(bytes.begin);
      if (own == nullptr || own->number.empty()) continue;
      const std::string number = std::to_string(number_of(own->number) + (back ? -1 : 1));
      if (has(number)) add(article_, number, {}, bytes);
    }
  }

  const std::vector<TextParagraph>& paragraphs() {
    if (paragraphs_.empty()) paragraphs_ = paragraphs_of(body_, offset_);
    return paragraphs_;
  }

  bool has(std::string_view number) {
    const std::vector<TextParagraph>& all = paragraphs();
    return std::any_of(all.begin(), all.end(),
                       [&](const TextParagraph& one) { return one.number == number; });
  }

  const TextParagraph* around(std::size_t at) {
    for (const TextParagraph& one : paragraphs()) {
      if (one.span.contains(at)) return &one;
    }
    return nullptr;
  }

  const TextStructure& text_;
  std::string_view original_;
  std::unordered_map<std::string, std::size_t> labels_;
  std::vector<TextReference> found_;
  std::size_t article_ = 0;
  std::size_t offset_ = 0;
  std::string_view body_;
  std::vector<TextParagraph> paragraphs_;
};

}  // namespace

std::vector<TextReference> find_references(const TextStructure& text, std::string_view original) {
  return ReferenceFinder(text, original).find();
}

}  // namespace servanda
