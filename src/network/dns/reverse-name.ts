import { familyOf } from '../cidr.ts';

const IPV4 = /^((?:\d{1,3}\.){4})in-addr\.arpa$/;
const IPV6 = /^((?:[0-9a-f]\.){32})ip6\.arpa$/;

/** `2.0.17.172.in-addr.arpa` → `172.17.0.2`; undefined for what names no address. RFC 1035, RFC 3596 */
export function addressOfReverse(name: string): string | undefined {
  const address = ipv4(IPV4.exec(name)?.[1]) ?? ipv6(IPV6.exec(name)?.[1]);
  return address !== undefined && familyOf(address) !== undefined ? address : undefined;
}

const backwards = (labels: string): string[] => labels.slice(0, -1).split('.').reverse();

const ipv4 = (labels: string | undefined): string | undefined =>
  labels === undefined ? undefined : backwards(labels).join('.');

const ipv6 = (labels: string | undefined): string | undefined =>
  labels === undefined
    ? undefined
    : backwards(labels)
        .join('')
        .replaceAll(/(.{4})(?=.)/g, '$1:');
