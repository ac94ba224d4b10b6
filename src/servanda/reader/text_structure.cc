#include "servanda/reader/text_structure.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>

#include "servanda/reader/text_blanks.h"
#include "servanda/reader/text_headings.h"
#include "servanda/reader/text_lines.h"
#include "servanda/reader/text_sentences.h"

namespace servanda {
namespace {
/// The title: the first lines, up to the blank line, the preamble or a mark.
std::string title_of(std::string_view text, const std::vector<TextLine>& lines,
                     std::size_t first_article) {
  static const RE2 kPreamble(
      R"((?i)^(?:the (?:government|governments|states?|parties|contracting|high|member|signatory|kingdom|republic|undersigned|union|council|presidents?|general|federal|swiss|members|united|people|union|hellenic|islamic|peoples|preparatory)\b|preamble|having|desiring|considering|recogni[sz]ing|whereas|(?:his|her|their) (?:britannic )?(?:majest|excellenc)|article\b))");
  static const RE2 kForm(
      R"((?i)\b(agreement|convention|treaty|protocol|charter|covenant|act|constitution|memorandum|statute|pact|arrangement|accord|traité|charte|acuerdo|convenio|convención|tratado|protocolo|carta)\b|соглашение|договор|конвенция|протокол|устав|convención|traité)");
  std::size_t begin = lines.size();
  for (std::size_t i = 0; i < std::min(lines.size(), first_article); ++i) {
    if (lines[i].text.empty() || lines[i].noise) continue;
    begin = i;
    break;
  }
  // A masthead ("International Labour Conference") stands above the title.
  for (std::size_t i = begin, blocks = 0; i < std::min(lines.size(), first_article) && blocks < 3;
       ++i) {
    if (lines[i].text.empty()) {
      ++blocks;
      continue;
    }
    const re2::StringPiece line(lines[i].text.data(), lines[i].text.size());
    if (RE2::PartialMatch(line, kForm) && !RE2::PartialMatch(line, kPreamble)) {
      if (blocks > 0) begin = i;
      break;
    }
    if (RE2::PartialMatch(line, kPreamble) || blocks == 0) {
      if (blocks > 0) break;
    }
  }
  if (begin >= std::min(lines.size(), first_article)) return {};
  std::size_t end = begin;
  for (std::size_t i = begin; i < std::min(lines.size(), first_article) && i < begin + 8; ++i) {
    const std::string_view line = lines[i].text;
    if (line.empty()) break;
    const bool capitals =
        std::none_of(line.begin(), line.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (i > begin && !capitals &&
        RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), kPreamble)) {
      break;
    }
    end = i + 1;
    if (lines[i].marked) break;
  }
  std::string title = clean(text, {lines[begin].bytes.begin, lines[end - 1].bytes.end});
  // Apostrophes as printed.
  if (text.substr(lines[begin].bytes.begin, lines[end - 1].bytes.end - lines[begin].bytes.begin)
          .find("\xE2\x80\x99") != std::string_view::npos) {
    RE2::GlobalReplace(&title, "'", "\xE2\x80\x99");
  }
  if (title.size() > 500 || !RE2::PartialMatch(title, kForm)) return {};
  // "CONVENTION ON …. DONE AT GENEVA, ON …": the place belongs to the end of the text.
  static const RE2 kSigned(
      R"((?i)[.,;]? +(?:done|signed|concluded|adopted|opened for signature)(?: \w+)? (?:at|in|on) .*$)");
  if (std::string cut = title; RE2::Replace(&cut, kSigned, "") && cut.size() > 20) title = cut;
  while (!title.empty() && (title.back() == '.' || title.back() == ' ')) title.pop_back();
  return title;
}

/// Finds where articles begin, what they are called, and what stands around them.
class StructureFinder {
 public:
  explicit StructureFinder(std::string_view text) : text_(text), lines_(lines_of(text)) {
    closing_line_ = lines_.size();
    end_line_ = lines_.size();
  }

  TextStructure find(std::string_view language) {
    find_articles();
    if (starts_.size() < 3) find_bare_articles();
    find_titles();
    find_divisions();
    find_annexes();
    find_annexed_articles();
    return build(language);
  }

