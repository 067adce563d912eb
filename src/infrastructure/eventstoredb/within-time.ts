/**
 * What `answer` resolves or rejects to, unless it takes more than `ms` milliseconds: a call of the client whose channel is
 * torn down at the wrong moment never answers at all.
 * @throws Error after that time; what `answer` does later is ignored
 */
export async function withinTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}
