import { findHost } from "../../../widget/surfaces/hostPort.js";

/**
 * A stand-in for the flow in the frame: it speaks the real protocol through the frame's real end of the wire, and shows
 * what it hears. Faked is only what the person would do in the flow: each move is a button.
 */
const show = (id: string, text: string) => {
  const line = document.getElementById(id) ?? document.body.appendChild(document.createElement("p"));
  line.id = id;
  line.textContent = text;
};
const button = (name: string, act: () => void) => {
  const made = document.body.appendChild(document.createElement("button"));
  made.textContent = name;
  made.onclick = act;
};

const host = await findHost(window);
const gaveUp = () => host.send({ type: "exit", exit: { completed: false, step: "pick", cause: null } });
host.onClose = gaveUp;
host.onUpdate = (update) => show("look", JSON.stringify(update));
addEventListener("keydown", (event) => event.key === "Escape" && gaveUp());
button("Finish", () => {
  const connected = { publicToken: "gw_public_1", system: { id: "odoo", name: "Odoo" } };
  host.send({ type: "connected", connected });
  host.send({ type: "connected", connected });
  host.send({ type: "exit", exit: { completed: true, step: "done", cause: null } });
});
button("Give up", gaveUp);
button("Last", () => undefined);
host.send({ type: "ready" });
host.send({ type: "event", event: { type: "opened", link: "link_1" } });
show("mode", host.inline ? "inline" : "modal");
host.askToken().then(
  (token) => show("token", `token ${token}`),
  () => show("token", "no token"),
);
