#include "servanda/http/holdings.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "servanda/base/sha256.h"
#include "servanda/model/json.h"

namespace servanda {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kIdleKeepers = 8;
constexpr std::size_t kPartsKept = 64;

std::string version_of(const LoadedRegister& loaded) {
  std::string digests;
  for (const SourceText& file : loaded.files) digests += sha256_hex(file.text());
  if (loaded.files.empty()) {
    for (const Statement& statement : loaded.reg.statements) digests += statement_id(statement);
  }
  return sha256_hex(digests).substr(0, 16);
}

/// Which file or folder it is, by whatever name: one that was put in its place is another, and what
/// is still open would be written to where nobody looks any more.
std::string identity_of(const std::string& path) {
  struct stat about{};
  if (::stat(path.c_str(), &about) != 0) return {};
  return fmt::format("{} {}", about.st_dev, about.st_ino);
}

Error has_faults(const std::string& path) {
  return {Code::parse, fmt::format("the register {} has faults", path),
          fmt::format("mend them; `servanda check {}` shows them all", path)};
}

}  // namespace

/// A keeper that nobody else uses meanwhile; it goes back when it goes out of scope.
class Holdings::Lease {
 public:
  Lease(Holdings& holdings, std::unique_ptr<Keeper> keeper, std::string identity)
      : holdings_(&holdings), keeper_(std::move(keeper)), identity_(std::move(identity)) {}
  Lease(Lease&&) noexcept = default;
  Lease& operator=(Lease&&) = delete;
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() {
    if (!keeper_) return;
    const std::lock_guard lock(holdings_->guard_);
    if (holdings_->idle_.size() < kIdleKeepers && holdings_->identity_ == identity_)
      holdings_->idle_.push_back(std::move(keeper_));
  }
  Keeper* operator->() const { return keeper_.get(); }
  Keeper& operator*() const { return *keeper_; }

 private:
  Holdings* holdings_;
  std::unique_ptr<Keeper> keeper_;
  std::string identity_;
};

Result<std::unique_ptr<Holdings>> Holdings::open(const std::string& path, std::uintmax_t small) {
  std::unique_ptr<Holdings> holdings(new Holdings(path, small));
  SERVANDA_RETURN_IF_ERROR(holdings->start());
  return holdings;
}

Holdings::~Holdings() {
  {
    const std::lock_guard lock(reader_guard_);
    if (reads_) reads_->interrupt();
  }
  if (reader_.joinable()) reader_.join();
}

Status Holdings::start() {
  {
    SERVANDA_ASSIGN_OR_RETURN(const Lease keeper, borrow());
    parts_ = keeper->reads_parts();
    SERVANDA_ASSIGN_OR_RETURN(version_, keeper->version());
  }
  look();
  if (!whole_ && fault_) return *fault_;
  return Done{};
}

Result<Holdings::Lease> Holdings::borrow() {
  const std::string identity = identity_of(path_);
  {
    const std::lock_guard lock(guard_);
    if (identity != identity_) {
      idle_.clear();
      identity_ = identity;
    }
    if (!idle_.empty()) {
      Lease lease(*this, std::move(idle_.back()), identity);
      idle_.pop_back();
      return lease;
    }
  }
  SERVANDA_ASSIGN_OR_RETURN(std::unique_ptr<Keeper> keeper, open_keeper(path_));
  return Lease(*this, std::move(keeper), identity);
}

bool Holdings::is_large() const {
  std::error_code error;
  return parts_ && fs::file_size(path_, error) > small_;
}

std::string Holdings::version() const {
  const std::lock_guard lock(guard_);
  return version_;
}

std::string Holdings::whole_version() const {
  const std::lock_guard lock(guard_);
  return whole_ ? whole_->version : std::string();
}

std::string Holdings::fault() const {
  const std::lock_guard lock(guard_);
  return fault_ ? fault_->message : std::string();
}

SharedSnapshot Holdings::whole() const {
  const std::lock_guard lock(guard_);
  return whole_;
}

