import type { Behaviour } from "./hostile-upstreams.behaviour.js";

/** An answer that is ready to be sent, in one way or another. */
export interface Told {
  /** `HTTP/1.1 200 Some reason`, and the headers but for those that frame the body. */
  readonly lines: readonly string[];
  readonly body: Buffer;
}

const endOf = ({ line_end: end }: Behaviour) => ({ lf: "\n", cr: "\r" })[end as "lf"] ?? "\r\n";
const head = (behave: Behaviour, lines: readonly string[]): Buffer =>
  Buffer.from([...lines, "", ""].join(endOf(behave)), "latin1");
/** The head with the length of the body, or what the behaviour says of it instead. */
export function framed(behave: Behaviour, { lines, body }: Told): Buffer {
  const { content_length: given, no_length: bare, transfer_encoding: transfer, both_lengths: both } = behave;
  const lengths = [given ?? body.length]
    .flat()
    .map((one) => (/^\+/.test(String(one)) ? body.length + Number(one) : one));
  const more = [
    ...(bare || (transfer && given === undefined && !both) ? [] : lengths.map((length) => `content-length: ${length}`)),
    ...(transfer || both ? [`transfer-encoding: ${transfer ?? "chunked"}`] : []),
  ];
  return head(behave, [...lines, ...more]);
}

export const chunkedHead = (behave: Behaviour, { lines }: Told, ...more: string[]): Buffer =>
  head(behave, [...lines, ...more, "transfer-encoding: chunked"]);
export const chunk = (bytes: Buffer | string): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), Buffer.from(bytes), Buffer.from("\r\n")]);
