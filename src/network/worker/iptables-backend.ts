import type { Family } from '../driver.ts';
import {
  iptablesAddPorts,
  iptablesRemoval,
  iptablesRemovePorts,
  iptablesState,
  iptablesUpdate,
} from '../firewall/iptables.ts';
import type { FirewallPlan, FirewallPort, FirewallRules } from '../firewall/plan.ts';
import { IPTABLES_WAIT, runProgram } from './programs.ts';

const FAMILIES = [
  { family: 4, program: 'iptables' },
  { family: 6, program: 'ip6tables' },
] as const;

type Served = (typeof FAMILIES)[number];

/** The same rules by iptables and ip6tables, each change by one program that reads and one that writes. */
export class IptablesRules implements FirewallRules {
  async apply(plan: FirewallPlan): Promise<void> {
    const has = (family: Family): boolean =>
      plan.networks.some(({ subnets }) => subnets.some((subnet) => subnet.family === family));
    for (const served of FAMILIES) {
      const saved = has(served.family) ? await save(served) : await saveIfServed(served);
      if (saved !== undefined) await restore(served, iptablesUpdate(saved, served.family, plan));
    }
  }

  async remove(table: string): Promise<void> {
    for (const served of FAMILIES) {
      const saved = await saveIfServed(served);
      if (saved !== undefined) await restore(served, iptablesRemoval(saved, served.family, table));
    }
  }

  async addPorts(table: string, ports: readonly FirewallPort[]): Promise<void> {
    await change(ports, (saved, own) => iptablesAddPorts(saved, table, own));
  }

  async removePorts(table: string, ports: readonly FirewallPort[]): Promise<void> {
    await change(ports, (saved, own) => iptablesRemovePorts(saved, table, own));
  }

  async state(table: string): Promise<string> {
    const saved = await Promise.all(FAMILIES.map(saveIfServed));
    return saved.map((text) => iptablesState(text ?? '', table)).join('\n');
  }
}

async function change(
  ports: readonly FirewallPort[],
  toText: (saved: string, own: readonly FirewallPort[]) => string,
): Promise<void> {
  for (const served of FAMILIES) {
    const own = ports.filter(({ family }) => family === served.family);
    if (own.length > 0) await restore(served, toText(await save(served), own));
  }
}

const save = async ({ program }: Served): Promise<string> =>
  await runProgram(`${program}-save`, []);

/** Undefined where there is no such program, or no such protocol in the kernel. */
async function saveIfServed(served: Served): Promise<string | undefined> {
  try {
    return await save(served);
  } catch {
    return undefined;
  }
}

async function restore({ program }: Served, text: string): Promise<void> {
  if (text === '') return;
  await runProgram(`${program}-restore`, [...IPTABLES_WAIT, '--noflush'], text);
}
