import { now } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import { findWorkspace } from '../workspace/index.ts';
import { correctCommission } from './correct-commission.ts';
import { replaySale } from './plans/replay-sale.ts';
import type { Conversion } from './rates/convert.ts';
import { rateFinder } from './rates/find-rates.ts';
import type { CustomerHistory, Earning } from './rules.ts';
import { type BookedSaleRow, eachSaleInOrder } from './store/booked.ts';
import { type PastScope, type Place, readPast } from './store/past.ts';
import { listVersions } from './store/plans.ts';
import { insertRedecisions, type Redecision } from './store/redecisions.ts';

const MAX_AT_ONCE = 1_000;

/**
 * Decides the sales from a place on anew, each after what came before it as it is known now, under the terms that it
 * was booked under. Where one earns otherwise the difference is booked; what was paid stays as it is, and the next
 * payout carries it. Call it under the lock of bookings, or of the customer.
 * @param cause the sale or the move that changed what had come before.
 */
export async function redecideFrom(
  workspaceId: string,
  from: Place,
  scope: Omit<PastScope, 'planIds'>,
  cause: string,
): Promise<void> {
  const timeZone = (await findWorkspace(workspaceId))?.timeZone ?? 'UTC';
  const past = await readPast(workspaceId, from, { ...scope, planIds: null }, timeZone);
  const versions = new Map(
    (await listVersions(workspaceId, null)).map((row) => [`${row.planId}:${row.version}`, row]),
  );
  const conversionOf = rateFinder(workspaceId, timeZone);
  const changes: Redecision[] = [];
  for await (const booked of eachSaleInOrder(workspaceId, { ...scope, from, until: null })) {
    const terms = versions.get(`${booked.planId}:${booked.planVersion}`) ?? null;
    const conversion = await conversionOf(booked, terms);
    const { earning, before } = replaySale(
      past,
      { ...booked, facts: { ...booked.facts, conversion } },
      terms,
    );
    if (isSame(booked, earning, conversion)) continue;
    changes.push({ ...redecisionOf(booked, earning, before), conversion: conversion ?? null });
    if (changes.length >= MAX_AT_ONCE) await write(workspaceId, changes.splice(0), cause);
  }
  await write(workspaceId, changes, cause);
}

function isSame(booked: BookedSaleRow, earning: Earning, conversion: Conversion | undefined): boolean {
  return (
    booked.facts.conversion?.amountMinor === conversion?.amountMinor &&
    booked.amountMinor === earning.amountMinor &&
    booked.currency === earning.currency &&
    booked.nothingBecause === earning.nothingBecause &&
    booked.waitingBasisPoints === earning.waitingBasisPoints
  );
}

function redecisionOf(
  { id: commissionId }: BookedSaleRow,
  earning: Earning,
  { firstSoldAt, history }: CustomerHistory,
): Omit<Redecision, 'conversion'> {
  const { amountMinor, currency, nothingBecause, waitingBasisPoints, evaluateAt } = earning;
  return {
    ...{ id: newId('red'), commissionId, amountMinor, currency, nothingBecause, firstSoldAt, history },
    ...{ waitingBasisPoints, evaluateAt },
  };
}

async function write(workspaceId: string, changes: Redecision[], cause: string): Promise<void> {
  if (changes.length === 0) return;
  const at = now();
  await insertRedecisions(workspaceId, changes, { cause, at });
  for (const { id, commissionId } of changes)
    await correctCommission(workspaceId, commissionId, { kind: 'redecision', source: id, at });
}
