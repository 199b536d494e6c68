import type { Behaviour } from "./hostile-upstreams.behaviour.js";
import { goodAnswer } from "./hostile-upstreams.system.js";

/** What an answer holds, before anything is done to it on the way. */
export interface Content {
  type: string;
  body: Buffer;
}

const json = (text: string): Content => ({ type: "application/json", body: Buffer.from(text) });
const page = (inner: string): Content => ({
  type: "text/html",
  body: Buffer.from(`<!doctype html><html><body>${inner}</body></html>`),
});

const pages: Record<NonNullable<Behaviour["page"]>, string> = {
  login: '<form method="post"><input name="user"><input type="password" name="password"></form>',
  captive_portal: "<h1>Captive portal</h1><p>Accept the terms of use of this network.</p>",
  parked: "<h1>This domain is for sale</h1>",
  maintenance: "<h1>We are down for maintenance</h1>",
  firewall: "<h1>Attention required! | Cloudflare</h1>",
  welcome: "<h1>It works!</h1>",
};

/** Status and content by the behaviour; what it does not say is as on a good day. `mark` is what nobody may repeat. */
export function contentOf(
  behave: Behaviour,
  asked: { path: string; signed: boolean; text: string },
  status: number | string | undefined,
  mark: string,
): { status: number | string; content: Content } {
  const good = goodAnswer(asked.path, asked.signed);
  const given = special(behave, asked, mark);
  // A 200 that nothing more is said of is a good one.
  const bare = status === undefined || (status === 200 && !given) ? good : { status, body: mark };
  const content = given ?? {
    type: bare.body === mark ? "text/plain" : "application/json",
    body: Buffer.from(bare.body),
  };
  const filled = Buffer.concat([content.body, fill(behave.body_bytes, content.body.length)]);
  return { status: bare.status, content: { type: behave.content_type ?? content.type, body: filled } };
}

// What is too large to be held is sent as it goes (`long` in hostile-upstreams.ways.ts).
const mostHeld = 8 * 1024 * 1024;
const fill = (wanted = 0, length: number) => Buffer.alloc(Math.min(mostHeld, Math.max(0, wanted - length)), " ");

function special(behave: Behaviour, asked: Parameters<typeof contentOf>[1], mark: string): Content | undefined {
  const { html, body, form } = behave;
  // A page has its mark where a page has its text.
  if (html !== undefined) return page(`<h1>${html}</h1><p>${mark}</p>`);
  if (behave.page) return page(`${pages[behave.page]}<p>${mark}</p>`);
  if (behave.echo_request) return page(`<pre>${asked.text}</pre><p>${mark}</p>`);
  if (body !== undefined) return json(body);
  if ("json" in behave) return json(JSON.stringify(marked(behave.json, mark)));
  if (behave.json_depth !== undefined) return json(nested(behave.json_depth));
  if (behave.json_keys !== undefined) return json(wide(behave.json_keys));
  if (behave.json_digits !== undefined) return json(`{"product":"Plant","count":${"9".repeat(behave.json_digits)}}`);
  return form && formed(form, goodAnswer(asked.path, asked.signed).body, mark);
}

const marked = (value: unknown, mark: string): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value, note: mark } : value;
const nested = (depth: number) => `{"product":${"[".repeat(depth)}${"]".repeat(depth)}}`;
const wide = (keys: number) =>
  `{${Array.from({ length: Math.min(keys, 1e6) }, (_, index) => `"k${index}":${index}`).join(",")}}`;

const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");

function formed(form: NonNullable<Behaviour["form"]>, good: string, mark: string): Content {
  switch (form) {
    case "utf16":
      return { type: "application/json", body: Buffer.from(`\ufeff${good}`, "utf16le") };
    case "utf32":
      return { type: "application/json", body: Buffer.concat([...`\ufeff${good}`].map(utf32)) };
    case "latin1":
      return {
        type: "application/json; charset=iso-8859-1",
        body: Buffer.from(good.replace(/\}$/, ',"place":"K\u00f6ln"}'), "latin1"),
      };
    case "bom":
      return json(`\ufeff${good}`);
    case "xml":
      return { type: "application/xml", body: Buffer.from(`<?xml version="1.0"?><product>${mark}</product>`) };
    case "soap":
      return {
        type: "text/xml",
        body: Buffer.from(
          `<s:Envelope><s:Body><s:Fault><faultstring>${mark}</faultstring></s:Fault></s:Body></s:Envelope>`,
        ),
      };
    case "xml_bomb":
      return {
        type: "application/xml",
        body: Buffer.from(`<!DOCTYPE x [<!ENTITY l0 "${mark}">${laughs}]><x>&l9;</x>`),
      };
    case "jsonp":
      return { type: "application/javascript", body: Buffer.from(`callback(${good});`) };
    case "guarded":
      return json(`)]}',\n${good}`);
    case "broken":
      return json(good.slice(0, -2));
    case "nan":
      return json('{"product":NaN}');
    case "twice":
      return json(`${good}\n${good}`);
    case "binary":
      return { type: "application/pdf", body: Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(2048, 0xe2)]) };
  }
}

function utf32(character: string): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(character.codePointAt(0)!);
  return bytes;
}
