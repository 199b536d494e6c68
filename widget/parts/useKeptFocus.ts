import { useEffect, useRef, type FocusEvent, type RefObject } from "react";

/**
 * For a place whose buttons vanish when they are pressed: the focus then stays at the place itself, instead of being
 * lost. It is never taken from where the person has gone meanwhile.
 */
export function useKeptFocus<T extends HTMLElement>(): {
  ref: RefObject<T | null>;
  tabIndex: -1;
  onFocus: (event: FocusEvent) => void;
} {
  const ref = useRef<T>(null);
  const last = useRef<Element | null>(null);
  useEffect(() => {
    if (!last.current || last.current.isConnected) return;
    last.current = null;
    const { activeElement } = (ref.current?.getRootNode() ?? document) as Document | ShadowRoot;
    if (activeElement === null || activeElement === document.body) ref.current?.focus(); // and into view, for what was pressed may have been far below
  });
  return { ref, tabIndex: -1, onFocus: (event) => (last.current = event.target) };
}
