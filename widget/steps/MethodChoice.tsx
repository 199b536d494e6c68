import { useId } from "react";
import type { MethodView } from "#contract";
import type { Draft } from "../flow/state.js";
import { useMoves, useText, useWords } from "./context.js";

/** The words of a way to connect: the entry's own, or those of its kind. */
export function useMethodLabel(): (method: MethodView) => string {
  const words = useWords();
  const text = useText();
  return (method) => (method.label ? text(method.label) : words.methods[method.kind]);
}

/** Several ways to connect: native radio buttons. Ways that are not available yet are named all the same. */
export function MethodChoice({ draft }: { draft: Draft }) {
  const words = useWords().details;
  const label = useMethodLabel();
  const { chooseMethod } = useMoves();
  const name = useId();
  const { methods } = draft.system;
  if (methods.length < 2) return null;
  return (
    <fieldset className="gw-methods">
      <legend className="gw-label">{words.methods}</legend>
      {methods.map((method) => (
        <label key={method.id} className="gw-method">
          <input
            type="radio"
            name={name}
            checked={draft.method === method.id}
            disabled={!method.built}
            onChange={() => chooseMethod(method.id)}
          />
          <span>{label(method)}</span>
          {!method.built && <span className="gw-tag">{words.soon}</span>}
          {method.built && method.recommended && <span className="gw-tag">{words.recommended}</span>}
        </label>
      ))}
    </fieldset>
  );
}