 private:
  struct Start {
    std::size_t line = 0;
    ArticleHeading heading = {};
    std::string title = {};
    std::size_t body_offset = 0;
  };
  /// A division with the line of its heading and the line behind its title.
  struct Group {
    TextDivision division;
    std::size_t line = 0;
    std::size_t body_line = 0;
  };

  std::size_t offset_of(std::string_view within) const {
    return static_cast<std::size_t>(within.data() - text_.data());
  }
  std::string clean_of(std::string_view within) const {
    return clean(text_, {offset_of(within), offset_of(within) + within.size()});
  }

  void find_articles() {
    ArticleHeading last;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const TextLine& line = lines_[i];
      if (line.text.empty() || line.noise) continue;
      std::optional<ArticleHeading> heading = article_heading(line.text, last);
      if (heading && last.chapter > 0 && heading->chapter == 0) {
        // A chapter of one article: "Article 7" between 6.13 and 8.1.
        heading->chapter = heading->number;
        heading->number = 1;
      }
      if (heading && !(is_reference(heading->rest) && !line.marked)) {
        // Lapsed articles leave gaps; a heading on a line of its own may leave wide ones.
        const int gap = line.marked ? 60 : heading->rest.empty() ? 12 : 4;
        const bool next = comes_next(last, *heading, gap);
        const bool again = (heading->bis && heading->number == last.number) ||
                           // A consolidated text goes on with the articles of its protocol.
                           (line.marked && heading->chapter == 0 && heading->number > 1 &&
                            heading->number <= last.number && starts_.size() > 10);
        if ((next && !skips(last, *heading, i)) || again) {
          add_start(i, *heading);
          last = *heading;
          end_line_ = lines_.size();  // what looked like an annex was a heading between
          continue;
        }
        if (heading->number == 1 && heading->chapter <= 1 && starts_.size() > 3) {
          if (end_line_ < lines_.size()) break;
          const std::size_t listed = line.bytes.begin - lines_[starts_.front().line].bytes.begin;
          constexpr std::size_t kEntry = 160;  // a line of a table of contents, at most
          if (listed / starts_.size() > kEntry) {
            end_line_ = i;  // an annex with articles of its own, or another language
            break;
          }
          starts_.clear();
          add_start(i, *heading);
          last = *heading;
          continue;
        }
      }
      if (starts_.size() < 3) continue;
      if (closing_line_ == lines_.size() && closes(line.text)) closing_line_ = i;
      if (end_line_ == lines_.size() && opens_annex(line.text)) {
        if (closing_line_ < i || (starts_.size() >= 5 && line.marked)) end_line_ = i;
        if (closing_line_ < i) break;
      }
    }
  }

  /// A reference that stands at the beginning of a line ("… laid down in / Article 26.") would
  /// leave out articles that follow: the one that is due stands further down, before the one that
  /// would come after the reference.
  bool skips(const ArticleHeading& last, const ArticleHeading& heading, std::size_t line) const {
    if (heading.chapter != last.chapter || heading.number <= last.number + 1) return false;
    constexpr std::size_t kLookAhead = 20;  // headings
    std::size_t seen = 0;
    for (std::size_t i = line + 1; i < lines_.size() && i < line + 1500; ++i) {
      if (lines_[i].noise) continue;
      const std::optional<ArticleHeading> other = article_heading(lines_[i].text, last);
      if (!other || other->bis || is_reference(other->rest)) continue;
      if (other->number == last.number + 1 && other->chapter == last.chapter) return true;
      if (other->number == 1 || other->number == heading.number + 1 || ++seen == kLookAhead)
        return false;
    }
    return false;
  }

  void add_start(std::size_t i, const ArticleHeading& heading) {
    const TextLine& line = lines_[i];
    Start start{i, heading, {}, line.bytes.end};
    const std::string_view rest = heading.rest;
    std::string_view inline_title;
    if (rest.size() > 160 && !(inline_title = title_before_body(rest)).empty()) {
      start.title = clean_of(inline_title);
      start.body_offset = offset_of(inline_title) + inline_title.size();
    } else if (!rest.empty()) {
      if (looks_like_title(rest, line.marked)) {
        start.title = clean_of(rest);
      } else {
        start.body_offset = offset_of(rest);
      }
    }
    starts_.push_back(std::move(start));
    closing_line_ = lines_.size();
  }

