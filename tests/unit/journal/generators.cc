#include "generators.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "servanda/journal/journal.h"

namespace servanda::generators {

Gen<std::string> plain_entry() {
  return gen::exec([]() -> std::string {
    const auto pick = [](std::initializer_list<const char*> words) {
      return std::string(*gen::elementOf(std::vector<const char*>(words)));
    };
    const auto closing = [&] {
      std::string lines;
      if (*coin())
        lines +=
            "  from       " + pick({"s-1", "s-2 \"the words; here\"", "s-3 bytes 1..9"}) + "\n";
      if (*anywhere(0, 4) == 0) lines += "  from       s-2\n";
      if (*anywhere(0, 4) == 0) lines += "  known      2001-05-06\n";
      if (*anywhere(0, 6) == 0) lines += "  note       seen, and noted\n";
      return lines;
    };
    const std::string id = pick({"t-1", "t-2", "t-3"});
    const int kind = *anywhere(0, 12);
    if (kind == 0) {
      return "source " + pick({"s-1", "s-2", "s-3"}) +
             "\n  title      A title: of sorts\n  published  " +
             pick({"2001-02", "1999", "2003-04-05"}) + "\n  authority  " +
             pick({"text", "press", "depositary"}) + "\n";
    }
    if (kind < 3) {
      std::string text = "treaty " + id + pick({"", " \"A treaty; of peace\""}) + "\n";
      if (*coin()) text += "  parties    RUS, IRN\n";
      if (*coin()) text += "  signed     2001-03-12" + pick({"", " at Moscow"}) + "\n";
      if (*coin()) text += "  depositary UN\n";
      if (*coin()) text += "  consent    ratification\n";
      if (*coin())
        text += "  force      " +
                pick({"on exchange", "30 days after the last notification",
                      "P30D after the 5th consent", "90 days after the 2nd consent"}) +
                "\n";
      if (*coin())
        text += "  term       10 years, renewed 5 years at a time unless a party gives notice\n";
      if (*anywhere(0, 4) == 0)
        text += "  norm       3 if a party is attacked, the other party shall help\n";
      return text + closing();
    }
    std::string text = pick({"2001-03-12", "2002-04-05", "2002-04", "2003"}) + " " +
                       pick({"sign", "deposit", "ratify", "notify", "exchange", "approve", "accede",
                             "extend", "enter-into-force"}) +
                       " " + id;
    if (*anywhere(0, 5) == 0) text += " of withdraw";
    if (*anywhere(0, 5) > 0) {
      text += " by " + pick({"RUS", "IRN", "RUS, IRN", "RUS (Vladimir Putin, president), IRN",
                             "IRN (Majlis)", "org EU", "RUS (president)", "RUS, RUS (Ivan)"});
    }
    if (*anywhere(0, 5) == 0) text += " to " + pick({"State Duma", "the Senate", "RUS", "org EU"});
    if (*anywhere(0, 4) == 0) text += " at " + pick({"Moscow", "New York", "\"a place; far\""});
    return text + "\n" + closing();
  });
}

Gen<std::string> journal_text() {
  return gen::exec([] {
    std::string text;
    const int count = *anywhere(0, 12);
    for (int i = 0; i < count; ++i) {
      if (!text.empty()) text += '\n';
      text += *anywhere(0, 5) == 0 ? format_statement(*statement()) : *plain_entry();
    }
    return text;
  });
}

Gen<std::string> edited_text() {
  return gen::exec([] {
    std::string text = *journal_text();
    const int edits = *anywhere(0, 5);
    for (int i = 0; i < edits && !text.empty(); ++i) {
      const auto at = static_cast<std::size_t>(*anywhere(0, static_cast<int>(text.size())));
      const std::size_t line =
          text.rfind('\n', at) == std::string::npos ? 0 : text.rfind('\n', at) + 1;
      switch (*anywhere(0, 9)) {
        case 0:
          text.insert(line, *gen::element<std::string>("; a remark\n", "  ; inside\n", "\n", " \n",
                                                       "\r\n", "\t; tab\n", ";\n\n"));
          break;
        case 1:
          text.insert(at,
                      *gen::element<std::string>(" ", "\t", "  ", ";", "\"", "\\", ",", "(", "\r"));
          break;
        case 2:
          text.erase(at, static_cast<std::size_t>(*anywhere(1, 4)));
          break;
        case 3:
          text.insert(line,
                      *gen::element<std::string>("  from       s-1\n", "  note x\n", "treety x\n",
                                                 "2001-02-30 sign a\n", "  known\n"));
          break;
        case 4:
          for (std::size_t k = text.find('\n', at); k != std::string::npos && k < at + 200;
               k = text.find('\n', k + 2)) {
            text.insert(k, 1, '\r');
          }
          break;
        case 5:
          text[at] = static_cast<char>(*anywhere(1, 256));
          break;
        case 6: {
          const std::size_t end = std::min(text.find('\n', line), text.size() - 1) + 1;
          text.insert(line, text.substr(line, end - line));
          break;
        }
        case 7:
          text.insert(line, *gen::element<std::string>(
                                "assert t-1 unknown on 2001-01-01\n", "incomplete acts t-1\n",
                                "include a.treaty\n", "group g\n  member FRA\n"));
          break;
        default:
          text.insert(at, *gen::element<std::string>("\xD0\xB0", "\xEF\xBB\xBF", "é"));
          break;
      }
    }
    return text;
  });
}

}  // namespace servanda::generators
