// Dispatches a second, from raw text to statements, on text full of treaties, on ordinary news with
// few of them, and on text that tells nothing; every answer checked against what was written.
//
//   bench_reader [FOLDER] [--program build/release/servanda]
//
// FOLDER: texts of one's own; what they say is not known here, only that each run says the same.

#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/language/sentences.h"
#include "servanda/reader/reader.h"

extern char** environ;

namespace {

using namespace servanda;

/// What a made dispatch tells: an act, how surely, by whom.
struct Told {
  ActType type;
  Stance stance;
  std::string_view state;
};

struct Document {
  std::string text;
  std::vector<Told> told;
};

struct Country {
  std::string_view name, code, capital, of;
};
constexpr std::array kCountries = {Country{"Norway", "NOR", "Oslo", "Norwegian"},
                                   Country{"Chile", "CHL", "Santiago", "Chilean"},
                                   Country{"Kenya", "KEN", "Nairobi", "Kenyan"},
                                   Country{"Japan", "JPN", "Tokyo", "Japanese"},
                                   Country{"Poland", "POL", "Warsaw", "Polish"},
                                   Country{"Peru", "PER", "Lima", "Peruvian"},
                                   Country{"Morocco", "MAR", "Rabat", "Moroccan"},
                                   Country{"Vietnam", "VNM", "Hanoi", "Vietnamese"},
                                   Country{"Hungary", "HUN", "Budapest", "Hungarian"},
                                   Country{"Egypt", "EGY", "Cairo", "Egyptian"}};
constexpr std::array kSubjects = {"maritime boundaries",    "extradition", "nuclear energy",
                                  "double taxation",        "fisheries",   "air transport",
                                  "mutual legal assistance"};

/// Every sentence is about a treaty; what is told is known.
Document made_dispatch(int n) {
  const Country& a = kCountries[static_cast<std::size_t>(n) % kCountries.size()];
  const Country& b = kCountries[static_cast<std::size_t>(n / 3 + 1 + n) % kCountries.size() ==
                                        static_cast<std::size_t>(n) % kCountries.size()
                                    ? (static_cast<std::size_t>(n) + 1) % kCountries.size()
                                    : static_cast<std::size_t>(n / 3 + 1 + n) % kCountries.size()];
  const std::string_view subject = kSubjects[static_cast<std::size_t>(n) % kSubjects.size()];
  const int day = 1 + n % 27;
  Document made;
  made.text = fmt::format(
      "{0}, March {4} - {1} and {2} signed a treaty on {3} in {0} on March {4}, 2025.\n\n"
      "The {6} parliament may ratify the treaty in the autumn. {2} has not ratified the treaty.\n\n"
      "{1} plans to export up to {5} million tonnes of grain a year to {2} under the treaty. "
      "The treaty consists of {5} articles and was concluded for a term of ten years.\n\n"
      "The foreign ministry of {2} said the treaty would enter into force after the exchange of "
      "instruments of ratification. The text of the treaty has not been published.\n",
      a.capital, a.name, b.name, subject, day, 3 + n % 40, a.of);
  made.told = {{ActType::sign, Stance::asserted, a.code},
               {ActType::sign, Stance::asserted, b.code},
               {ActType::ratify, Stance::possible, a.code},
               {ActType::ratify, Stance::negated, b.code}};
  return made;
}

/// Nothing in it is about treaties.
std::string plain_news(int n) {
  static constexpr std::array kSentences = {
      "The river rose by two metres overnight and several cellars were flooded.",
      "Officials said that the bridge near the old mill would stay closed until the weekend.",
      "A spokeswoman for the railway, Maria Lund, said trains were running again by noon.",
      "The home side won three to one after a slow first half in front of 12,000 people.",
      "Prices for vegetables went up by four percent in the past year, the office told reporters.",
      "\"We have waited a long time for this,\" the director of the museum said on Tuesday.",
      "The painter, who was born in the north, moved to the capital when she was nineteen.",
      "Doctors at the clinic looked after eleven patients, two of whom were in intensive care.",
      "Snow is forecast for the mountains, with strong winds along the coast on Friday.",
      "The company employs about 400 people and makes parts for bicycles and prams.",
      "Neighbours heard a loud noise shortly before midnight and called the police.",
      "The school will reopen in September with a new library and a larger playground."};
  std::string text;
  for (int i = 0; i < 14; ++i) {
    text += kSentences[static_cast<std::size_t>(n * 5 + i * 7) % kSentences.size()];
    text += i % 3 == 2 ? "\n\n" : " ";
  }
  return text + "\n";
}

std::size_t sentences_of(std::string_view text) {
  std::size_t count = 0;
  for_each_sentence(text, [&](const SentenceSpan&) { ++count; });
  return count;
}

bool tells(const Reading& reading, const Told& told) {
  return std::any_of(
      reading.statements.begin(), reading.statements.end(), [&](const Statement& statement) {
        const auto* act = std::get_if<ActFact>(&statement.fact);
        return act != nullptr && act->type == told.type && statement.stance == told.stance &&
               std::any_of(act->by.begin(), act->by.end(),
                           [&](const Actor& actor) { return actor.state == told.state; });
      });
}

bool right(const Document& document) {
  ReadOptions options;
  options.doc = "made";
  options.published = make_day(2025, 3, 28);
  const Result<Reading> reading = read_dispatch(document.text, options);
  if (!reading) return false;
  if (document.told.empty()) return reading->statements.empty();
  const auto missed = std::find_if_not(document.told.begin(), document.told.end(),
                                       [&](const Told& told) { return tells(*reading, told); });
  if (missed == document.told.end()) return true;
  fmt::print(stderr, "not told: {} {} by {} in\n{}", to_text(missed->type), to_text(missed->stance),
             missed->state, document.text);
  return false;
}

/// One warm-up, five runs, the median of the processor time.
double median_seconds(const std::function<bool()>& run) {
  std::vector<double> seconds;
  for (int i = 0; i < 6; ++i) {
    const std::clock_t begin = std::clock();
    if (!run()) {
      fmt::print(stderr, "wrong answer\n");
      std::exit(1);
    }
    if (i > 0) seconds.push_back(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds[2];
}

void bench_documents(const char* name, const std::vector<Document>& documents) {
  std::size_t sentences = 0;
  std::size_t bytes = 0;
  for (const Document& document : documents) {
    sentences += sentences_of(document.text);
    bytes += document.text.size();
  }
  const double seconds =
      median_seconds([&] { return std::all_of(documents.begin(), documents.end(), right); });
  fmt::print("{:<24} {:>9.0f} sentences/s {:>8.2f} MB/s   ({} documents, {} sentences)\n", name,
             static_cast<double>(sentences) / seconds, static_cast<double>(bytes) / seconds / 1e6,
             documents.size(), sentences);
}

void bench_folder(const std::string& folder) {
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  std::size_t sentences = 0;
  std::size_t bytes = 0;
  for (const std::string& text : texts) {
    sentences += sentences_of(text);
    bytes += text.size();
  }
  const std::size_t times = std::max<std::size_t>(1, 1'000'000 / std::max<std::size_t>(bytes, 1));
  std::size_t first = 0;
  ReadingStages stages;
  const double seconds = median_seconds([&] {
    std::size_t statements = 0;
    stages = {};
    for (std::size_t i = 0; i < times; ++i) {
      for (const std::string& text : texts) {
        ReadOptions options;
        options.doc = "text";
        options.published = make_day(2025, 3, 28);
        const Result<Reading> reading = read_dispatch(text, options);
        if (!reading) continue;
        statements += reading->statements.size();
        stages += reading->stages;
      }
    }
    if (first == 0) first = statements;
    return statements == first;
  });
  const double all = static_cast<double>(sentences * times);
  fmt::print("{:<24} {:>9.0f} sentences/s {:>8.2f} MB/s   ({} texts, {} statements)\n",
             "your texts", all / seconds, static_cast<double>(bytes * times) / seconds / 1e6,
             texts.size(), first / times);
  fmt::print(
      "  of the sentences {:.1f} % are cut into words, {:.1f} % read for facts, {:.1f} % tell "
      "one\n",
      100.0 * static_cast<double>(stages.named) / all,
      100.0 * static_cast<double>(stages.read) / all,
      100.0 * static_cast<double>(stages.telling) / all);
}

/// From the call of the program to its end, for a small dispatch.
void bench_start(const std::string& program) {
  const std::string path = std::filesystem::temp_directory_path() / "servanda-bench.txt";
  std::ofstream(path) << made_dispatch(7).text;
  std::vector<double> milliseconds;
  for (int i = 0; i < 21; ++i) {
    std::array<char*, 6> argv = {const_cast<char*>(program.c_str()), const_cast<char*>("read"),
                                 const_cast<char*>(path.c_str()),    const_cast<char*>("--format"),
                                 const_cast<char*>("jsonl"),         nullptr};
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", 1, 0);
    const auto begin = std::chrono::steady_clock::now();
    pid_t child = 0;
    if (posix_spawn(&child, program.c_str(), &actions, nullptr, argv.data(), environ) != 0) return;
    int status = 0;
    waitpid(child, &status, 0);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    posix_spawn_file_actions_destroy(&actions);
    if (status != 0) {
      fmt::print(stderr, "{} failed\n", program);
      std::exit(1);
    }
    milliseconds.push_back(took.count());
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  fmt::print("{:<24} {:>9.1f} ms to read one dispatch, the program's start included\n", "start",
             milliseconds[milliseconds.size() / 2]);
}

}  // namespace

int main(int argc, char** argv) {
  std::string folder;
  std::string program;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--program" && i + 1 < argc) {
      program = argv[++i];
    } else {
      folder = argv[i];
    }
  }
  std::vector<Document> dispatches;
  for (int n = 0; n < 2000; ++n) dispatches.push_back(made_dispatch(n));
  bench_documents("full of treaties", dispatches);

  std::vector<Document> mixed;
  for (int n = 0; n < 5000; ++n)
    mixed.push_back(n % 10 == 0 ? made_dispatch(n) : Document{plain_news(n), {}});
  bench_documents("news, one in ten", mixed);

  std::vector<Document> quiet(1);
  for (int n = 0; quiet.front().text.size() < 20'000'000; ++n) quiet.front().text += plain_news(n);
  bench_documents("tells nothing", quiet);

  if (!folder.empty()) bench_folder(folder);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("{:<24} {:>9.0f} MB, the texts of this benchmark included\n", "memory",
             static_cast<double>(usage.ru_maxrss) / 1024);
  if (!program.empty()) bench_start(program);
  return 0;
}
