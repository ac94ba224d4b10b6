// A treaty text as Akoma Ntoso 1.0 (OASIS), with eIds by its naming convention.
//
//   to_akoma_ntoso(reading, text)   // <akomaNtoso …><act name="treaty">… <article eId="art_4">
//
// Articles become `art_4` ("art_3bis" for 3 bis, "art_20-5" for 20.5), their numbered paragraphs
// `art_4__para_2`, lettered points `art_4__para_2__list_1__point_a`, within parts and chapters
// (`part_1__chp_2`). Annexes and protocols are attachments (`att_1`), with their own articles
// (`att_1__art_3`). References within the text are links; the preface holds a linked table of
// contents. The convention leaves the subtype of treaties open: the work is
// `/akn/un/act/treaty/DATE/main`, with the day of signature where the text states it. Text is kept
// as printed, blanks folded.
#ifndef SERVANDA_READER_AKOMA_NTOSO_H_
#define SERVANDA_READER_AKOMA_NTOSO_H_

#include <string>
#include <string_view>
#include <vector>

#include "servanda/reader/treaty_text.h"

namespace servanda {

/// `text`: the one that `reading` was read from. The result is well formed whatever stands in it.
std::string to_akoma_ntoso(const TreatyReading& reading, std::string_view text);

/// One for each division: "part_2__chp_1", "att_1" for an annex.
std::vector<std::string> division_eids(const std::vector<TextDivision>& divisions);

/// One for each article, no two alike.
std::vector<std::string> article_eids(const std::vector<TextArticle>& articles);

/// "Annex A. Tariffs".
std::string name_of(const TextDivision& division);

/// A line of the table of contents: what it says, the eId it leads to, how deep it stands.
struct ContentsLine {
  std::string words;
  std::string eid;
  std::size_t level = 0;
};
std::vector<ContentsLine> contents_of(const TreatyReading& reading);

/// "art_3bis" for "3 bis", "art_4" for "IV".
std::string article_eid(std::string_view label);

}  // namespace servanda

#endif  // SERVANDA_READER_AKOMA_NTOSO_H_
