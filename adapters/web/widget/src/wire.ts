// The shapes the server speaks. The server's package is the authority; these follow it.

export interface Author {
  name: string;
  avatar?: string;
}

export interface FileName {
  id?: string;
  name: string;
  size?: number;
  type?: string;
  width?: number;
  height?: number;
  crossed?: boolean;
  url?: string; // at our server; absent where only the name crossed
}

export interface Message {
  seq: number;
  rev: number;
  kind: "visitor" | "bot" | "agent" | "system";
  author?: Author;
  text: string;
  html?: string;
  at: string;
  client_id?: string;
  edited?: boolean;
  deleted?: boolean;
  offer?: boolean;
  files?: FileName[];
  code?: string;
}

export type Field = "name" | "email" | "phone" | "note";
export type State = "bot" | "queued" | "active" | "missed" | "closed";

export interface Conversation {
  id: string;
  state: State;
  last_seq: number;
  ask?: number;
  rung?: boolean;
  waiting_since?: string;
  agent?: Author;
  can_ask?: boolean;
  closed_by?: "visitor" | "agent" | "idle";
  details?: { wanted: boolean; fields: Field[]; known?: Partial<Record<Field, string>> };
}

export interface Site {
  name: string;
  greeting?: string;
  color?: string;
  files?: { types: string[]; max_bytes: number }; // absent where none are taken
}

export interface Welcome {
  token: string;
  expires_at: string;
  conversation: Conversation;
  site?: Site;
}

export interface FieldError {
  field: string;
  message: string;
}

export interface Identity {
  name?: string;
  email?: string;
  identity?: { user_id: string; hash: string };
  attributes?: Record<string, unknown>;
}
