/** Containers: documents as JSON, beside the columns that are looked up or kept unique. */
export const containers = `
  CREATE TABLE container (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE,
    created_at  INTEGER NOT NULL,
    image_id    TEXT NOT NULL,
    status      TEXT NOT NULL,
    document    TEXT NOT NULL
  ) STRICT;
`;
