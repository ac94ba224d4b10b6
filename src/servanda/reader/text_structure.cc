#include "servanda/reader/text_structure.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <ranges>

#include "servanda/language/tokens.h"
#include "servanda/reader/text_numbers.h"

namespace servanda {
namespace {

struct Line {
  std::string_view text;  ///< trimmed, without marks of headings
  Span bytes;
  bool marked = false;  ///< a heading by its marks (#)
  bool cut = false;     ///< ends where an article begins, not at a line end
};

/// Where the next article begins within a line that holds several: texts that lost their line
/// breaks. A reference ("under Article 5") begins none.
std::size_t inner_heading(std::string_view text, std::size_t begin, std::size_t end) {
  static const RE2 kInner(R"((\S*) +(ARTICLE|Article) +(?:\d{1,3}|[IVXLCivxlc]+))");
  static const RE2 kReference(
      R"((?i)^(?:of|in|with|under|to|and|by|or|per|from|see|this|said|paragraph|both|for|than|that|the|on|any|as|which|also|each|,)$)");
  re2::StringPiece rest(text.data() + begin, end - begin);
  re2::StringPiece before;
  re2::StringPiece word;
  while (RE2::FindAndConsume(&rest, kInner, &before, &word)) {
    const char last = before.empty() ? '.' : before[before.size() - 1];
    if (RE2::PartialMatch(before, kReference) || last == ',') continue;
    // A capitalised "Article" in running prose begins one only behind the end of a sentence.
    if (word == "Article" && last != '.' && last != ';' && last != ':' && last != '>') continue;
    return static_cast<std::size_t>(word.data() - text.data());
  }
  return end;
}

std::vector<Line> lines_of(std::string_view text) {
  constexpr std::size_t kManyWords = 400;  // longer than any heading
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::size_t whole = end;
    if (end - begin > kManyWords) end = inner_heading(text, begin + 1, end);
    Line line;
    line.bytes = {begin, end};
    line.cut = end < whole;
    std::string_view body = text.substr(begin, end - begin);
    begin = line.cut ? end : end + 1;
    while (!body.empty() && (body.back() == ' ' || body.back() == '\r' || body.back() == '\t'))
      body.remove_suffix(1);
    while (!body.empty() && (body.front() == ' ' || body.front() == '\t')) body.remove_prefix(1);
    while (!body.empty() && body.front() == '#') {
      line.marked = true;
      body.remove_prefix(1);
    }
    while (!body.empty() && (body.front() == ' ' || body.front() == '*')) body.remove_prefix(1);
    while (!body.empty() && (body.back() == '*' || body.back() == ' ')) body.remove_suffix(1);
    line.text = body;
    lines.push_back(line);
  }
  return lines;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return out;
}

int roman_value(std::string_view text) {
  int total = 0;
  int before = 0;
  for (const char c : std::views::reverse(text)) {
    int value = 0;
    switch (c) {
      case 'I':
        value = 1;
        break;
      case 'V':
        value = 5;
        break;
      case 'X':
        value = 10;
        break;
      case 'L':
        value = 50;
        break;
      case 'C':
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

/// "Article 12 bis. Title": number, label as printed, and what follows.
struct Heading {
  int number = 0;
  bool bis = false;
  std::string label;
  std::string_view rest;
};

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

/// `last`: the number of the article before.
std::optional<Heading> heading_in(std::string_view line, int last) {
  static const RE2 kGlued(R"(^(?:ARTICLE|Article)\s+([ivxlc]+[a-z(1].*)$)");
  re2::StringPiece glued;
  if (RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), kGlued, &glued)) {
    const std::string_view behind(glued.data(), glued.size());
    const std::string_view numeral = glued_roman(behind, last + 1);
    if (!numeral.empty()) {
      Heading heading;
      heading.number = last + 1;
      heading.label = numeral;
      heading.rest = behind.substr(numeral.size());
      return heading;
    }
  }
  static const RE2 kHeading(
      R"((?i)^(?:article|artículo|articulo|статья|art\.?)\s+([0-9]+|[IVXLC]+\b|[\pL]+(?:-[a-z]+)?\b)(?:er\b|º|°|ère\b)?(\s*(?:bis|ter|quater|quinquies|sexies|[A-D]\b(?:$|[ .])))?\s*(.*)$)");
  re2::StringPiece number;
  re2::StringPiece bis;
  re2::StringPiece rest;
  if (!RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), kHeading, &number, &bis,
                         &rest)) {
    return std::nullopt;
  }
  Heading heading;
  const std::string text(number.data(), number.size());
  if (text[0] >= '0' && text[0] <= '9') {
    if (text.size() > 4) return std::nullopt;
    heading.number = std::stoi(text);
    // "ARTICLE 231. any party": article 23, paragraph 1, printed without a blank.
    const std::string_view behind(rest.data(), rest.size());
    if (heading.number > last + 4 && text.ends_with('1') && behind.starts_with(".") &&
        std::stoi("0" + text.substr(0, text.size() - 1)) == last + 1) {
      heading.number = last + 1;
      heading.label = text.substr(0, text.size() - 1);
      heading.rest = behind.substr(1);
      return heading;
    }
  } else if (const int roman = roman_value(upper(text)); roman > 0) {
    heading.number = roman;
  } else {
    std::string lower;
    for (const char c : text) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    const std::string figures = with_figures(lower);
    if (figures.empty() || figures[0] < '0' || figures[0] > '9') return std::nullopt;
    heading.number = std::stoi(figures);
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
  return !RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kVerb);
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
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kAnnex);
}

