import type { Connection } from "#contract";
import type { ConnectionRecord } from "../store/connections.js";
import type { Person } from "../store/links.js";

const person = ({ id, name }: Person): { id: string; name?: string } => ({ id, ...(name !== null && { name }) });

/** A connection as the host sees it, in answers and in events. */
export const viewConnection = (record: ConnectionRecord): Connection => ({
  id: record.id,
  link: record.link,
  system: { id: record.system, name: record.systemName },
  method: record.method,
  status: record.status,
  address: record.address,
  identity: record.identity,
  product: record.product,
  endUser: person(record.endUser),
  organization: record.organization && person(record.organization),
  metadata: record.metadata,
  warnings: record.warnings,
  cause: record.cause,
  version: record.version,
  createdAt: new Date(record.createdAt).toISOString(),
  updatedAt: new Date(record.updatedAt).toISOString(),
});
