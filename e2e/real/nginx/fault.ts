import type { Certificates, Pair } from "../ground/certificates.js";

/** What one port of the front does wrong, and how it is written in nginx's words. */
export interface Fault {
  what: string;
  scheme: "http" | "https";
  /** Directives of its `server` block. */
  directives(front: Front): string;
}

export interface Front {
  certificates: Certificates;
  /** Hands the request on to the system behind. */
  pass: string;
  /** Where the https front without a fault answers. */
  validPort: number;
  /** A folder with files to be served: `large.json` is longer than anybody should read, `slow.json` is not. */
  pages: string;
}

/** Stands in every page that the front writes itself: nobody but who asked may ever read it. */
export const frontMark = "said-by-the-other-side";

export const html = (status: number, body: string): string =>
  `default_type text/html; return ${status} '<!doctype html><title>${frontMark}</title>${body}';`;
export const tls = (pair: Pair, chain = pair.chain): string =>
  `ssl_certificate ${chain}; ssl_certificate_key ${pair.key};`;
/** nginx answers 405 to whoever posts to a file; here it is given all the same. */
export const file = (front: Front, name: string): string =>
  `root ${front.pages}; error_page 405 =200 /${name}; location / { try_files /${name} =404; }`;
