/** Networks, and the places of containers in them: their addresses are unique in a network. */
export const networks = `
  CREATE TABLE network (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    document   TEXT NOT NULL
  ) STRICT;
  CREATE TABLE endpoint (
    container_id TEXT NOT NULL,
    network_id   TEXT NOT NULL,
    ipv4         TEXT,
    document     TEXT NOT NULL,
    PRIMARY KEY (container_id, network_id),
    UNIQUE (network_id, ipv4)
  ) STRICT;
`;
