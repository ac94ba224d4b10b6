#include "servanda/lsp/server.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "servanda/lsp/completion.h"
#include "servanda/model/json.h"
#include "servanda/query/query.h"

namespace servanda {
namespace {

constexpr int kParseError = -32700;
constexpr int kUnknownMethod = -32601;

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '/' || static_cast<unsigned char>(c) >= 0x80;
}

/// The name under or just before the offset.
Span name_at(std::string_view text, std::size_t offset) {
  std::size_t begin = std::min(offset, text.size());
  std::size_t end = begin;
  while (begin > 0 && is_name_byte(text[begin - 1])) --begin;
  while (end < text.size() && is_name_byte(text[end])) ++end;
  return {begin, end};
}

Json position(const SourceText& text, std::size_t offset) {
  const EditorPosition at = to_editor(text, offset);
  Json json;
  json["line"] = at.line;
  json["character"] = at.character;
  return json;
}

Json range(const SourceText& text, Span span) {
  Json json;
  json["start"] = position(text, span.begin);
  json["end"] = position(text, span.end);
  return json;
}

/// The head of an entry, for a place to go to.
Span head_of(const SourceText& text, Span span) {
  const std::size_t line = std::min(text.text().find('\n', span.begin), span.end);
  return {span.begin, line};
}

/// The member, or null where the path leads nowhere.
const Json& member(const Json& json, std::initializer_list<const char*> path) {
  static const Json kNull;
  const Json* at = &json;
  for (const char* name : path) {
    if (!at->is_object()) return kNull;
    const auto found = at->find(name);
    if (found == at->end()) return kNull;
    at = &*found;
  }
  return *at;
}

std::string text_of(const Json& json) {
  return json.is_string() ? json.get<std::string>() : std::string();
}

std::size_t number_of(const Json& json) {
  return json.is_number_unsigned() ? json.get<std::size_t>() : 0;
}

int kind_number(Completion::Kind kind) {
  switch (kind) {  // CompletionItemKind of LSP
    case Completion::Kind::keyword:
      return 14;
    case Completion::Kind::act:
      return 2;
    case Completion::Kind::treaty:
      return 7;
    case Completion::Kind::state:
      return 13;
    case Completion::Kind::source:
      return 17;
    case Completion::Kind::word:
      return 12;
  }
  return 1;
}

}  // namespace

/// One message, and what it is answered with.
class Request {
 public:
  Request(LanguageServer& server, const Json& message)
      : server_(server), message_(message), params_(member(message, {"params"})) {}

  std::vector<std::string> run() {
    const std::string method = text_of(member(message_, {"method"}));
    if (method == "initialize") {
      initialize();
    } else if (method == "shutdown") {
      server_.shut_down_ = true;
      respond(Json());
    } else if (method == "exit") {
      server_.ended_ = true;
    } else if (method == "textDocument/didOpen") {
      server_.workspace_.set(path(), text_of(member(params_, {"textDocument", "text"})));
      publish_all();
    } else if (method == "textDocument/didChange") {
      change();
    } else if (method == "textDocument/didClose") {
      server_.workspace_.close(path());
      publish_all();
    } else if (method == "textDocument/completion") {
      respond(completion());
    } else if (method == "textDocument/hover") {
      respond(hover());
    } else if (method == "textDocument/definition") {
      respond(definition());
    } else if (method == "textDocument/formatting") {
      respond(formatting());
    } else if (message_.contains("id") && !method.empty()) {
      fail(kUnknownMethod, "the method " + method + " is not offered");
    }
    return std::move(out_);
  }

 private:
  void send(Json body) {
    Json json;
    json["jsonrpc"] = "2.0";
    for (auto& [key, value] : body.items()) json[key] = std::move(value);
    out_.push_back(print_json(json));
  }

  void respond(Json result) {
    Json json;
    json["id"] = member(message_, {"id"});
    json["result"] = std::move(result);
    send(std::move(json));
  }

  void fail(int code, const std::string& what) {
    Json json;
    json["id"] = member(message_, {"id"});
    json["error"]["code"] = code;
    json["error"]["message"] = what;
    send(std::move(json));
  }

