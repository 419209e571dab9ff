import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { assertMatchesDocument } from '../../helpers/openapi-response.ts';

const network = {
  Name: 'bridge',
  Id: 'a',
  Created: '2024-01-01T00:00:00Z',
  Scope: 'local',
  Driver: 'bridge',
  EnableIPv6: false,
  IPAM: { Driver: 'default', Options: null, Config: [{ Subnet: '172.17.0.0/16' }] },
  Internal: false,
  Attachable: false,
  Ingress: false,
  ConfigFrom: { Network: '' },
  ConfigOnly: false,
  Options: {},
  Labels: {},
};

describe('checking an answer against the document', () => {
  it('accepts what is documented', () => {
    assertMatchesDocument('NetworkList', 200, [network]);
    assertMatchesDocument('NetworkInspect', 200, { ...network, Containers: {} });
    assertMatchesDocument('ContainerStart', 204, '');
    assertMatchesDocument('ContainerStart', 409, { message: 'no' });
    assertMatchesDocument('ContainerChanges', 200, null);
    assertMatchesDocument('SystemPing', 200, 'OK');
    assertMatchesDocument('ImageLoad', 200, { stream: 'Loaded image: a:b' });
  });

  const slips: [string, () => void][] = [
    ['a member is missing', () => assertMatchesDocument('NetworkInspect', 200, network)],
    [
      'a member is unknown',
      () => assertMatchesDocument('NetworkList', 200, [{ ...network, Containers: {} }]),
    ],
    [
      'a member of a part is unknown',
      () => assertMatchesDocument('NetworkInspect', 200, { ...network, Containers: {}, X: 1 }),
    ],
    [
      'a type is wrong',
      () => assertMatchesDocument('NetworkList', 200, [{ ...network, Internal: 'no' }]),
    ],
    [
      'null is none of its values',
      () => assertMatchesDocument('NetworkList', 200, [{ ...network, Labels: null }]),
    ],
    ['a refusal has no message', () => assertMatchesDocument('NetworkList', 500, { error: 'x' })],
    ['the status is undocumented', () => assertMatchesDocument('NetworkList', 204, '')],
    ['there should be no body', () => assertMatchesDocument('ContainerStart', 204, {})],
  ];
  for (const [what, check] of slips) {
    it(`fails when ${what}`, () => {
      assert.throws(check, assert.AssertionError);
    });
  }
});
