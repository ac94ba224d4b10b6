// Every place in the text of a document leads back to the bytes of the file it came from.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "servanda/reader/document.h"

namespace servanda {
namespace {

/// The bytes of the file behind the first `words` of its text.
std::string bytes_behind(std::string_view words, const std::string& file) {
  const Result<DocumentText> document = read_document(file);
  if (!document) return "not read: " + document.error().message;
  const std::size_t at = document->text.find(words);
  if (at == std::string::npos) return "not in " + document->text;
  const std::optional<Span> place = document->source({at, at + words.size()});
  return place ? std::string(place->of(file)) : "no place";
}

TEST(SourceMap, LeadsThroughTagsAndEntities) {
  const std::string page =
      "<!DOCTYPE html><html><head><title>Lamps</title></head><body>\n"
      "<p>Lamps &amp;   oil <b>burn</b>&hellip;</p></body></html>";
  EXPECT_EQ(bytes_behind("Lamps", page), "Lamps");
  EXPECT_EQ(bytes_behind("Lamps & oil", page), "Lamps &amp;   oil");
  EXPECT_EQ(bytes_behind("oil burn", page), "oil <b>burn");
  EXPECT_EQ(bytes_behind("&", page), "&amp;");
  EXPECT_EQ(bytes_behind("\xE2\x80\xA6", page), "&hellip;");
}

TEST(SourceMap, LeavesOutWhatWasInserted) {
  const std::string page = "<html><body><h1>Treaty</h1><p>Lamps</p></body></html>";
  EXPECT_EQ(bytes_behind("# Treaty\n", page), "Treaty");
}

TEST(SourceMap, LeadsToBytesOfOtherEncodings) {
  EXPECT_EQ(
      bytes_behind("burn", "\xFF\xFE" + std::string("t\0h\0e\0y\0 \0\x14\x20 \0b\0u\0r\0n\0", 22)),
      std::string("b\0u\0r\0n\0", 8));
  EXPECT_EQ(bytes_behind("burn", "They \x97 both \x93of them\x94 burn"), "burn");
  EXPECT_EQ(bytes_behind("burn", "\xEF\xBB\xBFThey burn"), "burn");
  EXPECT_EQ(bytes_behind("\xE2\x80\x94 burn", "<html><body><p>They &amp; we \x97 burn</p></html>"),
            "\x97 burn");
}

TEST(SourceMap, TellsNoPlaceWhereBytesWereReplaced) {
  EXPECT_EQ(bytes_behind("burn", "Лампы в море горят \xFF и светят ярко. burn"), "no place");
}

TEST(SourceMap, LeadsIntoXml) {
  const std::string treaty =
      "<?xml version=\"1.0\"?><treaty><article number=\"Article 1\" name=\"Lamps &amp; oil\">They "
      "burn\r\n\r\nat &quot;night&quot;.</article></treaty>";
  EXPECT_EQ(bytes_behind("Article 1", treaty), "Article 1");
  EXPECT_EQ(bytes_behind("burn\nat \"night\"", treaty), "burn\r\n\r\nat &quot;night&quot;");
}

/// Words between tags and entities of any kind: each is found where it was written.
RC_GTEST_PROP(SourceMap, FindsEveryWordOfAPage, ()) {
  const auto pieces = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 8));
  std::string page = "<html><body><p>";
  std::vector<Span> words;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    static constexpr std::array<std::string_view, 8> kBetween{
        " ", "</p><p>", "<br>", " &amp; ", "&nbsp;", "<b> </b>", "\n\n\t", "<script>w0w</script> "};
    page += kBetween[static_cast<std::size_t>(pieces[i])];
    const std::string word = "w" + std::to_string(i) + "w";
    words.push_back({page.size(), page.size() + word.size()});
    page += word;
  }
  page += "</p></body></html>";
  if (words.empty()) return;
  const Result<DocumentText> document = read_document(page);
  RC_ASSERT(document);
  for (const Span& word : words) {
    const std::size_t at = document->text.find(word.of(page));
    RC_ASSERT(at != std::string::npos);
    RC_ASSERT(document->source({at, at + word.size()}) == word);
  }
}

}  // namespace
}  // namespace servanda
