// Trains the tagger and the parser on treebanks, measures them, writes the table file.
//
//   train_syntax --train a.conllu --train b.conllu --test pud=pud.conllu --about note.txt --out
//   english.syntax
//
// Repeatable: a fixed seed, whole numbers, one thread. The parser learns with a dynamic oracle
// (Goldberg and Nivre 2013): it follows its own choices and is told which of the next ones lose
// nothing more; its training tags come from taggers that have not seen the sentence.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <numeric>
#include <set>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "perceptron.h"
#include "servanda/language/conllu.h"
#include "servanda/language/parse.h"
#include "servanda/language/syntax_features.h"
#include "servanda/language/syntax_tables.h"

namespace servanda::train {
namespace {

using syntax::Configuration;
using syntax::FeatureList;
using syntax::Hash;
using syntax::SeenWord;

/// A sentence as numbers.
struct Example {
  std::vector<SeenWord> words;
  std::vector<std::uint8_t> tags, relations;
  std::vector<int> heads;  ///< the root is words.size()
};

/// A generator of our own: the standard's distributions differ between libraries.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t below(std::uint64_t limit) {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return (z ^ (z >> 31U)) % limit;
  }
  void shuffle(std::vector<std::size_t>& order) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[below(i)]);
  }

 private:
  std::uint64_t state_;
};

struct Names {
  std::vector<std::string> names;
  std::map<std::string, std::uint8_t> numbers;
  std::uint8_t number(const std::string& name) {
    const auto found = numbers.find(name);
    if (found != numbers.end()) return found->second;
    if (names.size() >= syntax::kMaxClasses) {
      fmt::print(stderr, "train_syntax: more than {} classes\n", syntax::kMaxClasses);
      std::exit(1);
    }
    names.push_back(name);
    return numbers[name] = static_cast<std::uint8_t>(names.size() - 1);
  }
};

struct Options {
  std::vector<std::string> train;
  std::vector<std::pair<std::string, std::string>> tests;  ///< name, path
  std::string about, out;
  std::string lexicon;
  std::string tables;  ///< measured instead of training
  int tag_epochs = 8;
  int parse_epochs = 12;
  std::size_t folds = 4;
  std::size_t tag_rows = 160000, relation_rows = 160000, transition_bits = 20;
};

class Trainer {
 public:
  explicit Trainer(Options options) : options_(std::move(options)) {}

