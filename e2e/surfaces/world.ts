import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { bundles } from "./bundles.js";

/** A page of the host: its markup, its own script, and the headers that matter here. */
export interface HostPage {
  body?: string;
  css?: string;
  script?: string;
  /** Included as often as this; once unless told. */
  loader?: number;
  csp?: string;
}

/** Two sites on free ports: the host's, and ours with the real loader and a stand-in for the flow. */
export interface World {
  /** `http://app.localhost:…` */
  readonly host: string;
  /** `http://widget.localhost:…` */
  readonly widget: string;
  /** Puts a page on the host's site. @returns its address */
  page(page: HostPage): string;
  stop(): Promise<void>;
}

/** As strict as a host can be: nothing inline, no string that becomes markup or code. */
export const strictPolicy = (widget: string, frames = widget) =>
  `default-src 'self'; style-src 'none'; script-src 'self' ${widget}; trusted-types 'none'; require-trusted-types-for 'script'; frame-src ${frames}`;

/** The frame page's own policy, as our server sends it. */
const framePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

export async function startWorld(): Promise<World> {
  const scripts = await bundles();
  const pages = new Map<string, HostPage>();
  const script = (path: string, reply: ServerResponse) =>
    path in scripts ? (answer(reply, "text/javascript", scripts[path] as string), true) : false;

  const widget = await listen("widget", (path, reply) => {
    if (script(path, reply)) return;
    if (!path.startsWith("/frame/")) return answer(reply, "text/plain", "", 404);
    const silent = path === "/frame/silent";
    const html = `<!doctype html><title>Flow</title><body>${silent ? "" : '<script type="module" src="/frame.js"></script>'}`;
    answer(reply, "text/html", html, 200, { "content-security-policy": framePolicy });
  });
  const host = await listen("app", (path, reply) => {
    if (script(path, reply)) return;
    const page = pages.get(path.replace(/\.(js|css)$/, ""));
    if (!page) return answer(reply, "text/html", "<!doctype html><title>Elsewhere</title>");
    if (path.endsWith(".js")) return answer(reply, "text/javascript", page.script ?? "");
    if (path.endsWith(".css")) return answer(reply, "text/css", page.css ?? "");
    answer(
      reply,
      "text/html",
      htmlOf(page, path, widget.origin),
      200,
      page.csp ? { "content-security-policy": page.csp } : {},
    );
  });
  return {
    host: host.origin,
    widget: widget.origin,
    page(page) {
      const path = `/page-${pages.size}`;
      pages.set(path, page);
      return host.origin + path;
    },
    stop: async () => {
      await Promise.all([host.stop(), widget.stop()]);
    },
  };
}

function htmlOf(page: HostPage, path: string, widget: string): string {
  const loader = `<script src="${widget}/embed/v1.js" data-tenant="acme"></script>`.repeat(page.loader ?? 1);
  const sheet = page.css ? `<link rel="stylesheet" href="${path}.css">` : "";
  return `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>Host</title>${sheet}</head><body>${page.body ?? '<button id="opener">Connect</button>'}${loader}<script src="${path}.js"></script></body></html>`;
}

function answer(reply: ServerResponse, type: string, body: string, status = 200, headers: Record<string, string> = {}) {
  reply.writeHead(status, { "content-type": `${type}; charset=utf-8`, ...headers }).end(body);
}

async function listen(name: string, handle: (path: string, reply: ServerResponse) => void) {
  const server: Server = createServer((request: IncomingMessage, reply) =>
    handle(new URL(request.url ?? "/", "http://localhost").pathname, reply),
  );
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${name}.localhost:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
