"""Which claims cannot both be true, or would not both be said by anybody who knew.

A claim is looked up by its `keys`; two claims that share one are held against each other by `detect`:
`scope` asks whether they are about one situation, then the `rules` whether they clash; `explain` says so in a
sentence, `opinion` weighs it with what a model reads. `values` knows figures, `language` knows English.
"""
