import { type Problem, type ProblemCode, problems } from "#contract";

/** A request refused, on purpose. Thrown anywhere in the server; `http/` answers it as RFC 9457 says. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: ProblemCode,
    readonly more: { fields?: NonNullable<Problem["fields"]>; retryAfter?: number } = {},
  ) {
    super(problems[code].title);
  }
}

/** A refusal that points at one member of the request. */
export const badField = (path: string, message: string): Refusal =>
  new Refusal("invalid_request", { fields: [{ path, message }] });
