/** What happened, for `events --since`; times in milliseconds since 1970. */
export const events = `
  CREATE TABLE event (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    time_ms    INTEGER NOT NULL,
    document   TEXT NOT NULL
  ) STRICT;
  CREATE INDEX event_time ON event (time_ms);
`;
