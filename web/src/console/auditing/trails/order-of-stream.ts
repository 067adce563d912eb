/** The id of the order whose own stream this is. */
export function orderOfStream(stream: string): string | undefined {
  return /^order-(.+)$/.exec(stream)?.[1];
}
