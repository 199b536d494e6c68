import { describe, expect, it } from "vitest";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startWordpress } from "../real/wordpress.js";
import { climb, entry, factsOf } from "./climb.fixture.js";

describe("WordPress, connected by its entry", () => {
  const wordpress = whileRunning(startWordpress);
  const run = (who: "admin" | "adminLogin" | "subscriber", address = wordpress().url) => {
    const { user, password } = wordpress().accounts[who];
    return climb(entry("wordpress"), "basic", { address, username: user, password });
  };

  it("takes an application password, and says whose it is", async () => {
    const ran = await run("admin");
    expect(ran.story.at(-1)).toBe("connected");
    expect(ran.identity).not.toBeNull();
  });

  it("is recognised from a page of its own", async () => {
    expect((await run("admin", `${wordpress().url}/wp-login.php`)).story.at(-1)).toBe("connected");
  });

  it("refuses the log-in password, at its field", async () => {
    expect((await run("adminLogin")).line).toMatchObject({ cause: "credentials_wrong", field: "password" });
  });

  it("says that it is WordPress where another product was picked", async () => {
    const values = { address: wordpress().url, username: "admin", password: "x", database: "x" };
    const ran = await climb(entry("tryton"), "login", values);
    expect(ran.line).toMatchObject({ cause: "wrong_product", field: "address" });
    expect(factsOf(ran, "recognise")[0]).toMatch(/^product: (?:WordPress|WooCommerce)$/);
  });
});
