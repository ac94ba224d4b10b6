// A made world of treaties: read from its bundle, resolved, asked; every answer checked, SQLite
// asked the same.
//
//   bench_world FOLDER [ACTS…]     writes the bundles it needs into FOLDER (10000 100000 1000000)

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "servanda/exchange/bundle.h"
#include "servanda/exchange/record_register.h"
#include "servanda/law/status.h"
#include "servanda/law/status_table.h"

namespace {

using namespace servanda;

constexpr int kStates = 200;

/// Processor time of this thread: other work on the machine does not count.
double seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double timed(const std::function<void()>& work) {
  const double begin = seconds();
  work();
  return seconds() - begin;
}

std::string code_of(int state) {
  return {'X', static_cast<char>('A' + state / 26), static_cast<char>('A' + state % 26)};
}

/// Bilateral treaties by notification, exchange or ratification, some renewed or denounced; one in
/// seven multilateral, by the nth consent. About ten acts a treaty.
void write_world(const std::filesystem::path& folder, int acts_wanted) {
  std::filesystem::create_directories(folder);
  std::ofstream clauses(folder / "clauses.jsonl");
  std::ofstream acts(folder / "acts.csv");
  std::mt19937 random(1648);
  const auto pick = [&](int below) { return static_cast<int>(random() % unsigned(below)); };
  acts << "treaty,state,act,date\n";
  int written = 0;
  const auto act = [&](const std::string& treaty, int state, const char* kind, Day day) {
    acts << treaty << ',' << code_of(state) << ',' << kind << ',' << to_text(day) << '\n';
    ++written;
  };
  for (int i = 0; written < acts_wanted; ++i) {
    const std::string id = fmt::format("t{:07d}", i);
    const Day start = make_day(1820 + pick(200), 1 + static_cast<unsigned>(pick(12)),
                               1 + static_cast<unsigned>(pick(28)));
    std::string rest;
    if (i % 7 != 0) {
      const int x = pick(kStates);
      const int y = (x + 1 + pick(kStates - 1)) % kStates;
      act(id, x, "sign", start);
      act(id, y, "sign", start);
      static constexpr const char* kForces[] = {
          R"({"on":"last-notification","after":"P30D","counting":"date-to-date"})",
          R"({"on":"exchange"})", R"({"on":"all-consents"})"};
      static constexpr const char* kActs[] = {"notify", "exchange", "ratify"};
      const int form = pick(3);
      rest =
          fmt::format(R"("parties":["{}","{}"],"force":{})", code_of(x), code_of(y), kForces[form]);
      if (pick(10) != 0) {
        act(id, x, kActs[form], start + std::chrono::days(30 + pick(900)));
        act(id, y, kActs[form], start + std::chrono::days(30 + pick(900)));
      }
      if (pick(3) == 0) {
        rest += R"(,"term":{"length":"P10Y","from":"force"},)"
                R"("renewal":{"kind":"automatic","length":"P5Y","notice":"P6M"})";
        if (pick(3) == 0) act(id, x, "withdraw", start + std::chrono::days(2000 + pick(9000)));
      }
    } else {
      const int joiners = 5 + pick(80);
      const int need = 2 + pick(joiners - 2);
      rest = fmt::format(
          R"("force":{{"on":"consents","count":{},"after":"P90D","counting":"date-to-date"}},)"
          R"("force_later":{{"on":"own-consent","after":"P90D","counting":"date-to-date"}},)"
          R"("later_from":"force","withdrawal":{{"allowed":true,"notice":"P1Y"}})",
          need);
      const int first = pick(kStates);
      for (int k = 0; k < joiners; ++k) {
        const int state = (first + k * 7) % kStates;
        const Day own = start + std::chrono::days(pick(12000));
        act(id, state, "ratify", own);
        if (pick(60) == 0) act(id, state, "withdraw", own + std::chrono::days(13000 + pick(5000)));
      }
    }
    clauses << fmt::format(R"({{"id":"{}","signed":"{}",{}}})", id, to_text(start), rest) << '\n';
  }
}

struct World {
  std::optional<Bundle> bundle;
  StatusTable table;
  double read = 0;
  double resolved = 0;
};

bool load(const std::filesystem::path& folder, const DerivationQuestion& question, World& world) {
  std::string fault;
  world.read = timed([&] {
    Result<Bundle> bundle = Bundle::read(folder.string(), std::nullopt);
    if (bundle) {
      world.bundle.emplace(*std::move(bundle));
    } else {
      fault = bundle.error().message;
    }
  });
  if (!fault.empty()) {
    fmt::print("{}\n", fault);
    return false;
  }
  for (int s = 0; s < kStates; ++s) world.table.enter_state(code_of(s));
  world.resolved = timed([&] {
    for (std::size_t i = 0; i < world.bundle->size(); ++i) {
      const Result<Derivation> found = world.bundle->derive(i, question);
      if (found) world.table.set(i, *found);
    }
  });
  return true;
}

/// What the table says must be what the derivation itself says, asked anew for single days.
bool table_is_right(const World& world, int samples) {
  std::mt19937 random(7);
  for (int n = 0; n < samples; ++n) {
    const std::size_t treaty = random() % world.bundle->size();
    const Day on = make_day(1820 + static_cast<int>(random() % 206),
                            1 + static_cast<unsigned>(random() % 12), 15);
    const Result<Derivation> found = world.bundle->derive(treaty, {on});
    if (!found) return false;
    for (const DerivedParty& party : found->parties) {
      const Verdict told = world.table.status(treaty, world.table.find_state(party.state), on);
      const bool bound =
          party.status == PartyStatus::party || party.status == PartyStatus::suspended;
      const bool open = party.status == PartyStatus::unknown;
      if (!open && (told == Verdict::yes) != bound) {
        fmt::print("{} {} on {}: {} against {}\n", world.bundle->id(treaty), party.state,
                   to_text(on), to_text(told), to_text(party.status));
        return false;
      }
    }
  }
  return true;
}

// ---- the rival ------------------------------------------------------------------------------

/// The same matrix in SQL: acts and clauses in tables with the indices that serve best, who is
/// bound on the day by window functions. Treaties that nobody leaves, so that one query says it
/// all.
constexpr const char* kBoundOnDay = R"sql(
  with consents as (
    select treaty, state, day, row_number() over (partition by treaty order by day) as nth
    from acts where kind = 'ratify'),
  force as (
    select c.treaty, c.day + 90 as day from consents c join clauses k using (treaty)
    where c.nth = k.need)
  select count(*), sum(treaty * 1000 + state) from consents c join force f using (treaty)
  where max(f.day, case when c.day > f.day then c.day + 90 else 0 end) <= ?1)sql";

