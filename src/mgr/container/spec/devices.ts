import type { OciDeviceRule } from '../../../lib/oci.ts';
import type { SpecContext, SpecStep } from './context.ts';
import { DEFAULT_DEVICE_RULES } from './defaults.ts';

export const devices: SpecStep = (spec, context) => {
  const found = context.devices.map(({ device }) => device);
  if (found.length > 0) spec.linux.devices = found;
  spec.linux.resources = { ...spec.linux.resources, devices: deviceRules(context) };
};

function deviceRules(context: SpecContext): OciDeviceRule[] {
  if (context.hostConfig.Privileged) return [{ allow: true, access: 'rwm' }];
  const own = context.devices.map(({ device: { type, major, minor }, access }) => ({
    allow: true,
    type: type === 'b' ? ('b' as const) : ('c' as const),
    major,
    minor,
    access,
  }));
  const written = (context.hostConfig.DeviceCgroupRules ?? []).map(parseRule);
  return [...DEFAULT_DEVICE_RULES, ...own, ...written];
}

/** `c 1:* rw`; create has checked the form. −1 is any number. */
function parseRule(text: string): OciDeviceRule {
  const [type = 'a', numbers = '', access = 'rwm'] = text.split(' ');
  const [major = -1, minor = -1] = numbers
    .split(':')
    .map((word) => (word === '*' ? -1 : Number(word)));
  return { allow: true, type: type as 'a' | 'b' | 'c', major, minor, access };
}
