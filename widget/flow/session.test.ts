import { expect, test } from "vitest";
import { link } from "../gallery/journey.js";
import { fixtureTransport } from "../gallery/transport.js";
import { openLink } from "./session.js";

const transport = fixtureTransport(0);

test("a reload goes on with the link that the tab had", async () => {
  expect((await openLink(transport, { resume: true, link: link.id })).link.id).toBe(link.id);
});

test("coming back from elsewhere, a tab goes on with the link that the cookie names", async () => {
  expect((await openLink(transport, { resume: true })).link.id).toBe(link.id);
});

test("a reload does not take over the link of another tab", async () => {
  await expect(openLink(transport, { resume: true, link: "link_other" })).rejects.toMatchObject({ code: "token_used" });
});