struct Rival {
  sqlite3* db = nullptr;
  ~Rival() { sqlite3_close(db); }
  bool run(const std::string& sql) {
    return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }
};

int number_of(Day day) {
  return static_cast<int>(day.time_since_epoch().count());
}

bool against_sqlite(const World& world, Day on) {
  Rival rival;
  if (sqlite3_open(":memory:", &rival.db) != SQLITE_OK ||
      !rival.run("create table acts(treaty integer, state integer, kind text, day integer);"
                 "create table clauses(treaty integer primary key, need integer); begin")) {
    return false;
  }
  sqlite3_stmt* act = nullptr;
  sqlite3_stmt* clause = nullptr;
  sqlite3_prepare_v2(rival.db, "insert into acts values(?1,?2,?3,?4)", -1, &act, nullptr);
  sqlite3_prepare_v2(rival.db, "insert into clauses values(?1,?2)", -1, &clause, nullptr);
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < world.bundle->size(); ++i) {
    const Result<TreatyRecord> record = world.bundle->record(i);
    if (!record || record->deeds.bilateral()) continue;
    const bool left = std::any_of(record->deeds.list.begin(), record->deeds.list.end(),
                                  [](const Deed& deed) { return is_notice_of_leaving(deed); });
    if (left) continue;
    chosen.push_back(i);
    sqlite3_bind_int64(clause, 1, static_cast<sqlite3_int64>(i));
    sqlite3_bind_int(clause, 2, record->treaty.clauses.force->count);
    sqlite3_step(clause);
    sqlite3_reset(clause);
    for (const Deed& deed : record->deeds.list) {
      sqlite3_bind_int64(act, 1, static_cast<sqlite3_int64>(i));
      sqlite3_bind_int64(act, 2, world.table.find_state(record->deeds.states[deed.state]));
      sqlite3_bind_text(act, 3, "ratify", -1, SQLITE_STATIC);
      sqlite3_bind_int(act, 4, number_of(deed.when->earliest));
      sqlite3_step(act);
      sqlite3_reset(act);
    }
  }
  sqlite3_finalize(act);
  sqlite3_finalize(clause);
  if (!rival.run("commit; create index i on acts(treaty, day); analyze")) return false;
  sqlite3_stmt* query = nullptr;
  if (sqlite3_prepare_v2(rival.db, kBoundOnDay, -1, &query, nullptr) != SQLITE_OK) return false;
  sqlite3_int64 count = 0;
  sqlite3_int64 sum = 0;
  sqlite3_bind_int(query, 1, number_of(on));
  const double rival_took = timed([&] {
    if (sqlite3_step(query) == SQLITE_ROW) {
      count = sqlite3_column_int64(query, 0);
      sum = sqlite3_column_int64(query, 1);
    }
  });
  sqlite3_finalize(query);
  sqlite3_int64 ours = 0;
  sqlite3_int64 our_sum = 0;
  double took = timed([&] {
    for (const std::size_t treaty : chosen) {
      const Result<Derivation> found = world.bundle->derive(treaty, {on});
      if (!found) return;
      for (const DerivedParty& party : found->parties) {
        if (party.status != PartyStatus::party) continue;
        ++ours;
        our_sum += static_cast<sqlite3_int64>(treaty * 1000 + world.table.find_state(party.state));
      }
    }
  });
  if (ours != count || our_sum != sum) {
    fmt::print("SQLite differs: {} bound against {}\n", count, ours);
    return false;
  }
  std::vector<std::uint64_t> bits;
  const double kept = timed([&] { world.table.matrix(on, bits); });
  fmt::print("{:<34} {:>10.2f} ms   SQLite {:.2f} ms, on the acts anew {:.2f} ms ({} treaties)\n",
             "  matrix, from what is kept", kept * 1e3, rival_took * 1e3, took * 1e3,
             chosen.size());
  return true;
}

