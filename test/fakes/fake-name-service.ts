import type { NameEntry, NameService, ResolverPlan } from '../../src/network/name-service.ts';

/** Names in memory. */
export class FakeNameService implements NameService {
  readonly plans = new Map<string, ResolverPlan>();
  readonly zones = new Map<string, readonly NameEntry[]>();

  async serve(plan: ResolverPlan): Promise<void> {
    await Promise.resolve(this.plans.set(plan.containerId, plan));
  }

  stop(containerId: string): void {
    this.plans.delete(containerId);
  }

  publish({ id }: { readonly id: string }, entries: readonly NameEntry[]): void {
    this.zones.set(id, entries);
  }

  withdraw(networkId: string): void {
    this.zones.delete(networkId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.plans.clear();
    await Promise.resolve();
  }
}
