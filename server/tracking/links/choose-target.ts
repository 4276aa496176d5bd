import { hash } from 'node:crypto';
import type { LinkTarget } from '../schema/link.ts';

const LOT_DIGITS = 8;
const HEX = 16;

interface Visitor {
  visitorId: string;
  /** ISO 3166; null when unknown. */
  country: string | null;
  device: string | null;
}

/**
 * Where a visitor goes. The first target that is meant for their country and device; else one of those for everybody,
 * drawn by lot in the shares of their weights, always the same for the same visitor; null for the link's destination.
 */
export function chooseTarget<Target extends LinkTarget>(
  { id, targets }: { id: string; targets: Target[] },
  visitor: Visitor,
): Target | null {
  if (targets.length === 0) return null;
  return (
    targets.find((target) => isSpecial(target) && fits(target, visitor)) ??
    drawLot(
      targets.filter((target) => !isSpecial(target)),
      `${id} ${visitor.visitorId}`,
    )
  );
}

function isSpecial({ countries, devices }: LinkTarget): boolean {
  return countries.length > 0 || devices.length > 0;
}

function fits({ countries, devices }: LinkTarget, { country, device }: Visitor): boolean {
  const isThere = countries.length === 0 || (country !== null && countries.includes(country));
  return isThere && (devices.length === 0 || devices.some((name) => name === device));
}

function drawLot<Target extends LinkTarget>(targets: Target[], name: string): Target | null {
  const total = targets.reduce((sum, { weight }) => sum + weight, 0);
  let place = (Number.parseInt(hash('sha256', name).slice(0, LOT_DIGITS), HEX) / HEX ** LOT_DIGITS) * total;
  for (const target of targets) {
    place -= target.weight;
    if (place < 0) return target;
  }
  return null;
}
