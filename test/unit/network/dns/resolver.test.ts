import assert from 'node:assert/strict';
import { test } from 'node:test';

import packet from 'dns-packet';
import fc from 'fast-check';

import { AnswerCache } from '../../../../src/network/dns/answer-cache.ts';
import { ContainerResolver } from '../../../../src/network/dns/container-resolver.ts';
import { answersTo, decodeQuery, withId } from '../../../../src/network/dns/message.ts';
import { addressOfReverse } from '../../../../src/network/dns/reverse-name.ts';
import { framed, MessageSplitter } from '../../../../src/network/dns/tcp-framing.ts';
import { aged, secondsToKeep } from '../../../../src/network/dns/ttl.ts';
import { Zones } from '../../../../src/network/dns/zones.ts';
import type { ResolverPlan } from '../../../../src/network/name-service.ts';

const PLAN: ResolverPlan = {
  containerId: 'c1',
  sandbox: '/nowhere',
  networkIds: ['n1', 'n2'],
  links: [{ networkId: 'n1', alias: 'friend', name: 'db' }],
  upstreams: [],
  forward: false,
  hostGateway: { ipv4: '10.0.0.1' },
};

function resolver(plan: Partial<ResolverPlan> = {}): ContainerResolver {
  const zones = new Zones();
  zones.publish({ id: 'n1', name: 'front' }, [
    { containerId: 'c1', names: ['web'], addresses: [{ family: 4, address: '10.0.0.2' }] },
    {
      containerId: 'c2',
      names: ['db', 'Store'],
      addresses: [
        { family: 4, address: '10.0.0.3' },
        { family: 6, address: 'fd00::3' },
      ],
    },
    { containerId: 'c3', names: ['db2', 'store'], addresses: [{ family: 4, address: '10.0.0.4' }] },
  ]);
  zones.publish({ id: 'n3', name: 'foreign' }, [
    { containerId: 'c9', names: ['secret'], addresses: [{ family: 4, address: '10.9.0.9' }] },
  ]);
  return new ContainerResolver({ ...PLAN, ...plan }, zones, new AnswerCache());
}

const question = (name: string, type: string, id = 7): Buffer =>
  packet.encode({
    type: 'query',
    id,
    flags: packet.RECURSION_DESIRED,
    questions: [{ name, type: type as 'A' }],
  });

async function ask(name: string, type: string, plan: Partial<ResolverPlan> = {}) {
  const reply = await resolver(plan).answer(question(name, type), 'udp');
  assert.ok(reply !== undefined);
  const {
    rcode,
    answers = [],
    id,
  } = packet.decode(reply) as packet.DecodedPacket & {
    rcode: string;
  };
  assert.equal(id, 7);
  const data = answers.map((answer) => ('data' in answer ? (answer.data as string) : ''));
  return [rcode, ...data.sort()];
}

for (const [name, type, expected] of [
  ['web', 'A', ['NOERROR', '10.0.0.2']],
  ['WEB', 'A', ['NOERROR', '10.0.0.2']],
  ['web.front', 'A', ['NOERROR', '10.0.0.2']],
  ['web.foreign', 'A', ['SERVFAIL']],
  ['web', 'AAAA', ['NOERROR']],
  ['db', 'AAAA', ['NOERROR', 'fd00::3']],
  ['store', 'A', ['NOERROR', '10.0.0.3', '10.0.0.4']],
  ['friend', 'A', ['NOERROR', '10.0.0.3']],
  ['secret', 'A', ['SERVFAIL']],
  ['web', 'MX', ['NOERROR']],
  ['host.docker.internal', 'A', ['NOERROR', '10.0.0.1']],
  ['gateway.docker.internal', 'AAAA', ['NOERROR']],
  ['2.0.0.10.in-addr.arpa', 'PTR', ['NOERROR', 'web.front']],
  ['9.0.9.10.in-addr.arpa', 'PTR', ['SERVFAIL']],
  ['example.org', 'A', ['SERVFAIL']],
] as const) {
  test(`${type} of ${name} is ${expected.join(' ')}`, async () => {
    assert.deepEqual(await ask(name, type), expected);
  });
}

test('several addresses come in every order', async () => {
  const made = resolver();
  const orders = new Set<string>();
  for (let n = 0; n < 100; n += 1) {
    const reply = await made.answer(question('store', 'A'), 'udp');
    const answers = packet.decode(reply!).answers ?? [];
    orders.add(answers.map((answer) => ('data' in answer ? (answer.data as string) : '')).join());
  }
  assert.equal(orders.size, 2);
});

test('what is no question is not answered', async () => {
  const made = resolver();
  const response = Buffer.from(question('web', 'A'));
  response[2] = 0x80;
  for (const bytes of [Buffer.alloc(0), Buffer.alloc(11), Buffer.alloc(12), response]) {
    assert.equal(await made.answer(bytes, 'udp'), undefined);
  }
});

