import { notImplemented } from '../../lib/errors.ts';

export async function update(..._args: unknown[]): Promise<{ Warnings: string[] }> {
  await Promise.resolve();
  throw notImplemented('update');
}
