// Asking the server: every POST bears the page's token; a token that has grown old, as after a new sign-in, is fetched anew.

export interface Said {
  error?: string; sheet?: string; revision?: number; sign_in?: string; holder?: string; cells?: string[][]; whole?: string; rows?: number; mends?: number;
}
export interface Reply<Body = Said> { status: number; said: Body }

/** The token that Django wants beside a POST; it stands in every form of the page. */
export function csrf(): string {
  return document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

/** Post, and once more with a fresh token where the first was refused for its age. Raises where the network fails. */
export async function ask<Body = Said>(address: string, body: string | URLSearchParams): Promise<Reply<Body>> {
  let response = await post(address, body);
  if (response.status === 403 && !isJson(response) && (await refresh())) response = await post(address, body);
  const said = isJson(response) ? ((await response.json()) as Body) : ({} as Body);
  return { status: response.status, said };
}

function post(address: string, body: string | URLSearchParams): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", "X-CSRFToken": csrf() };
  if (typeof body === "string") headers["Content-Type"] = "application/json";
  return fetch(address, { method: "POST", headers, body });
}

function isJson(response: Response): boolean {
  return (response.headers.get("Content-Type") ?? "").includes("json");
}

/** Whether a fresh token was found on the page as the server draws it now. */
async function refresh(): Promise<boolean> {
  const page = new DOMParser().parseFromString(await (await fetch(window.location.href)).text(), "text/html");
  const token = page.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value;
  if (!token) return false;
  for (const held of document.querySelectorAll<HTMLInputElement>("input[name=csrfmiddlewaretoken]")) held.value = token;
  return true;
}