  int run() {
    if (!options_.tables.empty()) {
      const Result<SyntaxTables> tables = SyntaxTables::map(options_.tables);
      return measure(tables);
    }
    relations_.number("root");
    std::vector<ConlluSentence> sentences;
    for (const std::string& path : options_.train) {
      std::vector<ConlluSentence> more = load(path);
      std::move(more.begin(), more.end(), std::back_inserter(sentences));
    }
    count_tags(sentences);
    for (const ConlluSentence& sentence : sentences) examples_.push_back(example(sentence));
    std::size_t words = 0;
    for (const Example& one : examples_) words += one.words.size();
    fmt::print("training: {} sentences, {} words, {} tags, {} relations\n", examples_.size(), words,
               tags_.names.size(), relations_.names.size());
    jackknife();
    std::vector<std::size_t> all(examples_.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    train_tagger(tagger_, all, options_.tag_epochs, "tagger");
    train_parser();
    write();
    return measure();
  }

 private:
  static std::vector<ConlluSentence> load(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    Result<std::vector<ConlluSentence>> read = parse_conllu(bytes.str());
    if (!file || !read || read->empty()) {
      fmt::print(stderr, "train_syntax: {}: {}\n", path,
                 !file || read ? "cannot be read" : read.error().message);
      std::exit(1);
    }
    return std::move(*read);
  }

  static std::vector<SeenWord> see(const ConlluSentence& sentence) {
    std::vector<std::string_view> forms;
    for (const ConlluWord& word : sentence.words) forms.emplace_back(word.form);
    return syntax::see_words(forms);
  }

  /// Words seen three times or more are known by the tags that at least one in twenty had.
  void count_tags(const std::vector<ConlluSentence>& sentences) {
    std::unordered_map<Hash, std::map<std::uint8_t, int>> counts;
    for (const ConlluSentence& sentence : sentences) {
      const std::vector<SeenWord> words = see(sentence);
      for (std::size_t i = 0; i < words.size(); ++i)
        ++counts[words[i].lower][tags_.number(sentence.words[i].tag)];
    }
    std::map<std::set<std::uint8_t>, std::uint32_t> numbers;
    std::vector<Hash> known;
    for (const auto& [word, tags] : counts) known.push_back(word);
    std::sort(known.begin(), known.end());
    for (const Hash word : known) {
      const std::map<std::uint8_t, int>& tags = counts[word];
      int total = 0;
      for (const auto& [tag, count] : tags) total += count;
      if (total < 3) continue;
      std::set<std::uint8_t> common;
      for (const auto& [tag, count] : tags) {
        if (count * 20 >= total) common.insert(tag);
      }
      const auto next = static_cast<std::uint32_t>(numbers.size() + 1);
      ambiguities_[word] = numbers.emplace(common, next).first->second;
    }
    if (!options_.lexicon.empty()) add_lexicon(numbers.size());
  }

  /// Words that training did not see often enough are known by their classes in a lexicon.
  void add_lexicon(std::size_t used) {
    std::ifstream file(options_.lexicon);
    std::map<std::string, std::uint32_t> numbers;
    std::string word;
    std::string classes;
    while (file >> word >> classes) {
      const auto next = static_cast<std::uint32_t>(used + numbers.size() + 1);
      ambiguities_.emplace(syntax::hash_of(word), numbers.emplace(classes, next).first->second);
    }
    if (numbers.empty()) {
      fmt::print(stderr, "train_syntax: {} cannot be read\n", options_.lexicon);
      std::exit(1);
    }
    fmt::print("{} known words, {} classes of words\n", ambiguities_.size(), used + numbers.size());
  }

  Example example(const ConlluSentence& sentence) {
    Example made;
    made.words = see(sentence);
    for (std::size_t i = 0; i < made.words.size(); ++i) {
      const ConlluWord& word = sentence.words[i];
      made.words[i].ambiguity = ambiguity(made.words[i].lower);
      made.tags.push_back(tags_.number(word.tag));
      made.relations.push_back(relations_.number(word.relation));
      made.heads.push_back(word.head < 0 ? static_cast<int>(made.words.size()) : word.head);
    }
    return made;
  }

  std::uint32_t ambiguity(Hash word) const {
    const auto found = ambiguities_.find(word);
    return found == ambiguities_.end() ? 0 : found->second;
  }

  static std::uint8_t best_of(const Scores& scores, std::size_t count, std::size_t from = 0) {
    std::size_t best = from;
    for (std::size_t i = from + 1; i < count; ++i) {
      if (scores[i] > scores[best]) best = i;
    }
    return static_cast<std::uint8_t>(best);
  }

  void train_tagger(Perceptron& model, std::vector<std::size_t> order, int epochs,
                    const char* name) {
    Random random(1);
    FeatureList features;
    Scores scores;
    for (int epoch = 0; epoch < epochs; ++epoch) {
      random.shuffle(order);
      model.count_from_now();
      std::size_t right = 0;
      std::size_t total = 0;
      for (const std::size_t which : order) {
        Example& one = examples_[which];
        for (std::size_t i = 0; i < one.words.size(); ++i) {
          syntax::tag_features(one.words, i, features);
          model.score(features, scores);
          const std::uint8_t guess = best_of(scores, tags_.names.size());
          if (guess != one.tags[i]) model.update(features, one.tags[i], guess);
          model.tick();
          one.words[i].tag = guess;
          right += guess == one.tags[i] ? 1U : 0U;
          ++total;
        }
      }
      fmt::print("{} epoch {}: {:.2f} % right while training, {} rows\n", name, epoch + 1,
                 100.0 * static_cast<double>(right) / static_cast<double>(total), model.size());
      std::fflush(stdout);
    }
  }

  /// Gives every sentence the tags of a tagger that has not seen it.
  void jackknife() {
    const std::size_t folds = options_.folds;
    std::vector<std::vector<std::uint8_t>> guesses(examples_.size());
    for (std::size_t fold = 0; fold < folds; ++fold) {
      std::vector<std::size_t> rest;
      for (std::size_t i = 0; i < examples_.size(); ++i) {
        if (i % folds != fold) rest.push_back(i);
      }
      Perceptron model;
      train_tagger(model, rest, 4, "jackknife");
      const Averaged average(model);
      std::size_t right = 0;
      std::size_t total = 0;
      for (std::size_t i = fold; i < examples_.size(); i += folds) {
        Example& one = examples_[i];
        FeatureList features;
        for (std::size_t w = 0; w < one.words.size(); ++w) {
          syntax::tag_features(one.words, w, features);
          one.words[w].tag = average.best(features, tags_.names.size());
          guesses[i].push_back(one.words[w].tag);
          right += one.words[w].tag == one.tags[w] ? 1U : 0U;
          ++total;
        }
      }
      fmt::print("jackknife fold {}: {:.2f} % right\n", fold + 1,
                 100.0 * static_cast<double>(right) / static_cast<double>(total));
    }
    // Without folds (very small treebanks) the parser learns with gold tags.
    if (folds == 0) {
      for (std::size_t i = 0; i < examples_.size(); ++i) guesses[i] = examples_[i].tags;
    }
    training_tags_ = std::move(guesses);
  }

  /// A perceptron's average, to be asked while it is not written yet.
  class Averaged {
   public:
    explicit Averaged(const Perceptron& model) {
      for (const Row& row : model.rows()) {
        auto& made = rows_[row.feature];
        for (const Weight& weight : row.weights)
          made.emplace_back(weight.target, model.average(weight));
      }
    }
    std::uint8_t best(const FeatureList& features, std::size_t count) const {
      std::array<double, syntax::kMaxClasses> scores = {};
      for (const Hash feature : features) {
        const auto row = rows_.find(feature);
        if (row == rows_.end()) continue;
        for (const auto& [target, value] : row->second) scores[target] += value;
      }
      return static_cast<std::uint8_t>(
          std::max_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(count)) -
          scores.begin());
    }

   private:
    std::unordered_map<Hash, std::vector<std::pair<std::uint8_t, double>>> rows_;
  };

