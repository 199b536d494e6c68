import type { ServerResponse } from "node:http";

/** Every answer of the sandbox says that it is pretend. */
const pretend = { "x-pretend": "Gangway sandbox; not a real system" };

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, {
    "content-type": "application/json",
    "cache-control": "no-store",
    ...pretend,
    ...headers,
  });
  response.end(JSON.stringify(body));
  return true;
}

export function answerHtml(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    ...pretend,
    ...headers,
  });
  response.end(
    `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Pretend system</title><style>:root{color-scheme:light dark}body{font:16px/1.6 system-ui;max-width:44rem;margin:2rem auto;padding:0 1rem}code{background:#8882;padding:.1em .35em;border-radius:4px;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #8884;text-align:start;padding:.4rem}button{font:inherit;padding:.5rem 1.2rem;margin-inline-end:.5rem}</style><body>${body}<p><small>Pretend system of the Gangway sandbox. Nothing here is real.</small></p></body></html>`,
  );
  return true;
}
