/** Single facts about this engine, e.g. its id. */
export const meta = `
  CREATE TABLE meta (
    key    TEXT PRIMARY KEY,
    value  TEXT NOT NULL
  ) STRICT;
`;
