import { fileURLToPath } from "node:url";
import { build, type InlineConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

async function bundle(entry: string, format: "iife" | "es", config: InlineConfig = {}): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"development"' },
    ...config,
    build: {
      write: false,
      minify: false,
      lib: { entry: at(entry), formats: [format], name: "Bundle", fileName: "bundle" },
    },
  });
  const [first] = built as { output: { code: string }[] }[];
  return first!.output[0]!.code;
}

/** The scripts of the two origins: the loader as it is shipped, a stand-in for the flow, a host on each React. */
export async function bundles(): Promise<Record<string, string>> {
  const react18 = { react: "react18", "react-dom": "react-dom18" };
  const [loader, frame, react, older] = await Promise.all([
    bundle("../../widget/surfaces/script.ts", "iife"),
    bundle("pages/frame.ts", "es"),
    bundle("pages/react.tsx", "iife"),
    bundle("pages/react.tsx", "iife", { resolve: { alias: react18 } }),
  ]);
  return { "/embed/v1.js": loader, "/frame.js": frame, "/react19.js": react, "/react18.js": older };
}
