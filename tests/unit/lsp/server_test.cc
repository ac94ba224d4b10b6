// A scripted session of an editor with the language server, message by message.

#include "servanda/lsp/server.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "servanda/lsp/completion.h"
#include "servanda/model/json.h"

namespace servanda {
namespace {

constexpr const char* kJournal =
    "source gazette\n  title      Gazette\n  authority  party\n\n"
    "treaty a-1 \"A treaty\"\n  parties    RUS, IRN\n  force      on exchange\n  from       "
    "gazette\n\n"
    "2001-01-01 sign a-1 by RUS, IRN\n  from       gazzette\n\n"
    "2002-01-01 exchange a-1 by RUS, IRN\n";

class Session {
 public:
  Session() : server_(make_day(2003, 1, 1)) {}

  std::vector<Json> send(const std::string& method, Json params, int id = 0) {
    Json message;
    message["jsonrpc"] = "2.0";
    if (id > 0) message["id"] = id;
    message["method"] = method;
    message["params"] = std::move(params);
    std::vector<Json> answers;
    for (const std::string& answer : server_.handle(print_json(message)))
      answers.push_back(*parse_json(answer));
    return answers;
  }

  Json ask(const std::string& method, std::size_t line, std::size_t character) {
    Json params;
    params["textDocument"]["uri"] = kUri;
    params["position"]["line"] = line;
    params["position"]["character"] = character;
    const std::vector<Json> answers = send("textDocument/" + method, params, 7);
    EXPECT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers.at(0)["id"], 7);
    return answers.at(0)["result"];
  }

  std::vector<Json> open(const std::string& text) {
    Json params;
    params["textDocument"]["uri"] = kUri;
    params["textDocument"]["text"] = text;
    return send("textDocument/didOpen", params);
  }

  std::vector<Json> change(const std::string& text) {
    Json params;
    params["textDocument"]["uri"] = kUri;
    params["contentChanges"] = Json::array();
    params["contentChanges"].push_back({{"text", text}});
    return send("textDocument/didChange", params);
  }

  LanguageServer& server() { return server_; }
  static constexpr const char* kUri = "file:///nowhere/a%20b.treaty";

 private:
  LanguageServer server_;
};

bool offers(const Json& list, const std::string& label) {
  return std::any_of(list.begin(), list.end(),
                     [&](const Json& item) { return item["label"] == label; });
}

TEST(LanguageServer, AScriptedSession) {
  Session session;
  const std::vector<Json> hello = session.send("initialize", Json::object(), 1);
  ASSERT_EQ(hello.size(), 1U);
  EXPECT_EQ(hello[0]["result"]["capabilities"]["hoverProvider"], true);
  EXPECT_TRUE(session.send("initialized", Json::object()).empty());

  const std::vector<Json> opened = session.open(kJournal);
  ASSERT_EQ(opened.size(), 1U);
  EXPECT_EQ(opened[0]["method"], "textDocument/publishDiagnostics");
  EXPECT_EQ(opened[0]["params"]["uri"], Session::kUri);
  const Json& faults = opened[0]["params"]["diagnostics"];
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0]["severity"], 1);
  EXPECT_EQ(faults[0]["range"]["start"]["line"], 10);
  EXPECT_EQ(faults[0]["range"]["start"]["character"], 13);
  EXPECT_EQ(faults[0]["range"]["end"]["character"], 21);
  EXPECT_NE(faults[0]["message"].get<std::string>().find("did you mean \"gazette\"?"),
            std::string::npos);

  std::string mended = kJournal;
  mended.erase(mended.find("gazzette") + 2, 1);
  const std::vector<Json> changed = session.change(mended);
  ASSERT_EQ(changed.size(), 1U);
  EXPECT_TRUE(changed[0]["params"]["diagnostics"].empty());

  const Json hover = session.ask("hover", 9, 17);
  const auto words = hover["contents"]["value"].get<std::string>();
  EXPECT_NE(words.find("A treaty"), std::string::npos);
  EXPECT_NE(words.find("In force on 2003-01-01: **yes**"), std::string::npos);
  EXPECT_NE(
      session.ask("hover", 10, 15)["contents"]["value"].get<std::string>().find("authority: party"),
      std::string::npos);
  EXPECT_TRUE(session.ask("hover", 9, 3).is_null());

  const Json treaty = session.ask("definition", 9, 17);
  EXPECT_EQ(treaty["uri"], Session::kUri);
  EXPECT_EQ(treaty["range"]["start"]["line"], 4);
  EXPECT_EQ(session.ask("definition", 10, 15)["range"]["start"]["line"], 0);
  EXPECT_TRUE(session.ask("definition", 9, 3).is_null());

  EXPECT_TRUE(session.ask("formatting", 0, 0).empty());
  session.change("treaty   b\n  force   on   exchange\n");
  const Json edits = session.ask("formatting", 0, 0);
  ASSERT_EQ(edits.size(), 1U);
  EXPECT_EQ(edits[0]["newText"], "treaty b\n  force      on exchange\n");

  const std::vector<Json> unknown = session.send("textDocument/rename", Json::object(), 3);
  ASSERT_EQ(unknown.size(), 1U);
  EXPECT_EQ(unknown[0]["error"]["code"], -32601);
  EXPECT_TRUE(session.send("$/setTrace", Json::object()).empty());

  EXPECT_FALSE(session.server().ended());
  EXPECT_TRUE(session.send("shutdown", nullptr, 4)[0]["result"].is_null());
  session.send("exit", nullptr);
  EXPECT_TRUE(session.server().ended());
  EXPECT_EQ(session.server().exit_code(), 0);
}

