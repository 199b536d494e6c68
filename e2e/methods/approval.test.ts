import { describe, expect, it } from "vitest";
import type { System } from "#contract";
import { loopbackFetch } from "../real/ground/loopbackFetch.js";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startWordpress } from "../real/wordpress.js";
import { climb, entry } from "./climb.fixture.js";
import { consentAt } from "./consent.fixture.js";

/** The entry with one way only, as the flow hands it on. */
const byApproval = (): System => {
  const system = entry("wordpress");
  return { ...system, methods: system.methods.filter(({ id }) => id === "approval") };
};

describe("WordPress, by its own page for approval", () => {
  const wordpress = whileRunning(startWordpress);
  const { begun, callback, state, kept, start } = consentAt(byApproval, () => wordpress().url);

  /** A browser that signs in and presses a button of the page; where it is sent to afterwards. */
  async function press(location: string, button: "approve" | "reject"): Promise<string> {
    const cookies = new Map<string, string>([["wordpress_test_cookie", "WP Cookie check"]]);
    const go = async (url: string, form?: Record<string, string>) => {
      const answer = await loopbackFetch(url, {
        method: form ? "POST" : "GET",
        redirect: "manual",
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
        ...(form && { body: new URLSearchParams(form) }),
      });
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        cookies.set(name, value);
      }
      return answer;
    };
    const { user, password } = wordpress().accounts.adminLogin;
    await go(`${wordpress().url}/wp-login.php`, { log: user, pwd: password, testcookie: "1" });
    const page = await (await go(location)).text();
    const hidden = [...page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => {
      const of = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(input)?.[1] ?? "";
      return [of("name"), of("value").replaceAll("&#038;", "&").replaceAll("&amp;", "&")] as const;
    });
    const answer = await go(`${wordpress().url}/wp-admin/authorize-application.php`, {
      ...Object.fromEntries(hidden),
      app_name: /name="app_name"[^>]*value="([^"]*)"/.exec(page)?.[1] ?? "",
      [button]: "1",
    });
    return new URL(answer.headers.get("location")!).search;
  }

  it("hands a password of its own back, which connects", async () => {
    const { flow, location, cookie } = await begun({});
    expect(new URL(location).searchParams.get("app_name")).toMatch(/^Plant, \d{4}-/);
    const search = await press(location, "approve");
    expect(await callback({ search, cookie: undefined })).toMatchObject({ fault: "browser_mismatch" });
    expect(await callback({ search: `${search}&password=other`, cookie })).toMatchObject({
      fault: "duplicate_parameter",
    });
    expect(await callback({ search, cookie })).toMatchObject({ outcome: "granted" });
    expect(await state(flow)).toEqual({ status: "granted", cause: null });
    const values: Record<string, string> = { ...(await kept())!, address: wordpress().url };
    const ran = await climb(byApproval(), "approval", values);
    expect(ran.story.at(-1)).toBe("connected");
    expect(JSON.stringify(ran.lines)).not.toContain(values["password"]);
    const withdrawn = await climb(byApproval(), "approval", { ...values, password: "withdrawn" });
    expect(withdrawn.line).toMatchObject({ outcome: "failed", cause: "consent_expired" });
  });

  it("is refused there", async () => {
    const { flow, location, cookie } = await begun({});
    const search = await press(location, "reject");
    expect(await callback({ search, cookie })).toMatchObject({ outcome: "failed", cause: "consent_refused" });
    expect(await state(flow)).toEqual({ status: "failed", cause: "consent_refused" });
  });

  it("needs nothing to be typed but the address", async () => {
    const before = await climb(byApproval(), "approval", { address: wordpress().url });
    expect(before.line).toMatchObject({ cause: "consent_expired" });
    const { flow } = await start({});
    expect((await state(flow))!.status).toBe("waiting");
  });
});
