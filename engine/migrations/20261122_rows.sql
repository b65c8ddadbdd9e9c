-- Format 1: one record per row, in the order of their writes.
--
-- A row that is written again takes a new number, so `seq` is both the place in the file and
-- what other processes ask for ("what changed since"). `time` is there for facts only.
CREATE TABLE rows (
    seq  INTEGER PRIMARY KEY,
    key  BLOB NOT NULL UNIQUE,
    time BLOB,
    body BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX rows_by_time ON rows (time) WHERE time IS NOT NULL;

-- `replica`: who writes here (16 bytes). `head`: the number of the last write.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;
