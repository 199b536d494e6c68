import { useEffect, useState, useSyncExternalStore } from "react";
import { useStore } from "zustand/react";
import type { Appearance } from "#contract";
import { createFlow } from "../flow/flow.js";
import { Flow } from "../steps/Flow.js";
import { FlowView } from "../steps/FlowView.js";
import { states } from "./states.js";
import { fixtureTransport } from "./transport.js";

/**
 * Every step in every state. `?state=details.address-proposal&lang=de&theme=dark&accent=ff6600`; without a state, the
 * list of all. `?state=live` is the whole flow on answers from fixtures. Nothing is sent anywhere. A page that
 * changes its address by history and tells of it by `popstate` is drawn anew without being loaded anew.
 */
export function Gallery() {
  const search = useSyncExternalStore(onMoved, () => location.search);
  const query = new URLSearchParams(search);
  const state = query.get("state");
  const accent = query.get("accent");
  const appearance: Appearance = {
    theme: (query.get("theme") as Appearance["theme"]) ?? "auto",
    ...(accent !== null && { accent: `#${accent}` }),
  };
  const language = query.get("lang") ?? undefined;
  if (state === "live")
    return (
      <Flow
        start={{ getToken: () => Promise.resolve("gallery"), origin: null }}
        host={{}}
        transport={fixtureTransport(180)}
        language={language}
        appearance={appearance}
      />
    );
  if (state === null || !(state in states)) return <Index query={query} />;
  return <Still key={search} name={state} language={language} appearance={appearance} />;
}

function onMoved(told: () => void): () => void {
  addEventListener("popstate", told);
  return () => removeEventListener("popstate", told);
}

function Still({ name, language, appearance }: { name: string; language: string | undefined; appearance: Appearance }) {
  const [flow] = useState(() =>
    createFlow({
      transport: fixtureTransport(0),
      start: { getToken: () => Promise.resolve("gallery"), origin: null },
      host: () => ({ openWindow: () => null }),
      state: states[name],
    }),
  );
  const state = useStore(flow.store);
  return (
    <FlowView
      flow={flow}
      state={state}
      languages={[language, "en"]}
      appearance={appearance}
      closable
      closeAsked={0}
      onLanguage={(spoken) => (document.documentElement.lang = spoken)}
    />
  );
}

function Index({ query }: { query: URLSearchParams }) {
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty("overflow", "auto");
    return () => void style.removeProperty("overflow");
  }, []);
  const rest = (change: Record<string, string>) =>
    `?${new URLSearchParams({ ...Object.fromEntries(query), ...change })}`;
  const links = (label: string, name: string, values: string[]) => (
    <p>
      {label}{" "}
      {values.map((value) => (
        <a key={value} href={rest({ [name]: value })} aria-current={query.get(name) === value || undefined}>
          {value}
        </a>
      ))}
    </p>
  );
  return (
    <div className="gallery">
      <h1>Gallery</h1>
      {links("lang", "lang", ["en", "de"])}
      {links("theme", "theme", ["auto", "light", "dark"])}
      <ul>
        {["live", ...Object.keys(states)].map((name) => (
          <li key={name}>
            <a href={rest({ state: name })}>{name}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
