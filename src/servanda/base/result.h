// A value or the reason why there is none.
//
//   Result<Day> day = parse_day("2025-02-30");
//   if (!day) return day.error();                       // Code::parse, "February 2025 has 28 days"
//   use(*day);
//
//   SERVANDA_ASSIGN_OR_RETURN(Day signed_on, parse_day(text));   // the same, for callers that pass
//   errors on
//
// What a question may honestly answer (unknown, disputed, ambiguous) is a value, never an Error.
// Nothing here throws; reading the value of a failed Result is our own mistake and ends in an
// assert.
#ifndef SERVANDA_BASE_RESULT_H_
#define SERVANDA_BASE_RESULT_H_

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace servanda {

/// Why something could not be done. The front ends map each to an exit code or an HTTP status.
enum class Code {
  parse,             ///< the text is not in the language that it claims to be in
  invalid_argument,  ///< the caller asked for something that cannot be asked
  not_found,         ///< a name that nothing bears
  conflict,          ///< it would contradict what is already there
  io,                ///< the operating system refused
  corrupt,           ///< a store or a proof does not agree with itself
  internal,          ///< our own mistake
};

/// `message` says what is wrong in one sentence without a full stop; `advice`, where not empty,
/// what the reader can do about it.
struct Error {
  Code code;
  std::string message;
  std::string advice = {};
};

/// Either a T or an Error. Dropping one is a compile error (with -Werror).
template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    assert(ok());
    return std::move(*std::get_if<0>(&state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

/// Success carries nothing.
struct Done {};
using Status = Result<Done>;

}  // namespace servanda

#define SERVANDA_CONCAT_INNER(a, b) a##b
#define SERVANDA_CONCAT(a, b) SERVANDA_CONCAT_INNER(a, b)

/// Evaluates a Status and returns its error from the enclosing function, if it is one.
#define SERVANDA_RETURN_IF_ERROR(expression)                     \
  do {                                                           \
    if (auto servanda_status = (expression); !servanda_status) { \
      return servanda_status.error();                            \
    }                                                            \
  } while (false)

/// Declares or assigns `left` from a Result, or returns its error from the enclosing function.
#define SERVANDA_ASSIGN_OR_RETURN(left, expression)                \
  auto SERVANDA_CONCAT(servanda_result_, __LINE__) = (expression); \
  if (!SERVANDA_CONCAT(servanda_result_, __LINE__)) {              \
    return SERVANDA_CONCAT(servanda_result_, __LINE__).error();    \
  }                                                                \
  left = std::move(SERVANDA_CONCAT(servanda_result_, __LINE__)).value()

#endif  // SERVANDA_BASE_RESULT_H_
