-- Derived from the graph; a change here wants another number in app/search/index.py.
CREATE TABLE version (
  graph TEXT PRIMARY KEY, digest TEXT NOT NULL, current INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE tally (
  graph TEXT NOT NULL, property TEXT NOT NULL, class TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (graph, property, class)
) WITHOUT ROWID;
CREATE TABLE naming (
  graph TEXT NOT NULL, party TEXT NOT NULL, name TEXT NOT NULL, words TEXT NOT NULL,
  PRIMARY KEY (graph, party, words)
) WITHOUT ROWID;
CREATE INDEX naming_of_party ON naming (party);
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, graph TEXT NOT NULL, kind TEXT NOT NULL, iri TEXT NOT NULL UNIQUE,
  party TEXT NOT NULL, party_name TEXT NOT NULL, publisher TEXT NOT NULL, publisher_name TEXT NOT NULL,
  year TEXT NOT NULL, published TEXT NOT NULL, article TEXT NOT NULL, headline TEXT NOT NULL,
  title TEXT NOT NULL, body TEXT NOT NULL -- last: what is counted lies before what is long
);
CREATE INDEX entry_of_graph ON entry (graph);
CREATE VIRTUAL TABLE words USING fts5 (
  title, body, content='entry', content_rowid='id', prefix='3',
  tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER entry_in AFTER INSERT ON entry BEGIN
  INSERT INTO words (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER entry_out AFTER DELETE ON entry BEGIN
  INSERT INTO words (words, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
END;
