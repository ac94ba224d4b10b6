// Who may do what: tokens in a file that holds only their hashes.
//
//   TokenFile::change("tokens.json", [&](TokenFile& file) -> Status {      // made where there is
//   none
//     token = file.add("Anna", Role::editor, today).value();               // "servanda_k3x9…",
//     once return Done{};
//   });
//   TokenFile::load("tokens.json")->find("servanda_k3x9…")->role             // Role::editor
//   TokenFile::load("tokens.json")->find("servanda_k3x9…guess")              // nothing
//
// A token is an id and 256 random bits; the file keeps the id and an argon2id hash (libsodium,
// interactive limits: 64 MiB and some tens of milliseconds a check). Who can write the file can
// make tokens; who can read it learns names and roles, no token.
#ifndef SERVANDA_HTTP_TOKENS_H_
#define SERVANDA_HTTP_TOKENS_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/model/json.h"
#include "servanda/time/day.h"

namespace servanda {

/// What a token allows; each allows what stands before it.
enum class Role { reader, editor, admin };
std::string_view to_text(Role role);
Result<Role> parse_role(std::string_view word);

struct TokenEntry {
  std::string id;
  std::string name;  ///< whose it is: stands beside what is written with it
  Role role = Role::reader;
  std::string hash;  ///< argon2id, in libsodium's own text form
  Day made = {};
  std::optional<Day> revoked = {};
};

class TokenFile {
 public:
  /// A file that does not exist holds no tokens. err: io; corrupt (not a token file).
  static Result<TokenFile> load(const std::string& path);
  /// Loads, changes and saves while nobody else does: of two at once neither is lost.
  /// err: io; those of load and of `edit`, after which the file is as it was.
  static Status change(const std::string& path, const std::function<Status(TokenFile&)>& edit);

  /// A new token, which is told here and never again. err: invalid_argument (no name);
  /// internal (no memory for the hash).
  Result<std::string> add(const std::string& name, Role role, Day made);
  /// err: not_found. What is revoked stays in the file.
  Status revoke(std::string_view id, Day day);

  /// The entry of a token, unless it is unknown, wrong or revoked. Takes tens of milliseconds for
  /// an id that exists, and as long for one that does not.
  std::optional<TokenEntry> find(std::string_view token) const;
  const std::vector<TokenEntry>& entries() const { return entries_; }

 private:
  /// Whole or not at all; readable by the owner alone. err: io.
  Status save() const;
  explicit TokenFile(std::string path) : path_(std::move(path)) {}
  std::string path_;
  std::vector<TokenEntry> entries_;
};

/// Whose it is and what it allows, without the hash.
Json to_json(const TokenEntry& entry);

/// 16 octets that tell tokens apart without being them: what a server may keep in memory.
std::string token_fingerprint(std::string_view token);

}  // namespace servanda

#endif  // SERVANDA_HTTP_TOKENS_H_
