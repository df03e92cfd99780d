"""What becomes of claims that meet: who copied whom, who goes on, who agrees, and which dispute it makes.

`kinship` holds two claims against each other, `settle` works out what a few claims are to all around them,
`group` puts the claims that are tied together into disputes and propositions. All are functions of the
claims (and of what people decided), so that the order in which articles arrive does not matter.
"""
