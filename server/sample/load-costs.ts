import { addMonths } from 'date-fns/addMonths';
import { startOfMonth } from 'date-fns/startOfMonth';
import { subMonths } from 'date-fns/subMonths';
import { recordCosts } from '../signals/index.ts';
import { MONTHS, type World } from './account.ts';
import { toDay } from './load-record.ts';

// What keeping customers costs the sample company a month, for each thousand accounts.
const MONTHLY_COSTS = [
  { kind: 'people', name: 'Customer success team', minorPerThousand: 1_450_000 },
  { kind: 'tools', name: 'Help desk and surveys', minorPerThousand: 95_000 },
  { kind: 'programs', name: 'Webinars and training', minorPerThousand: 140_000 },
] as const;
const YEARLY_RAISE = 0.04;

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
}
