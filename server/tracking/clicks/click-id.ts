import { isId } from '../../core/ids.ts';

const TIME_DIGITS = 12;
const HEX = 16;

/** When a click happened, as its id tells; null for what is no click id of ours. */
export function momentOfClick(id: string): Date | null {
  if (!isId(id, 'clk')) return null;
  const start = 'clk_'.length;
  return new Date(Number.parseInt(id.slice(start, start + TIME_DIGITS), HEX));
}
