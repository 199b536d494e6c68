import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import { pressLast } from "./pressLast.js";

/** The flow as a person sees it, wherever it stands: in a frame, or in a page itself. */
export class FlowPage {
  constructor(
    readonly page: Page,
    readonly flow: FrameLocator | Page,
  ) {}

  /** Types into the search box and waits for the answer: before it, the list is still that of another question. */
  async search(text: string): Promise<void> {
    const asked = new URLSearchParams({ q: text }).toString();
    const answered = this.page.waitForResponse((response) => response.url().includes(asked));
    await this.flow.getByRole("combobox", { name: /Search by name/ }).fill(text);
    await answered;
  }

  /** Searches for a system and picks it. */
  async pick(name: string): Promise<void> {
    await this.search(name);
    await this.flow
      .getByRole("option", { name: new RegExp(`^${name}`) })
      .first()
      .click();
    await expect(this.flow.getByRole("heading", { name: `Connect ${name}` })).toBeVisible();
  }

  /** Another way to prove access than the recommended one. */
  async choose(way: string): Promise<void> {
    await this.flow.getByRole("radio", { name: way }).check();
  }

  field(label: string): Locator {
    return this.flow.getByLabel(label, { exact: true });
  }

  async fill(values: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(values)) await this.field(label).fill(value);
  }

  /** Types as a person does, key by key. */
  async type(label: string, text: string): Promise<void> {
    await this.field(label).pressSequentially(text);
  }

  /** What was found at the address while it was typed. */
  preview(): Locator {
    return this.flow.locator(".gw-preview");
  }

  async press(name: string | RegExp): Promise<void> {
    await this.flow.getByRole("button", { name }).first().click();
  }

  /** Presses "Check connection" and waits for the outcome. */
  async check(): Promise<void> {
    await this.press("Check connection");
    await this.outcome();
  }

  async outcome(): Promise<void> {
    await expect(this.flow.getByRole("heading", { name: /^Check of/ })).toBeVisible({ timeout: 45_000 });
  }

  rung(text: string | RegExp): Locator {
    return this.flow.getByRole("list", { name: "What has been checked" }).getByText(text);
  }

  /** What the outcome says: what happened, whose doing it is, what to do now. */
  verdict(): Locator {
    return this.flow.locator(".gw-outcome");
  }

  /** Makes the connection and closes the flow. */
  async connect(system: string): Promise<void> {
    await this.press(`Connect ${system}`);
    await expect(this.flow.getByRole("heading", { name: `${system} is connected` })).toBeVisible();
    await this.close("Done");
  }

  /** Presses a button that takes the flow away. */
  close(name: string): Promise<void> {
    return pressLast(this.flow.getByRole("button", { name, exact: true }));
  }
}