TEST(LanguageServer, CompletionKnowsWhereItStands) {
  Session session;
  session.open(std::string(kJournal) + "\n2003-01-01 \n");
  EXPECT_TRUE(offers(session.ask("completion", 14, 11), "ratify"));
  EXPECT_TRUE(offers(session.ask("completion", 14, 11), "claim"));
  EXPECT_FALSE(offers(session.ask("completion", 14, 11), "treaty"));
  EXPECT_TRUE(offers(session.ask("completion", 4, 2), "treaty"));
  EXPECT_TRUE(offers(session.ask("completion", 9, 17), "a-1"));
  EXPECT_TRUE(offers(session.ask("completion", 9, 25), "RUS"));
  EXPECT_TRUE(offers(session.ask("completion", 5, 4), "withdrawal"));
  EXPECT_TRUE(offers(session.ask("completion", 2, 14), "depositary"));
  EXPECT_TRUE(offers(session.ask("completion", 7, 15), "gazette"));
  EXPECT_FALSE(offers(session.ask("completion", 7, 15), "withdrawal"));
}

TEST(LanguageServer, BadMessagesAreAnsweredOrPassedOver) {
  LanguageServer server(make_day(2003, 1, 1));
  for (const char* message :
       {"", "no JSON", "[]", "17", "{\"id\":1,\"method\":\"initialize\"", "\xFF\xFE"}) {
    const std::vector<std::string> answers = server.handle(message);
    ASSERT_EQ(answers.size(), 1U) << message;
    EXPECT_NE(answers[0].find("-32700"), std::string::npos) << message;
  }
  for (const char* message :
       {"{}", "{\"method\":17}", "{\"method\":\"textDocument/hover\",\"id\":1,\"params\":[]}",
        "{\"method\":\"textDocument/didChange\",\"params\":{\"contentChanges\":\"x\"}}",
        "{\"method\":\"textDocument/"
        "completion\",\"id\":{},\"params\":{\"position\":{\"line\":-1}}}"}) {
    EXPECT_LE(server.handle(message).size(), 1U) << message;
  }
  EXPECT_EQ(server.exit_code(), 1);
}

TEST(LanguageServer, MessagesAreCutWhereTheirHeadersSay) {
  MessageCutter cutter;
  std::string message;
  const std::string both = framed("{\"a\":1}") + "X-Odd: 1\r\ncontent\r\n\r\n" + framed("{}");
  for (const char c : both.substr(0, 12)) cutter.add({&c, 1});
  EXPECT_FALSE(cutter.next(message));
  cutter.add(both.substr(12));
  ASSERT_TRUE(cutter.next(message));
  EXPECT_EQ(message, "{\"a\":1}");
  ASSERT_TRUE(cutter.next(message));
  EXPECT_EQ(message, "{}");
  EXPECT_FALSE(cutter.next(message));
  // A message that nobody would send is passed over without being kept.
  cutter.add("Content-Length: 999999999999\r\n\r\nabc");
  EXPECT_FALSE(cutter.next(message));
}

TEST(Workspace, PlacesAreCountedInUtf16) {
  const SourceText text("t",
                        "ab\nc\xF0\x9F\x95\x8A"
                        "d\xC3\xA9"
                        "e\n");
  for (std::size_t offset : {0U, 2U, 3U, 4U, 8U, 9U, 11U, 12U})
    EXPECT_EQ(from_editor(text, to_editor(text, offset)), offset) << offset;
  EXPECT_EQ(to_editor(text, 8).character, 3U);  // a pair of surrogates
  EXPECT_EQ(from_editor(text, {9, 9}), text.text().size());
  EXPECT_EQ(path_of_uri("file:///a%20b"), "/a b");
  EXPECT_EQ(uri_of_path("/a b"), "file:///a%20b");
}

}  // namespace
}  // namespace servanda
