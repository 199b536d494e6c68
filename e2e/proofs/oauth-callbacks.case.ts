import { readable, type TokenAnswer } from "./oauth-callbacks.answer.js";
import type { Begun } from "./oauth-callbacks.browser.js";
import { issuer } from "./oauth-callbacks.provider.js";
import type { Case } from "./proof.js";

export interface CallbackCase extends Case {
  query?: string;
  method?: string;
  body?: string;
  headers?: Record<string, string>;
  host?: string;
  cookie?: string;
  callback_path?: string;
  /** How often at once. */
  parallel?: number;
  /** How often, one after another. */
  times?: number;
  flow?: Record<string, unknown>;
  as?: Record<string, unknown>;
  token?: TokenAnswer;
  started_by?: string;
  finished_by?: string;
  start_url_opened_by?: string;
  opener?: string;
  expect: Expected;
}

export interface Expected {
  outcome: string;
  code?: string;
  code_in?: string[];
  token_requests?: number;
  token_requests_max?: number;
  flow_after?: string;
  connections?: number;
  status_in?: number[];
  status_not?: number[];
  code_sent?: string;
  expires_in?: number | null;
  client_secret_sent_to?: string[];
  no_parameter_injection?: boolean;
  no_header_injection?: boolean;
  no_pollution?: boolean;
  no_frame_header?: boolean;
  headers_required?: Record<string, string>;
  body_not_contains?: string[];
  url_cleaned?: boolean;
  final_location?: string;
  post_message_to?: string;
  max_shown?: number;
  max_wait_s?: number;
  never?: string;
}

const members =
  "id class name note query method body headers host cookie callback_path parallel times flow as token " +
  "started_by finished_by start_url_opened_by opener expect";
const checks =
  "outcome code code_in token_requests token_requests_max flow_after connections status_in status_not code_sent " +
  "expires_in client_secret_sent_to no_parameter_injection no_header_injection no_pollution no_frame_header " +
  "headers_required body_not_contains url_cleaned final_location post_message_to max_shown max_wait_s never";

/** Throws on what this proof cannot play or judge: an unseen case must not pass unsent. */
export function understood(one: CallbackCase): CallbackCase {
  const odd = [
    ...Object.keys(one).filter((name) => !members.split(" ").includes(name)),
    ...Object.keys(one.expect).filter((name) => !checks.split(" ").includes(name)),
    ...Object.keys(one.as ?? {}).filter((name) => !["iss_supported", "away"].includes(name)),
  ];
  if (odd.length > 0) throw new Error(`this proof does not know ${odd.join(", ")}`);
  if (one.token) readable(one.token);
  return one;
}

/** Puts the values of a flow into a case's text. */
export function filled(text: string, { code, mine, states }: Filling): string {
  return text.replace(/\{([a-z_]+)(?::([^:{}]*))?(?::(\d+))?\}/g, (whole, name: string, how = "", times?: string) => {
    switch (`${name}${how === "" || name === "repeat" ? "" : `:${how}`}`) {
      case "state":
        return mine.state;
      case "code":
        return code;
      case "iss":
        return encodeURIComponent(issuer);
      case "issuer":
        return issuer;
      case "state:-1":
        return mine.state.slice(0, -1) + (mine.state.endsWith("A") ? "B" : "A");
      case "state:cut1":
        return mine.state.slice(0, -1);
      case "state:upper":
        return mine.state.toUpperCase();
      case "state:lower":
        return mine.state.toLowerCase();
      case "state:other":
      case "state:tenant2":
      case "state:stranger":
        return states[how as keyof typeof states];
      case "repeat":
        return how.repeat(Number(times));
      default:
        throw new Error(`this proof does not know ${whole}`);
    }
  });
}

export interface Filling {
  code: string;
  mine: Begun;
  /** Of a second flow of the same browser, of another tenant's, of another person's. */
  states: Record<"other" | "tenant2" | "stranger", string>;
}
