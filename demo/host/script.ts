import type { open } from "gangway/embed";
import { askBackend } from "./askBackend.js";
import { person } from "./person.js";

/** Set by the script tag; a page with a fixed server writes the tag into its HTML instead. */
declare const Gangway: { open: (options: Partial<Parameters<typeof open>[0]>) => ReturnType<typeof open> };

const at = (id: string) => document.getElementById(id) as HTMLElement;
const button = (id: string) => at(id) as HTMLButtonElement;
const { server, tenant } = await askBackend<{ server: string; tenant: string }>("/api/page");
const tag = document.createElement("script");
tag.src = `${server}/embed/v1.js`;
tag.dataset["tenant"] = tenant;
// A button works as soon as it can be pressed.
tag.onload = () => (button("connect").disabled = false);
tag.onerror = () => (at("news").textContent = "The connection page cannot be reached just now.");
document.head.append(tag);

button("connect").onclick = () =>
  Gangway.open({
    tenant,
    server,
    getToken: async () => (await askBackend<{ token: string }>("/api/link-token", person)).token,
    onConnected: async ({ publicToken, system }) => {
      await askBackend("/api/exchange", { publicToken });
      at("news").textContent = `${system.name} is connected.`;
      await refresh();
    },
    onExit: ({ completed }) => {
      if (!completed) at("news").textContent = "Nothing was connected.";
    },
  });
button("hosted").onclick = () =>
  void askBackend<{ url: string }>("/api/hosted-link", person).then(({ url }) => location.assign(url));
button("hosted").disabled = false;

// Back from the hosted page: the backend trades the link.
const link = new URLSearchParams(location.search).get("gangway_link");
if (link !== null) {
  history.replaceState(null, "", location.pathname);
  at("news").textContent = await askBackend("/api/exchange", { link }).then(
    () => "Connected.",
    () => "Nothing was connected.",
  );
}

async function refresh() {
  interface Row {
    system: { name: string };
    address: string | null;
    identity: string | null;
    status: string;
  }
  const { connections } = await askBackend<{ connections: Row[] }>("/api/dashboard");
  at("connections").replaceChildren(
    ...connections
      .filter(({ status }) => status !== "removed")
      .map(({ system, address, identity, status }) => {
        const item = document.createElement("li");
        for (const [tag, text, className] of [
          ["b", system.name, ""],
          ["span", address ?? "", ""],
          ["span", identity ?? "", ""],
          ["span", status.replace("_", " "), `status ${status}`],
        ] as const) {
          const part = document.createElement(tag);
          part.textContent = text;
          part.className = className;
          item.append(part);
        }
        return item;
      }),
  );
}
await refresh();
