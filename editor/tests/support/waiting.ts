// Waiting for something to become true, with a limit.

export async function until(what: string, isTrue: () => boolean | Promise<boolean>, limit = 5_000): Promise<void> {
  const end = Date.now() + limit;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`in ${limit} ms it did not come true that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
