import react from "@vitejs/plugin-react";
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type UserConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * One file, six modes: `vite build --mode …`
 * - frame: our own pages (frame.html, connect.html, popup.html) to dist/frame/, assets served at /assets/
 * - embed: the script loader, one IIFE, to dist/embed/v1.js
 * - lib: the doors gangway/react and gangway/embed, to dist/lib/
 * - server: gangway/server and the command, for Node, to dist/server/
 * - demo: the demo's host pages, dashboard and gallery, to dist/demo/
 * - test (vitest's own): units and suites
 */
const modes: Record<string, () => UserConfig> = {
  frame: () => ({
    root: at("widget/surfaces/pages"),
    base: "/",
    plugins: [react()],
    build: {
      outDir: at("dist/frame"),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      manifest: true,
      rolldownOptions: { input: ["frame", "connect", "popup"].map((page) => at(`widget/surfaces/pages/${page}.html`)) },
    },
  }),
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
      ssr: true,
      rolldownOptions: {
        input: { index: at("server/door.ts"), gangway: at("server/cli.ts") },
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
        input: ["host/react", "host/script", "dashboard/index", "gallery/index"].map((page) => at(`demo/${page}.html`)),
      },
    },
  }),
};

export default defineConfig(({ mode }) => ({
  ...modes[mode]?.(),
  test: {
    include: ["**/*.test.{ts,tsx}"],
    exclude: ["node_modules", "dist", "**/*.spec.ts"],
    testTimeout: 30_000,
    hookTimeout: 240_000,
  },
}));
