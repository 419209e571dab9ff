import { declare, declareChecked } from './libc.ts';

const socket = declareChecked<[number, number, number]>(
  'socket',
  'int socket(int domain, int type, int protocol)',
);
const sendto = declareChecked<[number, Buffer, number, number, Buffer, number]>(
  'sendto',
  'long sendto(int fd, const void *bytes, unsigned long length, int flags, const void *address, uint32_t size)',
);
const close = declare<[number]>('int close(int fd)');

const AF_UNIX = 1;
const SOCK_DGRAM = 2;
const SOCK_CLOEXEC = 0o2000000;
const MSG_NOSIGNAL = 0x4000;
/** `struct sockaddr_un`: a family and 108 bytes of path. */
const LONGEST_PATH = 107;

/**
 * One datagram to the service manager; Node has no unix datagram sockets. sd_notify(3)
 * @param path of NOTIFY_SOCKET; a leading `@` means the abstract namespace
 */
export function sendNotification(path: string, text: string): void {
  const name = Buffer.from(path.startsWith('@') ? `\0${path.slice(1)}` : path);
  const address = Buffer.alloc(2 + Math.min(name.length, LONGEST_PATH));
  address.writeUInt16LE(AF_UNIX, 0);
  name.copy(address, 2);
  const message = Buffer.from(text);
  const fd = socket('notification', AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  try {
    sendto(path, fd, message, message.length, MSG_NOSIGNAL, address, address.length);
  } finally {
    close(fd);
  }
}