void Holdings::read_whole(Keeper& keeper, const std::string& look) {
  Result<LoadedRegister> loaded = keeper.load();
  if (loaded && !loaded->ok()) loaded = has_faults(path_);
  const std::lock_guard lock(guard_);
  if (!loaded) {
    fault_ = loaded.error();
    return;
  }
  fault_.reset();
  // A keeper that reads parts names its versions by content; a folder's are made of times.
  std::string version = parts_ ? look : version_of(*loaded);
  if (!parts_) version_ = version;
  whole_ = std::make_shared<const Snapshot>(Snapshot{*std::move(loaded), std::move(version)});
}

void Holdings::look() {
  const std::lock_guard looking(look_guard_);
  Result<Lease> keeper = borrow();
  const Result<std::string> now = keeper ? (*keeper)->version() : keeper.error();
  if (!now) {
    const std::lock_guard lock(guard_);
    fault_ = now.error();
    return;
  }
  const bool large = is_large();
  if (parts_) {
    const std::lock_guard lock(guard_);
    large_ = large;
    if (version_ != *now) kept_parts_.clear();
    version_ = *now;
  }
  if (*now == look_) return;
  if (!large) {
    read_whole(**keeper, *now);
    look_ = *now;
    return;
  }
  const std::lock_guard lock(reader_guard_);
  if (reading_) return;
  if (reader_.joinable()) reader_.join();
  Result<std::unique_ptr<Keeper>> own = open_keeper(path_);
  if (!own) return;
  look_ = *now;
  reads_ = *std::move(own);
  reading_ = true;
  reader_ = std::thread([this, version = *now] {
    read_whole(*reads_, version);
    const std::lock_guard done(reader_guard_);
    reads_.reset();
    reading_ = false;
  });
}

Result<SharedSnapshot> Holdings::part(const std::string& key,
                                      Result<LoadedRegister> (*load)(Keeper&, const std::string&)) {
  std::string version;
  {
    const std::lock_guard lock(guard_);
    // Of a large register a part costs what it holds, the whole what the register holds.
    if (whole_ && (!parts_ || (!large_ && whole_->version == version_))) return whole_;
    if (!parts_) return Error{Code::io, "the register cannot be read now", "ask again in a moment"};
    if (const auto found = kept_parts_.find(key); found != kept_parts_.end()) return found->second;
    version = version_;
  }
  SERVANDA_ASSIGN_OR_RETURN(const Lease keeper, borrow());
  SERVANDA_ASSIGN_OR_RETURN(LoadedRegister loaded, load(*keeper, key));
  if (!loaded.ok()) return has_faults(path_);
  auto made = std::make_shared<const Snapshot>(Snapshot{std::move(loaded), version});
  const std::lock_guard lock(guard_);
  if (version == version_) {
    if (kept_parts_.size() >= kPartsKept) kept_parts_.clear();
    kept_parts_[key] = made;
  }
  return SharedSnapshot(made);
}

Result<SharedSnapshot> Holdings::about(const std::string& treaty) {
  SERVANDA_ASSIGN_OR_RETURN(
      SharedSnapshot found,
      part(treaty, [](Keeper& keeper, const std::string& id) { return keeper.load_about({id}); }));
  // Nobody bears the name: only the whole knows what was meant.
  if (found->loaded.reg.about(treaty).empty()) {
    if (SharedSnapshot all = whole()) return all;
  }
  return found;
}

Result<SharedSnapshot> Holdings::reviewed() {
  // No treaty has a name with a space.
  return part(" reviewed",
              [](Keeper& keeper, const std::string&) { return keeper.load_reviewed(); });
}

Result<SearchAnswer> Holdings::search(const SearchQuestion& question) {
  SERVANDA_ASSIGN_OR_RETURN(const Lease keeper, borrow());
  return keeper->search(question);
}

Result<std::string> Holdings::document(const std::string& path) {
  SERVANDA_ASSIGN_OR_RETURN(const Lease keeper, borrow());
  return keeper->document(path);
}

Result<Added> Holdings::add(const Batch& batch) {
  Result<Added> added = [&]() -> Result<Added> {
    SERVANDA_ASSIGN_OR_RETURN(const Lease keeper, borrow());
    return keeper->add(batch);
  }();
  if (added) look();
  return added;
}

}  // namespace servanda