bool closes(std::string_view text) {
  static const RE2 kClosing(
      R"((?i)^(?:in (?:witness|faith) (?:whereof|thereof)|done (?:at|in|this|on)\b|en foi de quoi|fait à|en fe de lo cual|en testimonio de lo cual|hecho en|совершено в))");
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kClosing);
}

/// What printing or a data base added: links, notes, "in force since" lines in another language.
bool is_noise(std::string_view text) {
  static const RE2 kNoise(R"(^(?:Treedt in werking per|\[Red:|Page \d+|\d+$|https?://))");
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kNoise);
}

/// `small`: the text lost its capitals.
bool ends_sentence(const std::string& text, std::size_t at, bool small_text) {
  if (text[at] != '.' && text[at] != ';') return false;
  if (at + 1 >= text.size()) return true;
  if (text[at + 1] != ' ') {
    if (text[at] != '.' || at < 2) return false;
    // "…force.2. The", "…duration.Each Party", "…Article X.Thereafter": printed without a blank.
    const auto small = [&](std::size_t i) {
      return i < text.size() && text[i] >= 'a' && text[i] <= 'z';
    };
    const auto capital = [&](std::size_t i) {
      return i < text.size() && text[i] >= 'A' && text[i] <= 'Z';
    };
    const bool word = small(at - 1) && (small(at - 2) || capital(at - 2));
    if (text[at + 1] >= '0' && text[at + 1] <= '9') return small(at - 1);
    if (text[at + 1] == '(' && at + 4 < text.size() &&
        (text[at + 3] == ')' || text[at + 4] == ')')) {
      return word;
    }
    const bool number = text[at - 1] == 'I' || text[at - 1] == 'V' || text[at - 1] == 'X' ||
                        (text[at - 1] >= '0' && text[at - 1] <= '9') || text[at - 1] == ')';
    if (small_text && word && small(at + 1) && small(at + 2)) return true;
    return (word || number) && capital(at + 1) && small(at + 2) && small(at + 3);
  }
  if (text[at] == ';') return true;
  // "No. 3", "art. 5", "e.g. this", initials and numbers of paragraphs.
  std::size_t begin = at;
  while (begin > 0 && text[begin - 1] != ' ') --begin;
  const std::string_view word(text.data() + begin, at - begin);
  static constexpr std::array<std::string_view, 12> kAbbreviations{
      "No", "no", "Art", "art", "para", "paras", "e.g", "i.e", "Mr", "Vol", "cf", "ca"};
  if (std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end())
    return false;
  if (word.size() == 1 || word.empty()) return false;
  const bool number =
      std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  return !number || word.size() > 2;
}

