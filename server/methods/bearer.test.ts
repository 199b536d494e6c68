import { asked, httpMethodSuite, reads } from "./http.suite.js";
import { systemWith } from "./world.fixture.js";

const values = { address: "https://example.com", token: "eyJ.a-b_c.d" };

for (const prefix of ["Bearer ", "PRIVATE "]) {
  httpMethodSuite(`bearer, as ${prefix.trim()}`, {
    system: systemWith({ kind: "bearer", prefix, ...asked }, reads),
    fields: ["address", "token"],
    sealed: ["token"],
    values,
    isSigned: ({ headers }) => headers.authorization === prefix + values.token,
    wrong: { ...values, token: "other-token" },
  });
}
