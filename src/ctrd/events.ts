import { eventOfAny } from './any.ts';
import type { Events, RuntimeEvent } from './containerd.ts';
import { ConnectionLost } from './errors.ts';
import { type Envelope, EventsDefinition } from './gen/events.ts';
import type { Channel } from './grpc/channel.ts';
import { createClient } from './grpc/client.ts';

/**
 * The subscription is on its way when `subscribe` returns, before the first read. Subscribers of containerd see
 * every namespace unless they say otherwise.
 */
export function eventsOver(channel: Channel, namespace: string): Events {
  const client = createClient(EventsDefinition, channel);
  const filters = [`namespace==${namespace},topic~="^/(tasks|containers|snapshot|images)/"`];
  return {
    subscribe: (signal) => decoded(client.subscribe({ filters }, signal), channel.address),
  };
}

async function* decoded(
  envelopes: AsyncIterable<Envelope>,
  address: string,
): AsyncGenerator<RuntimeEvent> {
  for await (const { topic, event } of envelopes) yield eventOfAny(topic, event);
  // containerd ends the stream in good order when it shuts down.
  throw new ConnectionLost(address);
}
