// Random names; `crypto.randomUUID` is missing on pages that an office serves without TLS.

function hex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A key for a new row, as the server makes them. */
export function freshKey(): string {
  return hex(4);
}

/** A name for a sending, that the server never does twice. */
export function freshToken(): string {
  return hex(16);
}
