import { existsSync } from "node:fs";
import { join } from "node:path";
import serveStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const year = 365 * 24 * 3600;

/** What the build has made: the frame's hashed files, kept for ever, and the loader, which must stay current. */
export async function addAssets(app: FastifyInstance, dist: string): Promise<void> {
  const everybody = { "x-content-type-options": "nosniff", "access-control-allow-origin": "*" };
  const assets = join(dist, "frame", "assets");
  const embed = join(dist, "embed");
  await app.register(async (scope) => {
    if (existsSync(assets))
      await scope.register(serveStatic, {
        root: assets,
        prefix: "/assets/",
        index: false,
        cacheControl: false,
        decorateReply: false,
        setHeaders: (response) => {
          response.header("x-content-type-options", "nosniff");
          response.header("cache-control", `public, max-age=${year}, immutable`);
        },
      });
    if (existsSync(embed))
      await scope.register(serveStatic, {
        root: embed,
        prefix: "/embed/",
        index: false,
        cacheControl: false,
        decorateReply: false,
        // Hosts may run with COEP, and pin the file by its hash (SRI), which needs CORS.
        setHeaders: (response) => {
          for (const [name, value] of Object.entries(everybody)) response.header(name, value);
          response.header("cross-origin-resource-policy", "cross-origin");
          response.header("cache-control", "public, max-age=300, stale-while-revalidate=86400");
        },
      });
  });
}
