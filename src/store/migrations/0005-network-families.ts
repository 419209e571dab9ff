/** A network has subnets of both families, and an endpoint an address of each. */
export const networkFamilies = `
  UPDATE network SET document = json_set(
    json_remove(document, '$.subnet'),
    '$.subnets',
    CASE WHEN json_type(document, '$.subnet') IS NULL THEN json('[]')
         ELSE json_array(json_set(json_extract(document, '$.subnet'), '$.family', 4)) END
  );
  ALTER TABLE endpoint ADD COLUMN ipv6 TEXT;
  CREATE UNIQUE INDEX endpoint_ipv6 ON endpoint (network_id, ipv6);
`;