  /// How many arcs of the gold tree can no longer be found after a transition.
  static int cost(const Configuration& c, const Example& one, Configuration::Transition move) {
    const auto head = [&](int word) {
      return word == c.root() ? -1 : one.heads[static_cast<std::size_t>(word)];
    };
    const std::vector<int>& stack = c.stack();
    const int next = c.next();
    int lost = 0;
    if (move == Configuration::shift) {
      for (std::size_t i = 0; i < stack.size(); ++i) {
        if (head(stack[i]) == next) ++lost;                          // child on the stack
        if (i + 1 < stack.size() && head(next) == stack[i]) ++lost;  // head below the top
      }
      return lost;
    }
    const int top = c.top(0);
    const int gold = head(top);
    // The top leaves: its children in the buffer are lost, and its head if it is another one.
    for (int b = next; b < c.root(); ++b) {
      if (head(b) == top) ++lost;
    }
    if (move == Configuration::left) {
      if (gold == c.top(1) || gold > next) ++lost;
    } else if (gold >= next) {
      ++lost;
    }
    return lost;
  }

  void train_parser() {
    std::vector<std::size_t> order(examples_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    Random random(2);
    FeatureList features;
    FeatureList relation;
    Scores scores;
    Scores relation_scores;
    for (int epoch = 0; epoch < options_.parse_epochs; ++epoch) {
      random.shuffle(order);
      parser_.count_from_now();
      labeller_.count_from_now();
      std::size_t arcs = 0;
      std::size_t right_arcs = 0;
      std::size_t right_relations = 0;
      for (const std::size_t which : order) {
        Example& one = examples_[which];
        if (one.words.size() > Parser::kLongestTree) continue;
        for (std::size_t i = 0; i < one.words.size(); ++i)
          one.words[i].tag = training_tags_[which][i];
        std::vector<SeenWord> words = one.words;
        words.push_back(syntax::root_word());
        Configuration c(one.words.size());
        while (!c.finished()) {
          syntax::transition_features(words, c, features);
          parser_.score(features, scores);
          int best = -1;
          int best_free = -1;
          int least = 1 << 20;
          std::array<int, Configuration::kTransitions> costs = {};
          for (int t = 0; t < 3; ++t) {
            const auto move = static_cast<Configuration::Transition>(t);
            if (!c.allows(move)) continue;
            costs[static_cast<std::size_t>(t)] = cost(c, one, move);
            least = std::min(least, costs[static_cast<std::size_t>(t)]);
          }
          for (int t = 0; t < 3; ++t) {
            const auto u = static_cast<std::size_t>(t);
            if (!c.allows(static_cast<Configuration::Transition>(t))) continue;
            if (best < 0 || scores[u] > scores[static_cast<std::size_t>(best)]) best = t;
            if (costs[u] == least &&
                (best_free < 0 || scores[u] > scores[static_cast<std::size_t>(best_free)]))
              best_free = t;
          }
          if (costs[static_cast<std::size_t>(best)] != least)
            parser_.update(features, static_cast<std::uint8_t>(best_free),
                           static_cast<std::uint8_t>(best));
          parser_.tick();
          // Its own mistakes teach it what to do after them.
          const bool explore = epoch > 0 && random.below(10) < 9;
          const auto move = static_cast<Configuration::Transition>(explore ? best : best_free);
          if (move == Configuration::shift) {
            c.apply(move, 0);
            continue;
          }
          const Configuration::Arc arc = c.arc_of(move);
          const auto dependent = static_cast<std::size_t>(arc.dependent);
          ++arcs;
          std::uint8_t label = 0;
          if (arc.head != c.root()) {
            syntax::relation_features(words, c, arc, relation);
            labeller_.score(relation, relation_scores);
            label = best_of(relation_scores, relations_.names.size(), 1);
            if (one.heads[dependent] == arc.head) {
              if (label != one.relations[dependent])
                labeller_.update(relation, one.relations[dependent], label);
              labeller_.tick();
            }
          }
          if (one.heads[dependent] == arc.head) {
            ++right_arcs;
            if (label == one.relations[dependent]) ++right_relations;
          }
          c.apply(move, label);
        }
      }
      const auto percent = [&](std::size_t part) {
        return 100.0 * static_cast<double>(part) / static_cast<double>(arcs);
      };
      fmt::print("parser epoch {}: arcs {:.2f} %, with relation {:.2f} %; {} + {} rows\n",
                 epoch + 1, percent(right_arcs), percent(right_relations), parser_.size(),
                 labeller_.size());
      std::fflush(stdout);
    }
  }

  /// A row as it will be written, with how much it matters.
  struct Kept {
    Hash feature = 0;
    double weight = 0;  ///< how often seen, times how far its weights lie apart
    std::vector<std::pair<std::uint8_t, double>> values;
  };

  static std::vector<Kept> ranked(const Perceptron& model) {
    std::vector<Kept> all;
    all.reserve(model.rows().size());
    for (const Row& row : model.rows()) {
      Kept kept;
      kept.feature = row.feature;
      double low = 0;
      double high = 0;
      for (const Weight& weight : row.weights) {
        const double value = model.average(weight);
        low = std::min(low, value);
        high = std::max(high, value);
        kept.values.emplace_back(weight.target, value);
      }
      kept.weight = (high - low) * static_cast<double>(row.seen + 1);
      all.push_back(std::move(kept));
    }
    std::sort(all.begin(), all.end(), [](const Kept& a, const Kept& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.feature < b.feature;
    });
    return all;
  }

  /// Of a weight of one, in the smallest unit that is written.
  static constexpr double kUnits = 64;

  /// The smallest exponent with which the largest of the values can be written.
  static std::uint32_t exponent_of(double largest, std::uint32_t most) {
    std::uint32_t exponent = 0;
    while (exponent < syntax::kLargestExponent &&
           largest * kUnits / static_cast<double>(1U << exponent) > static_cast<double>(most))
      ++exponent;
    return exponent;
  }

  static int rounded(double value, std::uint32_t exponent, std::uint32_t largest) {
    const int most = static_cast<int>(largest);
    value = value * kUnits / static_cast<double>(1U << exponent);
    const int whole = static_cast<int>(value < 0 ? value - 0.5 : value + 0.5);
    return std::clamp(whole, -most, most);
  }

  static bool place(std::vector<std::uint32_t>& slots, Hash feature, std::uint32_t slot) {
    for (std::size_t step = 0; step < syntax::kReach; ++step) {
      std::uint32_t& place = slots[(feature + step) & (slots.size() - 1)];
      if (place != 0) continue;
      place = slot;
      return true;
    }
    return false;
  }

  static void write_rows(const Perceptron& model, std::size_t count,
                         std::vector<std::uint32_t>& slots, std::vector<std::uint8_t>& rows) {
    const std::vector<Kept> all = ranked(model);
    std::size_t size = 1024;
    while (size * 2 < count * 3) size *= 2;
    slots.assign(size, 0);
    rows.assign(2, 0);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < all.size() && kept < count; ++i) {
      std::vector<std::pair<std::uint8_t, int>> values;
      double largest = 0;
      for (const auto& [target, value] : all[i].values)
        largest = std::max(largest, std::abs(value));
      const std::uint32_t exponent = exponent_of(largest, syntax::kLargestRowWeight);
      for (const auto& [target, value] : all[i].values) {
        if (const int whole = rounded(value, exponent, syntax::kLargestRowWeight); whole != 0)
          values.emplace_back(target, whole);
      }
      if (values.empty() || rows.size() / 2 > syntax::kRowMask) continue;
      const std::uint32_t slot = (syntax::RowTable::check(all[i].feature) << 22U) |
                                 static_cast<std::uint32_t>(rows.size() / 2);
      if (!place(slots, all[i].feature, slot)) continue;
      const std::uint16_t second = syntax::RowTable::second_check(all[i].feature);
      rows.push_back(static_cast<std::uint8_t>(second & 0xFFU));
      rows.push_back(static_cast<std::uint8_t>(second >> 8U));
      rows.push_back(static_cast<std::uint8_t>(values.size()));
      rows.push_back(static_cast<std::uint8_t>(exponent));
      for (const auto& [target, value] : values) {
        rows.push_back(target);
        rows.push_back(static_cast<std::uint8_t>(static_cast<std::int8_t>(value)));
      }
      ++kept;
    }
    fmt::print("kept {} of {} rows, {} bytes\n", kept, all.size(), rows.size() + slots.size() * 4);
  }

