/** Where something is drawn, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How far from the left of a cause a line leaves it downwards or upwards. */
const FOOT = 14;
/** Room that a curve to the right needs. */
const CURVE = 16;

/** The SVG path from a cause to its effect, which never begins left of it. */
export function edgePath(from: Box, to: Box): string {
  const middle = { from: from.y + from.height / 2, to: to.y + to.height / 2 };
  const right = from.x + from.width;
  if (to.x >= right + CURVE) {
    const bend = Math.min(80, (to.x - right) / 2);
    return `M${right} ${middle.from}C${right + bend} ${middle.from} ${to.x - bend} ${middle.to} ${to.x} ${middle.to}`;
  }
  const isBelow = to.y > from.y;
  const edge = isBelow ? from.y + from.height : from.y;
  const foot = from.x + FOOT;
  // Too close for a bend: straight from edge to edge.
  if (to.x < foot + 6) return `M${foot} ${edge}V${isBelow ? to.y : to.y + to.height}`;
  const corner = Math.min(8, to.x - foot) * (isBelow ? 1 : -1);
  return `M${foot} ${edge}V${middle.to - corner}Q${foot} ${middle.to} ${foot + Math.abs(corner)} ${middle.to}H${to.x}`;
}
