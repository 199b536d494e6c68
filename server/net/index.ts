/** One way out: every byte that leaves this server goes through here. */
export { createNet } from "./net.js";
export type { Net, NetOptions } from "./net.js";
export type { NetRequest, NetResponse, Timings } from "./request.js";
export type { NetConnect, NetConnection } from "./connect.js";
export type { NetFetch, NetFetchDefaults } from "./fetch.js";
export type { NetRules, PrivateRule, ExactRule } from "./rules.js";
export type { Resolve } from "./resolve.js";
export type { Trust } from "./trust.js";
export type { Identity } from "./identity.js";
export type { NetStep, OnStep, TlsFacts } from "./step.js";
export type { CertificateFacts } from "./certificate.js";
export type { NameAnnouncement, SocketAnnouncement } from "./announce.js";
export type { AddressKind } from "./address.js";
export type { Deadlines } from "./deadlines.js";
export type { NetErrorCode, NetFacts } from "./error.js";
export { usualDeadlines, signInDeadlines } from "./deadlines.js";
export { NetError, netCauses } from "./error.js";
