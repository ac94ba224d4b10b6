#include "servanda/model/json.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "generators.h"

namespace servanda {
namespace {

std::string error_of(std::string_view text) {
  const auto parsed = parse_json(text);
  return parsed ? "no error" : parsed.error().message;
}

TEST(ParseJson, KeepsTheOrderOfKeysAndEveryKindOfValue) {
  const auto parsed = parse_json(R"({"z": [1, -2, 3.5, true, null], "a": {"b": "c"}, "": ""})");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(print_json(*parsed), R"({"z":[1,-2,3.5,true,null],"a":{"b":"c"},"":""})");
  EXPECT_EQ(print_json(*parse_json("7")), "7");
}

TEST(ParseJson, NamesLineAndColumn) {
  EXPECT_EQ(error_of("{\n  \"a\": ,\n}").substr(0, 17), "line 2, column 8:");
  EXPECT_EQ(error_of("").substr(0, 17), "line 1, column 1:");
  EXPECT_EQ(error_of("[1] 2").substr(0, 17), "line 1, column 5:");
  // Columns count characters.
  EXPECT_EQ(error_of("[\"жж\", x]").substr(0, 17), "line 1, column 8:");
  EXPECT_EQ(error_of("[1e999]").find("json.exception"), std::string::npos);
  EXPECT_EQ(error_of("{").find("json.exception"), std::string::npos);
}

TEST(ParseJson, RefusesKeysThatComeTwice) {
  EXPECT_EQ(error_of(R"({"a": 1, "b": {"a": 2}, "a": 3})"),
            R"(line 1, column 25: the key "a" comes twice in one object)");
  EXPECT_EQ(error_of("{\"\\\"\": 1,\n \"\\u0022\": 2}"),
            R"(line 2, column 2: the key """ comes twice in one object)");
  EXPECT_EQ(error_of(R"([{"a": 1}, {"a": 2}])"), "no error");
}

TEST(ParseJson, RefusesNestingBeyondAHundredLevels) {
  EXPECT_EQ(error_of(std::string(100, '[') + std::string(100, ']')), "no error");
  EXPECT_EQ(error_of(std::string(101, '[') + std::string(101, ']')),
            "line 1, column 101: nested deeper than 100 levels");
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "{\"a\":";
  EXPECT_EQ(error_of(deep), "line 1, column 501: nested deeper than 100 levels");
}

TEST(ParseJson, RefusesIllFormedUtf8AndPrintsAReplacementForIt) {
  EXPECT_NE(error_of("[\"\xff\"]"), "no error");
  EXPECT_EQ(print_json(Json("a\xff")), "\"a\xEF\xBF\xBD\"");
}

TEST(PrintJson, Indents) {
  EXPECT_EQ(print_json(*parse_json(R"({"a":[1]})"), 2), "{\n  \"a\": [\n    1\n  ]\n}");
}

/// JSON of any shape, its keys and words often those of the contract.
rc::Gen<Json> any_json(int depth) {
  namespace gen = rc::gen;
  return gen::exec([depth]() -> Json {
    const auto word = gen::element<std::string>(
        "kind", "act", "treaty", "clause", "type", "sign", "fact", "stance", "asserted", "speaker",
        "via", "quote", "start", "end", "by", "name", "state", "clauses", "force", "later_of", "on",
        "consents", "of", "weight", "amount", "term", "renewal", "if", "else", "value", "register",
        "citations", "must", "", "P1Y", "2025", "norms", "provisional", "replaces", "title");
    switch (*gen::inRange(0, depth > 0 ? 8 : 6)) {
      case 0:
        return nullptr;
      case 1:
        return *gen::arbitrary<bool>();
      case 2:
        return *gen::arbitrary<std::int64_t>();
      case 3:
        return *gen::arbitrary<double>();
      case 4:
        return *gen::arbitrary<std::string>();
      case 5:
        return *word;
      case 6: {
        Json list = Json::array();
        for (int i = *gen::inRange(0, 4); i > 0; --i) list.push_back(*any_json(depth - 1));
        return list;
      }
      default: {
        Json object = Json::object();
        for (int i = *gen::inRange(0, 6); i > 0; --i) object[*word] = *any_json(depth - 1);
        return object;
      }
    }
  });
}

/// One value somewhere inside replaced by any other.
void damage(Json& value, const Json& by) {
  if (!value.is_structured() || value.empty() || *rc::gen::inRange(0, 4) == 0) {
    value = by;
    return;
  }
  auto it = value.begin();
  std::advance(it, *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(value.size())));
  damage(*it, by);
}

RC_GTEST_PROP(ReadingJson, AnyJsonGivesAValueOrAnError, ()) {
  const Json value = *any_json(4);
  (void)statement_from_json(value);
  (void)clauses_from_json(value);
  (void)trigger_from_json(value);
}

RC_GTEST_PROP(ReadingJson, DamagedStatementsGiveAValueOrAnErrorWithItsPlace,
              (const Statement& statement)) {
  Json value = to_json(statement);
  damage(value, *any_json(1));
  const auto read = statement_from_json(value);
  if (read) {
    // What was read can be written and read again, whatever it was.
    const auto again = statement_from_json(to_json(*read));
    RC_ASSERT(again.ok());
    RC_ASSERT(*again == *read);
  } else {
    const bool at_the_top = value.is_object() == false;
    RC_ASSERT(at_the_top || read.error().message.front() == '/');
  }
}

RC_GTEST_PROP(ReadingJson, DamagedClausesGiveAValueOrAnError, (const TreatyFact& treaty)) {
  Json value = clauses_to_json(treaty);
  damage(value, *any_json(1));
  const auto read = clauses_from_json(value);
  if (!read) return;
  const auto again = clauses_from_json(clauses_to_json(*read));
  RC_ASSERT(again.ok());
  RC_ASSERT(*again == *read);
}

}  // namespace
}  // namespace servanda
