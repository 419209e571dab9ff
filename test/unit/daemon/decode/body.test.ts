import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { OperationId } from '../../../../src/api/operations.ts';
import { decodeBody } from '../../../../src/daemon/decode/body.ts';

describe('decoding a body', () => {
  it('composes the parts of a container into one document', () => {
    const sent = {
      Image: 'busybox',
      Entrypoint: 'sh',
      HostConfig: { Memory: 1024, CapAdd: 'ALL', PortBindings: { '80/tcp': null } },
      NetworkingConfig: { EndpointsConfig: { bridge: null } },
    };
    assert.deepEqual(decodeBody('ContainerCreate', sent), {
      Image: 'busybox',
      Entrypoint: ['sh'],
      HostConfig: { Memory: 1024, CapAdd: ['ALL'], PortBindings: { '80/tcp': null } },
      NetworkingConfig: { EndpointsConfig: { bridge: {} } },
    });
  });

  it('names the place of a wrong type', () => {
    assert.throws(() => decodeBody('ContainerCreate', { HostConfig: { Memory: 'much' } }), {
      message:
        'invalid JSON: json: cannot unmarshal string into Go struct field ContainerCreateRequest.HostConfig.Memory of type int64',
    });
  });

  it('takes nothing and null for an empty document', () => {
    assert.deepEqual(decodeBody('ExecStart', undefined), {});
    assert.deepEqual(decodeBody('ContainerCreate', null), {});
    assert.deepEqual(decodeBody('NetworkConnect', undefined), { Container: '' });
  });

  it('knows no document where an operation takes none', () => {
    const decode: (id: OperationId, json: unknown) => unknown = decodeBody;
    assert.equal(decode('ContainerStart', { Image: '' }), undefined);
    assert.equal(decode('ImageLoad', 1), undefined);
  });

  it('leaves the words of enumerations to the managers', () => {
    const body = decodeBody('ContainerCreate', { HostConfig: { Isolation: 'total' } });
    assert.equal(body.HostConfig?.Isolation, 'total');
  });
});