/// The lines of one stretch joined into running text, cleaned, with its way back.
class Stretch {
 public:
  explicit Stretch(std::string_view original) : original_(original), mapped_(original) {}

  void skip_to(std::size_t offset) {
    if (offset > at_) mapped_.replace(offset - at_, "");
    at_ = std::max(at_, offset);
  }
  /// Takes [at, end): blanks become one, marks of layout vanish, hyphenation is mended.
  void take(std::size_t end) {
    while (at_ < end) {
      const char c = original_[at_];
      const std::string_view rest = original_.substr(at_, end - at_);
      if (c == '\n' && mapped_.text().ends_with('-') && mapped_.text().size() > 1 &&
          is_lower(mapped_.text()[mapped_.text().size() - 2]) && next_lower(rest)) {
        // A word divided at the end of a line. Compounds lose their hyphen with it; formulas of
        // final clauses have few.
        std::size_t blanks = 1;
        while (at_ + blanks < end && is_blank(original_[at_ + blanks])) ++blanks;
        mapped_.replace(blanks, "");
        at_ += blanks;
      } else if (is_blank(c) || c == '#' || c == '*') {
        std::size_t blanks = 1;
        while (at_ + blanks < end &&
               (is_blank(original_[at_ + blanks]) || original_[at_ + blanks] == '#' ||
                original_[at_ + blanks] == '*')) {
          ++blanks;
        }
        const bool wanted = !mapped_.text().empty() && mapped_.text().back() != ' ';
        mapped_.replace(blanks, wanted ? " " : "");
        at_ += blanks;
      } else if (rest.starts_with("<sup>")) {
        drop_until(rest, "</sup>");
      } else if (rest.starts_with("](")) {
        drop_until(rest, ")");
      } else if (rest.starts_with("[Red:")) {
        drop_until(rest, "]");
      } else if (rest.starts_with("\xE2\x80\x99") || rest.starts_with("\xE2\x80\x98")) {
        mapped_.replace(3, "'");
        at_ += 3;
      } else if (rest.starts_with("\xC2\xA0")) {
        mapped_.replace(2, " ");
        at_ += 2;
      } else {
        mapped_.keep(1);
        ++at_;
      }
    }
  }

  /// Cuts the running text into sentences.
  void sentences(std::size_t article, std::vector<TextSentence>& out,
                 std::string_view language) const {
    const std::string& text = mapped_.text();
    std::size_t begin = 0;
    const auto capitals = static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
    const bool small_text = capitals * 200 < text.size();
    for (std::size_t at = 0; at < text.size(); ++at) {
      const bool last = at + 1 == text.size();
      if (!last && !ends_sentence(text, at, small_text)) continue;
      std::size_t from = begin;
      while (from < at && text[from] == ' ') ++from;
      begin = at + 1;
      if (at <= from + 2) continue;
      TextSentence sentence;
      sentence.cased = text.substr(from, at + 1 - from);
      // "force1. this": the number of a paragraph that stuck to the word before.
      std::string_view words = sentence.cased;
      while (!words.empty() &&
             std::string_view(" .;,:").find(words.back()) != std::string_view::npos)
        words.remove_suffix(1);
      sentence.plain = with_figures(to_lower(words), language);
      sentence.bytes = mapped_.to_original({from, at + 1});
      sentence.article = article;
      out.push_back(std::move(sentence));
    }
  }

  const std::string& text() const { return mapped_.text(); }

