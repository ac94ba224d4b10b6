// The headings of a treaty: of its articles, and of the parts, chapters and annexes around them.
//
//   article_heading("ARTICLE 12 bis. Fees", &eleven)   // 12 bis, "Fees"
//   article_heading("Article 20.5: Termination", &x)   // article 5 of chapter 20
//   article_heading("Article 5 of this Treaty …", &x)  // begins like one; is_reference tells it is
//   none division_heading("CHAPTER IV. FINAL PROVISIONS")   // chapter, "IV", "FINAL PROVISIONS"
#ifndef SERVANDA_READER_TEXT_HEADINGS_H_
#define SERVANDA_READER_TEXT_HEADINGS_H_

#include <optional>
#include <string>
#include <string_view>

#include "servanda/reader/treaty_text.h"

namespace servanda {

/// "Article 12 bis. Title": number, label as printed, and what follows.
struct ArticleHeading {
  int number = 0;
  int chapter = 0;  ///< of "Article 20.5": 20; 0 where articles are numbered through
  bool bis = false;
  std::string label = {};
  std::string_view rest = {};
};

/// `before`: the article before, all zero at the beginning. Arabic, Roman, spelled out ("Article
/// One", "Article premier", "Статья первая"), also "Art. 3" and numerals stuck to the next word.
std::optional<ArticleHeading> article_heading(std::string_view line, const ArticleHeading& before);

/// A paragraph that is numbered without a word before it: "3. The Parties …", "IV. Disputes".
std::optional<ArticleHeading> bare_heading(std::string_view line);

/// Does the article come next? Lapsed articles leave gaps, of at most `gap` numbers; numbering may
/// begin anew with a chapter (20.5, 21.1) or go by hundreds (Article 115, Article 201).
bool comes_next(const ArticleHeading& before, const ArticleHeading& heading, int gap);

/// "Article 5 of this Agreement applies": a reference that begins a line.
bool is_reference(std::string_view rest);

/// Part, title, chapter, section, annex, protocol: what articles are grouped under.
std::optional<TextDivision> division_heading(std::string_view line);

/// Could this line be the title of an article: short, no sentence, no paragraph?
bool looks_like_title(std::string_view text, bool marked);
/// "entry into force1. this convention …": the title of an article that runs on into its body.
std::string_view title_before_body(std::string_view rest);

bool opens_annex(std::string_view text);
/// "Done at …", "In witness whereof": the words after the last article.
bool closes(std::string_view text);

/// "eleven", "onzième", "первая": the figure; 0 for what is no word of a number.
int number_in_words(std::string_view word);

/// "xiv" and "XIV" are 14; 0 for what is no Roman numeral.
int roman_value(std::string_view text);

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_HEADINGS_H_
