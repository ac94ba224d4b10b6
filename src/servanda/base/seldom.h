// An optional value that most objects do not have, kept apart: absent it takes one pointer.
//
//   Seldom<Trigger> force;          // 8 bytes, where std::optional<Trigger> takes 384
//   force = Trigger{…};
//   if (force) use(force->count);   // as std::optional; copied and compared by what it holds
//
// For the parts of a statement: a register holds a million of them, and few have final clauses.
#ifndef SERVANDA_BASE_SELDOM_H_
#define SERVANDA_BASE_SELDOM_H_

#include <memory>
#include <optional>
#include <utility>

namespace servanda {

template <class T>
class Seldom {
 public:
  using value_type = T;
  Seldom() = default;
  Seldom(std::nullopt_t) {}
  Seldom(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Seldom(std::optional<T> value) {
    if (value) value_ = std::make_unique<T>(*std::move(value));
  }
  Seldom(const Seldom& other) : value_(other ? std::make_unique<T>(*other) : nullptr) {}
  Seldom(Seldom&&) noexcept = default;
  Seldom& operator=(const Seldom& other) {
    if (this != &other) value_ = other ? std::make_unique<T>(*other) : nullptr;
    return *this;
  }
  Seldom& operator=(Seldom&&) noexcept = default;
  ~Seldom() = default;

  bool has_value() const { return value_ != nullptr; }
  explicit operator bool() const { return has_value(); }
  const T& operator*() const { return *value_; }
  T& operator*() { return *value_; }
  const T* operator->() const { return value_.get(); }
  T* operator->() { return value_.get(); }
  template <class... Parts>
  T& emplace(Parts&&... parts) {
    value_ = std::make_unique<T>(T{std::forward<Parts>(parts)...});
    return *value_;
  }
  void reset() { value_.reset(); }

  friend bool operator==(const Seldom& a, const Seldom& b) {
    return a && b ? *a == *b : a.has_value() == b.has_value();
  }

 private:
  std::unique_ptr<T> value_ = nullptr;
};

}  // namespace servanda

#endif  // SERVANDA_BASE_SELDOM_H_
