// Journals built by their grammar: the input's bytes decide which sentence comes next, so that most
// of what is tried is sound or one mistake away from it. What the parser, the index and the
// formatter say of it must agree.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <string>
#include <string_view>

#include "servanda/journal/clause_words.h"
#include "servanda/journal/index.h"
#include "servanda/journal/journal.h"
#include "servanda/journal/keywords.h"
#include "servanda/model/words.h"

namespace {

using namespace servanda;

class Sentences {
 public:
  Sentences(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}

  std::string journal() {
    std::string text;
    while (at_ < size_ && text.size() < 20000) {
      text += entry();
      if (dice(4) > 0) text += '\n';
      if (dice(16) == 0) text += "; a remark\n";
    }
    // One mistake, somewhere.
    if (!text.empty() && dice(3) == 0) {
      const std::size_t where = (dice(256) * 256 + dice(256)) % text.size();
      text[where] = static_cast<char>(dice(256));
    }
    return text;
  }

 private:
  unsigned dice(unsigned limit) { return at_ < size_ ? data_[at_++] % limit : 0; }
  template <typename List>
  std::string any(const List& list) {
    return std::string(*(list.begin() + dice(static_cast<unsigned>(list.size()))));
  }
  std::string one(std::initializer_list<std::string_view> list) { return any(list); }

  std::string id() { return one({"a", "b-2", "ru-ir-2001", "\"by\"", "x.y/z"}); }
  std::string name() { return one({"EU", "\"a b\"", "CoE", "\"\\\"\"", "x"}); }
  std::string text() { return one({"\"words; of it\"", "\"\"", "\"a \\\\ b\"", "\"\xC3\xA9\""}); }
  std::string date() {
    return one(
        {"2001-03-12", "2002-03", "1999", "2002-03/2002-04", "2001~", "[1667,1668]", "../2014"});
  }
  std::string period() {
    return one({"30 days", "1 year", "1 year and 6 months", "P3M", "P1Y2M3D", "2 weeks"});
  }
  std::string actor() {
    return one({"RUS", "IRN (ambassador)", "RUS (Ivan Petrov, president)", "org EU", "State Duma",
                "org \"a by\" (kind agency)", "\"RUS\""});
  }
  std::string actors() { return dice(2) == 0 ? actor() : actor() + ", " + actor(); }

  std::string trigger(int depth) {
    std::string words =
        one({"on ", "", "first day of the month following ",
             "the first day of the 3rd month following ", "the next 1 January following "});
    if (dice(2) == 0) words = (words == "on " ? "" : words) + period() + " after ";
    if (depth > 0 && dice(4) == 0) {
      words += one({"the later of [", "the first of ["}) + trigger(depth - 1) + "] and [" +
               trigger(depth - 1) + "]";
    } else {
      words += one({"signature", "exchange", "the last notification", "the 5th consent",
                    "all consents", "own consent", "2001-01-01", "the entry into force of b-2",
                    "its own entry into force", "a meeting"});
    }
    while (dice(3) == 0) {
      words += " (" +
               one({"including RUS, GBR", "3 by members of CoE", "2/3 by members of \"a b\"",
                    "weight 55 % of x", "weight amount 5 in USD of x", "not counting EU",
                    "counting ratification", "definitive signature counts"}) +
               ")";
    }
    if (depth > 0 && dice(6) == 0)
      words += " if [" + trigger(depth - 1) + "], else " + period() + " after it";
    if (dice(5) == 0) words += one({", in full periods", ", counted date to date"});
    return words;
  }