bool measure(const std::filesystem::path& folder, int acts, bool with_rival) {
  const auto place = folder / fmt::format("world-{}", acts);
  if (!std::filesystem::exists(place / "acts.csv")) write_world(place, acts);
  const Day on = make_day(1990, 6, 1);
  World world;
  if (!load(place, {on}, world)) return false;
  if (!table_is_right(world, 3000)) return false;
  fmt::print("{} acts, {} treaties\n", world.bundle->acts(), world.bundle->size());
  fmt::print("{:<34} {:>10.2f} ms   {:.3f} µs an act\n", "  read and resolved",
             (world.read + world.resolved) * 1e3,
             (world.read + world.resolved) * 1e6 / static_cast<double>(world.bundle->acts()));
  // One status answer, of random treaties, states and days.
  constexpr int kQuestions = 1'000'000;
  std::mt19937 random(3);
  std::size_t yes = 0;
  const auto treaties = static_cast<unsigned>(world.bundle->size());
  const double asked = timed([&] {
    for (int i = 0; i < kQuestions; ++i) {
      yes += world.table.status(random() % treaties, static_cast<unsigned>(random() % kStates),
                                on + std::chrono::days(random() % 20000) -
                                    std::chrono::days(10000)) == Verdict::yes;
    }
  });
  if (yes == 0) return false;
  fmt::print("{:<34} {:>10.3f} µs   ({} of a million: yes)\n", "  one status answer",
             asked * 1e6 / kQuestions, yes);
  // With its proof: the treaty's timeline is kept, the proof is made for the question.
  // In a small world every treaty is asked: a dozen would measure how long the first one takes.
  constexpr std::size_t kProofs = 2000;
  std::vector<double> proofs;
  for (std::size_t i = 0; i < world.bundle->size();
       i += std::max<std::size_t>(1, world.bundle->size() / kProofs)) {
    const Result<TreatyRecord> record = world.bundle->record(i);
    if (!record) return false;
    const Register reg = register_of(*record);
    const Timeline timeline = resolve(reg, record->treaty.id, make_day(2026, 1, 1), on);
    const Result<Derivation> found = world.bundle->derive(i, {on});
    if (!found) return false;
    bool right = false;
    proofs.push_back(timed([&] {
      const StatusAnswer answer =
          status_from(timeline, {record->treaty.id, {}, Moment(Edtf(on)), make_day(2026, 1, 1)});
      right = answer.verdict == found->verdict;
    }));
    if (!right) {
      fmt::print("{}: the proof says otherwise\n", record->treaty.id);
      return false;
    }
  }
  const double first = proofs.front();
  const double proved = std::accumulate(proofs.begin(), proofs.end(), 0.0);
  fmt::print("{:<34} {:>10.2f} µs   (mean of {}; the first {:.0f})\n",
             "  one status answer with proof", proved * 1e6 / static_cast<double>(proofs.size()),
             proofs.size(), first * 1e6);
  std::vector<std::uint64_t> bits;
  double best = 1;
  for (int i = 0; i < 5; ++i) {
    best = std::min(best, timed([&] { world.table.matrix(on, bits); }));
  }
  std::size_t bound = 0;
  for (const std::uint64_t word : bits) bound += static_cast<std::size_t>(std::popcount(word));
  std::size_t singly = 0;
  for (std::size_t t = 0; t < world.bundle->size(); ++t) {
    for (StatusTable::State s = 0; s < world.table.states(); ++s) {
      singly += world.table.status(t, s, on) == Verdict::yes;
    }
  }
  if (bound != singly) return false;
  fmt::print("{:<34} {:>10.2f} ms   ({} states × {} treaties, {} bound)\n", "  matrix of one day",
             best * 1e3, world.table.states(), world.bundle->size(), bound);
  const double again = timed([&] {
    for (std::size_t i = 0; i < world.bundle->size(); i += 101) {
      const Result<Derivation> found = world.bundle->derive(i, {on});
      if (found) world.table.set(i, *found);
    }
  });
  fmt::print("{:<34} {:>10.2f} µs   (that treaty alone)\n", "  resolved again for one more act",
             again * 1e6 / (static_cast<double>(world.bundle->size()) / 101));
  return !with_rival || against_sqlite(world, on);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print("usage: bench_world FOLDER [ACTS…]\n");
    return 2;
  }
  std::vector<int> sizes;
  for (int i = 2; i < argc; ++i) sizes.push_back(std::atoi(argv[i]));
  if (sizes.empty()) sizes = {10'000, 100'000, 1'000'000};
  for (const int size : sizes) {
    if (!measure(argv[1], size, size <= 1'000'000)) return 1;
  }
  return 0;
}
