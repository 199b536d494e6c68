/** The door of the server, `gangway/server`: a whole server, the host's client, and the receiver of webhooks. */
import type { Server, ServerOptions } from "./server.js";

/**
 * A whole Gangway: store, vault, catalogue, way out, workers and HTTP. It is loaded when it is called, so that a host
 * that wants only the client loads no server.
 */
export async function createServer(options: ServerOptions): Promise<Server> {
  const server = await import("./server.js");
  return server.createServer(options);
}
export type { Server, ServerOptions };
export { readSettings, SettingsError, type Settings } from "./settings.js";

export {
  createClient,
  type CallInput,
  type Client,
  type ClientOptions,
  type ConnectionClient,
} from "./client/client.js";
export type { CallOptions } from "./client/call.js";
export { GangwayError, type GangwayErrorCode, type GangwayErrorDetails } from "./client/gangway-error.js";

export { createReceiver, type Receiver, type ReceiverAnswer, type ReceiverOptions } from "./client/receiver.js";
export type { Handle, HandleContext, ReceiverAlert } from "./client/processing.js";
export type { EventSource } from "./client/catch-up.js";
export { receiverListener } from "./client/node-listener.js";
export { openSqliteInbox, type SqliteInbox, type SqliteTransaction } from "./client/sqlite-inbox.js";
export type { DeadItem, Inbox, InboxItem, InboxStatus, Received } from "./client/inbox.js";
export { WebhookSecretError } from "./webhooks/secret.js";

export type { Connection, Event, EventType, Link, MintedLink, MintLink } from "#contract";
