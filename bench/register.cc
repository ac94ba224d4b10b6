// A million statements taken in, asked about, and searched; every answer is checked.
//
// The register is made up: 100,000 treaties with ten acts each, titles of four words, names of
// signers drawn from a list. What an answer must be is known from how it was made. The rival of the
// search is FTS5 as its manual shows it: one table of texts with ORDER BY rank.

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "servanda/exchange/import.h"
#include "servanda/law/status.h"
#include "servanda/register/keeper.h"

namespace {

using namespace servanda;
using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

const char* const kFirst[] = {"Treaty", "Agreement", "Convention", "Protocol", "Memorandum"};
const char* const kStates[] = {"RUS", "IRN", "FRA", "DEU", "GBR", "USA", "CHN",
                               "IND", "BRA", "TUR", "JPN", "ITA", "ESP", "POL",
                               "SWE", "NOR", "EGY", "ZAF", "MEX", "ARG"};
const char* const kSubjects[] = {"security", "trade",    "energy",     "fisheries", "extradition",
                                 "culture",  "aviation", "investment", "health",    "customs"};
constexpr int kTreaties = 100'000;
constexpr int kActs = 10;

/// A word that looks like one, another for each number.
std::string made_word(std::uint32_t n) {
  static const char* const kParts[] = {"ba", "ke",  "ri", "mo", "tu", "za", "lo", "ne",
                                       "pi", "sha", "du", "ve", "go", "ha", "fi", "ra"};
  std::string word;
  for (int i = 0; i < 4; ++i, n /= 16) word += kParts[n % 16];
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

struct World {
  std::string clauses;
  std::string acts = "treaty,state,act,date,known\n";
  std::vector<std::string> titles;
  std::map<std::string, std::size_t> by_state;  ///< statements that bear it
};

World make_world() {
  World world;
  std::mt19937 random(2718);
  static const char* const kWords[] = {"sign",    "submit", "approve", "ratify",  "promulgate",
                                       "deposit", "notify", "publish", "declare", "register"};
  for (int i = 0; i < kTreaties; ++i) {
    const std::string title =
        fmt::format("{} on {} and {}", kFirst[random() % 5],
                    made_word(static_cast<std::uint32_t>(i)), made_word(random() % 4096));
    const auto one = random() % 20;
    const auto other = (one + 1 + random() % 19) % 20;
    world.titles.push_back(title);
    world.clauses += fmt::format(
        R"({{"id":"t-{}","title":"{}","parties":["{}","{}"],"fields":["{}"],"force":{{"on":"exchange"}}}})"
        "\n",
        i, title, kStates[one], kStates[other], kSubjects[random() % 10]);
    ++world.by_state[kStates[one]];
    ++world.by_state[kStates[other]];
    for (int act = 0; act < kActs; ++act) {
      const auto state = act % 2 == 0 ? one : other;
      world.acts += fmt::format("t-{},{},{},{}-{:02}-{:02},\n", i, kStates[state], kWords[act],
                                1900 + random() % 120, 1 + random() % 12, 1 + random() % 28);
      ++world.by_state[kStates[state]];
    }
  }
  return world;
}

bool fails(const std::string& what) {
  fmt::print("wrong: {}\n", what);
  return true;
}

void tell(const char* name, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) {
    return times[std::min(times.size() - 1,
                          static_cast<std::size_t>(share * static_cast<double>(times.size())))] *
           1e3;
  };
  fmt::print("{:<34} p50 {:>8.3f} ms   p99 {:>8.3f} ms   most {:>8.3f} ms   ({} questions)\n", name,
             at(0.5), at(0.99), times.back() * 1e3, times.size());
}

/// The questions of the search, and for each what the first hit or the total must be.
struct Asked {
  SearchQuestion question;
  std::string treaty = {};
  std::optional<std::size_t> total = {};
};

std::vector<Asked> make_questions(const World& world) {
  std::vector<Asked> asked;
  std::mt19937 random(31415);
  for (int i = 0; i < 2000; ++i) {
    const int n = static_cast<int>(random() % kTreaties);
    Asked one;
    std::string name = world.titles[static_cast<std::size_t>(n)];
    name = name.substr(name.find(" on ") + 4);  // "Word and Word"
    one.treaty = fmt::format("t-{}", n);
    switch (i % 5) {
      case 0:  // two names
        one.question.words = name + " ";
        break;
      case 1: {  // one of them misspelt: two letters change places
        std::swap(name[2], name[3]);
        one.question.words = name + " ";
        one.treaty.clear();  // another word may be as near
        break;
      }
      case 2: {  // a frequent word and a facet
        one.question.words = "treaty ";
        one.question.state = kStates[random() % 20];
        one.treaty.clear();
        break;
      }
      case 3: {  // a facet alone: hundreds of thousands of hits
        one.question.state = kStates[random() % 20];
        one.total = std::min<std::size_t>(world.by_state.at(one.question.state), 10'000);
        one.treaty.clear();
        break;
      }
      default:  // the treaty's own statements
        one.question.treaty = one.treaty;
        one.total = kActs + 1;
    }
    asked.push_back(std::move(one));
  }
  return asked;
}

bool wrong_search(Keeper& keeper, const World& world, std::vector<double>& times) {
  for (const Asked& asked : make_questions(world)) {
    const auto begin = Clock::now();
    const Result<SearchAnswer> answer = keeper.search(asked.question);
    times.push_back(seconds_since(begin));
    if (!answer) return fails(answer.error().message);
    if (answer->hits.empty()) return fails(fmt::format("nothing for \"{}\"", asked.question.words));
    if (asked.total && answer->total != *asked.total)
      return fails(fmt::format("{} hits, not {}", answer->total, *asked.total));
    if (asked.treaty.empty()) continue;
    const bool found =
        std::any_of(answer->hits.begin(), answer->hits.end(),
                    [&](const SearchHit& hit) { return hit.treaty == asked.treaty; });
    if (!found) return fails(fmt::format("\"{}\": no {}", asked.question.words, asked.treaty));
  }
  return false;
}

/// FTS5 as its manual shows it, over the same texts.
bool rival(const std::string& path, const World& world) {
  sqlite3* database = nullptr;
  if (sqlite3_open((path + "-rival").c_str(), &database) != SQLITE_OK) return false;
  sqlite3_exec(database,
               "PRAGMA journal_mode = WAL; CREATE VIRTUAL TABLE words USING fts5 (text); BEGIN",
               nullptr, nullptr, nullptr);
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(database, "INSERT INTO words (text) VALUES (?)", -1, &insert, nullptr);
  const auto add = [&](std::string_view text) {
    sqlite3_bind_text(insert, 1, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    sqlite3_step(insert);
    sqlite3_reset(insert);
  };
  std::string_view rest = world.clauses;
  for (const std::string* lines : {&world.clauses, &world.acts}) {
    rest = *lines;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      add(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  sqlite3_finalize(insert);
  sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr);
  sqlite3_stmt* select = nullptr;
  sqlite3_prepare_v2(database,
                     "SELECT rowid, snippet(words, 0, '[', ']', '…', 16) FROM words WHERE words "
                     "MATCH ? ORDER BY rank LIMIT 20",
                     -1, &select, nullptr);
  std::vector<double> times;
  for (const Asked& asked : make_questions(world)) {
    std::string match;
    std::string word;
    for (const char c : asked.question.words + " " + asked.question.state + " ") {
      if (c != ' ') {
        word += c;
      } else if (!word.empty()) {
        match += (match.empty() ? "\"" : " AND \"") + word + "\"";
        word.clear();
      }
    }
    if (match.empty()) continue;
    const auto begin = Clock::now();
    sqlite3_bind_text(select, 1, match.c_str(), -1, SQLITE_TRANSIENT);
    while (sqlite3_step(select) == SQLITE_ROW) {
    }
    sqlite3_reset(select);
    times.push_back(seconds_since(begin));
  }
  sqlite3_finalize(select);
  sqlite3_close(database);
  tell("rival: FTS5, ORDER BY rank", std::move(times));
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::string folder = (fs::temp_directory_path() / "servanda-bench-XXXXXX").string();
  if (argc > 1) {
    folder = argv[1];
    fs::create_directories(folder);
  } else if (::mkdtemp(folder.data()) == nullptr) {
    return 1;
  }
  const std::string path = folder + "/world.db";
  const World world = make_world();
  ImportInput input;
  input.path = "world";
  input.bytes = world.clauses;
  input.acts = world.acts;
  ImportOptions options;
  options.kind = ImportKind::bundle;
  const std::size_t all = kTreaties * (kActs + 1);

  auto begin = Clock::now();
  {
    auto keeper = create_keeper(path);
    if (!keeper) return 1;
    BatchMark mark;
    mark.at = *parse_instant("2026-01-01T00:00Z");
    mark.key = std::string(64, 'b');
    auto import = (*keeper)->begin_import("world", mark);
    if (!import) return 1;
    const Source source = source_of_import(input, options, mark.key);
    const auto report = run_import(input, options, source,
                                   [&](Register&& piece) { return (*import)->add_piece(piece); });
    if (!report || report->statements != all || !report->faults.empty()) return 1;
    if (!(*import)->finish()) return 1;
  }
  double took = seconds_since(begin);
  fmt::print("import        {:>10} statements   {:>8.2f} s   {:>10.0f} a second   file {} MB\n",
             all, took, static_cast<double>(all) / took, fs::file_size(path) >> 20U);

  begin = Clock::now();
  {
    auto keeper = open_keeper(path);
    if (!keeper) return 1;
    const auto part = (*keeper)->load_about({"t-4711"});
    if (!part || !part->ok() || part->reg.statements.size() != kActs + 1) return 1;
  }
  fmt::print("first answer  one treaty of {}   {:>12.4f} s\n", kTreaties, seconds_since(begin));

  auto keeper = open_keeper(path);
  if (!keeper) return 1;
  begin = Clock::now();
  SearchQuestion first;
  first.words = "treaty";
  if (!(*keeper)->search(first)) return 1;
  fmt::print("first search  with the words read     {:>8.4f} s\n", seconds_since(begin));
  std::vector<double> times;
  if (wrong_search(**keeper, world, times)) return 1;
  tell("search", std::move(times));
  if (!rival(path, world)) return 1;

  begin = Clock::now();
  const auto whole = (*keeper)->load();
  if (!whole || whole->reg.statements.size() != all) return 1;
  fmt::print("load          {:>10} statements   {:>8.2f} s\n", all, seconds_since(begin));
  if (argc == 1) fs::remove_all(folder);
  return 0;
}
