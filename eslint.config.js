import eslint from "typescript-eslint";
import { wallsRule } from "./walls.js";

export default eslint.config(
  { ignores: ["dist/", "node_modules/", "coverage/", "test-results/", ".gangway/", "e2e/proofs/ssrf-world.mjs"] },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [eslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { gangway: { rules: { walls: wallsRule } } },
    rules: {
      "gangway/walls": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "ExportAllDeclaration", message: "A door names its exports one by one." },
        { selector: "ExportDefaultDeclaration", message: "An export has a name, the same everywhere." },
      ],
      "no-eval": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-redeclare": "off",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" },
      ],
    },
  },
  {
    files: ["vite.config.ts", "playwright.config.ts", "**/*.guard.ts", "**/*.d.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
);
