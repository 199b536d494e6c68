import { lazy } from "react";
import { draftOf, methodOf, type At, type FlowState } from "../flow/state.js";
import { FailedToOpen } from "./FailedToOpen.js";
import { Left } from "./Left.js";
import { Opening } from "./Opening.js";
import { Pick } from "./Pick.js";

// The first screen comes at once; the others are fetched when they are about to be needed.
const Details = lazy(async () => ({ default: (await import("./Details.js")).Details }));
const Checks = lazy(async () => ({ default: (await import("./Checks.js")).Checks }));
const Authorize = lazy(async () => ({ default: (await import("./Authorize.js")).Authorize }));
const AuthorizeByCode = lazy(async () => ({ default: (await import("./AuthorizeByCode.js")).AuthorizeByCode }));
const Done = lazy(async () => ({ default: (await import("./Done.js")).Done }));
const Stuck = lazy(async () => ({ default: (await import("./Stuck.js")).Stuck }));
const NotListed = lazy(async () => ({ default: (await import("./NotListed.js")).NotListed }));

/** One step, one screen. */
export function StepSwitch({ state }: { state: FlowState }) {
  switch (state.step) {
    case "opening":
      return <Opening />;
    case "failed":
      return <FailedToOpen trouble={state.trouble} />;
    case "pick":
      return state.wish === "closed" ? <Pick state={state} /> : <NotListed state={state} />;
    case "details":
      // A new system or method is a new form.
      return <Details key={`${state.current}`} state={state} />;
    case "checks":
      return <Checks state={state} />;
    case "authorize":
      return consentOf(state) === "code" ? <AuthorizeByCode state={state} /> : <Authorize state={state} />;
    case "done":
      return <Done state={state} />;
    case "stuck":
      return <Stuck state={state} />;
    case "left":
      return <Left completed={state.completed} />;
  }
}

function consentOf(state: At<"authorize">) {
  const draft = draftOf(state);
  return draft && methodOf(draft).consent;
}
