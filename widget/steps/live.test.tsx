// @vitest-environment happy-dom
import { act, cleanup, fireEvent, waitFor, within } from "@testing-library/react";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeCertificates } from "../../e2e/real/ground/certificates.js";
import { manualServer } from "../flow/manualServer.fixture.js";
import { draftOf, isOpen } from "../flow/state.js";
import { certificate, failed } from "../gallery/failing.js";
import { draft, goodRungs, journey, outcome, reading } from "../gallery/journey.js";
import { states } from "../gallery/states.js";
import type { Transport } from "../flow/transport.js";
import { Trouble } from "../flow/trouble.js";
import { stage } from "./stage.setup.js";

afterEach(cleanup);
const still: Transport = { ask: () => new Promise(() => undefined), run: () => new Promise(() => undefined) };
const silent = { transport: still };

/** The details, with a server that answers when the test says so. */
async function typing() {
  const server = manualServer();
  const screen = await stage(
    { ...journey(draft({ values: {}, reading: null })), step: "details", fault: null, readingAddress: false },
    { transport: server.transport },
  );
  const address = screen.getByLabelText("Address") as HTMLInputElement;
  const paste = async (text: string) => {
    fireEvent.input(address, { target: { value: text }, inputType: "insertFromPaste" });
    fireEvent.blur(address);
    await waitFor(() => expect(server.of("readAddress").length).toBeGreaterThan(0));
    await act(async () => server.of("readAddress").at(-1)!.answer(reading()));
    await waitFor(() => expect(server.of("runChecks").length).toBeGreaterThan(0));
  };
  const look = () => server.of("runChecks").at(-1)!;
  const tell = (...lines: Parameters<ReturnType<typeof look>["tell"]>[0][]) =>
    act(async () => {
      lines.forEach(look().tell);
      look().answer(undefined);
    });
  return { ...screen, server, address, paste, look, tell };
}
const seen = goodRungs().slice(0, 5);
const recognised = outcome({ outcome: "recognised" });

describe("what answers is told while the person types", () => {
  test("in one sentence, once, and without touching where she is", async () => {
    const { paste, tell, getByLabelText, container, findByText } = await typing();
    const status = container.querySelector(".gw-preview [role=status]") ?? container;
    const said: string[] = [];
    new MutationObserver(() => {
      const text = container.querySelector(".gw-preview [role=status]")?.textContent ?? "";
      if (text && said.at(-1) !== text) said.push(text);
    }).observe(container, { childList: true, subtree: true, characterData: true });
    expect(status).toBeTruthy();
    await paste("https://plant2.odoo.com");
    const user = getByLabelText("E-mail you sign in with") as HTMLInputElement;
    user.focus();
    await findByText("Looking what answers there");
    await tell(...seen, recognised);
    await findByText("Odoo 17.0 answers here");
    await waitFor(() => expect(said).toEqual(["Odoo 17.0 answers here, encrypted"]));
    expect(document.activeElement).toBe(user);
    expect(user.isConnected).toBe(true);
  });

  test("another product is named, and one press leads to it", async () => {
    const { paste, tell, findByRole, findByText, server } = await typing();
    await paste("https://plant2.odoo.com");
    const wrong = failed("wrong_product");
    await tell(...wrong.rungs, wrong.outcome!);
    fireEvent.click(await findByRole("button", { name: "Switch to Tryton" }));
    expect(server.of("showSystem")[0]!.input.params).toEqual({ id: "tryton" });
    await act(async () => server.of("showSystem")[0]!.refuse(new Trouble("offline")));
    // It could not be opened: that is said, where she can try again.
    await findByText(/We cannot be reached/);
  });

  test("an encrypted address is one press away, and is looked at anew", async () => {
    const { paste, tell, findByRole, server, address } = await typing();
    await paste("http://plant2.odoo.com");
    const plain = failed("tls_required");
    await tell(...plain.rungs, plain.outcome!);
    fireEvent.click(await findByRole("button", { name: "Use https://plant2.odoo.example" }));
    await waitFor(() => expect(address.value).toBe("https://plant2.odoo.example"));
    expect(server.of("readAddress").at(-1)!.input.body).toMatchObject({ text: "https://plant2.odoo.example" });
  });

  test("what a field that is still empty would be blamed for is not said yet", async () => {
    const { paste, tell, queryByText } = await typing();
    await paste("https://plant2.odoo.com");
    const rung = { ...seen[4]!, answer: "no" as const, cause: "company_unknown" as const };
    await tell(...seen.slice(0, 4), rung, outcome({ outcome: "failed", cause: "company_unknown", field: "database" }));
    expect(queryByText(/does not know this company/)).toBeNull();
  });

  test("a button that vanishes under the finger leaves the focus where it was", async () => {
    const { paste, tell, findByRole, container } = await typing();
    await paste("https://plant2.odoo.com");
    const lost = failed("name_not_found");
    await tell(...lost.rungs, lost.outcome!);
    const again = await findByRole("button", { name: "Try again" });
    again.focus();
    fireEvent.click(again);
    await waitFor(() => expect(again.isConnected).toBe(false));
    await waitFor(() => expect(document.activeElement).toBe(container.querySelector(".gw-preview")));
  });
});

