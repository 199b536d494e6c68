import { configure, render } from "@testing-library/react";
import { useStore } from "zustand/react";
import { createFlow } from "../flow/flow.js";
import type { FlowHost } from "../flow/host.js";
import type { FlowState } from "../flow/state.js";
import type { Transport } from "../flow/transport.js";
import { fixtureTransport } from "../gallery/transport.js";
import { FlowView } from "./FlowView.js";

// The first test that needs a screen waits for its chunk to be compiled, however busy the machine is.
configure({ asyncUtilTimeout: 15_000 });

/** Puts a flow in some state on the screen, with a server that answers from fixtures, and waits until it stands. */
export async function stage(
  state: FlowState,
  { transport = fixtureTransport(0), host = {} }: { transport?: Transport; host?: FlowHost } = {},
) {
  const flow = createFlow({
    transport,
    start: { getToken: () => Promise.resolve("t"), origin: null },
    host: () => host,
    state,
  });
  const Stage = () => (
    <FlowView
      flow={flow}
      state={useStore(flow.store)}
      languages={["en"]}
      appearance={{}}
      closable
      closeAsked={0}
      onLanguage={() => undefined}
    />
  );
  const screen = render(<Stage />);
  if (state.step !== "left")
    await screen.findByRole(
      state.step === "opening" ? "status" : "heading",
      state.step === "opening" ? {} : { level: 1 },
      { timeout: 10_000 },
    );
  return { ...screen, flow };
}
