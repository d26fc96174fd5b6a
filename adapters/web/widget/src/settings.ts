import { warn } from "./warn";

// Settings are what the page wrote on the script tag, and nothing else.
export interface Settings {
  site: string;
  api: string;
  color?: string;
  side: "left" | "right";
  theme: "light" | "dark" | "auto";
  greeting?: string;
  title?: string;
}

// readSettings must run while the script itself runs: later, document.currentScript is gone.
export function readSettings(): Settings | undefined {
  const script = document.currentScript as HTMLScriptElement | null;
  const { site, api, color, position, theme, greeting, title } = script?.dataset || {};
  if (!script?.src || !site) {
    warn('load it with <script src="…/widget.js" data-site="KEY" async></script>, not as a module.');
    return;
  }
  return {
    site,
    api: new URL(api || "/", script.src).href.replace(/\/+$/, ""),
    color,
    side: position === "left" ? "left" : "right",
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    greeting,
    title,
  };
}
