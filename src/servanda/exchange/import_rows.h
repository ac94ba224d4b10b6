// What the readers of tables share. Inside the room.
#ifndef SERVANDA_EXCHANGE_IMPORT_ROWS_H_
#define SERVANDA_EXCHANGE_IMPORT_ROWS_H_

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "servanda/exchange/csv.h"
#include "servanda/exchange/import.h"

namespace servanda {

/// Collects statements into pieces, faults and counts.
class ImportRun {
 public:
  ImportRun(const ImportInput& input, const ImportOptions& options, const Source& source,
            const PieceSink& sink, const ImportProgress& progress);

  const ImportOptions& options;
  ImportReport report = {};
  std::string file;  ///< the one that is being read

  void fault(std::size_t row, std::string_view column, std::string what);
  /// A new row begins: what is added belongs to it until the next, and is left out with it.
  Status begin_row();
  /// The fact, from the import's source; `known` where the row says so.
  Status add(Fact fact, std::optional<Day> known = std::nullopt);
  Status add(Statement statement);  ///< part of the row
  void add_source(Source source);
  /// Declares a treaty the first time that it is met.
  Status declare(const std::string& id, std::string_view title = {});
  Status finish();

  Status take(Statement statement);  ///< whatever becomes of the row
  Status end_row();

 private:
  std::vector<Statement> row_ = {};
  bool faulty_row_ = false;
  const Source& source_;
  const PieceSink& sink_;
  const ImportProgress& progress_;
  Register piece_;
  std::unordered_set<std::string> declared_;
};

/// The columns of a table by their names, in whatever order.
class Heading {
 public:
  /// err: parse: no row at all.
  static Result<Heading> read(CsvReader& rows, const std::string& file);
  /// The first column of one of these names (without regard to case, blanks and "_"), or npos.
  std::size_t find(std::initializer_list<std::string_view> names);
  /// The same for a column that must be there. err: parse, naming it and those that are.
  Result<std::size_t> need(std::initializer_list<std::string_view> names);
  const std::string& name(std::size_t column) const { return names_[column]; }
  std::size_t size() const { return names_.size(); }
  /// Columns that nobody asked for.
  std::vector<std::string> unused() const;
  void use(std::size_t column) { used_[column] = true; }

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

 private:
  std::string file_;
  std::vector<std::string> names_;
  std::vector<std::string> plain_;
  std::vector<bool> used_;
};

/// Without blanks at its ends.
std::string_view trimmed(std::string_view text);
/// Says that nothing stands there: "", "NA", "-", "n/a".
bool is_blank(std::string_view cell);
/// err: parse.
Status ended_well(const CsvReader& rows, const std::string& file);

Status import_acts(std::string_view text, ImportRun& run);
Status import_untc(std::string_view text, ImportRun& run);
Status import_manytreaties(std::string_view text, ImportRun& run);
Status import_unctad(std::string_view text, ImportRun& run);
Status import_clauses(std::string_view lines, ImportRun& run);
Status import_statements(std::string_view lines, ImportRun& run);

}  // namespace servanda

#endif  // SERVANDA_EXCHANGE_IMPORT_ROWS_H_
