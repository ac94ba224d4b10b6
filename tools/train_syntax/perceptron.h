// An averaged perceptron over sparse features, in whole numbers: the same data and seed give the
// same weights on every machine.
#ifndef SERVANDA_TOOLS_TRAIN_SYNTAX_PERCEPTRON_H_
#define SERVANDA_TOOLS_TRAIN_SYNTAX_PERCEPTRON_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "servanda/language/syntax_features.h"

namespace servanda::train {

using Scores = std::array<std::int64_t, syntax::kMaxClasses>;

/// The weight of one class in one row.
struct Weight {
  std::uint8_t target = 0;
  std::int32_t value = 0;
  std::int64_t weighted = 0;  ///< sum of changes, each times its moment: for the average
};

struct Row {
  syntax::Hash feature = 0;
  std::uint32_t seen = 0;  ///< how often it was looked up since count_from_now()
  std::vector<Weight> weights = {};
};

class Perceptron {
 public:
  Perceptron() : slots_(std::size_t{1} << 16U) {}

  void score(const syntax::FeatureList& features, Scores& scores) {
    // Most of the time goes into waiting for memory: ask for all rows, then read them.
    scores.fill(0);
    for (const syntax::Hash feature : features)
      __builtin_prefetch(&slots_[feature & (slots_.size() - 1)]);
    std::array<Row*, syntax::FeatureList::kMost> found;
    std::size_t count = 0;
    for (const syntax::Hash feature : features) {
      Row* row = find(feature);
      if (row == nullptr) continue;
      __builtin_prefetch(row);
      found[count++] = row;
    }
    for (std::size_t i = 0; i < count; ++i) __builtin_prefetch(found[i]->weights.data());
    for (std::size_t i = 0; i < count; ++i) {
      ++found[i]->seen;
      for (const Weight& weight : found[i]->weights) scores[weight.target] += weight.value;
    }
  }

  /// Moves the weights towards `right` and away from `wrong`.
  void update(const syntax::FeatureList& features, std::uint8_t right, std::uint8_t wrong) {
    for (const syntax::Hash feature : features) {
      // What had a part in one mistake only is mostly noise.
      if (std::vector<bool>::reference met = met_[(feature >> 20U) & (met_.size() - 1)];
          !met && find(feature) == nullptr) {
        met = true;
        continue;
      }
      Row& row = find_or_add(feature);
      change(row, right, 1);
      change(row, wrong, -1);
    }
  }

  /// A decision has been made, right or wrong: time for the average.
  void tick() { ++moment_; }
  void count_from_now() {
    for (Row& row : rows_) row.seen = 0;
  }

  std::size_t size() const { return rows_.size(); }
  const std::vector<Row>& rows() const { return rows_; }
  double average(const Weight& weight) const {
    return static_cast<double>(weight.value) -
           static_cast<double>(weight.weighted) / static_cast<double>(moment_);
  }

 private:
  struct Slot {
    syntax::Hash feature = 0;
    std::uint32_t row = 0;  ///< from 1; 0: free
  };

  Row* find(syntax::Hash feature) {
    for (std::size_t at = feature & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].row == 0) return nullptr;
      if (slots_[at].feature == feature) return &rows_[slots_[at].row - 1];
    }
  }

  Row& find_or_add(syntax::Hash feature) {
    if (Row* row = find(feature)) return *row;
    if ((rows_.size() + 1) * 2 > slots_.size()) grow();
    rows_.push_back({feature, 1, {}});
    place(feature, static_cast<std::uint32_t>(rows_.size()));
    return rows_.back();
  }

  void place(syntax::Hash feature, std::uint32_t row) {
    std::size_t at = feature & (slots_.size() - 1);
    while (slots_[at].row != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {feature, row};
  }

  void grow() {
    slots_.assign(slots_.size() * 2, {});
    for (std::size_t i = 0; i < rows_.size(); ++i)
      place(rows_[i].feature, static_cast<std::uint32_t>(i + 1));
  }

  void change(Row& row, std::uint8_t target, std::int32_t by) {
    for (Weight& weight : row.weights) {
      if (weight.target != target) continue;
      weight.value += by;
      weight.weighted += by * moment_;
      return;
    }
    row.weights.push_back({target, by, by * moment_});
  }

  std::vector<Slot> slots_;
  std::vector<bool> met_ = std::vector<bool>(std::size_t{1} << 27U);
  std::vector<Row> rows_;
  std::int64_t moment_ = 1;
};

}  // namespace servanda::train

#endif  // SERVANDA_TOOLS_TRAIN_SYNTAX_PERCEPTRON_H_