  std::string path() const {
    return path_of_uri(text_of(member(params_, {"textDocument", "uri"})));
  }

  void initialize() {
    std::string root = path_of_uri(text_of(member(params_, {"rootUri"})));
    if (root.empty()) root = text_of(member(params_, {"rootPath"}));
    if (!root.empty()) server_.workspace_.open_folder(root);
    Json result;
    Json& can = result["capabilities"];
    can["textDocumentSync"] = 1;  // whole documents
    can["completionProvider"]["triggerCharacters"] = Json::array({" "});
    can["hoverProvider"] = true;
    can["definitionProvider"] = true;
    can["documentFormattingProvider"] = true;
    result["serverInfo"]["name"] = "servanda";
    respond(std::move(result));
  }

  void change() {
    const Json& changes = member(params_, {"contentChanges"});
    if (!changes.is_array() || changes.empty()) return;
    server_.workspace_.set(path(), text_of(member(changes.back(), {"text"})));
    publish_all();
  }

  void publish_all() {
    const std::size_t count = server_.workspace_.files().size();
    for (std::size_t i = 0; i < count; ++i) publish(i);
  }

  void publish(std::size_t file) {
    const std::deque<SourceText>& files = server_.workspace_.files();
    const SourceText& text = files[file];
    Json json;
    json["method"] = "textDocument/publishDiagnostics";
    json["params"]["uri"] = uri_of_path(text.name());
    Json& list = json["params"]["diagnostics"] = Json::array();
    for (const Diagnostic& diagnostic : server_.workspace_.diagnostics(file)) {
      Json one;
      one["range"] = range(text, diagnostic.span);
      one["severity"] = diagnostic.severity == Severity::error ? 1 : 2;
      one["source"] = "servanda";
      one["message"] =
          diagnostic.expected.empty()
              ? diagnostic.message
              : fmt::format("{}\nexpected: {}", diagnostic.message, diagnostic.expected);
      for (const Diagnostic::Note& note : diagnostic.notes) {
        const SourceText& other = note.source != nullptr ? *note.source : text;
        Json related;
        related["location"]["uri"] = uri_of_path(other.name());
        related["location"]["range"] = range(other, note.span);
        related["message"] = note.message;
        one["relatedInformation"].push_back(std::move(related));
      }
      list.push_back(std::move(one));
    }
    send(std::move(json));
  }

  /// The text and the offset that the message points at.
  const SourceText* pointed(std::size_t& offset) {
    const std::optional<std::size_t> file = server_.workspace_.find(path());
    if (!file) return nullptr;
    const SourceText& text = server_.workspace_.files()[*file];
    offset = from_editor(text, {number_of(member(params_, {"position", "line"})),
                                number_of(member(params_, {"position", "character"}))});
    return &text;
  }

  Json completion() {
    std::size_t offset = 0;
    const SourceText* text = pointed(offset);
    Json list = Json::array();
    if (text == nullptr) return list;
    for (Completion& completion :
         complete_journal(text->text().substr(0, offset), server_.workspace_.reg())) {
      Json item;
      item["label"] = std::move(completion.label);
      item["kind"] = kind_number(completion.kind);
      if (!completion.detail.empty()) item["detail"] = std::move(completion.detail);
      list.push_back(std::move(item));
    }
    return list;
  }

  Json hover() {
    std::size_t offset = 0;
    const SourceText* text = pointed(offset);
    if (text == nullptr) return {};
    const Span span = name_at(text->text(), offset);
    const std::string name(span.of(text->text()));
    const std::string words = told_of(name);
    if (words.empty()) return {};
    Json json;
    json["contents"]["kind"] = "markdown";
    json["contents"]["value"] = words;
    json["range"] = range(*text, span);
    return json;
  }

