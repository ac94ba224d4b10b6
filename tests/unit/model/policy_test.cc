#include "servanda/model/policy.h"

#include <gtest/gtest.h>

namespace servanda {
namespace {

TEST(Policy, EveryWrittenOneWeighsEveryKindOfSource) {
  ASSERT_FALSE(written_policies().empty());
  EXPECT_EQ(written_policies().front(), SourcePolicy{});  // the usual one, as the default has it
  for (const SourcePolicy& policy : written_policies()) {
    const auto rank = parse_policy_order(policy_order(policy));
    ASSERT_TRUE(rank.ok()) << policy.name;
    EXPECT_EQ(*rank, policy.rank) << policy.name;
    EXPECT_EQ(find_policy(policy.name), &policy);
  }
  EXPECT_EQ(find_policy("nobody"), nullptr);
}

TEST(Policy, AFileNamesItAndItsOrder) {
  const auto policy = parse_policy(
      "# mine\npolicy  mine\norder text > depositary = party > agency > press > analyst > "
      "recalled\r\n");
  ASSERT_TRUE(policy.ok());
  EXPECT_EQ(policy->name, "mine");
  EXPECT_EQ(policy->of(Authority::depositary), policy->of(Authority::party));
  EXPECT_LT(policy->of(Authority::text), policy->of(Authority::depositary));
  EXPECT_LT(policy->of(Authority::press), policy->of(Authority::analyst));
}

TEST(Policy, WhatIsWrongIsNamed) {
  EXPECT_NE(parse_policy("policy a\norder text > party\n").error().message.find("2 kinds"),
            std::string::npos);
  EXPECT_NE(parse_policy("order text > text").error().message.find("twice"), std::string::npos);
  EXPECT_NE(parse_policy("order text > oracle").error().message.find("oracle"), std::string::npos);
  EXPECT_NE(parse_policy("weighs text").error().message.find("line 1"), std::string::npos);
  EXPECT_FALSE(parse_policy("order text > depositary > party > agency > press > analyst > ").ok());
  EXPECT_FALSE(parse_policy("").ok());
  // The usual order under another name, or another order under its name.
  EXPECT_FALSE(parse_policy("policy a\norder " + policy_order({})).ok());
  EXPECT_FALSE(parse_policy("policy depositary-first\norder text > party > depositary > agency > "
                            "press > analyst > recalled")
                   .ok());
}

}  // namespace
}  // namespace servanda
