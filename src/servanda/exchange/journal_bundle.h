// A register's journal answered like a bundle: every treaty, from its clauses and acts alone, by
// the hundred thousand.
//
//   Result<JournalBundle> bundle = JournalBundle::read("register");   // a file or a folder
//   bundle->derive(0, {.on = make_day(2025, 1, 1)})
//
// Where the record of a treaty is plain (its traits in one entry, each act told once) the rows go
// to the law as they stand. Where sources contradict or repeat each other, or somebody claims
// something, the statements are weighed as everywhere else (law/view.h). For a plain record both
// ways give the same deeds: a property of the tests.
#ifndef SERVANDA_EXCHANGE_JOURNAL_BUNDLE_H_
#define SERVANDA_EXCHANGE_JOURNAL_BUNDLE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/exchange/bundle.h"
#include "servanda/journal/index.h"

namespace servanda {

class JournalBundle {
 public:
  JournalBundle(JournalBundle&&) = default;
  JournalBundle& operator=(JournalBundle&&) = default;

  /// Reads a `.treaty` file, or every one below a folder in order of path; what is known only after
  /// `known` is left out. err: io, invalid_argument (also for a register with batches and
  /// decisions, which only the register room applies). Faults of the text are no Error: see
  /// faults().
  static Result<JournalBundle> read(const std::string& path,
                                    std::optional<Day> known = std::nullopt);
  /// The same from texts that are there already.
  static JournalBundle from(std::vector<SourceText> texts, std::optional<Day> known = std::nullopt);

  const std::vector<SourceText>& files() const { return *files_; }
  const JournalIndex& index() const { return index_; }
  /// Faults of the text with their files; those of names and days are found by index().check().
  const std::vector<FileDiagnostic>& faults() const { return faults_; }

  /// The treaties that are declared, in the order in which they are first named.
  std::size_t size() const { return treaties_.size(); }
  std::string_view id(std::size_t treaty) const;
  std::size_t acts() const { return index_.acts().size(); }

  /// Its rows say everything that the law computes with.
  bool is_plain(std::size_t treaty) const;
  /// From the rows of a plain treaty.
  Deeds plain_deeds(std::size_t treaty) const;
  /// By weighing its statements, plain or not.
  TreatyRecord weighed_record(std::size_t treaty) const;

  /// The answer for one treaty; treaties that its clauses name are followed. Where the record of
  /// acts is marked as incomplete, silence proves nothing: no becomes unknown. May be called from
  /// several threads. Never an Error (the form is that of Bundle).
  Result<Derivation> derive(std::size_t treaty, const DerivationQuestion& question) const;

 private:
  JournalBundle() = default;
  void arrange();
  bool incomplete(std::string_view id) const;
  DayNumber known_of(DayNumber stated, Run sources, DayNumber otherwise) const;
  bool is_known(const IndexedAct& act) const;
  Day known_day() const;
  /// The source of that id, where the journal has one and `reg` has not.
  void add_source(const std::string& id, Register& reg) const;
  Derivation derive(std::size_t treaty, const DerivationQuestion& question,
                    std::vector<std::size_t>& under_way) const;

  std::unique_ptr<std::vector<SourceText>> files_;  ///< stays in its place when this moves
  JournalIndex index_;
  DayNumber known_ = 0;
  std::vector<FileDiagnostic> faults_;
  /// Indices into a list, those of each name side by side and in their order.
  struct Grouped {
    std::vector<std::uint32_t> begins;
    std::vector<std::uint32_t> rows;
    std::uint32_t count(std::uint32_t name) const { return begins[name + 1] - begins[name]; }
  };
  /// `name_of(i)` for i below `count`; Names::kNone is left aside.
  template <typename NameOf>
  static Grouped grouped(std::size_t names, std::size_t count, NameOf name_of);

  std::vector<std::uint32_t> treaties_;  ///< their name numbers
  std::vector<std::uint32_t> ordinal_;   ///< of a name: its place in treaties_, or Names::kNone
  Grouped entries_;                      ///< of a treaty name: rows of index_.treaties()
  Grouped rows_;                         ///< of a treaty name: rows of index_.acts()
  Grouped told_;                         ///< of a treaty name: statements of the rest
  GroupTables groups_;                   ///< those known by the day
  std::vector<Source> sources_;          ///< of a source name: the first that bears it
};

}  // namespace servanda

#endif  // SERVANDA_EXCHANGE_JOURNAL_BUNDLE_H_
