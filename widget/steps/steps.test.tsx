// @vitest-environment happy-dom
import { act, cleanup, fireEvent, waitFor, within } from "@testing-library/react";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { draft, goodRungs, journey, outcome, reading, run, search } from "../gallery/journey.js";
import { states } from "../gallery/states.js";
import type { At } from "../flow/state.js";
import { odoo } from "../gallery/systems.js";
import { fixtureTransport } from "../gallery/transport.js";
import type { Transport } from "../flow/transport.js";
import { stage } from "./stage.setup.js";

afterEach(cleanup);
const still: Transport = { ask: () => new Promise(() => undefined), run: () => new Promise(() => undefined) };
const silent = { transport: still };

describe("picking", () => {
  test("arrows move through the list while the focus stays in the box, Enter picks", async () => {
    const { getByRole, flow } = await stage(states["pick"]!);
    const box = getByRole("combobox");
    box.focus();
    fireEvent.keyDown(box, { key: "ArrowDown" });
    fireEvent.keyDown(box, { key: "ArrowDown" });
    const active = box.getAttribute("aria-activedescendant");
    expect(document.getElementById(active!)?.textContent).toContain("Tryton");
    expect(document.getElementById(active!)?.getAttribute("aria-selected")).toBe("true");
    expect(document.activeElement).toBe(box);
    fireEvent.keyDown(box, { key: "Enter" });
    await waitFor(() => expect(flow.store.getState()).toMatchObject({ step: "details", current: "tryton" }));
  });

  test("a system that is not ready is shown and not offered", async () => {
    const { getByRole, flow } = await stage(states["pick"]!);
    const row = getByRole("option", { name: /SAP Business One/ });
    expect(row.getAttribute("aria-disabled")).toBe("true");
    expect(row.textContent).toContain("Not available yet");
    fireEvent.click(row);
    expect(flow.store.getState()).toMatchObject({ step: "pick", picking: null });
  });

  test("a pasted address goes along to the details of its system", async () => {
    const { getByRole, findByLabelText } = await stage(states["pick.address"]!);
    fireEvent.click(getByRole("button", { name: "Connect Odoo" }));
    expect(((await findByLabelText("Address")) as HTMLInputElement).value).toBe("plant2.odoo.com/web#id=3");
  });

  test("what was looked for and not found is told to the host, and general ways are offered", async () => {
    const asked = vi.fn();
    const answers = fixtureTransport(0);
    const transport: Transport = { ...answers, ask: (name, input) => (asked(name, input), answers.ask(name, input)) };
    const { getByRole, findByText, findByRole } = await stage(states["pick.not-listed"]!, { transport });
    expect((getByRole("textbox") as HTMLInputElement).value).toBe("Plantmaster 3000");
    fireEvent.click(getByRole("button", { name: "Tell them" }));
    await findByText(/Northwind Maintenance has been told/);
    expect(asked).toHaveBeenCalledWith("requestSystem", { body: { name: "Plantmaster 3000", address: null } });
    await findByRole("option", { name: /REST with a key/ });
  });
});

