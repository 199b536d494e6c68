import { request } from "node:http";
import { hostOrigin, publicUrl } from "../../server/trial.setup.js";
import { patiently, type World } from "./oauth-callbacks.world.js";

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  location: string;
}
export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** One browser: its cookies, and nothing else. Paths go out to the letter, as `fetch` would not send them. */
export class Browser {
  readonly cookies = new Map<string, string>();
  constructor(private readonly world: World) {}

  async ask(path: string, { method = "GET", headers = {}, body }: Asked = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const all = { host: new URL(publicUrl).host, ...(cookie && { cookie }), ...headers };
    const answer = await patiently(() =>
      send(new URL(this.world.trial.url), path, { method, headers: all, ...(body !== undefined && { body }) }),
    );
    for (const line of answer.headers["set-cookie"] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return answer;
  }
}

function send({ hostname, port }: URL, path: string, { method, headers, body }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let answered = false;
    const asked = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      answered = true;
      let text = "";
      const done = () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: text,
          location: response.headers.location ?? "",
        });
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", done);
      response.on("error", done);
    });
    // A server need not read a megabyte to its end before it refuses it.
    asked.on("error", (error) => answered || reject(error));
    asked.end(body);
  });
}

/** A flow that a browser has begun: it stands at the provider, and may come back. */
export interface Begun {
  tenant: "acme" | "other";
  link: string;
  session: string;
  flow: string;
  system: string;
  startUrl: string;
  /** What nobody else may see. */
  startSecret: string;
  state: string;
  challenge: string | null;
  redirectUri: string;
  nonce: string | undefined;
}

let people = 0;

/** A person picks the system and goes to the provider in this browser. */
export async function begin(
  { call, keys }: World,
  browser: Browser,
  { tenant = "acme", system, lives }: { tenant?: "acme" | "other"; system: string; lives?: number },
): Promise<Begun> {
  const body = { endUser: { id: `person ${++people}` }, ...(lives && { lifetime: lives }) };
  const minted = await call("mintLink", { token: keys[tenant], body });
  const opened = await call("openLink", { body: { token: minted.body.token, origin: hostOrigin } });
  const { session } = opened.body as { session: string };
  const asked = { system, method: "oauth2", values: {}, mode: "popup" };
  const { flow, startUrl, startSecret } = (await call("authorize", { token: session, body: asked })).body;
  const started = await browser.ask("/popup/start", {
    method: "POST",
    headers: { origin: publicUrl, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ secret: startSecret, opener: publicUrl }).toString(),
  });
  if (started.status !== 303) throw new Error(`the start answered ${started.status}`);
  const { searchParams } = new URL(started.location);
  return {
    ...{ tenant, system, session, flow, startUrl, startSecret },
    link: minted.body.id as string,
    state: searchParams.get("state") ?? "",
    challenge: searchParams.get("code_challenge"),
    redirectUri: searchParams.get("redirect_uri") ?? "",
    nonce: searchParams.get("nonce") ?? undefined,
  };
}
