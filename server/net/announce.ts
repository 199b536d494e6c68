import { channel } from "node:diagnostics_channel";
import type { Socket } from "node:net";

/*
 * Every socket that this room opens, and every name that it asks for, is told on a channel of `node:diagnostics_channel`
 * before the first packet leaves: `gangway:net.socket` and `gangway:net.name`. An operator may subscribe to count, log or
 * trace what leaves (`node --import ./watch.mjs …/gangway.js serve`); nothing secret is told. Our own tests subscribe to
 * prove that nothing else leaves (`e2e/one-way-out.mjs`).
 */

/** On `gangway:net.socket`. */
export interface SocketAnnouncement {
  /** Not connected yet. */
  readonly socket: Socket;
  /** `93.184.216.34:443`, `[2001:db8::1]:443`, or the path of a Unix socket of this machine. */
  readonly to: string;
}

/** On `gangway:net.name`. The sockets of a look-up belong to c-ares or the C library and cannot be had in JavaScript. */
export interface NameAnnouncement {
  readonly name: string;
  /** Who asks: a resolver of `node:dns` that asks the name servers, or the machine's own (`dns.lookup`). */
  readonly resolver: object | "machine";
}

const sockets = channel("gangway:net.socket");
const names = channel("gangway:net.name");

export function announceSocket(announcement: SocketAnnouncement): void {
  sockets.publish(announcement);
}

export function announceName(announcement: NameAnnouncement): void {
  names.publish(announcement);
}
