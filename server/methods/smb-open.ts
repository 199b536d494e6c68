import type { NetConnection } from "../net/index.js";
import { readAgreed, makeOffer, type Agreed, type Offer } from "./smb-negotiate.js";
import { SmbWire, type SmbVisit } from "./smb-wire.js";

const usualPort = 445;

export interface Opened {
  readonly wire: SmbWire;
  readonly agreed: Agreed;
  readonly offer: Offer;
  /** IP address that answered. */
  readonly peer: string;
}

/** Connects and agrees on a version, and says no name. Throws what the wire throws. */
export async function openSmb(visit: SmbVisit, patience: number): Promise<Opened> {
  const { socket, address } = await connectTo(visit);
  const wire = new SmbWire(socket, visit.signal, patience);
  try {
    const offer = makeOffer();
    return { wire, offer, agreed: readAgreed(await wire.ask("negotiate", offer.body)), peer: address };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

export const hostOf = ({ address }: SmbVisit): string => new URL(`tcp://${address ?? ""}`).hostname;

/** Only connects. */
export function connectTo(visit: SmbVisit): Promise<NetConnection> {
  const { address, tenant, signal, onStep } = visit;
  return visit.net.connect({
    host: hostOf(visit),
    port: Number(new URL(`tcp://${address ?? ""}`).port) || usualPort,
    tenant,
    protocolPorts: [usualPort],
    signal,
    ...(onStep && { onStep }),
  });
}
