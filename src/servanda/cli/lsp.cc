// The language server on standard input and output.

#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "servanda/cli/cli.h"
#include "servanda/lsp/server.h"

namespace servanda::cli {

int run_lsp() {
  LanguageServer server(today());
  MessageCutter cutter;
  char buffer[1 << 16];
  while (!server.ended()) {
    const ssize_t count = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    cutter.add({buffer, static_cast<std::size_t>(count)});
    std::string message;
    while (!server.ended() && cutter.next(message)) {
      for (const std::string& answer : server.handle(message)) print(framed(answer));
    }
    std::fflush(stdout);
  }
  return server.exit_code();
}

}  // namespace servanda::cli