  /// Texts whose articles are numbered without the word: "1. The Parties …", "Section 3".
  void find_bare_articles() {
    std::vector<Start> with_word = std::move(starts_);
    starts_.clear();
    const std::size_t closing = closing_line_;
    ArticleHeading last;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const TextLine& line = lines_[i];
      if (line.text.empty() || line.noise) continue;
      const std::optional<ArticleHeading> heading = bare_heading(line.text);
      if (heading && comes_next(last, *heading, 1)) {
        add_start(i, *heading);
        last = *heading;
      } else if (starts_.size() >= 3 && closing_line_ == lines_.size() && closes(line.text)) {
        closing_line_ = i;
      }
    }
    if (starts_.size() >= 4 && starts_.size() > with_word.size()) return;
    starts_ = std::move(with_word);
    closing_line_ = closing;
  }

  /// A title on a line of its own below the heading.
  void find_titles() {
    for (Start& start : starts_) {
      if (!start.title.empty() || start.body_offset != lines_[start.line].bytes.end) continue;
      const std::size_t i = next_text(start.line + 1);
      if (i >= std::min(end_line_, lines_.size()) || article_heading(lines_[i].text, {})) continue;
      if (!looks_like_title(lines_[i].text, lines_[i].marked)) continue;
      // An unmarked line is a title only where a body follows that begins like one.
      const std::size_t after = next_text(i + 1);
      if (after >= lines_.size() || article_heading(lines_[after].text, {})) continue;
      const char first = lines_[after].text.front();
      if (!lines_[i].marked && first >= 'a' && first <= 'z') continue;
      start.title = clean(text_, lines_[i].bytes);
      start.body_offset = lines_[i].bytes.end;
    }
  }

  std::size_t next_text(std::size_t i) const {
    while (i < lines_.size() && (lines_[i].text.empty() || lines_[i].noise)) ++i;
    return i;
  }

  /// The line in which a word goes on that a page break divided; 0 for lines that end otherwise.
  std::size_t goes_on_behind_noise(std::size_t line) const {
    const std::string_view text = lines_[line].text;
    const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
    if (text.size() < 2 || text.back() != '-' || !small(text[text.size() - 2])) return 0;
    const std::size_t next = next_text(line + 1);
    if (next >= lines_.size() || next == line + 1 || !small(lines_[next].text.front())) return 0;
    for (std::size_t i = line + 1; i < next; ++i) {
      if (lines_[i].noise) return next;
    }
    return 0;
  }

  bool starts_article(std::size_t line) const {
    const auto at = std::lower_bound(starts_.begin(), starts_.end(), line,
                                     [](const Start& one, std::size_t i) { return one.line < i; });
    return at != starts_.end() && at->line == line;
  }

  /// Parts and chapters: headings that lead, over their titles, to an article or a lower heading.
  void find_divisions() {
    if (starts_.empty()) return;
    const std::size_t last = starts_.back().line;
    // Back over the lines before the first article, as far as headings stand there.
    std::size_t first = starts_.front().line;
    for (std::size_t back = first, texts = 0; back > 0 && texts < 6; --back) {
      if (lines_[back - 1].text.empty() || lines_[back - 1].noise) continue;
      ++texts;
      if (division_heading(lines_[back - 1].text)) first = back - 1;
    }
    for (std::size_t i = first; i < last; ++i) {
      const TextLine& line = lines_[i];
      if (line.text.empty() || line.noise || starts_article(i)) continue;
      std::optional<TextDivision> division = division_heading(line.text);
      if (!division || division->kind >= TextDivision::Kind::annex) continue;
      std::size_t body = next_text(i + 1);
      for (int titles = 0;
           titles < 2 && body < lines_.size() && !starts_article(body) &&
           !division_heading(lines_[body].text) && looks_like_title(lines_[body].text, true);
           ++titles) {
        if (titles == 0 || !division->title.empty()) {
          division->title +=
              (division->title.empty() ? "" : " ") + clean(text_, lines_[body].bytes);
        }
        body = next_text(body + 1);
      }
      const bool leads =
          body < lines_.size() && (starts_article(body) || division_heading(lines_[body].text));
      if (!leads) continue;
      groups_.push_back({std::move(*division), i, body});
    }
  }

  /// What stands behind the text: the signatures, then annexes and protocols.
  void find_annexes() {
    if (starts_.empty()) return;
    if (closing_line_ < lines_.size()) {
      TextDivision signatures;
      signatures.kind = TextDivision::Kind::signatures;
      groups_.push_back({signatures, closing_line_, closing_line_});
    }
    const std::size_t from = std::min(end_line_, closing_line_);
    for (std::size_t i = from; i < lines_.size(); ++i) {
      const TextLine& line = lines_[i];
      if (line.text.empty() || line.noise) continue;
      std::optional<TextDivision> division = division_heading(line.text);
      if (!division && (i == end_line_ || line.marked) && opens_annex(line.text) &&
          line.text.size() <= 160) {
        division.emplace();
        division->kind = line.text.starts_with("PROTOCOL") || line.text.starts_with("Protocol")
                             ? TextDivision::Kind::protocol
                             : TextDivision::Kind::annex;
        division->title = clean(text_, line.bytes);
      }
      if (!division || (division->kind != TextDivision::Kind::annex &&
                        division->kind != TextDivision::Kind::protocol)) {
        continue;
      }
      groups_.push_back({std::move(*division), i, i + 1});
    }
  }

  /// Annexes and protocols number their articles anew.
  void find_annexed_articles() {
    const std::vector<Start> main = std::move(starts_);
    const std::size_t closing = closing_line_;
    const std::size_t end = end_line_;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      Group& group = groups_[g];
      if (group.division.kind != TextDivision::Kind::annex &&
          group.division.kind != TextDivision::Kind::protocol) {
        continue;
      }
      std::size_t last_line = lines_.size();
      for (std::size_t next = g + 1; next < groups_.size() && last_line == lines_.size(); ++next) {
        if (rank(groups_[next].division.kind) < 0) last_line = groups_[next].line;
      }
      starts_.clear();
      ArticleHeading last;
      std::size_t text_end = last_line;
      for (std::size_t i = group.body_line; i < last_line; ++i) {
        if (lines_[i].text.empty() || lines_[i].noise) continue;
        const std::optional<ArticleHeading> heading = article_heading(lines_[i].text, last);
        if (!heading) {
          if (!starts_.empty() && closes(lines_[i].text)) {
            text_end = i;
            break;
          }
          continue;
        }
        if (is_reference(heading->rest) && !lines_[i].marked) continue;
        constexpr int kGap = 3;
        if (!comes_next(last, *heading, kGap)) {
          if (heading->number == 1 && !starts_.empty()) {
            text_end = i;  // another text, without a heading that tells it
            break;
          }
          continue;
        }
        add_start(i, *heading);
        last = *heading;
      }
      end_line_ = text_end;
      find_titles();
      for (std::size_t a = 0; a < starts_.size(); ++a) {
        const Start& start = starts_[a];
        const std::size_t next = a + 1 < starts_.size() ? starts_[a + 1].line : text_end;
        TextArticle article{start.heading.label, start.title};
        article.span = {lines_[start.line].bytes.begin,
                        next < lines_.size() ? lines_[next].bytes.begin : text_.size()};
        article.body = start.body_offset;
        group.division.articles.push_back(std::move(article));
      }
    }
    starts_ = main;
    closing_line_ = closing;
    end_line_ = end;
  }

  static int rank(TextDivision::Kind kind) {
    return kind >= TextDivision::Kind::annex ? -1 : static_cast<int>(kind);
  }

  void add_divisions(TextStructure& out) const {
    std::vector<int> above;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      TextDivision division = groups_[g].division;
      const int own = rank(division.kind);
      while (!above.empty() && above.back() >= own) above.pop_back();
      division.level = static_cast<int>(above.size());
      above.push_back(own);
      std::size_t end = text_.size();
      for (std::size_t next = g + 1; next < groups_.size(); ++next) {
        if (rank(groups_[next].division.kind) > own) continue;
        end = lines_[groups_[next].line].bytes.begin;
        break;
      }
      division.span = {lines_[groups_[g].line].bytes.begin, end};
      const auto first =
          std::lower_bound(starts_.begin(), starts_.end(), groups_[g].line,
                           [](const Start& one, std::size_t line) { return one.line < line; });
      division.first_article = static_cast<std::size_t>(first - starts_.begin());
      out.divisions.push_back(std::move(division));
    }
  }

  TextStructure build(std::string_view language) const {
    TextStructure out;
    const SentenceStyle style{language, language == "en" && lost_blanks(text_)};
    const std::size_t first_article = starts_.empty() ? lines_.size() : starts_.front().line;
    out.title = title_of(text_, lines_, first_article);
    const std::size_t opening = first_article < lines_.size()
                                    ? lines_[first_article].bytes.begin
                                    : std::min(text_.size(), std::size_t{4000});
    out.preamble = clean(text_, {0, opening});
    const std::size_t text_end =
        end_line_ < lines_.size() ? lines_[end_line_].bytes.begin : text_.size();
    std::size_t group = 0;
    for (std::size_t a = 0; a < starts_.size(); ++a) {
      const Start& start = starts_[a];
      std::size_t end = a + 1 < starts_.size()          ? lines_[starts_[a + 1].line].bytes.begin
                        : closing_line_ < lines_.size() ? lines_[closing_line_].bytes.begin
                                                        : text_end;
      // The heading of the next chapter is no part of the article before it.
      while (group < groups_.size() && groups_[group].line < start.line) ++group;
      if (group < groups_.size()) {
        end = std::min(end, lines_[groups_[group].line].bytes.begin);
      }
      TextArticle article{start.heading.label, start.title, {lines_[start.line].bytes.begin, end}};
      article.body = start.body_offset;
      Stretch stretch(text_);
      stretch.skip_to(start.body_offset);
      for (std::size_t i = start.line; i < lines_.size() && lines_[i].bytes.begin < end; ++i) {
        if (lines_[i].bytes.end <= start.body_offset && i != start.line) continue;
        if (lines_[i].noise) {
          stretch.skip_to(lines_[i].bytes.end);
          continue;
        }
        if (const std::size_t next = goes_on_behind_noise(i); next > 0) {
          // "rati-" at the end of a page, "fication" below the head of the next.
          stretch.take(offset_of(lines_[i].text) + lines_[i].text.size() - 1);
          stretch.skip_to(lines_[next].bytes.begin);
          i = next - 1;
          continue;
        }
        stretch.take(std::min(end, std::min(lines_[i].bytes.end + 1, text_.size())));
      }
      out.articles.push_back(std::move(article));
      stretch.sentences(out.articles.size() - 1, out.sentences, style);
    }
    if (starts_.empty() || closing_line_ < lines_.size()) {
      Stretch stretch(text_);
      stretch.skip_to(closing_line_ < lines_.size() ? lines_[closing_line_].bytes.begin : 0);
      stretch.take(text_end);
      stretch.sentences(kNoArticle, starts_.empty() ? out.sentences : out.closing, style);
    }
    add_divisions(out);
    return out;
  }

  std::string_view text_;
  std::vector<TextLine> lines_;
  std::vector<Start> starts_;
  std::vector<Group> groups_;
  std::size_t closing_line_ = 0;
  std::size_t end_line_ = 0;
};

}  // namespace

std::string_view to_text(TextDivision::Kind kind) {
  static constexpr std::array<std::string_view, 7> kWords{
      "part", "title", "chapter", "section", "annex", "protocol", "signatures"};
  return kWords[static_cast<std::size_t>(kind)];
}

TextStructure find_structure(std::string_view utf8, std::string_view language) {
  return StructureFinder(utf8).find(language);
}

}  // namespace servanda
