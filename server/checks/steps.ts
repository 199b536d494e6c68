import { NetError, type NetStep } from "../net/index.js";

type StepName = NetStep["step"];
type StepOf<S extends StepName> = Extract<NetStep, { step: S }>;
/** Undefined: left out on the way, as TLS is with http. */
type Taken<S extends StepName> = Promise<StepOf<S> | undefined>;

/** One way to an address, in the steps by which it is told. Each promise ends; the failed one has the error, later ones have it too. */
export interface Way<T> {
  readonly name: Taken<"name">;
  readonly reach: Taken<"reach">;
  readonly secure: Taken<"secure">;
  /** What was found in the end. */
  readonly end: Promise<T>;
}

const order = ["name", "reach", "secure"] as const;

/** Sets out, and tells each step as soon as it is taken. */
export function setOut<T>(go: (onStep: (step: NetStep) => void) => Promise<T>): Way<T> {
  const steps = order.map((step) => ({ step, ...deferred<NetStep | undefined>() }));
  // A step may be left out: the ones before it are over as soon as a later one is.
  const takenUpTo = (index: number) => steps.slice(0, index).forEach(({ resolve }) => resolve(undefined));
  const end = go((step) => {
    const index = order.findIndex((name) => name === step.step);
    takenUpTo(index < 0 ? order.length : index);
    steps[index]?.resolve(step);
  });
  end.then(
    () => takenUpTo(order.length),
    (error: unknown) => {
      takenUpTo(error instanceof NetError ? failedAt(error) : order.length);
      steps.forEach(({ reject }) => reject(error));
    },
  );
  // Whoever waits hears of the error; nobody has to.
  [end, ...steps.map(({ promise }) => promise)].forEach((promise) => void promise.catch(() => undefined));
  const [name, reach, secure] = steps.map(({ promise }) => promise);
  return { name: name as Taken<"name">, reach: reach as Taken<"reach">, secure: secure as Taken<"secure">, end };
}

/** The first step that a code can belong to: an address is judged once its name is known, a certificate once it is reached. */
function failedAt({ code, facts }: NetError): number {
  if (/^(?:certificate|tls|client_certificate)_/.test(code)) return order.indexOf("secure");
  if (code === "address_forbidden" && facts.addresses !== undefined) return order.indexOf("reach");
  return 0;
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((one, other) => {
    resolve = one;
    reject = other;
  });
  return { promise, resolve, reject };
}
