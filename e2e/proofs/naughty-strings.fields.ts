import { methodFacts } from "../../server/method-facts.js";
import { systems } from "./naughty-strings.systems.js";
import type { Recorded } from "./naughty-strings.upstream.js";
import type { Answer, World } from "./naughty-strings.world.js";

/** What became of a text: `kept` was read back, `sent` came over the wire, `refused` was said at its field. */
export type Outcome =
  | { how: "kept" | "sent"; value: string; extraHeaders?: string[] }
  | { how: "refused" }
  /** Answered as it should be; there is nothing to read back. */
  | { how: "taken" };

/** Gives one text to one field of the product, everywhere that field is. Throws where the product does what it never may. */
export type FieldDriver = (world: World, input: string, session: () => Promise<string>) => Promise<Outcome[]>;

/** What must never be seen again: neither in an answer nor in the log. */
export const secretFields = new Set(["password", "api_key", "client_secret"]);

export const fields: Record<string, FieldDriver> = {
  display_name: async (world, input) => [
    await mintedWith(world, { endUser: { id: "x", name: input } }, (link) => link.endUser.name),
  ],
  company: async (world, input, session) => [
    await mintedWith(world, { organization: { id: "o", name: input } }, (link) => link.organization.name),
    await progressed(world, await session(), "plant-login", "login", "company", input),
    await checked(world, await session(), "plant-login", "login", "company", { company: input }, jsonMember("company")),
  ],
  metadata_json_value: async (world, input) => [
    await mintedWith(world, { metadata: { value: input } }, (link) => link.metadata.value),
  ],
  metadata_key: async (world, input) => [
    await mintedWith(world, { metadata: { [input]: "value" } }, (link) =>
      Object.entries(link.metadata as Record<string, unknown>)
        .filter(([, value]) => value === "value")
        .map(([name]) => name)
        .join(),
    ),
  ],
  username: async (world, input, session) => [
    await progressed(world, await session(), "rest-basic", "basic", "username", input),
    await checked(world, await session(), "rest-basic", "basic", "username", { username: input }, basicPart(0)),
  ],
  password: async (world, input, session) => [
    await checked(world, await session(), "rest-basic", "basic", "password", { password: input }, basicPart(1)),
    await checked(
      world,
      await session(),
      "plant-login",
      "login",
      "password",
      { password: input },
      jsonMember("password"),
    ),
  ],
  api_key: async (world, input, session) => [
    await checked(world, await session(), "rest-api-key", "apiKey", "apiKey", { apiKey: input }, header("x-api-key")),
  ],
  client_secret: async (world, input, session) => [
    await checked(
      world,
      await session(),
      "plant-application",
      "basic",
      "clientSecret",
      { clientSecret: input },
      (request) => {
        const part = basicPart(1)(request);
        // RFC 6749, 2.3.1: encoded as a form would, before it becomes a password.
        return part === undefined || request.path !== "/token"
          ? undefined
          : decodeURIComponent(part.replaceAll("+", " "));
      },
    ),
    await checked(
      world,
      await session(),
      "plant-application",
      "post",
      "clientSecret",
      { clientSecret: input },
      (request) =>
        request.path === "/token" ? (new URLSearchParams(request.body).get("client_secret") ?? undefined) : undefined,
    ),
  ],
  custom_header_value: async (world, input, session) => [
    await progressed(world, await session(), "plant-header", "basic", "plant", input),
    await checked(world, await session(), "plant-header", "basic", "plant", { plant: input }, header("x-plant")),
  ],
  subdomain: async (world, input, session) => {
    const read = await world.ask("POST", "/v1/link/address", await session(), { system: "plant-cloud", text: input });
    if (
      read.status === 200 &&
      read.json.answer === "ok" &&
      !/^https:\/\/[a-z0-9-]+\.plant\.example$/.test(read.json.url)
    )
      throw new Error(`read as ${read.text}`);
    return [await progressed(world, await session(), "plant-cloud", "basic", "address", input)];
  },
  port_text: async (world, input, session) => {
    const text = `db.plant.example:${input}`;
    const read = await world.ask("POST", "/v1/link/address", await session(), { system: "plant-database", text });
    const [host] = String(read.json.value).split(":");
    // A text that holds an address of its own may be read as that one.
    if (read.json.answer === "ok" && host !== "db.plant.example" && !input.includes(host!))
      throw new Error(`read as ${read.text}`);
    return [await progressed(world, await session(), "plant-database", "database", "address", text, input)];
  },
  search: async (world, input, session) => {
    const query = new URLSearchParams({ q: input });
    const found = await world.ask("GET", `/v1/link/systems?${query}`, await session());
    return [found.status === 200 ? { how: "taken" } : refusedAt(found)];
  },
  webhook_url: async (world, input) => {
    const asked = { do: "webhook add", tenant: "acme", url: input, asymmetric: false };
    const added = await world.command(asked).catch((error: unknown) => {
      if (error instanceof Error && error.name === "CommandError") return undefined;
      throw error;
    });
    if (added === undefined) return [{ how: "refused" }];
    const { protocol, username, password } = new URL((added as { url: string }).url);
    if (!/^https?:$/.test(protocol) || username || password) throw new Error("a webhook goes to no web address");
    return [{ how: "taken" }];
  },
};

