#include "servanda/language/syntax_tables.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>

#include "servanda/base/table.h"

namespace servanda {
namespace {

static_assert(std::endian::native == std::endian::little, "table files are little-endian");

constexpr std::string_view kMagic = "SVSYNTX1";
constexpr std::size_t kHead = 64;
constexpr std::size_t kAlignment = 64;

enum Section : std::uint64_t {
  about = 1,
  tags,
  relations,
  ambiguities,
  tag_slots,
  tag_rows,
  relation_slots,
  relation_rows,
  transition_slots,
  section_count = transition_slots,
};

std::uint64_t number_at(std::string_view bytes, std::size_t at) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

/// Of everything behind the head; eight bytes a step.
std::uint64_t checksum(std::string_view bytes) {
  std::array<std::uint64_t, 4> sums = {1, 2, 3, 4};
  std::size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32) {
    for (std::size_t lane = 0; lane < 4; ++lane) {
      std::uint64_t& sum = sums[lane];
      sum = (sum ^ number_at(bytes, at + lane * 8)) * 0x9E3779B97F4A7C15ULL;
      sum ^= sum >> 32U;
    }
  }
  std::uint64_t all = bytes.size();
  for (const std::uint64_t sum : sums) all = syntax::mix(all, sum);
  for (; at < bytes.size(); ++at) all = syntax::mix(all, static_cast<unsigned char>(bytes[at]));
  return all;
}

template <typename T>
std::span<const T> as(std::string_view bytes) {
  return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};  // NOLINT
}

Error damaged(const std::string& what) {
  return {Code::corrupt, "the syntax tables are damaged: " + what,
          "fetch them again or train them anew (docs/syntax.md)"};
}

bool power_of_two(std::size_t size) {
  return size > 0 && (size & (size - 1)) == 0;
}

}  // namespace

namespace syntax {

void TransitionTable::score(const FeatureList& features, Scores& scores) const {
  const std::size_t mask = slots_.size() - 1;
  for (const Hash feature : features) __builtin_prefetch(&slots_[feature & mask]);
  std::int32_t left = 0;
  std::int32_t right = 0;
  for (const Hash feature : features) {
    const std::uint32_t wanted = check(feature);
    for (std::size_t step = 0; step < kReach; ++step) {
      const std::uint32_t slot = slots_[(feature + step) & mask];
      if (slot == 0) break;
      if (slot >> 21U != wanted) continue;
      const std::int32_t power = 1 << ((slot >> 18U) & 7U);
      left += (static_cast<std::int32_t>((slot >> 9U) & 511U) - 256) * power;
      right += (static_cast<std::int32_t>(slot & 511U) - 256) * power;
      break;
    }
  }
  scores[Configuration::shift] = 0;
  scores[Configuration::left] = left;
  scores[Configuration::right] = right;
}

void RowTable::score(const FeatureList& features, Scores& scores) const {
  scores.fill(0);
  const std::size_t mask = slots_.size() - 1;
  struct Candidate {
    const std::uint8_t* row;
    std::uint16_t second;
  };
  std::array<Candidate, FeatureList::kMost> candidates;
  std::size_t found = 0;
  for (const Hash feature : features) __builtin_prefetch(&slots_[feature & mask]);
  for (const Hash feature : features) {
    const std::uint32_t wanted = check(feature);
    for (std::size_t step = 0; step < kReach; ++step) {
      const std::uint32_t slot = slots_[(feature + step) & mask];
      if (slot == 0) break;
      if (slot >> 22U != wanted) continue;
      const std::uint8_t* row = rows_.data() + std::size_t{slot & kRowMask} * 2;
      __builtin_prefetch(row);
      candidates[found++] = {row, second_check(feature)};
      break;
    }
  }
  for (std::size_t i = 0; i < found; ++i) {
    const std::uint8_t* row = candidates[i].row;
    if (static_cast<std::uint16_t>(row[0] | row[1] << 8U) != candidates[i].second) continue;
    const std::size_t count = row[2];
    const std::int32_t power = 1 << (row[3] & 7U);
    for (const std::uint8_t* entry = row + 4; entry != row + 4 + count * 2; entry += 2)
      scores[entry[0] & (kMaxClasses - 1)] += static_cast<std::int8_t>(entry[1]) * power;
  }
}

std::string write_tables(const TableParts& parts) {
  const auto joined = [](const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : "\n") + name;
    return all;
  };
  const auto bytes_of = [](const auto& values) {
    std::string bytes(values.size() * sizeof(values[0]), '\0');
    if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
  };
  const std::array<std::string, section_count> sections = {parts.about,
                                                           joined(parts.tags),
                                                           joined(parts.relations),
                                                           bytes_of(parts.ambiguities),
                                                           bytes_of(parts.tag_slots),
                                                           bytes_of(parts.tag_rows),
                                                           bytes_of(parts.relation_slots),
                                                           bytes_of(parts.relation_rows),
                                                           bytes_of(parts.transition_slots)};
  const auto put = [](std::string& bytes, std::size_t at, std::uint64_t value) {
    std::memcpy(bytes.data() + at, &value, sizeof value);
  };
  const auto align = [](std::size_t size) {
    return (size + kAlignment - 1) / kAlignment * kAlignment;
  };
  std::string file(align(kHead + section_count * 24), '\0');
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const std::size_t at = kHead + i * 24;
    put(file, at, i + 1);
    put(file, at + 8, file.size());
    put(file, at + 16, sections[i].size());
    file += sections[i];
    file.resize(align(file.size()), '\0');
  }
  std::copy(kMagic.begin(), kMagic.end(), file.begin());
  put(file, 8, file.size());
  put(file, 24, section_count);
  put(file, 16, checksum(std::string_view(file).substr(kHead)));
  return file;
}

}  // namespace syntax

