import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { mount } from "./mount.js";
import type { Handle, LoadError, MountOptions } from "./options.js";

export interface Gangway {
  /** Opens the flow in a modal dialog; does nothing while one is open. */
  open(): void;
  close(): void;
  readonly isOpen: boolean;
  readonly error: LoadError | null;
}

/**
 * The flow behind a button of your own. Options are read when they are used: a new object on every render changes
 * nothing. Nothing is touched on a server.
 */
export function useGangway(options: Omit<MountOptions, "container">): Gangway {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const handle = useRef<Handle | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [error, setError] = useState<LoadError | null>(null);

  const open = useCallback(() => {
    if (handle.current) return;
    setOpen(true);
    setError(null);
    handle.current = mount({
      ...callbacksOf(latest),
      onExit: (exit) => {
        handle.current = null;
        setOpen(false);
        latest.current.onExit?.(exit);
      },
      onLoadError: (error) => {
        setError(error);
        latest.current.onLoadError?.(error);
      },
    });
  }, []);
  const close = useCallback(() => handle.current?.close(), []);
  useEffect(
    () => () => {
      handle.current?.destroy();
      handle.current = null;
      setOpen(false);
    },
    [],
  );
  return useMemo(() => ({ open, close, isOpen, error }), [open, close, isOpen, error]);
}

/** Options that always look up the newest ones. */
export function callbacksOf(latest: { current: Omit<MountOptions, "container"> }): MountOptions {
  return {
    ...latest.current,
    getToken: () => latest.current.getToken?.() ?? latest.current.token ?? "",
    onConnected: (connected) => latest.current.onConnected?.(connected),
    onRepaired: (repaired) => latest.current.onRepaired?.(repaired),
    onExit: (exit) => latest.current.onExit?.(exit),
    onEvent: (event) => latest.current.onEvent?.(event),
    onLoadError: (error) => latest.current.onLoadError?.(error),
  };
}
