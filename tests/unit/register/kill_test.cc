// A writer that is killed at any moment has lost nothing that it was told is kept, and leaves a
// register that is sound. 200 kills, as CI asks; SERVANDA_LONG asks for thousands.

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <set>
#include <thread>

#include "unit/register/keeper_fixture.h"

namespace servanda {
namespace {

namespace fs = std::filesystem;

class KillTest : public KeeperTest {};
INSTANTIATE_TEST_SUITE_P(Kinds, KillTest, testing::Values("", ".db"), kind_name);

/// The child: adds one batch after the other, and says which are kept. Never returns.
[[noreturn]] void write_until_killed(const std::string& path, int first, int said, int ready) {
  Result<std::unique_ptr<Keeper>> keeper = open_keeper(path);
  if (!keeper.ok()) ::_exit(3);
  for (int i = first;; ++i) {
    Batch batch;
    batch.name = fmt::format("b{}", i);
    batch.mark.at = *parse_instant("2026-01-01T00:00Z");
    batch.text = fmt::format(
        "2001-01-01 submit a by RUS (number {})\n\n2001-01-02 approve a by RUS "
        "(number {})\n",
        i, i);
    batch.documents.push_back({fmt::format("documents/b{}.txt", i), std::string(2000, 'x')});
    if (i == first && ::write(ready, "r", 1) != 1) ::_exit(4);
    if (!(*keeper)->add(batch).ok()) ::_exit(5);
    if (::write(said, &i, sizeof i) != sizeof i) ::_exit(6);
  }
}

TEST_P(KillTest, NothingAcknowledgedIsLost) {
  const int kills = std::getenv("SERVANDA_LONG") != nullptr ? 2500 : 100;
  std::mt19937 random(20261125);
  // Moments are drawn from the time that a few batches take on this machine, now.
  std::chrono::microseconds several{1};
  {
    const auto begin = std::chrono::steady_clock::now();
    const auto keeper = this->keeper("T");
    for (int i = 0; i < 4; ++i)
      ASSERT_TRUE(
          keeper->add(batch(fmt::format("t{}", i), fmt::format("treaty t{} \"T\"\n", i))).ok());
    several = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - begin);
  }
  int first = 0;
  int acknowledged = 0;
  int unacknowledged = 0;
  std::set<int> kept;
  for (int kill = 0; kill < kills; ++kill) {
    if (kill % 10 == 0) {
      fs::remove_all(folder_);
      fs::create_directories(folder_);
      ASSERT_TRUE(keeper()->add(batch("a", "treaty a \"A treaty\"\n")).ok());
      kept.clear();
    }
    int said[2];
    int ready[2];
    ASSERT_EQ(::pipe(said), 0);
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) write_until_killed(path(), first, said[1], ready[1]);
    ASSERT_GT(child, 0);
    ::close(said[1]);
    ::close(ready[1]);
    char go = 0;
    EXPECT_EQ(::read(ready[0], &go, 1), 1);
    std::this_thread::sleep_for(
        std::chrono::microseconds(random() % static_cast<unsigned>(3 * several.count())));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself: " << WEXITSTATUS(status);
    int number = 0;
    std::set<int> told;
    while (::read(said[0], &number, sizeof number) == sizeof number) told.insert(number);
    ::close(said[0]);
    ::close(ready[0]);
    kept.insert(told.begin(), told.end());
    // A machine that others use becomes slower and faster: the moments follow.
    constexpr int kStep = 8;
    if (told.empty()) several += several / kStep;
    if (told.size() > 4) several -= several / kStep;
    acknowledged += static_cast<int>(told.size());

    const Result<LoadedRegister> loaded = load_register(path());
    ASSERT_TRUE(loaded.ok()) << loaded.error().message;
    ASSERT_TRUE(loaded->ok());
    std::set<int> submitted;
    std::set<int> approved;
    for (const Statement& statement : loaded->reg.statements) {
      const auto* act = std::get_if<ActFact>(&statement.fact);
      if (act == nullptr) continue;
      const int n = std::atoi(act->by.front().role.c_str() + 7);
      (act->type == ActType::submit ? submitted : approved).insert(n);
      first = std::max(first, n + 1);
    }
    EXPECT_EQ(submitted, approved) << "a batch is there in part";
    for (const int n : kept) EXPECT_EQ(submitted.count(n), 1U) << "lost: batch " << n;
    const auto keeper = this->keeper();
    for (const int n : submitted)
      EXPECT_TRUE(keeper->document(fmt::format("documents/b{}.txt", n)).ok()) << n;
    unacknowledged += static_cast<int>(submitted.size() - kept.size());
    kept = submitted;  // what came in is in, acknowledged or not
  }
  EXPECT_GT(acknowledged, kills / 10) << "the writer was always killed before it could write";
  std::printf("%d kills: %d batches acknowledged and kept, %d kept that nobody was told of\n",
              kills, acknowledged, unacknowledged);
}

TEST_P(KillTest, AFullDiskKeepsWhatWasThere) {
  ASSERT_TRUE(keeper()->add(batch("a", "treaty a \"A treaty\"\n")).ok());
  const pid_t child = ::fork();
  if (child == 0) {
    // A limit on the size of files stands for the disk; the signal would end the program.
    ::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit limit{40'000, 40'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    Result<std::unique_ptr<Keeper>> keeper = open_keeper(path());
    if (!keeper.ok()) ::_exit(0);
    std::string text;
    for (int i = 0; i < 4000; ++i)
      text += fmt::format("2001-01-01 submit a by RUS (number {})\n\n", i);
    const Result<Added> added = (*keeper)->add(batch("big", text));
    ::_exit(added.ok() ? 1 : added.error().code == Code::io ? 0 : 2);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  const Result<LoadedRegister> loaded = load_register(path());
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(loaded->reg.statements.size(), 1U);
  // With room again it goes on.
  EXPECT_TRUE(keeper()->add(batch("b", "2001-01-01 submit a by RUS\n")).ok());
}

}  // namespace
}  // namespace servanda
