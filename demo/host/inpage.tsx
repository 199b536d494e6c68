import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { createApi, GangwayFlow } from "gangway/react";
import { askBackend } from "./askBackend.js";
import { person } from "./person.js";

/** The flow as a plain component, in the host's own document: see the README for what that means. */
function InPage({ server }: { server: string }) {
  const [news, setNews] = useState<string | null>(null);
  const [transport] = useState(() => createApi({ base: server }));
  if (news !== null) return <p role="status">{news}</p>;
  return (
    <GangwayFlow
      transport={transport}
      start={{
        origin: location.origin,
        getToken: async () => (await askBackend<{ token: string }>("/api/link-token", person)).token,
      }}
      host={{
        onConnected: ({ publicToken }) => void askBackend("/api/exchange", { publicToken }),
        onExit: ({ completed }) => setNews(completed ? "Connected." : "Nothing was connected."),
      }}
    />
  );
}

const { server } = await askBackend<{ server: string }>("/api/page");
createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <div className="in-page">
      <InPage server={server} />
    </div>
  </StrictMode>,
);