 private:
  static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
  static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
  static bool next_lower(std::string_view rest) {
    const std::size_t at = rest.find_first_not_of(" \n\r\t");
    return at != std::string_view::npos && is_lower(rest[at]);
  }
  void drop_until(std::string_view rest, std::string_view mark) {
    const std::size_t found = rest.find(mark);
    const std::size_t length =
        found > 2000 ? 1 : found + mark.size();  // not there is further than any
    mapped_.replace(length, "");
    at_ += length;
  }

  std::string_view original_;
  MappedText mapped_;
  std::size_t at_ = 0;
};

std::string clean(std::string_view original, Span span) {
  Stretch stretch(original);
  stretch.skip_to(span.begin);
  stretch.take(span.end);
  std::string text = stretch.text();
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

/// The title: the first lines, up to the blank line, the preamble or a mark.
std::string title_of(std::string_view text, const std::vector<Line>& lines,
                     std::size_t first_article) {
  static const RE2 kPreamble(
      R"((?i)^(?:the (?:government|governments|states?|parties|contracting|high|member|signatory|kingdom|republic|undersigned|union|council|presidents?|general|federal|swiss|members|united|people|union|hellenic|islamic|peoples|preparatory)\b|preamble|having|desiring|considering|recogni[sz]ing|whereas|(?:his|her|their) (?:britannic )?(?:majest|excellenc)|article\b))");
  static const RE2 kForm(
      R"((?i)\b(agreement|convention|treaty|protocol|charter|covenant|act|constitution|memorandum|statute|pact|arrangement|accord)\b)");
  std::size_t begin = lines.size();
  for (std::size_t i = 0; i < std::min(lines.size(), first_article); ++i) {
    if (lines[i].text.empty() || is_noise(lines[i].text)) continue;
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

}  // namespace

TextStructure find_structure(std::string_view utf8, std::string_view language) {
  TextStructure out;
  const std::vector<Line> lines = lines_of(utf8);
  struct Start {
    std::size_t line;
    Heading heading;
    std::size_t body;  ///< first line of the body, or the heading's own line
    std::string title;
    std::size_t body_offset;
  };
  std::vector<Start> starts;
  std::size_t closing_line = lines.size();
  std::size_t end_line = lines.size();
  int last = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.text.empty()) continue;
    const std::optional<Heading> heading = heading_in(line.text, last);
    if (heading) {
      // Lapsed articles leave gaps; a heading on a line of its own may leave wide ones.
      const int gap = line.marked ? 60 : heading->rest.empty() ? 12 : 4;
      const bool next = heading->number > last && heading->number <= last + gap;
      const bool again =
          (heading->bis && heading->number == last) ||
          // A consolidated text goes on with the articles of its protocol.
          (line.marked && heading->number > 1 && heading->number <= last && starts.size() > 10);
      // "Article 5 of this Agreement applies": a reference that begins a line.
      static const RE2 kReference(
          R"(^(?:of|and|or|to|in|shall|paragraph|para|above|below|is|may|,|;|\(\d+\) (?:of|and))\b)");
      const bool reference =
          !line.marked &&
          RE2::PartialMatch(re2::StringPiece(heading->rest.data(), heading->rest.size()),
                            kReference);
      if (!reference && (next || again)) {
        Start start{i, *heading, i + 1, {}, line.bytes.end};
        const std::string_view rest = heading->rest;
        std::string_view inline_title;
        if (rest.size() > 160 && !(inline_title = title_before_body(rest)).empty()) {
          const auto at = static_cast<std::size_t>(inline_title.data() - utf8.data());
          start.title = clean(utf8, {at, at + inline_title.size()});
          start.body_offset = at + inline_title.size();
        } else if (!rest.empty()) {
          if (looks_like_title(rest, line.marked)) {
            start.title =
                clean(utf8, {static_cast<std::size_t>(rest.data() - utf8.data()),
                             static_cast<std::size_t>(rest.data() - utf8.data()) + rest.size()});
          } else {
            start.body_offset = static_cast<std::size_t>(rest.data() - utf8.data());
          }
        }
        starts.push_back(std::move(start));
        last = heading->number;
        closing_line = lines.size();
        continue;
      }
      if (!reference && heading->number == 1 && starts.size() > 3) {
        const std::size_t listed = line.bytes.begin - lines[starts.front().line].bytes.begin;
        constexpr std::size_t kEntry = 160;  // a line of a table of contents, at most
        if (listed / starts.size() > kEntry) {
          end_line = i;  // an annex with articles of its own
          break;
        }
        starts.clear();
        starts.push_back(Start{i, *heading, i + 1, {}, line.bytes.end});
        last = 1;
        closing_line = lines.size();
        continue;
      }
    }
    if (starts.size() >= 3 && closes(line.text) && closing_line == lines.size()) closing_line = i;
    if (starts.size() >= 3 && closing_line < i && opens_annex(line.text)) {
      end_line = i;
      break;
    }
    if (starts.size() >= 5 && line.marked && opens_annex(line.text)) {
      end_line = i;
      break;
    }
  }
  // A title on a line of its own below the heading.
  for (Start& start : starts) {
    if (!start.title.empty() || start.body_offset != lines[start.line].bytes.end) continue;
    std::size_t i = start.line + 1;
    while (i < lines.size() && lines[i].text.empty()) ++i;
    if (i >= std::min(end_line, lines.size()) || heading_in(lines[i].text, 0) ||
        is_noise(lines[i].text))
      continue;
    if (!looks_like_title(lines[i].text, lines[i].marked)) continue;
    // An unmarked line is a title only where a body follows that begins like one.
    std::size_t after = i + 1;
    while (after < lines.size() && lines[after].text.empty()) ++after;
    if (after >= lines.size() || heading_in(lines[after].text, 0)) continue;
    const char first = lines[after].text.front();
    if (!lines[i].marked && first >= 'a' && first <= 'z') continue;
    start.title = clean(utf8, lines[i].bytes);
    start.body = i + 1;
    start.body_offset = lines[i].bytes.end;
  }
  const std::size_t first_article = starts.empty() ? lines.size() : starts.front().line;
  out.title = title_of(utf8, lines, first_article);
  out.preamble =
      clean(utf8, {0, first_article < lines.size() ? lines[first_article].bytes.begin
                                                   : std::min(utf8.size(), std::size_t{4000})});
  const std::size_t text_end = end_line < lines.size() ? lines[end_line].bytes.begin : utf8.size();
  for (std::size_t a = 0; a < starts.size(); ++a) {
    const std::size_t end = a + 1 < starts.size()         ? lines[starts[a + 1].line].bytes.begin
                            : closing_line < lines.size() ? lines[closing_line].bytes.begin
                                                          : text_end;
    TextArticle article{
        starts[a].heading.label, starts[a].title, {lines[starts[a].line].bytes.begin, end}};
    article.body = starts[a].body_offset;
    Stretch stretch(utf8);
    stretch.skip_to(starts[a].body_offset);
    for (std::size_t i = starts[a].line; i < lines.size() && lines[i].bytes.begin < end; ++i) {
      if (lines[i].bytes.end <= starts[a].body_offset && i != starts[a].line) continue;
      if (is_noise(lines[i].text)) {
        stretch.skip_to(lines[i].bytes.end);
        continue;
      }
      stretch.take(std::min(end, std::min(lines[i].bytes.end + 1, utf8.size())));
    }
    out.articles.push_back(std::move(article));
    stretch.sentences(out.articles.size() - 1, out.sentences, language);
  }
  if (starts.empty() || closing_line < lines.size()) {
    Stretch stretch(utf8);
    stretch.skip_to(closing_line < lines.size() ? lines[closing_line].bytes.begin : 0);
    stretch.take(text_end);
    stretch.sentences(kNoArticle, starts.empty() ? out.sentences : out.closing, language);
  }
  return out;
}

}  // namespace servanda
