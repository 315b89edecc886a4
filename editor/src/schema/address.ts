// Which addresses a link may lead to.

const PROTOCOLS = ['http:', 'https:', 'mailto:'];

/** Whether a text is a whole address of the web or of mail. */
export function isAddress(text: string): boolean {
  try {
    return PROTOCOLS.includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** What a person typed as an address; `null` when it cannot be one. */
export function parseAddress(typed: string): string | null {
  const text = typed.trim();
  if (isAddress(text)) return text;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  if (/^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(text) && isAddress(`https://${text}`)) return `https://${text}`;
  return null;
}
