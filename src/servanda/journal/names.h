// Names, each kept once and known by a number from then on. Inside the room.
#ifndef SERVANDA_JOURNAL_NAMES_H_
#define SERVANDA_JOURNAL_NAMES_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace servanda {

/// Numbers names in the order in which they are first seen. The names are copied side by side: a
/// look-up that compared them where they stand in a large text would wait for memory each time.
class Names {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

  std::uint32_t enter(std::string_view name) {
    if ((names_.size() + 1) * 2 > slots_.size()) grow();
    Slot& slot = find_slot(name, hash(name));
    if (slot.number == kNone) {
      slot.tag = static_cast<std::uint32_t>(hash(name));
      slot.number = static_cast<std::uint32_t>(names_.size());
      names_.push_back(kept(name));
    }
    return slot.number;
  }

  /// kNone where the name was never entered.
  std::uint32_t find(std::string_view name) const {
    if (slots_.empty()) return kNone;
    return const_cast<Names*>(this)->find_slot(name, hash(name)).number;
  }

  std::string_view operator[](std::uint32_t number) const { return names_[number]; }
  std::size_t size() const { return names_.size(); }

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t number = kNone;
  };

  std::string_view kept(std::string_view name) {
    constexpr std::size_t kBlock = std::size_t{1} << 16U;
    if (name.size() > kBlock / 4) {
      blocks_.emplace_back(std::make_unique<char[]>(name.size()));
      std::memcpy(blocks_.back().get(), name.data(), name.size());
      return {blocks_.back().get(), name.size()};
    }
    if (left_ < name.size()) {
      blocks_.emplace_back(std::make_unique<char[]>(kBlock));
      next_ = blocks_.back().get();
      left_ = kBlock;
    }
    char* const place = next_;
    if (!name.empty()) std::memcpy(place, name.data(), name.size());
    next_ += name.size();
    left_ -= name.size();
    return {place, name.size()};
  }

  static std::uint64_t hash(std::string_view name) {
    std::uint64_t value = name.size();
    while (name.size() >= 8) {
      value = mix(value, load(name.data(), 8));
      name.remove_prefix(8);
    }
    return mix(value, load(name.data(), name.size()));
  }
  static std::uint64_t load(const char* from, std::size_t count) {
    std::uint64_t value = 0;
    std::memcpy(&value, from, count);
    return value;
  }
  static std::uint64_t mix(std::uint64_t value, std::uint64_t word) {
    value = (value ^ word) * 0x9E3779B97F4A7C15U;
    return value ^ (value >> 29U);
  }

  Slot& find_slot(std::string_view name, std::uint64_t hashed) {
    const std::size_t mask = slots_.size() - 1;
    const auto tag = static_cast<std::uint32_t>(hashed);
    std::size_t at = static_cast<std::size_t>(hashed >> 32U) & mask;
    while (slots_[at].number != kNone &&
           (slots_[at].tag != tag || names_[slots_[at].number] != name)) {
      at = (at + 1) & mask;
    }
    return slots_[at];
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.number == kNone) continue;
      const std::string_view name = names_[slot.number];
      find_slot(name, hash(name)) = slot;
    }
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::vector<std::string_view> names_;
  std::vector<Slot> slots_;
};

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_NAMES_H_