test('no bytes make it fail', async () => {
  const made = resolver();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
      await made.answer(Buffer.from(bytes), 'tcp');
    }),
  );
  // Damaged questions: pointers to themselves, lengths beyond the end.
  const good = question('some.long.name.example', 'A');
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), async (at, value) => {
      const bad = Buffer.from(good);
      bad[at] = value;
      await made.answer(bad, 'udp');
    }),
  );
});

test('an answer that UDP cannot carry says so, and TCP carries it', async () => {
  const zones = new Zones();
  const entries = Array.from({ length: 60 }, (_, n) => ({
    containerId: `c${n}`,
    names: ['many'],
    addresses: [{ family: 4 as const, address: `10.0.1.${n}` }],
  }));
  zones.publish({ id: 'n1', name: 'front' }, entries);
  const made = new ContainerResolver(PLAN, zones, new AnswerCache());
  const udp = packet.decode((await made.answer(question('many', 'A'), 'udp'))!);
  assert.deepEqual([udp.flag_tc, udp.answers?.length], [true, 0]);
  const tcp = packet.decode((await made.answer(question('many', 'A'), 'tcp'))!);
  assert.deepEqual([tcp.flag_tc, tcp.answers?.length], [false, 60]);
});

test('an answer counts only with its id and question', () => {
  const asked = decodeQuery(question('a.example', 'A'))!;
  const reply = packet.encode({
    type: 'response',
    id: 9,
    questions: [{ name: 'a.example', type: 'A' }],
  });
  assert.equal(answersTo(reply, 9, asked), true);
  assert.equal(answersTo(reply, 8, asked), false);
  assert.equal(answersTo(question('a.example', 'A', 9), 9, asked), false);
  assert.equal(answersTo(reply, 9, { ...asked, name: 'b.example' }), false);
  assert.equal(answersTo(Buffer.alloc(3), 9, asked), false);
  assert.equal(withId(reply, 0x1234).readUInt16BE(0), 0x1234);
});

const reply = (...ttls: number[]): Buffer =>
  packet.encode({
    type: 'response',
    id: 1,
    questions: [{ name: 'a.example', type: 'A' }],
    answers: ttls.map((ttl) => ({ type: 'A', name: 'a.example', ttl, data: '1.2.3.4' })),
  });

test('answers are kept as long as their shortest record lives, and age', () => {
  const cache = new AnswerCache();
  cache.put('k', reply(100, 30), 0);
  const kept = cache.get('k', 29_999);
  const ages = packet.decode(kept!).answers?.map((answer) => ('ttl' in answer ? answer.ttl : 0));
  assert.deepEqual(ages, [71, 1]);
  assert.equal(cache.get('k', 30_000), undefined);
});

test('an answer lives five minutes at most, a negative one as its SOA says', () => {
  const cache = new AnswerCache();
  cache.put('long', reply(86_400), 0);
  assert.equal(cache.get('long', 300_000), undefined);
  const negative = packet.encode({
    type: 'response',
    id: 1,
    questions: [{ name: 'a.example', type: 'A' }],
    authorities: [
      {
        type: 'SOA',
        name: 'example',
        ttl: 60,
        data: {
          mname: 'a',
          rname: 'b',
          serial: 1,
          refresh: 2,
          retry: 3,
          expire: 4,
          minimum: 20,
        },
      },
    ],
  });
  assert.equal(secondsToKeep(negative), 20);
  assert.equal(secondsToKeep(reply()), 0);
  assert.equal(secondsToKeep(Buffer.alloc(5)), 0);
  assert.equal(aged(reply(5), 9).length, reply(5).length);
});

test('the cache does not grow without end', () => {
  const cache = new AnswerCache();
  for (let n = 0; n < 10_000; n += 1) cache.put(String(n), reply(60), 0);
  assert.ok(cache.size <= 4096);
});

test('messages come out of a stream however it was cut', () => {
  const messages = [question('a', 'A'), question('b.c', 'AAAA'), Buffer.alloc(0)];
  const bytes = Buffer.concat(messages.map(framed));
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
      const splitter = new MessageSplitter();
      const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const out = at.slice(1).flatMap((end, n) => splitter.push(bytes.subarray(at[n], end)));
      assert.deepEqual(out, messages);
    }),
  );
});

for (const [name, address] of [
  ['2.0.17.172.in-addr.arpa', '172.17.0.2'],
  ['300.0.17.172.in-addr.arpa', undefined],
  ['0.17.172.in-addr.arpa', undefined],
  [`3${'.0'.repeat(27)}.0.0.d.f.ip6.arpa`, 'fd00:0000:0000:0000:0000:0000:0000:0003'],
  ['example.org', undefined],
] as const) {
  test(`${name} names ${String(address)}`, () => assert.equal(addressOfReverse(name), address));
}