describe("what was found for a field", () => {
  test("few are buttons, and one press enters", async () => {
    const { getByRole, getByLabelText } = await stage(states["choices.few"]!, silent);
    const found = getByRole("group", { name: "We found:" });
    fireEvent.click(within(found).getByRole("button", { name: "test" }));
    await waitFor(() => expect((getByLabelText("Database") as HTMLInputElement).value).toBe("test"));
    expect(within(found).getByRole("button", { name: "test" }).getAttribute("aria-pressed")).toBe("true");
  });

  test("the only one is in the field, said with it, and typing takes it back", async () => {
    const { getByLabelText, queryByText } = await stage(states["choices.only"]!, silent);
    const field = getByLabelText("Database") as HTMLInputElement;
    expect(field.value).toBe("plant");
    const described = field.getAttribute("aria-describedby")!.split(" ");
    expect(described.map((id) => document.getElementById(id)?.textContent).join()).toContain("Filled in for you");
    fireEvent.change(field, { target: { value: "other" } });
    await waitFor(() => expect(queryByText(/Filled in for you/)).toBeNull());
    expect(field.value).toBe("other");
  });

  test("what has a name is offered by it, two of one name with what tells them apart, and its id is entered", async () => {
    const { getByRole, getByLabelText } = await stage(states["choices.named"]!, silent);
    const found = getByRole("group", { name: "We found:" });
    const [first, ...others] = within(found).getAllByRole("button");
    expect(others.map((one) => one.textContent)).toEqual([
      "Northwind Foods UK Ltd (18c33de0)",
      "Northwind Foods UK Ltd (9ab2f6c1)",
    ]);
    expect(others[0]!.getAttribute("aria-pressed")).toBe("true");
    fireEvent.click(first!);
    await waitFor(() => expect((getByLabelText("Database") as HTMLInputElement).value).toBe("70f1b2a4"));
  });

  test("a long list is narrowed by names as well", async () => {
    const offers = ["a1", "b2", "c3", "d4", "e5", "f6", "g7"].map((value) => ({ value, label: `Plant ${value}` }));
    const state = states["choices.named"] as Extract<(typeof states)[string], { drafts: object }>;
    const drafts = Object.fromEntries(
      Object.entries(state.drafts).map(([id, draft]) => [
        id,
        {
          ...draft,
          values: { ...draft.values, database: "" },
          choices: { database: [...offers, { value: "x", label: "Übersee" }] },
        },
      ]),
    );
    const { getByLabelText, getByRole, getByText } = await stage({ ...state, drafts } as never, silent);
    fireEvent.change(getByLabelText("Database"), { target: { value: "über" } });
    const option = await waitFor(() => within(getByRole("listbox")).getByRole("option"));
    expect(option.textContent).toBe("Übersee");
    fireEvent.click(option);
    await waitFor(() => expect((getByLabelText("Database") as HTMLInputElement).value).toBe("x"));
    expect(getByText(/Chosen:/).textContent).toContain("Übersee");
  });

  test("many are a list: arrows mark, Enter enters, Escape closes, and nothing is sent by that", async () => {
    const { getByLabelText, getByRole, queryByRole, flow } = await stage(states["choices.many"]!, silent);
    const field = getByLabelText("Database") as HTMLInputElement;
    field.focus();
    expect(queryByRole("listbox")).toBeNull();
    fireEvent.keyDown(field, { key: "ArrowDown" });
    const list = getByRole("listbox");
    expect(within(list).getAllByRole("option")).toHaveLength(8);
    fireEvent.keyDown(field, { key: "ArrowDown" });
    fireEvent.keyDown(field, { key: "ArrowDown" });
    const marked = document.getElementById(field.getAttribute("aria-activedescendant")!);
    expect(marked?.textContent).toBe("plant-2");
    fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(field.value).toBe("plant-2"));
    expect(queryByRole("listbox")).toBeNull();
    expect(flow.store.getState().step).toBe("details");
    fireEvent.keyDown(field, { key: "ArrowDown" });
    fireEvent.keyDown(field, { key: "Escape" });
    expect(queryByRole("listbox")).toBeNull();
    expect(document.activeElement).toBe(field);
  });

  test("typing narrows the list, and anything else may be typed as well", async () => {
    const { getByLabelText, getByRole, queryByRole } = await stage(states["choices.many"]!, silent);
    const field = getByLabelText("Database") as HTMLInputElement;
    fireEvent.change(field, { target: { value: "arch" } });
    await waitFor(() =>
      expect(
        within(getByRole("listbox"))
          .getAllByRole("option")
          .map((one) => one.textContent),
      ).toEqual(["archive-2024", "archive-2025"]),
    );
    fireEvent.change(field, { target: { value: "somewhere else" } });
    await waitFor(() => expect(queryByRole("listbox")).toBeNull());
    expect(field.getAttribute("aria-expanded")).toBe("false");
    expect(field.value).toBe("somewhere else");
  });

  test("it comes while somebody types in that very field, whose place is not lost", async () => {
    const { paste, tell, getByLabelText, findByRole } = await typing();
    await paste("https://plant2.odoo.com");
    const field = getByLabelText("Database") as HTMLInputElement;
    field.focus();
    fireEvent.change(field, { target: { value: "pl" } });
    await tell(
      ...seen.slice(0, 4),
      { ...seen[4]!, choices: { field: "database", values: [{ value: "plant" }, { value: "test" }] } },
      recognised,
    );
    await findByRole("group", { name: "We found:" });
    expect(document.activeElement).toBe(field);
    expect(getByLabelText("Database")).toBe(field);
    expect(field.value).toBe("pl");
  });
});

