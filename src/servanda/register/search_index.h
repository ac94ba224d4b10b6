// Searching in the tables of schema.h, on disk or in memory. Inside the room: see search.h.
#ifndef SERVANDA_REGISTER_SEARCH_INDEX_H_
#define SERVANDA_REGISTER_SEARCH_INDEX_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/register/schema.h"
#include "servanda/register/search.h"
#include "servanda/register/store.h"

namespace servanda {

class SearchIndex {
 public:
  /// On a database that somebody else keeps open.
  static std::unique_ptr<SearchIndex> on(Database& database);
  ~SearchIndex();

  /// err: io, corrupt, invalid_argument (neither words nor facets).
  Result<SearchAnswer> search(const SearchQuestion& question);

 private:
  Result<SearchAnswer> search(const SearchQuestion& question, bool wide);
  friend Result<std::unique_ptr<SearchIndex>> index_in_memory(const LoadedRegister& loaded);
  struct Vocabulary;
  explicit SearchIndex(Database* database);

  Status refresh();
  /// The words of the index that stand for a word that was asked for.
  /// `wide`: the nearest words as well where others have the same key.
  Result<std::vector<std::string>> meanings(const std::string& asked, bool last, bool wide,
                                            SearchAnswer& answer);
  Result<std::string> expression(const SearchQuestion& question, bool wide, SearchAnswer& answer,
                                 std::vector<std::string>& meant);
  Status add_hit(std::int64_t entry, const std::vector<std::string>& meant, SearchAnswer& answer);

  std::unique_ptr<Database> own_;
  Database* database_;
  std::unique_ptr<Vocabulary> vocabulary_;
};

/// Of a register that is kept as text. err: internal.
Result<std::unique_ptr<SearchIndex>> index_in_memory(const LoadedRegister& loaded);

}  // namespace servanda

#endif  // SERVANDA_REGISTER_SEARCH_INDEX_H_
