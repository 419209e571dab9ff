import { api } from './api-client.ts';

/** Removes all networks that users made; their containers are gone. */
export async function removeNetworks(socket: string): Promise<void> {
  const filters = encodeURIComponent('{"type":["custom"]}');
  const { body } = await api(socket, { path: `/networks?filters=${filters}` });
  for (const { Id } of body as { Id: string }[]) {
    await api(socket, { method: 'DELETE', path: `/networks/${Id}` });
  }
}