  std::string line(const std::string& key) {
    if (key == "force" || key == "later" || key == "provisional" || key == "replaces-on" ||
        key == "amendment-on") {
      return trigger(2);
    }
    if (key == "term") {
      return one({"10 years", "indefinite", "until 2030", "5 years from force", "not said"}) +
             one({"", ", not renewed", ", renewed 5 years at a time unless a party gives notice",
                  ", renewable by agreement for up to 5 years, at most 2 times"});
    }
    if (key == "renewal")
      return one({"then without limit", "renewed automatically", "not renewed"});
    if (key == "withdrawal") {
      return one({"allowed", "not allowed", "after 1 year's notice", "after 150 days' notice"}) +
             one({"", ", in full periods", ", not before 3 years after force, for the party",
                  ", on the next 31 December following", ", with effect \"x\"", ", within 1 year"});
    }
    if (key == "survival") return one({"20 years of \"it\"", "20 years", "of \"it\""});
    if (key == "parties" || key == "languages" || key == "replaces")
      return one({"RUS, IRN", "RUS", "\"a b\""});
    if (key == "consent") return one({"ratification", "signature, accession", "exchange"});
    if (key == "signed" || key == "published" || key == "in-force" || key == "said") return date();
    if (key == "known") return "2001-05-06";
    if (key == "articles") return "17";
    if (key == "disclosed") return one({"yes", "no"});
    if (key == "authority") return any(authority_words());
    if (key == "stance") return any(stance_words());
    if (key == "says") return actor();
    if (key == "via") return actors();
    if (key == "from") return id() + one({"", " bytes 1..9", " bytes 3..4 \"w\"", " \"w\""});
    if (key == "norm")
      return one({"3(3) ", ""}) + "if a party is attacked, the other shall not help";
    if (key == "station") return any(act_type_words()) + " by President";
    if (key == "member")
      return one({"FRA", "FRA, DEU from 1949-05-05", "RUS until 2022-03-16 weight 2.5"});
    return one({"plain words", "", "\"in quotes; so\"", "RUS"});
  }

  std::string lines(std::string_view entry) {
    std::string text;
    const auto& keys = line_keywords(entry);
    while (!keys.empty() && dice(3) > 0) {
      const std::string key = any(keys);
      text += "  " + key + std::string(1 + dice(2) * (key.size() < 10 ? 10 - key.size() : 0), ' ') +
              line(key) + one({"", "", "", "  ; why"}) + "\n";
      if (dice(16) == 0) text += one({"  ; inside\n", "; at the margin\n", "\n", "\t; tab\n"});
    }
    return text;
  }

  std::string entry() {
    switch (dice(12)) {
      case 0:
        return "source " + id() + "\n" + lines("source");
      case 1:
      case 2:
      case 3:
        return "treaty " + id() + one({"", " \"A title\""}) + "\n" + lines("treaty");
      case 4:
        return date() + one({" claim ", " deny "}) + id() + " " + any(claimed_status_words()) +
               " by " + actor() + "\n" + lines("claim");
      case 5:
        return one({"include b.treaty\n", "incomplete acts a\n", "assert a unknown on 2001-01-01\n",
                    "assert a RUS in-force known 2001-01-01\n"});
      case 6:
        return "group " + name() + "\n" + lines("group");
      case 7:
        return "pathway RUS\n" + lines("pathway");
      case 8:
        return one({"quantity \"gas\" up to 5 m3", "project \"p\" building", "event CONSULT by RUS",
                    "assessment of a \"it is so\"", "relation a replaces b-2",
                    "clause a 4 the parties may meet"}) +
               "\n" + lines("claim");
      default: {
        std::string head =
            one({"2001-03-12", "2002-03", "undated"}) + " " + any(act_type_words()) + " " + id();
        if (dice(2) == 0) head += " by " + actors();
        if (dice(4) == 0) head += " of withdraw";
        if (dice(4) == 0) head += " to State Duma";
        if (dice(3) == 0) head += " at " + one({"Moscow", "\"a place\"", "New York"});
        if (dice(6) == 0)
          head += one({" for P5Y", " until 2030", " effect 2023-11-07T00:00+03:00", " if \"so\""});
        return head + "\n" + lines("claim");
      }
    }
  }

  const std::uint8_t* data_;
  std::size_t size_;
  std::size_t at_ = 0;
};

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  const SourceText source("made", Sentences(data, size).journal());
  const ParsedJournal parsed = parse_journal(source);
  JournalIndex index;
  index.add(source);
  require(index.statement_count() == parsed.reg.statements.size());
  require(index.rest().diagnostics.size() == parsed.diagnostics.size());
  (void)index.check();
  const FormattedJournal once = format_journal(source);
  require(once.ok == parsed.ok());
  if (!parsed.ok()) return 0;
  const SourceText printed("printed", format_register(parsed.reg));
  require(parse_journal(printed).reg == parsed.reg);
  const SourceText formatted("once", once.text);
  require(parse_journal(formatted).reg == parsed.reg);
  require(format_journal(formatted).text == once.text);
  return 0;
}
