/** What only the real containerd can show: bombs, and that nothing stays of what was refused. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { connectContainerd } from '../../../src/ctrd/connect.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import { EngineFixture } from '../../helpers/engine-fixture.ts';
import { writeTar } from '../../helpers/images.ts';
import {
  digestOf,
  endless,
  manifestOf,
  OCI_LAYER,
  OCI_MANIFEST,
  ScriptedRegistry,
} from '../../helpers/scripted-registry.ts';
import { collectGarbage, NOTHING, remains } from '../image/image-fixture.ts';

const LIMIT_MB = 64;

describe('a hostile registry', () => {
  let engine: EngineFixture;
  before(async () => {
    engine = await EngineFixture.create({
      image: false,
      flags: ['--max-layer-size', `${LIMIT_MB}m`, '--max-download-attempts', '1'],
    });
  });
  after(() => engine[Symbol.asyncDispose]());

  /** The sentence with which a pull is refused; afterwards containerd has nothing. */
  async function refusal(registry: ScriptedRegistry): Promise<string> {
    const { code, stderr } = await engine.docker('pull', `${registry.host}/x`);
    assert.equal(code, 1);
    const address = join(engine.execRoot, 'containerd', 'containerd.sock');
    await using containerd = await connectContainerd({
      address,
      namespace: 'joey',
      log: silentLogger,
    });
    await collectGarbage(containerd);
    assert.deepEqual(await remains(containerd), NOTHING);
    return stderr;
  }

  const rss = async (): Promise<number> => {
    const status = await readFile(`/proc/${engine.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
  };

  for (const sizeMb of [LIMIT_MB + 8, 3000]) {
    test(`a bomb of ${sizeMb} MB does not go off`, async () => {
      await using registry = await ScriptedRegistry.create();
      const bomb = bombOf(sizeMb);
      const layer = registry.blob(bomb, `${OCI_LAYER}+gzip`);
      const config = registry.config([Buffer.from('what it unpacks to')]);
      registry.manifest(manifestOf(config, [layer]), OCI_MANIFEST, 'latest');
      assert.match(await refusal(registry), /the layer unpacks to more than 67108864 bytes/);
    });
  }

  test('a layer that is not what the configuration says leaves nothing', async () => {
    await using registry = await ScriptedRegistry.create();
    const layer = registry.blob(writeTar([{ name: 'a', data: 'a' }]), OCI_LAYER);
    const config = registry.config([writeTar([{ name: 'b', data: 'b' }])]);
    registry.manifest(manifestOf(config, [layer]), OCI_MANIFEST, 'latest');
    assert.match(await refusal(registry), /wrong diff id calculated on extraction/);
  });

  test('a body without an end does not fill the memory', async () => {
    await using registry = await ScriptedRegistry.create();
    const layer = writeTar([{ name: 'a', data: 'a' }]);
    registry.image([layer]);
    registry.on(`/v2/x/blobs/${digestOf(layer)}`, endless(Buffer.alloc(1 << 20)));
    const before = await rss();
    assert.match(await refusal(registry), /is larger than its/);
    assert.ok((await rss()) - before < 60 << 20);
  });
});

/** One file of zeros, packed piece by piece: gzip members may follow each other. */
function bombOf(sizeMb: number): Buffer {
  const [header] = [writeTar([{ name: 'zeros', data: '' }]).subarray(0, 512)];
  const sized = withSize(Buffer.from(header), sizeMb * 2 ** 20);
  const zeros = gzipSync(Buffer.alloc(2 ** 20));
  return Buffer.concat([
    gzipSync(sized),
    ...Array.from({ length: sizeMb }, () => zeros),
    gzipSync(Buffer.alloc(1024)),
  ]);
}

/** The size and the checksum of a ustar header. */
function withSize(header: Buffer, size: number): Buffer {
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  header.write('        ', 148, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}
