"""Full text over claims, parties and articles: derived from the graph, and rebuilt from it at will."""
