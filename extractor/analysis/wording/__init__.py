"""Words and phrases, read without a tagger or a parser: classes of words, noun phrases, clauses."""
