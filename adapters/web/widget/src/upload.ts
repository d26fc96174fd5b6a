import type { Visitor } from "./visitor";
import type { FileName } from "./wire";
import { Words } from "./words";

// Upload is one under way; stop_ ends it, and nothing is heard of it any more.
export interface Upload {
  done_: Promise<FileName>; // or an Error with a sentence for the visitor
  stop_(): void;
}

// upload sends the bytes of a file; fetch could not tell how far it is.
export function upload(api: string, visitor: Visitor, file: File, progress: (part: number) => void): Upload {
  const xhr = new XMLHttpRequest();
  let stopped = false;
  const send = (token: string) =>
    new Promise<FileName>((done, fail) => {
      if (stopped) return;
      xhr.open("POST", api + "/v1/files?name=" + encodeURIComponent(file.name));
      xhr.setRequestHeader("Authorization", "Bearer " + token);
      xhr.setRequestHeader("Content-Type", "application/octet-stream");
      xhr.upload.onprogress = (e) => progress(e.loaded / e.total);
      xhr.onload = () => {
        if (xhr.status === 401 && token) return done(visitor.renew_().then((t) => (t === token ? Promise.reject(Error(Words.lost)) : send(t))));
        try {
          const answer = JSON.parse(xhr.responseText);
          if (xhr.status === 201) done(answer);
          else fail(Error(answer.detail));
        } catch {
          fail(Error(Words.lost));
        }
      };
      xhr.onerror = () => fail(Error(Words.lost));
      xhr.send(file);
    });
  return {
    done_: visitor.ready_().then(send),
    stop_() {
      stopped = true;
      xhr.abort();
    },
  };
}
