// Targets, compression, limits, tokens and what is kept.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <cstdint>
#include <filesystem>
#include <thread>
#include <vector>

#include "servanda/base/utf8.h"
#include "servanda/http/gzip.h"
#include "servanda/http/kept.h"
#include "servanda/http/metrics.h"
#include "servanda/http/pages.h"
#include "servanda/http/target.h"
#include "servanda/http/tokens.h"
#include "servanda/register/files.h"

namespace servanda {
namespace {

std::string unpacked(const std::string& packed) {
  constexpr int kGzipWindow = 15 + 16;
  z_stream stream{};
  EXPECT_EQ(::inflateInit2(&stream, kGzipWindow), Z_OK);
  std::string in = packed;
  std::string out(1U << 20U, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(::inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  ::inflateEnd(&stream);
  return out;
}

TEST(Target, TakesAddressesApart) {
  const Result<Target> target = parse_target("/a%20b/c+d?on=2025&x=%D0%98+y&empty&x=2");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (std::vector<std::string>{"a b", "c+d"}));
  EXPECT_EQ(target->find("on"), "2025");
  EXPECT_EQ(target->all("x"), (std::vector<std::string>{"И y", "2"}));
  EXPECT_EQ(target->find("empty"), "");
  EXPECT_FALSE(target->find("none"));
}

TEST(Target, RefusesWhatIsNoAddress) {
  for (const char* bad : {"", "a", "/%", "/%4", "/%zz", "/%00", "/%0d%0a", "/%ff", "/?x=%c3"}) {
    EXPECT_FALSE(parse_target(bad)) << bad;
  }
}

RC_GTEST_PROP(TargetProperty, WhatIsEncodedIsDecoded, (std::vector<std::uint16_t> characters)) {
  std::string text;
  for (const std::uint16_t character : characters) {
    append_utf8(text, static_cast<char32_t>(0x20 + character % 0x5f + (character % 7) * 0x1000));
  }
  const std::string encoded = percent_encoded(text);
  const Result<Target> target = parse_target("/" + encoded + "?q=" + encoded);
  RC_ASSERT(target.ok());
  RC_ASSERT(target->find("q") == text);
}

RC_GTEST_PROP(GzipProperty, GivesBackTheBytes, (std::string text)) {
  RC_ASSERT(unpacked(gzip(text, 6)) == text);
}

TEST(Gzip, IsTakenOnlyWhereItIsAccepted) {
  EXPECT_TRUE(accepts_gzip("gzip"));
  EXPECT_TRUE(accepts_gzip("br, gzip;q=0.5"));
  EXPECT_TRUE(accepts_gzip("*"));
  EXPECT_FALSE(accepts_gzip(""));
  EXPECT_FALSE(accepts_gzip("br"));
  EXPECT_FALSE(accepts_gzip("gzip;q=0"));
  EXPECT_FALSE(accepts_gzip("gzip; q=0.000"));
}

TEST(RateLimit, AdmitsTheRateAndNoMore) {
  RateLimit limit(10);
  int admitted = 0;
  for (int i = 0; i < 100; ++i) admitted += limit.admit("a", 0) ? 1 : 0;
  EXPECT_EQ(admitted, 20);
  EXPECT_TRUE(limit.admit("b", 0));
  admitted = 0;
  for (int i = 0; i < 1000; ++i) admitted += limit.admit("a", 1 + i * 0.01) ? 1 : 0;
  EXPECT_NEAR(admitted, 110, 2);
  EXPECT_TRUE(RateLimit(0).admit("a", 0));
}

TEST(Kept, ForgetsOtherGenerationsAndStaysWithinItsBytes) {
  KeptAnswers kept(100'000);
  const auto answer = [](std::size_t size) {
    return KeptAnswer{"text/plain", {}, std::make_shared<const std::string>(size, 'x'), nullptr};
  };
  kept.keep("1", "a", answer(10));
  EXPECT_TRUE(kept.find("1", "a"));
  EXPECT_FALSE(kept.find("2", "a"));
  kept.keep("2", "b", answer(10));
  EXPECT_FALSE(kept.find("2", "a"));
  for (int i = 0; i < 1000; ++i) {
    kept.keep("2", std::to_string(i), answer(1000));
    EXPECT_TRUE(kept.find("2", "b"));  // what is asked for stays
  }
  EXPECT_FALSE(kept.find("2", "0"));
  EXPECT_TRUE(kept.find("2", "999"));
  kept.keep("2", "large", answer(60'000));
  EXPECT_FALSE(kept.find("2", "large"));
}

class Tokens : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::temp_directory_path() / ("servanda-tokens-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    path_ = (folder_ / "t.json").string();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string new_token(const std::string& name) const {
    std::string token;
    const Status made = TokenFile::change(path_, [&](TokenFile& file) -> Status {
      SERVANDA_ASSIGN_OR_RETURN(token, file.add(name, Role::editor, make_day(2026, 1, 15)));
      return Done{};
    });
    EXPECT_TRUE(made);
    return token;
  }
  std::filesystem::path folder_;
  std::string path_;
};

TEST_F(Tokens, AreFoundByThemselvesAlone) {
  const Day day = make_day(2026, 1, 15);
  const std::string token = new_token("Anna");
  ASSERT_FALSE(token.empty());
  Result<TokenFile> again = TokenFile::load(path_);
  ASSERT_TRUE(again);
  ASSERT_TRUE(again->find(token));
  EXPECT_EQ(again->find(token)->role, Role::editor);
  const Result<std::string> kept = read_file(path_);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->find(token.substr(token.rfind('_') + 1)), std::string::npos);
  std::string wrong = token;
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  EXPECT_FALSE(again->find(wrong));
  EXPECT_FALSE(again->find(token.substr(0, token.size() - 1)));
  EXPECT_FALSE(again->find(""));
  const auto mode = std::filesystem::status(path_).permissions();
  EXPECT_EQ(mode & std::filesystem::perms::others_all, std::filesystem::perms::none);
  ASSERT_TRUE(again->revoke(again->entries()[0].id, day));
  EXPECT_FALSE(again->find(token));
  EXPECT_FALSE(again->revoke("nobody", day));
}

TEST_F(Tokens, OfManyMadeAtOnceNoneIsLost) {
  std::vector<std::thread> makers;
  std::vector<std::string> made(4);
  for (std::size_t i = 0; i < made.size(); ++i)
    makers.emplace_back([&, i] { made[i] = new_token(std::to_string(i)); });
  for (std::thread& maker : makers) maker.join();
  const Result<TokenFile> file = TokenFile::load(path_);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->entries().size(), made.size());
  for (const std::string& token : made) EXPECT_TRUE(file->find(token));
}

TEST_F(Tokens, ADamagedFileIsRefused) {
  for (const char* bad : {"", "[]", "{\"tokens\": 5}", "{\"tokens\": [{}]}",
                          "{\"tokens\": [{\"id\": \"a\", \"name\": \"b\", \"role\": \"king\", "
                          "\"hash\": \"h\", \"made\": \"2026-01-01\"}]}"}) {
    ASSERT_TRUE(write_file_atomically(path_, bad));
    EXPECT_FALSE(TokenFile::load(path_)) << bad;
  }
}

TEST_F(Tokens, PagesGiveFilesAndViewsAndNothingElse) {
  std::filesystem::create_directories(folder_ / "assets");
  ASSERT_TRUE(write_file_atomically((folder_ / "index.html").string(), "<!doctype html>"));
  ASSERT_TRUE(write_file_atomically((folder_ / "assets/a.js").string(), std::string(5000, 'x')));
  const Pages pages = Pages::load(folder_.string());
  HttpRequest request{"GET", "/"};
  EXPECT_EQ(pages.find(request, "/")->content_type, "text/html; charset=utf-8");
  EXPECT_EQ(pages.find(request, "/treaties/ru-ir-2025")->content_type, "text/html; charset=utf-8");
  EXPECT_EQ(pages.find(request, "/assets/a.js")->body->size(), 5000U);
  EXPECT_FALSE(pages.find(request, "/assets/../index.html"));
  EXPECT_FALSE(pages.find(request, "/assets/b.js"));
  request.headers = {{"accept-encoding", "gzip"}};
  EXPECT_LT(pages.find(request, "/assets/a.js")->body->size(), 100U);
}

}  // namespace
}  // namespace servanda
