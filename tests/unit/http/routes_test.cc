// The hand-written OpenAPI description is held to the table of routes, both ways.
#include "servanda/http/routes.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "servanda/base/table.h"
#include "servanda/model/json.h"

namespace servanda::tables {
extern const std::string_view openapi_json;
}

namespace servanda {
namespace {

Json description() {
  Result<Json> json = parse_json(tables::openapi_json);
  return json ? *std::move(json) : Json::object();
}

const Json& resolved(const Json& document, const Json& value) {
  if (!value.contains("$ref")) return value;
  return document.at(Json::json_pointer(value.at("$ref").get<std::string>().substr(1)));
}

std::string lower(std::string_view method) {
  return method == "GET" ? "get" : "post";
}

TEST(Routes, EachIsDescribedWithItsParametersAndNoOthers) {
  const Json document = description();
  for (const Route& route : routes()) {
    const std::string pattern(route.pattern);
    ASSERT_TRUE(document.at("paths").contains(pattern)) << pattern;
    const Json& item = document.at("paths").at(pattern);
    ASSERT_TRUE(item.contains(lower(route.method))) << pattern;
    const Json& operation = item.at(lower(route.method));
    std::set<std::string> described;
    for (const Json& parameter : operation.value("parameters", Json::array())) {
      const Json& found = resolved(document, parameter);
      if (found.at("in") == "query") {
        described.insert(found.at("name").get<std::string>());
      } else {
        EXPECT_NE(pattern.find("{" + found.at("name").get<std::string>() + "}"), std::string::npos)
            << pattern;
      }
    }
    std::set<std::string> taken;
    for (const std::string_view name : split(route.parameters, ' ')) taken.emplace(name);
    EXPECT_EQ(described, taken) << pattern;
    EXPECT_EQ(operation.contains("requestBody"), route.method == "POST") << pattern;
  }
}

TEST(Routes, NothingIsDescribedThatIsNotThere) {
  const std::set<std::string> elsewhere{"/healthz", "/metrics"};
  const Json described = description();  // outlives the loop over a part of it
  for (const auto& [path, item] : described.at("paths").items()) {
    if (elsewhere.count(path) > 0) continue;
    const std::vector<std::string_view> pieces = split(std::string_view(path).substr(1), '/');
    for (const auto& [method, operation] : item.items()) {
      const auto match =
          find_route(method == "get" ? "GET" : "POST", {pieces.begin(), pieces.end()});
      ASSERT_TRUE(match) << path;
      EXPECT_EQ(match->route->pattern, path);
    }
  }
}

TEST(Routes, EveryReferenceOfTheDescriptionLeadsSomewhere) {
  const Json document = description();
  std::size_t references = 0;
  const auto walk = [&](const Json& value, const auto& self) -> void {
    if (value.is_object() && value.contains("$ref")) {
      ++references;
      EXPECT_TRUE(
          document.contains(Json::json_pointer(value.at("$ref").get<std::string>().substr(1))))
          << value;
    }
    if (value.is_structured()) {
      for (const Json& inner : value) self(inner, self);
    }
  };
  walk(document, walk);
  EXPECT_GT(references, 50U);
}

TEST(Routes, AddressesAndMethods) {
  const auto match = find_route("HEAD", {"api", "v1", "treaties", "a b", "pathways", "RUS"});
  ASSERT_TRUE(match);
  EXPECT_EQ(match->names, (std::vector<std::string>{"a b", "RUS"}));
  EXPECT_FALSE(find_route("GET", {"api", "v1", "treaties", ""}));
  EXPECT_FALSE(find_route("PUT", {"api", "v1"}));
  EXPECT_EQ(methods_of({"api", "v1", "read"}), "POST");
  EXPECT_EQ(methods_of({"api", "v2"}), "");
}

}  // namespace
}  // namespace servanda