describe("a certificate is judged by the person", () => {
  const folder = mkdtempSync(join(tmpdir(), "gangway-trust-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const certificates = makeCertificates(folder);
  const choose = (input: HTMLElement, name: string, content: string | Uint8Array<ArrayBuffer>) =>
    fireEvent.change(input, { target: { files: [new File([content], name)] } });

  test("shown with issuer, names, dates and fingerprint; one press trusts it and asks again", async () => {
    const server = manualServer();
    const { getByRole } = await stage(states["trust.certificate"]!, { transport: server.transport });
    const panel = getByRole("region", { name: "Is this your server?" });
    for (const text of ["Northwind Plant Issuing CA", "plant2.odoo.com and 10.20.0.8", "January 4, 2026", "3A:F0:9C"])
      expect(panel.textContent).toContain(text);
    expect(server.of("runChecks")).toHaveLength(0);
    fireEvent.click(within(panel).getByRole("button", { name: "Trust this certificate" }));
    expect(server.of("runChecks")).toHaveLength(1);
    expect(server.of("runChecks")[0]!.input.body).toMatchObject({ trust: { pin: certificate.sha256 } });
  });

  test("the fingerprint can be copied as it is compared", async () => {
    const written = vi.fn(() => Promise.resolve());
    vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText: written } });
    const { getByRole, findByText } = await stage(states["trust.certificate"]!, silent);
    fireEvent.click(getByRole("button", { name: "Copy fingerprint" }));
    await findByText("Copied");
    expect(written).toHaveBeenCalledWith(certificate.sha256.toUpperCase().match(/../g)!.join(":"));
    vi.unstubAllGlobals();
  });

  test("an authority's file is read here, and goes along as PEM", async () => {
    const server = manualServer();
    const { getByLabelText } = await stage(states["trust.certificate"]!, { transport: server.transport });
    choose(getByLabelText("Choose CA certificate"), "northwind-root.crt", certificates.ca);
    await waitFor(() => expect(server.of("runChecks")).toHaveLength(1));
    const { trust } = server.of("runChecks")[0]!.input.body as { trust: { ca: string } };
    expect(trust.ca.replace(/\s/g, "")).toBe(certificates.ca.replace(/\s/g, ""));
  });

  test.each([
    ["a private key", () => readFileSync(join(folder, "root.key"), "utf8"), /holds a private key/],
    ["a picture", () => "\u0089PNG", /is no certificate/],
    ["something huge", () => "x".repeat(70_000), /too large/],
  ])("%s is refused at once, never sent, and nothing else is lost", async (_, content, said) => {
    const server = manualServer();
    const { getByLabelText, findByRole, flow } = await stage(states["trust.certificate"]!, {
      transport: server.transport,
    });
    const before = flow.store.getState();
    choose(getByLabelText("Choose CA certificate"), "chosen.pem", content());
    await waitFor(async () => expect((await findByRole("alert")).textContent).toMatch(said));
    expect(server.asked).toHaveLength(0);
    expect(flow.store.getState()).toBe(before);
  });

  test("a right file after a wrong one is taken, and the complaint is gone", async () => {
    const server = manualServer();
    const { getByLabelText, getByRole, flow } = await stage(states["trust.certificate"]!, {
      transport: server.transport,
    });
    choose(getByLabelText("Choose CA certificate"), "photo.pem", "no");
    await waitFor(() => expect(getByRole("alert").textContent).not.toBe(""));
    choose(getByLabelText("Choose CA certificate"), "root.pem", certificates.ca);
    await waitFor(() => expect(server.of("runChecks")).toHaveLength(1));
    const state = flow.store.getState();
    expect(isOpen(state) && draftOf(state)).toMatchObject({ trusted: { file: "root.pem" }, refusedFile: null });
  });

  test("what is trusted says so in the ladder and at the address, and is taken back by one press", async () => {
    const ladder = await stage(states["trust.trusted"]!, silent);
    expect(ladder.getByRole("list", { name: "What has been checked" }).textContent).toContain("trusted by you");
    cleanup();
    const { getByText, getByRole, flow } = await stage(states["preview.trusted-ca"]!, silent);
    expect(getByText(/You trust the authority from northwind-root.pem/)).toBeTruthy();
    fireEvent.click(getByRole("button", { name: "Stop trusting" }));
    const state = flow.store.getState();
    expect(isOpen(state) && draftOf(state)).toMatchObject({ trusted: { trust: {} } });
  });
});

