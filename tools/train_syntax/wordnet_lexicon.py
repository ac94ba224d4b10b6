#!/usr/bin/env python3
"""Word classes for the tagger's training, from WordNet: one word a line, tab, its classes as letters.

  tools/train_syntax/wordnet_lexicon.py /usr/share/wordnet > lexicon.tsv     (Debian: wordnet-base)

Letters: n noun, p plural, v verb, z verb in -s, d past, e participle, g verb in -ing, a adjective,
c comparative, s superlative, r adverb. Forms that WordNet does not list are made by rule.
"""
import collections
import pathlib
import sys

VOWELS = "aeiou"


def lemmas(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            word = line.split()[0]
            if word.isalpha() and word.islower() and len(word) > 1:
                yield word


def exceptions(path):
    forms = collections.defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        form, *words = line.split()
        for word in words:
            forms[word].append(form)
    return forms


def with_s(word):
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def doubled(word):
    """"stop" doubles its p, "visit" mostly does not: both are given for longer words."""
    short = (len(word) > 2 and word[-1] not in VOWELS + "wxyh" and word[-2] in VOWELS
             and word[-3] not in VOWELS)
    return [word + word[-1]] if short else []


def stems(word):
    if word.endswith("e"):
        return [word[:-1]]
    return [word] + doubled(word)


def past(word):
    if word.endswith("y") and word[-2] not in VOWELS:
        return [word[:-1] + "ied"]
    return [stem + "ed" for stem in stems(word)]


def gerund(word):
    if word.endswith("ie"):
        return [word[:-2] + "ying"]
    if word.endswith("ee"):
        return [word + "ing"]
    return [stem + "ing" for stem in stems(word)]


def main():
    folder = pathlib.Path(sys.argv[1])
    classes = collections.defaultdict(set)
    nouns = exceptions(folder / "noun.exc")
    for word in lemmas(folder / "index.noun"):
        classes[word].add("n")
        for form in nouns.get(word) or [with_s(word)]:
            classes[form].add("p")
    verbs = exceptions(folder / "verb.exc")
    for word in lemmas(folder / "index.verb"):
        classes[word].add("v")
        classes[with_s(word)].add("z")
        irregular = verbs.get(word, [])
        gerunds = [form for form in irregular if form.endswith("ing")]
        pasts = [form for form in irregular if not form.endswith("ing") and not form.endswith("s")]
        for form in gerunds or gerund(word):
            classes[form].add("g")
        for form in pasts or past(word):
            classes[form].update("de")
    adjectives = exceptions(folder / "adj.exc")
    for word in lemmas(folder / "index.adj"):
        classes[word].add("a")
        forms = adjectives.get(word)
        short = len(word) <= 6
        if forms or short:
            stem = word[:-1] if word.endswith("e") else word
            stem = stem[:-1] + "i" if stem.endswith("y") else stem
            for form in forms or [stem + "er", stem + "est"]:
                classes[form].add("s" if form.endswith("est") else "c")
    for word in lemmas(folder / "index.adv"):
        classes[word].add("r")
    for word in sorted(classes):
        if word.isalpha():
            print(word, "".join(sorted(classes[word])), sep="\t")


if __name__ == "__main__":
    main()