describe("details", () => {
  test("what an application of one's own must know is there to be copied; other ways show nothing of it", async () => {
    const written = vi.fn(() => Promise.resolve());
    vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText: written } });
    const own = await stage(states["details.ownApplication"]!, silent);
    const shown = own.getByLabelText("Redirect address") as HTMLTextAreaElement;
    expect([shown.readOnly, shown.form]).toEqual([true, null]);
    fireEvent.click(own.getByRole("button", { name: "Copy address" }));
    await own.findByText("Copied");
    expect(written).toHaveBeenCalledWith(shown.value);
    vi.unstubAllGlobals();
    cleanup();
    const operators = await stage(states["details.consent"]!, silent);
    expect(operators.queryByLabelText("Redirect address")).toBeNull();
  });

  test("a press with empty fields marks them and puts the focus into the first", async () => {
    const { getByRole, getByLabelText, flow } = await stage(states["details"]!);
    fireEvent.click(getByRole("button", { name: "Check connection" }));
    const address = getByLabelText("Address");
    await waitFor(() => expect(document.activeElement).toBe(address));
    expect(address.getAttribute("aria-invalid")).toBe("true");
    const described = address.getAttribute("aria-describedby")!.split(" ");
    expect(described.map((id) => document.getElementById(id)?.textContent).join()).toContain("Address is missing.");
    expect(flow.store.getState().step).toBe("details");
  });

  test("a field that a run blamed is focused, marked, and says why", async () => {
    const { getByLabelText } = await stage(states["details.fault"]!, silent);
    const key = getByLabelText("API key");
    await waitFor(() => expect(document.activeElement).toBe(key));
    expect(key.getAttribute("aria-invalid")).toBe("true");
    const described = key.getAttribute("aria-describedby")!.split(" ");
    expect(described.map((id) => document.getElementById(id)?.textContent).join()).toContain("Odoo did not accept");
  });

  test("a proposal is taken by one press, and not taken without", async () => {
    const { getByRole, getByLabelText, flow } = await stage(states["details.address-proposal"]!, silent);
    expect((getByLabelText("Address") as HTMLInputElement).value).toBe("plant2.odo.com");
    fireEvent.click(getByRole("button", { name: "Use this address" }));
    await waitFor(() => expect((getByLabelText("Address") as HTMLInputElement).value).toBe("https://plant2.odoo.com"));
    expect(flow.store.getState()).toMatchObject({
      drafts: { odoo: { values: { address: "https://plant2.odoo.com" } } },
    });
  });

  test("an address of another system leads there, with the address", async () => {
    const { getByRole, flow } = await stage(states["details.other-system"]!);
    fireEvent.click(getByRole("button", { name: "Switch to Tryton" }));
    await waitFor(() =>
      expect(flow.store.getState()).toMatchObject({
        current: "tryton",
        drafts: { tryton: { values: { address: "plant2.erpnext.com" } } },
      }),
    );
  });

  test("back and forth, everything typed is still in its field", async () => {
    const { getByRole, findByRole, getByLabelText, findByLabelText } = await stage(states["details"]!);
    fireEvent.change(getByLabelText("Database"), { target: { value: "  plant 2" } });
    fireEvent.change(getByLabelText("API key"), { target: { value: "s3cret " } });
    fireEvent.click(getByRole("button", { name: "Back" }));
    fireEvent.click(await findByRole("option", { name: /Odoo/ }));
    expect(((await findByLabelText("Database")) as HTMLInputElement).value).toBe("  plant 2");
    expect((getByLabelText("API key") as HTMLInputElement).value).toBe("s3cret ");
  });

  test("a secret is masked until it is asked to be shown, and no browser is invited to fill a key", async () => {
    const { getByLabelText, getByRole } = await stage(states["details.filled"]!, silent);
    const key = getByLabelText("API key") as HTMLInputElement;
    expect([key.type, key.autocomplete]).toEqual(["password", "new-password"]);
    fireEvent.click(getByRole("button", { name: "Show API key" }));
    expect(key.type).toBe("text");
  });

  test("a sealed value is not asked for again, until it is to be changed", async () => {
    const { queryByLabelText, getByRole, findByLabelText } = await stage(states["details.sealed"]!, silent);
    expect(queryByLabelText("API key")).toBeNull();
    fireEvent.click(getByRole("button", { name: "Change API key" }));
    await findByLabelText("API key");
  });

  test("links of the steps go into the person's own system, and only to pages", async () => {
    const { getAllByRole } = await stage(states["details.filled"]!, silent);
    expect(getAllByRole("link").map((a) => a.getAttribute("href"))).toEqual([
      "https://plant2.odoo.com/odoo",
      "https://plant2.odoo.com/odoo/my-preferences",
    ]);
    cleanup();
    const evil = draft({ reading: reading({ url: "javascript:alert(1)//" }) });
    const { queryAllByRole } = await stage(
      { ...journey(evil), step: "details", fault: null, readingAddress: false },
      silent,
    );
    expect(queryAllByRole("link")).toEqual([]);
  });

  test("no placeholder stands for an instruction", async () => {
    const { container } = await stage(states["details.many-fields"]!, silent);
    expect(container.querySelectorAll("[placeholder]")).toHaveLength(0);
  });
});

