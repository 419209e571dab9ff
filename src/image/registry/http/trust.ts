import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

/** How a TLS connection to a registry is made; all certificates and keys in PEM. */
export interface TlsSettings {
  readonly verify: boolean;
  /** Authorities trusted beside the machine's own. */
  readonly authorities: readonly string[];
  readonly client?: { readonly certificate: string; readonly key: string };
}

/** The machine's own authorities, where distributions keep them. Go: crypto/x509/root_linux.go */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

const certificatesIn = (pem: string): readonly string[] => pem.match(CERTIFICATE) ?? [];

let machineAuthorities: Promise<readonly string[]> | undefined;

/**
 * A context for connections. The authorities are added to those that Node has parsed already: given as `ca`
 * they would all be parsed again, which takes 40 to 100 ms.
 */
export async function secureContextOf(tls: TlsSettings): Promise<SecureContext> {
  machineAuthorities ??= readMachineAuthorities();
  const { client } = tls;
  const context = createSecureContext(
    client === undefined ? {} : { cert: client.certificate, key: client.key },
  );
  const handle = context.context as { addCACert(pem: string): void };
  for (const pem of await machineAuthorities) handle.addCACert(pem);
  for (const pem of tls.authorities.flatMap(certificatesIn)) handle.addCACert(pem);
  return context;
}

/** Those of the machine that Node does not bring along: a company's own, as a rule. */
async function readMachineAuthorities(): Promise<readonly string[]> {
  const plain = (pem: string): string => pem.replace(/\s/g, '');
  const known = new Set(rootCertificates.map(plain));
  for (const path of BUNDLES) {
    const bundle = await readFile(path, 'latin1').catch(() => undefined);
    if (bundle !== undefined) return certificatesIn(bundle).filter((pem) => !known.has(plain(pem)));
  }
  return [];
}

/** Equal settings share their connections. */
export function tlsKey(tls: TlsSettings): string {
  return createHash('sha256').update(JSON.stringify(tls)).digest('base64url');
}
