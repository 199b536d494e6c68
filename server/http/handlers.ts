import type { EndpointName } from "#contract";
import type { Handler, StreamHandler } from "../call/call.js";
import { checkConnection } from "../connections/check.js";
import { listDeliveries, listEvents, replayEvents } from "../connections/events.js";
import { exchange, rotateAccessToken } from "../connections/exchange.js";
import { getConnection, listConnections, readConnection } from "../connections/get.js";
import { removeConnection } from "../connections/remove.js";
import { authorize, readAuthorization } from "../links/authorize.js";
import { cancelChecks, runChecks } from "../links/checks.js";
import { cancelLink, endLink } from "../links/end.js";
import { finishLink } from "../links/finish.js";
import { getLink, readLink } from "../links/get.js";
import { mintLink } from "../links/mint.js";
import { openLink } from "../links/open.js";
import { readAddress } from "../links/address.js";
import { saveProgress } from "../links/progress.js";
import { listRequestedSystems, requestSystem } from "../links/request-system.js";
import { resumeLink } from "../links/resume.js";
import { searchSystems, showSystem } from "../links/systems.js";

/**
 * How an endpoint runs: `plain` reads, or waits for the network; `writes` within one transaction; `settles` writes and
 * sees to its transactions by itself, unless its answer has to be kept in the same one; `tells` writes and has told
 * an event, so that deliveries are due; `streams` answers in lines.
 */
export type Way = "plain" | "writes" | "settles" | "tells" | "streams";
interface Entry<N extends EndpointName> {
  readonly way: Way;
  readonly handle: Handler<N> | StreamHandler<N>;
  /** What makes a repeated request the same one, where it brings no Idempotency-Key. */
  readonly keyOf?: (body: never) => string;
}

const plain = <N extends EndpointName>(handle: Handler<N>): Entry<N> => ({ way: "plain", handle });
const writes = <N extends EndpointName>(handle: Handler<N>): Entry<N> => ({ way: "writes", handle });
const settles = <N extends EndpointName>(handle: Handler<N>): Entry<N> => ({ way: "settles", handle });
const tells = <N extends EndpointName>(handle: Handler<N>): Entry<N> => ({ way: "tells", handle });
const streams = <N extends EndpointName>(handle: StreamHandler<N>): Entry<N> => ({ way: "streams", handle });

/** The table of contents: every endpoint of the contract and what answers it. */
export const handlers: { readonly [N in EndpointName]: Entry<N> } = {
  mintLink: settles<"mintLink">(mintLink),
  getLink: plain<"getLink">(getLink),
  cancelLink: tells<"cancelLink">(cancelLink),
  exchange: tells<"exchange">(exchange),
  listConnections: plain<"listConnections">(listConnections),
  getConnection: plain<"getConnection">(getConnection),
  removeConnection: tells<"removeConnection">(removeConnection),
  rotateAccessToken: writes<"rotateAccessToken">(rotateAccessToken),
  listEvents: plain<"listEvents">(listEvents),
  listDeliveries: plain<"listDeliveries">(listDeliveries),
  replayEvents: tells<"replayEvents">(replayEvents),
  listRequestedSystems: plain<"listRequestedSystems">(listRequestedSystems),

  readConnection: plain<"readConnection">(readConnection),
  checkConnection: plain<"checkConnection">(checkConnection),

  openLink: writes<"openLink">(openLink),
  resumeLink: writes<"resumeLink">(resumeLink),
  readLink: plain<"readLink">(readLink),
  searchSystems: plain<"searchSystems">(searchSystems),
  showSystem: plain<"showSystem">(showSystem),
  saveProgress: writes<"saveProgress">(saveProgress),
  readAddress: plain<"readAddress">(readAddress),
  runChecks: streams<"runChecks">(runChecks),
  cancelChecks: plain<"cancelChecks">(cancelChecks),
  authorize: plain<"authorize">(authorize),
  readAuthorization: plain<"readAuthorization">(readAuthorization),
  finishLink: { ...tells<"finishLink">(finishLink), keyOf: ({ run }: { run: string }) => `run:${run}` },
  endLink: tells<"endLink">(endLink),
  requestSystem: tells<"requestSystem">(requestSystem),
};
