/** What happened, for \`events --since\`; times in nanoseconds since 1970. */
export const events = `
  CREATE TABLE event (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    time_ns    INTEGER NOT NULL,
    document   TEXT NOT NULL
  ) STRICT;
  CREATE INDEX event_time ON event (time_ns);
`;
