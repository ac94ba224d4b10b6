#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "generators.h"
#include "servanda/model/json.h"

namespace servanda {
namespace {

Result<TreatyFact> read(std::string_view text) {
  auto parsed = parse_json(text);
  if (!parsed) return parsed.error();
  return clauses_from_json(*parsed);
}

/// What comes out again, or the error.
std::string again(std::string_view text) {
  const auto treaty = read(text);
  if (treaty) return print_json(clauses_to_json(*treaty));
  const Error& error = treaty.error();
  return error.advice.empty() ? error.message : error.message + "; " + error.advice;
}

RC_GTEST_PROP(ClauseJson, WhatIsWrittenIsReadBack, (const TreatyFact& treaty)) {
  const auto parsed = parse_json(print_json(clauses_to_json(treaty)));
  RC_ASSERT(parsed.ok());
  const auto back = clauses_from_json(*parsed);
  if (!back) RC_FAIL(back.error().message);
  RC_ASSERT(*back == treaty);
}

RC_GTEST_PROP(TriggerJson, WhatIsWrittenIsReadBack, (const Trigger& trigger)) {
  const auto back = trigger_from_json(to_json(trigger));
  if (!back) RC_FAIL(back.error().message);
  RC_ASSERT(*back == trigger);
}

TEST(TriggerJson, EveryFormOfTheContract) {
  for (
      const char* line : {
          R"({"on":"consents","count":50,"after":"P90D"})",
          R"({"on":"consents","count":40,"including":["RUS","GBR","USA"]})",
          R"({"on":"consents","count":5,"of":{"members":"CoE","count":3},"after":"P3M","align":"first-of-next-month"})",
          R"({"on":"consents","count":55,"weight":{"of":"greenhouse gas emissions","share":0.55},"after":"P30D"})",
          R"({"on":"consents","of":[{"members":"Parties","share":"2/3"},{"members":"CoE","count":1}]})",
          R"({"on":"consents","count":20,"weight":[{"of":"annual","amount":"USD 6000000"},{"of":"tons","amount":5000}]})",
          R"({"on":"consents","count":15,"kinds":["ratification"],"not_counted":["regional organisations"],"definitive_signature":true})",
          R"({"on":"last-notification","after":"P30D"})",
          R"({"on":"last-notification","including":["NLD"]})",
          R"({"on":"exchange"})",
          R"({"on":"signature"})",
          R"({"on":"own-consent","after":"P1M","counting":"full-periods"})",
          R"({"on":"all-consents","whom":"signatories"})",
          R"({"on":"all-consents","whom":["RUS","USA"]})",
          R"({"on":"date","date":"2005-01-01"})",
          R"({"on":"date","date":"1989-01-01","if":{"on":"consents","count":11},"else":{"after":"P90D"}})",
          R"({"on":"treaty","treaty":"self"})",
          R"({"later_of":[{"on":"exchange"},{"on":"date","date":"1976"}]})",
          R"({"first_of":[{"on":"meeting"},{"on":"decision"}],"align":"day:1-jan"})",
      }) {
    const auto trigger = trigger_from_json(*parse_json(line));
    ASSERT_TRUE(trigger) << line << trigger.error().message;
    EXPECT_EQ(print_json(to_json(*trigger)), line);
  }
}

TEST(TriggerJson, SaysWhatIsWrongAndWhere) {
  const auto error_of = [](std::string_view text) {
    const auto trigger = trigger_from_json(*parse_json(text));
    return trigger ? "no error" : trigger.error().message;
  };
  EXPECT_EQ(error_of("{}"), "the trigger does not say on what");
  EXPECT_EQ(error_of(R"({"on":"later_of"})"), "/on: the parts are missing");
  EXPECT_EQ(error_of(R"({"on":"exchange","first_of":[]})"), "the trigger says twice on what");
  EXPECT_EQ(
      error_of(R"({"later_of":[{"on":"exchange"},{"on":"date","date":"soon"}]})").substr(0, 17),
      "/later_of/1/date:");
  EXPECT_EQ(error_of(R"({"on":"consents","weight":{"amount":"much"}})"),
            "/weight/amount: \"much\" is no amount");
  EXPECT_EQ(error_of(R"({"on":"consents","kinds":["signing"]})"),
            "/kinds/0: unknown word \"signing\"");
  Json deep = *parse_json(R"({"on":"exchange"})");
  for (int i = 0; i < 1000; ++i) {
    Json outer = Json::object();
    outer["later_of"] = Json::array({std::move(deep)});
    deep = std::move(outer);
  }
  const auto trigger = trigger_from_json(deep);
  ASSERT_FALSE(trigger);
  EXPECT_NE(trigger.error().message.find("nested deeper"), std::string::npos);
}

TEST(TriggerJson, AmountsInAnyOrder) {
  for (const char* amount : {R"("USD 6000000")", R"("6000000 USD")", R"("USD 6e6")"}) {
    const auto trigger = trigger_from_json(
        *parse_json(std::string(R"({"on":"consents","weight":{"amount":)") + amount + "}}"));
    ASSERT_TRUE(trigger);
    EXPECT_EQ(trigger->weight.front(), (Weight{"", {}, 6e6, "USD"}));
  }
}

TEST(ClauseJson, PrintsAWholeTreatyAsItWasRead) {
  const std::string text =
      R"({"id":"x","title":"Treaty","form":"treaty","parties":["RUS","IRN"],"signed":"2025-01-17",)"
      R"("signed_at":"Moscow","languages":["ru","fa"],"articles":47,"depositary":["GBR","RUS"],)"
      R"("consent":["ratification","definitive-signature"],"force":{"on":"exchange","after":"P30D"},)"
      R"("force_later":{"on":"own-consent","after":"P30D","later_from":"force"},"provisional":true,)"
      R"("term":{"length":"P20Y","until":"2045","from":"2025-10-02"},)"
      R"("renewal":{"kind":"automatic","length":"P5Y","notice":"P1Y","times":2},)"
      R"("withdrawal":{"allowed":true,"notice":"P6M","not_before":"P5Y","for":"party",)"
      R"("effect":"end-of-term","window":"P1Y","counting":"date-to-date"},)"
      R"("survival":{"length":"P10Y","of":"investments"},"reservations":"listed",)"
      R"("amendment":{"on":"consents","of":{"members":"Parties","share":"2/3"},"words":"in writing"},)"
      R"("replaces":[{"title":"Treaty of 2001","on":{"on":"treaty","treaty":"self"}}],)"
      R"("territorial":"not the islands","disputes":["negotiation","icj"]})";
  EXPECT_EQ(again(text), text);
}

TEST(ClauseJson, OtherSpellingsOfTheSame) {
  EXPECT_EQ(
      again(R"({"title":null,"force":null,"replaces":null,"provisional":false,"renewal":null})"),
      "{}");
  EXPECT_EQ(again(R"({"depositary":"GBR"})"), R"({"depositary":"GBR"})");
  EXPECT_EQ(again(R"({"depositary":["GBR"]})"), R"({"depositary":"GBR"})");
  EXPECT_EQ(again(R"({"later_from":"condition"})"), R"({"later_from":"condition"})");
  EXPECT_EQ(again(R"({"later_from":"force","force_later":{"on":"own-consent"}})"),
            R"({"force_later":{"on":"own-consent","later_from":"force"}})");
  EXPECT_EQ(again(R"({"replaces":["A",{"title":"B"}]})"), R"({"replaces":["A","B"]})");
  EXPECT_EQ(again(R"({"term":{"length":"indefinite","from":"signature"}})"),
            R"({"term":{"length":"indefinite","from":"signature"}})");
  EXPECT_EQ(again(R"({"provisional":{"on":"signature"}})"),
            R"({"provisional":{"on":"signature"}})");
  EXPECT_EQ(again(R"({"withdrawal":{"allowed":false,"for":"treaty"}})"),
            R"({"withdrawal":{"allowed":false}})");
}

TEST(ClauseJson, PassesOverWhatOthersKeepButNotMisspellings) {
  EXPECT_EQ(again(R"({"read":["force"],"structure":{"articles":1},"source":{"note":"n"},"x":{}})"),
            "{}");
  EXPECT_EQ(again(R"({"forse":{"on":"exchange"}})"),
            "/forse: unknown field; did you mean \"force\"?");
  EXPECT_EQ(again(R"({"renewal":{"kind":"automatic","notise":"P6M"}})"),
            "/renewal/notise: unknown field; did you mean \"notice\"?");
  EXPECT_EQ(again(R"({"reservations":"prohibitted"})"),
            "/reservations: unknown word \"prohibitted\"; did you mean \"prohibited\"?");
  EXPECT_EQ(again(R"({"disputes":["icc"]})"),
            "/disputes/0: unknown word \"icc\"; did you mean \"icj\"?");
  EXPECT_EQ(again(R"({"consent":["ratified"]})").substr(0, 34),
            "/consent/0: unknown word \"ratified");
  EXPECT_EQ(again(R"({"withdrawal":{"effect":"at once"}})").substr(0, 19), "/withdrawal/effect:");
  EXPECT_EQ(again(R"({"replaces":[{"title":"A","on":{"on":"decision"}},"B"]})"),
            "/replaces/1: replaced on another condition than the first; a treaty replaces others "
            "on one condition");
}

TEST(ClauseWords, EachIsFoundAgain) {
  for (const auto word : trigger_words()) EXPECT_EQ(to_text(*find_trigger(word)), word);
  for (const auto word : renewal_kind_words()) EXPECT_EQ(to_text(*find_renewal_kind(word)), word);
  EXPECT_FALSE(find_trigger("later-of"));
  EXPECT_FALSE(find_renewal_kind(""));
  EXPECT_EQ(to_text(Trigger::On::later_of), "later_of");
  EXPECT_EQ(to_text(Renewal::Kind::none), "none");
}

}  // namespace
}  // namespace servanda
