import { warn } from "./warn";

// Settings are what the page wrote on the script tag, and nothing else.
export interface Settings {
  site: string;
  api: string; // without a slash at its end
  color?: string;
  position?: string; // left, else right
  theme?: string; // light or dark, else as the visitor's system has it
  greeting?: string;
  title?: string;
}

// readSettings must run while the script itself runs: later, document.currentScript is gone.
export function readSettings(): Settings | undefined {
  const script = document.currentScript as HTMLScriptElement | null;
  const { site, api } = script?.dataset || {};
  if (script?.src && site) return { ...script.dataset, site, api: new URL(api || "/", script.src).href.replace(/\/+$/, "") };
  warn('needs <script src="…/widget.js" data-site="KEY" async></script>, not a module.');
}
