import type { Row, Told } from "./row.js";
import { refused } from "./row.js";
import { ask } from "./ask.js";
import { addressAt, type Subject } from "./subject.js";
import type { World } from "./world.js";

type Of = (world: World) => Promise<Subject>;

/** The ways that lead nowhere, of every system that is reached over the network. */
export function wayRows(of: Of, told: Partial<Record<Row["fault"], Told>> = {}): Row[] {
  const row = (fault: Row["fault"], usual: Told, ask: Row["ask"], waits?: true): Row => ({
    fault,
    told: told[fault] ?? usual,
    ask,
    ...(waits && { waits }),
  });
  const at = async (world: World, host: string, port?: number, change: Parameters<typeof ask>[1] = {}) => {
    const subject = await of(world);
    const { place } = subject;
    return ask(subject, { address: addressAt(place, port ?? place.port, host), ...change });
  };
  return [
    row("noAddress", refused("address_not_understood", "address"), async (world) =>
      ask(await of(world), { address: "our own one (ask Tom)" }),
    ),
    row("notOpened", refused("address_forbidden", "address"), async (world) =>
      at(world, "localhost", undefined, { net: (await world.nowhere()).nets.closed }),
    ),
    row("nameUnknown", refused("name_not_found", "address"), async (world) =>
      at(world, "erp.plant.test", 8443, { net: (await world.nowhere()).nets.withoutNames }),
    ),
    row(
      "nameServerSilent",
      refused("name_timed_out"),
      async (world) => at(world, "erp.plant.test", 8443, { net: (await world.nowhere()).nets.withSilentNames }),
      true,
    ),
    row("closedPort", refused("connection_refused", "address"), async (world) =>
      at(world, "localhost", await (await world.nowhere()).closedPort()),
    ),
    row("unreachable", refused("unreachable", "address"), async (world) => {
      const { nets, unreachable } = await world.nowhere();
      return at(world, unreachable, 8443, { net: nets.toUnreachable });
    }),
  ];
}

/** A port that keeps silent, and the mix-ups of http and https: of every system that speaks http. */
export function schemeRows(of: Of): Row[] {
  const by = async (world: World, scheme: "http" | "https", port: number) => {
    const subject = await of(world);
    return ask(subject, { address: addressAt({ ...subject.place, scheme }, port) });
  };
  return [
    {
      fault: "silentPort",
      told: refused("answer_timed_out"),
      waits: true,
      ask: async (world) => by(world, "http", (await world.nowhere()).silentPort),
    },
    {
      fault: "silentTlsPort",
      told: refused("connection_timed_out", "address"),
      waits: true,
      ask: async (world) => by(world, "https", (await world.nowhere()).silentPort),
    },
  ];
}

/** What answers where each of the other systems is; http to a port that speaks something else is told as that. */
export function otherRows(
  of: Of,
  {
    own,
    speaks,
    told = {},
  }: { own: Row["fault"]; speaks: "http" | "own"; told?: Partial<Record<Row["fault"], Answer>> },
): Row[] {
  const other = refused("wrong_product", "address");
  const notHttp = speaks === "http" ? refused("http_not_spoken", "address") : other;
  // PostgreSQL hangs up on http without a word, so nobody can tell what it is.
  const silent = speaks === "http" ? mute("connection_lost") : { told: other };
  const answering: [Row["fault"], Answer, (world: World) => Promise<string>][] = [
    ["atTryton", { told: other }, async (world) => (await world.tryton()).url],
    ["atWordpress", { told: other }, async (world) => (await world.wordpress()).url],
    ["atIcinga", { told: other }, async (world) => (await world.icinga()).url],
    ["atOidc", { told: other }, async (world) => (await world.oidc()).url],
    ["atWebdav", { told: other }, async (world) => (await world.webdav()).addresses.plain],
    ["atPostgres", silent, async (world) => `localhost:${(await world.postgres()).port}`],
    ["atMariadb", { told: notHttp }, async (world) => `localhost:${(await world.mariadb()).port}`],
    ["atSsh", { told: notHttp }, async (world) => `localhost:${(await world.openssh()).port}`],
    ["atSamba", mute("answer_timed_out"), async (world) => `localhost:${(await world.samba()).port}`],
  ];
  return answering
    .filter(([fault]) => fault !== own)
    .map(([fault, usual, find]) => ({
      fault,
      ...(told[fault] ?? usual),
      ask: async (world) => {
        const [subject, place] = await Promise.all([of(world), find(world)]);
        const trust = fault === "atIcinga" ? { ca: (await world.icinga()).certificates.ca } : null;
        return ask(subject, { address: asTyped(subject, place), trust });
      },
    }));
}

type Answer = Pick<Row, "told" | "culprit">;

/** What hangs up or keeps silent cannot be told for what it is: the person would say that it is the wrong address. */
export const mute = (cause: "connection_lost" | "answer_timed_out"): Answer => ({
  told: refused(cause),
  culprit: "system",
});

/** A person types an address as her field wants it. */
function asTyped({ place }: Subject, address: string): string {
  if (place.scheme) return address.includes("://") ? address : `http://${address}`;
  return address.includes("://") ? new URL(address).host : address;
}
