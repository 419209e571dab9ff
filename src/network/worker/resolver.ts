import { execFileSync } from 'node:child_process';
import { closeSync } from 'node:fs';

import { bindSocket } from '../../lib/sys/inet-socket.ts';
import { Nftables } from '../../lib/sys/libnftables.ts';
import { inNamespace } from '../../lib/sys/namespaces.ts';
import type { ResolverSockets } from '../dns/listener.ts';
import { resolverChains, resolverIptables, resolverRuleset } from '../dns/rules.ts';
import { encodeIp } from './ip-bytes.ts';

const ADDRESS = '127.0.0.11';
const PROGRAM_MS = 10_000;

/**
 * Sockets for the name server in a namespace, on ports of their own, and rules that lead there from port 53,
 * so that a container may still have a server of its own there. What an earlier daemon left is replaced.
 */
export function openResolver(sandbox: string): ResolverSockets {
  return inNamespace(sandbox, 'net', () => {
    const at = { address: encodeIp(ADDRESS), port: 0 };
    const udp = bindSocket('udp', at);
    try {
      const tcp = bindSocket('tcp', at);
      try {
        redirect({ udp: udp.port, tcp: tcp.port });
        return { udp: udp.fd, tcp: tcp.fd };
      } catch (err) {
        closeSync(tcp.fd);
        throw err;
      }
    } catch (err) {
      closeSync(udp.fd);
      throw err;
    }
  });
}

/** By the library; hosts without it have the program, or the older one. A child is in its parent thread's namespace. */
function redirect(ports: { readonly udp: number; readonly tcp: number }): void {
  using nft = Nftables.open();
  if (nft !== undefined) {
    nft.run(resolverRuleset(ports));
    return;
  }
  try {
    runProgram('nft', ['-f', '-'], resolverRuleset(ports));
  } catch {
    runProgram('iptables-restore', ['--noflush'], resolverChains());
    runProgram('iptables-restore', ['--noflush'], resolverIptables(ports));
  }
}

function runProgram(file: string, args: readonly string[], input: string): void {
  execFileSync(file, args, { input, timeout: PROGRAM_MS, stdio: ['pipe', 'ignore', 'pipe'] });
}
