import react from "@vitejs/plugin-react";
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type UserConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the flow fetches when it is about to be needed. */
const later =
  /react-hook-form|contract\/cause|widget\/(?:form\/|words\/(?:en|de)[.]|flow\/(?:authority|der|inputFile|ways)|parts\/(?:Copy|useKeptFocus)|steps\/(?:Details|VendorFile|Checks|Ladder|Outcome|Failure|Authorize|Done|Stuck|NotListed|Guide|MethodChoice|SealedField|AddressAnswer|Preview|Certificate|Trust|AuthorityFile|FirewallNote|Again|WaitNote|WayButton|RedirectAddress|fingerprint|report|use(?:Report|RungWords|FieldLabel|PreviewWords|PressOf|SecondsUntil)|guideLink))/;

/** Our own pages share a folder; each is built by itself, so that the popup loads nothing of the flow. */
const pages = (page: string) => ({
  root: at("widget/surfaces/pages"),
  base: "/",
  plugins: [react()],
  build: {
    outDir: at("dist/frame"),
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: at(`widget/surfaces/pages/${page}.html`) },
  },
});

/**
 * One file, eight modes: `vite build --mode …`
 * - frame: the page of frame and hosted page to dist/frame/flow.html, its assets served at /assets/
 * - popup: the first page of a consent popup, beside it; after frame
 * - embed: the script loader, one IIFE, to dist/embed/v1.js
 * - lib: the doors gangway/react and gangway/embed, to dist/lib/
 * - server: gangway/server and the command, for Node, to dist/server/
 * - demo: the demo's host pages, dashboard and gallery, to dist/demo/
 * - test (vitest's own): units and suites
 * - real: `vitest run --mode real`, the tests whose real systems are fetched beside our own packages
 */
const modes: Record<string, () => UserConfig> = {
  frame: () => ({
    ...pages("flow"),
    build: {
      ...pages("flow").build,
      emptyOutDir: true,
      manifest: true,
      rolldownOptions: {
        input: at("widget/surfaces/pages/flow.html"),
        output: {
          // One script until the first screen: whatever is not a later screen or a language.
          codeSplitting: { groups: [{ name: "flow", test: (id: string) => !later.test(id) }] },
        },
      },
    },
  }),
  popup: () => pages("popup"),
  embed: () => ({
    build: {
      outDir: at("dist/embed"),
      emptyOutDir: true,
      lib: {
        entry: at("widget/surfaces/script.ts"),
        formats: ["iife"],
        name: "GangwayLoader",
        fileName: () => "v1.js",
      },
    },
  }),
  lib: () => ({
    plugins: [react()],
    build: {
      outDir: at("dist/lib"),
      emptyOutDir: true,
      lib: { entry: { react: at("widget/index.ts"), embed: at("widget/surfaces/embed.ts") }, formats: ["es"] },
      rolldownOptions: { external: [/^react(?:-dom)?(?:\/|$)/] },
    },
  }),
  server: () => ({
    // Made of a hundred small files each, which are most of what a start has to read.
    ssr: { noExternal: ["kysely", "zod", "openid-client", "oauth4webapi", "jose"] },
    plugins: [
      {
        name: "catalogue",
        closeBundle: () => cpSync(at("catalogue/systems"), at("dist/server/systems"), { recursive: true }),
      },
    ],
    build: {
      outDir: at("dist/server"),
      emptyOutDir: true,
      target: "node20",
      license: { fileName: "licenses.md" },
      ssr: true,
      rolldownOptions: {
        input: { index: at("server/index.ts"), gangway: at("server/cli.ts") },
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  }),
  demo: () => ({
    root: at("demo"),
    base: "/",
    plugins: [react()],
    resolve: {
      alias: {
        "gangway/react": at("widget/index.ts"),
        "gangway/embed": at("widget/surfaces/embed.ts"),
      },
    },
    build: {
      outDir: at("dist/demo"),
      emptyOutDir: true,
      rolldownOptions: {
        input: ["host/react", "host/script", "host/inpage", "dashboard/index", "gallery/index"].map((page) =>
          at(`demo/${page}.html`),
        ),
      },
    },
  }),
};

export default defineConfig(({ mode }) => ({
  ...modes[mode]?.(),
  test: {
    include: [mode === "real" ? "**/*.real.test.ts" : "**/*.test.{ts,tsx}"],
    exclude: ["node_modules", "dist", "**/*.spec.ts", ...(mode === "real" ? [] : ["**/*.real.test.ts"])],
    testTimeout: 30_000,
    hookTimeout: 240_000,
    // Most of them wait for real servers, not for the processor.
    maxWorkers: 3,
  },
}));
