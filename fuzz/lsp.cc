// Messages of an editor come from a program that we do not know: every one is answered or passed
// over.

#include <cstdint>
#include <string>

#include "servanda/lsp/server.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace servanda;
  if (size > 65536) return 0;
  LanguageServer server(make_day(2025, 1, 1));
  MessageCutter cutter;
  cutter.add({reinterpret_cast<const char*>(data), size});
  std::string message;
  while (!server.ended() && cutter.next(message)) {
    // An editor says which folder to read; strangers' bytes must not make us read the machine.
    if (message.find("root") != std::string::npos) continue;
    for (const std::string& answer : server.handle(message)) (void)framed(answer);
  }
  return 0;
}
