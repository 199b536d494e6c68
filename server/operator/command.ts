import { parseArgs } from "node:util";
import * as z from "zod";

const id = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/, "1 to 50 lower-case letters, digits and hyphens");

/** What an operator can ask for, in the shell or over the running server's own socket. */
export const Command = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.literal("tenant add"),
    tenant: id,
    name: z.string().min(1).max(200),
    origins: z.array(z.string()),
    webhooks: z.array(z.string()),
  }),
  z.strictObject({ do: z.literal("tenant list") }),
  z.strictObject({ do: z.literal("tenant origin add"), tenant: id, origin: z.string() }),
  z.strictObject({ do: z.literal("tenant origin remove"), tenant: id, origin: z.string() }),
  z.strictObject({ do: z.literal("key new"), tenant: id, label: z.string().max(200) }),
  z.strictObject({ do: z.literal("key list"), tenant: id }),
  z.strictObject({ do: z.literal("key revoke"), tenant: id, key: z.string() }),
  z.strictObject({ do: z.literal("webhook add"), tenant: id, url: z.string(), asymmetric: z.boolean() }),
  z.strictObject({ do: z.literal("allow"), tenant: id, target: z.string(), ports: z.array(z.number().int()) }),
]);
export type Command = z.infer<typeof Command>;

/** Something the operator must put right; the message says what. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

export const usage = `gangway serve
gangway tenant add <id> --name <name> [--origin <https://…>]… [--webhook <url>]…
gangway tenant list
gangway tenant origin add|remove <id> <origin>
gangway key new <tenant> [--label <text>]
gangway key list <tenant>
gangway key revoke <tenant> <key id>
gangway webhook add <tenant> <url> [--ed25519]
gangway allow <tenant> <host or CIDR>[:<port>,<port>…]

--json prints what was made as JSON. Settings come from the environment: see .env.example.`;

const options = {
  name: { type: "string" },
  origin: { type: "string", multiple: true },
  webhook: { type: "string", multiple: true },
  label: { type: "string" },
  ed25519: { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean" },
} as const;

export interface Asked {
  /** Undefined for `serve`. */
  command: Command | "serve" | "help";
  json: boolean;
}

/** Reads the words of a command line. Throws CommandError. */
export function readCommand(argv: string[]): Asked {
  const { values, positionals } = parse(argv);
  const json = values.json ?? false;
  if (values.help || positionals.length === 0 || positionals[0] === "help") return { command: "help", json };
  if (positionals.join(" ") === "serve") return { command: "serve", json };
  const words = wordsOf(positionals);
  const [first = "", second = "", third = "", ...more] = positionals.slice(words.split(" ").length);
  const wanted = {
    "tenant add": {
      tenant: first,
      name: values.name ?? first,
      origins: values.origin ?? [],
      webhooks: values.webhook ?? [],
    },
    "tenant list": {},
    "tenant origin add": { tenant: first, origin: second },
    "tenant origin remove": { tenant: first, origin: second },
    "key new": { tenant: first, label: values.label ?? "" },
    "key list": { tenant: first },
    "key revoke": { tenant: first, key: second },
    "webhook add": { tenant: first, url: second, asymmetric: values.ed25519 ?? false },
    allow: { tenant: first, ...readTarget(second) },
  }[words];
  const read = Command.safeParse({ do: words, ...wanted });
  const used = Object.keys(wanted).filter((name) => ["tenant", "origin", "key", "url", "target"].includes(name)).length;
  if (!read.success || [first, second, third, ...more].filter(Boolean).length !== used) {
    const why = read.success ? "has too few or too many words" : z.prettifyError(read.error);
    throw new CommandError(`gangway ${words}: ${why}\n\n${usage}`);
  }
  return { command: read.data, json };
}

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true });
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n\n${usage}`);
  }
}

function wordsOf(positionals: string[]): Command["do"] {
  const all = Command.options.map((option) => option.shape.do.value);
  const words = all.find((name) => name === positionals.slice(0, name.split(" ").length).join(" "));
  if (!words) throw new CommandError(`There is no command "${positionals.join(" ")}".\n\n${usage}`);
  return words;
}

/** "erp.plant.internal:8443,9000", "10.20.0.0/16", "[fd12::]/16:443". */
function readTarget(text: string): { target: string; ports: number[] } {
  const [, bracketed, bits = "", plain = "", ports] =
    /^(?:\[([^\]]*)\](\/\d+)?|([^:]*))(?::([\d,]+))?$/.exec(text) ?? [];
  return { target: bracketed ? bracketed + bits : plain, ports: ports ? ports.split(",").map(Number) : [] };
}
