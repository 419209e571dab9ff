import { isIP } from 'node:net';

/** Of either family; without prefix length, with a zone where IPv6 has one. */
export const isIp = (text: string): boolean => isIP(text) !== 0;

/** 127.0.0.0/8 and ::1: what means another machine inside a container. */
export const isLoopback = (address: string): boolean =>
  address.startsWith('127.') || address === '::1' || address === '0:0:0:0:0:0:0:1';
