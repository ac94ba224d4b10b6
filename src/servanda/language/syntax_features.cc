#include "servanda/language/syntax_features.h"

#include <algorithm>
#include <string>

#include "servanda/base/utf8.h"
#include "servanda/language/tokens.h"

namespace servanda::syntax {
namespace {

/// Seen where there is no word.
const SeenWord kOutside = [] {
  SeenWord word;
  word.form = word.lower = 1;
  word.tag = 255;
  return word;
}();

/// Curly marks and long dashes as their plain forms, digits as 0, years as one symbol.
std::string normal_form(std::string_view form) {
  std::string lower = to_lower(form);
  if (lower == "\u2013" || lower == "\u2014" || lower == "\u2015") return "--";
  if (lower == "\u2026") return "...";
  std::string made;
  made.reserve(lower.size());
  std::size_t digits = 0;
  for (std::size_t at = 0; at < lower.size(); ++at) {
    const char c = lower[at];
    if (c >= '0' && c <= '9') {
      made += '0';
      ++digits;
    } else if (lower.compare(at, 3, "\u2019") == 0 || lower.compare(at, 3, "\u2018") == 0) {
      made += '\'';
      at += 2;
    } else {
      made += c;
    }
  }
  if (digits == 4 && made.size() == 4 && (form[0] == '1' || form[0] == '2')) return "YEAR";
  return made;
}

/// Runs of X, x and 0, each at most two long; other characters stand for themselves.
std::string shape_of(std::string_view form) {
  std::string shape;
  for (std::size_t at = 0; at < form.size() && shape.size() < 12;) {
    const CodePoint point = code_point_at(form, at);
    char kind = 'x';
    if (point.value >= 'A' && point.value <= 'Z') {
      kind = 'X';
    } else if (point.value >= '0' && point.value <= '9') {
      kind = '0';
    } else if (point.value < 0x80 && !(point.value >= 'a' && point.value <= 'z')) {
      kind = static_cast<char>(point.value);
    } else if (point.value >= 0x80) {
      const std::string_view piece = form.substr(at, point.next - at);
      kind = to_lower(piece) != piece ? 'X' : 'x';
    }
    at = point.next;
    const std::size_t size = shape.size();
    if (size >= 2 && shape[size - 1] == kind && shape[size - 2] == kind) continue;
    shape += kind;
  }
  return shape;
}

bool has_capitals_only(std::string_view form) {
  std::size_t capitals = 0;
  for (const char c : form) {
    if (c >= 'a' && c <= 'z') return false;
    if (c >= 'A' && c <= 'Z') ++capitals;
  }
  return capitals >= 2;
}

/// Four words or more in five are capitals only: a headline of old, a telegram.
bool all_capitals(const std::vector<std::string_view>& forms) {
  std::size_t words = 0;
  std::size_t capitals = 0;
  for (const std::string_view form : forms) {
    const char first = form.empty() ? ' ' : form.front();
    if (!((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z')) || form.size() < 2)
      continue;
    ++words;
    if (has_capitals_only(form)) ++capitals;
  }
  return words >= 3 && capitals * 5 >= words * 4;
}

}  // namespace

Hash hash_of(std::string_view text) {
  Hash h = 0xCBF29CE484222325ULL;
  for (const char c : text) {
    h ^= static_cast<unsigned char>(c);
    h *= 0x100000001B3ULL;
  }
  return mix(h, text.size());
}

std::vector<SeenWord> see_words(const std::vector<std::string_view>& forms) {
  std::vector<SeenWord> words(forms.size());
  const bool folded = all_capitals(forms);
  for (std::size_t i = 0; i < forms.size(); ++i) {
    SeenWord& word = words[i];
    const std::string normal = normal_form(forms[i]);
    word.lower = hash_of(normal);
    const std::string_view seen = folded ? std::string_view(normal) : forms[i];
    word.form = hash_of(seen);
    word.shape = hash_of(shape_of(seen));
    std::size_t at = 0;
    for (Hash& prefix : word.prefixes) {
      if (at < normal.size()) at = code_point_at(normal, at).next;
      prefix = hash_of(std::string_view(normal).substr(0, at));
    }
    at = normal.size();
    for (Hash& suffix : word.suffixes) {
      if (at > 0) --at;
      while (at > 0 && (static_cast<unsigned char>(normal[at]) & 0xC0U) == 0x80U) --at;
      suffix = hash_of(std::string_view(normal).substr(at));
    }
  }
  return words;
}

SeenWord root_word() {
  SeenWord root;
  root.form = root.lower = 3;
  root.tag = 253;
  return root;
}

void tag_features(const std::vector<SeenWord>& words, std::size_t at, FeatureList& out) {
  out.clear();
  const auto word = [&](std::ptrdiff_t offset) -> const SeenWord& {
    const std::ptrdiff_t place = static_cast<std::ptrdiff_t>(at) + offset;
    return place < 0 || place >= static_cast<std::ptrdiff_t>(words.size())
               ? kOutside
               : words[static_cast<std::size_t>(place)];
  };
  const SeenWord& w = word(0);
  const SeenWord& p = word(-1);
  const SeenWord& pp = word(-2);
  const SeenWord& n = word(1);
  const SeenWord& nn = word(2);
  const Hash first = at == 0 ? 1 : 0;
  out.add(1, w.form);
  out.add(2, w.lower);
  out.add(3, w.suffixes[0]);
  out.add(4, w.suffixes[1]);
  out.add(5, w.suffixes[2]);
  out.add(6, w.suffixes[3]);
  out.add(7, w.prefixes[0]);
  out.add(8, w.prefixes[1]);
  out.add(9, w.prefixes[2]);
  out.add(10, w.shape, first);
  out.add(11, w.ambiguity);
  out.add(12, w.ambiguity, w.shape, first);
  out.add(13, p.tag);
  out.add(14, p.tag, pp.tag);
  out.add(15, p.tag, pp.tag, word(-3).tag);
  out.add(16, p.tag, w.lower);
  out.add(17, p.tag, w.suffixes[2]);
  out.add(18, p.tag, pp.tag, w.ambiguity);
  out.add(19, p.lower);
  out.add(20, p.lower, w.lower);
  out.add(21, p.lower, w.ambiguity);
  out.add(22, pp.lower);
  out.add(23, pp.lower, p.lower, w.ambiguity);
  out.add(24, pp.tag, w.lower);
  out.add(25, n.lower);
  out.add(26, n.lower, w.lower);
  out.add(27, n.lower, w.ambiguity);
  out.add(28, n.suffixes[2], w.ambiguity);
  out.add(29, n.ambiguity);
  out.add(30, n.ambiguity, w.ambiguity);
  out.add(31, p.tag, w.ambiguity, n.ambiguity);
  out.add(32, p.tag, n.lower);
  out.add(33, p.tag, n.ambiguity);
  out.add(34, nn.lower);
  out.add(35, nn.ambiguity);
  out.add(36, n.ambiguity, nn.ambiguity, w.ambiguity);
  out.add(37, n.shape, w.shape, p.shape);
  out.add(38, n.shape, w.suffixes[1]);
  out.add(39, p.tag, w.shape);
  out.add(40, p.tag, w.suffixes[1], n.suffixes[1]);
  out.add(41, w.prefixes[2], w.suffixes[2]);
  out.add(42, n.lower, nn.lower, w.ambiguity);
  out.add(43, w.lower, p.tag, n.ambiguity);
  out.add(44, pp.tag, p.tag, n.ambiguity);
  out.add(45, word(3).ambiguity, w.ambiguity);
  out.add(46, w.shape, w.suffixes[1], p.shape);
}

Configuration::Configuration(std::size_t words) : words_(words), nodes_(words + 1) {
  stack_.reserve(words);
}

bool Configuration::allows(Transition transition) const {
  switch (transition) {
    case shift:
      return next_ < words_;
    case left:
      // One word only hangs on the root.
      return !stack_.empty() && (next_ < words_ || stack_.size() == 1);
    case right:
      return stack_.size() >= 2;
  }
  return false;
}

Configuration::Arc Configuration::arc_of(Transition transition) const {
  return transition == left ? Arc{next(), top(0)} : Arc{top(1), top(0)};
}

void Configuration::apply(Transition transition, std::uint8_t relation) {
  if (transition == shift) {
    stack_.push_back(static_cast<int>(next_++));
    return;
  }
  const Arc arc = arc_of(transition);
  stack_.pop_back();
  Node& dependent = nodes_[static_cast<std::size_t>(arc.dependent)];
  dependent.head = arc.head;
  dependent.relation = relation;
  Node& head = nodes_[static_cast<std::size_t>(arc.head)];
  if (transition == left) {
    // Left children come from the inside outwards.
    head.leftmost = {arc.dependent, head.leftmost[0]};
    if (head.left_count < 7) ++head.left_count;
    head.left_relations |= Hash{1} << (relation & 63U);
  } else {
    head.rightmost = {arc.dependent, head.rightmost[0]};
    if (head.right_count < 7) ++head.right_count;
    head.right_relations |= Hash{1} << (relation & 63U);
  }
}

namespace {

/// Words and nodes by their places, with stand-ins for what is not there.
class View {
 public:
  View(const std::vector<SeenWord>& words, const Configuration& configuration)
      : words_(words), configuration_(configuration) {}

  Hash lower(int at) const { return at < 0 ? 2 : words_[static_cast<std::size_t>(at)].lower; }
  Hash tag(int at) const { return at < 0 ? 254 : words_[static_cast<std::size_t>(at)].tag; }
  Hash relation(int at) const { return at < 0 ? 254 : configuration_.node(at).relation; }
  const Configuration::Node& node(int at) const { return at < 0 ? none_ : configuration_.node(at); }

 private:
  const std::vector<SeenWord>& words_;
  const Configuration& configuration_;
  Configuration::Node none_;
};

Hash distance(int from, int to) {
  if (from < 0 || to < 0) return 0;
  const int d = to > from ? to - from : from - to;
  if (d <= 4) return static_cast<Hash>(d);
  return d <= 6 ? 5 : (d <= 10 ? 6 : 7);
}

}  // namespace

void transition_features(const std::vector<SeenWord>& words, const Configuration& c,
                         FeatureList& out) {
  out.clear();
  const View v(words, c);
  const int s0 = c.top(0), s1 = c.top(1), s2 = c.top(2);
  const int b0 = c.ahead(0), b1 = c.ahead(1), b2 = c.ahead(2);
  const Hash s0w = v.lower(s0), s1w = v.lower(s1), b0w = v.lower(b0), b1w = v.lower(b1);
  const Hash s0t = v.tag(s0), s1t = v.tag(s1), s2t = v.tag(s2);
  const Hash b0t = v.tag(b0), b1t = v.tag(b1), b2t = v.tag(b2);
  const Configuration::Node &n0 = v.node(s0), &n1 = v.node(s1), &nb = v.node(b0);
  const int s0l = n0.leftmost[0], s0r = n0.rightmost[0], s1l = n1.leftmost[0],
            s1r = n1.rightmost[0], b0l = nb.leftmost[0];
  const Hash s0v = static_cast<Hash>(n0.left_count) * 8U + n0.right_count;
  const Hash s1v = static_cast<Hash>(n1.left_count) * 8U + n1.right_count;
  const Hash d01 = distance(s1, s0), d0b = distance(s0, b0);
  // Single words and tags.
  out.add(100, s0w, s0t);
  out.add(101, s0w);
  out.add(102, s0t);
  out.add(103, s1w, s1t);
  out.add(104, s1w);
  out.add(105, s1t);
  out.add(106, b0w, b0t);
  out.add(107, b0w);
  out.add(108, b0t);
  out.add(109, b1w, b1t);
  out.add(110, b1t);
  out.add(111, b2t, v.lower(b2));
  out.add(112, s2t, v.lower(s2));
  // Pairs.
  out.add(113, s0w, s0t, b0w, b0t);
  out.add(114, s0w, s0t, b0t);
  out.add(115, s0t, b0w, b0t);
  out.add(116, s0w, b0w);
  out.add(117, s0t, b0t, d0b);
  out.add(118, s0w, s0t, s1w, s1t);
  out.add(119, s0w, s1t, s0t);
  out.add(120, s0t, s1w, s1t);
  out.add(121, s0w, s1w);
  out.add(122, s0t, s1t, d01);
  out.add(123, b0t, b1t);
  out.add(124, b0w, b1t);
  out.add(125, b0t, b1w);
  out.add(126, s1t, b0t);
  out.add(127, s1w, b0w);
  out.add(128, s1w, b0t);
  out.add(129, s1t, b0w);
  // Three.
  out.add(130, s0t, b0t, b1t);
  out.add(131, s0w, b0t, b1t);
  out.add(132, s1t, s0t, b0t);
  out.add(133, s1t, s0w, b0t);
  out.add(134, s1w, s0t, b0t);
  out.add(135, s1t, s0t, b0w);
  out.add(136, s2t, s1t, s0t);
  out.add(137, b0t, b1t, b2t);
  out.add(138, s1t, s0t, b0t, b1t);
  out.add(139, s2t, s1t, s0t, b0t);
  out.add(140, s0t, b0t, b1t, b2t);
  // Children: tags, words, relations.
  out.add(141, s0t, v.tag(s0l), v.relation(s0l));
  out.add(142, s0t, v.tag(s0r), v.relation(s0r));
  out.add(143, s1t, v.tag(s1l), v.relation(s1l));
  out.add(144, s1t, v.tag(s1r), v.relation(s1r));
  out.add(145, b0t, v.tag(b0l), v.relation(b0l));
  out.add(146, s0t, b0t, v.tag(s0l));
  out.add(147, s0t, b0t, v.tag(s0r));
  out.add(148, s0t, b0t, v.tag(b0l));
  out.add(149, s1t, s0t, v.tag(s0l));
  out.add(150, s1t, s0t, v.tag(s0r));
  out.add(151, s1t, s0t, v.tag(s1l));
  out.add(152, s1t, s0t, v.tag(s1r));
  out.add(153, s0t, v.lower(s0l));
  out.add(154, s0t, v.lower(s0r));
  out.add(155, s1t, v.lower(s1r));
  out.add(156, b0t, v.lower(b0l));
  out.add(157, s0w, v.relation(s0r));
  out.add(158, s0w, v.relation(s0l));
  out.add(159, s1w, v.relation(s1r));
  out.add(160, b0w, v.relation(b0l));
  out.add(161, v.relation(s1r), v.relation(n1.rightmost[1]), s1t, s0t);
  out.add(162, v.relation(s0l), v.relation(n0.leftmost[1]), s0t, b0t);
  out.add(163, v.relation(b0l), v.relation(nb.leftmost[1]), b0t, s0t);
  out.add(164, s1t, s0t, v.relation(s1r), b0t);
  out.add(165, s0t, v.relation(s0r), b0t, v.relation(b0l));
  // Sets of relations: has it a subject, an object, a mark?
  out.add(166, s0t, n0.left_relations);
  out.add(167, s0t, n0.right_relations);
  out.add(168, s1t, n1.left_relations);
  out.add(169, s1t, n1.right_relations, s0t);
  out.add(170, b0t, nb.left_relations);
  out.add(171, s1t, n1.left_relations, s0t, v.relation(s0l));
  out.add(172, s0t, n0.left_relations, b0t);
  // Valency and distance.
  out.add(173, s0w, s0v);
  out.add(174, s0t, s0v);
  out.add(175, s1w, s1v);
  out.add(176, s1t, s1v, s0t);
  out.add(177, b0w, static_cast<Hash>(nb.left_count));
  out.add(178, b0t, static_cast<Hash>(nb.left_count));
  out.add(179, s0w, d0b);
  out.add(180, b0w, d0b);
  out.add(181, s1w, d01);
  out.add(182, s0w, s1t, d01);
  out.add(183, s0t, b0w, d0b);
  // Prepositions decide by what they introduce: verb, noun, preposition.
  out.add(184, s1w, v.lower(s0l), s0t);
  out.add(185, s1t, v.lower(s0l), s0w);
  out.add(186, s1t, v.lower(s0l), s0t, b0t);
  out.add(187, s0w, b0w, v.tag(b1));
  out.add(188, s1t, s0t, v.lower(s0l), v.lower(s1l));
  out.add(189, v.lower(s2), s0t, s1t, v.lower(s0l));
  out.add(190, s0t, b0t, b1w);
  out.add(191, c.stack().size() > 3 ? 3 : c.stack().size(), s0t, b0t);
}

void relation_features(const std::vector<SeenWord>& words, const Configuration& c,
                       Configuration::Arc arc, FeatureList& out) {
  out.clear();
  const View v(words, c);
  const int h = arc.head, d = arc.dependent;
  const Hash side = d < h ? 1 : 0;
  const Hash hw = v.lower(h), dw = v.lower(d), ht = v.tag(h), dt = v.tag(d);
  const Configuration::Node &nh = v.node(h), &nd = v.node(d);
  const Hash far = distance(d, h);
  const int before = d - 1, after = d + 1 < c.root() ? d + 1 : -1;
  const int head_before = h - 1, head_after = h + 1 < c.root() ? h + 1 : -1;
  out.add(300, ht, dt, side);
  out.add(301, hw, dw, side);
  out.add(302, hw, dt, side);
  out.add(303, ht, dw, side);
  out.add(304, dw, side);
  out.add(305, hw, side);
  out.add(306, ht, dt, side, far);
  out.add(307, dt, v.tag(before), v.tag(after), side);
  out.add(308, ht, v.tag(head_before), v.tag(head_after), side);
  out.add(309, dw, v.tag(before), v.tag(after));
  out.add(310, ht, dt, v.lower(nd.leftmost[0]), side);
  out.add(311, hw, dt, v.lower(nd.leftmost[0]), side);
  out.add(312, ht, dt, v.lower(nd.leftmost[0]), v.lower(nd.leftmost[1]), side);
  out.add(313, dt, nd.left_relations, ht, side);
  out.add(314, dt, nd.right_relations, ht, side);
  out.add(315, ht, nh.left_relations, dt, side);
  out.add(316, ht, nh.right_relations, dt, side);
  out.add(317, hw, nh.left_relations, dt, side);
  out.add(318, hw, nh.right_relations, dt, side);
  out.add(319, v.lower(before), dt, ht, side);
  out.add(320, v.lower(after), dt, ht, side);
  out.add(321, v.relation(nh.leftmost[0]), v.relation(nh.rightmost[0]), ht, dt, side);
  out.add(322, v.lower(nh.leftmost[0]), ht, dt, side);
  out.add(323, v.lower(nh.rightmost[0]), ht, dt, side);
  out.add(324, v.tag(before), v.tag(after), dt, ht, side);
  out.add(325, words[static_cast<std::size_t>(d)].suffixes[2], ht, dt, side);
  out.add(326, words[static_cast<std::size_t>(d)].shape, ht, dt, side);
  out.add(327, dw, nd.left_relations, side);
  out.add(328, v.tag(nd.leftmost[0]), v.tag(nd.rightmost[0]), dt, ht, side);
  out.add(329, v.lower(nd.rightmost[0]), dt, ht, side);
  out.add(330, v.lower(head_before), hw, dt, side);
  out.add(331, h == c.root() ? 1 : 0, dt, dw);
  out.add(332, v.lower(nd.leftmost[0]), dw, side);
  out.add(333, far, dw, side);
}

}  // namespace servanda::syntax