  void write_transitions(std::vector<std::uint32_t>& slots) const {
    std::vector<Kept> all = ranked(parser_);
    for (Kept& one : all) {
      std::array<double, 3> by_transition = {};
      for (const auto& [target, value] : one.values) by_transition[target] = value;
      one.values = {{1, by_transition[1] - by_transition[0]},
                    {2, by_transition[2] - by_transition[0]}};
    }
    slots.assign(std::size_t{1} << options_.transition_bits, 0);
    const std::size_t most = slots.size() * 9 / 10;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < all.size() && kept < most; ++i) {
      const double left = all[i].values[0].second;
      const double right = all[i].values[1].second;
      constexpr std::uint32_t kMost = syntax::kLargestTransitionWeight;
      const std::uint32_t exponent = exponent_of(std::max(std::abs(left), std::abs(right)), kMost);
      const int first = rounded(left, exponent, kMost);
      const int second = rounded(right, exponent, kMost);
      if (first == 0 && second == 0) continue;
      const std::uint32_t slot = (syntax::TransitionTable::check(all[i].feature) << 21U) |
                                 (exponent << 18U) |
                                 (static_cast<std::uint32_t>(first + 256) << 9U) |
                                 static_cast<std::uint32_t>(second + 256);
      kept += place(slots, all[i].feature, slot) ? 1U : 0U;
    }
    fmt::print("kept {} of {} transition rows, {} bytes\n", kept, all.size(), slots.size() * 4);
  }

  void write() {
    syntax::TableParts parts;
    std::ifstream about(options_.about, std::ios::binary);
    std::stringstream note;
    note << about.rdbuf();
    parts.about = note.str();
    parts.tags = tags_.names;
    parts.relations = relations_.names;
    std::size_t slots = std::size_t{1} << 12U;
    while (slots * 2 < ambiguities_.size() * 3) slots *= 2;
    parts.ambiguities.assign(slots, 0);
    std::vector<std::pair<Hash, std::uint32_t>> known(ambiguities_.begin(), ambiguities_.end());
    std::sort(known.begin(), known.end());
    for (const auto& [word, number] : known) {
      for (std::size_t step = 0; step < syntax::kReach; ++step) {
        std::uint64_t& slot = parts.ambiguities[(word + step) & (parts.ambiguities.size() - 1)];
        if (slot != 0) continue;
        slot = (word >> 16U << 16U) | number;
        break;
      }
    }
    write_rows(tagger_, options_.tag_rows, parts.tag_slots, parts.tag_rows);
    write_rows(labeller_, options_.relation_rows, parts.relation_slots, parts.relation_rows);
    write_transitions(parts.transition_slots);
    written_ = syntax::write_tables(parts);
    if (options_.out.empty()) return;
    std::ofstream file(options_.out, std::ios::binary);
    file << written_;
    file.close();
    if (!file) {
      fmt::print(stderr, "train_syntax: {} cannot be written\n", options_.out);
      std::exit(1);
    }
    fmt::print("{}: {} bytes\n", options_.out, written_.size());
  }

  /// With the tables as the program reads them, on gold words.
  int measure() {
    if (options_.tests.empty()) return 0;
    std::vector<std::uint64_t> aligned(written_.size() / 8 + 1);
    std::copy(written_.begin(), written_.end(), reinterpret_cast<char*>(aligned.data()));  // NOLINT
    const std::string_view bytes(reinterpret_cast<const char*>(aligned.data()),            // NOLINT
                                 written_.size());
    return measure(SyntaxTables::view(bytes));
  }

  int measure(const Result<SyntaxTables>& tables) {
    if (!tables) {
      fmt::print(stderr, "train_syntax: {}\n", tables.error().message);
      return 1;
    }
    const Parser parser(*tables);
    for (const auto& [name, path] : options_.tests) measure(parser, name, load(path));
    return 0;
  }

  static void measure(const Parser& parser, const std::string& name,
                      const std::vector<ConlluSentence>& sentences) {
    std::size_t total = 0, tags = 0, arcs = 0, labelled = 0, universal = 0;
    const std::string only = name.ends_with("-news") ? "n" : "";
    for (const ConlluSentence& sentence : sentences) {
      if (!sentence.id.starts_with(only)) continue;
      std::string text;
      std::vector<Span> words;
      for (const ConlluWord& word : sentence.words) {
        words.push_back({text.size(), text.size() + word.form.size()});
        text += word.form + " ";
      }
      const Tree tree = parser.parse(text, words);
      for (std::size_t i = 0; i < words.size(); ++i) {
        const ConlluWord& gold = sentence.words[i];
        const ParsedWord& found = tree.words[i];
        ++total;
        tags += found.tag == gold.tag ? 1U : 0U;
        if (found.head != gold.head) continue;
        ++arcs;
        labelled += found.relation == gold.relation ? 1U : 0U;
        universal += found.relation.substr(0, found.relation.find(':')) ==
                             std::string_view(gold.relation).substr(0, gold.relation.find(':'))
                         ? 1U
                         : 0U;
      }
    }
    const auto percent = [&](std::size_t part) {
      return 100.0 * static_cast<double>(part) /
             static_cast<double>(std::max<std::size_t>(total, 1));
    };
    fmt::print("{}: {} words, XPOS {:.2f}, UAS {:.2f}, LAS {:.2f} ({:.2f} with subtypes)\n", name,
               total, percent(tags), percent(arcs), percent(universal), percent(labelled));
  }

  Options options_;
  Names tags_, relations_;
  std::unordered_map<Hash, std::uint32_t> ambiguities_;
  std::vector<Example> examples_;
  std::vector<std::vector<std::uint8_t>> training_tags_;
  Perceptron tagger_, parser_, labeller_;
  std::string written_;
};

