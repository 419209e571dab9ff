/** Runs a program of the firewall. Loaded when needed: most hosts need no process here. */
export async function runProgram(
  file: string,
  args: readonly string[],
  input?: string,
): Promise<string> {
  const exec = await import('../../lib/exec.ts');
  return await exec.run(file, args, input === undefined ? {} : { input });
}

/** The programs of a family; they wait for the lock of others for so many seconds. */
export const IPTABLES_WAIT = ['-w', '5'] as const;
