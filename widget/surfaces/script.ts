import { mount } from "./mount.js";
import type { MountOptions } from "./options.js";

declare global {
  interface Window {
    Gangway?: { open: (options: Partial<MountOptions>) => ReturnType<typeof mount> };
  }
}

/**
 * The script tag: `<script src="https://connect.example.com/embed/v1.js" data-tenant="acme"></script>`, then
 * `Gangway.open({ getToken, onConnected })`. Server and tenant come from the tag. Included twice, the first stays.
 */
const tag = document.currentScript as HTMLScriptElement | null;
window.Gangway ??= {
  open: (options) => mount({ server: tag?.src as string, tenant: tag?.dataset["tenant"] as string, ...options }),
};
