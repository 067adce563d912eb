/** A position as text of fixed width, which sorts as the number does and survives every driver and shell unharmed. */
export function positionText(position: bigint): string {
  return position.toString().padStart(20, '0');
}
