// What the server answers from: the register as it stands on disk, in as much as a question needs.
//
//   Result<std::unique_ptr<Holdings>> holdings = Holdings::open("R.db");
//   (*holdings)->about("ru-ir-2025")   // at once, however much the register holds
//   (*holdings)->whole()               // null while a large register is read for the first time
//   (*holdings)->look()                // once a second: has anybody written?
//
// A small register is read whole before anything is answered, and again whenever it changes. A
// large SQLite file is read whole in the background: questions about one treaty, the review queue
// and search are answered from the file itself meanwhile, and always from its latest state;
// questions about all treaties from the last whole reading. What has faults leaves the last sound
// reading.
#ifndef SERVANDA_HTTP_HOLDINGS_H_
#define SERVANDA_HTTP_HOLDINGS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "servanda/register/keeper.h"

namespace servanda {

/// A register, or a part of it, as it was read at one moment, and what tells it from every other.
struct Snapshot {
  LoadedRegister loaded = {};
  std::string version = {};  ///< of what it says
};
using SharedSnapshot = std::shared_ptr<const Snapshot>;

/// Safe between threads.
class Holdings {
 public:
  /// Registers of more bytes are read in the background.
  static constexpr std::uintmax_t kSmall = std::uintmax_t{32} << 20U;

  /// err: those of open_keeper and load; parse where a small register has faults.
  static Result<std::unique_ptr<Holdings>> open(const std::string& path,
                                                std::uintmax_t small = kSmall);
  Holdings(const Holdings&) = delete;
  Holdings& operator=(const Holdings&) = delete;
  ~Holdings();

  /// The version of what is answered by part, and by whole(): the latter is empty before the first.
  std::string version() const;
  std::string whole_version() const;
  /// Why what stands on disk is not what is answered from; empty where all is well.
  std::string fault() const;

  SharedSnapshot whole() const;
  /// err: io, corrupt, parse; io also while nothing can be said yet.
  Result<SharedSnapshot> about(const std::string& treaty);
  Result<SharedSnapshot> reviewed();
  Result<SearchAnswer> search(const SearchQuestion& question);
  Result<std::string> document(const std::string& path);

  Result<Added> add(const Batch& batch);
  /// Reads again what others have changed.
  void look();

 private:
  class Lease;
  explicit Holdings(std::string path, std::uintmax_t small)
      : path_(std::move(path)), small_(small) {}

  Status start();
  Result<Lease> borrow();
  bool is_large() const;
  void read_whole(Keeper& keeper, const std::string& look);
  Result<SharedSnapshot> part(const std::string& key,
                              Result<LoadedRegister> (*load)(Keeper&, const std::string&));

  const std::string path_;
  const std::uintmax_t small_;
  bool parts_ = false;  ///< the keeper reads parts; of start() alone

  mutable std::mutex guard_;  // of what follows
  std::string version_;
  std::optional<Error> fault_;
  SharedSnapshot whole_;
  std::map<std::string, SharedSnapshot> kept_parts_;  ///< of version_
  std::vector<std::unique_ptr<Keeper>> idle_;
  std::string identity_;  ///< of the file or folder that `idle_` have open
  bool large_ = false;    ///< parts are then taken from the keeper

  std::mutex look_guard_;  // one look at a time; before guard_
  std::string look_;       ///< the keeper's version when the whole was last read

  std::mutex reader_guard_;        // of what follows
  std::unique_ptr<Keeper> reads_;  ///< the keeper of the thread in the background
  std::thread reader_;
  bool reading_ = false;
};

}  // namespace servanda

#endif  // SERVANDA_HTTP_HOLDINGS_H_
