import { useEffect, useRef } from "react";
import { mount } from "./mount.js";
import type { Handle, MountOptions } from "./options.js";
import { callbacksOf } from "./useGangway.js";

export interface GangwayProps extends Omit<MountOptions, "container"> {
  /** Inline stands where the component stands; modal (the default) lies over the page as long as it is mounted. */
  inline?: boolean;
}

/**
 * The flow as a React component: it opens when it is mounted and goes when it is unmounted. It renders a `<div>` when
 * inline and nothing otherwise. Fields never stand in the host's document: they live in our own frame.
 */
export function Gangway({ inline = false, ...options }: GangwayProps) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(options);
  const handle = useRef<Handle | null>(null);
  useEffect(() => {
    latest.current = options;
  });
  const { server, tenant, language, appearance } = options;
  useEffect(() => {
    const mounted = mount({ ...callbacksOf(latest), ...(inline && place.current && { container: place.current }) });
    handle.current = mounted;
    return () => {
      handle.current = null;
      mounted.destroy();
    };
  }, [inline, server, tenant]);
  const look = JSON.stringify([language, appearance]);
  useEffect(() => {
    const [language, appearance] = JSON.parse(look) as [
      MountOptions["language"] | null,
      MountOptions["appearance"] | null,
    ];
    handle.current?.update({ ...(language && { language }), ...(appearance && { appearance }) });
  }, [look]);
  return inline ? <div ref={place} /> : null;
}