  std::string told_of(const std::string& name) {
    const Register& reg = server_.workspace_.reg();
    if (name.empty()) return {};
    for (const Statement& statement : reg.statements) {
      const auto* treaty = std::get_if<TreatyFact>(&statement.fact);
      if (treaty == nullptr || treaty->id != name) continue;
      std::string words = fmt::format("**{}** {}", name, treaty->title);
      const Result<StatusAnswer> answer =
          ask_status(reg, {name, {}, Moment(Edtf(server_.today_)), server_.today_});
      if (answer) {
        words += fmt::format("\n\nIn force on {}: **{}**, {}", to_text(server_.today_),
                             to_text(answer->verdict), answer->because);
        for (const std::string& missing : answer->missing) words += "\n\nmissing: " + missing;
      }
      return words;
    }
    if (const Source* source = reg.find_source(name)) {
      std::string words = fmt::format("**{}** {}", name, source->title);
      if (!source->publisher.empty()) words += "\n\n" + source->publisher;
      if (source->published) words += ", published " + source->published->text();
      return words + fmt::format("\n\nauthority: {}", to_text(source->authority));
    }
    return {};
  }

  Json definition() {
    std::size_t offset = 0;
    const SourceText* text = pointed(offset);
    if (text == nullptr) return {};
    const std::string name(name_at(text->text(), offset).of(text->text()));
    const Register& reg = server_.workspace_.reg();
    for (std::size_t i = 0; i < reg.statements.size(); ++i) {
      const auto* treaty = std::get_if<TreatyFact>(&reg.statements[i].fact);
      if (treaty != nullptr && treaty->id == name) return location(reg.origins[i]);
    }
    if (const Source* source = reg.find_source(name)) return location(source->origin);
    return {};
  }

  Json location(const Origin& origin) {
    const std::deque<SourceText>& files = server_.workspace_.files();
    if (origin.file >= files.size()) return {};
    Json json;
    json["uri"] = uri_of_path(files[origin.file].name());
    json["range"] = range(files[origin.file], head_of(files[origin.file], origin.span));
    return json;
  }

  Json formatting() {
    const std::optional<std::size_t> file = server_.workspace_.find(path());
    if (!file) return {};
    const SourceText& text = server_.workspace_.files()[*file];
    FormattedJournal formatted = format_journal(text);
    Json edits = Json::array();
    // A text with faults is left as it is; they are shown already.
    if (formatted.ok && formatted.text != text.text()) {
      Json edit;
      edit["range"] = range(text, {0, text.text().size()});
      // The end of the last line, wherever that is.
      edit["range"]["end"]["line"] = text.line_count();
      edit["range"]["end"]["character"] = 0;
      edit["newText"] = std::move(formatted.text);
      edits.push_back(std::move(edit));
    }
    return edits;
  }

  LanguageServer& server_;
  const Json& message_;
  const Json& params_;
  std::vector<std::string> out_;
};

std::vector<std::string> LanguageServer::handle(std::string_view message) {
  const Result<Json> json = parse_json(message);
  if (!json || !json->is_object()) {
    Json answer;
    answer["jsonrpc"] = "2.0";
    answer["id"] = nullptr;
    answer["error"]["code"] = kParseError;
    answer["error"]["message"] = json ? "a message is an object" : json.error().message;
    return {print_json(answer)};
  }
  return Request(*this, *json).run();
}

std::string framed(const std::string& message) {
  return fmt::format("Content-Length: {}\r\n\r\n{}", message.size(), message);
}

bool MessageCutter::next(std::string& message) {
  while (true) {
    const std::size_t passed = std::min(skip_, buffer_.size());
    buffer_.erase(0, passed);
    skip_ -= passed;
    if (skip_ > 0) return false;
    const std::size_t end = buffer_.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    constexpr std::string_view kLength = "Content-Length:";
    const std::size_t found = buffer_.find(kLength);
    std::size_t size = 0;
    bool good = found != std::string::npos && found < end;
    if (good) {
      std::size_t begin = found + kLength.size();
      while (buffer_[begin] == ' ') ++begin;
      good = std::from_chars(buffer_.data() + begin, buffer_.data() + end, size).ec == std::errc();
    }
    if (!good) {
      buffer_.erase(0, end + 4);
      continue;
    }
    if (size > kLargest) {
      buffer_.erase(0, end + 4);
      skip_ = size;
      continue;
    }
    if (buffer_.size() - (end + 4) < size) return false;
    message = buffer_.substr(end + 4, size);
    buffer_.erase(0, end + 4 + size);
    return true;
  }
}

}  // namespace servanda