describe("checks", () => {
  test("each rung is announced once, when it has its answer", async () => {
    const { getByRole, flow } = await stage(states["checks.starting"]!, silent);
    const log = getByRole("log");
    const lines: string[] = [];
    new MutationObserver((changes) =>
      changes.forEach((c) => c.addedNodes.forEach((n) => lines.push(n.textContent ?? ""))),
    ).observe(log, { childList: true, subtree: true, characterData: true });
    for (const [at, line] of goodRungs().entries()) {
      const before = goodRungs().slice(0, at);
      for (const rungs of [
        [...before, { ...line, answer: "running" as const, facts: [] }],
        [...before, line],
      ])
        await act(async () =>
          flow.store.setState(
            {
              ...journey(draft()),
              step: "checks",
              run: run({ status: "running", rungs, outcome: null }),
              finishing: false,
              trouble: null,
            },
            true,
          ),
        );
    }
    await waitFor(() => expect(lines).toHaveLength(goodRungs().length));
    expect(lines[5]).toBe("Signed in. As anna@plant.example");
  });

  test("a failure leads to the field at fault", async () => {
    const { getByRole, findByLabelText } = await stage(states["cause.credentials_wrong"]!, silent);
    fireEvent.click(getByRole("button", { name: "Correct it" }));
    const key = await findByLabelText("API key");
    await waitFor(() => expect(document.activeElement).toBe(key));
  });

  test("what a system asks for besides stands there once it has asked, with its words and the focus", async () => {
    const asked = states["details.asked"] as At<"details">;
    const before = { ...asked, fault: null, drafts: { odoo: { ...asked.drafts["odoo"]!, asked: {} } } };
    const unasked = await stage(before, silent);
    expect(unasked.queryByLabelText("Code from the message")).toBeNull();
    unasked.unmount();
    const { getByLabelText, getByText } = await stage(asked, silent);
    const code = getByLabelText("Code from the message");
    await waitFor(() => expect(document.activeElement).toBe(code));
    expect(getByText("Odoo says: Code sent to +49 ··· 17")).toBeTruthy();
    expect((getByLabelText("API key") as HTMLInputElement).value).toBe("not-a-real-key");
  });

  test("the outcome takes the focus, because the button that was pressed is gone", async () => {
    const { container, flow } = await stage(states["checks.running"]!, silent);
    act(() => flow.store.setState(states["checks.connected"]!, true));
    await waitFor(() => expect(document.activeElement).toBe(container.querySelector(".gw-outcome")));
  });

  test("a report holds request, causes and times, and nothing that was entered", async () => {
    const failed = run({ rungs: goodRungs(), outcome: outcome({ outcome: "failed", cause: "permission_missing" }) });
    const { getByRole } = await stage(
      { ...journey(draft()), step: "stuck", cause: "permission_missing", run: failed },
      silent,
    );
    const report = (getByRole("textbox") as HTMLTextAreaElement).value;
    for (const part of ["req_7Q2hZ0f1", "permission_missing", "310 ms"]) expect(report).toContain(part);
    for (const secret of ["not-a-real-key", "anna@plant.example"]) expect(report).not.toContain(secret);
  });
});

describe("consent", () => {
  test("the window opens in the press itself", async () => {
    const openWindow = vi.fn(() => null);
    const { getByRole, findByText } = await stage(states["authorize"]!, { ...silent, host: { openWindow } });
    fireEvent.click(getByRole("button", { name: /^Open / }));
    expect(openWindow).toHaveBeenCalledTimes(1);
    await findByText("Your browser blocked the window");
    expect(getByRole("button", { name: "Go on without a window" })).toBeTruthy();
  });
});

describe("leaving", () => {
  test("asks before what was typed is lost", async () => {
    const onExit = vi.fn();
    const { getByRole, findByRole } = await stage(states["details.filled"]!, { ...silent, host: { onExit } });
    fireEvent.click(getByRole("button", { name: "Close" }));
    const dialog = await findByRole("dialog");
    expect(onExit).not.toHaveBeenCalled();
    fireEvent.click(within(dialog).getByRole("button", { name: "Stop" }));
    expect(onExit).toHaveBeenCalledWith({ completed: false, step: "details", cause: null });
  });
});

test("awkward and hostile text is shown as text, everywhere", async () => {
  const corpus = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../e2e/proofs/cases/naughty-strings.json"), "utf8"),
  ) as { cases: { input: string }[] };
  const items = corpus.cases.map(({ input }, n) => ({ ...odoo, id: `s${n}`, name: input, summary: { en: input } }));
  const { container, getAllByRole } = await stage(
    {
      ...journey(null, search({ items, text: items[0]!.name })),
      step: "pick",
      picking: null,
      trouble: null,
      wish: "closed",
    },
    silent,
  );
  const rows = getAllByRole("option");
  for (const [n, row] of rows.entries()) expect(row.querySelector(".gw-system-name")?.textContent).toBe(items[n]!.name);
  expect(container.querySelectorAll("script, img, iframe, object, style, [onerror], [onclick]")).toHaveLength(0);
});

test.each(Object.keys(states).filter((name) => !name.startsWith("cause.")))("%s stands, with a title", async (name) => {
  const { container } = await stage(states[name]!, silent);
  expect(container.querySelector("h1, [role=status]")?.textContent).not.toBe("");
});
