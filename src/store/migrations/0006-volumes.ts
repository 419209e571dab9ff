/** Who uses a volume is told by the containers' own rows. */
export const volumes = `
  CREATE TABLE volume (
    name TEXT PRIMARY KEY,
    document TEXT NOT NULL
  ) STRICT;
`;
