// What only the server knows and a closed line does not say: whether it still knows who this is, and whether a bid may
// still be opened. Both are asked at places that are there anyway.

/** Whether the session still stands; `null` when nobody answers. */
export async function isSignedIn(): Promise<boolean | null> {
  // Where a socket is opened, whoever has no session is turned away before anything else is said.
  const status = await statusOf('/live');
  return status === null ? null : status !== 401;
}

/** Whether the person still has a seat in a bid; `null` when that cannot be told. */
export async function hasSeat(bid: string): Promise<boolean | null> {
  const status = await statusOf(`/bids/${encodeURIComponent(bid)}`);
  if (status === 200) return true;
  return status === 403 || status === 404 ? false : null;
}

async function statusOf(path: string): Promise<number | null> {
  try {
    const answer = await fetch(path, { cache: 'no-store', redirect: 'manual' });
    void answer.body?.cancel();
    return answer.status;
  } catch {
    return null;
  }
}
