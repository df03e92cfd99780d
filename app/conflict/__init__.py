"""Which claims cannot both be true, or would not both be said by anybody who knew.

A claim is looked up by its `keys`; two claims that share one are held against each other by `detect`:
`scope` asks whether they are about one situation, then the rules whether they clash: `quantity` (figures),
`negation` (denials), `control` (who holds a place), `status` (states that exclude each other), `agent` (who
did it), `causes` and `dating`; `explain` says so in a sentence. `values` knows figures, `words` and `lexicon`
know English.
"""
