#include "servanda/base/utf8.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "servanda/base/sha256.h"

namespace servanda {
namespace {

TEST(Utf8, RefusesWhatRfc3629Refuses) {
  EXPECT_FALSE(find_invalid_utf8("plain, Пути́н, 条約, 🕊"));
  EXPECT_EQ(find_invalid_utf8("ab\xC0\x80"), 2U);                           // overlong NUL
  EXPECT_EQ(find_invalid_utf8("\xED\xA0\x80"), 0U);                         // surrogate
  EXPECT_EQ(find_invalid_utf8("\xF4\x90\x80\x80"), 0U);                     // above U+10FFFF
  EXPECT_EQ(find_invalid_utf8("x\xE2\x82"), 1U);                            // cut off
  EXPECT_EQ(find_invalid_utf8(std::string_view("a\0b", 3)), std::nullopt);  // NUL is well formed
}

TEST(Utf8, StepsOverIllFormedBytesOneAtATime) {
  const std::string_view text = "\xFF\xE2\x82z";
  EXPECT_EQ(code_point_at(text, 0).value, U'\uFFFD');
  EXPECT_EQ(code_point_at(text, 0).next, 1U);
  EXPECT_EQ(code_point_at(text, 1).next, 2U);
  EXPECT_EQ(code_point_at(text, 3).value, U'z');
}

TEST(Utf8, EveryCodePointComesBack) {
  for (char32_t c = 1; c <= 0x10FFFF; c += (c < 0x3000 ? 1 : 61)) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, c);
    ASSERT_FALSE(find_invalid_utf8(text)) << static_cast<unsigned>(c);
    ASSERT_EQ(code_point_at(text, 0).value, c);
    ASSERT_EQ(code_point_at(text, 0).next, text.size());
  }
}

TEST(Utf8, CountsAndMeasures) {
  EXPECT_EQ(count_code_points("Иран"), 4U);
  EXPECT_EQ(display_width("Иран"), 4U);
  EXPECT_EQ(display_width("条約"), 4U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
}

TEST(MappedText, KnowsWhereEachPieceCameFrom) {
  MappedText mapped("a\u00a0b  c");
  mapped.keep(1);
  mapped.replace(2, " ");
  mapped.keep(1);
  mapped.replace(2, "");
  mapped.keep(1);
  EXPECT_EQ(mapped.text(), "a bc");
  EXPECT_EQ(mapped.to_original({0, 1}), (Span{0, 1}));
  EXPECT_EQ(mapped.to_original({1, 2}), (Span{1, 3}));
  EXPECT_EQ(mapped.to_original({2, 3}), (Span{3, 4}));
  EXPECT_EQ(mapped.to_original({2, 4}), (Span{3, 7}));
  EXPECT_EQ(mapped.to_original({0, 4}), (Span{0, 7}));
}

TEST(MappedText, KeptPiecesMapToThemselvesWhateverIsDroppedAround) {
  EXPECT_TRUE(rc::check("a kept character maps to itself", [](const std::vector<bool>& keep) {
    const std::string original(keep.size(), 'x');
    std::string numbered;
    for (std::size_t i = 0; i < keep.size(); ++i) numbered += static_cast<char>('a' + i % 26);
    MappedText mapped(numbered);
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < keep.size(); ++i) {
      if (keep[i]) {
        mapped.keep(1);
        kept.push_back(i);
      } else {
        mapped.replace(1, "");
      }
    }
    RC_ASSERT(mapped.text().size() == kept.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
      RC_ASSERT(mapped.to_original({i, i + 1}) == (Span{kept[i], kept[i] + 1}));
    }
  }));
}

TEST(Sha256, AgreesWithTheStandard) {
  // FIPS 180-4, examples for one block.
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace servanda
