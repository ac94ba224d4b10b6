// Treaties and acts as they travel between programs: a bundle, in a folder.
//
//   clauses/ID.json + acts/ID.csv            for people: a file a treaty
//   clauses.jsonl + acts.csv                 at scale: a line a treaty, a row an act
//
// Source: docs/clauses.md. Clauses are kept as text and read when a treaty is asked for, so that a
// bundle of 100,000 treaties costs what its files do and a little more.
#ifndef SERVANDA_EXCHANGE_BUNDLE_H_
#define SERVANDA_EXCHANGE_BUNDLE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/exchange/act_table.h"
#include "servanda/law/derivation.h"
#include "servanda/model/statement.h"

namespace servanda {

/// What the final clauses and the acts of one treaty give the law.
struct TreatyRecord {
  TreatyFact treaty;
  Deeds deeds;
};

/// Puts the traits that counting needs (parties, signature) beside the acts.
void complete(Deeds& deeds, const TreatyFact& treaty);

class Bundle {
 public:
  Bundle(Bundle&&) = default;
  Bundle& operator=(Bundle&&) = default;

  /// Acts known after `known` are left out. err: io, parse (with the file and the line).
  static Result<Bundle> read(const std::string& folder, std::optional<Day> known = std::nullopt);

  std::size_t size() const { return treaties_.size(); }
  std::string_view id(std::size_t index) const { return treaties_[index].id; }
  std::size_t acts() const { return table_->rows().size(); }
  /// Faults of rows, each with its file and line; such rows are left out.
  const std::vector<std::string>& faults() const { return faults_; }

  /// Clauses and acts of one treaty. May be called from several threads. err: parse.
  Result<TreatyRecord> record(std::size_t index) const;

  /// The answer for one treaty; treaties of the bundle that its clauses name by id are
  /// followed. May be called from several threads. err: parse.
  Result<Derivation> derive(std::size_t index, const DerivationQuestion& question) const;

 private:
  struct Entry {
    std::string_view id;
    std::string_view clauses;
    std::string file;  ///< where the clauses stand, for faults
  };
  Bundle() = default;
  Status read_folder(const std::string& folder);
  Status read_lines(const std::string& folder);
  Status index_ids();
  Result<Derivation> derive(std::size_t index, const DerivationQuestion& question,
                            std::vector<std::size_t>& under_way) const;
  std::optional<std::size_t> find(std::string_view name) const;

  std::vector<std::string> texts_;  ///< the files; entries are views into them
  std::vector<std::string> names_;
  std::vector<Entry> treaties_;
  std::unordered_map<std::string_view, std::uint32_t> by_id_;
  std::optional<ActTable> table_;
  std::vector<std::size_t> begins_;
  std::vector<std::string> faults_;
};

/// Reads a table of memberships and weights: columns `group`, `state`, and where present `from`,
/// `to`, `weight`. err: parse, with the line.
Result<GroupTables> read_groups(std::string_view csv);

}  // namespace servanda

#endif  // SERVANDA_EXCHANGE_BUNDLE_H_
