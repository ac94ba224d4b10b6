#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "generators.h"
#include "servanda/model/json.h"

namespace servanda {
namespace {

Result<Statement> read(std::string_view text) {
  auto parsed = parse_json(text);
  if (!parsed) return parsed.error();
  return statement_from_json(*parsed);
}

/// The fact within an otherwise plain statement.
std::string with_fact(const std::string& fact) {
  return R"({"doc":"001","fact":)" + fact + R"(,"stance":"asserted","speaker":null,"via":[]})";
}

std::string error_of(std::string_view text) {
  const auto statement = read(text);
  if (statement) return "no error";
  const Error& error = statement.error();
  return error.advice.empty() ? error.message : error.message + "; " + error.advice;
}

RC_GTEST_PROP(StatementJson, WhatIsWrittenIsReadBack, (const Statement& statement)) {
  const auto again = statement_from_json(to_json(statement));
  if (!again) RC_FAIL(again.error().message);
  RC_ASSERT(*again == statement);
}

RC_GTEST_PROP(StatementJson, AlsoThroughText, (const Statement& statement)) {
  const auto again = read(print_json(to_json(statement)));
  if (!again) RC_FAIL(again.error().message);
  RC_ASSERT(*again == statement);
  RC_ASSERT(print_json(to_json(*again)) == print_json(to_json(statement)));
}

TEST(StatementJson, KeepsControlCharacters) {
  Statement statement{AssessmentFact{"t1", std::string("a\n\t\"\\\0b\x7f", 8), ""}};
  statement.from.push_back({"d", Span{0, 8}, "line\r\nline"});
  const auto again = read(print_json(to_json(statement)));
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, statement);
}

// One line for each kind of fact; print(read(x)) must be x to the byte.
const char* const kLines[] = {
    R"({"doc":"001","fact":{"kind":"act","type":"submit","treaty":"t1","by":[{"name":"Vladimir Putin","state":"RUS","role":"president"}],"body":{"name":"State Duma","state":"RUS"}},"stance":"asserted","speaker":null,"via":[],"quote":{"start":0,"end":118}})",
    R"({"doc":"002","fact":{"kind":"treaty","id":"t1","title":"comprehensive strategic partnership treaty","form":"treaty","parties":["RUS","IRN"],"signed":"2025-01-17","signed_at":"Kremlin","in_force":"2025-10-02","articles":47,"term":"P20Y","renewal":"automatic P5Y","fields":["defence"],"disclosed":false,"also":["the pact"]},"stance":"asserted","speaker":null,"via":[{"name":"TASS","kind":"agency"}]})",
    R"({"doc":"003","fact":{"kind":"treaty","id":"t1","term":"indefinite","renewal":"once by up to P5Y"},"stance":"asserted","speaker":{"name":"Armenian side","state":"ARM","kind":"government"},"via":[]})",
    R"({"doc":"004","fact":{"kind":"clause","treaty":"t1","article":"3","about":"security","if":"an attack on one party","who":"the other","must":"shall-not","do":"support the aggressor","whom":"each other"},"stance":"asserted","speaker":null,"via":[]})",
    R"({"doc":"005","fact":{"kind":"quantity","treaty":"t1","project":"p","what":"gas","from":"Russia","to":"Iran","value":55000000000,"unit":"m3","per":"P1Y","bound":"upper","approx":true,"if":"the route is built"},"stance":"possible","speaker":null,"via":[]})",
    R"({"doc":"006","fact":{"kind":"quantity","what":"stake","value":56.15,"unit":"%"},"stance":"asserted","speaker":null,"via":[]})",
    R"({"doc":"007","fact":{"kind":"relation","type":"replaces","treaty":"t1","other":"t2","if":"relations change"},"stance":"conditional","speaker":null,"via":[]})",
    R"({"doc":"008","fact":{"kind":"project","name":"Bushehr","what":"nuclear power units","state":"operating","count":1,"at":"Bushehr"},"stance":"asserted","speaker":null,"via":[]})",
    R"({"doc":"009","fact":{"kind":"event","type":"ACCUSE","by":[{"org":"NATO"}],"whom":[{"state":"RUS"}],"what":"delay","on":"XXXX-01","at":"Vienna"},"stance":"asserted","speaker":null,"via":[]})",
    R"({"doc":"010","fact":{"kind":"assessment","about":"t1","says":"a message to the West","if":"it is ratified"},"stance":"negated","speaker":null,"via":[]})",
    R"({"doc":"011","fact":{"kind":"claim","treaty":"t1","state":"RUS","status":"in-force","from":"2007"},"stance":"asserted","speaker":null,"via":[]})",
    R"line({"doc":"012","fact":{"kind":"act","type":"withdraw","treaty":"t1","by":[{"state":"RUS"}],"with":[{"state":"USA"}],"on":"2023-11-07","at":"Moscow","for":"P5Y","until":"2030","as":"representative","whom":[{"name":"X"}],"of":"suspend","undo":"ratify","article":"23(4)","if":"unless answered","effect":"2023-11-07T00:00+03:00"},"stance":"conditional","speaker":null,"via":[],"quote":{"start":1,"end":2},"register":{"words":"as it says","citations":[{"doc":"decree","quote":{"start":3,"end":9},"words":"so"},{"doc":"gazette"}],"said":"2023-05","known":"2023-05-29","note":"seen"}})line",
    R"({"doc":"013","fact":{"kind":"treaty","id":"t1","term":"P5Y","clauses":{"languages":["ru","fa"],"depositary":["GBR","RUS"],"zone":"+03:00","force":{"on":"exchange","after":"P30D"},"renewal":{"kind":"automatic","length":"P5Y","notice":"P1Y"}},"norms":[{"article":"3","must":"may","do":"assist"}]},"stance":"asserted","speaker":null,"via":[]})",
};

TEST(StatementJson, PrintsTheLinesOfTheContractAsTheyWereRead) {
  for (const char* line : kLines) {
    const auto statement = read(line);
    ASSERT_TRUE(statement) << line << "\n" << error_of(line);
    EXPECT_EQ(print_json(to_json(*statement)), line);
  }
}

TEST(StatementJson, TakesNullAndNothingForUnknown) {
  const auto statement = read(
      R"({"fact":{"kind":"act","type":"sign","by":null,"on":null,"at":""},"stance":"asserted"})");
  ASSERT_TRUE(statement);
  EXPECT_EQ(*statement, (Statement{ActFact{}}));
  EXPECT_EQ(print_json(to_json(*statement)),
            R"({"fact":{"kind":"act","type":"sign"},"stance":"asserted","speaker":null,"via":[]})");
}

TEST(StatementJson, KeepsQuantitiesExact) {
  const auto value = [](const std::string& text) {
    QuantityFact fact;
    fact.value = text;
    return print_json(to_json(Statement{fact})["fact"]["value"]);
  };
  EXPECT_EQ(value("55000000000"), "55000000000");
  EXPECT_EQ(value("9007199254740992"), "9007199254740992");
  EXPECT_EQ(value("9007199254740993"), "\"9007199254740993\"");
  EXPECT_EQ(value("-9007199254740993"), "\"-9007199254740993\"");
  EXPECT_EQ(value("92.2"), "92.2");
  EXPECT_EQ(value("62.50"), "\"62.50\"");
  EXPECT_EQ(value("007"), "\"007\"");
  EXPECT_EQ(value("-0"), "\"-0\"");
  EXPECT_EQ(value("[1]"), "\"[1]\"");
  const auto read_value = [](const std::string& json) {
    const auto statement = read(with_fact(R"({"kind":"quantity","value":)" + json + "}"));
    return statement ? std::get<QuantityFact>(statement->fact).value : statement.error().message;
  };
  EXPECT_EQ(read_value("55000000000"), "55000000000");
  EXPECT_EQ(read_value("0.1"), "0.1");
  EXPECT_EQ(read_value("\"about 7\""), "about 7");
  EXPECT_EQ(read_value("true"), "/fact/value: expected a number or text, found true");
}

TEST(StatementJson, SaysWhatIsWrongAndWhere) {
  const auto of_fact = [](const std::string& fact) { return error_of(with_fact(fact)); };
  EXPECT_EQ(error_of("[]"), "expected an object, found a list");
  EXPECT_EQ(error_of("{}"), "/fact: is missing");
  EXPECT_EQ(error_of(R"({"fact":{"kind":"act","type":"sign"}})"), "/stance: is missing");
  EXPECT_EQ(of_fact(R"({"kind":"act","type":"sign","by":[{"state":1}]})"),
            "/fact/by/0/state: expected text, found a number");
  EXPECT_EQ(of_fact(R"({"kind":"act","type":"sign","by":{"state":"RUS"}})"),
            "/fact/by: expected a list, found an object");
  EXPECT_EQ(of_fact(R"({"kind":"act"})"), "/fact/type: is missing");
  EXPECT_EQ(of_fact(R"({"kind":"act","type":"ratfy"})"),
            "/fact/type: unknown word \"ratfy\"; did you mean \"ratify\"?");
  EXPECT_EQ(of_fact(R"({"kind":"act","type":""})").substr(0, 27), "/fact/type: unknown word \"\"");
  EXPECT_EQ(of_fact(R"({"kind":"act","type":"sign","treety":"t1"})"),
            "/fact/treety: unknown field; did you mean \"treaty\"?");
  EXPECT_EQ(of_fact(R"({"kind":"actt","type":"sign"})"),
            "/fact/kind: unknown kind of fact \"actt\"; did you mean \"act\"?");
  EXPECT_EQ(of_fact(R"({"kind":"act","type":"sign","on":"2025-02-30"})").substr(0, 9), "/fact/on:");
  EXPECT_EQ(of_fact(R"({"kind":"treaty","articles":-1})"),
            "/fact/articles: a count is not negative");
  EXPECT_EQ(of_fact(R"({"kind":"treaty","articles":4294967296})"),
            "/fact/articles: the number is too large");
  EXPECT_EQ(of_fact(R"({"kind":"treaty","renewal":"perhaps"})").substr(0, 14), "/fact/renewal:");
  EXPECT_EQ(of_fact(R"({"kind":"treaty","term":"P1Y","clauses":{"term":{"length":"P2Y"}}})"),
            "/fact/clauses/term: said already beside the clauses; say it in one place");
  EXPECT_EQ(
      of_fact(R"({"kind":"treaty","a/b~c":1,"clauses":{"force":{"on":"never"}}})").substr(0, 23),
      "/fact/clauses/force/on:");
  EXPECT_EQ(error_of(R"({"fact":{"kind":"act","type":"sign"},"stance":"asserted",)"
                     R"("quote":{"start":9,"end":3}})"),
            "/quote: ends before it begins");
  EXPECT_EQ(error_of(R"({"fact":{"kind":"act","type":"sign"},"stance":"asserted",)"
                     R"("quote":{"start":-9,"end":3}})"),
            "/quote/start: an offset is not negative");
}

TEST(StatementJson, PassesOverWhatOthersAdd) {
  EXPECT_EQ(error_of(R"({"id":"7","score":0.5,"fact":{"kind":"act","type":"sign","confidence":1},)"
                     R"("stance":"asserted","annotator":"x"})"),
            "no error");
}

TEST(StatementJson, ShortRenewals) {
  const auto short_form = [](const std::string& words) {
    const auto statement = read(with_fact(R"({"kind":"treaty","renewal":")" + words + "\"}"));
    if (!statement) return std::string("error");
    return to_json(*statement)["fact"].value("renewal", std::string("none written"));
  };
  for (const char* words :
       {"automatic", "automatic P5Y", "automatic-indefinite", "by agreement", "by agreement P40Y",
        "once by up to P5Y", "automatic once P5Y", "automatic 3 times P1Y", "none",
        "by agreement 2147483647 times up to P1M"}) {
    EXPECT_EQ(short_form(words), words);
  }
  EXPECT_EQ(short_form("by-agreement P12M"), "by agreement P1Y");
  EXPECT_EQ(short_form("by agreement once by up to P5Y"), "once by up to P5Y");
  for (const char* words : {"P5Y", "automatic P5", "once", "automatic up P5Y", "automatic up to",
                            "automatic P5Y P5Y", "automatic -1 times", "automatic x times"}) {
    EXPECT_EQ(short_form(words), "error") << words;
  }
}

TEST(StatementId, IsBoundToEveryPart) {
  Statement statement{ActFact{}};
  statement.from.push_back({"001", Span{0, 9}, "signed it"});
  const std::string id = statement_id(statement);
  EXPECT_EQ(id.size(), 16U);
  EXPECT_EQ(id, statement_id(statement));
  Statement other = statement;
  other.from[0].words = "signed  it";
  EXPECT_NE(id, statement_id(other));
  other = statement;
  other.from.push_back({"002", {}, ""});
  EXPECT_NE(id, statement_id(other));
  other = statement;
  other.note = "n";
  EXPECT_NE(id, statement_id(other));
}

RC_GTEST_PROP(StatementId, IsThatOfTheStatementReadBack, (const Statement& statement)) {
  const auto again = read(print_json(to_json(statement)));
  RC_ASSERT(again.ok());
  RC_ASSERT(statement_id(*again) == statement_id(statement));
}

}  // namespace
}  // namespace servanda