namespace {

/// Every row that a slot points at lies within the rows.
bool rows_hold(std::span<const std::uint32_t> slots, std::span<const std::uint8_t> rows) {
  for (const std::uint32_t slot : slots) {
    if (slot == 0) continue;
    const std::size_t at = std::size_t{slot & syntax::kRowMask} * 2;
    if (at + 4 > rows.size() || at + 4 + std::size_t{rows[at + 2]} * 2 > rows.size()) return false;
  }
  return true;
}

/// A mapped file, let go when the last user does.
class Mapping {
 public:
  Mapping(void* data, std::size_t size) : data_(data), size_(size) {}
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() { munmap(data_, size_); }

 private:
  void* data_;
  std::size_t size_;
};

}  // namespace

Result<SyntaxTables> SyntaxTables::map(const std::string& path) {
  const auto system_error = [&] {
    return Error{Code::io, fmt::format("{}: {}", path, std::strerror(errno)),
                 "the syntax tables belong beside the program"};
  };
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);  // NOLINT
  if (file < 0) return system_error();
  struct stat status = {};
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    close(file);
    return Error{Code::io, path + " is no file", "the syntax tables belong beside the program"};
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size < kHead) {
    close(file);
    return damaged("cut short");
  }
  void* data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  if (data == MAP_FAILED) return system_error();  // NOLINT
  auto mapping = std::make_shared<const Mapping>(data, size);
  Result<SyntaxTables> tables = view({static_cast<const char*>(data), size});
  if (tables) tables->mapping_ = std::move(mapping);
  return tables;
}

Result<SyntaxTables> SyntaxTables::view(std::string_view bytes) {
  if (bytes.size() < kHead) return damaged("cut short");
  if (!bytes.starts_with(kMagic.substr(0, 7))) return damaged("no file of syntax tables");
  if (!bytes.starts_with(kMagic)) return damaged("written by another version");
  if (number_at(bytes, 8) != bytes.size()) return damaged("cut short");
  if (number_at(bytes, 16) != checksum(bytes.substr(kHead))) return damaged("bytes have changed");
  if (number_at(bytes, 24) != section_count || bytes.size() < kHead + section_count * 24)
    return damaged("sections are missing");
  std::array<std::string_view, section_count> sections;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const std::size_t at = kHead + i * 24;
    const std::uint64_t offset = number_at(bytes, at + 8);
    const std::uint64_t size = number_at(bytes, at + 16);
    if (number_at(bytes, at) != i + 1 || offset > bytes.size() || size > bytes.size() - offset ||
        offset % kAlignment != 0)
      return damaged("a section lies outside of the file");
    sections[i] = bytes.substr(offset, size);
  }
  const auto section = [&](Section which) { return sections[which - 1]; };
  SyntaxTables tables;
  tables.about_ = section(Section::about);
  tables.tags_ = split(section(Section::tags), '\n');
  tables.relations_ = split(section(Section::relations), '\n');
  tables.ambiguities_ = as<std::uint64_t>(section(Section::ambiguities));
  const auto tag_slot = as<std::uint32_t>(section(tag_slots));
  const auto tag_row = as<std::uint8_t>(section(tag_rows));
  const auto relation_slot = as<std::uint32_t>(section(relation_slots));
  const auto relation_row = as<std::uint8_t>(section(relation_rows));
  const auto transition_slot = as<std::uint32_t>(section(transition_slots));
  for (const std::size_t size : {tag_slot.size(), relation_slot.size(), transition_slot.size(),
                                 tables.ambiguities_.size()}) {
    if (!power_of_two(size)) return damaged("a table's size is no power of two");
  }
  if (tables.tags_.empty() || tables.tags_.size() > syntax::kMaxClasses ||
      tables.relations_.empty() || tables.relations_.size() > syntax::kMaxClasses)
    return damaged("tags or relations are missing");
  if (!rows_hold(tag_slot, tag_row) || !rows_hold(relation_slot, relation_row))
    return damaged("a row lies outside of its section");
  tables.tag_table_ = syntax::RowTable(tag_slot, tag_row);
  tables.relation_table_ = syntax::RowTable(relation_slot, relation_row);
  tables.transition_table_ = syntax::TransitionTable(transition_slot);
  return tables;
}

std::uint32_t SyntaxTables::ambiguity(syntax::Hash lower) const {
  const std::size_t mask = ambiguities_.size() - 1;
  for (std::size_t step = 0; step < syntax::kReach; ++step) {
    const std::uint64_t slot = ambiguities_[(lower + step) & mask];
    if (slot == 0) return 0;
    if (slot >> 16U == lower >> 16U) return static_cast<std::uint32_t>(slot & 0xFFFFU);
  }
  return 0;
}

}  // namespace servanda
