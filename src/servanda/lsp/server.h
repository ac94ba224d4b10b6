// A language server for journals: messages of an editor in, messages to it out (LSP 3.17).
//
//   LanguageServer server(today);
//   server.handle(R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{}})")   // one answer
//   server.handle("no JSON")       // an error response, code -32700
//
// Diagnostics, completion, hover with the status of a treaty, the place where a name is declared,
// and formatting. Nothing here reads from or writes to the editor: the caller frames messages
// (framing.h) and carries them. Whatever a message holds, the server answers or passes it over.
#ifndef SERVANDA_LSP_SERVER_H_
#define SERVANDA_LSP_SERVER_H_

#include <string>
#include <string_view>
#include <vector>

#include "servanda/lsp/workspace.h"
#include "servanda/time/day.h"

namespace servanda {

class LanguageServer {
 public:
  /// `today` is the day for which hovers tell the status, and the day as known.
  explicit LanguageServer(Day today) : today_(today) {}

  /// The messages that answer this one, in order, as JSON texts.
  std::vector<std::string> handle(std::string_view message);
  /// "exit" has come: nothing more is to be read. 0 after "shutdown", else 1 (as LSP has it).
  bool ended() const { return ended_; }
  int exit_code() const { return shut_down_ ? 0 : 1; }

 private:
  friend class Request;
  Workspace workspace_;
  Day today_;
  bool shut_down_ = false;
  bool ended_ = false;
};

/// Frames messages as LSP does ("Content-Length: N", an empty line, N bytes).
std::string framed(const std::string& message);

/// Cuts a stream of bytes into messages.
class MessageCutter {
 public:
  /// A message larger than this is passed over.
  static constexpr std::size_t kLargest = std::size_t{256} << 20U;
  void add(std::string_view bytes) { buffer_ += bytes; }
  /// The next whole message, if it is there. Broken headers are passed over.
  bool next(std::string& message);

 private:
  std::string buffer_;
  std::size_t skip_ = 0;  ///< bytes of a message that is too large
};

}  // namespace servanda

#endif  // SERVANDA_LSP_SERVER_H_
