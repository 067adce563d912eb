import { useEffect, useState } from 'react';

/**
 * The value once it has stayed the same for `ms`, or at once while it `isAtHand`: for what costs a request with each value that
 * a slider passes.
 */
export function useSettled<Value>(value: Value, ms: number, isAtHand: boolean): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), isAtHand ? 0 : ms);
    return () => clearTimeout(timer);
  }, [value, ms, isAtHand]);
  return isAtHand ? value : settled;
}
