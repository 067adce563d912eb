/** Runs `task` for every item, at most `limit` at a time, to the end of all; the failures, in the order of the items. */
export async function settleAll<Item>(
  items: Iterable<Item>,
  limit: number,
  task: (item: Item) => Promise<void>,
): Promise<unknown[]> {
  const queue = [...items].entries();
  const failures: { index: number; error: unknown }[] = [];
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) {
      try {
        await task(item);
      } catch (error) {
        failures.push({ index, error });
      }
    }
  };
  await Promise.all(Array.from({ length: limit }, work));
  return failures.sort((a, b) => a.index - b.index).map(({ error }) => error);
}