int usage() {
  fmt::print(stderr,
             "usage: train_syntax --train FILE.conllu… [--test NAME=FILE.conllu…] [--about NOTE]\n"
             "         [--out TABLES] [--tag-epochs N] [--parse-epochs N] [--folds N]\n"
             "         [--lexicon WORDS.tsv]\n"
             "         [--tag-rows N] [--relation-rows N] [--transition-bits N]\n"
             "       train_syntax --tables TABLES --test NAME=FILE.conllu…\n"
             "A test whose name ends in -news counts only the sentences whose id begins with n.\n");
  return 2;
}

int run(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string flag = argv[i];       // NOLINT
    const std::string value = argv[i + 1];  // NOLINT
    if (flag == "--train") {
      options.train.push_back(value);
    } else if (flag == "--test" && value.find('=') != std::string::npos) {
      options.tests.emplace_back(value.substr(0, value.find('=')),
                                 value.substr(value.find('=') + 1));
    } else if (flag == "--about") {
      options.about = value;
    } else if (flag == "--tables") {
      options.tables = value;
    } else if (flag == "--lexicon") {
      options.lexicon = value;
    } else if (flag == "--folds") {
      options.folds = static_cast<std::size_t>(std::atol(value.c_str()));
    } else if (flag == "--out") {
      options.out = value;
    } else if (flag == "--tag-epochs") {
      options.tag_epochs = std::atoi(value.c_str());
    } else if (flag == "--parse-epochs") {
      options.parse_epochs = std::atoi(value.c_str());
    } else if (flag == "--tag-rows") {
      options.tag_rows = static_cast<std::size_t>(std::atol(value.c_str()));
    } else if (flag == "--relation-rows") {
      options.relation_rows = static_cast<std::size_t>(std::atol(value.c_str()));
    } else if (flag == "--transition-bits") {
      options.transition_bits = static_cast<std::size_t>(std::atol(value.c_str()));
    } else {
      return usage();
    }
  }
  if (options.train.empty() == options.tables.empty() || argc % 2 == 0) return usage();
  return Trainer(std::move(options)).run();
}

}  // namespace
}  // namespace servanda::train

int main(int argc, char** argv) {
  return servanda::train::run(argc, argv);
}
