import { icinga, startIcinga } from "../real/icinga.js";
import { localFolder, startLocalFolder } from "../real/localFolder.js";
import { mariadb, startMariadb } from "../real/mariadb.js";
import { nginxFront, startNginxFront } from "../real/nginxFront.js";
import { oidcProvider, startOidcProvider } from "../real/oidcProvider.js";
import { openssh, startOpenssh } from "../real/openssh.js";
import { postgres, startPostgres } from "../real/postgres.js";
import { samba, startSamba } from "../real/samba.js";
import { startTryton, tryton, type RunningTryton } from "../real/tryton.js";
import { startWebdav, webdav } from "../real/webdav.js";
import { startWordpress, wordpress } from "../real/wordpress.js";
import { mustBeHad, NotHere } from "./notHere.js";
import { startNowhere } from "./nowhere.js";
import { startPretend } from "./pretend.js";
import { redirectUri, startProduct } from "./product.js";

interface Stoppable {
  stop(): void | Promise<void>;
}
interface Needed {
  name: string;
  packages: readonly string[];
}

/** Tryton reads its modules when somebody first signs in, for seconds. */
async function warm(starting: Promise<RunningTryton>): Promise<RunningTryton> {
  const running = await starting;
  const { user, password } = running.accounts.admin;
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ id: 1, method: "common.db.login", params: [user, { password }, "en"] });
  await fetch(`${running.url}/${running.database}/`, { method: "POST", headers, body });
  return running;
}

/** Every system of the table, each started once, when it is first asked for. */
export function openWorld() {
  const begun = new Set<Promise<Stoppable>>();
  const lasting = <R extends Stoppable>(needed: Needed, start: () => Promise<R>): (() => Promise<R>) => {
    const begin = async () => {
      mustBeHad(needed);
      return start();
    };
    let running: Promise<R> | undefined;
    return () => {
      running ??= begin();
      begun.add(running);
      return running;
    };
  };
  /** What two of a kind have in common is prepared once. */
  const after = async <R>(first: () => Promise<unknown>, start: () => Promise<R>): Promise<R> => {
    await first();
    return start();
  };

  const oneTryton = lasting(tryton, () => warm(startTryton()));
  const oneMariadb = lasting(mariadb, () => startMariadb());
  const oneWordpress = lasting(wordpress, () => after(oneMariadb, () => startWordpress()));
  const onePostgres = lasting(postgres, () => startPostgres());
  const oneIcinga = lasting(icinga, () => startIcinga());
  const oneWebdav = lasting(webdav, () => startWebdav());
  const oneProvider = lasting(oidcProvider, () => startOidcProvider({ redirectUris: [redirectUri] }));
  const front = lasting(nginxFront, async () => {
    const behind = {
      tryton: oneTryton,
      wordpress: oneWordpress,
      icinga: oneIcinga,
      webdav: oneWebdav,
      oidc: oneProvider,
    };
    const places = await Promise.allSettled(Object.values(behind).map((start) => start()));
    const upstreams = Object.keys(behind).flatMap((name, index) => {
      const place = places[index];
      return place?.status === "fulfilled" ? [[name, new URL(place.value.url).origin]] : [];
    });
    return startNginxFront({ upstreams: Object.fromEntries(upstreams) as Record<string, string> });
  });

  const systems = {
    tryton: oneTryton,
    trytonSecondFactor: lasting(tryton, () => after(oneTryton, () => warm(startTryton({ secondFactor: true })))),
    mariadb: oneMariadb,
    wordpress: oneWordpress,
    wordpressProduction: lasting(wordpress, () =>
      after(oneWordpress, () => startWordpress({ environment: "production" })),
    ),
    postgres: onePostgres,
    postgresTls: lasting(postgres, () => after(onePostgres, () => startPostgres({ tls: true }))),
    icinga: oneIcinga,
    openssh: lasting(openssh, () => startOpenssh()),
    webdav: oneWebdav,
    samba: lasting(samba, () => startSamba()),
    folder: lasting(localFolder, () => startLocalFolder()),
    oidc: oneProvider,
    front,
    nowhere: lasting({ name: "nowhere", packages: [] }, startNowhere),
    pretend: lasting({ name: "SAP Business One (pretended)", packages: [] }, startPretend),
    product: lasting(oidcProvider, async () => startProduct(await oneProvider())),
  };
  return {
    ...systems,
    /** Starts all, side by side; says which cannot be had. */
    async start(): Promise<string[]> {
      const started = await Promise.allSettled(Object.values(systems).map(async (start) => start()));
      const reasons = started.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
      return [...new Set(reasons.flatMap((one) => (one instanceof NotHere ? [one.message] : [])))];
    },
    async stop(): Promise<void> {
      const running = await Promise.allSettled(begun);
      const stopped = running.map(async (one) => (one.status === "fulfilled" ? one.value.stop() : undefined));
      await Promise.all(stopped);
    },
  };
}

export type World = ReturnType<typeof openWorld>;
