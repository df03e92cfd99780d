"""Which claims cannot both be true, or would not both be said by anybody who knew.

A claim is looked up by its `keys`; two claims that share one are held against each other by `detect`:
`scope` asks whether they are about one situation, then the rules in `rules` (figures), `states` (denials,
exclusive states, days), `control` (who holds a place), `agent` (who did it) and `causes` whether they clash,
and `explain` says so in a sentence. `values` knows figures, `words` and `lexicon` know English.
"""
