import type { HttpAnswer } from "./answer.js";
import { enteredFields } from "./fields.js";
import { because, type Finding } from "./finding.js";
import { httpMethod } from "./httpMethod.js";
import type { Method } from "./method.js";

const open = httpMethod<"none">({
  kind: "none",
  fields: (use, system) => enteredFields(system, use, []),
  sign: () => ({ signature: {}, means: closed }),
});

/** No credentials: an interface that is open to everybody. What recognises the product is what proves the access, too. */
export const none: Method<"none"> & Pick<typeof open, "sign"> = {
  ...open,
  signIn(visit) {
    const signIn = visit.use.signIn ?? visit.system.recognition[0];
    return open.signIn({ ...visit, use: { ...visit.use, ...(signIn && { signIn }) } });
  },
};

const closed = ({ status }: HttpAnswer): Finding | undefined =>
  status === 401 || status === 403 ? because("sign_in_required") : undefined;
