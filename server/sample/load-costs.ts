import { addMonths } from 'date-fns/addMonths';
import { startOfMonth } from 'date-fns/startOfMonth';
import { subMonths } from 'date-fns/subMonths';
import { type CostInput, recordCosts } from '../signals/index.ts';
import { accountAt, MONTHS, type World } from './account.ts';
import { toDay } from './load-record.ts';
import { seedAffiliates } from './program.ts';

// What keeping customers costs the sample company a month, for each thousand accounts.
const MONTHLY_COSTS = [
  { kind: 'people', name: 'Customer success team', minorPerThousand: 1_300_000 },
  { kind: 'tools', name: 'Help desk and surveys', minorPerThousand: 95_000 },
  { kind: 'programs', name: 'Webinars and training', minorPerThousand: 140_000 },
] as const;
const YEARLY_RAISE = 0.04;
// Customers whom the product suits badly take the success team's time when they begin.
const STRUGGLING_BELOW_FIT = -0.5;
const HELP_MINOR = 24_000;
const HELP_MONTHS = 3;

/** What was spent on keeping customers, month by month. */
export async function loadCosts(workspaceId: string, world: World): Promise<void> {
  const first = subMonths(startOfMonth(world.today), MONTHS);
  const months = Array.from({ length: MONTHS + 1 }, (_, month) => addMonths(first, month));
  await recordCosts(
    workspaceId,
    months.flatMap((firstMonth, month) =>
      MONTHLY_COSTS.map(({ kind, name, minorPerThousand }) => ({
        externalId: `sample-${kind}-${month}`,
        kind,
        name,
        amountMinor: Math.round(
          (minorPerThousand * world.accountCount * (1 + (YEARLY_RAISE * month) / 12)) / 1_000,
        ),
        currency: 'USD',
        firstMonth: toDay(firstMonth),
      })),
    ),
  );
  await recordCosts(workspaceId, helpAtTheStart(world, months.map(toDay)));
}

/** By month of sign-up: what the help for those who struggled has cost. */
function helpAtTheStart(world: World, months: string[]): CostInput[] {
  const affiliates = seedAffiliates(world);
  const helped = new Map(months.map((month) => [month, [] as string[]]));
  for (let index = 0; index < world.accountCount; index += 1) {
    const { hidden, signedUpAt, externalId } = accountAt(world, index, affiliates);
    if (hidden.fit < STRUGGLING_BELOW_FIT) helped.get(toDay(startOfMonth(signedUpAt)))?.push(externalId);
  }
  return [...helped]
    .filter(([, accountExternalIds]) => accountExternalIds.length > 0)
    .map(([firstMonth, accountExternalIds]) => ({
      externalId: `sample-help-${firstMonth}`,
      kind: 'people',
      name: 'Help at the start',
      amountMinor: HELP_MINOR * accountExternalIds.length,
      currency: 'USD',
      firstMonth,
      months: HELP_MONTHS,
      accountExternalIds,
    }));
}
