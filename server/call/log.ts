import pino from "pino";

/** Everything that may stand in a log. A field that is not named here cannot be written: no token, no value, no text of others. */
export interface LogFields {
  request_id?: string;
  verb?: string;
  /** The route's pattern, never the address: ids stand in it. */
  route?: string;
  status?: number;
  ms?: number;
  code?: string;
  tenant?: string;
  link?: string;
  connection?: string;
  system?: string;
  cause?: string;
  address?: string;
  error?: string;
  stack?: string;
  count?: number;
  signal?: string;
}
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

const names: ReadonlySet<string> = new Set<keyof LogFields>([
  ...(["request_id", "verb", "route", "status", "ms", "code", "tenant", "link", "connection"] as const),
  ...(["system", "cause", "address", "error", "stack", "count", "signal"] as const),
]);

export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination ?? pino.destination({ dest: 1, sync: false }),
  );
  // Types are no wall at run time: what is spread in from elsewhere is looked at again.
  const only = (fields: LogFields = {}) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => names.has(name)));
  return {
    debug: (event, fields) => logger.isLevelEnabled("debug") && logger.debug(only(fields), event),
    info: (event, fields) => logger.info(only(fields), event),
    warn: (event, fields) => logger.warn(only(fields), event),
    error: (event, fields) => logger.error(only(fields), event),
  };
}

/** What may be told of an error that nobody expected: where, not what; messages quote values. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = "code" in error && typeof error.code === "string" ? `${error.name} ${error.code}` : error.name;
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return { error: code, ...(frames && { stack: frames.slice(0, 8).join("\n") }) };
}
