"""The graph, spoken of in our own words: articles, claims and conflicts in and out."""
