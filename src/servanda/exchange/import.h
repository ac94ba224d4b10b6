// Other people's tables and files as statements, piece by piece, with every fault named by row and
// column.
//
//   ImportOptions options; options.kind = ImportKind::untc; options.treaty = "crc-1989";
//   auto import = Import::open({"untc.csv", bytes}, options);
//   import->check()                       // faults: row 7, column "Signature": "32 May 1990" is no
//   date import->run([&](Register&& piece) { return keeper.add_piece(piece); })
//
// Nothing is guessed: a cell that cannot be read is a fault, and a name that is no known state one
// too. Columns that are not understood are named (ignored()), never silently dropped.
#ifndef SERVANDA_EXCHANGE_IMPORT_H_
#define SERVANDA_EXCHANGE_IMPORT_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/model/register.h"

namespace servanda {

enum class ImportKind {
  csv,           ///< rows of acts: treaty, state, act, date, and where present known, effect, title
  jsonl,         ///< statements of the reading contract, sources as {"source": {…}}
  bundle,        ///< clauses and acts (docs/clauses.md); `path` is its folder
  untc,          ///< a participation table of the UN Treaty Collection: one treaty, a row a state
  manytreaties,  ///< a row a treaty and member: signature, ratification, force, end
  unctad,        ///< a row an investment treaty: parties, dates, coded final clauses
};
std::optional<ImportKind> find_import_kind(std::string_view word);

struct ImportOptions {
  ImportKind kind = ImportKind::csv;
  std::string treaty = {};     ///< untc, and csv without such a column: the id of the treaty
  std::string title = {};      ///< of that treaty
  std::string publisher = {};  ///< of the source
  std::optional<Edtf> published = {};
};

struct ImportInput {
  std::string path = {};   ///< as named by the user, for faults
  std::string bytes = {};  ///< of a bundle: its clauses
  std::string acts = {};   ///< of a bundle: its acts
};

struct ImportFault {
  std::string file = {};
  std::size_t row = 0;  ///< line of the file, from 1
  std::string column = {};
  std::string what = {};
};

/// At most this many faults are kept; the rest are counted.
inline constexpr std::size_t kMostImportFaults = 1000;
/// Statements in a piece.
inline constexpr std::size_t kPiece = 50'000;

struct ImportReport {
  std::size_t rows = 0;
  std::size_t statements = 0;
  std::vector<ImportFault> faults = {};
  std::size_t more_faults = 0;
  std::vector<std::string> ignored = {};  ///< columns that nothing was taken from
};

using PieceSink = std::function<Status(Register&& piece)>;
using ImportProgress = std::function<void(std::size_t rows)>;

/// Reads all and gives it piece by piece; the same input gives the same pieces. Rows with faults
/// are left out. err: parse (wrong columns, text that is not UTF-8, a quotation mark not closed),
/// or what the sink says.
Result<ImportReport> run_import(const ImportInput& input, const ImportOptions& options,
                                const Source& source, const PieceSink& sink,
                                const ImportProgress& progress = {});

/// The bytes of a file, or the parts of a bundle's folder. err: io, invalid_argument.
Result<ImportInput> read_import(const std::string& path, ImportKind kind);

/// The source that an import's statements cite, by an id of its own for other bytes.
Source source_of_import(const ImportInput& input, const ImportOptions& options,
                        const std::string& digest);

/// The code of a state by a name of the UN ("Iran (Islamic Republic of)"), or a code; of an
/// organisation its short name. Nothing where it is not known.
std::optional<std::string> participant_code(std::string_view name);

/// "22 Apr 2016", "05/10/2016" (day first), "2016-10-05", EDTF. Nothing for anything else.
std::optional<Edtf> table_date(std::string_view text);

}  // namespace servanda

#endif  // SERVANDA_EXCHANGE_IMPORT_H_
