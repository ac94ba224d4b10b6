// The trained tables of tagger and parser: one file, mapped into memory, read in place.
//
//   Result<SyntaxTables> tables = SyntaxTables::map("english.syntax");
//   tables->about()            // what they were trained on, by whom, under which licence
//
// The file is data with a licence of its own (its about() says which) and no part of the program.
// Little-endian; a head of 64 bytes, a directory, sections that begin at multiples of 64:
//
//   0  "SVSYNTX1"   8  size of the file   16  checksum of the bytes from 64 on   24  sections
//   64 for each section: kind, offset, size (8 bytes each)
//
// A feature's slot is searched from its low bits on, eight places far; its high bits are compared.
// Transitions: a slot holds 11 bits to compare, an exponent of 3 bits, and the weights of `left`
// and `right` against `shift`, 9 bits each. Tags and relations: 10 bits to compare and where the
// row is, in pairs of bytes; a row holds 16 more bits to compare, a count, an exponent, and pairs
// of class and weight. A weight counts as itself times two to the power of its exponent.
#ifndef SERVANDA_LANGUAGE_SYNTAX_TABLES_H_
#define SERVANDA_LANGUAGE_SYNTAX_TABLES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/language/syntax_features.h"

namespace servanda {

namespace syntax {

inline constexpr std::size_t kReach = 8;  ///< slots searched for a feature
using Scores = std::array<std::int32_t, kMaxClasses>;

/// Weights of two classes against the third, which is zero.
class TransitionTable {
 public:
  explicit TransitionTable(std::span<const std::uint32_t> slots = {}) : slots_(slots) {}
  void score(const FeatureList& features, Scores& scores) const;

  static std::uint32_t check(Hash feature) {
    const auto bits = static_cast<std::uint32_t>(feature >> 53U);
    return bits == 0 ? 1 : bits;
  }

 private:
  std::span<const std::uint32_t> slots_;
};
inline constexpr std::uint32_t kRowMask = (1U << 22U) - 1;  ///< of a slot: where the row is
inline constexpr std::uint32_t kLargestTransitionWeight = 255;
inline constexpr std::uint32_t kLargestRowWeight = 127;
inline constexpr std::uint32_t kLargestExponent = 7;

/// Weights of up to kMaxClasses classes, most of them zero.
class RowTable {
 public:
  RowTable() = default;
  RowTable(std::span<const std::uint32_t> slots, std::span<const std::uint8_t> rows)
      : slots_(slots), rows_(rows) {}
  void score(const FeatureList& features, Scores& scores) const;

  static std::uint32_t check(Hash feature) {
    const auto bits = static_cast<std::uint32_t>(feature >> 54U);
    return bits == 0 ? 1 : bits;
  }
  static std::uint16_t second_check(Hash feature) {
    return static_cast<std::uint16_t>(feature >> 38U);
  }

 private:
  std::span<const std::uint32_t> slots_;
  std::span<const std::uint8_t> rows_;
};

/// What a table file is made of, for the program that writes it.
struct TableParts {
  std::string about = {};
  std::vector<std::string> tags = {};
  std::vector<std::string> relations = {};
  /// A word's hash but for its low 16 bits, which hold its ambiguity; 0: free. Searched like slots.
  std::vector<std::uint64_t> ambiguities = {};
  std::vector<std::uint32_t> tag_slots = {}, relation_slots = {}, transition_slots = {};
  std::vector<std::uint8_t> tag_rows = {}, relation_rows = {};
};
/// The bytes of a table file.
std::string write_tables(const TableParts& parts);

}  // namespace syntax

class SyntaxTables {
 public:
  /// Maps the file; nothing is copied. err: io when it cannot be opened; corrupt when it is no
  /// table file, of another version, cut short or changed.
  static Result<SyntaxTables> map(const std::string& path);
  /// The same from memory, which must stay (tests, fuzzing). Aligned to eight bytes.
  static Result<SyntaxTables> view(std::string_view bytes);

  std::string_view about() const { return about_; }
  const std::vector<std::string_view>& tags() const { return tags_; }
  const std::vector<std::string_view>& relations() const { return relations_; }
  const syntax::RowTable& tag_table() const { return tag_table_; }
  const syntax::RowTable& relation_table() const { return relation_table_; }
  const syntax::TransitionTable& transition_table() const { return transition_table_; }
  std::uint32_t ambiguity(syntax::Hash lower) const;

 private:
  SyntaxTables() = default;

  std::shared_ptr<const void> mapping_;
  std::string_view about_;
  std::vector<std::string_view> tags_, relations_;
  std::span<const std::uint64_t> ambiguities_;
  syntax::RowTable tag_table_, relation_table_;
  syntax::TransitionTable transition_table_;
};

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_SYNTAX_TABLES_H_
