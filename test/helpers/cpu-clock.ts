/**
 * Processor time of this process in milliseconds: what a computation costs, whatever else the machine is
 * doing meanwhile.
 */
export function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