function refusedAt({ status, json }: Answer): Outcome {
  if (status < 400 || status > 499) throw new Error(`answered ${status}`);
  if (!Array.isArray(json.fields) || json.fields.length === 0)
    throw new Error(`refused without saying where: ${json.code}`);
  return { how: "refused" };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what an answer holds is read by whoever asked
async function mintedWith(world: World, body: object, read: (link: any) => string): Promise<Outcome> {
  const minted = await world.ask("POST", "/v1/links", world.key, { endUser: { id: "x" }, resume: false, ...body });
  if (minted.status !== 201) return refusedAt(minted);
  const link = await world.ask("GET", `/v1/links/${minted.json.id}`, world.key);
  return { how: "kept", value: read(link.json) };
}

/** Typed, left, and met again after a reload. */
async function progressed(
  world: World,
  session: string,
  system: string,
  method: string,
  field: string,
  text: string,
  input = text,
): Promise<Outcome> {
  const saved = await world.ask("PUT", "/v1/link/progress", session, {
    step: "details",
    system,
    method,
    values: { [field]: text },
  });
  if (saved.status !== 200) return refusedAt(saved);
  const link = await world.ask("GET", "/v1/link", session);
  const value = link.json.values[field] as string;
  return { how: "kept", value: value === text ? input : value };
}

type Find = (request: Recorded) => string | undefined;
const header =
  (name: string): Find =>
  ({ headers }) => {
    const value = headers.find(([other]) => other === name)?.[1];
    return value === undefined ? undefined : Buffer.from(value, "latin1").toString("utf8");
  };
const basicPart =
  (part: 0 | 1): Find =>
  (request) => {
    const encoded = /^Basic (\S+)$/.exec(header("authorization")(request) ?? "")?.[1];
    if (encoded === undefined) return undefined;
    const pair = Buffer.from(encoded, "base64").toString("utf8");
    const colon = pair.indexOf(":");
    return part === 0 ? pair.slice(0, colon) : pair.slice(colon + 1);
  };
const jsonMember =
  (name: string): Find =>
  ({ body }) =>
    body === "" ? undefined : (JSON.parse(body) as Record<string, string>)[name];

const ordinary: Record<string, string> = {
  username: "anna",
  password: "ordinary",
  apiKey: "ordinary",
  clientId: "client",
  clientSecret: "ordinary",
  company: "plant",
  plant: "seven",
};
const usualHeaders = new Set(
  [
    "host",
    "connection",
    "accept",
    "accept-encoding",
    "user-agent",
    "content-type",
    "content-length",
    "authorization",
  ].concat(["cookie", "x-api-key", "x-plant"]),
);
let marks = 0;

/** Names of the fields that a method asks for, as the flow is told them. */
function fieldsOf(system: string, method: string): string[] {
  const entry = systems.find(({ id }) => id === system)!;
  const use = entry.methods.find((one) => (one.id ?? one.kind) === method)!;
  return methodFacts.view(use, entry).fields.map(({ name }) => name);
}

/** Pressed "check": what of it came over the wire, or was said at the field before anything was sent. */
async function checked(
  world: World,
  session: string,
  system: string,
  method: string,
  field: string,
  typed: Record<string, string>,
  find: Find,
): Promise<Outcome> {
  const mark = `m${++marks}`;
  const address = `http://127.0.0.1:${world.upstream.port}/${mark}`;
  const all: Record<string, string> = { ...ordinary, address, ...typed };
  const names = fieldsOf(system, method);
  const values = Object.fromEntries(names.flatMap((name) => (name in all ? [[name, all[name]]] : [])));
  const ran = await world.ask("POST", "/v1/link/checks", session, { system, method, values });
  if (ran.status !== 200) return refusedAt(ran);
  const requests = world.upstream.asked(mark);
  const value = requests.map(find).find((found) => found !== undefined);
  if (value !== undefined) {
    const names = requests.flatMap(({ headers }) => headers.map(([name]) => name));
    return { how: "sent", value, extraHeaders: names.filter((name) => !usualHeaders.has(name)) };
  }
  const outcome = ran.json.at(-1) as { outcome: string; cause?: string; field?: string };
  // A stream has begun with 200: that the text cannot be sent is said at its field, and nothing signed has left.
  if (outcome.outcome === "failed" && outcome.field === field) return { how: "refused" };
  throw new Error(`neither sent nor refused at its field: ${outcome.cause} at ${outcome.field}`);
}
