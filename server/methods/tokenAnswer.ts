/**
 * A token endpoint's answer as RFC 6749 (5.1, 5.2) wants it, made of what providers really send: forms instead of JSON,
 * JSON under another type, errors under 200, no `token_type` (Shopify), scopes as a list, an `expires_in` that is none.
 * What cannot be read is passed on as it is, to be refused.
 */
export async function standardAnswer(answer: Response): Promise<Response> {
  const text = await answer.text();
  const said = readText(text, answer.headers.get("content-type") ?? "");
  const headers = new Headers(answer.headers);
  if (!said) return new Response(text || null, { status: answer.status, headers });
  for (const name of ["content-length", "content-encoding"]) headers.delete(name);
  headers.set("content-type", "application/json");
  return new Response(JSON.stringify(standard(said)), { status: statusOf(answer, said), headers });
}

type Said = Record<string, unknown>;

function readText(text: string, type: string): Said | undefined {
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return readForm(text);
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Said) : undefined;
  } catch {
    return undefined;
  }
}

/** Each name once: of two tokens nobody could say which one is meant. */
function readForm(text: string): Said | undefined {
  const form = [...new URLSearchParams(text)];
  const said = Object.fromEntries(form);
  return Object.keys(said).length === form.length ? said : undefined;
}

/** An error is one whatever the status says, and a token that comes beside it is not taken. */
function statusOf(answer: Response, { error }: Said): number {
  if (!answer.ok) return answer.status;
  return typeof error === "string" && error !== "" ? 400 : 200;
}

function standard(said: Said): Said {
  // Members that hold nothing are as good as absent.
  const known = Object.entries(said).filter(([, value]) => value !== null);
  const { expires_in: life, token_type: type, scope, ...others } = Object.fromEntries(known);
  const seconds = secondsOf(life);
  return {
    ...others,
    token_type: type === undefined || type === "" ? "Bearer" : type,
    ...(scope !== undefined && { scope: Array.isArray(scope) ? scope.join(" ") : scope }),
    ...(seconds !== undefined && { expires_in: seconds }),
    // Words are nobody's slip with a number: whoever says "soon" is not understood.
    ...(typeof life === "string" && /^\s*[a-z]/i.test(life) && { expires_in: life }),
  };
}

const longest = 10 * 366 * 86_400;

/** Whole seconds. What is no time ahead is no end at all: a token is renewed when it is refused, and never in a loop. */
function secondsOf(life: unknown): number | undefined {
  const seconds = typeof life === "string" && /^\s*\d+(?:\.\d+)?\s*$/.test(life) ? Number(life) : life;
  if (typeof seconds !== "number" || !(seconds >= 1)) return undefined;
  return Math.floor(Math.min(seconds, longest));
}
