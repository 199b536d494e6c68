import { useCallback, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { askBackend } from "../host/askBackend.js";
import { Table } from "./Table.js";

interface Seen {
  connections: {
    id: string;
    system: { name: string };
    status: string;
    cause: string | null;
    identity: string | null;
    createdAt: string;
  }[];
  events: { id: string; type: string; timestamp: string }[];
  deliveries: {
    id: string;
    event: string;
    eventType: string;
    status: string;
    attempts: number;
    lastStatus: number | null;
  }[];
  received: { id: string; type: string; at: number }[];
  requested: { id: string; name: string; address: string | null; createdAt: string }[];
}

const time = (value: string | number) => new Date(value).toLocaleString();

function Dashboard() {
  const [seen, setSeen] = useState<Seen | null>(null);
  const [news, setNews] = useState("");
  const refresh = useCallback(async () => setSeen(await askBackend<Seen>("/api/dashboard")), []);
  useEffect(() => {
    const look = () => refresh().catch((error: Error) => setNews(error.message));
    void look();
    const timer = setInterval(() => void look(), 3000);
    return () => clearInterval(timer);
  }, [refresh]);
  const act = (path: string, id: string, done: (answer: unknown) => string) => async () => {
    try {
      setNews(done(await askBackend(path, { id })));
      await refresh();
    } catch (error) {
      setNews((error as Error).message);
    }
  };
  const checked = (answer: unknown) => `Checked: ${(answer as { outcome: { outcome: string } }).outcome.outcome}`;

  return (
    <>
      <header>
        <b>Plantwise</b>
        <nav>
          <a href="/">Systems</a>
          <a href="/dashboard" aria-current="page">
            Dashboard
          </a>
        </nav>
      </header>
      <main>
        <h1>Dashboard</h1>
        <p role="status">{news}</p>
        {seen === null ? (
          <p className="empty">Loading …</p>
        ) : (
          <>
            <Table
              title="Connections"
              empty="No connections yet."
              head={["System", "Signed in as", "Status", "Since", ""]}
              rows={seen.connections.map(({ id, system, identity, status, cause, createdAt }) => ({
                id,
                cells: [system.name, identity ?? "–", cause ? `${status}: ${cause}` : status, time(createdAt)],
                actions:
                  status === "removed"
                    ? []
                    : [
                        { name: "Check now", press: act("/api/check", id, checked) },
                        { name: "Remove", press: act("/api/remove", id, () => "Removed.") },
                      ],
              }))}
            />
            <Table
              title="Events"
              empty="Nothing has happened yet."
              head={["Event", "When", "Id", ""]}
              rows={seen.events.map(({ id, type, timestamp }) => ({
                id,
                cells: [type, time(timestamp), id],
                actions: [{ name: "Deliver again", press: act("/api/replay", id, () => "On its way again.") }],
              }))}
            />
            <Table
              title="Deliveries"
              empty="No webhook has been sent."
              head={["Event", "Status", "Attempts", "Last answer", "Id"]}
              rows={seen.deliveries.map(({ id, eventType, status, attempts, lastStatus }) => ({
                id,
                cells: [eventType, status, String(attempts), String(lastStatus ?? "–"), id],
              }))}
            />
            <Table
              title="Received by this host"
              empty="No webhook has been received."
              head={["Event", "When", "Id"]}
              rows={seen.received.map(({ id, type, at }) => ({ id, cells: [type, time(at), id] }))}
            />
            <Table
              title="Looked for and not found"
              empty="Nobody has missed a system."
              head={["Name", "Address", "When"]}
              rows={seen.requested.map(({ id, name, address, createdAt }) => ({
                id,
                cells: [name, address ?? "–", time(createdAt)],
              }))}
            />
          </>
        )}
      </main>
    </>
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(<Dashboard />);
