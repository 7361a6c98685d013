import { Problem, type ProblemBody } from "../../api/problems";
import type { Language } from "../../i18n";

/** The name that the server gives the file. */
export function nameOf(disposition: string | null, otherwise: string): string {
  const utf8 = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  if (utf8) return decodeURIComponent(utf8);
  return /filename="?([^";]+)"?/i.exec(disposition ?? "")?.[1] ?? otherwise;
}

/** Fetch a paper and hand it to the browser; a refusal is thrown in the reader's language, nothing is opened. */
export async function download(path: string, spoken: Language, otherwise: string): Promise<void> {
  const answer = await fetch(path, { headers: { "Accept-Language": spoken } });
  if (!answer.ok) {
    const problem = answer.headers.get("content-type")?.startsWith("application/problem+json");
    if (problem) throw new Problem((await answer.json()) as ProblemBody);
    throw new Error(answer.statusText);
  }
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = nameOf(answer.headers.get("content-disposition"), otherwise);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
