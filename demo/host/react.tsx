import { StrictMode, useCallback, useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { useGangway, type Connected, type Repaired } from "gangway/react";
import { askBackend } from "./askBackend.js";
import { person } from "./person.js";

interface ConnectionRow {
  id: string;
  system: { name: string };
  status: string;
  identity: string | null;
  address: string | null;
}

function Systems({ server, tenant }: { server: string; tenant: string }) {
  const [connections, setConnections] = useState<ConnectionRow[]>([]);
  const [news, setNews] = useState("");
  const refresh = useCallback(async () => {
    const { connections } = await askBackend<{ connections: ConnectionRow[] }>("/api/dashboard");
    setConnections(connections.filter(({ status }) => status !== "removed"));
  }, []);
  useEffect(() => void refresh(), [refresh]);

  const repairing = useRef<string>(undefined);
  const { open, isOpen } = useGangway({
    server,
    tenant,
    getToken: async () => {
      const asked = { ...person, ...(repairing.current && { connection: repairing.current }) };
      return (await askBackend<{ token: string }>("/api/link-token", asked)).token;
    },
    onRepaired: async ({ system }: Repaired) => {
      setNews(`${system.name} works again.`);
      await refresh();
    },
    onConnected: async ({ publicToken, system }: Connected) => {
      await askBackend("/api/exchange", { publicToken });
      setNews(`${system.name} is connected.`);
      await refresh();
    },
    onExit: ({ completed }) => !completed && setNews("Nothing was connected."),
    onLoadError: ({ words }) => setNews(words),
  });
  const openFor = (connection?: string) => {
    repairing.current = connection;
    open();
  };

  return (
    <>
      <header>
        <b>Plantwise</b>
        <nav>
          <a href="/" aria-current="page">
            Systems
          </a>
          <a href="/dashboard">Dashboard</a>
        </nav>
      </header>
      <main>
        <h1>Connected systems</h1>
        <p>Plantwise reads purchase orders and vendors from the system that you work with.</p>
        <button className="primary" onClick={() => openFor()} disabled={isOpen}>
          Connect a system
        </button>
        <p role="status">{news}</p>
        {connections.length === 0 ? (
          <p className="empty">No system is connected yet.</p>
        ) : (
          <ul className="cards">
            {connections.map(({ id, system, identity, address, status }) => (
              <li key={id}>
                <b>{system.name}</b>
                <span>{address}</span>
                <span>{identity}</span>
                <span className={`status ${status}`}>{status.replace("_", " ")}</span>
                {status !== "unclaimed" && (
                  <button aria-label={`Reconnect ${system.name}`} onClick={() => openFor(id)} disabled={isOpen}>
                    Reconnect
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </main>
    </>
  );
}

const page = await askBackend<{ server: string; tenant: string }>("/api/page");
createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <Systems {...page} />
  </StrictMode>,
);