describe("waiting", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"] }));
  afterEach(() => void vi.useRealTimers());

  test("the button says how long, takes no press, and works when the time has come", async () => {
    const server = manualServer();
    const state = {
      ...journey(draft()),
      step: "checks" as const,
      run: failed("account_locked", { endedAt: Date.now() }),
      finishing: false,
      trouble: null,
    };
    const { getByRole, getByText } = await stage(state, { transport: server.transport });
    const button = getByRole("button", { name: /^Check again/ });
    expect(button.textContent).toBe("Check again in 4:32");
    expect(button.getAttribute("aria-disabled")).toBe("true");
    // What is read out does not change every second.
    expect(document.getElementById(button.getAttribute("aria-describedby")!)?.textContent).toMatch(/^possible at /);
    getByText(/^Locked until /);
    fireEvent.click(button);
    expect(server.of("runChecks")).toHaveLength(0);
    act(() => void vi.advanceTimersByTime(2_000));
    expect(button.textContent).toBe("Check again in 4:30");
    act(() => void vi.advanceTimersByTime(270_000));
    expect(button.textContent).toBe("Check again");
    expect(getByText("You can check again now.")).toBeTruthy();
    fireEvent.click(button);
    expect(server.of("runChecks")).toHaveLength(1);
  });
});

describe("no dead end", () => {
  const failing = Object.keys(states).filter((name) => name.startsWith("cause."));
  test.each(failing)("%s: two buttons below, one of which leads on, and the report at hand", async (name) => {
    const server = manualServer();
    const { container, getByRole, flow } = await stage(states[name]!, { transport: server.transport });
    const actions = within(container.querySelector<HTMLElement>(".gw-actions")!).getAllByRole("button");
    expect(actions.length).toBeGreaterThanOrEqual(2);
    expect(getByRole("button", { name: "Copy report" })).toBeTruthy();
    const pressable = actions.filter((button) => !button.hasAttribute("aria-disabled"));
    const best = pressable.findLast((button) => button.textContent !== "I cannot solve this");
    expect(best).toBeDefined();
    const before = flow.store.getState();
    fireEvent.click(best!);
    expect(flow.store.getState() !== before || server.asked.length > 0).toBe(true);
  });

  test("a link that has ended can only be closed, and says so", async () => {
    const onExit = vi.fn();
    const { getAllByRole } = await stage(states["checks.link-ended"]!, { ...silent, host: { onExit } });
    fireEvent.click(getAllByRole("button", { name: "Close" }).at(-1)!);
    expect(onExit).toHaveBeenCalledTimes(1);
  });

  test("what a firewall must let in is shown for every cause that says so, to copy", async () => {
    const { getByLabelText } = await stage(states["cause.connection_timed_out"]!, silent);
    expect((getByLabelText(/^A firewall must let in/) as HTMLTextAreaElement).value).toBe("192.0.2.7\n2001:db8::7");
  });
});
